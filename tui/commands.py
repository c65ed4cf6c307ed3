"""What a command is, and the book of all of them, from which keys, footer, palette and help are read. The commands are
declared in tui.command_lists, once each.

Letters are never commands (Telex types with them), and no key may be one that a terminal or an SSH line swallows.
Function keys have a second way: a control key, or the palette, which itself opens with a control key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from core.errors import ConfigError
from tui.finding import Entry, best

if TYPE_CHECKING:
    from textual.binding import Binding

APP: Final = "app"
"""The scope of commands that work on every screen."""

SWALLOWED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ctrl+s": "đường truyền dừng màn hình",
        "ctrl+q": "đường truyền chạy lại màn hình",
        "ctrl+z": "hệ điều hành treo chương trình",
        "ctrl+c": "hệ điều hành ngắt chương trình, hoặc sao chép",
        "ctrl+i": "trùng với Tab",
        "ctrl+m": "trùng với Enter",
        "ctrl+h": "trùng với phím xóa lùi",
        "ctrl+j": "trùng với xuống dòng",
        "ctrl+b": "tmux",
        "ctrl+left_square_bracket": "trùng với Escape",
        "ctrl+right_square_bracket": "telnet",
        "ctrl+backslash": "hệ điều hành kết thúc chương trình",
        "f10": "thực đơn của cửa sổ terminal",
        "f11": "toàn màn hình của terminal",
    }
)
"""Keys that do not reach a program on every line, and who takes them."""

EDITING: Final = frozenset(f"ctrl+{letter}" for letter in "adekuvwx")
"""Keys that every text field uses itself."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can ask for."""

    id: str
    """`app.help`, `matter.take`."""
    label: str
    """As the palette and the help screen call it: «Trợ giúp»."""
    help: str
    """One sentence."""
    handler: str = ""
    """The method that does it, on the screen of the scope or on the app: `do_help`. Empty where `opens` is given."""
    keys: tuple[str, ...] = ()
    """The first one is shown."""
    scope: str = APP
    """`app`, or the SCOPE of a screen."""
    short: str = ""
    """The footer's word, where the label is too long for it."""
    footer: bool = True
    """Shown in the footer (only with a key)."""
    opens: str = ""
    """The dotted path of the screen it opens, imported on first use: `tui.screens.desk:DeskScreen`."""
    source: str = ""
    """What the screen it opens shows, where one screen shows many things: `module:object` of a plugin's list."""
    eager: bool = False
    """Opens something at once, so that what was typed behind it in the same packet arrives there. Never for an act on
    the row under the cursor: earlier keys may still be on their way to it."""
    outside: bool = False
    """Opens a screen of a plugin."""

    @property
    def footer_label(self) -> str:
        return self.short or self.label


class Book:
    """All commands of this session: the app's, its screens', and those of plugins."""

    def __init__(self, commands: Iterable[Command]) -> None:
        self.commands: Final = tuple(commands)
        self._by_id: Final = {command.id: command for command in self.commands}
        self._entries: Final = {command.id: Entry.of(command.label, command.help) for command in self.commands}
        self._check()

    def _check(self) -> None:
        if len(self._by_id) != len(self.commands):
            twice = next(c.id for c in self.commands if self._by_id[c.id] is not c)
            raise ConfigError(f"Hai lệnh cùng mã «{twice}»: hãy đổi mã của một lệnh trong phần mở rộng.")
        for scope in {command.scope for command in self.commands}:
            taken: dict[str, Command] = {}
            for command in self.of(APP, scope):
                for key in command.keys:
                    _check_key(command, key)
                    if taken.setdefault(key, command) is not command:
                        raise ConfigError(
                            f"Phím {key_name(key)} được khai cho cả «{taken[key].label}» và «{command.label}»: "
                            "hãy đổi phím của một lệnh."
                        )

    def __getitem__(self, command_id: str) -> Command:
        return self._by_id[command_id]

    def __contains__(self, command_id: object) -> bool:
        return command_id in self._by_id

    def __iter__(self) -> Iterator[Command]:
        return iter(self.commands)

    def of(self, *scopes: str) -> tuple[Command, ...]:
        """The commands of some scopes, the app's last: what is at hand comes first."""
        return tuple(sorted((c for c in self.commands if c.scope in scopes), key=lambda c: c.scope == APP))

    @property
    def screens(self) -> tuple[Command, ...]:
        """The commands that open a main screen."""
        return tuple(command for command in self.commands if command.opens)

    def bindings(self, scope: str) -> list[Binding]:
        """Key bindings for the screen of a scope, or for the app."""
        from textual.binding import Binding

        return [
            Binding(key, f"command('{command.id}')", command.label, show=False, priority=command.eager)
            for command in self.commands
            if command.scope == scope
            for key in command.keys
        ]

    def footer(self, scope: str) -> tuple[Command, ...]:
        """What the footer of a screen shows, the screen's own commands first."""
        return tuple(command for command in self.of(APP, scope) if command.footer and command.keys)

    def find(self, typed: str, *scopes: str) -> tuple[Command, ...]:
        """The commands of some scopes and of the app that `typed` may mean, best first; see tui.finding."""
        return tuple(best(typed, ((self._entries[command.id], command) for command in self.of(APP, *scopes))))


def _check_key(command: Command, key: str) -> None:
    if key in SWALLOWED:
        raise ConfigError(
            f"Lệnh «{command.label}» khai phím {key_name(key)}, phím này không tới được chương trình "
            f"({SWALLOWED[key]}): hãy chọn phím khác."
        )
    function = key[0] == "f" and key[1:].isdecimal()
    control = key.startswith("ctrl+") and len(key) == 6 and key not in EDITING
    if not (function or control or key == "escape"):
        raise ConfigError(
            f"Lệnh «{command.label}» khai phím {key_name(key)}: chỉ dùng phím chức năng hoặc Ctrl cùng một chữ "
            "mà ô nhập liệu không dùng."
        )


def key_name(key: str) -> str:
    """How a key is printed: `F1`, `Ctrl+G`, `Esc`."""
    if key == "escape":
        return "Esc"
    return "+".join(part.upper() if len(part) < 3 else part.capitalize() for part in key.split("+"))
