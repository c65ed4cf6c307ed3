"""The composition root: from paths and a clock to a working office. The only place that wires, reads the environment
or asks what time it is; everything slow is made when first asked for.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from core.clock import Clock, FixedClock, SystemClock
from core.desk import Desk
from core.errors import UsageError
from core.office.export import from_json
from core.office.office import Establishment
from core.records.store import Store

if TYPE_CHECKING:
    from core.extension.registry import Registry
    from core.governing import Governing
    from core.law.regulation import Regulation
    from core.office.sessions import Calendar
    from core.registers import Registers
    from core.work import Work


@dataclass(frozen=True, slots=True)
class Places:
    """Where an office keeps what. Everything lies beside the store unless said otherwise."""

    store: Path
    plugins: Path
    templates: Path

    @classmethod
    def of(cls, store: Path | None = None, plugins: Path | None = None, templates: Path | None = None) -> Places:
        """From what the caller said, else VPTU_STORE, VPTU_PLUGINS, VPTU_TEMPLATES, else the user's data folder."""
        env = os.environ
        home = Path(env.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "vptu"
        chosen = store or Path(env.get("VPTU_STORE") or home / "office.db")
        beside = chosen.parent
        return cls(
            chosen,
            plugins or Path(env.get("VPTU_PLUGINS") or beside / "plugins"),
            templates or Path(env.get("VPTU_TEMPLATES") or beside / "templates"),
        )


@dataclass
class House:
    """An open office. `safe` leaves outside plugins out."""

    places: Places
    clock: Clock
    store: Store
    safe: bool = False
    _lock: RLock = field(default_factory=RLock, repr=False)

    @cached_property
    def desk(self) -> Desk:
        return Desk(
            self.store.reader,
            lambda: self.regulation,
            lambda: self.calendar,
            lambda: self.registry,
            _establishment,
        )

    @cached_property
    def regulation(self) -> Regulation:
        from config.regulation_files import load

        return load()

    @cached_property
    def calendar(self) -> Calendar:
        from config.office_files import YEARS, holiday_table
        from core.office.holidays import calendar_for

        return calendar_for(range(YEARS[0], YEARS[1] + 1), holiday_table())

    @property
    def registry(self) -> Registry:
        """Plugins, loaded once, by whichever thread asks first."""
        with self._lock:
            return self._registry

    @cached_property
    def _registry(self) -> Registry:
        from core.extension.registry import load_all

        return load_all(folder=self.places.plugins, safe=self.safe, norms=lambda: self.regulation.norms)

    @cached_property
    def work(self) -> Work:
        from core.work import Work

        return Work(self.store, self.desk, lambda: self.registry)

    @cached_property
    def registers(self) -> Registers:
        from core.registers import Registers

        return Registers(self.store, self.desk, lambda: self.registry)

    @cached_property
    def governing(self) -> Governing:
        from core.governing import Governing

        return Governing(self.store, self.desk)

    def now(self) -> datetime:
        return self.clock.now()

    def warm(self) -> None:
        """Import what writing and judging need, so that the first act of a session does not wait for it."""
        import core.governing
        import core.records.saving
        import core.work  # noqa: F401

        _ = self.registry, self.work
        self.store.warm()

    def close(self) -> None:
        self.store.close()


def _establishment(text: str, on: date, version: int) -> Establishment:
    return from_json(text).on(on, version=version)


def clock_of(text: str | None) -> Clock:
    """The system's clock, or – for trials and tests only – one that stands at a given instant (`VPTU_NOW`)."""
    if not text:
        return SystemClock()
    from core.law.facts import read_instant

    try:
        at = read_instant(text)
    except ValueError as error:
        raise UsageError(f"VPTU_NOW: {error}.") from None
    assert isinstance(at, datetime)
    return FixedClock(at)


def open_house(places: Places, *, safe: bool = False, create: bool = True) -> House:
    """Open the office's store; the first time, make it and put the sample office in it.

    Raises StoreError for anything that is no store of ours.
    """
    clock = clock_of(os.environ.get("VPTU_NOW"))
    fresh = not places.store.exists()
    store = Store.ensure(places.store) if create else Store.open(places.store)
    house = House(places, clock, store, safe)
    if fresh or not house.desk.has_office():
        put_sample_office(house)
    return house


def put_sample_office(house: House) -> None:
    """The sample office, so that a newcomer has somebody to be. An office replaces it with `vptu config apply`."""
    from config.office_files import SAMPLE, read_text
    from core.office.config import parse

    text = read_text(SAMPLE)
    config = parse(text, source="sample.toml")
    at = house.now()
    house.governing.apply_office(
        config, text, by="head", at=at, effective_from=date(2022, 2, 1), changes=("văn phòng mẫu",)
    )
