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
    """The detail: the arrows scroll it, Escape goes back to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def action_leave(self) -> None:
        if isinstance(self.screen, SplitScreen):
            self.screen.show_list()


class Text(Paper):
    """Lines that are made anew for each width by whoever knows what they say."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.make: Page = _nothing

    def show(self, make: Page) -> None:
        """Show other lines."""
        self.make = make
        self.refresh(layout=True)

    def laid_out(self, room: int) -> Sequence[Content]:
        return self.make(room)


class SplitScreen(BaseScreen):
    """A subclass gives `listing` and, with `read`, what stands beside it. Its scope needs a command `do_turn`."""

    DEFAULT_CSS = """
    SplitScreen #listing { width: 1fr; }
    SplitScreen #reading {
        width: 1fr; display: none; padding: 0 1; border-left: vkey $border-blurred; scrollbar-size-vertical: 1;
    }
    SplitScreen #reading:focus { border-left: vkey $border; }
    SplitScreen.-wide #reading { display: block; }
    SplitScreen.-turned #listing { display: none; }
    SplitScreen.-turned #reading { display: block; border-left: none; padding: 0 2; }
    SplitScreen.-wide.-turned #listing { display: block; }
    SplitScreen.-wide.-turned #reading { border-left: vkey $border; padding: 0 1; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012

    def listing(self) -> Iterable[Widget]:
        """The list, with its search field and filters."""
        raise NotImplementedError

    def reading(self) -> Iterable[Widget]:
        """What the detail holds."""
        yield Text(id="text")

    def body(self) -> Iterable[Widget]:
        yield Horizontal(Vertical(*self.listing(), id="listing"), Reading(*self.reading(), id="reading"))

    def read(self, page: Page) -> None:
        """Show a page in the detail, from its top."""
        self.query_one("#text", Text).show(page)
        self.query_one(Reading).scroll_home(animate=False)

    # One pane or two

    @property
    def turned(self) -> bool:
        """Is the detail being read, rather than the list?"""
        return self.has_class("-turned")

    def do_turn(self) -> None:
        """From the list to the detail and back."""
        if self.turned:
            self.show_list()
        else:
            self.show_reading()

    def show_reading(self) -> None:
        """The detail, with the keys."""
        self.add_class("-turned")
        self.query_one(Reading).focus()

    def show_list(self) -> None:
        """The list, with the keys."""
        self.remove_class("-turned")
        self.start_of_list().focus()

    def start_of_list(self) -> Widget:
        """Which widget of the list has the keys first."""
        found = next((w for w in self.query_one("#listing").walk_children(Widget) if w.focusable), None)
        return found or self


def _nothing(room: int) -> Sequence[Content]:
    return ()
