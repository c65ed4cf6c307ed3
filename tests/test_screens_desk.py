"""The desk, the list of matters, one matter, deciding, signing in: flows with a pilot, the look in pictures."""

from __future__ import annotations

import shutil
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol

import pytest
from textual.app import App
from textual.pilot import Pilot

from core.law.ruling import Act
from tests.support.demo_office import NOW, at, fill
from tests.support.keys import burst, shown
from tests.support.office import move_to, opened
from tests.support.pty import Terminal
from tui.app import VptuApp
from tui.house import House, put_sample_office
from tui.screens import matters
from tui.screens.attach import Attach
from tui.screens.decide import Decide
from tui.screens.desk import DeskScreen
from tui.screens.desk_parts import Side, Strip
from tui.screens.matter import MatterScreen
from tui.screens.matters import MattersScreen
from tui.screens.sign_in import SignInScreen
from tui.screens.why import Why
from tui.start import book, session_for
from tui.widgets.buttons import ActionBar
from tui.widgets.entries import PickEntry
from tui.widgets.rows import Rows
from tui.widgets.ruling import RulingPanel
from tui.widgets.sections import SectionRows
from tui.widgets.statusbar import KeyBar, StatusBar

BACK = at(15, 3, 8, 30)
"""Friday: the Head is back."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """A closed store, the sample office on Wednesday 13/03/2024, and the numbers of its matters."""
    path = tmp_path_factory.mktemp("desk") / "office.db"
    with opened(path, at(2, 1, 8)) as house:
        put_sample_office(house)
        return path, fill(house)


@pytest.fixture
def ids(filled: tuple[Path, dict[str, int]]) -> dict[str, int]:
    return filled[1]


@pytest.fixture
def house(filled: tuple[Path, dict[str, int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A house of its own over a copy of the filled store; nobody waits for a reading eye or a typing hand."""
    monkeypatch.setattr(Decide, "UNREAD", 0.0)
    monkeypatch.setattr(matters, "PATIENCE", 0.01)
    for name, value in (("TERM", "xterm-256color"), ("COLORTERM", "truecolor")):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    path = tmp_path / "office.db"
    shutil.copyfile(filled[0], path)
    with opened(path, NOW) as made:
        yield made


def app_for(house: House, person: str) -> VptuApp:
    return VptuApp(session_for(house, person), book(house, signed_in=bool(person)))


async def until(pilot: Pilot[None], holds: Callable[[], object], limit: float = 5.0) -> None:
    """Wait until something is true: threads answer when they answer."""
    end = time.monotonic() + limit
    while not holds():
        assert time.monotonic() < end, f"never: {holds}"
        await pilot.pause(0.02)
    await pilot.pause()


def told(app: App[None]) -> str:
    """Everything that was said in the corner."""
    return "\n".join(notification.message for notification in app._notifications)


def desk(pilot: Pilot[None]) -> DeskScreen:
    screen = pilot.app.screen
    assert isinstance(screen, DeskScreen)
    return screen


async def ready(pilot: Pilot[None]) -> DeskScreen:
    """What judging needs is loaded, and the chosen row was judged."""
    await until(pilot, lambda: isinstance(pilot.app.screen, DeskScreen) and desk(pilot).dossier)
    return desk(pilot)


async def choose(pilot: Pilot[None], matter: int) -> DeskScreen:
    """Put the cursor on the row of a matter that waits, and let it be judged."""
    screen = await ready(pilot)
    row = next(item.row.id for item in screen.items.values() if item.matter == matter and item.step)
    assert screen.query_one(SectionRows).move_to(row)
    await until(pilot, lambda: screen.dossier and screen.dossier.row.id == matter)
    return screen


def text(app: App[None]) -> str:
    """The screen, line by line."""
    return "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())


# The desk


async def test_a_request_goes_from_desk_to_desk_by_one_key_and_enter(house: House, ids: dict[str, int]) -> None:
    move_to(house, BACK)
    app = app_for(house, "deputy1")
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, ids["request"])
        assert "F7 Đồng ý" in shown(app.screen.query_one(KeyBar))[0]
        await pilot.press("f7")
        assert isinstance(app.screen, Decide) and "Điều 18, khoản 3" in text(app)
        await pilot.press("enter")
        await until(pilot, lambda: "Tiếp theo: đồng chí Chánh Văn phòng đồng ý." in told(app))
        await until(pilot, lambda: all(item.matter != ids["request"] for item in desk(pilot).items.values()))
    app = app_for(house, "head")
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await choose(pilot, ids["request"])
        await until(pilot, lambda: screen.query_one(Side).glance.choice)
        assert "ĐƯỢC" in text(app) and "Tuyến giải quyết" in text(app)
        await pilot.press("f7", "enter")
        await until(pilot, lambda: "Còn lại: Bộ phận Lưu trữ nhận và lưu đơn." in told(app))
    matter = house.desk.matter(ids["request"])
    assert matter.status == "in_effect" and matter.done["consent:head"].capacity == "own"


async def test_a_leader_sees_exceptions_first_and_a_clerk_what_to_do_next(house: House, ids: dict[str, int]) -> None:
    app = app_for(house, "head")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        lines = text(app).splitlines()
        assert "Cần lưu ý · 1" in lines[1] and "quá hạn 1 ngày" in lines[2]
        assert any("Ghi nhận hộ" in line for line in lines)
        assert "Phó 2 thay Chánh Văn phòng (Điều 5)" in text(app)
        rows = app.screen.query_one(SectionRows)
        assert rows.chosen and rows.chosen.id.startswith("mine:")  # the cursor begins on what waits for him
        await pilot.press("up", "up", "up")
        assert rows.chosen and rows.chosen.id.startswith("late:")
        await pilot.press("home", "up", "pageup")
        assert rows.chosen and not rows.chosen.id.startswith("§")
        await pilot.press("f7")  # not his to take: the key explains
        await until(pilot, lambda: isinstance(app.screen, Why))
    app = app_for(house, "cvD")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "Không có việc nào đang chờ đồng chí." in text(app) and "Đồng chí đã gửi · 1" in text(app)
        assert "Tiếp theo: đồng chí Phó 2, thay Chánh Văn phòng đồng ý." in app.screen.query_one(Strip).what


async def test_news_come_in_without_moving_the_cursor(house: House, ids: dict[str, int]) -> None:
    app = app_for(house, "deputy2")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await choose(pilot, ids["deputy"])
        await app._look_for_news()
        row = screen.query_one(SectionRows).cursor
        house.work.take(ids["late"], "consent:deputy", by="deputy2", at=NOW, act=Act())  # from another terminal
        house.work.change(ids["morning"], "withdraw", {}, by="vt", at=NOW)
        await app._look_for_news()
        await until(pilot, lambda: screen.query_one(SectionRows).cursor != row)
        assert screen.item and screen.item.matter == ids["deputy"]
        move_to(house, at(13, 3, 12, 1))  # noon, and nobody did anything: still another half-day
        edition = app.edition
        await app._look_for_news()
        assert app.edition == edition + 1


async def test_notices_are_put_away_with_the_key_of_their_row(house: House) -> None:
    app = app_for(house, "cvB")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ready(pilot)
        row = next(item.row.id for item in screen.items.values() if item.group == "notice")
        screen.query_one(SectionRows).move_to(row)
        await until(pilot, lambda: "Đã xem hết" in shown(screen.query_one(KeyBar))[0])
        assert "2 tin mới" in shown(screen.query_one(StatusBar))[0]
        await pilot.press("f7")
        await until(pilot, lambda: not any(item.group == "notice" for item in screen.items.values()))
        assert house.desk.tray("cvB", NOW).notices == ()


# Deciding


async def test_returned_with_telex_and_completed_by_the_applicant(house: House, ids: dict[str, int]) -> None:
    app = app_for(house, "deputy2")
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, ids["morning"])
        await pilot.press("f6")
        await pilot.pause()
        await burst(pilot, "\r")  # a reason is needed: the field, then the button, then nothing is recorded
        await burst(pilot, "\r")
        await until(pilot, lambda: "ghi lý do" in text(app))
        await pilot.press("shift+tab")
        await burst(pilot, "D\x7fĐe\x7fề nghi\x7fị ghi ro\x7fõ")
        await burst(pilot, "\r\r")
        await until(pilot, lambda: "Đã trả lại để hoàn chỉnh" in told(app))
    assert house.desk.matter(ids["morning"]).done["consent:deputy"].note == "Đề nghị ghi rõ"
    app = app_for(house, "vt")
    async with app.run_test(size=(100, 40)) as pilot:
        await choose(pilot, ids["morning"])
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, Decide) and "Đề nghị ghi rõ" in text(app))
        app.screen.query_one("#entry-handover", PickEntry).picker.focus()
        await burst(pilot, "luu tru\t")
        app.screen.query_one(ActionBar).focus()
        await pilot.press("enter")
        await until(pilot, lambda: "Đã trình lại. Tiếp theo: đồng chí Phó 2" in told(app))
    matter = house.desk.matter(ids["morning"])
    assert (matter.status, matter.round, matter.facts.handover) == ("open", 2, "lt")


async def test_an_answer_given_elsewhere_is_recorded_with_its_evidence(house: House, ids: dict[str, int]) -> None:
    app = app_for(house, "vt")
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, ids["two"])
        await pilot.press("f7")
        await until(pilot, lambda: "ghi nhận ý kiến của Thường trực Thành ủy" in text(app))
        await burst(pilot, "125-CV/TU\r")
        app.screen.query_one(ActionBar).focus()
        await pilot.press("enter")
        await until(pilot, lambda: "ghi số và ngày của văn bản" in text(app))
        app.screen.query_one("#entry-ngay").query_one("DayInput").focus()
        await burst(pilot, "nay\r")
        app.screen.query_one(ActionBar).focus()
        await pilot.press("enter")
        await until(pilot, lambda: "Đã ghi: đồng ý. Đã đủ thủ tục." in told(app))
    done = house.desk.matter(ids["two"]).done["consent:standing"]
    assert (done.capacity, done.evidence) == ("recorded", {"so": "125-CV/TU", "ngay": "13/03/2024"})


async def test_the_standing_deputy_is_named_and_one_who_is_away_is_refused_with_the_reason(
    house: House, ids: dict[str, int]
) -> None:
    move_to(house, BACK)
    raw = {"person": "head", "from": "25/03/2024", "until": "26/03/2024", "reason": "về quê"}
    matter = house.work.open("leave", raw, by="head", at=BACK).matter
    evidence = {"so": "131-CV/TU", "ngay": "15/03/2024"}
    house.work.take(matter, "consent", by="vt", at=BACK, act=Act("done", "", evidence))
    app = app_for(house, "head")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await choose(pilot, matter)
        assert "cần cử Phó thường trực" in " ".join(screen.query_one(Strip).warnings)
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, Decide))
        picker = app.screen.query_one(PickEntry).picker
        assert picker.value == "deputy2"  # the one the office names by default
        picker.focus()
        await burst(pilot, "pho 1\t")
        assert picker.value == "deputy1" and "vắng T2 25/03 – T3 26/03" in picker.field.value
        app.screen.query_one(ActionBar).focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Why))
        assert "cũng vắng trong những buổi đó" in app.screen.query_one(RulingPanel).view.sentence  # type: ignore[union-attr]
        await pilot.press("escape")
        picker.focus()
        await burst(pilot, "pho 2\t")
        app.screen.query_one(ActionBar).focus()
        await pilot.press("enter")
        await until(pilot, lambda: "Đã ghi: cử một đồng chí Phó làm thường trực." in told(app))
    assert house.desk.office(at(25, 3, 9)).acting_head == "deputy2"


async def test_who_was_second_is_told_who_was_first_and_nothing_is_recorded_twice(
    house: House, ids: dict[str, int]
) -> None:
    app = app_for(house, "deputy1")
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, ids["request"])
        await pilot.press("f7")
        house.work.change(ids["request"], "shorten", {"until": "20/03/2024"}, by="cvA", at=at(13, 3, 10, 6))
        entries = house.desk.reader.head()
        await pilot.press("enter")
        await until(pilot, lambda: "đồng chí Chuyên viên A thay đổi lúc 10:06" in told(app))
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
    assert house.desk.reader.head() == entries
    assert "consent:deputy" not in house.desk.matter(ids["request"]).done


async def test_an_enter_typed_before_the_ruling_was_seen_confirms_nothing(
    house: House, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Decide, "UNREAD", 60.0)
    entries = house.desk.reader.head()
    app = app_for(house, "deputy1")
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, ids["request"])
        await pilot.press("f7")
        await burst(pilot, "\r\r\r\r")
        assert isinstance(app.screen, Decide) and house.desk.reader.head() == entries
        monkeypatch.setattr(Decide, "UNREAD", 0.0)
        await pilot.press("enter")
        await until(pilot, lambda: house.desk.reader.head() == entries + 1)


# One matter


async def test_a_matter_explains_each_step_and_what_may_not_be_done(house: House, ids: dict[str, int]) -> None:
    entries = house.desk.reader.head()
    app = app_for(house, "cvB")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await app.open(MatterScreen(ids["request"]))
        await pilot.pause()
        assert "Bàn việc › Việc số 14" in text(app)
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, Why))
        view = app.screen.query_one(RulingPanel).view
        assert view and "không phải của đồng chí Chuyên viên B" in view.sentence
        assert [who.name for who in view.who_may] == ["đồng chí Phó 1"] and view.unblock
        await pilot.press("escape", "tab", "up", "enter")  # on the route: the step before
        await until(pilot, lambda: isinstance(app.screen, Why))
        view = app.screen.query_one(RulingPanel).view
        assert view and "đã làm lúc 07:42" in view.sentence
        await pilot.press("escape")
        await pilot.press("pagedown", "pagedown")
        assert "bị từ chối khi đồng ý" in text(app)  # what was tried stands in its history
    assert house.desk.reader.head() == entries  # to ask is no act


async def test_the_applicant_shortens_extends_and_attaches(house: House, ids: dict[str, int], tmp_path: Path) -> None:
    paper = tmp_path / "giấy mời.pdf"
    paper.write_bytes(b"%PDF-1.4 thu")
    app = app_for(house, "cvA")
    async with app.run_test(size=(100, 40)) as pilot:
        await ready(pilot)
        screen = MatterScreen(ids["request"])
        await app.open(screen)
        await app.run_command("matter.attach")
        await until(pilot, lambda: isinstance(app.screen, Attach))
        await burst(pilot, f"{tmp_path}/khong-co")
        assert "Chưa có tệp nào" in text(app)
        await burst(pilot, "\x15" + str(paper))
        assert "12 byte" in text(app)
        await burst(pilot, "\r\r")
        await until(pilot, lambda: "Đã đính kèm «giấy mời.pdf»" in told(app))
        await until(pilot, lambda: "giấy mời.pdf" in text(app))
        await app.run_command("matter.act.shorten")
        await pilot.pause()
        await burst(pilot, "20/3\r\r\r")
        app.screen.query_one(ActionBar).focus()
        await pilot.press("enter")
        await until(pilot, lambda: "Đã rút ngắn" in told(app))
        await app.run_command("matter.act.extend")
        await pilot.pause()
        await burst(pilot, "22/3\r\r")
        app.screen.query_one(ActionBar).focus()
        await pilot.press("enter")
        await until(pilot, lambda: "Đã gửi đề nghị xin thêm (việc mới số" in told(app))
        await until(pilot, lambda: "Được xin thêm bằng việc số" in text(app))
    assert house.desk.reader.extensions(ids["request"])


# All matters


async def test_matters_are_found_narrowed_and_opened(house: House, ids: dict[str, int]) -> None:
    app = app_for(house, "cvA")
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await app.run_command("go.matters")
        rows = app.screen.query_one(Rows)
        await until(pilot, lambda: rows.row_count == len(ids))
        await burst(pilot, "nghi phe\x7fép\x1b[B")
        await until(pilot, lambda: "nghỉ phép" in text(app) and rows.row_count == 8)
        assert "8 việc" in text(app)
        await pilot.press("f6")
        await until(pilot, lambda: "Tình trạng: đang giải quyết" in text(app) and rows.row_count < 8)
        await pilot.press("f8")
        await until(pilot, lambda: "Người gửi: đồng chí" in text(app) and rows.row_count == 1)
        await app.run_command("matters.clear")
        await until(pilot, lambda: rows.row_count == len(ids))
        await burst(pilot, "lich truc\r")  # in one packet: what the words mean, not what stood there
        await until(pilot, lambda: isinstance(app.screen, MatterScreen))
        assert app.screen.matter == ids["roster"]  # type: ignore[attr-defined]
        await pilot.press("escape")
        await app.run_command("matters.clear")
        await burst(pilot, f"{ids['half']}\r")  # a number is the number of a matter
        await until(pilot, lambda: isinstance(app.screen, MatterScreen))
        assert app.screen.matter == ids["half"]  # type: ignore[attr-defined]


def test_a_filtered_list_is_read_in_pages_and_knows_where_a_row_went(house: House) -> None:
    from core.records.search import EVERYTHING, MatterFilter

    def source(wanted: MatterFilter) -> matters.MatterSource:
        return matters.MatterSource(house.desk.reader, wanted, matters.When(NOW))

    everything = [row.id for row in source(EVERYTHING).window(0, 100)]
    assert everything == [str(n) for n in range(17, 0, -1)]
    for wanted in (EVERYTHING, MatterFilter(kind="leave")):
        found = source(wanted)
        whole = [row.id for row in found.window(0, 100)]
        assert found.count() == len(whole)
        assert [found.index_of(row) for row in whole] == list(range(len(whole)))
    jumped = source(MatterFilter(kind="leave"))
    assert not jumped.window(100, 100) and jumped.window(0, 3)[0].id == whole[0]


# Signing in


async def test_the_sample_office_asks_who_one_is_and_a_real_one_never(house: House) -> None:
    app = app_for(house, "")
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, SignInScreen)
        assert "VĂN PHÒNG MẪU" in text(app) and "6 việc chờ" in text(app)
        assert not any(command.id.startswith("go.desk") for command in app.book.screens)
        await burst(pilot, "chuyen vien c\r")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
        assert app.session.person == "cvC" and "Chuyên viên C" in shown(app.screen.query_one(StatusBar))[0]
        assert "go.matters" in app.book
        await app.run_command("go.sign_in")
        await until(pilot, lambda: isinstance(app.screen, SignInScreen))
        await burst(pilot, "\r")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen) and app.session.person == "head")


def test_in_a_real_office_there_is_nobody_else_to_be(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    import dataclasses

    establishment = dataclasses.replace(house.desk.establishment(NOW.date()), sample=False)
    monkeypatch.setattr(type(house.desk), "establishment", lambda self, on: establishment)
    session = session_for(house, "cvA")
    assert session.become is None and session.files is False and not session.status().sample
    assert session_for(house, "cvA", files=True).files
    assert "go.sign_in" not in book(house)


# The terminal


def test_telex_and_a_decision_over_a_real_line(house: House) -> None:
    path = house.places.store
    house.close()
    with Terminal(["-m", "tests.support.at_desk", str(path), "deputy2"], size=(80, 24)) as terminal:
        assert terminal.wait_for("Chờ đồng chí · 6") and terminal.wait_for("F7 Đồng ý")
        terminal.send(b"\x1b[17~")  # F6: return
        assert terminal.wait_for("Lý do trả lại")
        terminal.send_split("Bo\x7fổ sung go\x7f\x7fgiờ về".encode(), 3)
        terminal.read_quiet()
        terminal.send(b"\r")
        terminal.read_quiet(0.4)
        terminal.send(b"\r")
        assert terminal.wait_for("Đã trả lại để hoàn chỉnh")
    with opened(path, NOW) as after:
        assert after.desk.matter(9).done["consent:deputy"].note == "Bổ sung giờ về"


def test_nothing_slow_is_loaded_before_the_first_frame(house: House) -> None:
    path = house.places.store
    with Terminal(["-m", "tests.support.at_desk", str(path), "deputy2", "--modules"], size=(80, 24)) as terminal:
        assert terminal.wait_for("SLOW: none", 20)


# The look


class Snap(Protocol):
    def __call__(
        self,
        app: App[None],
        *,
        terminal_size: tuple[int, int] = ...,
        run_before: Callable[[Pilot[None]], Awaitable[None]] | None = ...,
    ) -> bool: ...


async def still(pilot: Pilot[None]) -> None:
    """Everything that follows the first frame has come."""
    await ready(pilot)
    await pilot.pause(0.1)


@pytest.mark.parametrize(("person", "size"), [("deputy2", (80, 24)), ("head", (120, 36))])
def test_the_desk(snap_compare: Snap, house: House, person: str, size: tuple[int, int]) -> None:
    assert snap_compare(app_for(house, person), terminal_size=size, run_before=still)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_one_matter(snap_compare: Snap, house: House, size: tuple[int, int], ids: dict[str, int]) -> None:
    async def open_it(pilot: Pilot[None]) -> None:
        await ready(pilot)
        app = pilot.app
        assert isinstance(app, VptuApp)
        await app.open(MatterScreen(ids["coming"]))
        await pilot.pause(0.1)

    assert snap_compare(app_for(house, "deputy2"), terminal_size=size, run_before=open_it)


def test_the_decision(snap_compare: Snap, house: House, ids: dict[str, int]) -> None:
    async def ask(pilot: Pilot[None]) -> None:
        await choose(pilot, ids["two"])
        await pilot.press("f7")
        await pilot.pause(0.1)

    assert snap_compare(app_for(house, "vt"), terminal_size=(80, 24), run_before=ask)


def test_the_list_of_matters(snap_compare: Snap, house: House, ids: dict[str, int]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await ready(pilot)
        app = pilot.app
        assert isinstance(app, VptuApp)
        await app.run_command("go.matters")
        await until(pilot, lambda: isinstance(app.screen, MattersScreen) and "17 việc" in text(app))
        await pilot.pause(0.1)

    assert snap_compare(app_for(house, "cvA"), terminal_size=(80, 24), run_before=look)


def test_the_clock_of_the_pictures_stands(house: House) -> None:
    assert house.now() == NOW == datetime(2024, 3, 13, 10, 5, tzinfo=NOW.tzinfo)


async def test_the_screen_of_an_outside_plugin_can_be_opened_once_plugins_are_loaded(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.extension.hookspecs import ScreenSpec

    theirs = ScreenSpec("stranger", "Màn hình khách", "tui.screens.matters:MattersScreen-of-theirs")
    every = (*house.registry.screens(), theirs)
    monkeypatch.setattr(type(house.registry), "screens", lambda self: every)
    app = app_for(house, "cvA")
    assert "go.plugin.stranger" not in app.book
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert app.book["go.plugin.stranger"].opens == theirs.path
        own = [(command.opens, command.source) for command in app.book.screens]
        assert len(own) == len(set(own))  # what is declared here is not offered twice
