"""Which day? A small question before the office of another day is shown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from core.office.sessions import ZONE
from tui.screens.base import Dialog
from tui.widgets.buttons import Action, ActionBar
from tui.widgets.entries import DayEntry

if TYPE_CHECKING:
    from tui.session import Session


class AskDay(Dialog[date]):
    """Answers with a day, None when closed."""

    DEFAULT_CSS = """
    AskDay { align: center middle; }
    AskDay .box { width: 60; }
    AskDay Entry { margin: 1 0; }
    AskDay Entry > .label { width: 8; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        today = session.clock().astimezone(ZONE).date()
        calendar = session.house.desk.office(session.clock()).calendar
        self.day = DayEntry("day", "Ngày", lambda: today, calendar, day=today, needed=True)

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = "Văn phòng ngày nào?"
            box.border_subtitle = "Esc thôi"
            yield Static("Người, chức vụ, phân công và ai vắng đúng như của ngày đó.", markup=False, classes="hint")
            yield self.day
            yield ActionBar((Action("yes", "Xem"), Action("no", "Thôi")))

    def on_mount(self) -> None:
        self.day.start()

    def on_action_bar_taken(self, event: ActionBar.Taken) -> None:
        event.stop()
        if event.action.id == "no":
            self.dismiss(None)
        elif self.day.day is not None:
            self.dismiss(self.day.day)
        else:
            self.day.start()
            self.app.bell()
