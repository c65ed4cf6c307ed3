"""Where a table begins: the row with the names of its columns, below titles and above a row of numbers.

Vietnamese registers are printed forms: a title merged over the table, names of columns on one to three rows, cells
merged both ways among them, often a row «(1) (2) (3)» before the first entry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.tabular.grids import Line, Merge, letters, short
from core.text import words_key

SEARCHED: Final = 15
"""Rows among which the heading is looked for."""
_DEEPEST: Final = 3
"""Rows a heading may take."""
HEAD: Final = SEARCHED + _DEEPEST + 1
_NUMBERED: Final = re.compile(r"\(?([0-9]{1,2})\)?")


@dataclass(frozen=True, slots=True)
class Heading:
    first: int
    last: int
    """Its rows; entries begin after `last`."""
    found: Mapping[str, tuple[int, ...]]
    """Key of a wanted column -> the columns that carry one of its titles, from 0."""
    titles: Mapping[int, str]
    """Every column with a title, from 0."""

    @property
    def unread(self) -> tuple[str, ...]:
        known = {column for columns in self.found.values() for column in columns}
        return tuple(title for column, title in self.titles.items() if column not in known)

    @property
    def width(self) -> int:
        return max(self.titles, default=-1) + 1

    def place(self, key: str) -> tuple[str, str]:
        """The letter and the title of the column that was found for a key; empty where there is none."""
        columns = self.found.get(key)
        return (letters(columns[0] + 1), self.titles[columns[0]]) if columns else ("", "")


def find(head: Sequence[Line], merges: Sequence[Merge], wanted: Mapping[str, str], *, bare: bool) -> Heading | None:
    """The rows that name most of the wanted columns; `wanted` gives the key of each folded title.

    `bare`: a row «1 2 3» below it is no entry, even without brackets (because an entry has a day).
    """
    cells = {line.row: line.cells for line in head}
    best: Heading | None = None
    for first in sorted(row for row in cells if row <= SEARCHED):
        for last in range(first, _depth(cells, merges, first) + 1):
            heading = _named(cells, merges, first, last, wanted)
            if heading.found and (best is None or len(heading.found) > len(best.found)):
                best = heading
    return best and _down_to_the_entries(best, cells, merges, bare)


def _depth(cells: Mapping[int, tuple[object, ...]], merges: Sequence[Merge], first: int) -> int:
    """A heading takes more than one row only where cells of it are merged."""
    touched = any(m.first_row == first and m.last_row < first + _DEEPEST for m in merges)
    return max((row for row in range(first, first + _DEEPEST) if row in cells), default=first) if touched else first


def _down_to_the_entries(
    best: Heading, cells: Mapping[int, tuple[object, ...]], merges: Sequence[Merge], bare: bool
) -> Heading:
    merged = [m.last_row for m in merges if best.first <= m.first_row <= best.last < m.last_row]
    last = max([best.last, *(row for row in merged if row < best.first + _DEEPEST)])
    if _is_numbering(cells.get(last + 1, ()), bare):
        last += 1
    return Heading(best.first, last, best.found, best.titles)


def _is_numbering(cells: Sequence[object], bare: bool) -> bool:
    """«(1) (2) (3)» under the titles: nothing but the places of the columns, in order."""
    said = [_NUMBERED.fullmatch(str(cell).strip()) for cell in cells if cell is not None and str(cell).strip()]
    places = [int(match[1]) for match in said if match and (bare or match[0].startswith("("))]
    return len(places) == len(said) >= 3 and places == list(range(1, len(places) + 1))


def _named(
    cells: Mapping[int, tuple[object, ...]], merges: Sequence[Merge], first: int, last: int, wanted: Mapping[str, str]
) -> Heading:
    found: dict[str, list[int]] = {}
    titles: dict[int, str] = {}
    spread = {
        (row, column): _cell(cells, m.first_row, m.first_column - 1)
        for m in merges
        if first <= m.first_row <= last and m.last_row < first + _DEEPEST
        for row in range(m.first_row, m.last_row + 1)
        for column in range(m.first_column - 1, min(m.last_column, m.first_column + 50))
    }
    for column in range(max((len(cells.get(row, ())) for row in range(first, last + 1)), default=0)):
        rows = range(first, last + 1)
        stack = [spread.get((row, column)) or _cell(cells, row, column) for row in rows]
        named = list(dict.fromkeys(title for title in stack if title))
        if not named:
            continue
        titles[column] = named[-1]
        spellings = (*reversed(named), " ".join(named))
        key = next((k for title in spellings if (k := _wanted(title, wanted))), None)
        if key:
            found.setdefault(key, []).append(column)
    return Heading(first, last, {key: tuple(columns) for key, columns in found.items()}, titles)


def _cell(cells: Mapping[int, tuple[object, ...]], row: int, column: int) -> str:
    line = cells.get(row, ())
    value = line[column] if column < len(line) else None
    return short(value) if isinstance(value, str) else ""


def _wanted(title: str, wanted: Mapping[str, str]) -> str | None:
    """The title as it stands, or without what it says in brackets: «Ngày đến (dd/mm/yyyy)»."""
    return wanted.get(words_key(title)) or wanted.get(words_key(re.sub(r"\(.*?\)", " ", title)))
