"""How a direct task is called, what is due, and where it stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from core.law import usual
from core.law.regulation import Law
from core.law.route import Matter, Step
from core.office.office import Office

from .givers import name_of

if TYPE_CHECKING:
    from .facts import DirectTask


def due(matter: Matter, step: Step, office: Office, law: Law) -> date | None:
    """The result by the giver's own day; the report back so many working days after it (23-3/2)."""
    facts: DirectTask = matter.facts
    if step.id == "report_back" and facts.result is not None:
        return office.calendar.add_working_days(facts.result.on, law.whole("relations.report_back_days"))
    return facts.until if step.id == "result" else None


def heading(facts: DirectTask, office: Office) -> str:
    """«Chuyên viên A – việc đồng chí Bí thư giao: …»."""
    found = office.person(facts.person)
    who = found.name if found else facts.person
    return f"{who} – việc {name_of(facts.giver, office)} giao: {usual.brief(facts.task)}"


def leads(facts: DirectTask, office: Office) -> tuple[str | None, str | None]:
    return usual.unit_of(facts.person, office), facts.person


def taken_at_opening(facts: DirectTask, by: str) -> tuple[str, ...]:
    """Who puts his own task on record has accepted it – where nobody must agree first."""
    return ("accept",) if by == facts.person else ()
