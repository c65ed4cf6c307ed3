"""Every kind of field we ship, in a real app, for byte streams: `python -m tests.support.typing_app OUT`.

Ctrl+T writes what the fields hold to OUT, one JSON line, empties them and starts again in the first.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from core.office.sessions import ZONE
from tui.command_lists import COMMANDS
from tui.commands import Book, Command
from tui.finding import Entry, best
from tui.session import Backing, Session

if TYPE_CHECKING:
    from textual.widget import Widget

    from tui.widgets.rows import Row

PEOPLE = ("Chánh Văn phòng", "Phó 1", "Phó 2", "Chuyên viên A", "Chuyên viên B", "Đỗ Ủy")
DUMP = Command("typing.dump", "Ghi lại", "Ghi những gì các ô đang có.", "do_dump", ("ctrl+t",), "typing")
HOME = Command("go.typing", "Mở các ô", "Các ô nhập.", opens="tests.support.typing_app:Fields")


def find(typed: str) -> Sequence[Row]:
    from tui.widgets.rows import Row

    return best(typed, ((Entry.of(name), Row(name, (name,))) for name in PEOPLE))


def fields() -> type:
    from tui.screens.base import BaseScreen
    from tui.widgets.finder import Finder
    from tui.widgets.inputs import VietInput, VietTextArea
    from tui.widgets.picker import Option, Picker
    from tui.widgets.rows import Column

    class Fields(BaseScreen):
        SCOPE = "typing"
        TITLE = "SẴN SÀNG"
        DEFAULT_CSS = "Fields Finder Rows { height: 2; }"
        taken = ""

        def body(self) -> Iterable[Widget]:
            yield VietInput(id="a")
            yield VietInput(id="b", max_length=40)
            yield VietTextArea(id="t")
            yield Picker([Option(name, name) for name in PEOPLE], id="p")
            yield Finder((Column("", share=1),), find, id="f")

        def on_finder_chosen(self, event: Finder.Chosen) -> None:
            self.taken = event.row.id

        def do_dump(self) -> None:
            a, b = self.query_one("#a", VietInput), self.query_one("#b", VietInput)
            area, picker = self.query_one("#t", VietTextArea), self.query_one("#p", Picker)
            finder = self.query_one(Finder)
            held = {
                "a": a.value,
                "b": b.value,
                "t": area.text,
                "p": picker.value,
                "f": finder.field.value,
                "taken": self.taken,
                "rows": finder.rows.row_count,
                "notices": len(self.app._notifications),
            }
            with Path(os.environ["TYPED"]).open("a") as file:
                file.write(json.dumps(held, ensure_ascii=False) + "\n")
            a.value = b.value = finder.field.value = self.taken = ""
            area.load_text("")
            picker.choose(None)
            self.app.clear_notifications()
            a.focus()

    return Fields


def __getattr__(name: str) -> object:
    if name != "Fields":
        raise AttributeError(name)
    return fields()


def session() -> Session:
    from tui.widgets.statusbar import Status

    at = datetime(2024, 3, 13, 10, 5, tzinfo=ZONE)
    return Session("cvA", lambda: at, cast("Backing", None), lambda: Status("Chuyên viên A"), home="go.typing")


def book() -> Book:
    return Book((*COMMANDS, DUMP, HOME))


if __name__ == "__main__":
    from tui.launch import run

    os.environ["TYPED"] = sys.argv[1]
    sys.exit(run(session(), book()))
