"""Who hears of an assignment: the one person responsible (1.3/2), also where the first step is somebody else's."""

from __future__ import annotations

from collections.abc import Iterator

from core.extension.hookspecs import Event, Notice

from .facts import Incoming

_ASSIGNED = {"take": "assign", "reassign": "reassign", "complete": "complete"}
"""The act on record -> the step with which it names somebody."""


def told(event: Event) -> Iterator[Notice]:
    """«Đồng chí chịu trách nhiệm chính: Văn bản đến số 12 …, hạn 15/10/2024.»"""
    if event.kind != "incoming" or not isinstance(event.facts, Incoming):
        return
    document = event.facts
    if _ASSIGNED.get(event.act) == event.step and document.responsible not in ("", event.by):
        until = f", hạn {document.deadline:%d/%m/%Y}" if document.deadline else ""
        yield Notice(document.responsible, f"Đồng chí chịu trách nhiệm chính: {event.heading}{until}.", ("1.3/2",))
