"""Seeded sample offices of any size at many instants: what the questions of the ruling bench are asked about."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from core.law.regulation import Law, Regulation
from core.office.office import (
    Absence,
    Body,
    Designation,
    Establishment,
    Office,
    Person,
    Rank,
    Unit,
    assemble,
)
from core.office.sessions import ZONE, Calendar, Holiday, Span, session_at

HEAD, SECRETARY = "head", "standing_deputy_secretary"
DEPUTIES = ("deputy1", "deputy2", "deputy3")
CLERICAL, ARCHIVE = "van_thu", "luu_tru"
PER_UNIT, CLERKS = 7, 2
"""People in a unit, and in each of Văn thư and Lưu trữ; a larger office has more units, not larger ones."""

_HOLIDAYS = {
    2024: ("01-01", "02-08", "02-09", "02-12", "02-13", "02-14", "04-18", "04-29", "04-30", "05-01", "09-02", "09-03"),
    2025: ("01-01", "01-27", "01-28", "01-29", "01-30", "01-31", "04-07", "04-30", "05-01", "05-02", "09-01", "09-02"),
}
_WORKED_SATURDAYS = frozenset({date(2024, 5, 4), date(2025, 4, 26)})


class Moment(NamedTuple):
    """One office at one instant, with the regulation of that day."""

    office: Office
    law: Law


def calendar() -> Calendar:
    days = [date.fromisoformat(f"{year}-{day}") for year, found in _HOLIDAYS.items() for day in found]
    return Calendar({day: Holiday(day, "nghỉ lễ") for day in days}, _WORKED_SATURDAYS)


def establishment(people: int) -> Establishment:
    """An office of `people`: one head, three deputies, the Clerical unit and the Archives, and units of seven.

    Every fifth of the other units stands directly under the Head (3.6).
    """
    count = people - 1 - len(DEPUTIES)
    names = [CLERICAL, ARCHIVE, *(f"bo_phan_{n:03}" for n in range(1, -(-(count - 2 * CLERKS) // PER_UNIT) + 1))]
    units = {name: Unit(name, f"Bộ phận {n + 1}", n > 1 and n % 5 == 4) for n, name in enumerate(names)}
    found = [Person(HEAD, "Chánh Văn phòng", Rank.HEAD, "Chánh Văn phòng")]
    found += [Person(d, f"Phó {n}", Rank.DEPUTY, "Phó Chánh Văn phòng") for n, d in enumerate(DEPUTIES, 1)]
    members: dict[str, list[str]] = {name: [] for name in names}
    for n in range(count):
        unit = names[n // CLERKS] if n < 2 * CLERKS else names[2 + (n - 2 * CLERKS) // PER_UNIT]
        rank = Rank.SPECIALIST if n % 3 else Rank.STAFF
        person = Person(f"nv{n:04}", f"Nhân viên {n}", rank, "Chuyên viên", unit)
        found.append(person)
        members[unit].append(person.id)
    led = [name for name in names if not units[name].under_head]
    in_charge = {name: DEPUTIES[n % len(DEPUTIES)] for n, name in enumerate(led)}
    found.append(Person(SECRETARY, "Phó Bí thư Thường trực", Rank.OUTSIDE, "Phó Bí thư Thường trực"))
    return Establishment(
        version=1,
        day=date(2024, 1, 1),
        people={p.id: p for p in found},
        units=units,
        bodies={"standing": Body("standing", "Thường trực Thành ủy", SECRETARY)},
        fields={},
        areas={},
        deputy_of_unit=in_charge,
        deputy_of_field={},
        followers_of_field={},
        followers_of_area={},
        members={name: tuple(ids) for name, ids in members.items()},
        head=HEAD,
        deputies=DEPUTIES,
        units_by_deputy={d: tuple(u for u, who in in_charge.items() if who == d) for d in DEPUTIES},
    )


def moments(rng: random.Random, base: Establishment, count: int, regulation: Regulation) -> list[Moment]:
    """`count` instants in two years: the Head there (six of ten), away with a standing deputy, away without one."""
    days = calendar()
    found = []
    for _ in range(count):
        day = date(2024, 1, 15) + timedelta(days=rng.randrange(650))
        while not days.is_working_day(day):
            day += timedelta(days=1)
        at = datetime.combine(day, time(rng.choice((8, 9, 10, 14, 15, 16)), rng.randrange(60)), ZONE)
        found.append(Moment(_at(rng, base, days, at), regulation.on(day)))
    return found


def _at(rng: random.Random, base: Establishment, days: Calendar, at: datetime) -> Office:
    absences: dict[str, tuple[Absence, ...]] = {}
    number = 1
    for person in base.people.values():
        if person.rank in (Rank.SPECIALIST, Rank.STAFF) and rng.random() < 0.55:
            absences[person.id] = _absences(rng, days, person.id, session_at(at), number)
            number += 2
    for deputy in DEPUTIES:
        if rng.random() < 0.35:
            absences[deputy] = _absences(rng, days, deputy, session_at(at), number)
            number += 2
    designations: tuple[Designation, ...] = ()
    now = session_at(at)
    case = rng.random()
    if case >= 0.6:
        span = Span(now - now % 2 - rng.randrange(3), now + 2 + rng.randrange(6))
        absences[HEAD] = (Absence(HEAD, span, "phep", number),)
        if case >= 0.75:
            designations = (Designation(rng.choice(DEPUTIES), span, HEAD, number),)
    return assemble(base, days, at, absences, designations)


def _absences(rng: random.Random, days: Calendar, person: str, now: int, matter: int) -> tuple[Absence, ...]:
    """One or two absences around now: asked for or settled, a leave or (one in eight) a mission."""
    found: list[Absence] = []
    start = now + rng.randrange(-6, 12)
    for n in range(1 + (rng.random() < 0.3)):
        start = days.next_working(start)
        span = Span(start, start + rng.randrange(1, 5))
        found.append(Absence(person, span, "phep", matter + n, rng.random() > 0.125, rng.random() > 0.3))
        start = span.end + rng.randrange(4, 14)
    return tuple(found)
