"""Numbered books in the words of the screens: what is asked of a book, its rows, one row in full, an inspection.

Values only; the rows themselves are read page by page, by key, so that a book of any length scrolls alike.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from textual.content import Content

from core.codec import instant
from core.office.sessions import ZONE
from core.text import number
from tui.widgets.facts import Fact, facts_lines
from tui.widgets.paper import beside, folded, tinted
from tui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from core.law.book import Book, Report
    from core.records.reader import Reader
    from core.records.rows import NumberRow, RegisterRow
    from core.registers import Registers

ALL, DAYS = "all", "days"
PERIODS: Final[Mapping[str, str]] = {
    ALL: "tất cả", "month": "tháng này", "quarter": "quý này", "year": "năm nay", DAYS: "từ ngày đến ngày",
}  # fmt: skip
STATES: Final = {"used": ("", ""), "reserved": ("giữ chỗ", "warn"), "void": ("đã hủy", "bad")}
"""Word and tone of what a number is."""
SECRET: Final = "theo sổ mật"
"""What stands in the book of a secret document (Điều 13)."""
NARROW: Final = 100
"""Cells from which a first column of the book itself is shown, then one more every `EACH`."""
EACH: Final = 22
EVERY: Final = 1_000
"""Rows read at once where all of them are taken out."""
NUMBER: Final = "Số, ký hiệu"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked at: a book, a part of it, a period, words."""

    book: str = ""
    body: str = ""
    type: str = ""
    term: str = ""
    period: str = ALL
    since: date | None = None
    until: date | None = None
    text: str = ""

    def days(self, today: date) -> tuple[date | None, date | None]:
        """The first and the last day, None where it is open."""
        match self.period:
            case "month":
                return today.replace(day=1), _before(_month_after(today.replace(day=1)))
            case "quarter":
                first = today.replace(day=1, month=(today.month - 1) // 3 * 3 + 1)
                return first, _before(_month_after(_month_after(_month_after(first))))
            case "year":
                return date(today.year, 1, 1), date(today.year, 12, 31)
            case "days":
                return self.since, self.until
        return None, None


def _month_after(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _before(day: date) -> date:
    return day - timedelta(days=1)


# Rows


def columns_of(book: Book | None) -> tuple[Column, ...]:
    """Number, day and title; then, as there is room, what the book says beside."""
    own = [
        Column(title, share=2, least=EACH - 1, hide_below=NARROW + EACH * n)
        for n, (_, title) in enumerate(beside_number(book) if book else ())
    ]
    return (
        Column(NUMBER, width=16), Column("Ngày", width=10), Column("Trích yếu", share=4, least=24), *own,
        Column("Tình trạng", width=10),
    )  # fmt: skip


def beside_number(book: Book) -> tuple[tuple[str, str], ...]:
    """The book's own columns, without the one that says the printed number again."""
    return tuple(column for column in book.columns if column[1] != NUMBER)


def data_of(row: NumberRow) -> Mapping[str, str]:
    """What the book says of a number beside its title."""
    found = json.loads(row.data or "{}")
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def day_of(row: NumberRow) -> date:
    """The day a number stands under: its document's, else the day it was given."""
    return date.fromisoformat(row.day) if row.day else instant(row.at).astimezone(ZONE).date()


def title_of(row: NumberRow) -> tuple[str, str]:
    """What stands in the place of the title, and its tone."""
    if row.state == "reserved":
        return f"giữ chỗ: {row.reason}", "warn"
    if row.state == "void":
        return f"{row.title} – hủy: {row.reason}" if row.title else f"hủy: {row.reason}", "muted"
    return (row.title, "") if row.title is not None else (SECRET, "muted")


def key_of(row: NumberRow) -> str:
    return f"{row.body}|{row.type}|{row.term}|{row.number}"


def row_of(row: NumberRow, book: Book, printed: str) -> Row:
    said, (word, tone) = data_of(row), STATES.get(row.state, (row.state, ""))
    own = (Cell(said.get(key, ""), "muted") for key, _ in beside_number(book))
    cells: tuple[str | Cell, ...] = (printed, f"{day_of(row):%d/%m/%Y}", Cell(*title_of(row)), *own, Cell(word, tone))
    return Row(key_of(row), cells, "muted" if row.state == "void" else "")


@dataclass
class BookSource:
    """A book through a filter, as windows of a list; the row before each page is remembered as it is read downwards."""

    registers: Registers
    reader: Reader
    book: Book
    wanted: Wanted
    today: date
    printed: Callable[[NumberRow], str]
    found: dict[str, NumberRow] = field(default_factory=dict)
    """Every row read so far, by its id in the list."""
    _before: dict[int, NumberRow | None] = field(default_factory=lambda: {0: None})

    def count(self) -> int | None:
        """Nobody counts a book; it grows as it is read."""
        return None

    def window(self, start: int, size: int) -> Sequence[Row]:
        rows = self._numbered(start, size) if self.wanted.text.isdecimal() else self._page(start, size)
        self.found.update((key_of(row), row) for row in rows)
        return [row_of(row, self.book, self.printed(row)) for row in rows]

    def _page(self, start: int, size: int) -> Sequence[NumberRow]:
        page = start // size
        known = max(n for n in self._before if n <= page)
        for n in range(known, page):  # only after a jump: pages that were never read
            rows = self._read(self._before[n], size)
            if len(rows) < size:
                return ()
            self._before[n + 1] = rows[-1]
        rows = self._read(self._before[page], size)
        if len(rows) == size:
            self._before[page + 1] = rows[-1]
        return rows

    def every(self) -> Iterator[NumberRow]:
        """All rows that are looked at, read page by page."""
        if self.wanted.text.isdecimal():
            yield from self._numbered(0, EVERY)
            return
        after: NumberRow | None = None
        while page := self._read(after, EVERY):
            yield from page
            after = page[-1]

    def _read(self, after: NumberRow | None, size: int) -> Sequence[NumberRow]:
        wanted, (since, until) = self.wanted, self.wanted.days(self.today)
        return self.registers.page(
            self.book.id, body=wanted.body, type=wanted.type, term=wanted.term, since=since, until=until,
            text=wanted.text, after=after, limit=size,
        )  # fmt: skip

    def _numbered(self, start: int, size: int) -> Sequence[NumberRow]:
        """A number was typed: that number in each sequence of the book."""
        asked = int(self.wanted.text[:18])
        found = [
            row
            for one in sequences(self.reader, self.book, self.wanted)
            for row in self.reader.numbers(one.body, one.type, one.term, before=asked + 1, limit=1)
            if row.number == asked
        ]
        return sorted(found, key=day_of, reverse=True)[start : start + size]


def sequences(reader: Reader, book: Book, wanted: Wanted) -> list[RegisterRow]:
    """The sequences of a book that were begun, as far as they are looked at."""
    return [
        row
        for row in reader.registers()
        if row.body in book.bodies and row.type in book.types
        and wanted.body in ("", row.body) and wanted.type in ("", row.type) and wanted.term in ("", row.term)
    ]  # fmt: skip


# One row in full


def number_lines(row: NumberRow, book: Book, printed: str, by: str, room: int) -> list[Content]:
    """A number with everything its book says of it."""
    word, tone = STATES.get(row.state, (row.state, ""))
    where = f"{book.types.get(row.type, row.type)} · {book.bodies.get(row.body, row.body)} · kỳ {row.term}"
    title, title_tone = (f"Lý do: {row.reason}", "warn") if row.state == "reserved" else title_of(row)
    lines = [beside(tinted(printed, "accent", "bold"), tinted(word, tone, "bold"), room), tinted(where, "muted")]
    lines += [tinted(line, title_tone or "strong") for line in folded(title, room)]
    said = data_of(row)
    lines += facts_lines([Fact(name, said[key]) for key, name in beside_number(book) if said.get(key)], room)
    given = instant(row.at).astimezone(ZONE)
    held = f"Ghi lúc {given:%H:%M %d/%m/%Y}, {by}" + (
        f" · việc số {row.matter_id}: Enter để mở" if row.matter_id else ""
    )
    return [*lines, *(tinted(line, "muted") for line in folded(held, room))]


# An inspection


def report_lines(found: Iterable[tuple[RegisterRow, Report]], book: Book, room: int) -> list[Content]:
    """Each sequence with what an inspection asks of it."""
    lines: list[Content] = []
    for sequence, report in found:
        name = f"{book.types[sequence.type]}, {book.bodies[sequence.body]}, kỳ {sequence.term}"
        lines += [*([Content("")] if lines else []), *(tinted(line, "accent", "bold") for line in folded(name, room))]
        lines += facts_lines(tuple(_report_facts(report)), room)
    return lines or [tinted("Sổ này chưa cấp số nào.", "muted")]


def _report_facts(report: Report) -> Iterator[Fact]:
    begun = report.last >= report.first
    yield Fact(
        "Dãy số", f"từ {number(report.first)} đến {number(report.last)}" if begun else f"bắt đầu từ {report.first}"
    )
    for name, numbers, tone in (
        ("Số còn thiếu", report.missing, "bad"), ("Số ngoài dãy", report.beyond, "bad"),
        ("Đang giữ chỗ", report.reserved, "warn"), ("Đã hủy", report.void, "muted"),
    ):  # fmt: skip
        yield Fact(name, spans(numbers), tone if numbers else "good")
    yield Fact("Số trùng", "không có: sổ không nhận hai lần một số", "good")


def spans(numbers: Iterable[int]) -> str:
    """«3, 7–9, 12», or «không có»."""
    runs: list[list[int]] = []
    for one in sorted(numbers):
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs) or "không có"


def command_line(wanted: Wanted, today: date, at: datetime) -> str:
    """How the same rows are taken out on the command line."""
    since, until = wanted.days(today)
    said = (
        ("--body", wanted.body), ("--type", wanted.type), ("--term", wanted.term),
        ("--from", f"{since:%d/%m/%Y}" if since else ""), ("--until", f"{until:%d/%m/%Y}" if until else ""),
        ("--search", f"'{wanted.text}'" if wanted.text else ""),
    )  # fmt: skip
    words = " ".join(f"{name} {value}" for name, value in said if value)
    return f"vptu register export {wanted.book} {words}".strip() + f" --output so-{wanted.book}-{at:%Y-%m-%d}.xlsx"


# As a table


def table_columns(book: Book) -> tuple[str, ...]:
    """Every column there is; on paper there is room."""
    return (NUMBER, "Số", "Cơ quan", "Loại", "Kỳ", "Ngày", "Trích yếu", *(t for _, t in beside_number(book)),
            "Tình trạng", "Việc số")  # fmt: skip


def table_row(row: NumberRow, book: Book, printed: str) -> tuple[str | int | date | None, ...]:
    """A number as a line of the table; of a secret one only that it stands in the secret book."""
    said, (word, _) = data_of(row), STATES.get(row.state, (row.state, ""))
    state = f"{word}: {row.reason}" if word and row.reason else word
    title = row.title if row.title is not None else SECRET if row.state == "used" else ""
    return (
        printed, row.number, book.bodies.get(row.body, row.body), book.types.get(row.type, row.type), row.term,
        date.fromisoformat(row.day) if row.day else None, title, *(said.get(k, "") for k, _ in beside_number(book)),
        state, row.matter_id,
    )  # fmt: skip
