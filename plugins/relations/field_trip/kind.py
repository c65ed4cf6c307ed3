"""The kind `field_trip`, put together."""

from __future__ import annotations

from core.law.procedure import Procedure

from ..changing import completing, withdrawing
from . import procedure, records
from .facts import FieldTrip, ReportingBack

FIELD_TRIP = Procedure(
    kind="field_trip",
    title="Đi cơ sở",
    area="relations",
    facts=FieldTrip,
    subject=lambda facts: facts.person,
    route=procedure.field_trip_route,
    opening=procedure.open_field_trip,
    heading=records.heading,
    verbs=("report", "consent", "report_back"),
    checks={"relations.trip_today": procedure.not_before_its_day},
    bars=(procedure.own_trip,),
    begin=procedure.begin,
    changes={
        "complete": completing("field_trip", procedure.owners, procedure.norm, procedure.open_field_trip, ("person",)),
        "withdraw": withdrawing(procedure.owners, procedure.norm, until_begun=True),
    },
    records=records.records,
    span=lambda facts: facts.span,
    due=records.due,
    taken_at_opening=records.taken_at_opening,
    lacking=records.lacking,
    asks={"report_back": ReportingBack},
    applies={"report_back": procedure.reporting_back},
    leads=records.leads,
)
