"""The three lines around every screen: where one is, which keys help, and who one is at what moment.

A leader must never wonder in whose name the next key acts, nor whether this is the sample office.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content
from textual.widget import Widget

from core.text import safe, width
from tui.commands import Command, key_name
from tui.dates import moment
from tui.widgets.paper import badge, beside, tinted


@dataclass(frozen=True, slots=True)
class Status:
    """What the status line says about the person at the terminal."""

    person: str
    """«Phó 1»."""
    title: str = ""
    """«Phó Chánh Văn phòng»: shown where there is room."""
    capacity: str = ""
    """Only where it is not one's own: «đang thay Chánh Văn phòng (Điều 5)»."""
    unread: int = 0
    """Notices not yet read."""
    sample: bool = False
    """The sample office: nothing here is real."""


def status_line(status: Status, at: datetime, room: int) -> Content:
    """As much as fits; in whose name one acts is the last thing to go, and never goes."""
    for title, sample, short in ((True, "VĂN PHÒNG MẪU", False), (False, "MẪU", False), (False, "MẪU", True)):
        left = tinted(safe(status.person), "", "bold")
        if status.title and title:
            left = Content.assemble(left, tinted(f" · {safe(status.title)}", "muted"))
        if status.capacity:
            left = Content.assemble(left, " ", tinted(safe(status.capacity), "accent", "bold"))
        right = tinted(moment(at, short=short))
        if status.unread:
            news = f"{status.unread} tin" if short else f"{status.unread} tin mới"
            right = Content.assemble(tinted(news, "accent"), " · ", right)
        if status.sample:
            right = Content.assemble(badge(sample, "warn"), "  ", right)
        if width(left.plain) + width(right.plain) + 2 <= room:
            break
    return beside(left, right, room)


class TitleBar(Widget):
    """Where one is: «Bàn việc › Việc › Việc số 12»."""

    DEFAULT_CSS = "TitleBar { height: 1; background: $panel; padding: 0 1; }"

    def __init__(self, trail: Sequence[str] = (), office: str = "") -> None:
        super().__init__()
        self.trail, self.office = tuple(trail), office

    def show(self, trail: Sequence[str]) -> None:
        self.trail = tuple(trail)
        self.refresh()

    def render(self) -> Content:
        *above, here = self.trail or ("",)
        room = self.content_size.width
        while above and width(" › ".join((*above, here))) > room * 2 // 3:
            above = ["…", *above[2:]] if len(above) > 1 else []
        path = "".join(f"{safe(name)} › " for name in above)
        office = self.office if width(path + here) + width(self.office) + 4 <= room else ""
        return beside(
            Content.assemble(tinted(path, "muted"), tinted(safe(here), "accent", "bold")), tinted(office, "muted"), room
        )


class KeyBar(Widget):
    """The keys that help here; what may not be done is dimmed, and F2 says why."""

    DEFAULT_CSS = "KeyBar { height: 1; background: $panel; padding: 0 1; }"

    def __init__(
        self,
        commands: Sequence[Command] = (),
        blocked: Callable[[str], bool] = lambda _: False,
        label: Callable[[Command], str] = lambda command: command.footer_label,
    ) -> None:
        super().__init__()
        self.commands, self.blocked, self.label = tuple(commands), blocked, label

    def render(self) -> Content:
        """As many commands as fit; the palette, where all of them are, always does."""
        room = self.content_size.width
        last = next((c for c in self.commands if c.id == "app.palette"), None)
        tail = self._item(last) if last else Content("")
        room -= width(tail.plain) + 2
        items: list[Content] = []
        for command in self.commands:
            if command is not last and width((item := self._item(command)).plain) <= room:
                items.append(item)
                room -= width(item.plain) + 2
        return beside(Content("  ").join(items), tail, self.content_size.width)

    def _item(self, command: Command) -> Content:
        dim = self.blocked(command.id)
        key, label = key_name(command.keys[0]), self.label(command)
        if dim:
            return tinted(f"{key} ×{label}", "faint")
        return Content.assemble(tinted(key, "accent"), f" {label}")


class StatusBar(Widget):
    """Who, in what capacity, when; `status` and `clock` are asked at every refresh and once a minute."""

    DEFAULT_CSS = "StatusBar { height: 1; background: $surface; color: $tone-muted; padding: 0 1; }"

    def __init__(self, status: Callable[[], Status], clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.status, self.clock = status, clock

    def on_mount(self) -> None:
        self._tick()

    def _tick(self) -> None:
        """Once a minute, on the minute: a line over which nothing else moves stays silent."""
        self.refresh()
        self.set_timer(60.5 - self.clock().second, self._tick)

    def render(self) -> Content:
        return status_line(self.status(), self.clock(), self.content_size.width)
