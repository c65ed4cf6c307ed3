"""A search field that leads a list: type a few letters, walk with the arrows, Enter takes the row.

Field and list are one as far as keys go: the list follows each letter before the next key is read, so that "duyet" and
Enter in one packet take what the letters mean, not what stood there before them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from tui.widgets.inputs import VietInput
from tui.widgets.rows import Column, ListSource, Row, Rows


class LeadInput(VietInput):
    """The field of a Finder."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "lead('move', -1)", show=False),
        Binding("down", "lead('move', 1)", show=False),
        Binding("pageup", "lead('page', -1)", show=False),
        Binding("pagedown", "lead('page', 1)", show=False),
        Binding("enter", "take", show=False),
    ]

    def __init__(self, rows: Rows, find: Callable[[str], Sequence[Row]], placeholder: str) -> None:
        super().__init__(placeholder=placeholder, draft=False, max_length=200)
        self.rows, self.find = rows, find

    def watch_value(self, value: str) -> None:
        self.rows.show(ListSource(self.find(value)))
        self.rows.action_jump(0)

    def action_lead(self, move: str, step: int) -> None:
        (self.rows.action_move if move == "move" else self.rows.action_page)(step)

    def action_take(self) -> None:
        if self.rows.row is None:
            self.app.bell()
        else:
            self.post_message(Finder.Chosen(self.rows.row))


class Finder(Vertical):
    """`Finder(columns, find)`; `find` answers every text with the rows that match it, best first."""

    DEFAULT_CSS = """
    Finder { height: auto; }
    Finder Rows { height: auto; max-height: 14; margin-top: 1; background: $surface; }
    """

    @dataclass
    class Chosen(Message):
        """A row was taken."""

        row: Row

    def __init__(
        self,
        columns: Sequence[Column],
        find: Callable[[str], Sequence[Row]],
        *,
        placeholder: str = "Gõ để tìm, có dấu hay không dấu",
        empty: tuple[str, ...] = ("Không tìm thấy.", "Thử ít chữ hơn, hoặc bỏ dấu."),
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.rows = Rows(columns, ListSource(find("")), header=False, led=True, empty=empty)
        self.field = LeadInput(self.rows, find, placeholder)

    def compose(self) -> ComposeResult:
        yield self.field
        yield self.rows
