"""Who learns at once: whoever was given a task, whoever must decide on a change, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator

from core.extension.hookspecs import Event, Notice

from .task.facts import Task


def told(event: Event) -> Iterator[Notice]:
    """Nobody is told what he did himself."""
    facts = event.facts
    if isinstance(facts, Task):
        yield from (notice for notice in _of_task(event, facts) if notice.person not in ("", event.by))


def _of_task(event: Event, facts: Task) -> Iterator[Notice]:
    who, heading = facts.responsible, event.heading
    match event.act:
        case "open":
            yield Notice(who, f"Đồng chí được giao việc: {heading}; hạn {facts.due:%d/%m/%Y}.", ("1.3/2",))
        case "hand_over":
            yield Notice(who, f"Đồng chí được giao tiếp việc: {heading}; hạn vẫn là {facts.due:%d/%m/%Y}.", ("1.3/2",))
        case "propose" if facts.proposal is not None:
            yield Notice(facts.proposal.to, f"Đề nghị đổi: {heading}. {facts.proposal.reason}", ("8.3/2",))
        case "reschedule" if facts.moved:
            yield Notice(who, f"Đã đổi: {heading}; hạn {facts.due:%d/%m/%Y}. {facts.moved[-1].reason}", ("8.3/2",))
        case "keep":
            yield Notice(who, f"Giữ nguyên, không đổi: {heading}; hạn {facts.due:%d/%m/%Y}.", ("8.3/2",))
        case "urge" if facts.urged:
            yield Notice(who, f"Đôn đốc: {heading}. {facts.urged[-1].says}", ("8.4/1",))
        case _:
            return
