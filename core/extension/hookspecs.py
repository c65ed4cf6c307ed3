"""What a plugin may say to the office. Few, typed; each hook has a user that ships with the program, and a test.

A plugin implements any of these with `@hookimpl` and answers with a list or tuple, never a generator. What breaks, and
what then happens, is in core.extension.guard; docs/plugins.md shows two whole plugins in a single file each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from core.figures import FigureRule
    from core.law.book import Book
    from core.law.duty import DutyRule
    from core.law.procedure import Amendment, Bar, Check, Procedure

PROJECT = "vptu"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@dataclass(frozen=True, slots=True)
class Area:
    """The chapter area a plugin answers for: its articles, and what it does about each of their norms."""

    name: str
    title: str
    articles: tuple[str, ...] = ()
    """Articles that become undetermined when the plugin breaks."""
    enforced: Mapping[str, str] = field(default_factory=dict)
    """Norm id -> the rule that enforces it, as `module:name`."""
    carried: Mapping[str, str] = field(default_factory=dict)
    """Norm id -> the parameter, duty or record that carries it."""
    not_executable: Mapping[str, str] = field(default_factory=dict)
    """Norm id -> why no program can enforce it, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class ScreenSpec:
    """A screen, imported on first open."""

    id: str
    title: str
    path: str
    """`module:Class`"""
    source: str = ""
    """`module:object`, imported on first open: what the screen asks of the plugin. Screens import no plugin."""


@dataclass(frozen=True, slots=True)
class Export:
    """A document the plugin can make."""

    id: str
    title: str
    kind: str
    suffix: str
    path: str
    """`module:function`, imported on first use."""


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """A command of the command line that a plugin adds: `vptu NAME …`."""

    name: str
    help: str
    path: str
    """`module:function`, imported on first use and called as `function(words, desk=, work=, by=, at=)`; it answers the
    lines to print, and raises UsageError for wrong words."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something was put on record. `act` is `open`, `take`, `decline`, `return`, `withdraw`, `shorten` …"""

    act: str
    kind: str
    matter: int
    step: str
    by: str
    subject: str
    heading: str
    facts: object
    effective: bool
    """Did the act bring the matter into effect?"""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person is told because of an event."""

    person: str
    text: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opens:
    """A matter of another area that follows from an event: a conclusion that becomes a task. Areas know kinds by name
    only; where nobody answers for the kind, nothing is opened."""

    kind: str
    facts: Mapping[str, object]
    says: str
    """What it is, for whoever must be told that it could not be opened."""


@hookspec
def vptu_area() -> Area:
    """The area the plugin answers for; a plugin that only amends has one without articles. Asked once, when loaded.

    An article or norm that another plugin has already is refused. Used by plugins.leave, plugins.roster.
    """
    raise NotImplementedError


@hookspec
def vptu_procedures() -> Sequence[Procedure]:
    """Kinds of matter. A kind, or the name of a check, that another plugin has already is refused.

    Used by plugins.leave, plugins.roster.
    """
    raise NotImplementedError


@hookspec
def vptu_checks() -> Mapping[str, Check]:
    """Checks by name, for the steps of this plugin's amendments. A name that exists is refused.

    Used by docs/examples/last_week_of_december.py.
    """
    raise NotImplementedError


@hookspec
def vptu_bars() -> Mapping[str, Bar]:
    """Further bars, by kind of matter; asked for every step of that kind, whoever added it.

    Used by docs/examples/last_week_of_december.py.
    """
    raise NotImplementedError


@hookspec
def vptu_amendments() -> Sequence[Amendment]:
    """An administrator's rules on another plugin's routes: add or tighten steps, each citing its own legal source.

    One without a source is refused; one that raises leaves that kind of matter undetermined, its source named.
    Used by docs/examples/last_week_of_december.py.
    """
    raise NotImplementedError


@hookspec
def vptu_duties() -> Sequence[DutyRule]:
    """Recurring obligations. Used by plugins.roster."""
    raise NotImplementedError


@hookspec
def vptu_follow_ups(event: Event) -> Sequence[Notice | Opens]:
    """What must be told to whom and what is opened after an event: in the same transaction, which it cannot stop.

    Used by plugins.roster.
    """
    raise NotImplementedError


@hookspec
def vptu_screens() -> Sequence[ScreenSpec]:
    """Screens, by dotted path. An id that exists is refused. Used by plugins.leave, plugins.roster."""
    raise NotImplementedError


@hookspec
def vptu_commands() -> Sequence[CommandSpec]:
    """Further commands of the command line. Used by docs/examples/last_week_of_december.py."""
    raise NotImplementedError


@hookspec
def vptu_books() -> Sequence[Book]:
    """Numbered books the plugin keeps. An id, or a body and type, that another book has already is refused.

    Used by plugins.documents.
    """
    raise NotImplementedError


@hookspec
def vptu_figures() -> Sequence[FigureRule]:
    """How the area's matters are counted in a period. Used by plugins.planning."""
    raise NotImplementedError


@hookspec
def vptu_exports() -> Sequence[Export]:
    """Documents to take out. An id that exists is refused. Used by plugins.leave."""
    raise NotImplementedError
