"""What an export is asked: one shape for every document a plugin can make, so that screens and commands need none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from core.duties import Owed
from core.figures import FigureTable
from core.law.regulation import Law
from core.law.route import Matter
from core.office.office import Office


@dataclass(frozen=True, slots=True)
class ExportAsk:
    """`office` covers the span asked for; what does not apply to an export is None."""

    office: Office
    law: Law
    at: datetime
    template: Callable[[str], Path]
    """Finds a template by file name: the office's own first."""
    matter: Matter | None = None
    number: int | None = None
    """The matter's number in its register."""
    month: date | None = None
    person: str | None = None
    owed: Callable[[date, date], Sequence[Owed]] = lambda start, until: ()
    """The recurring duties from one day to another, both included, as they stand."""
    figures: Callable[[date, date], Sequence[FigureTable]] = lambda start, until: ()
    """Every area's figures of a period."""


Exporter = Callable[[ExportAsk], bytes]
