"""Information and reports: Điều 11, with 4.3-3, 4.4-1/4, 6, 8.4 and 23 (second).

Registered like any stranger's plugin; hook implementations only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.extension.hookspecs import hookimpl

if TYPE_CHECKING:
    from core.extension.hookspecs import Area, Export, ScreenSpec
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
def vptu_screens() -> Sequence[ScreenSpec]:
    from .area import SCREENS

    return SCREENS


@hookimpl
def vptu_exports() -> Sequence[Export]:
    from .area import EXPORTS

    return EXPORTS


@hookimpl
def vptu_figures() -> Sequence[FigureRule]:
    from .figures import FIGURES

    return (FIGURES,)
