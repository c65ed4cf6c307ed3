"""From what a person typed to a procedure's validated facts, with errors a clerk can act on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from core.errors import UsageError, VptuError
from core.office.holidays import FIRST_YEAR, LAST_YEAR
from core.office.sessions import ZONE, session
from core.text import fold, nfc, tidy

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

MAX_TEXT, MAX_LONG_TEXT = 4_000, 20_000
"""Longest text a single fact may hold, in characters; the second where it is asked for on several lines."""

_HALF = {"sang": 0, "s": 0, "am": 0, "chieu": 1, "c": 1, "pm": 1}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_LOCAL = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True, slots=True)
class Asking:
    """How a form asks for a fact. Stands in the fact's annotation: `Annotated[str, Asking(people="office")]`."""

    people: Literal["", "office", "anybody"] = ""
    """The value is somebody's id: of the Office only, or also of the leaders outside it."""
    values: tuple[tuple[str, str], ...] = ()
    """What the values of a closed list are called."""
    only_if: tuple[str, str | tuple[str, ...]] | None = None
    """Asked for only where another fact has this value, or one of these."""
    shown: bool = True
    """False for what is asked beforehand only, and never of who opens a matter."""
    of: Literal["", "unit", "field", "area", "body", "matter"] = ""
    """The value is the id of something the office knows: a unit, a field, an area, a body, another matter."""
    bodies: tuple[str, ...] = ()
    """Of bodies: those of these kinds only."""
    many: bool = False
    """Several of them: a tuple, or ids between commas."""
    free: bool = False
    """Plain words will do as well as an id."""
    long: bool = False
    """Words of several lines, kept as they were typed."""
    mine: bool = False
    """Begins with the person who fills in the form, or with his unit."""


def read_day(text: str) -> date:
    """`2024-10-10` or `10/10/2024`. Raises `ValueError` in Vietnamese."""
    found = _ISO.fullmatch(text.strip())
    parts = found.groups() if found else None
    if parts is None and (local := _LOCAL.fullmatch(text.strip())):
        parts = local.groups()[::-1]
    if parts is None:
        raise ValueError(f"«{text}» không phải ngày; viết như 10/10/2024 hoặc 2024-10-10")
    try:
        day = date(*map(int, parts))
    except ValueError:
        raise ValueError(f"«{text}» không có trong lịch") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"«{text}» nằm ngoài lịch của chương trình (năm {FIRST_YEAR} – {LAST_YEAR})")
    return day


def read_session(value: object, *, half: int) -> object:
    """A half-day: `sáng 10/10/2024`, `10/10/2024 chiều`, `2024-10-10` (then `half` decides). Units: session number.

    Raises `ValueError` in Vietnamese for a day or a session that does not exist.
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return session(value, half)
    if not isinstance(value, str):
        return value
    if value.strip().isdigit():
        raise ValueError(f"«{value}» không phải ngày; viết như 10/10/2024 hoặc 2024-10-10")
    words = nfc(value).replace(",", " ").split()
    days = [w for w in words if w[:1].isdigit()]
    halves = [w for w in words if not w[:1].isdigit() and fold(w) not in ("buoi", "ngay")]
    if len(days) != 1 or len(halves) > 1:
        raise ValueError(f"«{value}» không rõ; viết như «sáng 10/10/2024»")
    if halves and fold(halves[0]) not in _HALF:
        raise ValueError(f"không có buổi «{halves[0]}»; chỉ có sáng và chiều")
    return session(read_day(days[0]), _HALF[fold(halves[0])] if halves else half)


def read_instant(value: object) -> object:
    """`2024-05-06 07:10`, `07:10 06/05/2024`, or ISO 8601; local time where no zone is given."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        words = text.replace("T", " ").split()
        hour = next((w for w in words if ":" in w), None)
        day = next((w for w in words if ":" not in w), None)
        if hour is None or day is None or len(words) != 2:
            raise ValueError(f"«{value}» không phải thời điểm; viết như 07:10 06/05/2024") from None
        h, _, m = hour.partition(":")
        if not (h.isdigit() and m.isdigit() and int(h) < 24 and int(m) < 60):
            raise ValueError(f"«{hour}» không phải giờ; viết như 07:10") from None
        d = read_day(day)
        found = datetime(d.year, d.month, d.day, int(h), int(m))
    return found if found.tzinfo else found.replace(tzinfo=ZONE)


def names_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Facts by the name a person types: the alias where there is one."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def allowed(field: FieldInfo) -> tuple[str, ...]:
    """The values a fact may take, where they are a closed list."""
    return tuple(str(v) for literal in _literals(field.annotation) for v in get_args(literal))


def _literals(kind: Any) -> Iterator[Any]:
    """The closed lists in an annotation, also inside `Annotated[…] | None`."""
    if get_origin(kind) is Literal:
        yield kind
        return
    for inner in get_args(kind):
        if get_args(inner):
            yield from _literals(inner)


def asking(field: FieldInfo) -> Asking:
    """How a form asks for a fact."""
    return next((m for m in field.metadata if isinstance(m, Asking)), Asking())


def for_itself(value: object, field: FieldInfo) -> bool:
    """Is this what a procedure keeps for itself among the facts – rows, a mark – and its sheets show better?"""
    rows = isinstance(value, tuple) and any(not isinstance(part, str) for part in value)
    return not asking(field).shown and (rows or isinstance(value, bool) or hasattr(value, "model_fields_set"))


def read_facts(model: type[BaseModel], raw: Mapping[str, object], *, kind: str) -> Any:
    """The facts of a new matter. Raises `UsageError` naming the first wrong fact and what it may be."""
    from pydantic import ValidationError

    names = names_of(model)
    for name in raw:
        if name not in names:
            raise UsageError(
                f"Việc «{kind}» không có thông tin «{name}». Các thông tin có thể ghi: {', '.join(names)}."
            )
    titles = {name: names[name].title or name for name in raw}
    tidied = {
        name: tidy(value, limit=_longest(names[name]), what=titles[name], multiline=True)
        if isinstance(value, str)
        else value
        for name, value in raw.items()
    }
    try:
        return model.model_validate(tidied)
    except ValidationError as error:
        raise UsageError(_in_vietnamese(error, names, kind)) from None
    except VptuError:
        raise
    except Exception as error:  # a validator of a plugin's failed; pydantic only sees ValueError and AssertionError
        from core.law.procedure import RuleBrokenError

        raise RuleBrokenError(f"thông tin của loại việc «{kind}»", error) from error


def _longest(field: FieldInfo) -> int:
    return MAX_LONG_TEXT if asking(field).long else MAX_TEXT


def wrong_facts(model: type[BaseModel], raw: Mapping[str, object], *, kind: str) -> dict[str, str]:
    """What is wrong with each fact, by its name, as a clause to stand beside its field; under "" what is wrong with all
    of them together. Empty where `read_facts` would answer.
    """
    from pydantic import ValidationError

    names = names_of(model)
    try:
        model.model_validate({name: raw[name] for name in raw if name in names})
    except ValidationError as error:
        found: dict[str, str] = {}
        for one in error.errors(include_url=False):
            name = str(one["loc"][0]) if one["loc"] else ""
            found.setdefault(name if name in names else "", _clause(one, names.get(name)))
        return found
    except Exception as error:  # as in `read_facts`
        return {"": f"Không đọc được thông tin của «{kind}» ({type(error).__name__}): báo người quản trị."}
    return {}


def _in_vietnamese(error: Any, names: Mapping[str, FieldInfo], kind: str) -> str:
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    field = names.get(name)
    title = f"«{field.title or name}» ({name})" if field else f"việc «{kind}»"
    match first["type"]:
        case "missing":
            return f"Còn thiếu {title}."
        case "value_error":
            return f"{title[:1].upper() + title[1:]}: {first['ctx']['error']}."
        case "literal_error" | "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            return f"{title}: {_clause(first, field)}."
        case _:
            return f"{title}: giá trị «{first['input']}» không đúng kiểu; xem «vptu kinds {kind.partition(':')[0]}»."


def _clause(found: Any, field: FieldInfo | None) -> str:
    """One thing that is wrong with a value."""
    given = found["input"]
    match found["type"]:
        case "missing":
            return "còn thiếu"
        case "value_error":
            return str(found["ctx"]["error"])
        case "literal_error":
            options = allowed(field) if field else ()
            return f"không có giá trị «{given}»; chọn một trong: {', '.join(options)}"
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            return f"giá trị «{given}» nằm ngoài khoảng cho phép"
        case "string_too_short" | "too_short":
            return "không để trống"
        case "string_too_long":
            return f"dài quá {found['ctx']['max_length']} ký tự"
        case _:
            return f"giá trị «{given}» không đúng kiểu"
