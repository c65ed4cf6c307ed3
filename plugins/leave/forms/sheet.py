"""Writes the month's table with openpyxl. Imported only when a table is written: the library is slow to load."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from core.printing.excel import A4, CENTER, FONT, GRID, hold, saved
from core.printing.wording import letterhead, moment, party_day, party_month, signature_name
from core.text import safe

from .month import LEGEND, Day, MonthRows, PersonMonth

SHRUNK = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
WEEKEND, HOLIDAY, AWAY = (PatternFill("solid", start_color=c) for c in ("E4E4E4", "F6D5C5", "FFF3C4"))
ROW_HEIGHT = 21
"""Points."""
WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
FIRST_DAY, HEAD_ROW, FIRST_ROW = 4, 5, 7
"""Column of day 1; first of the two rows of the table's head; row of the first person."""


def sheet(rows: MonthRows, stamp: datetime) -> bytes:
    book = Workbook()
    page = book.worksheets[0]
    page.title = f"Tháng {rows.month:%m-%Y}"
    first_total = FIRST_DAY + len(rows.days)
    last_column = first_total + len(LEGEND) - 1
    _heading(page, rows, stamp, last_column)
    _head_of_table(page, rows.days, first_total)
    for place, person in enumerate(rows.people):
        _person(page, FIRST_ROW + place, place + 1, person, rows.days, first_total)
    row = FIRST_ROW + len(rows.people)
    for half, name in enumerate(("Số người vắng buổi sáng", "Số người vắng buổi chiều")):
        _away(page, row + half, name, [counts[half] for counts in rows.away], rows.days, last_column)
    _below(page, row + 3, rows, last_column)
    _print_setup(page, last_column)
    return saved(book, stamp)


def put(page: Worksheet, row: int, column: int, text: str, *, bold: bool = False, size: int = 11) -> Cell:
    cell = page.cell(row, column)
    assert isinstance(cell, Cell)
    hold(cell, safe(text))
    cell.font = Font(name=FONT, size=size, bold=bold)
    cell.alignment = LEFT
    return cell


def _across(page: Worksheet, row: int, first: int, last: int, text: str, *, bold: bool = False, size: int = 11) -> None:
    put(page, row, first, text, bold=bold, size=size).alignment = CENTER
    page.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)


def _heading(page: Worksheet, rows: MonthRows, stamp: datetime, last_column: int) -> None:
    head = letterhead(rows.office_name)
    middle = FIRST_DAY + 12
    _across(page, 1, 1, FIRST_DAY - 1, head.parent)
    _across(page, 1, middle, last_column, "ĐẢNG CỘNG SẢN VIỆT NAM", bold=True, size=12)
    _across(page, 2, 1, FIRST_DAY - 1, head.body, bold=True)
    title = f"BẢNG THEO DÕI NGHỈ VÀ VẮNG MẶT, {party_month(rows.month).upper()}"
    _across(page, 3, 1, last_column, title, bold=True, size=14)
    note = f"Chỉ ghi các lần vắng mặt đã đủ thủ tục. Lập lúc {moment(stamp)}."
    _across(page, 4, 1, last_column, note)
    page.cell(4, 1).font = Font(name=FONT, size=11, italic=True)
    page.row_dimensions[3].height = 24


def _head_of_table(page: Worksheet, days: Iterable[Day], first_total: int) -> None:
    for column, text in enumerate(("STT", "Họ và tên", "Chức vụ"), start=1):
        _header(page, column, text)
        page.merge_cells(start_row=HEAD_ROW, end_row=HEAD_ROW + 1, start_column=column, end_column=column)
    for column, day in enumerate(days, start=FIRST_DAY):
        _header(page, column, WEEKDAYS[day.on.weekday()], f"{day.on.day:02}", day)
    for column, mark in enumerate(LEGEND, start=first_total):
        _header(page, column, mark)
        page.merge_cells(start_row=HEAD_ROW, end_row=HEAD_ROW + 1, start_column=column, end_column=column)


def _header(page: Worksheet, column: int, above: str, below: str = "", day: Day | None = None) -> None:
    for row, text in ((HEAD_ROW, above), (HEAD_ROW + 1, below)):
        cell = put(page, row, column, text, bold=True, size=10)
        cell.alignment = CENTER
        cell.border = GRID
        _shade(cell, day)


def _shade(cell: Cell, day: Day | None) -> None:
    if day is not None and day.off:
        cell.fill = HOLIDAY if day.holiday else WEEKEND


def _person(page: Worksheet, row: int, number: int, person: PersonMonth, days: Iterable[Day], first_total: int) -> None:
    page.row_dimensions[row].height = ROW_HEIGHT
    for column, text in enumerate((str(number), person.name, person.post), start=1):
        cell = put(page, row, column, text)
        cell.border = GRID
    page.cell(row, 1).alignment = CENTER
    for column, (day, mark) in enumerate(zip(days, person.marks, strict=True), start=FIRST_DAY):
        cell = put(page, row, column, mark, bold=True, size=10)
        cell.alignment = SHRUNK
        cell.border = GRID
        _shade(cell, day)
        if mark and not day.off:
            cell.fill = AWAY
    for column, mark in enumerate(LEGEND, start=first_total):
        _number(page, row, column, person.totals.get(mark, 0.0))


def _number(page: Worksheet, row: int, column: int, value: float) -> None:
    cell = page.cell(row, column, value or None)
    cell.number_format = "General"
    cell.font = Font(name=FONT, size=11, bold=True)
    cell.alignment = CENTER
    cell.border = GRID


def _away(page: Worksheet, row: int, name: str, counts: Iterable[int], days: Iterable[Day], last_column: int) -> None:
    for column in range(1, last_column + 1):
        page.cell(row, column).border = GRID
    _across(page, row, 1, FIRST_DAY - 1, name, bold=True)
    for column, (day, count) in enumerate(zip(days, counts, strict=True), start=FIRST_DAY):
        _number(page, row, column, count)
        cell = page.cell(row, column)
        assert isinstance(cell, Cell)
        _shade(cell, day)


def _below(page: Worksheet, row: int, rows: MonthRows, last_column: int) -> None:
    marks = "; ".join(f"{mark}: {says}" for mark, says in LEGEND.items())
    notes = [f"Ký hiệu: {marks}. «P» cả ngày, «P/» buổi sáng, «/P» buổi chiều. Các cột cuối tính bằng ngày."]
    named = [f"{party_day(day.on)} {day.holiday}" for day in rows.days if day.holiday]
    if named:
        notes.append(f"Ngày nghỉ: {'; '.join(named)}.")
    for place, note in enumerate(notes):
        put(page, row + place, 1, note, size=10)
        page.merge_cells(start_row=row + place, end_row=row + place, start_column=1, end_column=last_column)
    sign = row + len(notes) + 1
    middle = FIRST_DAY + 12
    for line, name, head in ((0, "NGƯỜI LẬP BẢNG", "CHÁNH VĂN PHÒNG"), (4, "", signature_name(rows.head))):
        _across(page, sign + line, 1, FIRST_DAY - 1, name, bold=True)
        _across(page, sign + line, middle, last_column, head, bold=True)


def _print_setup(page: Worksheet, last_column: int) -> None:
    for column in range(1, last_column + 1):
        width = {1: 4.6, 2: 23.0, 3: 21.0}.get(column, 3.9)
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = page.cell(FIRST_ROW, FIRST_DAY).coordinate
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW + 1}"
    page.print_options.horizontalCentered = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.5
    footer = page.oddFooter
    assert footer is not None and footer.right is not None
    footer.right.text = "Trang &P/&N"
