"""Writes Excel files with openpyxl. Imported only when one is written: the library is slow to load."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy
from datetime import UTC, date, datetime
from io import BytesIO
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from core.errors import UsageError
from core.text import nfc, number, safe

from .archive import repacked
from .table import Value
from .wording import moment

FONT = "Times New Roman"
THIN = Side(style="thin", color="808080")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
CENTER = Alignment(horizontal="center", vertical="center", wrap_text=True)
TOP = Alignment(vertical="top", wrap_text=True)
HEAD, BODY = Font(name=FONT, size=11, bold=True), Font(name=FONT, size=11)
SHADE = PatternFill("solid", start_color="E4E4E4")
NARROWEST, WIDEST = 6, 48
"""Characters."""
MAX_ROWS = 1_048_575
"""Below the row of heads."""
MAX_TEXT = 32_000
"""Characters; Excel takes a file with a longer cell for damaged."""
CUT = "… (còn nữa, xem trong chương trình)"
A4 = 9


def hold(cell: Cell, text: str) -> None:
    """Text that stays text: what begins like a formula is none, here and when somebody edits the cell."""
    clean = nfc(safe(text, multiline=True)).replace("\t", " ").strip()
    if len(clean) > MAX_TEXT:
        clean = clean[: MAX_TEXT - len(CUT)] + CUT
    cell.value = clean
    cell.data_type = "s"
    if clean.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True


def saved(book: Workbook, stamp: datetime) -> bytes:
    """The file with `stamp` as its time: openpyxl would write the clock's."""
    out = BytesIO()
    book.save(out)
    properties = book.properties
    properties.creator = "vptu"
    properties.created = properties.modified = stamp.astimezone(UTC).replace(tzinfo=None)
    return repacked(out.getvalue(), {"docProps/core.xml": tostring(properties.to_tree())})


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[Value]], stamp: datetime) -> bytes:
    if len(rows) > MAX_ROWS:
        raise UsageError(
            f"Bảng «{_line(title)}» có {number(len(rows))} dòng, một trang Excel chỉ chứa {number(MAX_ROWS)}; "
            "hãy lọc theo thời gian hoặc theo loại rồi xuất lại."
        )
    book = Workbook(write_only=True)
    page = cast(Worksheet, book.create_sheet(_sheet_name(title)))  # written as it goes: it only has the attributes
    for place, width in enumerate(_widths(columns, rows), start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "A2"
    _print_setup(page, title, stamp)
    head, body, day = _style(page, HEAD), _style(page, BODY), _style(page, BODY, "dd/mm/yyyy")
    page.append([_cell(page, name, head) for name in columns])
    for row in rows:
        page.append([_cell(page, value, day if isinstance(value, date) else body) for value in row])
    page.auto_filter.ref = f"A1:{get_column_letter(max(len(columns), 1))}{len(rows) + 1}"
    return saved(book, stamp)


def _style(page: Worksheet, font: Font, number_format: str = "General") -> StyleArray:
    """Looked up once for the whole table: for each cell anew, a long register would take twice the time."""
    cell = WriteOnlyCell(page)
    cell.font, cell.border, cell.number_format = font, GRID, number_format
    cell.alignment = CENTER if font is HEAD else TOP
    if font is HEAD:
        cell.fill = SHADE
    return cell._style  # type: ignore[attr-defined,no-any-return]  # the types know no cell's style


def _cell(page: Worksheet, value: Value, style: StyleArray) -> Cell:
    cell = WriteOnlyCell(page)
    cell._style = copy(style)  # type: ignore[attr-defined]
    if isinstance(value, str):
        hold(cell, value)
    else:
        cell.value = value
    return cell


def _widths(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> Iterator[int]:
    """As wide as the longest line of each column, within bounds."""
    longest = [max((len(word) for word in name.split()), default=0) + 4 for name in columns]
    for row in rows:
        for place, value in enumerate(row[: len(longest)]):
            shown = "00/00/0000" if isinstance(value, date) else "" if value is None else str(value)
            longest[place] = max(longest[place], max(map(len, shown.split("\n"))) + 2)
    return (min(max(width, NARROWEST), WIDEST) for width in longest)


def _sheet_name(title: str) -> str:
    """Without the characters Excel forbids in a name, and no longer than it takes."""
    return re.sub(r"[\[\]:*?/\\]", "-", _line(title))[:31].strip(" '") or "Bảng"


def _line(text: str) -> str:
    return nfc(" ".join(safe(text).split()))


def _print_setup(page: Worksheet, title: str, stamp: datetime) -> None:
    """On A4 across, the heads on every page; Excel reads «&» in a header as a command."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.8, 0.6
    header, footer = page.oddHeader, page.oddFooter
    assert header is not None and footer is not None
    header.center.text = _line(title)[:120].replace("&", "&&")
    header.center.font, header.center.size = f"{FONT},Bold", 14
    footer.left.text = f"Lập lúc {moment(stamp)}"
    footer.right.text = "Trang &P/&N"
