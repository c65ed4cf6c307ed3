"""A small form for one act on the office itself: what was typed is judged while it is typed, and again when recorded.

Refused or misspelt, it stays open with everything in it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from core.errors import Refused, UsageError, VptuError
from core.law.ruling import VERDICT_VI
from core.office.sessions import ZONE
from tui import views
from tui.screens.base import Dialog
from tui.screens.split import Text
from tui.widgets.buttons import Action, ActionBar
from tui.widgets.entries import Entry
from tui.widgets.paper import Line, badge, tinted
from tui.widgets.ruling import TONE

if TYPE_CHECKING:
    from core.law.ruling import Ruling
    from core.office.office import Office
    from tui.session import Session

NOTE = 2000
"""Characters of a reason."""


class ActForm(Dialog[str]):
    """Answers with the sentence to show once the act is recorded, None when it was closed."""

    HEADING: ClassVar[str] = ""
    YES: ClassVar[str] = "Ghi"
    DEFAULT_CSS = """
    ActForm { align: center middle; }
    ActForm .box { width: 84; padding: 0 1; max-height: 96%; }
    ActForm #about { padding: 0 1; }
    ActForm .about { height: auto; max-height: 12; margin-bottom: 1; scrollbar-size-vertical: 1; }
    ActForm .fields { height: auto; max-height: 40vh; }
    ActForm Entry > .label { width: 22; }
    ActForm #verdict { margin-top: 1; }
    ActForm .said { display: none; color: $tone-bad; padding: 0 1; height: auto; }
    ActForm .said.-shown { display: block; }
    ActForm ActionBar { margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2,ctrl+y", "explain", show=False)]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.office: Office = session.house.desk.office(session.clock())
        self.act_id = uuid4().hex
        """One for each thing that is tried: sent twice, it is recorded once."""
        self.busy = False
        self.entries = tuple(self.fields())
        self._tried: tuple[object, ...] = ()
        """What stood in the fields when it was last tried."""

    # What a subclass says

    def about(self, room: int) -> Sequence[Content]:
        """What is to be known before anything is typed."""
        return ()

    def fields(self) -> Iterable[Entry]:
        """The entries of the form."""
        raise NotImplementedError

    def judged(self) -> Ruling | None:
        """The judge's answer to what is typed now; None where that is not yet a question."""
        return None

    def perform(self) -> Callable[[], str]:
        """The act, done in a thread; it answers with the sentence to show. Raises UsageError for what is missing."""
        raise NotImplementedError

    # What it looks like

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = self.HEADING
            box.border_subtitle = "F2 vì sao · Esc thôi"
            yield VerticalScroll(Text(id="about"), classes="about", can_focus=False)
            yield VerticalScroll(*self.entries, classes="fields", can_focus=False)
            yield Line("", id="verdict")
            yield Static("", classes="said", markup=False)
            yield ActionBar((Action("yes", self.YES), Action("no", "Thôi")))

    def on_mount(self) -> None:
        self.query_one("#about", Text).show(self.about)
        first = self.first()
        if first is not None:
            first.call_after_refresh(first.start)
        self.judge()

    def first(self) -> Entry | None:
        """Where one begins to type."""
        return next((entry for entry in self.entries if entry.value is None), next(iter(self.entries), None))

    def judge(self) -> None:
        """Say what the regulation says to what is typed."""
        found = self.judged()
        line = Content("")
        if found is not None:
            line = Content.assemble(badge(VERDICT_VI[found.verdict], TONE[found.verdict]), "  ", found.sentence)
        self.query_one("#verdict", Line).say(line)

    def on_entry_changed(self, event: Entry.Changed) -> None:
        event.stop()
        if self._states() != self._tried:  # leaving a field tells of it again: that is no other answer
            self.say("")
        self.judge()

    def action_explain(self) -> None:
        found = self.judged()
        if found is not None:
            self._why(found)

    def _why(self, found: Ruling) -> None:
        from tui.app import VptuApp

        assert isinstance(self.app, VptuApp)
        self.app.show_why(views.ruling(found, self.office, self.session.house.desk.law(self.session.clock())))

    # What it does

    def entry(self, name: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.fact == name), None)

    def text(self, name: str) -> str:
        """What was typed or chosen in a field, "" where there is none."""
        found = self.entry(name)
        return str(found.value or "") if found is not None and found.display else ""

    def lacking(self) -> None:
        """Raises UsageError for a field that is needed and empty, or not understood."""
        missing = [e.title for e in self.entries if e.display and e.needed and e.value is None]
        if missing:
            raise UsageError(f"Còn thiếu: {', '.join(missing)}.")
        for entry in self.entries:
            if entry.display and entry.trouble:
                raise UsageError(f"{entry.title}: {entry.trouble}.")

    def _states(self) -> tuple[object, ...]:
        return tuple(entry.value for entry in self.entries)

    def on_action_bar_taken(self, event: ActionBar.Taken) -> None:
        event.stop()
        if event.action.id == "no":
            self.dismiss(None)
        elif not self.busy:
            self._tried = self._states()
            try:
                self.lacking()
                act = self.perform()
            except UsageError as error:
                self.say(str(error))
                return
            self.busy = True
            self.say("Đang ghi…", tone="muted")
            self.run_worker(self._record(act), exclusive=True)

    async def _record(self, act: Callable[[], str]) -> None:
        try:
            said = await asyncio.to_thread(act)
        except Refused as refused:
            self._again("Chưa ghi được: xem lý do.")
            self._why(refused.ruling)
        except UsageError as error:
            self._again(str(error))
        except VptuError as error:  # the store did not answer: the same act may be sent again
            self.say(str(error))
        except Exception:
            self.say("")
            raise
        else:
            self.dismiss(said)
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

    def today(self) -> date:
        return self.session.clock().astimezone(ZONE).date()
