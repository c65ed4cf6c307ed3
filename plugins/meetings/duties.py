"""The meetings the text requires: weekly in each unit, monthly among the leaders, after Q1, H1 and nine months, the
year's end, and the yearly review of the committee offices' work.

The text names no day (A26): a working day of the period is proposed by parameters, nothing is ever late; what was not
held is seen because nothing met it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from core.law.duty import Due, DutyRule
from core.law.regulation import Law
from core.office.office import Office
from core.office.sessions import Span, day_of, session

from . import periods
from .meeting.kinds import KINDS


def _window(window: Span) -> tuple[date, date]:
    return day_of(window.start), day_of(window.end - 1)


def unit_weekly(window: Span, office: Office, law: Law) -> Iterator[Due]:
    """10.3-3: every unit that has people, every week that has a working day."""
    first, last = _window(window)
    ahead = timedelta(law.whole("meetings.weekly_day") - 1)
    units = [u for u in office.establishment.units.values() if office.establishment.members.get(u.id)]
    for monday in periods.weeks(first, last):
        on = periods.workday_within(monday + ahead, monday, monday + timedelta(6), office.calendar)
        if on is None or not first <= on <= last:
            continue
        week = periods.week(monday)
        for unit in units:
            facts = {"type": "unit_weekly", "unit": unit.id, "on": session(on), "period": week, "title": "Họp tuần"}
            yield _due("unit_weekly", week, f"unit:{unit.id}", f"{unit.name}: họp tuần {week}", on, "10.3-3", facts)


def leadership_monthly(window: Span, office: Office, law: Law) -> Iterator[Due]:
    """10.1.a: the leaders, every month."""
    first, last = _window(window)
    for start in periods.months(first, last):
        end = (start + timedelta(31)).replace(day=1) - timedelta(1)
        wanted = start.replace(day=law.whole("meetings.monthly_day"))
        on = periods.workday_within(wanted, start, end, office.calendar)
        if on is None or not first <= on <= last:
            continue
        month = periods.month(start)
        title = f"Giao ban lãnh đạo tháng {start:%m/%Y}"
        facts = _facts("leadership_monthly", on, month, title)
        yield _due("leadership_monthly", month, "post:head", title, on, "10.1.a", facts)


def conferences(window: Span, office: Office, law: Law) -> Iterator[Due]:
    """10.1.b: so many working days after the quarter, the half-year, the nine months."""
    first, last = _window(window)
    days = law.whole("meetings.conference_days")
    for year in range(first.year, last.year + 1):
        for type, month in periods.ENDS.items():
            end = date(year, month + 1, 1) - timedelta(1)
            on = office.calendar.add_working_days(end, days)
            if first <= on <= last:
                title = f"{KINDS[type].name} năm {year}"
                yield _due(type, str(year), "post:head", title, on, "10.1.b", _facts(type, on, str(year), title))


def year_end(window: Span, office: Office, law: Law) -> Iterator[Due]:
    """10.1.c: the year's end, joined with the staff conference."""
    for year, on in _december(window, office, law.whole("meetings.year_day")):
        title = f"Hội nghị tổng kết năm {year}, kết hợp hội nghị cán bộ, công chức"
        facts = _facts("conference_year", on, str(year), title)
        yield _due("conference_year", str(year), "post:head", title, on, "10.1.c", facts)


def office_review(window: Span, office: Office, law: Law) -> Iterator[Due]:
    """3.3/2: the yearly review of committee-office work, which the year-end conference may be as well (A47)."""
    for year, on in _december(window, office, law.whole("meetings.review_day")):
        title = f"Tổng kết công tác văn phòng cấp ủy năm {year}"
        facts = {**_facts("conference_year", on, str(year), title), "office_review": True}
        yield _due("office_review", str(year), "post:head", title, on, "3.3/2", facts)


def _december(window: Span, office: Office, day: int) -> Iterator[tuple[int, date]]:
    first, last = _window(window)
    for year in range(first.year, last.year + 1):
        on = periods.workday_within(date(year, 12, day), date(year, 12, 1), date(year, 12, 31), office.calendar)
        if on is not None and first <= on <= last:
            yield year, on


def _facts(type: str, on: date, period: str, title: str) -> dict[str, object]:
    return {"type": type, "on": session(on), "period": period, "title": title}


def _due(type: str, period: str, owner: str, title: str, on: date, cite: str, facts: Mapping[str, object]) -> Due:
    of = owner.removeprefix("unit:") if owner.startswith("unit:") else ""
    return Due(
        periods.key(type, period, of), owner, title, on, (cite,), "meeting", binding=False, facts=facts,
    )  # fmt: skip


RULES = (
    DutyRule("meetings.unit_weekly", ("10.3-3",), unit_weekly),
    DutyRule("meetings.leadership_monthly", ("10.1.a",), leadership_monthly),
    DutyRule("meetings.conferences", ("10.1.b",), conferences),
    DutyRule("meetings.year_end", ("10.1.c",), year_end),
    DutyRule("meetings.office_review", ("3.3/2",), office_review),
)
