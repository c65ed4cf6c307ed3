"""Meetings held and not held in a period, counted from the same records that the calendar shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.figures import Figure, FigureRule, Period
from core.law import usual
from core.law.regulation import Law
from core.listing import Record
from core.office.office import Office
from core.office.sessions import day_of, whole_days

from . import duties, periods
from .meeting import records
from .meeting.kinds import KINDS

REQUIRED = {**{type: KINDS[type].name for type in periods.OF_TYPE}, "office_review": "Tổng kết công tác văn phòng"}


def count(found: Sequence[Record], period: Period, office: Office, law: Law) -> Iterator[Figure]:
    """By type: held on a day of the period; of the required ones, also the proposed days on which none had met them."""
    held = [(r, day_of(r.facts.held.on)) for r in found if r.row.status != "withdrawn" and r.facts.held is not None]
    for type, kind in KINDS.items():
        here = tuple(r.row.id for r, on in held if r.facts.type == type and period.start <= on <= period.until)
        if here:
            yield Figure(f"{kind.name}: đã họp", str(len(here)), here)
    met = {key for r, _ in held for key in records.keys(r.facts)}
    yield from _not_held(period, met, office, law)
    off = tuple(r.row.id for r in found if _cancelled(r) and period.start <= day_of(r.facts.on) <= period.until)
    if off:
        yield Figure("Cuộc họp đã hủy, rút", str(len(off)), off)


def _not_held(period: Period, met: set[str], office: Office, law: Law) -> Iterator[Figure]:
    """Up to today only: what is still ahead is not missed."""
    until = min(period.until, usual.today(office))
    if until < period.start:
        return
    window = whole_days(period.start, until)
    missed: dict[str, int] = dict.fromkeys(REQUIRED, 0)
    for rule in duties.RULES:
        for due in rule.occurrences(window, office, law):
            missed[due.key.split(":")[1]] += due.key not in met
    yield from (Figure(f"{REQUIRED[type]}: chưa họp", str(n)) for type, n in missed.items() if n)


def _cancelled(record: Record) -> bool:
    return record.row.status == "withdrawn" and record.facts.on is not None


HELD = FigureRule("meetings_held", "Các cuộc họp", ("meeting",), count)
