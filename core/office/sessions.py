"""Half-days: the unit in which leave, absence and acting power are counted (Điều 18, reading A03).

A session is an int: twice the ordinal of its day, plus one for the afternoon. Spans are half-open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HALVES = ("sáng", "chiều")


class Span(NamedTuple):
    """Sessions from `start` up to, not including, `end`."""

    start: int
    end: int

    def __contains__(self, session: object) -> bool:
        return isinstance(session, int) and self.start <= session < self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


def session(day: date, half: int = 0) -> int:
    return day.toordinal() * 2 + half


def day_of(number: int) -> date:
    return date.fromordinal(number // 2)


def session_at(at: datetime) -> int:
    """The session an instant lies in: the morning runs from 00:00 to 12:00, the afternoon to 24:00, local time."""
    local = at.astimezone(ZONE)
    return session(local.date(), 1 if local.hour >= 12 else 0)


def starts_at(number: int) -> datetime:
    """The instant a session begins, in the office's zone."""
    return datetime.combine(day_of(number), time(12 if number % 2 else 0), ZONE)


def whole_days(start: date, until: date) -> Span:
    """All sessions of the days from `start` to `until`, both included."""
    return Span(session(start), session(until) + 2)


def label(number: int) -> str:
    """`sáng 11/10/2024`."""
    return f"{HALVES[number % 2]} {day_of(number):%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class Holiday:
    day: date
    name: str
    paid: bool = True
    """False marks a day off that was swapped and is worked instead on another day."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which sessions are worked: Monday to Friday less holidays, plus days worked by a swap."""

    holidays: Mapping[date, Holiday] = field(default_factory=dict)
    worked: frozenset[date] = frozenset()
    """Weekend days that are worked because another day was swapped off."""
    _known: dict[int, bool] = field(default_factory=dict, init=False, compare=False, repr=False)
    """Days already looked up, by ordinal: every length of a leave is counted through here."""

    def is_working_day(self, day: date) -> bool:
        if day in self.worked:
            return True
        return day.weekday() < 5 and day not in self.holidays

    def is_working(self, number: int) -> bool:
        day = number >> 1
        known = self._known.get(day)
        if known is None:
            known = self._known[day] = self.is_working_day(date.fromordinal(day))
        return known

    def working(self, span: Span) -> int:
        """How many worked sessions a span holds."""
        return sum(map(self.is_working, range(span.start, span.end)))

    def sessions(self, span: Span) -> Iterator[int]:
        return (number for number in range(span.start, span.end) if self.is_working(number))

    def next_working(self, number: int) -> int:
        """The first worked session at or after `number`."""
        while not self.is_working(number):
            number += 1
        return number

    def previous_working(self, number: int) -> int:
        """The last worked session at or before `number`."""
        while not self.is_working(number):
            number -= 1
        return number

    def add_working_days(self, day: date, days: int) -> date:
        """The day that lies `days` working days after `day`."""
        while days > 0:
            day = date.fromordinal(day.toordinal() + 1)
            days -= self.is_working_day(day)
        return day
