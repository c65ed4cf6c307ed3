"""Acts on an incoming document as a whole: assign it anew, prolong it, put an entry right, void it. Numbers stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.law.facts import read_facts
from core.law.procedure import Change
from core.law.regulation import Law
from core.law.route import HEAD, Holder, Step, person, task
from core.law.ruling import Objection
from core.law.usual import clerical
from core.office.office import Office

from .asked import Assignment, Correction, Prolonging, Reassignment, Voiding
from .assignment import Outcome, given, not_yet_past
from .facts import Incoming
from .opening import open_incoming, texts
from .secrecy import mark_in

Raw = Mapping[str, object]
OPEN = frozenset({"open"})
UNDER_WAY = frozenset({"open", "returned"})


def reassign(document: Incoming, law: Law, asked: Raw) -> Change:
    """3.13/1: the Head hands it to others, the days run on from the first time; no deputy passes it on (20.2/2)."""
    step = task("reassign", "phân xử lý lại", HEAD, "3.13/1", "20.2/2", id="reassign", readings=("A16", "A32"))
    return Change(step, UNDER_WAY - {"returned"}, _reassigned)


def _reassigned(document: Incoming, asked: Any, office: Office, law: Law) -> Outcome:
    if not document.assigned:
        return document, (_first_assign(),)
    asked = _read(Reassignment, asked)
    found, objections = given(document, asked, office)
    if found.field != document.field:  # another deputy's field: what is to become of it is his to say
        found = found.saying({"outcome": "", "conveys": "", "direction": ""})
    return found.saying({"reason": asked.reason}), objections


def complete(document: Incoming, law: Law, asked: Raw) -> Change:
    """3.13/1: what a deputy returned is assigned again by the Head."""
    step = task("complete", "phân xử lý lại", HEAD, "3.13/1", "1.3/2", id="complete", readings=("A16",))
    return Change(step, frozenset({"returned"}), _completed, corrects=True)


def _completed(document: Incoming, asked: Any, office: Office, law: Law) -> Outcome:
    asked = _read(Assignment, asked)
    found, objections = given(document, asked, office)
    if not objections and asked.deadline is not None:
        objections = tuple(not_yet_past(asked.deadline, document.received, office))
    update = {"deadline": asked.deadline or document.deadline, "outcome": "", "conveys": "", "direction": ""}
    return found.saying(update), objections


def prolong(document: Incoming, law: Law, asked: Raw) -> Change:
    """3.13/1: the Head, or whoever assigned it, gives it more time and says why."""
    assigner = (person(document.assigned_by),) if document.assigned_by else ()
    step = task("prolong", "gia hạn", HEAD, "3.13/1", id="prolong", others=assigner, readings=("A16",))
    return Change(step, UNDER_WAY, _prolonged)


def _prolonged(document: Incoming, asked: Any, office: Office, law: Law) -> Outcome:
    asked = _read(Prolonging, asked)
    objections = tuple(not_yet_past(asked.deadline, document.received, office)) if asked.deadline else ()
    if document.deadline is not None and asked.deadline is not None and asked.deadline <= document.deadline:
        says = f"Hạn mới {asked.deadline:%d/%m/%Y} không muộn hơn hạn đang có ({document.deadline:%d/%m/%Y})."
        objections = (Objection(("3.13/1",), says, ("Ghi hạn muộn hơn.",)),)
    return document.saying({"deadline": asked.deadline, "reason": asked.reason}), objections


def correct(document: Incoming, law: Law, asked: Raw) -> Change:
    """What Clerical entered wrongly, until the document is assigned; the journal keeps both (3.13/1, A09)."""
    return Change(_by_clerical("correct", "đính chính", law), OPEN, _corrected, corrects=True)


def _corrected(document: Incoming, asked: Any, office: Office, law: Law) -> Outcome:
    if document.assigned:
        return document, (_too_late("đính chính"),)
    asked = _read(Correction, asked)
    said = {name: getattr(asked, name) for name in asked.model_fields_set if getattr(asked, name) not in (None, "")}
    found = document.saying(said)
    marked = mark_in(texts(found))
    return found, (marked,) if marked is not None else open_incoming(found, office, law).objections


def withdraw(document: Incoming, law: Law, asked: Raw) -> Change:
    """An entry made by mistake is voided with its reason; its number stays in the book (3.13/1, A09)."""
    others = (HEAD,)
    step = _by_clerical("withdraw", "hủy số đến", law, *others)
    return Change(step, OPEN, _voided, gives_up=True)


def _voided(document: Incoming, asked: Any, office: Office, law: Law) -> Outcome:
    if document.assigned:
        return document, (_too_late("hủy"),)
    asked = _read(Voiding, asked)
    marked = mark_in((asked.reason,))
    return document.saying({"reason": asked.reason}), (marked,) if marked is not None else ()


def _first_assign() -> Objection:
    return Objection(("3.13/1",), "Văn bản chưa được phân xử lý.", ("Phân xử lý lần đầu.",), ("A16",))


def _too_late(what: str) -> Objection:
    return Objection(
        ("3.13/1",),
        f"Văn bản đã được phân xử lý, không {what} được nữa.",
        ("Báo cáo Chánh Văn phòng để phân xử lý lại, hoặc xử lý theo cách lưu và ghi rõ lý do.",),
        ("A16",),
    )


def _by_clerical(verb: str, title: str, law: Law, *others: Holder) -> Step:
    return task(verb, title, clerical(law), "3.13/1", id=verb, others=others, readings=("A09",))


def _read(model: type[Any], asked: Any) -> Any:
    """What was asked for, validated; UsageError says what is missing where somebody only asks."""
    return asked if isinstance(asked, model) else read_facts(model, asked, kind="incoming")
