"""A calendar that people's own programs can read (iCalendar): one event an entry, read in again it updates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from core.errors import UsageError
from core.office.sessions import ZONE
from core.text import safe, words_key

if TYPE_CHECKING:
    from icalendar import Event, Timezone


class Entry(NamedTuple):
    """Days as days, the end exclusive, or instants."""

    uid: str
    """The same whenever the same thing is written: `vang-12`."""
    start: date
    end: date
    summary: str
    category: str
    note: str = ""
    busy: bool = True


def calendar_file(title: str, office_name: str, entries: Iterable[Entry], stamp: datetime) -> bytes:
    """An iCalendar file. `stamp` is when it is made. Raises UsageError for a stamp without a zone."""
    from icalendar import Calendar

    if stamp.utcoffset() is None:
        raise UsageError(f"Thời điểm lập lịch {stamp:%H:%M %d/%m/%Y} thiếu múi giờ; ghi thêm múi giờ, ví dụ +07:00.")
    calendar = Calendar()
    calendar.add("prodid", f"-//vptu//{title}//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{title} – {safe(office_name)}")
    calendar.add("x-wr-timezone", ZONE.key)
    calendar.add_component(_zone())
    domain = "-".join(words_key(office_name).split()) or "van-phong"
    for entry in entries:
        calendar.add_component(_event(entry, domain, stamp))
    return bytes(calendar.to_ical())


def _event(entry: Entry, domain: str, stamp: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.uid}@{domain}")
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("dtstart", entry.start)
    event.add("dtend", entry.end)
    event.add("summary", safe(entry.summary))
    if entry.note:
        event.add("description", safe(entry.note))
    event.add("categories", [entry.category])
    event.add("class", "PUBLIC")
    event.add("transp", "OPAQUE" if entry.busy else "TRANSPARENT")
    return event


def _zone() -> Timezone:
    """Seven hours ahead without summer time, since 1975: for calendars that do not know the zone by its name."""
    from icalendar import Timezone, TimezoneStandard

    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1975, 6, 13))
    standard.add("tzoffsetfrom", timedelta(hours=7))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone = Timezone()
    zone.add("tzid", ZONE.key)
    zone.add_component(standard)
    return zone
