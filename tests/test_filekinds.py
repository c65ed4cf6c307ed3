"""What a file holds against what its ending says: every ending, every disguise, and any bytes at all."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from core.filekinds import mismatch
from tests.support.papers import ENDINGS, paper, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
SAME = {"jpeg": "jpg", "tiff": "tif"}
RUNS = "là chương trình hoặc mã lệnh chạy được nên không đính kèm"


def office_file(ending: str) -> bytes:
    kept = BytesIO()
    if ending == "docx":
        Document().save(kept)
    else:
        openpyxl.Workbook().save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_is_what_it_says_is_taken(ending: str) -> None:
    assert mismatch(f"giấy mời.{ending}", paper(f"a.{ending}")) is None
    assert mismatch(f"GIẤY MỜI.{ending.upper()}", paper(f"a.{ending}", 3_000)) is None


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_what_our_own_programs_write_is_taken(ending: str) -> None:
    assert mismatch(f"a.{ending}", office_file(ending)) is None
    assert mismatch("a.zip", office_file(ending)) is None


@pytest.mark.parametrize("content", [e for e in ENDINGS if e not in ("txt", "csv", "md", "ics", "eml")])
def test_a_file_under_another_ending_is_refused(content: str) -> None:
    data = paper(f"a.{content}")
    for ending in ENDINGS:
        fits = SAME.get(ending, ending) == SAME.get(content, content)
        fits = fits or (ending == "zip" and content in ("docx", "xlsx", "pptx", "odt", "ods", "odp"))
        said = mismatch(f"a.{ending}", data)
        assert (said is None) is fits, (ending, said)
        assert said is None or f"đổi đuôi thành .{SAME.get(content, content)}." in said


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        (
            "đơn.pdf",
            paper("a.png"),
            "Tệp «đơn.pdf» có đuôi .pdf nhưng nội dung là ảnh PNG: hãy chọn đúng tệp hoặc đổi đuôi thành .png.",
        ),
        (
            "đơn.pdf",
            b"xin chao",
            "Tệp «đơn.pdf» có đuôi .pdf nhưng nội dung không phải tệp PDF hoặc đã hỏng: hãy mở thử, lưu lại rồi "
            "đính kèm.",
        ),
        (
            "cài đặt.exe",
            b"x",
            f"Tệp «cài đặt.exe» {RUNS}: hãy gửi nội dung dưới dạng văn bản, bảng tính, ảnh hoặc .pdf.",
        ),
        (
            "tờ trình.docm",
            paper("a.docx"),
            "Tệp «tờ trình.docm» có macro (mã lệnh kèm theo) nên không đính kèm: hãy lưu lại thành .docx không macro.",
        ),
        (
            "tờ trình.docx",
            OLE + "EncryptedPackage\0".encode("utf-16-le"),
            "Tệp «tờ trình.docx» có mật khẩu nên không xem lại được: hãy bỏ mật khẩu, lưu lại rồi đính kèm.",
        ),
        (
            "ghi chú.txt",
            "\ufeffxin chào".encode("utf-16-le"),
            "Tệp «ghi chú.txt» viết bằng bảng mã UTF-16: hãy lưu lại với bảng mã UTF-8 rồi đính kèm.",
        ),
        (
            "sổ.csv",
            b"a;b\x00c",
            "Tệp «sổ.csv» có đuôi .csv nhưng nội dung không phải chữ (byte 0 ở vị trí 4): hãy chọn đúng tệp hoặc lưu "
            "lại dạng văn bản, bảng mã UTF-8.",
        ),
    ],
)
def test_a_refusal_says_what_and_what_to_do(name: str, data: bytes, sentence: str) -> None:
    assert mismatch(name, data) == sentence


@pytest.mark.parametrize(
    "ending",
    [
        "exe",
        "com",
        "scr",
        "pif",
        "bat",
        "cmd",
        "sh",
        "js",
        "vbs",
        "ps1",
        "jar",
        "lnk",
        "msi",
        "dll",
        "hta",
        "reg",
        "EXE",
        "Js",
    ],
)
def test_an_ending_that_runs_is_refused_whatever_it_holds(ending: str) -> None:
    for data in (b"x", paper("a.pdf"), paper("a.zip")):
        said = mismatch(f"giấy mời.pdf.{ending}", data)
        assert said is not None and RUNS in said
        assert mismatch(f"a.{ending}. .", data) is not None


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00\x03\x00" + b"\x00" * 60,
        b"\x7fELF\x02\x01",
        b"#!/bin/sh\nrm -rf /\n",
        b"L\x00\x00\x00\x01\x14\x02\x00",
        b"\xca\xfe\xba\xbe\x00\x00\x00\x34",
        b"\xcf\xfa\xed\xfe\x07\x00",
        b"MZ\x90\x00" + b"%PDF-1.4",
    ],
)
def test_a_program_is_refused_under_every_name(data: bytes) -> None:
    for name in ("a", "a.pdf", "a.txt", "a.bin", "a.zip", "giấy mời.docx"):
        said = mismatch(name, data)
        assert said is not None and RUNS in said, name


def test_words_that_begin_like_a_program_are_words() -> None:
    assert mismatch("a.txt", "MZ là hai chữ cái".encode()) is None


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pptx", "zip", "docm", "xlsm"])
def test_macros_hidden_in_a_plain_document_are_found(ending: str) -> None:
    folder = {"docx": "word", "xlsx": "xl", "pptx": "ppt"}.get(ending, "word")
    data = zipped({"[Content_Types].xml": b"<a/>", f"{folder}/document.xml": b"<a/>", f"{folder}/vbaProject.bin": b"m"})
    said = mismatch(f"a.{ending}", data)
    assert said is not None and "có macro" in said and "không macro." in said


@pytest.mark.parametrize("name", ["a", "a.bin", "a.dwg", "a.p7s", "bashrc"])
def test_other_endings_are_taken_as_they_are(name: str) -> None:
    for data in (b"\x00\x01\x02", b"x", paper("a.pdf"), paper("a.zip")):
        assert mismatch(name, data) is None


def test_a_pdf_may_begin_a_little_later() -> None:
    """Scanners put a few bytes before the mark; readers look for it in the first 1024."""
    assert mismatch("a.pdf", b"\r\n" * 100 + b"%PDF-1.5") is None
    assert mismatch("a.pdf", b" " * 1_024 + b"%PDF-1.5") is not None


def test_an_old_container_of_something_else_is_no_document() -> None:
    for ending in ("doc", "xls", "ppt"):
        said = mismatch(f"a.{ending}", OLE)
        assert said is not None and "đã hỏng" in said


@pytest.mark.parametrize("kind", ["application/epub+zip", "", "application/vnd.oasis.opendocument.graphics", "é"])
def test_an_open_document_says_its_kind_itself(kind: str) -> None:
    said = mismatch("a.odt", zipped({"mimetype": kind.encode(), "content.xml": b"<a/>"}))
    assert said is not None and "tệp nén ZIP" in said


def test_damaged_archives_are_refused() -> None:
    whole = office_file("docx")
    for data in (whole[:100], whole[: len(whole) // 2], whole[:-10], b"PK\x03\x04" + b"x" * 50):
        said = mismatch("a.docx", data)
        assert said is not None and "đã hỏng" in said


def test_an_archive_of_countless_members_is_not_even_listed() -> None:
    said = mismatch("a.zip", paper("a.zip") + b"PK\x01\x02" * 50_001)
    assert said is not None and "đã hỏng" in said


def test_a_packed_bomb_costs_nothing() -> None:
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.text" + b" " * 50_000_000)
    said = mismatch("a.odt", kept.getvalue())
    assert said is None  # 200 bytes were unpacked, not fifty million


MAGIC = st.sampled_from(
    [b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"MZ", b"{\\rtf"]
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["", *ENDINGS, "docm", "bin", "exe"]), MAGIC, st.binary(max_size=200))
def test_any_bytes_get_an_answer(ending: str, start: bytes, rest: bytes) -> None:
    said = mismatch(f"tệp.{ending}", start + rest)
    assert said is None or (said.startswith("Tệp «tệp.") and said.endswith("."))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_damage_to_an_archive_gets_an_answer(data: st.DataObject) -> None:
    whole = bytearray(paper(data.draw(st.sampled_from(["a.docx", "a.odt", "a.zip"]))))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    for ending in ("docx", "odt", "zip"):
        said = mismatch(f"a.{ending}", bytes(whole))
        assert said is None or said.endswith(".")
