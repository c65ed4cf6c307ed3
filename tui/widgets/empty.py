"""An empty place that says what it is for and what to do next."""

from __future__ import annotations

from textual.content import Content

from core.text import width
from tui.widgets.paper import Paper, folded, tinted


def empty_lines(title: str, hints: tuple[str, ...], room: int) -> list[Content]:
    """A title and hints, centred in `room`."""
    lines = [(line, "strong") for line in folded(title, room - 4)]
    lines += [(line, "muted") for hint in hints for line in folded(hint, min(room - 4, 64))]
    return [Content.assemble(" " * max(0, (room - width(text)) // 2), tinted(text, tone)) for text, tone in lines]


class Empty(Paper):
    """`Empty("Không có việc nào chờ đồng chí.", "Mở việc mới: F4 hoặc Ctrl+N.")`"""

    DEFAULT_CSS = "Empty { padding: 2 2; }"

    def __init__(self, title: str, *hints: str, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.title = title
        self.hints = hints

    def laid_out(self, room: int) -> list[Content]:
        return empty_lines(self.title, self.hints, room)
