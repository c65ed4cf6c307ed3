"""The duty roster (Điều 18, first unnumbered paragraph): S13 step by step, its facts, opening and closing it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import pytest

from core.codec import facts_to_json
from core.errors import Refused, UsageError
from core.extension.registry import Registry, resolve
from core.law.facts import read_facts
from core.law.route import Matter, Route
from core.law.ruling import Act, Capacity, Gate, Verdict
from core.office.office import Duty
from core.office.sessions import ZONE
from core.text import nfc
from plugins.roster.area import AREA
from plugins.roster.cover import holes
from plugins.roster.facts import Roster
from tests.support import roster_office as o
from tests.support.roster_office import EIGHTH, FOURTEENTH, TET, decisive, full, refused

LAW = o.law()


# S13


def test_s13_a_roster_with_an_uncovered_day_cannot_be_closed() -> None:
    at = o.office()
    facts = full(at)
    open_day = facts.with_rows(r for r in facts.rows if (r.day, r.role) != (date(2024, 2, 10), "leader"))
    case = o.Case(open_day, at, LAW)
    case.take("draw", "cv1")
    ruling = case.ask("consent:head", "head", Act())
    assert (ruling.verdict, ruling.gate) == (Verdict.REFUSED, Gate.CHECKS)
    assert decisive(ruling) == ("18.u1/1",)
    assert ruling.sentence == (
        "Chưa chốt được lịch trực, còn ngày chưa đủ người: thứ Bảy 10/02/2024 thiếu 1 người trực lãnh đạo."
    )
    assert ruling.unblock == (
        "Thứ Bảy 10/02/2024, trực lãnh đạo: xếp được đồng chí Người head, đồng chí Người deputy1, "
        "đồng chí Người deputy2.",
    )
    assert "A12" in ruling.readings
    case.change("assign", "cv1", day="10/02/2024", role="leader", person="deputy2")
    assert case.take("consent:head", "head").standing.capacity is Capacity.OWN  # type: ignore[union-attr]
    assert case.matter.status == "closed"
    assert all(duty.settled for duty in case.records()) and len(case.records()) == 14


def test_s13_every_uncovered_day_and_role_is_named() -> None:
    case = o.Case(o.roster(), o.office(), LAW)
    case.take("draw", "cv1")
    ruling = case.ask("consent:head", "head")
    for day in TET:
        assert f"{day:%d/%m/%Y} thiếu 1 người trực lãnh đạo, 1 người trực chuyên môn" in ruling.sentence
        for role in ("trực lãnh đạo", "trực chuyên môn"):
            assert any(f"{day:%d/%m/%Y}, {role}: xếp được đồng chí" in way for way in ruling.unblock)
    assert len(ruling.unblock) == 14


def test_s13_people_on_approved_leave_are_neither_proposed_nor_assigned() -> None:
    at = o.office(o.leave("deputy1", date(2024, 2, 5), date(2024, 2, 10)), o.leave("cv3", EIGHTH, FOURTEENTH))
    facts = full(at)
    assert holes(facts, at, LAW) == ()
    assert "cv3" not in o.whom(facts)
    assert {r.day for r in facts.rows if r.person == "deputy1"} <= set(TET[3:])
    case = o.Case(facts, at, LAW)
    ruling = refused(case, "assign", "cv2", day="12/02/2024", role="chuyên môn", person="cv3")
    assert decisive(ruling) == ("18.u1/1",)
    assert ruling.sentence == (
        "Không xếp trực người không có mặt: đồng chí Người cv3 vắng ngày 12/02/2024 (việc số 7 đã duyệt)."
    )
    assert "xếp được" in ruling.unblock[0] and "cv3" not in ruling.unblock[0]
    assert case.facts == facts
    opened = o.opening(o.roster(rows="12/02/2024:staff:cv3"), "cv1", at, LAW)
    assert (opened.verdict, decisive(opened)) == (Verdict.REFUSED, ("18.u1/1",))


def test_s13_a_leave_approved_later_stops_the_closing() -> None:
    facts = full(o.office())
    someone = next(r for r in facts.rows if r.role == "staff")
    later = o.office(o.leave(someone.person, someone.day, someone.day, matter=31))
    case = o.Case(facts, later, LAW)
    case.take("draw", "cv1")
    ruling = case.ask("consent:head", "head", Act())
    assert decisive(ruling) == ("18.u1/1",)
    assert f"Người {someone.person} vắng ngày {someone.day:%d/%m/%Y} (việc số 31 đã duyệt)" in ruling.sentence
    case.change("fill", "cv1")
    case.take("consent:head", "head")
    assert someone not in case.facts.rows


def test_s13_after_a_swap_nobody_is_missing() -> None:
    at = o.office(o.leave("cv5", TET[0], TET[0]))
    days = [f"{d:%d/%m/%Y}:leader:deputy{1 + n % 2},staff:cv{1 + n}" for n, d in enumerate(TET[:6])]
    facts = o.roster(rows="; ".join((*days, "14/02/2024:leader:head,staff:cv1")))
    assert holes(facts, at, LAW) == ()
    case = o.Case(facts, at, LAW)
    case.take("draw", "cv1")
    case.take("consent:head", "head")
    # cv5 is away on the 8th, so he cannot take cv1's shift in return for his own on the 12th
    ruling = refused(case, "swap", "cv1", day="08/02/2024", person="cv1", with_day="12/02/2024", with_person="cv5")
    assert decisive(ruling) == ("18.u1/1",) and "Người cv5 vắng ngày 08/02/2024" in ruling.sentence
    ruling = refused(case, "swap", "cv2", day="14/02/2024", person="cv1", with_person="deputy2")
    assert "không thuộc diện trực chuyên môn" in ruling.sentence and "sẽ thiếu người" in ruling.sentence
    case.change("swap", "cv2", day="09/02/2024", person="cv2", with_day="11/02/2024", with_person="cv4")
    assert holes(case.facts, at, LAW) == ()
    assert {r.person for r in case.facts.on(TET[1])} == {"deputy2", "cv4"}
    assert {r.person for r in case.facts.on(TET[3])} == {"deputy2", "cv2"}
    assert all(d.settled for d in case.records())


# The facts


def test_rows_are_read_from_the_command_line() -> None:
    facts = o.roster(rows="09/02/2024:staff:cv3,leader:deputy1; 2024-02-08:lãnh đạo:head,chuyên môn:cv1,cv2")
    assert [(r.day.day, r.role, r.person) for r in facts.rows] == [
        (8, "leader", "head"), (8, "staff", "cv1"), (8, "staff", "cv2"), (9, "leader", "deputy1"), (9, "staff", "cv3"),
    ]  # fmt: skip
    assert o.roster(rows="08/02/2024:Trực lãnh đạo:head").rows == o.roster(rows="08/02/2024:ld:head").rows
    assert o.roster(rows="08/02/2024:lãnh đạo:head").rows[0].role == "leader"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ({}, "Còn thiếu «Từ ngày» (from)."),
        ({"from": "8/2"}, "«Từ ngày» (from): «8/2» không phải ngày; viết như 10/10/2024 hoặc 2024-10-10."),
        ({"from": 45}, "«Từ ngày» (from): «45» không phải ngày; viết như 10/02/2024 hoặc 2024-02-10."),
        ({"from": "30/02/2024"}, "«Từ ngày» (from): «30/02/2024» không có trong lịch."),
        (
            {"from": "14/02/2024", "until": "08/02/2024"},
            "Việc «roster»: ngày kết thúc (08/02/2024) ở trước ngày bắt đầu (14/02/2024).",
        ),
        (
            {"from": "14/02/2023", "until": "14/02/2024"},
            "Việc «roster»: một lịch trực không quá 92 ngày; kiểm tra lại năm.",
        ),
        (
            {"rows": "08/02/2024"},
            "«Phân công trực» (rows): «08/02/2024» không rõ; viết như 08/02/2024:leader:deputy1,staff:cvA.",
        ),
        (
            {"rows": "08/02/2024:boss:deputy1"},
            "«Phân công trực» (rows): không có vai «boss»; chỉ có leader (trực lãnh đạo) và staff (trực chuyên môn).",
        ),
        (
            {"rows": "08/02/2024:cv1"},
            "«Phân công trực» (rows): «08/02/2024:cv1»: chỗ «cv1» phải ghi vai rồi đến mã người, như leader:deputy1.",
        ),
        (
            {"rows": "08/02/2024:leader:"},
            "«Phân công trực» (rows): «08/02/2024:leader:»: chỗ «leader:» phải ghi vai rồi đến mã người, "
            "như leader:deputy1.",
        ),
        (
            {"rows": "08/02/2024:staff:cv1,cv1"},
            "«Phân công trực» (rows): «cv1» được xếp hai lần trong ngày 08/02/2024.",
        ),
        (
            {"rows": "20/02/2024:staff:cv1"},
            "Việc «roster»: «cv1» được xếp ngày 20/02/2024, ngoài thời gian của lịch trực.",
        ),
        (
            {"note": "x"},
            "Việc «roster» không có thông tin «note». Các thông tin có thể ghi: occasion, from, until, rows.",
        ),
    ],
)
def test_wrong_facts_say_what_is_wrong(raw: Mapping[str, object], says: str) -> None:
    given = {**({"from": o.TET[0], "until": o.TET[1]} if raw else {}), **raw}
    with pytest.raises(UsageError) as caught:
        read_facts(Roster, given, kind="roster")
    assert str(caught.value) == says
    assert nfc(says) == says


def test_facts_survive_being_kept() -> None:
    facts = full(o.office(), occasion="Tết Giáp Thìn")
    assert Roster.model_validate_json(facts_to_json(facts)) == facts
    heading = o.rules().procedure("roster").heading
    assert heading(facts, o.office()) == "Lịch trực Tết Giáp Thìn, 08/02/2024 – 14/02/2024"
    assert heading(o.roster(), o.office()) == "Lịch trực Tết Nguyên Đán, 08/02/2024 – 14/02/2024"


# Opening and closing


def test_the_unit_and_the_leaders_open_a_roster_and_nobody_else() -> None:
    at = o.office()
    for by in ("cv1", "cv2", "head", "deputy1", "deputy2"):
        assert o.opening(o.roster(), by, at, LAW).verdict is Verdict.PERMITTED
    for by in ("cv3", "secretary"):
        ruling = o.opening(o.roster(), by, at, LAW)
        assert (ruling.verdict, ruling.gate, decisive(ruling)) == (Verdict.REFUSED, Gate.STANDING, ("18.u1/2",))
        assert {s.person for s in ruling.who_may} == {"cv1", "cv2", "head", "deputy1", "deputy2"}


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (
            o.roster("01/03/2024", "10/03/2024"),
            "Từ 01/03/2024 đến 10/03/2024 không có ngày nghỉ lễ, tết nào; hãy kiểm tra lại ngày hoặc bảng ngày nghỉ. "
            "Kỳ nghỉ gần nhất chưa có lịch trực: Ngày Giỗ Tổ Hùng Vương, 18/04/2024 – 18/04/2024.",
        ),
        (
            o.roster("30/12/2023", "01/01/2024"),
            "Các ngày đến hết 01/01/2024 đã qua; chỉ lập lịch trực cho ngày nghỉ sắp tới.",
        ),
        (
            o.roster(),
            "Ngày thứ Bảy 10/02/2024 đã có trong lịch trực số 3; "
            "hãy sửa hoặc đổi ca trong lịch trực đó, không lập thêm lịch trùng ngày.",
        ),
        (
            o.roster("18/04/2024", "18/04/2024", "18/04/2024:leader:cv1"),
            "Đồng chí Người cv1 không thuộc diện trực lãnh đạo (ngày 18/04/2024); "
            "chọn trong: đồng chí Người head, đồng chí Người deputy1, đồng chí Người deputy2.",
        ),
        (
            o.roster("18/04/2024", "18/04/2024", "18/04/2024:staff:cv99"),
            "Không có ai mang mã «cv99» trong Văn phòng (ngày 18/04/2024).",
        ),
        (
            o.roster("17/04/2024", "18/04/2024", "17/04/2024:staff:cv1"),
            "Ngày thứ Tư 17/04/2024 không phải ngày nghỉ lễ, tết của lịch trực này, không xếp trực.",
        ),
    ],
)
def test_a_roster_that_makes_no_sense_is_not_opened(facts: Roster, says: str) -> None:
    at = o.office(duties=[Duty(date(2024, 2, 10), "cv1", "staff", 3, settled=False)])
    with pytest.raises(UsageError) as caught:
        o.opening(facts, "cv1", at, LAW)
    assert str(caught.value) == says


def test_a_roster_may_be_opened_on_its_last_day() -> None:
    at = o.office(at=datetime(2024, 2, 14, 23, 59, tzinfo=ZONE))
    assert o.opening(o.roster(), "cv1", at, LAW).allows
    with pytest.raises(UsageError, match="đã qua"):
        o.opening(o.roster(), "cv1", o.office(at=datetime(2024, 2, 15, 0, 0, tzinfo=ZONE)), LAW)


def test_the_unit_draws_up_then_the_head_closes() -> None:
    at = o.office()
    case = o.Case(full(at), at, LAW)
    assert [(s.id, s.cites, s.readings) for s in case.matter.route] == [
        ("draw", ("18.u1/2",), ("A12",)), ("consent:head", ("18.u1/1",), ("A12",)),
    ]  # fmt: skip
    assert case.ask("consent:head", "head").gate is Gate.ORDER
    assert {p for p in at.establishment.people if case.ask("draw", p).allows} == {"cv1", "cv2"}
    case.take("draw", "cv2")
    assert {p for p in at.establishment.people if case.ask("consent:head", p).allows} == {"head"}


def test_the_acting_deputy_closes_for_the_absent_head_even_when_on_duty_himself() -> None:
    at = o.office(o.leave("head", date(2024, 1, 30), date(2024, 2, 20)), acting="deputy2")
    facts = full(at)
    assert o.whom(facts)["deputy2"] >= 3 and "head" not in o.whom(facts)
    case = o.Case(facts, at, LAW)
    case.take("draw", "cv1")
    ruling = case.take("consent:head", "deputy2")
    assert ruling.standing is not None and ruling.standing.capacity is Capacity.ACTING
    assert "5/2" in decisive(ruling)


def test_the_head_may_return_or_decline_whatever_is_wrong_with_it() -> None:
    case = o.Case(o.roster(), o.office(), LAW)
    case.take("draw", "cv1")
    case.take("consent:head", "head", Act("returned", "Xếp đủ các ngày."))
    assert case.matter.status == "returned" and not any(d.settled for d in case.records())
    case.change("complete", "cv2", occasion="Tết Giáp Thìn", rows="08/02/2024:leader:head,staff:cv1")
    assert (case.facts.occasion, len(case.facts.rows), case.matter.status) == ("Tết Giáp Thìn", 2, "open")
    assert case.matter.open_steps[0].id == "draw"
    with pytest.raises(Refused):
        case.change("complete", "cv2")
    declined = o.Case(full(o.office()), o.office(), LAW)
    declined.take("draw", "cv1")
    assert declined.records() and not any(d.settled for d in declined.records())
    declined.take("consent:head", "head", Act("declined", "Không cần."))
    assert declined.records() == ()


def test_a_completed_roster_keeps_its_days_and_obeys_the_same_rules() -> None:
    case = o.Case(o.roster(), o.office(o.leave("cv3", EIGHTH, FOURTEENTH)), LAW)
    case.take("draw", "cv1")
    case.take("consent:head", "head", Act("returned", "Xếp lại."))
    with pytest.raises(UsageError, match="không có thông tin «until»; chỉ có: occasion, rows"):
        case.change("complete", "cv1", until="20/02/2024")
    assert decisive(refused(case, "complete", "cv1", rows="08/02/2024:staff:cv3")) == ("18.u1/1",)


def test_two_rosters_of_one_day_are_not_both_closed() -> None:
    facts = full(o.office())
    other = Duty(date(2024, 2, 11), "cv6", "staff", 4)
    case = o.Case(facts, o.office(duties=[other]), LAW)
    case.take("draw", "cv1")
    ruling = case.ask("consent:head", "head")
    assert ruling.sentence == "Ngày Chủ nhật 11/02/2024 đã có trong lịch trực số 4 đã chốt."
    own = [Duty(r.day, r.person, r.role, 9) for r in facts.rows]
    mine = o.Case(facts, o.office(duties=own), LAW)
    mine.take("draw", "cv1")
    assert mine.ask("consent:head", "head").allows


# The plugin


def test_the_area_answers_for_exactly_its_norms() -> None:
    mine = {n.id for n in o.regulation().norms.values() if n.area == AREA.name}
    assert mine == set(AREA.enforced) | set(AREA.carried) | set(AREA.not_executable) == {"18.u1/1", "18.u1/2"}
    assert all(callable(resolve(rule)) for rule in AREA.enforced.values())


def test_it_is_registered_like_a_strangers() -> None:
    registry = Registry()
    registry.load_in_tree({"roster": "plugins.roster"})
    rules, duties, screens = registry.rules(), registry.duties(), registry.screens()
    assert registry.failures == []
    assert list(rules.procedures) == ["roster"]
    assert set(rules.checks) == {"roster.covered", "roster.free", "roster.alone"}
    assert [d.name for d in duties] == ["roster"]
    assert [(s.id, s.title, s.path) for s in screens] == [("roster", "Lịch trực", "tui.screens.roster:RosterScreen")]


def test_a_matter_of_this_kind_is_about_nobody_so_nobody_is_barred() -> None:
    assert o.rules().procedure("roster").subject(o.roster()) == ""
    assert Matter(1, "roster", o.roster(), Route(), "").open_steps == ()
