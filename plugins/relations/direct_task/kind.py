"""The kind `direct_task`, put together."""

from __future__ import annotations

from core.law.procedure import Procedure

from ..changing import completing, withdrawing
from . import procedure, records
from .facts import DirectTask, ReportingBack, Resulting

DIRECT_TASK = Procedure(
    kind="direct_task",
    title="Việc giao thẳng cho chuyên viên",
    area="relations",
    facts=DirectTask,
    subject=lambda facts: facts.person,
    route=procedure.direct_task_route,
    opening=procedure.open_direct_task,
    heading=records.heading,
    verbs=("accept", "inform", "consent", "result", "report_back"),
    changes={
        "complete": completing(
            "direct_task", procedure.owners, procedure.norm, procedure.open_direct_task, ("person", "giver")
        ),
        "withdraw": withdrawing(procedure.owners, procedure.norm),
    },
    due=records.due,
    taken_at_opening=records.taken_at_opening,
    asks={"result": Resulting, "report_back": ReportingBack},
    applies={"result": procedure.finishing, "report_back": procedure.reporting_back},
    leads=records.leads,
    deadline=lambda facts: None if facts.result else facts.until,
)
