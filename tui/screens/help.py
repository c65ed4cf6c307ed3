"""Help: the commands of this screen with their keys, straight from their declaration, and how one moves about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from core.text import width
from tui.commands import APP, Book, Command, key_name
from tui.screens.base import Dialog
from tui.widgets.paper import Paper, folded, tinted

MOVING: Final = (
    ("Tab, Shift+Tab", "Sang ô hay vùng kế tiếp, về ô trước."),
    ("↑ ↓ PgUp PgDn Home End", "Đi trong danh sách, trong lịch."),
    ("Enter", "Mở dòng đang chọn; bấm nút đang chọn."),
    ("← →", "Sang nút khác; sang buổi khác trong lịch."),
    ("Esc", "Đóng hộp thoại, về màn hình trước."),
)


def help_lines(book: Book, scopes: Sequence[str], room: int) -> list[Content]:
    """All commands of the screen and of the app, then how to move about."""
    lines: list[Content] = []
    for title, commands in (
        ("Lệnh của màn hình này", book.of(*scopes) if scopes else ()),
        ("Lệnh dùng ở mọi nơi", tuple(c for c in book.of(APP) if not c.opens)),
        ("Màn hình", book.screens),
    ):
        if commands:
            lines += [tinted(title, "primary", "bold"), *_commands(commands, room), Content("")]
    lines.append(tinted("Đi lại", "primary", "bold"))
    for keys, what in MOVING:
        lines += _entry(keys, what, "", room)
    return lines


def _commands(commands: Sequence[Command], room: int) -> list[Content]:
    return [
        line
        for command in commands
        for line in _entry(", ".join(map(key_name, command.keys)), command.label, command.help, room)
    ]


def _entry(keys: str, label: str, help: str, room: int) -> list[Content]:
    column = 20
    text = folded(f"{label}: {help}" if help else label, room - column - 2)
    held = folded(keys, column - 1) if keys else ["trong bảng lệnh"]
    lines = []
    for n in range(max(len(text), len(held))):
        key = held[n] if n < len(held) else ""
        said = text[n] if n < len(text) else ""
        lead = tinted(key + " " * (column - width(key)), "accent" if keys else "faint")
        lines.append(Content.assemble("  ", lead, _bold_label(said, label if n == 0 else "")))
    return lines


def _bold_label(line: str, label: str) -> Content:
    if label and line.startswith(label):
        return Content.assemble(tinted(label, "", "bold"), tinted(line[len(label) :], "muted"))
    return tinted(line, "muted")


class HelpText(Paper):
    def __init__(self, book: Book, scopes: Sequence[str]) -> None:
        super().__init__()
        self.book, self.scopes = book, scopes

    def laid_out(self, room: int) -> list[Content]:
        return help_lines(self.book, self.scopes, room)


class Help(Dialog[str]):
    """Closed with Escape; the arrows scroll."""

    DEFAULT_CSS = "Help { align: center middle; } Help .box { width: 94%; max-width: 100; height: 90%; }"

    def __init__(self, book: Book, scopes: Sequence[str]) -> None:
        super().__init__()
        self.book, self.scopes = book, scopes

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="box") as box:
            box.border_title = "Trợ giúp"
            box.border_subtitle = "Esc đóng"
            yield HelpText(self.book, self.scopes)
