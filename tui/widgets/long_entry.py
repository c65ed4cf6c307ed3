"""A field of several lines in a form: an opinion, a summary, kept word for word. Loads Textual's TextArea."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from textual.widget import Widget
from textual.widgets import TextArea

from tui.widgets.entries import Entry
from tui.widgets.textarea import VietTextArea

LINES: Final = 4


class LongEntry(Entry):
    """Free words over several lines; Tab goes on to the next field."""

    DEFAULT_CSS = f"""
    LongEntry > VietTextArea {{ height: {LINES}; width: 1fr; border: none; padding: 0 1; background: $surface; }}
    LongEntry > VietTextArea:focus {{ background: $panel; }}
    """
    lines = LINES

    def __init__(self, name: str, title: str, *, needed: bool = False, limit: int = 4000) -> None:
        super().__init__(name, title, needed=needed)
        self.field = VietTextArea(max_length=limit, draft=False)

    def controls(self) -> Iterable[Widget]:
        yield self.field

    @property
    def value(self) -> object | None:
        return self.field.text.strip() or None

    @property
    def state(self) -> str:
        return self.field.text

    def restore(self, state: str) -> None:
        self.field.load_text(state)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.changed()
