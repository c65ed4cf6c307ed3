"""How a coordination matter is called, what is due, and the record of who was asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from core.law import usual
from core.law.regulation import Law
from core.law.route import Matter, Step
from core.law.sheet import Sheet, SheetRow
from core.office.office import Office

from ..lateness import State, owed
from .contents import CONTENTS

if TYPE_CHECKING:
    from .facts import Coordination

COLUMNS = ("Việc", "Ngày", "Ai", "Văn bản, nội dung")


def state(facts: Coordination, office: Office) -> State:
    """Where the answer stands on the day of the office."""
    on = usual.today(office)
    if facts.result:
        return State("đã kết thúc", "muted")
    if facts.asked is None:
        return State("chưa gửi đề nghị", "bad" if on > facts.reply_by else "")
    came = facts.answer.on if facts.answer else None
    return owed(facts.reply_by, came, on, office.calendar, done="đã trả lời", awaited="chờ trả lời")


def sheets(matter: Matter, office: Office, law: Law) -> Iterator[Sheet]:
    """Who was asked, when, by which document, and what came back."""
    facts: Coordination = matter.facts
    now, asked, answer = state(facts, office), facts.asked, facts.answer
    rows = []
    if asked is not None:
        rows.append(SheetRow(("Hỏi", usual.dmy(asked.on), asked.to, asked.document)))
    if answer is not None:
        rows.append(SheetRow(("Trả lời", usual.dmy(answer.on), counterpart_name(facts, office), answer.says), now.tone))
    if facts.result:
        rows.append(SheetRow(("Kết quả", "", "", facts.result), "good"))
    note = f"{counterpart_name(facts, office)}: {now.says}; hạn trả lời {usual.dmy(facts.reply_by)}."
    yield Sheet("Đã hỏi ai", COLUMNS, tuple(rows), note)


def heading(facts: Coordination, office: Office) -> str:
    """«Cùng kiểm tra, giám sát – Ban Tổ chức: …»."""
    return f"{CONTENTS[facts.content].title} – {counterpart_name(facts, office)}: {usual.brief(facts.request)}"


def counterpart_name(facts: Coordination, office: Office) -> str:
    found = office.establishment.bodies.get(facts.counterpart)
    return found.name if found else facts.counterpart


def due(matter: Matter, step: Step, office: Office, law: Law) -> date | None:
    """The answer by the day that was set; the request must be out before it."""
    facts: Coordination = matter.facts
    return facts.reply_by if step.id in ("ask", "answer") else None


def deadline(facts: Coordination) -> date | None:
    return facts.reply_by if facts.answer is None else None


def leads(facts: Coordination, office: Office) -> tuple[str | None, str | None]:
    return facts.unit, facts.responsible


def taken_at_opening(facts: Coordination, by: str) -> tuple[str, ...]:
    """Who opens a matter he answers for has prepared the request."""
    return ("request",) if by == facts.responsible else ()
