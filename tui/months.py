"""A month of the office as the leave calendar shows it: who is away and why, who is on duty, who acts for the Head.

Pure: an office snapshot in, a grid's values and what is to be said about each half-day out.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from core.office.coverage import headless
from core.office.office import Office, Rank
from core.office.office import Person as Colleague
from core.office.sessions import Span, session, whole_days
from core.text import safe
from tui import views
from tui.widgets.grid import KINDS, RARE, Day, HalfDay, Month, Person

EVERYBODY: Final = ""
LEADERS: Final = "lanh_dao"
"""The filter that shows the Head and the deputies; any other is a unit's id."""
GAPS: Final = "Không ai thay"
"""The line under the people: half-days on which nobody could act for the Head."""


class Held(NamedTuple):
    """One thing a half-day of somebody holds."""

    says: str
    matter: int | None = None
    """Where it was decided."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A month for the grid, and by person and half-day what is to be said."""

    month: Month
    held: Mapping[tuple[str, int], tuple[Held, ...]]
    gaps: tuple[int, ...]

    def matter(self, person: str, at: int) -> int | None:
        """The matter behind a half-day, None where there is none."""
        return next((held.matter for held in self.held.get((person, at), ()) if held.matter is not None), None)


def days_of(first: date) -> Span:
    """All sessions of the month that begins on `first`."""
    return whole_days(first, first.replace(day=monthrange(first.year, first.month)[1]))


def moved(first: date, months: int) -> date:
    """The first day of the month so many months on."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def filters(office: Office) -> tuple[tuple[str, str], ...]:
    """Whom the calendar can be narrowed to: id and name."""
    units = office.establishment.units.values()
    return ((EVERYBODY, "Cả Văn phòng"), (LEADERS, "Lãnh đạo Văn phòng"), *((u.id, u.name) for u in units))


def shown(first: date, office: Office, today: date, *, only: str = EVERYBODY) -> Shown:
    """The month that begins on `first`; `office` must know its absences and duties."""
    span = days_of(first)
    held: dict[tuple[str, int], tuple[Held, ...]] = {}
    marks: dict[str, dict[int, HalfDay]] = {}
    for person, at, mark, says in (*_absences(office, span), *_acting(office, span), *_duties(office, span)):
        marks.setdefault(person, {}).setdefault(at, mark)
        held[person, at] = (*held.get((person, at), ()), says)
    gaps = headless(office, span)
    people = tuple(Person(p.id, safe(p.name), marks.get(p.id, {})) for p in _people(office, only))
    foot = (Person("", GAPS, {n: HalfDay("ho") for n in gaps}, "bad" if gaps else "muted"),)
    return Shown(Month(_days(office, span), people, today, foot), held, gaps)


def _people(office: Office, only: str) -> list[Colleague]:
    found = views.by_post(p for p in office.establishment.people.values() if p.rank is not Rank.OUTSIDE)
    if only == EVERYBODY:
        return found
    if only == LEADERS:
        return [p for p in found if p.rank in (Rank.HEAD, Rank.DEPUTY)]
    return [p for p in found if p.unit == only]


def _days(office: Office, span: Span) -> tuple[Day, ...]:
    return tuple(_day(date.fromordinal(number // 2), office) for number in range(span.start, span.end, 2))


def _day(day: date, office: Office) -> Day:
    holiday = office.calendar.holidays.get(day)
    if office.calendar.is_working_day(day):
        return Day(day)
    return Day(day, "holiday" if holiday else "weekend", holiday.name if holiday else "")


Mark = tuple[str, int, HalfDay, Held]


def _absences(office: Office, span: Span) -> Iterator[Mark]:
    """Worked half-days of a leave, every half-day of a mission; what is settled before what is only asked for."""
    found = [a for rows in office.absences.values() for a in rows if a.span.overlaps(span)]
    for absence in sorted(found, key=lambda a: (not a.settled, a.span.start, a.matter)):
        kind = absence.kind if absence.kind in KINDS else "khac"
        word = (KINDS.get(kind) or RARE[kind]).word
        waits = "" if absence.settled else " (chờ duyệt)"
        says = Held(f"{word}{waits} – việc số {absence.matter}", absence.matter)
        for at in range(max(absence.span.start, span.start), min(absence.span.end, span.end)):
            if not absence.leave or office.calendar.is_working(at):
                yield absence.person, at, HalfDay(kind, not absence.settled), says


def _acting(office: Office, span: Span) -> Iterator[Mark]:
    """Who acts for the Head on which half-day (Điều 5)."""
    for at in range(span.start, span.end):
        deputy = office.acting_in(at)
        if deputy is not None:
            named = next((d for d in office.designations if d.deputy == deputy and at in d.span), None)
            says = Held("thay Chánh Văn phòng (Điều 5)", named.matter if named else None)
            yield deputy, at, HalfDay("thay"), says


def _duties(office: Office, span: Span) -> Iterator[Mark]:
    for number in range(span.start, span.end, 2):
        for duty in office.duties.get(date.fromordinal(number // 2), ()):
            waits = "" if duty.settled else " (lịch chưa chốt)"
            says = Held(f"{views.DUTY.get(duty.role, 'trực')}{waits} – lịch trực số {duty.matter}", duty.matter)
            for at in (number, number + 1):
                yield duty.person, at, HalfDay("truc", not duty.settled), says


def told(found: Shown, office: Office, person: str, at: int, today: date) -> str:
    """One line about a half-day: whose, when, what it holds, and what is true of the whole office then."""
    day = next((d for d in found.month.days if session(d.day) in (at, at - 1)), None)
    parts = [views.bare(person, office), views.session_text(at, today)]
    parts += [held.says for held in found.held.get((person, at), ())]
    if day is not None and day.kind != "work":
        parts.append(day.title or "cuối tuần")
    elif len(parts) == 2:
        parts.append("có mặt")
    if at in found.gaps:
        parts.append("không ai thay Chánh Văn phòng: cần cử Phó thường trực (Điều 5)")
    return " · ".join(parts)
