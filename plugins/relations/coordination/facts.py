"""A coordination matter as facts: which content, with whom, who leads, what is asked for and until when."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from core.law.facts import Asking
from core.law.typed import Colleague, Day, DayIfAny, Given, Kept, LongText, OnRecord, Text

from .contents import CITY, CONTENTS, PROVINCE

ContentId = Literal["22.1", "22.2", "22.3", "22.4", "22.5", "22.6", "22.7", "22.8", "22.9", "22b.1", "22b.2", "22b.3"]
TITLES = tuple((name, content.title) for name, content in CONTENTS.items())


class AskedOf(Given):
    """What sending the request puts on record: who was asked, when, by which document."""

    to: Text = Field(title="Hỏi ai (người, bộ phận nhận)")
    document: Text = Field(title="Theo văn bản nào (số, ký hiệu)")
    on: DayIfAny = Field(None, title="Ngày gửi (để trống: hôm nay)")


class Answered(Given):
    """What came back."""

    says: LongText = Field(title="Nội dung trả lời")
    on: DayIfAny = Field(None, title="Ngày trả lời (để trống: hôm nay)")


class Prolonged(Given):
    """A later day for the answer."""

    reply_by: Day = Field(title="Hạn trả lời mới")
    reason: LongText = Field(title="Lý do gia hạn")


class Closed(Given):
    """How it ended."""

    result: LongText = Field(title="Kết quả phối hợp")


class Request(OnRecord):
    """`AskedOf` as it is kept: with its day, and who sent it."""

    to: str = Field(title="Hỏi ai")
    document: str = Field(title="Theo văn bản")
    on: date = Field(title="Ngày gửi")
    by: str = Field(title="Người ghi")


class Answer(OnRecord):
    """`Answered` as it is kept: with its day, and who wrote it down."""

    says: str = Field(title="Nội dung")
    on: date = Field(title="Ngày trả lời")
    by: str = Field(title="Người ghi")


class Coordination(Given):
    """Việc phối hợp: one content, one counterpart, one lead unit, one responsible person."""

    content: Annotated[ContentId, Asking(values=TITLES)] = Field(title="Nội dung phối hợp")
    counterpart: Annotated[Text, Asking(of="body", bodies=(*CITY, *PROVINCE))] = Field(title="Cơ quan phối hợp")
    unit: Annotated[Text, Asking(of="unit")] = Field(title="Bộ phận chủ trì")
    responsible: Annotated[Text, Colleague] = Field(title="Người chịu trách nhiệm chính")
    request: LongText = Field(title="Nội dung đề nghị")
    reply_by: Day = Field(title="Hạn trả lời")
    asked: Annotated[Request | None, Kept] = Field(None, title="Đã hỏi")
    answer: Annotated[Answer | None, Kept] = Field(None, title="Trả lời")
    result: Annotated[str, Kept] = Field("", title="Kết quả")
