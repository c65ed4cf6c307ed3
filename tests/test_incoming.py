"""Incoming documents: what no story shows – secrets that leave no trace, every person and unit, books, lists, days."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refused, UsageError
from core.extension.hookspecs import Event
from core.law.facts import names_of, read_facts
from core.law.procedure import compile_route
from core.law.route import Done, Matter
from core.law.ruling import Act
from core.law.sheet import Tie
from core.listing import cells, records
from core.office.office import Office
from plugins.documents.incoming.asked import Assignment, Handling
from plugins.documents.incoming.assignment import assign, handle
from plugins.documents.incoming.books import entry
from plugins.documents.incoming.facts import OUTCOME_VI, Incoming, bears_a_mark, split
from plugins.documents.incoming.listings import INCOMING as LIST
from plugins.documents.incoming.names import belongs, id_of
from plugins.documents.incoming.procedures import INCOMING
from plugins.documents.incoming.records import due, heading
from plugins.documents.incoming.secrecy import unkept
from plugins.documents.incoming.told import told
from tests.support.office import INSIDE, OUTSIDE, away, instant, law, office_at, rules
from tui.house import House

AT = instant("2024-10-08 08:00")
IN_FORCE = law(AT.date())
TEXTS = tuple(n for n, f in Incoming.model_fields.items() if f.annotation is str)
ORDINARY: Mapping[str, object] = {"author": "Đảng ủy Phường 1", "subject": "Báo cáo tháng 9", "field": "noi_chinh"}
SECRET_WORDS = "Phương án ABCXYZ"
UNITS = ("tong_hop", "tai_chinh_quan_tri", "van_thu", "luu_tru", "co_yeu_cntt")


def document(**facts: object) -> Incoming:
    found = read_facts(Incoming, {**ORDINARY, **facts}, kind="incoming")
    assert isinstance(found, Incoming)
    return found


def secret(**facts: object) -> Incoming:
    found = read_facts(Incoming, {"secrecy": "mat", **facts}, kind="incoming")
    assert isinstance(found, Incoming)
    return found


def registered(house: House, **facts: object) -> int:
    return house.work.open("incoming", {**ORDINARY, **facts}, by="vt", at=AT).matter


def take(house: House, number: int, step: str, by: str, **payload: object) -> None:
    house.work.take(number, step, by=by, at=AT, act=Act(payload=payload))


def at_the_deputy(house: House, **facts: object) -> int:
    matter = registered(house, **facts)
    take(house, matter, "assign", "head", responsible="cvA")
    take(house, matter, "summarise", "cvA", summary="Ổn định.")
    return matter


# -- 13/1: nothing of a secret


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("MẬT", True), ("Công văn MẬT về việc", True), ("(TỐI MẬT)", True), ("TUYỆT  MẬT", True), ("số 5/MẬT", True),
        ("M\u00c2\u0323T", True),
        ("Tuyệt mật: kế hoạch", True), ("(Mật) Về việc", True), ("[ Mật ] Về việc", True), ("Báo cáo (Tối mật)", True),
        ("Danh mục độ Tuyệt mật", False), ("danh mục tối mật", False),
        ("Bảo vệ bí mật nhà nước", False), ("BẢO VỆ BÍ MẬT NHÀ NƯỚC", False), ("Mật ong", False), ("MẬT MÃ", False),
        ("THÂN MẬTX", False), ("", False),
    ],
)  # fmt: skip
def test_a_stamped_mark_is_told_from_a_word(text: str, marked: bool) -> None:
    assert bears_a_mark(text) is marked


@pytest.mark.parametrize("degree", ["mat", "toi_mat", "tuyet_mat", "Tuyệt mật", "MẬT"])
@pytest.mark.parametrize("name", TEXTS)
def test_the_facts_of_a_secret_hold_no_text_whatever_entry_it_was_typed_into(degree: str, name: str) -> None:
    found = read_facts(Incoming, {"secrecy": degree, name: SECRET_WORDS}, kind="incoming")
    assert found.secret and found.withheld
    assert SECRET_WORDS not in repr(found) + found.model_dump_json()


@pytest.mark.parametrize("name", ["author", "author_number", "subject", "type", "field"])
def test_a_mark_in_one_entry_withholds_them_all(name: str) -> None:
    found = document(pages=3, subject=SECRET_WORDS, **({} if name == "subject" else {name: "(MẬT)"}))
    assert found.withheld is (name != "subject") and not found.secret
    assert ("ABCXYZ" in repr(found)) is (name == "subject")


@pytest.mark.parametrize("name", ["received", "urgency", "use_number"])
def test_a_text_in_an_entry_that_takes_none_is_not_repeated(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        secret(**{name: SECRET_WORDS})
    assert name in str(caught.value) and "ABCXYZ" not in str(caught.value)


def test_what_was_pasted_for_a_secret_leaves_no_trace_in_the_store(house: House) -> None:
    everything = {name: SECRET_WORDS for name in TEXTS if name in ("author", "author_number", "subject", "field")}
    with pytest.raises(Refused) as caught:
        house.work.open("incoming", {"secrecy": "mat", **everything}, by="vt", at=AT)
    ruling = caught.value.ruling
    assert [g.norm for g in ruling.because if g.decisive] == ["13/1"] and "sổ mật" in ruling.unblock[0]
    with pytest.raises(Refused):
        house.work.open("incoming", {"author": "Nơi gửi", "subject": f"{SECRET_WORDS} MẬT"}, by="vt", at=AT)
    house.work.save_draft("vt", "incoming", json.dumps({"secrecy": "mat", "subject": SECRET_WORDS}), at=AT)
    assert house.desk.reader.draft("vt", "incoming") is None
    assert "ABCXYZ" not in _stored(house)
    house.work.save_draft("vt", "incoming", json.dumps({"subject": "ABCXYZ"}), at=AT)
    assert "ABCXYZ" in _stored(house)  # the search sees what is there


def _stored(house: House) -> str:
    """Every byte of the store, journal and waiting writes included."""
    path = Path(house.store.path)
    return "".join(f.read_bytes().decode("utf-8", "replace") for f in path.parent.glob(f"{path.name}*"))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ({"secrecy": "mat"}, True), ({"secrecy": "Tối mật"}, True), ({"subject": "Kế hoạch MẬT"}, True),
        ({"secrecy": "thuong", "subject": "Kế hoạch"}, False), ({"pages": 3}, False), ({}, False),
    ],
)  # fmt: skip
def test_no_draft_of_a_secret_is_kept(typed: Mapping[str, object], wanted: bool) -> None:
    assert unkept(typed) is wanted


def test_a_secret_has_its_place_in_the_sequence_and_nothing_else(house: House) -> None:
    numbers = [house.work.open("incoming", facts, by="vt", at=AT).number for facts in (ORDINARY, {"secrecy": "mat"})]
    assert numbers == [1, 2] and house.work.open("incoming", ORDINARY, by="vt", at=AT).number == 3
    row = next(r for r in house.registers.page("van_ban_den") if r.number == 2)
    assert row.title is None and json.loads(row.data) == {"note": "mật, theo sổ mật", "urgency": ""}
    matter = house.desk.matter(2)
    assert matter.status == "closed" and [s.id for s in matter.route] == ["register"]
    assert heading(matter.facts, house.desk.office(AT)) == "Văn bản mật số 2, theo sổ mật"
    with pytest.raises(Refused) as caught:
        house.work.attach(2, "a.pdf", b"%PDF-1.4\n", by="vt", at=AT)
    assert caught.value.ruling.because[0].norm == "13/1"


def test_a_mark_in_what_the_leaders_write_is_refused_too(house: House) -> None:
    matter = registered(house)
    with pytest.raises(Refused) as caught:
        take(house, matter, "assign", "head", responsible="cvA", instruction="Xem văn bản MẬT số 3")
    assert caught.value.ruling.because[0].norm == "13/1"
    take(house, matter, "assign", "head", responsible="cvA")
    with pytest.raises(Refused):
        take(house, matter, "summarise", "cvA", summary="TỐI MẬT: nội dung")


# -- 1.3/2 and 20.2/2, for everybody


def assigned_to(person: str, unit: str, office: Office) -> tuple[Incoming, tuple[str, ...]]:
    asked = Assignment.model_validate({"responsible": person, "unit": unit})
    found, objections = assign(document(), asked, "head", office, IN_FORCE)
    return found, tuple(cite for o in objections for cite in o.cites)


@pytest.mark.parametrize("person", INSIDE)
@pytest.mark.parametrize("unit", UNITS)
def test_whoever_is_named_belongs_to_the_one_unit_that_is_named(person: str, unit: str) -> None:
    office = office_at(AT)
    found, cites = assigned_to(person, unit, office)
    if belongs(person, unit, office):
        assert cites == () and (found.unit, found.responsible, found.assigned_by) == (unit, person, "head")
    else:
        assert cites == ("1.3/2",) and not found.unit and not found.responsible


@pytest.mark.parametrize("person", OUTSIDE)
def test_nobody_from_outside_the_office_is_responsible(person: str) -> None:
    with pytest.raises(UsageError, match=f"Không có người trong Văn phòng mang mã «{person}»"):
        assigned_to(person, "", office_at(AT))


def test_the_unit_is_that_of_the_person_where_none_is_named() -> None:
    office = office_at(AT)
    units = {person: assigned_to(person, "", office)[0].unit for person in INSIDE}
    assert units == {
        "head": "", "deputy1": "tong_hop", "deputy2": "tai_chinh_quan_tri", "cvA": "tong_hop", "cvB": "tong_hop",
        "cvC": "tai_chinh_quan_tri", "cvD": "co_yeu_cntt", "vt": "van_thu", "lt": "luu_tru",
        "lx": "tai_chinh_quan_tri",
    }  # fmt: skip


@given(st.lists(st.sampled_from(UNITS), min_size=2, max_size=5), st.sampled_from([",", ";", " và ", "\n", " & "]))
def test_two_units_are_two_however_they_are_written(units: list[str], mark: str) -> None:
    office = office_at(AT)
    distinct = tuple(dict.fromkeys(units))
    assert split(mark.join(units)) == distinct
    person = office.establishment.members[units[0]][0]
    for typed in (mark.join(units), units):
        found, cites = assigned_to(person, typed, office)  # type: ignore[arg-type]
        assert cites == (() if len(distinct) == 1 else ("1.3/2",))
        assert bool(found.unit) is (len(distinct) == 1)


@pytest.mark.parametrize("by", ["head", "deputy1", "deputy2"])
@pytest.mark.parametrize("person", [p for p in INSIDE if p != "head"])
def test_a_deputy_hands_on_within_his_own_units_only(by: str, person: str) -> None:
    office = office_at(AT)
    before = assigned_to("cvA", "", office)[0]
    asked = Handling.model_validate({"outcome": "task", "responsible": person})
    found, objections = handle(before, asked, by, office, IN_FORCE)
    own = found.unit in office.establishment.units_by_deputy.get(by, ())
    free = by == "head" or own or person == "cvA"
    assert [o.cites for o in objections] == ([] if free else [("20.2/2",)])
    assert free or "Chánh Văn phòng" in objections[0].unblock[0]


def test_who_acts_for_the_head_hands_on_as_the_head_does() -> None:
    from core.inquiry import Supposition, supposed

    office = supposed(office_at(AT), Supposition(acting="deputy1"), None)
    before = assigned_to("cvA", "", office)[0]
    asked = Handling.model_validate({"outcome": "task", "responsible": "cvC"})
    assert handle(before, asked, "deputy1", office, IN_FORCE)[1] == ()


def test_what_is_not_said_anew_stays_and_the_lead_unit_does_not_coordinate_with_itself() -> None:
    office = office_at(AT)
    first = Assignment.model_validate(
        {"responsible": "cvA", "others": "Bộ phận Văn thư, tong_hop", "instruction": "Xem"}
    )
    found, _ = assign(document(deadline="20/10/2024"), first, "head", office, IN_FORCE)
    assert (found.others, found.instruction, found.deadline) == ("van_thu", "Xem", date(2024, 10, 20))
    again, _ = assign(found, Assignment.model_validate({"responsible": "cvB"}), "head", office, IN_FORCE)
    assert (again.responsible, again.others, again.instruction) == ("cvB", "van_thu", "Xem")


# -- the route

FIELDS = ("", "noi_chinh", "xay_dung_dang", "kinh_te_xa_hoi", "tai_chinh_quan_tri", "tai_chinh_dang", "co_yeu_cntt")
routed = st.fixed_dictionaries({
    "field": st.sampled_from(FIELDS), "area": st.sampled_from(["", "phuong_1", "phuong_2"]),
    "responsible": st.sampled_from(["", "cvA", "cvD", "lx"]), "outcome": st.sampled_from(["", *OUTCOME_VI]),
    "secrecy": st.sampled_from(["thuong", "thuong", "thuong", "mat"]),
})  # fmt: skip


@given(routed, st.sampled_from([(), ("deputy1",), ("deputy2",), ("deputy1", "deputy2")]))
def test_every_route_begins_with_clerical_and_the_head_and_somebody_is_there_for_each_step(
    facts: dict[str, object], gone: tuple[str, ...]
) -> None:
    from core.law.holders import standings

    if facts["outcome"] and not facts["responsible"]:
        facts["responsible"] = "cvA"  # nothing is handled before somebody is responsible for it
    office = office_at(AT, [away(person, "08/10/2024", "08/10/2024") for person in gone])
    route = compile_route(INCOMING, read_facts(Incoming, facts, kind="incoming"), office, IN_FORCE, rules())
    verbs = [s.verb for s in route]
    assert set(verbs) <= set(INCOMING.verbs) and verbs[0] == "register"
    if facts["secrecy"] == "mat":
        assert verbs == ["register"]
        return
    assert verbs[1] == "assign" and verbs[-1] == "file" and verbs.count("handle") == 1
    for step in route:
        assert any(s.person not in office.away for s in standings(step, "incoming", office)), step.id


def test_each_field_is_handled_in_a_step_of_its_own() -> None:
    office = office_at(AT)
    routes = [compile_route(INCOMING, document(field=f), office, IN_FORCE, rules()) for f in FIELDS]
    ids = [s.id for route in routes for s in route if s.verb == "handle"]
    assert len(ids) == len(set(ids)) == len(FIELDS)


# -- days


def matter_of(facts: Incoming, *done: tuple[str, str], opened: datetime = AT) -> Matter:
    route = compile_route(INCOMING, facts, office_at(AT), IN_FORCE, rules())
    taken = {step: Done(step, "head", "own", instant(at)) for step, at in done}
    return Matter(1, "incoming", facts, route, "", taken, opened_by="vt", opened_at=opened)


def days(matter: Matter) -> dict[str, str]:
    found = {s.verb: due(matter, s, office_at(AT), IN_FORCE) for s in matter.route}
    return {verb: f"{day:%d/%m}" for verb, day in found.items() if day is not None}


def test_days_count_from_the_arrival_and_the_first_assignment_and_give_way_to_the_deadline() -> None:
    facts = {"responsible": "cvA", "outcome": "task", "received": "04/10/2024"}  # a Friday
    matter = matter_of(document(**facts), ("assign", "2024-10-08 09:00"), ("handle:noi_chinh", "2024-10-14 09:00"))
    assert days(matter) == {"assign": "07/10", "summarise": "10/10", "handle": "11/10", "result": "23/10"}
    matter = matter_of(document(**facts, deadline="09/10/2024"), ("assign", "2024-10-08 09:00"))
    assert days(matter) == {"assign": "07/10", "summarise": "09/10", "handle": "09/10", "result": "09/10"}
    urgent = matter_of(document(urgency="khan", responsible="cvA"), ("assign", "2024-10-08 09:00"))
    assert days(urgent) == {"assign": "08/10", "summarise": "08/10", "handle": "08/10"}


# -- book and list


def test_a_number_that_was_kept_for_it_is_used(house: House) -> None:
    kept = house.registers.reserve("van_ban_den", "VP", "den", reason="Văn bản gửi bù", by="vt", at=AT)
    assert registered(house) == 1
    assert house.work.open("incoming", {**ORDINARY, "use_number": kept.number}, by="vt", at=AT).number == kept.number
    with pytest.raises(UsageError):
        house.work.open("incoming", {**ORDINARY, "use_number": 77}, by="vt", at=AT)
    assert [r.number for r in house.registers.page("van_ban_den")] == [2, 1]
    with pytest.raises(Refused) as caught:
        house.registers.reserve("van_ban_den", "VP", "den", reason="Thử", by="cvA", at=AT)
    assert caught.value.ruling.because[0].norm == "3.13/1"


@pytest.mark.parametrize(("setting", "term"), [("year", "2023"), ("term", "2020-2025")])
def test_arrivals_count_by_the_year_they_came_in_or_by_the_term(setting: str, term: str) -> None:
    in_force = law(AT.date(), {"register.incoming_term": setting})
    matter = matter_of(document(received="29/12/2023", type="Báo cáo", author_day="20/12/2023", copies=2))
    found = entry(matter, matter.route.stages[0][0], office_at(AT), in_force)
    assert found is not None and (found.term, found.day, found.body, found.type) == (
        term,
        date(2023, 12, 29),
        "VP",
        "den",
    )
    assert found.title == "Báo cáo Báo cáo tháng 9"
    assert found.data == {"author": "Đảng ủy Phường 1", "author_day": "20/12/2023", "copies": "2"}


def test_a_body_is_called_by_its_name() -> None:
    office = office_at(AT)
    assert heading(document(author="standing", number=5, urgency="hoa_toc"), office) == (
        "Văn bản đến số 5 (hỏa tốc): Thường trực Thành ủy – Báo cáo tháng 9"
    )


def view(house: House, title: str, *, at: datetime = AT) -> Iterator[str]:
    found = next(v for v in LIST.views if v.title == title)
    return (cells(LIST, record)[0][0] for record in records(house.desk, LIST, found, at=at))


def test_each_view_of_the_list_shows_what_it_is_called(house: House) -> None:
    registered(house, urgency="khan")
    house.work.open("incoming", {"secrecy": "mat"}, by="vt", at=AT)
    late = at_the_deputy(house, deadline="09/10/2024")
    done = at_the_deputy(house)
    take(house, done, "handle", "deputy1", outcome="file")
    voided = registered(house)
    house.work.change(voided, "withdraw", {"reason": "Trùng"}, by="vt", at=AT)
    later = instant("2024-10-14 08:00")
    seen = {v.title: list(view(house, v.title, at=later)) for v in LIST.views}
    assert seen == {
        "Tất cả": ["5", "4", "3", "2", "1"], "Chờ phân xử lý": ["1"], "Đang xử lý": ["3"], "Quá hạn": ["3"],
        "Khẩn": ["1"], "Đã xong": ["4"], "Văn bản mật": ["2"],
    }  # fmt: skip
    assert house.desk.matter(late).status == "open"


def test_a_line_of_the_list_says_who_has_it_and_a_secret_one_says_nothing(house: House) -> None:
    at_the_deputy(house, author_number="15-BC/ĐU", deadline="09/10/2024")
    house.work.open("incoming", {"secrecy": "mat", "urgency": "khan"}, by="vt", at=AT)
    secret_line, line = (
        cells(LIST, r) for r in records(house.desk, LIST, LIST.views[0], at=instant("2024-10-14 08:00"))
    )
    assert [text for text, _ in line] == [
        "1", "08/10/2024", "Đảng ủy Phường 1", "15-BC/ĐU", "Báo cáo tháng 9", "", "Chuyên viên A", "09/10/2024",
        "Phó Chánh Văn phòng phụ trách lĩnh vực Nội chính: xử lý",
    ]  # fmt: skip
    assert line[7][1] == "bad"
    assert [text for text, _ in secret_line] == [
        "2", "08/10/2024", "", "", "Văn bản mật, theo sổ mật", "khẩn", "", "", "đã xong",
    ]  # fmt: skip


# -- what belongs together


def test_the_answer_and_what_it_answers_are_tied_and_the_slip_shows_the_way(house: House) -> None:
    asked = registered(house)
    matter = at_the_deputy(house, answers=asked)
    take(house, matter, "handle", "deputy1", outcome="reply", direction="Cảm ơn")
    take(house, matter, "reply", "cvA", matter=asked)
    found = house.desk.matter(matter)
    assert list(INCOMING.links(found.facts)) == [Tie(asked, "trả lời việc"), Tie(asked, "được trả lời bằng")]
    (slip,) = INCOMING.sheets(found, house.desk.office(AT), IN_FORCE)
    said = {row.cells[0]: row.cells[1] for row in slip.rows}
    assert said["Tóm tắt"] == "Ổn định." and said["Cách giải quyết"] == "trả lời"
    assert "Kết quả" not in said and found.responsible == "cvA" and found.unit == "tong_hop"


@pytest.mark.parametrize(("outcome", "step"), [("reply", "reply"), ("task", "result")])
def test_nothing_is_answered_by_itself(house: House, outcome: str, step: str) -> None:
    matter = at_the_deputy(house, field="noi_chinh")
    take(house, matter, "handle", "deputy1", outcome=outcome)
    with pytest.raises(Refused, match="chính văn bản đến này"):
        take(house, matter, step, "cvA", matter=matter)


def test_a_file_of_the_result_is_proof_enough(house: House) -> None:
    matter = at_the_deputy(house)
    take(house, matter, "handle", "deputy1", outcome="task")
    house.work.attach(matter, "van-ban.pdf", b"%PDF-1.4\n", by="cvA", at=AT, part="van_ban")
    with pytest.raises(Refused):
        take(house, matter, "result", "cvA")
    house.work.attach(matter, "ket-qua.pdf", b"%PDF-1.4\n%\n", by="cvA", at=AT, part="ket_qua")
    take(house, matter, "result", "cvA")
    assert house.desk.matter(matter).status == "in_effect"


def test_only_the_person_responsible_is_told_and_not_by_himself() -> None:
    facts = document(responsible="cvA", assigned_by="head")

    def heard(act: str, step: str, by: str = "head") -> list[str]:
        return [n.person for n in told(Event(act, "incoming", 1, step, by, "", "Văn bản đến số 1", facts, False))]

    assert heard("take", "assign") == heard("reassign", "reassign") == heard("complete", "complete") == ["cvA"]
    assert heard("take", "summarise") == heard("take", "assign", "cvA") == []
    assert list(told(Event("take", "leave", 1, "assign", "head", "", "", facts, False))) == []


def test_ids_and_printed_names_are_both_understood() -> None:
    names = {"noi_chinh": "Nội chính", "tai_chinh_dang": "Tài chính đảng"}
    for typed in ("noi_chinh", "Nội chính", "NOI CHINH", "noi chinh"):
        assert id_of(typed, names) == "noi_chinh"
    assert id_of("chinh", names) == id_of("", names) == ""


def test_what_the_assignment_adds_is_not_typed_when_the_document_is_registered() -> None:
    known = names_of(Incoming)
    hidden = [n for n, f in known.items() if any(getattr(m, "shown", True) is False for m in f.metadata)]
    assert set(hidden) >= {"unit", "responsible", "summary", "outcome", "number", "withheld"}
    for name in ("unit", "responsible", "instruction", "summary"):
        assert "Chánh Văn phòng ghi khi phân xử lý" in INCOMING.lacking(document(**{name: "cvA"}))
    assert "use_number" in INCOMING.lacking(document(number=3))
    assert INCOMING.lacking(document()) == INCOMING.lacking(secret()) == ""
