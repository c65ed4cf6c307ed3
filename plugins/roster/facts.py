"""What a duty roster is, as facts: for which holiday, from which day to which, and who is on duty when (18.u1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from core.law.facts import read_day
from core.office.sessions import Span, whole_days
from core.text import fold

from .need import ROLES, Role

LONGEST = 92
"""Days: a longer roster is a slip of the pen."""

_ROLE: dict[str, Role] = {
    "leader": "leader", "lanh dao": "leader", "lanhdao": "leader", "ld": "leader",
    "staff": "staff", "chuyen mon": "staff", "chuyenmon": "staff", "cm": "staff", "nhan vien": "staff", "nv": "staff",
}  # fmt: skip


def as_day(value: object) -> date:
    """A day as typed or as stored. Raises `ValueError` in Vietnamese for anything that is none."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        return read_day(value)
    raise ValueError(f"«{value}» không phải ngày; viết như 10/02/2024 hoặc 2024-02-10")


def as_role(value: object) -> Role:
    """`leader`, `lãnh đạo`, `staff`, `chuyên môn` … Raises `ValueError` in Vietnamese."""
    found = _ROLE.get(" ".join(fold(str(value)).replace("_", " ").split()).removeprefix("truc "))
    if found is None:
        raise ValueError(f"không có vai «{value}»; chỉ có leader (trực lãnh đạo) và staff (trực chuyên môn)")
    return found


Day = Annotated[date, BeforeValidator(as_day)]


class Row(BaseModel):
    """One person on duty on one day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: Day
    role: Annotated[Role, BeforeValidator(as_role)]
    person: str = Field(min_length=1)


def read_rows(value: object) -> object:
    """The short form of the command line: `08/02/2024:leader:deputy1,staff:cvA,cvB; 09/02/2024:…`.

    A name without a role has the role before it. Raises `ValueError` in Vietnamese naming the part that is wrong.
    """
    if not isinstance(value, str):
        return value
    parts = (part.strip() for line in value.splitlines() for part in line.split(";"))
    return tuple(row for part in parts if part for row in _read_day_of_rows(part))


def _read_day_of_rows(part: str) -> Iterator[Row]:
    day, colon, people = part.partition(":")
    if not colon or not people.strip():
        raise ValueError(f"«{part}» không rõ; viết như 08/02/2024:leader:deputy1,staff:cvA")
    on, role = as_day(day), None
    for word in people.split(","):
        named, colon, person = word.rpartition(":")
        role = as_role(named) if colon else role
        if role is None or not person.strip():
            raise ValueError(f"«{part}»: chỗ «{word.strip()}» phải ghi vai rồi đến mã người, như leader:deputy1")
        yield Row(day=on, role=role, person=person.strip())


def in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """By day, leaders first; otherwise as they were put down."""
    return tuple(sorted(rows, key=lambda row: (row.day, ROLES.index(row.role))))


class Roster(BaseModel):
    """Lịch trực: one holiday, and the people on duty on its days."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    occasion: str = Field("", title="Dịp nghỉ", max_length=200)
    start: Day = Field(alias="from", title="Từ ngày")
    until: Day = Field(title="Đến hết ngày")
    """Inclusive."""
    rows: Annotated[tuple[Row, ...], BeforeValidator(read_rows)] = Field((), title="Phân công trực")

    @field_validator("rows")
    @classmethod
    def _once_a_day(cls, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        seen = set()
        for row in rows:
            if (row.day, row.person) in seen:
                raise ValueError(f"«{row.person}» được xếp hai lần trong ngày {row.day:%d/%m/%Y}")
            seen.add((row.day, row.person))
        return in_order(rows)

    @model_validator(mode="after")
    def _dates_agree(self) -> Roster:
        if self.until < self.start:
            raise ValueError(f"ngày kết thúc ({self.until:%d/%m/%Y}) ở trước ngày bắt đầu ({self.start:%d/%m/%Y})")
        if (self.until - self.start).days >= LONGEST:
            raise ValueError(f"một lịch trực không quá {LONGEST} ngày; kiểm tra lại năm")
        for row in self.rows:
            if not self.start <= row.day <= self.until:
                raise ValueError(f"«{row.person}» được xếp ngày {row.day:%d/%m/%Y}, ngoài thời gian của lịch trực")
        return self

    @property
    def span(self) -> Span:
        return whole_days(self.start, self.until)

    def on(self, day: date) -> tuple[Row, ...]:
        """Who is on duty on a day."""
        return tuple(row for row in self.rows if row.day == day)

    def with_rows(self, rows: Iterable[Row]) -> Roster:
        """The same roster with other people on duty."""
        update: dict[str, Any] = {"rows": in_order(rows)}
        return self.model_copy(update=update)
