"""Dates as the office writes them: short weekday names, dd/mm/yyyy, morning and afternoon."""

from __future__ import annotations

from datetime import datetime
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
