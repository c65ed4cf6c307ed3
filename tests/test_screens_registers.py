"""Sổ văn bản, Danh bạ cơ quan phối hợp: a book found, narrowed, inspected, kept; counterparts and who follows them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest
from openpyxl import load_workbook
from textual.app import App
from textual.pilot import Pilot

from core.errors import Refused, UsageError
from core.law.procedure import BookEntry
from core.records.rows import NumberRow
from tests.support.demo_office import NOW, at
from tests.support.keys import burst, shown
from tests.support.papers_office import KEEPER, papers_store
from tests.support.screens import app_for, cells, copied, flat, plain, until
from tui.app import VptuApp
from tui.house import House
from tui.registers import DAYS, BookSource, Wanted, command_line, spans
from tui.screens import matters
from tui.screens.bodies import BodiesScreen, body_page
from tui.screens.matter import MatterScreen
from tui.screens.registers import BookRows, RegistersScreen
from tui.screens.registers_forms import Filter, Inspection, ReserveForm, VoidForm
from tui.screens.registers_out import TakeOutBook
from tui.screens.split import Text
from tui.screens.why import Why
from tui.widgets.buttons import ActionBar
from tui.widgets.statusbar import KeyBar

Ids = dict[str, int]
BOOK, SERIES = "van_ban_di", "giay_di_duong"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ids]:
    path = tmp_path_factory.mktemp("registers") / "office.db"
    return path, papers_store(path)


@pytest.fixture
def ids(filled: tuple[Path, Ids]) -> Ids:
    return filled[1]


@pytest.fixture
def house(filled: tuple[Path, Ids], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr("tui.screens.registers.PATIENCE", 0.01)
    monkeypatch.setattr(matters, "PATIENCE", 0.01)
    for name, value in (("TERM", "xterm-256color"), ("COLORTERM", "truecolor")):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    with copied(filled[0], tmp_path / "office.db") as made:
        yield made


def source(house: House, wanted: Wanted = Wanted()) -> BookSource:  # noqa: B008 - frozen
    book = house.registers.book(BOOK)
    reader, registers = house.desk.reader, house.registers
    return BookSource(registers, reader, book, replace(wanted, book=BOOK), NOW.date(), house.desk.printed)


def printed(found: BookSource, size: int = 100) -> list[str]:
    return [cells(row)[0] for row in found.window(0, size)]


async def outgoing(pilot: Pilot[None]) -> RegistersScreen:
    """The book of what goes out, read."""
    screen = pilot.app.screen
    assert isinstance(screen, RegistersScreen)
    await until(pilot, lambda: screen.may and screen.book)
    screen._want(Wanted(BOOK))
    await until(pilot, lambda: screen.book and screen.book.id == BOOK and screen.number)
    return screen


def _was_said(app: VptuApp, text: str) -> bool:
    """In the corner, or in the dialog that is open."""
    return text in told(app) or any(text in " ".join(shown(said)) for said in app.screen.query("#said"))


def told(app: VptuApp) -> str:
    return "\n".join(notification.message for notification in app._notifications)


# What is read


def test_a_book_is_read_in_pages_narrowed_and_searched(house: House) -> None:
    assert printed(source(house)) == [f"0{n}-GĐĐ/VPTU" for n in (5, 4, 3, 2, 1)]
    paged = source(house)
    assert [cells(row)[0][:2] for start in (0, 2, 4) for row in paged.window(start, 2)] == [
        "05",
        "04",
        "03",
        "02",
        "01",
    ]
    jumped = source(house)
    assert [cells(row)[0][:2] for row in jumped.window(4, 2)] == ["01"] and not jumped.window(8, 2)
    assert printed(source(house, Wanted(text="pham tu"))) == ["03-GĐĐ/VPTU"]  # without accents
    assert printed(source(house, Wanted(text="2"))) == ["02-GĐĐ/VPTU"] and not printed(source(house, Wanted(text="77")))
    typed = Wanted(period=DAYS, since=date(2024, 3, 5), until=date(2024, 3, 6))
    assert printed(source(house, typed)) == ["03-GĐĐ/VPTU", "02-GĐĐ/VPTU"]
    assert not printed(source(house, Wanted(term="1999-2004")))
    rows = {cells(row)[0][:2]: cells(row) for row in source(house).window(0, 9)}
    assert rows["05"][2] == "giữ chỗ: khách đến chiều nay" and rows["05"][-1] == "giữ chỗ"
    assert rows["02"][2].endswith("hủy: ghi nhầm tên khách") and rows["02"][-1] == "đã hủy"


def test_periods_begin_and_end_on_the_right_days() -> None:
    def days(period: str, today: date) -> tuple[date | None, date | None]:
        return Wanted(period=period).days(today)

    assert days("month", date(2024, 2, 20)) == (date(2024, 2, 1), date(2024, 2, 29))
    assert days("quarter", date(2024, 12, 31)) == (date(2024, 10, 1), date(2024, 12, 31))
    assert days("quarter", date(2024, 1, 1)) == (date(2024, 1, 1), date(2024, 3, 31))
    assert days("year", date(2024, 5, 5)) == (date(2024, 1, 1), date(2024, 12, 31))
    assert days("all", date(2024, 5, 5)) == (None, None)
    assert spans((9, 1, 3, 2)) == "1–3, 9" and spans(()) == "không có"
    wanted = Wanted(BOOK, type=SERIES, period="month", text="phường 1")
    assert command_line(wanted, date(2024, 3, 13), NOW) == (
        "vptu register export van_ban_di --type giay_di_duong --from 01/03/2024 --until 31/03/2024"
        " --search 'phường 1' --output so-van_ban_di-2024-03-13.xlsx"
    )


def test_a_secret_number_shows_only_that_it_stands_in_the_secret_book(house: House) -> None:
    term = house.registers.book(BOOK).term(house.desk.law(NOW), NOW.date())
    entry = BookEntry("VP", "cong_van", term, None, date(2024, 3, 11))
    house.registers.take_over(BOOK, [(1, entry)], source="so-cu.xlsx", by=KEEPER, at=NOW)
    row = source(house, Wanted(type="cong_van")).window(0, 9)[0]
    assert cells(row)[2] == "theo sổ mật" and cells(row)[-1] == ""


# The acts on a book


def test_only_the_keeper_keeps_a_book_and_each_act_is_an_entry(house: House) -> None:
    registers, before = house.registers, house.desk.reader.head()
    with pytest.raises(Refused) as refused:
        registers.reserve(BOOK, "VP", SERIES, reason="để dành", by="cvA", at=NOW)
    assert refused.value.ruling.who_may and house.desk.entry(before + 1).act == "refused"
    kept = registers.reserve(BOOK, "VP", SERIES, reason="để dành", by=KEEPER, at=NOW, act_id="once")
    again = registers.reserve(BOOK, "VP", SERIES, reason="để dành", by=KEEPER, at=NOW, act_id="once")
    assert (kept.number, again.number, again.repeated) == (6, 6, True)
    assert house.desk.reader.head() == before + 2
    with pytest.raises(UsageError, match="lý do"):
        registers.void(BOOK, "VP", SERIES, 6, reason=" ", by=KEEPER, at=NOW)
    registers.void(BOOK, "VP", SERIES, 6, reason="không dùng", by=KEEPER, at=NOW)
    with pytest.raises(UsageError, match="hủy từ trước"):
        registers.void(BOOK, "VP", SERIES, 6, reason="lần nữa", by=KEEPER, at=NOW)
    registers.start_from(BOOK, "VP", "cong_van", 128, reason="sổ giấy đến 127", by=KEEPER, at=NOW)
    assert registers.reserve(BOOK, "VP", "cong_van", reason="x", by=KEEPER, at=NOW).number == 128
    with pytest.raises(UsageError, match="đã cấp đến số 128"):
        registers.start_from(BOOK, "VP", "cong_van", 1, reason="lại", by=KEEPER, at=NOW)
    term = registers.book(BOOK).term(house.desk.law(NOW), NOW.date())
    report = registers.report(BOOK, "VP", SERIES, term)
    assert report is not None and (report.reserved, report.void, report.missing) == ((5,), (2, 6), ())
    with pytest.raises(UsageError, match="van_ban_di"):
        registers.book("khong_co")
    with pytest.raises(UsageError, match="loại văn bản"):
        registers.reserve(BOOK, "VP", "thu", reason="x", by=KEEPER, at=NOW)


def test_what_is_reserved_stands_under_its_day_in_the_office(house: House) -> None:
    """Late in the evening UTC it is the next day at home."""
    late = at(14, 3, 0, 30)
    house.registers.reserve(BOOK, "VP", SERIES, reason="đêm", by=KEEPER, at=late)
    newest: NumberRow = house.registers.page(BOOK, limit=1)[0]
    assert (newest.number, newest.day) == (6, "2024-03-14")


def test_a_table_is_taken_over_whole_or_not_at_all(house: House) -> None:
    registers = house.registers
    term = registers.book(BOOK).term(house.desk.law(NOW), NOW.date())

    def row(number: int, title: str) -> tuple[int, BookEntry]:
        return number, BookEntry("VP", "cong_van", term, title, date(2024, 1, number))

    before = house.desk.reader.head()
    first = registers.take_over(BOOK, [row(1, "Một"), row(2, "Hai")], source="so.xlsx", by=KEEPER, at=NOW)
    assert (first.entered, first.known) == (2, 0) and house.desk.reader.head() == before + 2
    again = registers.take_over(BOOK, [row(2, "Hai"), row(3, "Ba")], source="so.xlsx", by=KEEPER, at=NOW)
    assert (again.entered, again.known) == (1, 1)
    with pytest.raises(UsageError, match="nội dung khác"):
        registers.take_over(BOOK, [row(4, "Bốn"), row(3, "Khác")], source="so.xlsx", by=KEEPER, at=NOW)
    assert [r.number for r in registers.page(BOOK, type="cong_van")] == [3, 2, 1]
    with pytest.raises(Refused):
        registers.take_over(BOOK, [row(9, "Chín")], source="so.xlsx", by="cvA", at=NOW)


# The screen


async def test_a_number_is_found_by_words_and_opens_its_matter(house: House, ids: Ids) -> None:
    app = app_for(house, "cvA", "go.registers")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await outgoing(pilot)
        assert screen.query_one(BookRows).row_count == 5
        await burst(pilot, "le thi\r")  # in one packet: what the words mean, not what stood there
        await until(pilot, lambda: isinstance(app.screen, MatterScreen))
        assert app.screen.matter == ids["out2"]  # type: ignore[attr-defined]
        await pilot.press("escape")
        about = flat(screen.query_one("#about", Text).laid_out(76))
        assert "02-GĐĐ/VPTU" in about and "ghi nhầm tên khách" in about and f"việc số {ids['out2']}" in about
        await app.run_command("registers.clear")
        await until(pilot, lambda: screen.query_one(BookRows).row_count == 5)
        await burst(pilot, "5\r")  # a number that is only kept
        await until(pilot, lambda: "không gắn với việc nào" in told(app))


async def test_a_book_is_chosen_narrowed_and_inspected(house: House) -> None:
    app = app_for(house, KEEPER, "go.registers")
    async with app.run_test(size=(100, 36)) as pilot:
        screen = await outgoing(pilot)
        rows = screen.query_one(BookRows)
        await pilot.press("f6")
        dialog = app.screen
        assert isinstance(dialog, Filter)
        dialog.type.picker.focus()
        await burst(pilot, "cong van\t")
        dialog.query_one(ActionBar).focus()
        await pilot.press("enter")
        await until(pilot, lambda: rows.row_count == 0)
        assert "Loại: Công văn" in shown(screen.query_one("#filters"))[0]
        await app.run_command("registers.clear")
        await until(pilot, lambda: rows.row_count == 5)
        await pilot.press("f6")
        dialog = app.screen
        assert isinstance(dialog, Filter)
        dialog.period.picker.focus()
        await burst(pilot, "tu ngay\t")
        await until(pilot, lambda: dialog.since.display)
        dialog.since.field.value, dialog.until.field.value = "6/3", "5/3"
        dialog.query_one(ActionBar).focus()
        await pilot.press("enter")
        await until(pilot, lambda: "Ngày sau cùng ở trước" in shown(dialog.query_one(".said"))[0])
        dialog.since.field.value = "4/3"
        await pilot.press("enter")
        await until(pilot, lambda: rows.row_count == 2)
        await pilot.press("ctrl+f")
        await until(pilot, lambda: "Ngày: tháng này" in shown(screen.query_one("#filters"))[0])
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, Inspection))
        page = "\n".join(shown(app.screen.query_one(Text)))
        assert "từ 1 đến 5" in page and "Đang giữ chỗ  5" in page and "Đã hủy        2" in page
        await pilot.press("escape")
        app.session = replace(app.session, files=False)
        await app.run_command("registers.export")
        await until(pilot, lambda: "vptu register export van_ban_di --from 01/03/2024" in told(app))


async def test_a_book_goes_out_as_a_spreadsheet_where_the_disk_is_ones_own(house: House, tmp_path: Path) -> None:
    target = tmp_path / "so.xlsx"
    app = app_for(house, KEEPER, "go.registers")
    async with app.run_test(size=(100, 36)) as pilot:
        await outgoing(pilot)
        await burst(pilot, "phuong 1")
        await until(pilot, lambda: app.screen.query_one(BookRows).row_count == 4)
        for said in ("Đã ghi 4 số", "nên không"):  # never over a file that is there
            await app.run_command("registers.export")
            await until(pilot, lambda: isinstance(app.screen, TakeOutBook))
            await burst(pilot, f"\x15{target}\r\r")
            await until(pilot, partial(_was_said, app, said))
    sheet = load_workbook(target).active
    assert sheet is not None
    found = [[str(cell.value) for cell in row] for row in sheet.iter_rows()]
    assert found[0][0] == "Số, ký hiệu" and [row[0][:2] for row in found[1:]] == ["04", "03", "02", "01"]
    assert found[3][-2] == "đã hủy: ghi nhầm tên khách" and found[1][5].startswith("2024-03-07")


async def test_the_keeper_reserves_and_voids_with_a_reason_and_others_are_told_why_not(house: House) -> None:
    app = app_for(house, KEEPER, "go.registers")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await outgoing(pilot)
        await pilot.press("f8")
        form = app.screen
        assert isinstance(form, ReserveForm)
        await until(pilot, lambda: "ĐƯỢC" in shown(form.query_one("#verdict"))[0])
        await burst(pilot, "van phong\tgiay di duong\tkhách Tỉnh u\x7fủy\r")
        form.query_one(ActionBar).focus()
        await pilot.press("enter")
        await until(pilot, lambda: "Đã giữ số 06-GĐĐ/VPTU." in told(app))
        await until(pilot, lambda: screen.query_one(BookRows).row_count == 6)
        await pilot.press("home")
        await until(pilot, lambda: screen.number and screen.number.number in (5, 6))
        number = screen.number
        await pilot.press("ctrl+t")
        assert isinstance(app.screen, VoidForm)
        await burst(pilot, "không dùng\r")
        app.screen.query_one(ActionBar).focus()
        await pilot.press("enter")
        await until(pilot, lambda: "Đã hủy số" in told(app))
        assert number is not None
        found = house.desk.reader.numbers(number.body, number.type, number.term, before=number.number + 1, limit=1)
        assert (found[0].state, found[0].reason) == ("void", "không dùng")
    app = app_for(house, "cvA", "go.registers")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await outgoing(pilot)
        assert "F8 ×Giữ số" in shown(screen.query_one(KeyBar))[0]
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, Why))


# Counterparts


async def test_counterparts_stand_under_what_they_are_with_who_follows_them(house: House) -> None:
    wards = {"type": "cong_van_moi_hop", "meeting": "btv", "field": "noi_chinh"}
    title = "Mời Văn phòng Đảng ủy Phường 1 họp về phòng cháy"
    matter = house.work.open("document", {**wards, "title": title, "responsible": "cvA"}, by="cvA", at=NOW).matter
    app = app_for(house, "deputy1", "go.bodies")
    async with app.run_test(size=(160, 50)) as pilot:
        screen = app.screen
        assert isinstance(screen, BodiesScreen)
        await until(pilot, lambda: screen.found)
        names = [cells(row)[0] for n in range(screen.list.row_count) if (row := screen.list.row_at(n))]
        group = names.index("Văn phòng đảng ủy phường, xã")
        assert names[group + 1 : group + 3] == ["  Văn phòng Đảng ủy Phường 1", "  Văn phòng Đảng ủy Phường 2"]
        await burst(pilot, "phuong 1")
        await until(pilot, lambda: screen.row_id == "vp_phuong_1")
        assert screen.found is not None
        page = plain(body_page(screen.found, screen.found.office.establishment.bodies["vp_phuong_1"], 70))
        assert "Đồng chí Chuyên viên A" in page and "Phường 1" in page and f"Việc số {matter}" in page
        other = plain(body_page(screen.found, screen.found.office.establishment.bodies["vp_phuong_2"], 70))
        assert f"Việc số {matter}" not in other


# The look


class Snap(Protocol):
    def __call__(
        self, app: App[None], *, terminal_size: tuple[int, int] = ...,
        run_before: Callable[[Pilot[None]], Awaitable[None]] | None = ...,
    ) -> bool: ...  # fmt: skip


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_the_book(snap_compare: Snap, house: House, size: tuple[int, int]) -> None:
    async def still(pilot: Pilot[None]) -> None:
        await outgoing(pilot)
        await pilot.pause(0.1)

    assert snap_compare(app_for(house, KEEPER, "go.registers"), terminal_size=size, run_before=still)
