"""Sample offices for tests: as a house with a store of its own, or as a frozen value at an instant."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from config.office_files import YEARS, holiday_table, read_office
from config.regulation_files import load
from core.clock import FixedClock
from core.extension.registry import Registry, load_all
from core.law.facts import read_instant, read_session
from core.law.procedure import Rules
from core.law.regulation import Law, Regulation
from core.office.holidays import calendar_for
from core.office.office import Absence, Delegation, Designation, Establishment, Office, assemble
from core.office.sessions import Calendar, Span
from core.records.store import Store
from tui.house import House, Places, put_sample_office

HEAD, DEPUTIES = "head", ("deputy1", "deputy2")
STAFF = ("cvA", "cvB", "cvC", "cvD", "vt", "lt", "lx")
OUTSIDE = ("secretary", "standing_deputy_secretary")
INSIDE = (HEAD, *DEPUTIES, *STAFF)
EVERYBODY = (*INSIDE, *OUTSIDE)
BEFORE_ALL = date(2022, 2, 1)
"""The first day of the regulation."""


def instant(text: str) -> datetime:
    """`2024-10-08 08:00`, local time of the office."""
    found = read_instant(text)
    assert isinstance(found, datetime)
    return found


def half_day(text: str, *, last: bool = False) -> int:
    """`sáng 10/10/2024`; a bare day is its morning, or its afternoon where it is the `last` one."""
    found = read_session(text, half=int(last))
    assert isinstance(found, int)
    return found


def span(first: str, last: str) -> Span:
    """From a half-day to a half-day, both included."""
    return Span(half_day(first), half_day(last, last=True) + 1)


@cache
def regulation() -> Regulation:
    return load()


@cache
def calendar() -> Calendar:
    return calendar_for(range(YEARS[0], YEARS[1] + 1), holiday_table())


@cache
def registry() -> Registry:
    """The product's own plugins, all of them sound."""
    found = load_all()
    assert found.failures == []
    return found


def rules() -> Rules:
    return registry().rules()


@cache
def establishment(day: date) -> Establishment:
    return read_office().on(day, version=1)


def law(day: date, settings: Mapping[str, object] | None = None) -> Law:
    """The regulation of a day, with an office's own values from the first day on."""
    return regulation().on(day, {key: [(BEFORE_ALL, value)] for key, value in (settings or {}).items()})


def away(person: str, first: str, last: str, kind: str = "phep", *, matter: int = 90, settled: bool = True) -> Absence:
    """Somebody's absence; `cong_tac` is a mission, which is no leave."""
    return Absence(person, span(first, last), kind, matter, kind != "cong_tac", settled)


def office_at(
    at: datetime,
    absences: Iterable[Absence] = (),
    designations: Iterable[Designation] = (),
    delegations: Iterable[Delegation] = (),
) -> Office:
    """The sample office at an instant, with these records."""
    by_person: dict[str, tuple[Absence, ...]] = {}
    for absence in absences:
        by_person[absence.person] = (*by_person.get(absence.person, ()), absence)
    return assemble(
        establishment(at.date()), calendar(), at, by_person, tuple(designations), tuple(delegations)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SampleStore:
    """A closed store with the sample office in it."""

    path: Path

    @classmethod
    def make(cls, folder: Path) -> SampleStore:
        path = folder / "office.db"
        with opened(path, instant("2022-02-01 08:00")) as house:
            put_sample_office(house)
        return cls(path)

    @contextmanager
    def house(self, path: Path, at: datetime) -> Iterator[House]:
        """A house of its own, over a copy of this store."""
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.path, path)
        with opened(path, at) as house:
            yield house


@contextmanager
def opened(path: Path, at: datetime) -> Iterator[House]:
    """A house over a store, made if it is not there; regulation, calendar and plugins are shared with other tests."""
    house = House(Places.of(path), FixedClock(at), Store.ensure(path))
    house.__dict__.update(regulation=regulation(), calendar=calendar(), _registry=registry())
    try:
        yield house
    finally:
        house.close()


def move_to(house: House, at: datetime) -> datetime:
    """Let the house's clock stand at another instant."""
    assert isinstance(house.clock, FixedClock)
    house.clock.move_to(at)
    return at
