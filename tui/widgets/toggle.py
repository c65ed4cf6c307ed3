"""One of two or three words, all in sight: sáng or chiều, có or không. Arrows, space or a first letter choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.widget import Widget

from core.text import fold, width
from tui.widgets.keys import InlineKeys
from tui.widgets.paper import tinted


class Toggle(InlineKeys, Widget, can_focus=True):
    """`Toggle((("0", "sáng"), ("1", "chiều")), "0")`; `value` is the id of the chosen word."""

    DEFAULT_CSS = "Toggle { height: 1; width: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "walk(-1)", show=False),
        Binding("right", "walk(1)", show=False),
        Binding("enter", "app.focus_next", show=False, priority=True),
    ]

    value: Reactive[str] = reactive("", init=False)

    @dataclass
    class Changed(Message):
        """Another word was chosen by the person."""

        toggle: Toggle
        value: str

        @property
        def control(self) -> Toggle:
            return self.toggle

    def __init__(
        self, words: Sequence[tuple[str, str]], value: str, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.words = tuple(words)
        self.set_reactive(Toggle.value, value)

    def choose(self, value: str) -> None:
        """Choose a word as the person does: whoever listens is told."""
        if value != self.value:
            self.value = value
            self.post_message(self.Changed(self, value))

    def action_walk(self, by: int) -> None:
        ids = [word for word, _ in self.words]
        place = ids.index(self.value) + by if self.value in ids else 0
        self.choose(ids[max(0, min(place, len(ids) - 1))])

    async def _on_key(self, event: events.Key) -> None:
        typed = fold(event.character or "")
        if typed == " ":
            ids = [word for word, _ in self.words]
            self.choose(ids[(ids.index(self.value) + 1) % len(ids)] if self.value in ids else ids[0])
        elif typed:
            self.choose(next((word for word, label in self.words if fold(label).startswith(typed)), self.value))

    def on_click(self, event: events.Click) -> None:
        left = 0
        for word, label in self.words:
            left += width(label) + 2
            if event.x < left:
                self.choose(word)
                return

    def get_content_width(self, container: object, viewport: object) -> int:
        return sum(width(label) + 2 for _, label in self.words)

    def render(self) -> Content:
        return Content.assemble(*(self._word(word == self.value, label) for word, label in self.words))

    def _word(self, chosen: bool, label: str) -> Content:
        if not chosen:
            return tinted(f" {label} ", "muted")
        if self.has_focus:
            return Content.styled(f"›{label} ", "bold $background on $tone-accent")
        return Content.styled(f"•{label} ", "bold on $panel")
