"""Who learns at once of what came in or was passed on: the responsible person, and the leader a report is late with."""

from __future__ import annotations

from collections.abc import Iterator

from core.extension.hookspecs import Event, Notice

from .coordination.contents import CONTENTS
from .coordination.facts import Coordination
from .ward_report.facts import WardReport

TELLS = ("inform_deputy", "inform_head")


def told(event: Event) -> Iterator[Notice]:
    facts = event.facts
    if isinstance(facts, Coordination) and facts.answer is not None and event.step == "answer":
        yield from _answered(event, facts)
    if isinstance(facts, WardReport) and event.act in TELLS and facts.told:
        last = facts.told[-1]
        if last.to and last.to != event.by:
            cite = "11.3/1" if last.level == "deputy" else "4.3-3"
            yield Notice(last.to, f"{event.heading}: {last.says}", (cite, "21.1/1"))


def _answered(event: Event, facts: Coordination) -> Iterator[Notice]:
    """To whoever answers for the matter, unless he wrote it down himself."""
    assert facts.answer is not None
    if facts.responsible != event.by:
        text = f"Đã có trả lời: {event.heading}. {facts.answer.says}"
        yield Notice(facts.responsible, text, CONTENTS[facts.content].norms[:1])
