"""What the acts on an incoming document carry: the assignment, the summary, how it is handled, what came of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from core.law.facts import Asking

from .facts import CONVEYS_VI, OUTCOME_VI, Conveys, Day, Names, Urgency

Colleague = Asking(people="office")
OneUnit = Asking(of="unit")
Long = Asking(long=True)
ACTED_ON = ("outcome", ("reply", "task"))


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("phải ghi, không để trống")
    return text


Words = Annotated[str, AfterValidator(_said)]
"""Words that must be there."""


class Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Assignment(Asked):
    """Phân xử lý: the field, one lead unit and one person responsible (3.13/1, 1.3/2)."""

    responsible: Annotated[Names, Colleague] = Field(title="Người chịu trách nhiệm chính")
    unit: Annotated[Names, OneUnit] = Field("", title="Bộ phận chủ trì")
    """That of the person responsible where nothing is said."""
    field: Annotated[str, Asking(of="field")] = Field("", title="Lĩnh vực")
    area: Annotated[str, Asking(of="area")] = Field("", title="Địa bàn")
    others: Annotated[Names, Asking(of="unit", many=True)] = Field("", title="Bộ phận phối hợp")
    deadline: Day = Field(None, title="Hạn xử lý")
    instruction: Annotated[str, Long] = Field("", title="Ý kiến phân xử lý")


class Reassignment(Asked):
    """Phân xử lý lại: what is not said stays; the clock runs on."""

    reason: Words = Field(title="Lý do phân lại")
    responsible: Annotated[Names, Colleague] = Field("", title="Người chịu trách nhiệm chính")
    unit: Annotated[Names, OneUnit] = Field("", title="Bộ phận chủ trì")
    field: Annotated[str, Asking(of="field")] = Field("", title="Lĩnh vực")
    area: Annotated[str, Asking(of="area")] = Field("", title="Địa bàn")
    others: Annotated[Names, Asking(of="unit", many=True)] = Field("", title="Bộ phận phối hợp")
    instruction: Annotated[str, Long] = Field("", title="Ý kiến phân xử lý")


class Summary(Asked):
    """Tóm tắt: what the leadership and the Standing Board read (6.1-2)."""

    summary: Annotated[Words, Long] = Field(title="Tóm tắt nội dung chính")


class Handling(Asked):
    """Xử lý: reply, give a task, or file (4.3-4)."""

    outcome: Annotated[Literal["reply", "task", "file"], Asking(values=tuple(OUTCOME_VI.items()))] = Field(
        title="Cách giải quyết"
    )
    conveys: Annotated[Conveys, Asking(values=(("", "không"), *CONVEYS_VI.items()), only_if=("outcome", "reply"))] = (
        Field("", title="Thông báo ý kiến của")
    )
    direction: Annotated[str, Long] = Field("", title="Ý kiến chỉ đạo")
    unit: Annotated[Names, Asking(of="unit", only_if=ACTED_ON)] = Field(
        "", title="Giao lại cho bộ phận (trong phạm vi phụ trách)"
    )
    responsible: Annotated[Names, Asking(people="office", only_if=ACTED_ON)] = Field("", title="Giao lại cho người")


class Reply(Asked):
    """Trả lời: the outgoing matter, or number and day as evidence."""

    matter: Annotated[int | None, Asking(of="matter")] = Field(None, title="Văn bản trả lời (việc số)", ge=1)


class Result(Asked):
    """Báo cáo kết quả: no closing without something to show for it."""

    product: str = Field("", title="Kết quả (số văn bản, hồ sơ, biên bản)")
    matter: Annotated[int | None, Asking(of="matter")] = Field(None, title="Việc liên quan (số)", ge=1)


class Correction(Asked):
    """Đính chính: what Clerical entered wrongly; what is not said stays."""

    reason: Words = Field(title="Lý do đính chính")
    author: Annotated[str, Asking(of="body", free=True)] = Field("", title="Tác giả (nơi gửi)")
    author_number: str = Field("", title="Số, ký hiệu", max_length=100)
    author_day: Day = Field(None, title="Ngày văn bản")
    type: str = Field("", title="Loại văn bản", max_length=100)
    subject: Annotated[str, Long] = Field("", title="Trích yếu")
    urgency: Annotated[Urgency | None, Asking()] = Field(None, title="Độ khẩn")
    deadline: Day = Field(None, title="Hạn xử lý")


class Prolonging(Asked):
    """Gia hạn."""

    deadline: Annotated[Day, Asking()] = Field(title="Hạn mới")
    reason: Words = Field(title="Lý do gia hạn")


class Voiding(Asked):
    """Hủy số đến."""

    reason: Words = Field(title="Lý do hủy")
