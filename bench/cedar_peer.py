"""Điều 18 for Cedar: the policies of `leave.cedar`, people and groups as entities, the request's facts as context.

Policies and entities are parsed once. Entity ids go in as structures, which is faster than text, and contexts as dicts,
the form its documentation prefers; each action's context holds what its policies read and nothing more.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from core.office.office import Establishment, Rank

from .offices import ARCHIVE, CLERICAL, SECRETARY
from .questions import STEPS, Attributes

POLICIES = Path(__file__).with_name("leave.cedar")
BATCH = 200
"""Requests per call: the questions of one moment. One huge batch is slower."""
_CONTEXT: Mapping[str, tuple[str, ...]] = {
    "open": ("way", "own_half_days", "kind", "late", "phoned", "acting"),
    "form": ("done", "half_days", "way"),
    "phone": ("done", "half_days", "way", "acting"),
    "consent:deputy": ("done", "half_days", "way", "away"),
    "consent:head": ("done", "half_days", "way", "acting"),
    "report:head": ("done", "half_days", "acting"),
    "consent:standing": ("done", "half_days", "acting"),
    "consent:standing_deputy_secretary": ("done", "half_days", "way"),
    "inform:deputies": ("done",),
    "name": ("done", "half_days", "acting", "named"),
    "start": ("done", "half_days", "acting", "named", "begun"),
    "late_form": ("done", "half_days", "way", "acting", "named"),
    "file": ("done", "half_days", "way", "acting", "named"),
}


class Engine(NamedTuple):
    policies: Any
    entities: Any


def engine(office: Establishment) -> Engine:
    import cedarpy

    entities = cedarpy.Entities.from_json_str(json.dumps(list(_entities(office))))
    return Engine(cedarpy.PolicySet.from_str(POLICIES.read_text(encoding="utf-8")), entities)


def texts(office: Establishment) -> tuple[str, list[dict[str, Any]]]:
    """Policies and entities in the form its documentation passes them."""
    return POLICIES.read_text(encoding="utf-8"), list(_entities(office))


def as_documented(made: tuple[str, list[dict[str, Any]]], requests: Sequence[dict[str, Any]]) -> list[bool]:
    import cedarpy

    policies, entities = made
    return [cedarpy.is_authorized(request, policies, entities).allowed for request in requests]


def batched(made: Engine, requests: Sequence[dict[str, Any]]) -> list[bool]:
    import cedarpy

    answers: list[bool] = []
    for n in range(0, len(requests), BATCH):
        found = cedarpy.is_authorized_batch(requests[n : n + BATCH], made.policies, made.entities)
        answers += [answer.allowed for answer in found]
    return answers


def singly(made: Engine, requests: Sequence[dict[str, Any]]) -> list[bool]:
    import cedarpy

    return [cedarpy.is_authorized(request, made.policies, made.entities).allowed for request in requests]


def requests(asked: Sequence[Attributes]) -> list[dict[str, Any]]:
    return [
        {
            "principal": _person(a.by),
            "action": {"type": "Action", "id": a.act},
            "resource": _person(a.applicant),
            "context": _context(a),
        }
        for a in asked
    ]


def _context(a: Attributes) -> dict[str, Any]:
    found: dict[str, Any] = {"running": a.running}
    for name in _CONTEXT[a.act]:
        match name:
            case "acting":
                found[name] = _reference(a.acting)
            case "away":
                found[name] = [_reference(deputy) for deputy in a.away]
            case "done":
                found[name] = list(a.done)
            case _:
                found[name] = getattr(a, name)
    return found


def _entities(office: Establishment) -> Iterator[dict[str, Any]]:
    groups = {str(office.head): ["head", "leaders"], SECRETARY: ["secretary"]}
    groups |= {p: ["deputies", "leaders", "recorders"] for p in office.deputies}
    groups |= {p: ["clerical", "leaders", "recorders"] for p in office.members[CLERICAL]}
    groups |= {p: ["archive"] for p in office.members[ARCHIVE]}
    for person in office.people.values():
        in_charge = office.deputy_of_unit.get(person.unit or "", "nobody")
        yield {
            "uid": _person(person.id),
            "attrs": {"group": _group(person.rank, person.unit, office), "in_charge": _reference(in_charge)},
            "parents": [{"type": "Group", "id": group} for group in groups.get(person.id, ())],
        }
    for group in sorted({g for found in groups.values() for g in found}):
        yield {"uid": {"type": "Group", "id": group}, "attrs": {}, "parents": []}
    for act in (*STEPS, "open", "start", "decision"):
        decides = act.startswith(("consent:", "report:"))
        parents = [{"type": "Action", "id": "decision"}] if decides else []
        yield {"uid": {"type": "Action", "id": act}, "attrs": {}, "parents": parents}


def _group(rank: Rank, unit: str | None, office: Establishment) -> str:
    if rank in (Rank.SPECIALIST, Rank.STAFF):
        return "direct" if office.units[unit or ""].under_head else "staff"
    return rank.value


def _person(person: str) -> dict[str, str]:
    return {"type": "Person", "id": person}


def _reference(person: str) -> dict[str, dict[str, str]]:
    return {"__entity": _person(person)}
