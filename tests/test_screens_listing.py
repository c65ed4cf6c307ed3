"""The lists of plugins: one screen for all of them, with pilots, and the look in pictures."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from textual.app import App
from textual.pilot import Pilot

from core.errors import VptuError
from core.extension.hookspecs import ScreenSpec
from core.listing import records
from tests.support.demo_office import NOW
from tests.support.keys import burst
from tests.support.letters_office import letters_store, text
from tests.support.screens import app_for, cells, copied, until
from tui.app import VptuApp
from tui.command_lists.lists import LISTING, LISTS
from tui.extensions import commands_of, screen_of
from tui.house import House
from tui.listings import ListingSource
from tui.screens import listing
from tui.screens.decide import Decide
from tui.screens.listing import ListingScreen
from tui.screens.matter import MatterScreen
from tui.screens.new_matter import NewMatterScreen
from tui.widgets.rows import PAGE, Rows

INCOMING = "plugins.documents.incoming.listings:INCOMING"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    path = tmp_path_factory.mktemp("letters") / "office.db"
    return path, letters_store(path)


@pytest.fixture
def ids(filled: tuple[Path, dict[str, int]]) -> dict[str, int]:
    return filled[1]


@pytest.fixture
def house(filled: tuple[Path, dict[str, int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(Decide, "UNREAD", 0.0)
    monkeypatch.setattr(listing, "PATIENCE", 0.01)
    monkeypatch.setattr(listing, "SOON", 0.01)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    with copied(filled[0], tmp_path / "office.db") as made:
        yield made


async def on_list(pilot: Pilot[None]) -> ListingScreen:
    app = pilot.app
    assert isinstance(app, VptuApp)
    await until(pilot, lambda: app.warm and isinstance(app.screen, ListingScreen) and app.screen.record is not None)
    assert isinstance(app.screen, ListingScreen)
    return app.screen


# The lists


def test_every_list_of_a_plugin_can_be_gone_to(house: House) -> None:
    declared = {(s.source, s.title, f"go.{s.id}") for s in house.registry.screens() if s.path == LISTING}
    assert declared == {(c.source, c.label, c.id) for c in LISTS if c.opens}


def test_the_list_of_an_outside_plugin_is_shown_by_the_same_screen(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = ScreenSpec("stranger", "Văn bản của khách", LISTING, INCOMING.replace("INCOMING", "INCOMING.title"))
    sound = ScreenSpec("guest", "Văn bản của khách", LISTING, "plugins.relations.listings:TRIPS")
    monkeypatch.setattr(type(house.registry), "screens", lambda self: (theirs, sound))
    broken, shown_ = commands_of(house.registry, ())
    screen = screen_of(shown_)
    assert isinstance(screen, ListingScreen) and screen.heading() == "Văn bản của khách"
    with pytest.raises(VptuError, match="Báo người viết plugin"):
        screen_of(broken)
    assert commands_of(house.registry, LISTS) == (broken,)  # what is declared here is not offered twice


async def test_each_list_opens_and_says_what_to_do_where_there_is_nothing(house: House) -> None:
    app = app_for(house, "head", "go.desk")
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.warm)
        for command in LISTS:
            if command.opens:
                await app.run_command(command.id)
                screen = app.screen
                assert isinstance(screen, ListingScreen)
                await until(pilot, lambda screen=screen: screen.query(Rows) and not screen.rows._uncounted)  # type: ignore[misc]
                assert not screen.rows.failure, (command.id, screen.rows.failure)
                assert screen.rows.row_count or all(line in text(app) for line in screen._empty())


async def test_a_list_is_searched_turned_and_opened(house: House, ids: dict[str, int]) -> None:
    app = app_for(house, "vt", "go.documents.incoming")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await on_list(pilot)
        assert screen.rows.row_count == 3 and "Văn bản đến" in text(app) and "3 việc" in text(app)
        assert "Hạn: 18/03/2024" in text(app)  # a column that found no room stands below
        await burst(pilot, "tru so\x1b[B")  # without accents, then an arrow
        await until(pilot, lambda: screen.rows.row_count == 1)
        assert screen.record is not None and screen.record.row.id == ids["in2"]
        await app.run_command("listing.clear")
        await until(pilot, lambda: screen.rows.row_count == 3)
        await pilot.press("f6")  # «Chờ phân xử lý»
        await until(pilot, lambda: screen.rows.row_count == 2)
        offered = {command.label: command.id for command in screen.offered()}
        await app.run_command(offered["Xem: Văn bản mật"])
        await until(pilot, lambda: "«Văn bản mật»: không có việc nào." in text(app))
        await app.run_command(offered["Xem: Tất cả"])
        await until(pilot, lambda: screen.rows.row_count == 3)
        await burst(pilot, "lut bao\r")  # in one packet: what the words mean, not what stood there
        await until(pilot, lambda: isinstance(app.screen, MatterScreen))
        assert isinstance(app.screen, MatterScreen) and app.screen.matter == ids["in3"]


async def test_a_refresh_keeps_the_row_and_a_matter_begins_here(house: House, ids: dict[str, int]) -> None:
    app = app_for(house, "vt", "go.documents.incoming")
    async with app.run_test(size=(160, 50)) as pilot:
        screen = await on_list(pilot)
        await pilot.press("down", "down")
        await until(pilot, lambda: screen.record is not None and screen.record.row.id == ids["in1"])
        await until(pilot, lambda: f"Việc số {ids['in1']}" in text(app))  # the panel beside the list
        raw = {"author": "Phường 2", "author_number": "1-CV", "author_day": "12/03/2024", "type": "Công văn",
               "subject": "Một văn bản nữa"}  # fmt: skip
        house.work.open("incoming", raw, by="vt", at=NOW)
        screen.refresh_data()
        await until(pilot, lambda: screen.rows.row_count == 4)
        assert screen.rows.cursor == 3 and screen.record is not None and screen.record.row.id == ids["in1"]
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, NewMatterScreen) and app.screen._form is not None)
        assert isinstance(app.screen, NewMatterScreen) and app.screen.kind == "incoming"


def test_a_long_list_is_read_a_page_at_a_time(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from core.extension.registry import resolve
    from tui import listings

    found = resolve(INCOMING)
    raw = {
        "author": "Phường 2",
        "author_number": "1-CV",
        "author_day": "12/03/2024",
        "type": "Công văn",
        "subject": "X",
    }
    for _ in range(PAGE):
        house.work.open("incoming", raw, by="vt", at=NOW)
    asked: list[int | None] = []

    def counted(*args: object, before: int | None = None, **more: object) -> object:
        asked.append(before)
        return records(*args, before=before, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(listings, "records", counted)
    source = ListingSource(house.desk, found, found.views[0], NOW)
    assert source.count() == PAGE + 3 and asked == [None]
    assert len(source.window(0, PAGE)) == PAGE and asked == [None]  # what was read to count is not read again
    last = source.window(PAGE, PAGE)
    assert [len(last), len(asked)] == [3, 2] and "Báo cáo công tác cán bộ quý I" in cells(last[-1])
    assert source.index_of(last[-1].id) == PAGE + 2
    waiting = ListingSource(house.desk, found, found.views[1], NOW)
    assert waiting.count() is None  # only the plugin knows: counted as it is read


# The look


class Snap(Protocol):
    def __call__(
        self,
        app: App[None],
        *,
        terminal_size: tuple[int, int] = ...,
        run_before: Callable[[Pilot[None]], Awaitable[None]] | None = ...,
    ) -> bool: ...


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_picture_of_a_list(snap_compare: Snap, house: House, size: tuple[int, int]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await on_list(pilot)
        await pilot.pause(0.3)

    assert snap_compare(app_for(house, "vt", "go.documents.incoming"), terminal_size=size, run_before=look)
