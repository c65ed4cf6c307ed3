"""Who gets an incoming document: one lead unit and one person of it (1.3/2), and no pushing on to others (20.2/2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from core.law.regulation import Law
from core.law.ruling import Objection
from core.office.office import Office, Rank
from core.office.sessions import ZONE

from .asked import Assignment, Handling, Reply, Result, Summary
from .facts import OUTCOME_VI, Incoming, split
from .names import area_of, belongs, called, field_of, own_unit, person_of, unit_name, unit_of
from .secrecy import mark_in

Outcome = tuple[Any, tuple[Objection, ...]]


def one_of_each(units: str, people: str, office: Office) -> Iterator[Objection]:
    """1.3/2: exactly one lead unit, exactly one person responsible; a team has them too (A46)."""
    for named, what, remedy in (
        (split(units), "bộ phận chủ trì", "Chọn một bộ phận; các bộ phận khác ghi vào mục phối hợp (others)."),
        (split(people), "người chịu trách nhiệm chính", "Chọn một người; những người khác phối hợp."),
    ):
        if len(named) > 1:
            names = ", ".join(called(name, office) for name in named)
            says = f"Một việc chỉ có một {what}, ở đây ghi {len(named)}: {names}."
            yield Objection(("1.3/2",), says, (remedy,), ("A46",))


def assign(document: Incoming, asked: Assignment, by: str, office: Office, law: Law) -> Outcome:
    """3.13/1: what the Head – or who acts for him – says when he assigns the document."""
    found, objections = given(document, asked, office)
    if objections:
        return document, objections
    deadline = asked.deadline or document.deadline
    if asked.deadline is not None:
        objections = tuple(not_yet_past(asked.deadline, document.received, office))
    return found.saying({"deadline": deadline, "assigned_by": by}), objections


def given(document: Incoming, asked: Any, office: Office) -> Outcome:
    """The document in the hands of a unit and a person; what was left out stays as it was.

    Raises UsageError for units, people, fields and wards that are not there.
    """
    objections = (*one_of_each(asked.unit, asked.responsible, office), *_marks(asked))
    if objections:
        return document, objections
    responsible = person_of(_only(asked.responsible), office) or document.responsible
    unit = unit_of(_only(asked.unit), office) or _unit_for(document, asked, responsible, office)
    if not unit or not responsible:
        what = "người chịu trách nhiệm chính" if not responsible else "bộ phận chủ trì"
        return document, (Objection(("1.3/2",), f"Chưa có {what}.", ("Ghi một bộ phận và một người.",), ("A46",)),)
    if not belongs(responsible, unit, office):
        return document, (_not_of(responsible, unit, office),)
    field = field_of(asked.field or document.field, office)
    update = {
        "unit": unit,
        "responsible": responsible,
        "field": field,
        "area": area_of(asked.area or document.area, office),
        "others": ", ".join(_others(asked, document, unit, office)),
        "instruction": asked.instruction or document.instruction,
    }
    return document.saying(update), ()


def _only(typed: str) -> str:
    """The one that was named, perhaps twice."""
    return next(iter(split(typed)), "")


def _unit_for(document: Incoming, asked: Any, responsible: str, office: Office) -> str:
    """That of the person who is newly named, else the one it lay with."""
    if document.unit and (not asked.responsible or belongs(responsible, document.unit, office)):
        return document.unit
    return own_unit(responsible, office)


def _others(asked: Any, document: Incoming, lead: str, office: Office) -> tuple[str, ...]:
    typed = split(asked.others or document.others)
    return tuple(unit for unit in dict.fromkeys(unit_of(name, office) for name in typed) if unit != lead)


def _marks(asked: Any) -> Iterator[Objection]:
    found = mark_in(value for value in asked.model_dump().values() if isinstance(value, str))
    if found is not None:
        yield found


def _not_of(person: str, unit: str, office: Office) -> Objection:
    people = office.establishment.members.get(unit, ())
    names = ", ".join(office.name(p) for p in people) or "hiện chưa có ai"
    return Objection(
        ("1.3/2",),
        f"{office.name(person)} không thuộc {unit_name(unit, office)}.",
        (f"Chọn người của {unit_name(unit, office)}: {names}; hoặc chọn bộ phận của người đó.",),
        ("A46",),
    )


def not_yet_past(deadline: date, arrived: date | None, office: Office) -> Iterator[Objection]:
    """3.13/1: a deadline that was over before anybody had the document is none."""
    on = office.at.astimezone(ZONE).date()
    if deadline < on or (arrived is not None and deadline < arrived):
        yield Objection(
            ("3.13/1",), f"Hạn {deadline:%d/%m/%Y} đã qua.", (f"Đặt hạn từ ngày {on:%d/%m/%Y} trở đi.",)
        )  # fmt: skip


def summarise(document: Incoming, asked: Summary, by: str, office: Office, law: Law) -> Outcome:
    """6.1-2: the main points, as the leadership will read them."""
    return document.saying({"summary": asked.summary}), tuple(_marks(asked))


def handle(document: Incoming, asked: Handling, by: str, office: Office, law: Law) -> Outcome:
    """4.3-4: what is to become of the document; the deputy may hand it to others of his own units only (20.2/2)."""
    update: dict[str, object] = {
        "outcome": asked.outcome,
        "conveys": asked.conveys if asked.outcome == "reply" else "",
        "direction": asked.direction,
    }
    if not asked.unit and not asked.responsible:
        return document.saying(update), tuple(_marks(asked))
    again = {"responsible": asked.responsible or document.responsible, "unit": asked.unit}
    found, objections = given(document, Assignment.model_validate(again), office)
    if not objections:
        objections = (*_marks(asked), *pushed_on(document, found, by, office))
    return found.saying(update), objections


def pushed_on(before: Incoming, after: Incoming, by: str, office: Office) -> Iterator[Objection]:
    """20.2/2: a deputy does not pass work to a unit that is not in his charge; the Head may (A32)."""
    moved = (before.unit, before.responsible) != (after.unit, after.responsible)
    bound = office.rank_of(by) is Rank.DEPUTY and by != office.acting_head
    if moved and bound and after.unit not in office.establishment.units_by_deputy.get(by, ()):
        head = office.name(office.establishment.head)
        yield Objection(
            ("20.2/2",),
            f"{unit_name(after.unit, office)} không do {office.name(by)} phụ trách, không chuyển việc sang đó được.",
            (f"Trả lại để {head} phân xử lý lại, hoặc đề nghị {head} phân lại.",),
            ("A32",),
        )


def reply(document: Incoming, asked: Reply, by: str, office: Office, law: Law) -> Outcome:
    """4.3-4: the outgoing matter the document was answered by, where there is one."""
    return document.saying({"reply": asked.matter}), ()


def report(document: Incoming, asked: Result, by: str, office: Office, law: Law) -> Outcome:
    """1.3/2: what came of it, in the words of whoever is responsible."""
    update = {"product": asked.product, "reply": asked.matter}
    return document.saying(update), tuple(_marks(asked))


def said_of(document: Incoming) -> str:
    """«trả lời», «giao việc», «lưu»; "" while nobody has decided."""
    return OUTCOME_VI.get(document.outcome, "")
