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
    whole = Span(session(date(year, 1, 1)), session(date(year + 1, 1, 1)))
    used = sum(
        office.calendar.working(Span(max(a.span.start, whole.start), min(a.span.end, whole.end)))
        for a in office.absences_of(person)
        if a.kind == "phep" and a.span.overlaps(whole)
    )
    return Balance(entitled(person, year, office, law), used / 2)


def overdrawn(leave: Leave, office: Office, law: Law) -> Iterator[str]:
    """A warning where this leave would take more than is left of the year in which it begins."""
    if leave.span is None:
        return
    year = day_of(leave.span.start).year
    now = balance(leave.person, year, office, law)
    already = any(a.span == leave.span for a in office.absences_of(leave.person))
    asked = 0.0 if already else office.calendar.working(leave.span) / 2
    if now.used + asked > now.entitled:
        over = now.used + asked - now.entitled
        yield (
            f"vượt {over:g} ngày so với {now.entitled:g} ngày phép năm {year} (ngoài quy chế: chỉ cảnh báo, không chặn)"
        )
