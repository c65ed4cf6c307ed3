"""Numbered books: which there are, who keeps them, and the acts on a book itself – reserve, void, begin at, take over.

A number in use is given by the act it belongs to (core.work). Who may touch a book, and by which norm, is said by the
plugin whose book it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from core.acts import Acts, first_answer
from core.errors import Refused, UsageError
from core.law.authority import judge_step, object_to
from core.law.book import Book
from core.law.procedure import BookEntry
from core.law.ruling import Ruling
from core.office.sessions import ZONE
from core.text import tidy

if TYPE_CHECKING:
    from sqlmodel import Session

    from core.desk import Desk
    from core.extension.registry import Registry
    from core.law.book import Report
    from core.records.rows import NumberRow
    from core.records.store import Store

MAX_REASON = 1000
"""Longest reason, in characters."""


class Kept(NamedTuple):
    """What an act on a book left behind."""

    number: int
    ruling: Ruling
    repeated: bool = False


class TakenOver(NamedTuple):
    """What became of rows that were kept elsewhere so far."""

    entered: int
    known: int
    """Rows that were there already and say the same."""


class Registers:
    """Bound to one store; `registry` says which books there are."""

    def __init__(self, store: Store, desk: Desk, registry: Callable[[], Registry]) -> None:
        self._acts = Acts(store)
        self._desk = desk
        self._registry = registry

    def book(self, book_id: str) -> Book:
        """Raises UsageError naming the books there are."""
        books = {book.id: book for book in self._registry().books()}
        if book_id not in books:
            known = ", ".join(f"{book.id} ({book.title})" for book in books.values()) or "chưa có sổ nào"
            raise UsageError(f"Không có sổ «{book_id}»; các sổ: {known}.")
        return books[book_id]

    def may(self, book: Book, by: str, *, at: datetime) -> Ruling:
        """May this person keep the book?"""
        office, law = self._desk.office(at), self._desk.law(at)
        return judge_step(book.keeper(law), by, f"register:{book.id}", office=office, law=law)

    def reserve(
        self, book_id: str, body: str, type: str, *, reason: str, by: str, at: datetime, act_id: str = ""
    ) -> Kept:
        """Keep the next number for a document that is not there yet. Raises UsageError without a reason, Refused."""
        from core.records import numbers

        def act(session: Session, key: Key) -> int:
            number = numbers.reserve(session, *key, reason=reason, by=by, at=at)
            day = at.astimezone(ZONE).date()  # else it would stand at the far end of the book
            numbers.describe(session, key, number, BookEntry(*key, None, day))
            return number

        return self._do("reserve", book_id, body, type, act, reason, by, at, act_id)

    def void(
        self, book_id: str, body: str, type: str, number: int, *, reason: str, by: str, at: datetime, act_id: str = "",
        term: str = "",
    ) -> Kept:  # fmt: skip
        """Take a number out of use for good, with a reason; it stays in the book and is never given again.

        Of the present term where none is named.
        """
        from core.records import numbers

        def act(session: Session, key: Key) -> int:
            numbers.void(session, *key, number, reason=reason, by=by, at=at)
            return number

        in_term = term or self.book(book_id).term(self._desk.law(at), at.astimezone(ZONE).date())
        row = next(iter(self._desk.reader.numbers(body, type, in_term, before=number + 1, limit=1)), None)
        held = row if row is not None and row.number == number else None
        if held is not None and held.matter_id is not None and held.state == "used" and not self._is_over(held):
            raise UsageError(
                f"Số {number} là của việc số {held.matter_id}: hủy tại việc đó (vptu act {held.matter_id} void), "
                "để việc và sổ cùng biết."
            )
        secret = held is not None and held.state == "used" and held.title is None
        return self._do("void", book_id, body, type, act, reason, by, at, act_id, term, secret)

    def start_from(
        self, book_id: str, body: str, type: str, first: int, *, reason: str, by: str, at: datetime, act_id: str = ""
    ) -> Kept:
        """Let a sequence begin at `first`, for a book that was kept on paper so far."""
        from core.records import numbers

        def act(session: Session, key: Key) -> int:
            numbers.start_from(session, *key, first)
            return first

        return self._do("start", book_id, body, type, act, reason, by, at, act_id)

    def take_over(
        self, book_id: str, rows: Sequence[tuple[int, BookEntry]], *, source: str, by: str, at: datetime
    ) -> TakenOver:
        """Enter what a book held before it was kept here: all rows in one transaction, each with its journal entry.

        Rows that are there already and say the same are left alone. Raises UsageError where one says something else;
        then nothing is entered.
        """
        from core.records import numbers

        book = self.book(book_id)
        with self._acts.begin() as (session, token):
            ruling = self.may(book, by, at=at)
            if ruling.allows:
                entered = 0
                for number, entry in rows:
                    self._require(book, entry.body, entry.type)
                    if numbers.place(session, entry, number, by=by, at=at):
                        entered += 1
                        said = _placed(ruling, entry, number, source)
                        subject = f"register:{book.id}"
                        self._acts.journal(session, "take_over", subject, by, at, f"{token.id}-{entered}", said)
                return TakenOver(entered, len(rows) - entered)
            self._acts.refuse(session, ruling, f"register:{book.id}", at, token.id)
        raise Refused(ruling)

    def report(self, book_id: str, body: str, type: str, term: str) -> Report | None:
        """Gaps, numbers out of count, reserved and void ones of one sequence; None where it was never begun."""
        from core.records import numbers

        self._require(self.book(book_id), body, type)
        return numbers.inspect(self._desk.reader, body, type, term)

    def page(
        self, book_id: str, *, body: str = "", type: str = "", term: str = "", since: date | None = None,
        until: date | None = None, text: str = "", after: NumberRow | None = None, limit: int = 50,
    ) -> list[NumberRow]:  # fmt: skip
        """A page of a book, the newest first; `after` is the last row of the page before. The period is inclusive."""
        book = self.book(book_id)
        return self._desk.reader.book_page(
            bodies=(body,) if body else tuple(book.bodies), types=(type,) if type else tuple(book.types), term=term,
            since=since, until=until, text=text, after=after, limit=limit,
        )  # fmt: skip

    def _do(
        self, act: str, book_id: str, body: str, type: str, do: Callable[[Session, Key], int], reason: str, by: str,
        at: datetime, act_id: str, term: str = "", secret: bool = False,
    ) -> Kept:  # fmt: skip
        book = self.book(book_id)
        self._require(book, body, type)
        why = tidy(reason, limit=MAX_REASON, what="Lý do", multiline=True)
        term = term or book.term(self._desk.law(at), at.astimezone(ZONE).date())
        with self._acts.begin(act_id) as (session, token):
            if token.seen is not None:
                first = first_answer(self._desk, token.seen)
                return Kept(int(first.said["number"]), self.may(book, by, at=at), repeated=True)
            ruling = self._may_say(book, self.may(book, by, at=at), secret, why, at)
            if ruling.allows:
                number = do(session, (body, type, term))
                said = {
                    "ruling": [g.norm for g in ruling.because if g.decisive], "number": number, "body": body,
                    "type": type, "term": term, "note": why,
                }  # fmt: skip
                self._acts.journal(session, act, f"register:{book.id}", by, at, token.id, said)
                return Kept(number, ruling)
            self._acts.refuse(session, ruling, f"register:{book.id}", at, token.id)
        raise Refused(ruling)

    def _is_over(self, row: NumberRow) -> bool:
        """Was the matter of a number given up?"""
        record = self._desk.reader.matter(row.matter_id or 0)
        return record is None or record.row.status in ("withdrawn", "declined")

    def _may_say(self, book: Book, ruling: Ruling, secret: bool, words: str, at: datetime) -> Ruling:
        objection = book.worded(secret, words) if ruling.allows else None
        if objection is None:
            return ruling
        return object_to(ruling, objection, office=self._desk.office(at), law=self._desk.law(at))

    def _require(self, book: Book, body: str, type: str) -> None:
        for value, known, what in ((body, book.bodies, "cơ quan"), (type, book.types, "loại văn bản")):
            if value not in known:
                listed = ", ".join(f"{key} ({name})" for key, name in known.items())
                raise UsageError(f"{book.title} không có {what} «{value}»; chọn một trong: {listed}.")


Key = tuple[str, str, str]


def _placed(ruling: Ruling, entry: BookEntry, number: int, source: str) -> Mapping[str, object]:
    return {
        "ruling": [g.norm for g in ruling.because if g.decisive], "number": number,
        "body": entry.body, "type": entry.type,
        "term": entry.term, "title": entry.title, "day": entry.day.isoformat(), "data": dict(entry.data),
        "source": source,
    }  # fmt: skip
