"""What an act on an outgoing document must carry, read and asked for like facts. Words themselves go into the note."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from core.law.facts import Asking

from ..incoming.asked import Words as Said
from .facts import LEADERS_VI, MATTER_VI, UNITS, VIEW_VI, Day, Frozen, Leader, MatterId, View, Words, closed, lines

Which = Literal["comments", "opinions"]
WHICH_VI = {"comments": "góp ý, trao đổi về dự thảo", "opinions": "ý kiến tập thể"}


class Designate(Frozen):
    """9.1/2: which unit leads, and who in it answers."""

    lead: Annotated[str, Asking(of="unit")] = Field(title="Bộ phận chủ trì")
    responsible: Annotated[str | None, Asking(people="office")] = Field(None, title="Người chịu trách nhiệm chính")


class Reply(Frozen):
    """A comment, an answer, an opinion: which way it goes; the words stand in the note."""

    view: Annotated[View, closed(VIEW_VI)] = Field(title="Ý kiến")


class Brief(Frozen):
    """4.4-2: what the Head must know before he presents it."""

    points: Annotated[Said, Asking(long=True)] = Field(title="Những điểm cần báo cáo")


class Present(Frozen):
    """4.4-2, 4.4-1: before whom it is put for approval and signature (A22)."""

    to: Annotated[Leader, Asking(values=LEADERS_VI)] = Field(title="Trình đồng chí")


class Issue(Frozen):
    """A number kept beforehand, and the last look at who gets it."""

    number: int | None = Field(None, ge=1, title="Số đã giữ chỗ (nếu có)")
    recipients: Annotated[tuple[str, ...] | None, BeforeValidator(lines)] = Field(
        None, title="Nơi nhận, nếu sửa (mỗi nơi một dòng)"
    )
    copies: int | None = Field(None, ge=0, le=100_000, title="Số bản, nếu sửa")


class Prolong(Frozen):
    """Whoever asked gives more time, with a reason (A33)."""

    until: Day = Field(title="Hạn mới")
    which: Annotated[Which, closed(WHICH_VI)] = Field("comments", title="Gia hạn việc gì")
    why: Said = Field(title="Lý do")


class Invite(Frozen):
    """9.1/3: further units whose comment is wanted."""

    units: Annotated[Words, UNITS] = Field(min_length=1, title="Bộ phận mời góp ý")
    reply_by: Day | None = Field(None, title="Hạn góp ý")


class Classify(Frozen):
    """Điều 2: one more reason to hear the leadership."""

    matter: Annotated[MatterId, closed(MATTER_VI)] = Field("2.7", title="Thuộc khoản nào của Điều 2")
    why: Said = Field(title="Lý do")


class Met(Frozen):
    """The leadership met instead of writing."""

    on: Day = Field(title="Ngày họp")
    number: Said = Field(title="Số, ký hiệu biên bản hoặc thông báo kết luận")


class SetUpTeam(Frozen):
    """9.2: who drafts together; one unit and one person still answer (A46)."""

    members: Annotated[Words, Asking(people="anybody", many=True)] = Field(
        min_length=1, title="Thành viên tổ soạn thảo"
    )
    why: Said = Field(title="Lý do lập tổ")


class Received(Frozen):
    recipient: Annotated[Said, Asking(of="body", free=True)] = Field(title="Nơi nhận")
    on: Day | None = Field(None, title="Ngày nhận (không ghi: hôm nay)")


class HandOver(Frozen):
    """1.3/2: from one responsible person to another; the days go on counting."""

    responsible: Annotated[str, Asking(people="office")] = Field(title="Người nhận việc")
    why: Said = Field(title="Lý do")


class Void(Frozen):
    """A number that was given and is not used: it is never given again."""

    reason: Said = Field(title="Lý do hủy số")
