"""Tables an administrator brings: registers as they are printed, every kind of slip, and files that mean harm."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from core.errors import UsageError
from core.tables_in import ColumnWanted, Table, TableFault, read_table
from tests.support.papers import paper, zipped

COLUMNS = (
    ColumnWanted("number", ("Số đến", "Số thứ tự đến"), "whole"),
    ColumnWanted("day", ("Ngày đến",), "date"),
    ColumnWanted("sign", ("Số, ký hiệu", "Số ký hiệu")),
    ColumnWanted("title", ("Trích yếu", "Trích yếu nội dung"), limit=80),
    ColumnWanted("note", ("Ghi chú",), needed=False),
)
HEADS = ("Số đến", "Ngày đến", "Số, ký hiệu", "Trích yếu")
GOOD = (1, datetime(2024, 3, 5), "12-CV/TU", "Về việc họp")
KEPT = {"number": 1, "day": date(2024, 3, 5), "sign": "12-CV/TU", "title": "Về việc họp", "note": ""}


def read(name: str, data: bytes, limit: int = 1 << 20, most: int = 100) -> Table:
    return read_table(name, data, COLUMNS, limit_bytes=limit, most_rows=most)


def saved(book: Workbook) -> bytes:
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def workbook(*rows: Sequence[object], merges: Sequence[str] = (), title: str = "Sổ đến") -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    return saved(book)


def values(table: Table) -> list[Mapping[str, object]]:
    return [row.values for row in table.rows]


def refused(name: str, data: bytes, limit: int = 1 << 20, most: int = 100) -> str:
    with pytest.raises(UsageError) as wrong:
        read(name, data, limit, most)
    return str(wrong.value)


# A register as it is printed


def test_a_register_below_its_title_with_a_heading_of_two_rows_and_a_row_of_numbers() -> None:
    data = workbook(
        ("ĐẢNG BỘ THÀNH PHỐ",),
        ("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN",),
        (),
        ("TT", "Số đến\n", "NGÀY ĐẾN (ngày/tháng/năm)", "Văn bản"),
        (None, None, None, "Số, ký hiệu", "Trích yếu"),
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        (1, *GOOD),
        (),
        (2, 2, "6/3/2024", 13, "Về   việc\nkhác"),
        merges=("A1:E1", "A2:E2", "D4:E4", "A4:A5", "B4:B5", "C4:C5"),
    )
    table = read("sổ.xlsx", data)
    second = {"number": 2, "day": date(2024, 3, 6), "sign": "13", "title": "Về việc khác", "note": ""}
    assert (values(table), table.faults) == ([KEPT, second], ())
    assert [row.place for row in table.rows] == [7, 9] and {row.sheet for row in table.rows} == {"Sổ đến"}
    assert (table.sheets, table.skipped, table.unread, table.encoding) == (("Sổ đến",), (), ("TT",), "")


def test_a_group_of_columns_gives_its_name_to_each() -> None:
    wanted = (ColumnWanted("in", ("Đến ngày",), "date"), ColumnWanted("out", ("Đi ngày",), "date"))
    data = workbook(("Đến", "Đi"), ("Ngày", "Ngày"), ("1/2/2024", "2/2/2024"), merges=("A1:A1", "B1:C1"))
    table = read_table("a.xlsx", data, wanted, limit_bytes=1 << 20, most_rows=9)
    assert values(table) == [{"in": date(2024, 2, 1), "out": date(2024, 2, 2)}]


@pytest.mark.parametrize("above", [0, 1, 14])
def test_the_heading_is_looked_for_in_fifteen_rows(above: int) -> None:
    title = [("Sổ",)] * above
    assert values(read("a.xlsx", workbook(*title, HEADS, GOOD))) == [KEPT]


def test_a_heading_further_down_is_not_found() -> None:
    assert refused("a.xlsx", workbook(*[("Sổ",)] * 15, HEADS, GOOD)) == (
        "Tệp «a.xlsx» không có hàng tiêu đề trong 15 hàng đầu: cần một hàng ghi tên các cột «Số đến», «Ngày đến», "
        "«Số, ký hiệu», «Trích yếu»."
    )


def test_columns_stand_in_any_order_and_are_found_without_accents_and_capitals() -> None:
    data = workbook(("trich yeu", "GHI CHÚ", "SO KY HIEU", "ngày  đến", "Sô đên"),
                    ("Về việc họp", "gấp", "12-CV/TU", "05/03/2024", 1))  # fmt: skip
    assert values(read("a.xlsx", data)) == [{**KEPT, "note": "gấp"}]


def test_bare_numbers_below_the_heading_are_no_entry_only_where_an_entry_has_a_day() -> None:
    assert values(read("a.xlsx", workbook(HEADS, (1, 2, 3, 4), GOOD))) == [KEPT]
    whole = tuple(ColumnWanted(key, (key,), "whole") for key in "abc")
    data = workbook("abc", (1, 2, 3), (4, 5, 6))
    table = read_table("a.xlsx", data, whole, limit_bytes=1 << 20, most_rows=9)
    assert values(table) == [{"a": 1, "b": 2, "c": 3}, {"a": 4, "b": 5, "c": 6}]


def test_every_sheet_with_the_table_is_read_and_the_others_are_named() -> None:
    book = Workbook()
    first: Any = book.active
    first.title = "2023"
    for sheet in (first, book.create_sheet("2024")):
        sheet.append(HEADS)
        sheet.append(GOOD)
    book["2024"].append((2, "x", "a", "b"))
    book["2023"].append((2, "y", "a", "b"))
    book.create_sheet("Hướng dẫn").append(["Cách ghi sổ"])
    book.create_sheet("Trống")
    book.create_sheet("Ẩn").sheet_state = "hidden"
    table = read("a.xlsx", saved(book))
    assert table.sheets == ("2023", "2024") and table.skipped == ("Hướng dẫn", "Ẩn")
    assert [(row.sheet, row.place) for row in table.rows] == [("2023", 2), ("2024", 2)]
    assert [(fault.sheet, fault.row) for fault in table.faults] == [("2023", 3), ("2024", 3)]


def test_a_sheet_with_a_misspelt_column_is_not_passed_over() -> None:
    book = Workbook()
    first: Any = book.active
    first.append(HEADS)
    book.create_sheet("2024").append(["Số đến", "Ngày đên.", "Kí hiệu", "Trích lược"])
    assert refused("a.xlsx", saved(book)) == (
        "Tệp «a.xlsx», trang «2024», hàng tiêu đề 1: thiếu cột «Số, ký hiệu», «Trích yếu», còn chưa rõ «Kí hiệu», "
        "«Trích lược» là cột gì: hãy sửa tên cột rồi nhập lại."
    )


def test_missing_and_double_columns_are_said_at_once() -> None:
    data = workbook(("Số đến", "Ngày đến", "Ngày đến", "So den", "Nơi gửi"), (1, "1/2/2024", "", 3, "x"))
    assert refused("a.xlsx", data) == (
        "Tệp «a.xlsx», trang «Sổ đến», hàng tiêu đề 1: thiếu cột «Số, ký hiệu», «Trích yếu», còn chưa rõ «Nơi gửi» "
        "là cột gì; các cột A, D cùng là «Số đến»; các cột B, C cùng là «Ngày đến»: hãy sửa tên cột rồi nhập lại."
    )


# Cells


def cell_of(value: object, kind: str) -> object:
    """What one cell is read as: the value, or what its fault says."""
    wanted = (ColumnWanted("x", ("Cột",), kind), ColumnWanted("y", ("Khác",)))  # type: ignore[arg-type]
    data = workbook(("Cột", "Khác"), (value, "x"))
    table = read_table("a.xlsx", data, wanted, limit_bytes=1 << 20, most_rows=9)
    assert len(table.rows) + len(table.faults) == 1
    return table.rows[0].values["x"] if table.rows else str(table.faults[0]).removeprefix("trang «Sổ đến», ")


DAYS: dict[object, object] = {
    "5/3/2024": date(2024, 3, 5),
    "05/03/2024": date(2024, 3, 5),
    " 05-03-2024 ": date(2024, 3, 5),
    "5.3.2024": date(2024, 3, 5),
    "29/02/2024": date(2024, 2, 29),
    "2024-03-05": date(2024, 3, 5),
    "2024-03-05 00:00:00": date(2024, 3, 5),
    datetime(2024, 3, 5, 14, 30): date(2024, 3, 5),
    date(2024, 3, 5): date(2024, 3, 5),
    45_356: date(2024, 3, 5),
    45_356.75: date(2024, 3, 5),
    "31/02/2024": "hàng 2, cột A «Cột»: «31/02/2024» không có trong lịch",
    "29/02/2023": "hàng 2, cột A «Cột»: «29/02/2023» không có trong lịch",
    "3/13/2024": "hàng 2, cột A «Cột»: «3/13/2024» không có trong lịch (ghi ngày trước, tháng sau)",
    "0/0/2024": "hàng 2, cột A «Cột»: «0/0/2024» không có trong lịch",
    "5/3/24": "hàng 2, cột A «Cột»: «5/3/24» chưa rõ năm nào, hãy ghi năm đủ bốn chữ số",
    "5/3-2024": "hàng 2, cột A «Cột»: «5/3-2024» không phải ngày, hãy ghi theo mẫu 05/03/2024",
    "tháng 3": "hàng 2, cột A «Cột»: «tháng 3» không phải ngày, hãy ghi theo mẫu 05/03/2024",
    "٥/٣/٢٠٢٤": "hàng 2, cột A «Cột»: «٥/٣/٢٠٢٤» không phải ngày, hãy ghi theo mẫu 05/03/2024",
    "1/1/1800": "hàng 2, cột A «Cột»: «1/1/1800» ngoài khoảng từ năm 1900 đến 2200",
    "1/1/0000": "hàng 2, cột A «Cột»: «1/1/0000» không có trong lịch",
    2024: "hàng 2, cột A «Cột»: «2024» không phải ngày, hãy ghi theo mẫu 05/03/2024",
    5_032_024: "hàng 2, cột A «Cột»: «5032024» không phải ngày, hãy ghi theo mẫu 05/03/2024",
    1e300: "hàng 2, cột A «Cột»: «1e+300» không phải ngày, hãy ghi theo mẫu 05/03/2024",
    True: "hàng 2, cột A «Cột»: «True» không phải ngày, hãy ghi theo mẫu 05/03/2024",
    time(8, 30): "hàng 2, cột A «Cột»: là giờ «08:30:00», không phải ngày hay chữ",
    "": "hàng 2, cột A «Cột»: để trống, hãy điền giá trị",
    "   ": "hàng 2, cột A «Cột»: để trống, hãy điền giá trị",
}
WHOLES: dict[object, object] = {
    12: 12,
    13.0: 13,
    "012": 12,
    " 12 ": 12,
    -3: -3,
    12.5: "hàng 2, cột A «Cột»: «12,5» không phải số nguyên, hãy ghi liền các chữ số",
    "1.234": "hàng 2, cột A «Cột»: «1.234» không phải số nguyên, hãy ghi liền các chữ số",
    "12a": "hàng 2, cột A «Cột»: «12a» không phải số nguyên, hãy ghi liền các chữ số",
    "1" * 16: f"hàng 2, cột A «Cột»: «{'1' * 16}» không phải số nguyên, hãy ghi liền các chữ số",
    True: "hàng 2, cột A «Cột»: «True» không phải số nguyên, hãy ghi liền các chữ số",
    datetime(2024, 3, 5): "hàng 2, cột A «Cột»: «05/03/2024» không phải số nguyên, hãy ghi liền các chữ số",
}
TEXTS: dict[object, object] = {
    "  Về\u00a0 việc\nhọp ": "Về việc họp",
    unicodedata.normalize("NFD", "Đường Ủy ban"): "Đường Ủy ban",
    "a\u202eb\u200b": "ab",
    12: "12",
    13.0: "13",
    12.5: "12,5",
    datetime(2024, 3, 5): "05/03/2024",
    "x" * 2_001: "hàng 2, cột A «Cột»: dài 2.001 ký tự, giới hạn là 2.000: hãy viết gọn lại hoặc đính kèm nội dung "
    "thành tệp",
    "=A1+B1": "hàng 2, cột A «Cột»: là công thức «=A1+B1», hãy chép rồi dán lại thành giá trị",
    "#REF!": "hàng 2, cột A «Cột»: có lỗi của Excel «#REF!», hãy sửa ô này",
}


@pytest.mark.parametrize("given_value", DAYS, ids=repr)
def test_days(given_value: object) -> None:
    assert cell_of(given_value, "date") == DAYS[given_value]


@pytest.mark.parametrize("given_value", WHOLES, ids=repr)
def test_whole_numbers(given_value: object) -> None:
    found = cell_of(given_value, "whole")
    assert found == WHOLES[given_value] and type(found) is type(WHOLES[given_value])


@pytest.mark.parametrize("given_value", TEXTS, ids=lambda value: repr(value)[:30])
def test_texts(given_value: object) -> None:
    assert cell_of(given_value, "text") == TEXTS[given_value]


def test_a_file_that_counts_days_from_1904() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet: Any = book.active
    sheet.append(HEADS)
    sheet.append((1, 45_356 - 1_462, "12-CV/TU", "Về việc họp"))
    sheet.append((1, datetime(2024, 3, 5), "12-CV/TU", "Về việc họp"))
    assert values(read("a.xlsx", saved(book))) == [KEPT, KEPT]


def test_all_faults_of_a_row_are_said_and_the_row_is_left_out() -> None:
    table = read("a.xlsx", workbook(HEADS, ("x", "31/02/2024", None, "=1+1"), GOOD))
    assert values(table) == [KEPT]
    assert [(fault.row, fault.column, fault.title) for fault in table.faults] == [
        (2, "A", "Số đến"), (2, "B", "Ngày đến"), (2, "C", "Số, ký hiệu"), (2, "D", "Trích yếu"),
    ]  # fmt: skip


def test_a_reader_may_add_faults_of_his_own() -> None:
    row = read("a.xlsx", workbook((), HEADS, GOOD)).rows[0]
    assert row.fault("number", "đã có trong sổ") == TableFault("Sổ đến", 3, "A", "Số đến", "đã có trong sổ")
    assert str(row.fault("number", "đã có trong sổ")) == "trang «Sổ đến», hàng 3, cột A «Số đến»: đã có trong sổ"
    assert str(row.fault("note", "thiếu")) == "trang «Sổ đến», hàng 3: thiếu"


@pytest.mark.parametrize(
    ("merge", "said", "left"),
    [
        ("B3:B4", "trang «Sổ đến», hàng 3: các ô B3:B4 bị gộp làm một, hãy bỏ gộp và ghi đủ từng ô", [2, 5]),
        ("A5:D5", "trang «Sổ đến», hàng 5: các ô A5:D5 bị gộp làm một, hãy bỏ gộp và ghi đủ từng ô", [2, 3, 4]),
        ("A1:D5", "trang «Sổ đến», hàng 1: các ô A1:D5 bị gộp làm một, hãy bỏ gộp và ghi đủ từng ô", []),
        ("F2:G9", "", [2, 3, 4, 5]),
    ],
)
def test_merged_cells_among_the_entries(merge: str, said: str, left: list[int]) -> None:
    """Beside the table they do no harm; a heading merged down into the entries does."""
    if merge == "A1:D5":
        data = with_part(
            workbook(HEADS, GOOD, GOOD, GOOD, GOOD),
            "xl/worksheets/sheet1.xml",
            lambda part: part.replace(
                b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:D5"/></mergeCells>'
            ),
        )
    else:
        data = workbook(HEADS, GOOD, GOOD, GOOD, GOOD, merges=[merge])
    table = read("a.xlsx", data)
    assert [row.place for row in table.rows] == left
    assert [str(fault) for fault in table.faults] == ([said] if said else [])


# .csv


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1258"])
def test_a_text_file_with_any_separator(separator: str, encoding: str) -> None:
    lines = (("Sổ đến",), HEADS, ("1", "5/3/2024", "12-CV/TU", "Về việc họp"), ())
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)
    kept = "".join(map(_typed, text)) if encoding == "cp1258" else text
    table = read("a.csv", kept.encode(encoding))
    assert values(table) == [KEPT] and table.faults == ()
    assert table.encoding == ("windows-1258" if encoding == "cp1258" else "utf-8")
    assert table.sheets == ("",) and table.rows[0].place == 3


def _typed(c: str) -> str:
    """A letter as windows-1258 writes it: its tone apart, its shape not."""
    parts = unicodedata.normalize("NFD", c)
    tones = "".join(p for p in parts if p in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones)) + tones


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("1;5/3/2024;a;b;c", "hàng 2: có 5 ô mà tiêu đề chỉ có 4 cột, có lẽ thiếu dấu nháy kép"),
        ("1;5/3/2024;a;=1+1", "hàng 2, cột D «Trích yếu»: là công thức «=1+1», hãy chép rồi dán lại thành giá trị"),
        ("1;5/3/2024;a", "hàng 2, cột D «Trích yếu»: để trống, hãy điền giá trị"),
        ("1;5/3/2024;a;b\x1b[2J", "hàng 2, cột D «Trích yếu»: có ký tự điều khiển U+001B ở vị trí 2: hãy xóa ký tự đó "
         "rồi nhập lại"),
    ],
)  # fmt: skip
def test_slips_in_a_text_file(line: str, said: str) -> None:
    table = read("a.csv", (";".join(HEADS) + "\n" + line).encode())
    assert [str(fault) for fault in table.faults] == [said] and table.rows == ()


def test_a_text_file_in_another_encoding() -> None:
    assert "UTF-16" in refused("a.csv", ";".join(HEADS).encode("utf-16"))
    assert refused("a.csv", b"S\x90\x9d") == (
        "Tệp «a.csv» không viết bằng bảng mã UTF-8: hãy lưu lại dạng «CSV UTF-8» hoặc .xlsx."
    )
    assert "windows-1258" in refused("a.csv", b"S\xe8 \xae\xd5n;Ng\xb5y")


def test_a_quote_that_never_ends() -> None:
    said = refused("a.csv", (";".join(HEADS) + '\n1;2;3;"' + "x" * 200_000).encode())
    assert said.startswith("Tệp «a.csv» không đọc được ở dòng 2, có lẽ thiếu một dấu nháy kép")


# Whole files


def with_part(data: bytes, path: str, change: Callable[[bytes], bytes]) -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            new.writestr(info.filename, change(part) if info.filename == path else part)
    return kept.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.xls", b"x", "không phải .xlsx hay .csv: hãy mở bằng Excel rồi lưu lại thành .xlsx."),
        ("a", b"x", "không phải .xlsx hay .csv"),
        ("a.xlsx", b"", "rỗng (0 byte)"),
        ("a.xlsx", b"x" * 2_000_000, "nặng 1,9 MB, giới hạn là 1 MB: hãy chia thành nhiều tệp nhỏ hơn."),
        ("a.xlsx", b"khong phai zip", "không phải bảng tính Excel hoặc đã hỏng"),
        ("a.xlsx", paper("a.docx"), "nhưng nội dung là văn bản Word"),
        ("a.xlsx", paper("a.pdf"), "nhưng nội dung là tệp PDF"),
        ("a.xlsx", paper("a.xlsx"), "không đọc được vì đã hỏng"),
        ("a.xlsx", zipped({"[Content_Types].xml": b"<a/>", "xl/vbaProject.bin": b"x"}), "có macro"),
        ("a.csv", b"a;b\x00c", "không phải chữ"),
        ("a.csv", paper("a.xlsx"), "nhưng nội dung là bảng tính Excel"),
        ("a.csv", b"\n\n", "không có hàng tiêu đề"),
        ("a.xlsx", workbook(), "không có hàng tiêu đề"),
        ("a.xlsm", workbook(HEADS), "không phải .xlsx hay .csv"),
    ],
)
def test_files_that_cannot_be_taken(name: str, data: bytes, says: str) -> None:
    said = refused(name, data)
    assert said.startswith(f"Tệp «{name}»") and says in said and "đính kèm" not in said


def test_the_limit_is_said_in_words() -> None:
    assert refused("sổ.xlsx", b"PK\x03\x04" * (7 << 20), 25 << 20) == (
        "Tệp «sổ.xlsx» nặng 28 MB, giới hạn là 25 MB: hãy chia thành nhiều tệp nhỏ hơn."
    )


def test_too_many_rows_and_columns() -> None:
    assert len(read("a.xlsx", workbook(HEADS, *[GOOD] * 100)).rows) == 100
    assert refused("a.xlsx", workbook(HEADS, *[GOOD] * 101)) == (
        "Tệp «a.xlsx» có hơn 100 hàng: hãy chia thành nhiều tệp nhỏ hơn."
    )
    many = (";".join(HEADS) + "\n" + "1;5/3/2024;a;b\n" * 101).encode()
    assert "hơn 100 hàng" in refused("a.csv", many)
    assert "có hơn 200 cột" in refused("a.xlsx", workbook(HEADS, (*GOOD, *[None] * 196, "x")))
    assert "có hơn 200 cột" in refused("a.csv", (";".join(HEADS) + "\n1;5/3/2024;a;b" + ";" * 200 + "x").encode())


def test_empty_rows_cost_nothing_and_a_wrong_size_is_not_believed() -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.append(HEADS)
    for column, value in enumerate(GOOD, 1):
        sheet.cell(300_000, column, value)
    data = with_part(saved(book), SHEET, lambda part: part.replace(b'ref="A1:D300000"', b'ref="A1:B1"'))
    table = read("a.xlsx", data)
    assert [row.place for row in table.rows] == [300_000]


@pytest.mark.parametrize(
    ("path", "change", "says"),
    [
        (SHEET, lambda part: part.replace(b"<sheetData>", b"<sheetData>" + b" " * (65 << 20)), "giải nén ra quá lớn"),
        (SHEET, lambda part: part.replace(b"<row ", b"<row " + b" " * (5 << 20), 1), "giải nén ra quá lớn"),
        ("xl/styles.xml", lambda part: part + b" " * (5 << 20), "giải nén ra quá lớn"),
        ("xl/workbook.xml", lambda part: part.replace(b"<sheets>", b"<sheets>" + b'<sheet sheetId="9"/>' * 70),
         "hơn 60 trang"),
        (SHEET, lambda part: b'<!DOCTYPE a [<!ENTITY b "c">]>' + part, "đã hỏng"),
        (SHEET, lambda part: part.decode().encode("utf-16"), "đã hỏng"),
        (SHEET, lambda part: part[:-40], "đã hỏng"),
        (SHEET, lambda part: part.replace(b"<v>", b"<v>x"), "đã hỏng"),
        (SHEET, lambda part: part.replace(b"<v>", b"<v>" + b"9" * 5_000), "đã hỏng"),
        ("xl/workbook.xml", lambda part: b"", "đã hỏng"),
        ("[Content_Types].xml", lambda part: b"<a/>", "đã hỏng"),
    ],
)  # fmt: skip
def test_files_that_mean_harm(path: str, change: Callable[[bytes], bytes], says: str) -> None:
    assert says in refused("a.xlsx", with_part(workbook(HEADS, GOOD), path, change))


def test_a_sheet_merged_into_one_cell_is_one_fault() -> None:
    merged = b'</sheetData><mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>'
    data = with_part(workbook(HEADS, GOOD), SHEET, lambda part: part.replace(b"</sheetData>", merged))
    table = read("a.xlsx", data)
    assert table.rows == () and len(table.faults) == 1 and "A2:XFD1048576" in str(table.faults[0])


def test_a_row_far_below_the_last_one_excel_knows() -> None:
    data = with_part(workbook(HEADS, GOOD, GOOD), SHEET, lambda part: part.replace(b'r="3"', b'r="99999999999"'))
    assert values(read("a.xlsx", data)) == [KEPT]


# Anything at all


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["a.csv", "a.xlsx", "a"]), st.binary(max_size=300))
def test_any_bytes_get_an_answer(name: str, data: bytes) -> None:
    try:
        assert isinstance(read(name, data), Table)
    except UsageError as refused:
        assert str(refused).startswith("Tệp «")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text(alphabet='abcđ=\n"\x01;,\t(1)/0é ', max_size=8), max_size=6), max_size=6))
def test_any_cells_below_a_heading_get_an_answer(rows: list[list[str]]) -> None:
    text = ";".join(HEADS) + "\n" + "\n".join(";".join(row) for row in rows)
    try:
        table = read("a.csv", text.encode())
    except UsageError as refused:
        assert str(refused).startswith("Tệp «a.csv»")
    else:
        assert all(str(fault).startswith("hàng ") for fault in table.faults)
        assert all(isinstance(row.values["day"], date) for row in table.rows)


WHOLE = workbook(("Sổ",), HEADS, GOOD, GOOD, merges=("A1:D1",))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_damage_to_a_workbook_gets_an_answer(data: st.DataObject) -> None:
    """Inside its parts, where the archive itself is whole."""
    parts = zipfile.ZipFile(BytesIO(WHOLE)).namelist()
    path = data.draw(st.sampled_from(parts))

    def damaged(part: bytes) -> bytes:
        start = data.draw(st.integers(0, len(part)))
        wild = data.draw(st.binary(max_size=3) | st.sampled_from([b"<", b'"', b"-1", b"99999999", b"<c><f>"]))
        return part[:start] + wild + part[start + data.draw(st.integers(0, 12)) :]

    try:
        assert isinstance(read("a.xlsx", with_part(WHOLE, path, damaged)), Table)
    except UsageError as refused:
        assert str(refused).startswith("Tệp «a.xlsx»")
