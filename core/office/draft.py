"""A configuration on its way: what could be read so far, each entry beside its place, and the faults met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from core.office.config import Assignment, BodyEntry, PersonEntry, Post, Topic, UnitEntry
from core.office.faults import Fault
from core.office.toml_text import Lines, Path, label


class Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(slots=True)
class Findings:
    """The faults met so far, by path; they get their lines at the end."""

    found: list[tuple[Path, str, str, bool]] = field(default_factory=list)
    names: dict[Path, str] = field(default_factory=dict)
    """The entries' own ids, by path."""

    paths: set[Path] = field(default_factory=set)
    """Every path with a fault at it or below it."""
    suggestions: int = 50
    """How many more look-alikes are searched: each costs a walk through all that is known."""

    def add(self, path: Path, message: str, remedy: str, warning: bool = False) -> None:
        self.found.append((path, message, remedy, warning))
        self.paths.update(path[:depth] for depth in range(1, len(path) + 1))

    def warn(self, path: Path, message: str, remedy: str) -> None:
        self.add(path, message, remedy, warning=True)

    def touched(self, path: Path, keys: Iterable[str]) -> bool:
        """Whether one of the keys right under a path has a fault already."""
        return any((*path, str(key)) in self.paths for key in keys)

    def near(self, wrong: str, known: Iterable[str]) -> str:
        """A question that offers the nearest known word, or nothing."""
        from difflib import get_close_matches

        self.suggestions -= 1
        near = get_close_matches(wrong, list(known), 1, 0.6) if self.suggestions >= 0 else []
        return f"Có phải là «{near[0]}» không? " if near else ""

    def grave(self) -> bool:
        return not all(warning for *_, warning in self.found)

    def in_order(self, text: str, source: str) -> tuple[Fault, ...]:
        if not self.found:
            return ()
        lines = Lines(text)
        faults = [
            Fault(lines.of(path), label(path, self.names), message, remedy, warning, source)
            for path, message, remedy, warning in self.found
        ]
        return tuple(sorted(faults, key=lambda fault: fault.line))


@dataclass(slots=True)
class Draft:
    """What could be read of a file, each entry beside its place, for the checks between entries."""

    people: list[tuple[Path, PersonEntry]] = field(default_factory=list)
    units: list[tuple[Path, UnitEntry]] = field(default_factory=list)
    bodies: list[tuple[Path, BodyEntry]] = field(default_factory=list)
    fields: list[tuple[Path, Topic]] = field(default_factory=list)
    areas: list[tuple[Path, Topic]] = field(default_factory=list)
    assignments: list[tuple[Path, Assignment]] = field(default_factory=list)
    posts: list[tuple[Path, PersonEntry, Post]] = field(default_factory=list)
    """Every post beside its holder and place."""
    default_standing_deputy: str | None = None
    declared: dict[str, frozenset[str]] = field(default_factory=dict)
    """Section -> every id that is written there, also in entries with faults."""

    def entries(self, section: str) -> Sequence[tuple[Path, Named]]:
        """The entries of a section that carries ids."""
        found: dict[str, Sequence[tuple[Path, Named]]] = {
            "units": self.units,
            "bodies": self.bodies,
            "fields": self.fields,
            "areas": self.areas,
            "people": self.people,
        }
        return found[section]

    def lasting(self, section: str) -> Sequence[tuple[Path, UnitEntry | Topic]]:
        """The entries people are assigned to."""
        found: dict[str, Sequence[tuple[Path, UnitEntry | Topic]]] = {
            "units": self.units,
            "fields": self.fields,
            "areas": self.areas,
        }
        return found[section]
