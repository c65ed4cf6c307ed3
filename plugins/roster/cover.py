"""What is wrong with a roster: too few people on a day, people who cannot be there; and who could step in (18.u1/1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from core.law.regulation import Law
from core.office.office import Office

from .days import days_to_cover, label
from .facts import Roster, Row
from .need import ROLE_VI, Role, away_on, free, lacking, least, names, pool


@dataclass(frozen=True, slots=True)
class Hole:
    """A day that lacks so many people of a role."""

    day: date
    role: Role
    lacks: int

    @property
    def whom(self) -> str:
        return f"{self.lacks} người {ROLE_VI[self.role]}"

    def __str__(self) -> str:
        return f"{label(self.day)} thiếu {self.whom}"


def holes(facts: Roster, office: Office, law: Law) -> tuple[Hole, ...]:
    """Every day and role that is not covered, in order."""
    return tuple(
        Hole(day, role, count)
        for day in days_to_cover(facts.span, office)
        for role, count in lacking([row.role for row in facts.on(day)], law).items()
    )


def by_day(found: Iterable[Hole]) -> Iterator[str]:
    """«thứ Bảy 10/02/2024 thiếu 1 người trực lãnh đạo, 1 người trực chuyên môn»: one phrase for each day."""
    for day, lacks in groupby(found, key=lambda hole: hole.day):
        yield f"{label(day)} thiếu {', '.join(hole.whom for hole in lacks)}"


def could_fill(role: Role, day: date, facts: Roster, office: Office, law: Law) -> tuple[str, ...]:
    """Who is still free for a role on a day; a leader for the other role too, where none is asked for (A12)."""
    taken = {row.person for row in facts.on(day)}
    found = tuple(free(role, day, taken, office))
    if found or role == "leader" or least("leader", law):
        return found
    return tuple(free("leader", day, taken, office))


def remedy(role: Role, day: date, facts: Roster, office: Office, law: Law) -> str:
    """Who could be put on a day, or why there is nobody, in Vietnamese."""
    when = f"{label(day)}, {ROLE_VI[role]}"
    who = could_fill(role, day, facts, office, law)
    if who:
        return f"{when}: xếp được {names(who, office)}."
    return f"{when}: {nobody(role, day, facts, office)}."


def nobody(role: Role, day: date, facts: Roster, office: Office) -> str:
    """Why nobody of a role is left for a day."""
    taken = {row.person for row in facts.on(day)}
    away = {p: found for p in pool(role, office) if p not in taken and (found := away_on(p, day, office))}
    if not away:
        return "Văn phòng không còn ai khác"
    absent = [f"{office.name(p)} vắng (việc số {a.matter})" for p, a in list(away.items())[:4]]
    more = f" và {len(away) - 4} đồng chí khác cũng vắng" if len(away) > 4 else ""
    return f"không còn ai, {', '.join(absent)}{more}; cần có đồng chí rút ngắn kỳ nghỉ"


def unfit(row: Row, office: Office) -> str | None:
    """Why a person cannot be on duty in this row; None where nothing stands against it."""
    if office.person(row.person) is None:
        return f"«{row.person}» không còn trong Văn phòng"
    if row.person not in pool(row.role, office):
        return f"{office.name(row.person)} không thuộc diện {ROLE_VI[row.role]}"
    away = away_on(row.person, row.day, office)
    return f"{office.name(row.person)} vắng ngày {row.day:%d/%m/%Y} (việc số {away.matter} đã duyệt)" if away else None


def unfits(facts: Roster, office: Office) -> Iterator[tuple[Row, str]]:
    """Every row that cannot stand, with the reason."""
    return ((row, why) for row in facts.rows if (why := unfit(row, office)) is not None)
