"""Facts in words: what a matter says of itself, and what an act carried, by the titles of their models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from core.office.sessions import ZONE
from core.text import number
from tui import views

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from core.law.procedure import Procedure
    from core.office.office import Office
    from tui.widgets.facts import Fact


def facts(procedure: Procedure | None, held: Any, office: Office) -> tuple[Fact, ...]:
    """Title and value of each fact that was said. Of a broken plugin's kind: as they are stored."""
    from tui.widgets.facts import Fact

    if procedure is None or isinstance(held, dict):
        return tuple(Fact(str(k), str(v)) for k, v in (held.items() if isinstance(held, dict) else ()))
    return tuple(facts_of(procedure.facts, held, office))


def carried(model: type[BaseModel] | None, payload: Mapping[str, object], office: Office) -> tuple[Fact, ...]:
    """What an act carried, as it is kept; nothing where its model no longer reads it."""
    if model is None:
        return ()
    try:
        held = model.model_validate({k: v for k, v in payload.items() if k != "late_by"})
    except Exception:  # pydantic's, or that of a plugin's validator
        return ()
    return tuple(facts_of(model, held, office))


def facts_of(model: type[BaseModel], held: Any, office: Office) -> Iterator[Fact]:
    from core.law.facts import for_itself
    from tui.widgets.facts import Fact

    for key, field in model.model_fields.items():
        value = getattr(held, key)
        said = value not in (None, "", ()) and (key in held.model_fields_set or field.is_required())
        if said and not for_itself(value, field):
            yield Fact(field.title or key, fact_text(value, field, office))


def fact_text(value: Any, field: FieldInfo, office: Office) -> str:
    """One fact in words: a half-day as a half-day, a person by name, a choice by what it is called."""
    from core.law.facts import asking
    from tui.cli.facts import fact_type

    asked, kind = asking(field), fact_type(field)
    today = office.at.astimezone(ZONE).date()
    match value:
        case bool():
            return "có" if value else "không"
        case int() if kind == "session":
            return views.session_text(value, today)
        case int() if asked.of == "matter":
            return f"việc số {value}"
        case int() | float():
            return f"{value:g}".replace(".", ",") if isinstance(value, float) else number(value)
        case datetime():
            return views.stamp(value, office.at)
        case date():
            return views.day_text(value, today)
        case tuple() if all(isinstance(part, str) for part in value):
            return ", ".join(_named(part, field, office) for part in value)
        case tuple():
            return f"{len(value)} mục"
    return (
        ", ".join(_named(part.strip(), field, office) for part in str(value).split(","))
        if asked.many
        else _named(str(value), field, office)
    )


def _named(value: str, field: FieldInfo, office: Office) -> str:
    """An id by the name of what it means."""
    from core.law.facts import asking

    asked, establishment = asking(field), office.establishment
    named = dict(asked.values)
    if value in named:
        return named[value]
    if asked.people or value in establishment.people:
        return views.whom(value, office)
    if asked.of == "field":
        return establishment.fields.get(value, value)
    if asked.of == "area":
        return establishment.areas.get(value, value)
    return views.whom(value, office) if asked.of in ("unit", "body") else value
