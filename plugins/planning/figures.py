"""How tasks are counted in a period, by the function that the lists use (8.4/1): every figure names its matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from core.figures import Figure, FigureRule, Period
from core.law import usual
from core.law.regulation import Law
from core.listing import Record
from core.office.office import Office

from .listings import opened
from .state import state
from .task.facts import Task


def tasks(records: Sequence[Record], period: Period, office: Office, law: Law) -> Iterator[Figure]:
    """As they stood on the last day of the period, or stand today where it is not over.

    Done counts what was accepted in the period; open and overdue count whatever was there on that last day.
    """
    on = min(period.until, usual.today(office))
    seen = [(r, state(r.facts, r.row.status, on)) for r in records if isinstance(r.facts, Task) and opened(r) <= on]
    done = [(r, s) for r, s in seen if s.phase == "done" and _accepted(r, period, on)]
    yield _figure("Xong đúng hạn", [r for r, s in done if not s.days])
    yield _figure("Xong, trễ hạn", [r for r, s in done if s.days])
    yield _figure("Chờ nghiệm thu", [r for r, s in seen if s.phase == "waiting"])
    yield _figure("Đang làm, còn hạn", [r for r, s in seen if s.left and not s.days])
    yield _figure("Quá hạn, chưa xong", [r for r, s in seen if s.left and s.days])


def _figure(label: str, found: Sequence[Record]) -> Figure:
    return Figure(label, str(len(found)), tuple(sorted(r.row.id for r in found)))


def _accepted(record: Record, period: Period, on: date) -> bool:
    accepted: date | None = record.facts.accepted
    return accepted is not None and period.start <= accepted <= on


TASKS = FigureRule("planning_tasks", "Việc trong kế hoạch, việc được giao", ("task",), tasks)
