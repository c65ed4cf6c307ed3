"""An office's text file as numbered lines, whatever program saved it; a file that is no plain text is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from core.errors import UsageError

LONGEST_TEXT, LONGEST_LINE, MOST_LINES = 2_000_000, 20_000, 20_000
"""Characters, and lines. No clause known has 1,500; a file beyond this lost its line breaks, or is another file."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffd]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_MARKDOWN = re.compile(r"\*\*|__|^\s*#+\s|^\s*>\s|\\(?=[.\-*#)\[\]])")
_PAGE = re.compile(r"(?:[-–—]\s*)?\d{1,3}(?:\s*[-–—])?|Trang\s+\d+(?:\s*/\s*\d+)?", re.IGNORECASE)


class Line(NamedTuple):
    number: int
    words: str
    """Composed, with single spaces and without marks of layout."""
    gap: bool
    """A blank line stands before it."""
    raw: str
    """With the spaces inside, by which columns show."""


def decode(data: bytes) -> str:
    """The text of a file; UsageError says what to do with a file that is no plain UTF-8 text."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise UsageError("Tệp là Word hoặc PDF, không phải văn bản thuần; hãy lưu thành .txt (UTF-8) rồi nạp lại.")
    try:
        return data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(
            f"Dòng {line} của tệp có byte không phải UTF-8; hãy lưu tệp lại với bảng mã UTF-8 rồi nạp lại."
        ) from None


def lines_of(text: str) -> Iterator[Line]:
    """Every line with words, page numbers left out; UsageError names the line that makes it no text."""
    if len(text) > LONGEST_TEXT:
        raise UsageError(f"Tệp dài quá {LONGEST_TEXT // 1_000_000} triệu ký tự; hãy chọn đúng tệp toàn văn quy chế.")
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", _BREAKS.sub("\n", text)))
    if text.count("\n") > MOST_LINES:
        raise UsageError(f"Tệp có trên {MOST_LINES // 1000} nghìn dòng; hãy chọn đúng tệp toàn văn quy chế.")
    gap = True
    for number, raw in enumerate(text.split("\n"), 1):
        _refuse(number, raw)
        bare = _MARKDOWN.sub("", raw).strip()
        words = " ".join(bare.split())
        if not words:
            gap = True
        elif not _PAGE.fullmatch(words):
            yield Line(number, words, gap, bare)
            gap = False


def _refuse(number: int, raw: str) -> None:
    if bad := _CONTROL.search(raw):
        raise UsageError(
            f"Dòng {number} có ký tự không phải chữ (U+{ord(bad.group()):04X}): tệp không phải văn bản thuần; "
            "hãy lưu thành .txt (UTF-8) rồi nạp lại."
        )
    if len(raw) > LONGEST_LINE:
        length = f"{len(raw):,}".replace(",", ".")
        raise UsageError(
            f"Dòng {number} dài {length} ký tự: tệp đã mất dấu xuống dòng; hãy lưu lại, mỗi khoản một dòng."
        )
