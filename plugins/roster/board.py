"""The roster as a screen shows it: a row a day, with what is missing and who could step in. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.law.regulation import Law
from core.office.office import Office

from .cover import could_fill, unfits
from .days import WEEKDAYS, days_to_cover
from .facts import Roster, Row
from .need import ROLES, Role, away_on, lacking


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody on duty."""

    person: str
    name: str
    trouble: str = ""
    """Why this person cannot be there, in Vietnamese; "" where nothing stands against it."""
    pending: int | None = None
    """The number of the leave this person has asked for on that day."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One day of the roster."""

    day: date
    weekday: str
    """«thứ Bảy»"""
    holiday: str
    """The name of the holiday; "" for a weekend that touches one."""
    people: Mapping[Role, tuple[Place, ...]]
    missing: Mapping[Role, int]
    """Roles that still lack people; empty when the day is covered."""
    free: Mapping[Role, tuple[str, ...]]
    """People who could still be put on this day, in the order of the office."""


def board(facts: Roster, office: Office, law: Law) -> tuple[BoardRow, ...]:
    """One row for each day to cover, in order."""
    trouble = dict(unfits(facts, office))
    return tuple(_row(day, facts, trouble, office, law) for day in days_to_cover(facts.span, office))


def _row(day: date, facts: Roster, trouble: Mapping[Row, str], office: Office, law: Law) -> BoardRow:
    on_duty = facts.on(day)
    holiday = office.calendar.holidays.get(day)
    return BoardRow(
        day,
        WEEKDAYS[day.weekday()],
        holiday.name if holiday else "",
        {role: tuple(_place(row, trouble, office) for row in on_duty if row.role == role) for role in ROLES},
        lacking([row.role for row in on_duty], law),
        {role: could_fill(role, day, facts, office, law) for role in ROLES},
    )


def _place(row: Row, trouble: Mapping[Row, str], office: Office) -> Place:
    found = office.person(row.person)
    asked = away_on(row.person, row.day, office, settled=False)
    return Place(row.person, found.name if found else row.person, trouble.get(row, ""), asked.matter if asked else None)
