"""Acts on a plan as a whole: the meeting that reviewed it, who has it, putting it right, taking it back."""

from __future__ import annotations

from collections.abc import Mapping

from core.errors import UsageError
from core.law import usual
from core.law.procedure import Change
from core.law.regulation import Law
from core.law.route import HEAD, LEADERSHIP, covering, deputy_of, person, task, unit
from core.law.ruling import Objection
from core.office.office import Office

from .. import common
from .facts import Meeting, Met, Plan, Receipt, Received, Revise, Revised
from .hearing import NORMS, Outcome
from .procedure import open_plan

Asked = Mapping[str, object]
MAY_CHANGE = frozenset({"basis", "office_plan", "text", "responsible"})
"""What a correction may change: another scope, year or unit is another plan."""


def meeting(facts: Plan, law: Law, asked: Asked) -> Change:
    """2.1: the leadership reviewed the draft at a meeting; those who keep the record write it down."""
    others = (unit(common.general(law)), usual.clerical(law))
    step = task("meeting", "ghi nhận lãnh đạo đã họp xem xét", LEADERSHIP, *NORMS, id="meeting", others=others)
    return Change(step, frozenset({"open"}), _met)


def _met(facts: Plan, said: Met, office: Office, law: Law) -> Outcome:
    if facts.scope != "office":
        return facts, (Objection(NORMS, "Kế hoạch của bộ phận không phải qua tập thể.", ("Làm bước tiếp.",)),)
    if facts.submitted_on is None:
        return facts, (Objection(("8.1/1",), "Chưa có dự thảo trình tập thể.", ("Trình dự thảo kèm căn cứ trước.",)),)
    if facts.decided_on is not None:
        return facts, (Objection(NORMS, "Chánh Văn phòng đã quyết định kế hoạch.", ("Không cần ghi thêm.",)),)
    if not facts.submitted_on <= said.on <= usual.today(office):
        raise UsageError(
            f"Ngày họp {usual.dmy(said.on)} phải từ ngày trình dự thảo ({usual.dmy(facts.submitted_on)}) đến hôm nay."
        )
    return facts.model_copy(update={"met": Meeting(on=said.on, number=said.number)}), ()


def receipt(facts: Plan, law: Law, asked: Asked) -> Change:
    """8.2: written down by the Clerical unit, or by the recipient for himself."""
    named = (asked["recipient"],) if asked.get("recipient") else facts.sent_to
    own = tuple(h for r in facts.sent_to if r in named for h in (unit(r), person(r)))
    step = task("receipt", "ghi nhận đã nhận kế hoạch", usual.clerical(law), "8.2", id="receipt", others=own)
    return Change(step, frozenset({"in_effect", "closed"}), _received)


def _received(facts: Plan, said: Received, office: Office, law: Law) -> Outcome:
    names = {party: common.name_of(party, office) for party in facts.sent_to}
    found = next((party for party, name in names.items() if said.recipient in (party, name)), None)
    if found is None:
        known = ", ".join(names) or "không có"
        raise UsageError(f"«{said.recipient}» không phải nơi nhận kế hoạch; các nơi nhận: {known}.")
    on = said.on or usual.today(office)
    if facts.sent_on is None or not facts.sent_on <= on <= usual.today(office):
        raise UsageError(f"Ngày nhận {usual.dmy(on)} phải từ ngày gửi đến hôm nay.")
    others = tuple(r for r in facts.receipts if r.recipient != found)
    return facts.model_copy(update={"receipts": (*others, Receipt(recipient=found, on=on))}), ()


def revise(facts: Plan, law: Law, asked: Asked) -> Change:
    """8.3/2, A29: what was decided is changed by the Head in the Office's plan, by the deputy in a unit's."""
    if facts.scope == "office":
        step = task("revise", "điều chỉnh kế hoạch", HEAD, "8.3/2", "8.1/3", id="revise", readings=("A29",))
    else:
        step = task(
            "revise", "điều chỉnh kế hoạch", deputy_of(facts.unit), "8.3/2", id="revise",
            others=(covering(facts.unit), HEAD), readings=("A14", "A29"),
        )  # fmt: skip
    return Change(step, frozenset({"open", "in_effect", "closed"}), _revised)


def _revised(facts: Plan, said: Revise, office: Office, law: Law) -> Outcome:
    if facts.decided_on is None:
        unblock = ("Sửa ngay trong dự thảo.",)
        return facts, (Objection(("8.3/2",), "Kế hoạch chưa được quyết định, chưa có gì để điều chỉnh.", unblock),)
    revised = Revised(on=usual.today(office), text=said.text, reason=said.reason)
    return facts.model_copy(update={"revised": (*facts.revised, revised)}), ()


def complete(facts: Plan, law: Law, asked: Asked) -> Change:
    """After a return: put right and put up again. Opinions once given stay."""
    norm = "8.1/1" if facts.scope == "office" else "8.3/1"
    step = task(
        "complete", "hoàn chỉnh, trình lại", person(facts.responsible), norm, id="complete", others=(unit(facts.unit),)
    )
    return Change(step, frozenset({"returned"}), _completed, corrects=True)


def _completed(facts: Plan, asked: Asked, office: Office, law: Law) -> Outcome:
    new: Plan = common.corrected(facts, asked, kind="plan", may_change=MAY_CHANGE)
    afresh = {"submitted_on": None, "opinions_by": None, "decided_on": None}
    blank = {"views": (), "met": None}
    again = new.model_copy(update=afresh)
    return again, open_plan(again.model_copy(update=blank), office, law).objections


def withdraw(facts: Plan, law: Law, asked: Asked) -> Change:
    """Whoever is responsible takes it back as long as it is not decided; the leaders above may too."""
    norm = "8.1/1" if facts.scope == "office" else "8.3/1"
    others = (deputy_of(facts.unit), HEAD)
    step = task("withdraw", "rút", person(facts.responsible), norm, id="withdraw", others=others)
    return Change(step, frozenset({"open", "returned"}), _not_decided)


def _not_decided(facts: Plan, asked: Asked, office: Office, law: Law) -> Outcome:
    if facts.decided_on is None:
        return facts, ()
    unblock = ("Đổi từng việc trong kế hoạch, có lý do và người có thẩm quyền quyết định.",)
    return facts, (
        Objection(("8.1/3", "8.3/2"), "Kế hoạch đã được quyết định, không rút được nữa.", unblock, ("A29",)),
    )
