"""The regulation as rows: chapters, articles, clauses and norms that fold, or the norms in which words were found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from rich.text import Text

from core.law.citation import place
from core.text import fold, safe, words_key
from tui.screens.regulation_words import STATES
from tui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from core.law.provisions import Article, Chapter, Clause, Norm
    from tui.screens.regulation_page import Held

CHAPTER, ARTICLE, CLAUSE, NORM = "chapter:", "article:", "clause:", "norm:"
"""What a row's id begins with; the rest is the id in the regulation."""
COLUMNS: Final = (Column("Điều, khoản", share=1, least=30), Column("", width=8, align="right"))


def tree_rows(held: Held, unfolded: frozenset[str]) -> list[Row]:
    """The tree as far as it is unfolded."""
    return [row for chapter in held.law.chapters for row in _chapter(held, chapter, unfolded)]


def parent(held: Held, row_id: str) -> str:
    """The row above in the tree; "" for a chapter."""
    kind, _, name = row_id.partition(":")
    if f"{kind}:" == NORM:
        clause = held.law.clauses[held.law.norms[name].clause]
        return CLAUSE + clause.id if len(clause.norms) > 1 else ARTICLE + _article_of(clause.id)
    if f"{kind}:" == CLAUSE:
        return ARTICLE + _article_of(name)
    if f"{kind}:" == ARTICLE:
        return next(CHAPTER + c.id for c in held.law.chapters if any(a.id == name for a in c.articles))
    return ""


def above(held: Held, row_id: str) -> frozenset[str]:
    """Everything that must be unfolded for a row to be seen."""
    found: list[str] = []
    while row_id := parent(held, row_id):
        found.append(row_id)
    return frozenset(found)


def _article_of(clause: str) -> str:
    where = place(clause)
    assert where is not None, clause
    return where.article


def _sign(row_id: str, unfolded: frozenset[str]) -> str:
    return "▾" if row_id in unfolded else "▸"


def _chapter(held: Held, chapter: Chapter, unfolded: frozenset[str]) -> Iterator[Row]:
    row_id = CHAPTER + chapter.id
    name = chapter.label if chapter.label == chapter.title else f"{chapter.label}. {chapter.title}"
    yield Row(row_id, (Cell(f"{_sign(row_id, unfolded)} {name}", "primary"), _carried(held, chapter.articles)))
    if row_id in unfolded:
        for article in chapter.articles:
            yield from _article(held, article, unfolded)


def _article(held: Held, article: Article, unfolded: frozenset[str]) -> Iterator[Row]:
    row_id = ARTICLE + article.id
    head = f"  {_sign(row_id, unfolded)} {article.cite}. {article.title}"
    yield Row(row_id, (head, _carried(held, (article,))), "strong")
    if row_id in unfolded:
        for clause in article.clauses:
            yield from _clause(held, clause, unfolded)


def _carried(held: Held, articles: Sequence[Article]) -> Cell:
    """«✔ 9/12»: of how many norms the program carries how many; nothing where it carries none."""
    states = [held.state(norm) for article in articles for clause in article.clauses for norm in clause.norms]
    carried = sum(state in ("enforced", "carried") for state in states)
    return Cell(f"✔ {carried}/{len(states)}" if carried else "", "good")


def _clause(held: Held, clause: Clause, unfolded: frozenset[str]) -> Iterator[Row]:
    """A clause with one norm is that norm; with several it folds."""
    where = place(clause.id)
    deep = "      " if where and where.item and (where.dash or where.letter) else "    "
    if len(clause.norms) == 1:
        yield _norm(held, clause.norms[0], f"{deep}{label(clause)}: ")
        return
    row_id = CLAUSE + clause.id
    yield Row(row_id, (f"{deep}{_sign(row_id, unfolded)} {label(clause)}, {len(clause.norms)} quy định", ""))
    if row_id in unfolded:
        for norm in clause.norms:
            yield _norm(held, norm, f"{deep}    ")


def label(clause: Clause) -> str:
    """«Khoản 3», «gạch 2» within the article; the whole citation where the article has no parts."""
    parts = clause.cite.split(", ")[1:]
    where = place(clause.id)
    if where and where.item and (where.dash or where.letter):
        return parts[-1].replace("gạch đầu dòng", "gạch")
    name = ", ".join(parts).replace("gạch đầu dòng", "gạch") or "Lời dẫn"
    return name[:1].upper() + name[1:]


def _norm(held: Held, norm: Norm, lead: str) -> Row:
    state = STATES[held.state(norm)]
    text = Text(lead, style="bold").append(safe(norm.summary), style="not bold")
    return Row(NORM + norm.id, (text, Cell(state.sign, state.tone)))


# Search


def found_rows(held: Held, typed: str) -> list[Row]:
    """The norms in which each typed word begins a word, with what was typed underlined."""
    wanted = words_key(typed).split()
    return [_found(held, norm, wanted) for norm in held.law.search(typed)]


def _found(held: Held, norm: Norm, wanted: Sequence[str]) -> Row:
    state = STATES[held.state(norm)]
    text = Text(f"{norm.cite}: ", style="bold").append(safe(norm.summary), style="not bold")
    for start, end in matches(text.plain, wanted):
        text.stylize("underline", start, end)
    return Row(NORM + norm.id, (text, Cell(state.sign, state.tone)))


def matches(text: str, wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the beginnings of words are that were typed, accents aside."""
    key = fold(text)
    if len(key) != len(text):  # a letter that folds to more than one: then nothing is marked
        return
    for word in wanted:
        for found in re.finditer(rf"(?<![a-z0-9]){re.escape(word)}", key):
            yield found.span()
