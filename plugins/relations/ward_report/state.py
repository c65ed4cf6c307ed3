"""Has a ward's report come, and is it late? One function, from the records and the day that is asked about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from core.office.sessions import Calendar

from ..lateness import State, owed

if TYPE_CHECKING:
    from .facts import WardReport


def state_on(facts: WardReport, on: date, calendar: Calendar) -> State:
    """chưa đến hạn · đến hạn hôm nay · quá hạn N ngày làm việc · đã nhận đúng hạn · đã nhận, trễ N ngày làm việc.

    What came after `on` had not come yet. No sanction follows from any of it: Điều 21 gives none.
    """
    came = facts.received.on if facts.received is not None and facts.received.on <= on else None
    return owed(facts.due, came, on, calendar, done="đã nhận", awaited="chưa đến hạn")
