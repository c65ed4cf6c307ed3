"""How many a day needs on duty, who may be asked, and who is away: what all parts of the roster agree on (A12)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Literal

from core.law.regulation import Law
from core.office.office import Absence, Office, Rank
from core.office.sessions import whole_days

Role = Literal["leader", "staff"]
ROLES: tuple[Role, ...] = ("leader", "staff")
ROLE_VI: Mapping[Role, str] = {"leader": "trực lãnh đạo", "staff": "trực chuyên môn"}
WORKS = frozenset({Rank.SPECIALIST, Rank.STAFF})
MOST_NAMES = 6
"""People named in one sentence; more are counted."""


def least(role: Role, law: Law) -> int:
    """People of a role that a day needs."""
    return law.whole("duty.min_leader" if role == "leader" else "duty.min_staff")


def lacking(on_duty: Collection[str], law: Law) -> dict[Role, int]:
    """How many people of which role a day still lacks, given the roles of those on duty; empty when it is covered.

    Where no leader is asked for (A12: anybody will do) a leader on duty counts as any other person.
    """
    leaders = sum(1 for role in on_duty if role == "leader")
    need = {"leader": least("leader", law), "staff": least("staff", law)}
    there = {"leader": leaders, "staff": len(on_duty) - (leaders if need["leader"] else 0)}
    return {role: need[role] - there[role] for role in ROLES if there[role] < need[role]}


def pool(role: Role, office: Office) -> tuple[str, ...]:
    """Who may hold a role: the Head and the deputies; everybody else of the Office. In the order of the office."""
    if role == "leader":
        head = office.establishment.head
        return (*((head,) if head else ()), *office.establishment.deputies)
    return tuple(p.id for p in office.establishment.people.values() if p.rank in WORKS)


def away_on(person: str, day: date, office: Office, *, settled: bool = True) -> Absence | None:
    """The settled absence – or the one still asked for – that touches a day."""
    span = whole_days(day, day)
    return next((a for a in office.absences_of(person) if a.settled is settled and a.span.overlaps(span)), None)


def free(role: Role, day: date, taken: Collection[str], office: Office) -> Iterator[str]:
    """Who could still be put on a day: of the role, not away, not on duty that day already."""
    return (p for p in pool(role, office) if p not in taken and away_on(p, day, office) is None)


def capital(sentence: str) -> str:
    """The sentence with its first letter in upper case."""
    return sentence[:1].upper() + sentence[1:]


def names(people: Collection[str], office: Office) -> str:
    """«đồng chí Phó 1, đồng chí Phó 2 và 3 đồng chí khác»."""
    shown = ", ".join(office.name(p) for p in list(people)[:MOST_NAMES])
    more = len(people) - MOST_NAMES
    return f"{shown} và {more} đồng chí khác" if more > 0 else shown
