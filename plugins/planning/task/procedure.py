"""A task's way: the responsible person does it and shows what came of it; the leader in charge accepts it."""

from __future__ import annotations

from core.law import usual
from core.law.procedure import Parts
from core.law.regulation import Law
from core.law.route import HEAD, Matter, Step, person, task
from core.law.ruling import Act, Objection
from core.office.office import Office

from .facts import Result, Task

Outcome = tuple[Task, tuple[Objection, ...]]


def task_route(facts: Task, office: Office, law: Law) -> Parts:
    """1.3/2: one person does it; 4.2, 3.1: the leader who answers for his unit accepts it, or gives it back."""
    from_ = {"sudden": "3.5/5", "plan": "8.3/1"}.get(facts.source, "8.4/1")
    yield task(
        "do", "thực hiện, báo kết quả kèm bằng chứng", person(facts.responsible), "1.3/2", from_, id="do",
        checks=("planning.proven",),
    )  # fmt: skip
    first, *others = usual.in_charge(facts.unit, office)
    cites = ("8.4/1", "3.1/1") if first == HEAD else ("8.4/1", "4.2")
    yield task(
        "accept", "nghiệm thu kết quả", first, *cites, id="accept",
        others=(*others, *(() if first == HEAD else (HEAD,))), decides=True, answers=True,
        checks=("planning.not_declined",),
    )  # fmt: skip


def proven(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """Nothing is done on somebody's word alone: a document's number, a record, or a file."""
    if act is None or act.outcome != "done":
        return None
    said = act.payload
    if str(said.get("number") or "").strip() or said.get("record") or _has_product(matter):
        return None
    return Objection(
        ("8.4/1",),
        "Báo kết quả phải kèm bằng chứng.",
        ("Ghi số văn bản, ghi việc số làm bằng chứng, hoặc đính kèm tệp vào phần «Sản phẩm».",),
    )


def _has_product(matter: Matter) -> bool:
    return any(file.part == "san_pham" for file in matter.attachments)


def not_declined(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """A task that was given does not end because its result is not good enough."""
    if act is None or act.outcome != "declined":
        return None
    return Objection(
        ("8.4/1",),
        "Kết quả chưa đạt thì trả lại để làm tiếp, không từ chối việc.",
        ("Trả lại kèm lý do; không làm nữa thì rút việc.",),
    )


def own_result(matter: Matter, step: Step, by: str, office: Office, law: Law) -> Objection | None:
    """Nobody accepts what he did himself."""
    done = matter.done.get("do")
    if step.id != "accept" or by not in (matter.facts.responsible, done.by if done else ""):
        return None
    return Objection(("8.4/1",), "Không ai tự nghiệm thu kết quả của chính mình.")


def finished(facts: Task, said: Result, by: str, office: Office, law: Law) -> Outcome:
    """The result and the day it was there: lateness is counted up to it."""
    new = {"result": said.says, "number": said.number, "record": said.record, "finished": usual.today(office)}
    return facts.model_copy(update=new), ()


def accepted(facts: Task, said: object, by: str, office: Office, law: Law) -> Outcome:
    return facts.model_copy(update={"accepted": usual.today(office)}), ()


def receives(matter: Matter, part: str, by: str, office: Office, law: Law) -> Objection | None:
    """What was accepted stays what it was."""
    if matter.facts.accepted is None or part != "san_pham":
        return None
    says = "Việc đã được nghiệm thu, không thay sản phẩm nữa."
    return Objection(("8.4/1",), says, ("Đưa tệp vào phần «Tài liệu».",))
