"""What a leave or a mission is, as facts: who, which half-days, why, and how it was asked for (Điều 18, 4.6)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from core.law.facts import Asking, read_instant, read_session
from core.office.sessions import Span, label

FirstSession = Annotated[int, BeforeValidator(lambda v: read_session(v, half=0))]
LastSession = Annotated[int, BeforeValidator(lambda v: read_session(v, half=1))]
Instant = Annotated[datetime, BeforeValidator(read_instant)]
Colleague = Asking(people="office")
KIND_VI = {"phep": "nghỉ phép", "rieng": "việc riêng", "om": "ốm đau", "gia_dinh": "gia đình có việc đột xuất"}
CHANNEL_VI = {"form": "bằng đơn", "phone": "qua điện thoại"}
HALF = 0.5
"""Days: one session, the unit of counting (A03). Anything shorter is not governed."""
LONGEST = 366 * 2
"""Sessions: more in one request is a slip of the pen."""


class Away(BaseModel):
    """Half-days on which somebody is not there."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    person: Annotated[str, Colleague] = Field(title="Người nghỉ")
    start: FirstSession | None = Field(None, alias="from", title="Từ buổi, ngày")
    until: LastSession | None = Field(None, title="Đến hết buổi, ngày")
    """Inclusive: the last half-day away."""
    days: Annotated[float | None, Asking(shown=False)] = Field(
        None, gt=0, le=LONGEST / 2, title="Số ngày (chỉ để hỏi trước, chưa có ngày cụ thể)"
    )

    @model_validator(mode="after")
    def _dates_agree(self) -> Away:
        if (self.start is None) != (self.until is None):
            raise ValueError("phải ghi cả ngày bắt đầu (from) và ngày kết thúc (until)")
        if self.start is None and self.days is None:
            raise ValueError("phải ghi from và until (hoặc days khi chỉ hỏi trước)")
        if self.days is not None and self.days > HALF and self.days % HALF:
            raise ValueError("số ngày tính theo buổi: 0,5; 1; 1,5; 2 …")
        if self.start is not None and self.until is not None:
            if self.until < self.start:
                raise ValueError(f"ngày kết thúc ({label(self.until)}) ở trước ngày bắt đầu ({label(self.start)})")
            if self.until - self.start >= LONGEST:
                raise ValueError("một lần xin không quá 366 ngày; kiểm tra lại năm")
        return self

    @property
    def span(self) -> Span | None:
        if self.start is None or self.until is None:
            return None
        return Span(self.start, self.until + 1)


class Leave(Away):
    """Nghỉ phép, nghỉ việc riêng, nghỉ ốm: one regime, told apart by `kind` only (A53)."""

    kind: Annotated[Literal["phep", "rieng", "om", "gia_dinh"], Asking(values=tuple(KIND_VI.items()))] = Field(
        "phep", title="Loại nghỉ"
    )
    channel: Annotated[Literal["form", "phone"], Asking(values=tuple(CHANNEL_VI.items()))] = Field(
        "form", title="Hình thức xin"
    )
    phone_at: Annotated[Instant | None, Asking(only_if=("channel", "phone"))] = Field(None, title="Gọi điện lúc")
    phone_to: Annotated[str | None, Asking(people="anybody", only_if=("channel", "phone"))] = Field(
        None, title="Gọi cho ai"
    )
    form: Annotated[bool, Asking(only_if=("channel", "form"))] = Field(False, title="Có đơn dù không bắt buộc")
    reason: str = Field("", title="Lý do")
    address: str = Field("", title="Nơi ở khi nghỉ")
    handover: Annotated[str | None, Colleague] = Field(None, title="Người nhận bàn giao")


class Mission(Away):
    """Đi công tác của lãnh đạo: an absence to be reported, not a leave (4.6, Q21)."""

    place: str = Field("", title="Nơi đến")
    purpose: str = Field("", title="Nội dung")
    substitute: Annotated[str | None, Colleague] = Field(None, title="Người làm thay")
    """Only where it is seen fit (4.6/2, A23)."""
