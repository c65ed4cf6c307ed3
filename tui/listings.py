"""A plugin's list as windows of rows: read by key a page at a time, in a thread, whatever its views ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from core.listing import Column as Told
from core.listing import Listing, Record, View, cells, records
from core.records.search import MatterFilter
from tui.widgets.rows import PAGE, Cell, Column, Row

if TYPE_CHECKING:
    from core.desk import Desk

KEPT: Final = 1_000
"""Records held for the line below the list and for a refresh."""
LEAST: Final = 20
"""Cells of the column that takes the room that is left."""
FAR: Final = 20
"""Pages looked through for a row that went somewhere else."""


def columns_of(listing: Listing) -> tuple[Column, ...]:
    """The columns as a list of rows shows them; those that do not fit are left out from the right."""
    return tuple(_column(column) for column in listing.columns)


def _column(column: Told) -> Column:
    if column.width:
        return Column(column.title, width=column.width)
    return Column(column.title, share=1, least=LEAST)


@dataclass
class ListingSource:
    """One view of a list, narrowed by words. The key before each page is remembered as the list is read downwards."""

    desk: Desk
    listing: Listing
    view: View
    at: datetime
    text: str = ""
    held: dict[str, Record] = field(default_factory=dict)
    """Records read so far, by the id of their row."""
    exact: bool = True
    """Is it known how many there are?"""
    _before: dict[int, int | None] = field(default_factory=lambda: {0: None})
    _first: Sequence[Row] | None = None

    def count(self) -> int | None:
        """Known where one page holds it all, or where the store can count; else the list grows as it is read."""
        self._first = self._read(0, PAGE)
        if len(self._first) < PAGE:
            return len(self._first)
        if self.view.overdue or self.view.where is not None:
            self.exact = False
            return None
        from core.records.reader import CAP

        wanted = MatterFilter(statuses=self.view.statuses, kinds=self.listing.kinds, text=self.text)
        found = self.desk.reader.count_matters(wanted)
        self.exact = found < CAP
        return found if self.exact else None

    def window(self, start: int, size: int) -> Sequence[Row]:
        if start == 0 and self._first is not None and size == PAGE:
            return self._first
        return self._read(start, size)

    def _read(self, start: int, size: int) -> Sequence[Row]:
        page = start // PAGE
        known = max(n for n in self._before if n <= page)
        for n in range(known, page):  # only after a jump: pages that were never read
            if len(self._page(n, PAGE)) < PAGE:
                return ()
        return [self._row(record) for record in self._page(page, size)]

    def _page(self, page: int, size: int) -> list[Record]:
        found = records(
            self.desk, self.listing, self.view, at=self.at, text=self.text, before=self._before[page], limit=size
        )
        if len(found) == size:
            self._before[page + 1] = found[-1].row.id
        return found

    def _row(self, record: Record) -> Row:
        row_id = str(record.row.id)
        if len(self.held) >= KEPT:
            self.held.pop(next(iter(self.held)))
        self.held[row_id] = record
        return Row(row_id, tuple(Cell(text, tone) for text, tone in cells(self.listing, record)))

    def index_of(self, row_id: str) -> int | None:
        """The place of a matter, looked for from the top; the newest come first."""
        wanted = int(row_id)
        for page in range(FAR):
            rows = self.window(page * PAGE, PAGE)
            ids = [int(row.id) for row in rows]
            if wanted in ids:
                return page * PAGE + ids.index(wanted)
            if len(rows) < PAGE or ids[-1] < wanted:
                return None
        return None
