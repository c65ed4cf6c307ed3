"""A trip to a ward, as facts: who, which ward, which half-days, what for."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from core.law.facts import Asking
from core.law.typed import Colleague, FirstSession, Given, Kept, LastSession, LongText, Text
from core.office.sessions import Span, label

from ..typed import Ward

LONGEST = 2 * 31
"""Sessions: more in one trip is a slip of the pen."""


class ReportingBack(Given):
    """What the traveller found."""

    says: LongText = Field(title="Nội dung cơ bản, kiến nghị")


class FieldTrip(Given):
    """Đi cơ sở."""

    person: Annotated[Text, Colleague] = Field(title="Chuyên viên đi")
    ward: Annotated[Text, Ward] = Field(title="Địa bàn (phường, xã)")
    start: FirstSession | None = Field(None, alias="from", title="Từ buổi, ngày")
    until: LastSession | None = Field(None, title="Đến hết buổi, ngày")
    """Inclusive: the last half-day away."""
    purpose: Annotated[str, Asking(long=True)] = Field("", title="Nội dung làm việc")
    found: Annotated[str, Kept] = Field("", title="Kết quả chuyến đi")

    @model_validator(mode="after")
    def _dates_agree(self) -> FieldTrip:
        if (self.start is None) != (self.until is None):
            raise ValueError("phải ghi cả ngày bắt đầu (from) và ngày kết thúc (until)")
        if self.start is not None and self.until is not None:
            if self.until < self.start:
                raise ValueError(f"ngày kết thúc ({label(self.until)}) ở trước ngày bắt đầu ({label(self.start)})")
            if self.until - self.start >= LONGEST:
                raise ValueError("một chuyến đi cơ sở không quá 31 ngày; kiểm tra lại ngày")
        return self

    @property
    def span(self) -> Span | None:
        if self.start is None or self.until is None:
            return None
        return Span(self.start, self.until + 1)
