"""Acts on a task as a whole: another day or content (8.3/2, A29), another person (1.3/2), a reminder (8.4/1).

A day moves only by a decision of who may decide; what the unit wants is put on record and waits. The clock never
stops: neither asking nor handing over adds a day.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.errors import UsageError
from core.law import usual
from core.law.procedure import Change
from core.law.regulation import Law
from core.law.route import HEAD, Holder, covering, deputy_of, person, task, unit
from core.office.office import Office

from .. import common
from .facts import Handed, HandOver, Moved, Proposal, Reasoned, Task, Urge, Urged, Wanted, days_out_of_order
from .procedure import Outcome

Asked = Mapping[str, object]
OPEN = frozenset({"open"})
UNDER_WAY = frozenset({"open", "returned"})


def deciders(facts: Task) -> tuple[Holder, ...]:
    """A29: the Head for what is in the Office's plan or came from above; else the deputy in charge, or the Head."""
    if facts.scope == "office" or facts.source == "sudden":
        return (HEAD,)
    return above(facts)


def above(facts: Task) -> tuple[Holder, ...]:
    return (deputy_of(facts.unit), covering(facts.unit), HEAD)


def norms(facts: Task) -> tuple[str, ...]:
    if facts.source == "sudden":
        return ("8.3/2", "3.5/5")
    return ("8.3/2", "8.1/3") if facts.scope == "office" else ("8.3/2",)


def propose(facts: Task, law: Law, asked: Asked) -> Change:
    """8.3/2: the unit asks before anything is changed."""
    step = task(
        "propose", "đề nghị đổi nội dung hoặc thời hạn", person(facts.responsible), "8.3/2", id="propose",
        others=(unit(facts.unit),), readings=("A14", "A29"),
    )  # fmt: skip
    return Change(step, OPEN, _proposed)


def _proposed(facts: Task, said: Wanted, office: Office, law: Law) -> Outcome:
    _checked(facts, said, office)
    head = office.acting_head or office.establishment.head or ""
    to = head if deciders(facts) == (HEAD,) else common.leader_of(facts.unit, office)
    proposal = Proposal(
        due=said.due, title=said.title.strip(), product=said.product.strip(), reason=said.reason,
        on=usual.today(office), to=to,
    )  # fmt: skip
    return facts.model_copy(update={"proposal": proposal}), ()


def reschedule(facts: Task, law: Law, asked: Asked) -> Change:
    """8.3/2, A29: another day or content, decided with a reason."""
    first, *others = deciders(facts)
    step = task(
        "reschedule", "quyết định đổi nội dung hoặc thời hạn", first, *norms(facts), id="reschedule",
        others=tuple(others), readings=("A14", "A29"),
    )  # fmt: skip
    return Change(step, OPEN, _rescheduled)


def _rescheduled(facts: Task, said: Wanted, office: Office, law: Law) -> Outcome:
    _checked(facts, said, office)
    due = said.due or facts.due
    content = facts.title if said.title.strip() else facts.product if said.product.strip() else ""
    moved = Moved(old=facts.due, new=due, on=usual.today(office), content=content, reason=said.reason)
    new = {
        "title": said.title.strip() or facts.title, "product": said.product.strip() or facts.product, "due": due,
        "parent_due": said.parent_due or facts.parent_due, "moved": (*facts.moved, moved), "proposal": None,
    }  # fmt: skip
    return facts.model_copy(update=new), ()


def _checked(facts: Task, said: Wanted, office: Office) -> None:
    """Raises `UsageError` for a change that changes nothing, or days that cannot be."""
    if facts.finished is not None:
        raise UsageError("Kết quả đã báo, đang chờ nghiệm thu: không đổi nội dung, thời hạn nữa.")
    due = said.due or facts.due
    if due == facts.due and not said.title.strip() and not said.product.strip():
        raise UsageError("Chưa ghi điều gì cần đổi: ghi hạn mới, nội dung mới hoặc sản phẩm mới.")
    wrong = days_out_of_order(facts.start, due, facts.parent, said.parent_due or facts.parent_due)
    if wrong:
        raise UsageError(f"Không đổi được: {wrong}.")
    if due != facts.due and due < usual.today(office):
        raise UsageError(f"Hạn mới {usual.dmy(due)} đã qua; ghi hạn từ hôm nay trở đi.")


def keep(facts: Task, law: Law, asked: Asked) -> Change:
    """What was asked for is not granted: everything stays, the day too."""
    first, *others = deciders(facts)
    step = task(
        "keep", "giữ nguyên nội dung, thời hạn", first, *norms(facts), id="keep", others=tuple(others),
        readings=("A29",),
    )  # fmt: skip
    return Change(step, OPEN, _kept)


def _kept(facts: Task, said: Reasoned, office: Office, law: Law) -> Outcome:
    if facts.proposal is None:
        raise UsageError("Việc này không có đề nghị đổi nào đang chờ quyết định.")
    return facts.model_copy(update={"proposal": None}), ()


def hand_over(facts: Task, law: Law, asked: Asked) -> Change:
    """1.3/2: another person of the unit answers from now on; no day is added by it."""
    first, *others = above(facts)
    step = task(
        "hand_over", "giao lại cho người khác", first, "1.3/2", id="hand_over", others=tuple(others), readings=("A46",)
    )
    return Change(step, UNDER_WAY, _handed_over)


def _handed_over(facts: Task, said: HandOver, office: Office, law: Law) -> Outcome:
    if said.to == facts.responsible:
        raise UsageError(f"{common.name_of(said.to, office)} đang giữ việc này; chọn người khác.")
    several = tuple(usual.one_of_each(facts.unit, said.to, office))
    if several:
        return facts, several
    elsewhere = common.of_the_unit(said.to, facts.unit, office)
    if elsewhere is not None:
        return facts, (elsewhere,)
    handed = Handed(giver=facts.responsible, taker=said.to, on=usual.today(office), reason=said.reason)
    return facts.model_copy(update={"responsible": said.to, "handed": (*facts.handed, handed)}), ()


def urge(facts: Task, law: Law, asked: Asked) -> Change:
    """8.4/1: the General unit follows what is under way and reminds whoever is responsible; the leaders may too."""
    step = task(
        "urge", "đôn đốc", unit(common.general(law)), "8.4/1", id="urge", others=above(facts)
    )  # fmt: skip
    return Change(step, UNDER_WAY, _urged)


def _urged(facts: Task, said: Urge, office: Office, law: Law) -> Outcome:
    urged = Urged(on=usual.today(office), says=said.says)
    return facts.model_copy(update={"urged": (*facts.urged, urged)}), ()


def complete(facts: Task, law: Law, asked: Asked) -> Change:
    """After a return: the work goes on; what was reported before is not done."""
    step = task(
        "complete", "nhận lại để làm tiếp", person(facts.responsible), "1.3/2", id="complete", others=above(facts)
    )
    return Change(step, frozenset({"returned"}), _taken_up_again, corrects=True)


def _taken_up_again(facts: Task, asked: Asked, office: Office, law: Law) -> Outcome:
    new: Task = common.corrected(facts, asked, kind="task", may_change=frozenset({"cooperating"}))
    common.require_units(new.cooperating, office)
    blank = {"result": "", "number": "", "record": None, "finished": None}
    return new.model_copy(update=blank), ()


def withdraw(facts: Task, law: Law, asked: Asked) -> Change:
    """8.3/2: to drop a task is a change of the plan, and decided like one."""
    first, *others = deciders(facts)
    step = task("withdraw", "rút việc", first, *norms(facts), id="withdraw", others=tuple(others), readings=("A29",))
    return Change(step, UNDER_WAY, _withdrawn)


def _withdrawn(facts: Task, asked: Asked, office: Office, law: Law) -> Outcome:
    return facts.model_copy(update={"withdrawn_on": usual.today(office)}), ()
