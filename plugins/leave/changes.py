"""Acts on a leave as a whole: withdraw, shorten, complete after a return, extend. What was approved stays approved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.errors import UsageError
from core.law.facts import read_facts, read_session
from core.law.procedure import Change
from core.law.regulation import Law
from core.law.route import Step, person, task, unit
from core.law.ruling import Objection
from core.office.coverage import with_records
from core.office.office import Absence, Office
from core.office.sessions import label

from .facts import Away
from .opening import open_leave


def withdraw(facts: Away, law: Law, asked: Mapping[str, object]) -> Change:
    """Before the leave has begun; once it has, it is shortened. What nobody agreed to has not begun on its day."""
    states = frozenset({"open", "returned", "in_effect", "closed"})
    return Change(_own(facts, "withdraw", "rút", law), states, _not_begun)


def _not_begun(facts: Any, asked: Mapping[str, object], office: Office, law: Law) -> tuple[Any, tuple[Objection, ...]]:
    own = _own_absence(facts, office)
    if own is not None and own.settled and facts.start < office.now:
        return facts, (
            Objection(
                ("18.u2/1",), f"Đã nghỉ từ {label(facts.start)}, không rút được nữa.", ("Rút ngắn từ buổi tới.",)
            ),
        )
    return facts, ()


def shorten(facts: Away, law: Law, asked: Mapping[str, object]) -> Change:
    """Come back earlier: nobody has to consent to that."""
    return Change(_own(facts, "shorten", "rút ngắn", law), frozenset({"open", "in_effect", "closed"}), _shortened)


def _shortened(facts: Any, asked: Mapping[str, object], office: Office, law: Law) -> tuple[Any, tuple[Objection, ...]]:
    until = _session(asked, "until")
    if facts.until is None or facts.start is None or until >= facts.until:
        raise UsageError("Buổi kết thúc mới phải sớm hơn buổi kết thúc cũ; muốn nghỉ thêm thì dùng «gia hạn».")
    if until < facts.start:
        raise UsageError(f"Buổi kết thúc mới ({label(until)}) ở trước lúc bắt đầu; không nghỉ nữa thì rút việc này.")
    if until < office.now - 1:
        return facts, (
            Objection(("18.u2/1",), f"Buổi {label(until + 1)} đã nghỉ rồi.", ("Rút ngắn từ buổi hiện tại trở đi.",)),
        )
    return facts.model_copy(update={"until": until}), ()


def complete(facts: Away, law: Law, asked: Mapping[str, object]) -> Change:
    """After a return: the applicant corrects the request and puts it up again."""
    step = _own(facts, "complete", "hoàn chỉnh, trình lại", law)
    return Change(step, frozenset({"returned"}), _completed, corrects=True)


def _completed(facts: Any, asked: Mapping[str, object], office: Office, law: Law) -> tuple[Any, tuple[Objection, ...]]:
    kept = {
        (f.alias or n): getattr(facts, n) for n, f in type(facts).model_fields.items() if n in facts.model_fields_set
    }
    if asked.get("person", facts.person) != facts.person:
        raise UsageError("Không đổi người nghỉ trên một việc đã mở; mở việc mới.")
    corrected = read_facts(type(facts), {**kept, **asked}, kind="leave")
    own = _own_absence(facts, office)
    without = with_records(office, own.matter, ()) if own is not None else office
    return corrected, open_leave(corrected, without, law).objections  # as for a new request


def extension(facts: Any, asked: Mapping[str, object], office: Office) -> Mapping[str, object]:
    """The facts of a new request for the added half-days only (A03: it is measured together with the first)."""
    until = _session(asked, "until")
    if facts.until is None or until <= facts.until:
        raise UsageError("Buổi kết thúc mới phải muộn hơn buổi kết thúc cũ; muốn về sớm thì dùng «rút ngắn».")
    start = office.calendar.next_working(facts.until + 1)
    kept = {"person": facts.person, "kind": getattr(facts, "kind", "phep"), "from": start, "until": until}
    return {**kept, **{k: v for k, v in asked.items() if k != "until"}}


def _own_absence(facts: Away, office: Office) -> Absence | None:
    """What the office has on record by this matter: no two absences of one person overlap."""
    return next((a for a in office.absences_of(facts.person) if a.span == facts.span), None)


def _session(asked: Mapping[str, object], name: str) -> int:
    if not asked.get(name):
        raise UsageError(f'Còn thiếu buổi kết thúc mới ({name}), ví dụ: {name}="sáng 11/10/2024".')
    try:
        value = read_session(asked[name], half=1)
    except ValueError as error:
        raise UsageError(f"Buổi kết thúc mới ({name}): {error}.") from None
    if not isinstance(value, int):
        raise UsageError(f"Buổi kết thúc mới ({name}) phải là ngày, ví dụ «sáng 11/10/2024».")
    return value


def _own(facts: Away, verb: str, title: str, law: Law) -> Step:
    # The Clerical unit too: it enters a call from somebody who is ill.
    return task(verb, title, person(facts.person), "18.u2/1", id=verb, others=(unit(law.text("org.unit_clerical")),))
