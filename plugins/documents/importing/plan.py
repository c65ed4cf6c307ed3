"""What a register's file would bring: the entries, what is wrong with which row, and which signatures look wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

from core.law.procedure import BookEntry
from core.law.regulation import Law
from core.office.office import Office
from core.tables_in import ColumnWanted, Table, TableFault, TableRow, read_table
from core.text import fold

from ..incoming.facts import bears_a_mark

MOST_ROWS: Final = 50_000
NOT_SECRET: Final = ("", "thuong", "khong", "khong mat", "-")
MARKED: Final = "có dấu chỉ độ mật: văn bản mật thì ghi cột độ mật và để trống ô này"
HELD_BACK: Final = "văn bản mật chỉ giữ số và ngày: xóa các ô khác của hàng này, ghi chúng ở sổ mật bằng giấy"


class Readings(Protocol):
    """What a plan asks of the office: who was who on a day, and the regulation of that day."""

    def office(self, at: datetime) -> Office: ...

    def law(self, at: datetime) -> Law: ...


@dataclass(frozen=True, slots=True)
class Plan:
    rows: tuple[tuple[int, BookEntry], ...]
    """Number and entry, in the order of the file."""
    faults: tuple[str, ...]
    """Row by row: where and what, in Vietnamese. Such a row is not among `rows`."""
    flags: tuple[str, ...]
    """Rows that are taken over although something about their signature looks wrong."""


def table_of(name: str, data: bytes, columns: Sequence[ColumnWanted], limit: int) -> Table:
    """Raises UsageError for a file that is no such table."""
    return read_table(name, data, columns, limit_bytes=limit, most_rows=MOST_ROWS)


def is_secret(row: TableRow) -> bool:
    """Does the row say that it is a secret item? In doubt, yes."""
    return fold(text(row, "secrecy")).strip() not in NOT_SECRET


def marked(row: TableRow) -> TableFault | None:
    """A secrecy mark in a row that is said not to be secret. What it stands in is not repeated (13/1)."""
    found = next((key for key in row.values if bears_a_mark(text(row, key))), None)
    return row.fault(found, MARKED) if found is not None else None


def spilled(row: TableRow, allowed: frozenset[str]) -> TableFault | None:
    """A secret item whose row holds more than its number and day. What it holds is not repeated (13/1)."""
    given = next((key for key, value in row.values.items() if value and key not in allowed), None)
    return row.fault(given, HELD_BACK) if given is not None else None


def text(row: TableRow, key: str) -> str:
    return str(row.values.get(key) or "")


def day_of(row: TableRow, key: str) -> date:
    value = row.values[key]
    assert isinstance(value, date)
    return value


def twice(rows: Sequence[tuple[TableRow, int, BookEntry]]) -> Iterator[TableFault]:
    """The same number of the same sequence on two rows."""
    first: dict[tuple[str, str, str, int], TableRow] = {}
    for row, number, entry in rows:
        before = first.setdefault((entry.body, entry.type, entry.term, number), row)
        if before is not row:
            yield row.fault("number", f"số {number} đã có ở hàng {before.place}")
