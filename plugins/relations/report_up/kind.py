"""The kind `report_up`, put together."""

from __future__ import annotations

from core.law.procedure import Procedure

from ..changing import completing, withdrawing
from . import procedure, records
from .facts import Answering, Deciding, Reporting, ReportUp

REPORT_UP = Procedure(
    kind="report_up",
    title="Báo cáo Phó Bí thư Thường trực",
    area="relations",
    facts=ReportUp,
    subject=lambda facts: "",  # about nobody: the Head reports, whoever prepares it answers for it
    route=procedure.report_up_route,
    opening=procedure.open_report_up,
    heading=records.heading,
    verbs=("prepare", "report", "answer", "decide"),
    checks={"relations.reported_before": procedure.reported_before},
    changes={
        "complete": completing(
            "report_up", procedure.owners, procedure.norm, procedure.open_report_up, ("content", "responsible")
        ),
        "withdraw": withdrawing(procedure.owners, procedure.norm),
    },
    due=records.due,
    taken_at_opening=records.taken_at_opening,
    asks={"report": Reporting, "answer": Answering, "decide": Deciding},
    applies={"report": procedure.reporting, "answer": procedure.answering, "decide": procedure.deciding},
    leads=records.leads,
    fulfils=records.fulfils,
    sheets=records.sheets,
    deadline=lambda facts: None if facts.reported else facts.until,
)
