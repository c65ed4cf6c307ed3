"""The kinds of matter of this area, in the order of the regulation."""

from __future__ import annotations

from .coordination.kind import COORDINATION
from .direct_task.kind import DIRECT_TASK
from .field_trip.kind import FIELD_TRIP
from .joint.kind import JOINT
from .report_up.kind import REPORT_UP
from .ward_guidance.kind import WARD_GUIDANCE
from .ward_report.kind import WARD_REPORT

PROCEDURES = (
    DIRECT_TASK,  # Điều 6, khoản 1; Điều 23 (thứ nhất)
    FIELD_TRIP,  # Điều 14
    JOINT,  # Điều 19
    WARD_REPORT,  # Điều 21
    WARD_GUIDANCE,
    COORDINATION,  # Điều 22 (thứ nhất), Điều 22 (thứ hai)
    REPORT_UP,  # Điều 23 (thứ nhất)
)
