"""Fields of a form whose value is one or several ids: the people away, the units touched, another matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from textual.widget import Widget
from textual.widgets import Input

from tui.widgets.entries import PickEntry, TextEntry
from tui.widgets.paper import Line, tinted
from tui.widgets.picker import Option, Picker
from tui.widgets.rows import Cell, ListSource, Row

AS_TYPED: Final = "ghi đúng như đã gõ"
FREE: Final = "gõ để tìm, hoặc ghi bằng chữ"


class ManyEntry(PickEntry):
    """Several of many: each one picked is added, picked again it is taken out.

    `joined`: the value is one text of ids between commas, for a fact that is a text. `free`: plain words will do.
    """

    DEFAULT_CSS = "ManyEntry > Picker { width: 1fr; } ManyEntry > Line { width: 1fr; }"

    def __init__(
        self,
        name: str,
        title: str,
        options: Sequence[Option],
        *,
        needed: bool = False,
        joined: bool = False,
        free: bool = False,
    ) -> None:
        super().__init__(name, title, options, needed=needed)
        if free:
            self.picker = FreePicker(options, placeholder=FREE)
        self.labels = {option.id: option.label for option in options}
        self.chosen: tuple[str, ...] = ()
        self.joined, self.free = joined, free
        self.said = Line("")
        self.said.display = False

    def controls(self) -> Iterable[Widget]:
        yield self.picker
        yield self.said

    @property
    def value(self) -> object | None:
        if not self.chosen:
            return None
        return ", ".join(self.chosen) if self.joined else self.chosen

    @property
    def state(self) -> str:
        return "\n".join(self.chosen)

    def restore(self, state: str) -> None:
        parts = state.split("\n") if self.free or "\n" in state else state.split(",")
        self.chosen = tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
        self._say()

    def on_picker_changed(self, event: Picker.Changed) -> None:
        event.stop()
        event.prevent_default()
        if event.value:
            kept = tuple(p for p in self.chosen if p != event.value)
            self.chosen = kept if len(kept) < len(self.chosen) else (*kept, event.value)
        self.picker.choose(None)
        self._say()
        self.changed(settled=True)

    def _say(self) -> None:
        self.said.display = bool(self.chosen)
        self.said.say(tinted("; ".join(self.labels.get(p, p) for p in self.chosen), "accent"))


class FreePicker(Picker):
    """Offers what was typed as well, below what was found for it; Tab takes the words, Enter the chosen line."""

    def left(self) -> None:
        words = " ".join(self.field.value.split())
        known = next((o for o, label in self._labels.items() if label == words), words)
        if self.is_open and words:
            self.rows.move_to(known)
        super().left()

    def sought(self, typed: str) -> None:
        super().sought(typed)
        words = " ".join(typed.split())
        if not self.is_open or not words:
            return
        rows = self.rows.source.window(0, self.rows.row_count)
        if not any(row.id == words for row in rows):
            self.rows.show(ListSource((*rows, Row(words, (words, Cell(AS_TYPED, "muted"))))))


class FreeEntry(PickEntry):
    """One of many, or words of one's own."""

    def __init__(
        self, name: str, title: str, options: Sequence[Option], value: str | None = None, *, needed: bool = False
    ) -> None:
        super().__init__(name, title, options, value, needed=needed)
        self.picker = FreePicker(options, value, placeholder=FREE)


class MatterEntry(TextEntry):
    """The number of another matter; what it is stands behind it."""

    DEFAULT_CSS = "MatterEntry > FormInput { width: 10; }"

    def __init__(self, name: str, title: str, tell: Callable[[int], str] | None, *, needed: bool = False) -> None:
        super().__init__(name, title, needed=needed, limit=9)
        self.field.restrict = r"[0-9]*"
        self.field.placeholder = "số việc"
        self.tell = tell
        self.said = Line("")

    def controls(self) -> Iterable[Widget]:
        yield self.field
        yield self.said

    def on_mount(self) -> None:
        self._say()

    @property
    def trouble(self) -> str:
        text = self.field.value.strip()
        return f"không có việc số {text}" if text and self.tell is not None and not self.tell(int(text)) else ""

    def on_input_changed(self, event: Input.Changed) -> None:
        super().on_input_changed(event)
        self._say()

    def _say(self) -> None:
        text = self.field.value.strip()
        found = self.tell(int(text)) if text and self.tell is not None else ""
        self.said.say(tinted(self.trouble or found, "bad" if self.trouble else "muted"))
