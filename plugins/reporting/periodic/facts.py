"""A periodic report as facts: which one, of which period, by whom; and what acts put on record of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from core.law.facts import Asking
from core.law.typed import DayIfAny, Given, Kept, MatterIfAny, Text

from .. import schedule
from ..frozen import Frozen
from ..typed import Colleagues, Me, OnRecord

PeriodText = Annotated[Text, AfterValidator(schedule.read_period)]


class Drafting(Given):
    """What the draft says. Figures are frozen with it."""

    text: Annotated[str, Asking(long=True)] = Field("", title="Nội dung (để trống: giữ như đã ghi)")
    start: DayIfAny = Field(None, title="Số liệu từ ngày (để trống: theo kỳ)")
    until: DayIfAny = Field(None, title="Số liệu đến ngày (để trống: theo kỳ)")


class Submitting(Given):
    """Where it is sent."""

    to: Annotated[str, Asking(of="unit", free=True)] = Field("", title="Gửi tới (để trống: Văn thư)")


class Receiving(Given):
    """The day of the stamp."""

    on: DayIfAny = Field(None, title="Ngày nhận (để trống: hôm nay)")


class Arrived(OnRecord):
    """When it reached its addressee's desk, by whose hand."""

    on: date = Field(title="Ngày nhận")
    by: str = Field("", title="Người ghi")


class Merged(OnRecord):
    """The deputy in charge let the yearly report stand for that month's too (A25)."""

    on: date = Field(title="Ngày cho gộp")


class Report(Given):
    """Báo cáo định kỳ."""

    type: Annotated[
        Literal["thang", "so_ket", "nam", "tien_do", "chap_hanh"], Asking(values=tuple(schedule.TYPES.items()))
    ] = Field(title="Loại báo cáo")
    period: PeriodText = Field(title="Kỳ báo cáo (05/2026, quý I/2026, 2026)")
    person: Me = Field(title="Người báo cáo")
    people: Colleagues = Field((), title="Báo cáo chung của bộ phận: cùng với những ai")
    also_monthly: Annotated[bool, Asking(only_if=("type", "so_ket"))] = Field(
        True, title="Tính cho cả báo cáo tháng cùng kỳ"
    )
    text: Annotated[str, Asking(long=True)] = Field("", title="Nội dung")
    previous: MatterIfAny = Field(None, gt=0, title="Số việc của báo cáo kỳ trước")
    issue: Annotated[int, Kept] = Field(1, ge=1, title="Bản thứ")
    unit: Annotated[str | None, Kept] = Field(None, title="Bộ phận")
    start: Annotated[DayIfAny, Kept] = Field(None, title="Số liệu từ ngày")
    until: Annotated[DayIfAny, Kept] = Field(None, title="Số liệu đến ngày")
    figures: Annotated[Frozen | None, Kept] = Field(None, title="Số liệu đã chốt")
    earlier: Annotated[Frozen | None, Kept] = Field(None, title="Số liệu của bản trước")
    submitted: Annotated[DayIfAny, Kept] = Field(None, title="Ngày gửi")
    arrived: Annotated[Arrived | None, Kept] = Field(None, title="Đã nhận")
    merged: Annotated[Merged | None, Kept] = Field(None, title="Cho gộp báo cáo tháng")

    @property
    def authors(self) -> tuple[str, ...]:
        """Whoever it names, each once: the duty of each of them is met by it (A27)."""
        return tuple(dict.fromkeys((self.person, *self.people)))
