"""How a report of an event is called, by when it is wanted, and what was told and answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from core.law import usual
from core.law.procedure import Change
from core.law.regulation import Law
from core.law.route import Matter, Step, person, task
from core.law.sheet import Sheet, SheetRow, Tie
from core.office.office import Office
from core.office.sessions import ZONE
from core.text import capital

from .. import common
from .occasions import TO_VI
from .procedure import norm

if TYPE_CHECKING:
    from .facts import EventReport


def heading(facts: EventReport, office: Office) -> str:
    """«Phó 1 báo cáo vấn đề lớn ở cuộc họp đã dự: …»."""
    what = facts.meeting or facts.about
    return f"{common.bare_name(facts.person, office)} báo cáo {facts.occasion.title}: {usual.brief(what)}"


def due(matter: Matter, step: Step, office: Office, law: Law) -> date | None:
    """So many working days after what was held; what is urgent on the day it came up. Otherwise no day is set."""
    facts: EventReport = matter.facts
    if step.id not in ("report", "direct") or matter.opened_at is None:
        return None
    if facts.urgency == "gap":
        return matter.opened_at.astimezone(ZONE).date()
    if step.id == "report" and facts.held is not None:
        return office.calendar.add_working_days(facts.held, law.whole("report.event_days"))
    return None


def sheets(matter: Matter, office: Office, law: Law) -> Iterator[Sheet]:
    """Who told whom, what, and what was said to it."""
    facts: EventReport = matter.facts
    told = matter.done.get("report")
    if told is None:
        return
    rows = [
        SheetRow(
            (_when(told.at), f"{office.name(told.by)} báo cáo {TO_VI[facts.addressee]}", facts.says or facts.about)
        )
    ]
    answer = matter.done.get("direct")
    if answer is not None:
        rows.append(SheetRow((_when(answer.at), f"{office.name(answer.by)} ghi ý kiến", facts.direction), "good"))
    yield Sheet("Báo cáo và ý kiến", ("Lúc", "Việc", "Nội dung"), tuple(rows))


def _when(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%H:%M %d/%m/%Y}"


def figures(facts: EventReport, office: Office, law: Law) -> Iterator[tuple[str, str]]:
    """To whom it goes, and by which clause."""
    yield "Báo cáo", f"{capital(TO_VI[facts.addressee])} ({law.cite(norm(facts))})"


def leads(facts: EventReport, office: Office) -> tuple[str | None, str | None]:
    return usual.unit_of(facts.person, office), facts.person


def links(facts: EventReport) -> Iterator[Tie]:
    if facts.matter is not None:
        yield Tie(facts.matter, "báo cáo về việc")


def taken_at_opening(facts: EventReport, by: str) -> tuple[str, ...]:
    """Who opens his own has reported it: what it is about is what he tells."""
    return ("report",) if by == facts.person else ()


def urgency(facts: EventReport) -> int:
    return 1 if facts.urgency == "gap" else 0


def withdraw(facts: EventReport, law: Law, asked: Mapping[str, object]) -> Change:
    """As long as it has not been told."""
    step = task("withdraw", "rút", person(facts.person), norm(facts), id="withdraw")
    return Change(step, frozenset({"open"}))
