"""Quản trị, người: who holds which post on a day and since when, what is assigned to him, and whether he is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from core.office.checks import said
from core.office.config import Duty
from core.office.export import from_json
from core.office.office import Rank
from core.office.sessions import day_of
from core.text import given_name_key
from tui.screens.admin_list import ListScreen, morning
from tui.screens.pages import Lines, heading, hint, item, note, pairs, title, words
from tui.views import day_text, replaced, session_text, span_text
from tui.widgets.facts import Fact
from tui.widgets.grid import KINDS
from tui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from core.office.config import Assignment, OfficeConfig, PersonEntry
    from core.office.office import Office
    from tui.screens.split import Page
    from tui.session import Backing

RANKS = tuple(Rank)
CHANGE = (
    "Thay đổi trong tệp cấu hình: «vptu config export --output TỆP», sửa tệp, xem lại bằng «vptu config diff TỆP», "
    "rồi «vptu config apply TỆP»."
)


@dataclass(frozen=True, slots=True)
class Staff:
    """The office of an instant, and all its configuration knows of past and future."""

    office: Office
    config: OfficeConfig
    on: date

    def names(self) -> dict[tuple[Duty, str], str]:
        """What can be assigned, by its name."""
        c = self.config
        return {
            **{(Duty.DEPUTY_OF_UNIT, u.id): u.name for u in c.units},
            **{(duty, f.id): f.name for duty in (Duty.DEPUTY_OF_FIELD, Duty.FOLLOWER_OF_FIELD) for f in c.fields},
            **{(Duty.FOLLOWER_OF_AREA, a.id): a.name for a in c.areas},
        }


def read_staff(house: Backing, at: datetime, on: date) -> Staff:
    """The office of a day; of today as it is at `at`."""
    office = house.desk.office(at if at.date() == on else morning(on))
    row = house.desk.reader.office_version(on) or house.desk.reader.office_versions()[-1]
    return Staff(office, from_json(row.json), on)


class PeopleScreen(ListScreen[Staff]):
    """`PeopleScreen()` shows today; `PeopleScreen(day)` another day."""

    SCOPE = "admin.people"
    TITLE = "Người"
    COLUMNS = (
        Column("Tên", share=2, least=16),
        Column("Chức vụ", share=3, least=16),
        Column("Bộ phận", share=2, least=10, hide_below=70),
        Column("Lúc này", share=2, least=10),
    )
    SEEK = "Gõ tên, chức vụ, bộ phận"

    def __init__(self, on: date | None = None) -> None:
        super().__init__()
        self.on = on

    def heading(self) -> str:
        return f"Văn phòng ngày {self.on:%d/%m/%Y}" if self.on else self.TITLE

    def load(self, at: datetime) -> Staff:
        return read_staff(self.session.house, at, self.on or self.today())

    def rows_of(self, found: Staff) -> Sequence[Row]:
        return people_rows(found)

    def page_of(self, found: Staff, row_id: str) -> Page:
        entry = found.config.person(row_id)
        return partial(person_page, found, entry) if entry else partial(hint, "Chọn một người để xem.")

    def summary(self, found: Staff) -> str:
        people, away = found.office.establishment.people, len(found.office.away)
        acting = found.office.acting_head
        told = f"{len(people)} người giữ chức vụ, {away} vắng"
        return f"{told}; {found.office.name(acting)} thay Chánh Văn phòng" if acting else told

    async def do_day(self) -> None:
        """The office of another day."""
        from tui.screens.admin_day import AskDay

        await self.app.push_screen(AskDay(self.session), self._open_day)

    async def _open_day(self, day: date | None) -> None:
        if day is not None:
            await self.vptu.open(PeopleScreen(day))


# The list


def people_rows(found: Staff) -> list[Row]:
    """By post, then by given name; below them those who hold no post on that day."""
    here: list[PersonEntry] = []
    others: list[PersonEntry] = []
    for entry in found.config.people:
        (here if entry.id in found.office.establishment.people else others).append(entry)
    here.sort(key=lambda p: (RANKS.index(found.office.establishment.people[p.id].rank), given_name_key(p.name)))
    others.sort(key=lambda p: given_name_key(p.name))
    return [*(_row(found, p) for p in here), *(_absent_row(found, p) for p in others)]


def _row(found: Staff, entry: PersonEntry) -> Row:
    person = found.office.establishment.people[entry.id]
    unit = found.office.establishment.units.get(person.unit or "")
    where = Cell(short_unit(unit.name) if unit else "", "muted")
    return Row(entry.id, (person.name, person.title, where, presence(found, entry.id)))


def short_unit(unit: str) -> str:
    """A unit's name in a column that is headed «Bộ phận»."""
    bare = unit.removeprefix("Bộ phận ")
    return bare[:1].upper() + bare[1:]


def _absent_row(found: Staff, entry: PersonEntry) -> Row:
    coming = next((post for post in entry.posts if post.term.start > found.on), None)
    told = f"nhận chức {coming.term.start:%d/%m/%Y}" if coming else "đã thôi giữ chức"
    last = coming or (entry.posts[-1] if entry.posts else None)
    return Row(entry.id, (entry.name, last.title if last else "", "", told), "faint")


def presence(found: Staff, person: str) -> Cell:
    """«vắng đến T5 14/03», «thay Chánh Văn phòng», or nothing."""
    office = found.office
    now = next((a for a in office.absences_of(person) if a.settled and office.now in a.span), None)
    if now is not None:
        last = now.span.end - 1
        until = day_text(day_of(last), found.on) if last % 2 else session_text(last, found.on)
        return Cell(f"vắng đến {until}", "warn")
    if office.acting_head == person:
        return Cell(f"thay {replaced(office.establishment.head, office)}", "accent")
    return Cell("")


def kind_word(kind: str) -> str:
    """What an absence is called: «phép», «công tác»."""
    return KINDS[kind].word if kind in KINDS else kind


# One person


def person_page(found: Staff, entry: PersonEntry, room: int) -> Lines:
    """Posts and assignments with their days, absences, and how he signs in."""
    lines = [*title(entry.name, room, entry.id), *_now(found, entry, room)]
    lines += heading("Chức vụ")
    for post in entry.posts:
        unit = next((f", {u.name}" for u in found.config.units if u.id == post.unit), "")
        holds = post.term.holds(found.on)
        lines += item("●" if holds else "○", f"{post.title}{unit}: {post.term}", room, "good" if holds else "faint")
    lines += _assigned(found, entry, room) + _absences(found, entry.id, room) + _delegated(found, entry.id, room)
    lines += heading("Đăng nhập")
    facts = (
        Fact("Tài khoản", ", ".join(entry.sign_in) or "chưa có: không đăng nhập được"),
        Fact("Khóa SSH", "\n".join(entry.keys) or "chưa có: không vào từ xa được"),
        Fact("Quản trị", "có quyền đổi phân công, tham số, cách hiểu thay Chánh Văn phòng" if entry.admin else ""),
        Fact("Vào ngành", f"{entry.joined:%d/%m/%Y}" if entry.joined else "chưa ghi"),
        Fact("Phép riêng", f"{entry.leave_days:g} ngày".replace(".", ",") if entry.leave_days is not None else ""),
    )
    return [*lines, *pairs(facts, room), *hint(CHANGE, room)]


def _now(found: Staff, entry: PersonEntry, room: int) -> Lines:
    cell = presence(found, entry.id)
    return words(cell.text, room, cell.tone) if cell.text else []


def _assigned(found: Staff, entry: PersonEntry, room: int) -> Lines:
    made = [a for a in found.config.assignments if a.person == entry.id]
    if not made:
        return []
    names = found.names()
    return [*heading("Phân công"), *(line for a in made for line in assignment_lines(a, names, found.on, room))]


def assignment_lines(made: Assignment, names: dict[tuple[Duty, str], str], on: date, room: int, who: str = "") -> Lines:
    """One assignment with its days and the paper it rests on."""
    what = said(made.duty, names.get((made.duty, made.of), made.of))
    holds = made.term.holds(on)
    lead = f"{who}: " if who else ""
    lines = item("●" if holds else "○", f"{lead}{what}, {made.term}", room, "good" if holds else "faint")
    return lines + note(made.basis, room) if made.basis else lines


def _absences(found: Staff, person: str, room: int) -> Lines:
    coming = [a for a in found.office.absences_of(person) if a.span.end > found.office.now]
    lines = heading("Vắng mặt") if coming else []
    for absence in sorted(coming, key=lambda a: a.span):
        state = "" if absence.settled else ", đang xin"
        told = f"{span_text(absence.span, found.on)}: {kind_word(absence.kind)}{state} (việc số {absence.matter})"
        lines += item("●" if absence.settled else "○", told, room, "warn" if absence.settled else "faint")
    return lines


def _delegated(found: Staff, person: str, room: int) -> Lines:
    mine: Iterable[str] = (
        f"{'giao cho' if d.giver == person else 'nhận của'} "
        f"{found.office.name(d.taker if d.giver == person else d.giver)}: {', '.join(sorted(d.scope))}, "
        f"đến {day_text(d.end.date(), found.on)}"
        for d in found.office.delegations
        if person in (d.giver, d.taker) and d.end > found.office.at
    )
    lines = [line for told in mine for line in item("⇢", told, room)]
    return [*heading("Ủy quyền"), *lines] if lines else []
