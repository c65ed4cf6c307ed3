"""The kind `report`, put together."""

from __future__ import annotations

from datetime import datetime

from core.figures import FigureTable
from core.law.procedure import Procedure

from ..frozen import freeze
from . import changes, procedure, records
from .facts import Drafting, Receiving, Report, Submitting


def with_figures(facts: Report, tables: tuple[FigureTable, ...], at: datetime) -> Report:
    """The figures of its period as they stand now; those of the issue before stay beside them."""
    period = procedure.period(facts)
    if period is None:
        return facts
    return facts.model_copy(update={"figures": freeze(tables, period, at), "earlier": facts.figures})


REPORT = Procedure(
    kind="report",
    title="Báo cáo định kỳ",
    area="reporting",
    facts=Report,
    subject=lambda facts: "",  # about nobody: who owes it answers for it
    route=procedure.report_route,
    opening=procedure.open_report,
    heading=records.heading,
    verbs=("draft", "submit", "receive", "send", "inform"),
    checks={procedure.CONTENT: procedure.has_content},
    changes={"redraft": changes.redraft, "merge": changes.merge, "withdraw": changes.withdraw},
    due=records.due,
    asks={"draft": Drafting, "submit": Submitting, "receive": Receiving},
    applies={
        "draft": procedure.drafting,
        "submit": procedure.submitting,
        "receive": procedure.receiving,
        "send": procedure.sending,
    },
    leads=records.leads,
    sheets=records.sheets,
    links=records.links,
    fulfils=records.fulfils,
    period=procedure.period,
    snapshot={"draft": with_figures},
    parts={procedure.PART: "Nội dung báo cáo"},
    receives=procedure.receives,
)
