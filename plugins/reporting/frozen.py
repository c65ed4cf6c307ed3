"""Figures as they stood when a report was drafted: kept with it, never worked out again, sealed by a hash.

What is put on record later contradicts nothing: the report says as of when it speaks, and a later issue of it shows
what is different by then.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from .typed import OnRecord

if TYPE_CHECKING:
    from core.figures import FigureTable, Period


class FrozenFigure(OnRecord):
    label: str = Field(title="Chỉ tiêu")
    value: str = Field(title="Giá trị")
    matters: tuple[int, ...] = Field((), title="Các việc")


class FrozenTable(OnRecord):
    title: str = Field(title="Bảng")
    figures: tuple[FrozenFigure, ...] = Field((), title="Các chỉ tiêu")


class Frozen(OnRecord):
    """The figures of a period, as of an instant. `seal` is the SHA-256 of all of it."""

    at: datetime = Field(title="Số liệu đến lúc")
    start: date = Field(title="Từ ngày")
    until: date = Field(title="Đến ngày")
    tables: tuple[FrozenTable, ...] = Field((), title="Các bảng số liệu")
    seal: str = Field(title="Mã kiểm tra SHA-256")


class Change(NamedTuple):
    """A figure that is not what it was; "" on the side where there was none."""

    table: str
    label: str
    before: str
    now: str


def freeze(tables: Sequence[FigureTable], period: Period, at: datetime) -> Frozen:
    kept = tuple(
        FrozenTable(
            title=table.title,
            figures=tuple(FrozenFigure(label=f.label, value=f.value, matters=f.matters) for f in table.figures),
        )
        for table in tables
    )
    return Frozen(at=at, start=period.start, until=period.until, tables=kept, seal=_seal(kept, period, at))


def sound(frozen: Frozen) -> bool:
    """Are the figures still those that were sealed?"""
    from core.figures import Period

    return frozen.seal == _seal(frozen.tables, Period(frozen.start, frozen.until), frozen.at)


def _seal(tables: Sequence[FrozenTable], period: Period, at: datetime) -> str:
    said = {
        "at": int(at.timestamp()),
        "start": period.start.isoformat(),
        "until": period.until.isoformat(),
        "tables": [[t.title, [[f.label, f.value, list(f.matters)] for f in t.figures]] for t in tables],
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8")).hexdigest()


def changes(before: Frozen, now: Frozen) -> Iterator[Change]:
    """What differs, in the order of the newer one; what is no longer there comes last."""
    old, new = values_of(before), values_of(now)
    for place in (*new, *(p for p in old if p not in new)):
        was, is_now = old.get(place, ""), new.get(place, "")
        if was != is_now:
            yield Change(*place, was, is_now)


def values_of(frozen: Frozen) -> dict[tuple[str, str], str]:
    """By table and label."""
    return {(table.title, figure.label): figure.value for table in frozen.tables for figure in table.figures}


def matters_of(frozen: Frozen, place: tuple[str, str]) -> tuple[int, ...]:
    """The matters that a figure counts."""
    return next((f.matters for t in frozen.tables for f in t.figures if (t.title, f.label) == place), ())
