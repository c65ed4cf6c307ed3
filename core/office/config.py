"""The office as an administrator writes it: people, posts and assignments with their whole history.

A configuration is checked once, when it is put in force, and kept; every session then only asks it for a day.
Reading TOML, comparing and writing back live beside this file (`reading`, `diff`, `export`), because a session that
opens an applied configuration needs none of them. For the same reason the entries are named tuples: this file is
read at every start, and a frozen dataclass takes seven times as long to define.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from core.office.office import Body, Establishment, Person, Rank, Unit

if TYPE_CHECKING:
    from core.office.faults import Fault


class Term(NamedTuple):
    """From one day to another, both included; open ends are `date.min` and `date.max`."""

    start: date = date.min
    until: date = date.max

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.until

    def overlap(self, other: Term) -> Term | None:
        both = Term(max(self.start, other.start), min(self.until, other.until))
        return both if both.start <= both.until else None

    def without(self, others: Iterable[Term]) -> tuple[Term, ...]:
        """What is left of the term when the others are taken away, in order."""
        left, start = [], self.start
        for other in sorted(filter(self.overlap, others)):
            if other.start > start:
                left.append(Term(start, other.start - timedelta(1)))
            if other.until >= self.until:
                return tuple(left)
            start = max(start, other.until + timedelta(1))
        return (*left, Term(start, self.until))

    def __str__(self) -> str:
        if self.until == date.max:
            return "mọi lúc" if self.start == date.min else f"từ {self.start:%d/%m/%Y} trở đi"
        start = "" if self.start == date.min else f"từ {self.start:%d/%m/%Y} "
        return f"{start}đến {self.until:%d/%m/%Y}"


ALWAYS = Term()


class Duty(StrEnum):
    """What a person may be assigned to."""

    DEPUTY_OF_UNIT = "deputy_of_unit"
    DEPUTY_OF_FIELD = "deputy_of_field"
    FOLLOWER_OF_FIELD = "follower_of_field"
    FOLLOWER_OF_AREA = "follower_of_area"


class Post(NamedTuple):
    rank: Rank
    title: str
    unit: str | None
    term: Term


class PersonEntry(NamedTuple):
    id: str
    name: str
    posts: tuple[Post, ...]
    """In the order of time."""
    sign_in: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    joined: date | None = None
    leave_days: float | None = None
    admin: bool = False

    def post_on(self, day: date) -> Post | None:
        return next((post for post in self.posts if post.term.holds(day)), None)


class UnitEntry(NamedTuple):
    id: str
    name: str
    under_head: bool = False
    """Led by the Head himself (3.6) on every day on which no deputy is assigned to it."""
    term: Term = ALWAYS


class BodyEntry(NamedTuple):
    id: str
    name: str
    spokesperson: str | None = None
    term: Term = ALWAYS
    kind: str = ""
    contact: str = ""
    area: str | None = None


class Topic(NamedTuple):
    """A field of work or an area."""

    id: str
    name: str
    under_head: bool = False
    """A field the Head keeps to himself (3.6): no deputy is missing there."""
    term: Term = ALWAYS


class Assignment(NamedTuple):
    person: str
    duty: Duty
    of: str
    term: Term
    basis: str = ""
    """The paper that assigns, as it is cited."""


@dataclass(frozen=True, slots=True)
class OfficeConfig:
    """All that is known of the office, past and planned; `on` gives one day of it."""

    name: str
    people: tuple[PersonEntry, ...]
    units: tuple[UnitEntry, ...]
    bodies: tuple[BodyEntry, ...] = ()
    fields: tuple[Topic, ...] = ()
    areas: tuple[Topic, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    default_standing_deputy: str | None = None
    sample: bool = False

    def person(self, id: str) -> PersonEntry | None:
        """Anybody who ever was of the office, also one who has left."""
        return next((person for person in self.people if person.id == id), None)

    def on(self, day: date, *, version: int = 0) -> Establishment:
        """The people and assignments in force on a day; who holds no post that day is not there."""
        people = _people_on(self.people, day)
        units = {u.id: u for u in self.units if u.term.holds(day)}
        fields = {f.id: f.name for f in self.fields if f.term.holds(day)}
        areas = {a.id: a.name for a in self.areas if a.term.holds(day)}
        known = {
            Duty.DEPUTY_OF_UNIT: units.keys(),
            Duty.DEPUTY_OF_FIELD: fields.keys(),
            Duty.FOLLOWER_OF_FIELD: fields.keys(),
            Duty.FOLLOWER_OF_AREA: areas.keys(),
        }
        live = [a for a in self.assignments if a.term.holds(day) and a.person in people and a.of in known[a.duty]]
        deputies = tuple(p.id for p in people.values() if p.rank is Rank.DEPUTY)
        deputy_of_unit = _single(live, Duty.DEPUTY_OF_UNIT)
        standing = self.default_standing_deputy
        return Establishment(
            version=version,
            day=day,
            people=people,
            units={u.id: Unit(u.id, u.name, u.under_head and u.id not in deputy_of_unit) for u in units.values()},
            bodies=_bodies_on(self.bodies, day, people, areas),
            fields=fields,
            areas=areas,
            deputy_of_unit=deputy_of_unit,
            deputy_of_field=_single(live, Duty.DEPUTY_OF_FIELD),
            followers_of_field=_several(live, Duty.FOLLOWER_OF_FIELD),
            followers_of_area=_several(live, Duty.FOLLOWER_OF_AREA),
            members=_grouped(units, ((p.unit, p.id) for p in people.values())),
            head=next((p.id for p in people.values() if p.rank is Rank.HEAD), None),
            deputies=deputies,
            units_by_deputy=_grouped(deputies, ((who, unit) for unit, who in deputy_of_unit.items())),
            default_standing_deputy=standing if standing in deputies else None,
            names={p.id: p.name for p in self.people},
            sample=self.sample,
            name=self.name,
        )


def _people_on(entries: Iterable[PersonEntry], day: date) -> dict[str, Person]:
    people = {}
    for who in entries:
        if post := who.post_on(day):
            people[who.id] = Person(
                who.id,
                who.name,
                post.rank,
                post.title,
                post.unit,
                who.sign_in,
                who.keys,
                who.joined,
                who.leave_days,
                who.admin,
            )
    return people


def _bodies_on(
    entries: Iterable[BodyEntry], day: date, people: Container[str | None], areas: Container[str | None]
) -> dict[str, Body]:
    """A spokesperson or an area that is not there that day is left out of the body."""
    return {
        b.id: Body(
            b.id,
            b.name,
            b.spokesperson if b.spokesperson in people else None,
            b.kind,
            b.contact,
            b.area if b.area in areas else None,
        )
        for b in entries
        if b.term.holds(day)
    }


def _single(live: Iterable[Assignment], duty: Duty) -> dict[str, str]:
    return {a.of: a.person for a in live if a.duty is duty}


def _several(live: Iterable[Assignment], duty: Duty) -> dict[str, tuple[str, ...]]:
    pairs = [(a.of, a.person) for a in live if a.duty is duty]
    return _grouped(dict(pairs), pairs)


def _grouped(groups: Iterable[str], pairs: Iterable[tuple[str | None, str]]) -> dict[str, tuple[str, ...]]:
    """Every group with its members in order; a pair of no known group is left out."""
    found: dict[str, list[str]] = {group: [] for group in groups}
    for group, member in pairs:
        if group in found:
            found[group].append(member)
    return {group: tuple(members) for group, members in found.items()}


def parse(text: str, *, source: str) -> OfficeConfig:
    """The checked configuration of a TOML text; `source` is how the file is called in messages.

    Raises FaultyFileError with all that is wrong; warnings alone do not stop it.
    """
    from core.office.faults import FaultyFileError
    from core.office.reading import read

    config, faults = read(text, source)
    if config is None:
        raise FaultyFileError(faults)
    return config


def check(text: str, source: str) -> tuple[Fault, ...]:
    """Everything wrong or doubtful in a TOML text, in the order of the file; empty when all is well."""
    from core.office.reading import read

    return read(text, source)[1]
