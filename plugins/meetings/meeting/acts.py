"""What taking a step says of a meeting: called, held with whom, written down, approved by whom, concluded what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.errors import UsageError
from core.law import usual
from core.law.facts import read_day
from core.law.procedure import Apply
from core.law.regulation import Law
from core.law.ruling import Objection
from core.office.office import Office
from core.office.sessions import day_of, label, session

from .. import common
from . import people
from .kinds import UNDER_4_4, is_committee

if TYPE_CHECKING:
    from .asked import Calling, Concluding, Holding
    from .facts import Conclusion, Meeting, StandIn

Outcome = tuple["Meeting", tuple[Objection, ...]]
MOST_CONCLUSIONS = 200


def calling(facts: Meeting, said: Calling, by: str, office: Office, law: Law) -> Outcome:
    return facts.model_copy(update={"called": True, "invitation": said.invitation}), ()


def holding(facts: Meeting, said: Holding, by: str, office: Office, law: Law) -> Outcome:
    """Who was there, by id or in plain words. Raises `UsageError` for a line that cannot be read."""
    from .facts import Held

    on = facts.on if said.on is None or facts.on is None else session(said.on, facts.on % 2)
    if on is None or on > office.now:
        raise UsageError("Cuộc họp chưa diễn ra; họp xong rồi mới ghi nhận.")
    both = [p for p in said.present if p in said.absent]
    if both:
        raise UsageError(f"{common.called(both[0], office)} vừa ghi có mặt vừa ghi vắng; chọn một.")
    stood = stand_ins(said.stood_in, office)
    barred = next((o for s in stood for o in not_for_the_assigned(facts, s, office)), None)
    if barred is not None:
        return facts, (barred,)
    coming = (*facts.stand_ins, *stood)
    replaced = (*said.absent, *(s.instead_of for s in coming))
    there = said.present or (*present_of(facts, office, replaced), *(s.who for s in coming))
    held = Held(on=on, present=tuple(dict.fromkeys((*there, *(s.who for s in stood)))), absent=said.absent)
    return facts.model_copy(update={"held": held, "stand_ins": (*facts.stand_ins, *stood)}), ()


def present_of(facts: Meeting, office: Office, absent: tuple[str, ...]) -> tuple[str, ...]:
    """Where nobody wrote down who was there: chair, deputies assigned, recorder and guests, but for who was absent."""
    asked = (people.chair_of(facts, office), *facts.assigned, facts.recorder, *facts.invited)
    return tuple(dict.fromkeys(p for p in asked if p and p not in absent))


def stand_ins(text: str, office: Office) -> tuple[StandIn, ...]:
    """`cvB | cvA | đi công tác`, one to a line. Raises `UsageError` naming the line."""
    from .facts import StandIn

    found = []
    for n, line in enumerate(filter(str.strip, text.splitlines()), 1):
        who, _, rest = (part.strip() for part in line.partition("|"))
        instead_of, _, why = (part.strip() for part in rest.partition("|"))
        if not who or not instead_of:
            raise UsageError(f"Dự thay, dòng {n}: viết như «cvB | cvA | đi công tác» (ai dự thay, thay cho ai, lý do).")
        if who == instead_of:
            raise UsageError(f"Dự thay, dòng {n}: {common.called(who, office)} không dự thay cho chính mình.")
        found.append(StandIn(who=who, instead_of=instead_of, why=why))
    return tuple(found)


def not_for_the_assigned(facts: Meeting, found: StandIn, office: Office) -> tuple[Objection, ...]:
    """4.4-1/2: a deputy attends because the Head assigned him; nobody but the Head puts another in his place."""
    if found.instead_of not in facts.assigned:
        return ()
    return (
        Objection(
            ("4.4-1/2", "4.3-5"),
            f"{common.called(found.instead_of, office)} được Chánh Văn phòng phân công dự, không tự cử người dự thay.",
            ("Chánh Văn phòng phân công lại (thao tác assign).",), ("A21",),
        ),
    )  # fmt: skip


def minuting(facts: Meeting, said: Any, by: str, office: Office, law: Law) -> Outcome:
    return facts.model_copy(update={"minuted": True}), ()


def approving(facts: Meeting, said: Any, by: str, office: Office, law: Law) -> Outcome:
    """Who approved, for which fields; the Head stands for what no assigned deputy has."""
    from .facts import Approval

    shares = dict(people.shares(facts, office))
    fields = shares.get(by, shares.get("", ()))
    approval = Approval(by=by, fields=fields, on=usual.today(office))
    return facts.model_copy(update={"approved": (*facts.approved, approval)}), ()


def concluding(facts: Meeting, said: Concluding, by: str, office: Office, law: Law) -> Outcome:
    """1.3/2: each conclusion that is to be carried out has one unit and one person."""
    found, objections = conclusions(said.conclusions, facts, office)
    new = {
        "concluded": True, "conclusions": found, "important": said.important if is_committee(facts.type) else "",
        "notice": said.notice and facts.type in UNDER_4_4,
    }  # fmt: skip
    return facts.model_copy(update=new), objections


def conclusions(text: str, facts: Meeting, office: Office) -> tuple[tuple[Conclusion, ...], tuple[Objection, ...]]:
    """`nội dung | bộ phận | người | hạn`, one to a line. Raises `UsageError` naming the line that cannot be read."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_CONCLUSIONS:
        raise UsageError(f"Có {len(lines)} dòng kết luận, nhiều nhất {MOST_CONCLUSIONS}: gộp lại hoặc tách cuộc họp.")
    found = []
    for n, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.split("|")]
        unit, person = (*cells[1:3], "", "")[:2]
        wrong = tuple(usual.one_of_each(unit, person, office))
        if wrong:
            return (), wrong
        found.append(_conclusion(n, cells, facts, office))
    return tuple(found), ()


def _conclusion(n: int, cells: list[str], facts: Meeting, office: Office) -> Conclusion:
    from .facts import Conclusion

    if len(cells) not in (1, 4) or not all(cells):
        raise UsageError(
            f"Kết luận, dòng {n}: viết như «Rà soát hồ sơ | tong_hop | cvA | 30/10/2024», hoặc chỉ ghi nội dung."
        )
    if len(cells) == 1:
        return Conclusion(says=cells[0], unit="", person="", due=None)
    says, unit, person, due = cells
    _known(n, unit, person, office)
    try:
        day = read_day(due)
    except ValueError as error:
        raise UsageError(f"Kết luận, dòng {n}: {error}.") from None
    if facts.held is not None and day < day_of(facts.held.on):
        raise UsageError(f"Kết luận, dòng {n}: hạn {usual.dmy(day)} ở trước buổi họp ({label(facts.held.on)}).")
    return Conclusion(says=says, unit=unit, person=person, due=day)


def _known(n: int, unit: str, person: str, office: Office) -> None:
    try:
        usual.require_unit(unit, office)
        usual.require_insider(person, office, "người chịu trách nhiệm chính")
    except UsageError as error:
        raise UsageError(f"Kết luận, dòng {n}: {error}") from None


ACTS: dict[str, Apply] = {
    "call": calling, "hold": holding, "minutes": minuting, "approve": approving, "conclude": concluding,
}  # fmt: skip
