"""What a leave or a mission tells the office: who is away, who acts; and what is due, known by name, warned about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.law.procedure import Record
from core.law.regulation import Law
from core.law.route import Matter, Step
from core.office.coverage import gaps
from core.office.office import Absence, Designation, Office
from core.office.sessions import day_of, label

from .facts import KIND_VI, Away, Leave, Mission
from .length import measure

GONE = frozenset({"declined", "withdrawn"})


def records(matter: Matter) -> Iterator[Record]:
    """The absence – settled only once everything that must come before has been done – and the designation (5/1)."""
    facts = matter.facts
    if facts.span is None or matter.status in GONE:
        return
    leave = isinstance(facts, Leave)
    kind = facts.kind if isinstance(facts, Leave) else "cong_tac"
    settled = matter.status != "returned" and matter.effective
    yield Absence(facts.person, facts.span, kind, matter.id, leave, settled)
    named = matter.done.get("name")
    if named is not None:
        yield Designation(str(named.payload["deputy"]), facts.span, named.behalf or named.by, matter.id)


def due(matter: Matter, step: Step, office: Office, law: Law) -> date | None:
    """Consent is due before the leave begins (18.u2/1); a late form so many working days after the return (A10)."""
    facts = matter.facts
    if facts.start is None:
        return None
    if step.id == "late_form":
        back = office.calendar.next_working(facts.until + 1)
        return office.calendar.add_working_days(day_of(back), law.whole("leave.late_form_days"))
    return None if step.after else day_of(facts.start)


def heading(facts: Away, office: Office) -> str:
    """The line in the lists: «Phó 1 – nghỉ phép, sáng 10/10/2024 – sáng 11/10/2024»."""
    found = office.person(facts.person)
    what = KIND_VI[facts.kind] if isinstance(facts, Leave) else f"đi công tác {getattr(facts, 'place', '')}".strip()
    when = f"{label(facts.start)} – {label(facts.until)}" if facts.start is not None and facts.until is not None else ""
    return f"{found.name if found else facts.person}: {what}, {when}".rstrip(", ")


def warnings(facts: Away, office: Office, law: Law) -> Iterator[str]:
    """Gaps the absence would open, and the leave balance. Shown to whoever decides; refuses nothing."""
    if facts.span is None:
        return
    kind = facts.kind if isinstance(facts, Leave) else "cong_tac"
    yield from gaps(office, Absence(facts.person, facts.span, kind, 0, isinstance(facts, Leave)))
    if isinstance(facts, Leave) and facts.kind == "phep":
        from .balance import overdrawn

        yield from overdrawn(facts, office, law)


def reasons(facts: Away, office: Office, law: Law) -> tuple[str, ...]:
    """Readings that shaped the route through the length: days off left out, adjacent leaves merged (A03)."""
    span = facts.span
    if span is None:
        return ()
    days_off = office.calendar.working(span) < span.end - span.start
    return ("A03",) if days_off or measure(facts, office, law).joined else ()


def lacking(facts: Away) -> str:
    """Without dates it is a question: nobody could be away by it."""
    if facts.span is not None:
        return ""
    return "Mở việc phải ghi ngày bắt đầu (from) và ngày kết thúc (until); days chỉ dùng để hỏi trước."


def taken_at_opening(facts: Away, by: str) -> tuple[str, ...]:
    """Who sends his own request has handed in the form; a call on record needs no second entry."""
    if isinstance(facts, Mission):
        return ()
    assert isinstance(facts, Leave)
    if facts.channel == "phone":
        return ("phone",) if facts.phone_at is not None and facts.phone_to else ()
    return ("form",) if by == facts.person else ()
