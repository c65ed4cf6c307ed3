"""The kind of matter of this area, put together."""

from __future__ import annotations

from core.law.procedure import Procedure

from . import changes, checks, procedure, records
from .facts import Roster

ROSTER = Procedure(
    kind="roster",
    title="Lịch trực",
    area="duty-roster",
    facts=Roster,
    subject=lambda facts: "",  # about nobody in particular: nobody is barred, the opener answers for it
    route=procedure.roster_route,
    opening=procedure.open_roster,
    heading=records.heading,
    checks={"roster.covered": checks.covered, "roster.free": checks.present, "roster.alone": checks.alone},
    changes={
        "assign": changes.assign,
        "fill": changes.fill,
        "swap": changes.swap,
        "complete": changes.complete,
        "withdraw": changes.withdraw,
    },
    records=records.records,
    warnings=records.warnings,
    span=lambda facts: facts.span,
    due=records.due,
)
