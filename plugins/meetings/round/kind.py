"""The kind `round`, put together."""

from __future__ import annotations

from core.law.procedure import Procedure

from . import acts, procedure, records
from .facts import PARTS, Collecting, Deciding, Opinion, Prolonging, Round

ROUND = Procedure(
    kind="round",
    title="Lấy ý kiến bằng văn bản thay họp",
    area="meetings",
    facts=Round,
    subject=lambda facts: "",  # about nobody: whoever sends it answers for it
    route=procedure.round_route,
    opening=procedure.open_round,
    heading=records.heading,
    verbs=("send", "opinion", "collect", "decide"),
    checks={"meetings.worded_opinion": procedure.worded},
    changes=acts.CHANGES,
    due=records.due,
    lacking=records.lacking,
    asks={"opinion": Opinion, "collect": Collecting, "decide": Deciding, "prolong": Prolonging},
    applies=acts.ACTS,
    leads=records.leads,
    sheets=records.sheets,
    deadline=lambda facts: None if facts.decision else facts.reply_by,
    parts=PARTS,
    keeps=frozenset({"send", "opinion"}),
)
