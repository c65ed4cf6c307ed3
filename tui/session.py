"""Who sits at the terminal, in front of which office: made by the composition root, read by the app and its screens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from core.desk import Desk
    from core.extension.registry import Registry
    from core.governing import Governing
    from core.law.ruling import Ruling
    from core.records.store import Store
    from core.registers import Registers
    from core.work import Work
    from tui.commands import Book, Command
    from tui.widgets.ruling import RulingView
    from tui.widgets.statusbar import Status


class Backing(Protocol):
    """The open office behind the screens: `tui.house.House`."""

    @property
    def desk(self) -> Desk: ...

    @property
    def work(self) -> Work: ...

    @property
    def registry(self) -> Registry: ...

    @property
    def governing(self) -> Governing: ...

    @property
    def registers(self) -> Registers: ...

    @property
    def store(self) -> Store: ...


@dataclass(frozen=True, slots=True)
class Session:
    person: str
    """The id of the person who signed in."""
    clock: Callable[[], datetime]
    """What time it is, with its zone."""
    house: Backing
    status: Callable[[], Status]
    """Asked at every refresh of the status line: name, capacity, unread notices."""
    office: str = ""
    """The name of the office, as the title line shows it."""
    home: str = "go.desk"
    """The command that opens the first screen."""
    explain: Callable[[Ruling], RulingView] | None = None
    """Turns a refusal into words, under the law and office that refused."""
    news: Callable[[], object] | None = None
    """Asked every second, in a thread: another answer means that what the screens show has changed."""
    warm: Callable[[], Iterable[Command]] | None = None
    """Called once, in a thread, when the first frame is up: what the first act would else wait for. Answers with the
    commands that are known only then: the screens of outside plugins."""
    files: bool = False
    """May this person name files of the machine the program runs on? Only where they are his own."""
    become: Callable[[str], tuple[Session, Book]] | None = None
    """The sample office only: the session and the commands of somebody else."""
    settings: MutableMapping[str, str] = field(default_factory=dict)
    """What this person chose and finds again: `theme`. Whoever wires the session may keep it."""
