"""The outgoing document as a kind of matter, put together."""

from __future__ import annotations

from core.law.procedure import Procedure

from ..incoming.secrecy import unkept, worded
from . import acts, asked, barred, changes, collective, dossier, issue, opening, people, procedure, records
from .facts import PARTS, Outgoing

DOCUMENT = Procedure(
    kind="document",
    title="Văn bản đi",
    area="documents",
    facts=Outgoing,
    subject=lambda facts: "",  # about nobody: the one person responsible answers for it
    route=procedure.document_route,
    opening=opening.open_document,
    heading=records.heading,
    verbs=(
        "designate",
        "draft",
        "comment",
        "consult",
        "submit",
        "approve",
        "arbitrate",
        "opinion",
        "decide",
        "brief",
        "present",
        "sign",
        "issue",
        "file",
    ),
    checks={
        "documents.drafted": dossier.drafted,
        "documents.complete": dossier.complete,
        "documents.worded_comment": dossier.worded("9.1/4"),
        "documents.worded_reply": dossier.worded("20.3/2"),
        "documents.worded_opinion": dossier.worded("2.0"),
        "documents.heard": collective.heard,
        "documents.recipients": people.recipients_there,
        "documents.unwritten": records.unwritten,
    },
    bars=(barred.beyond_the_table, barred.silence_is_no_consent, barred.outside_his_field, barred.in_his_own_cause),
    changes=changes.CHANGES,
    warnings=records.warnings,
    due=records.due,
    lacking=opening.lacking,
    reasons=records.reasons,
    figures=records.figures,
    asks={
        "designate": asked.Designate,
        "comment": asked.Reply,
        "consult": asked.Reply,
        "opinion": asked.Reply,
        "brief": asked.Brief,
        "present": asked.Present,
        "issue": asked.Issue,
        "prolong": asked.Prolong,
        "invite": asked.Invite,
        "classify": asked.Classify,
        "meeting": asked.Met,
        "team": asked.SetUpTeam,
        "receipt": asked.Received,
        "hand_over": asked.HandOver,
        "void": asked.Void,
    },
    applies=acts.APPLIES,
    leads=records.leads,
    entry=issue.entry,
    numbered=issue.numbered,
    sheets=records.sheets,
    links=records.links,
    urgency=records.urgency,
    deadline=lambda facts: facts.deadline,
    parts=PARTS,
    receives=records.receives,
    keeps=records.KEPT,
    unkept=unkept,
    worded=worded,
)
