"""The command line and documents: dossiers, acts with what they carry, lists, many acts at once, mandates supposed."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

from core.records.driver import sqlite
from tests.support.cli import NOW, Said, Vptu
from tests.support.office import SampleStore

ROOT = Path(__file__).parent.parent
ARRIVAL = (
    "open", "incoming", "author=btv", "author_number=12-CV/TU", "author_day=05/10/2024", "type=Công văn",
    "subject=Đề nghị báo cáo quý III", "urgency=khan", "deadline=15/10/2024",
)  # fmt: skip
DRAFT = ("open", "document", "type=cong_van", "title=Trả lời quý III", "body=VP", "lead=tong_hop", "responsible=cvA")
PARTS = ("du_thao", "to_trinh", "tong_hop")


@pytest.fixture
def vptu(sample_store: SampleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vptu:
    return Vptu.fresh(sample_store.path, tmp_path, monkeypatch)


def word(text: str = "Dự thảo") -> bytes:
    """The least that is a Word file, the same at any time of day."""
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name, content in (("[Content_Types].xml", "<Types/>"), ("word/document.xml", f"<w>{text}</w>")):
            archive.writestr(ZipInfo(name), content)
    return data.getvalue()


@pytest.fixture
def paper(tmp_path: Path) -> str:
    (tmp_path / "giay.docx").write_bytes(word())
    return "giay.docx"


def ready_to_sign(vptu: Vptu, number: int, paper: str, *more: str) -> None:
    """A document of the Office as far as the Head's signature."""
    vptu.done("cvA", *DRAFT, *more)
    for part in PARTS:
        vptu.done("cvA", "attach", str(number), paper, "--part", part)
    for person, step in (("cvA", "draft"), ("cvA", "submit"), ("deputy1", "approve")):
        vptu.done(person, "take", str(number), step)


def wrong(said: Said, *parts: str) -> None:
    """One sentence that says all of it, and nothing else."""
    assert (said.code, said.out) == (2, "") and said.sentence.count("\n") == 0
    for part in parts:
        assert part in said.sentence, said.sentence


# What kinds ask for


def test_kinds_say_what_each_act_carries_and_the_parts_of_the_dossier(vptu: Vptu) -> None:
    (kind,) = vptu("kinds", "incoming", "--json").json["kinds"]
    asks = {a["verb"]: a for a in kind["asks"]}
    assert asks["assign"]["on"] == "step" and asks["prolong"]["on"] == "change"
    fields = {f["name"]: f for f in asks["assign"]["facts"]}
    assert fields["responsible"]["required"] and fields["deadline"]["type"] == "day"
    outcome = next(f for f in asks["handle"]["facts"] if f["name"] == "outcome")
    assert outcome["allowed"] == ["reply", "task", "file"]
    assert {p["part"] for p in kind["parts"]} >= {"van_ban", "tra_loi"}
    text = vptu("kinds", "incoming").out
    for part in ("Kèm theo «vptu take VIỆC assign»", "Kèm theo «vptu act VIỆC prolong»", "reply (trả lời)", "van_ban"):
        assert part in text
    (document,) = vptu("kinds", "document", "--json").json["kinds"]
    assert next(f for f in document["facts"] if f["name"] == "amount")["type"] == "whole"
    assert not next(f for f in document["facts"] if f["name"] == "number")["shown"]


# Acts


def test_a_step_carries_what_its_verb_asks_for(vptu: Vptu) -> None:
    vptu.done("vt", *ARRIVAL)
    assign = ("take", "1", "assign")
    wrong(vptu.to("head", *assign, "responsble=cvA"), "«responsble»", "có phải «responsible»", "deadline")
    wrong(vptu.to("head", *assign), "Còn thiếu «Người chịu trách nhiệm chính» (responsible)")
    wrong(vptu.to("head", *assign, "responsible=cvA", "deadline=mai"), "«Hạn xử lý» (deadline)", "mai")
    wrong(vptu.to("head", *assign, "responsible=cvZ"), "«cvZ»")
    assert vptu("show", "1", "--json").json["deeds"][-1]["verb"] == "register"
    vptu.done("head", *assign, "responsible=cvA", "--note", "làm sớm")
    deed = vptu("show", "1", "--json").json["deeds"][-1]
    assert deed["payload"]["responsible"] == "cvA" and deed["note"] == "làm sớm"
    assert "Người chịu trách nhiệm chính: Chuyên viên A (cvA)" in " ".join(vptu("show", "1").out.split())


def test_any_act_the_kind_declares(vptu: Vptu) -> None:
    vptu.done("vt", *ARRIVAL)
    vptu.done("head", "take", "1", "assign", "responsible=cvA")
    wrong(vptu.to("head", "act", "1", "prolog"), "có phải «prolong»", "prolong (gia hạn)", "reassign (phân xử lý lại)")
    wrong(vptu.to("head", "act", "1", "assign"), "là một bước của việc", "vptu take 1 assign")
    wrong(vptu.to("head", "act", "1", "prolong", "deadline=20/10/2024"), "Còn thiếu «Lý do gia hạn» (reason)")
    wrong(vptu.to("head", "act", "1", "prolong", "dedline=20/10/2024"), "có phải «deadline»")
    wrong(vptu.to("head", "act", "9", "prolong"), "Không có việc số 9")
    refused = vptu.to("cvA", "act", "1", "prolong", "deadline=20/10/2024", "reason=x", "--json")
    assert refused.code == 3 and list(refused.json) == ["ruling"]
    late = vptu.to("head", "act", "1", "prolong", "deadline=20/10/2024", "reason=chờ số liệu", "--json")
    assert late.json["ruling"]["verdict"] == "permitted"
    shown = vptu("show", "1", "--json").json
    assert shown["facts"]["deadline"] == "2024-10-20" and shown["history"][-1]["act"] == "prolong"
    assert "gia hạn" in vptu("show", "1").out.partition("Lịch sử")[2]
    assert "gia hạn" in vptu("journal", "show", "--act", "prolong").out


def test_the_same_act_twice_is_written_once(vptu: Vptu) -> None:
    vptu.done("vt", *ARRIVAL)
    vptu.done("head", "take", "1", "assign", "responsible=cvA")
    prolong = ("act", "1", "prolong", "deadline=20/10/2024", "reason=x", "--act-id", "lan-1", "--json")
    assert not vptu.to("head", *prolong).json["repeated"] and vptu.to("head", *prolong).json["repeated"]


def test_start_and_extend_are_pointed_to(vptu: Vptu) -> None:
    vptu.done("cvA", "open", "leave", "from=10/10/2024", "until=sáng 11/10/2024")
    wrong(vptu.to("cvA", "act", "1", "start"), "vptu start 1")
    wrong(vptu.to("cvA", "act", "1", "extend"), "vptu extend 1")
    vptu.done("cvA", "act", "1", "shorten", "until=chiều 10/10/2024")
    assert vptu("show", "1", "--json").json["facts"]["until"] == "2024-10-10 chiều"


# Dossiers


def test_files_are_listed_by_part_and_version(vptu: Vptu, paper: str) -> None:
    vptu.done("cvA", *DRAFT)
    for _ in range(2):
        said = vptu.to("cvA", "attach", "1", paper, "--part", "du_thao", "--json").json
    assert (said["part"], said["version"], said["attachment"], said["repeated"]) == ("du_thao", 2, 2, False)
    vptu.done("cvA", "attach", "1", paper)
    found = vptu("files", "1", "--json").json
    assert {p["part"] for p in found["parts"]} >= set(PARTS)
    assert [(f["id"], f["part"], f["version"]) for f in found["files"]] == [
        (1, "du_thao", 1),
        (2, "du_thao", 2),
        (3, "", 1),
    ]
    assert found["files"] == vptu("show", "1", "--json").json["attachments"]
    text = vptu("files", "1").out
    assert "Dự thảo" in text and "khác" in text
    vptu.done("cvA", *DRAFT)
    assert "Việc số 2 chưa có tệp nào" in vptu("files", "2").out


def test_the_same_attaching_twice_is_done_once(vptu: Vptu, paper: str) -> None:
    vptu.done("cvA", *DRAFT)
    attach = ("attach", "1", paper, "--part", "du_thao", "--act-id", "tep-1", "--json")
    first, again = vptu.to("cvA", *attach).json, vptu.to("cvA", *attach).json
    assert (first["repeated"], again["repeated"]) == (False, True) and first["attachment"] == again["attachment"]
    assert len(vptu("files", "1", "--json").json["files"]) == 1


def test_what_does_not_go_into_a_dossier(vptu: Vptu, paper: str, tmp_path: Path) -> None:
    vptu.done("cvA", *DRAFT)
    wrong(vptu.to("cvA", "attach", "1", paper, "--part", "nope"), "không có phần «nope»", "du_thao (")
    (tmp_path / "gia.pdf").write_bytes(word())
    wrong(vptu.to("cvA", "attach", "1", "gia.pdf"), "đuôi .pdf nhưng nội dung là văn bản Word")
    (tmp_path / "chay.pdf").write_bytes(b"MZ\x00\x00")
    wrong(vptu.to("cvA", "attach", "1", "chay.pdf"), "chương trình")
    with (tmp_path / "to.docx").open("wb") as big:
        big.truncate(25_000_001)
    wrong(vptu.to("cvA", "attach", "1", "to.docx", "--part", "du_thao"), "25.000.001 byte, giới hạn là")
    wrong(vptu.to("cvA", "attach", "abc", paper), "«abc» không phải số")
    assert vptu("files", "1", "--json").json["files"] == []


def test_names_stay_in_their_folder_and_show_what_they_are(vptu: Vptu, paper: str, tmp_path: Path) -> None:
    vptu.done("cvA", *DRAFT)
    told = vptu.to("cvA", "attach", "1", paper, "--name", "../../etc/tờ\u202excod.trình.docx", "--part", "to_trinh")
    assert "\u202e" not in told.out and "«tờxcod.trình.docx»" in told.out
    decomposed = unicodedata.normalize("NFD", "giấy mời.docx")
    vptu.done("cvA", "attach", "1", paper, "--name", decomposed)
    names = [f["name"] for f in vptu("files", "1", "--json").json["files"]]
    assert names == ["tờxcod.trình.docx", "giấy mời.docx"]
    vptu.done("cvA", "take-out", "1")
    assert (tmp_path / "tờxcod.trình.docx").read_bytes() == word()
    wrong(vptu.to("cvA", "attach", "1", paper, "--name", "..\u200b/"), "không có chữ nào đọc được")


def test_taking_out_never_writes_over_a_file(vptu: Vptu, paper: str, tmp_path: Path) -> None:
    vptu.done("cvA", *DRAFT)
    vptu.done("cvA", "attach", "1", paper)
    wrong(vptu("take-out", "1"), "Đã có tệp «giay.docx»", "--force")
    (tmp_path / "ra").mkdir()
    assert (
        "giay.docx" in vptu("take-out", "1", "-o", "ra").out and (tmp_path / "ra" / "giay.docx").read_bytes() == word()
    )
    (tmp_path / "giay.docx").write_bytes(b"")
    assert vptu("take-out", "1", "--force").code == 0 and (tmp_path / "giay.docx").read_bytes() == word()
    wrong(vptu("take-out", "7"), "Không có tệp đính kèm số 7")
    wrong(vptu("take-out", "x"), "SỐ_TỆP", "không phải số")


def test_taking_out_into_a_pipe_gives_the_very_bytes(vptu: Vptu, paper: str) -> None:
    vptu.done("cvA", *DRAFT)
    vptu.done("cvA", "attach", "1", paper)
    env = {**os.environ, "VPTU_NOW": NOW, "VPTU_STORE": str(vptu.store)}
    ran = subprocess.run(
        [sys.executable, "-m", "tui", "take-out", "1", "--output", "-"], cwd=ROOT, env=env, capture_output=True,
        check=True,
    )  # fmt: skip
    assert ran.stdout == word()


def test_a_terminal_gets_only_harmless_text(
    vptu: Vptu, paper: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ghi.txt").write_text("Đã họp\x1b[31m\u202e\n", encoding="utf-8")
    vptu.done("cvA", *DRAFT)
    vptu.done("cvA", "attach", "1", paper)
    vptu.done("cvA", "attach", "1", "ghi.txt")
    monkeypatch.setattr("tests.support.cli._Stream.isatty", lambda self: True)
    wrong(vptu("take-out", "1", "-o", "-"), "không phải chữ", "--output TỆP")
    assert vptu("take-out", "2", "-o", "-").out == "Đã họp␛[31m\n"


def test_a_file_that_was_changed_in_the_store_is_not_handed_out(vptu: Vptu, paper: str, tmp_path: Path) -> None:
    vptu.done("cvA", *DRAFT)
    vptu.done("cvA", "attach", "1", paper)
    with sqlite.connect(vptu.store) as connection:
        connection.execute("UPDATE attachment_content SET content = ?", (b"x",))
    connection.close()
    said = vptu("take-out", "1", "-o", "ra.docx")
    assert said.code == 4 and "không còn khớp" in said.sentence and not (tmp_path / "ra.docx").exists()


# Signing, many at once


def test_a_document_from_the_draft_to_its_number(vptu: Vptu, paper: str) -> None:
    vptu.done("vt", *ARRIVAL)
    ready_to_sign(vptu, 2, paper, "reply_to=1")
    assert [w["matter"] for w in vptu.to("head", "sign", "--json").json["tray"]] == [2]
    assert "Ký: vptu sign 2" in vptu.to("head", "sign").out
    assert "Không có văn bản nào" in vptu.to("cvA", "sign").out
    assert vptu.to("head", "sign", "2", "--json").json["done"] == 1
    issued = vptu.to("vt", "take", "2", "issue", "recipients=Ban Thường vụ", "copies=3")
    assert "Sổ văn bản đi: số 01-CV/VPTU" in " ".join(issued.out.split())
    shown = vptu("show", "2", "--json").json
    assert shown["numbers"][0]["printed"] == "01-CV/VPTU" and shown["numbers"][0]["body"] == "VP"
    tie = {"matter": 1, "of_this": True, "says": "trả lời văn bản đến"}
    assert tie.items() <= shown["ties"][0].items()
    checklist = next(s for s in shown["sheets"] if s["title"] == "Hồ sơ trình")
    assert all(len(row["cells"]) == len(checklist["columns"]) for row in checklist["rows"])
    text = vptu("show", "2").out
    assert "Hồ sơ trình" in text and "→ Việc số 1" in text and "Sổ văn bản đi" in text
    assert "← Việc số 2" in vptu("show", "1").out


def test_bulk_previews_then_does_what_may_be_done(vptu: Vptu, paper: str) -> None:
    ready_to_sign(vptu, 1, paper)
    ready_to_sign(vptu, 2, paper)
    vptu.done("cvA", *DRAFT)
    seen = vptu.to("head", "bulk", "sign", "1", "2,3", "1")
    assert seen.code == 0 and seen.out.startswith("2 được, 1 không: vì") and "✗ việc số 3" in seen.out
    assert "Chưa ghi gì" in seen.out
    before = len(vptu("journal", "show", "--json").json["entries"])
    strict = vptu.to("head", "bulk", "sign", "1", "2", "3", "--yes", "--all-or-nothing", "--json")
    assert strict.code == 3 and strict.json["done"] == 0 and strict.json["refused"] == 1
    assert len(vptu("journal", "show", "--json").json["entries"]) == before
    one = vptu.to("head", "bulk", "sign", "1", "2", "3", "--only", "2", "--yes", "--json").json
    assert [(i["matter"], i["done"]) for i in one["items"]] == [(2, True)]
    rest = vptu.to("head", "bulk", "sign", "1", "2", "3", "--yes", "--note", "đã xem", "--json")
    assert rest.code == 0 and (rest.json["done"], rest.json["refused"]) == (1, 2)
    assert {i["matter"]: i["done"] for i in rest.json["items"]} == {1: True, 2: False, 3: False}
    assert all(i["why_not"] for i in rest.json["items"] if not i["done"])
    entries = [e for e in vptu("journal", "show", "--json").json["entries"] if e["data"].get("step") == "sign"]
    assert sorted(e["subject"] for e in entries if e["act"] == "take") == ["matter:1", "matter:2"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("bulk", "sign", "x"), "«x» không phải số của việc"),
        (("bulk", "sign", "0"), "«0» không phải số của việc"),
        (("bulk", "sign"), "Còn thiếu: SỐ"),
        (("bulk", "sign", "1", "--only", "2"), "việc số 2 không có trong các việc đã nêu"),
        (("bulk", "sign", "1", "--yes", "--preview"), "chọn một trong hai"),
        (("bulk", "sign", *map(str, range(1, 502))), "nhiều nhất 500 việc"),
        (("sign", "một"), "«một» không phải số của việc"),
    ],
)
def test_numbers_nobody_can_mean(vptu: Vptu, words: tuple[str, ...], says: str) -> None:
    wrong(vptu(*words), says)


def test_bulk_names_matters_that_are_not_there(vptu: Vptu) -> None:
    said = vptu.to("head", "bulk", "sign", "77", "--yes", "--json")
    assert said.code == 3 and "Không có việc số 77" in said.json["items"][0]["why_not"]
    assert said.json["items"][0]["verdict"] is None


# Suppositions


def test_steps_asked_about_when_all_before_is_done(vptu: Vptu) -> None:
    document = ("document", "type=cong_van", "lead=tong_hop", "responsible=cvA", "body=VP", "--json")
    early = vptu("may", "head", "sign", *document).json
    assert early["gate"] == "order"
    ready = vptu("may", "head", "sign", *document, "--ready")
    assert ready.code == 0 and ready.json["verdict"] == "permitted"
    assert [r["by"] for r in vptu("who", "sign", *document, "--ready").json["may"]] == ["head"]
    assert vptu("route", *document, "--ready").code == 0


def test_a_delegation_may_name_something_narrower_than_a_verb(vptu: Vptu) -> None:
    asked = (
        "document",
        "type=cong_van_moi_hop",
        "meeting=btv",
        "field=kinh_te_xa_hoi",
        "form=K/T",
        "--ready",
        "--json",
    )
    given = ("delegate", "head", "deputy1", "--until", "31/12/2024", "--basis", "Giấy 1", "--scope")
    wrong(vptu.to("head", *given, "document:sgn-invitation"), "không có bước này")
    vptu.done("head", *given, "document:sign-invitation")
    supposed = vptu("route", *asked, "--suppose", "delegate=head:deputy1:document:sign-invitation")
    assert supposed.code == 0 and "sign" in {s["verb"] for s in supposed.json["steps"]}


def test_a_body_is_supposed_to_give_through_its_spokesperson(vptu: Vptu) -> None:
    asked = ("route", "document", "type=cong_van", "body=TU", "--json")
    spoken, named = (
        vptu(*asked, "--suppose", f"delegate={giver}:head:document:sign-invitation") for giver in ("btv", "secretary")
    )
    assert spoken.code == named.code == 0 and spoken.json == named.json
    wrong(vptu(*asked, "--suppose", "delegate=btvv:head:document:sign"), "--suppose: không có ai mang mã «btvv»")
    wrong(vptu(*asked, "--suppose", "delegate=btv:head"), "Giả sử «delegate=btv:head» không rõ")


@pytest.mark.parametrize(
    ("scope", "verdict"),
    [("document:sign-tl-btv", "permitted"), ("document:sign", "permitted"), ("document:*", "permitted"),
     ("document:sign-notice", "refused"), ("leave:consent", "refused")],
)  # fmt: skip
def test_the_standing_committees_own_mandate_is_supposed(vptu: Vptu, scope: str, verdict: str) -> None:
    """A19: who acts for the Head signs by order of the Standing Committee only with its own written mandate."""
    asked = ("may", "deputy2", "sign", "document", "type=bao_cao", "body=TU", "as_class=tl_btv", "why_class=x")
    ready = (*asked, "--ready", "--suppose", "acting=deputy2", "--json")
    assert vptu(*ready).json["verdict"] == "refused"
    assert vptu(*ready, "--suppose", f"delegate=btv:deputy2:{scope}").json["verdict"] == verdict


def test_a_supposed_scope_is_one_that_exists(vptu: Vptu) -> None:
    asked = ("may", "deputy1", "consent", "leave", "person=cvA", "days=1", "--suppose")
    wrong(vptu(*asked, "delegate=head:deputy1:leave:consnt"), "Phạm vi «leave:consnt»", "có phải «consent»")
    wrong(vptu(*asked, "delegate=head:deputy1:lave:consent"), "Phạm vi «lave:consent»", "có phải «leave»")
