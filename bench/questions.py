"""Seeded leave questions of every kind the desk asks: may this person take this step of this request now?

Each question carries what each engine needs, ready made: for ours the validated facts and the matter's state, for the
others the attributes of a request. What the others get here without working for it – the length with adjacent leaves
merged, the applicant's group, the way of asking, who acts, who is in charge – is a head start we leave them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from core.law.holders import standings
from core.law.procedure import Procedure, Rules, compile_route
from core.law.route import Done, Route
from core.office.office import Office, Rank
from core.office.sessions import Span, starts_at

from .offices import CLERICAL, DEPUTIES, HEAD, SECRETARY, Moment

STEPS = (
    "form", "phone", "consent:deputy", "consent:head", "report:head", "consent:standing", "name",
    "consent:standing_deputy_secretary", "inform:deputies", "late_form", "file",
)  # fmt: skip


class Attributes(NamedTuple):
    """The same question for an engine that is told everything derived."""

    act: str
    group: str
    """The applicant: staff, direct (under the Head), deputy, acting (for the Head), head."""
    way: str
    """How it is asked for: plain, form, phone."""
    by: str
    applicant: str
    half_days: int
    """Merged with the adjacent leaves."""
    own_half_days: int
    kind: str
    done: tuple[str, ...]
    """The last entry is the newest; `opened` is always there."""
    acting: str
    """Who acts for the Head, or nobody."""
    in_charge: str
    """The deputy in charge of the applicant's unit, or nobody."""
    away: tuple[str, ...]
    """The deputies who are away."""
    named: bool
    """The applicant is the standing deputy of those days."""
    late: bool
    """Begins before this half-day."""
    begun: bool
    """Begins in this half-day or before."""
    phoned: bool
    """Called in time, and that is on record."""
    running: bool
    """Not declined, withdrawn or sent back; closed only for who goes now."""


class Question(NamedTuple):
    moment: Moment
    facts: Any
    """The validated facts model."""
    by: str
    act: str
    """`open`, `start`, or the id of a step."""
    done: Mapping[str, Done]
    status: str
    attributes: Attributes


def questions(rng: random.Random, moments: list[Moment], count: int, rules: Rules) -> list[Question]:
    """`count` questions in the order of a day's work: one moment after the other, everything else mixed."""
    procedure = rules.procedure("leave")
    each = -(-count // len(moments))
    found = [q for moment in moments for q in _at(rng, moment, each, procedure, rules)]
    return found[:count]


def _at(rng: random.Random, moment: Moment, count: int, procedure: Procedure, rules: Rules) -> Iterator[Question]:
    people = [p for p in moment.office.establishment.people.values() if p.rank is not Rank.OUTSIDE]
    staff = [p.id for p in people if p.rank in (Rank.SPECIALIST, Rank.STAFF)]
    while count:
        case = rng.random()
        applicant = rng.choice(staff) if case < 0.68 else rng.choice(DEPUTIES) if case < 0.92 else HEAD
        facts = _facts(rng, applicant, moment.office, procedure)
        if facts is None:
            continue
        count -= 1
        route = compile_route(procedure, facts, moment.office, moment.law, rules)
        act, done, status = _state(rng, route, moment.office)
        by = _asker(rng, act, route, applicant, staff, moment.office)
        told = _attributes(act, by, facts, done, status, route, moment)
        yield Question(moment, facts, by, act, done, status, told)


def _facts(rng: random.Random, applicant: str, office: Office, procedure: Procedure) -> Any | None:
    """A leave of half a day to three days; two in five begin where another leave of the same person ends."""
    others = office.absences_of(applicant)
    days = office.calendar
    if others and rng.random() < 0.4:
        start = days.next_working(rng.choice(others).span.end)
    elif rng.random() < 0.2:
        start = office.now - rng.choice((0, 0, 1, 2, 3, 4))
    else:
        start = office.now + rng.randrange(0, 24)
        start = days.next_working(start) if rng.random() < 0.9 else start
    until = _until(start, rng.choice((1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6)), office)
    if any(a.span.overlaps(Span(start, until + 1)) for a in others):
        return None
    raw: dict[str, object] = {"person": applicant, "from": start, "until": until, "reason": "việc nhà"}
    raw["kind"] = rng.choice(("phep", "phep", "rieng", "om", "gia_dinh"))
    if rng.random() < 0.22:
        raw |= {"channel": "phone", "kind": rng.choice(("om", "om", "gia_dinh", "gia_dinh", "phep"))}
        if rng.random() < 0.8:
            call = min(starts_at(start) - timedelta(hours=rng.randrange(-13, 4)), office.at)
            raw |= {"phone_at": call, "phone_to": rng.choice(DEPUTIES)}
    elif rng.random() < 0.12:
        raw["form"] = True
    return procedure.facts.model_validate(raw)


def _until(start: int, half_days: int, office: Office) -> int:
    """The last session of so many worked ones; a start on a day off keeps its length in calendar sessions at times."""
    last, left = start, half_days - office.calendar.is_working(start)
    if left == half_days and half_days < 3:
        return start + half_days - 1
    while left > 0:
        last += 1
        left -= office.calendar.is_working(last)
    return last


def _state(rng: random.Random, route: Route, office: Office) -> tuple[str, dict[str, Done], str]:
    """What is asked, and what has been done so far: the next step, one too early, one twice, one of another route."""
    steps = list(route)
    before = sum(1 for s in steps if not s.after)
    case = rng.random()
    if case < 0.15:
        return "open", {}, "open"
    if case < 0.21:
        taken = rng.choice((before, before, len(steps), rng.randrange(before + 1)))
        return "start", _done(steps[:taken], office), "closed" if taken == len(steps) else "in_effect"
    if case < 0.26 or not steps:
        other = [s for s in STEPS if s not in route]
        return rng.choice(other), _done(steps[: rng.randrange(len(steps) + 1)], office), "open"
    asked = rng.randrange(len(steps))
    case = rng.random()
    taken = asked if case < 0.72 or (case < 0.87 and not asked) else rng.randrange(asked) if case < 0.87 else asked + 1
    status = "open" if rng.random() < 0.95 else rng.choice(("returned", "declined", "withdrawn", "closed"))
    return steps[asked].id, _done(steps[:taken], office), status


def _done(steps: list[Any], office: Office) -> dict[str, Done]:
    at = office.at - timedelta(hours=1)
    return {s.id: Done(s.id, SECRETARY, "own", at) for s in steps}


def _asker(rng: random.Random, act: str, route: Route, applicant: str, staff: list[str], office: Office) -> str:
    """Half the time somebody who holds the step; else the applicant himself, another leader, a clerk, anybody."""
    case = rng.random()
    step = route.step(act)
    if step is not None and case < 0.5:
        held = standings(step, "leave", office)
        if held:
            return rng.choice(held).person
    if (act in ("open", "start") and case < 0.6) or case < 0.62:
        return applicant
    if case < 0.82:
        return rng.choice(DEPUTIES)
    if case < 0.94:
        clerks = office.establishment.members[CLERICAL]
        return rng.choice((HEAD, HEAD, SECRETARY, office.acting_head or HEAD, rng.choice(clerks)))
    return rng.choice(staff)


def _attributes(
    act: str, by: str, facts: Any, done: Mapping[str, Done], status: str, route: Route, moment: Moment
) -> Attributes:
    from plugins.leave.length import measure

    office = moment.office
    length = measure(facts, office, moment.law)
    unit = office.establishment.people[facts.person].unit or ""
    form = facts.channel == "form" and (length.merged > 1 or facts.form)
    span: Span = facts.span
    return Attributes(
        act,
        _group(facts.person, office),
        "phone" if facts.channel == "phone" else "form" if form else "plain",
        by,
        facts.person,
        round(length.merged * 2),
        round(length.own * 2),
        facts.kind,
        ("opened", *done),
        office.acting_head or "nobody",
        office.establishment.deputy_of_unit.get(unit, "nobody"),
        tuple(d for d in DEPUTIES if d in office.away),
        any(d.deputy == facts.person and d.span.overlaps(span) for d in office.designations),
        facts.start < office.now,
        facts.start <= office.now,
        _called_in_time(facts),
        status in ("open", "in_effect") or (act == "start" and status == "closed"),
    )


def _group(person: str, office: Office) -> str:
    found = office.establishment.people[person]
    if found.rank is Rank.HEAD:
        return "head"
    if found.rank is Rank.DEPUTY:
        return "acting" if office.acting_head == person else "deputy"
    return "direct" if office.establishment.units[found.unit or ""].under_head else "staff"


def _called_in_time(facts: Any) -> bool:
    from core.office.sessions import session_at

    if facts.channel != "phone" or facts.phone_at is None or not facts.phone_to:
        return False
    return bool(session_at(facts.phone_at) <= facts.start + 1)
