"""What one cell of a table may mean: text, a whole number or a day; anything doubtful is said, never guessed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final, Literal

from core.errors import UsageError
from core.tabular.grids import Odd, short
from core.text import tidy

Kind = Literal["text", "whole", "date"]
Value = str | int | date | None

EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2200, 12, 31)
_SERIALS_FROM: Final = date(1945, 1, 1)
"""A bare number below is no day but a year or a number: 2024 would be a day of 1905."""
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,15}")
_DAY: Final = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]00:00(?::00)?)?")
_SHORT_YEAR: Final = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{2}")


class WrongCellError(ValueError):
    """A value that cannot be taken; `str()` says why, after the name of its column."""


def value(cell: object, kind: Kind, *, limit: int, epoch: date) -> Value:
    """The value of a cell, "" or None where it is empty. Raises WrongCellError."""
    if isinstance(cell, Odd):
        raise WrongCellError(cell.says)
    if isinstance(cell, str):
        cell = _text(cell, limit)
    if cell is None or cell == "":
        return "" if kind == "text" else None
    match kind:
        case "text":
            return _text(_written(cell), limit)
        case "whole":
            return _whole(cell)
        case _:
            return _day(cell, epoch)


def _text(said: str, limit: int) -> str:
    try:
        return tidy(said, limit=limit, what="giá trị")
    except UsageError as refused:
        raise WrongCellError(str(refused).removeprefix("«giá trị» ").rstrip(".")) from None


def _written(cell: object) -> str:
    """A cell that is no text, as a person would have typed it."""
    if isinstance(cell, date):
        return f"{cell.day:02}/{cell.month:02}/{cell.year:04}"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.10g}".replace(".", ",")
    return str(cell)


def _whole(cell: object) -> int:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) < 10**15:
        return cell
    if isinstance(cell, str) and _WHOLE.fullmatch(cell):
        return int(cell)
    raise WrongCellError(f"«{short(_shown(cell))}» không phải số nguyên, hãy ghi liền các chữ số")


def _shown(cell: object) -> str:
    return cell if isinstance(cell, str) else _written(cell)


def _day(cell: object, epoch: date) -> date:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _within(cell, _written(cell))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _serial(cell, epoch)
    return _typed(str(cell))


def _within(day: date, said: str) -> date:
    if EARLIEST <= day <= LATEST:
        return day
    raise WrongCellError(f"«{short(said)}» ngoài khoảng từ năm {EARLIEST.year} đến {LATEST.year}")


def _serial(cell: int | float, epoch: date) -> date:
    try:
        day = epoch + timedelta(int(cell))
    except (OverflowError, ValueError):
        day = date.min
    if _SERIALS_FROM <= day <= LATEST:
        return day
    raise WrongCellError(f"«{short(_written(cell))}» không phải ngày, hãy ghi theo mẫu 05/03/2024")


def _typed(said: str) -> date:
    if found := _DAY.fullmatch(said):
        day, _, month, year = found.groups()
    elif found := _ISO.fullmatch(said):
        year, month, day = found.groups()
    elif _SHORT_YEAR.fullmatch(said):
        raise WrongCellError(f"«{short(said)}» chưa rõ năm nào, hãy ghi năm đủ bốn chữ số")
    else:
        raise WrongCellError(f"«{short(said)}» không phải ngày, hãy ghi theo mẫu 05/03/2024")
    try:
        return _within(date(int(year), int(month), int(day)), said)
    except WrongCellError:
        raise
    except ValueError:
        hint = " (ghi ngày trước, tháng sau)" if int(month) > 12 >= int(day) else ""
        raise WrongCellError(f"«{short(said)}» không có trong lịch{hint}") from None
