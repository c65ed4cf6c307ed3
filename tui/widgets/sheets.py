"""Checklists and tables of a matter (core.law.sheet), laid out for the room there is: side by side while they fit, with
cells wrapped while that can be read, and below that one line for each cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from textual.content import Content

from core.law.sheet import Sheet, SheetRow
from core.text import width
from tui.widgets.paper import folded, tinted

GAP: Final = 2
NARROWEST: Final = 12
"""Cells below which a wrapped column cannot be read."""


def sheet_lines(sheet: Sheet, room: int) -> list[Content]:
    """The title, the columns, the rows in their tones, the note."""
    lines = [tinted(line, "primary", "bold") for line in folded(sheet.title, room)]
    if sheet.rows:
        widths = _widths(sheet, room - GAP)
        lines += _table(sheet, widths) if widths else _stacked(sheet, room)
    elif not sheet.note:
        lines.append(tinted("  Chưa có gì.", "muted"))
    if sheet.note:
        lines += [tinted(f"  {line}", "muted", "italic") for line in folded(sheet.note, room - GAP)]
    return lines


def _widths(sheet: Sheet, room: int) -> tuple[int, ...]:
    """Cells for each column; none where they cannot stand side by side."""
    columns = max(len(sheet.columns), *(len(row.cells) for row in sheet.rows))
    wanted = [
        max(width(text) for text in (_cell(sheet.columns, n), *(_cell(row.cells, n) for row in sheet.rows)))
        for n in range(columns)
    ]
    room -= GAP * (columns - 1)
    while sum(wanted) > room:
        widest = max(range(columns), key=wanted.__getitem__)
        if wanted[widest] <= NARROWEST:
            return ()
        wanted[widest] = max(NARROWEST, wanted[widest] - (sum(wanted) - room), _second(wanted))
        if sum(wanted) > room and wanted[widest] == _second(wanted):
            wanted[widest] -= 1
    return tuple(wanted)


def _second(widths: Sequence[int]) -> int:
    """The widest but one: no column is made narrower than that before the others."""
    return sorted(widths)[-2] if len(widths) > 1 else 0


def _cell(cells: Sequence[str], n: int) -> str:
    return cells[n] if n < len(cells) else ""


def _table(sheet: Sheet, widths: Sequence[int]) -> list[Content]:
    lines = []
    if any(sheet.columns):
        lines += [tinted(line, "muted") for line in _side_by_side(sheet.columns, widths)]
    for row in sheet.rows:
        lines += [tinted(line, row.tone) for line in _side_by_side(row.cells, widths)]
    return lines


def _side_by_side(cells: Sequence[str], widths: Sequence[int]) -> Iterable[str]:
    parts = [folded(_cell(cells, n), cells_wide) for n, cells_wide in enumerate(widths)]
    for line in range(max(len(part) for part in parts)):
        texts = (_padded(_cell(part, line), cells_wide) for part, cells_wide in zip(parts, widths, strict=True))
        yield f"  {(' ' * GAP).join(texts)}".rstrip()


def _padded(text: str, cells: int) -> str:
    return text + " " * max(0, cells - width(text))


def _stacked(sheet: Sheet, room: int) -> list[Content]:
    """Each row as its first cell, and under it the others with their titles."""
    return [line for row in sheet.rows for line in _one_row(sheet.columns, row, room)]


def _one_row(columns: Sequence[str], row: SheetRow, room: int) -> Iterable[Content]:
    first, *others = row.cells or ("",)
    for line in folded(first, room - GAP):
        yield tinted(f"  {line}", row.tone, "bold")
    for n, cell in enumerate(others, start=1):
        title = _cell(columns, n)
        for line in folded(f"{title}: {cell}" if title else cell, room - 2 * GAP) if cell else ():
            yield tinted(f"    {line}", row.tone)
