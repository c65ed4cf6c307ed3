"""What this area counts of a period: reports that arrived, those that were late, what was told of events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from core.figures import Figure, FigureRule, Period
from core.law.regulation import Law
from core.listing import Record
from core.office.office import Office
from core.office.sessions import ZONE

from . import schedule
from .periodic import records as periodic

GIVEN_UP = ("withdrawn", "declined")


def count(records: Sequence[Record], period: Period, office: Office, law: Law) -> Iterator[Figure]:
    """By the day on which they arrived, or were opened. Facts that their plugin cannot read are left out."""
    arrived = [r for r in records if _arrived_in(r, period)]
    for type, title in schedule.TYPES.items():
        found = [r for r in arrived if r.facts.type == type]
        if found:
            yield _figure(f"Đã nhận {title}", found)
    yield _figure("Báo cáo nhận trễ", [r for r in arrived if _late(r, office, law)])
    yield _figure("Báo cáo sự việc", [r for r in records if r.row.kind == "event_report" and _opened_in(r, period)])


def _figure(label: str, found: Sequence[Record]) -> Figure:
    return Figure(label, str(len(found)), tuple(r.row.id for r in found))


def _arrived_in(record: Record, period: Period) -> bool:
    came = getattr(record.facts, "arrived", None)
    return came is not None and period.start <= came.on <= period.until


def _late(record: Record, office: Office, law: Law) -> bool:
    return periodic.worst(record.facts, office, law).word == "nộp trễ"


def _opened_in(record: Record, period: Period) -> bool:
    opened = datetime.fromisoformat(record.row.opened_at).astimezone(ZONE).date()
    return record.row.status not in GIVEN_UP and period.start <= opened <= period.until


FIGURES = FigureRule("reporting", "Thông tin, báo cáo", ("report", "event_report"), count)
