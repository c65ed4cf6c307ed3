"""A Party document as plain strings: number, subject, addressees, text, signature and recipients by the profile of its
day. The same for every template, and testable without Word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from core.printing.view import Shown
from core.text import capital

from .parts import UNNUMBERED, Signed, SignedView, bare, block, head, paragraphs, punctuated
from .profile import AS_ABOVE, KEPT, URGENCY, Layout, Profile, layout_of, printed_number, profile

_ABOUT = re.compile(r"(?:v/v|về việc)[\s:]+", re.IGNORECASE)
_ABBREVIATED = re.compile(r"v/v[\s:]+", re.IGNORECASE)
_ENDED = re.compile(r"\s*\.\s*/\s*\.\s*$|(?<=[^\s.!?…:;])\s*$")
"""«./.» of the State's form, or no stop at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What an invitation says besides its text; a line that is empty is left out."""

    inviter: str = ""
    participants: str = ""
    subject: str = ""
    time: str = ""
    place: str = ""
    documents: str = ""
    preparation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Signed):
    """One document to be printed. `profile` is the value of the parameter on the document's day."""

    profile: str
    sign: str
    """The issuing body in a number: VPTU, TU."""
    type: str
    """The id of its type."""
    type_name: str
    symbol: str
    number: int | None = None
    """None leaves room to write it."""
    title: str = ""
    text: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    """Besides those above and the Office's own copy."""
    urgency: int = 0
    """0 ordinary, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc."""
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView(SignedView):
    """Every value is ready to print; "" where there is nothing to print."""

    number: Annotated[str, Shown("so_ky_hieu", "Số và ký hiệu, có chữ «Số»; số dưới 10 thêm số 0 ở trước")]
    urgency: Annotated[str, Shown("do_khan", "Dấu chỉ mức độ khẩn, nếu có")]
    type_name: Annotated[str, Shown("ten_loai", "Tên loại văn bản, chữ hoa; trống ở công văn")]
    subject: Annotated[str, Shown("trich_yeu", "Trích yếu; ở công văn theo thể thức HD36 có «V/v»")]
    addressed: Annotated[str, Shown("kinh_gui", "«Kính gửi» hoặc «Kính trình»; trống khi không gửi đích danh")]
    addressee: Annotated[str, Shown("noi_gui", "Nơi kính gửi khi chỉ có một")]
    addressees: Annotated[tuple[str, ...], Shown("cac_noi_gui", "Danh sách nơi kính gửi khi có từ hai trở lên")]
    text: Annotated[tuple[str, ...], Shown("noi_dung", "Danh sách các đoạn của nội dung")]
    inviting: Annotated[str, Shown("loi_moi", "«… trân trọng kính mời», ở giấy mời và công văn mời họp")]
    participants: Annotated[str, Shown("thanh_phan", "Thành phần dự họp")]
    meeting_subject: Annotated[str, Shown("noi_dung_hop", "Nội dung cuộc họp")]
    meeting_time: Annotated[str, Shown("thoi_gian", "Thời gian họp")]
    meeting_place: Annotated[str, Shown("dia_diem", "Địa điểm họp")]
    documents: Annotated[str, Shown("tai_lieu", "Tài liệu của cuộc họp")]
    preparation: Annotated[str, Shown("chuan_bi", "Việc người dự họp phải chuẩn bị")]
    recipients: Annotated[tuple[str, ...], Shown("noi_nhan", "Danh sách nơi nhận, kèm dấu câu cuối dòng")]


def paper_view(paper: Paper) -> PaperView:
    """Raises UsageError for a secret item and for a profile nobody has described."""
    form, layout = profile(paper.profile), layout_of(paper.type)
    top, signed = head(paper), block(paper)
    addressees = punctuated(paper.addressees, form.separator)
    meeting = paper.meeting or Meeting()
    return PaperView(
        **top._asdict(),
        **signed._asdict(),
        number=_number(paper),
        urgency=URGENCY[max(0, min(paper.urgency, len(URGENCY) - 1))],
        type_name=paper.type_name.strip().upper() if layout.titled else "",
        subject=_subject(paper, form, layout),
        addressed=(form.submitting if layout.submits else form.addressing) if addressees else "",
        addressee=bare(addressees[0]) if len(addressees) == 1 else "",
        addressees=addressees if len(addressees) > 1 else (),
        text=_text(paper, form),
        inviting=_inviting(meeting) if paper.meeting else "",
        participants=bare(meeting.participants),
        meeting_subject=bare(meeting.subject),
        meeting_time=bare(meeting.time),
        meeting_place=bare(meeting.place),
        documents=bare(meeting.documents),
        preparation=bare(meeting.preparation),
        recipients=_recipients(paper, form, layout),
    )


def _number(paper: Paper) -> str:
    symbol, sign = paper.symbol.strip(), paper.sign.strip()
    if paper.number is None:
        return f"Số {UNNUMBERED}-{symbol}/{sign}"
    return f"Số {printed_number(paper.number, symbol, sign)}"


def _subject(paper: Paper, form: Profile, layout: Layout) -> str:
    """As it was written; what a letter's begins with is the profile's to say."""
    written = bare(paper.title)
    if layout.titled or not written:
        return written
    return form.letter_subject + (_ABOUT if form.letter_subject else _ABBREVIATED).sub("", written, count=1)


def _text(paper: Paper, form: Profile) -> tuple[str, ...]:
    *before, last = paragraphs(paper.text) or ("",)
    return (*before, _ENDED.sub(form.end, last) if form.end else last) if last else ()


def _inviting(meeting: Meeting) -> str:
    who = bare(meeting.inviter)
    return capital(f"{who} trân trọng kính mời".strip())


def _recipients(paper: Paper, form: Profile, layout: Layout) -> tuple[str, ...]:
    """«Như trên» stands for the addressees, who are not named again."""
    above = {bare(each) for each in paper.addressees} if layout.as_above else set()
    others = (each for each in paper.recipients if bare(each) not in {AS_ABOVE, KEPT} | above)
    first = (AS_ABOVE,) if layout.as_above else ()
    return punctuated((*first, *others, KEPT), form.separator)
