"""Rows, columns and where they come from, as plain values: what a list shows, without the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol, runtime_checkable

from rich.text import Text

from core.text import cut, safe, width


class Cell(NamedTuple):
    """A piece of text in a tone of the theme: muted, faint, accent, primary, good, warn, bad, strong."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """Either `width` cells wide, or a `share` of the room that is left, but never under `least`."""

    title: str
    width: int = 0
    share: int = 0
    least: int = 8
    hide_below: int = 0
    """Not shown while the list is narrower than this many cells."""
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    cells: tuple[str | Cell | Text, ...]
    """One for each column, hidden ones included."""
    tone: str = ""
    """The tone of the whole row where a cell names none."""


class Source(Protocol):
    """Where rows come from, a window at a time."""

    def count(self) -> int | None:
        """How many rows there are; None while nobody knows: the list then grows as it is read."""

    def window(self, start: int, size: int) -> Sequence[Row]:
        """The rows from `start`, at most `size` of them; fewer mean the end."""


@runtime_checkable
class Findable(Protocol):
    """A source that can say where a row went, so that the cursor follows it through a refresh."""

    def index_of(self, row_id: str) -> int | None:
        """The present place of a row, None if it is gone."""


class ListSource:
    """Rows held in memory: short lists, filtered choices, tests."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self.rows = rows

    def count(self) -> int:
        return len(self.rows)

    def window(self, start: int, size: int) -> Sequence[Row]:
        return self.rows[start : start + size]

    def index_of(self, row_id: str) -> int | None:
        return next((n for n, row in enumerate(self.rows) if row.id == row_id), None)


def column_widths(columns: Sequence[Column], room: int) -> tuple[int, ...]:
    """Cells for each column in `room` cells with one cell between two; 0 for a column that is not shown.

    When even the least widths do not fit, columns are dropped from the right, never the first.
    """
    shown = [n for n, column in enumerate(columns) if room >= column.hide_below]
    while len(shown) > 1 and sum(columns[n].width or columns[n].least for n in shown) + len(shown) - 1 > room:
        shown.pop()
    widths = {n: columns[n].width or columns[n].least for n in shown}
    shares = {n: columns[n].share for n in shown if not columns[n].width}
    left = room - sum(widths.values()) - len(shown) + 1
    weight = sum(shares.values()) or 1
    for place, (n, share) in enumerate(shares.items()):
        given = left if place == len(shares) - 1 else left * share // weight
        widths[n] += max(given, 0)
        left, weight = left - given, max(weight - share, 1)
    return tuple(widths.get(n, 0) for n in range(len(columns)))


def fitted(text: str, cells: int, align: str = "left") -> str:
    """The text in exactly `cells` cells."""
    text = cut(safe(text), cells)
    gap = " " * (cells - width(text))
    return gap + text if align == "right" else text + gap
