"""What a plugin's list shows of its matters: columns, ways to look at them, what can be opened from it.

The plugin says it in values; one screen and one command show any of them, and read no rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from core.office.sessions import ZONE

if TYPE_CHECKING:
    from datetime import datetime

    from core.desk import Desk
    from core.law.regulation import Law
    from core.office.office import Office
    from core.records.rows import MatterRow


@dataclass(frozen=True, slots=True)
class Record:
    """One matter of a list."""

    row: MatterRow
    facts: Any
    """The procedure's model; what the store holds where the plugin cannot read it."""
    office: Office
    law: Law
    number: str = ""
    """The number its register gave it, as it is printed; "" without one."""

    @property
    def today(self) -> date:
        return self.office.at.astimezone(ZONE).date()

    @property
    def due(self) -> date | None:
        return date.fromisoformat(self.row.due) if self.row.due else None

    @property
    def overdue(self) -> bool:
        """Is it past its day, with something left to do before it takes effect?"""
        return self.due is not None and self.due < self.today and self.row.status in ("open", "returned")


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    width: int
    """Cells; 0 takes the room that is left."""
    cell: Callable[[Record], str]
    tone: Callable[[Record], str] | None = None
    """One of core.law.sheet.TONES."""


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at the list."""

    title: str
    statuses: tuple[str, ...] = ()
    """Any where it is empty."""
    overdue: bool = False
    where: Callable[[Record], bool] | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    id: str
    title: str
    kinds: tuple[str, ...]
    columns: tuple[Column, ...]
    views: tuple[View, ...] = (View("Tất cả"),)
    new: tuple[tuple[str, Mapping[str, object]], ...] = field(default=())
    """Kinds that can be opened from here, with what is filled in beforehand."""
    empty: str = ""
    """What to do next where there is nothing to see."""


PAGE = 50
MOST_READ = 10_000
"""Matters looked through for one page where only the plugin knows which belong to a view."""


def records(
    desk: Desk, listing: Listing, view: View, *, at: datetime, text: str = "", before: int | None = None,
    limit: int = PAGE,
) -> list[Record]:  # fmt: skip
    """A page of a list, newest first, below the matter `before`."""
    found: list[Record] = []
    for record in _candidates(desk, listing, view, at, text, before):
        if view.overdue and not record.overdue:
            continue
        if view.where is None or _holds(view.where, record):
            found.append(record)
            if len(found) == limit:
                break
    return found


def _candidates(
    desk: Desk, listing: Listing, view: View, at: datetime, text: str, before: int | None
) -> Iterator[Record]:
    from core.records.search import MatterFilter

    wanted = MatterFilter(statuses=view.statuses, kinds=listing.kinds, text=text)
    office, law, read = desk.office(at), desk.law(at), 0
    while read < MOST_READ:
        page = desk.reader.matter_records(wanted, limit=PAGE, before=before)
        for held in page:
            numbers = desk.reader.numbers_of(held.row.id)
            yield Record(
                held.row, desk.read_facts(held.row.kind, held.facts), office, law,
                desk.printed(numbers[-1]) if numbers else "",
            )  # fmt: skip
        if len(page) < PAGE:
            return
        before, read = page[-1].row.id, read + len(page)


def _holds(where: Callable[[Record], bool], record: Record) -> bool:
    """A record that a plugin's test cannot read belongs to no narrower view."""
    try:
        return where(record)
    except Exception:
        return False


def cells(listing: Listing, record: Record) -> tuple[tuple[str, str], ...]:
    """Text and tone of each column. A column that fails says so and harms nobody else."""
    return tuple(_cell(column, record) for column in listing.columns)


def _cell(column: Column, record: Record) -> tuple[str, str]:
    try:
        return column.cell(record), column.tone(record) if column.tone else ""
    except Exception:
        return "?", "muted"
