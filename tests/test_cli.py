"""The command line: every command does its work, prints it as text and JSON, and ends with the right code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.cli import Vptu
from tests.support.office import SampleStore
from tui.cli.page import Page
from tui.cli.table import VERBS

LEAVE = ("open", "leave", "person=cvA", "from=10/10/2024", "until=sáng 11/10/2024")


@pytest.fixture
def vptu(sample_store: SampleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vptu:
    """The sample office on Monday 07/10/2024, in a store of its own."""
    return Vptu.fresh(sample_store.path, tmp_path, monkeypatch)


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vptu:
    """No store at all."""
    return Vptu(tmp_path / "none" / "office.db", monkeypatch)


# Questions


def test_kinds_name_their_facts(nowhere: Vptu) -> None:
    kinds = {k["kind"]: k for k in nowhere("kinds", "--json").json["kinds"]}
    assert set(kinds) >= {"leave", "mission", "roster", "incoming", "document", "coordination"}
    facts = {f["name"]: f for f in kinds["leave"]["facts"]}
    assert facts["person"]["required"] and not facts["days"]["required"]
    assert facts["kind"]["allowed"] == ["phep", "rieng", "om", "gia_dinh"] and facts["kind"]["default"] == "phep"
    types = {name: fact["type"] for name, fact in facts.items()}
    assert types["from"] == "session" and types["phone_at"] == "instant" and types["form"] == "flag"
    assert kinds["leave"]["changes"] == ["withdraw", "shorten", "complete", "extend", "start"]
    shown = nowhere("kinds", "leave").out
    assert "phep (nghỉ phép), rieng (việc" in shown and "mã người" in shown and "bắt buộc" in shown


def test_questions_make_no_store(nowhere: Vptu) -> None:
    for words in (
        ("kinds",),
        ("route", "leave", "person=cvA", "days=1"),
        ("may", "deputy1", "consent", "leave", "person=cvA", "days=1"),
        ("who", "consent", "leave", "person=cvA", "days=1"),
        ("bodies",),
    ):
        assert nowhere(*words).code == 0
    assert not nowhere.store.parent.exists()


def test_route_has_the_shape_that_is_promised(nowhere: Vptu) -> None:
    said = nowhere("route", "leave", "person=cvA", "days=1.5", "--json")
    route = said.json
    assert said.code == 0 and said.err == ""
    assert route["kind"] == "leave" and route["facts"] == {"person": "cvA", "days": 1.5}
    assert route["verdict"] == "permitted" and route["because"][0]["clause"] == "18.u2/1"
    steps = route["steps"]
    assert [(s["n"], s["stage"], s["verb"]) for s in steps] == [
        (1, 1, "form"), (2, 2, "consent"), (3, 3, "consent"), (4, 4, "file"),
    ]  # fmt: skip
    deputy = steps[1]
    assert deputy["id"] == "consent:deputy" and deputy["holder"] == "deputy_of:tong_hop"
    assert deputy["people"] == [
        {"person": "deputy1", "capacity": "own", "behalf": None, "cites": ["18.3/1", "18.3/2", "18.u2/1"]}
    ]
    assert steps[0]["form"] == "don_nghi" and steps[3]["register"] == "don_nghi" and steps[3]["after"]
    assert {"A01", "A05"} <= set(route["readings"]) and route["warnings"] == [] and route["gaps"] == []


def test_route_as_text_fits_a_terminal(nowhere: Vptu) -> None:
    lines = nowhere("route", "leave", "person=cvA", "days=1.5").out.splitlines()
    assert max(map(len, lines)) <= 80
    text = " ".join(" ".join(lines).split())
    assert "Mở việc: ĐƯỢC" in text and "[consent:head]" in text and "Điều 18, khoản 3" in text
    assert "\x1b" not in text


def test_a_refused_opening_prints_why_and_exits_3(nowhere: Vptu) -> None:
    words = ("leave", "person=cvA", "from=01/10/2024", "until=01/10/2024")
    said = nowhere("route", *words, "--json")
    assert said.code == 3 and said.json["verdict"] == "refused" and said.json["unblock"]
    assert {g["clause"] for g in said.json["because"] if g["decisive"]} == {"18.u2/1", "18.u2/2"}
    assert "KHÔNG ĐƯỢC" in nowhere("route", *words).out
    assert nowhere("may", "cvA", "open", *words).code == 3
    later = nowhere("may", "deputy1", "consent", *words, "--json")
    assert "không mở được" in later.json["warnings"][0]


def test_may_has_the_shape_that_is_promised(nowhere: Vptu) -> None:
    ruling = nowhere("may", "deputy2", "consent:deputy", "leave", "person=cvA", "days=1", "--json").json
    assert set(ruling) >= {"verdict", "capacity", "because", "who_may", "unblock", "readings"}
    assert ruling["verdict"] == "refused" and ruling["capacity"] is None and ruling["gate"] == "standing"
    assert ruling["because"][0] == {
        "clause": "18.3/1", "cite": "Điều 18, khoản 3", "decisive": True,
        "says": "Nghỉ từ một buổi thì cần Phó Chánh Văn phòng chấp thuận",
    }  # fmt: skip
    assert ruling["who_may"] == [{"person": "deputy1", "capacity": "own", "clause": "18.3/1", "behalf": None}]
    assert "A05" in ruling["readings"] and "đồng chí Phó 1" in ruling["unblock"][0]


def test_may_exits_by_the_verdict(nowhere: Vptu) -> None:
    leave = ("leave", "person=cvA", "days=1.5")
    assert nowhere("may", "deputy1", "consent", *leave).code == 3  # the form comes first
    permitted = nowhere("may", "deputy1", "consent", *leave, "--done", "form", "--json")
    assert permitted.code == 0 and permitted.json["capacity"] == "own"
    assert nowhere("may", "cvA", "consent", *leave, "--done", "form").code == 3
    silent = nowhere("may", "deputy1", "report", *leave, "--json")
    assert silent.code == 0 and silent.json["verdict"] == "silent"
    assert nowhere("may", "cvA", "start", *leave, "--json").json["gate"] == "order"
    assert nowhere("may", "cvB", "withdraw", *leave, "--json").json["gate"] == "standing"


@pytest.mark.parametrize(
    ("supposed", "person", "capacity", "clause"),
    [
        (("--suppose", "acting=deputy2"), "deputy2", "acting", "5/2"),
        (("--suppose", "delegate=head:deputy1:leave:consent"), "deputy1", "delegated", "4.5/3"),
    ],
)  # fmt: skip
def test_suppositions_change_who_may(
    nowhere: Vptu, supposed: tuple[str, ...], person: str, capacity: str, clause: str
) -> None:
    leave = ("consent:head", "leave", "person=cvA", "days=1", "--done", "consent:deputy", "--json")
    assert nowhere("may", person, *leave).code == 3
    ruling = nowhere("may", person, *leave, *supposed).json
    assert ruling["verdict"] == "permitted" and ruling["capacity"] == capacity
    assert clause in {g["clause"] for g in ruling["because"]}


def test_supposing_the_head_away_shows_the_gap(nowhere: Vptu) -> None:
    route = nowhere("route", "leave", "person=deputy1", "days=2", "--suppose", "away=deputy2", "--json").json
    assert [s["verb"] for s in route["steps"]] == ["form", "consent", "report", "consent", "file"]
    gap = nowhere("may", "deputy2", "consent", "leave", "person=cvB", "days=0.5", "--suppose", "away=deputy1", "--json")
    assert gap.json["capacity"] == "acting" and gap.code == 0


def test_who_lists_those_who_may_and_why_the_others_may_not(nowhere: Vptu) -> None:
    said = nowhere("who", "consent", "leave", "person=cvA", "days=0.5", "--json")
    answer = said.json
    assert said.code == 0 and [r["by"] for r in answer["may"]] == ["deputy1"]
    assert {r["by"] for r in answer["may_not"]} >= {"head", "deputy2", "cvA", "vt", "secretary"}
    assert all(r["sentence"] for r in answer["may_not"])
    text = nowhere("who", "consent", "leave", "person=cvA", "days=0.5").out
    assert "đồng chí Phó 1 (deputy1): theo chức trách" in text and "Ai không được, vì sao" in text


def test_who_opens_is_asked_about_another_day(nowhere: Vptu) -> None:
    said = nowhere("route", "leave", "days=1", "--for", "cvB", "--at", "12/03/2024", "--json")
    assert said.json["facts"]["person"] == "cvB" and said.json["for"] == "cvB"
    opened = nowhere("route", "leave", "person=cvA", "days=1", "--for", "vt", "--json").json
    assert opened["verdict"] == "permitted" and opened["for"] == "vt"
    assert nowhere("route", "leave", "person=cvA", "days=1", "--for", "cvB").code == 3


def test_questions_see_the_store(vptu: Vptu) -> None:
    vptu.done("cvA", *LEAVE)
    said = vptu("may", "cvA", "open", "leave", "person=cvA", "from=11/10/2024", "until=11/10/2024")
    assert said.code == 2 and "việc số 1" in said.sentence


def test_questions_work_on_a_read_only_disk(vptu: Vptu, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    found = os.statvfs(vptu.store)
    frozen = os.statvfs_result([*found[:8], found.f_flag | os.ST_RDONLY, found.f_namemax])
    vptu.done("cvA", *LEAVE)
    before = sorted(p.name for p in vptu.store.parent.iterdir())
    monkeypatch.setattr(os, "statvfs", lambda path: frozen)
    said = vptu("may", "cvA", "open", "leave", "person=cvA", "from=11/10/2024", "until=11/10/2024")
    assert said.code == 2 and "việc số 1" in said.sentence
    assert sorted(p.name for p in vptu.store.parent.iterdir()) == before


# A leave from the form to the archive


def test_a_leave_from_the_form_to_the_archive(vptu: Vptu) -> None:
    opened = vptu.done("cvA", *LEAVE, "reason=việc nhà")
    assert "ĐƯỢC – theo chức trách" in opened.out and "Tiếp theo" in opened.out and "Phó 1 (deputy1)" in opened.out
    refused = vptu.to("deputy2", "take", "1", "consent")
    assert refused.code == 3 and "Ai được làm" in refused.out and "Cách gỡ" in refused.out
    vptu.done("deputy1", "take", "1", "consent", "--note", "Đồng ý, đã bàn giao")
    head = vptu.to("head", "take", "1", "consent", "--json").json
    assert head["status"] == "in_effect" and [s["verb"] for s in head["next"]] == ["file"]
    assert head["ruling"]["verdict"] == "permitted" and not head["repeated"]
    filed = vptu.done("lt", "take", "1", "file")
    assert "Số lưu: 1" in filed.out and "đã xong" in filed.out


def test_show_tells_route_facts_dossier_and_history(vptu: Vptu) -> None:
    vptu.done("cvA", *LEAVE)
    vptu.to("cvB", "take", "1", "consent")
    vptu.done("deputy1", "take", "1", "consent", "--note", "Đồng ý")
    (vptu.store.parent / "don.pdf").write_bytes(b"%PDF-1.4")
    vptu.done("cvA", "attach", "1", str(vptu.store.parent / "don.pdf"))
    found = vptu("show", "1", "--json").json
    assert found["facts"] == {"person": "cvA", "from": "2024-10-10 sáng", "until": "2024-10-11 sáng"}
    assert [s["state"] for s in found["steps"]] == ["done", "done", "now", "later"]
    assert [a["name"] for a in found["attachments"]] == ["don.pdf"] and found["attachments"][0]["size"] == 8
    assert [h["act"] for h in found["history"]] == ["open", "refused", "take", "attach"]
    assert [d["step"] for d in found["deeds"]] == ["form", "consent:deputy"]
    text = vptu("show", "1").out
    for part in ("✓ 1.", "● 3.", "○ 4.", "«Đồng ý»", "don.pdf", "bị từ chối", "sáng 11/10/2024"):
        assert part in text


def test_declining_returning_and_completing(vptu: Vptu) -> None:
    vptu.done("cvA", *LEAVE)
    without = vptu.to("deputy1", "decline", "1")
    assert without.code == 3 and "phải nêu lý do" in without.out
    assert "Đã ghi trả lại" in vptu.done("deputy1", "return", "1", "--note", "Ghi rõ nơi nghỉ").out
    assert "vptu complete 1" in vptu("show", "1").out
    vptu.done("cvA", "complete", "1", "address=Phường 1")
    assert vptu("show", "1", "--json").json["facts"]["address"] == "Phường 1"
    declined = vptu.done("deputy1", "decline", "1", "consent", "--note", "Trùng hội nghị")
    assert "không được đồng ý" in declined.out
    again = vptu.to("deputy1", "decline", "1", "--note", "x")
    assert again.code == 2 and "không có bước nào đang chờ cho ý kiến" in again.sentence


def test_withdrawing_shortening_extending(vptu: Vptu) -> None:
    vptu.done("cvA", *LEAVE)
    assert vptu.to("cvB", "withdraw", "1").code == 3
    vptu.done("cvA", "shorten", "1", "until=chiều 10/10/2024")
    assert vptu("show", "1", "--json").json["facts"]["until"] == "2024-10-10 chiều"
    more = vptu.to("cvA", "extend", "1", "until=11/10/2024", "--json").json
    assert more["matter"] == 2 and vptu("show", "1", "--json").json["extensions"] == [2]
    vptu.done("cvA", "withdraw", "2", "--note", "không cần nữa")
    assert vptu("matters", "--status", "đã rút", "--json").json["matters"][0]["id"] == 2


def test_an_answer_given_elsewhere_is_recorded_with_evidence(vptu: Vptu) -> None:
    vptu.done("head", "open", "leave", "from=15/10/2024", "until=17/10/2024")
    bare = vptu.to("vt", "take", "1", "consent")
    assert bare.code == 3 and "bằng chứng" in bare.out
    given = vptu.to("vt", "take", "1", "consent", "--evidence", "so=12-CV/TU,ngay=07/10/2024", "--json").json
    assert given["ruling"]["capacity"] == "recorded" and given["next"][0]["verb"] == "name"
    assert vptu.to("head", "take", "1", "name").code == 3
    vptu.done("head", "take", "1", "name", "deputy=deputy2")
    assert "văn bản số 12-CV/TU" in vptu("show", "1").out
    away = vptu("away", "--on", "15/10/2024", "--json").json
    assert [a["person"] for a in away["away"]] == ["head"]
    assert away["acting_head"] == {"2024-10-15 sáng": "deputy2", "2024-10-15 chiều": "deputy2"}
    assert "thay Chánh Văn phòng (Điều 5)" in vptu("away", "--on", "sáng 15/10/2024").out
    assert "thay Chánh Văn phòng" in vptu.at("2024-10-16 09:00")("desk").out


def test_the_same_act_twice_is_written_once(vptu: Vptu) -> None:
    first = vptu.to("cvA", *LEAVE, "--act-id", "lan-1", "--json").json
    again = vptu.to("cvA", *LEAVE, "--act-id", "lan-1", "--json")
    assert again.code == 0 and again.json["repeated"] and again.json["matter"] == first["matter"]
    assert "đã được ghi trước đó" in vptu.to("cvA", *LEAVE, "--act-id", "lan-1").out
    assert len(vptu("matters", "--json").json["matters"]) == 1


def test_attaching_from_the_pipe(vptu: Vptu) -> None:
    vptu.done("cvA", *LEAVE)
    said = vptu.to("cvA", "attach", "1", "-", "--name", "ghi chú.txt", "--json", stdin="đủ dấu".encode())
    assert said.json["size"] == len("đủ dấu".encode())
    assert vptu("show", "1", "--json").json["attachments"][0]["name"] == "ghi chú.txt"


# Looking around


def test_the_desk_says_what_waits(vptu: Vptu) -> None:
    assert "Không có việc nào đang chờ" in vptu("desk").out
    vptu.done("cvA", *LEAVE)
    tray = vptu.to("deputy1", "desk", "--json").json
    assert tray["person"] == "deputy1" and [w["step"] for w in tray["mine"]] == ["consent:deputy"]
    assert vptu.to("cvA", "desk", "--json").json["sent"][0]["from"] == "2024-10-10 sáng"
    text = vptu.to("deputy1", "desk").out
    assert "Chờ đồng chí (1)" in text and "10/10/2024" in text
    assert vptu("--as", "deputy1").out == text  # no command, no terminal: the desk


def test_matters_are_filtered_and_paged(vptu: Vptu) -> None:
    for day in (10, 11, 14):
        vptu.done("cvB", "open", "leave", f"from={day}/10/2024", f"until=sáng {day}/10/2024")
    vptu.done("cvC", "open", "leave", "from=10/10/2024", "until=sáng 10/10/2024")
    page = vptu("matters", "--limit", "2", "--json").json
    assert [m["id"] for m in page["matters"]] == [4, 3] and page["next_before"] == 3
    older = vptu("matters", "--limit", "2", "--before", "3", "--json").json
    assert [m["id"] for m in older["matters"]] == [2, 1] and older["next_before"] is None
    assert [m["id"] for m in vptu("matters", "--subject", "cvC", "--kind", "leave", "--json").json["matters"]] == [4]
    assert len(vptu("matters", "--search", "chuyen vien b", "--status", "open", "--json").json["matters"]) == 3
    assert "Không có việc nào như vậy" in vptu("matters", "--search", "zzz").out
    assert "Còn nữa" in vptu("matters", "--limit", "1").out


def test_due_shows_duties_and_dated_steps(vptu: Vptu) -> None:
    vptu.done("cvA", *LEAVE)
    due = vptu.to("deputy1", "due", "--days", "120", "--json").json
    assert [s["due"] for s in due["steps"]] == ["2024-10-10"]
    roster = next(d for d in due["duties"] if d["kind"] == "roster")
    assert roster["cites"] == ["18.u1/2"] and not roster["met"]
    assert "Lập lịch trực" in vptu("due", "--days", "120").out


def test_the_balance(vptu: Vptu) -> None:
    vptu.done("cvA", *LEAVE)
    found = vptu("balance", "cvA", "--json").json
    assert found == {"person": "cvA", "year": 2024, "entitled": 14.0, "used": 1.5, "left": 12.5}
    assert "12,5 ngày" in vptu("balance", "cvA").out
    assert vptu.to("cvB", "balance", "--year", "2025", "--json").json["used"] == 0


# Delegations


def test_delegating_and_ending(vptu: Vptu) -> None:
    given = ("delegate", "head", "deputy1", "--scope", "leave:consent", "--until", "31/10/2024", "--basis", "GUQ 05")
    assert vptu.to("deputy2", *given).code == 3
    made = vptu.to("head", *given, "--json").json["delegation"]
    assert made["id"] == 1 and made["until"].startswith("2024-10-31T17:00") and made["state"] == "on"
    leave = ("may", "deputy1", "consent:head", "leave", "person=cvB", "days=1", "--done", "consent:deputy", "--json")
    assert vptu(*leave).json["capacity"] == "delegated"
    assert "GUQ 05" in vptu("delegations").out
    assert vptu.to("deputy1", "end-delegation", "1").code == 3
    vptu.done("head", "end-delegation", "1", "--note", "đã về")
    assert vptu(*leave).code == 3
    assert vptu("delegations", "--json").json["delegations"] == []
    assert vptu("delegations", "--all", "--json").json["delegations"][0]["state"] == "ended"


@pytest.mark.parametrize("name", sorted(VERBS))
def test_every_command_has_help(nowhere: Vptu, name: str) -> None:
    said = nowhere(*name.split(), "--help")
    assert said.code == 0 and said.out.startswith(VERBS[name].help)
    assert all(option.flag in said.out for option in VERBS[name].options)
    assert max(map(len, said.out.splitlines())) <= 80


def test_json_carries_nothing_a_terminal_obeys() -> None:
    page = Page()
    page.data({"text": "a\u202eb\x9bc\x1b[31m\ufeff\udc80 Nguyễn"})
    assert page.text.replace("\n", "").isprintable() and "Nguyễn" in page.text
    assert json.loads(page.text)["text"] == "a\u202eb\x9bc\x1b[31m\ufeff\udc80 Nguyễn"


def test_tables_fold_instead_of_losing_text() -> None:
    page = Page(room=60)
    name = "standing_deputy_secretary"
    page.table(("Mã", "Tên"), [(name, "Phó Bí thư Thường trực Thành ủy " * 3), ("x" * 100, "y\x1b[2Jz")])
    lines = page.text.splitlines()
    assert any(line.startswith(name + "  ") for line in lines), "an id is never broken"
    assert "".join(line[:30].strip() for line in lines if line.startswith("x")) == "x" * 100
    assert "\x1b" not in page.text and page.text.count("Thường") == 3


def test_colours_only_where_they_are_wanted() -> None:
    plain, coloured = Page(), Page(colour=True)
    for page in (plain, coloured):
        page.line("ĐƯỢC", tone="good")
    assert plain.text == "ĐƯỢC\n" and coloured.text == "\x1b[1;32mĐƯỢC\x1b[0m\n"


def test_what_was_typed_stays_out_of_the_log(vptu: Vptu, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr("tui.cli.write.open_matter", breaks)
    assert vptu("open", "subject=điều không được lưu", "incoming").code == 4
    log = (vptu.store.parent / "vptu.log").read_text(encoding="utf-8")
    assert "vptu 'open'" in log and "subject" not in log


def test_facts_are_shown_by_the_names_they_have(vptu: Vptu) -> None:
    ward = ("ward_report", "ward=phuong_1", "report=Báo cáo quý III", "due=10/10/2024")
    vptu.done("cvA", "open", *ward)
    vptu.done("cvA", "act", "1", "remind", "to=Chánh Văn phòng phường")
    vptu.done("vt", "take", "1", "receive", "document=12-BC/ĐU")
    text = vptu("show", "1").out
    assert "Phường 1 (phuong_1)" in text and "document:" not in text and "Văn bản (số, ký hiệu): 12-BC/ĐU" in text
    facts = vptu("show", "1", "--json").json["facts"]
    assert facts["received"]["document"] == "12-BC/ĐU" and facts["reminders"][0]["to"] == "Chánh Văn phòng phường"
