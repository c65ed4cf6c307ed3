"""How a list's cells and notices become coloured text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.app import App
from textual.strip import Strip

from core.text import cut, width
from tui.theme import tone_style
from tui.widgets.rowdata import Cell, fitted

T = TypeVar("T")


def cell_segments(
    app: App[T], cell: str | Cell | Text, cells: int, align: str, own: Style | None, back: Style
) -> list[Segment]:
    """A cell in exactly `cells` cells and one more; `own` is the row's style, None where tones do not count."""
    if isinstance(cell, Text):
        styled = cell.copy()
        styled.truncate(cells, overflow="ellipsis", pad=True)
        parts = [part for part in styled.render(app.console) if part.text and part.text != "\n"]
        plain = own or Style.null()
        return [*(Segment(p.text, plain + (p.style or Style.null()) + back) for p in parts), Segment(" ", back)]
    text, tone = cell if isinstance(cell, Cell) else (cell, "")
    style = Style.null() if own is None else tone_style(app, tone) if tone else own
    return [Segment(fitted(text, cells, align) + " ", style + back)]


def notice_line(app: App[T], lines: Sequence[str], y: int, room: int, height: int) -> Strip:
    """Line `y` of a notice in the middle of an empty list; its first line stands out."""
    top = max(1, (height - len(lines)) // 3)
    if not 0 <= y - top < len(lines):
        return Strip.blank(room)
    text = cut(lines[y - top], room - 2)
    left = (room - width(text)) // 2
    style = tone_style(app, "strong" if y == top else "muted")
    return Strip([Segment(" " * left), Segment(fitted(text, room - left), style)], room)
