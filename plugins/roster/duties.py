"""The roster of a holiday is drawn up some working days before it (18.u1/2): a duty of the unit that draws it up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from core.law.duty import Due, DutyRule
from core.law.regulation import Law
from core.office.office import Office
from core.office.sessions import Span, day_of, session

from .days import Occasion, days_before, occasions
from .need import lacking


def draw_up(window: Span, office: Office, law: Law) -> Iterator[Due]:
    """One for every occasion whose roster is due within the window; met once every day of it is covered."""
    ahead = law.whole("duty.roster_days_before")
    last = day_of(window.end - 1) + timedelta(2 * ahead + 30)  # so many working days never take longer
    for occasion in occasions(day_of(window.start), last, office.calendar):
        on = days_before(occasion.first, ahead, office.calendar)
        if session(on) in window:
            yield Due(
                f"roster:{occasion.first.isoformat()}",
                f"unit:{law.text('duty.unit')}",
                f"Lập lịch trực {occasion}",
                on,
                ("18.u1/2",),
                "roster",
                _met(occasion, office, law),
            )


def _met(occasion: Occasion, office: Office, law: Law) -> bool:
    return not any(lacking([d.role for d in office.duties.get(day, ()) if d.settled], law) for day in occasion.days)


DRAW_UP = DutyRule("roster", ("18.u1/2",), draw_up)
