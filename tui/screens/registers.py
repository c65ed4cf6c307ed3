"""Sổ văn bản: a numbered book as it would lie on the table – found by words, narrowed, inspected, kept.

One field leads the list. Pages are read by key in a thread, so a book of a whole term scrolls like a short one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from core.errors import VptuError
from core.office.sessions import ZONE
from tui import views
from tui.registers import ALL, DAYS, PERIODS, BookSource, Wanted, columns_of, command_line, number_lines, sequences
from tui.screens.base import BaseScreen
from tui.screens.matters import PATIENCE
from tui.screens.split import Text
from tui.widgets.inputs import SearchField, VietInput
from tui.widgets.paper import Line, tinted
from tui.widgets.rows import Column, ListSource, Rows

if TYPE_CHECKING:
    from core.law.book import Book, Report
    from core.law.ruling import Ruling
    from core.office.office import Office
    from core.records.rows import NumberRow, RegisterRow
    from tui.widgets.ruling import RulingView

KEEPING: Final = ("registers.reserve", "registers.void", "registers.start")
"""The commands that only who keeps the book may use."""
TALL: Final = 36
"""Lines from which everything a book says of a number is shown under the list."""
READING: Final = ("Đang đọc…",)
NO_BOOK: Final = ("Chưa có sổ nào.", "Sổ do plugin khai báo: xem Quản trị, plugin.")
EMPTY: Final = ("Không có số nào như vậy.", "Thử ít chữ hơn, hoặc chọn kỳ, khoảng ngày khác (F6).")


class BookRows(Rows):
    """A list whose columns change with the book."""

    def set_columns(self, columns: Sequence[Column]) -> None:
        self.columns = tuple(columns)
        self._widths = (-1, ())


class RegistersScreen(BaseScreen):
    SCOPE = "registers"
    TITLE: ClassVar[str] = "Sổ văn bản"
    AUTO_FOCUS = "SearchField"
    DEFAULT_CSS = """
    RegistersScreen #search { height: 1; }
    RegistersScreen SearchField { width: 1fr; }
    RegistersScreen #filters { margin-bottom: 1; }
    RegistersScreen #about { padding: 0 1; border-top: hkey $border-blurred; height: 6; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.books: tuple[Book, ...] = ()
        self.wanted = Wanted()
        self.office: Office | None = None
        self.may: Ruling | None = None
        """May this person keep the book in sight?"""
        self._source: BookSource | None = None
        self._pause: Timer | None = None

    def body(self) -> Iterable[Widget]:
        hint = "Tìm trong trích yếu, có dấu hay không dấu, hoặc gõ số"
        yield Horizontal(SearchField(placeholder=hint, draft=False, max_length=200), id="search")
        yield Line(id="filters")
        yield BookRows(columns_of(None), slow=True, led=True, empty=READING, id="book")
        yield Text(id="about")

    def on_mount(self) -> None:
        self.refresh_data()

    def on_resize(self, event: events.Resize) -> None:
        """As many lines for the chosen number as the window can spare: they do not move the list."""
        self.query_one("#about", Text).styles.height = 6 if event.size.height < TALL else 10

    @property
    def rows(self) -> BookRows:
        return self.query_one(BookRows)

    @property
    def book(self) -> Book | None:
        return next((book for book in self.books if book.id == self.wanted.book), None)

    @property
    def number(self) -> NumberRow | None:
        """The number under the cursor."""
        row = self.rows.row
        return self._source.found.get(row.id) if row is not None and self._source is not None else None

    # Reading

    def refresh_data(self) -> None:
        self.run_worker(self._load(), exclusive=True, group="load")

    async def _load(self) -> None:
        try:
            self.books = await asyncio.to_thread(lambda: tuple(self.session.house.registry.books()))
        except VptuError as error:
            self.rows.empty = ("Không đọc được sổ.", str(error))
            self.rows.show(ListSource())
            return
        if self.book is None:
            self.wanted = replace(self.wanted, book=self.books[0].id if self.books else "")
        await self._turn()

    async def _turn(self) -> None:
        """Show the book that is wanted; who may keep it is asked once for all its numbers."""
        book, house, at = self.book, self.session.house, self.session.clock()
        if book is None:
            self.rows.empty = NO_BOOK
            self.rows.show(ListSource())
            return
        self.may = await asyncio.to_thread(house.registers.may, book, self.session.person, at=at)
        self.office = await asyncio.to_thread(house.desk.office, at)
        self.rows.set_columns(columns_of(book))
        self.rows.empty = EMPTY
        self._show()
        self.commands_changed()

    def _show(self) -> None:
        book, house = self.book, self.session.house
        if book is not None:
            today = self.session.clock().astimezone(ZONE).date()
            desk = house.desk
            self._source = BookSource(house.registers, desk.reader, book, self.wanted, today, desk.printed)
            self.rows.show(self._source)
        self._say_filters()

    def _want(self, wanted: Wanted) -> None:
        if wanted == self.wanted:
            return
        turned = wanted.book != self.wanted.book
        self.wanted = wanted
        self.rows.action_jump(0)
        if turned:
            self.run_worker(self._turn(), exclusive=True, group="load")
        else:
            self._show()

    def _say_filters(self) -> None:
        book, wanted = self.book, self.wanted
        if book is None:
            return
        since, until = wanted.since, wanted.until
        days = f"{since:%d/%m/%Y}" if since else "…"
        typed = f"{days} – {until:%d/%m/%Y}" if until else f"{days} – …"
        chips = (
            ("", book.title, ""),
            ("Cơ quan", book.bodies.get(wanted.body, ""), "mọi cơ quan" if len(book.bodies) > 1 else ""),
            ("Loại", book.types.get(wanted.type, ""), "mọi loại" if len(book.types) > 1 else ""),
            ("Kỳ", wanted.term, "mọi kỳ"),
            (
                "Ngày",
                typed if wanted.period == DAYS else "" if wanted.period == ALL else PERIODS[wanted.period],
                "tất cả",
            ),
        )
        parts = [_chip(name, value, other) for name, value, other in chips if value or other]
        self.query_one("#filters", Line).say(Content("   ").join(parts))

    # What is looked for

    def on_input_changed(self, event: VietInput.Changed) -> None:
        event.stop()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PATIENCE, self._look)

    def _look(self) -> None:
        self._pause = None
        self._want(replace(self.wanted, text=self.query_one(SearchField).value.strip()))

    def do_period(self) -> None:
        periods = [period for period in PERIODS if period != DAYS]
        now = periods.index(self.wanted.period) if self.wanted.period in periods else 0
        self._want(replace(self.wanted, period=periods[(now + 1) % len(periods)], since=None, until=None))

    def do_clear(self) -> None:
        self.query_one(SearchField).value = ""
        self._want(Wanted(self.wanted.book))

    def do_filter(self) -> None:
        from tui.screens.registers_forms import Filter

        if not self.books:
            self.notify("Chưa có sổ nào để chọn.")
            return
        terms = sorted({row.term for row in self.session.house.desk.reader.registers()}, reverse=True)
        self.app.push_screen(Filter(self.session, self.books, terms, self.wanted), self._filtered)

    def _filtered(self, wanted: Wanted | None) -> None:
        if wanted is not None:
            self.query_one(SearchField).value = wanted.text
            self._want(wanted)

    # The row under the cursor

    def action_lead(self, move: str, step: int) -> None:
        (self.rows.action_move if move == "move" else self.rows.action_page)(step)

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        event.stop()
        row, book, office = self.number, self.book, self.office
        about = self.query_one("#about", Text)
        if row is None or book is None or office is None:
            about.show(lambda room: ())
        else:
            printed = self.session.house.desk.printed(row)
            about.show(partial(number_lines, row, book, printed, views.bare(row.by, office)))
        self.commands_changed()

    async def action_take(self) -> None:
        """Open what has the chosen number. Typed in one burst with Enter, the words are looked for first."""
        if self.query_one(SearchField).value.strip() != self.wanted.text:
            if self._pause is not None:
                self._pause.stop()
            self._look()
            found = self._source.window(0, 1) if self._source is not None else ()
            row = self._source.found.get(found[0].id) if found and self._source is not None else None
        else:
            row = self.number
        await self._open(row)

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        await self._open(self.number)

    async def do_open(self) -> None:
        await self._open(self.number)

    async def _open(self, row: NumberRow | None) -> None:
        if row is None:
            self.app.bell()
        elif row.matter_id is None:
            self.notify("Số này không gắn với việc nào trong chương trình.")
        else:
            from tui.screens.matter import MatterScreen

            await self.vptu.open(MatterScreen(row.matter_id))

    # Inspecting and keeping

    def do_report(self) -> None:
        if self.book is not None:
            self.run_worker(self._inspect(self.book), exclusive=True, group="report")

    async def _inspect(self, book: Book) -> None:
        from tui.screens.registers_forms import Inspection

        self.app.push_screen(Inspection(book, await asyncio.to_thread(self._inspected, book)))

    def _inspected(self, book: Book) -> list[tuple[RegisterRow, Report]]:
        house = self.session.house
        begun = sequences(house.desk.reader, book, self.wanted)
        found = ((one, house.registers.report(book.id, one.body, one.type, one.term)) for one in begun)
        return [(one, report) for one, report in found if report is not None]

    def ruling(self, command_id: str) -> RulingView | None:
        if command_id not in KEEPING or self.may is None:
            return None
        desk, at = self.session.house.desk, self.session.clock()
        return views.ruling(self.may, self.office or desk.office(at), desk.law(at))

    def why(self) -> RulingView | None:
        return self.ruling("registers.reserve")

    def do_reserve(self) -> None:
        from tui.screens.registers_forms import ReserveForm

        if self.book is not None:
            self.app.push_screen(ReserveForm(self.session, self.book, self.wanted), self._kept)

    def do_start(self) -> None:
        from tui.screens.registers_forms import StartForm

        if self.book is not None:
            self.app.push_screen(StartForm(self.session, self.book, self.wanted), self._kept)

    def do_void(self) -> None:
        from tui.screens.registers_forms import VoidForm

        row, book = self.number, self.book
        if row is None or book is None:
            self.notify("Đồng chí chọn số cần hủy trong danh sách trước.")
        elif row.state == "void":
            self.notify(f"Số này đã hủy từ trước, lý do: {row.reason}")
        else:
            printed = self.session.house.desk.printed(row)
            self.app.push_screen(VoidForm(self.session, book, row, printed), self._kept)

    def _kept(self, said: str | None) -> None:
        if said:
            self.notify(said)
            self.data_changed()

    def do_export(self) -> None:
        """Onto a disk of the person's own; over a shared account the command line says how."""
        if self.book is None or self._source is None:
            return
        if self.session.files and self.book.exporter:
            from tui.screens.registers_out import TakeOutBook

            self.app.push_screen(TakeOutBook(self.session, self._source), self._written)
            return
        now = self.session.clock().astimezone(ZONE)
        line = command_line(self.wanted, now.date(), now)
        self.notify(f"Xuất đúng những dòng này ra bảng tính bằng lệnh:\n{line}", timeout=30)

    def _written(self, said: str | None) -> None:
        if said:
            self.notify(said)


def _chip(name: str, value: str, otherwise: str) -> Content:
    if not value:
        return tinted(otherwise, "muted")
    return Content.assemble(tinted(f"{name}: " if name else "", "muted"), tinted(value, "accent"))
