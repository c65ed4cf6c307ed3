"""Registers as Excel files: text stays text, the heads stay in view, and what was written can be read in again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.errors import UsageError
from core.office.sessions import ZONE
from core.printing.excel import MAX_TEXT
from plugins.documents.forms import register_xlsx

STAMP = datetime(2024, 2, 5, 2, 30, tzinfo=UTC)
DAY = date(2024, 2, 5)


def sheet(data: bytes) -> Worksheet:
    page = load_workbook(BytesIO(data)).worksheets[0]
    assert isinstance(page, Worksheet)
    return page


def test_a_register_can_be_filtered_printed_and_read_in_again() -> None:
    rows = [(1, DAY, "kết quả công tác", None), (2, DAY, "theo sổ mật", "")]
    columns = ("Số", "Ngày", "Trích yếu", "Ghi chú")
    page = sheet(register_xlsx("Sổ văn bản đi: BC/VPTU [2020-2025] & khác", columns, rows, at=STAMP))
    assert [[c.value for c in row] for row in page.iter_rows()] == [
        ["Số", "Ngày", "Trích yếu", "Ghi chú"],
        [1, datetime(2024, 2, 5), "kết quả công tác", None], [2, datetime(2024, 2, 5), "theo sổ mật", None],
    ]  # fmt: skip
    assert page["B2"].number_format == "dd/mm/yyyy" and page["A1"].font.bold
    assert page.title == "Sổ văn bản đi- BC-VPTU -2020-20"
    assert (page.freeze_panes, page.auto_filter.ref, page.print_title_rows) == ("A2", "A1:D3", "$1:$1")
    widths = [page.column_dimensions[letter].width for letter in "ABCD"]
    assert widths[2] > widths[0] >= 6 and max(widths) <= 48
    header, footer = page.oddHeader, page.oddFooter
    assert header is not None and footer is not None
    assert header.center.text == "Sổ văn bản đi: BC/VPTU [2020-2025] && khác"
    assert footer.left.text == "Lập lúc 09 giờ 30, ngày 05/02/2024"
    assert not page.merged_cells.ranges


@pytest.mark.parametrize("typed", ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", '\t=HYPERLINK("x")', "\u202e=1+1"])
def test_text_that_looks_like_a_formula_is_text_in_heads_and_cells(typed: str) -> None:
    page = sheet(register_xlsx(typed, (typed,), [(typed,)], at=STAMP))
    for cell in (page["A1"], page["A2"]):
        assert cell.value == typed.replace("\u202e", "").strip()
        assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_control_characters_and_endless_text_do_not_break_the_sheet() -> None:
    page = sheet(register_xlsx("\x00\u202e ", ("A",), [("a\x00\x1b[0m\u202eb\ufffe",), ("dài " * 20_000,)], at=STAMP))
    assert page.title == "␀"
    assert page["A2"].value == "a␀␛[0mb\ufffd"
    long = str(page["A3"].value)
    assert len(long) == MAX_TEXT and long.endswith("… (còn nữa, xem trong chương trình)")
    assert sheet(register_xlsx("", (), [], at=STAMP)).title == "Bảng"


def test_same_register_and_moment_give_the_same_bytes() -> None:
    made = [register_xlsx("Sổ", ("Số",), [(1,)], at=at) for at in (STAMP, STAMP.astimezone(ZONE))]
    assert made[0] == made[1]
    properties = load_workbook(BytesIO(made[0])).properties
    assert properties.created == properties.modified == STAMP.replace(tzinfo=None)


def test_more_rows_than_a_sheet_holds_are_refused() -> None:
    with pytest.raises(UsageError, match=r"1\.048\.576 dòng.*hãy lọc"):
        register_xlsx("Sổ", ("Số",), [()] * 1_048_576, at=STAMP)
