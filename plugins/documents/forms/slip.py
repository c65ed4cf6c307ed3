"""The submission slip before a dossier: what is asked, what the dossier holds, what each leader said (9.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from core.printing.view import Shown

from .parts import UNNUMBERED, Headed, HeadedView, bare, head, paragraphs, punctuated


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One level's opinion; the text is empty while it is waited for, and the slip leaves room to write it."""

    level: Annotated[str, Shown("cap", "Cấp cho ý kiến")]
    person: Annotated[str, Shown("nguoi", "Người cho ý kiến, kèm tư cách nếu làm thay")] = ""
    at: Annotated[str, Shown("luc", "Giờ và ngày cho ý kiến")] = ""
    text: Annotated[str, Shown("noi_dung", "Ý kiến; trống khi còn chờ")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip(Headed):
    number: str = ""
    """As its register prints it."""
    addressees: tuple[str, ...] = ()
    title: str
    submitter: str
    post: str = ""
    unit: str = ""
    asked: tuple[str, ...] = ()
    """What is put before the leaders, in paragraphs."""
    dossier: tuple[str, ...] = ()
    """The parts of the dossier, and in place of a part that is not there the reason."""
    opinions: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipView(HeadedView):
    number: Annotated[str, Shown("so", "Số của phiếu, có chữ «Số»")]
    addressees: Annotated[str, Shown("kinh_trinh", "Lãnh đạo được trình")]
    title: Annotated[str, Shown("ve_viec", "Việc trình")]
    submitter: Annotated[str, Shown("nguoi_trinh", "Họ tên người trình")]
    post: Annotated[str, Shown("chuc_vu", "Chức vụ người trình")]
    unit: Annotated[str, Shown("bo_phan", "Bộ phận chủ trì")]
    asked: Annotated[tuple[str, ...], Shown("noi_dung", "Danh sách các đoạn của nội dung xin ý kiến")]
    dossier: Annotated[tuple[str, ...], Shown("ho_so", "Danh sách tài liệu trong hồ sơ trình")]
    opinions: Annotated[tuple[Said, ...], Shown("y_kien", "Danh sách ý kiến từng cấp")]


def slip_view(slip: Slip) -> SlipView:
    """Raises UsageError for a secret item."""
    top = head(slip)
    return SlipView(
        **top._asdict(),
        number=f"Số {slip.number.strip() or UNNUMBERED}",
        addressees="; ".join(dict.fromkeys(map(bare, slip.addressees))),
        title=bare(slip.title),
        submitter=slip.submitter.strip(),
        post=slip.post.strip(),
        unit=slip.unit.strip(),
        asked=paragraphs(slip.asked),
        dossier=punctuated(slip.dossier, ";"),
        opinions=slip.opinions,
    )
