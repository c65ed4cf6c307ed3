"""A numbered book, as the plugin that keeps it describes it: what stands in it, how a number looks, who keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from core.law.regulation import Law
from core.law.route import Step
from core.law.ruling import Objection


@dataclass(frozen=True, slots=True)
class Book:
    """A family of registers: one sequence for each body, type and term."""

    id: str
    title: str
    bodies: Mapping[str, str]
    types: Mapping[str, str]
    """Type -> what it is called."""
    term: Callable[[Law, date], str]
    """The term whose sequence a day belongs to."""
    keeper: Callable[[Law], Step]
    """Who may reserve, void, begin and take over numbers, and by which norm."""
    printed: Callable[[str, str, int, date], str]
    """Body, type, number, day -> «12-CV/VPTU»."""
    columns: tuple[tuple[str, str], ...] = ()
    """What the book says of a number: key in its data, title."""
    worded: Callable[[bool, str], Objection | None] = lambda secret, words: None
    """May this reason be put on record – with the number of a secret item, or with any other?"""
    importer: str = ""
    """`module:function` that reads a table kept elsewhere: function(name, data, *, desk, at), imported on first use."""
    exporter: str = ""
    """`module:function` that writes a table: function(title, columns, rows, at) -> bytes of an .xlsx."""


class Report(NamedTuple):
    """What an inspection asks of one register."""

    first: int
    last: int
    missing: tuple[int, ...]
    """Numbers the counter passed and nobody holds: there should be none."""
    beyond: tuple[int, ...]
    """Numbers outside what the counter counted: there should be none."""
    reserved: tuple[int, ...]
    void: tuple[int, ...]


def book_of(books: Iterable[Book], body: str, type: str) -> Book | None:
    """The book in which a body's documents of a type stand."""
    return next((book for book in books if body in book.bodies and type in book.types), None)
