"""A question with two answers; Escape and a careless Enter choose the harmless one."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tui.screens.base import Dialog
from tui.widgets.buttons import Action, ActionBar


class Confirm(Dialog[bool]):
    """`Confirm("Xóa bản nháp?", yes="Xóa", no="Giữ lại")` answers True only for `yes`."""

    DEFAULT_CSS = "Confirm { align: center middle; } Confirm ActionBar { margin-top: 1; padding: 0; }"

    def __init__(self, question: str, *, yes: str, no: str = "Thôi") -> None:
        super().__init__()
        self.question, self.yes, self.no = question, yes, no

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Static(self.question, markup=False)
            yield ActionBar((Action("no", self.no), Action("yes", self.yes)))

    def on_action_bar_taken(self, event: ActionBar.Taken) -> None:
        event.stop()
        self.dismiss(event.action.id == "yes")
