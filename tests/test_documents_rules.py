"""Outgoing documents where a scenario would not do: dossier, secrecy and Điều 2 as properties; papers and lists."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import Refused, UsageError
from core.exporting import ExportAsk
from core.law.facts import read_facts
from core.law.route import Attached, Done, Matter, Route
from core.law.ruling import Act
from core.listing import Record, cells, records
from plugins.documents.outgoing import collective, dossier, exports
from plugins.documents.outgoing.classes import SigningClass, class_of
from plugins.documents.outgoing.facts import KEPT_OF_SECRET, OWN_RECORD, Outgoing
from plugins.documents.outgoing.listings import DRAFTS, ISSUED, SIGNING
from plugins.documents.outgoing.opening import lacking
from plugins.documents.outgoing.procedure import document_route
from plugins.documents.outgoing.procedures import DOCUMENT
from plugins.documents.outgoing.types import TYPES, TypeId, printed
from tests.support.office import instant, law, move_to, office_at
from tests.support.papers import paper
from tui.house import House

AT = instant("2024-10-08 08:00")
LAW = law(AT.date())
OFFICE = office_at(AT)
PARTS = ("du_thao", "to_trinh", "tong_hop", "huong_dan", "khac")
TEMPLATES = Path(__file__).parents[1] / "config" / "templates"


def facts(**said: object) -> Outgoing:
    found = read_facts(Outgoing, {"title": "Việc thử", **said}, kind="document")
    assert isinstance(found, Outgoing)
    return found


def matter(found: Outgoing, parts: tuple[str, ...] = (), done: Mapping[str, Done] | None = None) -> Matter:
    """A document under way with files in these parts."""
    route = Route.of(document_route(found, OFFICE, LAW))
    files = tuple(Attached(f"{p}.docx", p, 1, p, "cvA", AT) for p in parts)
    return Matter(7, "document", found, route, "", done or {}, opened_by="cvA", opened_at=AT, attachments=files)


# -- types


def test_every_type_is_described_and_numbered() -> None:
    assert set(get_args(TypeId)) == set(TYPES)
    assert all(TYPES[t.series].series == t.series for t in TYPES.values())


def test_decisions_and_rules_print_alike_and_count_apart() -> None:
    """Uniqueness is by the name of the type, never by the printed string."""
    assert TYPES["quyet_dinh"].series != TYPES["quy_dinh"].series
    assert printed("VP", "quyet_dinh", 3) == printed("VP", "quy_dinh", 3) == "03-QĐ/VPTU"
    assert printed("TU", "cong_van", 112) == "112-CV/TU"


# -- dossier


@settings(max_examples=200, deadline=None)
@given(
    parts=st.sets(st.sampled_from(PARTS)),
    invited=st.booleans(),
    touched=st.booleans(),
    reason=st.sampled_from(("", "việc nội bộ")),
    kind=st.sampled_from(("cong_van", "bao_cao", "ke_hoach", "quy_che", "quyet_dinh", "to_trinh", "nghi_quyet")),
    step=st.sampled_from(("submit", "sign")),
)
def test_a_dossier_without_its_parts_never_reaches_the_signer(
    parts: set[str], invited: bool, touched: bool, reason: str, kind: str, step: str
) -> None:
    """9.3: whatever else is done, submission and signature are refused while a part is missing."""
    said = facts(
        type=kind, units="tong_hop", field="noi_chinh", no_consult_reason=reason,
        invited="van_thu" if invited else "", touches="tai_chinh_quan_tri" if touched else "",
    )  # fmt: skip
    found = matter(said, tuple(sorted(parts)))
    digest_there = "tong_hop" in parts or (bool(reason) and not invited and not touched)
    complete = {"du_thao", "to_trinh"} <= parts and digest_there
    asked = found.route.step(step)
    assert asked is not None and "documents.complete" in asked.checks
    objection = dossier.complete(found, Act(), OFFICE, LAW)
    assert (objection is None) is complete
    if objection is not None:
        assert "9.3" in objection.cites and objection.unblock


def test_what_is_put_right_later_keeps_who_was_asked(house: House) -> None:
    """Nobody gets past a clause by leaving out, afterwards, whom he had to ask."""
    at = move_to(house, AT)
    said = {"title": "Việc", "units": "tong_hop", "field": "noi_chinh", "touches": "tai_chinh_quan_tri",
            "invited": "van_thu", "matters": "2.7", "why_matter": "mới"}  # fmt: skip
    opened = house.work.open("document", said, by="cvA", at=at)
    for name in ("touches", "invited", "matters"):
        with pytest.raises(Refused):
            house.work.change(opened.matter, "amend", {name: ""}, by="cvA", at=at)
    for name in ("type", "units", "met", "signed", "views"):
        with pytest.raises(UsageError):
            house.work.change(opened.matter, "amend", {name: "x"}, by="cvA", at=at)


@pytest.mark.parametrize("name", [n for n in OWN_RECORD if n != "spilled"])
def test_nobody_claims_what_the_program_records(name: str) -> None:
    given_now = {
        "differ": "deputy2", "answered": ({"party": "deputy2", "view": "agree"},), "silent": "van_thu",
        "views": ({"party": "deputy1", "view": "agree"},), "met": {"on": "07/10/2024", "number": "1"},
        "team": {"members": ("cvA",), "why": "x"}, "receipts": ({"recipient": "btv", "on": "07/10/2024"},),
        "issued_on": "07/10/2024", "submitted_on": "07/10/2024", "decided": True,
        "presented_to": "secretary", "signed": True, "number": 3,
        "voided": "x", "inside": ("cvA",), "opinions_by": "07/10/2024",
    }  # fmt: skip
    assert name in lacking(facts(units="tong_hop", **{name: given_now[name]}))


# -- secrecy


@settings(max_examples=100, deadline=None)
@given(
    level=st.sampled_from(("mat", "toi_mat", "tuyet_mat", "Mật", "TỐI MẬT", "mat ", "gì đó")),
    name=st.sampled_from([n for n in Outgoing.model_fields if n not in KEPT_OF_SECRET and n != "spilled"]),
    text=st.text("qwxz", min_size=6, max_size=20).map(lambda s: f"KINCHI{s}"),
)
def test_of_a_secret_document_no_text_is_taken_in_or_repeated(level: str, name: str, text: str) -> None:
    """13/1: neither in the facts nor in the sentence that refuses them."""
    try:
        found = read_facts(Outgoing, {"secrecy": level, name: text}, kind="document")
    except UsageError as error:
        assert "KINCHI" not in str(error)
        return
    assert "KINCHI" not in found.model_dump_json() and found.spilled == (name,)
    assert any("13/1" in o.cites for o in DOCUMENT.opening(found, OFFICE, LAW).objections)


def test_a_secret_document_leaves_no_text_behind_in_the_store(house: House) -> None:
    at = move_to(house, AT)
    secret = {"secrecy": "mat", "title": "KINCHIMAT", "text": "KINCHIMAT"}
    with pytest.raises(Refused):
        house.work.open("document", secret, by="vt", at=at)
    house.work.save_draft("vt", "document", json.dumps(secret), at=at)
    opened = house.work.open("document", {"secrecy": "mat"}, by="vt", at=at)
    for verb, said in (("meeting", {"on": "07/10/2024", "number": "KINCHIMAT"}), ("amend", {"title": "KINCHIMAT"})):
        with pytest.raises(Refused):
            house.work.change(opened.matter, verb, said, by="vt", at=at)
    with pytest.raises(Refused):
        house.work.take(opened.matter, "sign", by="head", at=at, act=Act(note="KINCHIMAT"))
    written = [file.read_bytes() for file in house.places.store.parent.iterdir() if file.is_file()]
    assert written and not any(b"KINCHIMAT" in data for data in written)
    assert list(DOCUMENT.sheets(house.desk.matter(opened.matter), OFFICE, LAW)) == []


# -- Điều 2


@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from(sorted(TYPES)),
    amount=st.one_of(st.none(), st.integers(0, 10**9)),
    marks=st.sets(st.sampled_from(("2.3", "2.4", "2.6", "2.7"))),
    wide=st.booleans(),
)
def test_what_is_classified_is_heard_before_it_is_decided_and_signed(
    kind: str, amount: int | None, marks: set[str], wide: bool
) -> None:
    said = facts(
        type=kind, units="tong_hop", field="noi_chinh", wide=wide, matters=",".join(sorted(marks)), why_matter="vì thế",
        meeting="btv", of="standing", **({} if amount is None else {"amount": amount}),
    )  # fmt: skip
    tags = {t.norm for t in collective.classify(said, LAW)}
    assert marks <= tags and (amount is None or amount < 100_000_000 or "2.4" in tags)
    route = matter(said).route
    steps = [s.id for s in route]
    if not tags:
        assert not any(s.startswith("opinion:") for s in steps)
        return
    assert {"opinion:deputy1", "opinion:deputy2", "decide", "sign"} <= set(steps)
    assert max(map(steps.index, ("opinion:deputy1", "opinion:deputy2"))) < steps.index("decide") < steps.index("sign")
    decide = route.step("decide")
    assert decide is not None and tags <= set(decide.cites)
    assert collective.heard(matter(said), Act(), OFFICE, LAW) is not None


def test_the_gate_is_met_by_round_by_lapse_by_meeting_and_by_nothing_else() -> None:
    base = facts(type="ke_hoach", units="tong_hop", field="noi_chinh", opinions_by="10/10/2024")
    said = {"opinion:deputy1": Done("opinion:deputy1", "deputy1", "own", AT)}
    both = {**said, "opinion:deputy2": Done("opinion:deputy2", "deputy2", "own", AT)}
    later = office_at(instant("2024-10-11 08:00"))
    met = base.model_copy(update={"met": {"on": date(2024, 10, 8), "number": "01-BB"}})
    assert collective.heard(matter(base), None, OFFICE, LAW) is not None
    assert collective.heard(matter(base, done=said), None, OFFICE, LAW) is not None
    assert collective.heard(matter(base, done=both), None, OFFICE, LAW) is None
    assert collective.heard(matter(base, done=said), None, later, LAW) is None
    assert collective.heard(matter(met), None, OFFICE, LAW) is None


def test_a_type_that_says_what_it_is_cannot_be_called_something_lighter() -> None:
    for kind, row in (("nghi_quyet", SigningClass.COMMITTEE), ("nhan_xet_danh_gia", SigningClass.EVALUATION)):
        assert class_of(facts(type=kind, as_class="office", why_class="thử")) is row
    assert class_of(facts(type="bao_cao", up_to="btv", as_class="office", why_class="x")) is SigningClass.SUBMITTED_UP
    assert class_of(facts(type="thong_bao", of="standing")) is SigningClass.NOTICE_STANDING


def test_every_act_that_asks_for_something_can_be_read() -> None:
    """A model that is not wholly defined shows only when somebody is asked."""
    for verb, model in DOCUMENT.asks.items():
        assert model.model_json_schema()["properties"], verb
        assert verb in DOCUMENT.verbs or verb in DOCUMENT.changes
    assert set(DOCUMENT.applies) <= set(DOCUMENT.verbs)


# -- papers and lists


def issued(house: House) -> Matter:
    """An invitation that went out."""
    at = move_to(house, AT)
    said = {"title": "Họp Ban Thường vụ tháng 10", "type": "cong_van_moi_hop", "meeting": "btv", "field": "noi_chinh",
            "responsible": "cvA", "recipients": "btv; Các đồng chí được mời", "text": "Kính mời dự họp.",
            "when": "08 giờ ngày 15/10/2024", "where": "Phòng họp số 1", "participants": "Các Ủy viên"}  # fmt: skip
    number = house.work.open("document", said, by="cvA", at=at).matter
    for step, by in (("draft", "cvA"), ("sign", "deputy1"), ("issue", "vt")):
        house.work.take(number, step, by=by, at=at)
    return house.desk.matter(number)


def asking(found: Matter, at: datetime = AT) -> ExportAsk:
    return ExportAsk(OFFICE, LAW, at, lambda name: TEMPLATES / name, found)


def words_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode("utf-8")


def test_the_document_is_printed_with_its_number_and_block(house: House) -> None:
    made = exports.paper_of(asking(issued(house)), house.desk.matter(1))
    assert made.number == 1 and made.symbol == "CV" and made.sign == "VPTU" and made.day == AT.date()
    assert made.authority == ("K/T CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG") and made.signer == "Phó 1"
    assert made.addressees == ("Ban Thường vụ Thành ủy", "Các đồng chí được mời")
    text = words_of(exports.document(asking(house.desk.matter(1))))
    assert "K/T CHÁNH VĂN PHÒNG" in text and "Phó 1" in text
    assert "Ban Thường vụ Thành ủy trân trọng kính mời" in text and "Phòng họp số 1" in text


def test_slip_and_digest_are_printed_from_the_dossier(house: House) -> None:
    at = move_to(house, AT)
    said = {"title": "Kế hoạch năm", "type": "ke_hoach", "units": "tong_hop", "responsible": "cvA",
            "field": "noi_chinh", "no_consult_reason": "tập thể cho ý kiến"}  # fmt: skip
    number = house.work.open("document", said, by="cvA", at=at).matter
    for part in ("du_thao", "to_trinh"):
        house.work.attach(number, f"{part}.docx", paper(f"{part}.docx"), by="cvA", at=at, part=part)
    for step, by in (("draft", "cvA"), ("submit", "cvA"), ("approve", "deputy1")):
        house.work.take(number, step, by=by, at=at)
    act = Act(note="Giãn tiến độ quý I.", payload={"view": "disagree"})
    house.work.take(number, "opinion", by="deputy2", at=at, act=act)
    found = house.desk.matter(number)
    assert "Giãn tiến độ quý I." in words_of(exports.digest(asking(found)))
    slip = words_of(exports.slip(asking(found)))
    assert "Dự thảo văn bản" in slip and "tập thể cho ý kiến" in slip


def test_papers_are_not_made_of_other_matters(house: House) -> None:
    found = issued(house)
    with pytest.raises(UsageError, match="giấy đi đường"):
        exports.travel(asking(found))
    with pytest.raises(UsageError, match="không lấy ý kiến"):
        exports.digest(asking(found))
    with pytest.raises(UsageError, match="cần số việc"):
        exports.document(ExportAsk(OFFICE, LAW, AT, lambda name: TEMPLATES / name))


def test_the_lists_say_where_a_document_stands(house: House) -> None:
    at = move_to(house, AT)
    issued(house)
    house.work.open("document", {"title": "Báo cáo quý", "type": "bao_cao", "units": "tong_hop"}, by="cvA", at=at)
    house.work.open("document", {"secrecy": "mat"}, by="vt", at=at)
    (out,) = shown(house, ISSUED)
    assert [cell for cell, _ in out][:4] == [
        "01-CV/VPTU",
        "08/10/2024",
        "Công văn mời họp",
        "Họp Ban Thường vụ tháng 10",
    ]
    drafts = [[cell for cell, _ in row] for row in shown(house, DRAFTS)]
    assert ["Báo cáo", "Báo cáo quý", "Tổng hợp", "", "", "", "đang soạn"] in drafts
    assert [[cell for cell, _ in row][1] for row in shown(house, SIGNING)] == ["Văn bản mật, theo sổ mật"]


def shown(house: House, listing: object) -> list[tuple[tuple[str, str], ...]]:
    from core.listing import Listing

    assert isinstance(listing, Listing)
    found: list[Record] = records(house.desk, listing, listing.views[0], at=AT)
    return [cells(listing, record) for record in found]
