"""Are a plugin's answers what they must be? Python checks no types, so this does, once, where the answer comes in.

Every test here answers None, or what is wrong in Vietnamese; whoever asks refuses the answer and keeps the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from types import GeneratorType
from typing import Final

from core.extension.failures import AnswerError
from core.extension.hookspecs import Area, CommandSpec, Export, Notice, Opens, ScreenSpec
from core.figures import Figure, FigureRule
from core.law.book import Book
from core.law.duty import Due, DutyRule
from core.law.holders import RELATIONS
from core.law.procedure import Amendment, Insert, Procedure, Tighten
from core.law.route import Step
from core.law.ruling import Objection
from core.law.sheet import Sheet, SheetRow

LONGEST_TEXT: Final = 4000
"""Characters of anything a plugin has put on a screen or on record."""
MANY: Final = 10_000
"""Entries of one answer; more is a plugin that has run away."""
_KIND = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_PATH = re.compile(r"[^\s:]+:[^\s:]+")

Test = Callable[[object], bool]
Field = tuple[str, Test, str]
"""Field, test, what the field must be."""


def is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= LONGEST_TEXT


def is_any_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT


def are_words(value: object) -> bool:
    return isinstance(value, tuple) and all(map(is_text, value))


def are_some_words(value: object) -> bool:
    return are_words(value) and value != ()


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) and all(is_text(k) and is_text(v) for k, v in value.items())


def are_functions(value: object) -> bool:
    """A table of functions by name."""
    return isinstance(value, Mapping) and all(is_text(k) and callable(v) for k, v in value.items())


def _is_kind(value: object) -> bool:
    return isinstance(value, str) and bool(_KIND.fullmatch(value))


def _is_sheet_row(value: object) -> bool:
    return isinstance(value, SheetRow) and isinstance(value.cells, tuple) and all(map(is_any_text, value.cells))


def _are_pairs(value: object) -> bool:
    return isinstance(value, tuple) and all(are_words(pair) and len(pair) == 2 for pair in value)


def _is_path(value: object) -> bool:
    return isinstance(value, str) and bool(_PATH.fullmatch(value))


def _is_model(value: object) -> bool:
    return isinstance(value, type) and hasattr(value, "model_validate") and hasattr(value, "model_fields")


def _is_function(value: object) -> bool:
    return callable(value)


def _is_function_or_none(value: object) -> bool:
    return value is None or callable(value)


TEXT: Final = "phải là một dòng chữ, không để trống"
WORDS: Final = 'phải là một bộ chữ như ("18", "5"); một mục thì giữ dấu phẩy: ("18",)'
CITES: Final = 'phải là một bộ viện dẫn, ít nhất một; một mục thì giữ dấu phẩy: ("Kế hoạch 12-KH/VPTU, mục 3",)'
TABLE: Final = 'phải là bảng {"18.1/1": "nơi thực hiện hoặc lý do"}'
FUNCTION: Final = "phải là một hàm"
FUNCTIONS: Final = 'phải là bảng {"tên": hàm}'
PATH: Final = "phải viết như «mô_đun:tên»"
KIND: Final = "phải là chữ thường không dấu, số, gạch, bắt đầu bằng chữ"
SOURCE: Final = (
    "phải ghi nguồn pháp lý, ví dụ «Kế hoạch 12-KH/VPTU, mục 3»: quy định không có nguồn thì không được nhận"
)

NOBODY: Final = 'phải nêu ai giữ thẩm quyền, ví dụ (unit("van_thu"),)'

_FUNCTIONS = [(f.name, str(f.type)) for f in fields(Procedure) if str(f.type).startswith("Callable[")]
RULES_OF_A_KIND: Mapping[str, bool] = {name: not kind.endswith("] | None") for name, kind in _FUNCTIONS}
"""The functions a procedure is made of, and whether it must have them."""

FIELDS: Mapping[type, tuple[Field, ...]] = {
    Area: (
        ("name", is_text, TEXT),
        ("title", is_text, TEXT),
        ("articles", are_words, WORDS),
        ("enforced", _is_table, TABLE),
        ("carried", _is_table, TABLE),
        ("not_executable", _is_table, TABLE),
    ),
    Procedure: (
        ("kind", _is_kind, KIND),
        ("title", is_text, TEXT),
        ("area", is_text, TEXT),
        ("facts", _is_model, "phải là một lớp pydantic.BaseModel"),
        ("verbs", are_words, WORDS),
        ("checks", are_functions, FUNCTIONS),
        ("changes", are_functions, FUNCTIONS),
        ("bars", lambda v: isinstance(v, tuple) and all(map(callable, v)), "phải là một bộ hàm"),
        ("asks", lambda v: isinstance(v, Mapping) and all(map(_is_model, v.values())), 'phải là bảng {"bước": lớp}'),
        *((name, are_functions, FUNCTIONS) for name in ("applies", "snapshot")),
        ("parts", _is_table, 'phải là bảng {"phần": "tên"}'),
        ("keeps", lambda v: isinstance(v, frozenset), "phải là frozenset các bước"),
        *((n, _is_function if must else _is_function_or_none, FUNCTION) for n, must in RULES_OF_A_KIND.items()),
    ),
    Amendment: (("source", is_text, SOURCE), ("kind", _is_kind, KIND), ("apply", _is_function, FUNCTION)),
    DutyRule: (("name", is_text, TEXT), ("cites", are_some_words, CITES), ("occurrences", _is_function, FUNCTION)),
    ScreenSpec: (
        ("id", is_text, TEXT),
        ("title", is_text, TEXT),
        ("path", _is_path, PATH),
        ("source", lambda v: v == "" or _is_path(v), PATH),
    ),
    CommandSpec: (("name", _is_kind, KIND), ("help", is_text, TEXT), ("path", _is_path, PATH)),
    Export: (
        ("id", is_text, TEXT),
        ("title", is_text, TEXT),
        ("kind", _is_kind, KIND),
        ("suffix", lambda v: is_text(v) and str(v).startswith("."), "phải là đuôi tệp như «.docx»"),
        ("path", _is_path, PATH),
    ),
    Book: (
        ("id", _is_kind, KIND),
        ("title", is_text, TEXT),
        *((name, _is_table, 'phải là bảng {"mã": "tên"}') for name in ("bodies", "types")),
        ("term", _is_function, FUNCTION),
        ("printed", _is_function, FUNCTION),
        ("worded", _is_function, FUNCTION),
        ("keeper", _is_function, FUNCTION),
        ("columns", _are_pairs, 'phải là các cặp ("mã", "tên")'),
        *((name, lambda v: v == "" or _is_path(v), PATH) for name in ("importer", "exporter")),
    ),
    Sheet: (
        ("title", is_text, TEXT),
        ("columns", lambda v: isinstance(v, tuple) and all(map(is_any_text, v)), WORDS),
        ("rows", lambda v: isinstance(v, tuple) and all(map(_is_sheet_row, v)), "phải là các SheetRow"),
        ("note", is_any_text, TEXT),
    ),
    Opens: (
        ("kind", _is_kind, KIND),
        ("facts", lambda v: isinstance(v, Mapping) and all(map(is_text, v)), "phải là bảng thông tin"),
        ("says", is_text, TEXT),
    ),
    FigureRule: (
        ("name", _is_kind, KIND), ("title", is_text, TEXT), ("kinds", are_some_words, WORDS),
        ("count", _is_function, FUNCTION),
    ),
    Figure: (
        ("label", is_text, TEXT), ("value", is_text, TEXT),
        ("matters", lambda v: isinstance(v, tuple) and all(isinstance(n, int) for n in v), "phải là số các việc"),
    ),
    Notice: (("person", is_text, TEXT), ("text", is_text, TEXT), ("cites", are_words, CITES)),
    Due: (
        *((name, is_text, TEXT) for name in ("key", "owner", "title")),
        ("cites", are_words, CITES),
        ("channel", is_any_text, TEXT),
        ("facts", lambda v: isinstance(v, Mapping), "phải là bảng thông tin"),
    ),
    Objection: (
        ("says", is_text, TEXT),
        ("cites", are_some_words, CITES),
        ("unblock", are_words, 'phải là một bộ câu; một câu thì giữ dấu phẩy: ("Chờ …",)'),
        ("readings", are_words, WORDS),
    ),
    Step: (
        *((name, is_text, TEXT) for name in ("id", "verb", "title")),
        ("holders", lambda v: isinstance(v, tuple) and v != () and all(map(_is_holder, v)), NOBODY),
        ("recorders", lambda v: isinstance(v, tuple) and all(map(_is_holder, v)), "phải là một bộ thẩm quyền"),
        *((name, lambda v: v is None or _is_holder(v), "phải là một thẩm quyền") for name in ("giver", "mandate")),
        ("lapses", lambda v: v is None or isinstance(v, date), "phải là ngày, hoặc None"),
        ("cites", are_some_words, CITES),
        *((name, are_words, WORDS) for name in ("readings", "checks", "needs", "scopes")),
        ("source", is_any_text, TEXT),
    ),
    Insert: (("step", lambda v: isinstance(v, Step), "phải là một Step"),),
    Tighten: (("step", is_text, TEXT), ("checks", are_some_words, WORDS)),
}  # fmt: skip


def _is_holder(value: object) -> bool:
    return getattr(value, "relation", None) in RELATIONS and isinstance(getattr(value, "of", None), str)


def fault(value: object, kind: type) -> str | None:
    """What is wrong with one value of an answer; None where it is a sound `kind`."""
    if not isinstance(value, kind):
        return f"phải là {kind.__name__}, không phải {named(value)}"
    for name, holds, must in FIELDS[kind]:
        if not holds(getattr(value, name)):
            return f"{kind.__name__}.{name} {must}"
    return None


def named(value: object) -> str:
    """A value's type as an error names it."""
    if value is None:
        return "None (hàm quên return?)"
    if isinstance(value, GeneratorType):
        return "generator (đổi yield thành return (…))"
    return type(value).__name__


def as_sequence(answer: object, kind: type) -> Sequence[object]:
    """A hook's answer as a list; each entry is still to be tested. AnswerError for what is no list.

    A generator is refused: it runs when it is read, outside the care a hook is called with, and may never end.
    """
    if not isinstance(answer, (list, tuple)):
        raise AnswerError(f"phải trả về danh sách {kind.__name__}, không phải {named(answer)}")
    if len(answer) > MANY:
        raise AnswerError(f"trả về {len(answer)} mục, nhiều nhất là {MANY}")
    return answer


def as_functions(answer: object, kind: str) -> Mapping[str, Callable[..., object]]:
    """A hook's answer as a table of functions. AnswerError for anything else."""
    if not isinstance(answer, Mapping):
        raise AnswerError(f"phải trả về bảng {{tên: {kind}}}, không phải {named(answer)}")
    if not are_functions(answer):
        raise AnswerError(f"bảng {{tên: {kind}}} có mục không phải hàm hoặc không có tên")
    return answer
