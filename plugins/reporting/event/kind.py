"""The kind `event_report`, put together."""

from __future__ import annotations

from core.law.procedure import Procedure

from . import procedure, records
from .facts import Directing, EventReport, Reporting

EVENT_REPORT = Procedure(
    kind="event_report",
    title="Báo cáo sự việc",
    area="reporting",
    facts=EventReport,
    subject=lambda facts: "",  # about nobody: it is somebody who reports
    route=procedure.event_report_route,
    opening=procedure.open_event_report,
    heading=records.heading,
    verbs=("report", "inform", "direct"),
    changes={"withdraw": records.withdraw},
    warnings=procedure.warnings,
    due=records.due,
    taken_at_opening=records.taken_at_opening,
    figures=records.figures,
    asks={"report": Reporting, "direct": Directing},
    applies={"report": procedure.reporting, "direct": procedure.directing},
    leads=records.leads,
    sheets=records.sheets,
    links=records.links,
    urgency=records.urgency,
)
