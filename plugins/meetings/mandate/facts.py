"""Speaking at somebody else's meeting, as facts: who, where, for whom – and what he may say there."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from core.law.facts import Asking
from core.law.typed import Colleague, Given, Kept, LongText

from ..typed import SessionIfAny

CAPACITY_VI = {"office": "nhân danh Văn phòng hoặc lãnh đạo Văn phòng", "personal": "ý kiến cá nhân"}


class Giving(Given):
    """What may be said in the name of the Office."""

    scope: LongText = Field(title="Được phát biểu nội dung gì")


class Completing(Given):
    topic: LongText = Field(title="Xin phát biểu nội dung gì")


class Revoking(Given):
    why: LongText = Field(title="Lý do")


class Mandate(Given):
    """Phát biểu tại hội nghị, khảo sát của nơi khác."""

    person: Annotated[str, Colleague] = Field(title="Người phát biểu")
    event: str = Field("", title="Hội nghị, cuộc khảo sát nào")
    on: SessionIfAny = Field(None, title="Ngày nào, buổi nào")
    capacity: Annotated[Literal["office", "personal"], Asking(values=tuple(CAPACITY_VI.items()))] = Field(
        "office", title="Phát biểu với tư cách nào"
    )
    asked: Annotated[bool, Asking(only_if=("capacity", "personal"))] = Field(False, title="Được yêu cầu nêu ý kiến")
    topic: Annotated[str, Asking(long=True, only_if=("capacity", "office"))] = Field(
        "", title="Xin phát biểu nội dung gì"
    )
    scope: Annotated[str, Kept] = Field("", title="Được phát biểu nội dung")
    given_by: Annotated[str, Kept] = Field("", title="Người ủy nhiệm")
    spoke: Annotated[bool, Kept] = Field(False, title="Đã phát biểu")
