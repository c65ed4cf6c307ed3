"""Quy chế: the whole regulation as a tree, found by a few letters, each norm with what the program makes of it.

The search field has the keys throughout: letters search, the arrows walk and fold, Enter reads.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui.screens.pages import hint
from tui.screens.regulation_page import (
    Held,
    article_page,
    chapter_page,
    clause_page,
    general_page,
    hold,
    norm_page,
)
from tui.screens.regulation_tree import (
    ARTICLE,
    CHAPTER,
    CLAUSE,
    COLUMNS,
    NORM,
    above,
    found_rows,
    parent,
    tree_rows,
)
from tui.screens.split import Page, SplitScreen
from tui.widgets.finder import Finder, LeadInput
from tui.widgets.rows import ListSource, Row, Rows


class TreeInput(LeadInput):
    """The search field; while it is empty, left and right fold the tree."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "sideways(-1)", show=False),
        Binding("right", "sideways(1)", show=False),
    ]

    def action_sideways(self, step: int) -> None:
        if not self.value and isinstance(self.screen, RegulationScreen):
            (self.screen.fold if step < 0 else self.screen.unfold)()
        elif step < 0:
            self.action_cursor_left()
        else:
            self.action_cursor_right()


class RegulationScreen(SplitScreen):
    """`RegulationScreen()` opens the tree; `RegulationScreen("18.3/2")` opens it at a norm or clause."""

    SCOPE = "law"
    TITLE = "Quy chế"
    DEFAULT_CSS = """
    RegulationScreen LeadInput { margin: 0 1; }
    RegulationScreen.-wide #listing { width: 11fr; }
    RegulationScreen.-wide #reading { width: 9fr; }
    """

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self.held: Held | None = None
        self.unfolded: frozenset[str] = frozenset()
        self.rows = Rows(
            COLUMNS, header=False, led=True, empty=("Không thấy quy định nào.", "Thử ít chữ hơn, hoặc bỏ dấu.")
        )
        self.field = TreeInput(self.rows, self._found, "Gõ để tìm trong quy chế, có dấu hay không dấu")
        self._at = at

    def listing(self) -> Iterable[Widget]:
        yield self.field
        yield self.rows

    def on_mount(self) -> None:
        self.rows.empty = ("Đang đọc quy chế…",)
        self.refresh_data()

    def refresh_data(self) -> None:
        self.run_worker(self._load(), exclusive=True)

    async def _load(self) -> None:
        session = self.session
        self.held = await asyncio.to_thread(hold, session.house, session.clock())
        self.rows.empty = ("Không thấy quy định nào.", "Thử ít chữ hơn, hoặc bỏ dấu.")
        if self._at:
            self._open_at(self.held, self._at)
        elif not self.unfolded:
            self.unfolded = frozenset(CHAPTER + chapter.id for chapter in self.held.law.chapters)
        self._list()
        self._read(self.rows.row)

    def _open_at(self, held: Held, place: str) -> None:
        """Unfold down to a norm or clause and put the cursor there."""
        self._at = ""
        row_id = NORM + place if place in held.law.norms else CLAUSE + place
        if place in held.law.clauses and len(held.law.clauses[place].norms) == 1:
            row_id = NORM + held.law.clauses[place].norms[0].id
        self.unfolded |= above(held, row_id)
        self._list()
        self.rows.move_to(row_id)

    # The list

    def _found(self, typed: str) -> Sequence[Row]:
        if self.held is None:
            return ()
        return found_rows(self.held, typed) if typed.strip() else tree_rows(self.held, self.unfolded)

    def _list(self) -> None:
        """List anew; the cursor stays on its row."""
        self.rows.show(ListSource(self._found(self.field.value)))

    def unfold(self) -> None:
        """Open the row under the cursor; one that is open already leads to its first part."""
        row = self.rows.row
        if row is None or row.id.startswith(NORM):
            return
        if row.id in self.unfolded:
            self.rows.action_move(1)
        else:
            self.unfolded |= {row.id}
            self._list()

    def fold(self) -> None:
        """Close the row under the cursor; one that is closed leads to what it is part of."""
        row = self.rows.row
        if row is None or self.held is None:
            return
        if row.id in self.unfolded:
            self.unfolded -= {row.id}
            self._list()
        else:
            self.rows.move_to(parent(self.held, row.id))

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        self._read(event.row)

    def on_finder_chosen(self, event: Finder.Chosen) -> None:
        self._choose(event.row)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        self._choose(event.row)

    def _choose(self, row: Row) -> None:
        """Enter: a norm is read, anything else is opened or closed."""
        if row.id.startswith(NORM):
            self.show_reading()
        elif row.id in self.unfolded:
            self.fold()
        else:
            self.unfold()

    # The page

    def _read(self, row: Row | None) -> None:
        held = self.held
        if held is not None:
            self.read(page_of(held, row.id) if row else partial(general_page, held))

    # Commands

    def do_general(self) -> None:
        """What the regulation is as a whole, and how much of it the program carries."""
        if self.held is not None:
            self.read(partial(general_page, self.held))
            self.show_reading()

    def do_fold_all(self) -> None:
        """All chapters and articles closed, or all open."""
        if self.held is None:
            return
        chapters = self.held.law.chapters
        everything = {CHAPTER + c.id for c in chapters} | {ARTICLE + a.id for c in chapters for a in c.articles}
        everything |= {CLAUSE + c.id for c in self.held.law.clauses.values() if len(c.norms) > 1}
        self.unfolded = frozenset() if self.unfolded else frozenset(everything)
        self.field.value = ""
        self._list()

    def do_show_place(self) -> None:
        """From a norm that was found to its place in the tree."""
        row = self.rows.row
        if self.held is None or row is None:
            return
        self.unfolded |= above(self.held, row.id)
        self.field.value = ""
        self._list()
        self.rows.move_to(row.id)


def page_of(held: Held, row_id: str) -> Page:
    """The page of a row."""
    kind, _, name = row_id.partition(":")
    law = held.law
    match f"{kind}:":
        case "norm:":
            return partial(norm_page, held, law.norms[name])
        case "clause:":
            return partial(clause_page, held, law.clauses[name])
        case "article:":
            return partial(article_page, held, law.article(name))
        case "chapter:":
            return partial(chapter_page, held, next(c for c in law.chapters if c.id == name))
    return partial(hint, "Không có gì để đọc ở dòng này.")
