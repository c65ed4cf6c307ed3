"""A task given past the Office's leaders, as facts: who gave it to whom, what, and when."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from core.law.facts import Asking
from core.law.typed import Colleague, DayIfAny, Given, InstantIfAny, Kept, LongText, OnRecord, Text


class Resulting(Given):
    """What came of it."""

    says: LongText = Field(title="Kết quả, đã báo người giao thế nào")
    on: DayIfAny = Field(None, title="Ngày xong (để trống: hôm nay)")


class ReportingBack(Given):
    """What the leader in charge is told of it."""

    says: LongText = Field(title="Nội dung đã làm việc")


class Result(OnRecord):
    says: str = Field(title="Nội dung")
    on: date = Field(title="Ngày xong")


class DirectTask(Given):
    """Việc giao thẳng cho chuyên viên."""

    person: Annotated[Text, Colleague] = Field(title="Chuyên viên được giao")
    giver: Annotated[Text, Asking(people="anybody")] = Field(title="Người giao")
    """A person outside the Office, or the role: `secretary`, `standing_deputy_secretary`, `deputy_secretary`."""
    task: LongText = Field(title="Việc được giao")
    when: InstantIfAny = Field(None, title="Giao lúc")
    until: DayIfAny = Field(None, title="Hạn người giao đặt")
    field: Annotated[str | None, Asking(of="field")] = Field(
        None, title="Lĩnh vực (để trống: theo bộ phận của chuyên viên)"
    )
    result: Annotated[Result | None, Kept] = Field(None, title="Kết quả")
    back: Annotated[str, Kept] = Field("", title="Đã báo lại")
