"""A list in which rows can be marked, so that one key then does something with all of them.

Marks are kept by the ids of rows: they stay through a refresh and go with their row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from tui.theme import tone_style
from tui.widgets.rows import Column, Row, Source
from tui.widgets.sections import SectionRows, is_heading

SIGN: Final = "√"
"""In every font a terminal comes with, unlike ✓."""


class MarkedRows(SectionRows):
    """`SectionRows` with marks. `markable` says which rows may have one; headings never."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("insert,ctrl+f", "mark", show=False)]

    @dataclass
    class Marked(Message):
        """Other rows are marked now; `refused` is one that may not be."""

        rows: MarkedRows
        refused: Row | None = None

        @property
        def control(self) -> MarkedRows:
            return self.rows

    def __init__(
        self, columns: Sequence[Column], source: Source | None = None, *, header: bool = True,
        empty: tuple[str, ...] = ("Chưa có gì ở đây.",), led: bool = False, id: str | None = None,
        markable: Callable[[Row], bool] = lambda row: True,
    ) -> None:  # fmt: skip
        super().__init__(columns, source, header=header, empty=empty, led=led, id=id)
        self.markable = markable
        self._marked: dict[str, None] = {}

    @property
    def marked(self) -> tuple[str, ...]:
        """The ids of the marked rows, in the order in which they were marked."""
        return tuple(self._marked)

    def mark(self, ids: Iterable[str]) -> None:
        """Mark these rows and no others, from the program."""
        found = dict.fromkeys(ids)
        if found.keys() != self._marked.keys():
            self._marked = found
            self.refresh()
            self.post_message(self.Marked(self))

    def action_mark(self) -> None:
        """Put a mark on the row under the cursor or take it off, and go on to the next."""
        row = self.chosen
        if row is None or not self.markable(row):
            self.app.bell()
            self.post_message(self.Marked(self, row))
            return
        if row.id in self._marked:
            del self._marked[row.id]
        else:
            self._marked[row.id] = None
        self._refresh_rows(self.cursor)
        self.post_message(self.Marked(self))
        self.action_move(1)

    def _line(self, place: int) -> Strip:
        strip, row = super()._line(place), self.row_at(place)
        if row is None or is_heading(row) or row.id not in self._marked:
            return strip
        back = "chosen" if self.lit else "chosen-idle"
        style = tone_style(self.app, back if place == self.cursor else "") + tone_style(self.app, "accent")
        return Strip([Segment(SIGN, style), *strip.crop(1)])
