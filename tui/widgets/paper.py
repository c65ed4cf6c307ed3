"""Text laid out for the width it is given: the ground of timelines, rulings, facts and legends.

Each such widget is a pure function from a width to lines, which a test can read without a screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from core.text import safe, width


def tinted(text: str, tone: str = "", extra: str = "") -> Content:
    """Text in a tone of the theme; `extra` adds attributes: "bold", "italic"."""
    style = " ".join(part for part in (extra, f"$tone-{tone}" if tone else "") if part)
    return Content.styled(safe(text), style) if style else Content(safe(text))


def badge(text: str, tone: str) -> Content:
    """A word on its own ground; the spaces around it carry the ground too."""
    return Content.styled(f" {text} ", f"bold $background on $tone-{tone}")


def folded(text: str, room: int) -> list[str]:
    """The text broken into lines of at most `room` cells; its own line breaks are kept."""
    lines = [line for part in safe(text, multiline=True).split("\n") for line in wrap(part, max(room, 8)) or [""]]
    return lines or [""]


def beside(left: Content, right: Content, room: int) -> Content:
    """`left` and `right` at the two ends of a line; at least one cell between them, `right` wins the room."""
    gap = room - width(left.plain) - width(right.plain)
    if gap < 1 and right.plain:
        left = left.truncate(max(0, room - width(right.plain) - 1), ellipsis=True)
        gap = max(1, room - width(left.plain) - width(right.plain))
    return Content.assemble(left, " " * max(0, gap), right)


class Line(Widget):
    """One line that says something else now and then; `say` repaints it and nothing around it."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; padding: 0 1; }"

    def __init__(self, text: Content | str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.text = text

    def say(self, text: Content | str) -> None:
        self.text = text
        self.refresh()

    def render(self) -> Content:
        line = self.text if isinstance(self.text, Content) else Content(safe(self.text))
        return line.truncate(self.content_size.width, ellipsis=True)


class Paper(Widget):
    """Shows what `laid_out` answers for its width, as high as it comes out."""

    DEFAULT_CSS = "Paper { height: auto; width: 1fr; }"

    def laid_out(self, room: int) -> Sequence[Content]:
        """The lines for a width of `room` cells."""
        raise NotImplementedError

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.laid_out(width))

    def render(self) -> Content:
        return Content("\n").join(self.laid_out(self.content_size.width))
