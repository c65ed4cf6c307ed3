"""Who hears of a document besides those whose turn it is: the new responsible person, and whom it reaches inside."""

from __future__ import annotations

from collections.abc import Iterator

from core.extension.hookspecs import Event, Notice

from .facts import Outgoing


def told(event: Event) -> Iterator[Notice]:
    """«Đồng chí chịu trách nhiệm chính …» on being named; «Đã phát hành …» to recipients of the Office itself."""
    facts = event.facts
    if event.kind != "document" or not isinstance(facts, Outgoing) or facts.secret:
        return
    named = event.step in ("designate", "hand_over") or event.act == "open"
    if named and facts.responsible not in (None, event.by):
        yield Notice(facts.responsible or "", f"Đồng chí chịu trách nhiệm chính: {event.heading}.", ("1.3/2",))
    if event.step == "issue" and event.act == "take":
        for person in facts.inside:
            if person not in (event.by, facts.responsible):
                yield Notice(person, f"Văn bản gửi đồng chí: {event.heading}.", ("R-4",))
