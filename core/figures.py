"""Figures of a period, each area's own, from the same records that its lists show: for screens, reports and exports.

An area says how its matters are counted; nobody types a figure, and every figure names the matters it stands on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from core.law.regulation import Law
from core.listing import Record
from core.office.office import Office

if TYPE_CHECKING:
    from core.desk import Desk
    from core.extension.registry import Registry

MOST = 20_000
"""Matters of one rule that are looked at, the newest."""
PAGE = 500


class Period(NamedTuple):
    """Days, both included."""

    start: date
    until: date


class Figure(NamedTuple):
    label: str
    value: str
    matters: tuple[int, ...] = ()
    """The matters it counts."""


@dataclass(frozen=True, slots=True)
class FigureTable:
    name: str
    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class FigureRule:
    """How an area counts its matters in a period."""

    name: str
    title: str
    kinds: tuple[str, ...]
    count: Callable[[Sequence[Record], Period, Office, Law], Iterable[Figure]]


def figures(desk: Desk, registry: Registry, period: Period, *, at: datetime) -> tuple[FigureTable, ...]:
    """Every area's figures of a period, as the records stand at this instant."""
    office, law = desk.office(at), desk.law(at)
    return tuple(
        FigureTable(rule.name, rule.title, tuple(rule.count(_records(desk, rule, office, law), period, office, law)))
        for rule in registry.figures()
    )


def _records(desk: Desk, rule: FigureRule, office: Office, law: Law) -> list[Record]:
    """The matters a rule counts, the newest first."""
    from core.records.search import MatterFilter

    before: int | None = None
    found: list[Record] = []
    while len(found) < MOST:
        page = desk.reader.matter_records(MatterFilter(kinds=rule.kinds), limit=PAGE, before=before)
        found += [Record(h.row, desk.read_facts(h.row.kind, h.facts), office, law) for h in page]
        if len(page) < PAGE:
            break
        before = page[-1].row.id
    return found
