"""Điều 10, khoản 3, second dash: sent in writing through units and people concerned, then decided by the leadership.

Silence is no consent (A33): past its day an opinion only stops holding things up. Where Điều 2 wants the collective
heard, every deputy is asked and the Head decides, bound to have heard, not to follow (A13).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.errors import UsageError
from core.law import usual
from core.law.procedure import Opening, Parts
from core.law.regulation import Law
from core.law.route import HEAD, Holder, Matter, Step, covering_field, deputy_of_field, opinion, person, task, unit
from core.law.ruling import Act, Objection
from core.office.office import Office

from .. import common

if TYPE_CHECKING:
    from .facts import Round


def round_route(facts: Round, office: Office, law: Law) -> Parts:
    own = person(facts.responsible) if facts.responsible else HEAD
    yield task("send", f"gửi văn bản xin ý kiến ({_medium(facts)})", own, "10.3-2", id="send")
    asked = tuple(_opinion(party, facts, office, law) for party in parties(facts, office))
    if asked:
        yield asked
    yield task("collect", "tổng hợp ý kiến, trình lãnh đạo Văn phòng", own, "10.3-2", id="collect", readings=("A33",))
    yield decide(facts, office)


def _medium(facts: Round) -> str:
    from .facts import MEDIUM_VI

    return MEDIUM_VI[facts.medium]


def parties(facts: Round, office: Office) -> tuple[str, ...]:
    """Whoever was named; for what the collective must be heard on, every deputy as well (2.0, 4.1/1)."""
    more = office.establishment.deputies if facts.collective else ()
    return tuple(dict.fromkeys((*facts.parties, *more)))


def _opinion(party: str, facts: Round, office: Office, law: Law) -> Step:
    holder, others = _holders(party, office)
    cites = ("10.3-2", "2.0", "4.1/1") if facts.collective and party in office.establishment.deputies else ("10.3-2",)
    recorders = (usual.clerical(law),) if holder.relation == "body" else ()
    return opinion(
        holder, *cites, readings=("A33",), lapses=facts.reply_by, checks=("meetings.worded_opinion",), others=others,
        recorders=recorders,
    )  # fmt: skip


def _holders(party: str, office: Office) -> tuple[Holder, tuple[Holder, ...]]:
    found = office.establishment
    if party in found.units:
        return unit(party), usual.in_charge(party, office)
    return (Holder("body", party) if party in found.bodies else person(party)), ()


def decide(facts: Round, office: Office) -> Step:
    """A14: the deputy in his own field, the Head in what is common – and in what Điều 2 leaves to him."""
    who: tuple[Holder, ...] = (HEAD,)
    if facts.field in office.establishment.deputy_of_field and not facts.collective:
        who = (deputy_of_field(facts.field), covering_field(facts.field))
    cites = ("10.3-2", "2.0") if facts.collective else ("10.3-2",)
    readings = ("A13", "A14") if facts.collective else ("A14",)
    return task(
        "decide", "xem xét, quyết định", who[0], *cites,
        id="decide", readings=readings, others=who[1:], decides=True, answers=True,
    )  # fmt: skip


def open_round(facts: Round, office: Office, law: Law) -> Opening:
    """By whoever sends it, or by the leadership. Raises `UsageError` for parties that are not there."""
    common.nothing_recorded(facts, ("sent_on", "prolonged", "proposal", "decision"))
    if facts.responsible:
        usual.require_insider(facts.responsible, office, "người gửi và tổng hợp")
    if facts.field:
        common.require_field(facts.field, office)
    found = office.establishment
    for party in facts.parties:
        if party not in found.units and party not in found.bodies and party not in found.people:
            raise UsageError(
                f"Không có bộ phận, người hay cơ quan mang mã «{party}» (mục parties); xem «vptu config show»."
            )
    first = person(facts.responsible) if facts.responsible else HEAD
    others = (HEAD, *map(person, found.deputies))
    step = task("open", "lấy ý kiến bằng văn bản thay họp", first, "10.3-2", id="open", others=others)
    return Opening(step, tuple(_objections(facts, office)))


def _objections(facts: Round, office: Office) -> Iterator[Objection]:
    if facts.reply_by is not None and facts.reply_by < usual.today(office):
        says = f"Hạn trả lời {usual.dmy(facts.reply_by)} đã qua."
        yield Objection(("10.3-2",), says, ("Đặt hạn từ hôm nay trở đi.",), ("A33",))
    if facts.responsible and facts.responsible in facts.parties:
        says = f"{common.called(facts.responsible, office)} là người hỏi, không tự cho ý kiến."
        yield Objection(("10.3-2",), says, ("Bỏ người hỏi khỏi danh sách xin ý kiến.",))


def worded(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """Whoever does not simply agree says what he thinks; it is kept word for word."""
    if act is None or act.outcome != "done" or act.note.strip() or act.payload.get("view") in (None, "agree"):
        return None
    return Objection(
        ("10.3-2",), "Không đồng ý hoặc có ý kiến khác thì phải ghi rõ ý kiến.", ("Ghi ý kiến rồi gửi lại.",)
    )
