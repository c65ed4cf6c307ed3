"""What a roster tells the office: who is on duty when; when it is due, how it is called, what to look out for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.law.regulation import Law
from core.law.route import Matter, Step
from core.office.office import Duty, Office

from .cover import by_day, holes
from .days import days_before, label, occasions
from .facts import Roster
from .need import ROLE_VI, away_on

GONE = frozenset({"declined", "withdrawn"})


def records(matter: Matter) -> Iterator[Duty]:
    """One for each person on duty; settled once the Head has closed the roster."""
    facts: Roster = matter.facts
    if matter.status in GONE:
        return
    settled = matter.status != "returned" and bool(matter.route.stages) and matter.effective
    for row in facts.rows:
        yield Duty(row.day, row.person, row.role, matter.id, settled)


def due(matter: Matter, step: Step, office: Office, law: Law) -> date | None:
    """It is drawn up some working days before the first day, and closed before that day begins."""
    facts: Roster = matter.facts
    if step.id == "draw":
        return days_before(facts.start, law.whole("duty.roster_days_before"), office.calendar)
    return facts.start


def heading(facts: Roster, office: Office) -> str:
    """The line in the lists: «Lịch trực Tết Giáp Thìn, 08/02/2024 – 14/02/2024»."""
    names = dict.fromkeys(o.name for o in occasions(facts.start, facts.until, office.calendar))
    return f"Lịch trực {facts.occasion or ', '.join(names)}, {facts.start:%d/%m/%Y} – {facts.until:%d/%m/%Y}"


def warnings(facts: Roster, office: Office, law: Law) -> Iterator[str]:
    """Days without enough people, and people who have asked for leave on the day they are on duty."""
    yield from by_day(holes(facts, office, law))
    for row in facts.rows:
        asked = away_on(row.person, row.day, office, settled=False)
        if asked is not None:
            yield (
                f"{office.name(row.person)} {ROLE_VI[row.role]} {label(row.day)} "
                f"nhưng đang xin nghỉ ngày đó (việc số {asked.matter}, chưa duyệt)"
            )
