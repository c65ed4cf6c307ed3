"""Finds the command, runs it, and turns whatever happens into an exit code and one sentence.

0 done · 2 wrong words · 3 refused by the regulation · 4 store or configuration. Nobody ever sees a traceback.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from core.errors import STORE, Refused, UsageError, VptuError
from core.text import nfc, safe
from tui.cli.declare import JSON, Verb
from tui.cli.table import FAMILIES, VERBS

if TYPE_CHECKING:
    from tui.cli.context import Context
    from tui.cli.page import Page
    from tui.cli.words import Words
    from tui.house import Places

INTERRUPTED: Final = 130
APP: Final = Verb("", "Mở chương trình; không có màn hình thì in Bàn việc", "look:desk", (), (JSON,))


def run(words: Sequence[str]) -> int:
    """Run one command. Returns the exit code, raises nothing."""
    _prepare_streams()
    try:
        return _run(list(words))
    except VptuError as error:
        _say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _say("Đã dừng theo yêu cầu.")
        return INTERRUPTED
    except OSError as error:
        _say(_of_the_system(error))
        return STORE
    except Exception as error:  # the boundary itself
        return _unforeseen(error, list(words))


def _run(words: list[str]) -> int:
    if not words:  # the app's own start waits for nothing it does not need
        from tui.cli.words import Words

        return _app_or_desk(Words(APP, {}))
    from tui.cli import parser
    from tui.cli.words import nearest

    name, rest = parser.split(words)
    if not name:
        return _without_verb(rest)
    if name in FAMILIES:
        return _print_help(name) if {"-h", "--help"} & set(rest) else _incomplete(name)
    if name == "help":
        return _print_help(" ".join(rest))
    verb = VERBS.get(name)
    if verb is None and " " in name:
        raise UsageError(f"Không có lệnh «{safe(name)[:60]}»{nearest(name, VERBS)}; xem «vptu --help».")
    if verb is None:
        return _of_a_plugin(name, words)
    if {"-h", "--help"} & set(rest):
        return _print_help(name)
    return run_verb(verb, parser.parse(verb, rest))


def _without_verb(rest: list[str]) -> int:
    from tui.cli import parser

    if {"-h", "--help"} & set(rest):
        return _print_help("")
    if "--version" in rest:
        return _print_version()
    return _app_or_desk(parser.parse(APP, rest))


def _app_or_desk(found: Words) -> int:
    if sys.stdin.isatty() and sys.stdout.isatty() and not found.flag("--json"):
        return _open_app(found)
    return run_verb(APP, found)


def run_verb(verb: Verb, words: Words) -> int:
    """Run a command's function; a refusal is printed in full."""
    from importlib import import_module

    from tui.cli.context import Context

    context = Context(words, _page(words), _places(words), _say)
    module, _, function = verb.run.partition(":")
    try:
        code: int = getattr(import_module(f"tui.cli.{module}"), function)(context)
    except Refused as refused:
        code = _refused(context, refused)
    finally:
        context.close()
    return _written(context.page.text, code, context.page.bytes)


def _written(text: str, code: int, data: bytes = b"") -> int:
    """The page goes out. Whoever reads it may have gone: then no word about it, the command was carried out."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
        if data:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        _silence(sys.stdout)
    except OSError as error:
        from tui.cli.files import why_not

        _silence(sys.stdout)
        _say(
            f"Lệnh đã chạy xong nhưng không in được kết quả ({why_not(error)}): "
            "hãy kiểm tra chỗ trống trên đĩa rồi xem lại."
        )
        return code or STORE
    return code


def _refused(context: Context, refused: Refused) -> int:
    from tui.cli.render import Terms, print_ruling, ruling_json

    terms = Terms(context.premises.law(context.now), context.premises.office(context.now))
    if context.json:
        context.page.data({"ruling": ruling_json(refused.ruling, terms)})
    else:
        print_ruling(context.page, refused.ruling, terms)
    return refused.exit_code


def _page(words: Words) -> Page:
    from shutil import get_terminal_size

    from tui.cli.page import Page

    env = os.environ
    colour = sys.stdout.isatty() and not words.flag("--plain") and "NO_COLOR" not in env and env.get("TERM") != "dumb"
    return Page(room=get_terminal_size((80, 24)).columns, colour=colour)


def _places(words: Words) -> Places:
    from tui.house import Places

    store = words.raw("--store")
    if store == "" or (store and "\0" in store):
        raise UsageError("--store phải có đường dẫn tới một tệp kho dữ liệu.")
    return Places.of(store=Path(store).expanduser() if store else None)


def _open_app(words: Words) -> int:
    from tui.cli.opening import open_app

    return open_app(words, _places(words), _say)


# Commands that are none of the table


def _incomplete(family: str) -> int:
    known = ", ".join(name for name in VERBS if name.startswith(f"{family} "))
    raise UsageError(f"Lệnh «{family}» cần thêm một chữ nữa: {known}.")


def _of_a_plugin(name: str, words: list[str]) -> int:
    """A command of a plugin; only an unknown name costs the loading of plugins."""
    from tui.cli import plugin_commands

    return plugin_commands.run(name, words)


def _print_help(name: str) -> int:
    from tui.cli.reference import help_text

    return _written(help_text(name), 0)


def _print_version() -> int:
    from importlib.metadata import PackageNotFoundError, version

    try:
        found = version("vptu")
    except PackageNotFoundError:
        found = "chạy từ thư mục nguồn"
    return _written(f"vptu {found}\n", 0)


# What goes wrong


def _say(sentence: str) -> None:
    """On the error stream, which may be closed or gone too."""
    try:
        sys.stderr.write(nfc(safe(sentence)) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        pass


def _prepare_streams() -> None:
    """A closed stream becomes the null device. Vietnamese goes out as UTF-8 whatever the locale is."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - kept to the end
    for stream in (sys.stdout, sys.stderr):
        change = getattr(stream, "reconfigure", None)
        if change is not None and (stream.encoding or "").lower().replace("-", "") != "utf8":
            change(encoding="utf-8", errors="replace")


def _silence(stream: TextIO) -> None:
    """Nothing more is written when Python ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass


def _of_the_system(error: OSError) -> str:
    from tui.cli.files import why_not

    where = f" ở «{error.filename}»" if error.filename else ""
    return f"Hệ điều hành không cho làm{where} ({why_not(error)}): hãy kiểm tra đường dẫn, quyền và chỗ trống trên đĩa."


def _unforeseen(error: Exception, words: list[str]) -> int:
    from tui.cli.crash import write_down

    _say(write_down(error, words))
    return STORE
