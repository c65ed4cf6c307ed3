"""The terminal application: one session, a stack of screens, commands from one declaration.

It knows no rule and no screen by name; screens are opened by the path in their command. Nothing it shows can start a
browser or write a file on the server.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from inspect import isawaitable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.worker import WorkerFailed

from core.errors import VptuError
from core.text import safe
from tui import faults
from tui.command_lists import COMMANDS
from tui.commands import APP, Book, Command, key_name
from tui.extensions import screen_of, with_commands
from tui.screens.base import BaseScreen, bind
from tui.session import Session
from tui.theme import DARK, LIGHT, themes

if TYPE_CHECKING:
    from tui.widgets.ruling import RulingView

NEWS_EVERY = 1.0
"""Seconds between two looks at what others did: one number out of the store, nothing over the line."""
SMALLEST = (60, 18)
"""Columns and lines below which nothing useful fits."""
SURVIVED = frozenset({"_flush_next_callbacks", "_tick"})
"""Where Textual 8.2.8 runs a callback or a timer: an error there ends nothing, unlike one in a message loop."""
TOO_MANY_FAULTS = 5
"""The same unforeseen error this often means that the screen cannot be drawn: better to leave with a sentence."""


@runtime_checkable
class Explains(Protocol):
    """A widget that knows why its present action is or is not allowed."""

    def why(self) -> RulingView | None: ...


@runtime_checkable
class Draft(Protocol):
    """A widget that may hold typed text which was not saved."""

    @property
    def dirty(self) -> bool: ...


@runtime_checkable
class Forgets(Protocol):
    """A screen that keeps what was typed, and gives it up when the person leaves without it."""

    def forget(self) -> None: ...


class VptuApp(faults.Guarded, App[None]):
    """`VptuApp(session).run()`; plugins' screens and commands come in `book`."""

    TITLE = "vptu"
    CSS_PATH = Path(__file__).with_name("vptu.tcss")
    ENABLE_COMMAND_PALETTE = False  # Textual's own needs accents, breaks Telex and may run what was not typed
    ESCAPE_TO_MINIMIZE = False
    NOTIFICATION_TIMEOUT = 8
    BINDINGS: ClassVar[list[BindingType]] = [
        # priority: what is typed behind a Tab in the same packet belongs to the next field
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]

    def __init__(self, session: Session, book: Book | None = None) -> None:
        super().__init__()
        self.session = session
        self.book = book or Book(COMMANDS)
        self.news: object = None
        """What `session.news` said last."""
        self._deaf = ""
        self.warm = session.warm is None
        """Is what judging and writing need loaded?"""
        self.edition = 0
        """How often the office has changed under this session."""
        self.faults: Counter[str] = Counter()
        """Unforeseen errors of this session, by their text."""
        self._bindings.key_to_bindings.pop("ctrl+q", None)  # the line swallows it
        bind(self._bindings, self.book.bindings(APP))
        for theme in themes(self):
            self.register_theme(theme)
        self._start_in(session.settings.get("theme", DARK))

    def _start_in(self, theme: str) -> None:
        """Set the first theme; assigning it would parse the whole style sheet a second time."""
        self.set_reactive(App.theme, theme if theme in self.available_themes else DARK)
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    # Screens

    def get_default_screen(self) -> Screen[object]:
        return self.make(self.book[self.session.home])

    def make(self, command: Command) -> Screen[object]:
        """The screen a command opens, imported now. Raises VptuError for one of a plugin that cannot be had."""
        return screen_of(command)

    async def open(self, screen: Screen[None]) -> None:
        """Put a screen on top; what is typed meanwhile arrives in it."""
        await self.push_screen(screen)

    async def go(self, command_id: str) -> None:
        """Open a main screen above the first one; what was open in between is closed."""
        screen = self.make(self.book[command_id]) if command_id != self.session.home else None
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if screen is not None:
            await self.push_screen(screen)

    async def become(self, session: Session, book: Book) -> None:
        """Somebody else sits here now: every screen of before is closed."""
        self.session, self.book, self.news = session, book, None
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if not self.screen._result_callbacks:  # Textual (8.2.8) pushes none for the default screen, and pops it
            self.screen._push_result_callback(self.screen, None)
        await self.switch_screen(self.make(book[session.home]))

    def trail(self, screen: BaseScreen) -> tuple[str, ...]:
        """The names of the screens from the first one to `screen`."""
        stack = self._screen_stack if self._screen_stacks.get(self._current_mode) else []
        below = [s for s in stack if isinstance(s, BaseScreen) and s is not screen]
        return (*(s.heading() for s in below), screen.heading())

    @property
    def base(self) -> BaseScreen | None:
        """The topmost full screen, below any dialog."""
        return next((s for s in reversed(self.screen_stack) if isinstance(s, BaseScreen)), None)

    # Commands

    def scopes(self) -> tuple[str, ...]:
        """Whose commands can be asked for now."""
        return (self.base.SCOPE,) if self.base else ()

    async def action_command(self, command_id: str) -> None:
        """A key of the app was pressed."""
        await self.run_command(command_id)

    @property
    def present(self) -> Book:
        """The book, with what the screen at hand offers just now."""
        offered = self.base.offered() if self.base else ()
        return Book((*self.book, *offered)) if offered else self.book

    async def run_command(self, command_id: str) -> None:
        """Do a command, from the palette or a key: a screen's own on that screen, any other here."""
        command = self.book[command_id] if command_id in self.book else self.present[command_id]
        if command.opens:
            await self.go(command.id)
        elif command.scope == APP:
            done = getattr(self, command.handler)()
            if isawaitable(done):
                await done
        elif self.base is not None and command.scope == self.base.SCOPE:
            await self.base.run_command(command)

    async def do_help(self) -> None:
        from tui.screens.help import Help

        await self._dialog(Help(self.present, self.scopes()))

    async def do_palette(self) -> None:
        from tui.screens.palette import Palette

        base, scopes, book = self.base, self.scopes(), self.present
        blocked = base.blocked if base else lambda _: False
        await self._dialog(Palette(book.of(APP, *scopes), book, scopes, blocked=blocked))

    async def do_go(self) -> None:
        from tui.screens.palette import Palette

        await self._dialog(Palette(self.book.screens, self.book, (), title="Đi tới màn hình"))

    async def _dialog(self, dialog: Screen[str]) -> None:
        """Open a dialog that answers with a command, unless one is open already."""
        if self.base is self.screen:
            await self.push_screen(dialog, self._chosen)

    async def _chosen(self, command_id: str | None) -> None:
        if command_id is not None:
            await self.run_command(command_id)

    def do_why(self) -> None:
        focused = self.focused
        view = focused.why() if isinstance(focused, Explains) else None
        self.show_why(view or (self.base.why() if self.base else None))

    def show_why(self, view: RulingView | None) -> None:
        """Show a ruling in full; without one, say where there is something to ask about."""
        if view is None:
            self.notify("Ở đây chưa có việc gì để giải thích. Đồng chí chọn một việc hoặc một nút rồi bấm F2.")
            return
        from tui.screens.why import Why

        self.push_screen(Why(view))

    def data_changed(self) -> None:
        """An act was recorded: every open screen reads again, from the top one down."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, BaseScreen):
                screen.data_changed()

    def do_refresh(self) -> None:
        if self.base is not None:
            self.base.refresh_data()

    async def do_back(self) -> None:
        if len(self.screen_stack) > 1:
            await self.pop_screen()

    def do_theme(self) -> None:
        self.theme = LIGHT if self.theme == DARK else DARK
        self.session.settings["theme"] = self.theme

    def do_redraw(self) -> None:
        self.refresh(repaint=True, layout=True)
        self.screen.refresh(repaint=True, layout=True)

    async def do_quit(self) -> None:
        drafts = sum(1 for screen in self.screen_stack for node in screen.walk_children() if _unsaved(node))
        if not drafts:
            self.exit()
            return
        from tui.screens.confirm import Confirm

        question = f"Còn {drafts} ô có chữ chưa lưu. Thoát thì chữ ấy mất."
        await self.push_screen(Confirm(question, yes="Thoát, bỏ chữ chưa lưu", no="Ở lại"), self._leave)

    def _leave(self, sure: bool | None) -> None:
        if sure:
            for screen in (s for s in self.screen_stack if isinstance(s, Forgets)):
                screen.forget()
            self.exit()

    async def action_quit(self) -> None:
        await self.do_quit()

    def action_help_quit(self) -> None:
        """Ctrl+C, pressed out of habit."""
        key = next(iter(self.book["app.quit"].keys), "")
        self.notify(f"Muốn thoát chương trình, đồng chí bấm {key_name(key)}.")

    # What Textual would do on the server

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        return ()

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        self.notify(f"Chương trình không mở trình duyệt trên máy chủ. Địa chỉ: {url}")

    def deliver_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str | None:
        return None

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """A short message in the corner; names and titles in it are never read as markup."""
        super().notify(safe(message, multiline=True), title=title, severity=severity, timeout=timeout, markup=markup)

    # Errors

    def report(self, error: BaseException) -> None:
        """One sentence for the person; what was not foreseen goes to the log as well."""
        from core.errors import Refused

        faults.write_down(error)
        if isinstance(error, Refused) and self.session.explain is not None:
            self.show_why(self.session.explain(error.ruling))
            return
        self.notify(faults.sentence(error), title="Có lỗi", severity="error", timeout=12)
        if not isinstance(error, VptuError):
            self.faults[repr(error)] += 1
            if self.faults[repr(error)] >= TOO_MANY_FAULTS:
                self._give_up(error)

    def _give_up(self, error: BaseException) -> None:
        self.exit(
            return_code=70,
            message="Chương trình không vẽ được màn hình này nên đã dừng; việc đã ghi vẫn còn nguyên. "
            f"Lỗi đã được ghi lại ({type(error).__name__}).",
        )

    def _handle_exception(self, error: Exception) -> None:
        """The last net of Textual: failed workers, callbacks and timers are reported, anything else ends the app."""
        if isinstance(error, WorkerFailed):
            self.report(error.error)
            return
        frame = error.__traceback__.tb_frame if error.__traceback__ is not None else None
        if frame is not None and (frame.f_code.co_name in SURVIVED or self._undrawn(frame)):
            self.report(error)
            return
        faults.write_down(error)
        self._return_code = 70
        if self._exception is None:  # a test's pilot raises it again
            self._exception = error
            self._exception_event.set()
        self._give_up(error)

    def _undrawn(self, frame: FrameType) -> bool:
        """Did a screen above the first one fail to be laid out? It is closed again."""
        screen = frame.f_locals.get("self") if frame.f_code.co_name == "_compose" else None
        if not isinstance(screen, Screen) or screen not in self.screen_stack[1:][-1:]:
            return False
        self.call_later(self.pop_screen)
        return True

    # The terminal itself

    def on_mount(self) -> None:
        from tui.line import watch

        watch(self, asyncio.get_running_loop())
        self.call_after_refresh(self._keep_up)

    # Keeping up with the office

    def _keep_up(self) -> None:
        """The first frame is up: now what is slow, and from here on what others do."""
        if self.session.warm is not None:
            self.run_worker(self._warm_up(self.session.warm))
        self.set_interval(NEWS_EVERY, self._look_for_news)

    async def _warm_up(self, warm: Callable[[], Iterable[Command]]) -> None:
        session = self.session
        found = await asyncio.to_thread(warm)
        if session is self.session:  # nobody else sits here by now
            self.book = with_commands(self.book, found)
        self.warm = True
        if self.base is not None:
            self.base.warmed()
        if self.session.house.registry.failures:
            self.renewed()

    async def _look_for_news(self) -> None:
        """In a thread, because a search there may hold the store's one reading connection for a moment."""
        if self.session.news is None:
            return
        try:
            news = await asyncio.to_thread(self.session.news)
        except VptuError as error:
            if str(error) != self._deaf:  # not a message every second
                self._deaf = str(error)
                self.report(error)
            return
        self._deaf = ""
        told, self.news = self.news, news
        if told is not None and news != told:
            self.renewed()

    def renewed(self) -> None:
        """The office changed: the screen in sight reads again, the others when they come to light."""
        self.edition += 1
        if self.base is not None:
            self.base.catch_up()

    async def on_resize(self, event: events.Resize) -> None:
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        from_small = self.screen.has_class("too-small")
        if small and not from_small:
            from tui.screens.small import TooSmall

            await self.push_screen(TooSmall(SMALLEST))
        elif from_small and not small:
            await self.pop_screen()


def _unsaved(node: object) -> bool:
    return isinstance(node, Draft) and node.dirty
