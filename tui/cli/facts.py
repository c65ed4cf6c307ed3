"""Facts of a kind of matter for people and for programs: which there are, what each may be, what a matter holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, get_args

from core.errors import UsageError
from core.law.facts import allowed, names_of
from core.office.sessions import HALVES, day_of, label
from core.text import safe
from tui.cli.render import Json, when
from tui.cli.words import nearest

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from core.law.procedure import Procedure
    from core.office.office import Establishment

TYPE_VI = {
    "choice": "chọn một", "flag": "có/không (true, false)", "number": "số", "whole": "số nguyên",
    "session": "buổi, ngày", "day": "ngày", "instant": "giờ, ngày", "list": "danh sách", "text": "chữ",
}  # fmt: skip


def check_names(procedure: Procedure, raw: Mapping[str, object]) -> None:
    """Raises UsageError with the nearest name for a fact the kind does not have."""
    known = names_of(procedure.facts)
    for name in raw:
        if name not in known:
            raise UsageError(
                f"Việc «{procedure.kind}» không có thông tin «{safe(name)[:60]}»{nearest(name, known)}; "
                f"các thông tin: {', '.join(known)}."
            )


def fact_type(field: FieldInfo) -> str:
    """A key of TYPE_VI."""
    if allowed(field):
        return "choice"
    kinds = list(_flat(field.annotation))
    read = any(type(m).__name__ == "BeforeValidator" for m in (*field.metadata, *(k for k in kinds)))
    for kind, name in ((bool, "flag"), (datetime, "instant"), (date, "day"), (tuple, "list"), (float, "number")):
        if kind in kinds:
            return name
    if int in kinds:
        return "session" if read else "whole"  # half-days are numbers that are read from words
    return "text"


def _flat(annotation: Any) -> Iterator[Any]:
    """An annotation and everything in it, without what is inside a tuple."""
    yield getattr(annotation, "__origin__", None) if getattr(annotation, "__origin__", None) is tuple else annotation
    if getattr(annotation, "__origin__", None) is not tuple:
        for part in get_args(annotation):
            yield from _flat(part)


def described(procedure: Procedure) -> list[Json]:
    """Every fact of a kind, as `kinds --json` prints it."""
    return [
        {
            "name": name,
            "title": field.title or name,
            "type": fact_type(field),
            "required": field.is_required(),
            "allowed": list(allowed(field)),
            "default": None if field.is_required() else _plain(field.default, fact_type(field)),
        }
        for name, field in names_of(procedure.facts).items()
    ]


def facts_json(procedure: Procedure | None, facts: Any) -> Json:
    """The facts that were said, in a form that can be typed again. Of a broken plugin's kind: as they are stored."""
    if procedure is None or isinstance(facts, dict):
        return dict(facts) if isinstance(facts, dict) else {}
    return {name: _plain(getattr(facts, key), fact_type(field)) for key, name, field in _said(procedure, facts)}


def _said(procedure: Procedure, facts: Any) -> Iterator[tuple[str, str, FieldInfo]]:
    """Attribute, name and field of each fact that has a value."""
    for key, field in procedure.facts.model_fields.items():
        if getattr(facts, key, None) not in (None, "", ()) and (key in facts.model_fields_set or field.is_required()):
            yield key, field.alias or key, field


def _plain(value: Any, kind: str) -> object:
    if kind == "session" and isinstance(value, int):
        return f"{day_of(value).isoformat()} {HALVES[value % 2]}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [item.model_dump(mode="json") if hasattr(item, "model_dump") else item for item in value]
    return value


def facts_lines(procedure: Procedure | None, facts: Any, establishment: Establishment) -> list[tuple[str, str]]:
    """Title and value of each fact that was said."""
    if procedure is None or isinstance(facts, dict):
        return [(str(k), str(v)) for k, v in (facts.items() if isinstance(facts, dict) else ())]
    return [
        (field.title or name, _shown(getattr(facts, key), fact_type(field), establishment))
        for key, name, field in _said(procedure, facts)
    ]


def _shown(value: Any, kind: str, establishment: Establishment) -> str:
    match value:
        case bool():
            return "có" if value else "không"
        case int() if kind == "session":
            return label(value)
        case int() | float():
            return f"{value:g}".replace(".", ",")
        case datetime():
            return when(value)
        case date():
            return f"{value:%d/%m/%Y}"
        case tuple():
            return f"{len(value)} mục"
        case str() if value in establishment.people:
            return f"{establishment.people[value].name} ({value})"
    return str(value)
