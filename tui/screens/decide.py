"""One act on one matter, put before the person with its ruling: read it, add what it needs, Enter.

The same dialog from the desk and from the matter. What may be done was judged before it opens, and is judged again,
with what was typed, when it is recorded.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from core.errors import Conflict, Refused, UsageError, VptuError
from core.inquiry import Choice
from core.office.sessions import ZONE
from core.text import number
from tui import views
from tui.choices import label_of, said_of, summary_lines
from tui.dossier import Dossier
from tui.screens.base import BaseScreen, Dialog
from tui.widgets.buttons import Action, ActionBar
from tui.widgets.entries import Entry
from tui.widgets.facts import FactsPanel
from tui.widgets.paper import Paper, folded, tinted

if TYPE_CHECKING:
    from pydantic import BaseModel

    from core.work import Receipt
    from tui.app import VptuApp
    from tui.session import Session
    from tui.widgets.form import Form


class Summary(Paper):
    """What is about to be recorded, in what capacity, by which clauses, and what to look out for."""

    def __init__(self, dossier: Dossier, choice: Choice) -> None:
        super().__init__()
        self.dossier, self.choice = dossier, choice

    def laid_out(self, room: int) -> list[Content]:
        return summary_lines(self.dossier, self.choice, room)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a dialog: the receipt, or that the matter was no longer what the person had seen."""

    receipt: Receipt | None
    choice: Choice


class Decide(Dialog[Done]):
    """`Decide(session, dossier, choice)`; the answer is None when it was closed."""

    DEFAULT_CSS = """
    Decide { align: center middle; }
    Decide .title { text-style: bold; padding: 0 1; margin-bottom: 1; }
    Decide Summary { padding: 0 1; }
    Decide .about { height: auto; margin-top: 1; padding: 0 1; }
    Decide .fields { height: auto; margin-top: 1; }
    Decide .fields.-none { display: none; }
    Decide .said { display: none; color: $tone-bad; padding: 0 1; height: auto; }
    Decide .said.-shown { display: block; }
    Decide ActionBar { margin-top: 1; }
    """
    UNREAD: ClassVar[float] = 0.3
    """Seconds in which nobody has read anything."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+y", "explain", show=False),
        Binding("pageup", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(1)", show=False),
    ]

    def __init__(self, session: Session, dossier: Dossier, choice: Choice) -> None:
        super().__init__()
        self.session, self.dossier, self.choice = session, dossier, choice
        self.act_id = uuid4().hex
        """One for each thing that is tried: sent twice, it is recorded once."""
        self.busy = False
        self.touched = 0.0
        """When the dialog came up, or Enter was last pressed."""
        self.form: Form | None = None
        """What the procedure asks of the act, below the dialog's own fields."""
        self.entries = tuple(self.fields())

    # What it looks like

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = f"Việc số {self.dossier.row.id}"
            box.border_subtitle = "F2 vì sao · Esc thôi"
            yield Static(self.dossier.title, classes="title", markup=False)
            yield Summary(self.dossier, self.choice)
            yield VerticalScroll(*self.about(), classes="about", can_focus=False)
            inputs = tuple(self.inputs())
            yield VerticalScroll(*inputs, classes="fields" if inputs else "fields -none", can_focus=False)
            yield Static("", classes="said", markup=False)
            yield ActionBar((Action("yes", label_of(self.choice)), Action("no", "Thôi")))

    def about(self) -> Iterable[Widget]:
        """What the matter says, under the ruling."""
        yield FactsPanel(self.dossier.facts)

    def fields(self) -> Iterator[Entry]:
        """What the act must or may carry."""
        yield from ()

    def inputs(self) -> Iterable[Widget]:
        """The fields as they are laid out: what is decided first, the words about it last."""
        words = [entry for entry in self.entries if entry.fact == "note"]
        return (*(entry for entry in self.entries if entry not in words), *self.asking(), *words)

    def asking(self) -> Iterable[Widget]:
        """The form of what the procedure asks of this act, where it asks for anything."""
        model = self.model
        if model is not None:
            from tui.widgets.form import Form, Setting, entries_of

            setting = Setting(self.dossier.office, self.session.clock, "", self.known(), self._tell)
            self.form = Form(tuple(entry for entry in entries_of(model, setting) if self.asks_for(entry)), model)
            yield self.form

    @property
    def model(self) -> type[BaseModel] | None:
        """What the act must carry."""
        return None

    def asks_for(self, entry: Entry) -> bool:
        """Is a field of the model asked for in this form?"""
        return True

    def known(self) -> Mapping[str, object]:
        """What the form begins with."""
        return {}

    def _tell(self, matter: int) -> str:
        found = self.session.house.desk.reader.matter(matter)
        return views.brief(found.row.title, self.dossier.today) if found else ""

    def on_mount(self) -> None:
        self.touched = monotonic()
        first = self.begin_with()
        if first is not None:
            first.call_after_refresh(first.start)
        else:
            self.query_one(ActionBar).focus()

    @property
    def asked(self) -> Sequence[Entry]:
        """The lines of the form, shown or not."""
        words = [entry for entry in self.entries if entry.fact == "note"]
        asked = self.form.entries if self.form else ()
        return (*(entry for entry in self.entries if entry not in words), *asked, *words)

    def on_resize(self, event: events.Resize) -> None:
        """The buttons stay in sight: fields and facts share the lines that are left, and scroll."""
        box = self.query_one(".box")
        box.styles.max_height = event.size.height
        room = min(event.size.width * 94 // 100, 72) - 8
        above = len(summary_lines(self.dossier, self.choice, room)) + len(folded(self.dossier.title, room))
        left = event.size.height - above - 8  # the border, error line, buttons and the lines between
        fields = min(sum(entry.lines for entry in self.asked if entry.display), max(4, left - 3))
        self.query_one(".fields").styles.max_height = max(1, fields)
        self.query_one(".about").styles.max_height = max(2, left - fields)

    def begin_with(self) -> Entry | None:
        """The field that must be filled in; without one, Enter confirms at once."""
        empty = (entry for entry in self.asked if entry.display and entry.needed and entry.value is None)
        return next(empty, next(iter(self.form.entries), None) if self.form else None)

    def action_explain(self) -> None:
        self.vptu.show_why(self.dossier.ruling(self.choice))

    def action_scroll(self, way: int) -> None:
        about = self.query_one(".about", VerticalScroll)
        (about.scroll_page_down if way > 0 else about.scroll_page_up)(animate=False)

    @property
    def vptu(self) -> VptuApp:
        from tui.app import VptuApp

        assert isinstance(self.app, VptuApp)
        return self.app

    # What it does

    def carried(self) -> dict[str, object]:
        """What the form holds. Raises UsageError where something of it is wrong, which then stands under its field."""
        if self.form is None:
            return {}
        from core.law.facts import wrong_facts

        raw, kind = self.form.raw, self.dossier.matter.kind
        wrong = {entry.fact: entry.trouble for entry in self.form.entries if entry.asked and entry.trouble}
        wrong = {**wrong_facts(self.form.model, {**self.known(), **raw}, kind=kind), **wrong}
        whole = wrong.pop("", "")
        self.form.complain({name: f"{views.capital(clause)}." for name, clause in wrong.items()})
        if wrong:
            raise UsageError("Còn chỗ phải sửa: đồng chí xem dòng chữ dưới mỗi mục.")
        if whole:
            raise UsageError(f"{views.capital(whole)}.")
        return raw

    def perform(self) -> Callable[[], Receipt]:
        """The act with everything typed, to be done in a thread. Raises UsageError for what is missing."""
        raise NotImplementedError

    def on_action_bar_taken(self, event: ActionBar.Taken) -> None:
        event.stop()
        if event.action.id == "no":
            self.dismiss(None)
        elif not self.busy and self._was_read():
            try:
                act = self.perform()
            except UsageError as error:
                self.say(str(error))
                return
            self.busy = True
            self.say("Đang ghi…", tone="muted")
            self.run_worker(self._record(act), exclusive=True)

    def _was_read(self) -> bool:
        """An Enter that came before the ruling could be seen – typed ahead, or a key held down – confirms nothing."""
        now, before = monotonic(), self.touched
        self.touched = now
        return now - before >= self.UNREAD

    async def _record(self, act: Callable[[], Receipt]) -> None:
        try:
            receipt = await asyncio.to_thread(act)
        except Refused as refused:
            self._again("Chưa ghi được: xem lý do.")
            self.vptu.show_why(views.ruling(refused.ruling, self.dossier.office, self.dossier.law))
        except Conflict as conflict:
            self.vptu.notify(str(conflict), title="Đã có thay đổi", severity="warning", timeout=12)
            self.dismiss(Done(None, self.choice))
        except UsageError as error:
            self._again(str(error))
        except VptuError as error:  # the store did not answer: the same act may be sent again
            self.say(str(error))
        except Exception:
            self.say("")
            raise
        else:
            self.dismiss(Done(receipt, self.choice))
        finally:
            self.busy = False

    def _again(self, why: str) -> None:
        self.act_id = uuid4().hex
        self.say(why)

    def say(self, text: str, *, tone: str = "bad") -> None:
        """One line above the buttons; "" takes it away."""
        line = self.query_one(".said", Static)
        line.update(tinted(text, tone))
        line.set_class(bool(text), "-shown")

    def on_entry_changed(self, event: Entry.Changed) -> None:
        event.stop()
        self.say("")

    def on_form_changed(self, event: Message) -> None:
        event.stop()
        self.say("")

    def entry(self, name: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.fact == name), None)

    def text(self, name: str) -> str:
        """What was typed or chosen in a field, "" where there is none."""
        found = self.entry(name)
        return str(found.value or "") if found is not None and found.display else ""

    @property
    def seen(self) -> int:
        return self.dossier.row.version

    def today(self) -> date:
        return self.session.clock().astimezone(ZONE).date()


def decide(screen: BaseScreen, dossier: Dossier, choice: Choice | None) -> None:
    """Open the dialog, or say why the act is not allowed; when it is recorded, say what comes next."""
    app = screen.vptu
    if choice is None:
        app.notify("Việc này hiện không có bước nào như vậy.")
        return
    if not choice.ruling.allows:
        app.show_why(dossier.ruling(choice))
        return

    def recorded(done: Done | None) -> None:
        if done is None:
            return
        if done.receipt is not None:
            app.notify(outcome(screen.session, done), title=f"Việc số {done.receipt.matter}")
        screen.refresh_data()

    from tui.screens.acts import dialog

    app.push_screen(dialog(screen.session, dossier, choice), recorded)


def outcome(session: Session, done: Done) -> str:
    """What was recorded, what comes next and who holds it."""
    receipt, choice = done.receipt, done.choice
    assert receipt is not None
    said = said_of(choice)
    desk, at = session.house.desk, session.clock()
    matter = desk.matter(receipt.matter)
    office = desk.office(at, person=matter.subject or None)
    book = f" Số lưu: {number(receipt.number)}." if receipt.number is not None else ""
    new = f" (việc mới số {receipt.matter})" if choice.verb == "extend" else ""
    return f"{said}{new}.{book} {views.next_text(matter, office)}".strip()
