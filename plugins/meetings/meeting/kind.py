"""The kind `meeting`, put together."""

from __future__ import annotations

from core.law.procedure import Procedure

from . import acts, asked, changes, checks, procedure, records
from .facts import Meeting
from .kinds import PARTS

MEETING = Procedure(
    kind="meeting",
    title="Cuộc họp",
    area="meetings",
    facts=Meeting,
    subject=lambda facts: "",  # about nobody: whoever writes it down answers for its record
    route=procedure.meeting_route,
    opening=procedure.open_meeting,
    heading=records.heading,
    verbs=("prepare", "call", "hold", "minutes", "approve", "conclude"),
    checks=checks.CHECKS,
    bars=(procedure.not_his_minutes,),
    changes=changes.CHANGES,
    warnings=records.warnings,
    due=records.due,
    lacking=records.lacking,
    asks={
        "call": asked.Calling,
        "hold": asked.Holding,
        "conclude": asked.Concluding,
        "postpone": asked.Postponing,
        "cancel": asked.Cancelling,
        "stand_in": asked.StandingIn,
        "assign": asked.Assigning,
        "plan": asked.Planning,
    },
    applies=acts.ACTS,
    leads=records.leads,
    sheets=records.sheets,
    links=records.links,
    fulfils=records.fulfils,
    parts=PARTS,
    receives=checks.receives,
    keeps=frozenset({"prepare", "call", "hold"}),
)
