"""The frame alone: title, an empty body, status and keys. What it costs to start is measured against a bare hello."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, cast

from core.office.sessions import ZONE
from tui.command_lists import COMMANDS
from tui.commands import Book, Command
from tui.session import Backing, Session

if TYPE_CHECKING:
    from textual.widget import Widget


def shell() -> tuple[Session, Book]:
    from tui.widgets.statusbar import Status

    home = Command("go.desk", "Mở Bàn việc", "Khung trống.", opens="tests.support.shell:Blank")
    at = datetime(2024, 3, 13, 10, 5, tzinfo=ZONE)
    status = Status("Phó 2", "Phó Chánh Văn phòng", "thay Chánh Văn phòng", 3, sample=True)
    return Session("deputy2", lambda: at, cast("Backing", None), lambda: status), Book((*COMMANDS, home))


def __getattr__(name: str) -> object:
    if name != "Blank":
        raise AttributeError(name)
    from textual.widgets import Static

    from tui.screens.base import BaseScreen

    class Blank(BaseScreen):
        SCOPE = "shell"
        TITLE = "Bàn việc"

        def body(self) -> Iterable[Widget]:
            yield Static("Khung trống")

    return Blank


if __name__ == "__main__":
    from tui.launch import run

    sys.exit(run(*shell()))
