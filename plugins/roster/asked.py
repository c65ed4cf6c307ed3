"""What was typed with an act on a roster: known names only, each read with an error a clerk can act on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from core.errors import UsageError

T = TypeVar("T")
_TITLES = {
    "day": "ngày trực", "role": "vai", "person": "người trực", "with_day": "ngày trực của người kia",
    "with_person": "người đổi ca",
}  # fmt: skip


def known(asked: Mapping[str, object], names: tuple[str, ...]) -> None:
    """Raises `UsageError` naming what may be given."""
    for name in asked:
        if name not in names:
            may = f"chỉ có: {', '.join(names)}" if names else "không cần thông tin nào"
            raise UsageError(f"Thao tác này không có thông tin «{name}»; {may}.")


def read(asked: Mapping[str, object], name: str, as_value: Callable[[object], T]) -> T:
    """A required value. Raises `UsageError` naming the field."""
    value = asked.get(name)
    if value is None or value == "":
        raise UsageError(f"Còn thiếu {_TITLES[name]} ({name}).")
    try:
        return as_value(value)
    except ValueError as error:
        raise UsageError(f"{_TITLES[name][:1].upper()}{_TITLES[name][1:]} ({name}): {error}.") from None
