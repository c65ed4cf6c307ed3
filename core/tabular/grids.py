"""The bytes of an .xlsx or .csv file as rows of plain values, whatever the file tries.

An administrator's table comes from anywhere: nothing in it is evaluated, nothing is unpacked before its size is
known, and whatever the Excel library stumbles over ends as one sentence about the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from core.errors import UsageError
from core.filekinds import mismatch, opened_zip
from core.text import safe

if TYPE_CHECKING:
    from zipfile import ZipFile

MOST_COLUMNS: Final = 200
_LAST_ROW: Final = 1_048_576
"""Excel knows no row after it."""
_UNPACKED: Final = 64 << 20
_PART: Final = 4 << 20
"""Of every part but sheets and their words: it is held as a tree, many times its size."""
_ONE_ROW: Final = 4 << 20
_MOST_SHEETS: Final = 60
_MERGE: Final = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell that holds no value one may take: `says` why, after the name of its column."""

    says: str


class Merge(NamedTuple):
    """Cells merged into one; rows and columns are counted from 1, both ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    def __str__(self) -> str:
        return f"{letters(self.first_column)}{self.first_row}:{letters(self.last_column)}{self.last_row}"


class Line(NamedTuple):
    row: int
    """As the file's own program counts it, from 1."""
    cells: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet, or a .csv file read with one separator."""

    name: str
    """Of the sheet; empty in a .csv file."""
    lines: Callable[[int, int, int], list[Line]]
    """From one row to another, the lines that hold anything, at most so many."""
    merges: tuple[Merge, ...] = ()
    epoch: date = date(1899, 12, 30)
    """The day Excel counts dates from in this file."""
    one_width: bool = False
    """A row longer than the heading has slipped (.csv)."""


@dataclass(frozen=True, slots=True)
class Book:
    grids: tuple[Grid, ...]
    hidden: tuple[str, ...] = ()
    encoding: str = ""
    """Of a .csv file: utf-8 or windows-1258."""

    @property
    def separated(self) -> bool:
        """Are the grids one and the same text, read with several separators?"""
        return bool(self.encoding)


def letters(column: int) -> str:
    """The column as Excel names it: 1 is A, 28 is AB."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def size_said(count: int) -> str:
    """`25 MB`, `30,1 MB`, `900 byte`."""
    if count < 1 << 20:
        return f"{count} byte"
    return f"{count / (1 << 20):.1f}".removesuffix(".0").replace(".", ",") + " MB"


@contextmanager
def opened(name: str, data: bytes, limit_bytes: int) -> Iterator[Book]:
    """The sheets of a file. Raises UsageError where the file as a whole cannot be taken."""
    ending = name.rstrip(". ").rpartition(".")[2].lower() if "." in name else ""
    if ending not in ("xlsx", "csv"):
        raise UsageError(f"Tệp «{name}» không phải .xlsx hay .csv: hãy mở bằng Excel rồi lưu lại thành .xlsx.")
    if not data:
        raise UsageError(f"Tệp «{name}» rỗng (0 byte): hãy chọn đúng tệp.")
    if len(data) > limit_bytes:
        raise UsageError(
            f"Tệp «{name}» nặng {size_said(len(data))}, giới hạn là {size_said(limit_bytes)}: "
            "hãy chia thành nhiều tệp nhỏ hơn."
        )
    if wrong := mismatch(name, data):
        raise UsageError(wrong.replace("rồi đính kèm", "rồi nhập lại").replace("nên không đính kèm", "nên không nhập"))
    if ending == "csv":
        yield _separated(name, data)
        return
    archive = opened_zip(data)
    if archive is None:
        raise _broken(name)
    with archive:
        _bounded(name, archive)
        yield _workbook(name, data, archive)


def _broken(name: str) -> UsageError:
    return UsageError(f"Tệp «{name}» không đọc được vì đã hỏng: hãy mở bằng Excel, lưu lại thành .xlsx rồi nhập lại.")


# -- .csv


def _separated(name: str, data: bytes) -> Book:
    text, encoding = _decoded(name, data)
    return Book(tuple([_csv_grid(name, text, separator) for separator in ",;\t"]), encoding=encoding)


def _decoded(name: str, data: bytes) -> tuple[str, str]:
    for encoding, called in (("utf-8-sig", "utf-8"), ("cp1258", "windows-1258")):
        try:
            return data.decode(encoding), called
        except UnicodeDecodeError:
            continue
    raise UsageError(f"Tệp «{name}» không viết bằng bảng mã UTF-8: hãy lưu lại dạng «CSV UTF-8» hoặc .xlsx.")


def _csv_grid(name: str, text: str, separator: str) -> Grid:
    def lines(first: int, last: int, most: int) -> list[Line]:
        import csv
        from io import StringIO

        found: list[Line] = []
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
        try:
            for row, cells in enumerate(reader, 1):
                if row > last or len(found) > most:
                    break
                if row >= first and any(cell.strip() for cell in cells):
                    found.append(Line(row, _csv_cells(name, row, cells)))
        except csv.Error as error:
            raise UsageError(
                f"Tệp «{name}» không đọc được ở dòng {reader.line_num}, có lẽ thiếu một dấu nháy kép: "
                "hãy mở bằng Excel rồi lưu lại."
            ) from error
        return found

    return Grid("", lines, one_width=True)


def _csv_cells(name: str, row: int, cells: list[str]) -> tuple[object, ...]:
    if any(cell.strip() for cell in cells[MOST_COLUMNS:]):
        raise _too_wide(name, row)
    return tuple([_no_formula(cell) for cell in cells[:MOST_COLUMNS]])


def _no_formula(cell: str) -> object:
    return _formula(cell) if cell.lstrip().startswith("=") else cell


def _formula(said: str) -> Odd:
    return Odd(f"là công thức «{short(said)}», hãy chép rồi dán lại thành giá trị")


def _too_wide(name: str, row: int) -> UsageError:
    return UsageError(f"Tệp «{name}», hàng {row} có hơn {MOST_COLUMNS} cột: hãy bỏ các cột không cần nhập.")


def short(value: object) -> str:
    """What a cell says, in one harmless line."""
    said = " ".join(safe(str(value)).split())
    return said if len(said) <= 60 else said[:60] + "…"


# -- .xlsx


def _bounded(name: str, archive: ZipFile) -> None:
    """Refuse what would grow too large, before anything reads it; zipfile hands out no byte more than it declares."""
    declared = archive.infolist()
    if sum(info.file_size for info in declared) > _UNPACKED:
        raise _too_large(name)
    for info in declared:
        path = info.filename.lower()
        if not path.endswith((".xml", ".rels")):
            continue
        sheet = "/worksheets/" in path
        if info.file_size > _PART and not sheet and "sharedstrings" not in path:
            raise _too_large(name)
        with _reading(name):
            part = archive.read(info)
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"\x00" in part:
            raise _broken(name)
        if part.count(b"sheetId=") > _MOST_SHEETS and not sheet:
            raise UsageError(f"Tệp «{name}» có hơn {_MOST_SHEETS} trang: hãy chép các trang cần nhập sang một tệp mới.")
        if sheet and max(map(len, part.split(b"row>"))) > _ONE_ROW:
            raise _too_large(name)


def _too_large(name: str) -> UsageError:
    return UsageError(
        f"Tệp «{name}» giải nén ra quá lớn (giới hạn {size_said(_UNPACKED)}): "
        "hãy chép riêng bảng cần nhập sang một tệp mới."
    )


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """The Excel library meets a hostile file with any error there is, and chatters about harmless ones."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except UsageError:
            raise
        except Exception as error:
            raise _broken(name) from error


def _workbook(name: str, data: bytes, archive: ZipFile) -> Book:
    from io import BytesIO

    from openpyxl import load_workbook

    with _reading(name):
        book: Any = load_workbook(BytesIO(data), read_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not all(sheet._worksheet_path.endswith(".xml") for sheet in sheets):
            raise _broken(name)  # a part that was not looked at
        epoch = book.epoch.date()
        grids = [Grid(short(s.title), _reader(name, s), _merges(archive, s._worksheet_path), epoch) for s in sheets]
        hidden = [short(sheet.title) for sheet in book.worksheets if sheet not in sheets]
    return Book(tuple(grids), tuple(hidden))


def _merges(archive: ZipFile, path: str) -> tuple[Merge, ...]:
    """The library tells merged cells only after it made an object of each: a sheet of them would fill the memory."""
    found = _MERGE.findall(archive.read(path))
    ranges = [(int(top), int(bottom), number_of(left.decode()), number_of(right.decode()))
              for left, top, right, bottom in found]  # fmt: skip
    return tuple(sorted(Merge(*place) for place in ranges if place[0] <= place[1] and place[2] <= place[3]))


def _reader(name: str, sheet: Any) -> Callable[[int, int, int], list[Line]]:
    sheet.reset_dimensions()  # what a file says of its own size may be wrong

    def lines(first: int, last: int, most: int) -> list[Line]:
        from openpyxl.cell.read_only import EMPTY_CELL

        found: list[Line] = []
        blank: object = None  # rows that are not in the file all come as one and the same
        with _reading(name):
            rows = sheet.iter_rows(min_row=first, max_row=min(last, _LAST_ROW), max_col=MOST_COLUMNS + 1)
            for row, cells in enumerate(rows, first):
                if cells is blank:
                    continue
                values = [None if cell is EMPTY_CELL else _value(cell) for cell in cells]
                if all(value is None for value in values):
                    blank = cells
                    continue
                if values[MOST_COLUMNS] is not None:
                    raise _too_wide(name, row)
                found.append(Line(row, tuple(values[:MOST_COLUMNS])))
                if len(found) > most:
                    break
        return found

    return lines


def _value(cell: Any) -> object:
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if cell.data_type == "f":
        return _formula(value if isinstance(value, str) else "=…")
    if cell.data_type == "e":
        return Odd(f"có lỗi của Excel «{short(value)}», hãy sửa ô này")
    if isinstance(value, time | timedelta):
        return Odd(f"là giờ «{short(value)}», không phải ngày hay chữ")
    return value if isinstance(value, str | int | float | datetime | date) else Odd("có nội dung không đọc được")
