"""What a roster screen asks of this plugin: which days off are coming, one roster as a board, who could step in.

Named in the plugin's ScreenSpec; values and questions only, nothing of a terminal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from core.errors import UsageError
from core.law.regulation import Law
from core.office.office import Office
from core.text import given_name_key

from .board import BoardRow, board
from .cover import could_fill, unfit
from .days import FAR, days_before, label, occasions
from .facts import Roster, Row
from .need import ROLE_VI, ROLES, Role, away_on, capital, pool
from .proposal import earlier_duties, propose
from .shifts import swapped


@dataclass(frozen=True, slots=True)
class Coming:
    """Days off that need a roster."""

    name: str
    first: date
    last: date
    owner: str
    """Who owes the roster, as a holder's token: `unit:tai_chinh_quan_tri`."""
    due: date
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """One place of a day; nobody in it where the day still lacks somebody."""

    person: str
    name: str
    trouble: str = ""
    """Why this person cannot be there."""
    pending: int | None = None
    """The number of the leave this person has asked for on that day."""


@dataclass(frozen=True, slots=True)
class DayOff:
    """One day of a roster; `shifts` by role, in the order of `RosterSource.roles`."""

    day: date
    holiday: str
    shifts: tuple[tuple[Shift, ...], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that could be done with a shift: `asked` is what the act is to carry; `why` not, where it cannot."""

    label: str
    hint: str
    asked: Mapping[str, object]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Rotation:
    """What the fair rotation would add, and which days it leaves open."""

    added: int
    uncovered: tuple[str, ...]


class RosterSource:
    """Pure functions of facts, office and regulation, held together for whoever resolves the path."""

    kind = "roster"
    """The kind of matter a roster is."""
    roles: tuple[tuple[str, str], ...] = tuple((role, capital(ROLE_VI[role])) for role in ROLES)
    """Id and title."""

    def coming(self, on: date, office: Office, law: Law) -> tuple[Coming, ...]:
        """The occasions of the year that begins `on`, each with who owes its roster by when (18.u1/2)."""
        owner, ahead = f"unit:{law.text('duty.unit')}", law.whole("duty.roster_days_before")
        return tuple(
            Coming(o.name, o.first, o.last, owner, days_before(o.first, ahead, office.calendar), ("18.u1/2",))
            for o in occasions(on, on + FAR, office.calendar)
        )

    def board(self, facts: Roster, office: Office, law: Law) -> tuple[DayOff, ...]:
        """A row for each day to cover, in order, with empty shifts where somebody is missing."""
        return tuple(
            DayOff(row.day, row.holiday, tuple(_shifts(row, role) for role in ROLES))
            for row in board(facts, office, law)
        )

    def candidates(
        self, day: date, role: str, instead: str, facts: Roster, office: Office, law: Law
    ) -> tuple[Choice, ...]:
        """Everybody who holds the role: who is free first, those with the fewest shifts before the others."""
        wanted: Role = "leader" if role == "leader" else "staff"
        shifts = _shifts_held(facts, office)
        people = dict.fromkeys((*pool(wanted, office), *could_fill(wanted, day, facts, office, law)))
        found = [_candidate(p, day, wanted, instead, facts, office, shifts) for p in people if p != instead]
        return tuple(choice for _, choice in sorted(found, key=lambda pair: pair[0]))

    def exchanges(self, day: date, person: str, facts: Roster, office: Office, law: Law) -> tuple[Choice, ...]:
        """Whose shift could be taken in return, then who could take this one over; what is refused comes last."""
        mine = next((row for row in facts.on(day) if row.person == person), None)
        if mine is None:
            return ()
        found = [_tried(name, hint, asked, facts, office, law) for name, hint, asked in _exchanges(mine, facts, office)]
        return tuple(sorted(found, key=lambda choice: bool(choice.why)))

    def rotation(self, facts: Roster, office: Office, law: Law) -> Rotation:
        """What `fill` would do now."""
        found = propose(facts, office, law, earlier_duties(office))
        return Rotation(len(set(found.rows) - set(facts.rows)), found.says)


def _shifts(row: BoardRow, role: Role) -> tuple[Shift, ...]:
    there = tuple(Shift(p.person, p.name, p.trouble, p.pending) for p in row.people[role])
    return there + (Shift("", ""),) * row.missing.get(role, 0)


def _shifts_held(facts: Roster, office: Office) -> Counter[str]:
    """Days on duty in this roster and in those the office remembers."""
    own = {row.day for row in facts.rows}
    earlier = [duty.person for duty in earlier_duties(office) if duty.day not in own]
    return Counter([*earlier, *(row.person for row in facts.rows)])


def _candidate(
    person: str, day: date, role: Role, instead: str, facts: Roster, office: Office, shifts: Counter[str]
) -> tuple[tuple[object, ...], Choice]:
    found = office.person(person)
    name = found.name if found else person
    # a leader who stands in where none is asked for holds his own role (A12)
    own: Role = role if person in pool(role, office) else "leader"
    why = unfit(Row(day=day, role=own, person=person), office) or ""
    if not why and any(row.person == person for row in facts.on(day)):
        why = f"{office.name(person)} đã trực ngày này"
    asked = away_on(person, day, office, settled=False)
    hint = f"đã trực {shifts[person]} ngày" if shifts[person] else "chưa trực ngày nào"
    if asked is not None:
        hint += f"; đang xin nghỉ, việc số {asked.matter}"
    carries = {"day": day, "role": own, "person": person, **({"instead": instead} if instead else {})}
    rank = (bool(why), asked is not None, shifts[person], given_name_key(name))
    return rank, Choice(name, hint, carries, capital(why))


def _exchanges(mine: Row, facts: Roster, office: Office) -> Iterator[tuple[str, str, dict[str, object]]]:
    asked: dict[str, object] = {"day": mine.day, "role": mine.role, "person": mine.person}
    for row in facts.rows:
        if row.role == mine.role and row.day != mine.day and row.person != mine.person:
            hint = f"đổi lấy ca {label(row.day)}"
            yield _name(row.person, office), hint, {**asked, "with_person": row.person, "with_day": row.day}
    for person in sorted(pool(mine.role, office), key=lambda p: given_name_key(_name(p, office))):
        if person != mine.person:
            yield _name(person, office), "trực thay, không đổi lại", {**asked, "with_person": person}


def _name(person: str, office: Office) -> str:
    found = office.person(person)
    return found.name if found else person


def _tried(name: str, hint: str, asked: dict[str, object], facts: Roster, office: Office, law: Law) -> Choice:
    try:
        _, objections = swapped(facts, asked, office, law)
    except UsageError as error:
        return Choice(name, hint, asked, str(error))
    return Choice(name, hint, asked, next((o.says for o in objections), ""))


SOURCE = RosterSource()
