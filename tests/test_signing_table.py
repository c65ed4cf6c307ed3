"""The whole signing table (practice.md §2.2), cell by cell: who × paper × field × presence × delegation or mandate.

The table stands here once more, written by hand from the clauses and not from the program, and is asked of the judge;
hypothesis then looks for anybody who signs outside it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.inquiry import Outline, Question, may, outline
from core.law.ruling import Capacity, Ruling, Verdict
from core.office.office import Absence, Delegation, Designation, Office
from plugins.documents.outgoing.blocks import Block, block
from tests.support.office import away, instant, law, office_at, rules, span

AT = instant("2024-10-08 08:00")
HEAD, OWN, OTHER, SPECIALIST = "head", "deputy1", "deputy2", "cvA"
FIELD = "noi_chinh"
"""Deputy 1 is in charge of it."""


class Paper(NamedTuple):
    """One row: facts, what the Head signs with, and what each kind of deputy needs (see `needs`)."""

    facts: dict[str, object]
    norm: str
    own: str
    other: str
    acting: str
    head_form: str = "none"
    deputy_form: str = "K/T"


PAPERS = {
    "T/L Ban Thường vụ": Paper({"as_class": "tl_btv"}, "3.8/1", "mandate", "mandate", "mandate", "T/L_BTV", "T/L_BTV"),
    "T/L theo thể thức": Paper({"body": "VP", "form": "T/L_BTV"}, "3.8/1", "mandate", "mandate", "mandate",
                               "T/L_BTV", "T/L_BTV"),
    "thông báo Thường trực": Paper({"type": "thong_bao_y_kien", "of": "standing"}, "3.8/2",
                                   "delegation", "delegation", "yes"),
    "thông báo kết luận Thường trực": Paper({"type": "thong_bao_ket_luan", "of": "standing"}, "3.8/2",
                                            "delegation", "delegation", "yes"),
    "thông báo Bí thư": Paper({"type": "thong_bao_y_kien", "of": "secretary"}, "4.5/2", "yes", "delegation", "yes"),
    "thông báo Phó Bí thư": Paper({"type": "thong_bao_y_kien", "of": "deputy_secretary"}, "4.5/2",
                                  "yes", "delegation", "yes"),
    "thông báo PBT Thường trực": Paper({"type": "thong_bao_y_kien", "of": "standing_deputy_secretary"}, "4.5/2",
                                       "yes", "delegation", "yes"),
    "mời họp Ban Thường vụ": Paper({"type": "cong_van_moi_hop", "meeting": "btv"}, "4.5/1", "yes", "delegation", "yes"),
    "mời họp Thường trực": Paper({"type": "giay_moi", "meeting": "standing"}, "4.5/1", "yes", "delegation", "yes"),
    "mời hội nghị BTV triệu tập": Paper({"type": "cong_van_moi_hop", "meeting": "btv_convened"}, "4.5/1",
                                        "yes", "delegation", "yes"),
    "mời hội nghị BCH": Paper({"type": "cong_van_moi_hop", "meeting": "bch"}, "4.5/1", "yes", "delegation", "yes"),
    "mời họp khác": Paper({"type": "cong_van_moi_hop", "meeting": "other"}, "4.5/3", "delegation", "delegation", "yes"),
    "trình lên": Paper({"type": "to_trinh", "up_to": "standing"}, "3.8/3", "delegation", "delegation", "yes"),
    "quy chế làm việc": Paper({"type": "quy_che"}, "3.8/4", "no", "no", "no"),
    "khen thưởng, kỷ luật": Paper({"type": "quyet_dinh", "matters": "2.6", "why_matter": "kỷ luật"}, "3.8/5",
                                  "no", "no", "no"),
    "chính sách cán bộ": Paper({"type": "quyet_dinh", "as_class": "personnel"}, "3.8/5", "no", "no", "no"),
    "đánh giá năm": Paper({"type": "nhan_xet_danh_gia"}, "3.8/6", "delegation", "no", "no"),
    "giấy của khách": Paper({"type": "giay_di_duong", "holder": "visitor"}, "4.8/1", "yes", "yes", "yes"),
    "công lệnh của khách": Paper({"type": "cong_lenh", "holder": "visitor"}, "4.8/1", "yes", "yes", "yes"),
    "giấy đi đường người mình": Paper({"type": "giay_di_duong", "holder": "staff"}, "4.8/2",
                                      "delegation", "delegation", "yes", "none", "T/L_CVP"),
    "giấy giới thiệu": Paper({"type": "giay_gioi_thieu"}, "4.8/2", "delegation", "delegation", "yes",
                             "none", "T/L_CVP"),
    "công văn": Paper({"type": "cong_van"}, "4.5/3", "delegation", "delegation", "yes"),
    "báo cáo": Paper({"type": "bao_cao"}, "4.5/3", "delegation", "delegation", "yes"),
}  # fmt: skip
SCOPES = {
    "T/L Ban Thường vụ": "sign-tl-btv", "T/L theo thể thức": "sign-tl-btv", "mời họp Ban Thường vụ": "sign-invitation",
    "thông báo Bí thư": "sign-notice", "thông báo Thường trực": "sign-notice", "trình lên": "sign-submitted",
    "đánh giá năm": "sign-evaluation", "giấy giới thiệu": "sign-papers", "công văn": "sign-other",
}  # fmt: skip
"""How a delegation may name one row and no other."""


def here(acting: str | None, given: tuple[Delegation, ...] = ()) -> Office:
    """The Head is there, or away with a standing deputy."""
    absences: list[Absence] = [] if acting is None else [away(HEAD, "08/10/2024", "09/10/2024")]
    named = [] if acting is None else [Designation(acting, span("08/10/2024", "09/10/2024"), HEAD, 90)]
    return office_at(AT, absences, named, given)


def given_by(giver: str, taker: str, scope: str = "document:sign", *, ended: bool = False) -> Delegation:
    start = AT - timedelta(days=9)
    return Delegation(1, giver, taker, frozenset({scope}), start, AT if ended else AT + timedelta(days=1), "12-UQ/VPTU")


def asked(
    paper: Paper, office: Office, field: str = FIELD, own: dict[str, object] | None = None, **more: object
) -> Outline:
    """Everything before the signature is done: what is left is the table."""
    facts = {"title": "Việc thử", "field": field, **paper.facts, **more}
    question = Question("document", facts, HEAD, ready=True)
    return outline(question, office=office, law=law(AT.date(), own), rules=rules())


def signing(who: str, found: Outline) -> Ruling:
    return may(who, "sign", found, rules=rules())


def block_of(who: str, ruling: Ruling, found: Outline) -> Block:
    assert ruling.standing is not None and ruling.standing.person == who
    return block(ruling.standing, found.matter.facts, found.office, found.law)


# -- every cell, by hand

CELLS = [(name, who) for name in PAPERS for who in ("own", "other", "acting")]


@pytest.mark.parametrize("name", PAPERS)
def test_the_head_signs_everything_of_the_table(name: str) -> None:
    paper = PAPERS[name]
    found = asked(paper, here(None))
    ruling = signing(HEAD, found)
    assert ruling.verdict is Verdict.PERMITTED, ruling.sentence
    assert paper.norm in [g.norm for g in ruling.because]
    assert block_of(HEAD, ruling, found).form == paper.head_form


@pytest.mark.parametrize(("name", "column"), CELLS)
def test_a_deputy_without_anything_in_writing(name: str, column: str) -> None:
    """In his own field, in another's, and standing in for the Head in another's field."""
    paper = PAPERS[name]
    acting = OTHER if column == "acting" else None
    who = OWN if column == "own" else OTHER
    found = asked(paper, here(acting))
    ruling = signing(who, found)
    if getattr(paper, column) == "yes":
        assert ruling.verdict is Verdict.PERMITTED, ruling.sentence
        assert block_of(who, ruling, found).form == paper.deputy_form
        capacity = Capacity.ACTING if column == "acting" and paper.norm != "4.8/1" else Capacity.OWN
        assert ruling.standing is not None and ruling.standing.capacity is capacity
    else:
        assert ruling.verdict is Verdict.REFUSED
        assert paper.norm in [g.norm for g in ruling.because if g.decisive]
        assert ruling.unblock and who not in [s.person for s in ruling.who_may]


@pytest.mark.parametrize(("name", "column"), CELLS)
def test_a_deputy_whom_the_head_delegated(name: str, column: str) -> None:
    paper = PAPERS[name]
    who = OWN if column == "own" else OTHER
    acting = OTHER if column == "acting" else None
    found = asked(paper, here(acting, (given_by(HEAD, who),)))
    ruling = signing(who, found)
    allowed = getattr(paper, column) in ("yes", "delegation")
    assert (ruling.verdict is Verdict.PERMITTED) is allowed, ruling.sentence
    if allowed:
        assert block_of(who, ruling, found).form == paper.deputy_form
    if allowed and getattr(paper, column) == "delegation":
        assert ruling.standing is not None and ruling.standing.capacity is Capacity.DELEGATED
        assert "4.5/3" in [g.norm for g in ruling.because]


@pytest.mark.parametrize(("name", "column"), CELLS)
def test_a_deputy_with_a_mandate_of_the_standing_committee(name: str, column: str) -> None:
    """A19: only what is signed by its order; it gives nothing of the Head's."""
    paper = PAPERS[name]
    who = OWN if column == "own" else OTHER
    acting = OTHER if column == "acting" else None
    found = asked(paper, here(acting, (given_by("secretary", who),)))
    ruling = signing(who, found)
    assert (ruling.verdict is Verdict.PERMITTED) is (getattr(paper, column) in ("yes", "mandate")), ruling.sentence
    if getattr(paper, column) == "mandate":
        assert block_of(who, ruling, found).lines == ("T/L BAN THƯỜNG VỤ", "PHÓ CHÁNH VĂN PHÒNG")


@pytest.mark.parametrize("name", PAPERS)
def test_nobody_else_signs(name: str) -> None:
    found = asked(PAPERS[name], here(None, (given_by(HEAD, SPECIALIST), given_by(HEAD, "vt"))))
    for who in (SPECIALIST, "cvD", "vt", "lt", "lx", "secretary", "standing_deputy_secretary"):
        assert signing(who, found).verdict is Verdict.REFUSED


@pytest.mark.parametrize("name", SCOPES)
def test_a_delegation_may_name_one_row_only(name: str) -> None:
    giver = "secretary" if PAPERS[name].own == "mandate" else HEAD
    who = OWN if name == "đánh giá năm" else OTHER
    for scope in set(SCOPES.values()):
        found = asked(PAPERS[name], here(None, (given_by(giver, who, f"document:{scope}"),)))
        assert (signing(who, found).verdict is Verdict.PERMITTED) is (scope == SCOPES[name]), scope


@pytest.mark.parametrize("name", [n for n in PAPERS if PAPERS[n].other == "delegation"])
def test_a_delegation_that_has_ended_gives_nothing(name: str) -> None:
    found = asked(PAPERS[name], here(None, (given_by(HEAD, OTHER, ended=True),)))
    assert signing(OTHER, found).verdict is Verdict.REFUSED


# -- the form: the right block, and a wrong one refused with its clause


@pytest.mark.parametrize(
    ("name", "form"), [(n, f) for n in PAPERS for f in ("none", "K/T", "T/L_BTV", "T/L_CVP", "T/M")]
)
def test_a_wrong_form_is_refused_with_its_clause(name: str, form: str) -> None:
    paper = PAPERS[name]
    if name in ("công văn", "báo cáo", "T/L theo thể thức", "mời họp khác") and form in ("T/L_BTV", "T/M"):
        return  # the form itself puts such a paper into another row
    if name == "T/L theo thể thức":
        return
    found = asked(paper, here(OTHER), form=form)
    for who, right in ((HEAD, paper.head_form), (OWN, paper.deputy_form), (OTHER, paper.deputy_form)):
        bare = signing(who, asked(paper, here(OTHER)))
        ruling = signing(who, found)
        allowed = bare.verdict is Verdict.PERMITTED and form == right
        assert (ruling.verdict is Verdict.PERMITTED) is allowed, ruling.sentence
        if bare.verdict is Verdict.PERMITTED and form != right:
            assert str(ruling.gate) == "bars" and "thể thức" in ruling.sentence
            assert paper.norm in [g.norm for g in ruling.because if g.decisive] or paper.norm == "4.5/3"


def test_the_blocks_of_the_party_forms() -> None:
    office = here(OTHER)
    letter, papers = asked(PAPERS["công văn"], office), asked(PAPERS["giấy giới thiệu"], office)
    order = asked(PAPERS["T/L Ban Thường vụ"], office)
    assert block_of(HEAD, signing(HEAD, letter), letter).lines == ("CHÁNH VĂN PHÒNG",)
    assert block_of(OTHER, signing(OTHER, letter), letter).lines == ("K/T CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")
    assert block_of(OTHER, signing(OTHER, papers), papers).lines == ("T/L CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")
    assert block_of(HEAD, signing(HEAD, order), order).lines == ("T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG")


def test_in_the_name_of_the_committee_only_its_leaders_sign() -> None:
    """4.4-2: the Clerical unit puts on record who signed, with evidence; nobody of the Office signs T/M."""
    paper = Paper({"type": "ket_luan", "body": "TU"}, "4.4-2", "no", "no", "no")
    found = asked(paper, here(None, (given_by(HEAD, OWN), given_by("secretary", OTHER))))
    for who in (HEAD, OWN, OTHER, SPECIALIST):
        assert signing(who, found).verdict is Verdict.REFUSED
    ruling = signing("secretary", found)
    assert ruling.verdict is Verdict.PERMITTED
    assert block_of("secretary", ruling, found).lines == ("T/M BAN THƯỜNG VỤ", "BÍ THƯ")
    ruling = signing("standing_deputy_secretary", found)
    assert block_of("standing_deputy_secretary", ruling, found).lines == ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ")


# -- what the office may set otherwise


@pytest.mark.parametrize(
    ("name", "key", "value", "column"),
    [
        ("quy chế làm việc", "sign.acting_regulation", True, "acting"),
        ("khen thưởng, kỷ luật", "sign.acting_personnel", True, "acting"),
        ("T/L Ban Thường vụ", "sign.tl_btv", "head+deputy_standing", "acting"),
        ("thông báo Thường trực", "sign.tb_standing", "deputy_field", "own"),
    ],
)
def test_a_setting_opens_one_cell_and_not_the_delegation(name: str, key: str, value: object, column: str) -> None:
    paper = PAPERS[name]
    who = OWN if column == "own" else OTHER
    acting = OTHER if column == "acting" else None
    found = asked(paper, here(acting), own={key: value})
    assert signing(who, found).verdict is Verdict.PERMITTED
    if paper.other in ("no", "mandate"):
        passed_on = asked(paper, here(None, (given_by(HEAD, OTHER),)), own={key: value})
        assert signing(OTHER, passed_on).verdict is Verdict.REFUSED


def test_the_head_alone_may_sign_notices_where_the_office_says_so() -> None:
    found = asked(PAPERS["thông báo Bí thư"], here(None), own={"sign.tb_leader": "head"})
    assert signing(OWN, found).verdict is Verdict.REFUSED and signing(HEAD, found).verdict is Verdict.PERMITTED


def test_administrative_papers_may_be_signed_for_instead_of_by_order() -> None:
    found = asked(PAPERS["giấy giới thiệu"], here(OTHER), own={"sign.admin_papers": "K/T"})
    assert block_of(OTHER, signing(OTHER, found), found).form == "K/T"


# -- nobody signs outside the table

CLOSED = {
    "quy chế làm việc", "khen thưởng, kỷ luật", "chính sách cán bộ", "T/L Ban Thường vụ", "T/L theo thể thức",
    "đánh giá năm",
}  # fmt: skip
DEPUTY_OF = {"noi_chinh": OWN, "xay_dung_dang": OWN, "kinh_te_xa_hoi": OTHER, "tai_chinh_quan_tri": OTHER,
             "to_chuc_can_bo": None, "tai_chinh_dang": None}  # fmt: skip


def allowed(name: str, who: str, field: str, acting: str | None, given: tuple[Delegation, ...]) -> bool:
    """The table once more, from the clauses alone."""
    paper = PAPERS[name]
    if who == HEAD:
        return True
    if who not in (OWN, OTHER):
        return False
    in_force = [d for d in given if d.taker == who and d.end > AT and d.scope & {"document:sign", "document:*", "*"}]
    delegated = any(d.giver == HEAD for d in in_force)
    if paper.norm == "3.8/1":
        return any(d.giver == "secretary" for d in in_force)
    if paper.norm in ("3.8/4", "3.8/5"):
        return False
    if paper.norm == "3.8/6":
        return delegated and DEPUTY_OF[field] == who
    if paper.norm == "4.8/1" or acting == who or delegated:
        return True
    return paper.norm in ("4.5/1", "4.5/2") and DEPUTY_OF[field] == who


delegations = st.lists(
    st.builds(
        given_by,
        st.sampled_from((HEAD, "secretary")),
        st.sampled_from((OWN, OTHER)),
        st.sampled_from(("document:sign", "document:*", "*", "leave:consent", "document:approve", "incoming:*")),
        ended=st.booleans(),
    ),
    max_size=3,
).map(tuple)


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(sorted(PAPERS)),
    field=st.sampled_from(sorted(DEPUTY_OF)),
    acting=st.sampled_from((None, OWN, OTHER)),
    given_now=delegations,
)
def test_nobody_signs_outside_the_table(
    name: str, field: str, acting: str | None, given_now: tuple[Delegation, ...]
) -> None:
    found = asked(PAPERS[name], here(acting, given_now), field)
    may_sign = {who for who in found.office.establishment.people if signing(who, found).verdict is Verdict.PERMITTED}
    assert may_sign == {
        who for who in found.office.establishment.people if allowed(name, who, field, acting, given_now)
    }
