"""What recurs by Điều 8: the Office's plan every year, and after it the plans of the units.

The regulation names no day, so these only remind and are never late (A28).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.law.duty import Due, DutyRule
from core.law.regulation import Law
from core.office.office import Office
from core.office.sessions import Span, day_of

from . import common


def office_plan(window: Span, office: Office, law: Law) -> Iterator[Due]:
    """8.1/1: the draft for the year to come, by the General unit."""
    general = common.general(law)
    for on in _days(window, law.text("calendar.annual_plan")):
        year = on.year + 1
        yield Due(
            office_key(year), f"unit:{general}", f"Trình dự thảo kế hoạch năm {year} của Văn phòng", on, ("8.1/1",),
            "plan", binding=False, facts={"scope": "office", "year": year, "unit": general},
        )  # fmt: skip


def unit_plans(window: Span, office: Office, law: Law) -> Iterator[Due]:
    """8.3/1: each unit's own, once the Office has its plan."""
    for on in _days(window, law.text("planning.unit_plan")):
        for found in office.establishment.units.values():
            yield Due(
                unit_key(found.id, on.year), f"unit:{found.id}", f"Lập kế hoạch năm {on.year} của {found.name}", on,
                ("8.3/1",), "plan", binding=False, facts={"scope": "unit", "year": on.year, "unit": found.id},
            )  # fmt: skip


def office_key(year: int) -> str:
    return f"plan:{year}"


def unit_key(unit: str, year: int) -> str:
    return f"plan:{unit}:{year}"


def _days(window: Span, month_day: str) -> Iterator[date]:
    """A day every year has, in the years of the window."""
    first, last = day_of(window.start), day_of(window.end - 1)
    month, day = map(int, month_day.split("-"))
    on_each = (date(year, month, day) for year in range(first.year, last.year + 1))
    return (on for on in on_each if first <= on <= last)


OFFICE_PLAN = DutyRule("planning.office_plan", ("8.1/1",), office_plan)
UNIT_PLANS = DutyRule("planning.unit_plans", ("8.3/1",), unit_plans)
