"""Approved absences for the calendars people already carry: who is away when, and never why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from core.office.office import Office
from core.office.sessions import ZONE, Span, day_of
from core.printing.calendar import Entry, calendar_file
from core.text import given_name_key


class Hours(NamedTuple):
    """When the half-days begin and end, local time."""

    morning: time
    noon: time
    afternoon: time
    evening: time


OFFICE_HOURS = Hours(time(7, 30), time(11, 30), time(13, 30), time(17, 0))


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    matter: int
    name: str
    span: Span
    mission: bool = False


def absence_rows(office: Office, *, person: str | None = None, within: Span | None = None) -> tuple[AbsenceRow, ...]:
    """Approved absences the office knows of, of one person or of all, that touch `within`; in the order of time."""
    people = office.establishment.people
    rows = [
        AbsenceRow(a.matter, people[a.person].name, a.span, not a.leave)
        for absences in office.absences.values()
        for a in absences
        if a.settled and a.person in people and person in (None, a.person)
        if within is None or a.span.overlaps(within)
    ]
    return tuple(sorted(rows, key=lambda row: (row.span, given_name_key(row.name), row.matter)))


def absences_ics(
    rows: Iterable[AbsenceRow], office_name: str, stamp: datetime, *, hours: Hours = OFFICE_HOURS
) -> bytes:
    """An iCalendar file, one event an absence. Its id comes from the matter, so that reading it in again updates.

    `stamp` is when the file is made. Raises UsageError for a stamp without a zone.
    """
    seen: Counter[int] = Counter()
    entries = []
    for row in sorted(rows, key=lambda row: (row.matter, row.span)):
        seen[row.matter] += 1
        part = f"-{seen[row.matter]}" if seen[row.matter] > 1 else ""
        start, end = _times(row.span, hours)
        what, category = ("đi công tác", "Công tác") if row.mission else ("nghỉ", "Nghỉ")
        entries.append(Entry(f"vang-{row.matter}{part}", start, end, f"{row.name} {what}", category))
    return calendar_file("Lịch vắng mặt", office_name, entries, stamp)


def _times(span: Span, hours: Hours) -> tuple[date, date]:
    """Whole days as days, the end exclusive; a span with a half-day at either end by the clock."""
    last = span.end - 1
    if span.start % 2 == 0 and last % 2 == 1:
        return day_of(span.start), day_of(last) + timedelta(days=1)
    begins = hours.afternoon if span.start % 2 else hours.morning
    ends = hours.evening if last % 2 else hours.noon
    return datetime.combine(day_of(span.start), begins, ZONE), datetime.combine(day_of(last), ends, ZONE)
