"""Lịch nghĩa vụ: what the regulation asks for at fixed times, by whose it is, and a year at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from core import duties
from core.duties import MARKS, NOTHING, WHOSE, Owed
from core.office.sessions import ZONE
from tui import views
from tui.screens.admin_list import ListScreen, heading_row
from tui.screens.pages import Lines, heading, hint, pairs, title, words
from tui.widgets.facts import Fact
from tui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from core.law.regulation import Law
    from core.office.office import Office
    from tui.screens.split import Page

YEAR_VIEW: Final = "year"
VIEWS: Final = {**WHOSE, YEAR_VIEW: "Mười hai tháng"}
KEY: Final = (
    f"{MARKS['good']} đúng hạn   {MARKS['']} chưa đến hạn   {MARKS['warn']} trễ, cần làm   "
    f"{MARKS['bad']} quá hạn   {NOTHING} không có, trước khi dùng chương trình"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A year of duties, its first and last month reaching into the years beside it."""

    office: Office
    law: Law
    year: int
    owed: tuple[Owed, ...]
    titles: Mapping[str, str]
    """What the kinds of matter that meet a duty are called."""

    @property
    def today(self) -> date:
        return self.office.at.astimezone(ZONE).date()


class DutyCalendarScreen(ListScreen[Found]):
    """`DutyCalendarScreen()`."""

    SCOPE = "obligations"
    TITLE = "Lịch nghĩa vụ"
    COLUMNS = (
        Column("Nghĩa vụ", share=3, least=20),
        Column("Hạn", width=10),
        Column("Tình trạng", share=2, least=24),
        Column("Ai", share=2, least=18, hide_below=90),
    )
    SEEK = "Gõ tên nghĩa vụ, tên người, bộ phận, ngày"
    EMPTY = ("Không có nghĩa vụ nào trong năm này.", "F6 xem của mọi người, F7 và F8 sang năm khác.")

    def __init__(self) -> None:
        super().__init__()
        self.whose = "mine"
        self.year = 0

    def load(self, at: datetime) -> Found:
        desk = self.session.house.desk
        self.year = self.year or at.astimezone(ZONE).year
        found = duties.owed(desk, date(self.year, 1, 1), date(self.year, 12, 31), at=at)
        titles = {kind: p.title for kind, p in self.session.house.registry.rules().procedures.items()}
        return Found(desk.office(at), desk.law(at), self.year, found, titles)

    def rows_of(self, found: Found) -> Sequence[Row]:
        if self.whose == YEAR_VIEW:
            return [self._strip(found, token, marks) for token, marks in duties.strips(found.owed, found.year).items()]
        rows: list[Row] = []
        month = 0
        for entry in duties.of(found.owed, self.whose, self.session.person, found.office):
            if entry.due.on.month != month:
                month = entry.due.on.month
                rows.append(heading_row(f"Tháng {month}/{found.year}", len(self.COLUMNS)))
            rows.append(_row(found, entry))
        return rows

    def _strip(self, found: Found, token: str, marks: str) -> Row:
        first = next(entry.due for entry in found.owed if duties.token(entry.due) == token)
        who = views.capital(duties.owner(first, found.office))
        return Row(token, (who, "", Cell(" ".join(marks)), ""))

    def page_of(self, found: Found, row_id: str) -> Page:
        if self.whose == YEAR_VIEW:
            return partial(year_page, found, row_id)
        entry = self._entry(row_id)
        return partial(duty_page, found, entry) if entry else partial(hint, "Chọn một nghĩa vụ để đọc căn cứ.")

    def summary(self, found: Found) -> str:
        if self.whose == YEAR_VIEW:
            return f"Năm {found.year}, tháng 1 đến tháng 12"
        shown = duties.of(found.owed, self.whose, self.session.person, found.office)
        late = sum(entry.state.tone == "bad" for entry in shown)
        return f"{VIEWS[self.whose]}, năm {found.year}: {len(shown)} lần, {late} quá hạn"

    def loaded(self, found: Found) -> None:
        """Begin with the next that is to be done."""
        self.call_after_refresh(self._to_today)

    def _to_today(self) -> None:
        if self.found is None or self.whose == YEAR_VIEW:
            return
        shown = duties.of(self.found.owed, self.whose, self.session.person, self.found.office)
        due = next((e for e in shown if e.state.tone == "bad" or e.due.on >= self.found.today), None)
        if due is not None:
            self.list.move_to(due.due.key)

    # Commands

    def do_view(self) -> None:
        """Mine, my unit's, everybody's, a year at a glance, and round again."""
        names = tuple(VIEWS)
        self.whose = names[(names.index(self.whose) + 1) % len(names)]
        self.relist()
        self._to_today()

    async def do_begin(self) -> None:
        """Open the matter that meets the duty at hand, with what is known of it filled in."""
        entry = self._entry(self.row_id)
        if entry is None or entry.due.met or self.found is None or entry.due.kind not in self.found.titles:
            self.notify("Chọn một nghĩa vụ chưa làm, có loại việc của nó.")
            return
        from tui.screens.new_matter import NewMatterScreen

        await self.vptu.open(NewMatterScreen(entry.due.kind, entry.due.facts))

    def _entry(self, key: str) -> Owed | None:
        return next((e for e in self.found.owed if e.due.key == key), None) if self.found is not None else None

    def do_before(self) -> None:
        self._turn_year(-1)

    def do_after(self) -> None:
        self._turn_year(1)

    def _turn_year(self, by: int) -> None:
        self.year += by
        self.refresh_data()


def _row(found: Found, entry: Owed) -> Row:
    due, state = entry
    who = views.capital(duties.owner(due, found.office))
    return Row(due.key, (f"  {due.title}", f"{due.on:%d/%m}", Cell(duties.said(state), state.tone), Cell(who, "muted")))


def duty_page(found: Found, entry: Owed, room: int) -> Lines:
    """One occurrence in full: whose, by which way, until when, and where the regulation says so."""
    due, state = entry
    facts = [
        Fact("Người làm", views.capital(duties.owner(due, found.office))),
        Fact("Ngày theo quy chế", f"{due.on:%d/%m/%Y}" + ("" if due.binding else " (chỉ nhắc)")),
        Fact("Tình trạng", duties.said(state), state.tone),
        Fact("Đã làm ngày", f"{due.met_on:%d/%m/%Y}" if due.met_on else ""),
        Fact("Gửi", due.channel),
        Fact("Căn cứ", "; ".join(found.law.cite(norm) for norm in due.cites)),
    ]
    lines = [*title(views.capital(due.title), room), *pairs(facts, room)]
    if not due.met and (name := found.titles.get(due.kind)):
        lines += hint(
            f"Lệnh «Làm nghĩa vụ này» mở việc «{name}», đã điền sẵn; xong việc ấy, nghĩa vụ này tự ghi là đã làm.", room
        )
    return lines


def year_page(found: Found, token: str, room: int) -> Lines:
    """A year of one owner, month by month."""
    mine = [entry for entry in found.owed if duties.token(entry.due) == token]
    if not mine:
        return hint("Chọn một người hay một bộ phận.", room)
    lines = title(views.capital(duties.owner(mine[0].due, found.office)), room)
    for month in range(1, 13):
        of_month = [entry for entry in mine if entry.due.on.month == month]
        if of_month:
            lines += heading(f"Tháng {month}")
        for due, state in of_month:
            sign = MARKS[state.tone]
            lines += words(f"{sign} {due.on:%d/%m} {due.title}: {duties.said(state)}", room, state.tone, indent=2)
    return [*lines, *hint(KEY, room)]
