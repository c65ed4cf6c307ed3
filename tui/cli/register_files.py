"""Books as tables: what was kept elsewhere comes in, checked first; what stands here goes out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from core.errors import USAGE, UsageError
from core.text import safe
from tui.cli.files import deliver, read_bytes
from tui.cli.register import BOOK, book_of, data_of, rows, state_of
from tui.cli.render import Json, print_list

if TYPE_CHECKING:
    from core.desk import Desk
    from core.law.book import Book
    from core.law.procedure import BookEntry
    from core.records.rows import NumberRow
    from core.registers import TakenOver
    from tui.cli.context import Context

MOST_SHOWN = 50
PAGE = 1000
EVERY = 2**31
CSV, XLSX = ".csv", ".xlsx"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | date | None
Rows = Sequence[Sequence[Cell]]


class Read(Protocol):
    """What a plugin read of a table."""

    rows: Sequence[tuple[int, BookEntry]]
    faults: Sequence[str]
    """Rows that cannot be entered, each with its place in the table."""
    flags: Sequence[str]
    """What somebody should look at, entered all the same."""


class Importer(Protocol):
    def __call__(self, name: str, data: bytes, *, desk: Desk, at: datetime) -> Read: ...


class Exporter(Protocol):
    def __call__(self, title: str, columns: Sequence[str], rows: Rows, *, at: datetime) -> bytes: ...


# In


class Compared(NamedTuple):
    """The rows of a table against what stands in the book already."""

    new: int
    known: int
    other: tuple[tuple[int, BookEntry], ...]
    """Rows under whose numbers the book says something else."""

    @property
    def faults(self) -> list[str]:
        return [
            f"Số {number} (kỳ {entry.term}) đã có trong sổ với nội dung khác: hãy đối chiếu lại."
            for number, entry in self.other
        ]


def bring_in(context: Context) -> int:
    """Read the table, say what is wrong with it, and – with --yes – enter it."""
    from core.extension.registry import resolve

    words = context.words
    if words.flag("--yes") and words.flag("--dry-run"):
        raise UsageError("--yes và --dry-run không đi với nhau: chọn một trong hai.")
    _ = context.house
    book = book_of(context, words.text("--book"))
    if not book.importer:
        raise UsageError(f"{book.title} không nhập từ tệp được; ghi từng số bằng việc của nó.")
    path = words.raw("TỆP")
    data = read_bytes(path, "bảng .xlsx hoặc .csv")
    importer: Importer = resolve(book.importer)
    name = Path(path or "").name
    read = importer(name, data, desk=context.house.desk, at=context.now)
    compared = compare(context, read)
    sound = not (read.faults or compared.other)
    writing = words.flag("--yes") and (sound or words.flag("--skip-faulty"))
    taken = None
    if writing:
        fit = [row for row in read.rows if row not in compared.other]
        taken = context.house.registers.take_over(book.id, fit, source=name, by=context.me, at=context.now)
    if context.json:
        context.page.data(_json(context, book, read, compared, taken))
    else:
        _print(context, book, read, compared, taken)
    return USAGE if words.flag("--yes") and not writing else 0


def compare(context: Context, read: Read) -> Compared:
    """What entering the rows would do. Writes nothing."""
    reader, books = context.house.desk.reader, {(e.body, e.type, e.term) for _, e in read.rows}
    held = {key: {r.number: r for r in reader.numbers(*key, limit=EVERY)} for key in books}
    new = known = 0
    other: list[tuple[int, BookEntry]] = []
    for number, entry in read.rows:
        row = held[entry.body, entry.type, entry.term].get(number)
        if row is None:
            new += 1
        elif (row.title or "", row.day) == (entry.title or "", entry.day.isoformat()):
            known += 1
        else:
            other.append((number, entry))
    return Compared(new, known, tuple(other))


def _json(context: Context, book: Book, read: Read, compared: Compared, taken: TakenOver | None) -> Json:
    return {
        "book": book.id,
        "rows": len(read.rows),
        "new": compared.new,
        "known": compared.known,
        "faults": [*read.faults, *compared.faults],
        "flags": list(read.flags),
        "may": context.house.registers.may(book, context.me, at=context.now).allows,
        "written": taken is not None,
        "entered": taken.entered if taken else 0,
    }


def _print(context: Context, book: Book, read: Read, compared: Compared, taken: TakenOver | None) -> None:
    page, words = context.page, context.words
    faults = [*read.faults, *compared.faults]
    page.line(book.title, tone="bold")
    page.pairs(
        [
            ("Dòng đọc được", str(len(read.rows))),
            ("Mới", str(compared.new)),
            ("Đã có, giống hệt", str(compared.known)),
            ("Lỗi", str(len(faults))),
            ("Cần xem lại", str(len(read.flags))),
        ]
    )
    print_list(page, "Lỗi", _some(faults), "✗")
    print_list(page, "Cần xem lại", _some(read.flags), "!")
    page.line()
    if taken is not None:
        page.line(f"Đã nhập {taken.entered} số; {taken.known} số đã có từ trước.", tone="good")
    elif words.flag("--yes"):
        page.line(
            "Chưa ghi gì vì còn lỗi: hãy sửa tệp rồi nhập lại, hoặc thêm --skip-faulty để bỏ qua các dòng lỗi.",
            tone="warn",
        )
    else:
        page.line("Chưa ghi gì, mới chỉ thử. Nhập thật: thêm --yes.")
        ruling = context.house.registers.may(book, context.me, at=context.now)
        if not ruling.allows:
            page.line(ruling.sentence, tone="warn")


def _some(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:MOST_SHOWN]
    if len(lines) > MOST_SHOWN:
        yield f"… và {len(lines) - MOST_SHOWN} dòng khác (xem đủ bằng --json)."


# Out


def take_out(context: Context) -> int:
    """A book, or the part of it that is asked for, as a table in the format its file name says."""
    _ = context.house
    book = book_of(context, context.words.text(BOOK))
    ending = _ending(context, book)
    found = list(_all(context, book))
    columns, cells = _columns(book), [_cells(context, book, row) for row in found]
    if ending == CSV:
        data = as_csv(columns, cells)
    else:
        from core.extension.registry import resolve

        exporter: Exporter = resolve(book.exporter)
        data = exporter(book.title, columns, cells, at=context.now)
    return deliver(context, data, f"so-{book.id}-{context.today.isoformat()}{ending}", f"Đã ghi {len(found)} số")


def _ending(context: Context, book: Book) -> str:
    """`.xlsx` or `.csv`, by the file's name. Raises UsageError for another one."""
    given = context.words.raw("--output")
    usual = XLSX if book.exporter else CSV
    if not given or Path(given).is_dir():
        return usual
    ending = CSV if given == "-" else Path(given).suffix.lower()
    if ending not in (CSV, XLSX):
        raise UsageError(f"--output: «{safe(Path(given).name)}» phải có đuôi .xlsx hoặc .csv.")
    if ending == XLSX and not book.exporter:
        raise UsageError(f"{book.title} không ghi ra .xlsx được; hãy ghi ra .csv.")
    return ending


def _all(context: Context, book: Book) -> Iterator[NumberRow]:
    page = rows(context, book, PAGE)
    while page:
        yield from page
        page = rows(context, book, PAGE, page[-1]) if len(page) == PAGE else []


def _columns(book: Book) -> list[str]:
    return [
        "Số vào sổ", "Số đầy đủ", "Cơ quan", "Loại", "Kỳ", "Ngày", "Trích yếu", *(t for _, t in book.columns),
        "Tình trạng", "Việc số",
    ]  # fmt: skip


def _cells(context: Context, book: Book, row: NumberRow) -> list[Cell]:
    said = data_of(row)
    return [
        row.number,
        context.house.desk.printed(row),
        book.bodies.get(row.body, row.body),
        book.types.get(row.type, row.type),
        row.term,
        date.fromisoformat(row.day) if row.day else None,
        row.title or "",
        *(said.get(key, "") for key, _ in book.columns),
        state_of(row),
        row.matter_id,
    ]


def as_csv(columns: Sequence[str], cells: Rows) -> bytes:
    """UTF-8 with its mark, so that Excel reads the letters; text that would run as a formula is only shown."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_plain(c) for c in columns])
    writer.writerows([_plain(c) for c in row] for row in cells)
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_STARTS_A_FORMULA) else text
