"""The fields a person types Vietnamese into.

Telex and VNI keyboards correct what was typed with "backspace + letter" in one burst, paste brings invisible
characters along, and some systems send a letter and its mark as two characters. These fields take all of it and hold
clean NFC text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.widgets import Input

from core.text import nfc, number
from tui.widgets.keys import InlineKeys

if TYPE_CHECKING:
    from tui.widgets.textarea import VietTextArea

__all__ = ["LINE_LIMIT", "TEXT_LIMIT", "VietInput", "VietTextArea", "joined", "typed"]

LINE_LIMIT = 500
"""Characters a single line takes unless its field says otherwise."""
TEXT_LIMIT = 10_000
"""Characters a field of several lines takes."""


def __getattr__(name: str) -> Any:
    """`VietTextArea` lives in its own module: Textual's TextArea is too heavy for the first screen."""
    if name == "VietTextArea":
        from tui.widgets.textarea import VietTextArea

        return VietTextArea
    raise AttributeError(name)


def typed(text: str, *, lines: bool = False) -> str:
    """What was typed or pasted, in NFC, without control, direction and zero-width characters.

    A tab becomes a space, and so does a line break unless the field has `lines`. What the office stores is checked once
    more, and more strictly, by `core.text.tidy`.
    """
    if text.isascii() and text.isprintable():
        return text
    if lines:
        text = "\n".join(text.splitlines()) + ("\n" if text.endswith(("\n", "\r")) else "")
    else:
        text = re.sub(r"(?:\r\n?|\n)+", " ", text.strip("\r\n"))
    kept = (c if c.isprintable() or (lines and c == "\n") else " " if c.isspace() else "" for c in nfc(text))
    return "".join(kept)


def joined(before: str, text: str, after: str) -> tuple[str, int]:
    """`before + text + after` in NFC, and the place of the cursor: a lone mark joins the letter it follows."""
    head = nfc(before + text)
    whole = nfc(head + after)
    return whole, min(len(head), len(whole))


def too_long(size: int, limit: int) -> str:
    """What a person reads when a paste does not fit."""
    return (
        f"Đoạn dán dài {number(size)} ký tự, ô này nhận nhiều nhất {number(limit)}: chưa dán gì. "
        "Đồng chí rút gọn rồi dán lại, hoặc đính kèm thành tệp."
    )


class VietInput(InlineKeys, Input):
    """One line of Vietnamese. A `draft` field counts as work in hand: leaving the app with it changed asks first."""

    virtual_size = Reactive(Size(0, 0), layout=False)  # else each key lays out the whole screen: 33 ms instead of 4
    cursor_blink = reactive(False, init=False)  # a blinking cursor is all the traffic of an idle SSH line

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+backspace,alt+backspace", "delete_left_word", show=False),  # Textual deletes to the right here
    ]

    def __init__(
        self,
        value: str = "",
        placeholder: str = "",
        *,
        max_length: int = LINE_LIMIT,
        draft: bool = True,
        restrict: str | None = None,
        compact: bool = False,
        select_on_focus: bool = False,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(
            typed(value),
            placeholder,
            max_length=max_length,
            restrict=restrict,
            compact=compact,
            select_on_focus=select_on_focus,
            id=id,
            classes=classes,
            disabled=disabled,
        )
        self.draft = draft
        self.saved = self.value
        """The value last stored: what differs from it is unsaved."""
        self._rang = False

    @property
    def dirty(self) -> bool:
        """True while the field holds typed text that was not saved."""
        return self.draft and self.value != self.saved

    def validate_value(self, value: str) -> str:
        return typed(value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put `text` between two places of the value; the result is NFC and never longer than the field takes."""
        start, end = sorted((max(0, start), min(len(self.value), end)))
        whole, cursor = joined(self.value[:start], typed(text), self.value[end:])
        grows = len(whole) > len(self.value)
        if (grows and self.max_length and len(whole) > self.max_length) or (
            self.restrict and re.fullmatch(self.restrict, whole) is None
        ):
            self.restricted()
            return
        self._rang = False
        self.value = whole
        self.cursor_position = cursor

    def restricted(self) -> None:
        """One bell, not one for each of a thousand characters that a terminal without bracketed paste sends."""
        if not self._rang:
            self._rang = True
            super().restricted()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        limit = self.max_length or LINE_LIMIT
        room = limit - len(self.value) + len(self.selected_text)
        # No letter is sent with more than four code points: what is longer than that cannot fit, whatever it holds.
        if len(event.text) > 4 * limit or len(text := typed(event.text)) > room:
            self.app.notify(too_long(len(event.text), limit), severity="warning")
        else:
            self.replace(text, *self.selection)

    def action_paste(self) -> None:
        self._on_paste(events.Paste(self.app.clipboard))


class SearchField(VietInput):
    """The field; the arrows walk the list under it, Enter opens what is chosen there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.lead('move', -1)", show=False),
        Binding("down", "screen.lead('move', 1)", show=False),
        Binding("pageup", "screen.lead('page', -1)", show=False),
        Binding("pagedown", "screen.lead('page', 1)", show=False),
        Binding("enter", "screen.take", show=False),
    ]
