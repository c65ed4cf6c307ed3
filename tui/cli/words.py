"""The values that came with a command, read one by one with an error a clerk can act on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from core.errors import UsageError
from core.text import nfc, safe, tidy

if TYPE_CHECKING:
    from core.inquiry import Supposition
    from tui.cli.declare import Verb

MAX_WORD = 4000
"""Characters of one option's value."""
_MORE = re.compile(r",(?=\s*[^\W\d]\w*\s*=)")
"""The comma before the next NAME= in `so=12-CV/TU,ngay=05/03/2024`."""


class Words:
    """Typed access to what argparse found. Names are those of the table."""

    def __init__(self, verb: Verb, found: Mapping[str, object]) -> None:
        self.verb = verb
        self._found = found
        self._places = {word.name: n for n, word in enumerate(verb.words)}

    def flag(self, name: str) -> bool:
        return self._found.get(name) is True

    def raw(self, name: str) -> str | None:
        """As it was given, for paths."""
        value = self._value(name)
        return value if isinstance(value, str) else None

    def text(self, name: str) -> str:
        """A required word. Raises UsageError where it is missing or no clean text."""
        value = self.maybe(name)
        if value is None or value == "":
            raise UsageError(f"Còn thiếu {name}; xem «vptu {self.verb.name} --help».")
        return value

    def maybe(self, name: str) -> str | None:
        value = self.raw(name)
        return tidy(value, limit=MAX_WORD, what=name, multiline=True) if value is not None else None

    def many(self, name: str) -> tuple[str, ...]:
        value = self._value(name)
        return tuple(nfc(str(v)) for v in value) if isinstance(value, list) else ()

    def _value(self, name: str) -> object:
        return self._found.get(f"word{self._places[name]}" if name in self._places else name)

    # typed

    def number(self, name: str, default: int | None = None) -> int:
        """A whole number from 1. Raises UsageError for anything else."""
        value = self.maybe(name)
        if value is None and default is not None:
            return default
        if value is None or not (value.isascii() and value.isdigit()) or not 0 < int(value[:19]) < 2**62:
            raise UsageError(f"{name}: «{safe(value or '')[:60]}» không phải số; ghi một số nguyên từ 1.")
        return int(value)

    def day(self, name: str, default: date) -> date:
        value = self.maybe(name)
        return default if value is None else day_of(value, name)

    def instant(self, name: str, default: datetime | None, *, end: bool = False) -> datetime:
        """A time of day; of a bare day its first instant, or with `end` the one after its last."""
        value = self.maybe(name)
        if value is None and default is not None:
            return default
        if value is None:
            raise UsageError(f"Còn thiếu {name}; ghi như «08:00 11/10/2024» hoặc «11/10/2024».")
        return instant_of(value, name, end=end)

    def pairs(self, name: str) -> dict[str, object]:
        """`TÊN=GIÁ_TRỊ …` as a mapping. Raises UsageError for a word without `=` and a name given twice."""
        return pairs(self.many(name))


def day_of(text: str, name: str) -> date:
    from core.law.facts import read_day

    try:
        return read_day(text)
    except ValueError as error:
        raise UsageError(f"{name}: {error}.") from None


def instant_of(text: str, name: str, *, end: bool = False) -> datetime:
    """A typed time in the office's zone."""
    from core.law.facts import read_day, read_instant
    from core.office.sessions import ZONE, session, starts_at

    try:
        if ":" not in text:
            day = read_day(text)
            return starts_at(session(day + timedelta(1) if end else day))
        found = read_instant(text)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{name}: {error}.") from None
    assert isinstance(found, datetime)
    return found.astimezone(ZONE)


def pairs(words: Iterable[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for word in words:
        name, equals, value = word.partition("=")
        name = name.strip()
        if not equals or not name:
            raise UsageError(
                f'«{_short(word)}» không rõ; ghi thành TÊN=GIÁ_TRỊ, ví dụ days=1.5 hoặc "from=sáng 11/10/2024".'
            )
        if name in found:
            raise UsageError(f"«{_short(name)}» được ghi hai lần; chỉ ghi một lần.")
        found[name] = value
    return found


def evidence(text: str | None) -> dict[str, str]:
    """`so=12-CV/TU,ngay=05/03/2024` or `goi=head,luc=07:10 06/05/2024`. Raises UsageError for other names."""
    if text is None:
        return {}
    found = {name: str(value).strip() for name, value in pairs(_MORE.split(text)).items()}
    for name in found:
        if name not in ("so", "ngay", "goi", "luc"):
            raise UsageError(
                f"Bằng chứng không có mục «{_short(name)}»; ghi so=…,ngay=… (văn bản) hoặc goi=…,luc=… (điện thoại)."
            )
    return found


def supposition(words: Iterable[str]) -> Supposition:
    """`away=P`, `acting=P`, `delegate=GIVER:TAKER:SCOPE`. Raises UsageError for anything else."""
    from core.inquiry import Supposition

    away: list[str] = []
    acting: list[str] = []
    given: list[tuple[str, str, str]] = []
    for word in words:
        name, _, value = word.partition("=")
        parts = value.split(":", 2)
        if name == "away" and value:
            away.append(value)
        elif name == "acting" and value:
            acting.append(value)
        elif name == "delegate" and len(parts) == 3 and all(parts):
            given.append((parts[0], parts[1], parts[2]))
        else:
            raise UsageError(
                f"Giả sử «{_short(word)}» không rõ; ghi away=NGƯỜI, acting=NGƯỜI "
                "hoặc delegate=TỪ:CHO:PHẠM_VI (ví dụ delegate=head:deputy1:leave:consent)."
            )
    if len(acting) > 1:
        raise UsageError("Chỉ giả sử được một người thay Chánh Văn phòng (acting).")
    return Supposition(tuple(away), acting[0] if acting else None, tuple(given))


def nearest(word: str, known: Iterable[str]) -> str:
    """` (có phải «leave»?)`, or nothing."""
    from difflib import get_close_matches

    by_lower = {k.lower(): k for k in known}
    near = get_close_matches(word.lower()[:80], by_lower, 1, 0.5)
    return f" (có phải «{by_lower[near[0]]}»?)" if near else ""


def _short(text: str) -> str:
    shown = safe(text)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"
