"""What the screens of Quản trị share: a list one searches by typing, a page beside it, and acts that the judge answers.

What they show is read in a thread; what they change goes through core.governing, which judges it again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from rich.text import Text as RichText
from textual.widget import Widget

from core.errors import VptuError
from core.office.sessions import ZONE
from tui import views
from tui.finding import Entry, best
from tui.screens.split import Page, SplitScreen
from tui.widgets.finder import Finder, LeadInput
from tui.widgets.paper import Line, tinted
from tui.widgets.rows import Cell, Column, ListSource, Row, Rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.law.ruling import Ruling
    from tui.widgets.ruling import RulingView

T = TypeVar("T")
HEADING = "#"
"""What the id of a row begins with that only heads others."""
READING = ("Đang đọc…",)


def heading_row(name: str, columns: int) -> Row:
    """A row that heads those below it."""
    return Row(f"{HEADING}{name}", (Cell(name, "primary"), *("" for _ in range(columns - 1))))


class ListScreen(SplitScreen, Generic[T]):
    """A subclass says what is read (`load`), listed (`rows_of`) and said of a row (`page_of`)."""

    COLUMNS: ClassVar[tuple[Column, ...]] = ()
    SEEK: ClassVar[str] = "Gõ để tìm, có dấu hay không dấu"
    EMPTY: ClassVar[tuple[str, ...]] = ("Chưa có gì ở đây.",)
    NOT_FOUND: ClassVar[tuple[str, ...]] = ("Không tìm thấy.", "Thử ít chữ hơn, hoặc bỏ dấu.")
    DEFAULT_CSS = """
    ListScreen LeadInput { margin: 0 1; }
    ListScreen.-wide #listing { width: 11fr; }
    ListScreen.-wide #reading { width: 9fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: T | None = None
        self.list = Rows(self.COLUMNS, led=True, empty=READING)
        self.field = LeadInput(self.list, self._matching, self.SEEK)
        self.said = Line("")
        self._entries: list[tuple[Entry, Row]] = []

    def load(self, at: datetime) -> T:
        """Everything the screen shows; called in a thread."""
        raise NotImplementedError

    def rows_of(self, found: T) -> Sequence[Row]:
        raise NotImplementedError

    def page_of(self, found: T, row_id: str) -> Page:
        raise NotImplementedError

    def summary(self, found: T) -> str:
        """One line under the list."""
        return ""

    # Reading

    def listing(self) -> Iterable[Widget]:
        yield self.field
        yield self.list
        yield self.said

    def on_mount(self) -> None:
        self.refresh_data()

    def refresh_data(self) -> None:
        self.run_worker(self._load(), exclusive=True, group="load")

    async def _load(self) -> None:
        try:
            found = await asyncio.to_thread(self.load, self.session.clock())
        except VptuError as error:
            self.list.empty = ("Không đọc được danh sách.", str(error))
            self.list.show(ListSource())
            return
        self.found = found
        self.loaded(found)
        self.relist()
        self.commands_changed()

    def loaded(self, found: T) -> None:
        """Something was read; the list follows."""

    def relist(self) -> None:
        """Make the rows anew; the cursor stays on its row."""
        if self.found is None:
            return
        self._entries = [(Entry.of(_words(row)), row) for row in self.rows_of(self.found)]
        self.list.empty = self.NOT_FOUND if self._entries else self.EMPTY
        self.list.show(ListSource(self._matching(self.field.value)))
        self.said.say(tinted(self.summary(self.found), "muted"))
        self._read(self.list.row)

    def _matching(self, typed: str) -> Sequence[Row]:
        if not typed.strip():
            return [row for _, row in self._entries]
        return best(typed, [pair for pair in self._entries if not pair[1].id.startswith(HEADING)])

    # The row under the cursor

    @property
    def row_id(self) -> str:
        """The id of the row under the cursor; "" where there is none, or a heading."""
        row = self.list.row
        return row.id if row is not None and not row.id.startswith(HEADING) else ""

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        if event.control is self.list:
            self._read(event.row)
            self.commands_changed()

    def _read(self, row: Row | None) -> None:
        if self.found is not None and row is not None:
            self.read(self.page_of(self.found, "" if row.id.startswith(HEADING) else row.id))
        elif self.found is not None:
            self.read(self.page_of(self.found, ""))

    async def on_finder_chosen(self, event: Finder.Chosen) -> None:
        await self.chosen(event.row)

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        if event.control is self.list:
            await self.chosen(event.row)

    async def chosen(self, row: Row) -> None:
        """Enter on a row: read it."""
        self.show_reading()

    # Acts

    def explain(self, found: Ruling) -> RulingView:
        """A ruling in words, under the law and office of now."""
        desk, at = self.session.house.desk, self.session.clock()
        return views.ruling(found, desk.office(at), desk.law(at))

    def today(self) -> date:
        return self.session.clock().astimezone(ZONE).date()


def _words(row: Row) -> str:
    return " ".join(_plain(cell) for cell in row.cells)


def _plain(cell: str | Cell | RichText) -> str:
    if isinstance(cell, RichText):
        return cell.plain
    return cell.text if isinstance(cell, Cell) else cell


def morning(day: date) -> datetime:
    """Eight o'clock of a day, as the instant at which the office of that day is asked for."""
    return datetime(day.year, day.month, day.day, 8, tzinfo=ZONE)
