"""What all papers have in common: the head, the block under which they are signed, punctuation, and never a secret."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, NamedTuple

from core.errors import UsageError
from core.printing.view import Shown
from core.printing.wording import BLANK, day_in_words, signature_name

UNNUMBERED = "……"
"""Room to write a number by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """What every paper is made from."""

    parent: str
    """The body above; "" where the committee itself issues the paper."""
    body: str
    place: str = ""
    day: date | None = None
    """None leaves room to write it."""
    secrecy: str = ""
    """The mark of a secret item; nothing of it is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed(Headed):
    authority: tuple[str, ...] = ()
    """The lines above the name: («K/T CHÁNH VĂN PHÒNG», «PHÓ CHÁNH VĂN PHÒNG»)."""
    signer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedView:
    parent: Annotated[str, Shown("co_quan_cap_tren", "Cơ quan cấp trên, chữ hoa; trống khi cấp ủy tự ban hành")]
    body: Annotated[str, Shown("co_quan", "Cơ quan ban hành, chữ hoa")]
    place: Annotated[str, Shown("dia_danh", "Địa danh")]
    day: Annotated[str, Shown("ngay", "Ngày … tháng … năm …")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedView(HeadedView):
    signing_authority: Annotated[str, Shown("tham_quyen_ky", "Dòng đầu của khối ký, in đậm: thẩm quyền (K/T, T/L …)")]
    signing_title: Annotated[str, Shown("chuc_vu_ky", "Các dòng sau của khối ký: chức vụ, nếu có")]
    signing_name: Annotated[str, Shown("nguoi_ky", "Tên người ký, không ghi «đồng chí», học hàm, học vị")]


class Head(NamedTuple):
    parent: str
    body: str
    place: str
    day: str


class Block(NamedTuple):
    signing_authority: str
    signing_title: str
    signing_name: str


def head(paper: Headed) -> Head:
    """Raises UsageError for a secret item: it is kept in the secret book, and no file of it is made (Điều 13)."""
    if paper.secrecy:
        raise UsageError(
            "Văn bản, tài liệu mật không in ra từ chương trình (Điều 13); "
            "soạn, in và vào sổ theo quy định bảo vệ bí mật, ở đây chỉ giữ số và ngày."
        )
    day = day_in_words(paper.day) if paper.day else f"ngày {UNNUMBERED} tháng {UNNUMBERED} năm {UNNUMBERED}"
    return Head(paper.parent.strip().upper(), paper.body.strip().upper(), paper.place.strip() or BLANK, day)


def block(paper: Signed) -> Block:
    first, *others = [line.strip().upper() for line in paper.authority if line.strip()] or [""]
    return Block(first, "\n".join(others), signature_name(paper.signer))


def paragraphs(texts: Iterable[str]) -> tuple[str, ...]:
    """One paragraph a line, the empty ones left out."""
    return tuple(line.strip() for text in texts for line in text.splitlines() if line.strip())


def bare(text: str) -> str:
    """A phrase without the punctuation that the paper itself puts behind it."""
    return text.strip().rstrip(".,;/ ")


def punctuated(items: Sequence[str], separator: str) -> tuple[str, ...]:
    """Each with the separator behind it, the last one with a full stop; none twice."""
    phrases = list(dict.fromkeys(phrase for item in items if (phrase := bare(item))))
    return tuple(f"{phrase}{'.' if phrase is phrases[-1] else separator}" for phrase in phrases)
