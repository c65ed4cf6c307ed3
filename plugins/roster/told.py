"""Who is on duty learns of it at once: when the roster is closed, and when shifts have changed (18.u1/2)."""

from __future__ import annotations

from collections.abc import Iterator

from core.extension.hookspecs import Event, Notice

from .days import label
from .facts import Roster
from .need import ROLE_VI


def told(event: Event) -> Iterator[Notice]:
    """To each person his own days."""
    facts = event.facts
    if not isinstance(facts, Roster) or not (event.effective or event.act == "swap"):
        return
    heading = event.heading[:1].lower() + event.heading[1:]
    why = f"Đã chốt {heading}" if event.effective else f"Có đổi ca trong {heading}"
    for person in sorted({row.person for row in facts.rows}):
        days = ", ".join(f"{label(r.day)} ({ROLE_VI[r.role]})" for r in facts.rows if r.person == person)
        yield Notice(person, f"{why}. Đồng chí trực: {days}.", ("18.u1/2",))
