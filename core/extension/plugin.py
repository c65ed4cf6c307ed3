"""One plugin as the registry knows it: where it comes from, what it said of itself, and what went wrong."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from core.extension.failures import IMPORT, OWN, REGISTER, Failure, explain
from core.extension.files import MOST_PRINTED
from core.extension.hookspecs import Area
from core.extension.in_tree import STAKES, Stake

DECIDING = frozenset({IMPORT, REGISTER, "vptu_area", "vptu_procedures", "vptu_checks", "vptu_bars", "vptu_amendments"})
"""Stages without which a plugin's articles have no sound answer; what fails elsewhere concerns one question only."""
MOST_FAILURES = 50
TABLES = ("enforced", "carried", "not_executable")
"""What an area says of its norms."""


@dataclass(frozen=True, slots=True)
class PluginStatus:
    """A plugin as `vptu plugins` and the Plugins screen show it."""

    name: str
    source: str
    """`in-tree`, `entry point`, or the file."""
    area: Area | None
    title: str
    """The area's, in Vietnamese; the plugin's name where it has none."""
    norms: int
    """Norms of the regulation it answers for."""
    procedures: tuple[str, ...]
    hooks: tuple[str, ...]
    failures: tuple[Failure, ...]
    loaded: bool
    """False where nothing of it is in use."""
    printed: str
    """The beginning of what it printed, which goes nowhere else."""

    @property
    def state(self) -> str:
        return "broken" if self.failures or not self.loaded else "ok"


@dataclass(slots=True)
class Plugin:
    name: str
    source: str
    home: str = ""
    """The file, or the folder of the package, in which its code is."""
    area: Area | None = None
    hooks: tuple[str, ...] = ()
    kinds: list[str] = field(default_factory=list)
    loaded: bool = False
    refused_checks: set[str] = field(default_factory=set)
    """Its checks that were not taken: an amendment must not find another plugin's under their name."""
    _failures: dict[tuple[str, str, str], Failure] = field(default_factory=dict)
    _printed: str = ""

    @property
    def own(self) -> bool:
        """One of the product's?"""
        return self.source == OWN

    @property
    def stake(self) -> Stake:
        return STAKES.get(self.name, Stake()) if self.own else Stake()

    @property
    def failures(self) -> tuple[Failure, ...]:
        return tuple(self._failures.values())

    def keep(self, stage: str, error: BaseException, rule: object = None) -> Failure:
        """What went wrong; the same thing at the same line is kept once, however often it happens."""
        failure = explain(self.name, stage, error, source=self.source, home=self.home, rule=rule)
        if len(self._failures) >= MOST_FAILURES:
            return failure
        return self._failures.setdefault((stage, type(error).__name__, failure.where or failure.error), failure)

    def say(self, text: str) -> None:
        """Takes what the plugin prints, up to a limit."""
        self._printed = (self._printed + text)[:MOST_PRINTED]

    def why_broken(self) -> str:
        """Why its articles have no answer, for a ruling; "" while they have one."""
        first = next((f for f in self.failures if f.stage in DECIDING), None)
        return f"plugin «{self.name}» đang hỏng {first.when} ({first.error.rstrip('.')})." if first else ""

    def leave_out(self, articles: Collection[str], norms: Collection[str]) -> None:
        """Give up articles and norms that another plugin answers for."""
        if self.area is None:
            return
        kept: dict[str, Any] = {
            table: {n: by for n, by in getattr(self.area, table).items() if n not in norms} for table in TABLES
        }
        kept["articles"] = tuple(a for a in self.area.articles if a not in articles)
        self.area = replace(self.area, **kept)

    def norms(self) -> tuple[str, ...]:
        """The norms of its area, in the order of its tables; one that stands in two tables comes twice."""
        return tuple(norm for table in TABLES if self.area for norm in getattr(self.area, table))

    def status(self) -> PluginStatus:
        return PluginStatus(
            self.name, self.source, self.area, self.area.title if self.area else self.name, len(self.norms()),
            tuple(self.kinds), self.hooks, self.failures, self.loaded, self._printed,
        )  # fmt: skip
