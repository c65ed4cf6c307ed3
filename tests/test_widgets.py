"""The terminal's foundation: lists that load windows, grids, timelines, rulings, answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date, datetime

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widget import Widget

from core.errors import StoreError
from core.law.ruling import Verdict
from core.office.sessions import ZONE, session
from core.text import width
from tests.support import demo
from tests.support.keys import burst, shown
from tui.commands import Book
from tui.screens.help import help_lines
from tui.theme import DARK, themes
from tui.widgets.buttons import Action, ActionBar
from tui.widgets.empty import empty_lines
from tui.widgets.facts import Fact, facts_lines
from tui.widgets.grid import KINDS, Day, Grid, GridLegend, Month, Person, day_width, name_width
from tui.widgets.paper import folded
from tui.widgets.picker import Option, Picker
from tui.widgets.rows import PAGE, Cell, Column, ListSource, Row, Rows, column_widths, fitted
from tui.widgets.ruling import RulingView, ruling_lines
from tui.widgets.statusbar import Status, status_line
from tui.widgets.timeline import MARKS, StageView, StepView, Timeline, timeline_lines

ROOMS = (40, 58, 78, 100, 156)


class Stage(App[None]):
    """A bare app around some widgets, with our themes."""

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self.widgets = widgets
        self.said: list[tuple[object, ...]] = []
        for theme in themes(self):
            self.register_theme(theme)
        self.theme = DARK

    def compose(self) -> ComposeResult:
        yield from self.widgets

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        self.said.append(("at", event.row.id if event.row else None))

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        self.said.append(("chosen", event.row.id))

    def on_grid_moved(self, event: Grid.Moved) -> None:
        self.said.append((event.person.id, event.session, event.mark.kind if event.mark else None))

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        self.said.append(("chosen", event.session))

    def on_action_bar_taken(self, event: ActionBar.Taken) -> None:
        self.said.append(("taken", event.action.id))

    def on_action_bar_asked(self, event: ActionBar.Asked) -> None:
        self.said.append(("asked", event.action.id))

    def on_timeline_chosen(self, event: Timeline.Chosen) -> None:
        self.said.append(("step", event.step.id))

    def on_picker_changed(self, event: Picker.Changed) -> None:
        self.said.append(("picked", event.value))


def last(app: Stage) -> tuple[object, ...]:
    return app.said[-1]


class Asked:
    """A source that remembers what it was asked for."""

    def __init__(self, size: int, *, counted: bool = True) -> None:
        self.ids = [str(n) for n in range(size)]
        self.counted = counted
        self.windows: list[int] = []

    def count(self) -> int | None:
        return len(self.ids) if self.counted else None

    def window(self, start: int, size: int) -> Sequence[Row]:
        self.windows.append(start)
        return [Row(i, (i, Cell(f"việc {i}", "good"))) for i in self.ids[start : start + size]]


COLUMNS = (Column("Số", width=9, align="right"), Column("Việc", share=1))


# Lists


def test_columns_share_the_room_and_the_least_important_go_first() -> None:
    columns = (Column("a", width=6), Column("b", share=2), Column("c", share=1, hide_below=50), Column("d", width=10))
    assert column_widths(columns, 79) == (6, 37, 23, 10)
    assert column_widths(columns, 40) == (6, 22, 0, 10)
    assert column_widths(columns, 20) == (6, 13, 0, 0)
    for room in range(10, 200):
        widths = column_widths(columns, room)
        used = [w for w in widths if w]
        assert sum(used) + len(used) - 1 == room or len(used) == 1, room


def test_text_is_fitted_by_cells_and_never_speaks_to_the_terminal() -> None:
    assert fitted("Chánh Văn phòng", 8) == "Chánh V…"
    assert fitted("12", 5, "right") == "   12"
    assert "\x1b" not in fitted("\x1b[31mđỏ", 12)
    assert width(fitted("漢字漢字", 5)) == 5


async def test_a_million_rows_are_read_by_windows() -> None:
    source = Asked(1_000_000)
    rows = Rows(COLUMNS, source)
    app = Stage(rows)
    async with app.run_test(size=(80, 24)) as pilot:
        assert set(source.windows) == {0}
        assert shown(rows)[0].split() == ["Số", "Việc"]
        assert shown(rows)[1].split() == ["▌", "0", "việc", "0"]
        await pilot.press("down", "down", "pagedown", "end", "enter")
        assert rows.cursor == 999_999
        assert len(source.windows) <= 4
        assert shown(rows)[-1].split() == ["▌", "999999", "việc", "999999"]
        assert app.said[-2:] == [("at", "999999"), ("chosen", "999999")]
        await pilot.press("home", "up", "a", "x")
        assert rows.cursor == 0


async def test_moving_the_cursor_repaints_two_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = Rows(COLUMNS, Asked(1000))
    async with Stage(rows).run_test(size=(80, 24)) as pilot:
        painted: list[int] = []
        real = Rows.render_line

        def render_line(self: Rows, y: int) -> object:
            painted.append(y)
            return real(self, y)

        monkeypatch.setattr(Rows, "render_line", render_line)
        await pilot.press("down")
        assert sorted(set(painted)) == [1, 2]


async def test_the_cursor_stays_on_its_row_and_the_row_on_its_line() -> None:
    source = Asked(1000)
    rows = Rows(COLUMNS, source)
    async with Stage(rows).run_test(size=(80, 24)) as pilot:
        await pilot.press("pagedown", "pagedown", "up", "up")
        assert rows.row is not None
        kept, line = rows.row.id, rows.cursor - int(rows.scroll_y)
        source.ids = [f"new{n}" for n in range(7)] + source.ids
        rows.show()
        await pilot.pause()
        assert (rows.row.id, rows.cursor - int(rows.scroll_y)) == (kept, line)
        source.ids.remove(kept)
        place = rows.cursor
        rows.show()
        await pilot.pause()
        assert rows.cursor == place
        source.ids = source.ids[:3]
        rows.show()
        await pilot.pause()
        assert rows.row is not None and rows.row.id == "new2"
        assert rows.move_to("new1") and not rows.move_to("gone")
        assert rows.cursor == 1


async def test_an_uncounted_source_grows_as_it_is_read() -> None:
    source = Asked(PAGE * 2 + 5, counted=False)
    rows = Rows(COLUMNS, source)
    async with Stage(rows).run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "end")
        await pilot.press("end", "end")
        assert rows.row_count == PAGE * 2 + 5
        assert rows.row is not None and rows.row.id == str(PAGE * 2 + 4)


async def test_a_slow_source_is_read_in_a_thread_with_a_sign_meanwhile() -> None:
    gate = threading.Event()

    class Slow(Asked):
        def window(self, start: int, size: int) -> Sequence[Row]:
            assert threading.current_thread() is not threading.main_thread()
            assert gate.wait(5)
            return super().window(start, size)

    source = Slow(5000)
    rows = Rows(COLUMNS, source, slow=True)
    async with Stage(rows).run_test(size=(80, 24)) as pilot:
        assert any("Đang tải…" in line for line in shown(rows)) or "…" in shown(rows)[1]
        gate.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert shown(rows)[1].split() == ["▌", "0", "việc", "0"]
        for _ in range(6):
            await pilot.press("pagedown")
        await pilot.press("end")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert shown(rows)[-1].split()[1] == "4999"


async def test_a_failing_source_says_so_and_an_empty_one_says_what_to_do() -> None:
    class Broken(Asked):
        def window(self, start: int, size: int) -> Sequence[Row]:
            raise StoreError("Kho dữ liệu đang bị khóa: chờ một phút rồi bấm F5.")

    broken = Rows(COLUMNS, Broken(10))
    empty = Rows(COLUMNS, empty=("Không có việc nào chờ đồng chí.", "F4 mở việc mới."))
    async with Stage(broken, empty).run_test(size=(80, 24)) as pilot:
        assert any("Kho dữ liệu đang bị khóa" in line for line in shown(broken))
        assert any("F4 mở việc mới." in line for line in shown(empty))
        empty.focus()
        await pilot.press("down", "pagedown", "end", "enter")
        assert empty.cursor == 0 and empty.row is None


# The calendar


def test_the_grid_fits_a_month_in_eighty_columns() -> None:
    for columns in (80, 100, 160):
        room = columns - name_width(columns) - 1
        assert day_width(room - 1, 31) * 31 <= room - 1


async def test_the_grid_reads_without_colour() -> None:
    grid = Grid(demo.month())
    async with Stage(grid).run_test(size=(80, 24)):
        lines = shown(grid)
        assert lines[0].strip().startswith("Tháng 3/2024")
        assert lines[1].split()[:4] == ["1", "2", "3", "4"]
        assert "PPPPPP" in lines[3]  # the Head's leave
        assert "QQQQQQ" in lines[5]  # a deputy acts meanwhile
        assert "pp" in lines[6]  # asked for, not yet consented to
        assert "--" in lines[9]  # a holiday
    letters = [kind.letter for kind in KINDS.values()]
    assert len({letter.lower() for letter in letters}) == len(letters)


async def test_the_grid_cursor_walks_half_days_and_tells() -> None:
    app = Stage(Grid(demo.month()))
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.query_one(Grid)
        assert last(app) == ("Chánh Văn phòng", session(date(2024, 3, 13)), "phep")
        await pilot.press("down", "down", "right")
        assert last(app) == ("Phó 2", session(date(2024, 3, 13), 1), "thay")
        await pilot.press("enter")
        assert last(app) == ("chosen", session(date(2024, 3, 13), 1))
        await pilot.press("home", "up", "up", "up")
        assert last(app) == ("Chánh Văn phòng", session(date(2024, 3, 1)), None)
        grid.show(demo.month())
        await pilot.press("end")
        assert grid.session == session(date(2024, 3, 31), 1)


async def test_a_grid_too_wide_for_the_window_scrolls_by_days() -> None:
    days = tuple(Day(date.fromordinal(738_000 + n)) for n in range(90))
    grid = Grid(Month(days, (Person("a", "Người có tên rất dài không vừa cột"),)))
    async with Stage(grid).run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        assert shown(grid)[0].startswith("◂")
        assert "…" in shown(grid)[3]
        await pilot.press("home")
        assert "▸" in shown(grid)[0]


async def test_the_legend_takes_two_lines_at_eighty() -> None:
    legend = GridLegend()
    assert len(legend.laid_out(78)) <= 2
    assert len(legend.laid_out(156)) == 1
    text = " ".join(line.plain for line in legend.laid_out(78))
    assert all(kind.word in text for kind in KINDS.values())
    assert "chờ duyệt" in text and "nghỉ lễ" in text and "cuối tuần" in text


# Text laid out for a width


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize(
    "lay",
    [
        lambda room: [line.content for line in timeline_lines(demo.ROUTE, room)],
        lambda room: [line.content for line in timeline_lines(demo.ROUTE, room, dense=True)],
        lambda room: ruling_lines(demo.REFUSED, room),
        lambda room: facts_lines((Fact("Một nhãn dài hơn bình thường", "giá trị dài " * 9, note="Điều 18"),), room),
        lambda room: empty_lines("Chưa có gì", ("Bấm F4 để mở việc mới " * 4,), room),
        lambda room: help_lines(Book(demo.DEMO_COMMANDS), ("demo.desk",), room),
        lambda room: GridLegend().laid_out(room),
        lambda room: [status_line(demo.demo_session().status(), demo.NOW, room)],
    ],
    ids=["timeline", "dense timeline", "ruling", "facts", "empty", "help", "legend", "status"],
)
def test_no_line_is_wider_than_its_room(lay: Callable[[int], list[Content]], room: int) -> None:
    assert max(width(line.plain) for line in lay(room)) <= room


def test_the_timeline_tells_who_when_in_what_capacity_and_by_which_clause() -> None:
    lines = [line.content.plain for line in timeline_lines(demo.ROUTE, 78)]
    assert lines[0].startswith(" ✔ Nộp đơn xin nghỉ") and lines[0].endswith("Điều 18, đoạn 1")
    assert {width(line) for line in lines if "Điều 18, khoản 3" in line} == {78}
    text = "\n".join(lines)
    assert "đồng chí Phó 1 · 09:10 T2 11/03/2024" in text
    assert "thay Chánh Văn phòng (Điều 5)" in text
    assert "“Đồng ý; bàn giao hồ sơ tuần tới cho Chuyên viên B.”" in text
    assert text.count("├─○") == 2 and "Sau khi có hiệu lực" in text
    assert len(timeline_lines(demo.ROUTE, 78, dense=True)) == 7
    for state, mark in MARKS.items():
        stage = StageView((StepView("x", "Bước", state),))
        assert mark.sign in timeline_lines([stage], 60)[0].content.plain


def test_a_ruling_answers_in_the_order_in_which_one_asks() -> None:
    text = "\n".join(line.plain for line in ruling_lines(demo.REFUSED, 78))
    asked = ["KHÔNG ĐƯỢC", "không cho ý kiến được", "Căn cứ", "Điều 18, khoản 3", "Ai được làm", "Phó 2", "Cách gỡ"]
    places = [text.index(part) for part in (*asked, "Lưu ý", "A05")]
    assert places == sorted(places)
    assert text.index("Điều 18, khoản 3") < text.index("Điều 6, khoản 1 (có liên quan")
    for verdict in Verdict:
        assert ruling_lines(RulingView(verdict, "Câu trả lời."), 60)[0].plain.strip()


async def test_a_timeline_with_a_cursor_walks_its_steps() -> None:
    line = Timeline((), cursor=True)
    app = Stage(line)
    async with app.run_test(size=(80, 30)) as pilot:
        line.show(demo.ROUTE)
        assert line.step is not None and line.step.id == "consent:head"
        await pilot.press("down", "down", "down", "down", "up", "enter")
        assert app.said == [("step", "inform:unit")]


async def test_a_dimmed_action_stays_in_reach_and_answers() -> None:
    bar = ActionBar((Action("yes", "Đồng ý", "f7"), Action("no", "Trả lại", enabled=False, why=demo.REFUSED)))
    app = Stage(bar)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Đồng ý F7" in shown(bar)[0] and "× Trả lại" in shown(bar)[0]
        await pilot.press("enter", "right", "right", "enter")
        assert app.said == [("taken", "yes"), ("asked", "no")]
        assert bar.why() is demo.REFUSED
        bar.show((Action("no", "Trả lại", enabled=True), Action("yes", "Đồng ý")))
        assert bar.action is not None and bar.action.id == "no"


async def test_a_picker_finds_without_accents_and_gives_escape_back() -> None:
    picker = Picker([Option("cvA", "Chuyên viên A", "Tổng hợp"), Option("d1", "Đỗ Ủy"), Option("d2", "Phó 2")], "cvA")
    app = Stage(picker)
    async with app.run_test(size=(80, 24)) as pilot:
        assert picker.field.value == "Chuyên viên A"
        await burst(pilot, "do uy\r")
        assert picker.value == "d1" and picker.field.value == "Đỗ Ủy" and not picker.is_open
        await pilot.press("down")
        assert picker.is_open and picker.rows.row_count == 3 and picker.rows.cursor == 1
        await pilot.press("escape")
        assert not picker.is_open and picker.value == "d1"
        await burst(pilot, "khong co\r")
        assert picker.value == "d1" and picker.is_open
        await pilot.press("escape")
        assert picker.field.value == "Đỗ Ủy"
        assert app.said == [("picked", "d1")]
        picker.choose("d2")
        assert picker.field.value == "Phó 2" and len(app.said) == 1


def test_the_status_line_never_loses_in_whose_name_one_acts() -> None:
    status = Status("Phó 2", "Phó Chánh Văn phòng", "thay Chánh Văn phòng", 3, sample=True)
    at = datetime(2024, 3, 13, 3, 5, tzinfo=ZONE)
    assert "Phó Chánh Văn phòng" in status_line(status, at, 150).plain
    assert "VĂN PHÒNG MẪU" in status_line(status, at, 150).plain
    for room in (58, 78, 100):
        line = status_line(status, at, room).plain
        assert "Phó 2" in line and "thay Chánh Văn phòng" in line and "MẪU" in line and "3 tin" in line


def test_folding_keeps_line_breaks_and_words() -> None:
    assert folded("một hai ba\n\nbốn", 8) == ["một hai", "ba", "", "bốn"]
    assert folded("", 20) == [""]


def test_list_source_knows_its_rows() -> None:
    source = ListSource([Row("a", ("1",)), Row("b", ("2",))])
    assert (source.count(), source.index_of("b"), source.index_of("c")) == (2, 1, None)
    assert [row.id for row in source.window(1, 5)] == ["b"]
