"""A list and what it says about the row under the cursor: side by side where there is room, one at a time at 80 cells.

The regulation, the journal and all of Quản trị are read this way, with the same keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from tui.screens.base import BaseScreen
from tui.widgets.keys import InlineKeys
from tui.widgets.paper import Paper

Page = Callable[[int], Sequence[Content]]
"""From a width to lines."""
WIDE = 110
"""Columns from which list and detail stand side by side."""


class Reading(InlineKeys, VerticalScroll, can_focus=True):
    """The detail: the arrows scroll it."""


class Text(Paper):
    """Lines that are made anew for each width by whoever knows what they say."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.make: Page = _nothing
        self._made: tuple[Page, int, Sequence[Content]] = (_nothing, 0, ())

    def show(self, make: Page) -> None:
        """Show other lines; the screen is laid out again only where there are more or fewer of them."""
        room = self.content_size.width
        before = len(self.laid_out(room)) if room else -1
        self.make = make
        self.refresh(layout=not room or len(self.laid_out(room)) != before)

    def laid_out(self, room: int) -> Sequence[Content]:
        if self._made[:2] != (self.make, room):  # asked for its height and its lines: made once
            self._made = (self.make, room, self.make(room))
        return self._made[2]


class SplitScreen(BaseScreen):
    """A subclass gives `listing` and, with `read`, what stands beside it. Its scope needs a command `do_turn`."""

    DEFAULT_CSS = """
    SplitScreen #listing { width: 1fr; }
    SplitScreen #reading {
        width: 1fr; display: none; border-left: vkey $border-blurred; scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    SplitScreen #text { padding: 0 1; }
    SplitScreen #reading:focus { border-left: vkey $border; }
    SplitScreen.-wide #reading { display: block; }
    SplitScreen.-turned #listing { display: none; }
    SplitScreen.-turned #reading { display: block; border-left: none; }
    SplitScreen.-wide.-turned #listing { display: block; }
    SplitScreen.-wide.-turned #reading { border-left: vkey $border; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def listing(self) -> Iterable[Widget]:
        """The list, with its search field and filters."""
        raise NotImplementedError

    def reading(self) -> Iterable[Widget]:
        """What the detail holds."""
        yield Text(id="text")

    def body(self) -> Iterable[Widget]:
        yield Horizontal(Vertical(*self.listing(), id="listing"), Reading(*self.reading(), id="reading"))

    def read(self, page: Page) -> None:
        """Show a page in the detail, from its top; one that is not in sight is laid out when it is."""
        text = self.query_one("#text", Text)
        if self.query_one("#reading").display:
            text.show(page)
            self.query_one(Reading).scroll_home(animate=False)
        else:
            text.make = page

    # One pane or two

    @property
    def turned(self) -> bool:
        """Is the detail being read, rather than the list?"""
        return self.has_class("-turned")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action != "leave":
            return super().check_action(action, parameters)
        inside = self.focused is not None and self.query_one("#reading") in self.focused.ancestors_with_self
        return self.turned or inside  # else Escape closes the screen

    def action_leave(self) -> None:
        """Escape in the detail: back to the list."""
        self.show_list()

    def do_turn(self) -> None:
        """From the list to the detail and back."""
        if self.turned:
            self.show_list()
        else:
            self.show_reading()

    def show_reading(self) -> None:
        """The detail, with the keys."""
        self.add_class("-turned")
        self.query_one("#text", Text).refresh(layout=True)
        self.query_one(Reading).scroll_home(animate=False)
        self.start_of_reading().focus()

    def show_list(self) -> None:
        """The list, with the keys."""
        self.remove_class("-turned")
        self.start_of_list().focus()

    def start_of_reading(self) -> Widget:
        """Which widget of the detail has the keys first."""
        return self.query_one(Reading)

    def start_of_list(self) -> Widget:
        """Which widget of the list has the keys first."""
        found = next((w for w in self.query_one("#listing").walk_children(Widget) if w.focusable), None)
        return found or self


def _nothing(room: int) -> Sequence[Content]:
    return ()
