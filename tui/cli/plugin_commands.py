"""Commands that plugins add: `vptu NAME …` for a name the program itself does not know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from core.errors import UsageError, VptuError
from core.text import nfc, safe
from tui.cli.declare import JSON, Verb, Word
from tui.cli.table import VERBS
from tui.cli.words import nearest

if TYPE_CHECKING:
    from datetime import datetime

    from core.desk import Desk
    from core.extension.hookspecs import CommandSpec
    from core.work import Work
    from tui.cli.context import Context

WORDS = Word("CHỮ", "Tùy lệnh của plugin", many=True, optional=True)


class PluginCommand(Protocol):
    """What a plugin's function is called with; it returns the lines to print and raises VptuError to refuse."""

    def __call__(self, words: Sequence[str], *, desk: Desk, work: Work, by: str, at: datetime) -> Iterable[str]: ...


class PluginFailedError(VptuError):
    """A plugin's command raised."""


def run(name: str, words: list[str]) -> int:
    """Run the command of that name. Raises UsageError with the nearest name where no plugin has it."""
    from tui.cli.parser import parse
    from tui.cli.run import run_verb

    verb = Verb(name, "", "plugin_commands:call", (WORDS,), (JSON,))
    at = next(n for n, word in enumerate(words) if nfc(word) == name)
    return run_verb(verb, parse(verb, [*words[:at], *words[at + 1 :]]))


def call(context: Context) -> int:
    spec = _spec(context)
    house, at, by = context.house, context.now, context.me
    try:
        command: PluginCommand = _resolved(spec)
        for line in command(context.words.many(WORDS.name), desk=house.desk, work=house.work, by=by, at=at):
            context.page.line(str(line))
    except (VptuError, KeyboardInterrupt):
        raise
    except BaseException as error:  # SystemExit and whatever else a plugin may raise
        raise PluginFailedError(_sentence(spec, error)) from error
    return 0


def _sentence(spec: CommandSpec, error: BaseException) -> str:
    """What broke, at which line of the plugin's, and what to do."""
    import sys

    from core.extension.failures import explain

    module = spec.path.partition(":")[0]
    home = getattr(sys.modules.get(module), "__file__", None) or ""
    return explain(module.removeprefix("vptu_plugin_"), f"command:{spec.name}", error, home=home).sentence


def _resolved(spec: CommandSpec) -> PluginCommand:
    from core.extension.registry import resolve

    found: PluginCommand = resolve(spec.path)
    return found


def _spec(context: Context) -> CommandSpec:
    name = context.words.verb.name
    known = {spec.name: spec for spec in context.registry.commands()}
    if name not in known:
        names = {verb.partition(" ")[0] for verb in VERBS} | set(known)
        raise UsageError(f"Không có lệnh «{safe(name)[:60]}»{nearest(name, names)}; xem «vptu --help».")
    return known[name]
