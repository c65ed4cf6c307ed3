"""Routes and acts as JSON: what a matter was given is kept as it was, and read back without the plugin that made it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from core.law.route import Holder, Route, Step

_DEFAULTS = {f.name: f.default for f in fields(Step)}
_HOLDERS = ("holders", "recorders")
_ONE = ("giver", "mandate")


def route_to_json(route: Route) -> str:
    return json.dumps(
        [[_step_out(s) for s in stage] for stage in route.stages], ensure_ascii=False, separators=(",", ":")
    )


def route_from_json(text: str) -> Route:
    return Route.of(tuple(_step_in(s) for s in stage) for stage in json.loads(text))


def step_titles(text: str) -> dict[str, str]:
    """What happens in each step of a stored route, by step id: for lists, which need no more of it."""
    return {step["id"]: step["title"] for stage in json.loads(text) for step in stage}


def _step_out(step: Step) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name, default in _DEFAULTS.items():
        value = getattr(step, name)
        if value == default:
            continue
        if name in _HOLDERS:
            value = [str(h) for h in value]
        elif name in _ONE:
            value = str(value)
        elif name == "lapses":
            value = value.isoformat()
        out[name] = value
    return out


def _step_in(raw: Mapping[str, Any]) -> Step:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in raw.items() if k in _DEFAULTS}
    for name in _HOLDERS:
        if name in raw:
            values[name] = tuple(map(holder, raw[name]))
    for name in _ONE:
        if name in raw:
            values[name] = holder(raw[name])
    if "lapses" in raw:
        values["lapses"] = date.fromisoformat(raw["lapses"])
    return Step(**values)


def holder(token: str) -> Holder:
    """`unit:luu_tru` -> Holder."""
    relation, _, of = token.partition(":")
    return Holder(relation, of)


def instant(text: str) -> datetime:
    """A stored UTC instant, aware."""
    return datetime.fromisoformat(text)


def facts_to_json(facts: Any) -> str:
    """The facts as they were validated, without what was never said."""
    text: str = facts.model_dump_json(by_alias=True, exclude_unset=True)
    return text
