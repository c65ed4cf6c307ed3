"""What holds of the judge for every office, moment, delegation and request – and of the desk on a real store."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.codec import route_from_json, route_to_json
from core.errors import Refused, UsageError
from core.inquiry import Choice, Question, options, outline
from core.law.authority import gap, judge, judge_opening, people_of
from core.law.holders import standings
from core.law.procedure import compile_route
from core.law.route import DEPUTIES, HEAD, Done, Matter, Route, Step, person
from core.law.ruling import Act, Capacity, Gate, Ruling, Verdict
from core.office.office import Delegation, assemble
from core.office.sessions import starts_at
from core.records.journal import verify
from tests.support.office import DEPUTIES as DEPUTY_IDS
from tests.support.office import EVERYBODY, SampleStore, instant, move_to, rules
from tests.support.office import HEAD as HEAD_ID
from tests.support.offices import SECRETARY, Moment, moments, requests
from tui.house import House

PAPER = {"so": "1", "ngay": "01/01/2024"}
"""Evidence of an answer that was given on paper."""


@st.composite
def cases(draw: st.DrawFn) -> tuple[Moment, Matter]:
    """A request that was put up, as far along as may be."""
    moment = draw(moments())
    facts = draw(requests(moment))
    route = compile_route(moment.leave, facts, moment.office, moment.law, rules())
    taken = draw(st.integers(0, len(route.stages)))
    done = {s.id: Done(s.id, SECRETARY, "own", moment.office.at) for stage in route.stages[:taken] for s in stage}
    status = draw(st.sampled_from(("open", "open", "open", "in_effect", "returned", "declined", "withdrawn", "closed")))
    return moment, Matter(1, "leave", facts, route, facts.person, done, status, facts.person, moment.office.at)


def ask(moment: Moment, matter: Matter, step: Step, by: str, act: Act | None = None) -> Ruling:
    return judge(matter, step, by, office=moment.office, law=moment.law, rules=rules(), act=act)


def on_turn(matter: Matter, step: Step) -> Matter:
    """The matter when it is this step's turn."""
    earlier = matter.route.stages[: matter.route.stage_of(step.id)]
    at = matter.opened_at
    assert at is not None
    return replace(matter, status="open", done={s.id: Done(s.id, SECRETARY, "own", at) for st_ in earlier for s in st_})


@given(cases())
def test_nobody_decides_his_own_request(case: tuple[Moment, Matter]) -> None:
    """Not by his post, not as acting, not by delegation, not as the one who writes an answer down (A06)."""
    moment, matter = case
    for step in (s for s in matter.route if s.decides):
        for turn in (matter, on_turn(matter, step)):
            ruling = ask(moment, turn, step, matter.subject, Act(evidence=PAPER))
            assert ruling.verdict is Verdict.REFUSED
            assert matter.subject not in {s.person for s in ruling.who_may}


@given(cases())
def test_who_is_listed_is_who_is_permitted_when_it_is_the_steps_turn(case: tuple[Moment, Matter]) -> None:
    moment, matter = case
    for step in matter.route:
        turn = on_turn(matter, step)
        people = people_of(turn, step, office=moment.office, law=moment.law, rules=rules())
        listed = {s.person: s.capacity for s in people}
        for by in moment.office.establishment.people:
            ruling = ask(moment, turn, step, by)
            assert ruling.allows == (by in listed)
            if ruling.standing is not None:
                assert ruling.standing.capacity == listed[by]
            assert {s.person for s in ruling.who_may} == set(listed)


@given(cases())
def test_who_consents_stands_in_the_route(case: tuple[Moment, Matter]) -> None:
    """A permission names one of the step's own holders, who acts for one, whom one delegated to, or its recorder."""
    moment, matter = case
    office = moment.office
    for step in (s for s in matter.route if not s.auto):
        for by in office.establishment.people:
            standing = ask(moment, on_turn(matter, step), step, by).standing
            if standing is None:
                continue
            held = {s.person for h in step.holders for s in _bare(h, moment)}
            match standing.capacity:
                case Capacity.OWN:
                    assert by in held
                case Capacity.ACTING:
                    assert by in office.establishment.deputies and standing.behalf in office.away
                    assert HEAD in step.holders or any(h.relation == "covering" for h in step.holders)
                case Capacity.DELEGATED:
                    assert standing.behalf in held and by in office.establishment.deputies
                case Capacity.RECORDED:
                    assert step.recorders


def _bare(holder: Any, moment: Moment) -> tuple[Any, ...]:
    """Who holds a relation by his own post."""
    from core.law.holders import holders_of

    plain = assemble(moment.office.establishment, moment.office.calendar, moment.office.at, {})
    return holders_of(holder, plain)


@given(moments())
def test_acting_never_outlives_the_absence(moment: Moment) -> None:
    office = moment.office
    head = office.establishment.head
    for session in range(office.now - 12, office.now + 12):
        at = office.moved_to(starts_at(session))
        acting = at.acting_head
        assert acting == office.acting_in(session)
        if acting is None:
            continue
        assert head is not None and office.is_away(head, session)
        assert acting in office.establishment.deputies and not office.is_away(acting, session)
        assert any(d.deputy == acting and session in d.span for d in office.designations)


@given(cases(), st.data())
def test_what_was_given_is_not_given_on(case: tuple[Moment, Matter], data: st.DataObject) -> None:
    """A delegation by somebody who does not hold the step by his own post changes nothing (4.5/3, 5/2)."""
    moment, matter = case
    office = moment.office
    people = tuple(office.establishment.people)
    giver, taker = data.draw(st.sampled_from(people)), data.draw(st.sampled_from(people))
    more = Delegation(99, giver, taker, frozenset({"*"}), office.at, office.at + timedelta(days=9), "giao tiếp")
    wider = assemble(office.establishment, office.calendar, office.at, office.absences, office.designations,
                     (*office.delegations, more))  # fmt: skip
    for step in matter.route:
        before, after = standings(step, "leave", office), standings(step, "leave", wider)
        own = {s.person for h in step.holders for s in _bare(h, moment)}
        gained = {s.person for s in after} - {s.person for s in before}
        assert gained <= ({taker} if giver in own else set())
        assert not gained or taker in office.establishment.deputies
        assert step.holders[0].relation != "person" or not gained


@given(cases(), st.sampled_from(("done", "declined", "returned")), st.data())
def test_the_first_gate_that_fails_refuses(case: tuple[Moment, Matter], outcome: str, data: st.DataObject) -> None:
    """Order, then what must be there, then who is barred, then who holds the step: worked out here once more."""
    moment, matter = case
    assume(tuple(matter.route))
    step = data.draw(st.sampled_from(tuple(matter.route)))
    by = data.draw(st.sampled_from(tuple(moment.office.establishment.people)))
    named = data.draw(st.sampled_from(("", *moment.office.establishment.people)))
    act = Act(outcome, "vì", PAPER, {"deputy": named} if named else {})
    ruling = ask(moment, matter, step, by, act)
    assert ruling.gate == _first_gate(moment, matter, step, by, act)
    assert ruling.allows == (ruling.gate is None)


def _first_gate(moment: Moment, matter: Matter, step: Step, by: str, act: Act) -> Gate | None:
    office = moment.office
    named = str(act.payload.get("deputy", ""))
    if step.id in matter.done or matter.status not in ("open", "in_effect"):
        return Gate.ORDER
    earlier = [s for stage in matter.route.stages[: matter.route.stage_of(step.id)] for s in stage if not s.auto]
    if any(s.id not in matter.done for s in earlier):
        return Gate.ORDER
    if "leave.named" in step.checks and act.outcome == "done" and named:
        span = matter.facts.span
        away = [a for a in office.absences_of(named) if a.settled and span and a.span.overlaps(span)]
        if named not in office.establishment.deputies or named == matter.subject or away:
            return Gate.CHECKS
    if step.decides and by == matter.subject:
        return Gate.BARS
    if by not in {s.person for s in standings(step, "leave", office)}:
        return Gate.STANDING
    if act.outcome != "done" and not step.answers:
        return Gate.CHECKS
    return Gate.CHECKS if act.outcome == "done" and set(step.needs) - set(act.payload) else None


@given(cases())
def test_every_ruling_says_why_and_every_refusal_how_to_go_on(case: tuple[Moment, Matter]) -> None:
    moment, matter = case
    steps = [*matter.route, moment.leave.begin(matter.facts) if moment.leave.begin else None]
    asked = [(s, by) for s in steps if s is not None for by in moment.office.establishment.people]
    rulings = [ask(moment, matter, step, by) for step, by in asked]
    rulings += [
        judge_opening(moment.leave, matter.facts, by, office=moment.office, law=moment.law, rules=rules())
        for by in moment.office.establishment.people
        if _may_be_asked(matter, moment)
    ]
    for ruling in rulings:
        assert ruling.sentence.endswith(".") and "None" not in ruling.sentence
        assert ruling.verdict is Verdict.SILENT or any(g.decisive for g in ruling.because)
        assert all(g.norm in moment.law.norms and g.says for g in ruling.because)
        assert (ruling.verdict is Verdict.REFUSED) == (ruling.gate is not None) == bool(ruling.unblock)
        assert all(s.endswith(".") and "None" not in s for s in ruling.unblock)
        assert set(ruling.readings) <= set(moment.law.readings)


def _may_be_asked(matter: Matter, moment: Moment) -> bool:
    span = matter.facts.span
    return span is None or not any(a.span.overlaps(span) for a in moment.office.absences_of(matter.subject))


@given(moments(), st.data())
def test_each_step_has_somebody_or_the_gap_is_told(moment: Moment, data: st.DataObject) -> None:
    facts = data.draw(requests(moment))
    raw = facts.model_dump(by_alias=True, exclude_unset=True)
    try:
        found = outline(Question("leave", raw, facts.person), office=moment.office, law=moment.law, rules=rules())
    except UsageError:
        assume(False)
    for step in (s for s in found.route if not s.auto):
        there = [s.person for s in found.people(step) if s.person not in moment.office.away]
        assert there or gap(step, moment.office) in found.gaps
        assert set(found.people(step)) <= set(standings(step, "leave", moment.office))
    assert len(found.gaps) <= len(tuple(found.route))


@given(moments(), st.data())
def test_a_longer_leave_never_needs_fewer_consents(moment: Moment, data: st.DataObject) -> None:
    who = data.draw(st.sampled_from(moment.insiders))
    kind, channel = data.draw(st.sampled_from(("phep", "om"))), data.draw(st.sampled_from(("form", "phone")))
    lengths = sorted(data.draw(st.sets(st.integers(1, 24), min_size=2, max_size=4)))
    needed = []
    for half_days in lengths:
        raw = {"person": who, "days": half_days / 2, "kind": kind, "channel": channel}
        route = compile_route(moment.leave, moment.leave.facts.model_validate(raw), moment.office, moment.law, rules())
        needed.append([s.id for s in route if s.decides or s.verb in ("name", "inform", "form", "file")])
    for shorter, longer in combinations(needed, 2):
        assert set(shorter) <= set(longer)
        assert [s for s in longer if s in shorter] == shorter


@given(cases())
def test_a_route_is_stored_and_read_back_whole(case: tuple[Moment, Matter]) -> None:
    _, matter = case
    assert route_from_json(route_to_json(matter.route)) == matter.route


def test_a_step_of_every_shape_is_stored_and_read_back_whole() -> None:
    whole = Step(
        "đồng_ý:x", "consent", "đồng ý", (HEAD, person("cvA")), ("18.3/1", "Kế hoạch 12-KH/VPTU, mục 3"), ("A01",),
        (DEPUTIES,), person("head"), ("leave.named",), ("deputy",), True, True, True, True, "don_nghi", "don_nghi",
        True, "nguồn",
    )  # fmt: skip
    route = Route.of([(whole, replace(whole, id="b")), replace(whole, id="c", giver=None)])
    assert route_from_json(route_to_json(route)) == route


# -- the desk, on a real store

WORKING_DAYS = tuple(f"{day:02}/10/2024" for day in (14, 15, 16, 17, 18, 21, 22))
PEOPLE_WHO_APPLY = ("head", "deputy1", "deputy2", "cvA", "cvD", "lx")


@pytest.fixture(scope="module")
def template(sample_store: SampleStore) -> SampleStore:
    return sample_store


@given(st.data())
@settings(max_examples=25)
def test_a_tray_holds_exactly_what_the_judge_permits(template: SampleStore, data: st.DataObject) -> None:
    """Own, acting and delegated steps in one list, answers to be written down in the other; after every act."""
    start = instant("2024-10-14 08:00")
    with tempfile.TemporaryDirectory() as folder, template.house(Path(folder) / "office.db", start) as house:
        at = house.now()
        for _ in range(data.draw(st.integers(2, 7))):
            _act(house, data)
            at = move_to(house, at + timedelta(hours=6))
            _compare(house)
        assert verify(house.store, mirror=True).sound


def _act(house: House, data: st.DataObject) -> None:
    """Something somebody might do; what is refused or makes no sense is on record or not, and goes on."""
    at, waiting = house.now(), _open_steps(house)
    what = data.draw(st.sampled_from(("open", "delegate", *(("take",) * 4 if waiting else ()))))
    try:
        if what == "open":
            kind = data.draw(st.sampled_from(("leave", "mission")))
            first, last = sorted(data.draw(st.tuples(st.sampled_from(WORKING_DAYS), st.sampled_from(WORKING_DAYS))))
            who = data.draw(st.sampled_from(PEOPLE_WHO_APPLY))
            house.work.open(kind, {"person": who, "from": first, "until": last}, by=who, at=at)
        elif what == "delegate":
            taker, scope = data.draw(st.sampled_from(DEPUTY_IDS)), data.draw(st.sampled_from(("*", "leave:consent")))
            wanted = Delegation(0, HEAD_ID, taker, frozenset({scope}), at, at + timedelta(days=2), "văn bản")
            house.governing.delegate(wanted, by=HEAD_ID, at=at)
        else:
            matter, step = data.draw(st.sampled_from(waiting))
            able = [s.person for s in _judged(house, matter)[step] if s.capacity is not Capacity.RECORDED]
            by = data.draw(st.sampled_from(able or EVERYBODY))
            outcome = data.draw(st.sampled_from(("done", "done", "done", "done", "declined", "returned")))
            act = Act(outcome, "vì", PAPER, {"deputy": data.draw(st.sampled_from(DEPUTY_IDS))})
            house.work.take(matter, step, by=by, at=at, act=act)
    except (Refused, UsageError):
        pass


@given(st.data())
@settings(max_examples=25)
def test_what_a_screen_offers_can_be_done_and_nothing_else(template: SampleStore, data: st.DataObject) -> None:
    """Every choice that is not dimmed is an act the writer allows; a dimmed one it refuses by the same gate."""
    start = instant("2024-10-14 08:00")
    with tempfile.TemporaryDirectory() as folder, template.house(Path(folder) / "office.db", start) as house:
        at = house.now()
        for _ in range(data.draw(st.integers(1, 4))):
            _act(house, data)
            at = move_to(house, at + timedelta(hours=6))
        last = house.store.reader.last_matter()
        for _ in range(3 if last else 0):
            number, who = data.draw(st.integers(1, last)), data.draw(st.sampled_from((*PEOPLE_WHO_APPLY, "vt", "lt")))
            choices = _choices(house, number, who)
            choice = data.draw(st.sampled_from([c for c in choices if c.verb not in ("extend", "shorten", "complete")]))
            told = _do(house, number, who, choice)
            assert told == (choice.ruling.gate if not choice.ruling.allows else None), (choice.id, told)


def _choices(house: House, number: int, who: str) -> tuple[Choice, ...]:
    at, matter = house.now(), house.desk.matter(number)
    office = house.desk.office(at, person=matter.subject, around=matter.facts.span)
    return options(matter, who, office=office, law=house.desk.law_of(number, at), rules=rules())


def _do(house: House, number: int, who: str, choice: Choice) -> Gate | None:
    """The gate that refused the act, None where it was done."""
    at = house.now()
    try:
        if choice.verb == "withdraw":
            house.work.change(number, "withdraw", {}, by=who, at=at)
        else:
            step = "start" if choice.verb == "start" else choice.step.id
            deputies = [d for d in DEPUTY_IDS if not _absent(house, number, d)]
            payload = {"deputy": deputies[0]} if choice.step.needs and deputies else {}
            act = Act(choice.outcome, "vì", PAPER, payload)
            if choice.step.needs and not deputies:
                return choice.ruling.gate
            house.work.take(number, step, by=who, at=at, act=act)
    except Refused as refused:
        return refused.ruling.gate
    return None


def _absent(house: House, number: int, deputy: str) -> bool:
    matter = house.desk.matter(number)
    office = house.desk.office(house.now(), person=matter.subject, around=matter.facts.span)
    return deputy == matter.subject or any(
        a.settled and a.span.overlaps(matter.facts.span) for a in office.absences_of(deputy)
    )


def _open_steps(house: House) -> list[tuple[int, str]]:
    return [
        (number, step.id)
        for number in range(1, house.store.reader.last_matter() + 1)
        for step in house.desk.matter(number).open_steps
    ]


def _judged(house: House, number: int) -> dict[str, list[Any]]:
    """By open step, the standing of everybody whom the judge permits."""
    at, matter = house.now(), house.desk.matter(number)
    office = house.desk.office(at, person=matter.subject, around=matter.facts.span)
    law = house.desk.law_of(number, at)
    found: dict[str, list[Any]] = {}
    for step in matter.open_steps:
        rulings = [judge(matter, step, p, office=office, law=law, rules=rules()) for p in EVERYBODY]
        found[step.id] = [r.standing for r in rulings if r.allows]
    return found


def _compare(house: House) -> None:
    judged = {
        (number, step, s.person): s.capacity
        for number in range(1, house.store.reader.last_matter() + 1)
        for step, people in _judged(house, number).items()
        for s in people
    }
    shown: dict[tuple[int, str, str], str] = {}
    for who in EVERYBODY:
        tray = house.desk.tray(who, house.now())
        rows = [w for w in (*tray.mine, *tray.to_record) if w.step != "complete"]
        assert len({(w.matter, w.step) for w in rows}) == len(rows)
        assert all(w.standing.capacity is Capacity.RECORDED for w in tray.to_record)
        shown |= {(w.matter, w.step, who): w.standing.capacity for w in rows}
    assert shown == judged
