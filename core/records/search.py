"""Finding matters: by filter and by words without accents, newest first, a page at a time.

Words are looked up as "a word of the title starts with", through the trigram table where it pays. Three traps of the
planner are avoided by hand: the search table drives its joins (CROSS JOIN), results come in row order of the search
table itself, and where a filter leaves few rows the search table is not used at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.text import words_key

if TYPE_CHECKING:
    from core.records.reader import Reader

SHORTEST = 2
"""Letters: with the space before it such a word fills the three characters the search table indexes."""
LONGEST, MOST_WORDS = 40, 12
"""Letters of a word, words of a search: whole pages pasted into a search field are looked up by their longest words."""
RECENT = 5_000
"""How many of the newest matters are looked through for a single letter, which no index can find."""
FEW = 2_000
"""A filter that leaves no more than this is read through row by row; beyond, the search table goes first."""


@dataclass(frozen=True, slots=True)
class MatterFilter:
    """Which matters a list shows. An empty field asks for nothing; `statuses` are alternatives."""

    statuses: tuple[str, ...] = ()
    kind: str | None = None
    kinds: tuple[str, ...] = ()
    """Alternatives, where there is no one kind."""
    subject: str | None = None
    unit: str | None = None
    opened_by: str | None = None
    text: str = ""


EVERYTHING = MatterFilter()


@dataclass(frozen=True, slots=True)
class Window:
    """A page by key: ids below `before`, newest first, or above `after`, oldest first."""

    limit: int
    before: int | None = None
    after: int | None = None

    @property
    def bound(self) -> tuple[str, tuple[int, ...]]:
        """A condition on the key `{0}` and its value."""
        if self.after is not None:
            return "{0} > ?", (self.after,)
        return ("{0} < ?", (self.before,)) if self.before is not None else ("1", ())

    @property
    def order(self) -> str:
        return "ASC" if self.after is not None else "DESC"


@dataclass(frozen=True, slots=True)
class _Where:
    """Conditions on `matter`, and the index that serves them in order of id."""

    index: str
    conditions: tuple[str, ...]
    values: tuple[str, ...]

    @property
    def sql(self) -> str:
        return " AND ".join(self.conditions) or "1"


_ANY = _Where("", (), ())


def search_ids(reader: Reader, text: str, *, limit: int, before: int | None = None) -> list[int]:
    """Ids of matters whose title has words starting with the words of `text`, newest first; [] if it has no word."""
    return _matching(reader, _patterns(text), (), Window(limit, before)) if words_key(text) else []


def matter_ids(reader: Reader, wanted: MatterFilter, window: Window) -> list[int]:
    """Ids of the page in the window's order."""
    patterns, ways = _patterns(wanted.text), _ways(wanted)
    if not patterns:
        return _filtered(reader, ways, (), window)
    if ways and len(_filtered(reader, ways, (), Window(FEW + 1))) <= FEW:
        return _filtered(reader, ways, patterns, window)
    return _matching(reader, patterns, ways, window)


def _patterns(text: str) -> tuple[str, ...]:
    """LIKE patterns, longest first; keys hold only letters, digits and spaces, so nothing needs escaping."""
    words = sorted(set(words_key(text).split()), key=len, reverse=True)
    return tuple(f"% {word[:LONGEST]}%" for word in words[:MOST_WORDS])


def _ways(wanted: MatterFilter) -> tuple[_Where, ...]:
    """The filter as alternatives that each have an index in order of id; () for no filter.

    Several statuses become several streams, merged: SQLite would sort them all to find the first page.
    """
    equal = {"opened_by": wanted.opened_by, "subject": wanted.subject, "unit": wanted.unit, "kind": wanted.kind}
    given = {column: value for column, value in equal.items() if value is not None}
    statuses = tuple(dict.fromkeys(wanted.statuses))
    selective = next((column for column in ("opened_by", "subject", "unit") if column in given), None)
    kinds = wanted.kinds if wanted.kind is None else ()
    if selective:
        one_of = [f"{what} IN ({_marks(v)})" for what, v in (("status", statuses), ("kind", kinds)) if v]
        conditions = (*(f"{column} = ?" for column in given), *one_of)
        return (_Where(f"matter_{selective}", conditions, (*given.values(), *statuses, *kinds)),)
    if kinds:
        return tuple(way for kind in kinds for way in _ways(replace(wanted, kind=kind, kinds=())))
    if statuses:
        index = "matter_kind_status" if given else "matter_status"
        conditions = (*(f"{column} = ?" for column in given), "status = ?")
        return tuple(_Where(index, conditions, (*given.values(), status)) for status in statuses)
    return (_Where("matter_kind", ("kind = ?",), tuple(given.values())),) if given else ()


def _filtered(reader: Reader, ways: Sequence[_Where], patterns: Sequence[str], window: Window) -> list[int]:
    """By the indexes of `matter`; the patterns are tried on each row."""
    bound, key = window.bound
    like = "".join(" AND title_key LIKE ?" for _ in patterns)
    streams: list[str] = []
    values: list[str | int] = []
    for way in ways or (_ANY,):
        indexed = f"INDEXED BY {way.index}" if way.index else ""
        streams.append(
            f"SELECT id FROM (SELECT id FROM matter {indexed} WHERE {way.sql} AND {bound.format('id')}{like}"
            f" ORDER BY id {window.order} LIMIT ?)"
        )
        values += [*way.values, *key, *patterns, window.limit]
    sql = f"SELECT id FROM ({' UNION ALL '.join(streams)}) ORDER BY id {window.order} LIMIT ?"
    return reader.column(sql, (*values, window.limit))


def _matching(reader: Reader, patterns: Sequence[str], ways: Sequence[_Where], window: Window) -> list[int]:
    """By the search table; a filter is tried on each row found."""
    if not any(len(pattern.strip("% ")) >= SHORTEST for pattern in patterns):
        return _recent(reader, patterns, ways, window)
    bound, key = window.bound
    like = " AND ".join("f.title_key LIKE ?" for _ in patterns)
    join = "CROSS JOIN matter m ON m.id = f.rowid" if ways else ""
    passes, values = _any_of(ways)
    sql = (
        f"SELECT f.rowid FROM matter_fts f {join} WHERE {like} AND {bound.format('f.rowid')} AND {passes}"
        f" ORDER BY f.rowid {window.order} LIMIT ?"
    )
    return reader.column(sql, (*patterns, *key, *values, window.limit))


def _recent(reader: Reader, patterns: Sequence[str], ways: Sequence[_Where], window: Window) -> list[int]:
    bound, key = window.bound
    like = " AND ".join("title_key LIKE ?" for _ in patterns)
    passes, values = _any_of(ways)
    sql = (
        f"SELECT id FROM (SELECT * FROM matter WHERE {bound.format('id')} ORDER BY id {window.order} LIMIT {RECENT})"
        f" WHERE {like} AND {passes} ORDER BY id {window.order} LIMIT ?"
    )
    return reader.column(sql, (*key, *patterns, *values, window.limit))


def _any_of(ways: Sequence[_Where]) -> tuple[str, tuple[str, ...]]:
    if not ways:
        return "1", ()
    return f"({' OR '.join(f'({way.sql})' for way in ways)})", tuple(value for way in ways for value in way.values)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
