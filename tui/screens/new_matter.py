"""Việc mới: a form made from the facts of any kind of matter, beside the route it would take, redrawn while one types.

Nothing is judged here: the panel asks core.inquiry, sending asks core.work. What was not sent is kept as a draft.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from uuid import uuid4

from textual import work
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer
from textual.widget import Widget

from core.codec import instant
from tui import views
from tui.dates import moment
from tui.forecast import Forecast, forecast
from tui.screens.drafts import DraftScreen, Stock
from tui.widgets.buttons import Action, ActionBar
from tui.widgets.entries import DayEntry, Entry, PickEntry
from tui.widgets.forecast import ForecastPanel
from tui.widgets.form import Form, Setting, entries_of, first_kind
from tui.widgets.paper import Line, tinted
from tui.widgets.picker import Option

if TYPE_CHECKING:
    from core.work import Receipt
    from tui.commands import Command
    from tui.widgets.ruling import RulingView

PAUSE = 0.12
"""Seconds without a key after which the route is asked for."""


class NewMatterScreen(DraftScreen):
    """`NewMatterScreen("leave", {"person": "cvA", "from": session, "until": session})`."""

    SCOPE = "new"
    TITLE = "Việc mới"
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-side"), (130, "-roomy")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012
    DEFAULT_CSS = """
    NewMatterScreen #left { width: 45%; max-width: 80; }
    NewMatterScreen #right { width: 1fr; padding: 0 1; border-left: vkey $border-blurred; scrollbar-size-vertical: 1; }
    NewMatterScreen #right:focus { border-left: vkey $border; }
    NewMatterScreen #offer { display: none; margin-bottom: 1; }
    NewMatterScreen #brief { display: none; height: 1fr; padding: 0 1; border-top: solid $border-blurred; }
    NewMatterScreen #fields { height: 1fr; }
    NewMatterScreen.-narrow #left { width: 1fr; max-width: 100%; }
    NewMatterScreen.-narrow #right { display: none; }
    NewMatterScreen.-narrow #fields { height: auto; max-height: 70%; }
    NewMatterScreen.-narrow #brief { display: block; }
    NewMatterScreen.-narrow.-full #right { display: block; border-left: none; }
    NewMatterScreen.-narrow.-full #left { display: none; }
    NewMatterScreen.-side #left { width: 58; }
    NewMatterScreen.-side Entry > .label { width: 21; }
    NewMatterScreen.-tall #left, NewMatterScreen.-tall #right { padding-top: 1; }
    NewMatterScreen.-tall Entry { margin-bottom: 1; }
    """

    def __init__(self, kind: str = "", start: Mapping[str, object] | None = None) -> None:
        super().__init__(kind)
        self.start = dict(start or {})
        self.found = Forecast()
        self._pause: Timer | None = None
        self._asked = self._answered = 0
        self._attempt: tuple[dict[str, object], str] = ({}, "")

    def body(self) -> Iterable[Widget]:
        yield Horizontal(
            Vertical(
                ActionBar(id="offer"),
                Vertical(id="fields"),
                ForecastPanel(compact=True, id="brief"),
                Line("", id="hint"),
                id="left",
            ),
            VerticalScroll(ForecastPanel(id="full"), id="right"),
        )

    # The form

    async def on_mount(self) -> None:
        self.query_one("#hint", Line).say("Đang chuẩn bị…")
        self._stock = await asyncio.to_thread(self._read)
        await self._show_form(self.kind)
        self._offer_draft(focus=not self.start)
        self._say("")

    def _read(self) -> Stock:
        house, at = self.session.house, self.session.clock()
        procedures = house.registry.rules().procedures
        setting = Setting(house.desk.office(at), self.session.clock, self.session.person, self.start)
        if self.kind not in procedures:
            self.kind = first_kind(procedures)
        self._draft = self._read_draft()
        return Stock(procedures, setting)

    def _read_draft(self) -> dict[str, str]:
        row = self.session.house.desk.reader.draft(self.session.person, self.kind)
        if row is None:
            return {}
        held = json.loads(row.content)
        return {**{str(k): str(v) for k, v in held.items()}, "": moment(instant(row.at), short=True)}

    async def _show_form(self, kind: str, content: Mapping[str, str] | None = None) -> None:
        """The fields of a kind; what the last form held under the same names goes along."""
        assert self._stock is not None
        procedure = self._stock.procedures.get(kind)
        if procedure is None:
            self._say("Chưa có loại việc nào mở được: xem màn hình Plugin.")
            return
        kinds = [Option(k, p.title) for k, p in self._stock.procedures.items()]
        which = PickEntry("", "Loại việc", kinds, kind, needed=True)
        form = Form([which, *entries_of(procedure.facts, self._stock.setting)], procedure.facts)
        if content:
            form.restore({**form.content, **content})
        self.kind, self._form = kind, form
        fields = self.query_one("#fields", Vertical)
        await fields.remove_children()
        await fields.mount(form)
        self._begin_at(form)
        self._ask()

    def _begin_at(self, form: Form) -> None:
        """The cursor goes where something is to be said: an empty field that is needed, else the first day."""
        entries = form.entries[1:]
        empty = next((e for e in entries if e.needed and e.value is None), None)
        day = next((e for e in entries if isinstance(e, DayEntry) and e.needed), None)
        for entry in (empty, day, *entries[:1]):
            if entry is not None:
                entry.start()
                return

    async def on_form_changed(self, event: Form.Changed) -> None:
        event.stop()
        chosen = event.form.entries[0].value
        if isinstance(chosen, str) and chosen != self.kind:
            self._keep_now()
            await self._show_form(chosen, event.form.content)
            self._draft = self._read_draft()
            self._offer_draft(focus=False)
            return
        self._ask_soon()
        if not self._secret:
            self._keep_soon()

    # The route, while one types

    def _ask_soon(self) -> None:
        self._asked += 1
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._ask)

    def _ask(self) -> None:
        if self._form is None:
            return
        self._asked += 1
        wrong, says = self._wrong()
        if self._secret:
            self._forget_kept()
        if wrong is not None and not self._secret:
            self._show(Forecast(trouble=says), self._asked)
        else:
            self._foresee(self.kind, self._raw(), self._asked)

    @work(thread=True, exclusive=True, group="forecast")
    def _foresee(self, kind: str, raw: dict[str, object], number: int) -> None:
        session = self.session
        found = forecast(kind, raw, house=session.house, by=session.person, at=session.clock())
        self.app.call_from_thread(self._show, found, number)

    def _show(self, found: Forecast, number: int) -> None:
        if number != self._asked or not self.is_mounted:
            return
        self.found, self._answered = found, number
        for panel in self.query(ForecastPanel):
            panel.show(found)
        self.commands_changed()

    def _wrong(self) -> tuple[Entry | None, str]:
        """The first field that keeps this from being a request, and a sentence about all of its sort."""
        entries = [e for e in self._form.entries if e.display] if self._form else []
        lacking = [e for e in entries if e.needed and e.value is None]
        if lacking:
            return lacking[0], f"Còn thiếu: {', '.join(e.title for e in lacking)}."
        unclear = next((e for e in entries if e.trouble), None)
        return unclear, f"{unclear.title}: {unclear.trouble}." if unclear else ""

    def ruling(self, command_id: str) -> RulingView | None:
        """Sending is dimmed while the opening is refused; an answer to older words dims nothing."""
        fresh = self._answered == self._asked
        return self.found.opening if command_id == "new.send" and fresh and not self.found.trouble else None

    def why(self) -> RulingView | None:
        return self.found.opening

    # Sending

    def do_send(self) -> None:
        wrong, says = self._wrong()
        if wrong is not None and not self._secret:
            self.notify(says, severity="warning")
            wrong.start()
        elif not self.sending and self._form is not None:
            self.sending = True
            self._say("Đang gửi…")
            self._send(self.kind, self._raw())

    @work(thread=True, group="send")
    def _send(self, kind: str, raw: dict[str, object]) -> None:
        """Open the matter. The same words sent twice – after a lost answer – are one act."""
        session, house = self.session, self.session.house
        if self._attempt[0] != raw:
            self._attempt = (raw, uuid4().hex)
        try:
            receipt = house.work.open(kind, raw, by=session.person, at=session.clock(), act_id=self._attempt[1])
            house.work.drop_draft(session.person, kind)
            after = self._what_next(receipt.matter)
        except Exception:
            self.app.call_from_thread(self._not_sent)
            raise
        self.app.call_from_thread(self._sent, receipt, after)

    def _what_next(self, number: int) -> str:
        desk = self.session.house.desk
        matter = desk.matter(number)
        return views.next_text(matter, desk.office(self.session.clock(), person=matter.subject or None))

    def _not_sent(self) -> None:
        self.sending, self._attempt = False, ({}, "")
        self._say("Chưa gửi được.", "bad")
        self._ask()

    def _sent(self, receipt: Receipt, after: str) -> None:
        self.sending = False
        if self._form is not None:
            self._form.keep()
        self._draft, self._kept = {}, None
        self._stop_keeping()
        self.app.notify(f"Đã mở việc số {receipt.matter}. {after}", timeout=12)
        for warning in receipt.warnings:
            self.app.notify(warning[:1].upper() + warning[1:], title="Lưu ý", severity="warning", timeout=12)
        self.app.call_later(self._open_matter, receipt.matter)

    async def _open_matter(self, number: int) -> None:
        from tui.screens.matter import MatterScreen

        if len(self.app.screen_stack) > 1:
            await self.app.switch_screen(MatterScreen(number))
        else:
            await self.vptu.open(MatterScreen(number))

    # Drafts

    def _offer_draft(self, *, focus: bool) -> None:
        bar = self.query_one("#offer", ActionBar)
        bar.display = bool(self._draft)
        if self._draft:
            bar.show((Action("resume", f"Viết tiếp bản nháp {self._draft['']}"), Action("drop", "Bỏ bản nháp")))
            if focus:
                self.set_focus(bar)

    async def on_action_bar_taken(self, event: ActionBar.Taken) -> None:
        event.stop()
        draft, self._draft = self._draft, {}
        self._offer_draft(focus=False)
        if event.action.id == "resume":
            await self._show_form(self.kind, draft)
            self._kept = self._form.content if self._form else None
            self._say("Đang viết tiếp bản nháp.")
        else:
            self._forget(self.kind)
            if self._form is not None:
                self._begin_at(self._form)

    # The rest of the screen

    def do_preview(self) -> None:
        """The route in full instead of the form, and back; beside each other there is nothing to turn."""
        if not self.has_class("-narrow"):
            self.query_one("#right").focus()
            return
        self.toggle_class("-full")
        self.commands_changed()
        if self.has_class("-full"):
            self.query_one("#right").focus()
        elif self._form is not None:
            self._begin_at(self._form)

    def label(self, command: Command) -> str:
        back = command.id == "new.preview" and self.has_class("-full") and self.has_class("-narrow")
        return "Về đơn" if back else super().label(command)

    def do_discard(self) -> None:
        """Start again with an empty form."""
        self._stop_keeping()
        self._forget(self.kind)
        self._kept = None
        self.run_worker(self._show_form(self.kind))

    def refresh_data(self) -> None:
        self._ask()

    def _say(self, text: str, tone: str = "muted") -> None:
        said = text or "↑↓ đổi ngày · Enter sang ô sau · F8 gửi"
        self.query_one("#hint", Line).say(tinted(said, tone))
