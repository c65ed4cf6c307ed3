"""What a command works with: the office behind it, the person who asks, the time, the page it writes on.

Everything is opened when first asked for: a question about the regulation needs no store, and a question that writes
nothing makes none.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from core.office.sessions import ZONE
from tui.cli.page import Page

if TYPE_CHECKING:
    from core.extension.registry import Registry
    from core.law.regulation import Law, Regulation
    from core.office.office import Establishment, Office
    from core.office.sessions import Span
    from core.records.rows import OfficialTextRow
    from tui.cli.words import Words
    from tui.house import House, Places


class Premises(Protocol):
    """The office as far as questions need it: `core.desk.Desk`, or the sample office where there is no store."""

    def office(self, at: datetime, *, person: str | None = None, around: Span | None = None) -> Office: ...

    def law(self, at: datetime) -> Law: ...

    def regulation(self) -> Regulation: ...

    def establishment(self, on: date) -> Establishment: ...


@dataclass
class Context:
    words: Words
    page: Page
    places: Places
    note: Callable[[str], None]
    """Says something beside the answer, on the error stream."""
    _opened: list[House] = field(default_factory=list, repr=False)

    @cached_property
    def now(self) -> datetime:
        from tui.house import clock_of

        return clock_of(os.environ.get("VPTU_NOW")).now()

    @property
    def today(self) -> date:
        return self.now.astimezone(ZONE).date()

    @property
    def json(self) -> bool:
        return self.words.flag("--json")

    @cached_property
    def house(self) -> House:
        """The open office; where there is no store yet, one with the sample office is made, and that is said."""
        from tui.house import open_house

        fresh = not self.places.store.exists()
        house = open_house(self.places, safe=self.words.flag("--safe"))
        self._opened.append(house)
        if fresh:  # said aloud: a mistyped path would otherwise be taken for an empty office
            self.note(f"Chưa có kho dữ liệu nên đã tạo kho mới với văn phòng mẫu: {self.places.store}")
        return house

    @cached_property
    def premises(self) -> Premises:
        """For questions: the store where there is one, opened for reading only; else the sample office."""
        from tui.cli.premises import SamplePremises, existing_house

        house = existing_house(self.places, safe=self.words.flag("--safe"))
        if house is None:
            return SamplePremises()
        self._opened.append(house)
        if not house.desk.has_office():
            return SamplePremises()
        return house.desk

    @cached_property
    def _official(self) -> dict[str, OfficialTextRow]:
        _ = self.premises
        rows = self._opened[0].desk.reader.official_texts() if self._opened else []
        return {row.clause: row for row in rows}

    def official_texts(self) -> dict[str, OfficialTextRow]:
        """The office's official words by clause; none where there is no store or nothing was read in."""
        return self._official

    @cached_property
    def registry(self) -> Registry:
        if self._opened:
            return self._opened[0].registry
        from core.extension.registry import load_all

        return load_all(folder=self.places.plugins, safe=self.words.flag("--safe"))

    @cached_property
    def me(self) -> str:
        """Who gives the command."""
        from tui.cli.identity import sign_in

        place = self.house.desk if "house" in self.__dict__ else self.premises
        return sign_in(place.establishment(self.today), self.words.maybe("--as"), self.note)

    @property
    def opened(self) -> House:
        """The house that questions are asked of. Raises IndexError where there is no store."""
        return self._opened[0]

    def close(self) -> None:
        for house in self._opened:
            house.close()
