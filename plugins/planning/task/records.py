"""How a task is called, what is due, what it belongs with, and its story as a table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.law import usual
from core.law.regulation import Law
from core.law.route import Matter, Step
from core.law.sheet import Sheet, SheetRow, Tie
from core.office.office import Office
from core.text import capital

from .. import common
from ..state import State, state
from .facts import SCOPE_VI, SOURCE_VI, Task


def heading(facts: Task, office: Office) -> str:
    """«Báo cáo sơ kết quý I – Bộ phận Tổng hợp»: no state, which is another one tomorrow."""
    return f"{usual.brief(facts.title)} – {usual.unit_name(facts.unit, office)}"


def standing(matter: Matter, office: Office) -> State:
    return state(matter.facts, matter.status, usual.today(office))


def sheets(matter: Matter, office: Office, law: Law) -> Iterator[Sheet]:
    """What became of its days and its people, in the order of the days."""
    facts: Task = matter.facts
    now = standing(matter, office)
    rows = sorted(_story(facts, office), key=lambda found: found[0])
    shown = tuple(SheetRow((usual.dmy(day), what, says), tone) for day, what, says, tone in rows)
    first = facts.moved[0].old if facts.moved else facts.due
    note = f"{capital(now.word)}. Hạn {usual.dmy(facts.due)}"
    note += f", hạn đầu {usual.dmy(first)}." if first != facts.due else "."
    yield Sheet("Theo dõi việc", ("Ngày", "Việc gì", "Nội dung"), shown, note)


def _story(facts: Task, office: Office) -> Iterator[tuple[date, str, str, str]]:
    for moved in facts.moved:
        days = f"hạn {usual.dmy(moved.old)} → {usual.dmy(moved.new)}" if moved.old != moved.new else ""
        old = f"nội dung cũ: {moved.content}" if moved.content else ""
        yield moved.on, "đổi", "; ".join(filter(None, (days, old, moved.reason))), ""
    for handed in facts.handed:
        names = f"{office.name(handed.giver)} → {office.name(handed.taker)}"
        yield handed.on, "giao lại", f"{names}; {handed.reason}", ""
    for urged in facts.urged:
        yield urged.on, "đôn đốc", urged.says, "warn"
    if facts.proposal is not None:
        wanted = f"hạn {usual.dmy(facts.proposal.due)}" if facts.proposal.due else facts.proposal.title
        who = f"chờ {office.name(facts.proposal.to)} quyết định"
        yield facts.proposal.on, "đề nghị đổi", "; ".join(filter(None, (wanted, facts.proposal.reason, who))), "warn"
    if facts.finished is not None:
        proof = facts.number or (f"việc số {facts.record}" if facts.record else "tệp sản phẩm")
        yield facts.finished, "báo kết quả", f"{facts.result} ({proof})", ""
    if facts.accepted is not None:
        yield facts.accepted, "nghiệm thu", "", "good"


def warnings(facts: Task, office: Office, law: Law) -> Iterator[str]:
    """What whoever gives or follows the task should know of the one who has it."""
    if facts.accepted is not None:
        return
    if facts.responsible in office.away:
        yield f"{capital(office.name(facts.responsible))} đang vắng; thời hạn của việc vẫn tính."
    if facts.responsible not in office.establishment.members.get(facts.unit, ()):
        yield f"{capital(office.name(facts.responsible))} không còn ở bộ phận chủ trì: cần giao lại việc này."


def figures(facts: Task, office: Office, law: Law) -> Iterator[tuple[str, str]]:
    """What a form shows beside the route: where it comes from, who accepts it, how long there is."""
    yield "Nguồn", f"{SOURCE_VI[facts.source]}, {SCOPE_VI[facts.scope].lower()}"
    leader = common.leader_of(facts.unit, office)
    if leader:
        yield "Nghiệm thu", capital(office.name(leader))
    yield "Thời hạn", state(facts, "open", usual.today(office)).word


def due(matter: Matter, step: Step, office: Office, law: Law) -> date | None:
    facts: Task = matter.facts
    return facts.due if step.id == "do" else None


def deadline(facts: Task) -> date | None:
    return facts.due if facts.finished is None else None


def leads(facts: Task, office: Office) -> tuple[str | None, str | None]:
    return facts.unit, facts.responsible


def links(facts: Task) -> Iterator[Tie]:
    for number, says in ((facts.plan, "trong kế hoạch"), (facts.parent, "việc con của"), (facts.record, "bằng chứng")):
        if number:
            yield Tie(number, says)


def urgency(facts: Task) -> int:
    """3.5/5: what came suddenly from above jumps the desk."""
    return 1 if facts.source == "sudden" else 0
