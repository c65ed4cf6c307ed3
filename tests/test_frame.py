"""The frame around all screens: commands declared once, why, leaving, errors, the line dropping."""

from __future__ import annotations

import subprocess
import sys
from typing import cast

import pytest
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from core.errors import ConfigError, StoreError
from tests.support import demo
from tests.support.keys import burst, shown
from tests.support.pty import Terminal
from tui.app import VptuApp
from tui.command_lists import COMMANDS
from tui.commands import APP, EDITING, SWALLOWED, Book, Command, key_name
from tui.screens.confirm import Confirm
from tui.screens.help import Help, help_lines
from tui.screens.palette import Palette
from tui.screens.small import TooSmall
from tui.screens.why import Why
from tui.theme import DARK, LIGHT, TONES
from tui.widgets.buttons import ActionBar
from tui.widgets.grid import Grid
from tui.widgets.inputs import VietInput
from tui.widgets.picker import Picker
from tui.widgets.rows import Rows
from tui.widgets.statusbar import KeyBar, StatusBar, TitleBar
from tui.widgets.timeline import Timeline

# Commands: one declaration


def test_keys_footer_palette_and_help_agree() -> None:
    book = Book(demo.DEMO_COMMANDS)
    for scope in (APP, "demo.desk"):
        declared = {(key, c.id) for c in book if c.scope == scope for key in c.keys}
        bound = {(b.key, b.action.split("'")[1]) for b in book.bindings(scope)}
        assert bound == declared
    shown_in_footer = book.footer("demo.desk")
    assert {c.id for c in shown_in_footer} == {
        c.id for c in book if c.scope in (APP, "demo.desk") and c.keys and c.footer
    }
    assert shown_in_footer[0].scope == "demo.desk"
    help_text = " ".join(line.plain for line in help_lines(book, ("demo.desk",), 400))
    for command in book.of(APP, "demo.desk"):
        assert command in book.find("", "demo.desk")
        assert book.find(command.label, "demo.desk")[0] is command
        assert f"{command.label}: {command.help}" in help_text
        assert all(key_name(key) in help_text for key in command.keys)


def test_every_command_has_its_handler() -> None:
    for command in COMMANDS:
        assert callable(getattr(VptuApp, command.handler)), command.id
    for command in demo.DEMO_COMMANDS:
        if command.scope == "demo.desk":
            assert callable(getattr(demo.DeskScreen, command.handler)), command.id


def test_commands_are_found_without_accents() -> None:
    book = Book(demo.DEMO_COMMANDS)

    def first(typed: str) -> str:
        return book.find(typed, "demo.desk")[0].label

    assert first("duyet") == "Duyệt: đồng ý"
    assert first("DUYỆT") == "Duyệt: đồng ý"
    assert first("di toi") == "Đi tới…"
    assert first("doi nen") == "Đổi nền sáng, nền tối"
    assert first("nền tối") == "Đổi nền sáng, nền tối"
    assert first("mbv") == "Mở Bàn việc"
    assert first("bo sung") == "Trả lại"
    assert book.find("xyzzy", "demo.desk") == ()
    assert book.find("!!", "demo.desk") == ()


def test_no_key_is_lost_on_the_way_or_taken_from_a_field() -> None:
    fields: set[str] = set()
    for widget in (VietInput, Rows, Grid, ActionBar, Timeline, Picker):
        for binding in widget.BINDINGS:
            assert isinstance(binding, Binding)
            fields.update(key.strip() for key in binding.key.split(","))
    for binding in (*Input.BINDINGS, *TextArea.BINDINGS):
        assert isinstance(binding, Binding)
        fields.update(key.strip() for key in binding.key.split(","))
    free_in_area = {"ctrl+y"}  # VietTextArea gives redo's key to «Vì sao?»
    for command in COMMANDS:
        for key in command.keys:
            assert key not in SWALLOWED and key not in EDITING
            assert key not in fields - free_in_area, (command.id, key)
    assert "ctrl+p" in next(c for c in COMMANDS if c.id == "app.palette").keys


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (Command("x", "Lưu", "Lưu lại.", "do_x", ("ctrl+s",)), "không tới được chương trình"),
        (Command("x", "Lưu", "Lưu lại.", "do_x", ("l",)), "chỉ dùng phím chức năng"),
        (Command("x", "Lưu", "Lưu lại.", "do_x", ("ctrl+w",)), "chỉ dùng phím chức năng"),
        (Command("x", "Lưu", "Lưu lại.", "do_x", ("f1",)), "«Lưu»"),
        (Command("app.help", "Lưu", "Lưu lại.", "do_x"), "app.help"),
    ],
)
def test_a_bad_declaration_is_refused_with_what_and_why(command: Command, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        Book((*COMMANDS, command))


# The app


def toasts(app: VptuApp) -> list[str]:
    return [notification.message for notification in app._notifications]


async def test_the_frame_stands_and_each_screen_is_on_its_trail() -> None:
    app = demo.demo_app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, demo.DeskScreen)
        bars = [app.screen.query_one(kind) for kind in (TitleBar, StatusBar, KeyBar)]
        assert [bar.region.y for bar in bars] == [0, 22, 23]
        assert shown(bars[2])[0].strip().endswith("Ctrl+P Lệnh")
        assert "×Trả lại" in shown(bars[2])[0]
        await app.run_command("go.calendar")
        await pilot.pause()
        assert shown(app.screen.query_one(TitleBar))[0].strip().startswith("Bàn việc › Lịch nghỉ")
        await app.run_command("go.matter")
        assert len(app.screen_stack) == 2
        await pilot.press("escape")
        assert isinstance(app.screen, demo.DeskScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, demo.DeskScreen)


async def test_why_on_a_dimmed_key_and_on_a_dimmed_action() -> None:
    app = demo.demo_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8")
        assert isinstance(app.screen, Why) and app.screen.view is demo.REFUSED
        await pilot.press("escape")
        app.screen.query_one(ActionBar).focus()
        await pilot.press("end", "f2")
        assert isinstance(app.screen, Why) and app.screen.view is demo.REFUSED
        await pilot.press("f2")
        assert isinstance(app.screen, demo.DeskScreen)
        await pilot.press("enter")
        assert isinstance(app.screen, Why)
        await pilot.press("escape")
        app.screen.query_one(Rows).focus()
        await pilot.press("ctrl+y")
        assert toasts(app)[-1].startswith("Ở đây chưa có việc gì để giải thích.")
        assert not app.faults


async def test_palette_and_help_work_on_the_screen_below() -> None:
    app = demo.demo_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(pilot, "\x1b[B\x10duyet\r")
        await pilot.pause()
        assert toasts(app) == ["Đã ghi: đồng ý việc số 2."]
        await burst(pilot, "\x10tra lai\r")
        await pilot.pause()
        assert isinstance(app.screen, Why)
        await pilot.press("escape")
        await burst(pilot, "\x0flich\r")
        await pilot.pause()
        assert isinstance(app.screen, demo.CalendarScreen)
        await pilot.press("f1")
        assert isinstance(app.screen, Help)
        await pilot.press("ctrl+p", "escape")
        assert not isinstance(app.screen, Help | Palette)
        await burst(pilot, "\x10xyz\r")
        assert isinstance(app.screen, Palette)


async def test_the_theme_is_toggled_and_remembered() -> None:
    app = demo.demo_app()
    async with app.run_test() as pilot:
        assert app.theme == DARK
        await burst(pilot, "\x10doi nen\r")
        await pilot.pause()
        assert app.theme == LIGHT and app.session.settings["theme"] == LIGHT
        assert all(f"tone-{tone}" in app.theme_variables for tone in TONES)
    again = VptuApp(app.session, app.book)
    assert again.theme == LIGHT and not again.current_theme.dark


async def leaves(pilot: Pilot[None]) -> bool:
    app = cast(VptuApp, pilot.app)
    await pilot.press("f9")
    await pilot.pause()
    return app._exit


async def test_leaving_asks_only_when_typed_text_would_be_lost() -> None:
    async with demo.demo_app().run_test() as pilot:
        assert await leaves(pilot)
    async with demo.demo_app("go.form").run_test() as pilot:
        await pilot.press("tab", "tab", "x")
        assert not await leaves(pilot)
        assert isinstance(pilot.app.screen, Confirm)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, demo.FormScreen)
        assert not await leaves(pilot)
        await pilot.press("right", "enter")
        await pilot.pause()
        assert pilot.app._exit


async def test_an_error_costs_a_sentence_and_not_the_screen() -> None:
    app = demo.demo_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(pilot, "\x10lam hong\r")
        await pilot.pause()
        assert "ngoài dự kiến" in toasts(app)[-1] and "broken on purpose" not in toasts(app)[-1]
        assert list(app.faults) == ["RuntimeError('broken on purpose')"]
        await pilot.press("down")
        assert app.screen.query_one(Rows).cursor == 1
        app.report(StoreError("Đĩa đầy: hãy xóa bớt tệp rồi làm lại."))
        await pilot.pause()
        assert toasts(app)[-1] == "Đĩa đầy: hãy xóa bớt tệp rồi làm lại."
        assert sum(app.faults.values()) == 1
        for _ in range(4):
            app.report(RuntimeError("broken on purpose"))
        assert app._exit and app.return_code == 70


async def test_a_window_too_small_says_what_it_needs() -> None:
    app = demo.demo_app()
    async with app.run_test(size=(50, 12)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TooSmall)
        await pilot.press("escape")
        assert isinstance(app.screen, TooSmall)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert isinstance(app.screen, demo.DeskScreen)


async def test_nothing_opens_a_browser_or_writes_a_picture_on_the_server() -> None:
    app = demo.demo_app()
    async with app.run_test() as pilot:
        assert list(app.get_system_commands(app.screen)) == []
        app.open_url("https://example.org")
        await pilot.pause()
        assert "https://example.org" in toasts(app)[-1]
        assert app.deliver_screenshot() is None
        await pilot.press("ctrl+q")
        assert not app._exit
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert toasts(app)[-1] == "Muốn thoát chương trình, đồng chí bấm F9."


def test_the_first_screen_imports_no_more_than_it_shows() -> None:
    heavy = "textual.widgets._text_area textual.widgets._markdown textual.widgets._data_table"
    ours = "tui.widgets.grid tui.widgets.timeline tui.widgets.picker tui.widgets.textarea tui.screens.palette"
    libraries = "sqlmodel sqlalchemy pydantic holidays arrow docxtpl openpyxl icalendar pluggy typer"
    code = (
        "import sys, tui.launch, tui.app, tui.widgets.rows\n"
        f"print([m for m in '{heavy} {ours} {libraries}'.split() if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# Through a real terminal


def test_commands_typed_ahead_reach_the_right_row_and_a_cursor_key_costs_little() -> None:
    with Terminal(["-m", "tests.support.demo"]) as terminal:
        assert terminal.wait_for("Ctrl+P"), terminal.display()
        terminal.read_quiet(0.15)
        terminal.send(b"\x1b[B")
        assert 0 < terminal.read_quiet(0.15) < 2500
        terminal.send(b"\x1b[B\x1b[B\x10duyet\r")  # down, down, palette, letters, Enter: one packet
        assert terminal.wait_for("việc số 4."), "\n".join(terminal.display())
        terminal.send(b"\x1b[B\x1b[18~")
        assert terminal.wait_for("việc số 5."), "\n".join(terminal.display())


def test_the_line_drops_and_the_program_leaves_in_order() -> None:
    with Terminal(["-m", "tests.support.demo"]) as terminal:
        assert terminal.wait_for("Ctrl+P"), terminal.display()
        for _ in range(60):
            terminal.send(b"\x1b[6~")  # nobody reads what this paints
        assert terminal.hang_up() == 129
