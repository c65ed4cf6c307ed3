"""How a written round is called, and its digest: who said what, in his words, and who kept silent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from core.law import usual
from core.law.regulation import Law
from core.law.route import Matter, Step
from core.law.ruling import Capacity
from core.law.sheet import Sheet, SheetRow
from core.office.office import Office
from core.office.sessions import ZONE

from .. import common

if TYPE_CHECKING:
    from .facts import Round


def heading(facts: Round, office: Office) -> str:
    return f"Lấy ý kiến bằng văn bản: {usual.brief(facts.title or facts.question)}"


def lacking(facts: Round) -> str:
    """What a question may leave out and a round on record may not."""
    needed = {"title": "tên việc", "question": "nội dung xin ý kiến", "responsible": "người gửi và tổng hợp"}
    for name, title in needed.items():
        if not getattr(facts, name).strip():
            return f"Còn thiếu {title} ({name})."
    if not facts.parties and not facts.collective:
        return "Còn thiếu nơi được xin ý kiến (parties)."
    return ""


def leads(facts: Round, office: Office) -> tuple[str | None, str | None]:
    return usual.unit_of(facts.responsible, office), facts.responsible or None


def due(matter: Matter, step: Step, office: Office, law: Law) -> date | None:
    return matter.facts.reply_by if step.verb == "opinion" else None


def sheets(matter: Matter, office: Office, law: Law) -> Iterator[Sheet]:
    """The digest: it makes itself from what was answered; nobody types it."""
    facts: Round = matter.facts
    asked = [step for step in matter.route if step.verb == "opinion"]
    rows = tuple(_row(matter, step, office) for step in asked)
    counts = _counts(matter, asked)
    until = f" Hạn trả lời {usual.dmy(facts.reply_by)}." if facts.reply_by else ""
    yield Sheet("Tổng hợp ý kiến", ("Ai", "Ý kiến", "Ngày", "Nguyên văn"), rows, f"{counts}.{until}")
    if facts.proposal or facts.decision:
        found = [SheetRow(("Đề xuất", facts.proposal))] if facts.proposal else []
        found += [SheetRow(("Quyết định", facts.decision), "good")] if facts.decision else []
        yield Sheet("Trình lãnh đạo", ("Việc", "Nội dung"), tuple(found))


def _counts(matter: Matter, asked: list[Step]) -> str:
    from .facts import VIEW_VI

    views = [str(matter.done[s.id].payload.get("view", "agree")) for s in asked if s.id in matter.done]
    said = [f"{views.count(view)} {name}" for view, name in VIEW_VI.items() if view in views]
    silent = len(asked) - len(views)
    return f"Đã hỏi {len(asked)} nơi: {', '.join(said + ([f'{silent} chưa trả lời'] if silent else []))}"


def _row(matter: Matter, step: Step, office: Office) -> SheetRow:
    from .facts import VIEW_VI

    who = common.called(step.holders[0].of, office)
    done = matter.done.get(step.id)
    if done is not None:
        view = str(done.payload.get("view", "agree"))
        tone = {"agree": "good", "disagree": "bad"}.get(view, "warn")
        in_person = done.by == step.holders[0].of or done.capacity == Capacity.RECORDED
        said_by = who if in_person else f"{who} ({office.name(done.by)})"
        return SheetRow((said_by, VIEW_VI[view], usual.dmy(done.at.astimezone(ZONE).date()), done.note), tone)
    lapsed = step.lapses is not None and usual.today(office) > step.lapses
    return SheetRow((who, "không trả lời trong hạn" if lapsed else "chưa trả lời", "", ""), "warn")
