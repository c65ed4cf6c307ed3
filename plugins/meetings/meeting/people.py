"""Who has which part in a meeting: who convenes, prepares, writes, approves – as the regulation gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.law import usual
from core.law.regulation import Law
from core.law.route import HEAD, Holder, covering_field, deputy_of_field, person, unit
from core.office.office import Office

from .kinds import kind_of

if TYPE_CHECKING:
    from .facts import Meeting


def finance(law: Law) -> tuple[Holder, ...]:
    """10.2: the deputy in charge of finance and administration; the Head while he is away (3.1, A15)."""
    field = law.text("meetings.finance_field")
    return (deputy_of_field(field), covering_field(field))


def of_unit(facts: Meeting, office: Office) -> tuple[Holder, ...]:
    """A unit's own meeting is its own: any of its members, the deputy in charge."""
    return (unit(facts.unit), *usual.in_charge(facts.unit, office))


def attending(facts: Meeting) -> tuple[Holder, ...]:
    """The deputies assigned to attend; where none is, the Head as secretary (A21)."""
    return tuple(map(person, facts.assigned)) or (HEAD,)


def conveners(facts: Meeting, office: Office, law: Law) -> tuple[Holder, ...]:
    """Who calls it, puts it off, calls it off."""
    match kind_of(facts.type).whose:
        case "unit":
            return of_unit(facts, office)
        case "committee":
            return (*attending(facts), *((HEAD,) if facts.assigned else ()))
        case _:
            return (HEAD,)


def organisers(facts: Meeting, office: Office, law: Law) -> tuple[Holder, ...]:
    """Who may put a meeting on the calendar and keep its record: those who convene, prepare and write."""
    found = [*conveners(facts, office, law)]
    if kind_of(facts.type).whose == "conference":
        found += finance(law)
    if facts.recorder:
        found.append(person(facts.recorder))
    found += (HEAD, usual.clerical(law))
    return tuple(dict.fromkeys(found))


def writers(facts: Meeting, office: Office, law: Law) -> tuple[Holder, ...]:
    """Who writes attendance and minutes down: the recorder first."""
    found = [person(facts.recorder)] if facts.recorder else []
    return tuple(dict.fromkeys((*found, *conveners(facts, office, law), *_preparing(facts, law))))


def _preparing(facts: Meeting, law: Law) -> tuple[Holder, ...]:
    return finance(law) if kind_of(facts.type).whose == "conference" else ()


def shares(facts: Meeting, office: Office) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who approves which part of the minutes (4.3-5, A21): one deputy all of it; several, each the contents of his own
    fields; what no deputy who was assigned has, the Head as secretary – named "" here."""
    if len(facts.assigned) < 2:
        return tuple((deputy, ()) for deputy in facts.assigned) or (("", ()),)
    owner = office.establishment.deputy_of_field
    found = {d: tuple(f for f in facts.fields if owner.get(f) == d) for d in facts.assigned}
    if not any(found.values()):
        return tuple((deputy, ()) for deputy in facts.assigned)
    left = tuple(f for f in facts.fields if owner.get(f) not in facts.assigned)
    return (*((d, fields) for d, fields in found.items() if fields), *((("", left),) if left else ()))


def chair_of(facts: Meeting, office: Office) -> str:
    """Who chairs, where nobody else was named: the Head at the Office's own meetings (3.3/1, 10.1)."""
    if facts.chair or kind_of(facts.type).whose in ("committee", "unit"):
        return facts.chair
    return office.establishment.head or ""
