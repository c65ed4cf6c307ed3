"""Plans and tasks: Điều 8, with 1.3, 3.5 and 2.1.

Registered like any stranger's plugin; hook implementations only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.extension.hookspecs import hookimpl

if TYPE_CHECKING:
    from core.extension.hookspecs import Area, CommandSpec, Event, Notice, ScreenSpec
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
    from .duties import OFFICE_PLAN, UNIT_PLANS

    return (OFFICE_PLAN, UNIT_PLANS)


@hookimpl
def vptu_follow_ups(event: Event) -> Sequence[Notice]:
    if event.kind != "task":
        return ()
    from .told import told

    return tuple(told(event))


@hookimpl
def vptu_figures() -> Sequence[FigureRule]:
    from .figures import TASKS

    return (TASKS,)


@hookimpl
def vptu_screens() -> Sequence[ScreenSpec]:
    from .area import SCREENS

    return SCREENS


@hookimpl
def vptu_commands() -> Sequence[CommandSpec]:
    from .area import COMMANDS

    return COMMANDS
