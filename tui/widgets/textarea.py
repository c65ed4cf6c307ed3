"""The field of several lines; its own module because Textual's TextArea is too heavy for the first screen."""

from __future__ import annotations

from textual import events
from textual.document._document import EditResult, Location
from textual.reactive import Reactive, reactive
from textual.widgets import TextArea

from core.text import nfc
from tui.widgets.inputs import TEXT_LIMIT, too_long, typed
from tui.widgets.keys import InlineKeys


class VietTextArea(InlineKeys, TextArea):
    """Several lines of Vietnamese; Tab leaves the field. See `VietInput` for `draft`."""

    cursor_blink: Reactive[bool] = reactive(False, init=False)

    def __init__(
        self,
        text: str = "",
        *,
        max_length: int = TEXT_LIMIT,
        draft: bool = True,
        read_only: bool = False,
        placeholder: str = "",
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(
            typed(text, lines=True),
            soft_wrap=True,
            tab_behavior="focus",
            read_only=read_only,
            placeholder=placeholder,
            highlight_cursor_line=False,
            id=id,
            classes=classes,
            disabled=disabled,
        )
        self._bindings.key_to_bindings.pop("ctrl+y", None)  # redo; the key means «Vì sao?» everywhere
        self.max_length = max_length
        self.draft = draft
        self.saved = self.text
        """The text last stored: what differs from it is unsaved."""

    @property
    def dirty(self) -> bool:
        """True while the field holds typed text that was not saved."""
        return self.draft and self.text != self.saved

    def load_text(self, text: str) -> None:
        super().load_text(typed(text, lines=True))

    def replace(
        self, insert: str, start: Location, end: Location, *, maintain_selection_offset: bool = True
    ) -> EditResult:
        """Replace a range; the text is NFC, and a lone mark joins the letter before it."""
        start, end = sorted((start, end))
        insert = typed(insert, lines=True)
        row, column = start
        if insert and column and nfc(before := self.document[row][column - 1] + insert) != before:
            start, insert = (row, column - 1), nfc(before)
        if self._fits(insert, start, end):
            return super().replace(insert, start, end, maintain_selection_offset=maintain_selection_offset)
        self.app.bell()
        return EditResult(end_location=end, replaced_text="")

    def _fits(self, insert: str, start: Location, end: Location) -> bool:
        gain = len(insert) - len(self.get_text_range(start, end))
        return gain <= 0 or len(self.text) + gain <= self.max_length

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if self.read_only:
            return
        text = typed(event.text, lines=True) if len(event.text) <= 4 * self.max_length else event.text
        if len(text) > self.max_length or not self._fits(text, *sorted(self.selection)):
            self.app.notify(too_long(len(event.text), self.max_length), severity="warning")
        elif result := self._replace_via_keyboard(text, *self.selection):
            self.move_cursor(result.end_location)

    def action_paste(self) -> None:
        if self.read_only:
            return
        self.call_later(self._on_paste, events.Paste(self.app.clipboard))
