"""Ai được làm? Pick an act and a few facts: who may, in what capacity, by which clause, and why the others may not.

Nothing is judged here and nothing is written: core.inquiry answers, also for an office as it would be.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from core.law.holders import label
from tui.screens.split import Reading, SplitScreen, Text
from tui.screens.who_answer import COLUMNS, Answer, Asked, answer, people_rows, ruling_of, sentence
from tui.screens.who_question import (
    ACT,
    ACTING,
    AT,
    AWAY,
    KIND,
    Steps,
    Stock,
    facts_in,
    question_of,
    show_asked,
)
from tui.widgets.entries import PickEntry
from tui.widgets.form import Form, Setting, first_kind
from tui.widgets.paper import Line, tinted
from tui.widgets.rows import ListSource, Rows
from tui.widgets.ruling import RulingView, ruling_lines

if TYPE_CHECKING:
    from tui.widgets.entries import Entry

SIDE_BY_SIDE, ROOMY = 100, 150
"""Columns from which the answer stands beside the question, and the ruling beside the answer."""
PAUSE = 0.12
"""Seconds without a key after which the question is asked."""


class WhoScreen(SplitScreen):
    """`WhoScreen()`; `WhoScreen("leave", {"person": "cvA"})` asks about that at once."""

    SCOPE = "who"
    TITLE = "Ai được làm?"
    AUTO_FOCUS: ClassVar[str | None] = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (SIDE_BY_SIDE, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = """
    WhoScreen #listing { width: 1fr; }
    WhoScreen #question { height: 1fr; scrollbar-size-vertical: 1; }
    WhoScreen #form { height: auto; }
    WhoScreen Entry > .label { width: 21; }
    WhoScreen Steps { margin-top: 1; }
    WhoScreen #brief { border-top: solid $border-blurred; height: 2; }
    WhoScreen.-wide #brief { display: none; }
    WhoScreen.-wide #listing { width: 52; }
    WhoScreen.-roomy #listing { width: 50; }
    WhoScreen #answers { height: 1fr; }
    WhoScreen #people { height: 1fr; }
    WhoScreen #ruling { height: 1fr; border-top: solid $border-blurred; scrollbar-size-vertical: 1; }
    WhoScreen #ruling:focus { border-top: solid $border; }
    WhoScreen.-roomy #answers { layout: horizontal; }
    WhoScreen.-roomy #people { width: 5fr; height: 1fr; }
    WhoScreen.-roomy #ruling { width: 4fr; height: 1fr; border-top: none; border-left: vkey $border-blurred; }
    """

    def __init__(self, kind: str = "", start: Mapping[str, object] | None = None) -> None:
        super().__init__()
        self.kind, self.start = kind, dict(start or {})
        self.found = Answer()
        self.done: tuple[str, ...] = ()
        """Steps taken as done."""
        self.people = Rows(COLUMNS, empty=("Chưa có câu trả lời.", "Ghi đủ câu hỏi ở bên trái."), id="people")
        self._stock: Stock | None = None
        self._form: Form | None = None
        self._pause: Timer | None = None
        self._asked = 0

    def body(self) -> Iterable[Widget]:
        question = VerticalScroll(Vertical(id="form"), Steps(id="steps"), id="question", can_focus=False)
        answers = Vertical(self.people, Reading(Text(id="text"), id="ruling"), id="answers")
        yield Horizontal(
            Vertical(question, Line("", id="brief"), id="listing"),
            Vertical(Line("", id="sentence"), answers, id="reading"),
        )

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= ROOMY, "-roomy")

    def start_of_list(self) -> Widget:
        first = next((e for e in self._form.entries if e.display) if self._form else iter(()), None)
        found = next((w for w in first.walk_children(Widget) if w.focusable), None) if first else None
        return found or self.query_one(Steps)

    def start_of_reading(self) -> Widget:
        return self.people

    # The question

    async def on_mount(self) -> None:
        self._say("Đang chuẩn bị…", "muted")
        self._stock = await asyncio.to_thread(self._read)
        await self._show_form(self.kind)

    def _read(self) -> Stock:
        house, session = self.session.house, self.session
        procedures = dict(house.registry.rules().procedures)
        setting = Setting(house.desk.office(session.clock()), session.clock, session.person, self.start)
        if self.kind not in procedures:
            self.kind = first_kind(procedures)
        return Stock(procedures, setting)

    async def _show_form(self, kind: str, content: Mapping[str, str] | None = None) -> None:
        """The fields of a kind; what the last form held under the same names goes along."""
        if self._stock is None or kind not in self._stock.procedures:
            self._say("Chưa có loại việc nào để hỏi: xem Quản trị, Plugin.", "warn")
            return
        form = question_of(self._stock, kind)
        if content:
            form.restore({**form.content, **content, KIND: kind, ACT: ""})
            show_asked(form)
        self.kind, self._form, self.done = kind, form, ()
        place = self.query_one("#form", Vertical)
        await place.remove_children()
        await place.mount(form)
        form.entries[1].start()
        self._ask()

    async def on_form_changed(self, event: Form.Changed) -> None:
        event.stop()
        show_asked(event.form)
        chosen = event.form.entries[0].value
        if isinstance(chosen, str) and chosen != self.kind:
            await self._show_form(chosen, event.form.content)
            return
        self._ask_soon()

    def on_steps_turned(self, event: Steps.Turned) -> None:
        event.stop()
        left = tuple(step for step in self.done if step != event.step)
        self.done = left if len(left) < len(self.done) else (*left, event.step)
        self._forget_act()
        self._ask()

    def _forget_act(self) -> None:
        """With other steps done, the question is about what comes next then."""
        act = self._form.entry(ACT) if self._form else None
        if isinstance(act, PickEntry):
            act.restore("")

    async def do_clear(self) -> None:
        """Start again with an empty question."""
        await self._show_form(self.kind)
        self.show_list()

    # The answer, while one types

    def _ask_soon(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._ask)

    def refresh_data(self) -> None:
        self._ask()

    def _ask(self) -> None:
        asked = self._question()
        if asked is not None:
            self._asked += 1
            self.run_worker(self._answer(asked, self._asked), exclusive=True, group="ask")

    def _question(self) -> Asked | None:
        form = self._form
        if form is None:
            return None
        unclear = next((e for e in form.entries if e.display and e.trouble), None)
        if unclear is not None:
            self._show(Answer(trouble=f"{unclear.title}: {unclear.trouble}."))
            return None
        at = _value(form.entry(AT))
        away = _value(form.entry(AWAY))
        return Asked(
            self.kind,
            facts_in(form),
            at if isinstance(at, datetime) else self.session.clock(),
            self.session.person,
            str(_value(form.entry(ACT)) or ""),
            self.done,
            away if isinstance(away, tuple) else (),
            str(_value(form.entry(ACTING)) or ""),
        )

    async def _answer(self, asked: Asked, number: int) -> None:
        found = await asyncio.to_thread(answer, asked, self.session.house)
        if number == self._asked and self.is_mounted:
            self._show(found)

    def _show(self, found: Answer) -> None:
        """The answer on the right, the acts it offers on the left."""
        self.found = found
        self._say(*sentence(found))
        self.people.show(ListSource(people_rows(found) if found.outline else ()))
        self._show_acts(found)
        self._show_ruling()
        self.commands_changed()

    def _say(self, text: str, tone: str) -> None:
        for name in ("#brief", "#sentence"):
            self.query_one(name, Line).say(tinted(text, tone, "bold"))

    def _show_acts(self, found: Answer) -> None:
        act = self._form.entry(ACT) if self._form else None
        if found.outline is None or not isinstance(act, PickEntry):
            return
        act.picker.offer(found.acts)
        if act.picker.value != found.act and not act.picker.is_open:
            act.picker.choose(found.act)
        office = found.outline.office
        steps = [(s.id, s.title, label(s.holders[0], office)) for s in found.outline.route]
        self.query_one(Steps).show(steps, found.outline.matter.done)

    # One person

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        if event.control is self.people:
            self._show_ruling()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        if event.control is self.people:
            self.query_one("#ruling", Reading).focus()

    def _view(self) -> RulingView | None:
        row = self.people.row
        return ruling_of(self.found, row.id) if row else None

    def _show_ruling(self) -> None:
        view = self._view()
        self.read(partial(_ruling_page, view) if view else _nothing)

    def why(self) -> RulingView | None:
        return self._view()


def _value(entry: Entry | None) -> object:
    return entry.value if entry is not None and entry.display else None


def _ruling_page(view: RulingView, room: int) -> Sequence[Content]:
    return ruling_lines(view, room)


def _nothing(room: int) -> Sequence[Content]:
    return ()
