"""Meetings: Điều 10, with what Điều 3, 4 and 6 say of convening, attending, minutes and speaking for the Office.

Registered like any stranger's plugin; hook implementations only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.extension.hookspecs import hookimpl

if TYPE_CHECKING:
    from core.extension.hookspecs import Area, Event, Notice, Opens, ScreenSpec
    from core.figures import FigureRule
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
    from .duties import RULES

    return RULES


@hookimpl
def vptu_follow_ups(event: Event) -> Sequence[Notice | Opens]:
    if event.kind != "meeting":
        return ()
    from .told import told

    return tuple(told(event))


@hookimpl
def vptu_figures() -> Sequence[FigureRule]:
    from .figures import HELD

    return (HELD,)


@hookimpl
def vptu_screens() -> Sequence[ScreenSpec]:
    from .area import SCREENS

    return SCREENS
