"""The office at one instant, frozen: who holds which post, who is away, who acts, what was delegated.

An `Establishment` is what one applied configuration says for one day; an `Office` adds absences, designations and
delegations at an instant. Acting power (Điều 5) is derived here when asked and stored nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from core.office.sessions import Calendar, Span, session_at


class Rank(StrEnum):
    HEAD = "head"
    DEPUTY = "deputy"
    SPECIALIST = "specialist"
    STAFF = "staff"
    OUTSIDE = "outside"
    """Not of the Office: secretary, standing deputy secretary … They answer, they do not apply."""


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    rank: Rank
    title: str
    """The post as it is printed: «Phó Chánh Văn phòng»."""
    unit: str | None = None
    sign_in: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    """SSH key fingerprints (SHA256:…)."""
    joined: date | None = None
    """First day of service: the leave balance counts from it."""
    leave_days: float | None = None
    """Yearly leave of this person in days where it differs from the rule."""
    admin: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    id: str
    name: str
    under_head: bool = False
    """Directly under the Head (3.6): no deputy step (A05)."""


BODY_KINDS: Final[Mapping[str, str]] = {
    "party_body": "cấp ủy, thường trực cấp ủy",
    "advisory": "cơ quan tham mưu, giúp việc Thành ủy",
    "council_office": "văn phòng của Hội đồng nhân dân, Ủy ban nhân dân",
    "provincial_office": "văn phòng cấp ủy cấp trên",
    "ward_office": "văn phòng đảng ủy phường, xã",
    "party_cell": "chi bộ cơ quan",
    "union": "công đoàn cơ quan",
    "leader": "đồng chí lãnh đạo",
    "other": "nơi khác",
}
"""What a counterpart is to the Office, and how that is printed: its duties to each kind differ (Điều 19 to 22)."""


@dataclass(frozen=True, slots=True)
class Body:
    """A counterpart: somebody the Office asks, reports to, writes to or hears from."""

    id: str
    name: str
    spokesperson: str | None = None
    """The person whose answer is the body's answer."""
    kind: str = ""
    """One of `BODY_KINDS`; empty where the administrator did not say."""
    contact: str = ""
    """Where it is reached: telephone, post address, who to ask for."""
    area: str | None = None
    """The area a ward's office belongs to."""


@dataclass(frozen=True, slots=True)
class Establishment:
    """People and assignments in force on one day, with the look-ups the judge needs."""

    version: int
    day: date
    people: Mapping[str, Person]
    units: Mapping[str, Unit]
    bodies: Mapping[str, Body]
    fields: Mapping[str, str]
    areas: Mapping[str, str]
    deputy_of_unit: Mapping[str, str]
    deputy_of_field: Mapping[str, str]
    followers_of_field: Mapping[str, tuple[str, ...]]
    followers_of_area: Mapping[str, tuple[str, ...]]
    members: Mapping[str, tuple[str, ...]]
    """Unit id -> people, in the order of the file."""
    head: str | None
    deputies: tuple[str, ...]
    units_by_deputy: Mapping[str, tuple[str, ...]]
    default_standing_deputy: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    """What everybody is called who is or was in the Office: those who left stay known by name."""
    sample: bool = False
    """The sample office: anybody may sign in as anybody, and the screen says so."""
    name: str = ""

    def bodies_of_kind(self, kind: str) -> tuple[Body, ...]:
        """The counterparts of one kind in force that day, in the order of the file."""
        return tuple([body for body in self.bodies.values() if body.kind == kind])


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is, or asks to be, away. `settled` once the matter is in effect; `leave` tells leave from a mission."""

    person: str
    span: Span
    kind: str
    matter: int
    leave: bool = True
    settled: bool = True


@dataclass(frozen=True, slots=True)
class Designation:
    """The Head named a standing deputy for a span (5/1)."""

    deputy: str
    span: Span
    by: str
    matter: int


@dataclass(frozen=True, slots=True)
class Duty:
    """Somebody is on duty on a day off (18.u1). `role` is `leader` or `staff`."""

    day: date
    person: str
    role: str
    matter: int
    settled: bool = True


@dataclass(frozen=True, slots=True)
class Delegation:
    """A written delegation (4.5/3, A45): it ends by itself and cannot be passed on."""

    id: int
    giver: str
    taker: str
    scope: frozenset[str]
    """`kind:verb`, `kind:*` or `*` entries."""
    start: datetime
    end: datetime
    basis: str

    def in_force(self, at: datetime) -> bool:
        return self.start <= at < self.end

    def covers(self, kind: str, *words: str) -> bool:
        """Does the scope name the kind with one of these words – a verb, or something narrower?"""
        return not self.scope.isdisjoint((f"{kind}:*", "*", *(f"{kind}:{word}" for word in words)))


@dataclass(frozen=True, slots=True)
class Office:
    establishment: Establishment
    calendar: Calendar
    at: datetime
    absences: Mapping[str, tuple[Absence, ...]] = field(default_factory=dict)
    """By person: all that were asked for or settled, around `at`."""
    designations: tuple[Designation, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    duties: Mapping[date, tuple[Duty, ...]] = field(default_factory=dict)
    """The duty roster by day, around `at`."""
    now: int = 0
    """The session `at` lies in."""
    away: frozenset[str] = frozenset()
    acting_head: str | None = None
    """The standing deputy who acts for the Head at `at`, if the Head is away and the named deputy is not."""
    memo: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was already derived from this snapshot (core.law.holders); never part of its value."""

    def person(self, person: str) -> Person | None:
        return self.establishment.people.get(person)

    def rank_of(self, person: str) -> Rank | None:
        found = self.establishment.people.get(person)
        return found.rank if found else None

    def name(self, person: str | None) -> str:
        """How a person is addressed on screen: «đồng chí Phó 1»; an unknown id comes back as it is."""
        found = self.establishment.people.get(person or "")
        name = found.name if found else self.establishment.names.get(person or "")
        return f"đồng chí {name}" if name else str(person)

    def absences_of(self, person: str) -> tuple[Absence, ...]:
        return self.absences.get(person, ())

    def is_away(self, person: str, session: int) -> bool:
        return any(a.settled and session in a.span for a in self.absences_of(person))

    def acting_in(self, session: int) -> str | None:
        """Who acts for the Head in a session: a named deputy who is there, while the Head is not (5/1, 5/2)."""
        head = self.establishment.head
        if head is None or not self.is_away(head, session):
            return None
        return next(
            (
                d.deputy
                for d in self.designations
                if session in d.span and d.deputy in self.establishment.deputies and not self.is_away(d.deputy, session)
            ),
            None,
        )

    def moved_to(self, at: datetime) -> Office:
        """The same records seen at another instant; the acting power and who is away are derived anew."""
        return assemble(
            self.establishment, self.calendar, at, self.absences, self.designations, self.delegations, self.duties
        )


def assemble(
    establishment: Establishment,
    calendar: Calendar,
    at: datetime,
    absences: Mapping[str, tuple[Absence, ...]],
    designations: tuple[Designation, ...] = (),
    delegations: tuple[Delegation, ...] = (),
    duties: Mapping[date, tuple[Duty, ...]] | None = None,
) -> Office:
    """Derive who is away and who acts at `at` from the records. The newest designation comes first."""
    now = session_at(at)
    office = Office(
        establishment,
        calendar,
        at,
        absences,
        designations,
        delegations,
        duties or {},
        now,
        frozenset(p for p, rows in absences.items() if any(a.settled and now in a.span for a in rows)),
    )
    return replace(office, acting_head=office.acting_in(now), memo={})
