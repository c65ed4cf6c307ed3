"""Điều 19: the leadership asks the Party cell or the union, hears the answer, and says what was made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.law import usual
from core.law.procedure import Opening, Parts
from core.law.regulation import Law
from core.law.route import HEAD, LEADERSHIP, Holder, Matter, person, task
from core.law.ruling import Act, Objection
from core.office.office import Office

from .. import common

if TYPE_CHECKING:
    from .facts import Answered, AskedOf, Closed, Joint

Outcome = tuple["Joint", tuple[Objection, ...]]
BOTH = ("party_cell", "union")


def norm(facts: Joint) -> str:
    """Khoản 1 has one sentence for each (19.1/1, 19.1/2); khoản 2 lists what is done with both."""
    return {"chi_bo": "19.1/1", "cong_doan": "19.1/2"}.get(facts.content, "19.2")


def counterparts(facts: Joint) -> tuple[str, ...]:
    return {"chi_bo": ("party_cell",), "cong_doan": ("union",)}.get(facts.content, BOTH)


def joint_route(facts: Joint, office: Office, law: Law) -> Parts:
    """Asked by the leadership, or for it by who answers for the matter; answered by the body; closed by a leader."""
    cite, responsible = norm(facts), person(facts.responsible)
    yield task("ask", "trao đổi, lấy ý kiến", LEADERSHIP, cite, id="ask", others=(responsible,))
    yield task(
        "answer", "cho ý kiến", Holder("body", facts.counterpart), cite,
        id="answer", recorders=(usual.clerical(law), responsible), lapses=facts.until,
    )  # fmt: skip
    yield task("close", "tiếp thu, kết thúc việc", LEADERSHIP, cite, id="close", checks=("relations.heard",))


def open_joint(facts: Joint, office: Office, law: Law) -> Opening:
    """By a leader, or by who answers for it; a body of another kind than the sentence names is refused."""
    common.nothing_recorded(facts, ("asked", "answer", "result"))
    objections = tuple(usual.one_of_each("", facts.responsible, office))
    if not objections:
        usual.require_insider(facts.responsible, office, "người chịu trách nhiệm chính")
        body = common.counterpart(facts.counterpart, office)
        wrong = common.wrong_kind(body, counterparts(facts), norm(facts), office, law)
        objections = () if wrong is None else (wrong,)
    step = task(
        "open", "mở việc với chi bộ, đoàn thể", LEADERSHIP, norm(facts),
        id="open", readings=("A39",) if facts.content == "chi_bo" else (), others=(person(facts.responsible),),
    )  # fmt: skip
    return Opening(step, objections)


def heard(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """What nobody answered by the day that was set is closed with a reason only."""
    return common.closed_unanswered(matter.facts.answer, act, norm(matter.facts))


def asking(facts: Joint, said: AskedOf, by: str, office: Office, law: Law) -> Outcome:
    from .facts import Request

    return facts.model_copy(update={"asked": Request(way=said.way, on=usual.day_said(said.on, office))}), ()


def answering(facts: Joint, said: Answered, by: str, office: Office, law: Law) -> Outcome:
    from .facts import Answer

    on = usual.day_said(said.on, office, not_before=facts.asked.on if facts.asked else None)
    return facts.model_copy(update={"answer": Answer(says=said.says, on=on)}), ()


def closing(facts: Joint, said: Closed, by: str, office: Office, law: Law) -> Outcome:
    return facts.model_copy(update={"result": said.result}), ()


def owners(facts: Joint) -> tuple[Holder, ...]:
    return (person(facts.responsible), HEAD)
