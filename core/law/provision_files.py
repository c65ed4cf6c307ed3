"""How the regulation's files are read: every field checked, and every complaint with its file, entry and remedy.

Clerks edit these files. Nothing is judged by a table that was not read to its last field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from core.errors import ConfigError
from core.law.citation import clause_of, place
from core.law.provisions import Choice, Dated, Header, Norm, Parameter, Reading, Value, day_from, shown

Table = Mapping[str, object]
KINDS: Final = frozenset(
    (
        "basis",
        "consent",
        "consult",
        "deadline",
        "duty",
        "final",
        "inform",
        "power",
        "principle",
        "prohibition",
        "recurring",
        "relation",
        "right",
        "sign",
    )
)
ENFORCES: Final = frozenset(("block", "require", "remind", "record", "report"))
TYPES: Final = frozenset(("number", "whole", "flag", "text", "choice", "date", "month_day", "list"))


class Row:
    """One table of a file, read field by field; every complaint names the file, the entry and the field."""

    __slots__ = ("_known", "_table", "where")

    def __init__(self, table: object, where: str) -> None:
        if not isinstance(table, Mapping):
            raise ConfigError(f"{where}: phải là một bảng các trường, không phải {shown(table)}.")
        self._table: Table = table
        self._known: list[str] = []
        self.where = where

    def field(self, name: str) -> object:
        self._known.append(name)
        return self._table.get(name)

    def text(self, name: str) -> str:
        value = self.field(name)
        if not isinstance(value, str) or not value:
            raise self.wrong(name, value, "chữ và không được bỏ trống")
        return value

    def maybe(self, name: str) -> str:
        value = self.field(name)
        if value is not None and not isinstance(value, str):
            raise self.wrong(name, value, "chữ")
        return value or ""

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.field(name)
        if value is None:
            return ()
        if not isinstance(value, Sequence) or isinstance(value, str) or not all(isinstance(v, str) for v in value):
            raise self.wrong(name, value, "danh sách chữ")
        return tuple(value)

    def number(self, name: str) -> float:
        value = self.field(name)
        if value is None:
            return 0
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(name, value, "số")
        return value

    def flag(self, name: str) -> bool:
        value = self.field(name)
        if value is not None and not isinstance(value, bool):
            raise self.wrong(name, value, "true hoặc false")
        return bool(value)

    def day(self, name: str) -> date:
        day = self.maybe_day(name)
        if day is None:
            raise self.wrong(name, None, "ngày, dạng 2024-12-31")
        return day

    def maybe_day(self, name: str) -> date | None:
        value = self.field(name)
        day = day_from(value)
        if value is not None and day is None:
            raise self.wrong(name, value, "ngày, dạng 2024-12-31")
        return day

    def table(self, name: str) -> Table:
        value = self.field(name)
        if value is not None and not isinstance(value, Mapping):
            raise self.wrong(name, value, "một bảng")
        return value or {}

    def rows(self, name: str, label: str) -> Iterator[Row]:
        """The tables of a list, each named by its place and, where it has one, its id or key."""
        value = self.field(name)
        if value is not None and not isinstance(value, list | tuple):
            raise self.wrong(name, value, f"một danh sách [[{name}]]")
        for place_, table in enumerate(value or (), 1):
            own = table.get("id") or table.get("key") if isinstance(table, Mapping) else None
            yield Row(table, f"{self.where}, {label} «{own}»" if own else f"{self.where}, {label} thứ {place_}")

    def done(self) -> None:
        """Refuse fields nobody asked for: a misspelt field would otherwise be lost in silence."""
        for name in self._table:
            if name not in self._known:
                raise ConfigError(
                    f"{self.where}: không có trường «{name}»; các trường được dùng: {', '.join(self._known)}."
                )

    def wrong(self, name: str, value: object, wanted: str) -> ConfigError:
        given = "đang thiếu" if value is None else f"đang là {shown(value)}"
        return ConfigError(f"{self.where}: trường «{name}» {given}; phải là {wanted}.")


def read_header(file: Row) -> Header:
    row = Row(file.table("version"), f"{file.where}, mục [version]")
    header = Header(
        row.text("id"),
        row.text("title"),
        row.day("effective_from"),
        row.maybe_day("effective_until"),
        row.maybe("effective_from_setting"),
    )
    row.done()
    if header.effective_until is not None and header.effective_until < header.effective_from:
        raise row.wrong("effective_until", header.effective_until, f"không sớm hơn {shown(header.effective_from)}")
    return header


def read_parameter(row: Row) -> Parameter:
    kind = _one_of(row, "type", row.text("type"), TYPES)
    bare = Parameter(
        row.text("key"),
        row.text("title"),
        row.maybe("unit"),
        row.maybe("clause") or None,
        (),
        kind,
        {str(token): str(says) for token, says in row.table("allowed").items()},
        row.number("minimum"),
        row.number("maximum"),
        row.number("step"),
        row.maybe("of"),
    )
    values = tuple(_read_value(entry, bare) for entry in row.rows("value", "giá trị"))
    row.done()
    if not values:
        raise row.wrong("value", None, "ít nhất một mục [[parameter.value]]")
    _in_order(values, row.where)
    return replace(bare, values=values)


def _read_value(row: Row, parameter: Parameter) -> Dated:
    file = row.where.partition(", ")[0]
    dated = Dated(
        parameter.check(row.field("value"), file), row.day("since"), row.text("source"), row.maybe_day("checked")
    )
    row.done()
    return dated


def _in_order(values: Sequence[Dated], where: str) -> None:
    """Refuse values whose days do not ascend: which one holds would depend on who reads them."""
    for earlier, later in pairwise(values):
        if later.since <= earlier.since:
            raise ConfigError(
                f"{where}: giá trị áp dụng từ {shown(later.since)} đứng sau giá trị từ {shown(earlier.since)}; "
                "hãy xếp theo ngày tăng dần, mỗi ngày một giá trị."
            )


def read_norm(row: Row, titles: Mapping[str, str]) -> Norm:
    """A norm; `titles` are the articles' titles by id."""
    norm, clause = row.text("id"), row.text("clause")
    where = place(clause)
    if where is None or where.article not in titles or clause_of(norm) != clause:
        raise row.wrong("clause", clause, f"mã điều khoản của quy phạm «{norm}» và thuộc một [[article]] đã khai")
    enforce = row.texts("enforce")
    for entry in enforce:
        _one_of(row, "enforce", entry, ENFORCES)
    read = Norm(
        norm,
        clause,
        row.text("cite"),
        titles[where.article],
        _one_of(row, "kind", row.text("kind"), KINDS),
        row.text("actor"),
        row.maybe("counterpart"),
        row.text("summary"),
        row.text("summary_en"),
        row.maybe("condition"),
        enforce,
        row.text("area"),
        row.maybe("recurrence"),
        row.texts("readings"),
        row.flag("inferred"),
    )
    row.done()
    return read


def read_reading(row: Row, parameters: Mapping[str, Parameter]) -> Reading:
    default = Choice(row.text("default"), _choice_values(row, parameters))
    others = []
    for entry in row.rows("alternative", "cách hiểu khác"):
        others.append(Choice(entry.text("text"), _choice_values(entry, parameters)))
        entry.done()
    reading = Reading(row.text("id"), row.texts("norms"), row.text("issue"), row.text("issue_en"), (default, *others))
    row.done()
    return reading


def _choice_values(row: Row, parameters: Mapping[str, Parameter]) -> dict[str, Value]:
    values = {}
    for key, value in row.table("values").items():
        if key not in parameters:
            raise ConfigError(f"{row.where}: không có tham số «{key}» trong parameters.toml; hãy khai hoặc sửa tên.")
        values[key] = parameters[key].check(value, row.where)
    return values


def _one_of(row: Row, name: str, value: str, allowed: frozenset[str]) -> str:
    if value not in allowed:
        raise row.wrong(name, value, "một trong: " + ", ".join(sorted(allowed)))
    return value
