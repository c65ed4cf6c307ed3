"""A task's year as one line of a list: from its beginning to its day, what it is late by, and where today is.

Two cells for a month. «─» under way, «●» its last day, «!» late, «✓» when the result was there, «│» today.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from .state import state

if TYPE_CHECKING:
    from .task.facts import Task

CELLS = 24


def strip(facts: Task, status: str, begun: date, on: date) -> str:
    """`begun`: when it was opened, for a task without a first day. The year is that of `on`."""
    found = state(facts, status, on)
    first, due, now = _cell(facts.start or begun, on.year), _cell(facts.due, on.year), _cell(on, on.year)
    ended = facts.finished if found.phase in ("waiting", "done") else None
    cells = ["·"] * CELLS
    _fill(cells, first, due, "─")
    if found.phase == "gone":
        return "".join(cells)
    until = _cell(ended, on.year) if ended else now
    if found.days:
        _fill(cells, due, until, "!")
    _put(cells, now, "│")
    _put(cells, due, "●")
    if ended:
        _put(cells, until, "✓")
    return "".join(cells)


def _cell(day: date, year: int) -> int:
    """The half-month a day lies in; -1 for the years before, `CELLS` for those after."""
    if day.year != year:
        return -1 if day.year < year else CELLS
    return (day.month - 1) * 2 + (day.day > 15)


def _fill(cells: list[str], first: int, last: int, mark: str) -> None:
    for n in range(max(first, 0), min(last, CELLS - 1) + 1):
        cells[n] = mark


def _put(cells: list[str], place: int, mark: str) -> None:
    if 0 <= place < CELLS:
        cells[place] = mark
