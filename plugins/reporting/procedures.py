"""The kinds of matter of this area, in the order of the regulation."""

from __future__ import annotations

from .event.kind import EVENT_REPORT
from .periodic.kind import REPORT

PROCEDURES = (
    REPORT,  # Điều 8, khoản 4; Điều 11, khoản 2; Điều 23 (thứ hai), khoản 3
    EVENT_REPORT,  # Điều 4, 6; Điều 11, khoản 1 và 3
)
