"""The kind `plan`, put together."""

from __future__ import annotations

from core.law.procedure import Procedure

from . import changes, hearing, procedure, records
from .facts import PARTS, Met, Plan, Received, Reply, Revise

PLAN = Procedure(
    kind="plan",
    title="Kế hoạch công tác năm",
    area="planning",
    facts=Plan,
    subject=lambda facts: "",  # about nobody: the one person responsible answers for it
    route=procedure.plan_route,
    opening=procedure.open_plan,
    heading=records.heading,
    verbs=("draft", "opinion", "decide", "agree", "send", "file"),
    checks={
        "planning.complete": procedure.complete,
        "planning.worded": hearing.worded,
        "planning.heard": hearing.heard,
    },
    changes={
        "meeting": changes.meeting,
        "receipt": changes.receipt,
        "revise": changes.revise,
        "complete": changes.complete,
        "withdraw": changes.withdraw,
    },
    warnings=records.warnings,
    due=records.due,
    asks={"opinion": Reply, "meeting": Met, "receipt": Received, "revise": Revise},
    applies={
        "draft": procedure.drafted,
        "opinion": hearing.replied,
        "decide": procedure.decided,
        "agree": procedure.decided,
        "send": procedure.sent,
    },
    leads=records.leads,
    sheets=records.sheets,
    links=records.links,
    fulfils=records.fulfils,
    parts=PARTS,
    keeps=frozenset({"opinion"}),
)
