"""Which days need somebody on duty: the days off around a public holiday, taken together (18.u1/1).

Pure calendar work, without facts: the desk asks it at every start.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.office.office import Office
from core.office.sessions import Calendar, Holiday, Span, day_of, session, whole_days

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
ONE = timedelta(1)
FAR = timedelta(366)


@dataclass(frozen=True, slots=True)
class Occasion:
    """An unbroken run of days off that holds at least one holiday: weekends that touch it belong to it."""

    first: date
    last: date
    name: str

    def __str__(self) -> str:
        return f"{self.name}, {self.first:%d/%m/%Y} – {self.last:%d/%m/%Y}"

    @property
    def span(self) -> Span:
        return whole_days(self.first, self.last)

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(each_day(self.first, self.last))


def each_day(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both included."""
    return (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))


def label(day: date) -> str:
    """`thứ Bảy 10/02/2024`."""
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def occasion_of(day: date, calendar: Calendar) -> Occasion | None:
    """The occasion a day belongs to; None for a worked day and for an ordinary weekend."""
    if calendar.is_working_day(day):
        return None
    first = last = day
    while not calendar.is_working_day(first - ONE):
        first -= ONE
    while not calendar.is_working_day(last + ONE):
        last += ONE
    holidays = [calendar.holidays[d] for d in each_day(first, last) if d in calendar.holidays]
    return Occasion(first, last, _called(holidays)) if holidays else None


def _called(holidays: Sequence[Holiday]) -> str:
    """One name for a run: of «Tết Nguyên Đán», «Mùng hai Tết Nguyên Đán», «29 Tết» and a swapped day the first."""
    names = dict.fromkeys(h.name.partition(" (")[0] for h in holidays if h.paid) or {h.name: None for h in holidays}
    short = [name for name in names if not any(other != name and other in name for other in names)]
    return ", ".join([name for name in short if not name[:1].isdigit()] or short)


def occasions(first: date, last: date, calendar: Calendar) -> Iterator[Occasion]:
    """Every occasion that has a day between two days, both included, in order, each once."""
    day = first
    while day <= last:  # day by day: a calendar need not list the holidays of every year it knows
        found = occasion_of(day, calendar)
        if found is not None:
            yield found
            day = found.last
        day += ONE


def days_to_cover(span: Span, office: Office) -> tuple[date, ...]:
    """The days of a span on which somebody must be on duty: holidays, and the weekends that touch them."""
    days = each_day(day_of(span.start), day_of(span.end - 1))
    return tuple(day for day in days if occasion_of(day, office.calendar) is not None)


def next_occasion(day: date, office: Office) -> Occasion | None:
    """The first occasion not over on `day` that no roster, not even a draft, touches; None within a year."""
    coming = occasions(day, day + FAR, office.calendar)
    return next((occasion for occasion in coming if not _has_roster(occasion, office)), None)


def _has_roster(occasion: Occasion, office: Office) -> bool:
    return any(office.duties.get(day) for day in occasion.days)


def days_before(day: date, working_days: int, calendar: Calendar) -> date:
    """The working day that lies so many working days before `day`."""
    for _ in range(working_days):
        day = day_of(calendar.previous_working(session(day - ONE)))
    return day
