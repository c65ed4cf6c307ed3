"""Numbered books: what stands in them, what is wrong with them, and the acts of whoever keeps them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Protocol

from core.errors import UsageError
from core.text import safe
from tui.cli.look import MOST
from tui.cli.render import Json, Terms
from tui.cli.words import nearest

if TYPE_CHECKING:
    from core.law.book import Book
    from core.records.rows import NumberRow, RegisterRow
    from core.registers import Kept
    from tui.cli.context import Context

BOOK, NUMBER, PAGE = "SỔ", "SỐ", 50
STATE_VI = {"used": "", "reserved": "giữ chỗ", "void": "đã hủy"}


class Inspected(Protocol):
    """What an inspection found in one sequence."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def missing(self) -> tuple[int, ...]: ...
    @property
    def beyond(self) -> tuple[int, ...]: ...
    @property
    def reserved(self) -> tuple[int, ...]: ...
    @property
    def void(self) -> tuple[int, ...]: ...


def book_of(context: Context, wanted: str) -> Book:
    """Raises UsageError with the nearest book, naming all of them."""
    books = {book.id: book for book in context.registry.books()}
    if wanted not in books:
        known = ", ".join(f"{b.id} ({b.title})" for b in books.values()) or "chưa có sổ nào"
        raise UsageError(f"Không có sổ «{safe(wanted)[:60]}»{nearest(wanted, books)}; các sổ: {known}.")
    return books[wanted]


def chosen(context: Context, book: Book) -> tuple[str, str]:
    """The body and the type of an act on one sequence. Raises UsageError where the book has several and none is said.

    What is said is looked up by the book itself.
    """
    return _one(context, "--body", book.bodies, book), _one(context, "--type", book.types, book)


def _one(context: Context, name: str, known: Mapping[str, str], book: Book) -> str:
    said = context.words.maybe(name)
    if said:
        return require(said, name, known, book)
    if len(known) == 1:
        return next(iter(known))
    listed = ", ".join(f"{key} ({title})" for key, title in known.items())
    raise UsageError(f"Còn thiếu {name}: {book.title} có {listed}; hãy chọn một.")


def require(said: str, name: str, known: Mapping[str, str], book: Book) -> str:
    """An id the book has. Raises UsageError with the nearest."""
    if said in known:
        return said
    listed = ", ".join(f"{key} ({title})" for key, title in known.items())
    raise UsageError(f"{name}: {book.title} không có «{safe(said)[:60]}»{nearest(said, known)}; chọn: {listed}.")


def filters(context: Context, book: Book) -> tuple[str, str, str]:
    """Body, type and term that are asked for; "" for all."""
    words = context.words
    body, type = words.maybe("--body") or "", words.maybe("--type") or ""
    if body:
        require(body, "--body", book.bodies, book)
    if type:
        require(type, "--type", book.types, book)
    return body, type, words.maybe("--term") or ""


# Looking


def listed(context: Context) -> int:
    _ = context.house
    books = context.registry.books()
    if context.json:
        context.page.data({"books": [_book_json(context, b) for b in books]})
        return 0
    if not books:
        context.page.line("Chưa có sổ nào.")
        return 0
    from core.law.holders import label

    office, law = context.house.desk.office(context.now), context.house.desk.law(context.now)
    for n, book in enumerate(books):
        if n:
            context.page.line()
        context.page.line(f"{book.title} ({book.id})", tone="bold")
        context.page.line(f"Giữ sổ: {' hoặc '.join(label(h, office) for h in book.keeper(law).holders)}", indent=2)
        rows = [
            (book.bodies[r.body], book.types[r.type], r.term, f"từ số {r.first_no}", f"đến số {r.last_no}")
            for r in sequences(context, book)
        ]
        if rows:
            context.page.table(("Cơ quan", "Loại", "Kỳ", "", ""), rows, indent=2)
        else:
            context.page.item("Chưa cấp số nào.")
    return 0


def sequences(context: Context, book: Book, body: str = "", type: str = "", term: str = "") -> list[RegisterRow]:
    """The sequences that were begun, of a body, a type, a term where these are said."""
    return [
        row
        for row in context.house.desk.reader.registers()
        if row.body in book.bodies
        and row.type in book.types
        and body in ("", row.body)
        and type in ("", row.type)
        and term in ("", row.term)
    ]


def _book_json(context: Context, book: Book) -> Json:
    keeper = book.keeper(context.house.desk.law(context.now))
    return {
        "id": book.id,
        "title": book.title,
        "bodies": [{"id": key, "title": title} for key, title in book.bodies.items()],
        "types": [{"id": key, "title": title} for key, title in book.types.items()],
        "columns": [{"id": key, "title": title} for key, title in book.columns],
        "keeper": [str(holder) for holder in keeper.holders],
        "cites": list(keeper.cites),
        "sequences": [
            {"body": r.body, "type": r.type, "term": r.term, "first": r.first_no, "last": r.last_no}
            for r in sequences(context, book)
        ],
    }


def show(context: Context) -> int:
    """A page of a book."""
    book = book_of(context, context.words.text(BOOK))
    limit = min(context.words.number("--limit", PAGE), MOST)
    found = rows(context, book, limit + 1)
    shown, more = found[:limit], len(found) > limit
    if context.json:
        context.page.data({"book": book.id, "rows": [_row_json(context, r) for r in shown], "more": more})
        return 0
    page = context.page
    page.line(book.title, tone="bold")
    if not shown:
        page.item("Không có số nào như vậy.")
        return 0
    columns, cells = table(context, book, shown)
    page.table(columns, cells, tones=["faint" if r.state == "void" else "" for r in shown])
    if more:
        page.line("Còn nữa: thu hẹp bằng --from, --until, --search, hoặc tăng --limit.", tone="faint")
    return 0


def rows(context: Context, book: Book, limit: int, after: NumberRow | None = None) -> list[NumberRow]:
    """Numbers of a book as the words filter them, the newest first. Raises UsageError for wrong words."""
    words = context.words
    body, type, term = filters(context, book)
    first = words.day("--from", date.min) if words.maybe("--from") else None
    last = words.day("--until", date.max) if words.maybe("--until") else None
    if first and last and last < first:
        raise UsageError(f"--until ({last:%d/%m/%Y}) ở trước --from ({first:%d/%m/%Y}); hãy đổi lại.")
    return context.house.registers.page(
        book.id, body=body, type=type, term=term, since=first, until=last, text=words.maybe("--search") or "",
        after=after, limit=limit,
    )  # fmt: skip


def table(context: Context, book: Book, found: list[NumberRow]) -> tuple[list[str], list[list[str]]]:
    """Titles and cells; a column with nothing in it, or with the same in every row, is left out."""
    titles = ["Số", "Cơ quan", "Loại", "Ngày", "Trích yếu", "Tình trạng", "Việc"]
    cells = [_cells(context, book, row) for row in found]
    used = [n for n in range(len(titles)) if any(row[n] for row in cells)]
    used = [n for n in used if not (n == 1 and len(book.bodies) == 1) and not (n == 2 and len(book.types) == 1)]
    return [titles[n] for n in used], [[row[n] for n in used] for row in cells]


def _cells(context: Context, book: Book, row: NumberRow) -> list[str]:
    printed = context.house.desk.printed(row)
    return [
        printed,
        book.bodies.get(row.body, row.body),
        book.types.get(row.type, row.type),
        f"{date.fromisoformat(row.day):%d/%m/%Y}" if row.day else "",
        "\n".join(part for part in (row.title or "", _more(book, row, printed)) if part),
        state_of(row),
        str(row.matter_id or ""),
    ]


def _more(book: Book, row: NumberRow, printed: str) -> str:
    """The book's own columns as one text: there are more of them than a terminal is wide."""
    said = data_of(row)
    return "; ".join(f"{t}: {said[key]}" for key, t in book.columns if said.get(key) not in (None, "", printed))


def data_of(row: NumberRow) -> dict[str, str]:
    found = json.loads(row.data or "{}")
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def state_of(row: NumberRow) -> str:
    says = STATE_VI.get(row.state, row.state)
    return f"{says}: {row.reason}" if says and row.reason else says


def _row_json(context: Context, row: NumberRow) -> Json:
    return {
        "printed": context.house.desk.printed(row), "number": row.number, "body": row.body, "type": row.type,
        "term": row.term, "day": row.day, "title": row.title, "data": data_of(row), "state": row.state,
        "reason": row.reason, "matter": row.matter_id, "by": row.by, "at": row.at,
    }  # fmt: skip


def report(context: Context) -> int:
    """What an inspection asks of each sequence of a book."""
    book = book_of(context, context.words.text(BOOK))
    begun = sequences(context, book, *filters(context, book))
    inspected = [(r, context.house.registers.report(book.id, r.body, r.type, r.term)) for r in begun]
    found = [(r, said) for r, said in inspected if said is not None]
    if context.json:
        context.page.data({"book": book.id, "sequences": [_report_json(r, said) for r, said in found]})
        return 0
    page = context.page
    page.line(book.title, tone="bold")
    if not found:
        page.item("Chưa cấp số nào như vậy.")
    for row, said in found:
        page.heading(f"{book.types[row.type]}, {book.bodies[row.body]}, kỳ {row.term}")
        page.pairs(_report_lines(said))
    return 0


def _report_json(row: RegisterRow, said: Inspected) -> Json:
    return {
        "body": row.body, "type": row.type, "term": row.term, "first": said.first, "last": said.last,
        "missing": list(said.missing), "beyond": list(said.beyond), "reserved": list(said.reserved),
        "void": list(said.void),
    }  # fmt: skip


def _report_lines(said: Inspected) -> list[tuple[str, str]]:
    return [
        ("Dãy số", f"{said.first} – {said.last}" if said.last >= said.first else f"bắt đầu từ {said.first}"),
        ("Số nhảy cóc", spans(said.missing)),
        ("Số ngoài dãy", spans(said.beyond)),
        ("Đang giữ chỗ", spans(said.reserved)),
        ("Đã hủy", spans(said.void)),
    ]


def spans(numbers: tuple[int, ...]) -> str:
    """«3, 7–9, 12», or «không có»."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs) or "không có"


# Keeping


def reserve(context: Context) -> int:
    book, (body, type) = _sequence(context)
    kept = context.house.registers.reserve(
        book.id, body, type, reason=_reason(context), by=context.me, at=context.now, act_id=_act_id(context)
    )
    return _told(context, book, body, type, kept, "Đã giữ số")


def void(context: Context) -> int:
    term = context.words.maybe("--term") or ""
    return _with_number(context, partial(context.house.registers.void, term=term), "Đã hủy số")


def start(context: Context) -> int:
    return _with_number(context, context.house.registers.start_from, "Sổ bắt đầu từ số")


def _with_number(context: Context, act: Callable[..., Kept], said: str) -> int:
    book, (body, type) = _sequence(context)
    kept = act(
        book.id, body, type, context.words.number(NUMBER), reason=_reason(context), by=context.me, at=context.now,
        act_id=_act_id(context),
    )  # fmt: skip
    return _told(context, book, body, type, kept, said)


def _sequence(context: Context) -> tuple[Book, tuple[str, str]]:
    _ = context.house
    book = book_of(context, context.words.text(BOOK))
    return book, chosen(context, book)


def _reason(context: Context) -> str:
    reason = context.words.maybe("--reason") or ""
    if not reason:
        raise UsageError("Còn thiếu --reason: ghi lý do của thao tác trên sổ.")
    return reason


def _act_id(context: Context) -> str:
    return context.words.maybe("--act-id") or ""


def _told(context: Context, book: Book, body: str, type: str, kept: Kept, said: str) -> int:
    desk = context.house.desk
    law = desk.law(context.now)
    term, printed = book.term(law, context.today), book.printed(body, type, kept.number, context.today)
    if context.json:
        context.page.data(
            {"book": book.id, "body": body, "type": type, "term": term, "number": kept.number, "printed": printed,
             "repeated": kept.repeated}
        )  # fmt: skip
        return 0
    where = f"{book.title}, {book.types[type]}, {book.bodies[body]}, kỳ {term}"
    cites = Terms(law, desk.office(context.now)).cites(book.keeper(law).cites)
    again = " Lần làm này đã được ghi trước đó; không ghi lại." if kept.repeated else ""
    context.page.line(f"{said} {printed} ({where}; {cites}).{again}", tone="good")
    return 0
