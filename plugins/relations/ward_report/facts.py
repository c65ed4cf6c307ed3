"""A report a ward owes, as facts: which ward, which report, by when; and what was done to help it come in time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from ..typed import Day, DayIfAny, Given, Instant, Kept, LongText, MatterIfAny, OnRecord, Text, Ward


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

    n: int = Field(ge=1)
    at: Instant
    to: str
    guidance: str = ""


class Told(OnRecord):
    """A leader was told that a report is late."""

    level: Literal["deputy", "head"]
    to: str
    at: datetime
    says: str


class Receipt(OnRecord):
    on: date
    document: str = ""
    matter: int | None = None
    by: str = ""


class WardReport(Given):
    """Báo cáo của văn phòng đảng ủy phường, xã."""

    ward: Annotated[Text, Ward] = Field(title="Địa bàn (phường, xã)")
    report: Text = Field(title="Báo cáo phải gửi")
    due: Day = Field(title="Ngày hạn")
    reminders: Annotated[tuple[Reminder, ...], Kept] = Field((), title="Các lần nhắc")
    told: Annotated[tuple[Told, ...], Kept] = Field((), title="Đã báo lãnh đạo")
    received: Annotated[Receipt | None, Kept] = Field(None, title="Đã nhận")
