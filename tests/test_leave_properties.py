"""Counting and merging (A03), changes of a leave, what it leaves behind: for all spans, orders, holidays, people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any

from hypothesis import assume, example, given
from hypothesis import strategies as st

from core.errors import UsageError
from core.law.authority import judge_opening
from core.law.facts import read_facts, read_session
from core.law.procedure import compile_route
from core.law.route import Done, Matter
from core.office.coverage import gaps
from core.office.office import Absence, Designation
from core.office.sessions import Calendar, Holiday, Span, day_of, label, session, starts_at
from plugins.leave.balance import balance, entitled, overdrawn
from plugins.leave.changes import extension, shorten
from plugins.leave.facts import Leave
from plugins.leave.length import measure
from plugins.leave.records import due, records
from tests.support.office import calendar, law, office_at, rules
from tests.support.offices import FIRST, WEEKS, Moment, absences, apart, instants, moments, spans

DAY = session(date(2024, 10, 7))
"""The morning of a Monday."""


def leave_of(span: Span, who: str = "cvA", **more: object) -> Leave:
    return Leave.model_validate({"person": who, "start": span.start, "until": span.end - 1, **more})


def _at(now: int) -> Moment:
    """The sample office with nobody away."""
    office = office_at(starts_at(now))
    return Moment(office, law(office.at.date()))


def with_leaves(moment: Moment, who: str, rows: list[Absence]) -> Moment:
    office = moment.office
    return replace(moment, office=replace(office, absences={**office.absences, who: tuple(rows)}))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Holidays anywhere, also side by side, and weekend days worked instead."""
    days = [FIRST + timedelta(n) for n in draw(st.sets(st.integers(0, WEEKS * 7), max_size=14))]
    worked = [FIRST + timedelta(n) for n in draw(st.sets(st.integers(0, WEEKS * 7), max_size=6))]
    return Calendar({d: Holiday(d, "nghỉ") for d in days}, frozenset(d for d in worked if d.weekday() > 4))


@st.composite
def filed(draw: st.DrawFn) -> tuple[Moment, list[Absence]]:
    """Leaves and missions of one person that overlap nowhere, close enough to touch, on some calendar."""
    moment = _at(session(FIRST))
    office = replace(moment.office, calendar=draw(calendars()))
    start = session(FIRST) + draw(st.integers(0, 60))
    wanted = draw(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6)), min_size=1, max_size=6))
    found = apart([Span(start + first, start + first + length) for first, length in wanted])
    kinds = [draw(st.sampled_from(("phep", "phep", "om", "cong_tac"))) for _ in found]
    rows = [
        Absence("cvA", span, kind, number, kind != "cong_tac", draw(st.booleans()))
        for number, (span, kind) in enumerate(zip(found, kinds, strict=True), 1)
    ]
    return replace(moment, office=office), rows


def run_of(span: Span, leaves: list[Span], days: Calendar) -> set[int]:
    """The worked half-days of the unbroken leave around a span, found by walking the calendar half-day by half-day."""
    away = {n for s in (*leaves, span) for n in range(s.start, s.end)}
    found = {n for n in range(span.start, span.end) if days.is_working(n)}
    for step in (-1, 1):
        at = span.start if step < 0 else span.end - 1
        while at in away or not days.is_working(at):
            if at in away and days.is_working(at):
                found.add(at)
            at += step
    return found


@given(filed())
def test_the_merged_length_is_the_union_of_the_unbroken_run(case: tuple[Moment, list[Absence]]) -> None:
    moment, rows = case
    days = moment.office.calendar
    for row in rows:
        others = [r for r in rows if r is not row]
        length = measure(leave_of(row.span), with_leaves(moment, "cvA", others).office, moment.law)
        assume(days.working(row.span))
        assert length.own * 2 == days.working(row.span)
        assert length.merged * 2 == len(run_of(row.span, [r.span for r in others if r.leave], days))
        assert length.merged >= length.own and (length.joined != ()) >= (length.merged > length.own)


@given(filed(), st.data())
def test_the_order_of_filing_changes_nothing(case: tuple[Moment, list[Absence]], data: st.DataObject) -> None:
    """Whoever is asked about, in whatever order the others came in, and seen from any leave of one run: one length."""
    moment, rows = case
    row, *others = data.draw(st.permutations(rows))
    orders = list(permutations(others))[:24]
    lengths = {measure(leave_of(row.span), with_leaves(moment, "cvA", list(o)).office, moment.law) for o in orders}
    assert len(lengths) == 1
    (length,) = lengths
    for other in others:
        if other.matter in length.joined and row.leave and moment.office.calendar.working(other.span):
            rest = [r for r in rows if r is not other]
            seen = measure(leave_of(other.span), with_leaves(moment, "cvA", rest).office, moment.law)
            assert seen.merged == length.merged and row.matter in seen.joined


@given(filed())
def test_one_request_is_as_long_as_its_parts(case: tuple[Moment, list[Absence]]) -> None:
    """Cut anywhere, even into single half-days, a leave keeps its length: nothing is gained by asking in slices."""
    moment, rows = case
    span, days = rows[0].span, moment.office.calendar
    assume(span.end - span.start > 1 and days.is_working(span.start))
    alone = with_leaves(moment, "cvA", [])
    whole = measure(leave_of(span), alone.office, moment.law)
    slices = [Absence("cvA", Span(n, n + 1), "phep", n, True, False) for n in range(span.start + 1, span.end)]
    parts = measure(leave_of(Span(span.start, span.start + 1)), with_leaves(moment, "cvA", slices).office, moment.law)
    assert parts.merged == whole.merged == days.working(span) / 2


@given(filed())
def test_missions_and_other_people_are_never_merged(case: tuple[Moment, list[Absence]]) -> None:
    moment, rows = case
    missions = [replace(r, leave=False, kind="cong_tac") for r in rows[1:]]
    span = rows[0].span
    found = measure(leave_of(span), with_leaves(moment, "cvA", missions).office, moment.law)
    assert found.joined == () and found.merged == found.own
    others = with_leaves(with_leaves(moment, "cvA", []), "cvB", rows[1:])
    assert measure(leave_of(span), others.office, moment.law) == found


@given(filed())
def test_single_requests_are_single_where_the_office_reads_it_so(case: tuple[Moment, list[Absence]]) -> None:
    moment, rows = case
    apart_law = law(moment.law.on, {"leave.merge_adjacent": False})
    found = measure(leave_of(rows[0].span), with_leaves(moment, "cvA", rows[1:]).office, apart_law)
    assert found.joined == () and found.merged * 2 == moment.office.calendar.working(rows[0].span)


@given(spans(30), calendars())
def test_working_days_are_counted_as_one_would_by_hand(span: Span, days: Calendar) -> None:
    by_hand = 0
    for number in range(span.start, span.end):
        day = day_of(number)
        by_hand += (day.weekday() < 5 and day not in days.holidays) or day in days.worked
    assert days.working(span) == by_hand == len(list(days.sessions(span)))
    following = days.next_working(span.end)
    assert days.is_working(following) and days.working(Span(span.end, following)) == 0
    before = days.previous_working(span.start)
    assert days.is_working(before) and days.working(Span(before + 1, span.start + 1)) == days.is_working(span.start) * (
        before < span.start
    )


@given(st.integers(session(date(2022, 2, 1)), session(date(2030, 1, 1))))
def test_a_half_day_is_read_as_it_is_printed(number: int) -> None:
    for text in (label(number), label(number).upper(), f"{day_of(number).isoformat()} {label(number).split()[0]}"):
        assert read_session(text, half=1 - number % 2) == number


@given(filed(), st.integers(1, 10))
def test_an_extension_asks_for_the_added_part_only(case: tuple[Moment, list[Absence]], more: int) -> None:
    moment, rows = case
    days, span = moment.office.calendar, rows[0].span
    until = days.next_working(span.end) + more - 1
    facts = leave_of(span)
    added = read_facts(Leave, extension(facts, {"until": label(until)}, moment.office), kind="leave")
    assert added.start == days.next_working(span.end) and added.until == until
    first = Absence("cvA", span, "phep", 1)
    assume(days.working(span))
    merged = measure(added, with_leaves(moment, "cvA", [first]).office, moment.law)
    assert merged.merged * 2 == days.working(Span(span.start, until + 1)) and merged.joined == (1,)


@given(spans(12), st.integers(-2, 12), st.integers(-2, 3))
def test_shortening_only_ever_takes_half_days_to_come_away(span: Span, until: int, later: int) -> None:
    facts = leave_of(span)
    wanted = span.start + until
    moment = _at(wanted + later)
    change = shorten(facts, moment.law, {})
    assert change.apply is not None
    try:
        found, objections = change.apply(facts, {"until": label(wanted)}, moment.office, moment.law)
    except UsageError:
        assert wanted >= span.end - 1 or wanted < span.start
        return
    left = set(range(span.start, span.end)) - set(range(found.span.start, found.span.end))
    assert found.start == facts.start and (not left) == bool(objections) == (wanted < moment.office.now - 1)
    assert all(n >= moment.office.now for n in left)


@given(moments(), st.data())
def test_what_a_leave_leaves_on_record(moment: Moment, data: st.DataObject) -> None:
    """Away only while it stands, settled only once all that must come before is done, acting exactly as long."""
    who = data.draw(st.sampled_from(moment.insiders))
    facts = leave_of(data.draw(spans(6)), who)
    route = compile_route(moment.leave, facts, moment.office, moment.law, rules())
    count = data.draw(st.integers(0, len(tuple(route))))
    payload = {"deputy": "pho1"}
    done = {s.id: Done(s.id, who, "own", moment.office.at, payload=payload) for s in tuple(route)[:count]}
    status = data.draw(st.sampled_from(("open", "in_effect", "closed", "returned", "declined", "withdrawn")))
    matter = Matter(3, "leave", facts, route, who, done, status)
    found = tuple(records(matter))
    away = [r for r in found if isinstance(r, Absence)]
    assert len(away) == (status not in ("declined", "withdrawn"))
    for row in away:
        assert (row.person, row.span, row.matter, row.leave) == (who, facts.span, 3, True)
        assert row.settled == (matter.effective and status != "returned")
    for named in (r for r in found if isinstance(r, Designation)):
        assert named.span == facts.span and "name" in done and away


@given(spans(20), calendars())
def test_the_late_form_is_due_the_working_day_after_the_return(span: Span, days: Calendar) -> None:
    moment = _at(span.start)
    office = replace(moment.office, calendar=days)
    facts = leave_of(span, kind="om", channel="phone")
    route = compile_route(moment.leave, facts, office, moment.law, rules())
    step = route.step("late_form")
    assume(step is not None)
    assert step is not None
    on = due(Matter(1, "leave", facts, route, "cvA"), step, office, moment.law)
    assert on is not None and days.is_working_day(on)
    back = day_of(days.next_working(span.end))
    assert on > back and not any(days.is_working_day(back + timedelta(n)) for n in range(1, (on - back).days))


@given(moments(), st.data())
def test_a_gap_is_told_exactly_where_nobody_is_left(moment: Moment, data: st.DataObject) -> None:
    """N4: half-days on which nobody acts for the Head, or no deputy is there for a unit."""
    office = moment.office
    people = [p for p in (office.establishment.head, *office.establishment.deputies) if p]
    who, span = data.draw(st.sampled_from(people)), data.draw(spans(6))
    absence = Absence(who, span, "phep", 0)
    said = list(gaps(office, absence))
    supposed = replace(office, absences={**office.absences, who: (*office.absences_of(who), absence)})
    head, deputies = office.establishment.head, office.establishment.deputies
    working = list(office.calendar.sessions(span))
    headless = [n for n in working if head and supposed.is_away(head, n) and supposed.acting_in(n) is None]
    assert any("thay Chánh Văn phòng" in s for s in said) == bool(headless)
    alone = [n for n in working if all(supposed.is_away(d, n) for d in deputies)]
    led = who in office.establishment.deputy_of_unit.values()
    assert any("không đồng chí Phó nào" in s for s in said) == bool(alone and led)
    for sentence in (s for s in said if "không đồng chí Phó nào" in s):
        assert any(sentence.startswith(label(n)) for n in alone)


@given(st.lists(spans(30), max_size=6), spans(60))
@example([], Span(session(date(2024, 12, 30)), session(date(2025, 1, 7))))
@example([], Span(session(date(2024, 12, 30)), session(date(2025, 2, 28))))
def test_the_balance_counts_each_worked_half_day_once_in_its_year(taken: list[Span], asked: Span) -> None:
    moment = _at(session(FIRST))
    rows = [Absence("cvA", s, "phep", n) for n, s in enumerate(apart(taken))]
    office = with_leaves(moment, "cvA", rows).office
    for year in (2024, 2025):
        used = balance("cvA", year, office, moment.law).used
        half_days = {n for r in rows for n in range(r.span.start, r.span.end)}
        assert used * 2 == sum(1 for n in half_days if day_of(n).year == year and office.calendar.is_working(n))
        more = sum(1 for n in range(asked.start, asked.end) if day_of(n).year == year and office.calendar.is_working(n))
        over = used + more / 2 - entitled("cvA", year, office, moment.law)
        assume(not any(asked.overlaps(r.span) for r in rows))
        told = [s for s in overdrawn(leave_of(asked), office, moment.law) if f"năm {year}" in s]
        assert bool(told) == (over > 0)


@given(instants(), st.data())
def test_a_request_and_its_absence_never_overlap_another(at: Any, data: st.DataObject) -> None:
    """Refused with the number of the other matter, whatever the two are; side by side is allowed."""
    found = data.draw(absences(("deputy1",)))
    rows = found.get("deputy1", ())
    assume(rows)
    office = office_at(at, rows)
    span = data.draw(spans(6))
    kind = data.draw(st.sampled_from(("leave", "mission")))
    procedure = rules().procedure(kind)
    facts = procedure.facts.model_validate({"person": "deputy1", "start": span.start, "until": span.end - 1})
    hit = [r for r in rows if r.span.overlaps(span)]
    try:
        judge_opening(procedure, facts, "deputy1", office=office, law=law(at.date()), rules=rules())
    except UsageError as error:
        assert hit and f"việc số {hit[0].matter}" in str(error)
    else:
        assert not hit


def test_the_shipped_calendar_is_the_one_the_properties_walk() -> None:
    """Tết, 30/4 – 1/5 and the Saturday worked for 29/4 lie in the weeks the properties draw from."""
    days = calendar()
    assert FIRST.weekday() == 0 and not days.is_working_day(date(2024, 2, 10))
    assert [days.is_working_day(date(2024, 4, d)) for d in (26, 29, 30)] == [True, False, False]
    assert days.is_working_day(date(2024, 5, 4)) and date(2024, 5, 4) < FIRST + timedelta(weeks=WEEKS)
    assert not days.is_working(DAY - 1) and days.is_working(DAY)
