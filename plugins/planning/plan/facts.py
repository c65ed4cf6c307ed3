"""A plan as facts: whose, for which year, on what basis; what was said about it, and who has it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from core.law.facts import Asking
from core.law.typed import Day, DayIfAny, Given, Kept, LongText, NumberIfAny, OnRecord, Text

from ..typed import OneUnit

Scope = Literal["office", "unit"]
SCOPE_VI = (("office", "Kế hoạch của Văn phòng"), ("unit", "Kế hoạch của bộ phận"))
View = Literal["agree", "disagree", "other"]
VIEW_VI = {"agree": "đồng ý", "disagree": "không đồng ý", "other": "ý kiến khác"}
PARTS = {
    "can_cu": "Chương trình của Ban Thường vụ (căn cứ)",
    "du_thao": "Dự thảo kế hoạch",
    "ban_hanh": "Kế hoạch đã quyết định",
}


class Reply(Given):
    """A leader's view of the draft; his words stand in the note."""

    view: Annotated[View, Asking(values=tuple(VIEW_VI.items()))] = Field(title="Ý kiến")


class Met(Given):
    """The leadership met instead of writing."""

    on: Day = Field(title="Ngày họp")
    number: Text = Field(title="Số, ký hiệu biên bản hoặc thông báo kết luận")


class Received(Given):
    """Who has it, and since when."""

    recipient: Text = Field(title="Nơi nhận (mã người hoặc bộ phận)")
    on: DayIfAny = Field(None, title="Ngày nhận (để trống: hôm nay)")


class Revise(Given):
    """8.3/2: what is changed in a plan that was decided, and why."""

    text: LongText = Field(title="Nội dung điều chỉnh")
    reason: LongText = Field(title="Lý do")


class Revised(OnRecord):
    on: date = Field(title="Ngày")
    text: str = Field(title="Nội dung")
    reason: str = Field(title="Lý do")


class Opinion(OnRecord):
    party: str = Field(title="Ai")
    view: View = Field(title="Ý kiến")


class Meeting(OnRecord):
    on: date = Field(title="Ngày họp")
    number: str = Field(title="Biên bản")


class Receipt(OnRecord):
    recipient: str = Field(title="Nơi nhận")
    on: date = Field(title="Ngày nhận")


class Plan(Given):
    """Kế hoạch công tác năm."""

    scope: Annotated[Scope, Asking(values=SCOPE_VI)] = Field(title="Kế hoạch của")
    year: int = Field(ge=2022, le=2100, title="Năm")
    unit: OneUnit = Field(title="Bộ phận soạn")
    responsible: Annotated[Text, Asking(people="office", mine=True)] = Field(title="Người chịu trách nhiệm chính")
    basis: str = Field("", title="Căn cứ (số, ký hiệu chương trình của Ban Thường vụ)")
    office_plan: Annotated[NumberIfAny, Asking(of="matter", only_if=("scope", "unit"))] = Field(
        None, title="Theo kế hoạch của Văn phòng (việc số)"
    )
    text: Annotated[str, Asking(long=True)] = Field("", title="Nội dung chính")
    submitted_on: Annotated[date | None, Kept] = Field(None, title="Ngày trình")
    opinions_by: Annotated[date | None, Kept] = Field(None, title="Hạn cho ý kiến")
    views: Annotated[tuple[Opinion, ...], Kept] = Field((), title="Ý kiến")
    met: Annotated[Meeting | None, Kept] = Field(None, title="Họp lãnh đạo")
    decided_on: Annotated[date | None, Kept] = Field(None, title="Ngày quyết định")
    sent_on: Annotated[date | None, Kept] = Field(None, title="Ngày gửi")
    sent_to: Annotated[tuple[str, ...], Kept] = Field((), title="Đã gửi")
    receipts: Annotated[tuple[Receipt, ...], Kept] = Field((), title="Đã nhận")
    revised: Annotated[tuple[Revised, ...], Kept] = Field((), title="Đã điều chỉnh")
