"""What a document must not take in or take back: secrets by side doors, words after the decision, files of others.

Each of these was once got past from the command line.
"""

from __future__ import annotations

from datetime import datetime

import pytest

from core.errors import Refused, UsageError
from core.law.facts import read_facts
from core.law.holders import label
from core.law.ruling import Act, Ruling
from plugins.documents.incoming.facts import Incoming
from plugins.documents.outgoing import collective, exports
from plugins.documents.outgoing.facts import Outgoing
from plugins.documents.outgoing.procedures import DOCUMENT
from plugins.documents.outgoing.signing import committee
from tests.support.office import instant, move_to, office_at
from tests.support.papers import paper
from tests.test_documents_rules import LAW, OFFICE, asking, facts, words_of
from tests.test_importing import GOOD, outgoing
from tui.house import House

AT = instant("2024-10-08 08:00")
LETTER = {"title": "Mua máy", "units": "tong_hop", "field": "noi_chinh", "no_consult_reason": "nội bộ",
          "recipients": "ban_to_chuc; deputy1; deputy2", "amount": 900_000_000}  # fmt: skip


def opened(house: House, *, by: str = "cvA", **said: object) -> int:
    return house.work.open("document", {**LETTER, **said}, by=by, at=move_to(house, AT)).matter


def take(house: House, number: int, *steps: str, at: datetime = AT) -> None:
    """`by:step` or `by:step:view`, one after the other."""
    for step in steps:
        by, verb, *view = step.split(":")
        payload = {"view": view[0]} if view else {}
        note = "không nên" if view and view[0] != "agree" else ""
        house.work.take(number, verb, by=by, at=move_to(house, at), act=Act(payload=payload, note=note))


def decided(house: House) -> int:
    """A large purchase on which the leadership was heard and the Head decided."""
    number = opened(house)
    for part in ("du_thao", "to_trinh"):
        house.work.attach(number, f"{part}.docx", paper(f"{part}.docx"), by="cvA", at=AT, part=part)
    take(house, number, "cvA:draft", "cvA:submit", "deputy1:approve", "deputy1:opinion:agree")
    take(house, number, "head:decide", at=instant("2024-10-28 08:00"))
    return number


def norms(ruling: Ruling) -> tuple[str, ...]:
    return tuple(ground.norm for ground in ruling.because)


def refused(house: House, matter: int, verb: str, by: str, at: datetime, /, **said: object) -> Ruling:
    with pytest.raises(Refused) as caught:
        house.work.change(matter, verb, said, by=by, at=move_to(house, at))
    return caught.value.ruling


# -- 13/1: side doors


@pytest.mark.parametrize(
    ("step", "by", "act"),
    [
        ("sign", "head", Act(payload={"ghi": "KINCHI"})),
        ("sign", "head", Act(evidence={"so": "KINCHI"})),
        ("issue", "vt", Act(evidence={"so": "KINCHI"})),
        ("file", "lt", Act(evidence={"so": "KINCHI"})),
        ("file", "lt", Act(payload={"ghi": "KINCHI"})),
    ],
)
def test_nothing_of_a_secret_comes_in_as_proof_or_entry(house: House, step: str, by: str, act: Act) -> None:
    number = house.work.open("document", {"secrecy": "mat"}, by="vt", at=move_to(house, AT)).matter
    for before, who in (("sign", "head"), ("issue", "vt")):
        if before == step:
            break
        house.work.take(number, before, by=who, at=AT)
    with pytest.raises((Refused, UsageError)) as caught:
        house.work.take(number, step, by=by, at=AT, act=act)
    assert not isinstance(caught.value, Refused) or "13/1" in norms(caught.value.ruling)
    house.work.take(number, step, by=by, at=AT)
    written = [file.read_bytes() for file in house.places.store.parent.iterdir() if file.is_file()]
    assert written and not any(b"KINCHI" in data for data in written)


@pytest.mark.parametrize("name", ["title", "recipients", "also_to", "where", "when", "participants", "text"])
def test_a_mark_is_seen_wherever_it_stands(house: House, name: str) -> None:
    with pytest.raises(Refused) as caught:
        opened(house, **{name: "họp; TUYỆT MẬT về Z"})
    assert "13/1" in norms(caught.value.ruling)


def test_a_mark_is_seen_in_what_acts_carry(house: House) -> None:
    number = opened(house, by="cvA")
    asked = {"units": "van_thu", "until": "20/10/2024", "why": "có dấu TỐI MẬT", "matter": "2.7", "responsible": "cvB"}
    for verb, by, names in (
        ("classify", "cvA", ("matter", "why")), ("hand_over", "head", ("responsible", "why")),
    ):  # fmt: skip
        assert "13/1" in norms(refused(house, number, verb, by, AT, **{n: asked[n] for n in names}))
    paper_number = opened(house, by="vt", type="giay_di_duong", holder="visitor", amount=None)
    take(house, paper_number, "deputy1:sign")
    with pytest.raises(Refused):
        house.work.take(paper_number, "issue", by="vt", at=AT, act=Act(payload={"recipients": "MẬT: ông Z"}))


@pytest.mark.parametrize("name", ["secrecy", "type", "body", "urgency", "form"])
def test_a_wrong_word_about_a_secret_document_is_not_repeated(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_facts(Outgoing, {"secrecy": "mat", name: "KINCHI vụ Z"}, kind="document")
    assert name in str(caught.value) and "kinchi" not in str(caught.value).casefold()


def test_a_wrong_degree_of_an_arrival_is_not_repeated() -> None:
    with pytest.raises(UsageError) as caught:
        read_facts(Incoming, {"secrecy": "KINCHI vụ Z"}, kind="incoming")
    assert "secrecy" in str(caught.value) and "kinchi" not in str(caught.value).casefold()


# -- after the decision


def test_what_is_said_after_the_decision_is_not_put_with_what_was_heard(house: House) -> None:
    """2.0: heard before, or not heard."""
    late, number = instant("2024-10-28 09:00"), decided(house)
    with pytest.raises(Refused) as caught:
        take(house, number, "deputy2:opinion:disagree", at=late)
    assert "2.0" in norms(caught.value.ruling)
    met = {"on": "25/10/2024", "number": "01-BB/VPTU"}
    assert "2.0" in norms(refused(house, number, "meeting", "head", late, **met))
    longer = {"which": "opinions", "until": "30/11/2024", "why": "chờ"}
    assert "2.0" in norms(refused(house, number, "prolong", "head", late, **longer))
    take(house, number, "head:sign", at=late)
    assert "2.7" in norms(refused(house, number, "classify", "deputy1", late, matter="2.7", why="lớn"))


def test_after_the_signature_the_route_takes_no_new_step(house: House) -> None:
    """9.2, 20.3: a team, an answer or a class of Điều 2 is there before the signature or not at all."""
    asked_of = {"touches": "tai_chinh_quan_tri", "invited": "van_thu", "reply_by": "09/10/2024"}
    number = opened(house, by="cvA", type="giay_moi", meeting="btv", responsible="cvA", amount=None, **asked_of)
    late = instant("2024-10-14 08:00")
    take(house, number, "cvA:draft")
    take(house, number, "head:sign", at=late)
    for step in ("deputy2:consult:disagree", "vt:comment:agree"):
        with pytest.raises(Refused):
            take(house, number, step, at=late)
    for verb, by, asked in (
        ("team", "head", {"members": "cvB", "why": "khó"}),
        ("classify", "deputy1", {"matter": "2.7", "why": "lớn"}),
        ("invite", "cvA", {"units": "luu_tru"}),
        ("prolong", "cvA", {"until": "20/10/2024", "why": "chờ"}),
    ):
        refused(house, number, verb, by, late, **asked)
    assert [s.id for s in house.desk.matter(number).route if s.id in ("arbitrate", "decide")] == []


def test_who_answered_late_is_not_called_silent(house: House) -> None:
    number = opened(house, invited="van_thu", reply_by="09/10/2024", touches="tai_chinh_quan_tri", amount=None)
    for part in ("du_thao", "to_trinh", "tong_hop"):
        house.work.attach(number, f"{part}.docx", paper(f"{part}.docx"), by="cvA", at=AT, part=part)
    take(house, number, "cvA:draft", "deputy2:consult:agree")
    late = instant("2024-10-14 08:00")
    take(house, number, "cvA:submit", at=late)
    before = notes(house, number)
    take(house, number, "vt:comment:agree", at=late)
    after = notes(house, number)
    assert any("Quá hạn chưa trả lời: 1" in n for n in before) and not any("Quá hạn" in n for n in after)


def notes(house: House, number: int) -> list[str]:
    return [sheet.note for sheet in DOCUMENT.sheets(house.desk.matter(number), OFFICE, LAW)]


def test_the_head_is_told_who_kept_silent(house: House) -> None:
    """A33: the round is over, and silence is named as silence before he signs."""
    number = decided(house)
    office = office_at(instant("2024-10-28 08:00"))
    told = list(DOCUMENT.warnings(house.desk.matter(number).facts, office, LAW))
    assert told == ["Đồng chí Phó 2 không cho ý kiến trong hạn (im lặng không phải là đồng ý)"]
    assert list(DOCUMENT.warnings(house.desk.matter(number).facts, OFFICE, LAW)) == []


def test_what_makes_it_the_heads_is_not_taken_back_by_the_drafter(house: House) -> None:
    """9.2, 20.4, A44: he may add, never take away."""
    number = opened(house, by="cvA", responsible="cvA", important=True)
    for change, said in (("amend", {"important": False}), ("amend", {"important": "false", "title": "Khác"})):
        assert "20.4" in norms(refused(house, number, change, "cvA", AT, **said))


def test_the_head_may_send_back_what_he_is_to_present(house: House) -> None:
    """4.4-2: he answers for what goes up in the committee's name; he need not present it as it is."""
    number = opened(house, type="ket_luan", amount=None)
    for part in ("du_thao", "to_trinh"):
        house.work.attach(number, f"{part}.docx", paper(f"{part}.docx"), by="cvA", at=AT, part=part)
    take(house, number, "cvA:draft", "cvA:submit", "deputy1:approve")
    house.work.take(number, "brief", by="deputy1", at=AT, act=Act(payload={"points": "Ba điểm mới"}))
    house.work.take(number, "present", by="head", at=AT, act=Act(outcome="returned", note="Viết lại điểm 2"))
    assert house.desk.matter(number).status == "returned"


# -- whose it is


def test_nobody_puts_files_into_the_dossier_of_others(house: House) -> None:
    """9.1/1, 1.3/2."""
    number = opened(house)
    with pytest.raises(Refused) as caught:
        house.work.attach(number, "t.docx", paper("t.docx"), by="cvC", at=AT, part="to_trinh")
    assert norms(caught.value.ruling)[0] == "9.1/1"
    house.work.attach(number, "t.docx", paper("t.docx"), by="cvC", at=AT, part="khac")
    for by in ("cvA", "cvB", "deputy1", "head", "vt"):
        house.work.attach(number, "t.docx", paper("t.docx"), by=by, at=AT, part="du_thao")


def test_a_recipient_signs_for_himself_only(house: House) -> None:
    number = opened(house, by="vt", type="giay_di_duong", holder="visitor", amount=None)
    take(house, number, "deputy1:sign", "vt:issue")
    refused(house, number, "receipt", "deputy2", AT, recipient="ban_to_chuc")
    refused(house, number, "receipt", "deputy2", AT, recipient="Ban Tổ chức Thành ủy")
    house.work.change(number, "receipt", {"recipient": "deputy2"}, by="deputy2", at=AT)
    house.work.change(number, "receipt", {"recipient": "Ban Tổ chức Thành ủy"}, by="vt", at=AT)


def test_clerical_puts_its_own_papers_right_and_takes_them_back(house: House) -> None:
    number = opened(house, by="vt", type="giay_di_duong", holder="staff", units="", amount=None)
    house.work.take(number, "sign", by="head", at=AT, act=Act(outcome="returned", note="thiếu nơi đến"))
    house.work.change(number, "complete", {"text": "Nơi đến: Tỉnh ủy"}, by="vt", at=AT)
    secret = house.work.open("document", {"secrecy": "mat"}, by="vt", at=AT).matter
    house.work.change(secret, "withdraw", {}, by="vt", at=AT)
    assert house.desk.matter(secret).status == "withdrawn"


def test_the_leading_unit_is_not_invited_to_comment_on_its_own_draft() -> None:
    with pytest.raises(UsageError, match="không tự góp ý"):
        facts(units="tong_hop", invited="tong_hop")


# -- words


def test_names_stand_where_a_person_reads_them(house: House) -> None:
    number = opened(house, units="tong_hop, tai_chinh_quan_tri", amount=None)
    with pytest.raises(Refused) as caught:
        house.work.take(number, "designate", by="head", at=AT, act=Act(payload={"lead": "van_thu"}))
    assert "Bộ phận Tổng hợp, Bộ phận Tài chính - Quản trị" in caught.value.ruling.unblock[0]
    (signer,) = committee(facts(type="ket_luan", units="tong_hop", presented_to="secretary"), OFFICE, LAW).holders
    assert label(signer, OFFICE) == "đồng chí Bí thư"


@pytest.mark.parametrize("verb", ["prolong", "classify", "hand_over"])
def test_an_empty_reason_is_asked_for_in_words(house: House, verb: str) -> None:
    asked = {"until": "20/10/2024", "matter": "2.7", "responsible": "cvB"}
    names = {"prolong": "until", "classify": "matter", "hand_over": "responsible"}
    number = opened(house, invited="van_thu", reply_by="09/10/2024")
    with pytest.raises(UsageError, match="không để trống"):
        house.work.change(number, verb, {names[verb]: asked[names[verb]], "why": " "}, by="head", at=AT)


def test_the_digest_names_the_leaders_only_once_they_were_asked(house: House) -> None:
    """9.3-3: before it goes up, it holds what was said of the draft; the round of Điều 2 has not begun."""
    number = opened(house, invited="van_thu", touches="tai_chinh_quan_tri")
    assert collective.classify(house.desk.matter(number).facts, LAW)
    house.work.attach(number, "d.docx", paper("d.docx"), by="cvA", at=AT, part="du_thao")
    take(house, number, "cvA:draft", "vt:comment:agree", "deputy2:consult:agree")
    text = words_of(exports.digest(asking(house.desk.matter(number))))
    assert "Bộ phận Văn thư" in text and "Phó 1" not in text


# -- a register kept elsewhere


@pytest.mark.parametrize(("column", "value"), [(3, "TUYỆT MẬT vụ Z"), (5, "nơi nhận MẬT Z"), (7, "bí mật")])
def test_a_mark_in_an_imported_row_is_a_fault_and_not_repeated(house: House, column: int, value: str) -> None:
    row = tuple(value if n == column else cell for n, cell in enumerate(GOOD))
    plan = outgoing(house, row)
    assert plan.rows == () and "mật" in plan.faults[0] and "Z" not in plan.faults[0]
