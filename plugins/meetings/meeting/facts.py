"""A meeting as facts: which one, when, who chairs, who writes, and what its acts put on record."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from core.law.facts import Asking
from core.law.typed import DayIfAny, Given, Ids, Kept, NumberIfAny

from .. import periods
from ..typed import Lines, OnRecord, SessionIfAny, Words
from .kinds import COMMITTEE, CONTENTS_VI, KINDS, MAY_GO_WITHOUT_MINUTES, OF_A_UNIT, TypeId

ContentId = Literal["nghi_quyet", "nghi_quyet_hncc", "dan_chu", "lanh_dao", "ke_hoach_toi"]
ContentIds = Annotated[
    tuple[ContentId, ...],
    BeforeValidator(lambda v: tuple(w.strip() for w in v.split(",") if w.strip()) if isinstance(v, str) else v),
]
CONTENTS = tuple(CONTENTS_VI.items())


class StandIn(OnRecord):
    """Who comes in somebody's place."""

    who: str = Field(title="Người dự thay")
    instead_of: str = Field(title="Thay cho")
    why: str = Field("", title="Lý do")


class Moved(OnRecord):
    """A meeting put off: from which half-day, to which, why."""

    was: int = Field(title="Buổi cũ")
    to: int = Field(title="Buổi mới")
    why: str = Field(title="Lý do")


class Held(OnRecord):
    """That it took place, and who was there."""

    on: int = Field(title="Buổi họp")
    present: tuple[str, ...] = Field(title="Có mặt")
    absent: tuple[str, ...] = Field((), title="Vắng")


class Approval(OnRecord):
    """Who approved the minutes, or the part of them about his fields."""

    by: str = Field(title="Người duyệt")
    fields: tuple[str, ...] = Field((), title="Lĩnh vực")
    on: date = Field(title="Ngày duyệt")


class Conclusion(OnRecord):
    """One conclusion: what, which unit and who in it answers, by when. Without a unit it is only put on record."""

    says: str = Field(title="Nội dung")
    unit: str = Field("", title="Bộ phận")
    person: str = Field("", title="Người chịu trách nhiệm chính")
    due: date | None = Field(None, title="Hạn")


class Reassigned(OnRecord):
    """The Head assigned others to attend (4.4-1/2)."""

    was: tuple[str, ...] = Field(title="Trước đó")
    now: tuple[str, ...] = Field(title="Nay")
    why: str = Field(title="Lý do")


OWN_RECORD = (
    "called", "held", "minuted", "approved", "concluded", "conclusions", "important", "stand_ins", "moved",
    "reassigned", "invitation", "notice", "cancelled",
)  # fmt: skip


class Meeting(Given):
    """Cuộc họp, hội nghị."""

    type: Annotated[TypeId, Asking(values=tuple((id, kind.name) for id, kind in KINDS.items()))] = Field(
        title="Loại cuộc họp"
    )
    title: str = Field("", title="Nội dung, tên cuộc họp")
    on: SessionIfAny = Field(None, title="Họp ngày nào, buổi nào")
    place: str = Field("", title="Địa điểm")
    unit: Annotated[str, Asking(of="unit", only_if=("type", OF_A_UNIT), mine=True)] = Field("", title="Bộ phận")
    chair: Annotated[str, Asking(people="anybody")] = Field("", title="Người chủ trì (để trống: theo quy chế)")
    fields: Annotated[Ids, Asking(of="field", many=True, only_if=("type", COMMITTEE))] = Field(
        (), title="Lĩnh vực của các nội dung"
    )
    assigned: Annotated[Ids, Asking(people="office", many=True, only_if=("type", COMMITTEE))] = Field(
        (), title="Phó được phân công dự"
    )
    recorder: Annotated[str, Asking(people="office", mine=True)] = Field("", title="Người ghi biên bản")
    agenda: Words = Field("", title="Chương trình")
    contents: Annotated[ContentIds, Asking(values=CONTENTS, only_if=("type", "conference_year"))] = Field(
        (), title="Nhóm nội dung có trong chương trình"
    )
    invited: Annotated[Lines, Asking(long=True)] = Field((), title="Thành phần mời (mỗi nơi một dòng)")
    papers_by: DayIfAny = Field(None, title="Hạn chuẩn bị tài liệu")
    with_minutes: Annotated[bool, Asking(only_if=("type", MAY_GO_WITHOUT_MINUTES))] = Field(
        False, title="Có lập biên bản, kết luận"
    )
    month_review: Annotated[bool, Asking(only_if=("type", "unit_weekly"))] = Field(
        False, title="Đồng thời kiểm điểm công tác tháng (Điều 16, khoản 1)"
    )
    office_review: Annotated[bool, Asking(only_if=("type", "conference_year"))] = Field(
        False, title="Đồng thời tổng kết công tác văn phòng cấp ủy năm"
    )
    period: Annotated[str, Asking(only_if=("type", tuple(periods.OF_TYPE)))] = Field(
        "", title="Kỳ họp, như 2024-W41, 2024-10, 2024 (để trống: theo ngày họp)"
    )

    called: Annotated[bool, Kept] = Field(False, title="Đã triệu tập")
    invitation: Annotated[NumberIfAny, Kept] = Field(None, title="Công văn mời họp, việc số")
    stand_ins: Annotated[tuple[StandIn, ...], Kept] = Field((), title="Dự thay")
    moved: Annotated[tuple[Moved, ...], Kept] = Field((), title="Đã hoãn")
    reassigned: Annotated[tuple[Reassigned, ...], Kept] = Field((), title="Đã phân công lại")
    cancelled: Annotated[str, Kept] = Field("", title="Lý do hủy")
    held: Annotated[Held | None, Kept] = Field(None, title="Đã họp")
    minuted: Annotated[bool, Kept] = Field(False, title="Đã lập biên bản")
    approved: Annotated[tuple[Approval, ...], Kept] = Field((), title="Đã duyệt biên bản")
    concluded: Annotated[bool, Kept] = Field(False, title="Đã kết luận")
    conclusions: Annotated[tuple[Conclusion, ...], Kept] = Field((), title="Kết luận")
    important: Annotated[str, Kept] = Field("", title="Kết luận quan trọng, việc gấp")
    notice: Annotated[bool, Kept] = Field(False, title="Có thông báo kết luận")

    @model_validator(mode="after")
    def _agrees(self) -> Meeting:
        if self.type in OF_A_UNIT and not self.unit:
            raise ValueError("cuộc họp này phải ghi bộ phận (unit)")
        if self.type not in OF_A_UNIT and self.unit:
            raise ValueError("chỉ cuộc họp của một bộ phận mới ghi bộ phận (unit)")
        if self.assigned and self.type not in COMMITTEE:
            raise ValueError("chỉ cuộc họp của Thành ủy mới ghi Phó được phân công dự (assigned)")
        if self.period and not periods.is_period(self.type, self.period):
            example = periods.EXAMPLES.get(periods.OF_TYPE.get(self.type, ""), "")
            how = f"viết như {example}" if example else "cuộc họp này không theo kỳ, để trống"
            raise ValueError(f"kỳ họp «{self.period}» không đúng; {how}")
        return self
