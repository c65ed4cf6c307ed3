"""Obligations that recur or follow from records: who owes what by when, and which norm says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from core.law.regulation import Law
from core.office.office import Office
from core.office.sessions import Span


@dataclass(frozen=True, slots=True)
class Due:
    """One occurrence: unique by `key` however often it is computed."""

    key: str
    owner: str
    """A holder token (`unit:tai_chinh_quan_tri`, `person:cvA`) or a person."""
    title: str
    on: date
    cites: tuple[str, ...]
    kind: str = ""
    """The kind of matter that meets it, if one does."""
    met: bool = False


class Met(NamedTuple):
    """An occurrence of a duty that a matter on record meets, and the day on which it did."""

    key: str
    on: date


@dataclass(frozen=True, slots=True)
class DutyRule:
    """A rule that yields the occurrences whose date lies in a window."""

    name: str
    cites: tuple[str, ...]
    occurrences: Callable[[Span, Office, Law], Iterable[Due]]
