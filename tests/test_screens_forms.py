"""The form that draws its own route, the leave calendar, the duty roster: flows with a pilot, the look in pictures."""

from __future__ import annotations

import shutil
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

import pytest
from textual.app import App
from textual.pilot import Pilot

from core.law.facts import read_facts
from core.office.coverage import headless
from core.office.office import Absence, Designation, Duty, Office
from core.office.sessions import Span, session, whole_days
from core.text import width
from plugins.roster.screen import SOURCE
from tests.support.demo_office import NOW, Clerk, at, fill
from tests.support.keys import burst
from tests.support.office import office_at, opened, registry, regulation, rules
from tests.support.pty import Terminal
from tui import months, rosters
from tui.app import VptuApp
from tui.forecast import Forecast, forecast
from tui.house import House, put_sample_office
from tui.rosters import RosterSource
from tui.screens import drafts, new_matter
from tui.screens.calendar import CalendarScreen
from tui.screens.choose import Choose
from tui.screens.confirm import Confirm
from tui.screens.decide import Decide
from tui.screens.matter import MatterScreen
from tui.screens.new_matter import NewMatterScreen
from tui.screens.roster import RosterScreen
from tui.screens.why import Why
from tui.session import Backing
from tui.start import book, session_for
from tui.typed_days import meant, meant_moment
from tui.widgets.board import Board
from tui.widgets.buttons import ActionBar
from tui.widgets.entries import DayEntry, PickEntry, TextEntry, ToggleEntry
from tui.widgets.forecast import compact_lines, forecast_lines
from tui.widgets.form import Form
from tui.widgets.grid import Grid
from tui.widgets.rows import Rows

MARCH = date(2024, 3, 1)
SMALL, MIDDLE = (80, 24), (100, 30)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store: the sample office on Wednesday 13/03/2024, with about twenty matters."""
    path = tmp_path_factory.mktemp("forms") / "office.db"
    with opened(path, at(2, 1, 8)) as house:
        put_sample_office(house)
        fill(house)
    return path


@pytest.fixture
def house(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A house of its own over a copy of the filled store; nobody waits for the pauses of a typing hand."""
    monkeypatch.setattr(new_matter, "PAUSE", 0.01)
    monkeypatch.setattr(Decide, "UNREAD", 0.0)
    for name, value in (("TERM", "xterm-256color"), ("COLORTERM", "truecolor")):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    path = tmp_path / "office.db"
    shutil.copyfile(filled, path)
    with opened(path, NOW) as made:
        yield made


def app_for(house: House, person: str, home: str) -> VptuApp:
    return VptuApp(replace(session_for(house, person), home=home), book(house))


async def until(pilot: Pilot[None], holds: Callable[[], object], limit: float = 15.0) -> None:
    """Wait until something is true: threads answer when they answer."""
    end = time.monotonic() + limit
    while not holds():
        assert time.monotonic() < end, f"never: {holds}"
        await pilot.pause(0.02)
    await pilot.pause()


async def typed(pilot: Pilot[None], stream: str) -> None:
    """A packet of keys, as they come over the line."""
    await burst(pilot, stream)


def form_of(app: App[None]) -> NewMatterScreen:
    assert isinstance(app.screen, NewMatterScreen)
    return app.screen


async def ready(pilot: Pilot[None]) -> NewMatterScreen:
    """The form is there and has its first answer."""
    await until(pilot, lambda: isinstance(pilot.app.screen, NewMatterScreen) and pilot.app.screen.found.opening)
    return form_of(pilot.app)


def day(screen: NewMatterScreen, name: str) -> DayEntry:
    found = screen.query_one(Form).entry(name)
    assert isinstance(found, DayEntry)
    return found


def steps(found: Forecast) -> list[str]:
    return [step.id for stage in found.stages for step in stage.steps]


def text(lines: list[object]) -> str:
    return "\n".join(str(getattr(line, "plain", line)) for line in lines)


# The route, while one types


TO_THE_BOARD = ["form", "consent:head", "report:head", "consent:standing", "file"]
LENGTHS = {
    "cvA": (
        ("25/3", "0", "25/3", "0", "0,5", ["consent:deputy"]),
        ("25/3", "0", "25/3", "1", "1,0", ["consent:deputy", "consent:head"]),
        ("25/3", "0", "26/3", "0", "1,5", ["form", "consent:deputy", "consent:head", "file"]),
        ("25/3", "0", "26/3", "1", "2,0", ["form", "consent:deputy", "consent:head", "file"]),
    ),
    "deputy2": (
        ("1/4", "0", "1/4", "0", "0,5 ngày (gộp 2,5", TO_THE_BOARD),
        ("8/4", "0", "8/4", "0", "0,5", ["consent:head"]),
        ("8/4", "0", "8/4", "1", "1,0", ["consent:head"]),
        ("8/4", "0", "9/4", "0", "1,5", ["form", "consent:head", "file"]),
        ("8/4", "0", "9/4", "1", "2,0", TO_THE_BOARD),
    ),
}
"""First day and half, last day and half, the length said, the route: at every threshold, and where leaves touch."""


@pytest.mark.parametrize("person", list(LENGTHS))
async def test_the_route_follows_the_dates(house: House, person: str) -> None:
    move = at(15, 3, 8)  # the Head is back: nobody acts
    app = VptuApp(replace(session_for(house, person), home="go.new", clock=lambda: move), book(house))
    async with app.run_test(size=MIDDLE) as pilot:
        screen = await ready(pilot)
        for start, half, end, other, length, route in LENGTHS[person]:
            day(screen, "from").field.focus()
            await typed(pilot, f"{start}\t{'sc'[int(half)]}\t{end}\t{'sc'[int(other)]}")
            said = f"{length}{'' if 'ngày' in length else ' ngày'}"
            await until(pilot, lambda said=said: dict(screen.found.figures).get("Thời gian", "").startswith(said))  # type: ignore[misc]
            assert steps(screen.found) == route
        assert screen.found.may_be_sent and not app.faults


async def test_a_refusal_is_seen_before_anything_is_sent_and_the_phone_opens_the_way(house: House) -> None:
    app = app_for(house, "cvA", "go.new")
    async with app.run_test(size=SMALL) as pilot:
        screen = await ready(pilot)
        before = house.desk.reader.head()
        await typed(pilot, "12/3\t\t12/3\t")
        await until(pilot, lambda: screen.found.opening and not screen.found.may_be_sent)
        view = screen.found.opening
        assert view is not None and any("Điều 18" in clause.cite for clause in view.clauses) and view.unblock
        brief = text(list(compact_lines(screen.found, 78, 8)))
        assert "KHÔNG ĐƯỢC" in brief and "đã qua" in brief and "→" in brief
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, Why))
        await pilot.press("escape")
        assert house.desk.reader.head() == before, "a refusal that was only looked at is nobody's act"

        form = screen.query_one(Form)
        kind, channel, called, whom = (form.entry(n) for n in ("kind", "channel", "phone_at", "phone_to"))
        assert called is not None and whom is not None and not called.display and not whom.display
        assert isinstance(kind, PickEntry) and isinstance(channel, ToggleEntry) and isinstance(whom, PickEntry)
        kind.start()
        await typed(pilot, "om dau\r\t")
        await typed(pilot, "q")  # qua điện thoại
        await until(pilot, lambda: called.display and whom.display)
        await typed(pilot, "\t7h10 12/3\tpho 1\r")
        await until(pilot, lambda: screen.found.may_be_sent)
        assert steps(screen.found) == ["phone", "consent:deputy", "consent:head", "late_form", "file"]
        assert screen.found.stages[0].steps[0].state == "done"
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, MatterScreen))
        matter = house.desk.matter(house.desk.reader.last_matter())
        assert (matter.facts.channel, matter.facts.phone_to, matter.facts.kind) == ("phone", "deputy1", "om")
        assert any("Tiếp theo: đồng chí Phó 1" in n.message for n in app._notifications)
        assert not app.faults


async def test_a_draft_is_kept_offered_and_asked_about(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "KEEP_AFTER", 60.0)
    app = app_for(house, "cvA", "go.desk")
    reader = house.desk.reader
    async with app.run_test(size=MIDDLE) as pilot:
        await typed(pilot, "\x1bOS28/3\t")  # typed on behind the key that opens the form
        screen = await ready(pilot)
        assert day(screen, "from").day == date(2024, 3, 28)
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("escape")
        assert reader.draft("cvA", "leave") is None
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not screen)
        await until(pilot, lambda: reader.draft("cvA", "leave"))
        await pilot.press("f4")
        again = await ready(pilot)
        assert again.query_one("#offer", ActionBar).has_focus
        await pilot.press("enter")
        await until(pilot, lambda: day(again, "from").day == date(2024, 3, 28))
        monkeypatch.setattr(drafts, "KEEP_AFTER", 0.01)
        reason = again.query_one(Form).entry("reason")
        assert isinstance(reason, TextEntry)
        reason.field.focus()
        await typed(pilot, "ve\x7fề quê")
        await until(pilot, lambda: "về quê" in (getattr(reader.draft("cvA", "leave"), "content", "")))
        await until(pilot, lambda: not again.query_one(Form).dirty_entries)  # kept: leaving asks nothing
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, MatterScreen))
        assert reader.draft("cvA", "leave") is None
        assert house.desk.matter(reader.last_matter()).facts.reason == "về quê"
        assert not app.faults


# The calendar


async def test_the_calendar_turns_months_opens_matters_and_begins_requests(house: House) -> None:
    app = app_for(house, "deputy1", "go.calendar")
    async with app.run_test(size=SMALL) as pilot:
        screen = app.screen
        assert isinstance(screen, CalendarScreen)
        grid = screen.query_one(Grid)
        await until(pilot, lambda: grid.month.people)
        assert grid.person is not None and grid.person.id == "head"
        assert grid.session == session(NOW.date())
        await pilot.press("f8", "f8", "f7")
        await until(pilot, lambda: grid.month.days[0].day == date(2024, 4, 1))
        assert next(d for d in grid.month.days if d.day.day == 18).title  # Giỗ Tổ
        await pilot.press("home", "left")  # over the edge: back into March
        await until(pilot, lambda: grid.session == session(date(2024, 3, 31), 1))
        await pilot.press("f6")
        await until(pilot, lambda: grid.session == session(NOW.date()))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MatterScreen))
        assert "nghỉ phép" in house.desk.reader.matter(app.screen.matter).row.title  # type: ignore[attr-defined, union-attr]
        await pilot.press("escape")
        await pilot.press("down", *["right"] * 4)  # Phó 1, Friday morning: nothing there
        await pilot.press("enter")
        form = await ready(pilot)
        assert (day(form, "from").session, day(form, "until").session) == tuple(
            session(date(2024, 3, 15), n) for n in (0, 1)
        )
        assert form.query_one(Form).raw["person"] == "deputy1"
        await pilot.press("escape")
        await pilot.press("ctrl+f")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await typed(pilot, "tong hop\r")
        await until(pilot, lambda: {p.id for p in grid.month.people} == {"cvA", "cvB"})
        assert not app.faults


def test_a_month_shows_who_is_away_who_acts_and_where_nobody_does() -> None:
    office = _office(
        Absence("head", whole_days(date(2024, 3, 12), date(2024, 3, 14)), "phep", 4),
        Absence("deputy2", Span(session(date(2024, 3, 14)), session(date(2024, 3, 15))), "cong_tac", 5, leave=False),
        Absence("cvA", whole_days(date(2024, 3, 15), date(2024, 3, 18)), "om", 6, settled=False),
        Absence("cvB", whole_days(date(2024, 3, 20), date(2024, 3, 20)), "hoc", 7),
        named=Designation("deputy2", whole_days(date(2024, 3, 12), date(2024, 3, 14)), "head", 4),
    )
    found = months.shown(MARCH, office, NOW.date())
    held = {p.id: p.marks for p in found.month.people}
    assert held["head"][session(date(2024, 3, 12))].kind == "phep"
    assert held["deputy2"][session(date(2024, 3, 13), 1)].kind == "thay"
    assert held["deputy2"][session(date(2024, 3, 14))].kind == "cong_tac"
    assert held["cvA"][session(date(2024, 3, 18))].pending
    assert session(date(2024, 3, 16)) not in held["cvA"]  # a leave does not count the weekend
    assert held["cvB"][session(date(2024, 3, 20))].kind == "khac"  # a stranger's kind of absence
    assert [p.kind for p in (held["lx"][session(date(2024, 3, 30), n)] for n in (0, 1))] == ["truc", "truc"]
    gaps = tuple(session(date(2024, 3, 14), n) for n in (0, 1))
    assert found.gaps == gaps == headless(office, months.days_of(MARCH))
    assert set(found.month.foot[0].marks) == set(gaps)
    says = months.told(found, office, "head", gaps[0], NOW.date())
    assert "phép – việc số 4" in says and "không ai thay" in says
    assert found.matter("deputy2", session(date(2024, 3, 12))) == 4
    only = months.shown(MARCH, office, NOW.date(), only="tong_hop")
    assert [p.id for p in only.month.people] == ["cvA", "cvB"]
    assert months.moved(date(2024, 12, 1), 1) == date(2025, 1, 1) and months.moved(MARCH, -3) == date(2023, 12, 1)


def _office(*absences: Absence, named: Designation) -> Office:
    made = office_at(NOW, absences, (named,))
    return replace(made, duties={date(2024, 3, 30): (Duty(date(2024, 3, 30), "lx", "staff", 9),)})


# The roster


async def test_a_roster_from_empty_days_to_the_refused_and_the_good_closing(house: House) -> None:
    app = app_for(house, "cvC", "go.roster")
    async with app.run_test(size=MIDDLE) as pilot:
        screen = app.screen
        assert isinstance(screen, RosterScreen)
        await until(pilot, lambda: screen.sheet)
        rows = screen.query_one("#list", Rows)
        await pilot.press("down")
        await until(pilot, lambda: screen.sheet and "Chiến thắng" in screen.sheet.entry.name)
        assert screen.sheet and screen.sheet.entry.matter is None and screen.sheet.missing == 10
        await pilot.press("f6")
        await until(pilot, lambda: screen.sheet and screen.sheet.entry.matter)
        number = screen.sheet.entry.matter
        assert number is not None
        await pilot.press("f6")
        await until(pilot, lambda: screen.sheet and screen.sheet.missing == 0)
        rows.focus()
        await pilot.press("tab")
        board = screen.query_one(Board)
        assert board.has_focus
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await typed(pilot, "de trong\r")
        await until(pilot, lambda: screen.sheet and screen.sheet.missing == 1)
        await confirmed(pilot, "f8")
        await until(pilot, lambda: screen.sheet and screen.sheet.dossier and screen.sheet.dossier.matter.done)
        assert not app.faults
    with _moved(house, at(15, 3, 8)):
        await _close(house, number)
    assert house.desk.matter(number).status == "closed"
    assert any(d.settled for d in house.desk.office(at(15, 3, 9)).duties[date(2024, 4, 28)])


async def confirmed(pilot: Pilot[None], key: str) -> None:
    """A key that opens an act's dialog, and its button."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, Decide))
    bar = pilot.app.screen.query_one(ActionBar)
    bar.focus()
    await until(pilot, lambda: bar.has_focus)
    await pilot.press("enter")
    await until(pilot, lambda: not isinstance(pilot.app.screen, Decide))


async def _close(house: House, number: int) -> None:
    """The Head looks at a roster with a hole, fills it, and closes it."""
    app = app_for(house, "head", "go.roster")
    async with app.run_test(size=MIDDLE) as pilot:
        screen = app.screen
        assert isinstance(screen, RosterScreen)
        await until(pilot, lambda: screen.sheet)
        await pilot.press("down")
        await until(pilot, lambda: screen.sheet and screen.sheet.entry.matter == number)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, Why))
        view = app.screen.view  # type: ignore[attr-defined]
        assert "28/04/2024" in view.sentence and any("Điều 18" in c.cite for c in view.clauses) and view.unblock
        await pilot.press("escape")
        assert screen.blocked("roster.fill")  # the unit draws it up, not the Head
        day_off = next(d for d in screen.sheet.days if d.day == date(2024, 4, 28))  # type: ignore[union-attr]
        role = next(n for n, shifts in enumerate(day_off.shifts) if not shifts[0].person)
        house.work.change(
            number, "assign",
            {"day": "28/04/2024", "role": SOURCE.roles[role][0], "person": ("deputy1", "cvB")[role]},
            by="cvC", at=at(15, 3, 8, 30),
        )  # fmt: skip
        await pilot.press("f5")
        await until(pilot, lambda: screen.sheet and screen.sheet.missing == 0)
        await confirmed(pilot, "f8")
        await until(pilot, lambda: "đã chốt" in (screen.sheet.entry.state if screen.sheet else ""))
        assert not app.faults


@contextmanager
def _moved(house: House, now: datetime) -> Iterator[None]:
    from tests.support.office import move_to

    move_to(house, now)
    yield
    move_to(house, NOW)


def test_what_the_roster_screen_asks_of_the_plugin() -> None:
    source: RosterSource = SOURCE
    assert rosters.source_of(registry()) is SOURCE
    away = Absence("deputy2", whole_days(date(2024, 4, 29), date(2024, 4, 30)), "phep", 31)
    asks = Absence("deputy1", whole_days(date(2024, 5, 1), date(2024, 5, 1)), "phep", 32, settled=False)
    office, law = office_at(NOW, (away, asks)), regulation().on(NOW.date())
    rows = "27/04/2024:leader:head; 28/04/2024:leader:deputy2,staff:cvA"
    raw = {"from": "27/04/2024", "until": "01/05/2024", "rows": rows}
    facts = read_facts(rules().procedure(source.kind).facts, raw, kind=source.kind)
    coming = source.coming(NOW.date(), office, law)
    assert [c.first for c in coming[:2]] == [date(2024, 4, 18), date(2024, 4, 27)]
    assert (coming[1].last, coming[1].owner, coming[1].due) == (
        date(2024, 5, 1), "unit:tai_chinh_quan_tri", date(2024, 4, 17),
    )  # fmt: skip
    board = source.board(facts, office, law)
    assert [d.day.day for d in board] == [27, 28, 29, 30, 1]
    assert [[s.person for s in role] for role in board[1].shifts] == [["deputy2"], ["cvA"]]
    assert [[s.person for s in role] for role in board[2].shifts] == [[""], [""]]
    first = source.candidates(date(2024, 4, 29), "leader", "", facts, office, law)
    assert [(c.asked["person"], bool(c.why)) for c in first] == [("deputy1", False), ("head", False), ("deputy2", True)]
    assert "việc số 31" in first[-1].why and first[0].hint == "chưa trực ngày nào"
    asked = source.candidates(date(2024, 5, 1), "leader", "", facts, office, law)
    assert "đang xin nghỉ, việc số 32" in next(c.hint for c in asked if c.asked["person"] == "deputy1")
    swaps = source.exchanges(date(2024, 4, 28), "deputy2", facts, office, law)
    assert [(s.asked["with_person"], s.asked.get("with_day"), bool(s.why)) for s in swaps] == [
        ("head", date(2024, 4, 27), False), ("deputy1", None, False), ("head", None, False),
    ]  # fmt: skip
    assert source.exchanges(date(2024, 4, 30), "head", facts, office, law) == ()
    assert source.rotation(facts, office, law).added == 7


def test_the_list_of_rosters_says_what_is_late(house: House) -> None:
    found = {e.name: e for e in rosters.listing(house, SOURCE, at(19, 4, 9))}
    victory = next(e for name, e in found.items() if "Chiến thắng" in name)
    assert (victory.state, victory.tone) == ("chưa lập, quá hạn 2 ngày", "bad") and "Tài chính" in victory.owner
    assert found["Ngày Giỗ Tổ Hùng Vương"].state == "chờ duyệt, việc số 17"
    assert found["Ngày Giỗ Tổ Hùng Vương"].tone == "muted"  # its day is over
    assert list(found)[-1] == "Ngày Giỗ Tổ Hùng Vương"
    empty = rosters.sheet(house, SOURCE, "cvA", victory, at(19, 4, 9))
    assert empty.opening is not None and not empty.opening.allows and empty.missing == 10


# Without a screen


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("10/10", (date(2024, 10, 10), None)),
        ("05/01", (date(2025, 1, 5), None)),  # nearest: it is December
        ("10-10-2023 chiều", (date(2023, 10, 10), 1)),
        ("2024-12-24", (date(2024, 12, 24), None)),
        ("sáng mai", (date(2024, 12, 21), 0)),
        ("thứ Năm", (date(2024, 12, 26), None)),
        ("T6 20/12/2024", (date(2024, 12, 20), None)),
        ("+3", (date(2024, 12, 23), None)),
        ("hom kia", (date(2024, 12, 18), None)),
    ],
)
def test_days_in_a_persons_words(said: str, expected: tuple[date, int | None]) -> None:
    assert tuple(meant(said, today=date(2024, 12, 20))) == expected


@pytest.mark.parametrize("said", ["31/02", "abc", "", "sáng chiều 1/1", "1", "10/10/24", "99/99/9999"])
def test_days_that_are_none(said: str) -> None:
    with pytest.raises(ValueError, match=r"không|chỉ"):
        meant(said, today=date(2024, 12, 20))


@pytest.mark.parametrize(
    ("said", "day", "hour"),
    [
        ("7h10", 13, "07:10"),
        ("07:10 hôm qua", 12, "07:10"),
        ("lúc 7 giờ 12/3", 12, "07:00"),
        ("11/3 23:59", 11, "23:59"),
    ],
)
def test_moments_in_a_persons_words(said: str, day: int, hour: str) -> None:
    found = meant_moment(said, now=NOW)
    assert (found.day, f"{found:%H:%M}") == (day, hour)
    with pytest.raises(ValueError, match="không rõ giờ"):
        meant_moment("25:10", now=NOW)


@pytest.mark.parametrize("room", [38, 58, 100])
def test_a_forecast_fits_its_room(house: House, room: int) -> None:
    asked = (
        {"person": "deputy1", "from": "08/04/2024", "until": "12/04/2024"},
        {"person": "cvB", "from": "01/03/2024", "until": "01/03/2024"},
        {"person": "cvA", "from": "thế nào cũng được", "until": "01/03/2024"},
        {"person": "head", "from": "sáng 20/03/2024", "until": "sáng 20/03/2024", "kind": "rieng"},
    )
    for raw in asked:
        found = forecast("leave", raw, house=house, by="cvA", at=NOW)
        lines = forecast_lines(found, room)
        assert lines and max(width(line.plain) for line in lines) <= room
        brief = compact_lines(found, room, 6)
        assert 0 < len(brief) <= 6
    assert forecast("leave", asked[2], house=house, by="cvA", at=NOW).trouble
    assert "Không có loại việc" in forecast("la", {}, house=house, by="cvA", at=NOW).trouble


async def test_typing_lays_nothing_out_and_asks_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "KEEP_AFTER", 60.0)
    app = app_for(house, "cvA", "go.new")
    async with app.run_test(size=MIDDLE) as pilot:
        screen = await ready(pilot)
        reason = screen.query_one(Form).entry("reason")
        assert isinstance(reason, TextEntry)
        screen.set_focus(reason.field)
        await pilot.pause()
        monkeypatch.setattr(new_matter, "PAUSE", 0.1)
        layouts: list[int] = []
        asked: list[object] = []

        def counted(kind: str, raw: Mapping[str, object], *, house: Backing, by: str, at: datetime) -> Forecast:
            asked.append(raw)
            return forecast(kind, raw, house=house, by=by, at=at)

        monkeypatch.setattr(new_matter, "forecast", counted)
        monkeypatch.setattr(type(screen), "_refresh_layout", lambda *_, **__: layouts.append(1))
        await typed(pilot, "Tha\x7făm me\x7fẹ ốm")
        await until(pilot, lambda: screen._answered == screen._asked)
        assert reason.field.value == "Thăm mẹ ốm"
        assert not layouts
        assert len(asked) == 1


# Through a terminal, as it comes over a line


def test_a_request_typed_in_one_packet(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    shutil.copyfile(filled, path)
    typed_on = "thu\x7fứ na\x7făm\t\t+1\tc\t\t\t\tVe\x7fề que\x08ê tha\x7f\x7fhăm bo\x7fố mẹ\tPhu\x7fường 2\tvien b\r"
    with Terminal(["-m", "tui", "--store", str(path), "--as", "cvA"], env={"VPTU_NOW": "2024-03-13 10:05"}) as line:
        assert line.wait_for("Bàn việc"), line.display()
        line.read_quiet(0.3)
        line.send(f"\x1bOS{typed_on}".encode())
        line.read_quiet(0.4)
        line.send(b"\x1b[19~")
        assert line.wait_for("Việc số 18"), "\n".join(line.display())
    with opened(path, NOW) as house:
        facts = house.desk.matter(house.desk.reader.last_matter()).facts
    assert (facts.start, facts.until) == (session(date(2024, 3, 14)), session(date(2024, 3, 15), 1))
    assert (facts.reason, facts.address, facts.handover) == ("Về quê thăm bố mẹ", "Phường 2", "cvB")


# The look


class Compare(Protocol):
    def __call__(
        self, app: App[None], *, terminal_size: tuple[int, int], run_before: Callable[[Pilot[None]], Awaitable[None]]
    ) -> bool: ...


def test_picture_of_the_form(house: House, snap_compare: Compare) -> None:
    async def before(pilot: Pilot[None]) -> None:
        screen = await ready(pilot)
        await typed(pilot, "8/4\t\t9/4\t")
        await until(pilot, lambda: len(screen.found.stages) == 5)

    assert snap_compare(app_for(house, "deputy1", "go.new"), terminal_size=MIDDLE, run_before=before)


def test_picture_of_a_refused_form(house: House, snap_compare: Compare) -> None:
    async def before(pilot: Pilot[None]) -> None:
        screen = await ready(pilot)
        await typed(pilot, "11/3\t\t12/3\t")
        await until(pilot, lambda: screen.found.opening and not screen.found.may_be_sent)

    assert snap_compare(app_for(house, "cvA", "go.new"), terminal_size=SMALL, run_before=before)


def test_picture_of_the_calendar(house: House, snap_compare: Compare) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: pilot.app.screen.query_one(Grid).month.people)

    assert snap_compare(app_for(house, "head", "go.calendar"), terminal_size=SMALL, run_before=before)


def test_picture_of_a_roster(house: House, snap_compare: Compare) -> None:
    Clerk(house).leave("deputy2", "02/05", "02/05", NOW)
    rows = "27/04/2024:leader:deputy1,staff:cvA; 28/04/2024:staff:lx"
    raw = {"from": "27/04/2024", "until": "01/05/2024", "rows": rows}
    house.work.open("roster", raw, by="cvC", at=NOW)

    async def before(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, RosterScreen)
        await until(pilot, lambda: screen.sheet)
        await pilot.press("down")
        await until(pilot, lambda: screen.sheet and screen.sheet.missing)
        await pilot.press("tab")

    assert snap_compare(app_for(house, "cvC", "go.roster"), terminal_size=MIDDLE, run_before=before)
