"""Acts on a whole meeting: put off, called off, another in somebody's place, another deputy assigned, put right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from core.errors import UsageError
from core.law import usual
from core.law.procedure import Change
from core.law.regulation import Law
from core.law.route import HEAD, Holder, Step, covering, deputy_of, person, task, unit
from core.law.ruling import Objection
from core.office.office import Office
from core.office.sessions import label

from .. import common
from . import people, procedure
from .acts import not_for_the_assigned
from .kinds import is_committee, kind_of
from .records import period

if TYPE_CHECKING:
    from .asked import Assigning, Cancelling, Planning, Postponing, StandingIn
    from .facts import Meeting

Outcome = tuple["Meeting", tuple[Objection, ...]]
Asked = Mapping[str, object]
OPEN = frozenset({"open"})


def _who(facts: Meeting, law: Law, *, writers: bool = False) -> tuple[Holder, ...]:
    """Those who convene it; with `writers`, whoever keeps its record as well. Relations only: no office is at hand."""
    kind = kind_of(facts.type)
    match kind.whose:
        case "unit":
            found = [unit(facts.unit), deputy_of(facts.unit), covering(facts.unit), HEAD]
        case "committee":
            found = [*map(person, facts.assigned), HEAD]
        case _:
            found = [HEAD]
    if writers:
        found += people.finance(law) if kind.whose == "conference" else ()
        found += [person(facts.recorder)] if facts.recorder else []
        found.append(usual.clerical(law))
    return tuple(dict.fromkeys(found))


def _step(facts: Meeting, law: Law, verb: str, title: str, *more: str, writers: bool = False) -> Step:
    first, *others = _who(facts, law, writers=writers)
    return task(verb, title, first, *kind_of(facts.type).norms, *more, id=verb, others=tuple(others))


def _over(facts: Meeting, says: str) -> tuple[Objection, ...]:
    unblock = ("Ghi tiếp các bước của cuộc họp đã diễn ra.",)
    return (Objection(kind_of(facts.type).norms[:1], f"Cuộc họp đã diễn ra, {says}.", unblock),)


def postpone(facts: Meeting, law: Law, asked: Asked) -> Change:
    """Another day, with the reason; the period it is for stays the same."""
    return Change(_step(facts, law, "postpone", "hoãn, đổi ngày họp"), OPEN, _postponed)


def _postponed(facts: Meeting, asked: Postponing, office: Office, law: Law) -> Outcome:
    from .facts import Moved

    if facts.held is not None:
        return facts, _over(facts, "không hoãn được nữa")
    if facts.on is None or asked.on is None or asked.on == facts.on:
        raise UsageError("Ghi buổi họp mới, khác buổi đã định.")
    if asked.on < office.now:
        raise UsageError(f"Buổi {label(asked.on)} đã qua; ghi buổi từ nay trở đi.")
    moved = (*facts.moved, Moved(was=facts.on, to=asked.on, why=asked.why))
    new = {"on": asked.on, "moved": moved, "period": period(facts), "place": asked.place or facts.place}
    return facts.model_copy(update=new), ()


def cancel(facts: Meeting, law: Law, asked: Asked) -> Change:
    """Called off, with the reason: the duty it was to meet stays open."""
    step = _step(facts, law, "cancel", "hủy cuộc họp")
    return Change(step, OPEN, _cancelled, gives_up=True)


def _cancelled(facts: Meeting, asked: Cancelling, office: Office, law: Law) -> Outcome:
    if facts.held is not None:
        return facts, _over(facts, "không hủy được nữa")
    return facts.model_copy(update={"cancelled": asked.why}), ()


def withdraw(facts: Meeting, law: Law, asked: Asked) -> Change:
    """Put on the calendar by mistake."""
    step = _step(facts, law, "withdraw", "rút khỏi lịch họp", writers=True)
    return Change(step, OPEN, _withdrawn)


def _withdrawn(facts: Meeting, asked: Asked, office: Office, law: Law) -> Outcome:
    return facts, () if facts.held is None else _over(facts, "không rút được nữa")


def stand_in(facts: Meeting, law: Law, asked: Asked) -> Change:
    """Somebody comes in another's place: written down before the meeting, with the reason."""
    step = _step(facts, law, "stand_in", "ghi người dự thay", writers=True)
    return Change(step, OPEN, _stood_in)


def _stood_in(facts: Meeting, asked: StandingIn, office: Office, law: Law) -> Outcome:
    from .facts import StandIn

    if facts.held is not None:
        return facts, _over(facts, "ghi người dự thay ở thành phần dự")
    if asked.who == asked.instead_of:
        raise UsageError(f"{common.called(asked.who, office)} không dự thay cho chính mình.")
    new = StandIn(who=asked.who, instead_of=asked.instead_of, why=asked.why)
    objections = not_for_the_assigned(facts, new, office)
    kept = tuple(s for s in facts.stand_ins if s.instead_of != new.instead_of)
    return facts.model_copy(update={"stand_ins": (*kept, new)}), objections


def assign(facts: Meeting, law: Law, asked: Asked) -> Change:
    """4.4-1/2: the Head assigns who attends, and with it who approves the minutes (4.3-5)."""
    step = task("assign", "phân công Phó dự họp", HEAD, "4.4-1/2", "4.3-5", id="assign", readings=("A21",))
    return Change(step, OPEN, _assigned)


def _assigned(facts: Meeting, asked: Assigning, office: Office, law: Law) -> Outcome:
    """While it has not been held: whoever was there is not assigned after the fact (20.2/1)."""
    from .facts import Reassigned

    if not is_committee(facts.type):
        raise UsageError("Chỉ cuộc họp của Thành ủy mới có Phó được phân công dự.")
    if facts.held is not None:
        return facts, (
            Objection(
                ("4.3-5", "20.2/1"), "Cuộc họp đã diễn ra, không phân công dự lại được.",
                ("Người đã được phân công dự duyệt biên bản.",), ("A21",),
            ),
        )  # fmt: skip
    for deputy in asked.assigned:
        usual.require_insider(deputy, office, "Phó được phân công dự")
    kept = Reassigned(was=facts.assigned, now=asked.assigned, why=asked.why)
    new = facts.model_copy(update={"assigned": asked.assigned, "reassigned": (*facts.reassigned, kept)})
    return new, tuple(procedure.unassignable(new, office))


def plan(facts: Meeting, law: Law, asked: Asked) -> Change:
    """Agenda, contents and guests are put in order before the meeting."""
    return Change(_step(facts, law, "plan", "bổ sung chương trình, thành phần", writers=True), OPEN, _planned)


def _planned(facts: Meeting, asked: Planning, office: Office, law: Law) -> Outcome:
    if facts.held is not None:
        return facts, _over(facts, "chương trình không đổi nữa")
    new = {name: value for name, value in asked if value}
    if not new:
        raise UsageError("Ghi ít nhất một mục cần bổ sung: agenda, contents, invited hoặc place.")
    if "contents" in new and facts.type != "conference_year":
        raise UsageError("Nhóm nội dung chỉ ghi cho hội nghị tổng kết năm.")
    return facts.model_copy(update=new), ()


def complete(facts: Meeting, law: Law, asked: Asked) -> Change:
    """After the minutes were given back: written anew, and approved anew by everybody."""
    step = _step(facts, law, "complete", "sửa biên bản, trình lại", "4.3-5", writers=True)
    return Change(step, frozenset({"returned"}), _completed, corrects=True)


def _completed(facts: Meeting, asked: Asked, office: Office, law: Law) -> Outcome:
    if asked:
        raise UsageError("Sửa biên bản là thay tệp biên bản; không ghi thông tin nào ở thao tác này.")
    return facts.model_copy(update={"minuted": False, "approved": ()}), ()


CHANGES = {
    "postpone": postpone, "cancel": cancel, "withdraw": withdraw, "stand_in": stand_in, "assign": assign,
    "plan": plan, "complete": complete,
}  # fmt: skip
