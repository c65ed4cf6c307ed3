"""Which day, half-day or moment did a person mean by what he typed: «10/10», «mai», «chiều thứ Năm», «7h10 hôm qua».

Everything is read against a given day; what is not understood raises `ValueError` with a Vietnamese clause.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from core.office.sessions import ZONE
from core.text import fold

_HALVES: Final = {"sang": 0, "s": 0, "chieu": 1, "c": 1}
_NEAR: Final = {"hom nay": 0, "nay": 0, "mai": 1, "kia": 2, "mot": 2, "hom qua": -1, "qua": -1, "hom kia": -2}
_WEEKDAYS: Final = {
    **{f"t{n}": n - 2 for n in range(2, 8)}, **{f"thu {n}": n - 2 for n in range(2, 8)}, "cn": 6, "chu nhat": 6,
    "thu hai": 0, "thu ba": 1, "thu tu": 2, "thu nam": 3, "thu sau": 4, "thu bay": 5,
}  # fmt: skip
_FULL: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_SHORT: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_STEP: Final = re.compile(r"[+-]\d{1,3}")
_TIME: Final = re.compile(r"(\d{1,2})\s*(?:h|g|gio|:)\s*(\d{2})?(?:\s*phut)?(?=\s|$)")
HOW: Final = "viết như 10/10, 10/10/2024, mai, thứ năm, +3"


class Meant(NamedTuple):
    day: date
    half: int | None = None
    """0 morning, 1 afternoon, None where none was said."""


def meant(text: str, *, today: date) -> Meant:
    """The day that was typed, and the half of it where one was said."""
    words = fold(text).replace(",", " ").split()
    halves = [_HALVES[word] for word in words if word in _HALVES]
    rest = [word for word in words if word not in _HALVES and word not in ("buoi", "ngay")]
    if len(halves) > 1:
        raise ValueError("chỉ ghi một buổi, sáng hoặc chiều")
    return Meant(_day(rest, text, today), halves[0] if halves else None)


def _day(words: list[str], text: str, today: date) -> date:
    said = " ".join(words)
    if said in _NEAR:
        return today + timedelta(_NEAR[said])
    if said in _WEEKDAYS:
        return today + timedelta((_WEEKDAYS[said] - today.weekday()) % 7)
    if _STEP.fullmatch(said):
        return today + timedelta(int(said))
    if len(words) > 1 and " ".join(words[:-1]) in _WEEKDAYS:  # «T5 10/10/2024», as this program writes it
        said = words[-1]
    local, iso, short = _FULL.fullmatch(said), _ISO.fullmatch(said), _SHORT.fullmatch(said)
    if not (local or iso or short):
        raise ValueError(f"«{text.strip()}» không phải ngày; {HOW}")
    try:
        if short:
            return _nearest(int(short[1]), int(short[2]), today)
        year, month, day = map(int, iso.groups() if iso else local.groups()[::-1] if local else ())
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"«{text.strip()}» không có trong lịch") from None


def _nearest(day: int, month: int, today: date) -> date:
    """In the year that brings it nearest to today: on 20 December «05/01» is next January."""
    found = []
    for year in (today.year, today.year + 1, today.year - 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return min(found, key=lambda d: abs(d - today))  # none of them: ValueError, as for any day that does not exist


def meant_moment(text: str, *, now: datetime) -> datetime:
    """The moment that was typed; today where no day is said."""
    said = fold(text).replace(",", " ").replace("luc ", " ").strip()
    found = _TIME.search(said)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise ValueError(f"«{text.strip()}» không rõ giờ; viết như 7h10, 07:10 hôm qua, 07:10 06/05")
    rest = (said[: found.start()] + " " + said[found.end() :]).split()
    today = now.astimezone(ZONE).date()
    day = _day([w for w in rest if w not in ("ngay", "sang")], text, today) if rest else today
    return datetime(day.year, day.month, day.day, int(found[1]), int(found[2] or 0), tzinfo=ZONE)
