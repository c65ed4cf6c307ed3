"""The acts on the matter at hand. What may not be done stays in sight, dimmed, and answers why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from core.text import width
from tui.commands import key_name
from tui.widgets.keys import InlineKeys
from tui.widgets.paper import Paper

if TYPE_CHECKING:
    from tui.widgets.ruling import RulingView


@dataclass(frozen=True, slots=True)
class Action:
    id: str
    label: str
    """«Đồng ý»."""
    key: str = ""
    """The key that does it from anywhere on the screen: `f7`."""
    enabled: bool = True
    why: RulingView | None = None
    """The judge's answer: shown on F2, and on Enter where the action is dimmed."""


class ActionBar(InlineKeys, Paper, can_focus=True):
    """Left and right walk the actions, Enter takes one; a dimmed one answers with its ruling instead."""

    DEFAULT_CSS = "ActionBar { padding: 0 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "walk(-1)", show=False),
        Binding("right", "walk(1)", show=False),
        Binding("home", "walk(-99)", show=False),
        Binding("end", "walk(99)", show=False),
        Binding("enter", "take", show=False),
    ]

    at: reactive[int] = reactive(0, init=False)
    """The action under the cursor, counted from 0."""

    @dataclass
    class Taken(Message):
        """An enabled action was chosen."""

        bar: ActionBar
        action: Action

        @property
        def control(self) -> ActionBar:
            return self.bar

    class Asked(Taken):
        """A dimmed action was chosen: show `action.why`."""

    def __init__(self, actions: Sequence[Action] = (), *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.actions = tuple(actions)

    def show(self, actions: Sequence[Action]) -> None:
        """Show other actions; the cursor stays on the same one where it is still there."""
        kept = self.action.id if self.action else ""
        self.actions = tuple(actions)
        ids = [action.id for action in self.actions]
        self.set_reactive(ActionBar.at, ids.index(kept) if kept in ids else 0)
        self.refresh(layout=True)

    @property
    def action(self) -> Action | None:
        """The action under the cursor."""
        return self.actions[self.at] if self.at < len(self.actions) else None

    def why(self) -> RulingView | None:
        """What F2 shows while the bar has the focus."""
        return self.action.why if self.action else None

    def validate_at(self, at: int) -> int:
        return max(0, min(at, len(self.actions) - 1))

    def action_walk(self, by: int) -> None:
        self.at += by

    def action_take(self) -> None:
        if self.action is not None:
            self.post_message((self.Taken if self.action.enabled else self.Asked)(self, self.action))

    def laid_out(self, room: int) -> list[Content]:
        lines = [Content("")]
        for n, action in enumerate(self.actions):
            chip = self._chip(action, under=n == self.at and self.has_focus)
            if lines[-1].plain and width(lines[-1].plain) + width(chip.plain) + 1 > room:
                lines.append(Content(""))
            lines[-1] = Content.assemble(lines[-1], " " if lines[-1].plain else "", chip)
        return lines

    def _chip(self, action: Action, *, under: bool) -> Content:
        text = f" {'' if action.enabled else '× '}{action.label} "
        key = f"{key_name(action.key)} " if action.key else ""
        if under:
            return Content.styled(f"›{text[1:]}{key}", "bold $background on $tone-accent")
        if not action.enabled:
            return Content.styled(text + key, "$tone-faint on $surface")
        return Content.assemble(Content.styled(text, "bold on $panel"), Content.styled(key, "$tone-accent on $panel"))
