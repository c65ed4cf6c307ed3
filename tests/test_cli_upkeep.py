"""The command line around the work: roster, configuration, regulation, journal, plugins, exports, doctor."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from config.office_files import SAMPLE
from core.extension.in_tree import IN_TREE
from tests.support.cli import Vptu
from tests.support.office import SampleStore

QUY_CHE = Path(__file__).parent / "data" / "quy-che-mau.txt"
LEAVE = ("open", "leave", "person=cvA", "from=10/10/2024", "until=sáng 11/10/2024")


@pytest.fixture
def vptu(sample_store: SampleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vptu:
    return Vptu.fresh(sample_store.path, tmp_path, monkeypatch)


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vptu:
    """No store at all."""
    return Vptu(tmp_path / "none" / "office.db", monkeypatch)


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    """A copy of the sample office, to be edited."""
    return Path(shutil.copy(SAMPLE, tmp_path / "van-phong.toml"))


def edited(toml: Path, old: str, new: str) -> Path:
    text = toml.read_text(encoding="utf-8")
    assert old in text
    toml.write_text(text.replace(old, new, 1), encoding="utf-8")
    return toml


# Roster


def test_a_roster_from_the_proposal_to_its_close(vptu: Vptu) -> None:
    listed = vptu("roster", "list", "--json").json
    assert listed["rosters"] == [] and listed["next_without"]["from"] == "2025-01-01"
    proposed = vptu("roster", "propose", "from=25/01/2025", "until=02/02/2025", "--json").json
    assert len(proposed["rows"]) == 9 and all(not r["missing"] for r in proposed["rows"])
    assert vptu("matters", "--json").json["matters"] == [], "a proposal writes nothing"
    vptu.done("lx", "roster", "draw", "from=25/01/2025", "until=02/02/2025")
    assert "THIẾU 1" in vptu("roster", "show", "1").out
    vptu.done("lx", "roster", "assign", "1", "day=25/01/2025", "role=staff", "person=cvB")
    vptu.done("lx", "roster", "submit", "1")
    early = vptu.to("head", "roster", "close", "1")
    assert early.code == 3 and "còn ngày chưa đủ người" in early.out
    vptu.done("cvC", "roster", "fill", "1")
    assert "đã xong" in vptu.done("head", "roster", "close", "1").out
    rows = vptu("roster", "show", "1", "--json").json["rows"]
    first, second = (next(p["person"] for p in r["people"]["staff"]) for r in rows[:2])
    assert first == "cvB" and second != "cvB"
    theirs = (f"with_person={second}", "with_day=26/01/2025")
    vptu.done("lx", "roster", "swap", "1", "day=25/01/2025", "person=cvB", *theirs)
    after = vptu("roster", "show", "1", "--json").json["rows"]
    assert after[0]["people"]["staff"][0]["person"] == second
    assert "Trực sắp tới" in vptu("desk").out
    assert vptu("roster", "list", "--json").json["rosters"][0]["status"] == "closed"


def test_drawing_the_next_roster_filled(vptu: Vptu) -> None:
    drawn = vptu.to("lx", "roster", "draw", "--fill", "--json").json
    assert drawn["status"] == "open" and not drawn["warnings"]
    assert vptu("roster", "show", str(drawn["matter"]), "--json").json["rows"][0]["missing"] == {}
    assert "Tết Nguyên Đán" in vptu("roster", "list").out


def test_roster_commands_refuse_other_matters(vptu: Vptu) -> None:
    vptu.done("cvA", *LEAVE)
    for command in ("show", "fill", "submit", "close"):
        said = vptu("roster", command, "1")
        assert said.code == 2 and "không phải lịch trực" in said.sentence


# Configuration


def test_checking_comparing_and_applying(vptu: Vptu, toml: Path) -> None:
    assert vptu("config", "check", str(toml)).code == 0
    edited(toml, 'name = "Chuyên viên B"', 'name = "Chuyên viên Bình"')
    changes = vptu("config", "diff", str(toml), "--json").json["changes"]
    assert [c["subject"] for c in changes] == ["cvB"] and "Chuyên viên Bình" in changes[0]["text"]
    assert vptu.to("cvB", "config", "apply", str(toml)).code == 3
    applied = vptu.to("head", "config", "apply", str(toml), "--since", "15/10/2024", "--json").json
    assert applied["version"] == 2 and applied["since"] == "2024-10-15"
    for on, name in (("14/10/2024", "Chuyên viên B"), ("15/10/2024", "Chuyên viên Bình")):
        people = vptu("config", "show", "--on", on, "--json").json["people"]
        assert {p["id"]: p["name"] for p in people}["cvB"] == name
    assert [v["version"] for v in vptu("config", "versions", "--json").json["versions"]] == [2, 1]
    assert "không khác gì" in vptu("config", "apply", str(toml)).out
    assert "Chuyên viên Bình" in vptu("config", "export").out
    assert "Chuyên viên Bình" not in vptu("config", "export", "--version", "1").out


def test_what_is_exported_can_be_applied(vptu: Vptu) -> None:
    assert vptu("config", "export", "--output", "ra.toml").code == 0
    assert vptu("config", "check", "ra.toml").code == 0
    assert "không khác gì" in vptu("config", "diff", "ra.toml").out
    assert vptu("config", "export", "--output", "ra.toml").code == 2
    assert vptu("config", "export", "--output", "ra.toml", "--force").code == 0


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('rank = "deputy"', 'rank = "head"', "Chánh Văn phòng"),
        ('rank = "deputy"', 'rnk = "deputy"', "rnk"),
        ('person = "deputy1"', 'person = "nobody"', "nobody"),
        ("format = 1", "format = ", "TOML"),
    ],
)
def test_a_faulty_file_is_not_put_in_force(vptu: Vptu, toml: Path, old: str, new: str, says: str) -> None:
    said = vptu("config", "check", str(edited(toml, old, new)), "--json")
    faults = said.json["faults"]
    assert said.code == 4 and not said.json["ok"]
    assert any(says in f["message"] + f["remedy"] + f["key"] and f["line"] > 0 for f in faults)
    applied = vptu.to("head", "config", "apply", str(toml))
    assert applied.code == 4 and "van-phong.toml, dòng" in applied.sentence
    assert len(vptu("config", "versions", "--json").json["versions"]) == 1


def test_a_real_office_knows_people_by_their_account(vptu: Vptu, toml: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.cli.identity.account_name", lambda: "cva")
    assert vptu("desk", "--json").json["person"] == "cvA", "also in the sample office"
    edited(toml, "sample = true", "sample = false")
    said = vptu.to("head", "config", "apply", str(toml))
    assert "tài khoản «cva» không thay đổi được cấu hình nữa" in " ".join(said.out.split())
    assert vptu("desk", "--json").json["person"] == "cvA"
    chosen = vptu.to("head", "desk")
    assert chosen.code == 2 and "--as chỉ dùng được ở văn phòng mẫu" in chosen.sentence
    monkeypatch.setattr("tui.cli.identity.account_name", lambda: "khach")
    stranger = vptu("desk")
    assert stranger.code == 4 and "«khach» chưa gắn với ai" in stranger.sentence


def test_the_establishment_of_a_day(nowhere: Vptu) -> None:
    found = nowhere("config", "show", "--json").json
    assert found["sample"] and {u["id"]: u["deputy"] for u in found["units"]}["tong_hop"] == "deputy1"
    assert "Chánh Văn phòng trực tiếp" in nowhere("config", "show").out


def test_parameters_are_dated(vptu: Vptu) -> None:
    key = "leave.staff.head_from"
    assert vptu.to("cvB", "config", "set", key, "2", "--reason", "thử").code == 3
    put = vptu.to("head", "config", "set", key, "2", "--since", "01/11/2024", "--reason", "Họp 30/10", "--json").json
    assert (put["before"], put["value"]) == (1.0, 2.0)
    for on, value, steps in (
        ("31/10/2024", 1.0, ["consent:deputy", "consent:head"]),
        ("01/11/2024", 2.0, ["consent:deputy"]),
    ):
        found = vptu("config", "params", key, "--on", on, "--json").json["parameters"][0]
        assert found["value"] == value and found["clause"] == "18.3" and "A01" in found["readings"]
        route = vptu("route", "leave", "person=cvA", "days=1", "--at", on, "--json").json
        assert [s["id"] for s in route["steps"]] == steps
    listed = vptu("config", "params", "leave.").out
    assert "leave.deputy_scope = unit (" in listed


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("leave.merge_adjacent", "không", False),
        ("leave.late_form_days", "3", 3),
        ("leave.form_over", "1,5", 1.5),
        ("leave.phone_kinds", "om, gia_dinh, rieng", ["om", "gia_dinh", "rieng"]),
        ("leave.deputy_scope", "any", "any"),
        ("regulation.effective_from", "01/03/2022", "2022-03-01"),
    ],
)
def test_every_type_of_parameter_can_be_set(vptu: Vptu, key: str, typed: str, value: object) -> None:
    said = vptu.to("head", "config", "set", key, typed, "--reason", "thử", "--json")
    assert said.code == 0, said.sentence
    assert vptu("config", "params", key, "--json").json["parameters"][0]["value"] == value


# Regulation


def test_a_clause_with_all_that_belongs_to_it(nowhere: Vptu) -> None:
    found = nowhere("quy-che", "show", "18.3", "--json").json
    clause = found["clauses"][0]
    assert clause["cite"] == "Điều 18, khoản 3" and [n["id"] for n in clause["norms"]] == ["18.3/1", "18.3/2"]
    assert clause["norms"][0]["status"] == "enforced" and clause["official_text"] is None
    assert {"key": "leave.staff.head_from", "value": 1.0} in clause["parameters"] and "A01" in clause["readings"]
    for wanted in ("Điều 18, khoản 3", "dieu 18 khoan 3", "18.3/2"):
        assert nowhere("quy-che", "show", wanted, "--json").json["clauses"][0]["id"] == "18.3"
    assert len(nowhere("quy-che", "show", "18", "--json").json["clauses"]) == 5
    assert nowhere("quy-che", "show", "--json").json["norms"] == 232
    assert "Chương trình: chặn, ghi nhận" in nowhere("quy-che", "show", "18.3").out


def test_the_tree_and_the_search(nowhere: Vptu) -> None:
    chapters = nowhere("quy-che", "tree", "--json").json["chapters"]
    norms = [n for c in chapters for a in c["articles"] for k in a["clauses"] for n in k["norms"]]
    assert len(norms) == len(set(norms)) == 232
    assert "[22b]" in nowhere("quy-che", "tree").out
    with_marks = nowhere("quy-che", "search", "điện thoại", "--json").json["norms"]
    assert "18.u2/2" in [n["id"] for n in with_marks]
    assert nowhere("quy-che", "search", "dien", "thoai", "--json").json["norms"] == with_marks
    assert "Không thấy" in nowhere("quy-che", "search", "zzzz").out


def test_every_norm_is_accounted_for(nowhere: Vptu) -> None:
    status = nowhere("quy-che", "status", "--json").json
    assert len(status["norms"]) == 232 == sum(status["counts"].values())
    assert status["counts"]["conflict"] == status["counts"]["undetermined"] == 0
    by_id = {n["id"]: n for n in status["norms"]}
    assert by_id["18.u1/1"]["by"] == "plugins.roster.checks:covered"
    assert by_id["13/1"]["by"] == "plugins.documents.outgoing.facts:Outgoing"
    assert by_id["P-6"]["status"] == "not_built" and by_id["P-6"]["by"] == "compliance"
    text = nowhere("quy-che", "status").out
    assert "Mảng việc chưa làm" in text and "- P-6 (" not in text
    assert "- P-6 (" in nowhere("quy-che", "status", "--area", "compliance").out


def test_importing_the_official_text(vptu: Vptu) -> None:
    assert vptu.to("cvB", "quy-che", "import", str(QUY_CHE)).code == 3
    found = vptu.to("head", "quy-che", "import", str(QUY_CHE), "--json").json
    assert found["bound"] == 150 and found["missing"] == [] == found["faults"]
    assert vptu("quy-che", "show", "18.3", "--json").json["clauses"][0]["official_text"]
    assert "Nguyên văn" in vptu("quy-che", "show", "18.3").out
    assert vptu("quy-che", "show", "--json").json["official_texts"] == 150


# Journal


def test_the_journal_is_read_checked_and_sealed(vptu: Vptu) -> None:
    vptu.done("cvA", *LEAVE)
    assert vptu.to("cvB", "take", "1", "consent").code == 3
    entries = vptu("journal", "show", "--json").json["entries"]
    assert [e["act"] for e in entries] == ["refused", "open", "apply-office"]
    assert entries[0]["data"]["ruling"] and entries[0]["actor"] == "cvB"
    assert len(vptu("journal", "show", "--actor", "cvB", "--json").json["entries"]) == 1
    assert vptu("journal", "show", "--limit", "1", "--json").json["next_before"] == 3
    assert "bị từ chối" in vptu("journal", "show", "--subject", "matter:1").out
    assert "Không có mục" in vptu("journal", "show", "--act", "nothing").out
    assert vptu("journal", "seal", "--output", "niem-phong.txt").code == 0
    vptu.done("deputy1", "take", "1", "consent")
    sound = vptu("journal", "verify", "--against", "niem-phong.txt", "--json")
    assert sound.code == 0 and sound.json["sound"] and sound.json["entries"] == 4
    assert "Khớp với tờ niêm phong" in vptu("journal", "verify", "--against", "niem-phong.txt").out


def test_a_seal_that_does_not_agree_is_told(vptu: Vptu) -> None:
    origin, seq, _ = vptu("journal", "seal").out.splitlines()
    Path("khac.txt").write_text(f"{origin}\n{seq}\n{base64.b64encode(bytes(32)).decode()}\n", encoding="utf-8")
    said = vptu("journal", "verify", "--against", "khac.txt")
    assert said.code == 4 and "KHÔNG NGUYÊN VẸN" in said.out
    Path("xa.txt").write_text(f"{origin}\n9\n{base64.b64encode(bytes(32)).decode()}\n", encoding="utf-8")
    assert not vptu("journal", "verify", "--against", "xa.txt", "--json").json["sound"]


# Exports


def test_documents_are_written_and_never_overwritten(vptu: Vptu) -> None:
    vptu.done("cvA", *LEAVE)
    vptu.done("deputy1", "take", "1", "consent")
    vptu.done("head", "take", "1", "consent")
    assert {e["id"] for e in vptu("export", "--json").json["exports"]} >= {"don_nghi", "ics", "thang", "van_ban"}
    assert "don_nghi-1.docx" in vptu("export", "don_nghi", "1").out
    with ZipFile("don_nghi-1.docx") as letter:
        assert "Chuyên viên A" in letter.read("word/document.xml").decode()
    again = vptu("export", "don_nghi", "1")
    assert again.code == 2 and "không ghi đè" in again.sentence
    assert vptu("export", "don_nghi", "1", "--force").code == 0
    calendar = vptu("export", "ics", "--output", "-").out
    assert calendar.count("BEGIN:VEVENT") == 1 and "20241010" in calendar
    assert vptu("export", "ics", "--output", "-", "--person", "cvB").out.count("BEGIN:VEVENT") == 0
    assert vptu("export", "thang", "10/2024").code == 0 and Path("thang-2024-10.xlsx").stat().st_size > 1000
    assert sorted(p.name for p in Path.cwd().iterdir() if p.name.startswith(".vptu")) == []


# Plugins


BROKEN = "def vptu_area():\n    pass\n\nraise RuntimeError('hỏng rồi')\n"
COMMAND = """
from core.extension.hookspecs import CommandSpec, hookimpl

@hookimpl
def vptu_commands():
    return (CommandSpec("xin-chao", "Chào", "vptu_plugin_chao:hello"),)

def hello(words, *, desk, work, by, at):
    if words == ("hong",):
        raise ValueError("x")
    if words == ("thoat",):
        raise SystemExit(0)
    return [f"Chào {by}: {' '.join(words)}\\x1b[31m", f"{desk.office(at).name(by)}"]
"""


@pytest.fixture
def plugin_folder(vptu: Vptu) -> Path:
    folder = vptu.store.parent / "plugins"
    folder.mkdir(mode=0o755)
    return folder


def test_a_broken_plugin_is_named_and_the_rest_works(vptu: Vptu, plugin_folder: Path) -> None:
    (plugin_folder / "hong.py").write_text(BROKEN, encoding="utf-8")
    found = {p["name"]: p for p in vptu("plugins", "--json").json["plugins"]}
    assert {name for name, p in found.items() if p["state"] != "ok"} == {"hong"}
    assert set(found) == {*IN_TREE, "hong"}
    assert "hỏng rồi" in found["hong"]["failures"][0]["error"] and "hong.py" in found["hong"]["failures"][0]["where"]
    assert "✗ hong" in vptu("plugins").out and "hỏng rồi" in vptu("plugins").out
    assert {p["name"] for p in vptu("plugins", "--safe", "--json").json["plugins"]} == set(found) - {"hong"}
    assert vptu("doctor").code == 4 and vptu("--safe", "doctor").code == 0
    assert vptu("may", "deputy1", "consent", "leave", "person=cvA", "days=1").code == 0


def test_a_broken_leave_plugin_leaves_its_articles_undetermined(vptu: Vptu, monkeypatch: pytest.MonkeyPatch) -> None:
    from plugins.leave import procedure

    def breaks(*_: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(procedure, "measure", breaks)
    said = vptu("route", "leave", "person=cvA", "days=1", "--json")
    assert said.code == 3 and said.json["verdict"] == "undetermined"
    assert "CHƯA XÁC ĐỊNH ĐƯỢC" in vptu("may", "deputy1", "consent", "leave", "person=cvA", "days=1").out


def test_a_plugin_adds_a_command(vptu: Vptu, plugin_folder: Path) -> None:
    (plugin_folder / "chao.py").write_text(COMMAND, encoding="utf-8")
    said = vptu.to("cvA", "xin-chao", "các", "đồng chí")
    assert said.code == 0 and said.out == "Chào cvA: các đồng chí␛[31m\nđồng chí Chuyên viên A\n"
    broken = vptu("xin-chao", "hong")
    assert broken.code == 4
    assert broken.sentence.startswith("Plugin «chao» hỏng ở lệnh «xin-chao»: ValueError: x (")
    assert f"{plugin_folder / 'chao.py'}:10" in broken.sentence and "Sửa dòng đó" in broken.sentence
    left = vptu("xin-chao", "thoat")
    assert left.code == 4 and "plugin tự gọi lệnh thoát chương trình" in left.sentence
    assert "lệnh «vptu xin-chao»" in vptu("plugins").out
    assert vptu("xin-chào").code == 2


# Doctor


def test_the_doctor_looks_and_makes_nothing(nowhere: Vptu) -> None:
    said = nowhere("doctor", "--json")
    assert said.code == 0 and said.json["ok"] and not nowhere.store.parent.exists()
    states = {c["name"]: c["state"] for c in said.json["checks"]}
    assert states["Kho dữ liệu"] == "warn" and states["Quy chế"] == "ok" and states["SQLite"] in ("ok", "warn")


def test_the_doctor_finds_what_is_wrong(vptu: Vptu, monkeypatch: pytest.MonkeyPatch) -> None:
    vptu.done("cvA", *LEAVE)
    assert vptu("doctor").code == 0
    early = vptu.at("2024-10-01 08:00")("doctor", "--json")
    assert early.code == 4 and any(c["name"] == "Đồng hồ" and c["state"] == "bad" for c in early.json["checks"])
    vptu.at("2024-10-07 08:00")
    monkeypatch.setenv("LC_ALL", "C")
    assert "LANG=vi_VN.UTF-8" in vptu("doctor").out
    vptu.store.write_bytes(b"khong phai kho")
    broken = vptu("doctor", "--json")
    assert broken.code == 4 and any("không phải kho" in c["says"] for c in broken.json["checks"])
