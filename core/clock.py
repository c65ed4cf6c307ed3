"""The only reader of the clock: rules and records are handed an instant, they never ask for one."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from core.errors import UsageError
from core.office.sessions import ZONE


class Clock(Protocol):
    """What the composition root hands down."""

    def now(self) -> datetime:
        """This instant, aware of its zone."""
        ...


class SystemClock:
    """The machine's clock, in the office's zone whatever the machine's zone is."""

    __slots__ = ()

    def now(self) -> datetime:
        return datetime.now(ZONE)


class FixedClock:
    """A clock that stands at one instant until it is moved: for tests, rehearsals and questions about another day."""

    __slots__ = ("_at",)

    def __init__(self, at: datetime) -> None:
        self._at = _aware(at)

    def now(self) -> datetime:
        return self._at

    def move_to(self, at: datetime) -> None:
        self._at = _aware(at)


def _aware(at: datetime) -> datetime:
    """The instant in the office's zone. Raises UsageError for a time without a zone: it names no instant."""
    if at.utcoffset() is None:
        raise UsageError(
            f"Thời điểm {at:%d/%m/%Y %H:%M} thiếu múi giờ nên không rõ là lúc nào: hãy ghi thêm múi giờ, ví dụ +07:00."
        )
    return at.astimezone(ZONE)
