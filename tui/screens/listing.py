"""The list of any plugin: its views, its columns, found by words with or without accents, opened, begun anew.

What it shows the plugin says in values (core.listing); this screen knows no kind of matter. One field leads the list,
and beside it – or below, on a small screen – stands what there is to know of the row at hand.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from core.errors import VptuError
from core.listing import Listing, Record, View, cells
from core.text import number, width
from tui import views
from tui.commands import Command
from tui.listings import ListingSource, columns_of
from tui.screens.base import BaseScreen
from tui.widgets.facts import Fact, facts_lines
from tui.widgets.inputs import SearchField, VietInput
from tui.widgets.paper import Line, Paper, badge, beside, folded, tinted
from tui.widgets.rows import PAGE, Rows, column_widths
from tui.widgets.sheets import sheet_lines

if TYPE_CHECKING:
    from core.law.procedure import Procedure
    from tui.dossier import Dossier

PATIENCE: Final = 0.15
"""Seconds without a key before what was typed is looked for."""
SOON: Final = 0.1
"""Seconds the cursor must rest on a row before its matter is read for the panel."""
NOTICE: Final = 60
"""Cells of a line in an empty list."""
VIEW, NEW = "listing.view.", "listing.new."
"""Commands that this list brings with it: one for each view, one for each matter it can begin."""


class Views(Paper):
    """The ways to look at the list in one line, the present one marked; what does not fit is left out at the ends."""

    DEFAULT_CSS = "Views { height: 1; padding: 0 1; }"

    def __init__(self, titles: Iterable[str]) -> None:
        super().__init__(id="views")
        self.titles, self.at, self.found = tuple(titles), 0, ""

    def show(self, at: int) -> None:
        self.at = at
        self.refresh()

    def tell(self, found: str) -> None:
        """How many there are."""
        self.found = found
        self.refresh()

    def laid_out(self, room: int) -> list[Content]:
        chips = [badge(t, "accent") if n == self.at else tinted(f" {t} ") for n, t in enumerate(self.titles)]
        left = room - width(self.found) - 1
        first = 0
        while first < self.at and sum(width(c.plain) for c in chips[first : self.at + 1]) > left - 2:
            first += 1
        shown = Content.assemble(tinted("‹", "muted") if first else "", *chips[first:])
        return [beside(shown, tinted(self.found, "muted"), room)]


class Glance(Paper):
    """The matter at hand, as far as a decision to open it needs: where it is, its number, its sheets."""

    DEFAULT_CSS = "Glance { padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__(id="glance")
        self.dossier: Dossier | None = None
        self.left_out: tuple[Fact, ...] = ()
        """The columns of its row that found no room in the list."""

    def show(self, dossier: Dossier | None, left_out: Iterable[Fact] = ()) -> None:
        self.dossier, self.left_out = dossier, tuple(left_out)
        self.refresh(layout=True)

    def laid_out(self, room: int) -> list[Content]:
        dossier = self.dossier
        if dossier is None:
            return []
        word, tone = views.STATUS.get(dossier.row.status, (dossier.row.status, ""))
        lines = [tinted(line, "strong", "bold") for line in folded(dossier.title, room)]
        lines.append(beside(tinted(f"Việc số {dossier.row.id}", "muted"), badge(word, tone), room))
        lines += [tinted(book, "accent") for book in dossier.books]
        after = views.next_text(dossier.matter, dossier.office)
        lines += [tinted(line) for line in folded(after, room) if after]
        for warning in dossier.warnings:
            lines += [tinted(line, "warn") for line in folded(f"! {views.brief(warning, dossier.today)}", room)]
        lines += [*facts_lines(self.left_out, room), Content("")]
        for sheet in dossier.sheets:
            lines += [*sheet_lines(sheet, room), Content("")]
        return lines if dossier.sheets else [*lines, *facts_lines(dossier.facts, room)]


class ListingScreen(BaseScreen):
    """`ListingScreen("plugins.x.listings:LIST", "Văn bản đến")`. Raises VptuError for a list that cannot be had."""

    SCOPE = "listing"
    AUTO_FOCUS = "SearchField"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = """
    ListingScreen SearchField { width: 1fr; }
    ListingScreen #search { height: 1; }
    ListingScreen #views { margin-bottom: 1; }
    ListingScreen #aside { width: 40%; max-width: 66; border-left: vkey $border-blurred; scrollbar-size-vertical: 1; }
    ListingScreen.-narrow #aside { display: none; }
    ListingScreen #detail { height: auto; border-top: hkey $border-blurred; }
    ListingScreen.-wide #detail { display: none; }
    """

    def __init__(self, source: str, title: str = "") -> None:
        super().__init__()
        from core.extension.registry import resolve

        found = resolve(source)
        if not isinstance(found, Listing):
            raise VptuError(f"«{source}» không phải một danh sách: báo người viết plugin sửa.")
        self.listing, self.name_here = found, title or found.title
        self.at = 0
        """Which of its views."""
        self.text = ""
        self._pause: Timer | None = None
        self._soon: Timer | None = None

    def heading(self) -> str:
        return self.name_here

    def body(self) -> Iterable[Widget]:
        self.source = self._source()
        yield Horizontal(
            SearchField(placeholder="Tìm trong danh sách, có dấu hay không dấu", draft=False, max_length=200),
            id="search",
        )
        yield Views(view.title for view in self.listing.views)
        rows = Rows(columns_of(self.listing), self.source, slow=True, led=True, empty=self._empty(), id="rows")
        yield Horizontal(rows, VerticalScroll(Glance(), id="aside", can_focus=False))
        yield Vertical(Line(id="first"), Line(id="second"), id="detail")

    def _source(self) -> ListingSource:
        return ListingSource(self.session.house.desk, self.listing, self.view, self.session.clock(), self.text)

    def _empty(self) -> tuple[str, ...]:
        """Why there is nothing, and what to do next."""
        if self.text:
            return ("Không tìm thấy.", "Đồng chí thử ít chữ hơn, hoặc bấm F6 để xem theo cách khác.")
        none = f"«{self.view.title}»: không có việc nào."
        after = (*folded(self.listing.empty, NOTICE), "F7 mở mới." if self.listing.new else "")
        return tuple(line for line in (none, *after) if line)

    @property
    def view(self) -> View:
        return self.listing.views[self.at]

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
        typed = self.query_one(SearchField).value.strip()
        if typed != self.text:
            self.text = typed
            self._from_the_top()

    def _turn_to(self, at: int) -> None:
        self.at = at % len(self.listing.views)
        self.query_one(Views).show(self.at)
        self._from_the_top()

    def _from_the_top(self) -> None:
        self.rows.action_jump(0)
        self._show()

    def _show(self) -> None:
        self.source = self._source()
        self.rows.empty = self._empty()
        self.rows.show(self.source)

    def refresh_data(self) -> None:
        """Read again; the cursor stays on its row, the row on its line."""
        self._show()
        self._consider()

    # The row at hand

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        event.stop()
        self._tell_count()
        self._tell(self.record)
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(SOON, self._consider)

    @property
    def record(self) -> Record | None:
        row = self.rows.row
        return self.source.held.get(row.id) if row is not None else None

    def _tell_count(self) -> None:
        known = self.rows.row_count
        more = not self.source.exact and known > PAGE and known % PAGE == 0  # a page is expected that was not read yet
        told = f"hơn {number(known - PAGE)} việc" if more else f"{number(known)} việc"
        self.query_one(Views).tell(told if known else "")

    def _tell(self, record: Record | None) -> None:
        """Two lines below a narrow list: the matter's heading, and the columns that found no room."""
        first, second = self.query_one("#first", Line), self.query_one("#second", Line)
        if record is None:
            first.say("")
            second.say("")
            return
        which = f"Số {record.number}" if record.number else f"Việc số {record.row.id}"
        heading = views.brief(record.row.title, record.today)
        first.say(beside(tinted(heading, "strong"), tinted(which, "accent"), first.content_size.width))
        where = f"Đang ở: {record.row.waiting_for}" if record.row.waiting_for else ""
        left_out = (f"{fact.label}: {fact.value}" for fact in self._left_out(record))
        second.say(tinted(" · ".join(part for part in (where, *left_out) if part), "muted"))

    def _left_out(self, record: Record) -> Iterable[Fact]:
        widths = column_widths(self.rows.columns, self.rows.size.width - 2)
        told = zip(self.listing.columns, cells(self.listing, record), widths, strict=True)
        return (Fact(column.title, text, tone) for column, (text, tone), shown in told if not shown and text)

    def _consider(self) -> None:
        """Read the matter at hand for the panel, where there is one."""
        if not self.is_mounted or not self.has_class("-wide"):
            return
        row = self.rows.row
        if row is None:
            self.query_one(Glance).show(None)
        else:
            self.run_worker(self._read(int(row.id)), exclusive=True, group="glance")

    async def _read(self, matter: int) -> None:
        from tui.dossier import load

        session = self.session
        found = await asyncio.to_thread(load, session.house, session.person, matter, session.clock())
        row = self.rows.row
        if row is not None and int(row.id) == matter:
            self.query_one(Glance).show(found, self._left_out(self.record) if self.record else ())

    # Commands

    def do_view(self) -> None:
        self._turn_to(self.at + 1)

    def do_clear(self) -> None:
        self.query_one(SearchField).value = ""
        self._turn_to(0)

    async def do_new(self) -> None:
        """Begin a matter of this list; of several sorts, the one that is chosen."""
        names = self._beginnings()
        if not names:
            self.notify("Danh sách này không mở việc mới.")
        elif len(names) == 1:
            await self._begin(0)
        else:
            from tui.screens.choose import Choose, Offer

            offers = [Offer(str(n), name) for n, name in enumerate(names)]
            self.vptu.push_screen(Choose("Mở việc nào?", offers), self._begun)

    def _beginnings(self) -> list[str]:
        """What each matter that can be begun here is called."""
        procedures = self.session.house.registry.rules().procedures
        return [_called(procedures.get(kind), kind, start) for kind, start in self.listing.new]

    async def _begun(self, chosen: str | None) -> None:
        if chosen is not None:
            await self._begin(int(chosen))

    async def _begin(self, which: int) -> None:
        from tui.screens.new_matter import NewMatterScreen

        kind, start = self.listing.new[which]
        await self.vptu.open(NewMatterScreen(kind, start))

    def offered(self) -> tuple[Command, ...]:
        found = [
            Command(f"{VIEW}{n}", f"Xem: {view.title}", "Một cách xem danh sách này.", "do_view", scope=self.SCOPE)
            for n, view in enumerate(self.listing.views)
        ]
        found += [
            Command(f"{NEW}{n}", f"Mở mới: {name}", "Mở một việc của danh sách này.", "do_new", scope=self.SCOPE)
            for n, name in enumerate(self._beginnings())
        ]
        return tuple(found)

    async def run_command(self, command: Command) -> None:
        if command.id.startswith(VIEW):
            self._turn_to(int(command.id.removeprefix(VIEW)))
        elif command.id.startswith(NEW):
            await self._begin(int(command.id.removeprefix(NEW)))
        else:
            await super().run_command(command)

    # The list

    def action_lead(self, move: str, step: int) -> None:
        (self.rows.action_move if move == "move" else self.rows.action_page)(step)

    async def action_take(self) -> None:
        """Open the chosen matter. Typed in one burst with Enter, the words are looked for first."""
        if self.query_one(SearchField).value.strip() != self.text:
            if self._pause is not None:
                self._pause.stop()
            self._look()
            first = await asyncio.to_thread(self._source().window, 0, 1)
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


def _called(procedure: Procedure | None, kind: str, start: Mapping[str, object]) -> str:
    """«Văn bản đi: giấy đi đường, khách cơ quan khác»"""
    if procedure is None:
        return kind
    from core.law.facts import asking, names_of

    fields = names_of(procedure.facts)
    said = (dict(asking(fields[name]).values).get(str(value), "") for name, value in start.items() if name in fields)
    about = ", ".join(part for part in said if part)
    return f"{procedure.title}: {about}" if about else procedure.title
