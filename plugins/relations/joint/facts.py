"""A matter with the Party cell or the union, as facts: what it is about, with whom, what they said."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from core.law.facts import Asking
from core.law.typed import Colleague, DayIfAny, Given, Kept, LongText, OnRecord, Text

CONTENT_VI = {
    "chi_bo": "phối hợp công tác với chi bộ",
    "cong_doan": "tạo điều kiện cho công đoàn, thực hiện dân chủ ở cơ quan",
    "tu_tuong": "công tác tư tưởng",
    "to_chuc_can_bo": "tổ chức, cán bộ",
    "le_loi": "lề lối, phương pháp làm việc",
    "tiet_kiem": "tiết kiệm, phòng chống tham nhũng, lãng phí",
    "doi_song": "đời sống của cán bộ, công chức, người lao động",
}


class AskedOf(Given):
    """How they were asked."""

    way: Text = Field(title="Hình thức (họp, văn bản số …)")
    on: DayIfAny = Field(None, title="Ngày (để trống: hôm nay)")


class Answered(Given):
    """What they said, in their words."""

    says: LongText = Field(title="Ý kiến")
    on: DayIfAny = Field(None, title="Ngày (để trống: hôm nay)")


class Closed(Given):
    result: LongText = Field(title="Kết quả, cách tiếp thu")


class Request(OnRecord):
    way: str = Field(title="Hình thức")
    on: date = Field(title="Ngày hỏi")


class Answer(OnRecord):
    says: str = Field(title="Nội dung")
    on: date = Field(title="Ngày trả lời")


class Joint(Given):
    """Việc với chi bộ, công đoàn."""

    content: Annotated[
        Literal["chi_bo", "cong_doan", "tu_tuong", "to_chuc_can_bo", "le_loi", "tiet_kiem", "doi_song"],
        Asking(values=tuple(CONTENT_VI.items())),
    ] = Field(title="Nội dung")
    counterpart: Annotated[Text, Asking(of="body", bodies=("party_cell", "union"))] = Field(
        title="Chi bộ hoặc đoàn thể"
    )
    about: LongText = Field(title="Việc cần lấy ý kiến, cùng làm")
    responsible: Annotated[Text, Colleague] = Field(title="Người chịu trách nhiệm chính")
    until: DayIfAny = Field(None, title="Mong có ý kiến trước ngày")
    asked: Annotated[Request | None, Kept] = Field(None, title="Đã hỏi")
    answer: Annotated[Answer | None, Kept] = Field(None, title="Ý kiến nhận được")
    result: Annotated[str, Kept] = Field("", title="Kết quả")
