"""A book as a spreadsheet on a disk of the person's own – only where the account on this machine is his."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from core.errors import VptuError
from core.text import number, safe
from tui.registers import BookSource, table_columns, table_row
from tui.screens.base import Dialog
from tui.widgets.buttons import Action, ActionBar
from tui.widgets.entries import FormInput
from tui.widgets.paper import tinted

if TYPE_CHECKING:
    from datetime import datetime

    from tui.session import Session


class TakeOutBook(Dialog[str]):
    """`TakeOutBook(session, source)` answers with what was written, in words."""

    DEFAULT_CSS = """
    TakeOutBook { align: center middle; }
    TakeOutBook #said { padding: 0; }
    TakeOutBook ActionBar { margin-top: 1; padding: 0; }
    """

    def __init__(self, session: Session, source: BookSource) -> None:
        super().__init__()
        self.session, self.source, self.busy = session, source, False

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = f"Xuất {self.source.book.title}"
            box.border_subtitle = "Esc thôi"
            yield Static("Ghi những dòng đang lọc ra tệp nào trên máy này?", markup=False)
            yield FormInput(max_length=1000)
            yield Static("", id="said", markup=False)
            yield ActionBar((Action("yes", "Ghi ra tệp"), Action("no", "Thôi")))

    def on_mount(self) -> None:
        field = self.query_one(FormInput)
        field.value = f"~/so-{self.source.book.id}-{self.source.today:%Y-%m-%d}.xlsx"
        field.focus()

    def on_action_bar_taken(self, event: ActionBar.Taken) -> None:
        event.stop()
        if event.action.id == "no":
            self.dismiss(None)
        elif not self.busy:
            self.busy = True
            self._say("Đang ghi…", "muted")
            self.run_worker(self._write(self.query_one(FormInput).value.strip()), exclusive=True)

    def _say(self, text: str, tone: str) -> None:
        self.query_one("#said", Static).update(tinted(text, tone))

    async def _write(self, typed: str) -> None:
        try:
            said = await asyncio.to_thread(taken_out, self.source, Path(typed), self.session.clock())
        except (VptuError, RuntimeError) as error:  # ~somebody who is nobody
            self._say(str(error), "bad")
        else:
            self.dismiss(said)
        finally:
            self.busy = False


def taken_out(source: BookSource, path: Path, at: datetime) -> str:
    """Write the rows that are looked at, over nothing that is there. In a thread."""
    from core.extension.registry import resolve
    from tui.cli.files import write

    book, path = source.book, path.expanduser()
    rows = [table_row(row, book, source.printed(row)) for row in source.every()]
    data: bytes = resolve(book.exporter)(book.title, table_columns(book), rows, at=at)
    write(path, data, force=False)
    return f"Đã ghi {number(len(rows))} số ra «{safe(str(path))}»."
