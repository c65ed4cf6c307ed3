"""Recurring duties for the calendars people already carry: on their legal days, with a word before a day off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256

from core.law.duty import Due, DueState
from core.law.holders import label, tokens_of
from core.law.regulation import Law
from core.law.route import Holder
from core.office.office import Office
from core.printing.calendar import Entry, calendar_file

from .duties import remind_on
from .periodic.records import said

TITLE, CATEGORY = "Lịch nghĩa vụ", "Nghĩa vụ"
Found = Iterable[tuple[Due, DueState]]


def duties_ics(found: Found, office: Office, law: Law, stamp: datetime) -> bytes:
    """An iCalendar file, the earliest first. What is done needs no word beforehand."""
    entries = [
        entry
        for due, state in sorted(found, key=lambda one: (one[0].on, one[0].key))
        for entry in _entries(due, state, office, law)
    ]
    return calendar_file(TITLE, office.establishment.name, entries, stamp)


def of_person(found: Found, person: str, office: Office) -> list[tuple[Due, DueState]]:
    """Those he owes, by name or by what he is."""
    held = {person, *tokens_of(person, office)}
    return [(due, state) for due, state in found if due.owner in held]


def _entries(due: Due, state: DueState, office: Office, law: Law) -> Iterator[Entry]:
    """The legal day stays where it is; where it is a day off, the last working day before it has a word of its own."""
    uid = sha256(due.key.encode()).hexdigest()[:24]
    note = ". ".join(_lines(due, state, office, law))
    yield _whole_day(f"nghia-vu-{uid}", due.on, due.title, note)
    before = remind_on(due.on, office.calendar)
    if before != due.on and not due.met:
        yield _whole_day(f"nhac-{uid}", before, f"Nhắc: {due.title}", note)


def _whole_day(uid: str, on: date, title: str, note: str) -> Entry:
    return Entry(uid, on, on + timedelta(days=1), title, CATEGORY, note, busy=False)


def _lines(due: Due, state: DueState, office: Office, law: Law) -> Iterator[str]:
    owner = due.owner if ":" in due.owner else f"person:{due.owner}"
    yield f"Của: {label(Holder(*owner.split(':', 1)), office)}"
    yield f"Căn cứ: {'; '.join(dict.fromkeys(map(law.cite, due.cites)))}"
    if due.channel:
        yield f"Cách gửi: {due.channel}"
    yield f"Tình trạng: {said(state)}"
