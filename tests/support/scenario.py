"""Scenarios as a clerk writes them: TOML files of questions and stories, read with errors that name file and entry.

How to write one stands at the top of `tests/scenarios/*.toml`. `questions.py` and `stories.py` say what is compared.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "scenarios"

QUESTION_GIVEN = (
    "id", "says", "at", "who", "by", "ask", "kind", "facts", "done", "away", "acting", "delegated", "absences", "named",
    "settings", "rows", "ready",
)  # fmt: skip
QUESTION_WANTED = (
    "verdict", "gate", "sentence", "unblock", "route", "length", "clauses", "decisive", "readings", "who_may",
    "capacity", "behalf", "warnings", "gaps", "error",
)  # fmt: skip
STORY_GIVEN = ("id", "says", "at", "step")
STEP_GIVEN = (
    "says", "at", "act", "by", "on", "as", "kind", "step", "facts", "with", "evidence", "note", "delegation", "number",
    "key", "value", "since", "act_id", "file", "size", "part", "book",
)  # fmt: skip
STEP_WANTED = (
    "verdict", "error", "gate", "sentence", "unblock", "decisive", "clauses", "readings", "capacity", "behalf",
    "warnings", "who_may", "status", "route", "open_steps", "next", "record", "told", "acting", "absent", "tray",
    "tray_as", "due", "late", "register", "journal", "settled", "duties", "repeated", "rows", "heading", "lead",
    "numbers", "holds", "sheet", "parts", "ties",
)  # fmt: skip


class Mismatch(AssertionError):
    """What an entry wanted and what came of it, with file, line and entry."""


class Unreadable(Exception):
    """The scenario file itself is wrong."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One question, or one whole story, with the place it stands in."""

    file: str
    line: int
    id: str
    is_story: bool
    data: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.file}: {self.id}"

    def fail(self, what: str, wanted: object, found: object, step: int | None = None) -> Mismatch:
        where = f"{self.file}, dòng {self.line}, mục {self.id}" + (f", bước {step}" if step else "")
        return Mismatch(f"{where}: {what}:\n   muốn: {_plain(wanted)}\n   được: {_plain(found)}")

    def unreadable(self, says: str, step: int | None = None) -> Unreadable:
        where = f"{self.file}, dòng {self.line}, mục {self.id}" + (f", bước {step}" if step else "")
        return Unreadable(f"{where}: {says}")


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k} = {_plain(v)}" for k, v in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(_plain, value)) + "]"
    return str(value)


@cache
def entries(folder: Path = FOLDER) -> tuple[Entry, ...]:
    """Every question and story of every file; rows of a question are entries of their own."""
    return tuple(entry for file in sorted(folder.glob("*.toml")) for entry in read(file.name, file.read_text("utf-8")))


def read(name: str, text: str) -> Iterator[Entry]:
    """The entries of one file. Raises Unreadable for anything that is not a scenario."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"{name}: không phải TOML đúng cách viết ({error})") from None
    strange = set(data) - {"defaults", "question", "story"}
    if strange:
        raise Unreadable(f"{name}: không có mục «{min(strange)}»; chỉ có [defaults], [[question]], [[story]]")
    seen: set[str] = set()
    for table, is_story in (("question", False), ("story", True)):
        for raw in data.get(table, ()):
            entry = Entry(name, _line(text, raw.get("id")), str(raw.get("id", "?")), is_story, raw)
            if "id" not in raw or "says" not in raw:
                raise entry.unreadable("thiếu id hoặc says")
            if entry.id in seen:
                raise entry.unreadable("trùng id với một mục khác trong tệp")
            seen.add(entry.id)
            yield from _checked(entry, data.get("defaults", {}))


def _checked(entry: Entry, defaults: Mapping[str, Any]) -> Iterator[Entry]:
    if entry.is_story:
        _known(entry, entry.data, STORY_GIVEN)
        for number, step in enumerate(entry.data.get("step", ()), 1):
            _known(entry, step, STEP_GIVEN + STEP_WANTED, number)
            if "act" not in step:
                raise entry.unreadable("thiếu act", number)
        yield Entry(entry.file, entry.line, entry.id, True, {**defaults, **entry.data})
        return
    _known(entry, entry.data, QUESTION_GIVEN + QUESTION_WANTED)
    whole = {**defaults, **entry.data}
    rows = whole.pop("rows", None)
    for number, row in enumerate([{}] if rows is None else rows, 1):
        _known(entry, row, QUESTION_GIVEN + QUESTION_WANTED, None if rows is None else number)
        merged = {**whole, **row, "facts": {**whole.get("facts", {}), **row.get("facts", {})}}
        if not set(merged) & set(QUESTION_WANTED):
            raise entry.unreadable("không nói kết quả muốn có", number)
        name = entry.id if rows is None else f"{entry.id}/{row.get('says', number)}"
        yield Entry(entry.file, entry.line, name, False, merged)


def _known(entry: Entry, table: Mapping[str, Any], keys: tuple[str, ...], step: int | None = None) -> None:
    strange = [key for key in table if key not in keys]
    if strange:
        raise entry.unreadable(f"không có khóa «{strange[0]}»; các khóa: {', '.join(keys)}", step)


def _line(text: str, id: object) -> int:
    for number, line in enumerate(text.splitlines(), 1):
        if line.replace(" ", "") == f'id="{id}"'.replace(" ", ""):
            return number
    return 0
