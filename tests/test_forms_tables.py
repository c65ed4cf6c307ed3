"""The calendar of approved absences and the month's table, read back with icalendar and openpyxl."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from io import BytesIO

import pytest
from icalendar import Calendar as Ics
from icalendar import Event
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.errors import UsageError
from core.office.office import Duty, Office, Person, Rank
from core.office.sessions import Calendar, Holiday, Span
from plugins.leave.forms import (
    AbsenceRow,
    Hours,
    absence_rows,
    absences_ics,
    month_rows,
    month_table,
)
from tests.support.forms_office import NAME, PEOPLE, at, away, half, office

STAMP = at(1, 9)


# The calendar


def events(data: bytes) -> list[Event]:
    calendar = Ics.from_ical(data)
    assert isinstance(calendar, Ics)
    return list(calendar.events)


def test_approved_absences_become_one_event_each_and_say_no_reason() -> None:
    here = office(
        away("cvA", half(10), half(11), "om", 12),
        away("deputy1", half(14), half(16, 1), "cong_tac", 13),
        away("cvB", half(8, 1), half(8, 1), "rieng", 14),
        away("vt", half(9), half(9, 1), "phep", 15, settled=False),
    )
    data = absences_ics(absence_rows(here), NAME, STAMP)
    one, mission, afternoon = events(data)
    assert [str(e["summary"]) for e in (one, mission, afternoon)] == [
        "Nguyễn Thị Ánh nghỉ", "TS. Trần Thị Một đi công tác", "Phạm Bình nghỉ",
    ]  # fmt: skip
    assert (one.start, one.end) == (at(10, 7, 30), at(11, 11, 30))
    assert (mission.start, mission.end) == (date(2024, 10, 14), date(2024, 10, 17))
    assert (afternoon.start, afternoon.end) == (at(8, 13, 30), at(8, 17))
    assert not any(hint in data.decode().lower() for hint in ("ốm", "description", "comment", "riêng"))


def test_calendar_is_written_as_the_standard_wants_it() -> None:
    rows = [AbsenceRow(1, "Tên rất dài " * 20, Span(half(10), half(10, 1)))]
    data = absences_ics(rows, NAME, STAMP)
    assert data.count(b"\n") == data.count(b"\r\n") and data.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    calendar = Ics.from_ical(data)
    assert calendar.errors == [] and calendar["version"] == "2.0"
    (zone,) = calendar.timezones
    assert zone["tzid"] == "Asia/Ho_Chi_Minh"
    (event,) = events(data)
    assert event.DTSTAMP == STAMP
    assert str(event["summary"]) == f"{'Tên rất dài ' * 20} nghỉ"


def test_reading_it_in_again_updates_the_same_events() -> None:
    first = office(away("cvA", half(10), half(11), matter=12), away("cvB", half(1), half(1), matter=3))
    shortened = office(away("cvA", half(10), half(10), matter=12), away("deputy1", half(2), half(2), matter=4))
    before = {str(e["uid"]) for e in events(absences_ics(absence_rows(first), NAME, STAMP))}
    after = {str(e["uid"]) for e in events(absences_ics(absence_rows(shortened), NAME, at(2)))}
    assert before & after == {"vang-12@van-phong-thanh-uy-nam-son"}
    assert len(before) == len(after) == 2


def test_two_absences_of_one_matter_have_ids_of_their_own_whatever_their_order() -> None:
    rows = [AbsenceRow(5, "A", Span(half(1), half(2))), AbsenceRow(5, "A", Span(half(8), half(9)))]
    ids = {(str(e["uid"]), e.start) for e in events(absences_ics(rows, NAME, STAMP))}
    assert len({uid for uid, _ in ids}) == 2
    assert ids == {(str(e["uid"]), e.start) for e in events(absences_ics(rows[::-1], NAME, STAMP))}


def test_calendar_of_one_person_or_one_span_and_other_hours() -> None:
    here = office(
        away("cvA", half(10), half(10), matter=1), away("cvB", half(10), half(10), matter=2),
        away("cvA", half(20), half(20), matter=3),
    )  # fmt: skip
    rows = absence_rows(here, person="cvA", within=Span(half(9), half(12)))
    assert [row.matter for row in rows] == [1]
    summer = Hours(time(7), time(11), time(14), time(17, 30))
    (event,) = events(absences_ics(rows, NAME, STAMP, hours=summer))
    assert (event.start, event.end) == (at(10, 7), at(10, 11))


def test_hostile_names_stay_one_line_of_text() -> None:
    name = "A\r\nEND:VEVENT\r\nBEGIN:VALARM;x=1,\x1b\u202eB"
    data = absences_ics([AbsenceRow(1, name, Span(half(1), half(2)))], f"{NAME}\n\x00", STAMP)
    (event,) = events(data)
    assert str(event["summary"]) == "A END:VEVENT BEGIN:VALARM;x=1,␛B nghỉ"
    assert b"BEGIN:VALARM" not in [line[:12] for line in data.split(b"\r\n")]


def test_an_empty_calendar_is_still_one_and_bytes_depend_on_nothing_else() -> None:
    assert events(absences_ics((), "", STAMP)) == []
    rows = absence_rows(office(away("cvA", half(10), half(11))))
    assert absences_ics(rows, NAME, STAMP) == absences_ics(rows, NAME, STAMP.astimezone(UTC))
    with pytest.raises(UsageError, match="thiếu múi giờ"):
        absences_ics(rows, NAME, datetime(2024, 10, 1))


# The month


def month(here: Office, on: date = date(2024, 10, 17)) -> Worksheet:
    page = load_workbook(BytesIO(month_table(month_rows(here, on), STAMP))).worksheets[0]
    assert isinstance(page, Worksheet)
    return page


def row_of(page: Worksheet, name: str) -> dict[str, object]:
    """A person's row by the heads of its columns: `T3 01` for a day, `P` for a total."""
    above, below = ([str(c.value or "") for c in row] for row in page.iter_rows(5, 6))
    heads = [f"{a} {b}".strip() for a, b in zip(above, below, strict=True)]
    found = next(r for r in range(7, page.max_row + 1) if page.cell(r, 2).value == name)
    return {head: page.cell(found, c).value for c, head in enumerate(heads, 1) if page.cell(found, c).value}


def test_month_marks_half_days_and_counts_them_by_kind() -> None:
    page = month(
        office(
            away("cvA", half(10), half(11)),
            away("cvB", half(8), half(8), "om", 2),
            away("cvB", half(8, 1), half(8, 1), "cong_tac", 3),
            away("deputy1", half(30, month=9), half(1, 1), "rieng", 4),
            away("vt", half(9), half(9, 1), "phep", 5, settled=False),
            duties={date(2024, 10, 12): (Duty(date(2024, 10, 12), "head", "leader", 9),)},
        )
    )
    assert row_of(page, "Nguyễn Thị Ánh") == {
        "STT": "4", "Họ và tên": "Nguyễn Thị Ánh", "Chức vụ": "Chuyên viên", "T5 10": "P", "T6 11": "P/", "P": 1.5,
    }  # fmt: skip
    assert row_of(page, "Phạm Bình").items() >= {("T3 08", "Ô/CT"), ("Ô", 0.5), ("CT", 0.5)}
    assert row_of(page, "TS. Trần Thị Một").items() >= {("T3 01", "R"), ("R", 1)}
    assert row_of(page, "Lê Văn Chánh").items() >= {("T7 12", "T"), ("T", 1)}
    assert set(row_of(page, "Hồ Thị Thư")) == {"STT", "Họ và tên", "Chức vụ"}
    away_rows = {page.cell(r, 1).value: [page.cell(r, c).value for c in range(4, 35)] for r in range(13, 15)}
    assert away_rows["Số người vắng buổi sáng"][7:11] == [1, None, 1, 1]
    assert away_rows["Số người vắng buổi chiều"][7:11] == [1, None, 1, None]


def test_month_is_sorted_by_post_then_given_name_and_leaves_outsiders_out() -> None:
    names = [p.name for p in month_rows(office(), date(2024, 10, 1)).people]
    assert names == [
        "Lê Văn Chánh", "Đỗ Văn Hai", "TS. Trần Thị Một", "Nguyễn Thị Ánh", "Phạm Bình", "Hồ Thị Thư",
    ]  # fmt: skip


def test_days_off_bear_no_mark_and_a_shade_of_their_own() -> None:
    here = office(away("cvA", half(30, month=8), half(3, 1, month=9)))
    page = month(here, date(2024, 9, 1))
    assert row_of(page, "Nguyễn Thị Ánh").items() >= {("T3 03", "P"), ("P", 1)}
    assert "T2 02" not in row_of(page, "Nguyễn Thị Ánh")
    fills = [page.cell(7, 3 + day).fill.start_color.rgb for day in (1, 2, 4)]
    assert len(set(fills)) == 3 and fills[2] == "00000000"
    assert "02/9/2024 Quốc khánh" in " ".join(str(c.value) for row in page.iter_rows() for c in row if c.value)


def test_a_weekend_worked_by_a_swap_counts() -> None:
    swapped = Calendar({date(2024, 9, 2): Holiday(date(2024, 9, 2), "Quốc khánh")}, frozenset({date(2024, 9, 7)}))
    here = replace(office(away("cvA", half(7, month=9), half(8, 1, month=9))), calendar=swapped)
    assert row_of(month(here, date(2024, 9, 1)), "Nguyễn Thị Ánh").items() >= {("T7 07", "P"), ("P", 1)}


def test_month_prints_on_one_landscape_page_across_and_keeps_names_in_view() -> None:
    page = month(office())
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr is not None and page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.freeze_panes == "D7" and page.print_title_rows == "$5:$6"
    assert page["A3"].value == "BẢNG THEO DÕI NGHỈ VÀ VẮNG MẶT, THÁNG 10 NĂM 2024"
    assert "Lập lúc 09 giờ 00, ngày 01/10/2024." in str(page["A4"].value)
    assert month(office(), date(2024, 2, 9))["A3"].value == "BẢNG THEO DÕI NGHỈ VÀ VẮNG MẶT, THÁNG 02 NĂM 2024"


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", '=HYPERLINK("x")'])
def test_a_name_that_looks_like_a_formula_is_text(name: str) -> None:
    people = (*PEOPLE, Person("x", name, Rank.STAFF, "=1+1"))
    page = month(office(people=people))
    cells = [c for row in page.iter_rows() for c in row if c.value in (name, "=1+1")]
    assert len(cells) == 2
    assert all(c.data_type == "s" and c.quotePrefix for c in cells)


def test_control_and_direction_characters_do_not_reach_the_sheet() -> None:
    people = (*PEOPLE, Person("x", "\t=A\x00\x1b[0m\u202eB\ufffe", Rank.STAFF, "Lái xe"))
    page = month(office(people=people))
    (cell,) = [c for (c,) in page.iter_rows(7, 15, 2, 2) if "B\ufffd" in str(c.value)]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=A␀␛[0mB\ufffd", "s", True)


def test_same_month_and_stamp_give_the_same_bytes() -> None:
    rows = month_rows(office(away("cvA", half(10), half(11))), date(2024, 10, 1))
    assert month_table(rows, STAMP) == month_table(rows, STAMP)
    made = load_workbook(BytesIO(month_table(rows, STAMP))).properties
    assert made.created == made.modified == STAMP.astimezone(UTC).replace(tzinfo=None)
