"""How days, instants, half-days, numbers and lists are read from what was typed: the types that facts are made of."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from core.law.facts import Asking, read_day, read_instant, read_session
from core.office.sessions import ZONE


def _as_day(value: object) -> object:
    return read_day(value) if isinstance(value, str) else value


def _as_day_if_any(value: object) -> object:
    return None if value is None or value == "" else _as_day(value)


def _as_instant_if_any(value: object) -> object:
    return None if value is None or value == "" else read_instant(value)


def _as_number_if_any(value: object) -> object:
    return None if value is None or value == "" else value


def _not_empty(value: str) -> str:
    if not value.strip():
        raise ValueError("không để trống")
    return value


def _as_ids(value: object) -> object:
    """`phuong_1, phuong_2`; each once, in the order typed."""
    if isinstance(value, str):
        value = re.split(r"[,;\n]", value)
    return tuple(dict.fromkeys(w.strip() for w in value if w.strip())) if isinstance(value, (list, tuple)) else value


Day = Annotated[date, BeforeValidator(_as_day)]
DayIfAny = Annotated[date | None, BeforeValidator(_as_day_if_any)]
Instant = Annotated[datetime, BeforeValidator(read_instant)]
InstantIfAny = Annotated[datetime | None, BeforeValidator(_as_instant_if_any)]
FirstSession = Annotated[int, BeforeValidator(lambda v: read_session(v, half=0))]
LastSession = Annotated[int, BeforeValidator(lambda v: read_session(v, half=1))]
Text = Annotated[str, AfterValidator(_not_empty)]
Ids = Annotated[tuple[str, ...], BeforeValidator(_as_ids)]
NumberIfAny = Annotated[int | None, BeforeValidator(_as_number_if_any)]
Colleague = Asking(people="office")
LongText = Annotated[Text, Asking(long=True)]
MatterIfAny = Annotated[NumberIfAny, Asking(of="matter")]
Kept = Asking(shown=False)
"""What acts put on record: nobody is asked for it when a matter is opened."""


class Given(BaseModel):
    """What a matter is, or what an act carries: validated, and never changed in place."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class OnRecord(Given):
    """What an act put on record, kept among the facts."""

    def __str__(self) -> str:
        """As a person reads it among the other facts: «Chánh văn phòng, 61-CV/VPTU, 23/11/2026»."""
        return ", ".join(shown(value) for name, value in self if name != "by" and value not in (None, "", ()))


def shown(value: object) -> str:
    """A value as it is printed."""
    if isinstance(value, datetime):
        return f"{value.astimezone(ZONE):%H:%M %d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
