"""The kind `ward_guidance`, put together."""

from __future__ import annotations

from core.law.procedure import Procedure

from ..changing import completing, withdrawing
from . import procedure, records
from .facts import Confirming, Sending, WardGuidance

WARD_GUIDANCE = Procedure(
    kind="ward_guidance",
    title="Hướng dẫn, thông tin cho phường, xã",
    area="relations",
    facts=WardGuidance,
    subject=lambda facts: "",  # about nobody: the responsible person answers for it
    route=procedure.guidance_route,
    opening=procedure.open_guidance,
    heading=records.heading,
    verbs=("consent", "send"),
    changes={
        "receipt": procedure.receipt,
        "complete": completing(
            "ward_guidance", procedure.owners, procedure.norm, procedure.open_guidance, ("responsible",)
        ),
        "withdraw": withdrawing(procedure.owners, procedure.norm),
    },
    asks={"send": Sending, "receipt": Confirming},
    applies={"send": procedure.sending},
    leads=records.leads,
    sheets=records.sheets,
)
