"""The duty roster: the first unnumbered paragraph of Điều 18. Hook implementations only."""

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
    from .procedures import ROSTER

    return (ROSTER,)


@hookimpl
def vptu_duties() -> Sequence[DutyRule]:
    from .duties import DRAW_UP

    return (DRAW_UP,)


@hookimpl
def vptu_follow_ups(event: Event) -> Sequence[Notice]:
    if event.kind != "roster":
        return ()
    from .told import told

    return tuple(told(event))


@hookimpl
def vptu_screens() -> Sequence[ScreenSpec]:
    from .area import SCREENS

    return SCREENS
