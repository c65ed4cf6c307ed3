"""Which norms this area answers for, and how; its screen by name."""

from __future__ import annotations

from core.extension.hookspecs import Area, ScreenSpec

AREA = Area(
    name="duty-roster",
    title="Lịch trực ngày lễ, tết",
    articles=(),  # two norms of Điều 18 only: its leave norms must not become undetermined with the roster
    enforced={
        "18.u1/1": "plugins.roster.checks:covered",
        "18.u1/2": "plugins.roster.procedure:roster_route",
    },
)

SCREENS = (ScreenSpec("roster", "Lịch trực", "tui.screens.roster:RosterScreen", "plugins.roster.screen:SOURCE"),)
