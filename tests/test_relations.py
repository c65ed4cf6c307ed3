"""Relations with bodies outside: what lists, sheets and calendar say of them, and what holds whatever happens.

Who may do what stands in tests/scenarios/40- … 44-*.toml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ConfigError
from core.law.authority import people_of
from core.law.holders import HOLDER_VI, RELATIONS
from core.law.route import Done, Matter, Route
from core.law.ruling import Act
from core.law.sheet import TONES
from core.law.typed import OnRecord
from core.office.office import Person, Rank
from core.office.sessions import Span, session
from plugins.relations import duties
from plugins.relations.area import AREA
from plugins.relations.coordination.contents import CITY, CONTENTS, PROVINCE
from plugins.relations.coordination.facts import ContentId
from plugins.relations.direct_task.givers import Giver, giver_of
from plugins.relations.direct_task.kind import DIRECT_TASK
from plugins.relations.field_trip.kind import FIELD_TRIP
from plugins.relations.lateness import days_late
from plugins.relations.regimes import LAST_SAFE_DAY, regimes
from plugins.relations.report_up.facts import ReportUp
from plugins.relations.report_up.kind import REPORT_UP
from plugins.relations.report_up.procedure import reported_before
from plugins.relations.ward_report.changes import reminded
from plugins.relations.ward_report.facts import Receipt, Reminder, Reminding, Told, WardReport
from plugins.relations.ward_report.kind import WARD_REPORT
from plugins.relations.ward_report.state import state_on
from tests.support import offices
from tests.support.office import calendar, instant, law, office_at, rules

NOW = instant("2024-09-25 08:00")
DUE = date(2024, 9, 20)
"""A Friday, three working days before."""


def ward_report(**more: Any) -> WardReport:
    return WardReport(ward="phuong_1", report="Báo cáo tháng", due=DUE, **more)


# -- a ward's report: what it owes, and how late it is


@pytest.mark.parametrize(
    ("on", "came", "says"),
    [
        (date(2024, 9, 19), None, "chưa đến hạn"),
        (date(2024, 9, 20), None, "đến hạn hôm nay"),
        (date(2024, 9, 21), None, "quá hạn 1 ngày làm việc"),
        (date(2024, 9, 23), None, "quá hạn 1 ngày làm việc"),
        (date(2024, 9, 25), None, "quá hạn 3 ngày làm việc"),
        (date(2024, 9, 25), date(2024, 9, 20), "đã nhận đúng hạn"),
        (date(2024, 9, 25), date(2024, 9, 24), "đã nhận, trễ 2 ngày làm việc"),
        (date(2024, 9, 23), date(2024, 9, 24), "quá hạn 1 ngày làm việc"),
    ],
)
def test_where_a_report_stands_on_a_day(on: date, came: date | None, says: str) -> None:
    received = Receipt(on=came, document="12-BC/ĐU") if came else None
    assert state_on(ward_report(received=received), on, calendar()).says == says


days = st.integers(-40, 40).map(lambda n: DUE + timedelta(n))
moments = st.integers(0, 400).map(lambda n: NOW + timedelta(hours=n))
reminders = st.lists(st.builds(Reminder, n=st.integers(1, 9), at=moments, to=st.just("phường")), max_size=3).map(tuple)
told = st.lists(
    st.builds(Told, level=st.sampled_from(("deputy", "head")), to=st.just("head"), at=moments, says=st.just("trễ")),
    max_size=2,
).map(tuple)


@given(days, st.none() | days, reminders, told)
def test_the_state_depends_on_receipt_and_day_alone(on: date, came: date | None, reminds: Any, says: Any) -> None:
    received = Receipt(on=came) if came else None
    plain = state_on(ward_report(received=received), on, calendar())
    assert state_on(ward_report(received=received, reminders=reminds, told=says), on, calendar()) == plain
    if came is not None and came > on:  # what had not come yet changes nothing
        assert plain == state_on(ward_report(), on, calendar())
    assert plain.tone in TONES
    assert (plain.late > 0) == (min(came, on) > DUE if came is not None and came <= on else on > DUE)


@given(days, days)
def test_lateness_never_shrinks_and_counts_working_days(first: date, second: date) -> None:
    earlier, later = sorted((first, second))
    assert days_late(DUE, earlier, calendar()) <= days_late(DUE, later, calendar())
    span = Span(session(DUE) + 2, session(later) + 2)
    if later > DUE:
        assert days_late(DUE, later, calendar()) == max(1, calendar().working(span) // 2)


@given(st.lists(st.tuples(st.text(min_size=1, max_size=9).filter(str.strip), st.text(max_size=9)), max_size=12))
def test_reminders_are_numbered_from_one_without_a_gap(said: list[tuple[str, str]]) -> None:
    facts: WardReport = ward_report()
    for hour, (to, guidance) in enumerate(said):
        office = office_at(NOW + timedelta(hours=hour))
        facts, objections = reminded(facts, Reminding(to=to, guidance=guidance), office, law(NOW.date()))
        assert objections == ()
    assert [r.n for r in facts.reminders] == list(range(1, len(said) + 1))
    assert [(r.to, r.guidance) for r in facts.reminders] == said


def test_there_is_no_verb_of_punishment() -> None:
    """21.1/1: relations with the wards are of coordination. Whoever adds a verb has to think of it here."""
    assert {*WARD_REPORT.verbs, *WARD_REPORT.changes} == {
        "receive", "chase", "remind", "inform_deputy", "inform_head", "withdraw"
    }  # fmt: skip
    assert not any(word in name for name in WardReport.model_fields for word in ("score", "point", "penal", "grade"))


# -- what acts put on record


def test_everything_on_record_has_a_title() -> None:
    """A form, a list or a paper may show any of it: nobody should read `on` or `by`."""
    assert OnRecord.__subclasses__()
    bare = {f"{m.__name__}.{n}" for m in OnRecord.__subclasses__() for n, f in m.model_fields.items() if not f.title}
    assert not bare


# -- recurring reports


def test_recurring_reports_are_read_as_an_office_writes_them() -> None:
    found = regimes("Báo cáo tháng|tháng|20; Báo cáo quý | quy | 25 ;; Báo cáo năm|nam|12-10", "k")
    assert [(r.name, r.day, len(r.months)) for r in found] == [
        ("Báo cáo tháng", 20, 12), ("Báo cáo quý", 25, 4), ("Báo cáo năm", 10, 1),
    ]  # fmt: skip
    assert list(found[1].days(date(2024, 6, 25), date(2024, 12, 24))) == [date(2024, 6, 25), date(2024, 9, 25)]
    assert regimes("", "k") == ()


@pytest.mark.parametrize(
    "entry", ["Báo cáo tháng", "|thang|20", "Báo cáo|tuan|2", "Báo cáo|thang|29", "Báo cáo|nam|13-01", "Báo cáo|nam|10"]
)
def test_a_recurring_report_that_cannot_be_read_is_named(entry: str) -> None:
    with pytest.raises(ConfigError, match="viết như «Báo cáo tháng") as caught:
        regimes(f"Báo cáo khác|thang|5; {entry}", "relations.ward_reports")
    assert str(caught.value).startswith(f"Tham số «relations.ward_reports»: mục «{entry}» không đọc được")


def test_a_report_written_twice_is_named() -> None:
    with pytest.raises(ConfigError, match="«báo cáo THÁNG» được ghi hai lần"):
        regimes("Báo cáo tháng|thang|5; báo cáo THÁNG|thang|6", "k")


SETTINGS: Mapping[str, object] = {
    "relations.ward_reports": "Báo cáo tháng|thang|20; Báo cáo năm|nam|12-10",
    "relations.province_reports": "Báo cáo quý|quy|25",
}


@given(st.integers(0, 400), st.integers(1, 200), st.integers(0, 200))
def test_a_window_holds_what_its_parts_hold(start: int, first: int, second: int) -> None:
    """Whoever looks at two months sees what he sees looking at each of them, once."""
    office, in_force = office_at(NOW), law(NOW.date(), SETTINGS)
    begin = session(date(2024, 1, 1)) + 2 * start
    whole, middle = begin + 2 * (first + second), begin + 2 * first
    for rule in (duties.HEAD_REPORT, duties.WARD_REPORTS, duties.PROVINCE_REPORTS):
        found = [due.key for due in rule.occurrences(Span(begin, whole), office, in_force)]
        left = [due.key for due in rule.occurrences(Span(begin, middle), office, in_force)]
        right = [d.key for d in rule.occurrences(Span(middle, whole), office, in_force)] if second else []
        assert sorted(found) == sorted(left + right) and len(set(found)) == len(found)


@given(st.integers(1, 12), st.integers(1, LAST_SAFE_DAY))
def test_the_head_reports_every_so_many_months(every: int, day: int) -> None:
    in_force = law(NOW.date(), {"report.head_every_months": every, "calendar.head_report_day": day})
    year = Span(session(date(2024, 1, 1)), session(date(2025, 1, 1)))
    found = [due.on for due in duties.HEAD_REPORT.occurrences(year, office_at(NOW), in_force)]
    assert found == [date(2024, month, day) for month in range(every, 13, every)]


def test_who_owes_a_recurring_report_is_a_holder_there_is() -> None:
    in_force = law(NOW.date(), SETTINGS)
    window = Span(session(date(2024, 9, 1)), session(date(2024, 10, 1)))
    rules = (duties.HEAD_REPORT, duties.WARD_REPORTS, duties.PROVINCE_REPORTS)
    found = [due for rule in rules for due in rule.occurrences(window, office_at(NOW), in_force)]
    assert {due.owner.partition(":")[0] for due in found} <= set(RELATIONS)
    assert "post:head" in HOLDER_VI and len(found) == 4  # the Head's, two wards', the province's
    assert all(due.cites[0] in in_force.norms for due in found)


# -- the closed lists


def test_the_contents_are_nine_and_three_each_with_its_norms() -> None:
    norms = law(NOW.date()).norms
    assert tuple(CONTENTS) == get_args(ContentId)
    assert [c.counterparts for c in CONTENTS.values()] == [CITY] * 9 + [PROVINCE] * 3
    assert {n for c in CONTENTS.values() for n in c.norms} == {
        n for n in norms if n.startswith(("22.", "22b."))
    }  # fmt: skip
    assert len({c.title for c in CONTENTS.values()}) == len(CONTENTS)


def test_every_norm_of_these_articles_is_answered_for_once() -> None:
    norms = [n for n in law(NOW.date()).norms if n.split(".")[0].split("-")[0] in AREA.articles]
    claimed = [*AREA.enforced, *AREA.carried, *AREA.not_executable]
    assert sorted(claimed) == sorted([*norms, "6.1-3/1", "6.1-3/2", "14.2"])


# -- called directly


@pytest.mark.parametrize(
    ("giver", "title", "found"),
    [
        ("secretary", "", Giver.DIRECT),
        ("standing_deputy_secretary", "", Giver.DIRECT),
        ("deputy_secretary", "", Giver.THROUGH_LEADERS),
        ("pbt", "Phó Bí thư Thành ủy", Giver.THROUGH_LEADERS),
        ("uvtv", "Ủy viên Ban Thường vụ", Giver.NOBODY),
        ("head", "", Giver.NOBODY),
        ("ai đó", "", Giver.NOBODY),
    ],
)
def test_who_may_give_work_directly(giver: str, title: str, found: Giver) -> None:
    office = office_at(NOW)
    if title:
        people = {**office.establishment.people, giver: Person(giver, "Người ngoài", Rank.OUTSIDE, title)}
        office = replace(office, establishment=replace(office.establishment, people=people))
    assert giver_of(giver, office) is found


# -- reported before it is decided


@pytest.mark.parametrize(
    ("outcome", "allowed"), [(None, False), ("declined", False), ("returned", False), ("done", True)]
)
def test_nothing_intended_is_decided_before_the_answer_is_on_record(outcome: str | None, allowed: bool) -> None:
    """23-2: the check holds by itself, whatever an administrator's rule does to the order of the steps."""
    office, in_force = office_at(NOW), law(NOW.date())
    facts = ReportUp.model_validate({"content": "bo_nhiem_pho", "about": "Bổ nhiệm", "responsible": "cvA"})
    done = {"answer": Done("answer", "vt", "recorded", NOW, outcome)} if outcome else {}
    matter = Matter(1, "report_up", facts, Route.of(REPORT_UP.route(facts, office, in_force)), "", done)
    objection = reported_before(matter, Act(), office, in_force)
    assert (objection is None) is allowed
    assert objection is None or objection.cites == ("23-2/1", "23.0")


# -- for any office at any moment


@given(offices.moments(), st.data())
def test_nobody_agrees_to_his_own_trip(moment: offices.Moment, data: st.DataObject) -> None:
    """Not as deputy, not by acting, not by delegation, not as the one who writes the answer down."""
    if not moment.insiders:
        return
    who = data.draw(st.sampled_from(moment.insiders))
    office = moment.office
    facts = FIELD_TRIP.facts.model_validate({"person": who, "ward": "phuong_1"})
    route = Route.of(FIELD_TRIP.route(facts, office, moment.law))
    matter = Matter(1, "field_trip", facts, route, who)
    consent = next(step for step in route if step.verb == "consent")
    assert who not in {s.person for s in people_of(matter, consent, office=office, law=moment.law, rules=rules())}


@given(offices.moments(), st.data())
def test_only_two_people_give_work_without_asking_the_leaders(moment: offices.Moment, data: st.DataObject) -> None:
    """A37: only what one of the two gave begins with acceptance; anything else begins with consent, or has no route."""
    who = data.draw(st.sampled_from(tuple(moment.office.establishment.people)))
    giver = data.draw(st.sampled_from((*moment.office.establishment.people, "secretary", "deputy_secretary", "ai đó")))
    facts = DIRECT_TASK.facts.model_validate({"person": who, "giver": giver, "task": "Việc"})
    route = Route.of(DIRECT_TASK.route(facts, moment.office, moment.law))
    verbs = [step.verb for step in route]
    direct = giver in ("secretary", "standing_deputy_secretary")
    assert verbs[:1] == (["accept"] if direct else ["consent"] if giver == "deputy_secretary" else [])
    assert not verbs or verbs[-2:] == ["report_back", "inform"]  # whoever gave it, the leader in charge hears of it
