"""What the steps of a written round say of it, and the acts on it as a whole: more time, taken back, put right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from core.errors import UsageError
from core.law import usual
from core.law.procedure import Change
from core.law.regulation import Law
from core.law.route import HEAD, Step, person, task
from core.law.ruling import Objection
from core.office.office import Office

if TYPE_CHECKING:
    from .facts import Collecting, Deciding, Prolonging, Round

Outcome = tuple["Round", tuple[Objection, ...]]
Asked = Mapping[str, object]


def sending(facts: Round, said: Any, by: str, office: Office, law: Law) -> Outcome:
    """A33: where no day was set, the days of the parameter run from the sending."""
    today = usual.today(office)
    until = facts.reply_by or office.calendar.add_working_days(today, law.whole("consult.reply_days"))
    return facts.model_copy(update={"sent_on": today, "reply_by": max(until, today)}), ()


def collecting(facts: Round, said: Collecting, by: str, office: Office, law: Law) -> Outcome:
    return facts.model_copy(update={"proposal": said.proposal}), ()


def deciding(facts: Round, said: Deciding, by: str, office: Office, law: Law) -> Outcome:
    return facts.model_copy(update={"decision": said.decision}), ()


def _step(facts: Round, verb: str, title: str, **more: Any) -> Step:
    return task(verb, title, person(facts.responsible), "10.3-2", id=verb, others=(HEAD,), **more)


def prolong(facts: Round, law: Law, asked: Asked) -> Change:
    """A33: whoever asked gives more time, with a reason."""
    return Change(_step(facts, "prolong", "gia hạn trả lời", readings=("A33",)), frozenset({"open"}), _prolonged)


def _prolonged(facts: Round, asked: Prolonging, office: Office, law: Law) -> Outcome:
    from .facts import Prolonged

    old = facts.reply_by
    if facts.proposal:
        says = "Ý kiến đã tổng hợp, trình lãnh đạo; không gia hạn nữa."
        return facts, (Objection(("10.3-2",), says, ("Lãnh đạo trả lại thì lấy thêm ý kiến.",)),)
    if facts.sent_on is None or old is None:
        raise UsageError("Chưa gửi xin ý kiến nên chưa có hạn nào đang chạy để gia hạn.")
    if asked.until is None or asked.until <= old or asked.until < usual.today(office):
        new = f" ({usual.dmy(asked.until)})" if asked.until else ""
        raise UsageError(f"Hạn mới{new} phải sau hạn cũ ({usual.dmy(old)}) và chưa qua.")
    kept = (*facts.prolonged, Prolonged(was=old, until=asked.until, why=asked.why))
    return facts.model_copy(update={"reply_by": asked.until, "prolonged": kept}), ()


def withdraw(facts: Round, law: Law, asked: Asked) -> Change:
    """Taken back before it is decided: a meeting is held after all, or nothing needs deciding any more."""
    return Change(_step(facts, "withdraw", "rút việc lấy ý kiến"), frozenset({"open", "returned"}))


def complete(facts: Round, law: Law, asked: Asked) -> Change:
    """After the leadership gave it back: what was heard stays, it is put together anew."""
    step = _step(facts, "complete", "tổng hợp lại, trình lại")
    return Change(step, frozenset({"returned"}), _completed, corrects=True)


def _completed(facts: Round, asked: Asked, office: Office, law: Law) -> Outcome:
    if asked:
        raise UsageError("Trình lại là tổng hợp lại ý kiến; không ghi thông tin nào ở thao tác này.")
    return facts.model_copy(update={"proposal": ""}), ()


ACTS = {"send": sending, "collect": collecting, "decide": deciding}
CHANGES = {"prolong": prolong, "withdraw": withdraw, "complete": complete}
