"""A task as facts: one unit, one person, a product, a day, where it comes from; and what acts put on its record."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from core.law.facts import Asking
from core.law.typed import Day, DayIfAny, Given, Ids, Kept, LongText, MatterIfAny, OnRecord, Text

from ..typed import OneUnit

Source = Literal["plan", "sudden", "conclusion", "other"]
SOURCE_VI = {
    "plan": "Kế hoạch công tác",
    "sudden": "Cấp trên giao đột xuất",
    "conclusion": "Kết luận cuộc họp",
    "other": "Việc khác",
}
Scope = Literal["unit", "office"]
SCOPE_VI = {"unit": "Kế hoạch của bộ phận", "office": "Kế hoạch của Văn phòng"}
PARTS = {"san_pham": "Sản phẩm", "tai_lieu": "Tài liệu"}


class Result(Given):
    """What came of it: a document with its number, a record of the office, or a file in the dossier."""

    says: LongText = Field(title="Kết quả, sản phẩm")
    number: str = Field("", title="Số, ký hiệu văn bản (nếu có)")
    record: MatterIfAny = Field(None, title="Việc số làm bằng chứng (nếu có)")


class Wanted(Given):
    """8.3/2: another day, another content, and why."""

    due: DayIfAny = Field(None, title="Hạn mới (để trống: giữ nguyên)")
    title: str = Field("", title="Nội dung mới (để trống: giữ nguyên)")
    product: str = Field("", title="Sản phẩm mới (để trống: giữ nguyên)")
    parent_due: DayIfAny = Field(None, title="Hạn của việc mẹ, nếu đã đổi")
    reason: LongText = Field(title="Lý do")


class Reasoned(Given):
    reason: LongText = Field(title="Lý do")


class HandOver(Given):
    """1.3/2: from one responsible person to another; no day is added by it."""

    to: Annotated[Text, Asking(people="office")] = Field(title="Người nhận việc")
    reason: LongText = Field(title="Lý do")


class Urge(Given):
    says: LongText = Field(title="Nội dung nhắc")


class Moved(OnRecord):
    """A change that was decided; `old` and `new` are the same where only the content changed."""

    old: date = Field(title="Hạn cũ")
    new: date = Field(title="Hạn mới")
    on: date = Field(title="Ngày quyết định")
    content: str = Field("", title="Nội dung cũ")
    reason: str = Field(title="Lý do")


class Handed(OnRecord):
    giver: str = Field(title="Người giao lại")
    taker: str = Field(title="Người nhận")
    on: date = Field(title="Ngày")
    reason: str = Field(title="Lý do")


class Proposal(OnRecord):
    """What is wanted and not yet decided."""

    due: date | None = Field(None, title="Hạn đề nghị")
    title: str = Field("", title="Nội dung đề nghị")
    product: str = Field("", title="Sản phẩm đề nghị")
    reason: str = Field(title="Lý do")
    on: date = Field(title="Ngày đề nghị")
    to: str = Field(title="Người quyết định")


class Urged(OnRecord):
    on: date = Field(title="Ngày nhắc")
    says: str = Field(title="Nội dung")


class Task(Given):
    """Việc trong kế hoạch, việc đột xuất, việc theo kết luận."""

    title: Text = Field(title="Nội dung việc")
    product: str = Field("", title="Sản phẩm phải có")
    unit: OneUnit = Field(title="Bộ phận chủ trì")
    responsible: Annotated[Text, Asking(people="office")] = Field(title="Người chịu trách nhiệm chính")
    cooperating: Annotated[Ids, Asking(of="unit", many=True)] = Field((), title="Bộ phận phối hợp")
    start: DayIfAny = Field(None, title="Ngày bắt đầu")
    due: Day = Field(title="Hạn hoàn thành")
    source: Annotated[Source, Asking(values=tuple(SOURCE_VI.items()))] = Field("plan", title="Nguồn việc")
    scope: Annotated[Scope, Asking(values=tuple(SCOPE_VI.items()))] = Field("unit", title="Thuộc kế hoạch nào")
    source_text: str = Field("", title="Văn bản, cuộc họp làm nguồn")
    giver: Annotated[
        str, Asking(people="anybody", free=True, only_if=("source", ("sudden", "conclusion", "other")))
    ] = Field("", title="Người giao")
    plan: MatterIfAny = Field(None, title="Trong kế hoạch (việc số)")
    parent: MatterIfAny = Field(None, title="Là việc con của (việc số)")
    parent_due: DayIfAny = Field(None, title="Hạn của việc mẹ")
    result: Annotated[str, Kept] = Field("", title="Kết quả")
    number: Annotated[str, Kept] = Field("", title="Văn bản kết quả")
    record: Annotated[int | None, Kept] = Field(None, title="Việc làm bằng chứng")
    finished: Annotated[date | None, Kept] = Field(None, title="Ngày báo kết quả")
    accepted: Annotated[date | None, Kept] = Field(None, title="Ngày nghiệm thu")
    withdrawn_on: Annotated[date | None, Kept] = Field(None, title="Ngày rút")
    moved: Annotated[tuple[Moved, ...], Kept] = Field((), title="Đã đổi")
    handed: Annotated[tuple[Handed, ...], Kept] = Field((), title="Đã giao lại")
    proposal: Annotated[Proposal | None, Kept] = Field(None, title="Đề nghị đổi")
    urged: Annotated[tuple[Urged, ...], Kept] = Field((), title="Đã đôn đốc")

    @model_validator(mode="after")
    def _days_in_order(self) -> Task:
        wrong = days_out_of_order(self.start, self.due, self.parent, self.parent_due)
        if wrong:
            raise ValueError(wrong)
        return self


def days_out_of_order(start: date | None, due: date, parent: int | None, parent_due: date | None) -> str:
    """What is wrong with the days of a task, "" where nothing is."""
    if start is not None and due < start:
        return f"hạn {due:%d/%m/%Y} ở trước ngày bắt đầu {start:%d/%m/%Y}"
    if parent is not None and parent_due is None:
        return f"việc con phải ghi hạn của việc mẹ (việc số {parent})"
    if parent_due is not None and due > parent_due:
        return f"hạn {due:%d/%m/%Y} ở sau hạn của việc mẹ {parent_due:%d/%m/%Y}"
    return ""
