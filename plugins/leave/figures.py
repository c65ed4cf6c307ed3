"""What a person wants to see while he writes the request: how long it is, and what is left of the yearly leave."""

from __future__ import annotations

from collections.abc import Iterator

from core.law.regulation import Law
from core.office.office import Office
from core.office.sessions import day_of

from .balance import balance
from .facts import Away, Leave
from .length import measure


def figures(facts: Away, office: Office, law: Law) -> Iterator[tuple[str, str]]:
    """Name and value. The length is in working days, alone and with the leaves that touch it (A03)."""
    if facts.span is None:
        return
    if not isinstance(facts, Leave):
        yield "Thời gian", f"{_days(office.calendar.working(facts.span) / 2)} ngày"
        return
    length = measure(facts, office, law)
    merged = f" (gộp {_days(length.merged)} với việc số {_listed(length.joined)})" if length.joined else ""
    yield "Thời gian", f"{_days(length.own)} ngày{merged}"
    if facts.kind == "phep":
        year = day_of(facts.span.start).year
        found = balance(facts.person, year, office, law)
        left = found.left - length.own
        after = f"sau lần này còn {_days(left)}" if left >= 0 else f"lần này vượt {_days(-left)}"
        yield f"Phép năm {year}", f"còn {_days(found.left)} trong {_days(found.entitled)} ngày, {after}"


def _days(days: float) -> str:
    return f"{days:.1f}".replace(".", ",")


def _listed(matters: tuple[int, ...]) -> str:
    return ", ".join(map(str, matters))
