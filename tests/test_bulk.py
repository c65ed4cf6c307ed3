"""Many acts at once: each judged, recorded and refused on its own, by the core and from the desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from core.bulk import Item, Outcome, Place, carry_out, counted, preview
from core.errors import StoreError
from core.law.ruling import Act
from core.work import Work
from tests.support.demo_office import NOW, at, fill
from tests.support.keys import burst, shown
from tests.support.office import move_to, opened
from tests.support.screens import app_for, copied, until
from tui.app import VptuApp
from tui.house import House, put_sample_office
from tui.screens.bulk import Bulk
from tui.screens.desk import DeskScreen
from tui.widgets.buttons import ActionBar
from tui.widgets.marks import SIGN, MarkedRows
from tui.widgets.statusbar import KeyBar

Ids = dict[str, int]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ids]:
    path = tmp_path_factory.mktemp("bulk") / "office.db"
    with opened(path, at(2, 1, 8)) as house:
        put_sample_office(house)
        return path, fill(house)


@pytest.fixture
def ids(filled: tuple[Path, Ids]) -> Ids:
    return filled[1]


@pytest.fixture
def house(filled: tuple[Path, Ids], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(Bulk, "UNREAD", 0.0)
    with copied(filled[0], tmp_path / "office.db") as made:
        yield made


def look(house: House, by: str, *places: Place, note: str = "") -> tuple[Item, ...]:
    return preview(house.desk, house.registry.rules(), places, by=by, at=house.now(), act=Act(note=note))


def do(house: House, by: str, items: tuple[Item, ...], note: str = "") -> list[Outcome]:
    return list(carry_out(house.work, items, by=by, at=house.now, act=Act(note=note)))


# The core


def test_each_act_is_recorded_on_its_own_and_looking_writes_nothing(house: House, ids: Ids) -> None:
    before = house.desk.reader.head()
    places = ((ids["morning"], "consent:deputy"), (ids["late"], "consent:deputy"), (ids["under_head"], "consent"))
    items = look(house, "deputy2", *places, note="Đồng ý.")
    assert counted(items) == "3 được, 0 không" and house.desk.reader.head() == before
    done = do(house, "deputy2", items, "Đồng ý.")
    assert [outcome.receipt is not None for outcome in done] == [True] * 3
    assert house.desk.reader.head() == before + 3
    entries = [house.desk.entry(before + n) for n in (1, 2, 3)]
    assert [entry.subject for entry in entries] == [f"matter:{matter}" for matter, _ in places]
    assert all(entry.act == "take" and entry.actor == "deputy2" for entry in entries)
    assert house.desk.matter(ids["morning"]).done["consent:deputy"].note == "Đồng ý."
    again = do(house, "deputy2", items, "Đồng ý.")  # the same acts sent twice are recorded once
    assert all(outcome.receipt and outcome.receipt.repeated for outcome in again)
    assert house.desk.reader.head() == before + 3


def test_what_is_not_allowed_says_why_and_stops_nothing(house: House, ids: Ids) -> None:
    theirs, mine = (ids["request"], "consent:deputy"), (ids["morning"], "consent:deputy")
    nowhere = (ids["morning"], "bay")
    items = look(house, "deputy2", theirs, nowhere, (999, "consent"), mine)
    assert counted(items) == "1 được, 3 không"
    assert items[0].ruling is not None and items[0].ruling.because and "thẩm quyền" in items[0].why_not
    assert "không có bước «bay»" in items[1].why_not and "999" in items[2].why_not
    before = house.desk.reader.head()
    done = do(house, "deputy2", items)
    assert [bool(outcome.receipt) for outcome in done] == [False, False, False, True]
    assert house.desk.reader.head() == before + 1  # nothing is tried that was refused when it was looked at


def test_one_refused_at_the_last_moment_does_not_stop_the_rest(house: House, ids: Ids) -> None:
    items = look(house, "deputy2", (ids["deputy"], "consent:head"), (ids["morning"], "consent:deputy"))
    assert counted(items) == "2 được, 0 không"
    move_to(house, at(18, 3, 8))  # the Head is back: nobody acts for him any more
    acted, own = do(house, "deputy2", items)
    assert acted.receipt is None and acted.ruling is not None and acted.trouble == acted.ruling.sentence
    assert own.receipt is not None


def test_what_changed_meanwhile_is_left_alone(house: House, ids: Ids) -> None:
    items = look(house, "deputy2", (ids["morning"], "consent:deputy"), (ids["late"], "consent:deputy"))
    house.work.change(ids["morning"], "withdraw", {}, by="vt", at=NOW)
    left, done = do(house, "deputy2", items)
    assert left.receipt is None and "đã được đồng chí Văn thư thay đổi" in left.trouble
    assert "consent:deputy" not in house.desk.matter(ids["morning"]).done
    assert done.receipt is not None


def test_nothing_marked_is_nothing_done(house: House) -> None:
    before = house.desk.reader.head()
    assert look(house, "deputy2") == () and do(house, "deputy2", ()) == []
    assert counted(()) == "0 được, 0 không" and house.desk.reader.head() == before


def test_what_needs_words_or_evidence_of_its_own_is_not_one_of_many(house: House, ids: Ids) -> None:
    (recorded,) = look(house, "vt", (ids["two"], "consent:standing"))
    assert recorded.ruling is None and "bằng chứng" in recorded.why_not and str(ids["two"]) in recorded.why_not
    (returned,) = look(house, "lt", (ids["returned"], "complete"))
    assert returned.ruling is None and "cả việc" in returned.why_not
    raw = {"person": "head", "from": "25/03/2024", "until": "26/03/2024", "reason": "về quê"}
    when = move_to(house, at(15, 3, 8))
    leave = house.work.open("leave", raw, by="head", at=when).matter
    house.work.take(leave, "consent", by="vt", at=when, act=Act("done", "", {"so": "131-CV/TU", "ngay": "15/03/2024"}))
    (naming,) = look(house, "head", (leave, "name"))
    assert naming.ruling is None and "phải ghi thêm" in naming.why_not
    draft = {"type": "cong_van", "title": "Trả lời Phường 1", "units": "tong_hop, van_thu"}
    document = house.work.open("document", draft, by="cvA", at=when).matter
    (designation,) = look(house, "head", (document, "designate"))
    assert designation.ruling is None and "phải ghi thêm nội dung (Bộ phận chủ trì" in designation.why_not
    items = preview(
        house.desk, house.registry.rules(), ((ids["morning"], "consent:deputy"),), by="deputy2", at=when,
        act=Act("returned", "thiếu"),
    )  # fmt: skip
    assert not items[0].allowed and "lý do của từng việc" in items[0].why_not


def test_a_store_that_does_not_answer_leaves_the_rest_alone(
    house: House, ids: Ids, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = look(house, "deputy2", *((ids[n], "consent:deputy") for n in ("morning", "late", "coming")))
    take, tried = Work.take, []

    def failing(self: Work, matter: int, *args: object, **more: object) -> object:
        tried.append(matter)
        if matter == ids["late"]:
            raise StoreError("Kho dữ liệu đang bận.")
        return take(self, matter, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Work, "take", failing)
    first, second, third = do(house, "deputy2", items)
    assert first.receipt is not None and second.trouble == "Kho dữ liệu đang bận."
    assert (
        third.receipt is None
        and third.trouble.startswith(("Chưa làm", "Bước"))
        and tried == [ids["morning"], ids["late"]]
    )


# From the desk


async def ready(pilot: Pilot[None]) -> DeskScreen:
    screen = pilot.app.screen
    assert isinstance(screen, DeskScreen)
    await until(pilot, lambda: screen.dossier)
    return screen


async def looked(pilot: Pilot[None]) -> Bulk:
    await until(pilot, lambda: isinstance(pilot.app.screen, Bulk) and pilot.app.screen.state == "choosing")
    assert isinstance(pilot.app.screen, Bulk)
    return pilot.app.screen


def row_of(screen: DeskScreen, matter: int) -> str:
    return next(row for row, item in screen.items.items() if item.matter == matter and item.step)


def told(app: VptuApp) -> str:
    return "\n".join(notification.message for notification in app._notifications)


async def test_marked_rows_are_looked_at_unticked_and_done_each_on_its_own(house: House, ids: Ids) -> None:
    before = house.desk.reader.head()
    app = app_for(house, "deputy2", "go.desk")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ready(pilot)
        rows = screen.query_one(MarkedRows)
        await burst(pilot, "\x1b[2~\x1b[2~\x1b[2~\x1b[B")  # Insert thrice and on, in one packet
        assert len(rows.marked) == 3 and shown(rows)[1].startswith(SIGN)
        assert "F7 Làm 3 việc" in shown(screen.query_one(KeyBar))[0]
        marked = [screen.items[row].matter for row in rows.marked]
        await pilot.press("f7")
        dialog = await looked(pilot)
        assert "3 được, 0 không · đang chọn 3" in shown(dialog.query_one("#count"))[0]
        await pilot.press("down", "insert")  # not the second one
        assert "đang chọn 2" in shown(dialog.query_one("#count"))[0]
        await pilot.press("enter")
        await until(pilot, lambda: dialog.state == "done")
        assert "Đã ghi 2 việc" in shown(dialog.query_one("#count"))[0]
        assert house.desk.reader.head() == before + 2
        await pilot.press("enter")
        await until(pilot, lambda: "Đã ghi 2 việc." in told(app) and not rows.marked)
        await until(pilot, lambda: row_of(screen, marked[1] or 0))  # what was unticked still waits
    subjects = [house.desk.entry(before + n).subject for n in (1, 2)]
    assert subjects == [f"matter:{marked[0]}", f"matter:{marked[2]}"]


async def test_what_cannot_be_done_in_bulk_is_said_in_its_row(house: House, ids: Ids) -> None:
    app = app_for(house, "vt", "go.desk")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await ready(pilot)
        await app.run_command("desk.bulk")
        await until(pilot, lambda: "Chưa có việc nào được đánh dấu" in told(app))
        rows = screen.query_one(MarkedRows)
        rows.move_to(next(row for row, item in screen.items.items() if item.group == "sent"))
        await pilot.press("insert")
        await until(pilot, lambda: "Chỉ đánh dấu được" in told(app))
        rows.move_to(row_of(screen, ids["two"]))
        await pilot.press("ctrl+f", "f7")
        dialog = await looked(pilot)
        assert "0 được, 1 không" in shown(dialog.query_one("#count"))[0]
        assert "không: Ghi nhận ý kiến" in shown(dialog.query_one(MarkedRows))[0]
        assert [action.id for action in dialog.query_one(ActionBar).actions] == ["no"]
        await pilot.press("insert", "escape")
        await until(pilot, lambda: app.screen is screen)
        assert rows.marked  # nothing was tried: the marks stay
        await app.run_command("desk.unmark")
        assert not rows.marked


async def test_escape_stops_after_the_act_under_way(house: House, ids: Ids, monkeypatch: pytest.MonkeyPatch) -> None:
    take = Work.take
    before = house.desk.reader.head()
    app = app_for(house, "deputy2", "go.desk")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await app.run_command("desk.mark_all")
        await pilot.press("f7")
        dialog = await looked(pilot)

        def stopped(self: Work, *args: object, **more: object) -> object:
            app.call_from_thread(dialog.action_close)
            return take(self, *args, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(Work, "take", stopped)
        await pilot.press("enter")
        await until(pilot, lambda: dialog.state == "done")
        assert house.desk.reader.head() == before + 1
        assert "Đã ghi 1 việc" in shown(dialog.query_one("#count"))[0]


async def test_an_enter_typed_ahead_confirms_stops_and_closes_nothing(
    house: House, ids: Ids, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Bulk, "UNREAD", 60.0)
    before = house.desk.reader.head()
    app = app_for(house, "deputy2", "go.desk")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await app.run_command("desk.mark_all")
        await pilot.press("f7")
        await burst(pilot, "\r\r\r")
        dialog = await looked(pilot)
        await burst(pilot, "\r\r\r")
        assert app.screen is dialog and dialog.state == "choosing"
        monkeypatch.setattr(Bulk, "UNREAD", 0.0)
        await pilot.press("enter")
        monkeypatch.setattr(Bulk, "UNREAD", 60.0)
        await until(pilot, lambda: dialog.state == "done")
        assert house.desk.reader.head() == before + dialog.progress.of
        await burst(pilot, "\r\r")
        assert app.screen is dialog  # what became of them stays in sight
    assert dialog.progress.recorded == dialog.progress.of > 3


async def test_one_note_goes_with_all_and_is_typed_in_telex(house: House, ids: Ids) -> None:
    app = app_for(house, "deputy2", "go.desk")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ready(pilot)
        rows = screen.query_one(MarkedRows)
        for name in ("morning", "late"):
            rows.move_to(row_of(screen, ids[name]))
            await pilot.press("insert")
        await pilot.press("f7")
        dialog = await looked(pilot)
        dialog.note.field.focus()
        await burst(pilot, "D\x7fĐo\x7fồng y\x7fý")
        await looked(pilot)
        dialog.query_one(ActionBar).focus()
        await pilot.press("enter")
        await until(pilot, lambda: dialog.state == "done")
    notes = [house.desk.matter(ids[name]).done["consent:deputy"].note for name in ("morning", "late")]
    assert notes == ["Đồng ý", "Đồng ý"]
