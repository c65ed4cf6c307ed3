"""What must be there before the Head closes a roster: every day covered, nobody on duty who is away (18.u1/1, A12)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from core.law.regulation import Law
from core.law.route import Matter
from core.law.ruling import Act, Objection
from core.office.office import Office

from .cover import by_day, holes, remedy, unfits
from .days import label
from .facts import Roster, Row
from .need import Role, capital

CITES = ("18.u1/1",)
READINGS = ("A12",)


def covered(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """18.u1/1: no day without people on duty; names each day and role, and who is free."""
    facts: Roster = matter.facts
    found = holes(facts, office, law) if _closes(act) else ()
    if not found:
        return None
    says = f"Chưa chốt được lịch trực, còn ngày chưa đủ người: {'; '.join(by_day(found))}."
    return Objection(CITES, says, tuple(_remedies(((h.role, h.day) for h in found), facts, office, law)), READINGS)


def present(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """Nobody is on duty who is on settled leave that day, or no longer there."""
    return absent_people(matter.facts, office, law) if _closes(act) else None


def alone(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """No day that another roster has already settled."""
    facts: Roster = matter.facts
    days = sorted({row.day for row in facts.rows}) if _closes(act) else ()
    found = [d for day in days for d in office.duties.get(day, ()) if d.settled and d.matter != matter.id]
    if not found:
        return None
    return Objection(
        CITES,
        f"Ngày {label(found[0].day)} đã có trong lịch trực số {found[0].matter} đã chốt.",
        (f"Rút việc này, hoặc đổi ca trong lịch trực số {found[0].matter}.",),
        READINGS,
    )


def absent_people(facts: Roster, office: Office, law: Law, rows: Iterable[Row] | None = None) -> Objection | None:
    """The objection to people in a roster – or in some rows of it – who cannot be there."""
    wanted = None if rows is None else frozenset(rows)
    found = [(row, why) for row, why in unfits(facts, office) if wanted is None or row in wanted]
    if not found:
        return None
    says = f"Không xếp trực người không có mặt: {'; '.join(why for _, why in found)}."
    return Objection(CITES, says, tuple(_remedies(((r.role, r.day) for r, _ in found), facts, office, law)), READINGS)


def _remedies(places: Iterable[tuple[Role, date]], facts: Roster, office: Office, law: Law) -> Iterable[str]:
    return (capital(remedy(role, day, facts, office, law)) for role, day in dict.fromkeys(places))


def _closes(act: Act | None) -> bool:
    """A roster may be declined or returned whatever is wrong with it."""
    return act is None or act.outcome == "done"
