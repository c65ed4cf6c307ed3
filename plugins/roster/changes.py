"""Acts on a roster as a whole: put people on days, let the rotation fill it, put it up again, change shifts (A12)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.errors import UsageError
from core.law.facts import read_facts
from core.law.procedure import Change
from core.law.regulation import Law
from core.law.route import DEPUTIES, HEAD, Holder, Step, person, task
from core.law.ruling import Objection
from core.office.office import Office

from .asked import known, read
from .checks import absent_people
from .days import label
from .facts import Roster, Row, as_day, as_role
from .need import ROLE_VI, Role, capital, least
from .procedure import check_rows, drafters
from .proposal import earlier_duties, propose
from .shifts import swapped

Asked = Mapping[str, object]
Outcome = tuple[Any, tuple[Objection, ...]]
DRAFT = frozenset({"open", "returned"})


def assign(facts: Roster, law: Law, asked: Asked) -> Change:
    """Put somebody on a day, replace somebody, or take somebody off, until the roster is closed."""
    return Change(_by_drafters("assign", "xếp người trực", law), DRAFT, _assigned)


def fill(facts: Roster, law: Law, asked: Asked) -> Change:
    """Let the fair rotation fill what is still open."""
    return Change(_by_drafters("fill", "xếp luân phiên", law), DRAFT, _proposed)


def complete(facts: Roster, law: Law, asked: Asked) -> Change:
    """After a return: put the corrected roster up again; its days stay."""
    step = _by_drafters("complete", "hoàn chỉnh, trình lại", law)
    return Change(step, frozenset({"returned"}), _completed, corrects=True)


def withdraw(facts: Roster, law: Law, asked: Asked) -> Change:
    """Only until it is closed: from then on shifts are changed, the days stay covered."""
    return Change(_by_drafters("withdraw", "rút", law, HEAD, DEPUTIES), DRAFT)


def swap(facts: Roster, law: Law, asked: Asked) -> Change:
    """Two people change shifts, or one takes another's over; also when the roster is closed.

    By the unit that draws rosters up, and by the two themselves – as long as nobody knows which two, by anyone on it.
    """
    people = _two(asked) or tuple(row.person for row in facts.rows)
    step = _by_drafters("swap", "đổi ca trực", law, *map(person, dict.fromkeys(people)))
    return Change(step, DRAFT | {"in_effect", "closed"}, swapped)


def _two(asked: Asked) -> tuple[str, ...]:
    return tuple(str(asked[name]) for name in ("person", "with_person") if asked.get(name))


def _by_drafters(verb: str, title: str, law: Law, *others: Holder) -> Step:
    return task(verb, title, drafters(law), "18.u1/2", id=verb, readings=("A12",), others=others)


def _assigned(facts: Roster, asked: Asked, office: Office, law: Law) -> Outcome:
    if "rows" in asked:
        return _whole_days(facts, asked, office, law)
    known(asked, ("day", "role", "person", "instead"))
    day, role = read(asked, "day", as_day), read(asked, "role", as_role)
    leaving = _leaving(facts, day, role, str(asked.get("instead") or ""), law)
    left = facts.with_rows(row for row in facts.rows if row != leaving)
    if not asked.get("person"):
        if not asked.get("instead"):
            raise UsageError("Còn thiếu người trực (person), hoặc người thôi trực (instead).")
        return left, ()
    coming = Row(day=day, role=role, person=str(asked["person"]))
    if any(row.person == coming.person for row in left.on(day)):
        raise UsageError(f"{capital(office.name(coming.person))} đã được xếp trực {label(day)}.")
    return _checked(left.with_rows((*left.rows, coming)), (coming,), office, law)


def _whole_days(facts: Roster, asked: Asked, office: Office, law: Law) -> Outcome:
    """Everybody on duty on the days that are named, written as when the roster was opened."""
    known(asked, ("rows",))
    raw = {"from": facts.start, "until": facts.until, "rows": asked["rows"]}
    typed: Roster = read_facts(Roster, raw, kind="roster")
    if not typed.rows:
        raise UsageError("Phân công trực (rows) đang trống; viết như 08/02/2024:leader:deputy1,staff:cvA.")
    days = {row.day for row in typed.rows}
    kept = (row for row in facts.rows if row.day not in days)
    return _checked(facts.with_rows((*kept, *typed.rows)), typed.rows, office, law)


def _leaving(facts: Roster, day: date, role: Role, instead: str, law: Law) -> Row | None:
    """Whose place is taken: the one named; the only one there, when the day has enough; otherwise nobody's."""
    there = [row for row in facts.on(day) if row.role == role]
    if instead:
        found = next((row for row in there if row.person == instead), None)
        if found is None:
            raise UsageError(f"«{instead}» không {ROLE_VI[role]} {label(day)}; xem lại mục instead.")
        return found
    if len(there) < max(1, least(role, law)):
        return None
    if len(there) > 1:
        listed = ", ".join(row.person for row in there)
        full = f"Ngày {label(day)} đã đủ người {ROLE_VI[role]} ({listed})"
        raise UsageError(f"{full}; ghi thêm instead=mã người được thay.")
    return there[0]


def _checked(facts: Roster, rows: tuple[Row, ...], office: Office, law: Law) -> Outcome:
    """The new roster, or what stands against the rows that are new in it."""
    check_rows(facts, rows, office)
    objection = absent_people(facts, office, law, rows)
    return facts, () if objection is None else (objection,)


def _proposed(facts: Roster, asked: Asked, office: Office, law: Law) -> Outcome:
    known(asked, ())
    return facts.with_rows(propose(facts, office, law, earlier_duties(office)).rows), ()


def _completed(facts: Roster, asked: Asked, office: Office, law: Law) -> Outcome:
    known(asked, ("occasion", "rows"))
    new: Roster = read_facts(Roster, {**_said(facts), **asked}, kind="roster")
    return _checked(new, new.rows, office, law)


def _said(facts: Roster) -> Asked:
    return {(f.alias or n): getattr(facts, n) for n, f in Roster.model_fields.items() if n in facts.model_fields_set}
