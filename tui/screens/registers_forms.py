"""The dialogs of Sổ văn bản: which book and what part of it; reserve, void, begin at; an inspection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from core.errors import UsageError
from core.office.sessions import ZONE
from tui.registers import ALL, DAYS, PERIODS, Wanted, report_lines
from tui.screens.admin_form import NOTE, ActForm
from tui.screens.base import Dialog
from tui.screens.pages import words
from tui.screens.split import Text
from tui.widgets.buttons import Action, ActionBar
from tui.widgets.entries import DayEntry, Entry, PickEntry, TextEntry
from tui.widgets.paper import tinted
from tui.widgets.picker import Option

if TYPE_CHECKING:
    from core.law.book import Book, Report
    from core.law.ruling import Ruling
    from core.records.rows import NumberRow, RegisterRow
    from tui.session import Session

EVERY = Option("", "– tất cả –")


class Filter(Dialog[Wanted]):
    """`Filter(session, books, terms, wanted)` answers with what is to be looked at."""

    DEFAULT_CSS = """
    Filter { align: center middle; }
    Filter .fields { height: auto; max-height: 40vh; }
    Filter Entry > .label { width: 16; }
    Filter .said { display: none; color: $tone-bad; padding: 0 1; height: auto; }
    Filter .said.-shown { display: block; }
    Filter ActionBar { margin-top: 1; }
    """

    def __init__(self, session: Session, books: Sequence[Book], terms: Sequence[str], wanted: Wanted) -> None:
        super().__init__()
        self.session, self.books, self.wanted = session, {book.id: book for book in books}, wanted
        calendar = session.house.desk.office(session.clock()).calendar
        self.book = PickEntry("book", "Sổ", [Option(b.id, b.title) for b in books], wanted.book, needed=True)
        self.body = PickEntry("body", "Cơ quan", (), wanted.body)
        self.type = PickEntry("type", "Loại văn bản", (), wanted.type)
        self.term = PickEntry("term", "Kỳ của sổ", [EVERY, *(Option(t, t) for t in terms)], wanted.term)
        self.period = PickEntry("period", "Khoảng ngày", [Option(k, v) for k, v in PERIODS.items()], wanted.period)
        self.since = DayEntry("since", "Từ ngày", self._today, calendar, day=wanted.since)
        self.until = DayEntry("until", "Đến hết ngày", self._today, calendar, day=wanted.until)
        self.entries: tuple[Entry, ...] = (
            self.book, self.body, self.type, self.term, self.period, self.since, self.until
        )  # fmt: skip
        self._offer()

    def _today(self) -> date:
        return self.session.clock().astimezone(ZONE).date()

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = "Chọn sổ, lọc"
            box.border_subtitle = "Esc thôi"
            yield Vertical(*self.entries, classes="fields")
            yield Static("", classes="said", markup=False)
            yield ActionBar((Action("yes", "Xem"), Action("clear", "Xem cả sổ"), Action("no", "Thôi")))

    def on_mount(self) -> None:
        self._shown()
        self.book.call_after_refresh(self.book.start)

    def _offer(self) -> None:
        """The bodies and types of the book that is chosen."""
        book = self.books.get(self.book.picker.value or "")
        for entry, known in ((self.body, book.bodies if book else {}), (self.type, book.types if book else {})):
            entry.picker.offer([EVERY, *(Option(key, title) for key, title in known.items())])
            if entry.picker.value not in known:
                entry.picker.value = ""

    def _shown(self) -> None:
        for entry in (self.since, self.until):
            entry.display = self.period.picker.value == DAYS

    def on_entry_changed(self, event: Entry.Changed) -> None:
        event.stop()
        self._say("")
        if event.entry is self.book:
            self._offer()
        self._shown()

    def on_action_bar_taken(self, event: ActionBar.Taken) -> None:
        event.stop()
        if event.action.id == "no":
            self.dismiss(None)
        elif event.action.id == "clear":
            self.dismiss(Wanted(self.book.picker.value or self.wanted.book))
        else:
            self._answer()

    def _answer(self) -> None:
        period, since, until = self.period.picker.value or ALL, self.since.day, self.until.day
        typed = period == DAYS
        trouble = next((e.trouble for e in (self.since, self.until) if typed and e.trouble), "")
        if trouble or (typed and since and until and until < since):
            self._say(trouble or "Ngày sau cùng ở trước ngày đầu: đồng chí xem lại hai ngày.")
            return
        picked = {e.fact: e.picker.value or "" for e in (self.book, self.body, self.type, self.term)}
        days = {"since": since if typed else None, "until": until if typed else None}
        self.dismiss(replace(self.wanted, **picked, period=period, **days))  # type: ignore[arg-type]

    def _say(self, text: str) -> None:
        line = self.query_one(".said", Static)
        line.update(tinted(text, "bad"))
        line.set_class(bool(text), "-shown")


class BookForm(ActForm):
    """An act on a book, with the ruling on who may keep it above what is typed."""

    def __init__(self, session: Session, book: Book, wanted: Wanted, number: NumberRow | None = None) -> None:
        self.book, self.wanted, self.number = book, wanted, number
        self._ruling: Ruling | None = None
        super().__init__(session)

    def about(self, room: int) -> Sequence[Content]:
        return words(self.book.title, room, "strong")

    def sequence(self) -> Iterable[Entry]:
        """Which sequence of the book."""
        for fact, name, known, held in (
            ("body", "Cơ quan", self.book.bodies, self.wanted.body),
            ("type", "Loại văn bản", self.book.types, self.wanted.type),
        ):
            only = next(iter(known)) if len(known) == 1 else None
            yield PickEntry(fact, name, [Option(k, v) for k, v in known.items()], held or only, needed=True)

    def reason(self) -> Entry:
        return TextEntry("note", "Lý do", needed=True, limit=NOTE)

    def judged(self) -> Ruling | None:
        if self._ruling is None:
            session = self.session
            self._ruling = session.house.registers.may(self.book, session.person, at=session.clock())
        return self._ruling


class ReserveForm(BookForm):
    HEADING = "Giữ số"
    YES = "Giữ số"

    def about(self, room: int) -> Sequence[Content]:
        return [
            *super().about(room),
            *words("Giữ số kế tiếp cho một văn bản chưa có trong chương trình.", room, "muted"),
        ]

    def fields(self) -> Iterable[Entry]:
        yield from self.sequence()
        yield self.reason()

    def perform(self) -> Callable[[], str]:
        session, book, reason = self.session, self.book, self.text("note")
        body, type = self.text("body"), self.text("type")

        def act() -> str:
            at = session.clock()
            kept = session.house.registers.reserve(
                book.id, body, type, reason=reason, by=session.person, at=at, act_id=self.act_id
            )  # fmt: skip
            return f"Đã giữ số {book.printed(body, type, kept.number, at.astimezone(ZONE).date())}."

        return act


class VoidForm(BookForm):
    """Take the chosen number out of use."""

    HEADING = "Hủy số"
    YES = "Hủy số này"

    def __init__(self, session: Session, book: Book, number: NumberRow, printed: str) -> None:
        self.printed = printed
        super().__init__(session, book, Wanted(), number)

    def about(self, room: int) -> Sequence[Content]:
        said = f"Số {self.printed} ở lại trong sổ với lý do hủy, và không bao giờ được cấp lại."
        return [*super().about(room), *words(said, room, "warn")]

    def fields(self) -> Iterable[Entry]:
        yield self.reason()

    def perform(self) -> Callable[[], str]:
        session, book, row, reason = self.session, self.book, self.number, self.text("note")
        if row is None:
            raise UsageError("Chọn một số trong sổ rồi hủy.")

        def act() -> str:
            session.house.registers.void(
                book.id, row.body, row.type, row.number, reason=reason, by=session.person, at=session.clock(),
                act_id=self.act_id, term=row.term,
            )  # fmt: skip
            return f"Đã hủy số {self.printed}."

        return act


class StartForm(BookForm):
    """Let a sequence begin at a number, for a book that was kept on paper so far."""

    HEADING = "Bắt đầu từ số"
    YES = "Đặt số đầu"

    def about(self, room: int) -> Sequence[Content]:
        said = "Chỉ đặt được khi dãy số ấy chưa cấp số nào trong chương trình."
        return [*super().about(room), *words(said, room, "muted")]

    def fields(self) -> Iterable[Entry]:
        yield from self.sequence()
        yield TextEntry("first", "Số đầu tiên", needed=True, limit=9)
        yield self.reason()

    def perform(self) -> Callable[[], str]:
        session, book, reason = self.session, self.book, self.text("note")
        body, type, first = self.text("body"), self.text("type"), self.text("first")
        if not first.isascii() or not first.isdecimal():
            raise UsageError(f"«{first}» không phải số: ghi số đầu tiên bằng chữ số, ví dụ 128.")

        def act() -> str:
            session.house.registers.start_from(
                book.id, body, type, int(first), reason=reason, by=session.person, at=session.clock(),
                act_id=self.act_id,
            )  # fmt: skip
            return f"{book.title} bắt đầu từ số {first}."

        return act


class Inspection(Dialog[None]):
    """What an inspection asks of each sequence that is looked at."""

    DEFAULT_CSS = """
    Inspection { align: center middle; }
    Inspection VerticalScroll { height: auto; max-height: 80vh; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,f7", "close", show=False)]

    def __init__(self, book: Book, found: Sequence[tuple[RegisterRow, Report]]) -> None:
        super().__init__()
        self.book, self.found = book, tuple(found)

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = f"Kiểm tra: {self.book.title}"
            box.border_subtitle = "↑↓ đọc · Esc đóng"
            yield VerticalScroll(Text(id="about"))

    def on_mount(self) -> None:
        self.query_one(Text).show(partial(report_lines, self.found, self.book))

    def on_resize(self, event: events.Resize) -> None:
        self.query_one(".box").styles.max_height = event.size.height
