"""What pages of the detail are made of: titles, headings, items and quotations, laid out for a width."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from core.text import width
from tui.widgets.facts import Fact, facts_lines
from tui.widgets.paper import beside, folded, tinted

BLANK = Content("")
Lines = list[Content]


def title(text: str, room: int, aside: str = "") -> Lines:
    """The page's title; `aside`, an id, stands at the end of its first line where there is room."""
    first, *more = folded(text, room - width(aside) - 1 if aside else room)
    head = beside(tinted(first, "accent", "bold"), tinted(aside, "faint"), room)
    return [head, *(tinted(line, "accent", "bold") for line in more)]


def heading(text: str) -> Lines:
    """A heading with the blank line before it."""
    return [BLANK, tinted(text, "primary", "bold")]


def words(text: str, room: int, tone: str = "", extra: str = "", indent: int = 0) -> Lines:
    """A paragraph."""
    return [Content.assemble(" " * indent, tinted(line, tone, extra)) for line in folded(text, room - indent)]


def item(sign: str, text: str, room: int, tone: str = "accent", of: str = "") -> Lines:
    """A sign and a paragraph beside it; `of` is the paragraph's own tone."""
    first, *more = folded(text, room - 4)
    lead = Content.assemble("  ", tinted(sign, tone), " ", tinted(first, of))
    return [lead, *(Content.assemble("    ", tinted(line, of)) for line in more)]


def note(text: str, room: int, tone: str = "faint") -> Lines:
    """What stands under an item."""
    return words(text, room, tone, indent=4)


def pairs(facts: Iterable[Fact], room: int) -> Lines:
    """Names and values; those without a value are left out."""
    return facts_lines([fact for fact in facts if fact.value], room)


def quotation(text: str, room: int) -> Lines:
    """Somebody else's words, marked by a bar at their side."""
    lines = [line for part in text.split("\n") for line in folded(part, room - 4)]
    return [Content.assemble("  ", tinted("▎", "primary"), " ", tinted(line)) for line in lines]


def hint(text: str, room: int) -> Lines:
    """What to do next, under everything else."""
    return [BLANK, *words(text, room, "muted")]
