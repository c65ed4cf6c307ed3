"""All matters, however many: newest first, narrowed by status, kind and sender, found by words with or without accents.

One field leads the list. Pages are read by key in a thread, so a hundred thousand matters scroll like a hundred.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from core.codec import instant
from core.office.sessions import ZONE
from core.records.reader import CAP
from core.records.search import EVERYTHING, MatterFilter
from core.text import number
from tui import views
from tui.screens.base import BaseScreen
from tui.widgets.inputs import SearchField, VietInput
from tui.widgets.paper import Line, beside, tinted
from tui.widgets.rows import PAGE, Cell, Column, Row, Rows

if TYPE_CHECKING:
    from core.records.reader import Reader
    from core.records.rows import MatterRow
    from tui.commands import Command

PATIENCE: Final = 0.15
"""Seconds without a key before what was typed is looked for."""
STATUSES: Final = ("", *views.STATUS)
COLUMNS: Final = (
    Column("Số", width=7, align="right"),
    Column("Việc", share=5, least=24),
    Column("Đang ở đâu", share=4, least=20, hide_below=104),
    Column("Tình trạng", width=18),
    Column("Lần cuối", width=16, hide_below=88),
)


class When(NamedTuple):
    """The moment a list is made for: its rows tell their dates beside it."""

    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(ZONE).date()

    def stamp(self, at: str) -> str:
        """A stored instant as `stamp` writes it."""
        return views.stamp(instant(at), self.now)


def row_of(found: MatterRow, when: When) -> Row:
    word, tone = views.STATUS.get(found.status, (found.status, ""))
    short = {"returned": "trả lại"}.get(found.status, word)
    return Row(
        str(found.id),
        (
            str(found.id),
            views.brief(found.title, when.today),
            Cell(views.capital(found.waiting_for), "muted"),
            Cell(short, tone),
            Cell(when.stamp(found.changed_at), "muted"),
        ),
    )


@dataclass
class MatterSource:
    """Matters through a filter, as windows of a list. Without one a place and an id are the same thing counted from two
    ends; with one, the id before each page is remembered as the list is read downwards."""

    reader: Reader
    wanted: MatterFilter
    when: When
    _before: dict[int, int | None] = field(default_factory=lambda: {0: None})
    _newest: int | None = None

    def count(self) -> int | None:
        """Exactly up to a thousand; more are counted as they are read."""
        if self.wanted == EVERYTHING:
            return self.newest
        found = self.reader.count_matters(self.wanted)
        return None if found >= CAP else found

    @property
    def newest(self) -> int:
        """The newest id when the list was first read: what comes later must not move the rows."""
        if self._newest is None:
            self._newest = self.reader.last_matter()
        return self._newest

    def window(self, start: int, size: int) -> Sequence[Row]:
        return [row_of(row, self.when) for row in self._rows(start, size)]

    def _rows(self, start: int, size: int) -> Sequence[MatterRow]:
        if self.wanted == EVERYTHING:
            return self.reader.matters(limit=size, before=self.newest - start + 1)
        page = start // PAGE
        known = max(n for n in self._before if n <= page)
        for n in range(known, page):  # only after a jump: pages that were never read
            ids = self.reader.matters(self.wanted, limit=PAGE, before=self._before[n])
            if len(ids) < PAGE:
                return ()
            self._before[n + 1] = ids[-1].id
        found = self.reader.matters(self.wanted, limit=size, before=self._before[page])
        if len(found) == size:
            self._before[page + 1] = found[-1].id
        return found

    def index_of(self, row_id: str) -> int | None:
        """The place of a matter: how many come before it, up to the cap."""
        if self.wanted == EVERYTHING:
            return self.newest - int(row_id)
        above = len(self.reader.matters(self.wanted, limit=CAP, after=int(row_id)))
        return above if above < CAP else None


class MattersScreen(BaseScreen):
    SCOPE = "matters"
    TITLE: ClassVar[str] = "Danh sách việc"
    AUTO_FOCUS = "SearchField"
    DEFAULT_CSS = """
    MattersScreen #search { height: 1; }
    MattersScreen #filters { height: 1; margin-bottom: 1; }
    MattersScreen SearchField { width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.wanted = EVERYTHING
        self._pause: Timer | None = None

    def body(self) -> Iterable[Widget]:
        yield Horizontal(
            SearchField(
                placeholder="Tìm theo tên người, loại việc, ngày… hoặc gõ số của việc", draft=False, max_length=200
            ),
            id="search",
        )
        yield Line(id="filters")
        empty = ("Không có việc nào như vậy.", "Đồng chí thử ít chữ hơn, hoặc đổi điều kiện lọc.")
        yield Rows(COLUMNS, self._source(), slow=True, led=True, empty=empty, id="matters")
        self.call_later(self._say_filters)

    def _source(self) -> MatterSource:
        return MatterSource(self.session.house.desk.reader, self.wanted, When(self.session.clock()))

    @property
    def rows(self) -> Rows:
        return self.query_one(Rows)

    # What is looked for

    def on_input_changed(self, event: VietInput.Changed) -> None:
        event.stop()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PATIENCE, self._look)

    def _look(self) -> None:
        """Look for what stands in the field now, from the top."""
        self._pause = None
        self._want(replace(self.wanted, text=self.query_one(SearchField).value.strip()))

    def _want(self, wanted: MatterFilter) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self.rows.action_jump(0)
            self.rows.show(self._source())
        self._say_filters()

    def _say_filters(self) -> None:
        self.run_worker(self._count(), exclusive=True, group="count")

    async def _count(self) -> None:
        found = await asyncio.to_thread(self._counted)
        status, kind = next(iter(self.wanted.statuses), ""), self.wanted.kind
        parts = (
            _chip("Tình trạng", views.STATUS[status][0] if status else "", "tất cả"),
            _chip("Loại", self._kinds().get(kind, kind) if kind else "", "tất cả"),
            _chip("Người gửi", "đồng chí" if self.wanted.opened_by else "", "mọi người"),
        )
        text = Content("   ").join(parts)
        line = self.query_one("#filters", Line)
        line.say(beside(text, tinted(found, "muted"), line.content_size.width))

    def _counted(self) -> str:
        reader = self.session.house.desk.reader
        if self.wanted == EVERYTHING:
            return f"{number(reader.last_matter())} việc"
        found = reader.count_matters(self.wanted)
        return f"hơn {number(CAP - 1)} việc" if found >= CAP else f"{number(found)} việc"

    def _kinds(self) -> dict[str, str]:
        procedures = self.session.house.registry.rules().procedures
        return {kind: procedures[kind].title for kind in sorted(procedures)}

    # Commands

    def do_status(self) -> None:
        now = next(iter(self.wanted.statuses), "")
        following = STATUSES[(STATUSES.index(now) + 1) % len(STATUSES)]
        self._want(replace(self.wanted, statuses=(following,) if following else ()))

    def do_kind(self) -> None:
        kinds = ("", *self._kinds())
        following = kinds[(kinds.index(self.wanted.kind or "") + 1) % len(kinds)]
        self._want(replace(self.wanted, kind=following or None))

    def do_mine(self) -> None:
        self._want(replace(self.wanted, opened_by=None if self.wanted.opened_by else self.session.person))

    def do_clear(self) -> None:
        self.query_one(SearchField).value = ""
        self._want(EVERYTHING)

    def label(self, command: Command) -> str:
        if command.id == "matters.mine" and self.wanted.opened_by:
            return "Mọi người"
        return command.footer_label

    def refresh_data(self) -> None:
        self.rows.show(self._source())
        self._say_filters()

    # The list

    def action_lead(self, move: str, step: int) -> None:
        (self.rows.action_move if move == "move" else self.rows.action_page)(step)

    async def action_take(self) -> None:
        """Open the chosen matter. Typed in one burst with Enter, the words are looked for first."""
        typed = self.query_one(SearchField).value.strip()
        if typed.isdecimal() and len(typed) < 10 and self.session.house.desk.reader.matter(int(typed)):
            await self._open(int(typed))
            return
        if typed != self.wanted.text:
            if self._pause is not None:
                self._pause.stop()
            self._look()
            first = self._source().window(0, 1)
            row = first[0] if first else None
        else:
            row = self.rows.row
        if row is None:
            self.app.bell()
        else:
            await self._open(int(row.id))

    async def _open(self, matter: int) -> None:
        from tui.screens.matter import MatterScreen

        await self.vptu.open(MatterScreen(matter))

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        await self._open(int(event.row.id))


def _chip(name: str, value: str, otherwise: str) -> Content:
    return Content.assemble(tinted(f"{name}: ", "muted"), tinted(value, "accent") if value else tinted(otherwise))
