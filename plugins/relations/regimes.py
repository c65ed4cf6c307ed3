"""Recurring reports as an office writes them down: «Báo cáo tháng|thang|20; Báo cáo quý|quy|25; Báo cáo năm|nam|12-10».

The regulation names none of them – the Standing Committee and the provincial office do – so they are a setting.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from core.errors import ConfigError
from core.text import fold

MONTHS = {"thang": tuple(range(1, 13)), "quy": (3, 6, 9, 12)}
LAST_SAFE_DAY = 28
"""A day every month has."""


class Regime(NamedTuple):
    """A report with the months and the day on which it is due."""

    name: str
    months: tuple[int, ...]
    day: int

    @property
    def slug(self) -> str:
        """Its name as part of a key."""
        return slug(self.name)

    def days(self, first: date, last: date) -> Iterator[date]:
        """The days it is due from `first` to `last`, both included."""
        for year in range(first.year, last.year + 1):
            for month in self.months:
                if first <= (on := date(year, month, self.day)) <= last:
                    yield on


def slug(name: str) -> str:
    """«Báo cáo tháng» -> `bao-cao-thang`."""
    return "-".join(fold(name).split())


def regimes(text: str, key: str) -> tuple[Regime, ...]:
    """The reports of a setting. Raises `ConfigError` naming the entry that cannot be read and how it is written."""
    found = tuple(_regime(entry.strip(), key) for entry in text.split(";") if entry.strip())
    twice = next((r.name for n, r in enumerate(found) if r.slug in {other.slug for other in found[:n]}), None)
    if twice is not None:
        raise ConfigError(f"Tham số «{key}»: báo cáo «{twice}» được ghi hai lần; giữ lại một mục.")
    return found


def _regime(entry: str, key: str) -> Regime:
    name, _, rest = (part.strip() for part in entry.partition("|"))
    every, _, day = (part.strip() for part in rest.partition("|"))
    every = fold(every)
    if name and every in MONTHS and day.isdigit() and 1 <= int(day) <= LAST_SAFE_DAY:
        return Regime(name, MONTHS[every], int(day))
    if name and every == "nam" and (on := _month_day(day)) is not None:
        return Regime(name, (on.month,), on.day)
    raise ConfigError(
        f"Tham số «{key}»: mục «{entry}» không đọc được; viết như «Báo cáo tháng|thang|20» (ngày 1 đến "
        f"{LAST_SAFE_DAY}), «Báo cáo quý|quy|25» hoặc «Báo cáo năm|nam|12-10»."
    )


def _month_day(text: str) -> date | None:
    """`12-10`, in a year without a 29 February."""
    month, _, day = text.partition("-")
    if not (month.isdigit() and day.isdigit()):
        return None
    try:
        return date(2023, int(month), int(day))
    except ValueError:
        return None
