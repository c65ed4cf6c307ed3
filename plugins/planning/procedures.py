"""The kinds of matter of this area."""

from __future__ import annotations

from .plan.kind import PLAN
from .task.kind import TASK

PROCEDURES = (PLAN, TASK)
