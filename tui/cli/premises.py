"""The office that questions are asked of: the store where there is one, never written to; else the sample office."""

from __future__ import annotations

import os
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from core.office.sessions import ZONE

if TYPE_CHECKING:
    from core.law.regulation import Law, Regulation
    from core.office.config import OfficeConfig
    from core.office.office import Establishment, Office
    from core.office.sessions import Calendar, Span
    from core.records.store import Store
    from tui.house import House, Places


class SamplePremises:
    """The sample office from the program's own files: nobody is away, nothing was delegated, nothing is stored."""

    @cached_property
    def _config(self) -> OfficeConfig:
        from config.office_files import read_office

        return read_office()

    @cached_property
    def _calendar(self) -> Calendar:
        from config.office_files import holidays

        return holidays()

    @cached_property
    def _regulation(self) -> Regulation:
        from config.regulation_files import load

        return load()

    def regulation(self) -> Regulation:
        return self._regulation

    def law(self, at: datetime) -> Law:
        return self._regulation.on(at.astimezone(ZONE).date())

    def establishment(self, on: date) -> Establishment:
        return self._config.on(on)

    def office(self, at: datetime, *, person: str | None = None, around: Span | None = None) -> Office:
        from core.office.office import assemble

        return assemble(self.establishment(at.astimezone(ZONE).date()), self._calendar, at, {})


def existing_house(places: Places, *, safe: bool) -> House | None:
    """The house of an existing store; None where there is none. Raises StoreError for a file that is no store."""
    from core.records.store import Store
    from tui.house import House, clock_of

    if not places.store.exists():
        return None
    store = _on_read_only_disk(places) or Store.open(places.store)
    return House(places, clock_of(os.environ.get("VPTU_NOW")), store, safe)


def _on_read_only_disk(places: Places) -> Store | None:
    """SQLite wants to write beside a store even to read it; where nobody can write, nothing changes under it either.

    Not where a log of unfinished writing lies beside the store: what it holds would be left out.
    """
    path = places.store
    if not os.statvfs(path).f_flag & os.ST_RDONLY or path.with_name(f"{path.name}-wal").exists():
        return None
    from core.records import driver, migrations
    from core.records.faults import explained
    from core.records.reader import Reader
    from core.records.store import Store

    with explained(path):
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = driver.sqlite.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        migrations.examine(connection, path)
        return Store(path, Reader(connection, path))
