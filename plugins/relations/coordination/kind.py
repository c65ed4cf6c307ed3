"""The kind `coordination`, put together."""

from __future__ import annotations

from core.law.procedure import Procedure

from ..changing import withdrawing
from . import procedure, records
from .facts import Answered, AskedOf, Closed, Coordination, Prolonged

COORDINATION = Procedure(
    kind="coordination",
    title="Phối hợp với cơ quan khác",
    area="relations",
    facts=Coordination,
    subject=lambda facts: "",  # about nobody: the responsible person answers for it
    route=procedure.coordination_route,
    opening=procedure.open_coordination,
    heading=records.heading,
    verbs=("request", "ask", "answer", "close"),
    checks={"relations.answered": procedure.answered},
    changes={"prolong": procedure.prolong, "withdraw": withdrawing(procedure.owners, procedure.norm)},
    due=records.due,
    taken_at_opening=records.taken_at_opening,
    asks={"ask": AskedOf, "answer": Answered, "close": Closed, "prolong": Prolonged},
    applies={"ask": procedure.asking, "answer": procedure.answering, "close": procedure.closing},
    leads=records.leads,
    sheets=records.sheets,
    deadline=records.deadline,
)
