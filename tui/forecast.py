"""What would become of a request if it were sent now: may it be opened, which way does it take, what is to be known.

Asked in a thread while somebody types; nothing here touches a widget.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from core.errors import UsageError, VptuError
from core.law.ruling import Verdict
from tui.widgets.ruling import ClauseLine, RulingView

if TYPE_CHECKING:
    from core.inquiry import Outline
    from tui.session import Backing
    from tui.widgets.timeline import StageView


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
    from tui import views

    law, office, facts = found.law, found.office, found.matter.facts
    cites = dict.fromkeys(c for step in found.route for c in step.cites)
    return Forecast(
        views.ruling(found.opening, office, law),
        stages(found, by),
        tuple(found.procedure.figures(facts, office, law)),
        found.gaps,
        found.warnings,
        tuple(ClauseLine(law.cite(c), "", law.says(c)) for c in cites),
        tuple(f"{r}: {law.chosen(r)}" for r in found.readings if r in law.readings),
    )


def stages(found: Outline, by: str) -> tuple[StageView, ...]:
    """The route as it would stand right after sending: what sending does at once is done; of a refused one nothing."""
    from core.law.route import Done
    from core.law.ruling import Capacity
    from tui import views

    matter = replace(found.matter, status="open" if found.opening.allows else "")
    if found.opening.allows:
        verbs = found.procedure.taken_at_opening(matter.facts, by)
        done = {s.id: Done(s.id, by, Capacity.OWN, found.office.at) for s in found.route if s.verb in verbs}
        matter = replace(matter, done={**matter.done, **done})
    return tuple(_sent_now(stage) for stage in views.route_view(matter, found.office, found.law))


def _sent_now(stage: StageView) -> StageView:
    steps = tuple(replace(step, when="khi gửi") if step.state == "done" else step for step in stage.steps)
    return replace(stage, steps=steps)
