"""Which week, month or year a meeting is for, and the key of the duty it meets: one reckoning for all of the area."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from core.office.sessions import Calendar

WEEKLY, MONTHLY, YEARLY = "tuần", "tháng", "năm"
PATTERNS = {
    WEEKLY: re.compile(r"(20\d\d)-W(\d\d)"),
    MONTHLY: re.compile(r"(20\d\d)-(\d\d)"),
    YEARLY: re.compile(r"20\d\d"),
}
EXAMPLES = {WEEKLY: "2024-W41", MONTHLY: "2024-10", YEARLY: "2024"}
OF_TYPE = {
    "unit_weekly": WEEKLY, "leadership_monthly": MONTHLY, "conference_q1": YEARLY, "conference_h1": YEARLY,
    "conference_m9": YEARLY, "conference_year": YEARLY,
}  # fmt: skip
"""How often each required meeting recurs."""
ENDS = {"conference_q1": 3, "conference_h1": 6, "conference_m9": 9}
"""The last month of what a conference looks back on (10.1.b)."""
LAST_MONTH_OF_LOOKING_BACK = 3
"""A year-end conference of January to March looks back on the year before."""


def week(day: date) -> str:
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def month(day: date) -> str:
    return f"{day:%Y-%m}"


def period_of(type: str, on: date) -> str:
    """The period a meeting of that day is for; "" for one that does not recur."""
    match OF_TYPE.get(type):
        case "tuần":
            return week(on)
        case "tháng":
            return month(on)
        case "năm":
            back = LAST_MONTH_OF_LOOKING_BACK if type == "conference_year" else ENDS.get(type, 0) - 1
            return str(on.year - (on.month <= back))
        case _:
            return ""


def is_period(type: str, text: str) -> bool:
    """Is it written as a period of such a meeting, and is there one?"""
    found = OF_TYPE.get(type)
    if found is None or not PATTERNS[found].fullmatch(text):
        return False
    if found == WEEKLY:
        try:
            return bool(date.fromisocalendar(int(text[:4]), int(text[6:]), 1))
        except ValueError:
            return False
    return found == YEARLY or 1 <= int(text[5:]) <= 12


def fits(type: str, period: str, on: date) -> bool:
    """A meeting of that day is for its own period, or makes up for the one before."""
    match OF_TYPE.get(type):
        case "tuần":
            before = on - timedelta(7)
        case "tháng":
            before = on.replace(day=1) - timedelta(1)
        case _:
            before = on.replace(year=on.year - 1, day=min(on.day, 28))
    return period in (period_of(type, on), period_of(type, before))


def key(type: str, period: str, unit: str = "") -> str:
    """`meeting:unit_weekly:2024-W41:tong_hop`: however often that is worked out."""
    return ":".join(filter(None, ("meeting", type, period, unit)))


def review_key(period: str, unit: str) -> str:
    """The monthly self-review of a unit, for whoever answers for Điều 16 (A47)."""
    return f"review:{period}:{unit}"


def weeks(first: date, last: date) -> Iterator[date]:
    """The Mondays of the weeks that touch these days."""
    monday = first - timedelta(first.weekday())
    while monday <= last:
        yield monday
        monday += timedelta(7)


def months(first: date, last: date) -> Iterator[date]:
    """The first days of the months that touch these days."""
    day = first.replace(day=1)
    while day <= last:
        yield day
        day = (day + timedelta(31)).replace(day=1)


def workday_within(wanted: date, first: date, last: date, calendar: Calendar) -> date | None:
    """The working day of a period nearest before the wanted day, else nearest after; None where it has none."""
    before = (wanted - timedelta(n) for n in range((wanted - first).days + 1))
    after = (wanted + timedelta(n) for n in range(1, (last - wanted).days + 1))
    return next((d for days in (before, after) for d in days if calendar.is_working_day(d)), None)
