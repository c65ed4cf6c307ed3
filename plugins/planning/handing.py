"""`vptu ban-giao`: whoever leaves hands over everything he still has, with one reason, in one act of the leader.

Each task is judged and put on record on its own; what is refused stays where it is, and the answer says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, cast

from core.errors import Refused, UsageError
from core.law import usual
from core.listing import Record, View, records
from core.office.office import Office

from . import common
from .listings import LEFT, TASKS, now

USAGE = "Viết: vptu ban-giao NGƯỜI_GIAO NGƯỜI_NHẬN LÝ_DO, ví dụ: vptu ban-giao cvB cvA chuyển công tác."


class Desk(Protocol):
    """What the command asks of the reader it is handed."""

    def office(self, at: datetime) -> Office: ...


class Work(Protocol):
    """What the command asks of the writer it is handed."""

    def change(
        self, matter_id: int, verb: str, asked: Mapping[str, object], *, by: str, at: datetime, seen: int | None = None
    ) -> object: ...


def hand_over_all(words: Sequence[str], *, desk: Desk, work: Work, by: str, at: datetime) -> list[str]:
    """Lines to print: what was handed over, what was not and why. Raises UsageError for wrong words."""
    giver, taker, reason = _read(words)
    if giver == taker:
        raise UsageError("Người giao và người nhận là một; chọn người nhận khác.")
    held = held_by(giver, desk, at)
    office = desk.office(at)
    if not held:
        raise UsageError(f"{common.name_of(giver, office)} không giữ việc nào chưa xong.")
    lines, moved = [], 0
    for record in held:
        said = f"việc {record.row.id}: {record.row.title}"
        try:
            asked = {"to": taker, "reason": reason}
            work.change(record.row.id, "hand_over", asked, by=by, at=at, seen=record.row.version)
        except Refused as refused:
            lines.append(f"Chưa giao được {said}. {refused.ruling.sentence}")
        except UsageError as error:
            lines.append(f"Chưa giao được {said}. {error}")
        else:
            moved += 1
            lines.append(f"Đã giao {said}; hạn vẫn là {usual.dmy(record.facts.due)}.")
    return [*lines, f"Đã giao lại {moved}/{len(held)} việc cho {office.name(taker)}."]


def _read(words: Sequence[str]) -> tuple[str, str, str]:
    if len(words) < 3 or not " ".join(words[2:]).strip():
        raise UsageError(USAGE)
    return words[0], words[1], " ".join(words[2:]).strip()


def held_by(person: str, desk: Desk, at: datetime) -> list[Record]:
    """Tasks for which somebody answers and that are not done, the oldest first."""
    mine = View("", LEFT, where=lambda r: r.facts.responsible == person and now(r).phase != "done")
    return sorted(_all(desk, mine, at), key=lambda record: record.row.id)


def _all(desk: Desk, view: View, at: datetime) -> Iterator[Record]:
    """Page after page: a person may hold more than one of them shows."""
    before: int | None = None
    while page := records(cast(Any, desk), TASKS, view, at=at, before=before):  # the desk that lists are read from
        yield from page
        before = page[-1].row.id
