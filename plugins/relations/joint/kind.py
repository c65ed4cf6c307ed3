"""The kind `joint`, put together."""

from __future__ import annotations

from core.law.procedure import Procedure

from ..changing import withdrawing
from . import procedure, records
from .facts import Answered, AskedOf, Closed, Joint

JOINT = Procedure(
    kind="joint",
    title="Việc với chi bộ, công đoàn",
    area="relations",
    facts=Joint,
    subject=lambda facts: "",  # about nobody: the responsible person answers for it
    route=procedure.joint_route,
    opening=procedure.open_joint,
    heading=records.heading,
    verbs=("ask", "answer", "close"),
    checks={"relations.heard": procedure.heard},
    changes={"withdraw": withdrawing(procedure.owners, procedure.norm)},
    due=records.due,
    asks={"ask": AskedOf, "answer": Answered, "close": Closed},
    applies={"ask": procedure.asking, "answer": procedure.answering, "close": procedure.closing},
    leads=records.leads,
    sheets=records.sheets,
    deadline=lambda facts: None if facts.answer else facts.until,
)
