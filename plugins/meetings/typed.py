"""How days, half-days, lists and long words are read from what was typed, for every kind of this area."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from core.law.facts import Asking, read_day, read_session
from core.office.sessions import label


def _as_day_if_any(value: object) -> object:
    if value is None or value == "":
        return None
    return read_day(value) if isinstance(value, str) else value


def _as_session_if_any(value: object) -> object:
    return None if value is None or value == "" else read_session(value, half=0)


def _as_number_if_any(value: object) -> object:
    return None if value is None or value == "" else value


def _not_empty(value: str) -> str:
    if not value.strip():
        raise ValueError("không để trống")
    return value


def _as_ids(value: object) -> object:
    """`deputy1, cvA`; each once, in the order typed."""
    if isinstance(value, str):
        value = re.split(r"[,;\n]", value)
    return tuple(dict.fromkeys(w.strip() for w in value if w.strip())) if isinstance(value, (list, tuple)) else value


def _as_lines(value: object) -> object:
    """One to a line or between semicolons, since a name may hold a comma; bare ids also between commas."""
    if not isinstance(value, str):
        return tuple(value) if isinstance(value, list) else value
    parts = (p for line in re.split(r"[;\n]", value) for p in (line.split(",") if _IDS.fullmatch(line) else (line,)))
    return tuple(dict.fromkeys(p.strip() for p in parts if p.strip()))


_IDS = re.compile(r"[\sA-Za-z0-9_,-]+")

DayIfAny = Annotated[date | None, BeforeValidator(_as_day_if_any)]
SessionIfAny = Annotated[int | None, BeforeValidator(_as_session_if_any)]
NumberIfAny = Annotated[int | None, BeforeValidator(_as_number_if_any)]
Text = Annotated[str, AfterValidator(_not_empty)]
LongText = Annotated[Text, Asking(long=True)]
Words = Annotated[str, Asking(long=True)]
Ids = Annotated[tuple[str, ...], BeforeValidator(_as_ids)]
Lines = Annotated[tuple[str, ...], BeforeValidator(_as_lines)]
MatterIfAny = Annotated[NumberIfAny, Asking(of="matter")]
Colleague = Asking(people="office")
Kept = Asking(shown=False)
"""What acts put on record: nobody is asked for it when a matter is opened."""


class Given(BaseModel):
    """What a matter is, or what an act carries: validated, and never changed in place."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class OnRecord(Given):
    """What an act put on record, kept among the facts."""

    def __str__(self) -> str:
        return ", ".join(_shown(name, value) for name, value in self if value not in (None, "", ()))


def _shown(name: str, value: object) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int) and name in ("on", "was", "to"):
        return label(value)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
