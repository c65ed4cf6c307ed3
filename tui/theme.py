"""Two looks, dark and light, and the handful of tones every widget speaks in.

A widget never names a colour: it names a tone ("muted", "good", "bad" …) and the theme in force answers. The colours
keep their order of brightness when a terminal rounds them to 256 or 16.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

if TYPE_CHECKING:
    from textual.app import App

T = TypeVar("T")

DARK: Final = "vptu-toi"
LIGHT: Final = "vptu-sang"

TONES: Final = ("muted", "faint", "accent", "primary", "good", "warn", "bad", "strong", "chosen", "chosen-idle", "head")

_GROUND: Final[dict[str, dict[str, str]]] = {
    DARK: {
        "foreground": "#d8dbe0",
        "background": "#15171a",
        "surface": "#1c1f23",
        "panel": "#272b31",
        "rule": "#464c55",
    },
    LIGHT: {
        "foreground": "#22272e",
        "background": "#f9f8f5",
        "surface": "#f2f1ed",
        "panel": "#e7e5df",
        "rule": "#c4c1b8",
    },
}
"""Greys with so little colour that 256-colour terminals round them to grey and not to navy blue."""

_SHADES: Final[dict[str, dict[str, str]]] = {
    DARK: {
        "muted": "#9aa1ab",
        "faint": "#6d747e",
        "accent": "#e3b866",
        "primary": "#79b4e8",
        "good": "#8cc583",
        "warn": "#eaa55c",
        "bad": "#ef7b76",
        "strong": "#ffffff",
        "chosen": "#ffffff on #264b73",
        "chosen-idle": "#d8dbe0 on #32373e",
        "head": "#9aa1ab",
        "cursor": "#15171a on #ffffff",
        "weekend": "#6d747e on #2b2f35",
        "holiday": "#b48a8a on #3b2a2c",
        "zebra": "#6d747e on #1b1d20",
        "today": "#16191f on #e3b866",
        "annual": "#0f1a12 on #8cc583",
        "private": "#10171f on #79b4e8",
        "ill": "#1d100f on #ef7b76",
        "family": "#1d140b on #eaa55c",
        "mission": "#17111f on #b79be0",
        "duty": "#0d1b1d on #6cc3c6",
        "acting": "#1b1608 on #f1d58a",
    },
    LIGHT: {
        "muted": "#5f6772",
        "faint": "#8b929b",
        "accent": "#8f5f00",
        "primary": "#1c5c97",
        "good": "#2c7636",
        "warn": "#a85400",
        "bad": "#b0281f",
        "strong": "#000000",
        "chosen": "#08213a on #bcd7f0",
        "chosen-idle": "#22272e on #dddbd4",
        "head": "#5f6772",
        "cursor": "#ffffff on #22272e",
        "weekend": "#8b929b on #e2e0d8",
        "holiday": "#9a4a44 on #f6dfda",
        "zebra": "#8b929b on #f1f0ec",
        "today": "#ffffff on #8f5f00",
        "annual": "#ffffff on #2c7636",
        "private": "#ffffff on #1c5c97",
        "ill": "#ffffff on #b0281f",
        "family": "#ffffff on #a85400",
        "mission": "#ffffff on #6a4a9c",
        "duty": "#ffffff on #16696c",
        "acting": "#3b2a00 on #f0c75e",
    },
}

# The sixteen colours themselves, for terminals that have no others: rounding would leave little but greys.
_GROUND_16: Final[dict[str, dict[str, str]]] = {
    DARK: {
        "foreground": "#aaaaaa",
        "background": "#000000",
        "surface": "#000000",
        "panel": "#0000aa",
        "rule": "#555555",
    },
    LIGHT: {
        "foreground": "#000000",
        "background": "#ffffff",
        "surface": "#ffffff",
        "panel": "#aaaaaa",
        "rule": "#555555",
    },
}
_MARKS_16: Final = {
    "annual": "#000000 on #00aa00",
    "private": "#000000 on #5555ff",
    "ill": "#ffffff on #aa0000",
    "family": "#000000 on #aa5500",
    "mission": "#ffffff on #aa00aa",
    "duty": "#000000 on #00aaaa",
}
_SHADES_16: Final[dict[str, dict[str, str]]] = {
    DARK: {
        "muted": "#00aaaa",
        "faint": "#00aaaa",
        "accent": "#ffff55",
        "primary": "#55ffff",
        "good": "#55ff55",
        "warn": "#ffff55",
        "bad": "#ff5555",
        "strong": "#ffffff",
        "chosen": "#ffffff on #0000aa",
        "chosen-idle": "#ffffff on #555555",
        "head": "#00aaaa",
        "cursor": "#000000 on #ffffff",
        "weekend": "#aaaaaa on #555555",
        "holiday": "#ff55ff on #555555",
        "zebra": "#00aaaa",
        "today": "#000000 on #ffff55",
        "acting": "#000000 on #ffffff",
        **_MARKS_16,
    },
    LIGHT: {
        "muted": "#555555",
        "faint": "#555555",
        "accent": "#aa0000",
        "primary": "#0000aa",
        "good": "#00aa00",
        "warn": "#aa5500",
        "bad": "#aa0000",
        "strong": "#000000",
        "chosen": "#ffffff on #0000aa",
        "chosen-idle": "#000000 on #aaaaaa",
        "head": "#555555",
        "cursor": "#ffffff on #000000",
        "weekend": "#555555 on #aaaaaa",
        "holiday": "#aa00aa on #aaaaaa",
        "zebra": "#555555",
        "today": "#ffffff on #aa0000",
        "acting": "#000000 on #ffff55",
        **_MARKS_16,
    },
}

_BOLD: Final = frozenset(
    {"strong", "today", "cursor", "annual", "private", "ill", "family", "mission", "duty", "acting"}
)


def _variables(shades: dict[str, str]) -> dict[str, str]:
    """The tones as style-sheet variables (`$tone-muted`), for Content and .tcss; a tone with a background gives two."""
    variables: dict[str, str] = {}
    for tone, shade in shades.items():
        fore, _, back = shade.partition(" on ")
        variables[f"tone-{tone}"] = fore
        if back:
            variables[f"tone-{tone}-back"] = back
    return variables


def _theme(name: str, ground: dict[str, str], shades: dict[str, str]) -> Theme:
    surface, rule, primary = ground["surface"], ground["rule"], shades["primary"]
    cursor_ink, _, cursor_ground = shades["cursor"].partition(" on ")
    chosen = shades["chosen"].partition(" on ")[2]
    return Theme(
        name,
        primary=primary,
        accent=shades["accent"],
        success=shades["good"],
        warning=shades["warn"],
        error=shades["bad"],
        foreground=ground["foreground"],
        background=ground["background"],
        surface=surface,
        panel=ground["panel"],
        dark=name == DARK,
        variables=_variables(shades)
        | {
            "border": primary,
            "border-blurred": rule,
            "input-cursor-background": cursor_ground,
            "input-cursor-foreground": cursor_ink,
            "input-cursor-text-style": "none",
            "input-selection-background": chosen,
            "scrollbar": rule,
            "scrollbar-hover": rule,
            "scrollbar-active": primary,
            "scrollbar-background": surface,
            "scrollbar-background-hover": surface,
            "scrollbar-background-active": surface,
            "scrollbar-corner-color": surface,
        },
    )


def sixteen(app: App[T]) -> bool:
    """Has the terminal no more than sixteen colours?"""
    return app.console.color_system in ("standard", "windows")


def themes(app: App[T]) -> tuple[Theme, Theme]:
    """The dark and the light theme, in this order, in colours this terminal has."""
    ground, shades = (_GROUND_16, _SHADES_16) if sixteen(app) else (_GROUND, _SHADES)
    dark, light = (_theme(name, ground[name], shades[name]) for name in (DARK, LIGHT))
    return dark, light


@lru_cache(maxsize=256)
def _style(theme: str, tone: str, few: bool) -> Style:
    shades = _SHADES_16 if few else _SHADES
    shade = shades.get(theme, shades[DARK]).get(tone)
    if shade is None:
        return Style.null()
    fore, _, back = shade.partition(" on ")
    return Style(
        color=Color.parse(fore).rich_color,
        bgcolor=Color.parse(back).rich_color if back else None,
        bold=True if tone in _BOLD else None,
    )


def tone_style(app: App[T], tone: str) -> Style:
    """The Rich style of a tone under the theme in force; no tone, or one nobody knows, is the plain style."""
    return _style(app.theme, tone, sixteen(app)) if tone else Style.null()
