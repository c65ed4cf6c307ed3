"""The kinds of matter of this area, in the order of the regulation."""

from __future__ import annotations

from .mandate.kind import MANDATE
from .meeting.kind import MEETING
from .round.kind import ROUND

PROCEDURES = (
    MANDATE,  # Điều 6, khoản 3
    MEETING,  # Điều 3, khoản 3 và 11; Điều 4, khoản 3 và 4; Điều 10
    ROUND,  # Điều 10, khoản 3
)
