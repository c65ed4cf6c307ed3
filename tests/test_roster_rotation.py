"""How many a day needs and who that is: the fair rotation against every office, and small ones exhaustively (A12)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.law.regulation import Law
from core.office.office import Duty, Office
from plugins.roster.board import board
from plugins.roster.cover import holes
from plugins.roster.facts import Roster
from plugins.roster.need import away_on, lacking
from plugins.roster.proposal import propose
from plugins.roster.rotation import Past, Shifts, rotate
from tests.support import roster_office as o
from tests.support.roster_office import EIGHTH, FOURTEENTH, TET, offices

LAW = o.law()


# How many a day


@pytest.mark.parametrize(
    ("min_leader", "min_staff", "there", "lacks"),
    [
        (1, 1, (), {"leader": 1, "staff": 1}),
        (1, 1, ("leader", "staff"), {}),
        (1, 1, ("leader", "leader"), {"staff": 1}),
        (1, 2, ("leader", "staff"), {"staff": 1}),
        (2, 1, ("staff",), {"leader": 2}),
        (0, 1, ("staff",), {}),
        (0, 1, ("leader",), {}),
        (0, 2, ("leader",), {"staff": 1}),
    ],
)
def test_what_a_day_lacks(min_leader: int, min_staff: int, there: tuple[str, ...], lacks: Mapping[str, int]) -> None:
    assert lacking(there, o.law(min_leader=min_leader, min_staff=min_staff)) == lacks


@pytest.mark.parametrize(("min_leader", "min_staff"), [(1, 1), (2, 3), (0, 2), (3, 1)])
def test_the_proposal_follows_the_parameters(min_leader: int, min_staff: int) -> None:
    law = o.law(min_leader=min_leader, min_staff=min_staff)
    at = o.office()
    proposed = propose(o.roster(), at, law, ())
    for day in TET:
        roles = [r.role for r in proposed.rows if r.day == day]
        assert (roles.count("leader"), roles.count("staff")) == (min_leader, min_staff)
    assert proposed.uncovered == ()


def test_where_anybody_will_do_a_leader_steps_in() -> None:
    law = o.law(min_leader=0, min_staff=1)
    away = [o.leave(f"cv{n}", TET[2], TET[2]) for n in range(1, 7)]
    at = o.office(*away)
    proposed = propose(o.roster(), at, law, ())
    assert [r.role for r in proposed.rows if r.day == TET[2]] == ["leader"]
    assert proposed.uncovered == ()
    free = board(o.roster(), at, law)[2].free
    assert free == {"leader": ("head", "deputy1", "deputy2"), "staff": ("head", "deputy1", "deputy2")}
    assert board(o.roster(), at, LAW)[2].free["staff"] == ()
    strict = propose(o.roster(), at, LAW, ())
    assert [str(hole) for hole, _ in strict.uncovered] == ["thứ Bảy 10/02/2024 thiếu 1 người trực chuyên môn"]


def test_the_proposal_says_what_cannot_be_covered_and_why() -> None:
    away = [o.leave(p, TET[3], TET[3], matter=20 + n) for n, p in enumerate(("head", "deputy1", "deputy2"))]
    proposed = propose(o.roster(), o.office(*away), LAW, ())
    assert proposed.says == (
        "Chủ nhật 11/02/2024 thiếu 1 người trực lãnh đạo: không còn ai, đồng chí Người head vắng (việc số 20), "
        "đồng chí Người deputy1 vắng (việc số 21), đồng chí Người deputy2 vắng (việc số 22); "
        "cần có đồng chí rút ngắn kỳ nghỉ.",
    )
    nobody = propose(o.roster(), o.office(staff=0), LAW, ())
    assert len(nobody.uncovered) == 7 and nobody.says[0].endswith("Văn phòng không còn ai khác.")


# Fairness


duty_before = st.tuples(
    st.sampled_from(["head", "deputy1", "cv1", "cv2", "cv3", "cv4"]), st.dates(date(2022, 3, 1), date(2024, 2, 7))
)
histories = st.lists(duty_before, max_size=15).map(lambda rows: [Duty(day, person, "staff", 1) for person, day in rows])
laws = st.builds(lambda x, y: o.law(min_leader=x, min_staff=y), st.integers(0, 2), st.integers(1, 3))


@given(offices(), histories, laws)
@settings(max_examples=80, deadline=None)
def test_a_proposal_is_sound_complete_and_always_the_same(at: Office, history: list[Duty], law: Law) -> None:
    facts = o.roster()
    proposed = propose(facts, at, law, history)
    for row in proposed.rows:
        assert away_on(row.person, row.day, at) is None
    filled = Roster.model_validate({"from": EIGHTH, "until": FOURTEENTH, "rows": proposed.rows})  # nobody twice a day
    assert {hole for hole, _ in proposed.uncovered} == set(holes(filled, at, law))
    for hole, _ in proposed.uncovered:
        free = {r.free[hole.role] for r in board(filled, at, law) if r.day == hole.day}
        assert free == {()}
    assert propose(facts, at, law, list(reversed(history))) == proposed
    assert propose(filled, at, law, history).rows == proposed.rows


@given(st.integers(0, 5), st.integers(1, 12), histories, st.integers(1, 3), st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_where_everybody_is_there_shares_differ_by_one_at_most(
    deputies: int, staff: int, history: list[Duty], min_leader: int, min_staff: int
) -> None:
    at = o.office(deputies=deputies, staff=staff)
    law = o.law(min_leader=min_leader, min_staff=min_staff)
    count = o.whom(o.roster().with_rows(propose(o.roster(), at, law, history).rows))
    past = {p: sum(1 for d in history if d.person == p) for p in at.establishment.people}
    for group in (("head", *at.establishment.deputies), tuple(f"cv{n}" for n in range(1, staff + 1))):
        shares = {p: count.get(p, 0) for p in group}
        assert max(shares.values()) - min(shares.values()) <= 1
        more = [past[p] for p, n in shares.items() if n == max(shares.values())]
        fewer = [past[p] for p, n in shares.items() if n < max(shares.values())]
        assert not more or not fewer or max(more) <= min(fewer)  # the extra turn goes to who had fewest before


@given(st.integers(0, 5), st.integers(2, 12), histories, st.integers(1, 2))
@settings(max_examples=60, deadline=None)
def test_nobody_is_on_duty_two_days_running_where_enough_people_are_there(
    deputies: int, staff: int, history: list[Duty], min_staff: int
) -> None:
    at = o.office(deputies=deputies, staff=staff)
    rows = propose(o.roster(), at, o.law(min_staff=min_staff), history).rows
    serving = {(r.person, r.day) for r in rows}
    running = {p for p, day in serving if (p, day + timedelta(1)) in serving}
    if deputies >= 1:
        assert not {p for p in running if not p.startswith("cv")}
    if staff >= 2 * min_staff:
        assert not {p for p in running if p.startswith("cv")}


small = st.integers(1, 4).flatmap(
    lambda people: st.tuples(
        st.lists(st.sets(st.integers(0, people - 1)), min_size=1, max_size=4),
        st.lists(st.integers(0, 3), min_size=people, max_size=people),
    )
)


@given(small)
@settings(max_examples=300, deadline=None)
def test_the_rotation_is_as_even_as_any_could_be(case: tuple[list[set[int]], list[int]]) -> None:
    """Against every possible roster of up to four days and people: equal shares first, then earlier duties."""
    free_on, past = case
    days = [EIGHTH + timedelta(n) for n in range(len(free_on))]
    free = {d: tuple(str(p) for p in sorted(people)) for d, people in zip(days, free_on, strict=True)}
    found = rotate(Shifts(dict.fromkeys(days, 1), free, {str(p): Past(n) for p, n in enumerate(past)}))
    assert all(len(found[d]) == (1 if free[d] else 0) for d in days)
    taken = tuple(found[d][0] if found[d] else "" for d in days)
    every = product(*(free[d] or ("",) for d in days))
    assert _cost(taken, past) == min(_cost(other, past) for other in every)


def _cost(people: tuple[str, ...], past: list[int]) -> tuple[int, int]:
    count = {p: people.count(p) for p in people if p}
    return sum(n * n for n in count.values()), sum(past[int(p)] for p in people if p)


def test_a_rosters_own_draft_is_not_its_history() -> None:
    drafts = [Duty(day, "cv1", "staff", 9, settled=False) for day in TET]
    assert propose(o.roster(), o.office(), LAW, drafts) == propose(o.roster(), o.office(), LAW, ())


def test_among_equals_the_one_whose_last_duty_is_longest_ago_comes_first() -> None:
    earlier = [Duty(date(2023, 9, n), f"cv{5 - n}", "staff", 1) for n in (1, 2, 3, 4)]
    rows = propose(o.roster(), o.office(staff=4), LAW, earlier).rows
    assert [r.person for r in rows if r.role == "staff"] == ["cv4", "cv3", "cv2", "cv1", "cv4", "cv3", "cv2"]


def test_people_who_can_only_come_on_one_day_are_kept_for_it() -> None:
    free = {TET[0]: ("a", "b"), TET[1]: ("a", "c"), TET[2]: ("a",)}
    assert rotate(Shifts(dict.fromkeys(TET[:3], 1), free)) == {TET[0]: ("b",), TET[1]: ("c",), TET[2]: ("a",)}


def test_days_running_are_avoided_even_where_that_takes_two_exchanges() -> None:
    free = {**dict.fromkeys(TET[:4], ("a", "b")), TET[4]: ("b",)}
    assert [*rotate(Shifts(dict.fromkeys(TET[:5], 1), free)).values()] == [("b",), ("a",), ("b",), ("a",), ("b",)]


def test_the_day_after_the_last_roster_counts_as_running_on() -> None:
    free = dict.fromkeys(TET[:2], ("a", "b"))
    shifts = Shifts(dict.fromkeys(TET[:2], 1), free, busy={"a": frozenset({TET[0].toordinal() - 1})})
    assert rotate(shifts) == {TET[0]: ("b",), TET[1]: ("a",)}


def test_what_is_assigned_stays_and_counts() -> None:
    at = o.office(staff=3)
    facts = o.roster(rows="08/02/2024:staff:cv1; 10/02/2024:staff:cv1")
    proposed = propose(facts, at, LAW, ())
    assert set(facts.rows) <= set(proposed.rows)
    count = o.whom(facts.with_rows(proposed.rows))
    assert sorted(count[f"cv{n}"] for n in range(1, 4)) == [2, 2, 3]
