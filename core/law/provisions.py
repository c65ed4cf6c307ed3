"""The parts of the regulation as frozen values: norms, dated parameters with what they may hold, readings, the tree.

The regulation is data. A parameter knows what it may be set to, so that an office's setting and a file's value are
refused by the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from core.errors import ConfigError

Value = bool | int | float | str | date | tuple[str, ...]
"""What a parameter may hold; lists become tuples, month and day stay text: `12-31`."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TOKEN = re.compile(r"[A-Za-z0-9_.-]+")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Norm:
    """One enforceable sentence of the regulation, in the product's own words."""

    id: str
    clause: str
    cite: str
    """As it is printed: «Điều 18, khoản 3»."""
    article: str
    """The title of its article."""
    kind: str
    actor: str
    """Role tokens; `+` all of, `|` any of, `>` in sequence."""
    counterpart: str
    summary: str
    summary_en: str
    condition: str
    enforce: tuple[str, ...]
    area: str
    recurrence: str
    readings: tuple[str, ...]
    inferred: bool
    """The summary or condition adds something the printed text does not say."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A value with the day it begins, where it comes from, and when somebody last compared the two."""

    value: Value
    since: date
    source: str
    checked: date | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value a norm uses, with everything it was over time."""

    key: str
    title: str
    unit: str
    clause: str | None
    """None: the parameter lies outside the regulation."""
    values: tuple[Dated, ...]
    type: str
    allowed: Mapping[str, str] = field(default_factory=dict)
    """Of a choice: its tokens with what they mean."""
    minimum: float = 0
    maximum: float = 0
    step: float = 0
    of: str = ""
    """The form of a text or of a list's entries: `token` or `month_day`."""

    @property
    def wanted(self) -> str:
        """What a value must be, for messages and input fields."""
        match self.type:
            case "number":
                steps = f", bội của {shown(self.step)}" if self.step else ""
                return f"số từ {shown(self.minimum)} đến {shown(self.maximum)}{steps}"
            case "whole":
                return f"số nguyên từ {shown(self.minimum)} đến {shown(self.maximum)}"
            case "flag":
                return "true (có) hoặc false (không)"
            case "choice":
                return "một trong: " + ", ".join(f"{shown(token)} ({says})" for token, says in self.allowed.items())
            case "date":
                return "ngày, dạng 2024-12-31"
            case "month_day":
                return "tháng-ngày, dạng 12-31"
            case "list":
                return (
                    "danh sách tháng-ngày, dạng 12-31" if self.of == "month_day" else "danh sách mã, không trùng nhau"
                )
        return "mã (chữ không dấu, số) hoặc để trống" if self.of == "token" else f"chữ, không quá {_LONGEST} ký tự"

    def check(self, value: object, where: str = "Cấu hình") -> Value:
        """The value as the program uses it; ConfigError says what it must be instead."""
        taken = self._taken(value)
        if taken is None:
            raise ConfigError(
                f"{where}, tham số «{self.key}» ({self.title}): giá trị {shown(value)} không dùng được; "
                f"phải là {self.wanted}."
            )
        return taken

    def _taken(self, value: object) -> Value | None:
        match self.type, value:
            case "flag", bool():
                return value
            case (("number" | "whole"), bool()):
                return None
            case "whole", int() if self.minimum <= value <= self.maximum:
                return value
            case "number", int() | float() if self.minimum <= value <= self.maximum:
                return float(value) if not self.step or (value / self.step).is_integer() else None
            case "choice", str() if value in self.allowed:
                return value
            case "date", _:
                return day_from(value)
            case "month_day", str():
                return _entry(value, "month_day")
            case "text", str() if len(value) <= _LONGEST and value.isprintable():
                return value if not value or not self.of else _entry(value, self.of)
            case "list", list() | tuple():
                entries = [_entry(entry, self.of) for entry in value]
                if None not in entries and len(set(entries)) == len(entries):
                    return tuple(entry for entry in entries if entry is not None)
        return None


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a doubt and the parameter values by which it is chosen; no values: not to be chosen that way."""

    text: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Reading:
    """A doubt in the text, with the answer the program works by and the other answers somebody may prefer."""

    id: str
    norms: tuple[str, ...]
    issue: str
    issue_en: str
    choices: tuple[Choice, ...]
    """The default first."""

    @property
    def default(self) -> str:
        return self.choices[0].text

    @property
    def keys(self) -> tuple[str, ...]:
        """The parameters it is set by; none: the answer is fixed in the program."""
        return tuple(self.choices[0].values)

    @property
    def alternatives(self) -> tuple[str, ...]:
        return tuple(choice.text for choice in self.choices[1:])

    def chosen(self, values: Mapping[str, object]) -> Choice | None:
        """The answer these parameter values stand for; None for a mixture that is none of the listed answers."""
        for choice in (*self.choices[1:], self.choices[0]):
            if choice.values and all(values.get(key) == value for key, value in choice.values.items()):
                return choice
        return None if self.keys else self.choices[0]


@dataclass(frozen=True, slots=True)
class Clause:
    """A citeable place with the norms it holds."""

    id: str
    cite: str
    norms: tuple[Norm, ...]


@dataclass(frozen=True, slots=True)
class Article:
    id: str
    """`18`, `22b`; `P` the preamble, `R` the recipients."""
    cite: str
    title: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    id: str
    label: str
    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """Which version of the regulation a file belongs to, and how long that version lives."""

    id: str
    title: str
    effective_from: date
    effective_until: date | None = None
    """The last day; None: until the next version begins."""
    effective_from_setting: str = ""
    """The parameter by which an office corrects `effective_from`, where the source text bears no date (A40)."""

    @property
    def name(self) -> str:
        return f"{self.title} ({self.id})"


def _entry(value: object, form: str) -> str | None:
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    if form == "month_day":  # a day every year has: 29 February is none
        return value if day_from(f"2023-{value}") else None
    return value if _TOKEN.fullmatch(value) else None


def day_from(value: object) -> date | None:
    """A day from a TOML date or ISO text; None for anything else."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value) if _DAY.fullmatch(value) else None
        except ValueError:
            return None
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def shown(value: object) -> str:
    """A value as a person reads it: 0,5 · 01/02/2022 · «om»."""
    match value:
        case bool():
            return str(value).lower()
        case int() if abs(value) < 10**18:
            return f"{value:,}".replace(",", ".")
        case int():
            return "quá lớn"
        case float():
            return f"{value:g}".replace(".", ",")
        case date():
            return f"{value:%d/%m/%Y}"
        case str():
            return f"«{value[:60]}…»" if len(value) > 60 else f"«{value}»"
        case list() | tuple():
            return "[" + ", ".join(shown(v) for v in value[:8]) + (", …" if len(value) > 8 else "") + "]"
    return shown(repr(value))
