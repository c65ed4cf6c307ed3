"""What the acts on a meeting carry, read and asked for like facts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from core.law.facts import Asking
from core.law.typed import DayIfAny, Given, Ids, LongText, MatterIfAny, Text

from ..typed import Lines, SessionIfAny, Words
from .facts import CONTENTS, ContentIds


class Calling(Given):
    """The call: the letter is a document of its own."""

    invitation: MatterIfAny = Field(None, ge=1, title="Công văn mời họp, việc số (nếu có)")


class Holding(Given):
    """What is written down at the meeting: who was there, who was not, who came in somebody's place."""

    present: Annotated[Lines, Asking(long=True)] = Field((), title="Có mặt (mỗi người, mỗi nơi một dòng)")
    absent: Annotated[Lines, Asking(long=True)] = Field((), title="Vắng (mỗi người, mỗi nơi một dòng)")
    stood_in: Words = Field("", title="Dự thay, mỗi dòng: người dự thay | thay cho ai | lý do")
    on: DayIfAny = Field(None, title="Ngày họp, nếu khác ngày đã định")


class Concluding(Given):
    """The conclusions, one to a line."""

    conclusions: Words = Field("", title="Kết luận, mỗi dòng: nội dung | bộ phận | người | hạn")
    important: Words = Field("", title="Kết luận quan trọng, việc gấp cần báo Chánh Văn phòng")
    notice: bool = Field(True, title="Dự thảo thông báo kết luận")


class Postponing(Given):
    on: Annotated[SessionIfAny, Asking()] = Field(title="Họp lại ngày nào, buổi nào")
    why: LongText = Field(title="Lý do")
    place: str = Field("", title="Địa điểm mới (nếu đổi)")


class Cancelling(Given):
    why: LongText = Field(title="Lý do")


class StandingIn(Given):
    who: Text = Field(title="Người dự thay")
    instead_of: Text = Field(title="Thay cho ai")
    why: LongText = Field(title="Lý do")


class Assigning(Given):
    assigned: Annotated[Ids, Asking(people="office", many=True)] = Field(title="Phó được phân công dự")
    why: LongText = Field(title="Lý do")


class Planning(Given):
    """Agenda and guests, put right before the call; what is left empty stays as it was."""

    agenda: Words = Field("", title="Chương trình")
    contents: Annotated[ContentIds, Asking(values=CONTENTS)] = Field((), title="Nhóm nội dung (hội nghị tổng kết năm)")
    invited: Annotated[Lines, Asking(long=True)] = Field((), title="Thành phần mời (mỗi nơi một dòng)")
    place: str = Field("", title="Địa điểm")
