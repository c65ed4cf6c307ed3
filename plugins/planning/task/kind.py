"""The kind `task`, put together."""

from __future__ import annotations

from core.law.procedure import Procedure

from . import changes, opening, procedure, records
from .facts import PARTS, HandOver, Reasoned, Result, Task, Urge, Wanted

TASK = Procedure(
    kind="task",
    title="Việc được giao",
    area="planning",
    facts=Task,
    subject=lambda facts: "",  # about nobody: the responsible person answers for it
    route=procedure.task_route,
    opening=opening.open_task,
    heading=records.heading,
    verbs=("do", "accept"),
    checks={"planning.proven": procedure.proven, "planning.not_declined": procedure.not_declined},
    bars=(procedure.own_result,),
    changes={
        "propose": changes.propose,
        "reschedule": changes.reschedule,
        "keep": changes.keep,
        "hand_over": changes.hand_over,
        "urge": changes.urge,
        "complete": changes.complete,
        "withdraw": changes.withdraw,
    },
    warnings=records.warnings,
    due=records.due,
    lacking=opening.lacking,
    figures=records.figures,
    asks={
        "do": Result,
        "propose": Wanted,
        "reschedule": Wanted,
        "keep": Reasoned,
        "hand_over": HandOver,
        "urge": Urge,
    },
    applies={"do": procedure.finished, "accept": procedure.accepted},
    leads=records.leads,
    sheets=records.sheets,
    links=records.links,
    urgency=records.urgency,
    deadline=records.deadline,
    parts=PARTS,
    receives=procedure.receives,
)
