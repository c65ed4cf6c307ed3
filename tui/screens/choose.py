"""Choose one of some things by typing a few letters; what cannot be chosen stays in sight and says why not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical

from tui.finding import Entry, best
from tui.screens.base import Dialog
from tui.widgets.finder import Finder
from tui.widgets.rows import Cell, Column, Row


class Offer(NamedTuple):
    id: str
    label: str
    hint: str = ""
    why: str = ""
    """Why it cannot be done; choosing it is answered all the same, so that a ruling can be shown."""


class Choose(Dialog[str]):
    """`Choose("Xếp ai?", offers)` answers with the id of an offer, None when closed."""

    DEFAULT_CSS = """
    Choose { align-horizontal: center; }
    Choose .box { margin-top: 2; width: 84; }
    Choose Finder Rows { height: 15; }
    """

    def __init__(self, title: str, offers: Sequence[Offer], *, note: str = "") -> None:
        super().__init__()
        self.heading, self.note = title, note
        self._entries = [(Entry.of(o.label, o.hint), self._row(o)) for o in offers]

    @staticmethod
    def _row(offer: Offer) -> Row:
        if offer.why:
            return Row(offer.id, (f"× {offer.label}", Cell(offer.why, "faint")), "faint")
        return Row(offer.id, (offer.label, Cell(offer.hint, "muted")))

    def compose(self) -> ComposeResult:
        columns = (Column("", share=3, least=16), Column("", share=4, hide_below=48))
        with Vertical(classes="box") as box:
            box.border_title = self.heading
            box.border_subtitle = "Enter chọn · Esc thôi"
            yield Finder(columns, lambda typed: best(typed, self._entries), placeholder=self.note or "Gõ để tìm")

    def on_finder_chosen(self, event: Finder.Chosen) -> None:
        event.stop()
        self.dismiss(event.row.id)
