"""Khay ký: what waits for my signature, urgent ones first, each with the ruling and the block as it will be on paper.

One key signs, one sends back, marked ones are signed together – each still an act of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual import events
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from core.text import width
from tui import trays, views
from tui.screens.desk_parts import ROOMY, shortly
from tui.screens.pages import BLANK, Lines, heading, title, words
from tui.screens.split import Reading, Text
from tui.screens.tray import TrayScreen
from tui.trays import Item
from tui.widgets.marks import MarkedRows
from tui.widgets.paper import Line, tinted
from tui.widgets.rows import ListSource

if TYPE_CHECKING:
    from core.inquiry import Choice
    from core.law.sheet import Sheet
    from tui.commands import Command
    from tui.dossier import Dossier

WIDE: Final = 120
"""Columns from which list and paper stand side by side."""
LISTED: Final = 8
"""Lines of the list at most where it stands above the paper."""
SHEETS: Final = ("Thể thức ký", "Ký văn bản")
"""How the title of the sheet with the signature block begins."""
BLOCK: Final = "Khối ký"
"""Its column with what stands above the signature, line by line."""
ACROSS: Final = 42
"""Cells of the block: half a sheet of paper."""
EMPTY: Final = ("Không có văn bản nào chờ đồng chí ký.", "Văn bản đến lượt đồng chí ký sẽ hiện ở đây.")


class SigningScreen(TrayScreen):
    SCOPE = "signing"
    TITLE: ClassVar[str] = "Khay ký"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = """
    SigningScreen #tray { layout: vertical; }
    SigningScreen.-wide #tray { layout: horizontal; }
    SigningScreen #list { width: 1fr; height: auto; }
    SigningScreen.-wide #list { width: 11fr; height: 1fr; }
    SigningScreen #paper { width: 1fr; height: 1fr; border-top: hkey $border-blurred; scrollbar-size-vertical: 1; }
    SigningScreen.-wide #paper { width: 9fr; border-top: none; border-left: vkey $border-blurred; }
    SigningScreen #paper:focus { border-top: hkey $border; }
    SigningScreen.-wide #paper:focus { border-top: none; border-left: vkey $border; }
    SigningScreen Text { padding: 0 1; }
    """

    def body(self) -> Iterable[Widget]:
        found = self._read()
        self.items = {item.row.id: item for item in found}
        rows = MarkedRows(
            trays.SIGNING, ListSource([item.row for item in found]), markable=self.markable, empty=EMPTY, id="rows"
        )
        yield Horizontal(
            Vertical(rows, Line("", id="count"), id="list"), Reading(Text(id="about"), id="paper"), id="tray"
        )
        self.call_later(self._say_count)

    def _read(self) -> tuple[Item, ...]:
        desk = self.session.house.desk
        return trays.to_sign(desk.tray(self.session.person, self.session.clock()), desk.reader)

    def on_resize(self, event: events.Resize) -> None:
        self._fit()

    def _fit(self) -> None:
        """In a narrow window the list takes the lines it needs, the paper the rest; without a row there is no paper."""
        whole = self.app.size.width >= WIDE or not self.items
        self.listing.styles.height = "1fr" if whole else max(4, min(len(self.items) + 1, LISTED))
        self.query_one("#list").styles.height = "1fr" if whole else "auto"
        self.query_one("#paper").display = bool(self.items)

    def label(self, command: Command) -> str:
        marked = len(self.listing.marked)
        return f"Ký {marked} văn bản" if marked and self._verb(command.id) == "take" else super().label(command)

    # Keeping up

    def refresh_data(self) -> None:
        self.run_worker(self._reread(), exclusive=True, group="tray")

    async def _reread(self) -> None:
        found = await asyncio.to_thread(self._read)
        self.items = {item.row.id: item for item in found}
        self.listing.show(ListSource([item.row for item in found]))
        self.keep_marks()
        self._fit()
        self._say_count()
        self.consider()

    def _say_count(self) -> None:
        marked = len(self.listing.marked)
        said = f"{len(self.items)} văn bản chờ ký" if self.items else ""
        self.query_one("#count", Line).say(tinted(f"{said} · {marked} đã đánh dấu" if marked else said, "muted"))

    def on_marked_rows_marked(self, event: MarkedRows.Marked) -> None:
        super().on_marked_rows_marked(event)
        self._say_count()

    # The chosen document

    def moved(self, item: Item | None) -> None:
        self._show([tinted(item.title, "strong", "bold")] if item else [])

    def tell(self, item: Item, dossier: Dossier) -> None:
        choice = self.choice("take")
        self.query_one("#about", Text).show(lambda room: paper_lines(dossier, choice, room))
        self.query_one(Reading).scroll_home(animate=False)

    def tell_early(self, item: Item) -> None:
        self._show([tinted(item.title, "strong", "bold"), tinted(item.line, "muted")])

    def tell_nothing(self) -> None:
        self._show([])

    def _show(self, lines: Sequence[Content]) -> None:
        self.query_one("#about", Text).show(lambda room: [line.truncate(room, ellipsis=True) for line in lines])


class Block(NamedTuple):
    """The signature block of one signer."""

    lines: tuple[str, ...]
    name: str = ""
    why: str = ""


def paper_lines(dossier: Dossier, choice: Choice | None, room: int) -> Lines:
    """A document as its signer reads it: may I, in what capacity, how it will look; then where it has been."""
    from tui.choices import summary_lines
    from tui.widgets.facts import facts_lines
    from tui.widgets.timeline import timeline_lines

    lines = title(dossier.title, room)
    if choice is not None:
        lines += summary_lines(dossier, choice, room)
        if not choice.ruling.allows:
            lines += words(choice.ruling.sentence, room, "bad")
    sheet = next((s for s in dossier.sheets if s.title.startswith(SHEETS)), None)
    if sheet is not None:
        block = block_of(sheet, dossier)
        told = choice is not None and block.why in views.clauses_text(choice.ruling, dossier.law)
        lines += [BLANK, *block_lines(block._replace(why="") if told else block, room)]
        lines += words(sheet.note, room, "muted") if sheet.note else []
    lines += [*heading("Nội dung"), *facts_lines(dossier.facts, room)]
    route = dossier.route if room >= ROOMY else tuple(map(shortly, dossier.route))
    return [*lines, *heading("Tuyến giải quyết"), *(line.content for line in timeline_lines(route, room))]


def block_of(sheet: Sheet, dossier: Dossier) -> Block:
    """This person's block out of the sheet: his own row where there are several, else the first."""
    if BLOCK not in sheet.columns:
        return Block(tuple(" ".join(filter(None, row.cells)) for row in sheet.rows))
    me = dossier.office.person(dossier.person)
    rows = [row.cells for row in sheet.rows]
    cells = next((row for row in rows if me is not None and row[0] == me.name), next(iter(rows), ()))
    if not cells:
        return Block(())
    return Block(tuple(cells[sheet.columns.index(BLOCK)].split(" / ")), cells[0], cells[-1])


def block_lines(block: Block, room: int) -> Lines:
    """The block at the right of the sheet: authority and post, room for the hand, the name."""
    if not block.lines:
        return words("Chưa xác định được thể thức ký.", room, "warn")
    across = min(room, max(ACROSS, *(width(line) + 4 for line in (*block.lines, block.name))))
    left = max(0, room - across)

    def centred(text: str, tone: str, extra: str = "") -> Content:
        return Content.assemble(" " * (left + max(0, (across - width(text)) // 2)), tinted(text, tone, extra))

    lines = [centred(line, "strong", "bold") for line in block.lines]
    if block.name:
        lines += [centred("(ký)", "faint"), centred(block.name, "strong", "bold")]
    return [*lines, *(words(block.why, room, "muted") if block.why else [])]
