"""By how many working days something is late, and how that is said: one reckoning for all that is due from outside."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from core.office.sessions import Calendar


class State(NamedTuple):
    """Where something owed stands on a day."""

    says: str
    tone: str
    """As in a table: "", "good", "warn", "bad", "muted"."""
    late: int = 0
    """Working days past its day; 0 where it is in time."""


def days_late(due: date, on: date, calendar: Calendar) -> int:
    """Working days after `due` up to `on`, at least one once the day is past; 0 up to the day itself."""
    if on <= due:
        return 0
    later = (due + timedelta(n) for n in range(1, (on - due).days + 1))
    return max(1, sum(map(calendar.is_working_day, later)))


def owed(due: date, came: date | None, on: date, calendar: Calendar, *, done: str, awaited: str) -> State:
    """The state of what is owed by `due`, seen on a day: `done` says that it came, `awaited` that its day is ahead."""
    if came is not None:
        late = days_late(due, came, calendar)
        if late:
            return State(f"{done}, trễ {late} ngày làm việc", "warn", late)
        return State(f"{done} đúng hạn", "good")
    late = days_late(due, on, calendar)
    if late:
        return State(f"quá hạn {late} ngày làm việc", "bad", late)
    return State("đến hạn hôm nay", "warn") if on == due else State(awaited, "")
