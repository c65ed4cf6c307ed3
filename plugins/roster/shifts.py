"""Changing shifts: afterwards the day has as many people as before, and all of them are there (S13, A12)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from core.errors import UsageError
from core.law.regulation import Law
from core.law.ruling import Objection
from core.office.office import Office
from core.office.sessions import ZONE

from .asked import known, read
from .checks import CITES, READINGS, absent_people
from .cover import could_fill
from .days import label
from .facts import Roster, Row, as_day, as_role
from .need import ROLE_VI, capital, names, pool


@dataclass(frozen=True, slots=True)
class Swap:
    """`gives` leaves this shift to `person`; `takes` is the other's shift in return, None when it is taken over."""

    gives: Row
    person: str
    takes: Row | None

    def rows(self, facts: Roster) -> tuple[Row, ...]:
        """The roster's rows after the change."""
        others = tuple(row for row in facts.rows if row not in (self.gives, self.takes))
        return (*others, *self.new)

    @property
    def new(self) -> tuple[Row, ...]:
        first = self.gives.model_copy(update={"person": self.person})
        return (first, self.takes.model_copy(update={"person": self.gives.person})) if self.takes else (first,)


def swapped(
    facts: Roster, asked: Mapping[str, object], office: Office, law: Law
) -> tuple[Roster, tuple[Objection, ...]]:
    """The roster after the change of shifts that was asked for, or what stands against it."""
    swap = _read(facts, asked, office)
    objections = tuple(_objections(swap, facts, office, law))
    return (facts, objections) if objections else (facts.with_rows(swap.rows(facts)), ())


def _read(facts: Roster, asked: Mapping[str, object], office: Office) -> Swap:
    """Raises `UsageError` for shifts that do not exist or are not of one role."""
    known(asked, ("day", "role", "person", "with_day", "with_role", "with_person"))
    gives = _shift(facts, read(asked, "day", as_day), read(asked, "person", str), asked.get("role"), office)
    other = read(asked, "with_person", str)
    if office.person(other) is None:
        raise UsageError(f"Không có ai mang mã «{other}» trong Văn phòng (with_person).")
    if other == gives.person:
        raise UsageError("Hai người đổi ca phải khác nhau; ghi lại with_person.")
    if not asked.get("with_day"):
        return Swap(gives, other, None)
    takes = _shift(facts, read(asked, "with_day", as_day), other, asked.get("with_role"), office)
    if takes.role != gives.role or takes.day == gives.day:
        raise UsageError("Chỉ đổi ca giữa hai ngày khác nhau và cùng vai (trực lãnh đạo hoặc trực chuyên môn).")
    return Swap(gives, other, takes)


def _shift(facts: Roster, day: date, person: str, role: object, office: Office) -> Row:
    found = next((row for row in facts.on(day) if row.person == person), None)
    if found is None:
        there = names([row.person for row in facts.on(day)], office) or "chưa có ai"
        raise UsageError(f"{capital(office.name(person))} không có ca trực {label(day)}; trực ngày đó: {there}.")
    if role and read({"role": role}, "role", as_role) != found.role:
        raise UsageError(f"{capital(office.name(person))} {label(day)} là {ROLE_VI[found.role]}; xem lại vai.")
    return found


def _objections(swap: Swap, facts: Roster, office: Office, law: Law) -> Iterator[Objection]:
    today = office.at.astimezone(ZONE).date()
    past = next((row for row in (swap.gives, swap.takes) if row is not None and row.day < today), None)
    if past is not None:
        says = f"Ca trực {label(past.day)} đã qua, không đổi được nữa."
        yield Objection(CITES, says, ("Đổi ca của ngày sắp tới.",), READINGS)
    for row in swap.new:
        if row.person not in pool(row.role, office):
            says = f"{office.name(row.person)} không thuộc diện {ROLE_VI[row.role]}, {label(row.day)} sẽ thiếu người."
            yield _blocked(says, row, facts, office, law)
        elif any(other.person == row.person for other in facts.on(row.day)):
            says = f"{office.name(row.person)} đã trực {label(row.day)}: đổi ca xong ngày đó sẽ thiếu người."
            yield _blocked(says, row, facts, office, law)
    absent = absent_people(facts.with_rows(swap.rows(facts)), office, law, swap.new)
    if absent is not None:
        yield absent


def _blocked(says: str, row: Row, facts: Roster, office: Office, law: Law) -> Objection:
    who = could_fill(row.role, row.day, facts, office, law)
    unblock = f"Người còn trống {label(row.day)}: {names(who, office) or 'không còn ai'}."
    return Objection(CITES, capital(says), (unblock,), READINGS)
