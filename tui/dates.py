"""Dates as the office writes them: short weekday names, dd/mm/yyyy, morning and afternoon."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from core.office.sessions import HALVES, ZONE

WEEKDAYS: Final = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
"""Monday to Sunday."""


def moment(at: datetime, *, short: bool = False) -> str:
    """`T5 07/03/2024 · 10:05 sáng`: weekday, day, time and the half-day it lies in, in the office's zone."""
    local = at.astimezone(ZONE)
    if short:
        return f"{WEEKDAYS[local.weekday()]} {local:%d/%m %H:%M}"
    return f"{WEEKDAYS[local.weekday()]} {local:%d/%m/%Y · %H:%M} {HALVES[local.hour >= 12]}"


def from_day(day: date | None) -> str:
    """« (từ ngày 11/10/2024)»: the turn of a step comes only when what is asked before it has lapsed."""
    return f" (từ ngày {day:%d/%m/%Y})" if day else ""
