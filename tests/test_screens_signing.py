"""Khay ký: urgent ones first, the ruling and the block in view, one key signs, marked ones together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import pytest
from textual.app import App
from textual.pilot import Pilot

from core.law.ruling import Act
from core.law.sheet import Sheet, SheetRow
from core.office.office import Delegation
from tests.support.demo_office import NOW, at
from tests.support.keys import burst, shown
from tests.support.papers_office import papers_store
from tests.support.screens import app_for, cells, copied, plain, until
from tui.app import VptuApp
from tui.dossier import load
from tui.house import House
from tui.screens.bulk import Bulk
from tui.screens.decide import Decide
from tui.screens.matter import MatterScreen
from tui.screens.signing import Block, SigningScreen, block_lines, block_of, paper_lines
from tui.screens.split import Text
from tui.widgets.marks import MarkedRows
from tui.widgets.statusbar import KeyBar

Ids = dict[str, int]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ids]:
    path = tmp_path_factory.mktemp("signing") / "office.db"
    return path, papers_store(path)


@pytest.fixture
def ids(filled: tuple[Path, Ids]) -> Ids:
    return filled[1]


@pytest.fixture
def house(filled: tuple[Path, Ids], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(Decide, "UNREAD", 0.0)
    monkeypatch.setattr(Bulk, "UNREAD", 0.0)
    for name, value in (("TERM", "xterm-256color"), ("COLORTERM", "truecolor")):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    with copied(filled[0], tmp_path / "office.db") as made:
        yield made


async def tray(pilot: Pilot[None]) -> SigningScreen:
    screen = pilot.app.screen
    assert isinstance(screen, SigningScreen)
    await until(pilot, lambda: screen.dossier)
    return screen


def listed(screen: SigningScreen) -> list[int]:
    rows = screen.query_one(MarkedRows)
    return [screen.items[row.id].matter or 0 for n in range(rows.row_count) if (row := rows.row_at(n))]


def told(app: VptuApp) -> str:
    return "\n".join(notification.message for notification in app._notifications)


async def test_the_urgent_one_comes_first_and_one_key_signs_it(house: House, ids: Ids) -> None:
    app = app_for(house, "deputy1", "go.signing")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await tray(pilot)
        assert listed(screen) == [ids["wait2"], ids["wait3"], ids["wait1"]]
        row = screen.query_one(MarkedRows).row
        assert row is not None and cells(row)[1] == "hỏa tốc"
        page = plain(screen.query_one(Text).laid_out(76))
        assert "ĐƯỢC" in page and "Điều 4, khoản 8" in page
        assert page.index("K/T CHÁNH VĂN PHÒNG") < page.index("PHÓ CHÁNH VĂN PHÒNG") < page.index("Nội dung")
        assert "F7 Ký" in shown(screen.query_one(KeyBar))[0]
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, Decide))
        await pilot.press("enter")
        await until(pilot, lambda: listed(screen) == [ids["wait3"], ids["wait1"]])
        assert house.desk.matter(ids["wait2"]).done["sign"].by == "deputy1"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MatterScreen))


async def test_one_goes_back_with_a_reason_and_the_marked_ones_are_signed_together(house: House, ids: Ids) -> None:
    app = app_for(house, "deputy1", "go.signing")
    async with app.run_test(size=(160, 50)) as pilot:
        screen = await tray(pilot)
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, Decide))
        await burst(pilot, "Ghi ro\x7fõ nơi đến\r\r")
        await until(pilot, lambda: "Đã trả lại để hoàn chỉnh" in told(app))
        await until(pilot, lambda: listed(screen) == [ids["wait3"], ids["wait1"]])
        await pilot.press("home", "insert", "insert")
        assert "2 đã đánh dấu" in shown(screen.query_one("#count"))[0]
        assert "F7 Ký 2 văn bản" in shown(screen.query_one(KeyBar))[0]
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, Bulk) and app.screen.state == "choosing")
        before = house.desk.reader.head()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Bulk) and app.screen.state == "done")
        await pilot.press("enter")
        await until(pilot, lambda: not listed(screen))
        assert "Không có văn bản nào chờ đồng chí ký." in "\n".join(shown(screen.query_one(MarkedRows)))
    assert house.desk.reader.head() == before + 2
    assert house.desk.matter(ids["wait2"]).status == "returned"


async def test_what_a_delegation_gives_is_in_the_tray_of_whoever_has_it(house: House) -> None:
    raw = {"type": "thong_bao_y_kien", "of": "standing", "title": "Ý kiến về phòng cháy", "responsible": "cvA"}
    notice = house.work.open("document", raw, by="cvA", at=NOW).matter
    house.work.take(notice, "draft", by="cvA", at=NOW, act=Act())
    before = app_for(house, "deputy2", "go.signing")
    async with before.run_test(size=(80, 24)) as pilot:
        assert notice not in listed(await tray(pilot))
    given = Delegation(
        0, "head", "deputy2", frozenset({"document:sign-notice"}), at(13, 3, 8), NOW + timedelta(days=5), "GUQ số 1"
    )  # fmt: skip
    house.governing.delegate(given, by="head", at=NOW)
    app = app_for(house, "deputy2", "go.signing")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await tray(pilot)
        assert notice in listed(screen)
        dossier = load(house, "deputy2", notice, NOW)
        page = plain(paper_lines(dossier, dossier.choice("take", "sign"), 76))
        assert "theo ủy quyền của đồng chí Chánh Văn phòng" in page and "Điều 4, khoản 5" in page


def test_the_block_stands_at_the_right_as_on_paper(house: House, ids: Ids) -> None:
    dossier = load(house, "deputy1", ids["wait1"], NOW)
    plain_sheet = Sheet("Thể thức ký", ("",), (SheetRow(("T/M BAN THƯỜNG VỤ",)), SheetRow(("BÍ THƯ",))))
    assert block_of(plain_sheet, dossier) == Block(("T/M BAN THƯỜNG VỤ", "BÍ THƯ"))
    columns = ("Người ký", "Khối ký", "Thể thức", "Điều khoản")
    rows = (SheetRow(("Phó 2", "K/T B / P", "K/T", "x")), SheetRow(("Phó 1", "K/T A / PHÓ", "K/T", "y")))
    mine = block_of(Sheet("Ký văn bản", columns, rows), dossier)
    assert mine == Block(("K/T A", "PHÓ"), "Phó 1", "y")
    lines = [line.plain for line in block_lines(mine, 80)]
    assert all(line.startswith(" " * 38) and len(line.rstrip()) <= 80 for line in lines[:4])
    assert [line.strip() for line in lines] == ["K/T A", "PHÓ", "(ký)", "Phó 1", "y"]
    assert "Chưa xác định" in plain(block_lines(block_of(Sheet("Ký văn bản", columns, ()), dossier), 80))
    silent = replace(dossier, sheets=())
    assert "K/T" not in plain(paper_lines(silent, silent.choice("take", "sign"), 76))


class Snap(Protocol):
    def __call__(
        self, app: App[None], *, terminal_size: tuple[int, int] = ...,
        run_before: Callable[[Pilot[None]], Awaitable[None]] | None = ...,
    ) -> bool: ...  # fmt: skip


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_the_look(snap_compare: Snap, house: House, size: tuple[int, int]) -> None:
    async def still(pilot: Pilot[None]) -> None:
        await tray(pilot)
        await pilot.pause(0.1)

    assert snap_compare(app_for(house, "deputy1", "go.signing"), terminal_size=size, run_before=still)
