"""When each report is due and what its period is called: the one place that knows, for duties, acts and lists alike.

A period is written `2026-05` – for a yearly report `2026` – and together with the type and the person it is the key
of a duty: however often the calendar is worked out, an occurrence exists once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from core.errors import UsageError
from core.law.regulation import Law
from core.text import fold

TYPES = {
    "thang": "báo cáo tháng",
    "so_ket": "báo cáo sơ kết",
    "nam": "báo cáo tổng kết năm",
    "tien_do": "báo cáo tiến độ chương trình công tác",
    "chap_hanh": "báo cáo chấp hành quy chế",
}
NORMS = {"thang": "11.2-1", "so_ket": "11.2-2", "nam": "11.2-3", "tien_do": "8.4/2", "chap_hanh": "23b.3/2"}
VIA_CLERICAL = ("thang", "so_ket", "nam")
"""Reports for which the text names a day: they go through Clerical, and may be late."""
_QUARTER = {"i": 3, "ii": 6, "iii": 9, "iv": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_ROMAN = {3: "I", 6: "II", 9: "III", 12: "IV"}
_SPOKEN = {3: "quý I/{}", 6: "6 tháng đầu năm {}", 9: "9 tháng đầu năm {}"}
_WRITTEN = (
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})"), None),
    (re.compile(r"(?:thang )?(?P<month>\d{1,2})[/-](?P<year>\d{4})"), None),
    (re.compile(r"quy (?P<quarter>i{1,3}|iv|[1-4])(?:[ /-]| nam )(?P<year>\d{4})"), _QUARTER),
    (re.compile(r"(?P<month>[69]) thang(?: dau)?(?:[ /-]| nam )(?P<year>\d{4})"), None),
)
_YEAR = re.compile(r"(?:nam )?(\d{4})")
FIRST_YEAR, LAST_YEAR = 1995, 2100


def read_period(typed: str) -> str:
    """`05/2026`, `tháng 5/2026`, `quý I/2026`, `6 tháng đầu năm 2026` -> `2026-05` …; `2026`, `năm 2026` -> `2026`.

    Raises `ValueError` in Vietnamese.
    """
    words = " ".join(fold(typed).split())
    year, month = 0, 0
    if whole := _YEAR.fullmatch(words):
        year, month = int(whole[1]), 1
    for pattern, quarters in _WRITTEN:
        if found := pattern.fullmatch(words):
            year = int(found["year"])
            month = quarters[found["quarter"]] if quarters else int(found["month"])
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise ValueError(f"không đọc được kỳ «{typed}»; viết như 05/2026, quý I/2026, 6 tháng 2026 hoặc 2026")
    return f"{year}" if whole else f"{year}-{month:02}"


def due_day(type: str, period: str, law: Law) -> date | None:
    """The legal day of a report of that period; None where no such report is owed."""
    year, month = int(period[:4]), int(period[5:] or 0)
    if type == "nam":
        return _on(year, law.text("report.annual")) if not month else None
    if not month:
        return None
    match type:
        case "thang":
            return date(year, month, law.whole("report.monthly_day"))
        case "so_ket":
            days = (_on(year, entry) for entry in law.entries("report.interim"))
            return next((day for day in days if day.month == month), None)
        case "tien_do":
            return date(year, month, law.whole("calendar.progress_day"))
        case _:
            every = law.whole("calendar.compliance_every_months")
            return date(year, month, law.whole("calendar.compliance_day")) if month % every == 0 else None


def require_due_day(type: str, period: str, law: Law) -> date:
    """As `due_day`. Raises `UsageError` naming the periods such a report has."""
    found = due_day(type, period, law)
    if found is None:
        year = int(period[:4])
        known = ", ".join(spoken(type, p) for p, _ in due_days(type, date(year, 1, 1), date(year, 12, 31), law))
        raise UsageError(f"Không có {TYPES[type]} nào của kỳ «{period}»; trong năm {year} có: {known}.")
    return found


def due_days(type: str, first: date, last: date, law: Law) -> Iterator[tuple[str, date]]:
    """Period and legal day of every report due from `first` to `last`, both included, each period once."""
    for year in range(first.year, last.year + 1):
        for period in (str(year),) if type == "nam" else (f"{year}-{month:02}" for month in range(1, 13)):
            day = due_day(type, period, law)
            if day is not None and first <= day <= last:
                yield period, day


def days_told(type: str, period: str, law: Law) -> tuple[date, date]:
    """The days a report of that period speaks of, both included, up to the day it is due.

    An interim and a yearly report speak of the year so far; every other goes on where the one before it ended.
    """
    last = require_due_day(type, period, law)
    if type in ("so_ket", "nam"):
        return date(last.year, 1, 1), last
    one, year = timedelta(days=1), timedelta(days=366)
    before = [day for _, day in due_days(type, last - year, last - one, law)]
    return max(before, default=last - year) + one, last


def spoken(type: str, period: str) -> str:
    """«tháng 5/2026», «quý I/2026», «6 tháng đầu năm 2026», «năm 2026»."""
    year, month = period[:4], int(period[5:] or 0)
    if not month:
        return f"năm {year}"
    match type:
        case "so_ket":
            return _SPOKEN.get(month, f"đến tháng {month}/{{}}").format(year)
        case "chap_hanh":
            return f"quý {_ROMAN[month]}/{year}" if month in _ROMAN else f"đến tháng {month}/{year}"
        case _:
            return f"tháng {month}/{year}"


def key(type: str, period: str, who: str) -> str:
    """What makes an occurrence the same one. `who` is the person, or the unit or field that owes it."""
    return f"report:{type}:{period}:{who}"


def title(type: str, period: str) -> str:
    """«Báo cáo tháng 5/2026», «Báo cáo sơ kết quý I/2026»."""
    says = "Báo cáo" if type == "thang" else TYPES[type][:1].upper() + TYPES[type][1:].removesuffix(" năm")
    return f"{says} {spoken(type, period)}"


def _on(year: int, month_day: str) -> date:
    month, day = map(int, month_day.split("-"))
    return date(year, month, day)
