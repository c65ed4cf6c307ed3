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
from textual.widget import Widget

from tui import trays, views
from tui.commands import key_name
from tui.screens.desk_parts import NOBODY, Side, Strip
from tui.screens.tray import TrayScreen
from tui.trays import Item, Section
from tui.widgets.marks import MarkedRows
from tui.widgets.rows import ListSource, Row

if TYPE_CHECKING:
    from core.extension.failures import Failure
    from core.office.office import Office
    from tui.commands import Command
    from tui.dossier import Dossier
    from tui.widgets.ruling import RulingView

WIDE = 120
"""Columns from which there is a second column."""


class Desktop(NamedTuple):
    """All that is read for the desk at one time."""

    today: trays.Today
    sections: tuple[Section, ...]
    rows: list[Row]


class DeskScreen(TrayScreen):
    SCOPE = "desk"
    TITLE: ClassVar[str] = "Bàn việc"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = "DeskScreen.-wide Strip { display: none; } DeskScreen.-narrow Side { display: none; }"

    def __init__(self) -> None:
        super().__init__()
        self.today = NOBODY

    def body(self) -> Iterable[Widget]:
        found = self._read()
        self._keep(found)
        listing = MarkedRows(
            trays.COLUMNS, ListSource(found.rows), header=False, id="rows", markable=self.markable
        )  # fmt: skip
        listing.begin = _first(found)
        side = (Side(self.today),) if self.app.size.width >= WIDE else ()
        yield Horizontal(Vertical(listing, Strip(self.today)), *side, id="desk")

    async def on_resize(self, event: events.Resize) -> None:
        if event.size.width >= WIDE and not self.query(Side):
            await self.query_one("#desk").mount(Side(self.today))
            self.consider()

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
        self.listing.show(ListSource(found.rows))
        self.keep_marks()
        self.query_one(Strip).show(self.today)
        for side in self.query(Side):
            side.today.show(self.today)
        self.consider()

    # The chosen row

    def moved(self, item: Item | None) -> None:
        self.query_one(Strip).tell(item.line if item else "")

    def tell_nothing(self) -> None:
        for side in self.query(Side):
            side.glance.tell("")

    def tell(self, item: Item, dossier: Dossier) -> None:
        mine = item.group in ("mine", "record", "late")
        follows = views.next_text(dossier.matter, dossier.office) if item.group in ("sent", "gap") else ""
        warnings = tuple(views.brief(w, dossier.today) for w in dossier.warnings) if item.group == "mine" else ()
        self.query_one(Strip).tell(follows or item.line, warnings)
        said = follows or (item.line if not mine else "")
        for side in self.query(Side):
            side.glance.tell(dossier.title, said, dossier.route, dossier, self.choice("take") if mine else None)

    def tell_early(self, item: Item) -> None:
        """Before anything can be judged: the route alone."""
        for side in self.query(Side):
            if item.matter is None:
                side.glance.tell(item.title or item.line)
                continue
            from tui.dossier import sketch

            route = sketch(self.session.house, item.matter, self.session.clock())
            side.glance.tell(item.title, item.line, route)

    # What may be done

    def ruling(self, command_id: str) -> RulingView | None:
        return None if self._is_notice(command_id) else super().ruling(command_id)

    def blocked(self, command_id: str) -> bool:
        return not self._is_notice(command_id) and super().blocked(command_id)

    def _is_notice(self, command_id: str) -> bool:
        item = self.item
        return (
            command_id == "desk.take" and item is not None and item.group == "notice" and not self.listing.marked
        )  # fmt: skip

    def label(self, command: Command) -> str:
        return "Đã xem hết" if self._is_notice(command.id) else super().label(command)

    async def do_take(self) -> None:
        if self._is_notice("desk.take"):
            self.do_seen()
        else:
            await super().do_take()

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
        else:
            await super().do_open()


def _first(found: Desktop) -> str | None:
    """Where the cursor begins: on what waits for the person, else on the first row there is."""
    every = [item for section in found.sections for item in section.items]
    mine = (item.row.id for item in every if item.group == "mine")
    return next(mine, every[0].row.id if every else None)
