"""Obligations that recur or follow from records: who owes what by when, and which norm says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from core.law.regulation import Law
from core.office.office import Office
from core.office.sessions import Calendar, Span


@dataclass(frozen=True, slots=True)
class Due:
    """One occurrence: unique by `key` however often it is computed."""

    key: str
    owner: str
    """A holder token (`unit:tai_chinh_quan_tri`, `person:cvA`) or a person."""
    title: str
    on: date
    cites: tuple[str, ...]
    kind: str = ""
    """The kind of matter that meets it, if one does."""
    met: bool = False
    met_on: date | None = None
    channel: str = ""
    """By which way it must go: «qua Văn thư»."""
    binding: bool = True
    """False where the regulation names no day: it reminds, and is never late (A28)."""
    facts: Mapping[str, object] = field(default_factory=dict)
    """What a matter of its kind begins with."""


class Met(NamedTuple):
    """An occurrence of a duty that a matter on record meets, and the day on which it did."""

    key: str
    on: date


@dataclass(frozen=True, slots=True)
class DutyRule:
    """A rule that yields the occurrences whose date lies in a window."""

    name: str
    cites: tuple[str, ...]
    occurrences: Callable[[Span, Office, Law], Iterable[Due]]


class DueState(NamedTuple):
    """How an occurrence stands on a day."""

    word: str
    tone: str
    """One of core.law.sheet.TONES."""
    days: int = 0
    """Days late, or left; 0 where neither is counted."""


def last_day(on: date, calendar: Calendar, weekend: str) -> date:
    """Until when it is in time (A24): the legal day, or where that is a day off the working day before or after it."""
    step = {"previous_workday": -1, "grace_next_workday": 1}.get(weekend, 0)
    day = on
    while step and not calendar.is_working_day(day):
        day += timedelta(days=step)
    return day


def due_state(due: Due, today: date, calendar: Calendar, weekend: str) -> DueState:
    """The one function that says how an occurrence stands: from the day it was met and the day that is asked about."""
    last = last_day(due.on, calendar, weekend)
    done = due.met_on
    if due.met:
        if done is None or not due.binding or done <= min(due.on, last):
            return DueState("đúng hạn" if due.binding else "đã làm", "good")
        if done <= last:
            return DueState("trùng ngày nghỉ, nộp ngày làm việc liền sau", "good")
        return DueState("nộp trễ", "warn", (done - last).days)
    if today > last:
        return DueState("quá hạn", "bad", (today - last).days) if due.binding else DueState("chưa làm", "warn")
    if today > due.on:
        return DueState("trùng ngày nghỉ, nộp hôm nay hoặc ngày làm việc liền sau", "warn")
    if today == due.on:
        return DueState("đến hạn hôm nay", "warn")
    return DueState("chưa đến hạn", "", (last - today).days)
