"""Relations with bodies outside: Điều 19, 21, 22 and 23 (first), 22 (second), with 6.1-3 and 14.2.

Registered like any stranger's plugin; hook implementations only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.extension.hookspecs import hookimpl

if TYPE_CHECKING:
    from core.extension.hookspecs import Area, Event, Notice, ScreenSpec
    from core.law.duty import DutyRule
    from core.law.procedure import Procedure


@hookimpl
def vptu_area() -> Area:
    from .area import AREA

    return AREA


@hookimpl
def vptu_procedures() -> Sequence[Procedure]:
    from .procedures import PROCEDURES

    return PROCEDURES


@hookimpl
def vptu_duties() -> Sequence[DutyRule]:
    from .duties import HEAD_REPORT, PROVINCE_REPORTS, WARD_REPORTS

    return (HEAD_REPORT, WARD_REPORTS, PROVINCE_REPORTS)


@hookimpl
def vptu_follow_ups(event: Event) -> Sequence[Notice]:
    if event.kind not in ("coordination", "ward_report"):
        return ()
    from .told import told

    return tuple(told(event))


@hookimpl
def vptu_screens() -> Sequence[ScreenSpec]:
    from .area import SCREENS

    return SCREENS
