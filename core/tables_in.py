"""An administrator's table – a register kept in Excel until now – read once, with everything doubtful said at once.

What comes back is values with their rows, and faults that name sheet, row and column, so that the person corrects
the file in one go. Nothing is guessed, nothing evaluated, nothing left out in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from core.errors import UsageError
from core.tabular.grids import Book, Grid, Line, Merge, letters, opened
from core.tabular.heading import HEAD, SEARCHED, Heading, find
from core.tabular.values import Kind, Value, WrongCellError, value
from core.text import number, safe, words_key

LONGEST_TEXT: Final = 2_000


@dataclass(frozen=True, slots=True)
class ColumnWanted:
    key: str
    titles: tuple[str, ...]
    """Spellings the heading may have, the proper one first; compared without accents and capitals."""
    kind: Kind = "text"
    needed: bool = True
    """The column must be there, and filled in every row."""
    limit: int = LONGEST_TEXT
    """Characters of a text."""


@dataclass(frozen=True, slots=True)
class TableFault:
    """One thing wrong in a table; `str()` says where and what."""

    sheet: str
    """Empty in a .csv file."""
    row: int
    column: str
    """Its letter; empty for a row as a whole."""
    title: str
    message: str

    def __str__(self) -> str:
        column = f", cột {self.column}{f' «{self.title}»' if self.title else ''}" if self.column else ""
        return f"{f'trang «{self.sheet}», ' if self.sheet else ''}hàng {self.row}{column}: {self.message}"


@dataclass(frozen=True, slots=True)
class TableRow:
    sheet: str
    place: int
    """The number of the row in its sheet, as Excel shows it."""
    values: Mapping[str, Value]
    """By key of the wanted columns, all of them: an empty cell or a missing column is "" for a text, else None."""
    columns: Mapping[str, tuple[str, str]] = field(default_factory=dict, compare=False, repr=False)

    def fault(self, key: str, message: str) -> TableFault:
        """Something wrong with a value of this row that only its reader can know."""
        return TableFault(self.sheet, self.place, *self.columns.get(key, ("", "")), message)


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[TableRow, ...]
    """The rows without faults, in the order of the file."""
    faults: tuple[TableFault, ...]
    sheets: tuple[str, ...] = ()
    """The sheets that were read."""
    skipped: tuple[str, ...] = ()
    """The sheets that hold no such table, and hidden ones."""
    unread: tuple[str, ...] = ()
    """Titles of columns nobody asked for."""
    encoding: str = ""
    """Of a .csv file: utf-8 or windows-1258."""


def read_table(
    name: str, data: bytes, columns: Sequence[ColumnWanted], *, limit_bytes: int, most_rows: int
) -> Table:  # fmt: skip
    """The rows of a .xlsx or .csv file of at most `limit_bytes` bytes and `most_rows` rows.

    Raises UsageError for a file that is no such table as a whole; what is wrong in a row becomes a fault.
    """
    name = safe(name)
    with opened(name, data, limit_bytes) as book:
        return _Reading(name, book, tuple(columns), most_rows).table()


class _Reading:
    """One file on its way: the sheets that hold the table, their rows and faults so far."""

    def __init__(self, name: str, book: Book, columns: tuple[ColumnWanted, ...], most_rows: int) -> None:
        self.name, self.book, self.columns, self.most_rows = name, book, columns, most_rows
        self.wanted = {words_key(title): column.key for column in columns for title in column.titles}
        self.rows: list[TableRow] = []
        self.faults: list[TableFault] = []
        self.read = 0

    def table(self) -> Table:
        headed, skipped = self._headed()
        order = {grid.name: place for place, (grid, _) in enumerate(headed)}
        for grid, heading in headed:
            self._complete(grid, heading)
        for grid, heading in headed:
            self._read(grid, heading)
        return Table(
            tuple(self.rows),
            tuple(sorted(self.faults, key=lambda fault: (order[fault.sheet], fault.row))),
            tuple(grid.name for grid, _ in headed),
            (*skipped, *self.book.hidden),
            tuple(dict.fromkeys(title for _, heading in headed for title in heading.unread)),
            self.book.encoding,
        )

    # -- where the table is

    def _headed(self) -> tuple[list[tuple[Grid, Heading]], list[str]]:
        """The sheets with the table: those that name two of its columns, so that a misspelt one is not passed over."""
        heads = [(grid, grid.lines(1, HEAD, HEAD)) for grid in self.book.grids]
        days = any(column.kind == "date" and column.needed for column in self.columns)
        found = [(grid, find(head, grid.merges, self.wanted, bare=days), bool(head)) for grid, head in heads]
        enough = min(2, len(self.columns))
        headed = [(grid, heading) for grid, heading, _ in found if heading and len(heading.found) >= enough]
        if not headed:
            raise UsageError(
                f"Tệp «{self.name}» không có hàng tiêu đề trong {SEARCHED} hàng đầu: "
                f"cần một hàng ghi tên các cột {self._titles(c for c in self.columns if c.needed)}{self._spelt()}."
            )
        if self.book.separated:
            return [max(headed, key=lambda pair: len(pair[1].found))], []
        names = {grid.name for grid, _ in headed}
        return headed, [grid.name for grid, _, filled in found if filled and grid.name not in names]

    def _spelt(self) -> str:
        old = self.book.encoding == "windows-1258"
        return " (tệp được đọc theo bảng mã windows-1258; nếu sai, hãy lưu lại bằng UTF-8)" if old else ""

    def _titles(self, columns: Iterator[ColumnWanted]) -> str:
        return ", ".join(f"«{column.titles[0]}»" for column in columns)

    def _complete(self, grid: Grid, heading: Heading) -> None:
        """Every needed column is there, none twice; all that is wrong is said in one sentence."""
        wrong = []
        if missing := self._titles(c for c in self.columns if c.needed and c.key not in heading.found):
            unknown = ", ".join(f"«{title}»" for title in heading.unread[:20])
            wrong.append(f"thiếu cột {missing}" + (f", còn chưa rõ {unknown} là cột gì" if unknown else ""))
        for column in self.columns:
            places = heading.found.get(column.key, ())
            if len(places) > 1:
                wrong.append(f"các cột {', '.join(letters(p + 1) for p in places)} cùng là «{column.titles[0]}»")
        if wrong:
            where = f"trang «{grid.name}», " if grid.name else ""
            raise UsageError(
                f"Tệp «{self.name}», {where}hàng tiêu đề {heading.first}: {'; '.join(wrong)}: "
                f"hãy sửa tên cột rồi nhập lại{self._spelt()}."
            )

    # -- its rows

    def _read(self, grid: Grid, heading: Heading) -> None:
        merges = [m for m in grid.merges if m.last_row > heading.last and m.first_column <= heading.width]
        self.faults += [
            TableFault(grid.name, m.first_row, "", "", f"các ô {m} bị gộp làm một, hãy bỏ gộp và ghi đủ từng ô")
            for m in merges
        ]
        merged = _Rows(merges)
        places = {column.key: heading.place(column.key) for column in self.columns}
        for line in grid.lines(heading.last + 1, 1 << 30, self.most_rows - self.read):
            self.read += 1
            if self.read > self.most_rows:
                raise UsageError(
                    f"Tệp «{self.name}» có hơn {number(self.most_rows)} hàng: hãy chia thành nhiều tệp nhỏ hơn."
                )
            if line.row not in merged:
                self._row(grid, heading, line, places)

    def _row(self, grid: Grid, heading: Heading, line: Line, places: Mapping[str, tuple[str, str]]) -> None:
        before = len(self.faults)
        row = TableRow(grid.name, line.row, values := {}, places)
        if grid.one_width and any(str(cell).strip() for cell in line.cells[heading.width :]):
            self.faults.append(
                row.fault("", f"có {len(line.cells)} ô mà tiêu đề chỉ có {heading.width} cột, có lẽ thiếu dấu nháy kép")
            )
            return
        for column in self.columns:
            try:
                values[column.key] = self._cell(column, heading, line, grid)
            except WrongCellError as wrong:
                self.faults.append(row.fault(column.key, str(wrong)))
        if len(self.faults) == before:
            self.rows.append(row)

    def _cell(self, column: ColumnWanted, heading: Heading, line: Line, grid: Grid) -> Value:
        places = heading.found.get(column.key)
        cell = line.cells[places[0]] if places and places[0] < len(line.cells) else None
        found = value(cell, column.kind, limit=column.limit, epoch=grid.epoch)
        if column.needed and (found is None or found == ""):
            raise WrongCellError("để trống, hãy điền giá trị")
        return found


class _Rows:
    """The rows merged cells lie in, asked for row by row."""

    def __init__(self, merges: Sequence[Merge]) -> None:
        self.spans: list[tuple[int, int]] = []
        for first, last in sorted((m.first_row, m.last_row) for m in merges):
            if self.spans and first <= self.spans[-1][1]:
                self.spans[-1] = (self.spans[-1][0], max(last, self.spans[-1][1]))
            else:
                self.spans.append((first, last))

    def __contains__(self, row: int) -> bool:
        from bisect import bisect_right

        place = bisect_right(self.spans, (row, 1 << 30)) - 1
        return place >= 0 and self.spans[place][1] >= row
