"""What would become of a request if it were sent now: may it be opened, which way does it take, what is to be known.

Asked in a thread while somebody types; nothing here touches a widget.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core.errors import UsageError, VptuError
from core.law.ruling import Verdict
from tui.widgets.ruling import ClauseLine, RulingView, ruling_view
from tui.widgets.timeline import StageView, StepView

if TYPE_CHECKING:
    from core.inquiry import Outline
    from core.law.route import Step
    from tui.session import Backing

MOST_PEOPLE = 3
"""People named for a step; more are counted."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Words for a screen; `trouble` is set where what was typed is not yet a request."""

    opening: RulingView | None = None
    stages: tuple[StageView, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    """Name and value: how long, what is left."""
    gaps: tuple[str, ...] = ()
    """Steps that nobody could take."""
    warnings: tuple[str, ...] = ()
    clauses: tuple[ClauseLine, ...] = ()
    """The norms the route rests on."""
    readings: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def may_be_sent(self) -> bool:
        return not self.trouble and self.opening is not None and self.opening.verdict in _SENT


_SENT = (Verdict.PERMITTED, Verdict.SILENT)


def forecast(kind: str, raw: Mapping[str, object], *, house: Backing, by: str, at: datetime) -> Forecast:
    """The answer for what is typed now. Raises nothing a person could cause."""
    from core.inquiry import Question, outline
    from core.law.facts import read_facts

    try:
        rules = house.registry.rules()
        procedure = rules.procedure(kind)
        facts = read_facts(procedure.facts, raw, kind=kind)
        office = house.desk.office(at, person=procedure.subject(facts) or None, around=procedure.span(facts))
        found = outline(Question(kind, raw, by), office=office, law=house.desk.law(at), rules=rules)
        return _said(found, by)
    except UsageError as error:
        return Forecast(trouble=str(error))
    except VptuError as error:
        return Forecast(trouble=str(error), opening=RulingView(Verdict.UNDETERMINED, str(error)))


def _said(found: Outline, by: str) -> Forecast:
    law, office, facts = found.law, found.office, found.matter.facts
    cites = dict.fromkeys(c for step in found.route for c in step.cites)
    return Forecast(
        ruling_view(found.opening, law, office.name),
        stages(found, by),
        tuple(found.procedure.figures(facts, office, law)),
        found.gaps,
        found.warnings,
        tuple(ClauseLine(law.cite(c), "", law.says(c)) for c in cites),
        tuple(f"{r}: {law.chosen(r)}" for r in found.readings if r in law.readings),
    )


def stages(found: Outline, by: str) -> tuple[StageView, ...]:
    """The route as a timeline: what sending does at once, what comes first after it, what comes later."""
    at_once = found.procedure.taken_at_opening(found.matter.facts, by) if found.opening.allows else ()
    left = [step for step in found.route if step.verb not in at_once]
    first = left[0].id if left else ""
    views, after = [], False
    for stage in found.route.stages:
        label = "" if after or not all(s.after for s in stage) else "Sau khi đủ thủ tục"
        after = after or bool(label)
        views.append(StageView(tuple(_step(s, found, s.verb in at_once, s.id == first) for s in stage), label))
    return tuple(views)


def _step(step: Step, found: Outline, at_once: bool, first: bool) -> StepView:
    cites = tuple(dict.fromkeys(map(found.law.cite, step.cites)))
    state = "done" if at_once else "now" if first else "later"
    return StepView(
        step.id,
        step.title[:1].upper() + step.title[1:],
        state,
        "khi gửi" if at_once else _who(step, found),
        "; ".join(cites[1:]),
        cite=next(iter(cites), ""),
        note="",
    )


def _who(step: Step, found: Outline) -> str:
    """Who may take the step; those who would only write an answer down are not named."""
    from core.law.holders import label
    from core.law.ruling import Capacity

    if step.auto:
        return ", ".join(label(h, found.office) for h in step.holders)
    people = [s for s in found.people(step) if s.capacity is not Capacity.RECORDED]
    names = [f"{found.office.name(s.person)}{f' ({s.note})' if s.note else ''}" for s in people[:MOST_PEOPLE]]
    if len(people) > MOST_PEOPLE:
        return label(step.holders[0], found.office)
    return " hoặc ".join(names) or f"{label(step.holders[0], found.office)}: chưa có người"
