"""How a task stands on a day: the one function that says it, for lists, sheets and figures. Nobody types a state.

It reads what acts put on record, and the day that is asked about; nothing else. A day in the past is answered as that
day saw it. Who is responsible does not enter, so handing over changes no lateness.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from .task.facts import Task

SOON = 7
"""Days before the last one from which it is said how many are left."""
Phase = Literal["ahead", "doing", "waiting", "done", "gone"]


class State(NamedTuple):
    word: str
    tone: str = ""
    """One of core.law.sheet.TONES."""
    days: int = 0
    """Days late; 0 where it is in time."""
    phase: Phase = "doing"

    @property
    def left(self) -> bool:
        """Is there still something to do for whoever is responsible?"""
        return self.phase in ("ahead", "doing")


def due_on(facts: Task, on: date) -> date:
    """The day that counted on a day: the first one, until a change of it was decided."""
    return next((moved.old for moved in facts.moved if moved.on > on), facts.due)


def late(facts: Task, on: date, *, finished: date | None) -> int:
    """Days past the last day, counted up to when the result was there."""
    end = finished if finished is not None and finished <= on else on
    return max(0, (end - due_on(facts, on)).days)


def state(facts: Task, status: str, on: date) -> State:
    """The state on a day, from facts and the status of the matter (`returned`, `withdrawn`; the others say nothing)."""
    if status == "withdrawn" and (facts.withdrawn_on is None or facts.withdrawn_on <= on):
        return State("đã rút", "muted", 0, "gone")
    returned = status == "returned"
    finished = None if returned or (facts.finished is not None and facts.finished > on) else facts.finished
    days = late(facts, on, finished=finished)
    if facts.accepted is not None and facts.accepted <= on:
        return (
            State(f"xong, trễ {days} ngày", "warn", days, "done") if days else State("xong đúng hạn", "good", 0, "done")
        )
    if finished is not None:
        after = f", trễ {days} ngày" if days else ""
        return State(f"chờ nghiệm thu{after}", "warn" if days else "", days, "waiting")
    return _to_do(facts, on, days, "trả lại" if returned else "")


def _to_do(facts: Task, on: date, days: int, before: str) -> State:
    lead = f"{before}, " if before else ""
    if days:
        return State(f"{lead}quá hạn {days} ngày", "bad", days)
    left = (due_on(facts, on) - on).days
    if not left:
        return State(f"{lead}đến hạn hôm nay", "warn")
    if facts.start is not None and on < facts.start:
        return State(f"{lead}chưa bắt đầu", "muted", 0, "ahead")
    if left <= SOON:
        return State(f"{lead}còn {left} ngày", "warn")
    return State(before or "đang làm", "warn" if before else "")
