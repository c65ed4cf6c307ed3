"""The incoming document as a kind of matter, put together."""

from __future__ import annotations

from core.law.procedure import Procedure

from . import assignment, books, changes, checks, opening, procedure, records, secrecy
from .asked import Assignment, Correction, Handling, Prolonging, Reassignment, Reply, Result, Summary, Voiding
from .facts import Incoming

INCOMING = Procedure(
    kind="incoming",
    title="Văn bản đến",
    area="documents",
    facts=Incoming,
    subject=lambda facts: "",  # about nobody: the one person responsible answers for it
    route=procedure.incoming_route,
    opening=opening.open_incoming,
    heading=records.heading,
    verbs=("register", "assign", "summarise", "inform", "handle", "reply", "result", "file"),
    checks={
        "incoming.answered": checks.not_declined,
        "incoming.replied": checks.replied,
        "incoming.shown": checks.shown,
    },
    bars=(checks.outside_field,),
    changes={
        "reassign": changes.reassign,
        "prolong": changes.prolong,
        "correct": changes.correct,
        "complete": changes.complete,
        "withdraw": changes.withdraw,
    },
    warnings=records.warnings,
    due=records.due,
    taken_at_opening=opening.taken_at_opening,
    lacking=opening.lacking,
    asks={
        "assign": Assignment,
        "summarise": Summary,
        "handle": Handling,
        "reply": Reply,
        "result": Result,
        "reassign": Reassignment,
        "complete": Assignment,
        "prolong": Prolonging,
        "correct": Correction,
        "withdraw": Voiding,
    },
    applies={
        "assign": assignment.assign,
        "summarise": assignment.summarise,
        "handle": assignment.handle,
        "reply": assignment.reply,
        "result": assignment.report,
    },
    leads=records.leads,
    entry=books.entry,
    numbered=books.numbered,
    sheets=records.sheets,
    links=records.links,
    urgency=lambda facts: facts.rank,
    deadline=lambda facts: facts.deadline,
    parts=records.PARTS,
    receives=secrecy.receives,
    keeps=records.KEPT,
    unkept=secrecy.unkept,
    worded=secrecy.worded,
)
