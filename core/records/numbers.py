"""Numbers of the registers: for each body, type and term one after the other, without gaps, never used twice.

The counter is moved and the number written in the act's own transaction: an act that fails gives its number back by
never having taken it. A number that was given out and is not wanted is voided with a reason and stays.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from core.errors import UsageError
from core.law.book import Report
from core.office.sessions import ZONE
from core.records.instants import to_text
from core.text import words_key

if TYPE_CHECKING:
    from sqlmodel import Session

    from core.law.procedure import BookEntry
    from core.records.reader import Reader
    from core.records.tables import RegisterNumber

RESERVED, USED, VOID = "reserved", "used", "void"
_STATES = {RESERVED: "đang giữ chỗ", USED: "đã dùng", VOID: "đã hủy"}


def enter(session: Session, entry: BookEntry, *, matter: int | None, by: str, at: datetime) -> int:
    """Put an entry into its book: under the number kept for it, else under the next. Returns the number.

    Raises UsageError where the number it names is not reserved.
    """
    body, type, term = key = (entry.body, entry.type, entry.term)
    if entry.number is None:
        number = _add(session, key, USED, matter, entry.title, "", by, at)
    else:
        number = entry.number
        use(session, body, type, term, number, matter=matter, title=entry.title, by=by, at=at)
    describe(session, key, number, entry)
    return number


def describe(session: Session, key: Key, number: int, entry: BookEntry) -> None:
    """What the book says of a number beside its title."""
    row = _row(session, key, number)
    row.day, row.title, row.title_key = entry.day.isoformat(), entry.title, words_key(entry.title or "")
    row.data = json.dumps(dict(entry.data), ensure_ascii=False, sort_keys=True)
    session.add(row)
    session.flush()


def describe_of(session: Session, matter: int, entry: BookEntry) -> None:
    """What a book says now of the number a matter has in it; nothing where it has none."""
    from sqlmodel import col, select

    from core.records.tables import RegisterNumber as Number

    found = session.exec(
        select(col(Number.number)).where(
            col(Number.matter_id) == matter, col(Number.body) == entry.body, col(Number.type) == entry.type,
            col(Number.term) == entry.term,
        )
    ).first()  # fmt: skip
    if found is not None:
        describe(session, (entry.body, entry.type, entry.term), found, entry)


def void_all(session: Session, matter: int, *, reason: str, by: str, at: datetime) -> None:
    """Take every number of a matter out of use. Raises UsageError without a reason where there is one."""
    from sqlmodel import col, select

    from core.records.tables import RegisterNumber as Number

    for row in session.exec(select(Number).where(col(Number.matter_id) == matter, col(Number.state) != VOID)):
        void(session, row.body, row.type, row.term, row.number, reason=reason, by=by, at=at)


def place(session: Session, entry: BookEntry, number: int, *, by: str, at: datetime) -> bool:
    """Enter a number that was given on paper; False where it is there already, saying the same.

    Raises UsageError where the book says something else under it. The counter goes on from the highest number.
    """
    from core.records.tables import RegisterCounter, RegisterNumber

    body, type, term = key = (entry.body, entry.type, entry.term)
    row = session.get(RegisterNumber, (*key, number))
    if row is not None:
        if (row.title or "", row.day) == (entry.title or "", entry.day.isoformat()):
            return False
        raise UsageError(f"{_name(key, number)} đã có trong sổ với nội dung khác: hãy đối chiếu lại.")
    counter = session.get(RegisterCounter, key)
    if counter is None:
        session.add(RegisterCounter(body=body, type=type, term=term, first_no=number, last_no=number))
    else:
        counter.first_no, counter.last_no = min(counter.first_no, number), max(counter.last_no, number)
        session.add(counter)
    session.add(
        RegisterNumber(
            body=body, type=type, term=term, number=number, title=entry.title, state=USED, by=by, at=to_text(at)
        )
    )
    session.flush()
    describe(session, key, number, entry)
    return True


def reserve(session: Session, body: str, type: str, term: str, *, reason: str, by: str, at: datetime) -> int:
    """Keep the next number for something that is not there yet. Raises UsageError without a reason."""
    return _add(session, (body, type, term), RESERVED, None, None, _required(reason), by, at)


def use(
    session: Session, body: str, type: str, term: str, number: int, *,
    matter: int | None, title: str | None, by: str, at: datetime,
) -> None:  # fmt: skip
    """Put a reserved number to use. Raises UsageError unless it is reserved."""
    row = _row(session, (body, type, term), number)
    if row.state != RESERVED:
        raise UsageError(
            f"{_name((body, type, term), number)} {_STATES[row.state]} nên không dùng được: hãy lấy số mới."
        )
    row.state, row.matter_id, row.title, row.by, row.at = USED, matter, title, by, to_text(at)
    session.add(row)


def void(session: Session, body: str, type: str, term: str, number: int, *, reason: str, by: str, at: datetime) -> None:
    """Take a number out of use for good; it stays in the register and is never given again.

    Raises UsageError without a reason, or if it is void already.
    """
    row = _row(session, (body, type, term), number)
    if row.state == VOID:
        raise UsageError(
            f"{_name((body, type, term), number)} đã hủy từ trước (lý do: {row.reason}): không cần hủy lại."
        )
    row.state, row.reason, row.by, row.at = VOID, _required(reason), by, to_text(at)
    session.add(row)


def start_from(session: Session, body: str, type: str, term: str, first: int) -> None:
    """Let a register begin at `first`, for one that was kept on paper so far.

    Raises UsageError if a number was given out already, or if `first` is below 1.
    """
    from core.records.tables import RegisterCounter

    name = _register((body, type, term))
    if first < 1:
        raise UsageError(f"{name} không thể bắt đầu từ số {first}: số đầu tiên phải từ 1 trở lên.")
    counter = session.get(RegisterCounter, (body, type, term))
    if counter is None:
        session.add(RegisterCounter(body=body, type=type, term=term, first_no=first, last_no=first - 1))
    elif counter.last_no >= counter.first_no:
        raise UsageError(f"{name} đã cấp đến số {counter.last_no} nên không đặt lại số đầu được: hãy lấy số kế tiếp.")
    else:
        session.delete(counter)
        session.flush()
        session.add(RegisterCounter(body=body, type=type, term=term, first_no=first, last_no=first - 1))
    session.flush()


def inspect(reader: Reader, body: str, type: str, term: str) -> Report | None:
    """The state of a register's numbers; None for no such register. No number stands in it twice: its key."""
    key = (body, type, term)
    with reader.snapshot():
        counters = [row for row in reader.registers() if (row.body, row.type, row.term) == key]
        sql = "SELECT number FROM register_number WHERE body = ? AND type = ? AND term = ?"
        given = set(reader.column(sql, key))
        reserved, voided = (
            tuple(reader.column(f"{sql} AND state = ? ORDER BY number", (*key, s))) for s in (RESERVED, VOID)
        )
    if not counters:
        return None
    counted = range(counters[0].first_no, counters[0].last_no + 1)
    missing = tuple(number for number in counted if number not in given)
    beyond = tuple(sorted(number for number in given if number not in counted))
    return Report(counters[0].first_no, counters[0].last_no, missing, beyond, reserved, voided)


Key = tuple[str, str, str]


def _add(
    session: Session, key: Key, state: str, matter: int | None, title: str | None, reason: str, by: str, at: datetime
) -> int:
    from core.records.tables import RegisterNumber

    number = _next(session, key)
    body, type, term = key
    session.add(
        RegisterNumber(
            body=body, type=type, term=term, number=number, matter_id=matter, title=title, state=state, reason=reason,
            by=by, at=to_text(at), day=at.astimezone(ZONE).date().isoformat(), title_key=words_key(title or ""),
        )
    )  # fmt: skip
    session.flush()
    return number


def _next(session: Session, key: Key) -> int:
    from sqlmodel import col, update

    from core.records.tables import RegisterCounter as Counter

    body, type, term = key
    moved = session.exec(
        update(Counter)
        .where(col(Counter.body) == body, col(Counter.type) == type, col(Counter.term) == term)
        .values(last_no=Counter.last_no + 1)
        .returning(col(Counter.last_no))
    ).first()
    if moved is not None:
        return int(moved[0])
    session.add(Counter(body=body, type=type, term=term, first_no=1, last_no=1))
    return 1


def _row(session: Session, key: Key, number: int) -> RegisterNumber:
    from core.records.tables import RegisterNumber

    row = session.get(RegisterNumber, (*key, number))
    if row is None:
        raise UsageError(f"{_name(key, number)} chưa được cấp: hãy xem lại số và sổ.")
    return row


def _required(reason: str) -> str:
    if not reason.strip():
        raise UsageError("Giữ chỗ hoặc hủy một số của sổ phải có lý do: hãy ghi lý do.")
    return reason.strip()


def _register(key: Key) -> str:
    return f"Dãy số kỳ {key[2]}"


def _name(key: Key, number: int) -> str:
    return f"Số {number}, kỳ {key[2]},"
