"""The text fields of a form: Enter goes on to the next field, and a date is written in words or walked to by keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType

from tui.typed_days import Meant, meant
from tui.widgets.inputs import VietInput

FAR: Final = 20_000
"""Days from today beyond which no key leads on."""


class FormInput(VietInput):
    """A text field in which Enter goes on to the next one; the entry around it answers for what is unsaved."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "app.focus_next", show=False, priority=True)]

    def __init__(self, placeholder: str = "", *, max_length: int = 500, replaces: bool = False) -> None:
        super().__init__("", placeholder, max_length=max_length, draft=False, select_on_focus=replaces)


class DayInput(FormInput):
    """A date in the person's words. Up and down, or + and - on a whole date, go a day on or back; +3 goes three."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "shift(1)", show=False),
        Binding("down", "shift(-1)", show=False),
        Binding("pageup", "shift(7)", show=False),
        Binding("pagedown", "shift(-7)", show=False),
    ]

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("10/10, mai, +3", max_length=40, replaces=True)
        self.today = today
        self._from: tuple[date, str] | None = None
        """The day that stood here before + or - was pressed, and what was pressed since."""

    def meant(self) -> Meant:
        """Raises ValueError in Vietnamese."""
        return meant(self.value, today=self.today())

    def meant_or_none(self) -> Meant | None:
        try:
            return self.meant()
        except ValueError:
            return None

    def show(self, day: date) -> None:
        self.value = f"{day:%d/%m/%Y}"
        self.cursor_position = len(self.value)

    def action_shift(self, days: int) -> None:
        now = self.meant_or_none()
        if now is None:
            self.show(self.today())
        elif abs((now.day - self.today()).days) < FAR:
            self.show(now.day + timedelta(days))

    async def _on_key(self, event: events.Key) -> None:
        pressed = event.character or ""
        if pressed in ("+", "-") and len(self.value) == 10 and self.cursor_position == 10:
            found = self.meant_or_none()
            self._from = (found.day, pressed) if found and abs((found.day - self.today()).days) < FAR else None
        elif self._from is not None and pressed.isdecimal() and len(self._from[1]) < 4:
            self._from = (self._from[0], self._from[1] + pressed)
        else:
            self._from = None
        if self._from is not None:
            event.stop()
            event.prevent_default()
            day, step = self._from
            self.show(day + timedelta(int(step if len(step) > 1 else f"{step}1")))
