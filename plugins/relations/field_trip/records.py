"""What a trip tells the office: who is away when; what is due, and how it is called."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from core.law import usual
from core.law.procedure import Record
from core.law.regulation import Law
from core.law.route import Matter, Step
from core.office.office import Absence, Office
from core.office.sessions import day_of, label

if TYPE_CHECKING:
    from .facts import FieldTrip

GONE = frozenset({"declined", "withdrawn"})


def records(matter: Matter) -> Iterator[Record]:
    """Away on a mission, settled once a leader has agreed."""
    facts: FieldTrip = matter.facts
    if facts.span is None or matter.status in GONE:
        return
    settled = matter.status != "returned" and matter.effective
    yield Absence(facts.person, facts.span, "cong_tac", matter.id, leave=False, settled=settled)


def due(matter: Matter, step: Step, office: Office, law: Law) -> date | None:
    """Consent before the trip; the report so many working days after the return."""
    facts: FieldTrip = matter.facts
    if facts.start is None or facts.until is None:
        return None
    if step.after:
        return office.calendar.add_working_days(day_of(facts.until), law.whole("relations.report_back_days"))
    return day_of(facts.start)


def heading(facts: FieldTrip, office: Office) -> str:
    """«Chuyên viên A – đi Phường 1, sáng 10/10/2024 – chiều 10/10/2024»."""
    found = office.person(facts.person)
    who = found.name if found else facts.person
    where = office.establishment.areas.get(facts.ward, facts.ward)
    span = facts.span
    when = f", {label(span.start)} – {label(span.end - 1)}" if span else ""
    return f"{who} – đi {where}{when}"


def lacking(facts: FieldTrip) -> str:
    """Without dates it is a question only."""
    return "" if facts.span is not None else "Mở việc đi cơ sở phải ghi ngày đi (from) và ngày về (until)."


def leads(facts: FieldTrip, office: Office) -> tuple[str | None, str | None]:
    return usual.unit_of(facts.person, office), facts.person


def taken_at_opening(facts: FieldTrip, by: str) -> tuple[str, ...]:
    """Whoever puts the trip on record has reported it."""
    return ("report",)
