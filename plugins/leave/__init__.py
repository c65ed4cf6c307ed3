"""Absence and leave: Điều 18, with 4.6 and 5. Registered like any stranger's plugin; hook implementations only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.extension.hookspecs import hookimpl

if TYPE_CHECKING:
    from core.extension.hookspecs import Area, Export, ScreenSpec
    from core.law.duty import DutyRule
    from core.law.procedure import Procedure


@hookimpl
def vptu_area() -> Area:
    from .area import AREA

    return AREA


@hookimpl
def vptu_procedures() -> Sequence[Procedure]:
    from .procedures import LEAVE, MISSION

    return (LEAVE, MISSION)


@hookimpl
def vptu_duties() -> Sequence[DutyRule]:
    return ()


@hookimpl
def vptu_screens() -> Sequence[ScreenSpec]:
    from .area import SCREENS

    return SCREENS


@hookimpl
def vptu_exports() -> Sequence[Export]:
    from .area import EXPORTS

    return EXPORTS
