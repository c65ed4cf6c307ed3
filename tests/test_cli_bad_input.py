"""Wrong words, wrong files, wrong machines: one clear sentence, the right code, nothing written, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from unicodedata import normalize

import pytest

from core.records.driver import sqlite
from core.records.store import Store
from tests.support.cli import NOW, Vptu
from tests.support.office import SampleStore

ROOT = Path(__file__).parent.parent
LEAVE = ("open", "leave", "person=cvA", "from=10/10/2024", "until=sáng 11/10/2024")
PEOPLE = "head, deputy1, deputy2, cvA, cvB, cvC, cvD, vt, lt, lx, secretary, standing_deputy_secretary"
ASK = ("route", "leave", "person=cvA")


@pytest.fixture
def vptu(sample_store: SampleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vptu:
    return Vptu.fresh(sample_store.path, tmp_path, monkeypatch)


# Words: the sentence is the whole of what a person reads

WRONG_WORDS: dict[str, tuple[tuple[str, ...], str]] = {
    "no such command": (("matter",), "Không có lệnh «matter» (có phải «matters»?); xem «vptu --help»."),
    "half a command": (
        ("journal",),
        "Lệnh «journal» cần thêm một chữ nữa: journal show, journal verify, journal seal.",
    ),
    "half a command, misspelt": (
        ("config", "chek"),
        "Không có lệnh «config chek» (có phải «config check»?); xem «vptu --help».",
    ),
    "nothing behind it": (
        ("may", "deputy1"),
        "Còn thiếu: THAO_TÁC, LOẠI. Cách dùng: vptu may NGƯỜI THAO_TÁC LOẠI [TÊN=GIÁ_TRỊ …].",
    ),
    "unknown option": ((*ASK, "--dayz", "1"), "Không hiểu: --dayz 1. Cách dùng: vptu route LOẠI [TÊN=GIÁ_TRỊ …]."),
    "option without value": (
        (*ASK, "--at"),
        "--at phải có giá trị đi kèm. Cách dùng: vptu route LOẠI [TÊN=GIÁ_TRỊ …].",
    ),
    "unknown kind": (
        ("route", "leav", "days=1"),
        "Không có loại việc «leav» (có phải «leave»?); các loại việc: coordination, direct_task, document, "
        "event_report, field_trip, incoming, joint, leave, mandate, meeting, mission, plan, report, report_up, roster, "
        "round, task, ward_guidance, ward_report.",
    ),
    "unknown fact": (
        ("route", "leave", "persn=cvA", "days=1"),
        "Việc «leave» không có thông tin «persn» (có phải «person»?); các thông tin: "
        "person, from, until, days, kind, channel, phone_at, phone_to, form, reason, address, handover.",
    ),
    "unknown person": (
        ("route", "leave", "person=cvZ", "days=1"),
        f"person: không có ai mang mã «cvZ» trong Văn phòng (có phải «cvD»?); các mã: {PEOPLE}.",
    ),
    "unknown asker": (
        ("may", "deputy9", "consent", "leave", "person=cvA", "days=1"),
        f"NGƯỜI: không có ai mang mã «deputy9» trong Văn phòng (có phải «deputy2»?); các mã: {PEOPLE}.",
    ),
    "unknown opener": (
        (*ASK, "days=1", "--for", "HEAD1"),
        f"--for: không có ai mang mã «HEAD1» trong Văn phòng (có phải «head»?); các mã: {PEOPLE}.",
    ),
    "unknown supposed": (
        (*ASK, "days=1", "--suppose", "away=depty2"),
        f"--suppose: không có ai mang mã «depty2» trong Văn phòng (có phải «deputy2»?); các mã: {PEOPLE}.",
    ),
    "unknown acting self": (
        ("desk", "--as", "nobody"),
        f"--as: không có ai mang mã «nobody» trong Văn phòng; các mã: {PEOPLE}.",
    ),
    "unknown verb": (
        ("who", "consnt", "mission", "person=deputy1", "from=10/10/2024", "until=10/10/2024"),
        "«Đi công tác (lãnh đạo Văn phòng)» không có thao tác «consnt»; "
        "có: open, inform:head, inform, name, withdraw, shorten, start.",
    ),
    "unknown step done": (
        (*ASK, "days=1", "--done", "nope"),
        "Tuyến này không có bước «nope»; các bước: consent:deputy, consent:head.",
    ),
    "supposition": (
        (*ASK, "days=1", "--suppose", "sick=cvA"),
        "Giả sử «sick=cvA» không rõ; ghi away=NGƯỜI, acting=NGƯỜI hoặc delegate=TỪ:CHO:PHẠM_VI "
        "(ví dụ delegate=head:deputy1:leave:consent).",
    ),
    "no equals sign": (
        (*ASK, "days"),
        '«days» không rõ; ghi thành TÊN=GIÁ_TRỊ, ví dụ days=1.5 hoặc "from=sáng 11/10/2024".',
    ),
    "twice": ((*ASK, "days=1", "days=2"), "«days» được ghi hai lần; chỉ ghi một lần."),
    "until before from": (
        (*ASK, "from=11/10/2024", "until=10/10/2024"),
        "Việc «leave»: ngày kết thúc (chiều 10/10/2024) ở trước ngày bắt đầu (sáng 11/10/2024).",
    ),
    "until missing": (
        (*ASK, "from=11/10/2024"),
        "Việc «leave»: phải ghi cả ngày bắt đầu (from) và ngày kết thúc (until).",
    ),
    "no such session": (
        (*ASK, "from=tối 11/10/2024", "until=11/10/2024"),
        "«Từ buổi, ngày» (from): không có buổi «tối»; chỉ có sáng và chiều.",
    ),
    "no such day": (
        (*ASK, "from=30/02/2025", "until=30/02/2025"),
        "«Từ buổi, ngày» (from): «30/02/2025» không có trong lịch.",
    ),
    "no day at all": (
        (*ASK, "from=mai", "until=mốt"),
        "«Từ buổi, ngày» (from): «mai» không rõ; viết như «sáng 10/10/2024».",
    ),
    "before the regulation": (
        (*ASK, "days=1", "--at", "31/01/2022"),
        "Ngày 31/01/2022 nằm ngoài thời gian có hiệu lực của quy chế "
        "(Quy chế làm việc nhiệm kỳ 2020-2025 (qc-2020-2025) từ 01/02/2022); hãy chọn ngày khác.",
    ),
    "no such time": ((*ASK, "days=1", "--at", "25:00 11/10/2024"), "--at: «25:00» không phải giờ; viết như 07:10."),
    "no such value": (
        (*ASK, "days=1", "kind=du_lich"),
        "«Loại nghỉ» (kind): không có giá trị «du_lich»; chọn một trong: phep, rieng, om, gia_dinh.",
    ),
    "control character": (
        (*ASK, "days=1", "reason=a\x1b[31mb"),
        "«Lý do» có ký tự điều khiển U+001B ở vị trí 2: hãy xóa ký tự đó rồi nhập lại.",
    ),
    "broken bytes": (
        (*ASK, "days=1", "reason=\udcff\udcfe"),
        "«Lý do» có byte không phải UTF-8 ở vị trí 1: hãy gõ lại bằng bảng mã Unicode.",
    ),
    "100 kB": (
        (*ASK, "days=1", "reason=" + "x" * 100_000),
        "«Lý do» dài 100.000 ký tự, giới hạn là 4.000: hãy viết gọn lại hoặc đính kèm nội dung thành tệp.",
    ),
    "100 kB of note": (
        ("take", "1", "consent", "--note", "x" * 100_000),
        "«--note» dài 100.000 ký tự, giới hạn là 4.000: hãy viết gọn lại hoặc đính kèm nội dung thành tệp.",
    ),
    "outside the office": (
        ("route", "leave", "person=secretary", "days=1"),
        "Quy chế này không điều chỉnh việc nghỉ của đồng chí Bí thư (ngoài Văn phòng).",
    ),
    "no such matter": (("show", "99"), "Không có việc số 99; xem danh sách bằng «vptu matters»."),
    "no number": (("show", "abc"), "VIỆC: «abc» không phải số; ghi một số nguyên từ 1."),
    "a number beyond all": (("show", "9" * 40), f"VIỆC: «{'9' * 40}» không phải số; ghi một số nguyên từ 1."),
    "evidence": (
        ("take", "1", "consent", "--evidence", "soo=1"),
        "Bằng chứng không có mục «soo»; ghi so=…,ngay=… (văn bản) hoặc goi=…,luc=… (điện thoại).",
    ),
    "scope": (
        ("delegate", "head", "deputy1", "--scope", "lave:consent", "--until", "01/01/2025", "--basis", "x"),
        "Phạm vi «lave:consent» không rõ (có phải «leave»?); ghi LOẠI:BƯỚC hoặc LOẠI:*, ví dụ leave:consent.",
    ),
    "status": (
        ("matters", "--status", "opn"),
        "--status: không có tình trạng «opn» (có phải «open»?); "
        "chọn: open, returned, in_effect, closed, declined, withdrawn.",
    ),
    "clause": (
        ("quy-che", "show", "24"),
        "Quy chế không có «24» (có phải «2.4»?); xem mục lục bằng «vptu quy-che tree».",
    ),
    "parameter": (
        ("config", "set", "leave.form_ovr", "2", "--reason", "x"),
        "Không có tham số «leave.form_ovr» (có phải «leave.form_over»?); xem «vptu config params».",
    ),
    "parameter value": (
        ("config", "set", "leave.form_over", "1.3", "--reason", "x"),
        "Giá trị mới, tham số «leave.form_over» (Nghỉ trên mấy ngày thì bắt buộc có đơn): "
        "giá trị 1,3 không dùng được; phải là số từ 0 đến 30, bội của 0,5.",
    ),
    "no reason": (
        ("config", "set", "leave.form_over", "2"),
        "Còn thiếu --reason: ghi lý do, căn cứ của việc đổi tham số.",
    ),
    "template": (
        ("export", "don_ngi", "1"),
        "Không có mẫu «don_ngi» (có phải «don_nghi»?); các mẫu: van_ban, phieu_trinh, tong_hop_y_kien, giay_di_duong, "
        "don_nghi, ics, thang, bao_cao_md, bao_cao_xlsx, nghia_vu_ics.",
    ),
    "month": (("export", "thang", "13/2024"), "«13/2024» không phải số của việc hay tháng; ghi như 12 hoặc 10/2024."),
    "export backwards": (
        ("export", "ics", "--from", "10/10/2024", "--until", "09/10/2024"),
        "--until (09/10/2024) ở trước --from (10/10/2024); hãy đổi lại.",
    ),
    "a file that is not there": (
        ("config", "check", "khong-co.toml"),
        "Không đọc được tệp «khong-co.toml» (không có tệp hay thư mục này): "
        "hãy kiểm tra đường dẫn tới tệp cấu hình TOML.",
    ),
    "no regulation": (
        ("quy-che", "import", str(ROOT / "pyproject.toml")),
        "Tệp không phải quy chế: không có dòng nào dạng «Điều 1. …»; hãy chọn đúng tệp toàn văn.",
    ),
    "no seal": (
        ("journal", "verify", "--against", str(ROOT / "pyproject.toml")),
        "Tờ niêm phong không đọc được ở dòng 1 (phải bắt đầu bằng «vptu/nhat-ky/»): "
        "hãy dùng đúng tờ do lệnh niêm phong in ra, không sửa gì.",
    ),
    "empty store name": (("--store", "", "desk"), "--store phải có đường dẫn tới một tệp kho dữ liệu."),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG_WORDS)
def test_wrong_words_get_one_sentence_and_code_2(vptu: Vptu, case: str) -> None:
    words, sentence = WRONG_WORDS[case]
    said = vptu(*words)
    assert (said.sentence, said.code, said.out) == (sentence, 2, "")
    assert said.err.isascii() is False and "\x1b" not in said.err
    assert [e["act"] for e in vptu("journal", "show", "--json").json["entries"]] == ["apply-office"]


def test_decomposed_letters_are_the_same_letters(vptu: Vptu) -> None:
    import unicodedata

    words = [
        unicodedata.normalize("NFD", w) for w in ("from=sáng 10/10/2024", "until=chiều 10/10/2024", "reason=Nghỉ ốm")
    ]
    vptu.done("cvA", "open", "leave", *words)
    facts = vptu("show", "1", "--json").json["facts"]
    assert facts["reason"] == "Nghỉ ốm" and facts["until"] == "2024-10-10 chiều"
    assert vptu("matters", "--search", normalize("NFD", "nghỉ phép")).out.startswith("Số")


def test_days_nobody_has_a_calendar_for(vptu: Vptu) -> None:
    said = vptu(*ASK, "from=31/12/9999", "until=31/12/9999")
    assert said.code == 2 and "9999" in said.sentence


def test_global_options_stand_anywhere(vptu: Vptu) -> None:
    here, there = vptu("--as", "cvB", "--plain", "desk", "--json"), vptu("desk", "--json", "--plain", "--as=cvB")
    assert here.json == there.json and here.json["person"] == "cvB"
    assert vptu("--store", str(vptu.store), "journal", "--json", "show").code == 0
    facts = vptu("route", "--for", "cvA", "leave", "person=cvA", "--json", "days=1").json["facts"]
    assert facts == {"person": "cvA", "days": 1.0}


# Files and disks


def test_files_that_are_no_store(tmp_path: Path, vptu: Vptu) -> None:
    text, empty = tmp_path / "thu.txt", tmp_path / "rong.db"
    text.write_text("thư từ\n" * 300, encoding="utf-8")
    empty.touch()
    for path, says in ((text, "không phải kho dữ liệu"), (empty, "rỗng"), (tmp_path, "là một thư mục")):
        for command in (("desk",), LEAVE, ("kinds",), ("route", *ASK[1:], "days=1")):
            said = vptu("--store", str(path), *command)
            if command != ("kinds",):
                assert (said.code, said.out) == (4, "") and says in said.sentence and str(path) in said.sentence
    assert text.read_text(encoding="utf-8") == "thư từ\n" * 300 and empty.stat().st_size == 0


def test_a_store_from_a_newer_version(vptu: Vptu) -> None:
    with sqlite.connect(vptu.store) as connection:
        connection.execute("UPDATE schema_version SET version = 99")
    connection.close()
    before = vptu.store.read_bytes()
    said = vptu("desk")
    assert said.code == 4 and "hãy cập nhật vptu" in said.sentence
    assert vptu.store.read_bytes() == before


def test_a_full_disk_loses_nothing(vptu: Vptu, monkeypatch: pytest.MonkeyPatch) -> None:
    from core.errors import StoreError
    from core.records.faults import FULL, trouble

    def full(self: Store) -> object:
        raise trouble(FULL, self.path)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "write", full)
        said = vptu.to("cvA", *LEAVE)
    assert said.code == StoreError.exit_code and "đã đầy" in said.sentence and "vẫn nguyên vẹn" in said.sentence
    assert vptu("matters", "--json").json["matters"] == [] and vptu("journal", "verify").code == 0


def test_attachments_that_cannot_be_taken(vptu: Vptu, tmp_path: Path) -> None:
    vptu.done("cvA", *LEAVE)
    big, none = tmp_path / "to.bin", tmp_path / "rong.txt"
    with big.open("wb") as file:
        file.truncate(2**31)
    none.touch()
    wrong = {big: "giới hạn là", none: "rỗng", tmp_path: "không phải tệp thường", Path("/dev/zero"): "không phải tệp"}
    for path, says in wrong.items():
        said = vptu.to("cvA", "attach", "1", str(path))
        assert said.code == 2 and says in said.sentence
    assert vptu("show", "1", "--json").json["attachments"] == []


def test_files_that_cannot_be_written(vptu: Vptu) -> None:
    said = vptu("config", "export", "--output", "khong/co/ra.toml")
    assert said.code == 4 and "Không ghi được tệp «khong/co/ra.toml»" in said.sentence
    Path("san.toml").write_text("giữ nguyên", encoding="utf-8")
    said = vptu("config", "export", "--output", "san.toml")
    assert said.code == 2 and Path("san.toml").read_text(encoding="utf-8") == "giữ nguyên"


def test_a_clock_that_cannot_be_read(vptu: Vptu) -> None:
    said = vptu.at("hôm qua")("desk")
    assert said.code == 2 and said.sentence.startswith("VPTU_NOW: «hôm qua» không phải thời điểm")


# What nobody foresaw


def test_the_unforeseen_becomes_a_sentence_and_a_log(vptu: Vptu, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> int:
        raise ZeroDivisionError("bí mật")

    monkeypatch.setattr("tui.cli.look.desk", breaks)
    said = vptu("desk")
    log = vptu.store.parent / "vptu.log"
    assert said.code == 4 and said.out == "" and "Traceback" not in said.err
    assert said.err.count("\n") == 1 and str(log) in said.err and "bí mật" not in said.err
    assert "ZeroDivisionError: bí mật" in log.read_text(encoding="utf-8") and log.stat().st_mode & 0o777 == 0o600
    elsewhere = vptu("--store", str(vptu.store.parent / "none" / "x.db"), "desk")
    assert elsewhere.code == 4 and "vptu-" in elsewhere.err


def test_an_interrupt_is_no_error(vptu: Vptu, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.cli.look.desk", stop)
    said = vptu("desk")
    assert (said.code, said.err) == (130, "Đã dừng theo yêu cầu.\n")


# As a process of its own


def process(
    vptu: Vptu, *words: str, out: int = subprocess.PIPE, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    given = {"PATH": os.environ["PATH"], "HOME": str(vptu.store.parent), "VPTU_NOW": NOW, "VPTU_STORE": str(vptu.store)}
    return subprocess.run(
        [sys.executable, "-m", "tui", *words], cwd=ROOT, env={**given, **(env or {})}, stdin=subprocess.DEVNULL,
        stdout=out, stderr=subprocess.PIPE, check=False, timeout=60,
    )  # fmt: skip


def test_a_reader_that_goes_away_is_quiet(vptu: Vptu) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = process(vptu, "quy-che", "tree", out=writing)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_stranger_under_our_name_is_named(vptu: Vptu, tmp_path: Path) -> None:
    (tmp_path / "la" / "core").mkdir(parents=True)
    (tmp_path / "la" / "core" / "__init__.py").touch()
    first = f"import sys; sys.path.insert(0, {str(tmp_path / 'la')!r})"
    code = f"{first}; from tui.cli.main import main; sys.exit(main(['kinds']))"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert ran.returncode == 4 and ran.stderr.decode().count("\n") == 1
    assert f"Gói «core» lấy từ {tmp_path / 'la'}" in ran.stderr.decode()


def test_a_machine_without_vietnamese_still_gets_utf8(vptu: Vptu) -> None:
    ran = process(vptu, "kinds", env={"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"})
    assert ran.returncode == 0 and "Nghỉ phép, nghỉ việc riêng" in ran.stdout.decode()


def test_without_a_terminal_the_desk_is_printed(vptu: Vptu, tmp_path: Path) -> None:
    fresh = tmp_path / "moi" / "office.db"
    ran = process(vptu, "--store", str(fresh))
    assert ran.returncode == 0 and "Bàn việc của đồng chí Chánh Văn phòng (head)" in ran.stdout.decode()
    assert str(fresh) in ran.stderr.decode() and fresh.exists()


def test_a_full_output_is_told(vptu: Vptu) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = process(vptu, "kinds", out=full.fileno())
    assert ran.returncode == 4 and "đĩa đầy" in ran.stderr.decode() and b"Traceback" not in ran.stderr


SLOW = ("sqlmodel", "sqlalchemy", "textual", "docxtpl", "openpyxl", "icalendar", "holidays", "arrow", "tomllib")


def test_questions_load_no_slow_library(vptu: Vptu) -> None:
    asked = ["may", "deputy1", "consent", "leave", "person=cvA", "days=1"]
    code = f"import sys; from tui.cli.main import main; print(main({asked}), set({SLOW}) & set(sys.modules))"
    env = {**os.environ, "VPTU_NOW": NOW, "VPTU_STORE": str(vptu.store)}
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, check=True)
    assert ran.stdout.decode().splitlines()[-1] == "0 set()"
