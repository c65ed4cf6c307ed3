"""What plugins bring to a session and what happens while one is broken: screens, the desk's line, facts unread."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import BaseModel, Field

from core.errors import FactsError, VptuError
from core.law.ruling import Verdict
from core.records.search import MatterFilter
from tests.support.demo_office import NOW
from tests.support.screens import app_for, cells, copied, filled_store, until
from tui.app import VptuApp
from tui.command_lists import COMMANDS, SCREENS
from tui.commands import Book, Command
from tui.dossier import load
from tui.extensions import PREFIX, told_of, with_commands
from tui.house import House
from tui.screens.confirm import Confirm
from tui.screens.desk import DeskScreen
from tui.screens.matter import MatterScreen
from tui.screens.new_matter import NewMatterScreen
from tui.screens.roster import RosterScreen
from tui.widgets.buttons import ActionBar
from tui.widgets.entries import TextEntry

PLUGIN = """
from core.extension.hookspecs import ScreenSpec, hookimpl
from tui.screens.base import BaseScreen
from textual.widgets import Static

class Page(BaseScreen):
    TITLE = "Trang của plugin"
    def body(self):
        yield Static("xin chào")

class Breaks(BaseScreen):
    def __init__(self):
        raise ValueError("chưa xong")

class Empty(BaseScreen):
    def body(self):
        raise ValueError("không vẽ được")

@hookimpl
def vptu_screens():
    return (
        ScreenSpec("trang", "Trang thêm", "vptu_plugin_trang:Page"),
        ScreenSpec("gay", "Trang gãy", "vptu_plugin_trang:Breaks"),
        ScreenSpec("trong", "Trang trống", "vptu_plugin_trang:Empty"),
        ScreenSpec("khong_co", "Trang không có", "khong_co_dau:Page"),
        ScreenSpec("so", "Một số", "builtins:int"),
        ScreenSpec("roster", "Trùng mã", "vptu_plugin_trang:Page"),
    )
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled_store(tmp_path_factory.mktemp("extensions") / "office.db")


@pytest.fixture
def house(filled: Path, tmp_path: Path) -> Iterator[House]:
    with copied(filled, tmp_path / "office.db") as made:
        yield made


@pytest.fixture
def extended(house: House, tmp_path: Path) -> House:
    """The same office with a plugin that adds screens, good and bad."""
    folder = tmp_path / "plugins"
    folder.mkdir(mode=0o755)
    (folder / "trang.py").write_text(PLUGIN, encoding="utf-8")
    house.places = replace(house.places, plugins=folder)
    del house.__dict__["_registry"]
    return house


def notes(app: VptuApp) -> str:
    return "\n".join(note.message for note in app._notifications)


async def test_screens_of_plugins_join_the_palette(extended: House, caplog: pytest.LogCaptureFixture) -> None:
    app = app_for(extended, "head", "go.desk")
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.warm)
        added = [command for command in app.book.screens if command.outside]
        labels = ["Trang thêm", "Trang gãy", "Trang trống", "Trang không có", "Một số"]
        assert [command.label for command in added] == labels
        assert added[0] in app.book.find("trang them")
        assert "«roster» đã là của plugin «roster»" in caplog.text
        await app.run_command(f"{PREFIX}trang")
        await until(pilot, lambda: app.base is not None and app.base.heading() == "Trang của plugin")
        for id, says in (("gay", "chưa xong"), ("khong_co", "khong_co_dau"), ("so", "không phải một màn hình")):
            with pytest.raises(VptuError, match=says):
                await app.run_command(PREFIX + id)
        assert "a plugin's screen: vptu_plugin_trang:Breaks" in caplog.text
        await app.run_command(f"{PREFIX}trong")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
        assert "lỗi ngoài dự kiến" in notes(app) and "không vẽ được" in caplog.text
        await app.run_command("app.go")
        await pilot.pause()
        await pilot.press(*"trang gay", "enter")
        await until(pilot, lambda: "chưa xong" in notes(app))
        assert app.return_code is None and app.base is not None


def test_commands_that_clash_are_left_out(caplog: pytest.LogCaptureFixture) -> None:
    book = Book((*COMMANDS, *SCREENS))
    clash = Command("go.desk", "Bàn khác", "", opens="a:B")
    grown = with_commands(book, (clash, Command("go.plugin.x", "X", "", opens="a:C")))
    assert grown["go.desk"].opens == book["go.desk"].opens and "go.plugin.x" in grown
    assert [r.levelno for r in caplog.records] == [logging.WARNING] and "go.desk" in caplog.text


async def test_the_desk_says_which_plugin_is_broken_to_who_can_act(extended: House) -> None:
    app = app_for(extended, "head", "go.desk")
    async with app.run_test(size=(130, 40)) as pilot:
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        await until(pilot, lambda: "plugin:trang" in screen.items)
        item = screen.items["plugin:trang"]
        assert "Plugin «trang» đang hỏng: «roster» đã là của plugin «roster»" in cells(item.row)
        assert item.line.endswith("Xem Quản trị: plugin.")
    office = extended.desk.office(NOW)
    assert told_of(extended.registry, "cvA", office) == ()
    people = {**office.establishment.people, "cvA": replace(office.establishment.people["cvA"], admin=True)}
    admin = replace(office, establishment=replace(office.establishment, people=people))
    assert [f.plugin for f in told_of(extended.registry, "cvA", admin)] == ["trang"]


# Facts another version of a plugin stored


class Changed(BaseModel):
    """The facts of a leave as a later plugin wants them."""

    reason: str = Field("", title="Lý do")
    deadline: int = Field(title="Thời hạn mới")


@pytest.fixture
def outdated(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    rules = house.registry.rules()
    changed = {**rules.procedures, "leave": replace(rules.procedures["leave"], facts=Changed)}
    monkeypatch.setattr(house.registry, "_rules", replace(rules, procedures=changed))
    return house


def a_leave(house: House) -> int:
    return next(w.matter for w in house.desk.tray("deputy1", NOW).mine if w.kind == "leave")


def test_facts_of_an_older_plugin_are_named_in_a_sentence(outdated: House) -> None:
    number = a_leave(outdated)
    with pytest.raises(FactsError) as caught:
        outdated.desk.matter(number)
    assert str(caught.value).startswith(f"Việc số {number} (loại «leave»): nội dung đã lưu không còn hợp")
    assert "mục «Thời hạn mới»" in str(caught.value) and "\n" not in str(caught.value)


def test_such_a_matter_is_shown_and_nothing_is_ruled_on(outdated: House) -> None:
    dossier = load(outdated, "deputy1", a_leave(outdated), NOW)
    assert dossier.procedure is None and any(fact.label == "person" for fact in dossier.facts)
    assert dossier.choices and {c.ruling.verdict for c in dossier.choices} == {Verdict.UNDETERMINED}
    assert "không còn hợp với plugin" in dossier.choices[0].ruling.sentence


async def test_desk_and_matter_go_on(outdated: House) -> None:
    app = app_for(outdated, "deputy1", "go.desk")
    async with app.run_test(size=(130, 40)) as pilot:
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        await until(pilot, lambda: app.warm and screen.dossier is not None)
        await app.open(MatterScreen(a_leave(outdated)))
        await until(pilot, lambda: isinstance(app.screen, MatterScreen))
        assert app.return_code is None and not app.faults


# Leaving, and from a matter to the board


async def test_leaving_without_what_was_typed_drops_the_kept_draft(house: House) -> None:
    app = app_for(house, "cvA", "go.new")

    def kept() -> str:
        row = house.desk.reader.draft("cvA", "leave")
        return row.content if row is not None else ""

    async with app.run_test(size=(100, 30)) as pilot:
        screen = app.screen
        assert isinstance(screen, NewMatterScreen)
        await until(pilot, lambda: screen._form is not None)
        assert screen._form is not None
        reason = screen._form.entry("reason")
        assert isinstance(reason, TextEntry)
        reason.start()
        await pilot.pause()
        await pilot.press(*"viec")
        screen._keep_now()
        await until(pilot, lambda: "viec" in kept())
        await pilot.press(*" nha")
        await app.do_quit()
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        app.screen.dismiss(True)
        await until(pilot, lambda: app._exit)
    assert kept() == ""


async def test_shifts_are_changed_on_the_board(house: House) -> None:
    number = house.desk.reader.matters(MatterFilter(kind="roster"), limit=1)[0].id
    app = app_for(house, "cvC", "go.desk")
    async with app.run_test(size=(130, 40)) as pilot:
        await until(pilot, lambda: app.warm)
        matter = MatterScreen(number)
        await app.open(matter)
        await until(pilot, lambda: matter.dossier is not None)
        action = next(a for a in matter._actions() if a.id == "assign")
        bar = matter.query_one(ActionBar)
        bar.post_message(ActionBar.Taken(bar, action))
        await until(pilot, lambda: isinstance(app.screen, RosterScreen) and app.screen.sheet is not None)
        assert isinstance(app.screen, RosterScreen) and app.screen.sheet is not None
        assert app.screen.sheet.entry.matter == number
