"""The register of arrivals, read from a sheet kept elsewhere so far."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from core.law.procedure import BookEntry
from core.law.regulation import Law
from core.office.sessions import ZONE
from core.tables_in import ColumnWanted, TableFault, TableRow

from ..incoming.books import BODY, THEIR_OWN, TYPE, term
from .plan import Plan, Readings, day_of, is_secret, marked, spilled, table_of, text, twice

COLUMNS: Final = (
    ColumnWanted("number", ("Số đến", "Số văn bản đến"), "whole"),
    ColumnWanted("day", ("Ngày đến", "Ngày nhận"), "date"),
    ColumnWanted("author", ("Tác giả", "Cơ quan gửi", "Nơi gửi", "Cơ quan ban hành"), needed=False, limit=300),
    ColumnWanted("author_number", ("Số, ký hiệu", "Số ký hiệu", "Số ký hiệu văn bản"), needed=False, limit=100),
    ColumnWanted("author_day", ("Ngày văn bản", "Ngày tháng văn bản"), "date", needed=False),
    ColumnWanted("title", ("Tên loại và trích yếu", "Trích yếu", "Tên loại và trích yếu nội dung"), needed=False),
    ColumnWanted("urgency", ("Mức độ khẩn", "Khẩn", "Độ khẩn"), needed=False, limit=30),
    ColumnWanted("secrecy", ("Mức độ mật", "Độ mật"), needed=False, limit=20),
    ColumnWanted(
        "handler", ("Người, bộ phận xử lý", "Đơn vị xử lý", "Người xử lý", "Đơn vị hoặc người nhận"), needed=False
    ),
    ColumnWanted("instruction", ("Ý kiến phân xử lý", "Ý kiến chỉ đạo"), needed=False),
    ColumnWanted("deadline", ("Hạn xử lý", "Hạn"), "date", needed=False),
    ColumnWanted("result", ("Kết quả",), needed=False),
    ColumnWanted("note", ("Ghi chú",), needed=False),
)
OF_A_SECRET: Final = frozenset({"number", "day", "urgency", "secrecy"})
KEPT: Final = (
    "author", "author_number", "author_day", "urgency", "handler", "instruction", "deadline", "result", "note",
)  # fmt: skip


def arrivals_plan(name: str, data: bytes, *, desk: Readings, at: datetime) -> Plan:
    """Read a sheet of arrivals. Raises UsageError for a file that is no such table as a whole."""
    law = desk.law(at)
    table = table_of(name, data, COLUMNS, law.whole("attachment.max_bytes"))
    faults = [*table.faults]
    found: list[tuple[TableRow, int, BookEntry]] = []
    for row in table.rows:
        read = _entry(row, law, at)
        if isinstance(read, TableFault):
            faults.append(read)
        else:
            found.append((row, *read))
    doubled = list(twice(found))
    wrong = {fault.row for fault in doubled}
    rows = tuple((number, entry) for row, number, entry in found if row.place not in wrong)
    return Plan(rows, tuple(map(str, sorted([*faults, *doubled], key=lambda f: (f.sheet, f.row)))), ())


def _entry(row: TableRow, law: Law, at: datetime) -> tuple[int, BookEntry] | TableFault:
    number, day = row.values["number"], day_of(row, "day")
    if not isinstance(number, int) or number < 1:
        return row.fault("number", "số đến phải là số nguyên từ 1 trở lên")
    if day > at.astimezone(ZONE).date():
        return row.fault("day", f"ngày {day:%d/%m/%Y} còn ở phía trước")
    if is_secret(row):
        if spill := spilled(row, OF_A_SECRET):
            return spill
        return number, BookEntry(BODY, TYPE, term(law, day), None, day, {"note": THEIR_OWN})
    if (mark := marked(row)) is not None:
        return mark
    if not text(row, "title"):
        return row.fault("title", "còn trống trích yếu; văn bản mật thì ghi cột độ mật")
    data = {key: said for key in KEPT if (said := _said(row, key))}
    return number, BookEntry(BODY, TYPE, term(law, day), text(row, "title"), day, data)


def _said(row: TableRow, key: str) -> str:
    value = row.values.get(key)
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else text(row, key)
