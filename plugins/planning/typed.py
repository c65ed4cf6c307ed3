"""How days, ids and words are read from what was typed, for the kinds of this area."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from core.law.facts import Asking, read_day


def _as_day(value: object) -> object:
    return read_day(value) if isinstance(value, str) else value


def _as_day_if_any(value: object) -> object:
    return None if value is None or value == "" else _as_day(value)


def _as_number_if_any(value: object) -> object:
    return None if value is None or value == "" else value


def _not_empty(value: str) -> str:
    if not value.strip():
        raise ValueError("không để trống")
    return value


def _as_ids(value: object) -> object:
    """`van_thu, luu_tru`; each once, in the order typed."""
    if isinstance(value, str):
        value = [word.strip() for word in value.replace(";", ",").split(",")]
    return tuple(dict.fromkeys(filter(None, value))) if isinstance(value, (list, tuple)) else value


Day = Annotated[date, BeforeValidator(_as_day)]
DayIfAny = Annotated[date | None, BeforeValidator(_as_day_if_any)]
Text = Annotated[str, AfterValidator(_not_empty)]
Ids = Annotated[tuple[str, ...], BeforeValidator(_as_ids)]
NumberIfAny = Annotated[int | None, BeforeValidator(_as_number_if_any)]
MatterIfAny = Annotated[NumberIfAny, Asking(of="matter")]
OneUnit = Annotated[Text, Asking(of="unit", mine=True)]
LongText = Annotated[Text, Asking(long=True)]
Kept = Asking(shown=False)
"""What acts put on record: nobody is asked for it when a matter is opened."""


class Given(BaseModel):
    """What a matter is, or what an act carries: validated, and never changed in place."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class OnRecord(Given):
    """What an act put on record, kept among the facts."""

    def __str__(self) -> str:
        """As a person reads it among the other facts."""
        return ", ".join(_shown(value) for _, value in self if value not in (None, "", ()))


def _shown(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
