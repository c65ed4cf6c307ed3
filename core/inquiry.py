"""Questions that write nothing: which route would it take, may this person, who may – with suppositions if wanted.

Screens ask here while somebody types; the command line asks here for `route`, `may` and `who`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from core.errors import UsageError
from core.law.authority import gap, judge, judge_change, judge_opening, object_to, people_of
from core.law.facts import names_of, read_facts
from core.law.holders import standings
from core.law.procedure import Change, Procedure, Rules, compile_route
from core.law.regulation import Law
from core.law.route import OPEN_STATES, Done, Matter, Route, Step
from core.law.ruling import Act, Capacity, Objection, Ruling, Standing, Verdict
from core.office.office import Absence, Delegation, Designation, Office, assemble
from core.office.sessions import Span


@dataclass(frozen=True, slots=True)
class Supposition:
    """«Nếu …»: somebody is away, somebody acts, something was delegated."""

    away: tuple[str, ...] = ()
    acting: str | None = None
    delegations: tuple[tuple[str, str, str], ...] = ()
    """Giver, taker, scope."""


@dataclass(frozen=True, slots=True)
class Question:
    """A matter that might be opened, and how far it might have come."""

    kind: str
    raw: Mapping[str, object]
    by: str | None = None
    """Who opens it; the person it is about where nobody is named."""
    done: tuple[str, ...] = ()
    suppose: Supposition = field(default_factory=Supposition)
    ready: bool = False
    """Suppose that everything that must come before the step asked about is done."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The answer to a question before anybody is asked about: the route, and whether it may be opened."""

    procedure: Procedure
    matter: Matter
    office: Office
    law: Law
    opening: Ruling
    warnings: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    """Steps that nobody could take now, with the remedy."""
    readings: tuple[str, ...] = ()
    rules: Rules = field(default_factory=Rules, repr=False)
    ready: bool = False

    @property
    def route(self) -> Route:
        return self.matter.route

    def people(self, step: Step) -> tuple[Standing, ...]:
        """Who may take a step once it is its turn, without those barred from it."""
        return people_of(self.matter, step, office=self.office, law=self.law, rules=self.rules)


def outline(question: Question, *, office: Office, law: Law, rules: Rules) -> Outline:
    """The route such a matter would take. Raises UsageError for wrong facts or suppositions."""
    procedure = rules.procedure(question.kind)
    raw = dict(question.raw)
    if "person" in names_of(procedure.facts) and "person" not in raw and question.by:
        raw["person"] = question.by
    facts = read_facts(procedure.facts, raw, kind=question.kind)
    office = supposed(office, question.suppose, procedure.span(facts))
    by = question.by or procedure.subject(facts)
    _require(office, by)
    opening = judge_opening(procedure, facts, by, office=office, law=law, rules=rules)
    route = compile_route(procedure, facts, office, law, rules)
    matter = Matter(0, question.kind, facts, route, procedure.subject(facts), opened_by=by, opened_at=office.at)
    matter = _pretend(matter, question.done, office)
    readings = [r for s in route for r in s.readings] + list(procedure.reasons(facts, office, law))
    return Outline(
        procedure,
        matter,
        office,
        law,
        opening,
        tuple(procedure.warnings(facts, office, law)),
        tuple(dict.fromkeys(_gaps(matter, office, law, rules))),
        tuple(dict.fromkeys((*opening.readings, *readings))),
        rules,
        question.ready,
    )


def _gaps(matter: Matter, office: Office, law: Law, rules: Rules) -> Iterator[str]:
    """Steps for which nobody is there: the post is vacant, or everybody who may take them is away."""
    for step in matter.route:
        people = people_of(matter, step, office=office, law=law, rules=rules)
        if not step.auto and all(s.person in office.away for s in people):
            yield gap(step, office)


def supposed(office: Office, suppose: Supposition, around: Span | None) -> Office:
    """The office as it would be. Who acts for the Head is supposed to act because the Head is away."""
    if suppose == Supposition():
        return office
    head = office.establishment.head
    away = suppose.away
    if suppose.acting and head and head not in away:
        away = (*away, head)
    givers = [p for giver, taker, _ in suppose.delegations for p in (giver, taker)]
    for person in (*away, *givers, *([suppose.acting] if suppose.acting else [])):
        _require(office, person)
    span = Span(
        min(office.now, around.start if around else office.now), max(office.now + 1, around.end if around else 0)
    )
    absences = {**office.absences}
    for person in away:
        absences[person] = (*absences.get(person, ()), Absence(person, span, "gia_su", 0, leave=False))
    named = (Designation(suppose.acting, span, head or "", 0),) if suppose.acting else ()
    given = tuple(
        Delegation(0, giver, taker, frozenset((scope or "*",)), office.at, office.at + timedelta(days=1), "giả sử")
        for giver, taker, scope in suppose.delegations
    )
    return assemble(
        office.establishment, office.calendar, office.at, absences, (*named, *office.designations),
        (*office.delegations, *given), office.duties,
    )  # fmt: skip


def _require(office: Office, person: str) -> None:
    if office.person(person) is None:
        known = ", ".join(office.establishment.people)
        raise UsageError(f"Không có ai mang mã «{person}» trong Văn phòng; các mã hiện có: {known}.")


def _pretend(matter: Matter, done: Iterable[str], office: Office) -> Matter:
    """Steps taken as done: by id, by number in the route, or by verb (the first left of that verb)."""
    for wanted in done:
        steps = tuple(matter.route)
        left = [s for s in steps if s.id not in matter.done]
        if wanted.isdigit() and 1 <= int(wanted) <= len(steps):
            found: Step | None = steps[int(wanted) - 1]
        else:
            found = next((s for s in left if wanted in (s.id, s.verb)), None)
        if found is None:
            raise UsageError(
                f"Tuyến này không có bước «{wanted}»; các bước: {', '.join(s.id for s in steps) or 'không có'}."
            )
        people = standings(found, matter.kind, office)
        by = people[0].person if people else matter.subject
        done_now = Done(found.id, by, people[0].capacity if people else Capacity.OWN, office.at)
        matter = _with_notices(replace(matter, done={**matter.done, found.id: done_now}), office)
    status = "open" if not matter.effective or not matter.done else "in_effect" if matter.open_steps else "closed"
    return replace(matter, status=status if len(matter.route.stages) else "open")


def _with_notices(matter: Matter, office: Office) -> Matter:
    """What the program does by itself as soon as its stage opens is done with the step before it."""
    while (steps := [s for s in matter.open_steps if matter.opens(s) is None]) and all(s.auto for s in steps):
        told = {s.id: Done(s.id, matter.subject, Capacity.OWN, office.at) for s in steps}
        matter = replace(matter, done={**matter.done, **told})
    return matter


def may(person: str, verb: str, asked: Outline, *, rules: Rules) -> Ruling:
    """The ruling on a person and a verb: `open`, a step's verb or id, `start`, or an act on the whole matter."""
    _require(asked.office, person)
    matter, office, law = asked.matter, asked.office, asked.law
    if not asked.opening.allows and verb in ("open", *asked.procedure.verbs, *(s.id for s in asked.route)):
        return replace(asked.opening, by=person, verb=verb)  # what may not be opened has no steps to take
    if verb == "open":
        return judge_opening(asked.procedure, matter.facts, person, office=office, law=law, rules=rules)
    if verb in asked.procedure.changes:
        change = asked.procedure.changes[verb](matter.facts, law, {})
        return judge_change(matter, change, person, office=office, law=law, rules=rules)
    if verb == "start" and asked.procedure.begin is not None:
        return judge(matter, asked.procedure.begin(matter.facts), person, office=office, law=law, rules=rules)
    step = step_meant(verb, person, asked)
    if step is None:
        return _not_in_route(person, verb, asked)
    return judge(_readied(step, asked), step, person, office=office, law=law, rules=rules)


def _readied(step: Step, asked: Outline) -> Matter:
    """The matter with everything before a step done, where that is supposed."""
    matter, office = asked.matter, asked.office
    if not asked.ready:
        return matter
    done = dict(matter.done)
    for earlier in matter.pending_before(matter.route.stage_of(step.id), on=None):
        people = standings(earlier, matter.kind, office)
        by = people[0] if people else Standing(matter.subject, Capacity.OWN, ())
        done[earlier.id] = Done(earlier.id, by.person, by.capacity, office.at)
    return replace(matter, done=done)


def step_meant(verb: str, person: str, asked: Outline) -> Step | None:
    """The step of that id, else of that verb: one the person holds, else the one that is next."""
    steps = [s for s in asked.route if verb == s.id] or [s for s in asked.route if verb == s.verb]
    left = [s for s in steps if s.id not in asked.matter.done] or steps
    held = [s for s in left if any(p.person == person for p in standings(s, asked.matter.kind, asked.office))]
    return next(iter(held or left), None)


def _not_in_route(person: str, verb: str, asked: Outline) -> Ruling:
    """A verb that this route does not need: nothing in the regulation asks for it."""
    verbs = ", ".join(dict.fromkeys(s.verb for s in asked.route)) or "không có bước nào"
    if verb not in asked.procedure.verbs:
        raise UsageError(f"Không có thao tác «{verb}» trong «{asked.procedure.title}»; tuyến này có: {verbs}, open.")
    return Ruling(
        Verdict.SILENT, person, verb,
        f"Quy chế không đòi bước «{verb}» trong trường hợp này; tuyến gồm: {verbs}.", readings=asked.readings,
    )  # fmt: skip


def who(verb: str, asked: Outline, *, rules: Rules) -> tuple[Ruling, ...]:
    """The ruling for everybody, those who may first. One step is asked about: the one that is next."""
    found = step_meant(verb, "", asked)
    meant = found.id if found else verb
    rulings = [may(p, meant, asked, rules=rules) for p in asked.office.establishment.people]
    return tuple(sorted(rulings, key=lambda r: not r.allows))


WHY = "…"
"""Stands for the reason and the evidence that whoever answers still has to give."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a person might do with a matter as it stands, and the ruling on it."""

    id: str
    """`take:consent:head`, `decline:…`, `return:…`, `start`, `withdraw`, `extend` …: unique for the matter."""
    verb: str
    """`take`, `decline`, `return`, `start`, `extend`, or the procedure's own act on the whole matter."""
    step: Step
    ruling: Ruling
    fits: bool = True
    """False where the state of the matter leaves no room for the act, whoever asks: nobody completes what was not
    returned."""

    @property
    def outcome(self) -> str:
        """What taking the step records: `done`, `declined` or `returned`."""
        return {"decline": "declined", "return": "returned"}.get(self.verb, "done")


def options(matter: Matter, person: str, *, office: Office, law: Law, rules: Rules) -> tuple[Choice, ...]:
    """Everything that could be done with a matter now, by whomever, and what the judge says to `person`.

    Steps that `person` may take come first, then the other open steps, then acts on the whole matter.
    """
    procedure = rules.procedures.get(matter.kind)
    warned = tuple(procedure.warnings(matter.facts, office, law)) if procedure else ()
    steps = matter.open_steps if matter.status in OPEN_STATES else ()
    found = [
        choice
        for step in steps
        if not step.auto
        for choice in _answers(step, matter, person, warned, office, law, rules)
    ]
    found.sort(key=lambda choice: not choice.ruling.allows)
    if procedure is not None:
        found += _on_the_whole(matter, person, procedure, office, law, rules)
    return tuple(found)


def _answers(
    step: Step, matter: Matter, person: str, warned: tuple[str, ...], office: Office, law: Law, rules: Rules
) -> Iterator[Choice]:
    """To do a step, and where it may be answered otherwise, that too. Whoever decides sees the gaps it would open."""
    ruling = judge(matter, step, person, office=office, law=law, rules=rules)
    told = replace(ruling, warnings=(*ruling.warnings, *warned)) if step.decides else ruling
    yield Choice(f"take:{step.id}", "take", step, told)
    if step.answers:
        for verb, outcome in (("return", "returned"), ("decline", "declined")):
            act = Act(outcome, WHY, {"goi": WHY, "luc": WHY})
            answer = judge(matter, step, person, office=office, law=law, rules=rules, act=act)
            yield Choice(f"{verb}:{step.id}", verb, step, answer)


def _on_the_whole(
    matter: Matter, person: str, procedure: Procedure, office: Office, law: Law, rules: Rules
) -> Iterator[Choice]:
    if procedure.begin is not None and "start" not in matter.done:
        step = procedure.begin(matter.facts)
        ruling = judge(matter, step, person, office=office, law=law, rules=rules)
        yield Choice("start", "start", step, ruling, matter.status in (*OPEN_STATES, "closed"))
    for verb, make in procedure.changes.items():
        change = make(matter.facts, law, {})
        ruling = judge_change(matter, change, person, office=office, law=law, rules=rules)
        if ruling.allows and change.apply is not None and verb not in procedure.asks:
            objections = _objections_unasked(change, matter, office, law)
            ruling = object_to(ruling, objections[0], office=office, law=law) if objections else ruling
        yield Choice(verb, verb, change.step, ruling, matter.status in change.states)
    if procedure.extension is not None:
        yield from _extension(matter, person, procedure, office, law, rules)


def _objections_unasked(change: Change, matter: Matter, office: Office, law: Law) -> tuple[Objection, ...]:
    """What stands against a change whatever is asked for; nothing where it cannot be told before something is asked."""
    assert change.apply is not None
    if change.corrects:
        return ()
    try:
        return change.apply(matter.facts, {}, office, law)[1]
    except UsageError:
        return ()


def _extension(
    matter: Matter, person: str, procedure: Procedure, office: Office, law: Law, rules: Rules
) -> Iterator[Choice]:
    """To ask for more is to open a matter: judged on the next worked half-day. Nothing where no dates are known."""
    span = procedure.span(matter.facts)
    if span is None or procedure.extension is None:
        return
    try:
        asked = {"until": office.calendar.next_working(span.end)}
        raw = procedure.extension(matter.facts, asked, office)
        facts = read_facts(procedure.facts, raw, kind=matter.kind)
        ruling = judge_opening(procedure, facts, person, office=office, law=law, rules=rules)
    except UsageError:
        return
    if ruling.step is not None:
        fits = matter.status not in ("declined", "withdrawn", "returned")
        yield Choice("extend", "extend", ruling.step, ruling, fits)
