"""A report of an event as facts: on which occasion, what, to whom, how urgent; and what it was answered."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from core.law.facts import Asking
from core.law.typed import DayIfAny, Given, Kept, LongText, MatterIfAny

from ..typed import Me
from .occasions import OCCASIONS, TO_VI, Occasion, OccasionId

_MEETINGS = tuple(name for name, o in OCCASIONS.items() if o.meeting)
_TIMED = next(name for name, o in OCCASIONS.items() if o.timed)


class Reporting(Given):
    """What is reported, where somebody else opened the matter."""

    says: Annotated[str, Asking(long=True)] = Field("", title="Nội dung báo cáo")


class Directing(Given):
    """What whoever was told says to it."""

    says: LongText = Field(title="Ý kiến chỉ đạo")


class EventReport(Given):
    """Báo cáo sự việc."""

    which: Annotated[OccasionId, Asking(values=tuple((name, o.title) for name, o in OCCASIONS.items()))] = Field(
        title="Báo cáo về"
    )
    person: Me = Field(title="Người báo cáo")
    about: LongText = Field(title="Nội dung")
    to: Annotated[
        Literal["", "deputy", "head", "leadership", "standing", "standing_deputy_secretary", "secretary"],
        Asking(values=(("", "theo quy chế"), *TO_VI.items())),
    ] = Field("", title="Báo cáo ai (để trống: theo quy chế)")
    meeting: Annotated[str, Asking(only_if=("which", _MEETINGS))] = Field("", title="Cuộc họp, chuyến khảo sát")
    held: Annotated[DayIfAny, Asking(only_if=("which", _MEETINGS))] = Field(None, title="Ngày họp, ngày khảo sát")
    until: Annotated[DayIfAny, Asking(only_if=("which", _TIMED))] = Field(None, title="Làm đến ngày")
    field: Annotated[str | None, Asking(of="field")] = Field(None, title="Lĩnh vực (nếu có)")
    area: Annotated[str | None, Asking(of="area")] = Field(None, title="Địa bàn (nếu có)")
    urgency: Annotated[
        Literal["thuong", "gap"], Asking(values=(("thuong", "thường"), ("gap", "gấp, xin ý kiến chỉ đạo")))
    ] = Field("thuong", title="Mức độ")
    matter: MatterIfAny = Field(None, gt=0, title="Số việc có liên quan")
    says: Annotated[str, Kept] = Field("", title="Đã báo cáo")
    direction: Annotated[str, Kept] = Field("", title="Ý kiến chỉ đạo")

    @property
    def occasion(self) -> Occasion:
        return OCCASIONS[self.which]

    @property
    def addressee(self) -> str:
        """One of `TO_VI`: as it was said, else as the norm has it first."""
        return self.to or next(iter(self.occasion.norms))
