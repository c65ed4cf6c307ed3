"""Quản trị, phân công: who leads or follows what, by person, unit, field or area, and what nobody leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from core.office.config import ALWAYS, Duty, Term, Topic, UnitEntry
from core.office.office import Rank
from core.text import given_name_key
from tui.screens.admin_list import HEADING, ListScreen, heading_row
from tui.screens.admin_people import CHANGE, Staff, assignment_lines, read_staff, short_unit
from tui.screens.pages import BLANK, Lines, heading, hint, item, title, words
from tui.views import bare
from tui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from core.office.config import Assignment
    from tui.screens.split import Page

COLUMNS: Final = (Column("Việc", share=5, least=24), Column("Ai", share=4, least=14), Column("", share=6, least=10))
SECTIONS: Final = (
    ("Bộ phận", (Duty.DEPUTY_OF_UNIT,)),
    ("Lĩnh vực", (Duty.DEPUTY_OF_FIELD, Duty.FOLLOWER_OF_FIELD)),
    ("Địa bàn", (Duty.FOLLOWER_OF_AREA,)),
)
"""What is assigned, and the duties there are towards it: who leads first."""
LEADS: Final = (Duty.DEPUTY_OF_UNIT, Duty.DEPUTY_OF_FIELD)
MISSING: Final = {
    Duty.DEPUTY_OF_UNIT: "chưa có Phó phụ trách",
    Duty.DEPUTY_OF_FIELD: "chưa có Phó phụ trách",
    Duty.FOLLOWER_OF_FIELD: "chưa có người theo dõi",
    Duty.FOLLOWER_OF_AREA: "chưa có người theo dõi",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """Nobody is assigned, from a day on or for a while."""

    duty: Duty
    of: str
    term: Term

    def words(self, on: date) -> str:
        """«chưa có Phó phụ trách», with the days where it is not from now to the end of time."""
        if self.term.start <= on and self.term.until == date.max:
            return MISSING[self.duty]
        start = "" if self.term.start <= on else f"từ {self.term.start:%d/%m/%Y} "
        until = "" if self.term.until == date.max else f"đến hết {self.term.until:%d/%m/%Y}"
        return f"{start}{until} {MISSING[self.duty]}".strip().replace("  ", " ")


class DutiesScreen(ListScreen[Staff]):
    """`DutiesScreen()`."""

    SCOPE = "admin.duties"
    TITLE = "Phân công"
    COLUMNS = COLUMNS
    SEEK = "Gõ tên người, bộ phận, lĩnh vực, địa bàn"
    EMPTY = ("Chưa có phân công nào.", CHANGE)

    def __init__(self) -> None:
        super().__init__()
        self.by_person = False

    def load(self, at: datetime) -> Staff:
        return read_staff(self.session.house, at, self.today())

    def rows_of(self, found: Staff) -> Sequence[Row]:
        return by_person(found) if self.by_person else by_object(found)

    def page_of(self, found: Staff, row_id: str) -> Page:
        return partial(duty_page, found, row_id)

    def summary(self, found: Staff) -> str:
        missing = sum(1 for _ in all_gaps(found))
        told = f"Xem theo {'người' if self.by_person else 'việc'}"
        return f"{told} · {missing} chỗ đang hoặc sắp trống" if missing else f"{told} · không có chỗ trống"

    def do_view(self) -> None:
        """By what is assigned, or by whom it is assigned to."""
        self.by_person = not self.by_person
        self.relist()
        self.list.action_jump(0)


# What is assigned to whom


def _objects(found: Staff, duty: Duty) -> tuple[UnitEntry | Topic, ...]:
    match duty:
        case Duty.DEPUTY_OF_UNIT:
            return found.config.units
        case Duty.FOLLOWER_OF_AREA:
            return found.config.areas
        case _:
            return found.config.fields


def _made(found: Staff, duty: Duty, of: str) -> list[Assignment]:
    return [a for a in found.config.assignments if a.duty is duty and a.of == of]


def gaps_of(found: Staff, duty: Duty, entry: UnitEntry | Topic) -> tuple[Gap, ...]:
    """From today on, the days of an object's life on which nobody is assigned; none where the Head keeps it himself."""
    life = entry.term.overlap(Term(found.on))
    if life is None or (entry.under_head and duty is not Duty.FOLLOWER_OF_AREA):
        return ()
    return tuple(Gap(duty, entry.id, term) for term in life.without(a.term for a in _made(found, duty, entry.id)))


def all_gaps(found: Staff) -> Iterator[Gap]:
    """Every gap that matters: followers of fields may be missing."""
    for duty in (Duty.DEPUTY_OF_UNIT, Duty.DEPUTY_OF_FIELD, Duty.FOLLOWER_OF_AREA):
        for entry in _objects(found, duty):
            yield from gaps_of(found, duty, entry)


def by_object(found: Staff) -> list[Row]:
    """Each unit, field and area with who leads or follows it today, and what is missing."""
    rows = []
    for name, duties in SECTIONS:
        rows.append(heading_row(name, len(COLUMNS)))
        rows += [_object(found, duties, e) for e in _objects(found, duties[0]) if e.term.holds(found.on)]
    return rows


def _object(found: Staff, duties: Sequence[Duty], entry: UnitEntry | Topic) -> Row:
    gaps = "; ".join(g.words(found.on) for g in gaps_of(found, duties[0], entry))
    aside = Cell(gaps, "bad") if gaps else _aside(found, duties, entry)
    return Row(f"{duties[0]}:{entry.id}", (f"  {short_unit(entry.name)}", _who(found, duties[0], entry), aside))


def _aside(found: Staff, duties: Sequence[Duty], entry: UnitEntry | Topic) -> Cell:
    """The people of a unit; who follows a field."""
    if duties[0] is Duty.DEPUTY_OF_UNIT:
        members = found.office.establishment.members.get(entry.id, ())
        return Cell(", ".join(bare(p, found.office) for p in members), "muted")
    names = ", ".join(cell.text for duty in duties[1:] if (cell := _who(found, duty, entry)).text)
    return Cell(f"theo dõi: {names}" if names else "", "muted")


def _who(found: Staff, duty: Duty, entry: UnitEntry | Topic) -> Cell:
    names = [
        found.office.establishment.people[a.person].name
        for a in _made(found, duty, entry.id)
        if a.term.holds(found.on) and a.person in found.office.establishment.people
    ]
    if names:
        return Cell(", ".join(names))
    return Cell("Chánh Văn phòng trực tiếp", "muted") if entry.under_head and duty in LEADS else Cell("")


def by_person(found: Staff) -> list[Row]:
    """Each person with what is assigned to him today, deputies first."""
    people = found.office.establishment.people
    names = found.names()
    rows: list[Row] = []
    order = sorted(people.values(), key=lambda p: (list(Rank).index(p.rank), given_name_key(p.name)))
    for person in order:
        mine = [a for a in found.config.assignments if a.person == person.id and a.term.holds(found.on)]
        if mine:
            rows.append(heading_row(f"{person.name}, {person.title}", len(COLUMNS)))
        for made in mine:
            verb = "phụ trách" if made.duty in LEADS else "theo dõi"
            ends = "" if made.term.until == date.max else f"đến {made.term.until:%d/%m/%Y}"
            name = f"  {names.get((made.duty, made.of), made.of)}"
            rows.append(Row(f"{made.duty}:{made.of}:{person.id}", (name, Cell(verb, "muted"), Cell(ends, "warn"))))
    return rows


# One object


def duty_page(found: Staff, row_id: str, room: int) -> Lines:
    """One unit, field or area through time; every gap where nothing is chosen."""
    if not row_id or row_id.startswith(HEADING):
        return gaps_page(found, room)
    duty, _, of = row_id.partition(":")
    of = of.partition(":")[0]
    entry = next(e for e in _objects(found, Duty(duty)) if e.id == of)
    duties = next(duties for _, duties in SECTIONS if Duty(duty) in duties)
    lines = [*title(entry.name, room, entry.id)]
    if entry.term != ALWAYS:
        lines += words(f"Hoạt động {entry.term}", room, "muted")
    if entry.under_head:
        lines += words("Chánh Văn phòng trực tiếp phụ trách khi không giao cho Phó nào (Điều 3, khoản 6).", room)
    lines += heading("Phân công qua các thời kỳ")
    made = [a for d in duties for a in sorted(_made(found, d, of), key=lambda a: a.term)]
    for one in made:
        person = found.config.person(one.person)
        lines += assignment_lines(one, found.names(), found.on, room, person.name if person else one.person)
    if not made:
        lines += words("Chưa giao cho ai bao giờ.", room, "muted")
    gaps = [g.words(found.on) for d in duties if d is not Duty.FOLLOWER_OF_FIELD for g in gaps_of(found, d, entry)]
    if gaps:
        lines += heading("Chỗ trống")
        lines += [line for told in gaps for line in item("!", told, room, "bad")]
    return [*lines, *hint(CHANGE, room)]


def gaps_page(found: Staff, room: int) -> Lines:
    """Every unit, field and area without anybody, now or from some day on."""
    lines = [*title("Chỗ trống trong phân công", room), BLANK]
    gaps = list(all_gaps(found))
    if not gaps:
        lines += words("Không có chỗ trống nào, từ nay về sau.", room, "good")
    names = found.names()
    for gap in gaps:
        lines += item("!", f"{names.get((gap.duty, gap.of), gap.of)}: {gap.words(found.on)}", room, "bad")
    return [*lines, *hint(CHANGE, room)]
