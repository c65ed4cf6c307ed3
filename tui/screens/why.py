"""Why, or why not: one ruling in full, on one key from anywhere."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from tui.screens.base import Dialog
from tui.widgets.ruling import RulingPanel, RulingView


class Why(Dialog[None]):
    DEFAULT_CSS = "Why { align: center middle; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2,ctrl+y,enter", "close", show=False)]

    def __init__(self, view: RulingView) -> None:
        super().__init__()
        self.view = view

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="box") as box:
            box.border_title = "Vì sao?"
            box.border_subtitle = "Esc đóng"
            yield RulingPanel(self.view)
