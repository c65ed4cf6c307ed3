"""Quy chế, Ai được làm?, Nhật ký, Quản trị: flows with a pilot, the look in pictures."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Protocol, cast

import pytest
from textual.pilot import Pilot

from core.errors import Refused
from core.law.official_text import bind
from core.records.journal import verify
from tests.support.demo_office import NOW
from tests.support.keys import burst, shown
from tests.support.screens import app_for, cells, copied, filled_store, flat, plain, until
from tui.app import VptuApp
from tui.house import House
from tui.screens import who
from tui.screens.admin_delegations import DelegationsScreen, IssueForm
from tui.screens.admin_form import ActForm
from tui.screens.admin_parameters import ParametersScreen
from tui.screens.admin_setting import SettingForm
from tui.screens.journal import JournalScreen
from tui.screens.regulation import RegulationScreen
from tui.screens.regulation_tree import ARTICLE, CLAUSE, NORM
from tui.screens.split import Text
from tui.screens.who import WhoScreen
from tui.screens.who_question import Steps
from tui.screens.why import Why
from tui.widgets.entries import DayEntry, PickEntry
from tui.widgets.paper import Line
from tui.widgets.rows import Row

TODAY = NOW.date()
OFFICIAL = (Path(__file__).parent / "data" / "quy-che-mau.txt").read_text(encoding="utf-8")
"""An official text of the same shape with other sentences; each clause carries its own id."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled_store(tmp_path_factory.mktemp("law") / "office.db")


@pytest.fixture
def house(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A house of its own over a copy of the filled store; nobody waits for the pauses of a typing hand."""
    monkeypatch.setattr(who, "PAUSE", 0.01)
    for name, value in (("TERM", "xterm-256color"), ("COLORTERM", "truecolor")):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    with copied(filled, tmp_path / "office.db") as made:
        yield made


# Flows


async def test_a_norm_is_found_read_and_placed(house: House) -> None:
    app = app_for(house, "cvA", "go.regulation")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = cast(RegulationScreen, app.screen)
        await until(pilot, lambda: screen.rows.row_count > 5)
        await burst(pilot, "nghi tu mot ngay\x1b[B")
        assert screen.rows.row is not None and screen.rows.row.id == NORM + "18.3/1"
        await burst(pilot, "\r")
        assert screen.turned and not screen.rows.is_on_screen
        assert "Điều 18, khoản 3" in plain(screen.query_one("#text", Text).laid_out(70))
        await pilot.press("escape")
        assert not screen.turned and app.screen is screen
        await burst(pilot, "\x1b[18~")  # F7: its place in the tree
        assert screen.field.value == "" and screen.rows.row.id == NORM + "18.3/1"
        assert {ARTICLE + "18", CLAUSE + "18.3"} <= screen.unfolded
        await burst(pilot, "\x1b[D\x1b[D\x1b[D")  # up to the clause, fold it, up to the article
        assert screen.rows.row is not None and screen.rows.row.id == ARTICLE + "18"
        assert CLAUSE + "18.3" not in screen.unfolded
        await burst(pilot, "\x1b")
        assert app.screen is not screen or len(app.screen_stack) == 1


async def test_official_words_stand_beside_the_summary_once_imported(house: House) -> None:
    binding = bind(OFFICIAL, house.desk.law(NOW))
    app = app_for(house, "cvD", "go.regulation")
    async with app.run_test(size=(160, 50)) as pilot:
        screen = RegulationScreen("18.3/2")
        await app.push_screen(screen)
        await until(pilot, lambda: screen.rows.row is not None and screen.rows.row.id == NORM + "18.3/2")
        page = screen.query_one("#text", Text)
        assert "Chưa nạp nguyên văn" in plain(page.laid_out(70))
        house.governing.import_official_text(binding.texts, "ab" * 32, by="head", at=NOW)
        screen.refresh_data()
        await until(pilot, lambda: "▎" in plain(page.laid_out(70)))
        told = flat(page.laid_out(70)).replace("▎ ", "")
        assert "(mã 18.3)" in told
        assert "Nguyên văn của cả Điều 18, khoản 3" in told and screen.held is not None
        assert screen.held.law.norms["18.3/2"].summary in told


async def test_who_may_with_somebody_acting(house: House) -> None:
    app = app_for(house, "cvA", "go.who")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = cast(WhoScreen, app.screen)
        await until(pilot, lambda: screen.found.may)
        assert [r.by for r in screen.found.may] == ["deputy1"]
        steps = screen.query_one(Steps)
        steps.focus()
        await burst(pilot, "\r")  # the deputy has consented
        await until(pilot, lambda: screen.found.act == "consent:head")
        assert [r.by for r in screen.found.may] == ["deputy2", "head"]  # Phó 2 acts today
        acting = screen.query_one("#entry-ask-acting", PickEntry)
        acting.start()
        await burst(pilot, "pho 1\r")
        await until(pilot, lambda: screen.found.may[0].by == "deputy1")
        await pilot.press("f6")
        await burst(pilot, "\x1b[B" * 4)
        assert screen.people.row is not None
        view = screen.why()
        assert view is not None and view.verdict == "refused" and view.who_may[0].name == "đồng chí Phó 1"
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, Why))


async def test_the_journal_is_filtered_and_checked(house: House) -> None:
    app = app_for(house, "head", "go.journal")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = cast(JournalScreen, app.screen)
        await until(pilot, lambda: screen.entries.row_count == 39)
        await pilot.press("f7")
        await until(pilot, lambda: screen.entries.row_count == 2)
        screen.query_one("#words").focus()
        await burst(pilot, "Chưa đến bước")
        await until(pilot, lambda: screen.entries.row_count == 1)
        await pilot.press("f8")
        said = screen.query_one("#said", Line)
        await until(pilot, lambda: "Nhật ký nguyên vẹn: 39 mục" in str(said.text))
        with sqlite3.connect(house.store.path) as forger:
            forger.execute("DROP TRIGGER IF EXISTS journal_no_update")
            for (name,) in forger.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
                forger.execute(f"DROP TRIGGER {name}")
            forger.execute("UPDATE journal SET body = replace(body, 'cvB', 'cvA') WHERE seq = 34")
        forger.close()
        await pilot.press("f8")
        await until(pilot, lambda: "KHÔNG nguyên vẹn" in str(said.text))
        assert "mục số 34" in plain(screen.query_one("#text", Text).laid_out(90))


async def test_the_head_sets_a_parameter_and_a_specialist_may_not(house: House) -> None:
    app = app_for(house, "head", "go.admin.parameters")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = cast(ParametersScreen, app.screen)
        await until(pilot, lambda: screen.found)
        await burst(pilot, "nghi tren may ngay")
        assert screen.row_id == "leave.form_over"
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, SettingForm))
        await pilot.pause(0.05)
        await burst(pilot, "0,7\t\thọp lãnh đạo\t\r")
        await until(pilot, lambda: "bội của 0,5" in " ".join(shown(app.screen.query_one(".said"))))
        await burst(pilot, "\x1b[Z\x1b[Z\x1b[Z")  # back to the value
        await pilot.pause(0.05)
        await burst(pilot, "2\t\t\t\r")
        await until(pilot, lambda: app.screen is screen and screen.found)
        assert house.desk.law(NOW)["leave.form_over"] == 2.0
        await until(pilot, lambda: "2 ngày" in " ".join(cells(cast(Row, screen.list.row))))
    other = app_for(house, "cvA", "go.admin.parameters")
    async with other.run_test(size=(100, 30)) as pilot:
        dimmed = cast(ParametersScreen, other.screen)
        await until(pilot, lambda: dimmed.found)
        assert dimmed.blocked("parameters.set")
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(other.screen, Why))
        view = cast(Why, other.screen).view
        assert [who.name for who in view.who_may] == ["đồng chí Chánh Văn phòng", "đồng chí Chuyên viên D"]
    with pytest.raises(Refused):
        house.governing.set_parameter("leave.form_over", 1.0, since=TODAY, reason="thử", by="cvA", at=NOW)


async def test_a_delegation_is_issued_and_ended(house: House) -> None:
    app = app_for(house, "head", "go.admin.delegations")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = cast(DelegationsScreen, app.screen)
        await until(pilot, lambda: screen.found)
        assert not screen.blocked("delegations.issue")
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, IssueForm))
        await pilot.pause(0.05)
        form = cast(IssueForm, app.screen)
        await burst(pilot, "pho 1\r\tdong y\r")
        until_entry = form.entry("until")
        assert isinstance(until_entry, DayEntry)
        until_entry.start()
        await pilot.pause(0.05)
        await burst(pilot, "20/3\t\t15-QĐ/VPTU\t\r")
        await until(pilot, lambda: app.screen is screen and screen.row_id)
        row = house.desk.reader.delegations(NOW)[0]
        assert (row.giver, row.taker, row.scope) == ("head", "deputy1", '["leave:consent"]')
        await until(pilot, lambda: screen.ruling("delegations.end"))
        assert not screen.blocked("delegations.end")
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, ActForm))
        await burst(pilot, "đã về\t\r")
        await until(pilot, lambda: app.screen is screen and not house.desk.reader.delegations(NOW))
        assert verify(house.store).sound


# The look


class Snap(Protocol):
    def __call__(
        self,
        app: VptuApp,
        *,
        terminal_size: tuple[int, int],
        run_before: Callable[[Pilot[None]], Awaitable[None]],
    ) -> bool: ...


def test_picture_of_the_regulation(house: House, snap_compare: Snap) -> None:
    async def read(pilot: Pilot[None]) -> None:
        screen = cast(RegulationScreen, pilot.app.screen)
        await until(pilot, lambda: screen.rows.row_count > 5)
        await burst(pilot, "nghi tu mot ngay\x1b[B\x1b[B\x1b[18~")
        await pilot.pause(0.1)

    assert snap_compare(app_for(house, "cvA", "go.regulation"), terminal_size=(160, 50), run_before=read)


def test_picture_of_who_may(house: House, snap_compare: Snap) -> None:
    async def ask(pilot: Pilot[None]) -> None:
        screen = cast(WhoScreen, pilot.app.screen)
        await until(pilot, lambda: screen.found.may)
        await pilot.press("f6")
        await pilot.pause(0.1)

    assert snap_compare(app_for(house, "cvA", "go.who"), terminal_size=(100, 30), run_before=ask)


def test_picture_of_the_journal(house: House, snap_compare: Snap) -> None:
    async def look(pilot: Pilot[None]) -> None:
        screen = cast(JournalScreen, pilot.app.screen)
        await until(pilot, lambda: screen.entries.row_count == 39)
        await pilot.pause(0.1)

    assert snap_compare(app_for(house, "head", "go.journal"), terminal_size=(80, 24), run_before=look)


def test_picture_of_a_parameter_being_set(house: House, snap_compare: Snap) -> None:
    async def open_form(pilot: Pilot[None]) -> None:
        screen = cast(ParametersScreen, pilot.app.screen)
        await until(pilot, lambda: screen.found)
        await burst(pilot, "nghi tren may ngay")
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingForm))
        await pilot.pause(0.1)

    assert snap_compare(app_for(house, "head", "go.admin.parameters"), terminal_size=(80, 24), run_before=open_form)
