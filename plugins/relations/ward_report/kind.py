"""The kind `ward_report`, put together. There is no verb of punishment: Điều 21 gives none."""

from __future__ import annotations

from core.law.procedure import Procedure

from ..changing import withdrawing
from . import changes, procedure, records
from .facts import Receiving, Reminding, Telling, WardReport

WARD_REPORT = Procedure(
    kind="ward_report",
    title="Báo cáo của văn phòng đảng ủy phường, xã",
    area="relations",
    facts=WardReport,
    subject=lambda facts: "",  # what a ward owes is about nobody of the Office
    route=procedure.ward_report_route,
    opening=procedure.open_ward_report,
    heading=records.heading,
    verbs=("receive", "chase"),
    checks={"relations.came_by": procedure.came_by},
    changes={
        "remind": changes.remind,
        "inform_deputy": changes.inform_deputy,
        "inform_head": changes.inform_head,
        "withdraw": withdrawing(procedure.owners, procedure.norm),
    },
    due=records.due,
    asks={
        "receive": Receiving,
        "chase": Reminding,
        "remind": Reminding,
        "inform_deputy": Telling,
        "inform_head": Telling,
    },
    applies={"receive": procedure.receiving, "chase": procedure.chasing},
    leads=records.leads,
    fulfils=records.fulfils,
    sheets=records.sheets,
    links=records.links,
    deadline=records.deadline,
)
