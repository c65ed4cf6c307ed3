"""From typed words to one command and its values, with every message in Vietnamese.

Only the parser of the command that was given is built: forty of them would be felt at each start.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, NoReturn

from core.errors import UsageError
from core.text import nfc
from tui.cli.declare import GLOBAL, Option, Verb
from tui.cli.table import FAMILIES, VERBS

if TYPE_CHECKING:
    from tui.cli.words import Words

HELP: Final = ("-h", "--help")
_MESSAGES: Final = (
    (r"the following arguments are required: (.*)", "Còn thiếu: {0}"),
    (r"unrecognized arguments: (.*)", "Không hiểu: {0}"),
    (r"argument ([^:]*): expected .*", "{0} phải có giá trị đi kèm"),
    (r"argument ([^:]*): ignored explicit argument (.*)", "{0} không nhận giá trị ({1})"),
)
"""argparse's own words; what is not listed becomes a general sentence."""


class _Once(argparse.Action):
    """A value that is given once: of two, one would be lost without a word."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: object, option: str | None = None
    ) -> None:
        if getattr(namespace, self.dest, None) is not None:
            raise UsageError(f"{option or self.dest} được ghi hai lần; chỉ ghi một lần. {self.help}.")
        setattr(namespace, self.dest, values)


class _Parser(argparse.ArgumentParser):
    """Raises instead of printing and leaving."""

    def __init__(self, verb: Verb) -> None:
        super().__init__(prog=f"vptu {verb.name}", add_help=False, allow_abbrev=False)
        self._verb = verb

    def error(self, message: str) -> NoReturn:
        raise misfit(self._verb, message)


def misfit(verb: Verb, message: str) -> UsageError:
    """What argparse complains of, as a person reads it."""
    return UsageError(f"{_translated(message, verb)}. Cách dùng: {usage(verb)}.")


def _translated(message: str, verb: Verb) -> str:
    for pattern, says in _MESSAGES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return says.format(*(_without_optional(part, verb) for part in found.groups()))
    return "Dòng lệnh không đúng"


def _without_optional(names: str, verb: Verb) -> str:
    """argparse counts words that may be left out among those that are missing."""
    optional = {word.name for word in verb.words if word.optional}
    return ", ".join(name for name in names.split(", ") if name not in optional)


def usage(verb: Verb) -> str:
    """`vptu may NGƯỜI THAO_TÁC LOẠI …`; the options are in the help."""
    return " ".join(["vptu", verb.name, *(w.shown for w in verb.words)])


def split(words: Sequence[str]) -> tuple[str, list[str]]:
    """The command's name – "" where only options were given – and all other words in their order.

    Raises UsageError with the nearest name for an unknown command.
    """
    rest = list(words)
    first = _next_word(rest, GLOBAL)
    if first is None:
        return "", rest
    name = nfc(rest.pop(first))
    if name in FAMILIES:
        second = _next_word(rest, _options_of(name))
        if second is None:
            return name, rest
        name = f"{name} {nfc(rest.pop(second))}"
    return name, rest


def _next_word(words: Sequence[str], options: Iterable[Option]) -> int | None:
    """The place of the first word that is neither an option nor the value of one."""
    valued = {flag for o in options if o.takes for flag in o.flags}
    skip = False
    for n, word in enumerate(words):
        if skip:
            skip = False
        elif word.startswith("-") and word != "-":
            skip = word in valued
        else:
            return n
    return None


def _options_of(family: str) -> list[Option]:
    return [*GLOBAL, *(o for name, v in VERBS.items() if name.startswith(f"{family} ") for o in v.options)]


def parse(verb: Verb, words: Sequence[str]) -> Words:
    """The values of one command. Raises UsageError for words that do not fit."""
    from tui.cli.words import Words

    parser = _Parser(verb)
    flags = {o.flag for o in verb.options}
    for option in (*verb.options, *(o for o in GLOBAL if o.flag not in flags)):
        _add_option(parser, option)
    for n, word in enumerate(verb.words):
        nargs = ("*" if word.optional else "+") if word.many else "?" if word.optional else None
        parser.add_argument(f"word{n}", metavar=word.name, nargs=nargs)
    try:
        found = vars(parser.parse_intermixed_args(list(words)))
    except (argparse.ArgumentError, TypeError) as error:  # some versions of argparse raise where others call error()
        raise misfit(verb, str(error)) from None
    return Words(verb, found)


def _add_option(parser: argparse.ArgumentParser, option: Option) -> None:
    names = HELP if option.flag == "--help" else option.flags
    if not option.takes:
        parser.add_argument(*names, action="store_true", dest=option.flag)
    else:
        action = "append" if option.many else "store" if option in GLOBAL else _Once
        parser.add_argument(*names, action=action, dest=option.flag, metavar=option.takes, help=option.help)
