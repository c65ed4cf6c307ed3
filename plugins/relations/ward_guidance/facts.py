"""What the Office sends to ward offices, as facts: what kind of content, what it says, to which wards, who got it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from core.law.facts import Asking
from core.law.typed import Colleague, DayIfAny, Given, Ids, Kept, LongText, OnRecord, Text

from ..typed import Ward

CONTENT_VI = {
    "thong_tin": "chủ trương, trọng tâm, chương trình làm việc của cấp ủy",
    "nghiep_vu": "hướng dẫn nghiệp vụ, định hướng công tác",
    "trao_doi": "trao đổi kinh nghiệm, giữ liên hệ",
}


class Sending(Given):
    """By which document it went out."""

    document: Text = Field(title="Theo văn bản nào (số, ký hiệu)")
    on: DayIfAny = Field(None, title="Ngày gửi (để trống: hôm nay)")


class Confirming(Given):
    """A ward office has it."""

    ward: Annotated[Text, Ward] = Field(title="Địa bàn đã nhận")
    on: DayIfAny = Field(None, title="Ngày nhận (để trống: hôm nay)")


class Sent(OnRecord):
    document: str = Field(title="Theo văn bản")
    on: date = Field(title="Ngày gửi")
    wards: Ids = Field(title="Nơi nhận")
    """The areas it went to: those with a ward office on that day."""


class Receipt(OnRecord):
    ward: str = Field(title="Nơi nhận")
    on: date = Field(title="Ngày nhận")


class WardGuidance(Given):
    """Hướng dẫn, thông tin cho phường, xã."""

    content: Annotated[Literal["thong_tin", "nghiep_vu", "trao_doi"], Asking(values=tuple(CONTENT_VI.items()))] = Field(
        title="Loại nội dung"
    )
    about: LongText = Field(title="Nội dung")
    responsible: Annotated[Text, Colleague] = Field(title="Người chịu trách nhiệm chính")
    wards: Annotated[Ids, Asking(of="area", many=True)] = Field((), title="Gửi địa bàn nào (để trống: tất cả)")
    sent: Annotated[Sent | None, Kept] = Field(None, title="Đã gửi")
    receipts: Annotated[tuple[Receipt, ...], Kept] = Field((), title="Đã nhận")

    @property
    def missing(self) -> tuple[str, ...]:
        """The wards that were sent it and have not confirmed."""
        got = {receipt.ward for receipt in self.receipts}
        return tuple(area for area in self.sent.wards if area not in got) if self.sent else ()
