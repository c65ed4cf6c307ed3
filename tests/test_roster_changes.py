"""Putting people on days and changing shifts: who may, what is refused, and that no day is left without people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import Refused, UsageError
from core.law.ruling import Gate
from core.office.office import Office
from core.office.sessions import ZONE
from plugins.roster.cover import holes
from plugins.roster.facts import Roster
from plugins.roster.need import away_on
from tests.support import roster_office as o
from tests.support.roster_office import EIGHTH, FOURTEENTH, TET, decisive, full, offices, refused

LAW = o.law()


def staffed() -> o.Case:
    """A roster with `cv1` … on the days in order, closed."""
    leaders = ("head", "deputy1", "deputy2")
    rows = "; ".join(f"{d:%d/%m/%Y}:leader:{leaders[n % 3]},staff:cv{1 + n % 6}" for n, d in enumerate(TET))
    case = o.Case(o.roster(rows=rows), o.office(), LAW)
    case.take("draw", "cv1")
    case.take("consent:head", "head")
    return case


def test_assigning_puts_replaces_and_takes_off() -> None:
    case = o.Case(o.roster(), o.office(), o.law(min_staff=2))
    for who in ("cv3", "cv4"):
        case.change("assign", "cv1", day="08/02/2024", role="staff", person=who)
    assert [r.person for r in case.facts.rows] == ["cv3", "cv4"]
    with pytest.raises(UsageError) as caught:
        case.change("assign", "cv1", day="08/02/2024", role="staff", person="cv5")
    assert str(caught.value) == (
        "Ngày thứ Năm 08/02/2024 đã đủ người trực chuyên môn (cv3, cv4); ghi thêm instead=mã người được thay."
    )
    case.change("assign", "cv1", day="08/02/2024", role="staff", person="cv5", instead="cv4")
    assert [r.person for r in case.facts.rows] == ["cv3", "cv5"]
    case.change("assign", "cv1", day="08/02/2024", role="staff", instead="cv3")
    assert [r.person for r in case.facts.rows] == ["cv5"]
    case.change("assign", "cv1", day="08/02/2024", role="leader", person="head")
    case.change("assign", "cv1", day="08/02/2024", role="leader", person="deputy1")  # the only one there is replaced
    assert [r.person for r in case.facts.rows] == ["deputy1", "cv5"]
    case.change("assign", "cv2", rows="08/02/2024:leader:head,staff:cv1,cv2; 09/02/2024:leader:deputy2")
    assert [r.person for r in case.facts.rows] == ["head", "cv1", "cv2", "deputy2"]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"role": "staff", "person": "cv1"}, "Còn thiếu ngày trực (day)."),
        ({"day": "x", "role": "staff", "person": "cv1"},
         "Ngày trực (day): «x» không phải ngày; viết như 10/10/2024 hoặc 2024-10-10."),
        ({"day": "08/02/2024", "role": "staff"}, "Còn thiếu người trực (person), hoặc người thôi trực (instead)."),
        ({"day": "08/02/2024", "role": "staff", "person": "zz"},
         "Không có ai mang mã «zz» trong Văn phòng (ngày 08/02/2024)."),
        ({"day": "08/02/2024", "role": "staff", "instead": "cv9"},
         "«cv9» không trực chuyên môn thứ Năm 08/02/2024; xem lại mục instead."),
        ({"when": "08/02/2024"}, "Thao tác này không có thông tin «when»; chỉ có: day, role, person, instead."),
        ({"day": "07/02/2024", "role": "staff", "person": "cv1"},
         "Ngày thứ Tư 07/02/2024 không phải ngày nghỉ lễ, tết của lịch trực này, không xếp trực."),
        ({"rows": ""}, "Phân công trực (rows) đang trống; viết như 08/02/2024:leader:deputy1,staff:cvA."),
        ({"rows": "08/02/2024:staff:cv1", "day": "08/02/2024"}, "Thao tác này không có thông tin «day»; chỉ có: rows."),
    ],
)  # fmt: skip
def test_wrong_words_change_nothing(asked: Mapping[str, object], says: str) -> None:
    case = o.Case(o.roster(), o.office(), LAW)
    with pytest.raises(UsageError) as caught:
        case.change("assign", "cv1", **asked)
    assert str(caught.value) == says
    assert case.facts.rows == ()


def test_nobody_is_put_twice_on_one_day() -> None:
    case = o.Case(o.roster(rows="08/02/2024:staff:cv1"), o.office(), o.law(min_staff=2))
    with pytest.raises(UsageError, match="đã được xếp trực thứ Năm 08/02/2024"):
        case.change("assign", "cv1", day="08/02/2024", role="staff", person="cv1")


def test_only_the_unit_assigns_and_only_until_it_is_closed() -> None:
    case = o.Case(o.roster(), o.office(), LAW)
    for by in ("cv3", "deputy1", "head"):
        ruling = refused(case, "assign", by, day="08/02/2024", role="staff", person="cv3")
        assert (ruling.gate, decisive(ruling)) == (Gate.STANDING, ("18.u1/2",))
    closed = staffed()
    for verb in ("assign", "fill", "withdraw", "complete"):
        assert refused(closed, verb, "cv1", day="08/02/2024", role="staff", person="cv3").gate is Gate.ORDER


def test_a_draft_is_withdrawn_and_leaves_nobody_on_duty() -> None:
    case = o.Case(full(o.office()), o.office(), LAW)
    assert refused(case, "withdraw", "cv3").gate is Gate.STANDING
    case.change("withdraw", "cv2")
    assert case.matter.status == "withdrawn" and case.records() == ()


def test_the_two_themselves_swap_and_no_third_person() -> None:
    asked = {"day": "09/02/2024", "person": "cv2", "with_day": "11/02/2024", "with_person": "cv4"}
    for by in ("cv1", "cv2", "cv4"):
        case = staffed()
        case.change("swap", by, **asked)
        assert [r.person for r in case.facts.rows if r.day in (TET[1], TET[3]) and r.role == "staff"] == ["cv4", "cv2"]
        assert case.matter.status == "closed"
    for by in ("cv3", "deputy1", "secretary"):
        assert refused(staffed(), "swap", by, **asked).gate is Gate.STANDING


def test_a_shift_is_taken_over_by_somebody_free() -> None:
    case = staffed()
    case.change("swap", "cv2", day="09/02/2024", person="cv2", with_person="cv5")
    assert [r.person for r in case.facts.on(TET[1])] == ["deputy1", "cv5"]
    ruling = refused(case, "swap", "cv1", day="08/02/2024", person="head", with_person="cv6")
    assert "Người cv6 không thuộc diện trực lãnh đạo, thứ Năm 08/02/2024 sẽ thiếu người." in ruling.sentence
    assert ruling.unblock[0].startswith("Người còn trống thứ Năm 08/02/2024: đồng chí Người deputy1")


def test_one_person_does_not_cover_a_day_twice() -> None:
    case = o.Case(o.roster(rows="08/02/2024:staff:cv1,cv2; 09/02/2024:staff:cv1"), o.office(), o.law(min_staff=2))
    ruling = refused(case, "swap", "cv1", day="08/02/2024", person="cv2", with_day="09/02/2024", with_person="cv1")
    assert decisive(ruling) == ("18.u1/1",)
    assert ruling.sentence == "Đồng chí Người cv1 đã trực thứ Năm 08/02/2024: đổi ca xong ngày đó sẽ thiếu người."


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"person": "cv1", "with_person": "cv2"}, "Còn thiếu ngày trực (day)."),
        ({"day": "08/02/2024", "person": "cv1"}, "Còn thiếu người đổi ca (with_person)."),
        ({"day": "08/02/2024", "person": "cv1", "with_person": "cv1"},
         "Hai người đổi ca phải khác nhau; ghi lại with_person."),
        ({"day": "08/02/2024", "person": "cv1", "with_person": "zz"},
         "Không có ai mang mã «zz» trong Văn phòng (with_person)."),
        ({"day": "08/02/2024", "person": "cv3", "with_person": "cv2"},
         "Đồng chí Người cv3 không có ca trực thứ Năm 08/02/2024; trực ngày đó: "
         "đồng chí Người head, đồng chí Người cv1."),
        ({"day": "08/02/2024", "role": "leader", "person": "cv1", "with_person": "cv2"},
         "Đồng chí Người cv1 thứ Năm 08/02/2024 là trực chuyên môn; xem lại vai."),
        ({"day": "08/02/2024", "person": "cv1", "with_day": "09/02/2024", "with_person": "deputy1"},
         "Chỉ đổi ca giữa hai ngày khác nhau và cùng vai (trực lãnh đạo hoặc trực chuyên môn)."),
    ],
)  # fmt: skip
def test_a_swap_of_shifts_that_do_not_exist_says_so(asked: Mapping[str, object], says: str) -> None:
    case = staffed()
    with pytest.raises(UsageError) as caught:
        case.change("swap", "cv1", **asked)
    assert str(caught.value) == says


def test_a_shift_that_is_over_is_not_swapped() -> None:
    case = staffed()
    case.office = o.office(at=datetime(2024, 2, 10, 8, tzinfo=ZONE))
    ruling = refused(case, "swap", "cv1", day="09/02/2024", person="cv2", with_day="11/02/2024", with_person="cv4")
    assert ruling.sentence == "Ca trực thứ Sáu 09/02/2024 đã qua, không đổi được nữa."
    case.change("swap", "cv1", day="10/02/2024", person="cv3", with_day="11/02/2024", with_person="cv4")


@given(st.data(), offices())
@settings(max_examples=150, deadline=None)
def test_no_swap_ever_opens_a_hole_or_puts_an_absent_person_on_duty(data: st.DataObject, later: Office) -> None:
    deputies = len(later.establishment.deputies)
    at = o.office(deputies=deputies, staff=len(later.establishment.people) - 2 - deputies)
    facts = full(at)
    if not facts.rows:
        return
    case = o.Case(facts, later, LAW)
    people = sorted(later.establishment.people)
    one = data.draw(st.sampled_from(facts.rows))
    asked = {"day": one.day, "person": one.person, "with_person": data.draw(st.sampled_from(people))}
    if data.draw(st.booleans()):
        asked["with_day"] = data.draw(st.sampled_from(TET))
    before = set(holes(facts, later, LAW))
    try:
        case.change("swap", "cv1" if "cv1" in people else "head", **asked)
    except (Refused, UsageError):
        assert case.facts == facts
        return
    assert set(holes(case.facts, later, LAW)) == before
    for row in set(case.facts.rows) - set(facts.rows):
        assert away_on(row.person, row.day, later) is None
    Roster.model_validate({"from": EIGHTH, "until": FOURTEENTH, "rows": case.facts.rows})
