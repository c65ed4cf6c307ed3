"""A list of any length that shows one window of it.

Textual's DataTable needs 12 seconds for 100,000 rows; this one asks its source for the rows on the screen and no
others, repaints two lines when the cursor moves, and finds its place again after a refresh.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Final, NamedTuple, TypeVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.faults import sentence, write_down
from tui.theme import tone_style
from tui.widgets.keys import InlineKeys
from tui.widgets.rowdata import Cell, Column, Findable, ListSource, Row, Source, column_widths, fitted
from tui.widgets.rowpaint import cell_segments, notice_line

__all__ = ["Cell", "Column", "Findable", "ListSource", "Row", "Rows", "Source", "column_widths", "fitted"]

PAGE: Final = 100
"""Rows asked for at once."""
KEPT_PAGES: Final = 8
T = TypeVar("T")
U = TypeVar("U")


class _Place(NamedTuple):
    """Where the cursor stood before a refresh: on which row, at which index, on which line of the list."""

    row: str | None
    at: int
    line: int


class Rows(InlineKeys, ScrollView, can_focus=True):
    """The list. A `slow` source is read in a thread, with «…» in the meantime, and must be at home in any thread."""

    virtual_size = Reactive(Size(0, 0), layout=False)  # a list that shrinks while one types must not lay out the screen
    cursor: Reactive[int] = reactive(0, init=False, repaint=False)
    """The place of the row under the cursor, from 0."""

    DEFAULT_CSS = """
    Rows { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "jump(0)", show=False),
        Binding("end", "jump(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    @dataclass
    class Highlighted(Message):
        """The cursor came to another row (None: the list is empty)."""

        rows: Rows
        row: Row | None
        index: int

        @property
        def control(self) -> Rows:
            return self.rows

    @dataclass
    class Chosen(Message):
        """Enter was pressed on a row."""

        rows: Rows
        row: Row
        index: int

        @property
        def control(self) -> Rows:
            return self.rows

    def __init__(
        self,
        columns: Sequence[Column],
        source: Source | None = None,
        *,
        slow: bool = False,
        header: bool = True,
        empty: tuple[str, ...] = ("Chưa có gì ở đây.",),
        led: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.columns = tuple(columns)
        self.source: Source = source or ListSource()
        self.slow = slow
        self.led = led
        """Another widget, a search field, has the keys and moves the cursor here."""
        self.can_focus = not led
        self.empty = empty
        """Lines shown when there is no row: what this is, then what to do next."""
        self.head = 1 if header else 0
        self.failure = ""
        """Why the source could not be read, as a sentence."""
        self._pages: dict[int, Sequence[Row]] = {}
        self._count: int | None = 0
        self._known = 0
        self._loading = False
        self._uncounted = slow
        self._wanted: list[int] = []
        self._place = _Place(None, 0, 0)
        self._reported: str | None = None
        self._widths: tuple[int, tuple[int, ...]] = (-1, ())

    # What is shown

    def on_mount(self) -> None:
        self.show()

    def show(self, source: Source | None = None) -> None:
        """Read again, from another source if one is given; the cursor stays on its row and the row on its line."""
        self._place = self._where()
        if source is not None:
            self.source = source
        self._pages.clear()
        self.failure = ""
        if self.slow:
            self._want(self._place.at // PAGE, count=True)
        else:
            self._counted(self._asked(self.source.count, otherwise=0))
            self._settle(self._followed(self.source, self._place))

    def _where(self) -> _Place:
        return _Place(self.row.id if self.row else None, self.cursor, self.cursor - int(self.scroll_y))

    def _counted(self, count: int | None) -> None:
        self._count = count
        self._resize_to(PAGE if count is None else count)

    def _resize_to(self, rows: int) -> None:
        self._known = rows
        size = Size(0, rows + self.head)
        if size != self.virtual_size:
            self.virtual_size = size
            self._scroll_update(size)

    def _followed(self, source: Source, place: _Place) -> _Place:
        """The place again, after asking where its row went."""
        if place.row is None or not isinstance(source, Findable):
            return place
        found = self._asked(partial(source.index_of, place.row), None)
        return place if found is None else place._replace(at=found, row=None)

    def _settle(self, place: _Place) -> None:
        """Put the cursor where its row went, or where it was, and the row on the line where it was."""
        near = None if place.row is None else self._nearby(place.row, place.at)
        index = max(0, min(place.at if near is None else near, self.row_count - 1))
        self.set_reactive(Rows.cursor, index)
        self.scroll_to(y=max(0, index - max(0, place.line)), animate=False, force=True)
        self._keep_in_view()
        self.refresh()
        self._report()

    def _nearby(self, row_id: str, near: int) -> int | None:
        window = range(max(0, near - PAGE), min(near + PAGE, self.row_count))
        return next((n for n in window if (row := self.row_at(n)) and row.id == row_id), None)

    # Loading

    def _asked(self, question: Callable[[], T], otherwise: U) -> T | U:
        """Ask the source; where it fails, the list says why instead of ending the program in the middle of drawing."""
        try:
            return question()
        except Exception as error:  # a source may fail in any way
            write_down(error)
            self.failure = sentence(error)
            return otherwise

    @property
    def row_count(self) -> int:
        """How many rows are known of."""
        return self._known

    def row_at(self, index: int) -> Row | None:
        """A row, read if it must be; None past the end or while a slow source is being read."""
        if not 0 <= index < self._known:
            return None
        number, offset = divmod(index, PAGE)
        page = self._pages.get(number)
        if page is None:
            if self.slow:
                self._want(number)
                return None
            page = self._keep(number, self._asked(lambda: self.source.window(number * PAGE, PAGE), None))
        return page[offset] if offset < len(page) else None

    def _keep(self, number: int, page: Sequence[Row] | None) -> Sequence[Row]:
        while len(self._pages) >= KEPT_PAGES:
            self._pages.pop(next(iter(self._pages)))
        self._pages[number] = page or ()
        if page is None:  # it could not be read; the next refresh tries again
            return ()
        end = number * PAGE + len(page)
        known = self._known if self._count is not None else max(self._known, end + PAGE)
        if len(page) < PAGE:
            known = end  # a short window is the end, whatever was counted before
        if known != self._known:
            self._known = known
            self.call_after_refresh(self._resize_to, known)
        return page

    def _want(self, number: int, *, count: bool = False) -> None:
        self._uncounted = self._uncounted or count
        if number not in self._wanted:
            self._wanted.append(number)
        if not self._loading:
            self._loading = True
            self.run_worker(self._load(), exclusive=False)

    async def _load(self) -> None:
        """Read what is on the screen now, newest wish first; the pages flicked past are never read."""
        try:
            while self._wanted or self._uncounted:
                source = self.source
                if self._uncounted:
                    count = await asyncio.to_thread(self._asked, source.count, 0)
                    self._place = await asyncio.to_thread(self._followed, source, self._place)
                    if source is not self.source:
                        continue
                    self._counted(count)
                number = self._wanted.pop() if self._wanted else self._place.at // PAGE
                ask = partial(source.window, number * PAGE, PAGE)
                page = await asyncio.to_thread(self._asked, ask, None)
                if source is self.source:
                    self._loaded(number, page)
        finally:
            self._loading = False

    def _loaded(self, number: int, page: Sequence[Row] | None) -> None:
        self._keep(number, page)
        top = int(self.scroll_y)
        visible = range(top // PAGE, (top + self.size.height) // PAGE + 1)
        self._wanted = [wish for wish in self._wanted if wish in visible]
        if self._uncounted or number in visible:
            self.refresh()
        if self._uncounted:
            self._uncounted = False
            self._settle(self._place)
        self._report()
        self._look_ahead()

    def _look_ahead(self) -> None:
        """Read the page the cursor comes to next, so that no key waits for it."""
        number, offset = divmod(self.cursor, PAGE)
        coming = number + 1 if offset >= PAGE // 2 else number - 1
        if self.slow and 0 <= coming * PAGE < self._known and coming not in self._pages:
            self._want(coming)

    # The cursor

    @property
    def lit(self) -> bool:
        """Does the cursor belong to the person now?"""
        return self.led or self.has_focus

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        number, offset = divmod(self.cursor, PAGE)
        page = self._pages.get(number)
        return page[offset] if page is not None and offset < len(page) else None

    def move_to(self, row_id: str) -> bool:
        """Put the cursor on a row; False if it is not in the list."""
        found = self._followed(self.source, _Place(row_id, self.cursor, 0))
        place = found.at if found.row is None else self._nearby(row_id, self.cursor)
        if place is not None:
            self.cursor = place
        return place is not None

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, self.row_count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        top = int(self.scroll_y)
        self._keep_in_view()
        if int(self.scroll_y) == top:
            self._refresh_rows(old, new)
        self._report()
        self._look_ahead()

    def _refresh_rows(self, *places: int) -> None:
        lines = (place - int(self.scroll_y) + self.head for place in places)
        self.refresh(*(Region(0, y, self.size.width, 1) for y in lines if self.head <= y < self.size.height))

    def _keep_in_view(self) -> None:
        top, height = int(self.scroll_y), max(1, self._height - self.head)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, force=True)

    @property
    def _height(self) -> int:
        return self.scrollable_content_region.height or self.size.height

    def _report(self) -> None:
        row = self.row_at(self.cursor)
        if (row.id if row else None) != self._reported:
            self._reported = row.id if row else None
            self.post_message(self.Highlighted(self, row, self.cursor))

    def action_move(self, step: int) -> None:
        self.cursor += step

    def action_page(self, step: int) -> None:
        height = max(1, self._height - self.head - 1)
        self.scroll_to(y=self.scroll_y + step * height, animate=False, force=True)
        self.cursor += step * height

    def action_jump(self, place: int) -> None:
        self.cursor = self.row_count - 1 if place < 0 else place

    def action_choose(self) -> None:
        if (row := self.row_at(self.cursor)) is not None:
            self.post_message(self.Chosen(self, row, self.cursor))

    def on_click(self, event: events.Click) -> None:
        place = event.y - self.head + int(self.scroll_y)
        again = place == self.cursor
        if event.y >= self.head and place < self.row_count:
            self.cursor = place
            if again:
                self.action_choose()

    # Drawing

    def on_resize(self) -> None:
        self._keep_in_view()

    def _column_widths(self) -> tuple[int, ...]:
        room = self.size.width - 2
        if self._widths[0] != room:
            self._widths = (room, column_widths(self.columns, room))
        return self._widths[1]

    def render_line(self, y: int) -> Strip:
        base, wide = self.rich_style, self.size.width
        if y < self.head:
            return self._header().apply_style(base)
        if self.row_count == 0:
            return self._notice(y - self.head).apply_style(base)
        place = y - self.head + int(self.scroll_y)
        if place >= self.row_count:
            return Strip.blank(wide, base)
        return self._line(place).apply_style(base)

    def _header(self) -> Strip:
        if self.failure:
            said = fitted(f" Không đọc được hết: {self.failure}", self.size.width)
            return Strip([Segment(said, tone_style(self.app, "bad"))], self.size.width)
        style = tone_style(self.app, "head")
        titles = [
            fitted(column.title, cells, column.align)
            for column, cells in zip(self.columns, self._column_widths(), strict=True)
            if cells
        ]
        return Strip([Segment(fitted(f" {' '.join(titles)}", self.size.width), style)], self.size.width)

    def _notice(self, y: int) -> Strip:
        """What stands in an empty list, or in one that is still being read."""
        lines = ("Đang tải…",) if self._uncounted else ("Không đọc được.", self.failure) if self.failure else self.empty
        return notice_line(self.app, lines, y, self.size.width, self.size.height - self.head)

    def _line(self, place: int) -> Strip:
        row = self.row_at(place)
        under = place == self.cursor
        back = tone_style(self.app, ("chosen" if self.lit else "chosen-idle") if under else "")
        mark = Segment("▌" if under and self.lit else " ", back + tone_style(self.app, "accent" if under else ""))
        if row is None:
            return Strip([mark, Segment(fitted("…", self.size.width - 1), tone_style(self.app, "faint") + back)])
        segments = [mark]
        own = tone_style(self.app, row.tone)
        for cell, column, cells in zip(row.cells, self.columns, self._column_widths(), strict=False):
            if cells:
                # a tone may not be readable on the cursor's ground
                segments += cell_segments(
                    self.app, cell, cells, column.align, None if under and self.lit else own, back
                )
        return Strip(segments).adjust_cell_length(self.size.width, back).simplify()  # each style costs 40 bytes
