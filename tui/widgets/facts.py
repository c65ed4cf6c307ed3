"""Names and values side by side: what a matter, a person or a parameter says about itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from core.text import width
from tui.widgets.paper import Paper, folded, tinted


class Fact(NamedTuple):
    label: str
    value: str
    tone: str = ""
    note: str = ""
    """Stands behind the value, muted: a clause, a source."""


def facts_lines(facts: Sequence[Fact], room: int) -> list[Content]:
    """Labels in a column of their own, values wrapped beside it."""
    wide = min(max((width(f.label) for f in facts), default=0), max(10, room // 3))
    lines: list[Content] = []
    for fact in facts:
        values = folded(fact.value or "–", room - wide - 2)
        labels = folded(fact.label, wide)
        for n in range(max(len(values), len(labels))):
            label = labels[n] if n < len(labels) else ""
            value = tinted(values[n], fact.tone) if n < len(values) else Content("")
            lines.append(Content.assemble(tinted(label + " " * (wide - width(label) + 2), "muted"), value))
        lines += [
            tinted(" " * (wide + 2) + line, "faint")
            for line in (folded(fact.note, room - wide - 2) if fact.note else [])
        ]
    return lines


class FactsPanel(Paper):
    """`FactsPanel([Fact("Người nghỉ", "Chuyên viên A"), …])`; `show` changes the facts in place."""

    def __init__(self, facts: Sequence[Fact] = (), *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.facts = tuple(facts)

    def show(self, facts: Sequence[Fact]) -> None:
        """Show other facts."""
        self.facts = tuple(facts)
        self.refresh(layout=True)

    def laid_out(self, room: int) -> list[Content]:
        return facts_lines(self.facts, room)
