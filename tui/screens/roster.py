"""Lịch trực: the days off that are coming with how far their rosters are, and one roster as a board to be filled.

Who is free, who could exchange and what the rotation gives, the area's plugin knows (tui.rosters). Every act goes
through core.work and is judged there; what may not be done is dimmed and answers why.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from textual import work
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from core.office.sessions import ZONE
from core.text import safe
from tui import rosters, views
from tui.rosters import Choice, Entry, RosterSource, Sheet
from tui.screens.base import BaseScreen
from tui.widgets.board import LACKS, Board
from tui.widgets.buttons import Action, ActionBar
from tui.widgets.paper import Line, badge, tinted
from tui.widgets.rows import Cell, Column, ListSource, Row, Rows

if TYPE_CHECKING:
    from datetime import date

    from core.inquiry import Choice as Way
    from core.work import Receipt
    from tui.commands import Command
    from tui.rosters import DayOff, Shift
    from tui.widgets.ruling import RulingView

SOON: Final = 0.06
"""Seconds the cursor must rest on a line before its roster is read."""
VERBS: Final = {
    "roster.fill": "fill",
    "roster.assign": "assign",
    "roster.swap": "swap",
    "roster.take": "take",
    "roster.return": "return",
}
COLUMNS: Final = (
    Column("Dịp nghỉ", share=3, least=18),
    Column("Ngày", width=18),
    Column("Lịch trực", share=2, least=20),
    Column("Hạn lập", width=13, hide_below=73),
)
NO_ROSTER: Final = "Dịp này chưa có lịch trực: đồng chí bấm F6 để lập."
EMPTY: Final = "–"
"""The offer to leave a shift open."""


class RosterScreen(BaseScreen):
    SCOPE = "roster"
    TITLE = "Lịch trực"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (130, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = """
    RosterScreen #panes { height: 1fr; layout: vertical; }
    RosterScreen #list { height: 35%; min-height: 5; max-height: 14; }
    RosterScreen #sheet { height: 1fr; border-top: hkey $border-blurred; }
    RosterScreen.-wide #panes { layout: horizontal; }
    RosterScreen.-wide #list { width: 47%; max-width: 96; height: 1fr; max-height: 100%; }
    RosterScreen.-wide #sheet { width: 1fr; border-top: none; border-left: vkey $border-blurred; }
    RosterScreen #name { text-style: bold; }
    RosterScreen #days { height: 1fr; scrollbar-size-vertical: 1; }
    RosterScreen #said { background: $surface; }
    """

    def __init__(self, matter: int | None = None) -> None:
        """`matter`: the roster to begin with, else the first one."""
        super().__init__()
        self._begin = matter
        self.entries: tuple[Entry, ...] = ()
        self.sheet: Sheet | None = None
        self._source: RosterSource | None = None
        self._timer: Timer | None = None
        self._chosen: str | None = None

    def body(self) -> Iterable[Widget]:
        yield Vertical(
            Rows(COLUMNS, empty=("Không còn dịp nghỉ nào trong một năm tới.",), id="list"),
            Vertical(
                Line("Đang đọc lịch trực…", id="name"),
                Line("", id="owner"),
                VerticalScroll(Board(), id="days", can_focus=False),
                Line("", id="said"),
                ActionBar(id="bar"),
                id="sheet",
            ),
            id="panes",
        )

    @property
    def today(self) -> date:
        return self.session.clock().astimezone(ZONE).date()

    # Reading

    async def on_mount(self) -> None:
        await self._read()

    def refresh_data(self) -> None:
        if self.is_mounted and self._source is not None:
            self.run_worker(self._read(), exclusive=True, group="roster")

    async def _read(self) -> None:
        house, clock = self.session.house, self.session.clock

        def read() -> tuple[RosterSource, tuple[Entry, ...]]:
            source = rosters.source_of(house.registry)
            return source, rosters.listing(house, source, clock())

        self._source, self.entries = await asyncio.to_thread(read)
        rows = self.query_one("#list", Rows)
        rows.show(ListSource([self._row(entry) for entry in self.entries]))
        begin = next((e for e in self.entries if e.matter is not None and e.matter == self._begin), None)
        if begin is not None and rows.move_to(begin.id):
            self._begin = None
        entry = self._entry(rows.row.id if rows.row else None)
        if entry is not None:
            await self._read_sheet(entry)

    def _entry(self, id: str | None) -> Entry | None:
        return next((entry for entry in self.entries if entry.id == id), None)

    def _row(self, entry: Entry) -> Row:
        due = views.day_text(entry.due, self.today) if entry.due and entry.matter is None else ""
        cells = (entry.name, Cell(entry.days, "muted"), Cell(entry.state, entry.tone), Cell(due, "muted"))
        return Row(entry.id, cells, "muted" if entry.last < self.today else "")

    async def _read_sheet(self, entry: Entry) -> None:
        source, session = self._source, self.session
        if source is None:
            return
        found = await asyncio.to_thread(rosters.sheet, session.house, source, session.person, entry, session.clock())
        new = entry.id != self._chosen
        self.sheet, self._chosen = found, entry.id
        self.query_one(Board).show(found.days, source.roles, self.today, new=new)
        self._say_sheet(found)
        self.query_one(ActionBar).show(self._actions())
        self.commands_changed()

    def _say_sheet(self, found: Sheet) -> None:
        entry = found.entry
        lacks = Content.assemble(badge(f"THIẾU {found.missing} CA", "bad"), " ") if found.missing else ""
        self.query_one("#name", Line).say(Content.assemble(lacks, f"{safe(entry.name)}, {entry.days}"))
        owes = f"{entry.owner} lập, hạn {views.day_text(entry.due, self.today)} ({entry.cite})" if entry.due else ""
        if found.dossier is not None:
            owes = f"{views.capital(entry.state)}. {views.next_text(found.dossier.matter, found.office)}"
        self.query_one("#owner", Line).say(tinted(owes, "muted"))

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        event.stop()
        entry = self._entry(event.row.id if event.row else None)
        if entry is not None and entry.id != self._chosen:
            if self._timer is not None:
                self._timer.stop()
            self._timer = self.set_timer(SOON, lambda: self._turn_to(entry))

    def _turn_to(self, entry: Entry) -> None:
        self.run_worker(self._read_sheet(entry), exclusive=True, group="roster")

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        self.query_one(Board).focus()

    def on_board_moved(self, event: Board.Moved) -> None:
        event.stop()
        self.query_one("#said", Line).say(self._about(event.day, event.role, event.shift))

    def _about(self, day: DayOff, role: str, shift: Shift) -> str:
        when = f"{views.day_text(day.day, self.today)}{f' ({day.holiday})' if day.holiday else ''}"
        what = views.DUTY.get(role, role)
        if not shift.person:
            return f"{when} · {what}: {LACKS.lower()} người · Enter để xếp"
        waits = f" · đang xin nghỉ ngày này, việc số {shift.pending}" if shift.pending is not None else ""
        trouble = f" · {shift.trouble}" if shift.trouble else ""
        return f"{when} · {what}: {shift.name}{trouble}{waits}"

    # What may be done

    def _way(self, verb: str) -> Way | None:
        return self.sheet.dossier.choice(verb) if self.sheet is not None and self.sheet.dossier is not None else None

    def ruling(self, command_id: str) -> RulingView | None:
        sheet, verb = self.sheet, VERBS.get(command_id, "")
        if sheet is None or not verb:
            return None
        if sheet.dossier is None:
            opens = verb == "fill" and sheet.opening is not None
            return views.ruling(sheet.opening, sheet.office, sheet.law) if opens and sheet.opening else None
        way = self._way(verb)
        return sheet.dossier.ruling(way) if way is not None else None

    def blocked(self, command_id: str) -> bool:
        """Dimmed too where there is no such act on what is chosen."""
        view, verb = self.ruling(command_id), VERBS.get(command_id, "")
        return super().blocked(command_id) or (bool(verb) and self.sheet is not None and view is None)

    async def run_command(self, command: Command) -> None:
        """An act that nothing here allows for is told in words, one that is refused with its ruling."""
        if self.blocked(command.id) and self.ruling(command.id) is None:
            without = self.sheet is None or self.sheet.dossier is None
            self.notify(NO_ROSTER if without else "Lịch trực này không còn bước nào như vậy.")
            return
        await super().run_command(command)

    def why(self) -> RulingView | None:
        return self.ruling("roster.take") or self.ruling("roster.fill")

    def label(self, command: Command) -> str:
        if command.id == "roster.fill" and self.sheet is not None and self.sheet.dossier is None:
            return "Lập lịch trực"
        if command.id == "roster.take" and (way := self._way("take")) is not None:
            return _step_label(way)
        return command.footer_label

    def _actions(self) -> tuple[Action, ...]:
        """The roster's acts in the order of its life; what may not be done is dimmed."""
        if self.sheet is None:
            return ()
        if self.sheet.dossier is None:
            return (self._action("roster.fill", "Lập lịch trực"),)
        take = self._way("take")
        return tuple(
            self._action(id, name)
            for id, name in (
                ("roster.fill", "Xếp luân phiên"),
                ("roster.assign", "Xếp người"),
                ("roster.swap", "Đổi ca"),
                ("roster.take", _step_label(take) if take else ""),
                ("roster.return", "Trả lại"),
            )
            if name and self._way(VERBS[id]) is not None
        )

    def _action(self, id: str, name: str) -> Action:
        keys = self.vptu.book[id].keys
        view = self.ruling(id)
        return Action(id, name, keys[0] if keys else "", not self.blocked(id), view)

    async def on_action_bar_taken(self, event: ActionBar.Taken) -> None:
        event.stop()
        await self.run_command(self.vptu.book[event.action.id])

    def on_action_bar_asked(self, event: ActionBar.Asked) -> None:
        event.stop()
        self.vptu.show_why(event.action.why)

    # Acts

    def do_fill(self) -> None:
        """Without a roster: open it. With one: let the fair rotation fill what is open."""
        sheet, source = self.sheet, self._source
        if sheet is None or source is None:
            return
        if sheet.dossier is None:
            self._open(sheet.entry)
            return
        found = source.rotation(sheet.facts, sheet.office, sheet.law)
        if not found.added:
            self.notify("Không còn ca nào xếp thêm được." if sheet.missing else "Mọi ca đã có người.")
        else:
            self._change("fill", {}, f"Đã xếp luân phiên {found.added} ca; ca xếp trước giữ nguyên")
        for says in found.uncovered:
            self.notify(says, title="Chưa xếp được", severity="warning", timeout=15)

    def _open(self, entry: Entry) -> None:
        house, me, clock, token = self.session.house, self.session.person, self.session.clock, uuid4().hex
        kind = self._source.kind if self._source else ""
        raw = rosters.wanted(entry)
        self._do(lambda: house.work.open(kind, raw, by=me, at=clock(), act_id=token), "Đã mở lịch trực")

    def on_board_chosen(self, event: Board.Chosen) -> None:
        event.stop()
        self.call_later(self.run_command, self.vptu.book["roster.assign"])

    def do_assign(self) -> None:
        sheet, source, found = self.sheet, self._source, self.query_one(Board).shift
        if sheet is None or source is None or found is None:
            return
        if sheet.dossier is None:
            self.notify(NO_ROSTER)
            return
        day, role, shift = found
        offers = source.candidates(day.day, role, shift.person, sheet.facts, sheet.office, sheet.law)
        title = f"{views.capital(views.DUTY.get(role, role))} {views.day_text(day.day, self.today)}"
        leave = {"day": day.day, "role": role, "instead": shift.person} if shift.person else None
        self._choose(title, offers, "assign", "Đã xếp", leave, shift.name)

    def do_swap(self) -> None:
        sheet, source, found = self.sheet, self._source, self.query_one(Board).shift
        if sheet is None or source is None or sheet.dossier is None or found is None or not found[2].person:
            self.notify("Đồng chí chọn một ca đã có người rồi đổi.")
            return
        day, _, shift = found
        offers = source.exchanges(day.day, shift.person, sheet.facts, sheet.office, sheet.law)
        self._choose(f"{shift.name}, {views.day_text(day.day, self.today)}: đổi ca", offers, "swap", "Đã đổi ca")

    def _choose(
        self,
        title: str,
        choices: Iterable[Choice],
        verb: str,
        said: str,
        leave: Mapping[str, object] | None = None,
        who: str = "",
    ) -> None:
        """Pick from what the plugin offers; what is dimmed is tried all the same, and refused with its clause."""
        from tui.screens.choose import Choose, Offer

        found = {str(n): choice for n, choice in enumerate(choices)}
        offers = [Offer(n, c.label, c.hint, c.why) for n, c in found.items()]
        if leave is not None:
            offers.append(Offer(EMPTY, "– để trống –", f"{who} thôi trực ngày này"))

        def chosen(id: str | None) -> None:
            if id == EMPTY and leave is not None:
                self._change(verb, leave, "Đã để trống ca này")
            elif id is not None:
                self._change(verb, found[id].asked, said)

        self.app.push_screen(Choose(title, offers), chosen)

    def _decide(self, verb: str) -> None:
        from tui.screens.decide import decide

        if self.sheet is not None and self.sheet.dossier is not None:
            decide(self, self.sheet.dossier, self._way(verb))

    def do_take(self) -> None:
        self._decide("take")

    def do_return(self) -> None:
        self._decide("return")

    async def do_matter(self) -> None:
        if self.sheet is None or self.sheet.entry.matter is None:
            self.notify(NO_ROSTER)
            return
        from tui.screens.matter import MatterScreen

        await self.vptu.open(MatterScreen(self.sheet.entry.matter))

    def _change(self, verb: str, asked: Mapping[str, object], said: str) -> None:
        sheet = self.sheet
        if sheet is None or sheet.dossier is None:
            return
        row, house, me, clock, token = (
            sheet.dossier.row, self.session.house, self.session.person, self.session.clock, uuid4().hex,
        )  # fmt: skip
        self._do(
            lambda: house.work.change(row.id, verb, asked, by=me, at=clock(), act_id=token, seen=row.version), said
        )

    @work(thread=True, group="act")
    def _do(self, act: Callable[[], Receipt], said: str) -> None:
        """An act in a thread; a refusal is shown by the app, with its ruling."""
        try:
            receipt = act()
        finally:
            self.app.call_from_thread(self.refresh_data)
        self.app.call_from_thread(self.app.notify, f"{said} (việc số {receipt.matter}).")


def _step_label(way: Way) -> str:
    """«Trình duyệt» for who draws it up, else the step's own title."""
    return "Trình duyệt" if way.step.verb == "draw" else views.capital(way.step.title.partition(",")[0])
