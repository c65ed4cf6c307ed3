"""Điều 21: guidance (khoản 1) and information (khoản 2) to the ward offices – agreed by a leader, sent by Clerical."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from core.errors import UsageError
from core.law import usual
from core.law.procedure import Change, Opening, Parts
from core.law.regulation import Law
from core.law.route import HEAD, LEADERSHIP, Holder, consent, person, task
from core.law.ruling import Objection
from core.office.office import Office

from .. import common

if TYPE_CHECKING:
    from .facts import Confirming, Sending, WardGuidance

Outcome = tuple["WardGuidance", tuple[Objection, ...]]
NORMS: Mapping[str, str] = {"thong_tin": "21.2/1", "nghiep_vu": "21.1/2", "trao_doi": "21.2/2"}


def norm(facts: WardGuidance) -> str:
    """khoản 1 guides (21.1/2); khoản 2 informs (21.2/1) and shares experience (21.2/2)."""
    return NORMS[facts.content]


def guidance_route(facts: WardGuidance, office: Office, law: Law) -> Parts:
    """The deputy in charge agrees, Clerical sends (21.1/2, 21.2/1, 21.2/2); receipts come in afterwards."""
    first, *others = usual.in_charge(usual.unit_of(facts.responsible, office), office)
    yield consent(first, norm(facts), title="đồng ý gửi phường, xã", id="consent:deputy", others=tuple(others))
    yield task("send", "gửi các văn phòng đảng ủy phường, xã", usual.clerical(law), norm(facts), id="send")


def open_guidance(facts: WardGuidance, office: Office, law: Law) -> Opening:
    """By whoever answers for it, or by a leader. Raises `UsageError` for a ward without an office on that day."""
    common.nothing_recorded(facts, ("sent", "receipts"))
    objections = tuple(usual.one_of_each("", facts.responsible, office))
    if not objections:
        usual.require_insider(facts.responsible, office, "người chịu trách nhiệm chính")
    for area in facts.wards:
        common.ward(area, office)
    step = task(
        "open", "soạn nội dung gửi phường, xã", person(facts.responsible), norm(facts), id="open", others=(LEADERSHIP,)
    )
    return Opening(step, objections)


def recipients(facts: WardGuidance, office: Office) -> tuple[str, ...]:
    """The wards named, or all that have an office on that day."""
    there = common.wards(office)
    return tuple(area for area in facts.wards if area in there) if facts.wards else tuple(there)


def sending(facts: WardGuidance, said: Sending, by: str, office: Office, law: Law) -> Outcome:
    """Fixes to whom it went: the ward offices of the day of sending."""
    from .facts import Sent

    to = recipients(facts, office)
    if not to:
        unblock = ("Ghi các văn phòng ấy vào cấu hình Văn phòng (mục bodies) trước.",)
        return facts, (Objection((norm(facts),), "Không có văn phòng đảng ủy phường, xã nào để gửi.", unblock),)
    sent = Sent(document=said.document, on=usual.day_said(said.on, office), wards=to)
    return facts.model_copy(update={"sent": sent}), ()


def receipt(facts: WardGuidance, law: Law, asked: Mapping[str, object]) -> Change:
    """Clerical, or who answers for it, notes that a ward office has it (21.2/1)."""
    step = task(
        "receipt", "ghi nhận nơi đã nhận", usual.clerical(law), norm(facts),
        id="receipt", others=(person(facts.responsible),),
    )  # fmt: skip
    return Change(step, frozenset({"in_effect", "closed"}), received)


def received(facts: WardGuidance, said: Confirming, office: Office, law: Law) -> Outcome:
    """Raises `UsageError` for a ward that was not sent it, or has confirmed already."""
    from .facts import Receipt

    sent = facts.sent
    if sent is None or said.ward not in sent.wards:
        known = ", ".join(sent.wards) if sent else "chưa gửi nơi nào"
        raise UsageError(f"Nội dung này không gửi tới «{said.ward}»; đã gửi: {known}.")
    if said.ward not in facts.missing:
        raise UsageError(f"{common.ward_name(said.ward, office)} đã được ghi nhận là đã nhận.")
    new = Receipt(ward=said.ward, on=usual.day_said(said.on, office, not_before=sent.on))
    return facts.model_copy(update={"receipts": (*facts.receipts, new)}), ()


def owners(facts: WardGuidance) -> tuple[Holder, ...]:
    return (person(facts.responsible), HEAD)
