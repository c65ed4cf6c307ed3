"""Many acts put before the person at once: which are allowed, which are not and why; then each is recorded on its own.

Everything slow runs in a thread, line by line: no row waits in silence, and Escape stops after the act under way.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from core.bulk import Item, Outcome, carry_out, counted, preview
from core.law.ruling import VERDICT_VI, Act
from core.office.sessions import ZONE
from core.text import number
from tui import views
from tui.screens.base import Dialog
from tui.screens.split import Text
from tui.widgets.buttons import Action, ActionBar
from tui.widgets.entries import Entry, TextEntry
from tui.widgets.marks import MarkedRows
from tui.widgets.paper import Line, badge, folded, tinted
from tui.widgets.rows import Cell, Column, ListSource, Row, Rows
from tui.widgets.ruling import TONE

if TYPE_CHECKING:
    from core.bulk import Place
    from tui.session import Session
    from tui.widgets.ruling import RulingView

NOTE: Final = 2000
"""Characters of what is said to all of them."""
WIDEST: Final = 110
OTHERS: Final = 14
"""Lines of the box that are not the list."""
COLUMNS: Final = (
    Column("Số", width=5, align="right"),
    Column("Việc", share=3, least=20),
    Column("", share=2, least=18),
)


@dataclass(frozen=True, slots=True)
class Looked:
    """One act as it was looked at, in words."""

    item: Item
    title: str
    cites: str = ""
    capacity: str = ""
    view: RulingView | None = None

    @property
    def id(self) -> str:
        return f"{self.item.matter}:{self.item.step}"


@dataclass
class Progress:
    """What has become of the acts so far, by row."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    at: str = ""
    """The row that is being recorded."""
    of: int = 0

    @property
    def recorded(self) -> int:
        return sum(outcome.receipt is not None for outcome in self.outcomes.values())


class Bulk(Dialog[int]):
    """`Bulk(session, places)` answers with how many were recorded, None where nothing was tried."""

    DEFAULT_CSS = """
    Bulk { align: center middle; }
    Bulk MarkedRows { margin-top: 1; background: $surface; }
    Bulk .about { height: 5; border-top: hkey $border-blurred; scrollbar-size-vertical: 1; }
    Bulk Text { padding: 0 1; }
    Bulk Entry > .label { width: 16; }
    Bulk .said { display: none; color: $tone-bad; padding: 0 1; height: auto; }
    Bulk .said.-shown { display: block; }
    Bulk ActionBar { margin-top: 1; }
    """
    AUTO_FOCUS = "ActionBar"
    UNREAD: ClassVar[float] = 0.3
    """Seconds in which nobody has read anything."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+y", "explain", show=False),
        Binding("up", "lead('move', -1)", show=False),
        Binding("down", "lead('move', 1)", show=False),
        Binding("pageup", "lead('page', -1)", show=False),
        Binding("pagedown", "lead('page', 1)", show=False),
        Binding("insert,ctrl+f", "tick", show=False),
    ]

    def __init__(self, session: Session, places: Sequence[Place]) -> None:
        super().__init__()
        self.session, self.places = session, tuple(places)
        self.looked: dict[str, Looked] = {}
        self.state = "reading"
        """reading · choosing · working · done"""
        self.progress = Progress()
        self.stopping = False
        self.note = TextEntry("note", "Ý kiến chung", limit=NOTE)
        self.rows = MarkedRows(COLUMNS, header=False, led=True, markable=self._may, empty=("Đang xem…",))
        self._ready_at = 0.0
        """When what is shown came up, or Enter was last pressed."""
        self._noted = False

    # What it looks like

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = f"Làm {len(self.places)} việc đã đánh dấu"
            box.border_subtitle = "F2 vì sao · Insert bỏ, chọn · Esc thôi"
            yield Line("", id="count")
            yield self.rows
            yield VerticalScroll(Text(id="about"), classes="about", can_focus=False)
            yield self.note
            yield Static("", classes="said", markup=False)
            yield ActionBar((Action("no", "Thôi"),))

    def on_mount(self) -> None:
        self._look()

    def on_resize(self, event: events.Resize) -> None:
        """The list has the lines that are left; the box takes more of a wide window than other dialogs do."""
        box = self.query_one(".box")
        box.styles.width, box.styles.max_height = min(WIDEST, event.size.width * 94 // 100), event.size.height
        self.rows.styles.height = max(3, min(len(self.places), event.size.height - OTHERS))

    def _may(self, row: Row) -> bool:
        found = self.looked.get(row.id)
        return self.state == "choosing" and found is not None and found.item.allowed

    # Looking

    def _look(self) -> None:
        self.state = "reading"
        self.run_worker(self._preview(), exclusive=True, group="look")

    async def _preview(self) -> None:
        """Judge each; those that were unticked before stay so."""
        before = {row: row in self.rows.marked for row in self.looked}
        act, found = Act(note=self.note.field.value), {}
        self._noted = bool(act.note.strip())
        for n, place in enumerate(self.places, 1):
            self._say_count(f"Đang xem {n}/{len(self.places)}…")
            looked = await asyncio.to_thread(self._looked, place, act)
            found[looked.id] = looked
        self.looked, self.state = found, "choosing"
        self._show()
        self.rows.mark(row for row, seen in found.items() if seen.item.allowed and before.get(row, True))
        self._ready_at = monotonic()
        self._tell()
        self.query_one(ActionBar).at = 0

    def _looked(self, place: Place, act: Act) -> Looked:
        session, at = self.session, self.session.clock()
        desk = session.house.desk
        rules = session.house.registry.rules()
        (item,) = preview(desk, rules, (place,), by=session.person, at=at, act=act)
        title = views.brief(item.title, at.astimezone(ZONE).date())
        if item.ruling is None:
            return Looked(item, title)
        office, law = desk.office(at), desk.law_of(item.matter, at)
        standing = item.ruling.standing
        capacity = views.capacity_text(standing, office, law) if standing else ""
        view = views.ruling(item.ruling, office, law)
        return Looked(item, title, views.clauses_text(item.ruling, law), capacity, view)

    # Showing

    def _show(self) -> None:
        self.rows.show(ListSource([self._row(seen) for seen in self.looked.values()]))

    def _row(self, seen: Looked) -> Row:
        tone = "" if seen.item.allowed else "muted"
        return Row(seen.id, (str(seen.item.matter), Cell(seen.title, tone), self._state(seen)))

    def _state(self, seen: Looked) -> Cell:
        outcome = self.progress.outcomes.get(seen.id)
        if outcome is not None and outcome.receipt is not None:
            entered = f", số {number(outcome.receipt.number)}" if outcome.receipt.number is not None else ""
            return Cell(f"đã ghi{entered}", "good")
        if outcome is not None:
            return Cell(f"không: {outcome.trouble}", "bad")
        if self.progress.at == seen.id:
            return Cell("đang ghi…", "accent")
        if self.state in ("working", "done"):
            return Cell("chờ" if self.state == "working" and seen.id in self.rows.marked else "không làm", "faint")
        if not seen.item.allowed:
            return Cell(f"không: {seen.item.why_not}", "bad")
        return Cell(f"! {seen.item.does}", "warn") if seen.item.warnings else Cell(seen.item.does, "good")

    def _tell(self) -> None:
        """What is chosen now, and what the buttons do."""
        bar, chosen = self.query_one(ActionBar), len(self.rows.marked)
        if self.state == "choosing":
            said = counted(seen.item for seen in self.looked.values())
            self._say_count(f"{said} · đang chọn {chosen}")
            yes = (Action("yes", f"Làm {chosen} việc"),) if chosen else ()
            bar.show((*yes, Action("no", "Thôi")))
        elif self.state == "working":
            done, of = len(self.progress.outcomes), self.progress.of
            self._say_count(f"Đang ghi {min(done + 1, of)}/{of}: mỗi việc một mục nhật ký")
            bar.show((Action("no", "Dừng sau việc này"),))
        else:
            left = self.progress.of - self.progress.recorded
            self._say_count(f"Đã ghi {self.progress.recorded} việc" + (f", {left} việc chưa ghi được" if left else ""))
            bar.show((Action("no", "Đóng"),))
        self._about()

    def _say_count(self, text: str) -> None:
        self.query_one("#count", Line).say(tinted(text, "strong", "bold"))

    def _about(self) -> None:
        self.query_one("#about", Text).show(partial(self._about_lines, self.chosen))

    @property
    def chosen(self) -> Looked | None:
        """The act under the cursor."""
        row = self.rows.chosen
        return self.looked.get(row.id) if row else None

    def _about_lines(self, seen: Looked | None, room: int) -> Sequence[Content]:
        if seen is None:
            return ()
        outcome = self.progress.outcomes.get(seen.id)
        lines = [tinted(line, "strong") for line in folded(seen.title, room)]
        if outcome is not None and outcome.receipt is None:
            return [*lines, *(tinted(line, "bad") for line in folded(outcome.trouble, room))]
        ruling = seen.item.ruling
        if ruling is None:
            return [*lines, *(tinted(line, "bad") for line in folded(seen.item.trouble, room))]
        says = views.capital(seen.item.does) if ruling.allows else ruling.sentence
        said = " · ".join(part for part in (says, seen.capacity) if part)
        head = badge(VERDICT_VI[ruling.verdict], TONE[ruling.verdict])
        first, *more = folded(said, room - len(head.plain) - 1)
        lines += [Content.assemble(head, " ", first), *(tinted(line) for line in more)]
        lines += [tinted(line, "warn") for says in seen.item.warnings for line in folded(f"! {says}", room)]
        cites = f"Căn cứ: {seen.cites}" if seen.cites else ""
        return [*lines, *(tinted(line, "muted") for line in folded(cites, room) if cites)]

    # Choosing

    def action_lead(self, move: str, step: int) -> None:
        (self.rows.action_move if move == "move" else self.rows.action_page)(step)

    def action_tick(self) -> None:
        self.rows.action_mark()

    def on_marked_rows_marked(self, event: MarkedRows.Marked) -> None:
        event.stop()
        if self.state == "choosing":
            self._say("Việc này không làm được, nên không chọn được." if event.refused else "")
            self._tell()

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        event.stop()
        self._about()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        event.stop()

    def on_entry_changed(self, event: Entry.Changed) -> None:
        """A first word, or none any more: what must have an opinion is judged anew."""
        event.stop()
        if self.state == "choosing" and bool(self.note.field.value.strip()) != self._noted:
            self._look()

    def action_explain(self) -> None:
        from tui.app import VptuApp

        assert isinstance(self.app, VptuApp)
        seen = self.chosen
        if seen is not None and seen.view is not None:
            self.app.show_why(seen.view)

    # Doing

    def on_action_bar_taken(self, event: ActionBar.Taken) -> None:
        event.stop()
        if self.state == "reading" or not self._was_read():
            return
        if event.action.id == "no":
            self.action_close()
        elif self.state == "choosing":
            chosen = [seen for row, seen in self.looked.items() if row in self.rows.marked]
            self.run_worker(self._carry_out(chosen), exclusive=True, group="work")

    def _was_read(self) -> bool:
        """An Enter typed ahead, or a key held down, neither confirms nor stops nor closes anything."""
        now, before = monotonic(), self._ready_at
        self._ready_at = now
        return now - before >= self.UNREAD

    async def _carry_out(self, chosen: Sequence[Looked]) -> None:
        session, act = self.session, Act(note=self.note.field.value)
        items: Iterable[Item] = [seen.item for seen in chosen]
        outcomes = carry_out(session.house.work, items, by=session.person, at=session.clock, act=act)
        self.state, self.progress, self._ready_at = "working", Progress(of=len(chosen)), monotonic()
        self.note.disabled = True
        try:
            for seen in chosen:
                if self.stopping:
                    break
                self._step(seen.id)
                self.progress.outcomes[seen.id] = await asyncio.to_thread(next, outcomes)
        finally:
            self.state, self._ready_at = "done", monotonic()
            self._step("")

    def _step(self, row: str) -> None:
        """Another act is under way, or none any more."""
        self.progress.at = row
        self._show()
        if row:
            self.rows.move_to(row)
        self._tell()

    def _say(self, text: str, *, tone: str = "bad") -> None:
        line = self.query_one(".said", Static)
        line.update(tinted(text, tone))
        line.set_class(bool(text), "-shown")

    def action_close(self) -> None:
        if self.state == "working":
            self.stopping = True
            self._say("Dừng sau việc đang ghi; các việc còn lại giữ nguyên.", tone="warn")
        else:
            self.dismiss(self.progress.recorded if self.state == "done" else None)
