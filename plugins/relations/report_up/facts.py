"""A report to the Standing Deputy Secretary, as facts: which of the four kinds, what it says, what he answered."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from core.law.facts import Asking
from core.law.typed import Colleague, DayIfAny, Given, Kept, LongText, OnRecord, Text

CONTENT_VI = {
    "quy": "tình hình hoạt động, ba tháng một lần",
    "dot_xuat": "vấn đề đột xuất",
    "bo_nhiem_pho": "dự kiến bổ nhiệm Phó Chánh Văn phòng",
    "tuyen_chuyen_vien": "dự kiến tuyển, bố trí chuyên viên nghiên cứu tổng hợp",
}


class Reporting(Given):
    """How it was reported."""

    way: Text = Field(title="Hình thức (văn bản số, hoặc báo cáo trực tiếp)")
    on: DayIfAny = Field(None, title="Ngày báo cáo (để trống: hôm nay)")


class Answering(Given):
    """What the Standing Deputy Secretary said, in his words."""

    says: LongText = Field(title="Ý kiến của Phó Bí thư Thường trực")


class Deciding(Given):
    """What the Head decides, having reported."""

    decision: LongText = Field(title="Quyết định tiến hành")


class Reported(OnRecord):
    way: str = Field(title="Hình thức")
    on: date = Field(title="Ngày báo cáo")


class ReportUp(Given):
    """Báo cáo Phó Bí thư Thường trực."""

    content: Annotated[
        Literal["quy", "dot_xuat", "bo_nhiem_pho", "tuyen_chuyen_vien"], Asking(values=tuple(CONTENT_VI.items()))
    ] = Field(title="Loại báo cáo")
    about: LongText = Field(title="Nội dung, dự kiến")
    responsible: Annotated[Text, Colleague] = Field(title="Người chuẩn bị")
    period: Annotated[str, Asking(only_if=("content", "quy"))] = Field("", title="Kỳ báo cáo (quý mấy, năm nào)")
    until: DayIfAny = Field(None, title="Báo cáo trước ngày")
    reported: Annotated[Reported | None, Kept] = Field(None, title="Đã báo cáo")
    answer: Annotated[str, Kept] = Field("", title="Ý kiến nhận được")
    decision: Annotated[str, Kept] = Field("", title="Quyết định")

    @property
    def intended(self) -> bool:
        """An intention that must be reported before it is decided (23-2)."""
        return self.content in ("bo_nhiem_pho", "tuyen_chuyen_vien")
