"""The command line and numbered books: pages, reports, reserved and void numbers, tables that come in and go out."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support.cli import NOW, Said, Vptu
from tests.support.office import SampleStore

ROOT = Path(__file__).parent.parent
ARRIVALS, OUTGOING = "van_ban_den", "van_ban_di"
LETTERS = ("--body", "VP", "--type", "cong_van")
HEADING = 'Số đến,Ngày đến,Tác giả,"Số, ký hiệu",Ngày văn bản,Trích yếu\n'
SOUND = (
    "101,02/10/2024,Ban Tổ chức,15-CV/BTC,01/10/2024,Về báo cáo cán bộ\n"
    "102,03/10/2024,Ban Tổ chức,16-CV/BTC,02/10/2024,Về lịch họp\n"
)
FAULTY = "103,31/02/2024,Ban Tổ chức,17-CV/BTC,01/10/2024,Về kế hoạch\n"
SIGNED = (
    "Số,Ngày,Loại văn bản,Trích yếu,Người ký\n"
    "11-CV/VPTU,02/10/2024,Công văn,Về báo cáo cán bộ,Chánh Văn phòng\n"
    "12-CV/VPTU,03/10/2024,Công văn,Về lịch họp,Phó 1\n"
)


@pytest.fixture
def vptu(sample_store: SampleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vptu:
    return Vptu.fresh(sample_store.path, tmp_path, monkeypatch)


@pytest.fixture
def arrivals(vptu: Vptu) -> None:
    """Three entries, on two days."""
    for now, subject in (("07/10", "Về họp giao ban"), ("07/10", "Về kế hoạch"), ("08/10", "=1+1")):
        vptu.at(f"08:00 {now}/2024").done("vt", "open", "incoming", "author=btv", "type=", f"subject={subject}")
    vptu.at(NOW)


def wrong(said: Said, *parts: str) -> None:
    """One sentence that says all of it, and nothing else."""
    assert (said.code, said.out) == (2, "") and said.sentence.count("\n") == 0
    for part in parts:
        assert part in said.sentence, said.sentence


def acts(vptu: Vptu) -> list[str]:
    return [e["act"] for e in vptu("journal", "show", "--json").json["entries"]]


# Looking


@pytest.mark.usefixtures("arrivals")
def test_pages_of_a_book(vptu: Vptu) -> None:
    page = vptu("register", "show", ARRIVALS, "--limit", "2", "--json").json
    assert [r["number"] for r in page["rows"]] == [3, 2] and page["more"]
    assert page["rows"][1]["title"] == "Về kế hoạch" and page["rows"][1]["data"]["author"] == "Ban Thường vụ Thành ủy"
    for words, numbers in (
        (("--from", "08/10/2024"), [3]),
        (("--until", "07/10/2024"), [2, 1]),
        (("--search", "giao ban"), [1]),
        (("--term", "2023"), []),
        (("--body", "VP", "--type", "den"), [3, 2, 1]),
    ):
        found = vptu("register", "show", ARRIVALS, *words, "--json").json
        assert [r["number"] for r in found["rows"]] == numbers and not found["more"]
    text = vptu("register", "show", ARRIVALS, "--limit", "1").out
    assert "Sổ văn bản đến" in text and "08/10/2024" in text and "Còn nữa" in text
    assert "Không có số nào như vậy" in vptu("register", "show", ARRIVALS, "--term", "2023").out


@pytest.mark.usefixtures("arrivals")
def test_the_books_there_are(vptu: Vptu) -> None:
    books = {b["id"]: b for b in vptu("register", "list", "--json").json["books"]}
    assert set(books) >= {ARRIVALS, OUTGOING}
    assert books[ARRIVALS]["sequences"] == [{"body": "VP", "type": "den", "term": "2024", "first": 1, "last": 3}]
    assert books[ARRIVALS]["keeper"] == ["unit:van_thu"] and books[ARRIVALS]["cites"]
    text = vptu("register", "list").out
    assert "Giữ sổ: Bộ phận Văn thư" in text and "đến số 3" in text and "Chưa cấp số nào" in text


def test_words_no_book_understands(vptu: Vptu) -> None:
    for words, parts in (
        (("show", "van_ban_dn"), ("có phải «van_ban_d", "van_ban_di (")),
        (("show", ARRIVALS, "--body", "TU"), ("--body: Sổ văn bản đến không có «TU»", "VP (")),
        (("show", OUTGOING, "--type", "cong_vn"), ("--type", "có phải «cong_van»")),
        (("show", ARRIVALS, "--from", "mai"), ("--from", "mai")),
        (("show", ARRIVALS, "--from", "02/01/2024", "--until", "01/01/2024"), ("ở trước --from",)),
        (("reserve", OUTGOING, "--type", "cong_van", "--reason", "x"), ("Còn thiếu --body", "TU (")),
        (("reserve", ARRIVALS), ("Còn thiếu --reason",)),
        (("void", ARRIVALS, "một", "--reason", "x"), ("«một» không phải số",)),
        (("void", ARRIVALS, "9", "--reason", "x"), ("Số 9", "chưa được cấp")),
        (("start", ARRIVALS, "0", "--reason", "x"), ("«0» không phải số",)),
        (("export", ARRIVALS, "-o", "so.pdf"), ("«so.pdf» phải có đuôi .xlsx hoặc .csv",)),
        (("shw", ARRIVALS), ("có phải «register show»",)),
    ):
        wrong(vptu.to("vt", "register", *words), *parts)
    assert acts(vptu) == ["apply-office"]


# Keeping


def test_reserving_and_voiding(vptu: Vptu) -> None:
    reserve = ("register", "reserve", OUTGOING, *LETTERS, "--reason", "công văn gấp")
    refused = vptu.to("cvA", *reserve, "--json")
    assert refused.code == 3 and list(refused.json) == ["ruling"]
    kept = vptu.to("vt", *reserve, "--json", "--act-id", "so-1").json
    again = vptu.to("vt", *reserve, "--json", "--act-id", "so-1").json
    assert (kept["number"], kept["printed"], kept["repeated"]) == (1, "01-CV/VPTU", False)
    assert again == {**kept, "repeated": True}
    assert "Đã giữ số 02-CV/VPTU" in vptu.to("vt", *reserve).out
    vptu.done("vt", "register", "void", OUTGOING, "1", *LETTERS, "--reason", "không dùng")
    wrong(vptu.to("vt", "register", "void", OUTGOING, "1", *LETTERS, "--reason", "x"), "đã hủy từ trước")
    (sequence,) = vptu("register", "report", OUTGOING, "--json").json["sequences"]
    assert (sequence["reserved"], sequence["void"], sequence["missing"]) == ([2], [1], [])
    states = {r["number"]: (r["state"], r["reason"]) for r in vptu("register", "show", OUTGOING, "--json").json["rows"]}
    assert states == {1: ("void", "không dùng"), 2: ("reserved", "công văn gấp")}
    assert "Đang giữ chỗ:  2" in vptu("register", "report", OUTGOING).out
    assert "giữ chỗ: công" in " ".join(vptu("register", "show", OUTGOING).out.split())


def test_beginning_where_the_paper_book_ended(vptu: Vptu) -> None:
    start = ("register", "start", ARRIVALS, "251", "--reason", "sổ giấy đến số 250")
    assert vptu.to("head", *start).code == 3
    vptu.done("vt", *start)
    vptu.done("vt", "open", "incoming", "author=btv", "subject=Về họp")
    (sequence,) = vptu("register", "report", ARRIVALS, "--json").json["sequences"]
    assert (sequence["first"], sequence["last"], sequence["missing"]) == (251, 251, [])
    wrong(vptu.to("vt", *start), "đã cấp đến số 251")


def test_gaps_are_told_in_spans(vptu: Vptu, tmp_path: Path) -> None:
    (tmp_path / "so.csv").write_text(HEADING + SOUND.replace("102,", "109,"), encoding="utf-8")
    vptu.done("vt", "register", "import", "so.csv", "--book", ARRIVALS, "--yes")
    assert "Số nhảy cóc:   102–108" in vptu("register", "report", ARRIVALS).out


# Tables in


def test_a_table_is_tried_then_entered_once(vptu: Vptu, tmp_path: Path) -> None:
    (tmp_path / "so.csv").write_text(HEADING + SOUND, encoding="utf-8")
    bring = ("register", "import", "so.csv", "--book", ARRIVALS)
    tried = vptu.to("vt", *bring, "--json").json
    assert (tried["rows"], tried["new"], tried["known"], tried["written"], tried["may"]) == (2, 2, 0, False, True)
    assert "mới chỉ thử" in vptu.to("vt", *bring, "--dry-run").out and acts(vptu) == ["apply-office"]
    assert "thuộc thẩm quyền" in vptu.to("cvA", *bring).out
    assert vptu.to("cvA", *bring, "--yes").code == 3
    done = vptu.to("vt", *bring, "--yes", "--json").json
    again = vptu.to("vt", *bring, "--yes", "--json").json
    assert (done["entered"], again["entered"], again["known"], again["written"]) == (2, 0, 2, True)
    assert acts(vptu).count("take_over") == 2
    assert [r["number"] for r in vptu("register", "show", ARRIVALS, "--json").json["rows"]] == [102, 101]


def test_faults_stop_everything_unless_they_are_skipped(vptu: Vptu, tmp_path: Path) -> None:
    (tmp_path / "so.csv").write_text(HEADING + SOUND + FAULTY, encoding="utf-8")
    bring = ("register", "import", "so.csv", "--book", ARRIVALS, "--yes")
    stopped = vptu.to("vt", *bring)
    assert stopped.code == 2 and "hàng 4, cột B «Ngày đến»" in stopped.out and "--skip-faulty" in stopped.out
    assert vptu("register", "show", ARRIVALS, "--json").json["rows"] == []
    skipped = vptu.to("vt", *bring, "--skip-faulty", "--json").json
    assert skipped["entered"] == 2 and len(skipped["faults"]) == 1


def test_a_row_that_says_something_else_is_a_fault(vptu: Vptu, tmp_path: Path) -> None:
    (tmp_path / "so.csv").write_text(HEADING + SOUND, encoding="utf-8")
    vptu.done("vt", "register", "import", "so.csv", "--book", ARRIVALS, "--yes")
    (tmp_path / "khac.csv").write_text(HEADING + SOUND.replace("lịch họp", "việc khác"), encoding="utf-8")
    said = vptu.to("vt", "register", "import", "khac.csv", "--book", ARRIVALS, "--yes")
    assert said.code == 2 and "Số 102 (kỳ 2024) đã có trong sổ với nội dung khác" in " ".join(said.out.split())


def test_signatures_that_look_wrong_are_told_and_entered(vptu: Vptu, tmp_path: Path) -> None:
    (tmp_path / "di.csv").write_text(SIGNED, encoding="utf-8")
    found = vptu.to("vt", "register", "import", "di.csv", "--book", OUTGOING, "--yes", "--json").json
    assert found["entered"] == 2 and found["faults"] == []
    assert len(found["flags"]) == 1 and "hàng 3" in found["flags"][0] and "Phó 1" in found["flags"][0]


def test_files_that_are_no_table(vptu: Vptu, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "word.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    (tmp_path / "don.docx").write_bytes((tmp_path / "word.xlsx").read_bytes())
    (tmp_path / "rong.csv").touch()
    (tmp_path / "khac.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with (tmp_path / "to.xlsx").open("wb") as big:
        big.truncate(25_000_000)
    for name, says in (
        ("word.xlsx", "nội dung là văn bản Word"), ("don.docx", "không phải .xlsx hay .csv"), ("rong.csv", "rong.csv"),
        ("khac.csv", "khac.csv"), ("to.xlsx", "25.000.000 byte, quá lớn"), ("khong-co.csv", "không có tệp"),
        (".", "là thư mục"),
    ):  # fmt: skip
        wrong(vptu.to("vt", "register", "import", name, "--book", ARRIVALS), says)
    wrong(vptu.to("vt", "register", "import", "khac.csv"), "Còn thiếu --book")
    wrong(vptu.to("vt", "register", "import", "khac.csv", "--book", "x"), "Không có sổ «x»")
    wrong(vptu.to("vt", "register", "import", "khac.csv", "--book", ARRIVALS, "--yes", "--dry-run"), "chọn một")


def test_a_name_that_would_write_on_the_terminal(vptu: Vptu, tmp_path: Path) -> None:
    name = "sổ\x1b[31m\u202egpj.csv"
    (tmp_path / name).write_text("a,b\n1,2\n", encoding="utf-8")
    said = vptu.to("vt", "register", "import", name, "--book", ARRIVALS)
    assert said.code == 2 and "\x1b" not in said.err and "\u202e" not in said.err


# Tables out


@pytest.mark.usefixtures("arrivals")
def test_a_book_goes_out_as_a_table(vptu: Vptu, tmp_path: Path) -> None:
    vptu.done("vt", "register", "export", ARRIVALS, "-o", "so.csv")
    raw = (tmp_path / "so.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig")))
    assert [row[0] for row in rows] == ["3", "2", "1"] and {len(row) for row in rows} == {len(head)}
    assert "'=1+1" in rows[0] and "=1+1" not in rows[0] and "07/10/2024" in rows[1]
    wrong(vptu.to("vt", "register", "export", ARRIVALS, "-o", "so.csv"), "Đã có tệp «so.csv»")
    vptu.done("vt", "register", "export", ARRIVALS, "-o", "so.csv", "--force", "--until", "07/10/2024")
    assert (tmp_path / "so.csv").read_text(encoding="utf-8-sig").count("\n") == 3
    assert "so-van_ban_den-2024-10-07.xlsx" in vptu.done("vt", "register", "export", ARRIVALS).out


@pytest.mark.usefixtures("arrivals")
def test_a_workbook_holds_no_formula(vptu: Vptu, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    vptu.done("vt", "register", "export", ARRIVALS, "-o", "so.xlsx")
    (sheet,) = load_workbook(tmp_path / "so.xlsx").worksheets
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [c for c in cells if c.data_type == "f"] and any("1+1" in str(c.value) for c in cells)


@pytest.mark.usefixtures("arrivals")
def test_a_book_goes_into_a_pipe(vptu: Vptu) -> None:
    env = {**os.environ, "VPTU_NOW": NOW, "VPTU_STORE": str(vptu.store)}
    ran = subprocess.run(
        [sys.executable, "-m", "tui", "register", "export", ARRIVALS, "-o", "-"], cwd=ROOT, env=env,
        capture_output=True, check=True,
    )  # fmt: skip
    assert ran.stdout.decode("utf-8-sig").startswith("Số vào sổ,") and ran.stdout.count(b"\r\n") == 4


def test_a_book_of_more_than_a_page_goes_out_whole(
    vptu: Vptu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    rows = "".join(f"{n},02/10/2024,Ban Tổ chức,{n}-CV/BTC,01/10/2024,Việc {n}\n" for n in range(1, 26))
    (tmp_path / "so.csv").write_text(HEADING + rows, encoding="utf-8")
    vptu.done("vt", "register", "import", "so.csv", "--book", ARRIVALS, "--yes")
    monkeypatch.setattr("tui.cli.register_files.PAGE", 10)
    assert "Đã ghi 25 số" in vptu.done("vt", "register", "export", ARRIVALS, "-o", "ra.csv").out
    _, *found = csv.reader(io.StringIO((tmp_path / "ra.csv").read_text(encoding="utf-8-sig")))
    assert [int(row[0]) for row in found] == list(range(25, 0, -1))
