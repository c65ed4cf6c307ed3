"""What all screens share: three lines around a body, commands from the one declaration, and one way to ask why."""

from __future__ import annotations

from collections.abc import Iterable
from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap, BindingType
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from tui.commands import Command
from tui.faults import Guarded
from tui.widgets.statusbar import KeyBar, StatusBar, TitleBar

if TYPE_CHECKING:
    from tui.app import VptuApp
    from tui.session import Session
    from tui.widgets.ruling import RulingView

T = TypeVar("T")


def bind(bindings: BindingsMap, more: Iterable[Binding]) -> None:
    """Add key bindings to one node; the lists it shares with its class stay as they are."""
    for binding in more:
        bindings.key_to_bindings[binding.key] = [*bindings.key_to_bindings.get(binding.key, ()), binding]


class BaseScreen(Guarded, Screen[None]):
    """A full screen. A subclass sets SCOPE, gives `body` and a `do_…` method for each of its commands."""

    SCOPE: ClassVar[str] = ""
    """The scope of its commands in tui.commands."""
    TITLE: ClassVar[str] = ""
    """Its name in the title line."""
    AUTO_FOCUS: ClassVar[str | None] = "*"

    def body(self) -> Iterable[Widget]:
        """The widgets between the title and the keys."""
        raise NotImplementedError

    def refresh_data(self) -> None:
        """Read again what the screen shows: F5, and after every act that was recorded."""

    def ruling(self, command_id: str) -> RulingView | None:
        """The judge's answer on a command of this screen, None where nothing is judged."""
        return None

    def blocked(self, command_id: str) -> bool:
        """Is a command dimmed? Then its key shows the ruling instead of doing it."""
        view = self.ruling(command_id)
        return view is not None and view.verdict in ("refused", "undetermined")

    def offered(self) -> tuple[Command, ...]:
        """Commands that only what is shown just now brings with it: they stand in the palette and in the help."""
        return ()

    def why(self) -> RulingView | None:
        """What F2 shows when the focused widget has no answer of its own."""
        return None

    # Keeping up

    edition = 0
    """The app's `edition` this screen has read."""

    def catch_up(self) -> None:
        """Read again if the office changed since this screen read it; the status line with it."""
        if self.edition != self.vptu.edition:
            self.edition = self.vptu.edition
            self.refresh_data()
        for bar in self.query(StatusBar):
            bar.refresh()

    def warmed(self) -> None:
        """What judging needs is loaded now; called once, on the screen then in sight."""

    def on_screen_resume(self) -> None:
        self.catch_up()

    def label(self, command: Command) -> str:
        """The footer's word for a command; a screen may name what its key does to the row at hand."""
        return command.footer_label

    # The frame

    @property
    def vptu(self) -> VptuApp:
        """The app, with its own methods."""
        from tui.app import VptuApp

        assert isinstance(self.app, VptuApp)
        return self.app

    @property
    def session(self) -> Session:
        return self.vptu.session

    def compose(self) -> ComposeResult:
        app = self.vptu
        self.edition = app.edition
        bind(self._bindings, app.book.bindings(self.SCOPE))
        yield TitleBar(app.trail(self), app.session.office)
        yield from self.body()
        yield StatusBar(app.session.status, app.session.clock)
        yield KeyBar(app.book.footer(self.SCOPE), self.blocked, self.label)

    def heading(self) -> str:
        """What the title line calls this screen; a screen about one matter names it."""
        return self.TITLE

    def data_changed(self) -> None:
        """Something was recorded, here or on a screen above."""
        self.refresh_data()
        self.commands_changed()
        for bar in self.query(StatusBar):
            bar.refresh()

    def commands_changed(self) -> None:
        """Another row, another matter: the keys may be dimmed or lit now."""
        for bar in self.query(KeyBar):
            bar.refresh()

    async def action_command(self, command_id: str) -> None:
        """A key of this screen was pressed."""
        await self.run_command(self.vptu.book[command_id])

    async def run_command(self, command: Command) -> None:
        """Do it, or show why not."""
        if self.blocked(command.id):
            self.vptu.show_why(self.ruling(command.id))
            return
        done = getattr(self, command.handler)()
        if isawaitable(done):
            await done


class Dialog(Guarded, ModalScreen[T], Generic[T]):
    """A question or an answer in front of a screen; Escape closes it with None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]
    AUTO_FOCUS: ClassVar[str | None] = "*"

    def action_close(self) -> None:
        self.dismiss(None)
