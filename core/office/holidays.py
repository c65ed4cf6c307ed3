"""Which days are off: the public holidays computed once and kept as a table, and what an office writes over them.

The holidays library knows the lunar calendar and the announced swaps, but importing it costs a quarter of a second.
The table in `config/holidays.toml` holds its answers for the years that matter; the library is asked only for a year
outside the table, and to write the table anew. Law changes faster than programs: the office's own rows always win.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol, cast

from core.office.sessions import Calendar, Holiday

FIRST_YEAR, LAST_YEAR = 1995, 2100
"""The years the library can compute by the labour law as it is."""
_SWAPPED = re.compile(r"thay cho ngày (\d{2})/(\d{2})/(\d{4})")


class Pending(NamedTuple):
    """A holiday the library knows and the law has not settled: it counts from `since` on, or not at all."""

    name: str
    since: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class HolidayTable:
    """The rows of `holidays.toml`: the computed ones, and the office's own that go over them."""

    first_year: int
    last_year: int
    days: Mapping[date, str]
    """Computed: day off -> its name."""
    swaps: Mapping[date, date]
    """Computed: day off -> the weekend day worked instead, also for years before the table."""
    added: Mapping[date, str] = field(default_factory=dict)
    removed: frozenset[date] = frozenset()
    own_swaps: Mapping[date, date] = field(default_factory=dict)
    pending: tuple[Pending, ...] = ()

    def in_force(self, day: date, name: str) -> bool:
        """Whether a computed holiday counts at this office."""
        held = next((p for p in self.pending if name.startswith(p.name)), None)
        return day not in self.removed and (held is None or (held.since is not None and day >= held.since))

    def holidays_of(self, year: int) -> dict[date, Holiday]:
        """The days off of one year, computed rows and own rows together."""
        if self.first_year <= year <= self.last_year:
            computed: Mapping[date, str] = {day: name for day, name in self.days.items() if day.year == year}
        else:
            computed = computed_days([year])
        off = {day: Holiday(day, name) for day, name in computed.items() if self.in_force(day, name)}
        for day, worked in (*self.swaps.items(), *self.own_swaps.items()):
            if day.year == year and day not in self.removed:
                off[day] = Holiday(day, f"Ngày nghỉ (thay cho ngày {worked:%d/%m/%Y})", paid=False)
        off |= {day: Holiday(day, name) for day, name in self.added.items() if day.year == year}
        return dict(sorted(off.items()))

    def worked(self) -> frozenset[date]:
        """All weekend days that are worked because another day is off."""
        swaps = {**self.swaps, **self.own_swaps}
        return frozenset(worked for day, worked in swaps.items() if day not in self.removed)


class DaysOff(Mapping[date, Holiday]):
    """The holidays of the years asked for at first, and of any other year as soon as somebody asks for a day in it."""

    __slots__ = ("_off", "_table", "_years")

    def __init__(self, table: HolidayTable, years: Iterable[int]) -> None:
        self._table = table
        self._off: dict[date, Holiday] = {}
        self._years: set[int] = set()
        for year in sorted(set(years)):
            self._learn(year)

    def _learn(self, year: int) -> None:
        self._off = {**self._off, **self._table.holidays_of(year)}
        self._years.add(year)

    def __getitem__(self, day: date) -> Holiday:
        if day.year not in self._years:
            self._learn(day.year)
        return self._off[day]

    def __contains__(self, day: object) -> bool:
        if isinstance(day, date) and day.year not in self._years:
            self._learn(day.year)
        return day in self._off

    def __iter__(self) -> Iterator[date]:
        return iter(self._off)

    def __len__(self) -> int:
        return len(self._off)


def calendar_for(years: Iterable[int], table: HolidayTable) -> Calendar:
    """The working calendar. Iterating its holidays gives those of `years`; a question about any other day is answered
    too: from the table, or by the library for a year outside it."""
    return Calendar(DaysOff(table, years), table.worked())


# The library


class _Library(Protocol):
    def items(self) -> Iterable[tuple[date, str]]: ...


def _vietnam(years: Iterable[int]) -> _Library:
    import holidays

    return cast(_Library, holidays.country_holidays("VN", years=years, language="vi"))


def _ask(years: Iterable[int]) -> list[tuple[date, str]]:
    wanted = {year for year in years if FIRST_YEAR <= year <= LAST_YEAR}
    return sorted((day, name) for day, name in _vietnam(wanted).items() if day.year in wanted) if wanted else []


def computed_days(years: Iterable[int]) -> dict[date, str]:
    """What the library says is off in these years, swapped days left out. Costs its import the first time."""
    return {day: name for day, name in _ask(years) if not _SWAPPED.search(name)}


def computed_swaps(years: Iterable[int]) -> dict[date, date]:
    """Day off -> weekend day worked instead, as far as the library knows the announcements."""
    found = ((day, _SWAPPED.search(name)) for day, name in _ask(years))
    return {day: date(int(m[3]), int(m[2]), int(m[1])) for day, m in found if m}


# Kept for a quick start


def to_json(table: HolidayTable) -> str:
    """The table in a form that loads without a TOML parser; one line per day, so that changes can be read."""
    kept = {
        "years": [table.first_year, table.last_year],
        "days": {day.isoformat(): name for day, name in table.days.items()},
        "swaps": {day.isoformat(): worked.isoformat() for day, worked in table.swaps.items()},
        "added": {day.isoformat(): name for day, name in table.added.items()},
        "removed": sorted(day.isoformat() for day in table.removed),
        "own_swaps": {day.isoformat(): worked.isoformat() for day, worked in table.own_swaps.items()},
        "pending": [[p.name, p.since and p.since.isoformat(), p.source] for p in table.pending],
    }
    return json.dumps(kept, ensure_ascii=False, indent=0)


def from_json(text: str) -> HolidayTable:
    """The table `to_json` wrote. Raises ValueError, TypeError or KeyError when the text is anything else."""
    kept, day = json.loads(text), date.fromisoformat
    first, last = kept["years"]
    return HolidayTable(
        int(first),
        int(last),
        {day(off): str(name) for off, name in kept["days"].items()},
        {day(off): day(worked) for off, worked in kept["swaps"].items()},
        {day(off): str(name) for off, name in kept["added"].items()},
        frozenset(map(day, kept["removed"])),
        {day(off): day(worked) for off, worked in kept["own_swaps"].items()},
        tuple(Pending(str(name), since and day(since), str(source)) for name, since, source in kept["pending"]),
    )
