"""A register kept in a sheet so far: what the dry run says of each row, what is taken, which signatures are odd."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from core.errors import UsageError
from core.records.journal import verify
from plugins.documents.importing.arrivals import arrivals_plan
from plugins.documents.importing.outgoing import outgoing_plan
from plugins.documents.importing.plan import Plan
from tests.support.office import instant, move_to
from tui.house import House

HEAD = ("Số, ký hiệu", "Ngày", "Tên loại", "Trích yếu", "Người ký", "Nơi nhận", "Lĩnh vực", "Độ mật")
ARRIVALS = ("Số đến", "Ngày đến", "Tác giả", "Số, ký hiệu", "Ngày văn bản", "Trích yếu", "Độ khẩn", "Độ mật")
GOOD = ("01-CV/VPTU", date(2024, 3, 5), "Công văn", "Về phòng họp", "Chánh Văn phòng", "Như trên", "", "")


def sheet(head: tuple[object, ...], *rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (head, *rows):
        page.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def office(house: House) -> House:
    move_to(house, instant("08:00 08/10/2024"))
    return house


def outgoing(house: House, *rows: tuple[object, ...]) -> Plan:
    return outgoing_plan("so.xlsx", sheet(HEAD, *rows), desk=house.desk, at=house.now())


def test_a_sound_row_becomes_an_entry(office: House) -> None:
    plan = outgoing(office, GOOD)
    assert (plan.faults, plan.flags) == ((), ())
    ((number, entry),) = plan.rows
    assert (number, entry.body, entry.type, entry.title) == (1, "VP", "cong_van", "Công văn: Về phòng họp")
    assert entry.day == date(2024, 3, 5) and entry.data["signer"] == "Chánh Văn phòng"


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        (0, "không số", "hàng 2, cột A «Số, ký hiệu»: «không số» không phải số văn bản; viết như 12-CV/VPTU"),
        (0, "12-CV/XYZ", "không rõ cơ quan ban hành «XYZ»"),
        (1, "31/04/2024", "hàng 2, cột B «Ngày»"),
        (1, "09/10/2024", "ngày 09/10/2024 còn ở phía trước"),
        (2, "Bản ghi nhớ", "không rõ loại văn bản"),
        (3, "", "còn trống trích yếu"),
    ],
)
def test_a_faulty_row_is_named_and_not_taken(office: House, column: int, value: object, message: str) -> None:
    row = tuple(value if n == column else cell for n, cell in enumerate(GOOD))
    if column == 2:
        row = ("01", *row[1:])
    plan = outgoing(office, row)
    assert plan.rows == () and message in plan.faults[0]


def test_dates_as_text_are_read_and_a_number_twice_is_a_fault(office: House) -> None:
    plan = outgoing(office, (*GOOD[:1], "05/03/2024", *GOOD[2:]), GOOD)
    assert [entry.day for _, entry in plan.rows] == [date(2024, 3, 5)]
    assert "hàng 3" in plan.faults[0] and "số 1 đã có ở hàng 2" in plan.faults[0]


def test_a_decision_and_a_regulation_print_one_number_and_are_two(office: House) -> None:
    rows = [("07-QĐ/VPTU", date(2024, 3, 5), kind, "Nội dung", "Chánh Văn phòng", "", "", "") for kind in
            ("Quyết định", "Quy định")]  # fmt: skip
    plan = outgoing(office, *rows)
    assert plan.faults == () and [entry.type for _, entry in plan.rows] == ["quyet_dinh", "quy_dinh"]
    without = outgoing(office, ("07-QĐ/VPTU", date(2024, 3, 5), "", "Nội dung", "", "", "", ""))
    assert "không rõ loại văn bản" in without.faults[0], "the symbol alone does not tell them apart"


def test_a_secret_row_keeps_number_and_day_and_its_words_are_not_repeated(office: House) -> None:
    bare = ("02-CV/VPTU", date(2024, 3, 6), "Công văn", "", "", "", "", "Mật")
    spilled = ("03-CV/VPTU", date(2024, 3, 6), "Công văn", "chuyện riêng", "", "", "", "Tối mật")
    plan = outgoing(office, bare, spilled)
    ((number, entry),) = plan.rows
    assert (number, entry.title, entry.data["note"]) == (2, None, "theo sổ mật")
    assert "hàng 3" in plan.faults[0] and "chuyện riêng" not in "".join(plan.faults)


@pytest.mark.parametrize(
    ("signer", "kind", "field", "doubt"),
    [
        ("Chánh Văn phòng", "Công văn", "", None),
        ("Phó 1, K/T", "Công văn", "", "đồng chí Phó 1 không có thẩm quyền ký văn bản này"),
        ("K/T Chánh Văn phòng, Phó 1", "Thông báo ý kiến", "Nội chính", None),
        ("Phó 2 K/T", "Thông báo ý kiến", "Nội chính", "người ký được: đồng chí Phó 1"),
        ("Phó 1, T/L Ban Thường vụ", "Quyết định", "", "Điều 3, khoản 8"),
        ("Chánh Văn phòng K/T", "Công văn", "", "thể thức ký ghi «K/T (ký thay)»"),
        ("Nguyễn Văn Lạ", "Công văn", "", "không thấy «Nguyễn Văn Lạ» trong Văn phòng ngày 05/03/2024"),
    ],
)
def test_wrong_signatures_of_the_past_are_flagged_and_stay(
    office: House, signer: str, kind: str, field: str, doubt: str | None
) -> None:
    plan = outgoing(office, ("01", date(2024, 3, 5), kind, "Về phòng họp", signer, "", field, ""))
    assert plan.faults == () and len(plan.rows) == 1
    if doubt is None:
        assert plan.flags == ()
        return
    assert doubt in plan.flags[0] and "hàng 2, cột E" in plan.flags[0]
    assert plan.rows[0][1].data["note"].startswith("cần xem lại: ")


def test_a_second_run_enters_nothing_twice(office: House) -> None:
    plan = outgoing(office, GOOD, ("02-CV/VPTU", *GOOD[1:]))
    taken = office.registers.take_over("van_ban_di", plan.rows, source="so.xlsx", by="vt", at=office.now())
    again = office.registers.take_over("van_ban_di", plan.rows, source="so.xlsx", by="vt", at=office.now())
    assert (taken, again) == ((2, 0), (0, 2)) and verify(office.store, mirror=True).sound
    (second, first) = office.registers.page("van_ban_di", text="phong hop")
    assert [office.desk.printed(row) for row in (first, second)] == ["01-CV/VPTU", "02-CV/VPTU"]


def test_arrivals_are_read_from_a_csv_too(office: House) -> None:
    lines = [";".join(ARRIVALS), "1;05/03/2024;Phường 1;12-BC/ĐU;04/03/2024;Báo cáo tháng;Khẩn;",
             "2;05/03/2024;;;;;;Mật", "3;05/03/2024;;;;nội dung TỐI MẬT;;", "4;05/03/2024;a;;;b;;Mật"]  # fmt: skip
    plan = arrivals_plan("so.csv", "\n".join(lines).encode("utf-8-sig"), desk=office.desk, at=office.now())
    assert [(n, e.term, e.title) for n, e in plan.rows] == [(1, "2024", "Báo cáo tháng"), (2, "2024", None)]
    assert len(plan.faults) == 2 and "nội dung" not in "".join(plan.faults)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("so.xlsx", b"PK\x03\x04 no", "so.xlsx"),
        ("so.xlsx", sheet(("Cột lạ", "Cột khác"), ("x", "y")), "so.xlsx"),
        ("so.csv", b"\x00\x01", "so.csv"),
        ("so.pdf", b"%PDF-1.4", "so.pdf"),
    ],
)
def test_a_file_that_is_no_register_is_refused_as_a_whole(office: House, name: str, data: bytes, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        outgoing_plan(name, data, desk=office.desk, at=office.now())


def test_a_merged_cell_in_the_rows_is_named(office: House) -> None:
    book = openpyxl.load_workbook(BytesIO(sheet(HEAD, GOOD, ("02-CV/VPTU", *GOOD[1:]))))
    book.active.merge_cells("D2:D3")  # type: ignore[union-attr]
    out = BytesIO()
    book.save(out)
    plan = outgoing_plan("so.xlsx", out.getvalue(), desk=office.desk, at=office.now())
    assert any("D2:D3" in fault for fault in plan.faults)


def test_too_large_is_said_in_words(office: House) -> None:
    with pytest.raises(UsageError, match="giới hạn"):
        outgoing_plan(
            "so.csv", b"a;b\n" * 8_000_000, desk=office.desk, at=datetime.fromisoformat("2024-10-08T08:00+07:00")
        )
