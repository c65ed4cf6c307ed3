"""The digest of a round of opinions: every answer word for word, the dissent beside the assent (Điều 2)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from core.printing.view import Shown
from core.printing.wording import party_day

from .parts import Signed, SignedView, bare, block, head

SILENT = "Chưa có ý kiến"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One person's answer; `answer` is «Đồng ý», «Không đồng ý» …, and empty while it is waited for."""

    name: Annotated[str, Shown("nguoi", "Người cho ý kiến")]
    post: Annotated[str, Shown("chuc_vu", "Chức vụ hoặc cơ quan")] = ""
    answer: Annotated[str, Shown("tra_loi", "Đồng ý, không đồng ý …; «Chưa có ý kiến» khi còn chờ")] = ""
    text: Annotated[str, Shown("noi_dung", "Nội dung ý kiến, nguyên văn")] = ""
    at: Annotated[str, Shown("luc", "Giờ và ngày cho ý kiến")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest(Signed):
    """`signer` is who compiles it; `answers` are printed in the order in which they are given."""

    title: str
    method: str = ""
    """How the opinions were asked for: a meeting, a round in writing."""
    asked: date | None = None
    due: date | None = None
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView(SignedView):
    title: Annotated[str, Shown("ve_viec", "Việc lấy ý kiến")]
    method: Annotated[str, Shown("hinh_thuc", "Hình thức lấy ý kiến")]
    asked: Annotated[str, Shown("ngay_hoi", "Ngày lấy ý kiến")]
    due: Annotated[str, Shown("han", "Hạn trả lời")]
    total: Annotated[str, Shown("tong_so", "Số người được lấy ý kiến")]
    counts: Annotated[str, Shown("so_luong", "Số lượng từng loại ý kiến")]
    answers: Annotated[tuple[Answer, ...], Shown("y_kien", "Danh sách ý kiến, nguyên văn")]


def digest_view(digest: Digest) -> DigestView:
    """Raises UsageError for a secret item."""
    top, signed = head(digest), block(digest)
    answers = tuple(_waited_for(each) for each in digest.answers)
    counts = Counter(each.answer for each in answers)
    return DigestView(
        **top._asdict(),
        **signed._asdict(),
        title=bare(digest.title),
        method=bare(digest.method),
        asked=party_day(digest.asked) if digest.asked else "",
        due=party_day(digest.due) if digest.due else "",
        total=str(len(answers)),
        counts="; ".join(f"{answer.lower()}: {count}" for answer, count in counts.items()),
        answers=answers,
    )


def _waited_for(given: Answer) -> Answer:
    said = given.answer.strip() or SILENT
    return Answer(name=given.name, post=given.post, answer=said, text=given.text, at=given.at)
