"""Small offices for the roster's tests, built directly: people by their posts, holidays, leave, earlier duties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import strategies as st

from config.office_files import holiday_table
from config.regulation_files import load
from core.errors import Refused
from core.extension.registry import Registry
from core.law.authority import judge, judge_change, judge_opening, object_to
from core.law.procedure import Rules, compile_route
from core.law.regulation import Law, Regulation
from core.law.route import Done, Matter
from core.law.ruling import Act, Ruling
from core.office.holidays import calendar_for
from core.office.office import Absence, Designation, Duty, Establishment, Office, Person, Rank, Unit, assemble
from core.office.sessions import ZONE, Calendar, Holiday, whole_days
from plugins.roster.facts import Roster
from plugins.roster.proposal import propose

UNIT = "tai_chinh_quan_tri"
EIGHTH, FOURTEENTH = date(2024, 2, 8), date(2024, 2, 14)
TET = tuple(EIGHTH + timedelta(n) for n in range(7))
SPAN = ("08/02/2024", "14/02/2024")


@cache
def regulation() -> Regulation:
    return load()


@cache
def rules() -> Rules:
    """The rules as the registry makes them of this plugin alone."""
    registry = Registry()
    registry.load_in_tree({"roster": "plugins.roster"})
    assert registry.failures == []
    return registry.rules()


@cache
def calendar() -> Calendar:
    return calendar_for(range(2022, 2029), holiday_table())


def law(day: date = date(2024, 2, 1), **values: object) -> Law:
    """The regulation of a day; `min_leader=0` sets duty.min_leader."""
    since = date(2022, 2, 1)
    return regulation().on(day, {f"duty.{name}": [(since, value)] for name, value in values.items()})


def person(id: str, rank: Rank, unit: str | None = None) -> Person:
    return Person(id, f"Người {id}", rank, "", unit)


def establishment(deputies: int = 2, staff: int = 6) -> Establishment:
    """`head`, `deputy1` …, `cv1` … of whom the first two draw up rosters, and one from outside."""
    people = [person("head", Rank.HEAD)]
    people += [person(f"deputy{n}", Rank.DEPUTY) for n in range(1, deputies + 1)]
    people += [person(f"cv{n}", Rank.SPECIALIST if n % 2 else Rank.STAFF, UNIT) for n in range(1, staff + 1)]
    people += [person("secretary", Rank.OUTSIDE)]
    return Establishment(
        version=1, day=date(2024, 2, 1), people={p.id: p for p in people},
        units={UNIT: Unit(UNIT, "Bộ phận Tài chính - Quản trị")}, bodies={}, fields={}, areas={}, deputy_of_unit={},
        deputy_of_field={}, followers_of_field={}, followers_of_area={}, members={UNIT: ("cv1", "cv2")}, head="head",
        deputies=tuple(f"deputy{n}" for n in range(1, deputies + 1)), units_by_deputy={},
    )  # fmt: skip


def leave(person: str, first: date, last: date, *, settled: bool = True, matter: int = 7) -> Absence:
    return Absence(person, whole_days(first, last), "phep", matter, True, settled)


def office(
    *away: Absence, at: datetime = datetime(2024, 2, 1, 8, tzinfo=ZONE), deputies: int = 2, staff: int = 6,
    duties: Iterable[Duty] = (), acting: str = "", days_off: Calendar | None = None,
) -> Office:  # fmt: skip
    absences: dict[str, tuple[Absence, ...]] = {}
    for absence in away:
        absences[absence.person] = (*absences.get(absence.person, ()), absence)
    by_day: dict[date, tuple[Duty, ...]] = {}
    for duty in duties:
        by_day[duty.day] = (*by_day.get(duty.day, ()), duty)
    named = (Designation(acting, whole_days(date(2024, 1, 1), date(2024, 12, 31)), "head", 5),) if acting else ()
    return assemble(establishment(deputies, staff), days_off or calendar(), at, absences, named, (), by_day)


def days_off(days: Iterable[date]) -> Calendar:
    return Calendar({day: Holiday(day, "Ngày lễ") for day in days})


def roster(start: str = SPAN[0], until: str = SPAN[1], rows: str = "", **more: Any) -> Roster:
    return Roster.model_validate({"from": start, "until": until, "rows": rows, **more})


def opening(facts: Roster, by: str, at: Office, in_force: Law) -> Ruling:
    return judge_opening(rules().procedure("roster"), facts, by, office=at, law=in_force, rules=rules())


class Case:
    """One roster, acted on as the office's only writer does, without a store."""

    def __init__(self, facts: Roster, at: Office, in_force: Law, number: int = 9) -> None:
        self.procedure = rules().procedure("roster")
        self.office, self.law = at, in_force
        route = compile_route(self.procedure, facts, at, in_force, rules())
        self.matter = Matter(number, "roster", facts, route, self.procedure.subject(facts), opened_by="cv1")

    @property
    def facts(self) -> Roster:
        facts: Roster = self.matter.facts
        return facts

    def ask(self, step: str, by: str, act: Act | None = None) -> Ruling:
        found = self.matter.route.step(step)
        assert found is not None
        return judge(self.matter, found, by, office=self.office, law=self.law, rules=rules(), act=act)

    def take(self, step: str, by: str, act: Act | None = None) -> Ruling:
        act = act or Act()
        ruling = self.ask(step, by, act)
        if not ruling.allows:
            raise Refused(ruling)
        assert ruling.standing is not None
        done = Done(step, by, ruling.standing.capacity, self.office.at, act.outcome, ruling.standing.behalf, act.note)
        status = {"declined": "declined", "returned": "returned"}.get(act.outcome, self.matter.status)
        self._set(done={**self.matter.done, step: done}, status=status)
        if self.matter.status == "open" and self.matter.effective:
            self._set(status="closed")
        return ruling

    def change(self, verb: str, by: str, **asked: object) -> None:
        make: Any = self.procedure.changes[verb]
        change = make(self.facts, self.law, asked)
        ruling = judge_change(self.matter, change, by, office=self.office, law=self.law, rules=rules())
        facts, objections = self.facts, ()
        if ruling.allows and change.apply is not None:
            facts, objections = change.apply(facts, asked, self.office, self.law)
        if objections:
            ruling = object_to(ruling, objections[0], office=self.office, law=self.law)
        if not ruling.allows:
            raise Refused(ruling)
        if verb == "withdraw":
            self._set(status="withdrawn")
        elif self.matter.status == "returned":
            self._set(done={}, status="open")
        self._set(facts=facts)

    def records(self) -> tuple[Duty, ...]:
        return tuple(r for r in self.procedure.records(self.matter) if isinstance(r, Duty))

    def _set(self, **values: Any) -> None:
        self.matter = replace(self.matter, **values)


def whom(facts: Roster) -> Mapping[str, int]:
    """How often each person is on duty."""
    count: dict[str, int] = {}
    for row in facts.rows:
        count[row.person] = count.get(row.person, 0) + 1
    return count


def full(at: Office, **more: str) -> Roster:
    """A roster of Tết as it is proposed."""
    facts = roster(**more)
    return facts.with_rows(propose(facts, at, law(), ()).rows)


def refused(case: Case, verb: str, by: str, **asked: object) -> Ruling:
    with pytest.raises(Refused) as caught:
        case.change(verb, by, **asked)
    return caught.value.ruling


def decisive(ruling: Ruling) -> tuple[str, ...]:
    """The norms without which the ruling would be another."""
    return tuple(g.norm for g in ruling.because if g.decisive)


@st.composite
def offices(draw: st.DrawFn) -> Office:
    """Any number of people, each away on some days of Tết, settled or not."""
    deputies, staff = draw(st.integers(0, 4)), draw(st.integers(0, 8))
    people = ["head", *(f"deputy{n}" for n in range(1, deputies + 1)), *(f"cv{n}" for n in range(1, staff + 1))]
    spans = st.tuples(st.sampled_from(people), st.integers(-2, 8), st.integers(0, 5), st.booleans())
    away = [
        leave(p, EIGHTH + timedelta(first), EIGHTH + timedelta(first + length), settled=settled)
        for p, first, length, settled in draw(st.lists(spans, max_size=8))
    ]
    return office(*away, deputies=deputies, staff=staff)
