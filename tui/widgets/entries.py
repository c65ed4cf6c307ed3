"""The fields of a form, one line each: a label, what is typed or chosen, and what was understood by it.

An entry holds one fact: `value` as the facts' model reads it, `state` as a draft keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from core.office.sessions import HALVES, ZONE, session
from tui.dates import WEEKDAYS
from tui.typed_days import meant_moment
from tui.widgets.day_input import DayInput, FormInput
from tui.widgets.paper import Line, Paper, folded, tinted
from tui.widgets.picker import Option, Picker
from tui.widgets.toggle import Toggle

if TYPE_CHECKING:
    from core.office.sessions import Calendar

__all__ = ["DayEntry", "DayInput", "Entry", "FormInput", "MomentEntry", "PickEntry", "TextEntry", "ToggleEntry"]

HALF_WORDS: Final = tuple((str(n), word) for n, word in enumerate(HALVES))
YES_NO: Final = (("", "không"), ("1", "có"))
DAY_WIDTH: Final = 13


class Title(Paper):
    """What an entry asks for, over two lines where it is long."""

    def __init__(self, text: str, *, classes: str) -> None:
        super().__init__(classes=classes)
        self.text = text

    def laid_out(self, room: int) -> list[Content]:
        first, *more = folded(self.text, room - 1)
        rest = Content(" ".join(more)).truncate(max(room - 1, 1), ellipsis=True)
        return [Content(first), rest] if more else [Content(first)]


class Entry(Horizontal):
    """A line of a form. Subclasses yield their controls in `controls` and say what they hold."""

    DEFAULT_CSS = """
    Entry { height: auto; }
    Entry > .label { width: 26; color: $tone-muted; padding: 0 0 0 1; }
    Entry > .label.-needed { color: $foreground; }
    """

    @dataclass
    class Changed(Message):
        """Something else is typed or chosen; `settled` when the person has gone on to another field."""

        entry: Entry
        settled: bool = False

        @property
        def control(self) -> Entry:
            return self.entry

    lines = 1
    """How high it is."""

    def __init__(self, name: str, title: str, *, needed: bool = False) -> None:
        super().__init__(id=f"entry-{name}", name=name)
        self.fact, self.title, self.needed = name, title, needed
        self.saved = ""
        """The state last kept."""

    def compose(self) -> ComposeResult:
        yield Title(self.title, classes="label -needed" if self.needed else "label")
        yield from self.controls()

    def controls(self) -> Iterable[Widget]:
        raise NotImplementedError

    @property
    def value(self) -> object | None:
        """What is sent; None where nothing was said."""
        raise NotImplementedError

    @property
    def trouble(self) -> str:
        """What is not understood, as a clause; "" where nothing is wrong."""
        return ""

    @property
    def state(self) -> str:
        """What a draft keeps."""
        raise NotImplementedError

    def restore(self, state: str) -> None:
        """Hold what a draft kept, in silence."""
        raise NotImplementedError

    @property
    def asked(self) -> bool:
        """Is it asked for? Unlike `display` also true while the form is being closed."""
        return self.styles.display != "none"

    @property
    def dirty(self) -> bool:
        """Would leaving now lose something?"""
        return self.asked and self.state != self.saved

    def changed(self, *, settled: bool = False) -> None:
        self.post_message(self.Changed(self, settled))

    def start(self) -> None:
        """Put the cursor into the first control, at once: keys that are already on their way arrive there."""
        first = next((node for node in self.walk_children(Widget) if node.focusable), None)
        if first is not None:
            self.screen.set_focus(first)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()


class TextEntry(Entry):
    """Free words."""

    def __init__(self, name: str, title: str, *, needed: bool = False, limit: int = 500) -> None:
        super().__init__(name, title, needed=needed)
        self.field = FormInput(max_length=limit)

    def controls(self) -> Iterable[Widget]:
        yield self.field

    @property
    def value(self) -> object | None:
        return self.field.value.strip() or None

    @property
    def state(self) -> str:
        return self.field.value

    def restore(self, state: str) -> None:
        self.field.value = state

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.changed()


class PickEntry(Entry):
    """One of many: a person, a kind."""

    def __init__(
        self, name: str, title: str, options: Sequence[Option], value: str | None = None, *, needed: bool = False
    ) -> None:
        super().__init__(name, title, needed=needed)
        self.picker = Picker(options, value)

    def controls(self) -> Iterable[Widget]:
        yield self.picker

    @property
    def value(self) -> object | None:
        return self.picker.value or None

    @property
    def state(self) -> str:
        return self.picker.value or ""

    def restore(self, state: str) -> None:
        self.picker.choose(state or None)

    def on_picker_changed(self, event: Picker.Changed) -> None:
        event.stop()
        self.changed(settled=True)


class ToggleEntry(Entry):
    """One of two or three words, all in sight; none of them is chosen where `value` is none of them."""

    def __init__(
        self,
        name: str,
        title: str,
        words: Sequence[tuple[str, str]],
        value: str,
        *,
        flag: bool = False,
        needed: bool = False,
    ) -> None:
        super().__init__(name, title, needed=needed)
        self.toggle, self.flag = Toggle(words, value), flag

    def controls(self) -> Iterable[Widget]:
        yield self.toggle

    @property
    def value(self) -> object | None:
        return bool(self.toggle.value) if self.flag else self.toggle.value or None

    @property
    def state(self) -> str:
        return self.toggle.value

    def restore(self, state: str) -> None:
        self.toggle.value = state

    def on_toggle_changed(self, event: Toggle.Changed) -> None:
        event.stop()
        self.changed(settled=True)


class DayEntry(Entry):
    """A day; with `half` also its morning or afternoon. What was understood stands behind it."""

    DEFAULT_CSS = f"""
    DayEntry > DayInput {{ width: {DAY_WIDTH}; }}
    DayEntry > Toggle {{ margin: 0 1; }}
    """

    def __init__(
        self,
        name: str,
        title: str,
        today: Callable[[], date],
        calendar: Calendar,
        *,
        half: int | None = None,
        day: date | None = None,
        needed: bool = False,
    ) -> None:
        super().__init__(name, title, needed=needed)
        self.calendar = calendar
        self.field = DayInput(today)
        self.toggle = Toggle(HALF_WORDS, str(half)) if half is not None else None
        self.said = Line("")
        if day is not None:
            self.field.value = f"{day:%d/%m/%Y}"

    def controls(self) -> Iterable[Widget]:
        yield self.field
        if self.toggle is not None:
            yield self.toggle
        yield self.said

    def on_mount(self) -> None:
        self._understood()

    @property
    def day(self) -> date | None:
        """The day that is meant, None where none is."""
        found = self.field.meant_or_none()
        return found.day if found else None

    @property
    def session(self) -> int | None:
        """The half-day that is meant; the morning of a whole day."""
        if self.day is None:
            return None
        half = self.field.meant().half
        own = int(self.toggle.value) if self.toggle is not None else 0
        return session(self.day, own if half is None else half)

    @property
    def value(self) -> object | None:
        if self.day is None:
            return self.field.value.strip() or None
        return self.session if self.toggle is not None else self.day

    @property
    def trouble(self) -> str:
        try:
            if self.field.value.strip():
                self.field.meant()
        except ValueError as error:
            return str(error)
        return ""

    @property
    def state(self) -> str:
        half = f" {HALVES[int(self.toggle.value)]}" if self.toggle is not None else ""
        return f"{self.field.value.strip()}{half}" if self.field.value.strip() else ""

    def restore(self, state: str) -> None:
        words = state.split()
        if self.toggle is not None and words and words[-1] in HALVES:
            self.toggle.value = str(HALVES.index(words.pop()))
        self.field.value = " ".join(words)
        self._understood()

    def put(self, day: date, half: int | None = None) -> None:
        """Another day, from the program; whoever listens is told."""
        if self.toggle is not None and half is not None:
            self.toggle.value = str(half)
        self.field.value = f"{day:%d/%m/%Y}"

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._understood()
        self.changed()

    def on_toggle_changed(self, event: Toggle.Changed) -> None:
        event.stop()
        self._understood()
        self.changed(settled=True)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """The person went on: the words become a date, and a half that was typed moves to its place."""
        if self.day is not None:
            half = self.field.meant().half
            self.put(self.day, half)
        self._understood(left=True)
        self.changed(settled=True)

    def _understood(self, *, left: bool = False) -> None:
        text = self.field.value.strip()
        if self.day is None:
            self.said.say(tinted("không rõ ngày", "bad") if text and left else "")
            return
        holiday = self.calendar.holidays.get(self.day)
        about = WEEKDAYS[self.day.weekday()]
        typed_half = self.field.meant().half
        if typed_half is not None and self.toggle is not None:
            about = f"{HALVES[typed_half]} {about}"
        if self.field.value.strip() != f"{self.day:%d/%m/%Y}":
            about += f" {self.day:%d/%m/%Y}"
        if not self.calendar.is_working_day(self.day):
            about += f" nghỉ{f': {holiday.name}' if holiday else ''}"
        tone = "muted" if self.calendar.is_working_day(self.day) else "warn"
        self.said.say(tinted(about, tone))


class MomentEntry(Entry):
    """An hour of a day: «7h10», «07:10 hôm qua»."""

    DEFAULT_CSS = "MomentEntry > FormInput { width: 22; }"

    def __init__(self, name: str, title: str, now: Callable[[], datetime], *, needed: bool = False) -> None:
        super().__init__(name, title, needed=needed)
        self.now = now
        self.field = FormInput("7h10, 07:10 hôm qua", max_length=40, replaces=True)
        self.said = Line("")

    def controls(self) -> Iterable[Widget]:
        yield self.field
        yield self.said

    @property
    def moment(self) -> datetime | None:
        """The moment that is meant, None where none is."""
        try:
            return meant_moment(self.field.value, now=self.now()) if self.field.value.strip() else None
        except ValueError:
            return None

    @property
    def value(self) -> object | None:
        found = self.moment
        return found if found is not None else self.field.value.strip() or None

    @property
    def trouble(self) -> str:
        try:
            if self.field.value.strip():
                meant_moment(self.field.value, now=self.now())
        except ValueError as error:
            return str(error)
        return ""

    @property
    def state(self) -> str:
        return self.field.value

    def restore(self, state: str) -> None:
        self.field.value = state

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        found = self.moment
        self.said.say(tinted(f"{found.astimezone(ZONE):%H:%M %d/%m/%Y}", "muted") if found else "")
        self.changed()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        found = self.moment
        if found is not None:
            self.field.value = f"{found.astimezone(ZONE):%H:%M %d/%m/%Y}"
        elif self.field.value.strip():
            self.said.say(tinted("không rõ giờ", "bad"))
        self.changed(settled=True)
