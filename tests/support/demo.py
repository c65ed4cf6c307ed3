"""The widgets on screens of their own, with invented data: to look at, and for tests that need a whole app.

`python -m tests.support.demo` shows it; no office, no store.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, cast

from core.law.ruling import Verdict
from core.office.sessions import ZONE, session
from tui.command_lists import COMMANDS
from tui.commands import Book, Command
from tui.session import Backing, Session

if TYPE_CHECKING:
    from tui.app import VptuApp
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Label

from tui.screens.base import BaseScreen
from tui.widgets.buttons import Action, ActionBar
from tui.widgets.facts import Fact, FactsPanel
from tui.widgets.grid import Day, Grid, GridLegend, HalfDay, Month, Person
from tui.widgets.inputs import VietInput
from tui.widgets.paper import Line
from tui.widgets.rows import Cell, Column, Row, Rows
from tui.widgets.ruling import ClauseLine, RulingView, WhoLine
from tui.widgets.statusbar import Status
from tui.widgets.timeline import StageView, StepView, Timeline

NOW = datetime(2024, 3, 13, 10, 5, tzinfo=ZONE)

REFUSED = RulingView(
    Verdict.REFUSED,
    "Đồng chí Chuyên viên B không cho ý kiến được: việc nghỉ này thuộc bộ phận Tổng hợp, do đồng chí Phó 1 phụ trách.",
    clauses=(
        ClauseLine(
            "Điều 18, khoản 3",
            "Nghỉ từ một ngày: Phó phụ trách xem trước, Chánh Văn phòng quyết.",
            "Cán bộ xin nghỉ gửi Phó Chánh Văn phòng phụ trách; từ một ngày thì Phó báo cáo để Chánh Văn phòng đồng ý.",
        ),
        ClauseLine("Điều 6, khoản 1", "Chuyên viên tham mưu, không quyết thay lãnh đạo.", decisive=False),
    ),
    who_may=(
        WhoLine("đồng chí Phó 1", "theo chức trách", "Điều 18, khoản 3"),
        WhoLine("đồng chí Phó 2", "theo ủy quyền, thay đồng chí Phó 1", "Điều 4, khoản 5"),
    ),
    unblock=("Chờ đồng chí Phó 1 trở lại chiều 14/03/2024.", "Hoặc có ủy quyền bằng văn bản của đồng chí Phó 1."),
    readings=("A05: bộ phận do Chánh Văn phòng trực tiếp phụ trách thì không qua Phó.",),
    warnings=("Sáng 14/03/2024 chưa có ai trực lãnh đạo.",),
)
PERMITTED = RulingView(
    Verdict.PERMITTED,
    "Đồng chí được đồng ý việc nghỉ này.",
    clauses=(ClauseLine("Điều 18, khoản 3", "Phó phụ trách bộ phận cho ý kiến trước."),),
    capacity="thay mặt khi vắng, thay đồng chí Chánh Văn phòng",
)

ROUTE = (
    StageView(
        (
            StepView(
                "form:x",
                "Nộp đơn xin nghỉ",
                "done",
                "đồng chí Chuyên viên A",
                "07:42 T2 11/03/2024",
                cite="Điều 18, đoạn 1",
            ),
        )
    ),
    StageView(
        (
            StepView(
                "consent:deputy_of",
                "Đồng ý",
                "done",
                "đồng chí Phó 1",
                "09:10 T2 11/03/2024",
                cite="Điều 18, khoản 3",
                note="Đồng ý; bàn giao hồ sơ tuần tới cho Chuyên viên B.",
            ),
        )
    ),
    StageView(
        (
            StepView(
                "consent:head",
                "Đồng ý",
                "now",
                "chờ đồng chí Phó 2",
                "từ 09:10 T2 11/03/2024",
                "thay Chánh Văn phòng (Điều 5)",
                "Điều 18, khoản 3",
            ),
        )
    ),
    StageView(
        (
            StepView("inform:deputies", "Được thông báo", who="đồng chí Phó 1", cite="Điều 18, khoản 1"),
            StepView("inform:unit", "Được thông báo", who="bộ phận Tổng hợp", cite="Điều 4, khoản 6"),
        ),
    ),
    StageView((StepView("file:lt", "Lưu đơn", who="bộ phận Lưu trữ", cite="Điều 18, đoạn 2"),), "Sau khi có hiệu lực"),
)

NAMES = (
    "Chánh Văn phòng",
    "Phó 1",
    "Phó 2",
    "Chuyên viên A",
    "Chuyên viên B",
    "Chuyên viên C",
    "Chuyên viên D",
    "Văn thư",
    "Lưu trữ",
    "Lái xe",
)


def month() -> Month:
    first = date(2024, 3, 1)
    days = tuple(
        Day(d, "holiday" if d.day == 21 else "weekend" if d.weekday() > 4 else "work", "Ngày lễ" if d.day == 21 else "")
        for d in (first + timedelta(n) for n in range(31))
    )

    def marks(*parts: tuple[str, int, int, bool]) -> dict[int, HalfDay]:
        """(kind, first half-day of the month, half-days, pending)"""
        return {session(first) + n: HalfDay(k, p) for k, start, size, p in parts for n in range(start, start + size)}

    held = {
        "Chánh Văn phòng": marks(("phep", 22, 6, False)),
        "Phó 1": marks(("phep", 8, 3, False), ("truc", 40, 2, False)),
        "Phó 2": marks(("thay", 22, 6, False), ("cong_tac", 34, 4, False)),
        "Chuyên viên A": marks(("phep", 38, 2, True), ("om", 6, 3, False)),
        "Chuyên viên B": marks(("rieng", 13, 1, False), ("truc", 41, 1, False), ("gia_dinh", 50, 4, False)),
        "Chuyên viên C": marks(("rieng", 26, 2, True)),
        "Lái xe": marks(("truc", 2, 4, False)),
    }
    people = tuple(Person(name, name, held.get(name, {})) for name in NAMES)
    return Month(days, people, NOW.date())


class Million:
    """A list that nobody could hold."""

    def __init__(self, size: int = 1_000_000) -> None:
        self.size = size

    def count(self) -> int:
        return self.size

    def window(self, start: int, size: int) -> Sequence[Row]:
        tones = (
            Cell("chờ đồng ý", "accent"),
            Cell("đã có hiệu lực", "good"),
            Cell("quá hạn 2 ngày", "bad"),
            Cell("nháp", "muted"),
        )
        return [
            Row(
                str(n),
                (
                    f"{n + 1}",
                    f"Nghỉ phép {n % 4 / 2 + 0.5:g} ngày của {NAMES[n % len(NAMES)]}".replace(".", ","),
                    Cell(NAMES[(n + 1) % len(NAMES)], "muted"),
                    tones[n % 4],
                    Cell(f"{NOW - timedelta(hours=n % 400):%d/%m %H:%M}", "muted"),
                ),
            )
            for n in range(start, min(start + size, self.size))
        ]

    def index_of(self, row_id: str) -> int | None:
        return int(row_id)


COLUMNS = (
    Column("Số", width=8, align="right"),
    Column("Việc", share=3, least=20),
    Column("Ai phụ trách", width=16, hide_below=96),
    Column("Tình trạng", width=15),
    Column("Lúc", width=11, hide_below=70),
)


class DeskScreen(BaseScreen):
    SCOPE = "demo.desk"
    TITLE = "Bàn việc"
    DEFAULT_CSS = """
    DeskScreen #side { width: 52; padding: 0 1; border-left: vkey $border-blurred; display: none; }
    DeskScreen.wide #side { display: block; }
    DeskScreen .heading { padding: 0 1; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "narrow"), (120, "wide")]  # noqa: RUF012

    def body(self) -> Iterable[Widget]:
        yield Horizontal(
            Vertical(
                Label("Chờ đồng chí giải quyết  ·  12 việc", classes="heading"),
                Rows(COLUMNS, Million(), id="waiting"),
                ActionBar(
                    (
                        Action("demo.consent", "Đồng ý", "f7", why=PERMITTED),
                        Action("demo.return", "Trả lại", "f8", why=PERMITTED),
                        Action("demo.decline", "Không đồng ý", enabled=False, why=REFUSED),
                    )
                ),
            ),
            VerticalScroll(Label("Tuyến giải quyết", classes="heading"), Timeline(ROUTE), id="side", can_focus=False),
        )

    def ruling(self, command_id: str) -> RulingView | None:
        return {"demo.consent": PERMITTED, "demo.return": REFUSED}.get(command_id)

    def do_consent(self) -> None:
        row = self.query_one(Rows).row
        self.notify(f"Đã ghi: đồng ý việc số {row.cells[0] if row else '?'}.")

    def do_return(self) -> None:
        raise RuntimeError("a refused command must not be run")

    def do_break(self) -> None:
        raise RuntimeError("broken on purpose")

    def on_action_bar_asked(self, event: ActionBar.Asked) -> None:
        self.vptu.show_why(event.action.why)


class MatterScreen(BaseScreen):
    SCOPE = "demo.matter"
    TITLE = "Việc số 12"
    DEFAULT_CSS = """
    MatterScreen #left { width: 3fr; padding: 0 1; }
    MatterScreen #right { width: 2fr; padding: 0 1; border-left: vkey $border-blurred; }
    MatterScreen .narrow #right { display: none; }
    """

    def body(self) -> Iterable[Widget]:
        yield Horizontal(
            VerticalScroll(
                Label("Tuyến giải quyết", classes="heading"), Timeline(ROUTE, cursor=True), id="left", can_focus=False
            ),
            VerticalScroll(
                Label("Nội dung", classes="heading"),
                FactsPanel(
                    (
                        Fact("Người nghỉ", "Chuyên viên A"),
                        Fact("Loại nghỉ", "nghỉ phép"),
                        Fact("Từ", "sáng thứ Tư 20/03/2024"),
                        Fact("Đến hết", "chiều thứ Năm 21/03/2024"),
                        Fact(
                            "Số ngày",
                            "2 ngày làm việc",
                            "strong",
                            "Điều 18, khoản 3: Chánh Văn phòng đồng ý",
                        ),
                        Fact("Lý do", "Về quê giải quyết việc gia đình, đã bàn giao hồ sơ cho Chuyên viên B."),
                        Fact("Phép còn lại", "7,5 ngày", "warn"),
                    )
                ),
                id="right",
                can_focus=False,
            ),
        )
        yield ActionBar(
            (
                Action("demo.consent", "Đồng ý", "f7", why=PERMITTED),
                Action("demo.return", "Trả lại", "f8", enabled=False, why=REFUSED),
            )
        )

    def on_action_bar_asked(self, event: ActionBar.Asked) -> None:
        self.vptu.show_why(event.action.why)


class CalendarScreen(BaseScreen):
    SCOPE = "demo.calendar"
    TITLE = "Lịch nghỉ"
    DEFAULT_CSS = (
        "CalendarScreen GridLegend { padding: 0 1; } CalendarScreen #said { padding: 0 1; color: $tone-muted; }"
    )

    def body(self) -> Iterable[Widget]:
        yield Grid(month())
        yield Line(id="said")
        yield GridLegend()

    def on_grid_moved(self, event: Grid.Moved) -> None:
        from core.office.sessions import label
        from tui.widgets.grid import KINDS

        said = f"{event.person.name} · {label(event.session)}"
        if event.mark:
            said += f" · {KINDS[event.mark.kind].word}{', chờ duyệt' if event.mark.pending else ''}"
        self.query_one("#said", Line).say(said)


class FormScreen(BaseScreen):
    SCOPE = "demo.form"
    TITLE = "Đơn xin nghỉ"
    DEFAULT_CSS = """
    FormScreen .row { height: 1; margin: 0 1 1 1; }
    FormScreen .row Label { width: 16; color: $tone-muted; }
    FormScreen #preview { padding: 0 1; }
    """

    def body(self) -> Iterable[Widget]:
        from tui.widgets.inputs import VietTextArea
        from tui.widgets.picker import Option, Picker

        people = [Option(name, name) for name in NAMES]
        kinds = [
            Option("phep", "nghỉ phép", "trừ vào phép năm"),
            Option("rieng", "việc riêng"),
            Option("om", "ốm đau"),
            Option("gia_dinh", "việc gia đình đột xuất"),
        ]
        yield Horizontal(Label("Người nghỉ"), Picker(people, "Chuyên viên A", id="person"), classes="row")
        yield Horizontal(Label("Loại nghỉ"), Picker(kinds, "phep", id="kind"), classes="row")
        yield Horizontal(Label("Lý do"), VietInput(placeholder="ghi ngắn gọn", id="reason"), classes="row")
        note = VietTextArea(id="note")
        yield Vertical(Label("  Bàn giao", classes="hint"), note)
        yield Vertical(Label("Tuyến giải quyết dự kiến", classes="heading"), Timeline(ROUTE, dense=True), id="preview")


DEMO_COMMANDS: tuple[Command, ...] = (
    *COMMANDS,
    Command("go.desk", "Mở Bàn việc", "Việc chờ đồng chí.", opens="tests.support.demo:DeskScreen"),
    Command("go.matter", "Mở việc số 12", "Một việc để xem.", opens="tests.support.demo:MatterScreen"),
    Command("go.calendar", "Mở Lịch nghỉ", "Ai nghỉ, ai trực, ai thay.", opens="tests.support.demo:CalendarScreen"),
    Command("go.form", "Mở đơn xin nghỉ", "Đơn với tuyến giải quyết vẽ ngay.", opens="tests.support.demo:FormScreen"),
    Command(
        "demo.consent", "Duyệt: đồng ý", "Đồng ý việc đang chọn.", "do_consent", ("f7", "ctrl+t"), "demo.desk", "Đồng ý"
    ),
    Command("demo.return", "Trả lại", "Trả việc đang chọn để bổ sung.", "do_return", ("f8",), "demo.desk"),
    Command("demo.break", "Làm hỏng thử", "Gây một lỗi ngoài dự kiến.", "do_break", (), "demo.desk"),
)


class NoHouse:
    """The demo has no office behind it."""


def demo_session(home: str = "go.desk") -> Session:
    status = Status("Phó 2", "Phó Chánh Văn phòng", "thay Chánh Văn phòng", 3, sample=True)
    return Session("deputy2", lambda: NOW, cast("Backing", NoHouse()), lambda: status, "Văn phòng Thành ủy", home)


def demo_app(home: str = "go.desk") -> VptuApp:
    from tui.app import VptuApp

    return VptuApp(demo_session(home), Book(DEMO_COMMANDS))


if __name__ == "__main__":
    from tui.launch import run

    sys.exit(run(demo_session(*sys.argv[1:2]), Book(DEMO_COMMANDS)))
