"""What plugins bring to a session, and what is said while one of them is broken.

Asked only when plugins are loaded, behind the first frame; whatever is wrong with one costs a sentence and a log line.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Final

from core.errors import ConfigError, VptuError
from core.text import safe
from tui.command_lists.lists import LISTING
from tui.commands import Book, Command

if TYPE_CHECKING:
    from textual.screen import Screen

    from core.extension.failures import Failure
    from core.extension.registry import Registry
    from core.office.office import Office

PREFIX: Final = "go.plugin."
"""No command of the product's own begins so."""
LOG: Final = logging.getLogger("vptu.tui")


def commands_of(registry: Registry, known: Iterable[Command]) -> tuple[Command, ...]:
    """One command for every screen of a plugin that no command opens yet; what is broken goes to the log."""
    opened = {(command.opens, command.source) for command in known}
    registry.report()
    for failure in registry.failures:
        LOG.warning(failure.sentence)
    return tuple(
        Command(
            PREFIX + screen.id,
            title,
            f"Màn hình của phần mở rộng «{title}».",
            opens=screen.path,
            source=screen.source,
            outside=True,
        )
        for screen in registry.screens()
        if not {(screen.path, screen.source), (screen.path, "")} & opened
        for title in (safe(screen.title),)
    )


def with_commands(book: Book, more: Iterable[Command]) -> Book:
    """The commands with more. One that cannot stand beside the others is left out, and the log says why."""
    for command in more:
        try:
            book = Book((*book, command))
        except ConfigError as error:
            LOG.warning(str(error))
    return book


def screen_of(command: Command) -> Screen[object]:
    """The screen a command opens, imported and made now.

    Raises VptuError for one of a plugin that cannot be had; the log has the trace.
    """
    what = (command.source, command.label) if command.opens == LISTING else ()
    if not command.outside:
        module, _, name = command.opens.partition(":")
        screen: Screen[object] = getattr(import_module(module), name)(*what)
        return screen
    return _screen_outside(command, what)


def _screen_outside(command: Command, what: tuple[str, ...]) -> Screen[object]:
    from textual.screen import Screen

    from core.extension.failures import explain
    from core.extension.guard import GO_ON
    from core.extension.registry import resolve

    try:
        made = resolve(command.opens)(*what)
    except GO_ON:
        raise
    except BaseException as error:
        LOG.error("a plugin's screen: %s", command.opens, exc_info=error)
        if isinstance(error, VptuError):
            raise
        found = explain(command.id, "screen", error)
        raise VptuError(
            f"Không mở được màn hình «{command.label}» của plugin: {found.error} ({found.where}). {found.remedy}"
        ) from error
    if not isinstance(made, Screen):
        LOG.error("not a screen: %s", command.opens)
        raise VptuError(f"«{command.opens}» không phải một màn hình Textual: báo người viết plugin sửa.")
    return made


def told_of(registry: Registry, person: str, office: Office) -> tuple[Failure, ...]:
    """The first failure of each broken plugin, for whoever can do something about it: the Head, administrators."""
    found = office.person(person)
    if found is None or not (found.admin or person == office.establishment.head):
        return ()
    return tuple({failure.plugin: failure for failure in reversed(registry.failures)}.values())[::-1]
