"""What one act is judged by, and what follows from it by itself: which step is meant, who was late, who is told."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.codec import facts_to_json
from core.errors import UsageError
from core.extension.hookspecs import Event, Notice
from core.law.authority import object_to
from core.law.facts import read_facts
from core.law.holders import holders_of, standings
from core.law.procedure import BookEntry, Procedure, completes
from core.law.regulation import Law
from core.law.route import Done, Matter, Step
from core.law.ruling import Act, Capacity, Ruling
from core.office.coverage import with_records
from core.office.office import Office
from core.office.sessions import ZONE, starts_at
from core.text import tidy

MAX_NOTE = 4000
"""Longest note or reason, in characters."""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything one act is judged by, gathered under the write lock."""

    procedure: Procedure
    office: Office
    law: Law
    matter: Matter
    at: datetime


def find_step(matter: Matter, wanted: str, by: str, case: Case) -> Step:
    """The step a person means: by id, by verb – the one he holds, else the one that is next – or `start`.

    Raises UsageError naming the steps there are.
    """
    if wanted == "start" and case.procedure.begin is not None:
        return case.procedure.begin(matter.facts)
    exact = matter.route.step(wanted)
    if exact is not None:
        return exact
    taken = matter.done.get(wanted)
    if taken is not None:
        when = f"{taken.at.astimezone(ZONE):%H:%M ngày %d/%m/%Y}"
        raise UsageError(f"Bước này {case.office.name(taken.by)} đã làm lúc {when}: xem lại việc số {matter.id}.")
    same_verb = [s for s in matter.route if s.verb == wanted]
    if not same_verb:
        known = ", ".join(s.id for s in matter.route) or "không có bước nào"
        raise UsageError(f"Việc số {matter.id} không có bước «{wanted}»; các bước: {known}.")
    left = [s for s in same_verb if s.id not in matter.done] or same_verb
    held = [s for s in left if any(p.person == by for p in standings(s, matter.kind, case.office))]
    return (held or left)[0]


def leading(procedure: Procedure, facts: Any, person: str, office: Office) -> tuple[str | None, str | None]:
    """The one lead unit and the one responsible person of a new matter (1.3/2)."""
    if procedure.leads is not None:
        return procedure.leads(facts, office)
    found = office.person(person)
    return found.unit if found else None, person


def carried(procedure: Procedure, step: Step, act: Act) -> tuple[Act, Any]:
    """The act with its payload as it is kept, and what it says as the step's verb asks for it.

    Raises UsageError for what is missing or wrong.
    """
    if act.outcome != "done":
        return act, act.payload
    said = read_asked(procedure, step.verb, act.payload)
    if step.verb not in procedure.asks:
        strange = [name for name in act.payload if name not in step.needs]
        if strange:
            may = f"chỉ có: {', '.join(step.needs)}" if step.needs else "không cần thông tin nào"
            raise UsageError(f"Bước «{step.title}» không có thông tin «{strange[0][:40]}»; {may}.")
        return act, said
    kept: Mapping[str, object] = json.loads(facts_to_json(said))
    return replace(act, payload=kept), said


def read_asked(procedure: Procedure, verb: str, asked: Mapping[str, object]) -> Any:
    """What an act carries, read as its verb asks for it; as it is where the verb asks for nothing."""
    model = procedure.asks.get(verb)
    return asked if model is None else read_facts(model, asked, kind=f"{procedure.kind}: {verb}")


def sayable(case: Case, ruling: Ruling, *words: str) -> Ruling:
    """The ruling, or a refusal because these words may not be put on record with the matter (13/1)."""
    if not ruling.allows:
        return ruling
    objections = (case.procedure.worded(case.matter.facts, said) for said in words)
    objection = next((o for o in objections if o is not None), None)
    return ruling if objection is None else object_to(ruling, objection, office=case.office, law=case.law)


def heard_before(matter: Matter, verbs: Collection[str]) -> dict[str, Done]:
    """What was heard in an earlier round and need not be heard again."""
    kept = ((d, matter.route.step(s)) for s, d in matter.done.items() if d.outcome == "done")
    return {d.step: d for d, step in kept if step is not None and step.verb in verbs}


def require_part(procedure: Procedure, part: str) -> None:
    """Raises UsageError for a part that the dossier does not have."""
    if part and part not in procedure.parts:
        known = ", ".join(f"{key} ({name})" for key, name in procedure.parts.items()) or "không có"
        raise UsageError(f"Hồ sơ «{procedure.title}» không có phần «{part}»; các phần: {known}.")


def book_entry(case: Case, step: Step) -> BookEntry | None:
    """How a step is entered in a book; by default in one of the Office's, by calendar year."""
    if case.procedure.entry is not None:
        return case.procedure.entry(case.matter, step, case.office, case.law)
    heading = case.procedure.heading(case.matter.facts, case.office)
    day = case.at.astimezone(ZONE).date()
    return BookEntry("VP", step.register or "", str(day.year), heading, day)


def late_by(case: Case, step: Step) -> str | None:
    """Who kept a consent past the beginning of what it is for: its holder, or who acts for him; never the applicant.

    None where it is in time, or where the step only reached its holder when it was already late.
    """
    span = case.procedure.span(case.matter.facts)
    opened = case.matter.opened_at
    if span is None or opened is None or not step.answers or case.at <= starts_at(span.start):
        return None
    came = max((d.at for d in case.matter.done.values()), default=opened)
    if max(came, opened) >= starts_at(span.start):
        return None
    first, *others = (holders_of(holder, case.office) for holder in step.holders)
    held = [*first, *(s for standings in others for s in standings if s.capacity is Capacity.ACTING)]
    there = [s for s in held if s.person not in case.office.away]
    return next((s.person for s in there or held), None)


def warnings_of(case: Case) -> tuple[str, ...]:
    """What whoever acted should know of the matter as it now stands. A plugin that fails at this stops nobody."""
    if case.matter.status in ("declined", "withdrawn"):
        return ()
    try:
        office = with_records(case.office, case.matter.id, tuple(case.procedure.records(case.matter)))
        return tuple(case.procedure.warnings(case.matter.facts, office, case.law))
    except Exception as error:
        return (f"Không tính được cảnh báo của «{case.procedure.title}» ({type(error).__name__}: {error}).",)


def handed_in(case: Case, ruling: Ruling) -> tuple[Done, ...]:
    """First steps that putting the matter up already does: the form of whoever brings it, the call on record."""
    verbs = case.procedure.taken_at_opening(case.matter.facts, ruling.by)
    capacity = ruling.standing.capacity if ruling.standing else Capacity.OWN
    return tuple(
        Done(s.id, ruling.by, capacity, case.at, evidence=_call(case.matter.facts))
        for s in case.matter.open_steps
        if s.verb in verbs
    )


def _call(facts: Any) -> dict[str, str]:
    """What is on record of a call, as evidence."""
    at, to = getattr(facts, "phone_at", None), getattr(facts, "phone_to", None)
    return {"goi": str(to), "luc": at.isoformat()} if at and to else {}


def tidied(act: Act) -> Act:
    evidence = {k: tidy(str(v), limit=MAX_NOTE, what="Bằng chứng") for k, v in act.evidence.items()}
    payload = {
        k: tidy(v, limit=MAX_NOTE, what=k, multiline=True) if isinstance(v, str) else v for k, v in act.payload.items()
    }
    return replace(
        act, payload=payload, note=tidy(act.note, limit=MAX_NOTE, what="Ý kiến", multiline=True), evidence=evidence
    )


def informed(step: Step, matter: Matter, case: Case) -> list[Notice]:
    heading = case.procedure.heading(matter.facts, case.office)
    people = {s.person for h in step.holders for s in holders_of(h, case.office)}
    return [Notice(p, f"Để đồng chí biết: {heading}.", step.cites) for p in sorted(people - {matter.subject})]


def told(event: Event, matter: Matter, taken: tuple[Done, ...], case: Case) -> tuple[Notice, ...]:
    """What the applicant learns: approved only when everything that must come before has been done.

    Of a return, whoever puts it up again learns too.
    """
    reason = next((d.note for d in taken if d.outcome != "done"), "")
    cites = tuple(c for d in taken if (s := matter.route.step(d.step)) for c in s.cites)
    says = {
        "declined": f"Không được đồng ý: {event.heading}. Lý do: {reason}",
        "returned": f"Đề nghị hoàn chỉnh: {event.heading}. Lý do: {reason}",
    }.get(matter.status, f"Đã đủ thủ tục: {event.heading}." if event.effective else "")
    holder = completes(case.procedure, matter.facts, case.law) if matter.status == "returned" else None
    people = {s.person for s in holders_of(holder, case.office)} if holder is not None else {matter.owner}
    return tuple(Notice(p, says, cites) for p in sorted(people - {"", event.by})) if says else ()
