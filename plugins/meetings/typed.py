"""What the kinds of this area ask for, besides what every area does."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator

from core.law.facts import Asking, read_session
from core.law.typed import Given, shown
from core.office.sessions import label


def _as_session_if_any(value: object) -> object:
    return None if value is None or value == "" else read_session(value, half=0)


def _as_lines(value: object) -> object:
    """One to a line or between semicolons, since a name may hold a comma; bare ids also between commas."""
    if not isinstance(value, str):
        return tuple(value) if isinstance(value, list) else value
    parts = (p for line in re.split(r"[;\n]", value) for p in (line.split(",") if _IDS.fullmatch(line) else (line,)))
    return tuple(dict.fromkeys(p.strip() for p in parts if p.strip()))


_IDS = re.compile(r"[\sA-Za-z0-9_,-]+")

SessionIfAny = Annotated[int | None, BeforeValidator(_as_session_if_any)]
Words = Annotated[str, Asking(long=True)]
Lines = Annotated[tuple[str, ...], BeforeValidator(_as_lines)]


class OnRecord(Given):
    """What an act put on record, kept among the facts; half-days as they are spoken of."""

    def __str__(self) -> str:
        return ", ".join(_shown(name, value) for name, value in self if value not in (None, "", ()))


def _shown(name: str, value: object) -> str:
    return label(value) if isinstance(value, int) and name in ("on", "was", "to") else shown(value)
