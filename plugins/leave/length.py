"""How long a leave is for the thresholds of Điều 18: worked half-days, adjacent leaves taken together (A03)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from core.law.regulation import Law
from core.office.office import Office
from core.office.sessions import Calendar, Span

from .facts import Away


class Length(NamedTuple):
    """Working days; `merged` counts the adjacent leaves too, `joined` names their matters."""

    own: float
    merged: float
    joined: tuple[int, ...] = ()


def measure(leave: Away, office: Office, law: Law) -> Length:
    """The length of a leave, alone and with every leave of the same person that touches it."""
    span = leave.span
    if span is None:
        days = leave.days or 0.0
        return Length(days, days)
    own = office.calendar.working(span)
    if not law["leave.merge_adjacent"]:
        return Length(own / 2, own / 2)
    others = [(a.span, a.matter) for a in office.absences_of(leave.person) if a.leave]
    if not others:
        return Length(own / 2, own / 2)
    sessions, joined = _run(span, others, office.calendar)
    return Length(own / 2, sessions / 2, joined)


def _run(span: Span, others: Iterable[tuple[Span, int]], calendar: Calendar) -> tuple[int, tuple[int, ...]]:
    """Worked sessions of the unbroken run around `span`. The union of spans: the order of filing cannot matter."""
    left = list(others)
    run = [span]
    joined: list[int] = []
    grown = True
    while grown:
        grown = False
        start, end = min(s.start for s in run), max(s.end for s in run)
        for other in list(left):
            if _touches(other[0], Span(start, end), calendar):
                run.append(other[0])
                joined.append(other[1])
                left.remove(other)
                grown = True
    covered = {n for s in run for n in range(s.start, s.end)}
    return sum(map(calendar.is_working, covered)), tuple(sorted(joined))


def _touches(a: Span, b: Span, calendar: Calendar) -> bool:
    """Do two spans overlap, or lie apart by days off only?"""
    end, start = min(a.end, b.end), max(a.start, b.start)
    return start <= end or calendar.next_working(end) >= start
