"""A month of the whole office: people × days with half-day marks, and how many days of each kind (Điều 18)."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.office.office import Absence, Office, Person, Rank
from core.office.sessions import Calendar, Span, session, whole_days
from core.text import given_name_key

from ..facts import KIND_VI

MARKS: Mapping[str, str] = {"phep": "P", "rieng": "R", "om": "Ô", "gia_dinh": "G", "cong_tac": "CT"}
OTHER, ON_DUTY = "V", "T"
LEGEND: Mapping[str, str] = {
    **{mark: KIND_VI.get(kind, "đi công tác") for kind, mark in MARKS.items()},
    OTHER: "vắng khác",
    ON_DUTY: "trực",
}
"""Mark -> what it means; a whole day is `P`, a morning `P/`, an afternoon `/P`."""

_RANKS = (Rank.HEAD, Rank.DEPUTY, Rank.SPECIALIST, Rank.STAFF)


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    off: bool
    """Not worked: a weekend or a holiday, unless it was swapped."""
    holiday: str = ""


@dataclass(frozen=True, slots=True)
class PersonMonth:
    name: str
    post: str
    marks: tuple[str, ...]
    """One a day, "" for a day at work or off."""
    totals: Mapping[str, float]
    """Mark -> days."""


@dataclass(frozen=True, slots=True)
class MonthRows:
    office_name: str
    head: str
    """The Head's name, "" while there is none."""
    days: tuple[Day, ...]
    people: tuple[PersonMonth, ...]
    away: tuple[tuple[int, int], ...]
    """How many people are away in the morning and in the afternoon of each day."""

    @property
    def month(self) -> date:
        return self.days[0].on


def month_rows(office: Office, month: date) -> MonthRows:
    """Approved absences and settled duties of the month in which `month` lies, the highest posts first.

    The office must hold the absences of the whole month.
    """
    establishment = office.establishment
    days = tuple(_days(office.calendar, month))
    span = whole_days(days[0].on, days[-1].on)
    people = sorted((p for p in establishment.people.values() if p.rank in _RANKS), key=_by_post)
    kinds = {p.id: _kinds(office.absences_of(p.id), span, office.calendar) for p in people}
    head = establishment.people.get(establishment.head or "")
    return MonthRows(
        establishment.name,
        head.name if head else "",
        days,
        tuple(_person(p, kinds[p.id], days, office) for p in people),
        tuple((_away(kinds.values(), session(d.on, 0)), _away(kinds.values(), session(d.on, 1))) for d in days),
    )


def month_table(rows: MonthRows, stamp: datetime) -> bytes:
    """The month as an Excel file for printing on one sheet across; `stamp` is when it is made.

    Text is stored as text, whatever it looks like. The same rows and stamp give the same bytes.
    """
    from .sheet import sheet

    return sheet(rows, stamp)


def _by_post(person: Person) -> tuple[int, tuple[str, ...], str]:
    return _RANKS.index(person.rank), given_name_key(person.name), person.id


def _days(calendar: Calendar, month: date) -> Iterable[Day]:
    for number in range(1, monthrange(month.year, month.month)[1] + 1):
        on = month.replace(day=number)
        off = not calendar.is_working_day(on)
        holiday = calendar.holidays.get(on)
        yield Day(on, off, holiday.name if holiday and off else "")


def _kinds(absences: Iterable[Absence], span: Span, calendar: Calendar) -> dict[int, str]:
    """Session -> the mark of the approved absence in it; only sessions that are worked."""
    return {
        number: MARKS.get(a.kind, OTHER)
        for a in absences
        if a.settled
        for number in range(max(a.span.start, span.start), min(a.span.end, span.end))
        if calendar.is_working(number)
    }


def _away(kinds: Iterable[Mapping[int, str]], number: int) -> int:
    return sum(1 for marks in kinds if number in marks)


def _person(person: Person, kinds: Mapping[int, str], days: tuple[Day, ...], office: Office) -> PersonMonth:
    on_duty = [any(x.person == person.id and x.settled for x in office.duties.get(d.on, ())) for d in days]
    marks = tuple(_mark(kinds, d.on) or (ON_DUTY if duty else "") for d, duty in zip(days, on_duty, strict=True))
    halves = Counter(kinds.values())
    totals = {mark: halves[mark] / 2 for mark in LEGEND if halves[mark]}
    return PersonMonth(person.name, person.title, marks, {**totals, ON_DUTY: float(sum(on_duty))})


def _mark(kinds: Mapping[int, str], day: date) -> str:
    morning, afternoon = kinds.get(session(day, 0), ""), kinds.get(session(day, 1), "")
    return morning if morning == afternoon else f"{morning}/{afternoon}"
