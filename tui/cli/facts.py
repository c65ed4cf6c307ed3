"""Facts of a kind of matter for people and for programs: which there are, what each may be, what a matter holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, get_args

from core.errors import UsageError
from core.law.facts import allowed, asking, for_itself, names_of, read_day, read_instant
from core.office.sessions import HALVES, day_of, label
from core.text import safe
from tui.cli.render import Json, when
from tui.cli.words import nearest

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from core.law.procedure import Procedure
    from core.office.office import Establishment

TYPE_VI = {
    "choice": "chọn một", "flag": "có/không (true, false)", "number": "số", "whole": "số nguyên",
    "session": "buổi, ngày", "day": "ngày", "instant": "giờ, ngày", "list": "danh sách", "text": "chữ",
}  # fmt: skip
ID_VI = {
    "body": "mã cơ quan (vptu bodies)", "unit": "mã bộ phận", "field": "mã lĩnh vực", "area": "mã địa bàn",
    "matter": "số việc",
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


def check_asked(procedure: Procedure, verb: str, raw: Mapping[str, object], words: str) -> None:
    """Raises UsageError with the nearest name for something an act does not carry; `words` are the command's."""
    model = procedure.asks.get(verb)
    known = names_of(model) if model is not None else {}
    for name in raw if model is not None else ():
        if name not in known:
            raise UsageError(
                f"«{words}» không có mục «{safe(name)[:60]}»{nearest(name, known)}; "
                f"các mục: {', '.join(known) or 'không có'}."
            )


def fact_type(field: FieldInfo) -> str:
    """A key of TYPE_VI."""
    if allowed(field):
        return "choice"
    kinds = list(_flat(field.annotation))
    read = any(_reads_half_days(m) for m in (*field.metadata, *kinds))
    for kind, name in ((bool, "flag"), (datetime, "instant"), (date, "day"), (tuple, "list"), (float, "number")):
        if kind in kinds:
            return name
    if int in kinds:
        return "session" if read else "whole"  # half-days are numbers that are read from words
    return "text"


def _reads_half_days(marker: Any) -> bool:
    """Half-days are numbers that are read from words; other numbers are read from digits."""
    if type(marker).__name__ != "BeforeValidator":
        return False
    try:
        return isinstance(marker.func("sáng 10/10/2024"), int)
    except Exception:  # whatever a plugin's reader makes of words it does not know
        return False


def _flat(annotation: Any) -> Iterator[Any]:
    """An annotation and everything in it, without what is inside a tuple."""
    yield getattr(annotation, "__origin__", None) if getattr(annotation, "__origin__", None) is tuple else annotation
    if getattr(annotation, "__origin__", None) is not tuple:
        for part in get_args(annotation):
            yield from _flat(part)


def described(model: type[BaseModel]) -> list[Json]:
    """Every fact of a kind, or everything an act carries, as `kinds --json` prints it."""
    return [
        {
            "name": name,
            "title": field.title or name,
            "type": fact_type(field),
            "required": field.is_required(),
            "allowed": list(allowed(field)),
            "default": None if field.is_required() else _plain(field.default, fact_type(field)),
            "shown": asking(field).shown,
        }
        for name, field in names_of(model).items()
    ]


def value_cell(field: FieldInfo) -> str:
    """What may be typed: the values of a closed list with their names, else the type."""
    if field_values := [value for value in allowed(field) if value]:
        names = dict(asking(field).values)
        return ", ".join(f"{value} ({names[value]})" if names.get(value) else value for value in field_values)
    known = "mã người" if asking(field).people else ID_VI.get(asking(field).of)
    if known is None:
        return TYPE_VI[fact_type(field)]
    known = f"danh sách {known}" if fact_type(field) == "list" or asking(field).many else known
    return f"{known} hoặc chữ" if asking(field).free else known


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
        return [_plain(item, "") for item in value]
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value


def facts_lines(procedure: Procedure | None, facts: Any, establishment: Establishment) -> list[tuple[str, str]]:
    """Title and value of each fact that was said."""
    if procedure is None or isinstance(facts, dict):
        return [(str(k), str(v)) for k, v in (facts.items() if isinstance(facts, dict) else ())]
    return [
        (field.title or name, _shown(getattr(facts, key), field, establishment))
        for key, name, field in _said(procedure, facts)
        if not for_itself(getattr(facts, key), field)
    ]


def said_lines(
    procedure: Procedure | None, verb: str, payload: Mapping[str, object], establishment: Establishment
) -> list[tuple[str, str]]:
    """What an act carried, title and value; under the names that were typed where its kind says no more of it."""
    model = procedure.asks.get(verb) if procedure else None
    known = names_of(model) if model is not None else {}
    found = []
    places = {name: n for n, name in enumerate(model.model_fields if model is not None else ())}
    for name, value in sorted(payload.items(), key=lambda item: places.get(item[0], len(places))):
        field = known.get(name) or (model.model_fields.get(name) if model is not None else None)
        if field is None:
            person = establishment.people.get(str(value))
            found.append((name, f"đồng chí {person.name} ({value})" if person else str(value)))
        elif value not in (None, "", [], False):
            found.append((field.title or name, _shown(_read(value, field), field, establishment)))
    return found


def _read(value: object, field: FieldInfo) -> Any:
    """A value as JSON keeps it, or as it was typed, as its field has it."""
    read = {"day": read_day, "instant": read_instant}.get(fact_type(field))
    if isinstance(value, str) and read is not None:
        try:
            return read(value)
        except ValueError:  # words an act was refused for
            return value
    return tuple(value) if isinstance(value, list) else value


def _shown(value: Any, field: FieldInfo, establishment: Establishment) -> str:
    match value:
        case bool():
            return "có" if value else "không"
        case int() if fact_type(field) == "session":
            return label(value)
        case int() | float():
            return f"{value:g}".replace(".", ",")
        case datetime():
            return when(value)
        case date():
            return f"{value:%d/%m/%Y}"
        case tuple() if all(isinstance(item, str) for item in value):
            return ", ".join(_shown(item, field, establishment) for item in value)
        case tuple():
            return f"{len(value)} mục"
    if fields := getattr(type(value), "model_fields", None):
        parts = ((f.title or name, getattr(value, name), f) for name, f in fields.items())
        return "; ".join(f"{t}: {_shown(v, f, establishment)}" for t, v, f in parts if v not in (None, "", ()))
    return _named(str(value), field, establishment)


def _named(value: str, field: FieldInfo, establishment: Establishment) -> str:
    """A value of a closed list by its name; an id with the name of whom it belongs to."""
    if name := dict(asking(field).values).get(value):
        return name
    for known in (establishment.people, establishment.units, establishment.bodies):
        if value in known:
            return f"{known[value].name} ({value})"
    for names in (establishment.fields, establishment.areas):
        if value in names:
            return f"{names[value]} ({value})"
    return value
