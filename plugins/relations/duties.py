"""What recurs: the Head's report (23-1/1), the wards' reports (21.1/1), the Office's own to the province (22b.1/2).

Reminders only (A28): what is due stands in the calendar, from where the matter that meets it can be opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from core.law.duty import Due, DutyRule
from core.law.regulation import Law
from core.office.office import Office
from core.office.sessions import Span, day_of

from . import common
from .regimes import Regime, regimes, slug

PROVINCE = "provincial_office"


def head_report(window: Span, office: Office, law: Law) -> Iterator[Due]:
    """23-1/1: every so many months, on the day of the last month that the office chose (A28)."""
    every, day = law.whole("report.head_every_months"), law.whole("calendar.head_report_day")
    months = tuple(range(every, 13, every))
    for on in Regime("", months, day).days(*_days(window)):
        title = f"Báo cáo Phó Bí thư Thường trực tình hình hoạt động đến tháng {on.month}/{on.year}"
        yield Due(head_key(on), "post:head", title, on, ("23-1/1",), "report_up")


def ward_reports(window: Span, office: Office, law: Law) -> Iterator[Due]:
    """21.1/1: what each ward office of the day owes, for whoever follows the ward."""
    for regime in regimes(law.text("relations.ward_reports"), "relations.ward_reports"):
        for on in regime.days(*_days(window)):
            for area, body in common.wards(office).items():
                key = ward_key(area, regime.name, on)
                title = f"{body.name}: {regime.name}"
                yield Due(key, f"follower_of_area:{area}", title, on, ("21.1/1",), "ward_report")


def province_reports(window: Span, office: Office, law: Law) -> Iterator[Due]:
    """22b.1/2: what the Office itself owes the provincial office."""
    names = ", ".join(b.name for b in office.establishment.bodies_of_kind(PROVINCE)) or "Văn phòng cấp ủy cấp trên"
    for regime in regimes(law.text("relations.province_reports"), "relations.province_reports"):
        for on in regime.days(*_days(window)):
            key = f"province_report:{regime.slug}:{on.isoformat()}"
            title = f"Gửi {names}: {regime.name}"
            yield Due(key, f"unit:{law.text('relations.ward_unit')}", title, on, ("22b.1/2",), "coordination")


def head_key(on: date) -> str:
    return f"report_up:{on.isoformat()}"


def ward_key(area: str, report: str, on: date) -> str:
    """What a ward owes, by what it is called and the day it is due: however often that is worked out."""
    return f"ward_report:{area}:{slug(report)}:{on.isoformat()}"


def nearest_head_report(day: date, law: Law) -> date:
    """The occurrence that a report of that day meets: the one it comes closest to."""
    every, on_day = law.whole("report.head_every_months"), law.whole("calendar.head_report_day")
    regime = Regime("", tuple(range(every, 13, every)), on_day)
    year = timedelta(days=366)
    return min(regime.days(day - year, day + year), key=lambda on: abs((on - day).days))


def _days(window: Span) -> tuple[date, date]:
    return day_of(window.start), day_of(window.end - 1)


HEAD_REPORT = DutyRule("relations.head_report", ("23-1/1",), head_report)
WARD_REPORTS = DutyRule("relations.ward_reports", ("21.1/1",), ward_reports)
PROVINCE_REPORTS = DutyRule("relations.province_reports", ("22b.1/2",), province_reports)
