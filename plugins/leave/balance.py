"""The yearly leave: 12 days, one more for five years of service. Outside the regulation: shown, never a bar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from core.law.regulation import Law
from core.office.office import Office
from core.office.sessions import Span, day_of, session

from .facts import Leave


class Balance(NamedTuple):
    """Days of one calendar year."""

    entitled: float
    used: float

    @property
    def left(self) -> float:
        return self.entitled - self.used


def entitled(person: str, year: int, office: Office, law: Law) -> float:
    """Days a person may take in a year; in proportion where service began in it."""
    found = office.person(person)
    if found is None:
        return 0.0
    if found.leave_days is not None:
        return found.leave_days
    days = law.number("balance.days")
    joined = found.joined
    if joined is None or joined.year > year:
        return days if joined is None else 0.0
    if joined.year == year:
        return round(days * (13 - joined.month) / 12 * 2) / 2
    years = date(year, 12, 31).year - joined.year
    return days + (years // law.whole("balance.extra_every_years")) * law.number("balance.extra_days")


def balance(person: str, year: int, office: Office, law: Law) -> Balance:
    """Entitlement and what is asked for or taken as yearly leave in the year."""
    used = sum(_in_year(a.span, year, office) for a in office.absences_of(person) if a.kind == "phep")
    return Balance(entitled(person, year, office, law), used / 2)


def _in_year(span: Span, year: int, office: Office) -> int:
    """Worked sessions of a span that lie in a year."""
    first, last = session(date(year, 1, 1)), session(date(year + 1, 1, 1))
    return office.calendar.working(Span(max(span.start, first), min(span.end, last)))


def overdrawn(leave: Leave, office: Office, law: Law) -> Iterator[str]:
    """A warning for each year of which this leave would take more than is left."""
    if leave.span is None:
        return
    already = any(a.span == leave.span for a in office.absences_of(leave.person))
    for year in range(day_of(leave.span.start).year, day_of(leave.span.end - 1).year + 1):
        now = balance(leave.person, year, office, law)
        over = now.used - now.entitled + (0.0 if already else _in_year(leave.span, year, office) / 2)
        if over > 0:
            yield (
                f"vượt {_days(over)} ngày so với {_days(now.entitled)} ngày phép năm {year} "
                "(ngoài quy chế: chỉ cảnh báo, không chặn)"
            )


def _days(days: float) -> str:
    return f"{days:g}".replace(".", ",")
