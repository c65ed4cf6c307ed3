"""Recurring duties: three states on a day off (A24), what follows from an act, figures that are frozen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.law.duty import Due, due_state, last_day
from tests.support.office import calendar

SATURDAY = date(2026, 10, 17)
WEEKENDS = ("grace_next_workday", "strict", "previous_workday")
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def due(on: date, met: date | None = None, *, binding: bool = True) -> Due:
    return Due("k", "person:cvA", "Báo cáo", on, ("11.2-1",), met=met is not None, met_on=met, binding=binding)


@pytest.mark.parametrize(
    ("weekend", "met", "word", "days"),
    [
        ("grace_next_workday", SATURDAY, "đúng hạn", 0),
        ("grace_next_workday", date(2026, 10, 19), "trùng ngày nghỉ, nộp ngày làm việc liền sau", 0),
        ("grace_next_workday", date(2026, 10, 20), "nộp trễ", 1),
        ("strict", date(2026, 10, 19), "nộp trễ", 2),
        ("previous_workday", date(2026, 10, 16), "đúng hạn", 0),
        ("previous_workday", SATURDAY, "nộp trễ", 1),
    ],
)
def test_a_due_day_that_is_a_day_off(weekend: str, met: date, word: str, days: int) -> None:
    state = due_state(due(SATURDAY, met), date(2026, 12, 1), calendar(), weekend)
    assert (state.word, state.days) == (word, days)


def test_what_is_not_met_is_late_only_after_its_last_day() -> None:
    on_monday = due_state(due(SATURDAY), date(2026, 10, 19), calendar(), "grace_next_workday")
    assert on_monday.tone == "warn" and on_monday.word.startswith("trùng ngày nghỉ")
    on_tuesday = due_state(due(SATURDAY), date(2026, 10, 20), calendar(), "grace_next_workday")
    assert (on_tuesday.word, on_tuesday.tone, on_tuesday.days) == ("quá hạn", "bad", 1)
    reminder = due_state(due(SATURDAY, binding=False), date(2027, 1, 1), calendar(), "strict")
    assert (reminder.word, reminder.tone) == ("chưa làm", "warn"), "no day in the text: it only reminds (A28)"


@given(DAYS, st.sampled_from(WEEKENDS))
def test_the_last_day_is_the_legal_one_unless_that_is_a_day_off(on: date, weekend: str) -> None:
    last = last_day(on, calendar(), weekend)
    if calendar().is_working_day(on) or weekend == "strict":
        assert last == on
    else:
        assert calendar().is_working_day(last) and (last > on) is (weekend == "grace_next_workday")


@given(DAYS, DAYS, st.integers(0, 40), st.sampled_from(WEEKENDS))
def test_a_state_depends_on_records_and_the_day_asked_and_lateness_only_grows(
    on: date, today: date, more: int, weekend: str
) -> None:
    now = due_state(due(on), today, calendar(), weekend)
    later = due_state(due(on), today + timedelta(days=more), calendar(), weekend)
    assert now == due_state(due(on), today, calendar(), weekend)
    if now.tone == "bad":
        assert later.tone == "bad" and later.days == now.days + more
