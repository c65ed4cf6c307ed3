"""A roster proposed from the holiday calendar: what is already assigned stays, the rest is shared out fairly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from core.law.regulation import Law
from core.office.office import Duty, Office

from .cover import Hole, holes, nobody, unfit
from .days import days_to_cover
from .facts import Roster, Row
from .need import ROLES, Role, capital, free, least
from .rotation import Past, Shifts, rotate


@dataclass(frozen=True, slots=True)
class Proposal:
    """Rows for every day that can be covered, and the days that cannot, each with the reason."""

    rows: tuple[Row, ...]
    uncovered: tuple[tuple[Hole, str], ...] = ()

    @property
    def says(self) -> tuple[str, ...]:
        """One sentence for each day that stays uncovered."""
        return tuple(capital(f"{hole}: {why}.") for hole, why in self.uncovered)


def propose(facts: Roster, office: Office, law: Law, history: Iterable[Duty]) -> Proposal:
    """A fair rotation over the days to cover; `history` are the duties of earlier rosters.

    Assigned rows stay unless the person cannot be there; people on settled leave are never proposed. Deterministic.
    """
    days = days_to_cover(facts.span, office)
    kept = facts.with_rows(row for row in facts.rows if row.day in days and unfit(row, office) is None)
    earlier = [duty for duty in history if duty.day not in days]
    for role in ROLES:
        kept = _filled(kept, role, role, office, law, earlier)
    if not least("leader", law):  # A12: anybody will do, so a leader too where nobody else is there
        kept = _filled(kept, "staff", "leader", office, law, earlier)
    left = ((hole, nobody(hole.role, hole.day, kept, office)) for hole in holes(kept, office, law))
    return Proposal(kept.rows, tuple(left))


def _filled(facts: Roster, lacks: Role, by: Role, office: Office, law: Law, earlier: Iterable[Duty]) -> Roster:
    """The roster with what it lacks of one role filled by people of a role, as far as there are any."""
    wanted = {hole.day: hole.lacks for hole in holes(facts, office, law) if hole.role == lacks}
    could = {day: tuple(free(by, day, {row.person for row in facts.on(day)}, office)) for day in wanted}
    duties = [(duty.person, duty.day) for duty in earlier]
    own = [(row.person, row.day) for row in facts.rows]
    turns = rotate(Shifts(wanted, could, _past(duties), _busy(duties + own), Counter(p for p, _ in own)))
    added = (Row(day=day, role=by, person=p) for day, people in turns.items() for p in people)
    return facts.with_rows((*facts.rows, *added))


def _past(duties: Iterable[tuple[str, date]]) -> Mapping[str, Past]:
    past: dict[str, Past] = {}
    for person, day in duties:
        before = past.get(person, Past())
        past[person] = Past(before.times + 1, max(before.last, day.toordinal()))
    return past


def _busy(duties: Iterable[tuple[str, date]]) -> Mapping[str, frozenset[int]]:
    busy: dict[str, set[int]] = {}
    for person, day in duties:
        busy.setdefault(person, set()).add(day.toordinal())
    return {person: frozenset(days) for person, days in busy.items()}


def earlier_duties(office: Office) -> tuple[Duty, ...]:
    """The rosters the office knows of, in order."""
    return tuple(duty for day in sorted(office.duties) for duty in office.duties[day])
