"""Reports that recur: their days over two years, each occurrence once, and the periods they are called by.

Who may do what, and the three readings of a day off, stand in tests/scenarios/70-bao-cao.toml; what happens to a report
in a store, in tests/test_reporting_papers.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ConfigError
from core.law.duty import Due, due_state, last_day
from core.office.sessions import ZONE, Span, session, whole_days
from plugins.reporting import duties, schedule
from plugins.reporting.event.facts import EventReport
from plugins.reporting.event.occasions import OCCASIONS, TO_VI
from plugins.reporting.periodic.facts import Report
from plugins.reporting.periodic.records import NO_LONGER, occurrences, worst
from plugins.reporting.typed import OnRecord
from tests.support.office import calendar, law, office_at

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
SPECIALISTS = ("cvA", "cvB", "cvC", "cvD")
OFF: Mapping[date, date] = {
    date(2026, 1, 17): date(2026, 1, 16),
    date(2026, 2, 17): date(2026, 2, 13),  # Tết
    date(2026, 5, 17): date(2026, 5, 15),
    date(2026, 10, 17): date(2026, 10, 16),
    date(2026, 12, 12): date(2026, 12, 11),
    date(2027, 1, 17): date(2027, 1, 15),
    date(2027, 4, 17): date(2027, 4, 15),  # a Saturday after the Kings' day
    date(2027, 7, 17): date(2027, 7, 16),
    date(2027, 10, 17): date(2027, 10, 15),
    date(2027, 12, 12): date(2027, 12, 10),
}
"""Legal days of 2026 and 2027 that are days off -> the working day before, by which one is reminded."""


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZONE)


def owed(window: Span, settings: Mapping[str, object] | None = None, on: date = FIRST) -> list[Due]:
    office, in_force = office_at(at_noon(on)), law(on, settings)
    return [due for rule in duties.RULES for due in rule.occurrences(window, office, in_force)]


def report(**more: object) -> Report:
    return Report.model_validate({"type": "thang", "period": "05/2026", "person": "cvA", **more})


# -- two years, month by month


@pytest.mark.parametrize(
    "month", [(y, m) for y in (2026, 2027) for m in range(1, 13)], ids=lambda ym: f"{ym[1]}/{ym[0]}"
)
def test_what_each_month_of_two_years_asks_for(month: tuple[int, int]) -> None:
    year, number = month
    last = (date(year + number // 12, number % 12 + 1, 1)) - timedelta(days=1)
    found = [d for d in owed(whole_days(date(year, number, 1), last)) if d.facts.get("person") in ("cvA", None)]
    wanted = {f"report:thang:{year}-{number:02}:cvA": 17, f"report:tien_do:{year}-{number:02}:tong_hop": 25}
    if number in (3, 6, 9):
        wanted[f"report:so_ket:{year}-{number:02}:cvA"] = 17
    if number == 12:
        wanted[f"report:nam:{year}:cvA"] = 12
    if number % 3 == 0:
        wanted[f"report:chap_hanh:{year}-{number:02}:tai_chinh_quan_tri"] = 25
    assert {d.key: d.on.day for d in found} == wanted
    assert all((d.on.year, d.on.month) == month for d in found)


def test_which_legal_days_of_two_years_are_days_off_and_when_one_is_reminded() -> None:
    days = {d.on for d in owed(whole_days(FIRST, LAST)) if d.binding}
    assert {day: duties.remind_on(day, calendar()) for day in days if not calendar().is_working_day(day)} == OFF
    assert all(duties.remind_on(day, calendar()) == day for day in days - OFF.keys())


def test_the_sundays_of_the_office_calendar_since_2022() -> None:
    """As they were worked out by hand for the office: the 17th on a Sunday."""
    sundays = [
        period for period, on in schedule.due_days("thang", date(2022, 2, 1), LAST, law(FIRST)) if on.weekday() == 6
    ]
    assert sundays == [
        "2022-04", "2022-07", "2023-09", "2023-12", "2024-03", "2024-11", "2025-08", "2026-05", "2027-01", "2027-10",
    ]  # fmt: skip


def test_the_legal_day_stays_and_the_title_says_when_one_is_reminded() -> None:
    (due,) = (d for d in owed(whole_days(date(2026, 5, 1), date(2026, 5, 31))) if d.key.endswith("05:cvA"))
    assert (due.on, due.channel, due.kind) == (date(2026, 5, 17), "qua Văn thư", "report")
    assert due.title == "Báo cáo tháng 5/2026 của Chuyên viên A (hạn là ngày nghỉ, nhắc nộp 15/05)"
    assert due.cites == ("11.2-1", "11.2/2")
    opened = Report.model_validate(due.facts)
    assert (opened.type, opened.period, opened.person) == ("thang", "2026-05", "cvA")


@pytest.mark.parametrize("on", OFF, ids=str)
def test_three_readings_of_a_day_off_on_each_of_them(on: date) -> None:
    """A24: in time on the day itself; on the working day after only by grace; before it always."""
    before, after = OFF[on], last_day(on, calendar(), "grace_next_workday")
    says = {
        weekend: tuple(
            due_state(Due("k", "p", "t", on, ("11.2-1",), met=True, met_on=day), LAST, calendar(), weekend).word
            for day in (before, on, after, after + timedelta(days=1))
        )
        for weekend in ("grace_next_workday", "strict", "previous_workday")
    }
    off = "trùng ngày nghỉ, nộp ngày làm việc liền sau"
    assert says == {
        "grace_next_workday": ("đúng hạn", "đúng hạn", off, "nộp trễ"),
        "strict": ("đúng hạn", "đúng hạn", "nộp trễ", "nộp trễ"),
        "previous_workday": ("đúng hạn", "nộp trễ", "nộp trễ", "nộp trễ"),
    }


def test_only_what_the_text_gives_a_day_can_be_late() -> None:
    found = owed(whole_days(FIRST, LAST))
    assert {d.key.split(":")[1] for d in found if not d.binding} == {"tien_do", "chap_hanh"}
    assert {d.key.split(":")[1] for d in found if d.binding} == {"thang", "so_ket", "nam"}


def test_a_saturday_that_is_worked_is_a_day_like_any_other() -> None:
    """22 August 2026 is worked for 31 August: a legal day on it moves nothing."""
    settings = {"report.monthly_day": 22}
    found = {d.on: d.title for d in owed(whole_days(date(2026, 8, 1), date(2026, 8, 31)), settings) if "cvA" in d.key}
    assert found == {date(2026, 8, 22): "Báo cáo tháng 8/2026 của Chuyên viên A"}
    swapped = owed(whole_days(date(2026, 8, 31), date(2026, 8, 31)), {"report.interim": ["08-31"]})
    assert {d.title.partition(" của ")[2] for d in swapped if "cvA" in d.key} == {
        "Chuyên viên A (hạn là ngày nghỉ, nhắc nộp 28/08)"
    }


def test_a_period_that_the_office_took_out_of_its_calendar_is_owed_no_more() -> None:
    office, changed = office_at(at_noon(FIRST)), law(FIRST, {"report.interim": ["06-17"]})
    kept = report(type="so_ket", period="quý I/2026", also_monthly=False)
    assert list(occurrences(kept, office, changed)) == [] and worst(kept, office, changed) == NO_LONGER


# -- each occurrence once


windows = st.tuples(st.integers(0, 4 * 365 * 2), st.integers(1, 2 * 365 * 2)).map(
    lambda at: Span(session(date(2024, 1, 1)) + at[0], session(date(2024, 1, 1)) + at[0] + at[1])
)


@given(windows, windows)
def test_each_occurrence_exists_once_however_the_calendar_is_cut(one: Span, other: Span) -> None:
    both = Span(min(one.start, other.start), max(one.end, other.end))
    whole = {d.key: d for d in owed(both)}
    assert len(whole) == len(owed(both))
    for window in (one, other):
        part = owed(window)
        assert [n for n in Counter(d.key for d in part).values() if n > 1] == []
        inside = {k for k, d in whole.items() if session(d.on) + 1 >= window.start and session(d.on) < window.end}
        assert {d.key for d in part} == inside
        assert all(whole[d.key] == d for d in part)


@given(st.dates(FIRST, LAST), st.dates(FIRST, LAST))
def test_cutting_at_any_day_loses_and_doubles_nothing(a: date, b: date) -> None:
    first, last = sorted((a, b))
    middle = first + (last - first) // 2
    halves = owed(whole_days(first, middle)) + owed(whole_days(middle + timedelta(days=1), last))
    assert sorted(d.key for d in halves) == sorted(d.key for d in owed(whole_days(first, last)))


@given(st.sampled_from(tuple(schedule.TYPES)), st.integers(1, 12), st.integers(1, 28))
def test_days_and_intervals_an_office_may_set_leave_no_gap(type: str, every: int, day: int) -> None:
    settings = {
        "calendar.compliance_every_months": every, "report.monthly_day": day, "calendar.progress_day": day,
        "calendar.compliance_day": day, "report.interim": ["02-15", "08-30"], "report.annual": "11-30",
    }  # fmt: skip
    in_force = law(FIRST, settings)
    found = list(schedule.due_days(type, FIRST, LAST, in_force))
    wanted = {"thang": 24, "tien_do": 24, "so_ket": 4, "nam": 2, "chap_hanh": 2 * (12 // every)}
    assert len(found) == len(dict(found)) == wanted[type]
    for period, on in found:
        start, until = schedule.days_told(type, period, in_force)
        assert start < until == on
        before = list(schedule.due_days(type, start - timedelta(days=1), on - timedelta(days=1), in_force))
        if type in ("so_ket", "nam"):
            assert (start.month, start.day) == (1, 1)
        else:  # it goes on where the one before it ended
            assert [day for _, day in before] == [start - timedelta(days=1)]


def test_a_unit_owes_once_where_the_office_chose_that() -> None:
    """A27: by the unit, for every unit that has a specialist."""
    found = owed(whole_days(date(2026, 3, 1), date(2026, 3, 31)), {"report.by": "unit"})
    monthly = [d for d in found if ":thang:" in d.key]
    assert [(d.key, d.owner) for d in monthly] == [
        (f"report:thang:2026-03:unit:{u}", f"unit:{u}") for u in ("tong_hop", "tai_chinh_quan_tri", "co_yeu_cntt")
    ]
    office, in_force = office_at(at_noon(FIRST)), law(FIRST, {"report.by": "unit"})
    joint = report(type="so_ket", period="quý I/2026", people="cvB")
    met = {due.key for due in occurrences(joint, office, in_force)}
    assert met == {d.key for d in found if d.key.endswith(":unit:tong_hop")}


def test_nobody_owes_a_report_from_before_he_came() -> None:
    office = office_at(at_noon(FIRST))
    joined = {p: office.establishment.people[p].joined for p in SPECIALISTS}
    for due in owed(whole_days(date(2011, 1, 1), date(2020, 12, 31))):
        person = due.facts.get("person")
        if isinstance(person, str):
            assert (since := joined[person]) is None or since <= due.on


# -- periods, as they are typed and as they are read


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("05/2026", "2026-05"), ("5-2026", "2026-05"), ("2026-5", "2026-05"), ("Tháng 12/2026", "2026-12"),
        ("quý I/2026", "2026-03"), ("Quý 4 năm 2026", "2026-12"), ("6 tháng đầu năm 2026", "2026-06"),
        ("9 tháng 2026", "2026-09"), ("năm 2026", "2026"), ("2026", "2026"),
    ],
)  # fmt: skip
def test_a_period_is_read_as_people_write_it(typed: str, period: str) -> None:
    assert schedule.read_period(typed) == period


@given(st.sampled_from(tuple(schedule.TYPES)), st.dates(FIRST, LAST))
def test_what_is_spoken_is_read_again(type: str, day: date) -> None:
    for period, _ in schedule.due_days(type, day, day + timedelta(days=400), law(FIRST)):
        assert schedule.read_period(schedule.spoken(type, period)) == period


@pytest.mark.parametrize("typed", ["31/04/2026", "13/2026", "00/2026", "quý V/2026", "tháng", "1800", "7 tháng 2026"])
def test_a_period_that_does_not_exist_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="không đọc được kỳ"):
        schedule.read_period(typed)


def test_the_thirty_first_of_april_is_no_day_to_report_on() -> None:
    with pytest.raises(ConfigError, match="03-17"):
        law(FIRST, {"report.interim": ["03-17", "04-31"]})
    with pytest.raises(ConfigError):
        law(FIRST, {"report.annual": "04-31"})
    with pytest.raises(ConfigError):
        law(FIRST, {"report.monthly_day": 31})


# -- what there is to choose from


def test_every_occasion_has_an_addressee_a_norm_and_words() -> None:
    for name, occasion in OCCASIONS.items():
        assert occasion.norms and set(occasion.norms) <= set(TO_VI) and occasion.title
        facts = EventReport.model_validate({"which": name, "person": "cvA", "about": "x"})
        assert facts.addressee == next(iter(occasion.norms))


def test_everything_on_record_has_a_title() -> None:
    bare = {f"{m.__name__}.{n}" for m in OnRecord.__subclasses__() for n, f in m.model_fields.items() if not f.title}
    assert OnRecord.__subclasses__() and not bare
