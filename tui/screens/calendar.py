"""Lịch nghỉ: people × days of a month in half-days – who is away, who acts, who is on duty, where nobody decides."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

from core.office.sessions import ZONE, day_of, label
from core.office.sessions import session as session_of
from tui import months, views
from tui.months import Shown
from tui.screens.base import BaseScreen
from tui.widgets.grid import Grid, GridLegend, Month
from tui.widgets.paper import Line, tinted

if TYPE_CHECKING:
    from core.office.office import Office


class MonthGrid(Grid):
    """A grid whose arrows go on into the next month."""

    @dataclass
    class Beyond(Message):
        """The cursor went over the edge of the month."""

        months: int

    def action_walk(self, lines: int, halves: int) -> None:
        place = self.half + halves
        if halves and not 0 <= place < 2 * len(self.month.days):
            self.post_message(self.Beyond(1 if halves > 0 else -1))
        else:
            super().action_walk(lines, halves)


class CalendarScreen(BaseScreen):
    SCOPE = "calendar"
    TITLE = "Lịch nghỉ"
    DEFAULT_CSS = """
    CalendarScreen GridLegend { padding: 0 1; }
    CalendarScreen #said { background: $surface; }
    CalendarScreen #gaps { height: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.only = months.EVERYBODY
        self.first: date | None = None
        """The first day of the month in sight."""
        self.shown: Shown | None = None
        self.office: Office | None = None

    def body(self) -> Iterable[Widget]:
        yield MonthGrid(Month((), ()))
        yield Line("Đang đọc lịch…", id="said")
        yield Line("", id="gaps")
        yield GridLegend()

    def heading(self) -> str:
        name = dict(months.filters(self.office)).get(self.only, "") if self.office and self.only else ""
        return f"{self.TITLE} – {name}" if name else self.TITLE

    @property
    def today(self) -> date:
        return self.session.clock().astimezone(ZONE).date()

    # Reading

    async def on_mount(self) -> None:
        await self._read(self.today.replace(day=1), session_of(self.today))

    def refresh_data(self) -> None:
        if self.first is not None:
            self._go(self.first)

    def _go(self, first: date, at: int | None = None) -> None:
        self.first = first  # at once: the next key goes on from here
        self.run_worker(self._read(first, at), exclusive=True, group="month")

    async def _read(self, first: date, at: int | None = None) -> None:
        """Show a month; the cursor goes to the half-day `at`, else stays on its day of the month."""
        clock, desk, today = self.session.clock, self.session.house.desk, self.today
        only = self.only

        def read() -> tuple[Office, Shown]:
            office = desk.office(clock(), around=months.days_of(first))
            return office, months.shown(first, office, today, only=only)

        self.first = first
        self.office, found = await asyncio.to_thread(read)
        self.shown = found
        grid = self.query_one(MonthGrid)
        kept = grid.half
        grid.show(found.month)
        grid.half = at - grid.start if at is not None else kept
        self._say_gaps(found.gaps)

    def _say_gaps(self, gaps: tuple[int, ...]) -> None:
        says = f"Không ai thay Chánh VP: {_runs(gaps, self.today)} – cần cử Phó thường trực (Điều 5)"
        whole = "Buổi nào cũng có người giải quyết việc của Chánh Văn phòng."
        self.query_one("#gaps", Line).say(tinted(says, "bad") if gaps else tinted(whole, "muted"))

    # The cursor

    def on_grid_moved(self, event: Grid.Moved) -> None:
        event.stop()
        if self.shown is not None and self.office is not None:
            says = months.told(self.shown, self.office, event.person.id, event.session, self.today)
            self.query_one("#said", Line).say(says)

    async def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Enter: the matter behind the half-day; a new leave from there where nothing is."""
        event.stop()
        matter = self.shown.matter(event.person.id, event.session) if self.shown else None
        if matter is None:
            await self.do_new()
            return
        from tui.screens.matter import MatterScreen

        await self.vptu.open(MatterScreen(matter))

    def on_month_grid_beyond(self, event: MonthGrid.Beyond) -> None:
        event.stop()
        if self.first is not None:
            first = months.moved(self.first, event.months)
            span = months.days_of(first)
            self._go(first, span.start if event.months > 0 else span.end - 1)

    # Commands

    def do_before(self) -> None:
        if self.first is not None:
            self._go(months.moved(self.first, -1))

    def do_after(self) -> None:
        if self.first is not None:
            self._go(months.moved(self.first, 1))

    def do_today(self) -> None:
        self._go(self.today.replace(day=1), session_of(self.today))

    def do_unit(self) -> None:
        if self.office is None:
            return
        from tui.screens.choose import Choose, Offer

        offers = [Offer(id or "*", name) for id, name in months.filters(self.office)]
        self.app.push_screen(Choose("Xem lịch của", offers), self._narrowed)

    def _narrowed(self, only: str | None) -> None:
        if only is not None:
            self.only = months.EVERYBODY if only == "*" else only
            self.title_changed()
            self.refresh_data()

    def title_changed(self) -> None:
        from tui.widgets.statusbar import TitleBar

        self.query_one(TitleBar).show(self.vptu.trail(self))

    async def do_new(self) -> None:
        """A new request of the person under the cursor, beginning on that half-day."""
        grid = self.query_one(MonthGrid)
        if grid.person is None or grid.session is None or self.office is None:
            return
        at = grid.session
        if at < self.office.now:
            self.notify(f"Buổi {label(at)} đã qua: đồng chí chọn buổi sau; đơn xin qua điện thoại thì mở bằng F4.")
            return
        at = self.office.calendar.next_working(at)
        from tui.screens.new_matter import NewMatterScreen

        last = session_of(day_of(at), 1)
        await self.vptu.open(NewMatterScreen(start={"person": grid.person.id, "from": at, "until": last}))


def _runs(gaps: tuple[int, ...], today: date) -> str:
    """Half-days as runs: «T3 12/03 – sáng T5 14/03, chiều T6 22/03»; a night or a weekend does not end a run."""
    from core.office.sessions import Span

    runs: list[Span] = []
    for at in gaps:
        if runs and at == runs[-1].end:
            runs[-1] = Span(runs[-1].start, at + 1)
        else:
            runs.append(Span(at, at + 1))
    said = [views.span_text(run, today) for run in runs[:4]]
    return ", ".join(said) + (f" và {len(runs) - 4} lần nữa" if len(runs) > 4 else "")
