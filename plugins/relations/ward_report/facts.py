"""A report a ward owes, as facts: which ward, which report, by when; and what was done to help it come in time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from core.law.facts import Asking
from core.law.typed import Day, DayIfAny, Given, Instant, Kept, LongText, MatterIfAny, OnRecord, Text

from ..typed import Ward

LEVELS = (("deputy", "Phó phụ trách"), ("head", "Chánh Văn phòng"))


class Reminding(Given):
    """What a reminder says: to whom it went, and the guidance that went with it (21.1/2)."""

    to: Text = Field(title="Nhắc ai (người nhận)")
    guidance: str = Field("", title="Hướng dẫn, mẫu kèm theo")


class Telling(Given):
    """What a leader is told of it."""

    says: LongText = Field(title="Tình hình, kiến nghị")


class Receiving(Given):
    """What came: its document, or the incoming matter under which it was registered."""

    on: DayIfAny = Field(None, title="Ngày nhận (để trống: hôm nay)")
    document: str = Field("", title="Văn bản (số, ký hiệu)")
    matter: MatterIfAny = Field(None, gt=0, title="Số việc văn bản đến")


class Reminder(OnRecord):
    """One reminder as it is kept; `n` counts from 1."""

    n: int = Field(ge=1, title="Lần thứ")
    at: Instant = Field(title="Lúc")
    to: str = Field(title="Nhắc ai")
    guidance: str = Field(default="", title="Hướng dẫn kèm theo")


class Told(OnRecord):
    """A leader was told that a report is late."""

    level: Annotated[Literal["deputy", "head"], Asking(values=LEVELS)] = Field(title="Cấp được báo")
    to: str = Field(title="Báo ai")
    at: datetime = Field(title="Lúc")
    says: str = Field(title="Nội dung")


class Receipt(OnRecord):
    """How and when the report came."""

    on: date = Field(title="Ngày nhận")
    document: str = Field(default="", title="Văn bản")
    matter: int | None = Field(default=None, title="Việc văn bản đến số")
    by: str = Field(default="", title="Người ghi")


class WardReport(Given):
    """Báo cáo của văn phòng đảng ủy phường, xã."""

    ward: Annotated[Text, Ward] = Field(title="Địa bàn (phường, xã)")
    report: Text = Field(title="Báo cáo phải gửi")
    due: Day = Field(title="Ngày hạn")
    reminders: Annotated[tuple[Reminder, ...], Kept] = Field((), title="Các lần nhắc")
    told: Annotated[tuple[Told, ...], Kept] = Field((), title="Đã báo lãnh đạo")
    received: Annotated[Receipt | None, Kept] = Field(None, title="Đã nhận")
