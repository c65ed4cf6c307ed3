"""A fair turn for everybody: shifts within a roster as equal as absences allow, first to those who had fewest before.

Each free place goes, along a chain of people who can move to another day, to whoever then has the least: this keeps
the shares as equal as they can be, however people are away. Equal answers are then exchanged until nobody is on duty
on two days running where an exchange can avoid it. The same question always gives the same answer.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import NamedTuple

Move = tuple[str, date, str]
"""Who leaves, which day, who comes."""
AHEAD, LOOKS = 3, 4_000
"""How many exchanges are tried together, and how many in all: an office that is short of people gets an answer too."""


class Past(NamedTuple):
    """What somebody has done in earlier rosters; `last` is the ordinal of the latest day, 0 for never."""

    times: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Shifts:
    """The question: how many are wanted on which day, and who could come."""

    wanted: Mapping[date, int]
    free: Mapping[date, Sequence[str]]
    """Who could be on duty on a day, each once, in the order that decides between equals."""
    past: Mapping[str, Past] = field(default_factory=dict)
    busy: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Ordinals of days on which people are on duty anyway: fixed here, or in the roster before."""
    share: Mapping[str, int] = field(default_factory=dict)
    """Fixed shifts that count towards the share in this roster."""


def rotate(shifts: Shifts) -> Mapping[date, tuple[str, ...]]:
    """Who comes on which day; a day gets fewer only where nobody else is free."""
    turns = _Turns(shifts)
    for day in sorted(shifts.wanted):
        for _ in range(shifts.wanted[day]):
            turns.seat(day)
    turns.spread()
    return {day: tuple(people) for day, people in turns.on.items()}


class _Turns:
    """The answer as it grows."""

    def __init__(self, shifts: Shifts) -> None:
        self.on: dict[date, list[str]] = {day: [] for day in sorted(shifts.wanted)}
        self._free = {day: tuple(shifts.free.get(day, ())) for day in self.on}
        people = dict.fromkeys(p for day in self.on for p in self._free[day])
        self._order = {p: n for n, p in enumerate(people)}
        self._past = {p: shifts.past.get(p, Past()) for p in people}
        self._share = {p: shifts.share.get(p, 0) for p in people}
        self._busy = {p: set(shifts.busy.get(p, ())) for p in people}
        self._looks = LOOKS

    def seat(self, day: date) -> None:
        """Fill one place of a day, moving others to days they can take over where that keeps the shares equal."""
        via, left = self._reachable(day)
        if not via:
            return
        person = min(via, key=self._claim)
        self._put(person, via[person])
        at = via[person]
        while at != day:
            mover = left[at]
            self._take(mover, at)
            at = via[mover]
            self._put(mover, at)

    def _reachable(self, day: date) -> tuple[dict[str, date], dict[date, str]]:
        """Everybody who could come, with the day he would take; and for each other day who would leave it."""
        via: dict[str, date] = {}
        left: dict[date, str] = {}
        queue = deque([day])
        while queue:
            at = queue.popleft()
            for person in self._free[at]:
                if person in via or person in self.on[at]:
                    continue
                via[person] = at
                for other in self.on:
                    if other != day and other not in left and person in self.on[other]:
                        left[other] = person
                        queue.append(other)
        return via, left

    def _claim(self, person: str) -> tuple[int, int, int, int]:
        """Least first: share in this roster, earlier duties, then whose last one was longest ago."""
        past = self._past[person]
        return self._share[person], past.times, past.last, self._order[person]

    def _put(self, person: str, day: date) -> None:
        self.on[day].append(person)
        self._share[person] += 1
        self._busy[person].add(day.toordinal())

    def _take(self, person: str, day: date) -> None:
        self.on[day].remove(person)
        self._share[person] -= 1
        self._busy[person].discard(day.toordinal())

    def spread(self) -> None:
        """Exchange equal answers while that leaves fewer people on duty on two days running, looking a little ahead."""
        ahead = 1
        while ahead <= AHEAD and self._running(self._busy):
            ahead = 1 if self._improved(ahead, 1) else ahead + 1

    def _improved(self, ahead: int, gain: int) -> bool:
        """Make up to `ahead` exchanges that together spare at least `gain` runs; otherwise leave all as it was."""
        for moves in self._exchanges():
            if self._looks <= 0:
                return False
            self._looks -= 1
            people = {p for who, _, comes in moves for p in (who, comes)}
            before = self._running(people)
            self._move(moves)
            left = gain - before + self._running(people)
            if left <= 0 or (ahead > 1 and self._improved(ahead - 1, left)):
                return True
            self._move([(comes, day, who) for who, day, comes in moves])
        return False

    def _exchanges(self) -> Iterator[tuple[Move, ...]]:
        """Everything that leaves shares and earlier duties as equal: another takes a day over, or two change days."""
        for day, there in self.on.items():
            for person, other in product(tuple(there), self._free[day]):
                if other in self.on[day]:
                    continue
                if self._equal(other, person):
                    yield ((person, day, other),)
                for back in self._instead(person, other):
                    yield (person, day, other), (other, back, person)

    def _instead(self, person: str, other: str) -> tuple[date, ...]:
        """Days of the other that the person could take over."""
        return tuple(
            day
            for day, there in self.on.items()
            if other in there and person not in there and person in self._free[day]
        )

    def _equal(self, other: str, person: str) -> bool:
        """Would giving one shift to the other leave the shares and the earlier duties as equal as they are?"""
        return self._share[other] == self._share[person] - 1 and self._past[other].times == self._past[person].times

    def _move(self, moves: Iterable[Move]) -> None:
        for who, day, comes in moves:
            place = self.on[day].index(who)
            self._take(who, day)
            self._put(comes, day)
            self.on[day].insert(place, self.on[day].pop())

    def _running(self, people: Iterable[str]) -> int:
        """On how many days these people are on duty the day before as well."""
        return sum(1 for p in people for day in self._busy[p] if day + 1 in self._busy[p])
