"""Điều 22 (first) and Điều 22 (second): a request is asked of a counterpart, answered by a day, and closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from core.errors import UsageError
from core.law import usual
from core.law.procedure import Change, Opening, Parts
from core.law.regulation import Law
from core.law.route import HEAD, LEADERSHIP, Holder, Matter, deputy_of, person, task, unit
from core.law.ruling import Act, Objection
from core.office.office import Office

from .. import common
from .contents import CONTENTS

if TYPE_CHECKING:
    from .facts import Answered, AskedOf, Closed, Coordination, Prolonged

Outcome = tuple["Coordination", tuple[Objection, ...]]


def coordination_route(facts: Coordination, office: Office, law: Law) -> Parts:
    """Request, asking, answer, report to the deputy of the lead unit.

    The regulation sets no day for an answer: whoever asks sets it. After that day the deputy may close the matter
    without one, saying why; until then the answer can still come.
    """
    norms = CONTENTS[facts.content].norms
    responsible, clerks = person(facts.responsible), usual.clerical(law)
    yield task("request", "chủ trì, chuẩn bị đề nghị phối hợp", responsible, *norms, id="request")
    yield task("ask", "gửi đề nghị, ghi rõ đã hỏi ai", responsible, *norms, id="ask", others=(clerks,))
    yield task(
        "answer", "trả lời đề nghị phối hợp", Holder("body", facts.counterpart), *norms,
        id="answer", recorders=(clerks, responsible), lapses=facts.reply_by,
    )  # fmt: skip
    first, *others = usual.in_charge(facts.unit, office)
    yield task(
        "close", "nhận báo cáo kết quả, kết thúc việc phối hợp", first, *norms[:1],
        id="close", others=tuple(others), checks=("relations.answered",),
    )  # fmt: skip


def open_coordination(facts: Coordination, office: Office, law: Law) -> Opening:
    """22.0: the Office takes the first step; a counterpart the article does not speak of is refused (A38)."""
    common.nothing_recorded(facts, ("asked", "answer", "result"))
    content = CONTENTS[facts.content]
    step = task(
        "open", "mở việc phối hợp", person(facts.responsible), *content.norms,
        id="open", readings=("A38",) if facts.content.startswith("22b") else ("A39",),
        others=(unit(facts.unit), LEADERSHIP),
    )  # fmt: skip
    return Opening(step, tuple(_objections(facts, office, law)))


def _objections(facts: Coordination, office: Office, law: Law) -> Iterator[Objection]:
    several = tuple(usual.one_of_each(facts.unit, facts.responsible, office))
    yield from several
    if several:
        return
    usual.require_unit(facts.unit, office)
    usual.require_insider(facts.responsible, office, "người chịu trách nhiệm chính")
    content = CONTENTS[facts.content]
    body = common.counterpart(facts.counterpart, office)
    wrong = common.wrong_kind(body, content.counterparts, content.norms[0], office, law)
    if wrong is not None:
        yield wrong
    if facts.reply_by < usual.today(office):
        raise UsageError(f"Hạn trả lời {usual.dmy(facts.reply_by)} đã qua; đặt một ngày sắp tới.")


def asking(facts: Coordination, said: AskedOf, by: str, office: Office, law: Law) -> Outcome:
    """Puts on record who was asked, when and by which document."""
    from .facts import Request

    on = usual.day_said(said.on, office)
    return facts.model_copy(update={"asked": Request(to=said.to, document=said.document, on=on, by=by)}), ()


def answering(facts: Coordination, said: Answered, by: str, office: Office, law: Law) -> Outcome:
    """Puts on record what came back, and when."""
    from .facts import Answer

    on = usual.day_said(said.on, office, not_before=facts.asked.on if facts.asked else None)
    return facts.model_copy(update={"answer": Answer(says=said.says, on=on, by=by)}), ()


def closing(facts: Coordination, said: Closed, by: str, office: Office, law: Law) -> Outcome:
    """Keeps how it ended."""
    return facts.model_copy(update={"result": said.result}), ()


def prolong(facts: Coordination, law: Law, asked: Mapping[str, object]) -> Change:
    """Whoever set the day may set a later one, also when it is past."""
    first, *others = owners(facts)
    step = task("prolong", "gia hạn trả lời", first, norm(facts), id="prolong", others=tuple(others))
    return Change(step, frozenset({"open"}), prolonged)


def prolonged(facts: Coordination, said: Prolonged, office: Office, law: Law) -> Outcome:
    """Raises `UsageError` for a day that is no later, or after the answer has come."""
    if facts.answer is not None:
        raise UsageError("Nơi được hỏi đã trả lời, không cần gia hạn nữa.")
    if said.reply_by <= max(facts.reply_by, usual.today(office)):
        raise UsageError(
            f"Hạn mới {usual.dmy(said.reply_by)} phải sau hạn cũ ({usual.dmy(facts.reply_by)}) và sau hôm nay."
        )
    return facts.model_copy(update={"reply_by": said.reply_by}), ()


def answered(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """What nobody answered is closed with a reason only."""
    return common.closed_unanswered(matter.facts.answer, act, norm(matter.facts))


def owners(facts: Coordination) -> tuple[Holder, ...]:
    """Who may take it back: the responsible person and the leaders above."""
    return (person(facts.responsible), deputy_of(facts.unit), HEAD)


def norm(facts: Coordination) -> str:
    return CONTENTS[facts.content].norms[0]
