"""A list in sections: headings stand across the columns, and the cursor passes over them."""

from __future__ import annotations

from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.theme import tone_style
from tui.widgets.rows import Row, Rows, _Place, fitted

HEADING: Final = "§"
"""A row whose id begins so is a heading or a remark. Its first cell is all that is shown of it."""
TITLE: Final = "primary"
"""The tone of a heading; in any other tone it is a remark."""


def is_heading(row: Row | None) -> bool:
    return row is not None and row.id.startswith(HEADING)


class SectionRows(Rows):
    """`Rows` over a source in memory, some of whose rows are headings."""

    def validate_cursor(self, cursor: int) -> int:
        return self._beside(super().validate_cursor(cursor), 1 if cursor >= self.cursor else -1)

    def _beside(self, place: int, way: int) -> int:
        """The nearest row that can be chosen, looked for in the way the cursor goes, then in the other."""
        for step in (way, -way):
            found = place
            while 0 <= found < self.row_count:
                if not is_heading(self.row_at(found)):
                    return found
                found += step
        return place

    @property
    def chosen(self) -> Row | None:
        """The row under the cursor, None where there are only headings."""
        return None if is_heading(self.row) else self.row

    begin: str | None = None
    """On which row the cursor stands when the list is first shown."""

    def on_resize(self) -> None:
        super().on_resize()
        if self.begin is not None:  # not before the height is known: else the list scrolls where it need not
            begin, self.begin = self.begin, None
            self.scroll_to(y=0, animate=False, force=True)
            self.move_to(begin)

    def _settle(self, place: _Place) -> None:
        super()._settle(place)
        beside = self._beside(self.cursor, -1)  # the last row of a section went: stay in the section
        if beside != self.cursor:
            self.cursor = beside

    def _keep_in_view(self) -> None:
        """With its heading, where it stands right under one."""
        super()._keep_in_view()
        top = self.cursor
        while top > 0 and is_heading(self.row_at(top - 1)):
            top -= 1
        if top < int(self.scroll_y):
            self.scroll_to(y=top, animate=False, force=True)

    def action_choose(self) -> None:
        if self.chosen is not None:
            super().action_choose()

    def _line(self, place: int) -> Strip:
        row = self.row_at(place)
        if row is None or not is_heading(row):
            return super()._line(place)
        style = tone_style(self.app, row.tone)
        if row.tone == TITLE:
            style += Style(bold=True)
        return Strip([Segment(fitted(f" {row.cells[0]}", self.size.width), style)], self.size.width)
