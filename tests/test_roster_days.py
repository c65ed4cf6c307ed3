"""Which days need somebody on duty, when the roster is owed, and what people see and hear of it (18.u1)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.extension.hookspecs import Event
from core.office.office import Duty, Office
from core.office.sessions import ZONE, Calendar, Holiday, Span, session, whole_days
from plugins.roster import vptu_follow_ups
from plugins.roster.board import board
from plugins.roster.days import days_to_cover, next_occasion, occasion_of, occasions
from plugins.roster.duties import DRAW_UP
from plugins.roster.facts import Row
from plugins.roster.proposal import propose
from tests.support import roster_office as o
from tests.support.roster_office import EIGHTH, TET, full

LAW = o.law()


# Which days


def test_tet_2024_has_seven_days_off() -> None:
    assert days_to_cover(whole_days(date(2024, 2, 1), date(2024, 2, 20)), o.office()) == TET
    found = occasion_of(date(2024, 2, 11), o.calendar())
    assert found is not None and str(found) == "Tết Nguyên Đán, 08/02/2024 – 14/02/2024"


def test_weekends_and_swapped_days_that_touch_a_holiday_belong_to_it() -> None:
    found = occasion_of(date(2024, 5, 1), o.calendar())  # Monday 29/4 is off, Saturday 4/5 is worked instead
    assert found is not None
    assert (found.first, found.last) == (date(2024, 4, 27), date(2024, 5, 1))
    assert found.name == "Ngày Chiến thắng, Ngày Quốc tế Lao động"
    only = days_to_cover(whole_days(date(2024, 4, 30), date(2024, 5, 1)), o.office())
    assert only == (date(2024, 4, 30), date(2024, 5, 1))


def test_an_occasion_may_cross_the_year() -> None:
    found = occasion_of(date(2022, 12, 31), o.calendar())
    assert found is not None and str(found) == "Tết Dương lịch, 31/12/2022 – 02/01/2023"
    across = list(occasions(date(2022, 12, 1), date(2023, 1, 10), o.calendar()))
    assert across == [found]
    at = o.office(at=datetime(2022, 12, 20, 9, tzinfo=ZONE))
    facts = o.roster("31/12/2022", "02/01/2023")
    proposed = propose(facts, at, o.law(date(2022, 12, 20)), ())
    assert {r.day for r in proposed.rows} == set(found.days) and proposed.uncovered == ()


def test_a_weekend_away_from_holidays_and_a_worked_holiday_need_nobody() -> None:
    assert days_to_cover(whole_days(date(2024, 3, 2), date(2024, 3, 31)), o.office()) == ()
    saturday = date(2024, 3, 2)
    worked = Calendar({saturday: Holiday(saturday, "Ngày lễ")}, frozenset({saturday}))
    assert days_to_cover(whole_days(saturday, saturday), o.office(days_off=worked)) == ()


def test_the_next_occasion_is_the_first_without_a_roster() -> None:
    today = date(2024, 2, 1)
    coming = next_occasion(today, o.office())
    assert coming is not None and coming.first == EIGHTH
    draft = Duty(date(2024, 2, 10), "cv1", "staff", 3, settled=False)
    after = next_occasion(today, o.office(duties=[draft]))
    assert after is not None and after.first == date(2024, 4, 18)
    within = next_occasion(date(2024, 2, 12), o.office())
    assert within is not None and within.first == EIGHTH
    assert next_occasion(today, o.office(days_off=Calendar())) is None


@given(st.sets(st.dates(date(2024, 1, 1), date(2025, 3, 1)), max_size=12), st.dates(date(2024, 1, 1), date(2025, 3, 1)))
def test_days_to_cover_are_days_off_with_an_unbroken_way_to_a_holiday(holidays: set[date], day: date) -> None:
    at = o.office(days_off=o.days_off(holidays))
    wanted = bool(days_to_cover(whole_days(day, day), at))
    near = [day + timedelta(n) for n in range(-40, 41)]
    reach = [
        h for h in near if h in holidays
        and not any(at.calendar.is_working_day(d) for d in near if min(h, day) <= d <= max(h, day))
    ]  # fmt: skip
    if wanted:
        assert not at.calendar.is_working_day(day)
    assert wanted == bool(reach)


# What is owed, shown and told


def due(window: Span, at: Office) -> list[tuple[str, date, bool]]:
    return [(d.title, d.on, d.met) for d in DRAW_UP.occurrences(window, at, LAW)]


def test_a_roster_is_owed_some_working_days_before_each_occasion() -> None:
    year = whole_days(date(2024, 1, 1), date(2024, 12, 31))
    found = {d.title: d for d in DRAW_UP.occurrences(year, o.office(), LAW)}
    tet = found["Lập lịch trực Tết Nguyên Đán, 08/02/2024 – 14/02/2024"]
    assert LAW["duty.roster_days_before"] == 7
    assert tet.on == date(2024, 1, 30)  # 7 working days before Thursday 8/2
    assert (tet.owner, tet.cites, tet.kind, tet.met) == (f"unit:{o.UNIT}", ("18.u1/2",), "roster", False)
    assert tet.key == "roster:2024-02-08"
    assert len({d.key for d in found.values()}) == len(found)
    # 1/1/2025 is due in December 2024
    assert found["Lập lịch trực Tết Dương lịch, 01/01/2025 – 01/01/2025"].on == date(2024, 12, 23)


@given(st.integers(0, 365), st.integers(1, 60))
@settings(max_examples=40, deadline=None)
def test_a_duty_lies_in_one_window_only(start: int, length: int) -> None:
    first = date(2024, 1, 1) + timedelta(start)
    at = o.office()
    window = whole_days(first, first + timedelta(length))
    parts = (Span(window.start, session(first) + 2), Span(session(first) + 2, window.end))
    assert [d for part in parts for d in due(part, at)] == due(window, at)
    assert all(window.start <= session(on) < window.end for _, on, _ in due(window, at))


def test_the_duty_is_met_by_a_settled_roster_that_covers_every_day() -> None:
    window = whole_days(date(2024, 1, 25), date(2024, 2, 5))
    facts = full(o.office())
    duties = [Duty(r.day, r.person, r.role, 9) for r in facts.rows]
    assert [met for *_, met in due(window, o.office(duties=duties))] == [True]
    assert [met for *_, met in due(window, o.office(duties=duties[1:]))] == [False]
    drafts = [Duty(d.day, d.person, d.role, 9, settled=False) for d in duties]
    assert [met for *_, met in due(window, o.office(duties=drafts))] == [False]


def test_steps_are_due_before_the_first_day() -> None:
    procedure = o.rules().procedure("roster")
    case = o.Case(o.roster(), o.office(), LAW)
    draw, consent = case.matter.route
    assert procedure.due(case.matter, draw, case.office, LAW) == date(2024, 1, 30)
    assert procedure.due(case.matter, consent, case.office, LAW) == EIGHTH
    assert procedure.span(case.facts) == whole_days(*TET[::6])


def test_the_board_shows_who_is_on_who_is_missing_and_who_is_free() -> None:
    at = o.office(
        o.leave("cv1", TET[0], TET[0], matter=11), o.leave("cv2", TET[0], TET[0], settled=False, matter=12), staff=3
    )
    rows = board(o.roster(rows="08/02/2024:staff:cv1,cv2; 10/02/2024:leader:head"), at, LAW)
    assert [r.day for r in rows] == list(TET)
    first, third = rows[0], rows[2]
    assert (first.weekday, first.holiday, third.weekday) == ("thứ Năm", "29 Tết", "thứ Bảy")
    absent, asking = first.people["staff"]
    assert absent.trouble == "đồng chí Người cv1 vắng ngày 08/02/2024 (việc số 11 đã duyệt)" and absent.pending is None
    assert (asking.name, asking.trouble, asking.pending) == ("Người cv2", "", 12)
    assert first.missing == {"leader": 1} and third.missing == {"staff": 1}
    assert first.free == {"leader": ("head", "deputy1", "deputy2"), "staff": ("cv3",)}
    assert third.free == {"leader": ("deputy1", "deputy2"), "staff": ("cv1", "cv2", "cv3")}


def test_whoever_decides_is_warned_of_holes_and_of_leave_asked_for() -> None:
    at = o.office(o.leave("cv2", TET[0], TET[0], settled=False, matter=12))
    facts = full(at)
    leaders = (r for r in facts.rows if r.role == "leader")
    facts = facts.with_rows((*leaders, Row(day=TET[0], role="staff", person="cv2")))
    said = list(o.rules().procedure("roster").warnings(facts, at, LAW))
    assert said[0] == "thứ Sáu 09/02/2024 thiếu 1 người trực chuyên môn" and len(said) == 7
    assert said[-1] == (
        "đồng chí Người cv2 trực chuyên môn thứ Năm 08/02/2024 nhưng đang xin nghỉ ngày đó (việc số 12, chưa duyệt)"
    )


def event(act: str, facts: object, *, effective: bool = False, kind: str = "roster") -> Event:
    return Event(act, kind, 9, "", "head", "", "Lịch trực Tết, 08/02/2024 – 14/02/2024", facts, effective)


def test_everybody_on_duty_is_told_once_it_is_closed_and_after_a_swap() -> None:
    facts = o.roster(rows="08/02/2024:leader:head,staff:cv1; 10/02/2024:staff:cv1")
    told = {n.person: n for n in vptu_follow_ups(event("take", facts, effective=True))}
    assert told["cv1"].text == (
        "Đã chốt lịch trực Tết, 08/02/2024 – 14/02/2024. Đồng chí trực: "
        "thứ Năm 08/02/2024 (trực chuyên môn), thứ Bảy 10/02/2024 (trực chuyên môn)."
    )
    assert set(told) == {"head", "cv1"} and told["head"].cites == ("18.u1/2",)
    assert vptu_follow_ups(event("swap", facts))[0].text.startswith("Có đổi ca trong lịch trực Tết")
    assert vptu_follow_ups(event("assign", facts)) == () == vptu_follow_ups(event("take", object(), kind="leave"))
