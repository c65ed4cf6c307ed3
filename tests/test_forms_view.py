"""What the leave form says: parties, days, opinions with their capacity and clause, wording of Party papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.errors import UsageError
from core.law.route import Done
from core.office.office import Designation
from core.office.sessions import Span
from core.printing.wording import BLANK, letterhead, moment, party_day, signature_name
from plugins.leave.facts import Mission
from plugins.leave.forms import FormView, form_view
from tests.support.forms_office import LAW, at, away, granted, half, leave, matter, office


@pytest.fixture
def view() -> FormView:
    return form_view(granted(), office(), LAW, number=37)


def test_form_says_who_asks_for_what(view: FormView) -> None:
    assert (view.parent, view.body) == ("THÀNH ỦY NAM SƠN", "VĂN PHÒNG")
    assert (view.place, view.written) == ("Nam Sơn", "ngày 05 tháng 10 năm 2024")
    assert view.addressees == "Đồng chí Chánh Văn phòng; đồng chí Phó Chánh Văn phòng phụ trách Bộ phận Tổng hợp"
    assert (view.name, view.post, view.unit) == ("Nguyễn Thị Ánh", "Chuyên viên", "Bộ phận Tổng hợp")
    assert (view.kind, view.days) == ("Nghỉ phép", "1,5 ngày")
    assert (view.first, view.last) == ("buổi sáng ngày 10/10/2024", "buổi sáng ngày 11/10/2024")
    assert view.handover == "đồng chí Phạm Bình, Chuyên viên"
    assert (view.number, view.filed_on, view.matter, view.status) == ("37", "08/10/2024", "12", "đã đủ thủ tục")


def test_each_level_with_capacity_clause_and_time(view: FormView) -> None:
    deputy, head = view.opinions
    assert deputy.level == "Phó Chánh Văn phòng phụ trách Bộ phận Tổng hợp"
    assert (deputy.capacity, deputy.at) == ("", "09 giờ 30, ngày 05/10/2024")
    assert deputy.text == "Đồng ý, báo cáo Chánh Văn phòng. Bàn giao trước khi đi."
    assert (head.level, head.person) == ("Chánh Văn phòng", "đồng chí Đỗ Văn Hai")
    assert (head.capacity, head.at) == ("thay Chánh Văn phòng (Điều 5)", "14 giờ 15, ngày 07/10/2024")


def test_acting_deputy_signs_for_the_head_without_address_or_degree(view: FormView) -> None:
    assert (view.signing_authority, view.signing_title) == ("K/T CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")
    assert view.signing_name == "Đỗ Văn Hai"
    assert "đồng chí" not in view.applicant


def test_waiting_levels_say_so_and_nobody_has_signed() -> None:
    here = office()
    found = form_view(matter(leave(), here), here, LAW)
    assert [o.text for o in found.opinions] == ["Chưa có ý kiến", "Chưa có ý kiến"]
    assert (found.signing_authority, found.signing_name) == ("CHÁNH VĂN PHÒNG", "")
    assert (found.number, found.filed_on, found.phone) == ("", "", "")


def test_declined_shows_the_reason_and_later_levels_no_longer_wait() -> None:
    here = office()
    refused = Done("consent:deputy", "deputy1", "own", at(5, 9), "declined", note="cơ quan đang có đoàn kiểm tra")
    found = form_view(matter(leave(), here, refused, status="declined"), here, LAW)
    assert [o.text for o in found.opinions] == [
        "Không đồng ý. Cơ quan đang có đoàn kiểm tra.",
        "Không có ý kiến",
    ]
    assert found.status == "không được đồng ý"


def test_another_deputy_covering_and_a_delegation_are_told_apart() -> None:
    here = office()
    covered = Done("consent:deputy", "deputy2", "acting", at(5, 9), behalf="deputy1")
    delegated = Done("consent:head", "deputy2", "delegated", at(5, 10), behalf="head")
    found = form_view(matter(leave(), here, covered, delegated), here, LAW)
    first, second = found.opinions
    assert first.capacity == "thay đồng chí TS. Trần Thị Một đang vắng (Điều 18, khoản 3)"
    assert second.capacity == "theo ủy quyền của đồng chí Lê Văn Chánh (Điều 4, khoản 5)"
    assert found.signing_authority == "K/T CHÁNH VĂN PHÒNG"


def test_recorded_answer_names_who_wrote_it_down_and_the_paper() -> None:
    here = office()
    answer = Done(
        "consent:standing_deputy_secretary", "vt", "recorded", at(4), evidence={"so": "12-CV/TU", "ngay": "04/10/2024"}
    )
    named = Done("name", "head", "own", at(5), payload={"deputy": "deputy2"})
    found = form_view(matter(leave("head"), here, answer, named), here, LAW)
    (told,) = found.opinions
    assert told.person == "đồng chí Hồ Thị Thư"
    assert told.capacity == "ghi nhận ý kiến của Phó Bí thư Thường trực (văn bản số 12-CV/TU, ngày 04/10/2024)"
    assert (found.signing_authority, found.signing_name) == ("PHÓ BÍ THƯ THƯỜNG TRỰC", "")
    assert found.standing_deputy == "đồng chí Đỗ Văn Hai"
    assert found.addressees == "Đồng chí Phó Bí thư Thường trực"


def test_a_deputys_form_goes_to_the_head_who_reports_it_further() -> None:
    here = office()
    found = form_view(matter(leave("deputy1", half(10), half(11, 1)), here), here, LAW)
    assert found.addressees == "Đồng chí Chánh Văn phòng"
    assert [o.level for o in found.opinions] == ["Chánh Văn phòng", "Chánh Văn phòng", "Thường trực Thành ủy"]
    assert (found.signing_authority, found.applicant) == ("CHÁNH VĂN PHÒNG", "Trần Thị Một")


def test_phone_call_is_confirmed_with_whoever_wrote_it_down() -> None:
    here = office()
    call = leave("cvA", half(6, month=5), half(7, 1, month=5), kind="om", channel="phone",
                 phone_at=at(6, 7, 10, month=5), phone_to="deputy1")  # fmt: skip
    by_clerk = form_view(matter(call, here, Done("phone", "vt", "recorded", at(6, month=5))), here, LAW)
    assert by_clerk.phone == (
        "Đã gọi điện xin phép đồng chí TS. Trần Thị Một lúc 07 giờ 10, ngày 06/5/2024; đồng chí Hồ Thị Thư ghi nhận"
    )
    unsaid = leave(channel="phone", kind="om")
    assert form_view(matter(unsaid, here), here, LAW).phone == "Xin nghỉ qua điện thoại, chưa ghi nhận cuộc gọi"
    noted = Done("phone", "vt", "recorded", at(6), evidence={"goi": "cvA", "luc": "2024-10-06T07:10:00+07:00"})
    found = form_view(matter(unsaid, here, noted), here, LAW)
    assert "đồng chí Nguyễn Thị Ánh, 07 giờ 10, ngày 06/10/2024" in found.phone


def test_days_count_adjacent_leave_asked_for_before_and_none_asked_for_later() -> None:
    here = office(away("cvA", half(9), half(9, 1), matter=11), away("cvA", half(11, 1), half(11, 1), matter=20))
    found = form_view(matter(leave(), here, number=12), here, LAW)
    assert found.days == "1,5 ngày (cùng kỳ nghỉ liền kề: 2,5 ngày)"


def test_a_mission_has_no_leave_form() -> None:
    facts = Mission.model_validate({"person": "deputy1", "start": half(1), "until": half(1)})
    here = office()
    with pytest.raises(UsageError, match="Việc số 7 không phải việc nghỉ"):
        form_view(replace(matter(leave(), here, number=7), facts=facts), here, LAW)


def test_a_designation_prints_nothing_by_itself() -> None:
    here = office(designations=(Designation("deputy2", Span(half(1), half(20)), "head", 3),))
    assert form_view(matter(leave(), here), here, LAW).standing_deputy == ""


# Wording


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2019, 7, 3), "03/7/2019"),
        (date(2022, 1, 21), "21/01/2022"),
        (date(2017, 2, 6), "06/02/2017"),
        (date(2024, 10, 10), "10/10/2024"),
    ],
)
def test_party_rule_for_noughts(day: date, printed: str) -> None:
    assert party_day(day) == printed


def test_moment_is_in_the_offices_zone() -> None:
    assert moment(datetime(2024, 5, 5, 17, 30, tzinfo=UTC)) == "00 giờ 30, ngày 06/5/2024"


@pytest.mark.parametrize(
    ("name", "parent", "place"),
    [
        ("Văn phòng Thành ủy Nam Sơn", "THÀNH ỦY NAM SƠN", "Nam Sơn"),
        ("Văn phòng Thành uỷ Bến Đá", "THÀNH UỶ BẾN ĐÁ", "Bến Đá"),
        ("Văn phòng Thành ủy (mẫu)", f"THÀNH ỦY {BLANK}", BLANK),
        ("", f"THÀNH ỦY {BLANK}", BLANK),
        ("Văn phòng Ban Cán sự", "BAN CÁN SỰ", BLANK),
    ],
)
def test_letterhead_comes_from_the_offices_name(name: str, parent: str, place: str) -> None:
    assert letterhead(name) == (parent, "VĂN PHÒNG", place)


@pytest.mark.parametrize(
    ("written", "signed"),
    [
        ("PGS.TS. Trần Thị Một", "Trần Thị Một"),
        ("đồng chí ThS Lê Ba", "Lê Ba"),
        ("Ông Thị Tư", "Ông Thị Tư"),
        ("TSering", "TSering"),
        ("Phó 1", "Phó 1"),
    ],
)
def test_names_under_a_signature_bear_no_title(written: str, signed: str) -> None:
    assert signature_name(written) == signed
