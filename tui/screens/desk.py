"""Bàn việc: what waits for me, what must not wait, what I sent, what is new, who is away and who acts.

A leader decides from here in one key. The rows are there in the first frame; the ruling on the chosen one follows when
what judging needs is loaded.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget

from tui import trays, views
from tui.commands import key_name
from tui.screens.base import BaseScreen
from tui.screens.desk_parts import NOBODY, Side, Strip
from tui.trays import Item, Section
from tui.widgets.rows import ListSource, Row, Rows
from tui.widgets.sections import SectionRows

if TYPE_CHECKING:
    from core.extension.failures import Failure
    from core.inquiry import Choice
    from core.office.office import Office
    from tui.commands import Command
    from tui.dossier import Dossier
    from tui.widgets.ruling import RulingView

SOON = 0.06
"""Seconds the cursor must rest on a row before its matter is read: keys held down cost nothing."""
WIDE = 120
"""Columns from which there is a second column."""
VERBS = {"desk.take": "take", "desk.return": "return", "desk.decline": "decline"}


class Desktop(NamedTuple):
    """All that is read for the desk at one time."""

    today: trays.Today
    sections: tuple[Section, ...]
    rows: list[Row]


class DeskScreen(BaseScreen):
    SCOPE = "desk"
    TITLE: ClassVar[str] = "Bàn việc"
    AUTO_FOCUS = "SectionRows"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = "DeskScreen.-wide Strip { display: none; } DeskScreen.-narrow Side { display: none; }"

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[str, Item] = {}
        self.today = NOBODY
        self.dossier: Dossier | None = None
        """Of the chosen row's matter, as soon as it can be judged."""
        self._soon: Timer | None = None

    def body(self) -> Iterable[Widget]:
        found = self._read()
        self._keep(found)
        listing = SectionRows(trays.COLUMNS, ListSource(found.rows), header=False, id="rows")
        listing.begin = _first(found)
        side = (Side(self.today),) if self.app.size.width >= WIDE else ()
        yield Horizontal(Vertical(listing, Strip(self.today)), *side, id="desk")

    async def on_resize(self, event: events.Resize) -> None:
        if event.size.width >= WIDE and not self.query(Side):
            await self.query_one("#desk").mount(Side(self.today))
            self._consider()

    def _read(self) -> Desktop:
        desk, now = self.session.house.desk, self.session.clock()
        tray = desk.tray(self.session.person, now)
        found = trays.sections(tray, desk.reader, self._hint(), self._broken(tray.office))
        return Desktop(trays.today(tray), found, trays.rows(found))

    def _broken(self, office: Office) -> tuple[Failure, ...]:
        """Plugins that fail, as far as they are loaded: the first frame does not wait for them."""
        if not self.vptu.warm:
            return ()
        from tui.extensions import told_of

        return told_of(self.session.house.registry, self.session.person, office)

    def _hint(self) -> str:
        """How one begins a matter, where that can be done at all."""
        keys = next((command.keys for command in self.vptu.book if command.id == "go.new"), ())
        return f"Xin nghỉ hoặc mở việc khác: {key_name(keys[0])}." if keys else ""

    def _keep(self, found: Desktop) -> None:
        self.items = {item.row.id: item for section in found.sections for item in section.items}
        self.today = found.today

    # Keeping up

    def refresh_data(self) -> None:
        self.run_worker(self._reread(), exclusive=True, group="tray")

    async def _reread(self) -> None:
        found = await asyncio.to_thread(self._read)
        self._keep(found)
        self.query_one(SectionRows).show(ListSource(found.rows))
        self.query_one(Strip).show(self.today)
        for side in self.query(Side):
            side.today.show(self.today)
        self._consider()

    def warmed(self) -> None:
        self._consider()

    # The chosen row

    @property
    def item(self) -> Item | None:
        row = self.query_one(SectionRows).chosen
        return self.items.get(row.id) if row else None

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        event.stop()
        self.dossier = None
        item = self.item
        self.query_one(Strip).tell(item.line if item else "")
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(SOON, self._consider)

    def _consider(self) -> None:
        """Read the chosen row's matter and judge it, or as much of that as can be done yet."""
        item = self.item
        self.dossier = self._load(item) if item and self.vptu.warm else None
        if item is not None and self.dossier is not None:
            self._tell(item, self.dossier)
        elif item is not None:
            self._tell_early(item)
        else:
            for side in self.query(Side):
                side.glance.tell("")
        self.commands_changed()

    def _tell(self, item: Item, dossier: Dossier) -> None:
        mine = item.group in ("mine", "record", "late")
        follows = views.next_text(dossier.matter, dossier.office) if item.group in ("sent", "gap") else ""
        warnings = tuple(views.brief(w, dossier.today) for w in dossier.warnings) if item.group == "mine" else ()
        self.query_one(Strip).tell(follows or item.line, warnings)
        said = follows or (item.line if not mine else "")
        for side in self.query(Side):
            side.glance.tell(dossier.title, said, dossier.route, dossier, self.choice("take") if mine else None)

    def _tell_early(self, item: Item) -> None:
        """Before anything can be judged: the route alone."""
        for side in self.query(Side):
            if item.matter is None:
                side.glance.tell(item.title or item.line)
                continue
            from tui.dossier import sketch

            route = sketch(self.session.house, item.matter, self.session.clock())
            side.glance.tell(item.title, item.line, route)

    def _load(self, item: Item) -> Dossier | None:
        from tui.dossier import load

        if item.matter is None:
            return None
        return load(self.session.house, self.session.person, item.matter, self.session.clock())

    def choice(self, verb: str) -> Choice | None:
        """What a verb does to the chosen row: to the step it waits for, or to the whole matter after a return."""
        item = self.item
        if self.dossier is None or item is None:
            return None
        if verb == "take" and item.step == "complete":
            return self.dossier.choice("complete")
        return self.dossier.choice(verb, item.step)

    # What may be done

    def ruling(self, command_id: str) -> RulingView | None:
        choice = self.choice(VERBS[command_id]) if command_id in VERBS else None
        return self.dossier.ruling(choice) if choice and self.dossier else None

    def blocked(self, command_id: str) -> bool:
        if command_id in VERBS and (self.dossier is not None or self.item is None):
            choice = self.choice(VERBS[command_id])
            return self._is_notice(command_id) is False and (choice is None or not choice.ruling.allows)
        return False

    def _is_notice(self, command_id: str) -> bool:
        item = self.item
        return command_id == "desk.take" and item is not None and item.group == "notice"

    def label(self, command: Command) -> str:
        if self._is_notice(command.id):
            return "Đã xem hết"
        choice = self.choice("take") if command.id == "desk.take" else None
        if choice is None or not choice.ruling.allows:
            return command.footer_label
        from tui.choices import label_of

        label = label_of(choice)
        return label if len(label) <= 18 else "Làm bước này"

    def why(self) -> RulingView | None:
        return self.ruling("desk.take")

    async def do_take(self) -> None:
        if self._is_notice("desk.take"):
            self.do_seen()
        else:
            await self._decide("take")

    async def do_return(self) -> None:
        await self._decide("return")

    async def do_decline(self) -> None:
        await self._decide("decline")

    async def _decide(self, verb: str) -> None:
        from tui.screens.decide import decide

        item = self.item
        if item is None or item.matter is None:
            self.notify("Đồng chí chọn một việc trong danh sách trước.")
            return
        self.dossier = self._load(item)
        if self.dossier is not None:
            decide(self, self.dossier, self.choice(verb))

    def do_seen(self) -> None:
        newest = max((int(i.row.id.partition(":")[2]) for i in self.items.values() if i.group == "notice"), default=0)
        if newest:
            self.run_worker(self._seen(newest), exclusive=True, group="seen")
        else:
            self.notify("Không có thông báo nào chưa xem.")

    async def _seen(self, newest: int) -> None:
        session = self.session
        await asyncio.to_thread(session.house.work.seen, session.person, newest, at=session.clock())
        self.refresh_data()
        self.commands_changed()

    async def do_open(self) -> None:
        item = self.item
        if item is not None and item.row.id == "late+":
            await self.vptu.run_command("go.matters")
        elif item is not None and item.group == "plugin":
            await self.vptu.run_command("go.admin.plugins")
        elif item is not None and item.matter is not None:
            from tui.screens.matter import MatterScreen

            await self.vptu.open(MatterScreen(item.matter))

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        await self.do_open()


def _first(found: Desktop) -> str | None:
    """Where the cursor begins: on what waits for the person, else on the first row there is."""
    every = [item for section in found.sections for item in section.items]
    mine = (item.row.id for item in every if item.group == "mine")
    return next(mine, every[0].row.id if every else None)
