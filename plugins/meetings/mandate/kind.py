"""The kind `mandate`, put together."""

from __future__ import annotations

from core.law import usual
from core.law.procedure import Procedure

from . import procedure
from .facts import Completing, Giving, Mandate, Revoking

MANDATE = Procedure(
    kind="mandate",
    title="Ủy nhiệm phát biểu",
    area="meetings",
    facts=Mandate,
    subject=lambda facts: facts.person,
    route=procedure.mandate_route,
    opening=procedure.open_mandate,
    heading=procedure.heading,
    verbs=("give", "speak"),
    checks={"meetings.in_time": procedure.in_time, "meetings.speaking_day": procedure.speaking_day},
    bars=(procedure.nobody_his_own,),
    changes={"withdraw": procedure.withdraw, "revoke": procedure.revoke, "complete": procedure.complete},
    lacking=procedure.lacking,
    asks={"give": Giving, "revoke": Revoking, "complete": Completing},
    applies={"give": procedure.giving, "speak": procedure.speaking},
    leads=lambda facts, office: (usual.unit_of(facts.person, office), facts.person),
)
