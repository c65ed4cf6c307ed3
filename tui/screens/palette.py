"""The command palette: every command, found with or without accents, and run on the screen it was asked from.

Textual's own palette searches in the background and takes whatever stands first when Enter comes; over a slow line that
is not what was typed. Here a command is found before the next key is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from tui.commands import Book, Command, key_name
from tui.screens.base import Dialog
from tui.widgets.finder import Finder
from tui.widgets.rows import Cell, Column, Row


class Palette(Dialog[str]):
    """Answers with the id of a command, None when closed."""

    DEFAULT_CSS = (
        "Palette { align-horizontal: center; } Palette .box { margin-top: 2; } Palette Finder Rows { height: 14; }"
    )

    def __init__(
        self,
        commands: Sequence[Command],
        book: Book,
        scopes: Sequence[str],
        *,
        title: str = "Tìm lệnh",
        blocked: Callable[[str], bool] = lambda _: False,
    ) -> None:
        super().__init__()
        self.blocked = blocked
        """Which commands are dimmed: choosing one shows why it may not be done."""
        self.heading = title
        self._allowed = {command.id for command in commands}
        self._book, self._scopes = book, scopes

    def compose(self) -> ComposeResult:
        columns = (
            Column("Lệnh", share=2, least=18),
            Column("", share=3, hide_below=56),
            Column("Phím", width=7, align="right"),
        )
        with Vertical(classes="box") as box:
            box.border_title = self.heading
            box.border_subtitle = "Enter chạy · Esc đóng"
            yield Finder(columns, self._rows)

    def _rows(self, typed: str) -> Sequence[Row]:
        return [self._row(c) for c in self._book.find(typed, *self._scopes) if c.id in self._allowed]

    def _row(self, command: Command) -> Row:
        key = Cell(key_name(command.keys[0]) if command.keys else "", "accent")
        if self.blocked(command.id):
            return Row(
                command.id, (f"× {command.label}", Cell("không được: Enter để xem vì sao", "faint"), key), "faint"
            )
        return Row(command.id, (command.label, Cell(command.help, "muted"), key))

    def on_finder_chosen(self, event: Finder.Chosen) -> None:
        event.stop()
        self.dismiss(event.row.id)
