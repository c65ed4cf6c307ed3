"""A written round as facts: what is asked, why there is no meeting, of whom, by when, and what was decided."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from core.law.facts import Asking
from core.law.typed import DayIfAny, Given, Ids, Kept, LongText

from ..typed import OnRecord, Words

REASON_VI = {"khong_can_hop": "không cần thảo luận tại cuộc họp", "khong_hop_duoc": "không tổ chức họp được"}
MEDIUM_VI = {"giay": "văn bản giấy", "file": "tệp"}
VIEW_VI = {"agree": "đồng ý", "disagree": "không đồng ý", "other": "ý kiến khác"}
PARTS = {"noi_dung": "Nội dung xin ý kiến", "tong_hop": "Bản tổng hợp ý kiến", "khac": "Giấy tờ khác"}


class Opinion(Given):
    """Which way it goes; the words themselves stand in the note, and are kept as they were written."""

    view: Annotated[Literal["agree", "disagree", "other"], Asking(values=tuple(VIEW_VI.items()))] = Field(
        title="Ý kiến"
    )


class Collecting(Given):
    proposal: LongText = Field(title="Đề xuất trình lãnh đạo")


class Deciding(Given):
    decision: LongText = Field(title="Quyết định")


class Prolonging(Given):
    until: DayIfAny = Field(title="Hạn mới")
    why: LongText = Field(title="Lý do")


class Prolonged(OnRecord):
    was: date | None = Field(title="Hạn cũ")
    until: date = Field(title="Hạn mới")
    why: str = Field(title="Lý do")


class Round(Given):
    """Lấy ý kiến bằng văn bản thay cho họp."""

    title: str = Field("", title="Tên việc")
    question: Words = Field("", title="Nội dung xin ý kiến")
    reason: Annotated[Literal["khong_can_hop", "khong_hop_duoc"], Asking(values=tuple(REASON_VI.items()))] = Field(
        title="Vì sao không họp"
    )
    medium: Annotated[Literal["giay", "file"], Asking(values=tuple(MEDIUM_VI.items()))] = Field(title="Gửi bằng gì")
    parties: Annotated[Ids, Asking(of="unit", many=True, free=True)] = Field(
        (), title="Xin ý kiến bộ phận (hoặc mã người, mã cơ quan)"
    )
    reply_by: DayIfAny = Field(None, title="Hạn trả lời (để trống: theo quy định chung)")
    field: Annotated[str, Asking(of="field")] = Field("", title="Lĩnh vực (để trống: việc chung)")
    collective: bool = Field(False, title="Việc tập thể lãnh đạo phải cho ý kiến trước (Điều 2)")
    responsible: Annotated[str, Asking(people="office", mine=True)] = Field("", title="Người gửi và tổng hợp")
    sent_on: Annotated[DayIfAny, Kept] = Field(None, title="Ngày gửi")
    prolonged: Annotated[tuple[Prolonged, ...], Kept] = Field((), title="Đã gia hạn")
    proposal: Annotated[str, Kept] = Field("", title="Đề xuất")
    decision: Annotated[str, Kept] = Field("", title="Quyết định")
