"""The regulation as data: what is in force on one day, with its clauses, dated parameters and readings.

A norm stands beside the rule that carries it, so everything the program says can cite. A new regulation is a new
version with its own dates, and a matter is judged by the values of its day: hence `Regulation.on(day)` gives a `Law`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, TypeVar

from core.errors import ConfigError, UsageError, VptuError
from core.law.edition import Edition, Source
from core.law.provision_files import Table
from core.law.provisions import (
    Article,
    Chapter,
    Choice,
    Clause,
    Dated,
    Header,
    Norm,
    Parameter,
    Reading,
    Value,
    day_from,
    shown,
)
from core.text import words_key

__all__ = [
    "Article",
    "Chapter",
    "Choice",
    "Clause",
    "Dated",
    "Header",
    "Law",
    "Norm",
    "Parameter",
    "Reading",
    "Regulation",
    "Settings",
    "Value",
]

Settings = Mapping[str, Sequence[tuple[date, object]]]
"""An office's own values: parameter key -> (day it begins, value), … in the order in which they were set.

From its day on a value stands before the file's; of two for one day the later set one holds.
"""

NO_SETTINGS: Final[Settings] = MappingProxyType({})
_SETTING = "cài đặt của Văn phòng"
_KEPT_DAYS, _KEPT_SETTINGS = 4096, 8
T = TypeVar("T")


_VALUES: dict[tuple[str, tuple[tuple[str, Value], ...]], dict[str, Value]] = {}
"""One dict for equal values of one version: laws of different days compare by it."""
_MOST_VALUES = 256


def _one(version: str, values: dict[str, Value]) -> dict[str, Value]:
    if len(_VALUES) >= _MOST_VALUES:
        _VALUES.clear()
    return _VALUES.setdefault((version, tuple(sorted(values.items()))), values)


class Law:
    """The regulation in force on one day, with the office's settings of that day."""

    __slots__ = ("_dated", "_edition", "header", "on", "values", "version")

    def __init__(self, edition: Edition, header: Header, on: date, dated: Mapping[str, Dated]) -> None:
        self._edition, self._dated = edition, dated
        self.header = header
        """With the days on which this version begins and ends, as the office set them."""
        self.version = header.id
        self.on = on
        self.values: dict[str, Value] = _one(header.id, {key: entry.value for key, entry in dated.items()})

    def __eq__(self, other: object) -> bool:
        """The same law is in force on two days when edition and every value are the same."""
        return isinstance(other, Law) and self.values is other.values and self._edition is other._edition

    def __hash__(self) -> int:
        return id(self.values)

    def __getitem__(self, key: str) -> Value:
        """The value of a parameter in force; UsageError names a key that is none."""
        try:
            return self.values[key]
        except KeyError:
            raise _unknown("tham số", key, self.values, self.header) from None

    def number(self, key: str) -> float:
        value = self.values.get(key)
        return value if value.__class__ is float else self._as(key, float)

    def whole(self, key: str) -> int:
        return self._as(key, int)

    def flag(self, key: str) -> bool:
        return self._as(key, bool)

    def text(self, key: str) -> str:
        value = self.values.get(key)
        return value if value.__class__ is str else self._as(key, str)

    def entries(self, key: str) -> tuple[str, ...]:
        return self._as(key, tuple)

    def _as(self, key: str, kind: type[T]) -> T:
        value = self[key]
        if type(value) is not kind:
            raise VptuError(f"Chương trình đọc sai kiểu tham số «{key}» (giá trị đang là {shown(value)}).")
        return value

    def parameter(self, key: str) -> Dated:
        """The value in force with the day it began and its source."""
        self[key]
        return self._dated[key]

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        return self._edition.parameters

    @property
    def norms(self) -> Mapping[str, Norm]:
        return self._edition.provisions.norms

    @property
    def clauses(self) -> Mapping[str, Clause]:
        return self._edition.provisions.clauses

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The whole regulation as it is printed: chapters, articles, clauses, norms."""
        return self._edition.provisions.chapters

    def article(self, number: str | int) -> Article:
        """`18`, `"22b"`; UsageError for an article that does not exist."""
        articles = self._edition.provisions.articles
        if str(number) not in articles:
            raise _unknown("điều", str(number), articles, self.header)
        return articles[str(number)]

    @property
    def readings(self) -> Mapping[str, Reading]:
        return self._edition.readings

    def reading(self, reading: str) -> Reading:
        if reading not in self.readings:
            raise _unknown("cách hiểu", reading, self.readings, self.header)
        return self.readings[reading]

    def chosen(self, reading: str) -> str:
        """The answer to a doubt that the values in force stand for."""
        choice = self.reading(reading).chosen(self.values)
        return choice.text if choice else "Theo giá trị riêng của Văn phòng"

    def cite(self, norm: str) -> str:
        """«Điều 18, khoản 3» for a norm, clause or article; the citation of another source comes back as it is."""
        return self._edition.cites.get(norm, norm)

    def says(self, norm: str) -> str:
        """The summary of a norm, or of all norms of a clause; "" for another legal source."""
        return self._edition.summaries.get(norm, "")

    def search(self, text: str) -> tuple[Norm, ...]:
        """The norms of an id, or those in which each word of `text` begins a word, accents aside; in printed order."""
        typed = text.strip()
        if typed in self.norms or typed in self.clauses:
            return (self.norms[typed],) if typed in self.norms else self.clauses[typed].norms
        words = [f" {word}" for word in words_key(text).split()]
        keys = self._edition.search_keys
        return tuple(n for n in self.norms.values() if words and all(word in keys[n.id] for word in words))


@dataclass(slots=True)
class _InForce:
    """All versions as one set of settings sees them. The settings are held so that their identity cannot be reused."""

    settings: Settings
    lives: tuple[tuple[Edition, Header], ...]
    own: Mapping[str, tuple[Dated, ...]]
    """The office's values by key."""
    laws: dict[date, Law] = field(default_factory=dict)

    def law(self, day: date) -> Law:
        found = self.laws.get(day)
        if found is None:
            if len(self.laws) >= _KEPT_DAYS:
                self.laws.clear()
            found = self.laws[day] = self._law(day)
        return found

    def _law(self, day: date) -> Law:
        for edition, header in self.lives:
            if header.effective_from <= day <= (header.effective_until or date.max):
                values = {key: self._value(parameter, day) for key, parameter in edition.parameters.items()}
                return Law(edition, header, day, values)
        lives = "; ".join(_life(header) for _, header in self.lives)
        raise UsageError(
            f"Ngày {shown(day)} nằm ngoài thời gian có hiệu lực của quy chế ({lives}); hãy chọn ngày khác."
        )

    def _value(self, parameter: Parameter, day: date) -> Dated:
        own = _latest(self.own.get(parameter.key, ()), day)
        # the first value also holds from a start the office moved to an earlier day
        return own or _latest(parameter.values, day) or parameter.values[0]


class Regulation:
    """All versions of the regulation, in the order in which they follow one another."""

    def __init__(self, editions: Sequence[Edition]) -> None:
        self.editions: Final = tuple(sorted(editions, key=lambda e: e.header.effective_from))
        self._seen: list[_InForce] = []
        self._in_force(NO_SETTINGS)

    @classmethod
    def parse(cls, norms: Source, parameters: Table, readings: Source, folder: str = "") -> Regulation:
        """One version from parsed TOML. A callable is read and checked when first used, a table at once.

        ConfigError names file (after `folder`), entry, field and remedy.
        """
        edition = Edition(norms, parameters, readings, folder)
        if not callable(norms):
            _ = edition.provisions
        if not callable(readings):
            _ = edition.readings
        return cls((edition,))

    @classmethod
    def join(cls, parts: Iterable[Regulation]) -> Regulation:
        """Several versions as one regulation; ConfigError for two that share an id or a day."""
        return cls([edition for part in parts for edition in part.editions])

    def on(self, day: date, settings: Settings = NO_SETTINGS) -> Law:
        """The regulation in force on a day; UsageError outside its life, ConfigError for a setting that is wrong.

        Cached by day and by the identity of `settings`, which must not be changed in place.
        """
        return self._in_force(settings or NO_SETTINGS).law(day)

    def check(self) -> None:
        """Read everything now; ConfigError for what is wrong in norms or readings."""
        for edition in self.editions:
            _ = edition.readings

    @property
    def norms(self) -> Mapping[str, Norm]:
        """Of the newest version."""
        return self.editions[-1].provisions.norms

    def parameter(self, key: str) -> Parameter:
        """A parameter as the newest version that has it declares it; ConfigError for an unknown key."""
        for edition in reversed(self.editions):
            if key in edition.parameters:
                return edition.parameters[key]
        known = [key for edition in self.editions for key in edition.parameters]
        raise ConfigError(f"Cấu hình: không có tham số «{key}»{_near(key, known)}; hãy sửa tên hoặc bỏ dòng đó.")

    def _in_force(self, settings: Settings) -> _InForce:
        for seen in self._seen:
            if seen.settings is settings:
                return seen
        own = {key: self._own(key, rows) for key, rows in settings.items()}
        made = _InForce(settings, _lives(self.editions, own), own)
        self._seen = [made, *self._seen[: _KEPT_SETTINGS - 1]]
        return made

    def _own(self, key: str, rows: Sequence[tuple[date, object]]) -> tuple[Dated, ...]:
        parameter = self.parameter(key)
        values: dict[date, Dated] = {}
        for since, value in rows:
            begins = day_from(since)
            if begins is None:
                raise ConfigError(f"Cấu hình, tham số «{key}»: ngày áp dụng {shown(since)} không phải là ngày.")
            values[begins] = Dated(parameter.check(value), begins, _SETTING)
        return tuple(sorted(values.values(), key=lambda dated: dated.since))


def _lives(editions: Sequence[Edition], own: Mapping[str, Sequence[Dated]]) -> tuple[tuple[Edition, Header], ...]:
    """Each version with its first and last day: an open end is closed by the next version's beginning."""
    lives: list[tuple[Edition, Header]] = []
    for edition in reversed(editions):
        header = edition.header
        if corrected := own.get(header.effective_from_setting):
            start = corrected[-1].value
            header = replace(header, effective_from=start if isinstance(start, date) else header.effective_from)
        if lives:
            header = _ended(header, lives[0][1])
        lives.insert(0, (edition, header))
    return tuple(lives)


def _ended(header: Header, following: Header) -> Header:
    if header.id == following.id:
        raise ConfigError(f"Có hai phiên bản quy chế cùng mã «{header.id}»; hãy đặt mã riêng cho từng phiên bản.")
    until = header.effective_until or following.effective_from - timedelta(days=1)
    if until >= following.effective_from or until < header.effective_from:
        raise ConfigError(
            f"{header.name} có hiệu lực {_life(replace(header, effective_until=until), named=False)} nhưng "
            f"{following.name} bắt đầu từ {shown(following.effective_from)}; mỗi ngày chỉ một phiên bản có hiệu lực."
        )
    return replace(header, effective_until=until)


def _life(header: Header, named: bool = True) -> str:
    until = f" đến hết {shown(header.effective_until)}" if header.effective_until else ""
    return (f"{header.name} " if named else "") + f"từ {shown(header.effective_from)}{until}"


def _latest(values: Sequence[Dated], day: date) -> Dated | None:
    return next((dated for dated in reversed(values) if dated.since <= day), None)


def _unknown(what: str, key: str, known: Iterable[str], header: Header) -> UsageError:
    return UsageError(f"{header.name} không có {what} «{key}»{_near(key, known)}.")


def _near(key: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # only on the way to an error

    near = get_close_matches(key, list(known), 1)
    return f" (có phải «{near[0]}»?)" if near else ""
