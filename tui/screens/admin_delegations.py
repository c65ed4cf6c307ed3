"""Quản trị, ủy quyền: written delegations (4.5/3) in force, to come, over; issue one, end one, as the judge allows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.content import Content

from core.codec import instant
from core.errors import UsageError
from core.law.delegation import judge_delegation, judge_ending
from core.office.office import Delegation
from core.office.sessions import ZONE, session_at, starts_at
from tui.screens.admin_form import NOTE, ActForm
from tui.screens.admin_list import ListScreen
from tui.screens.pages import BLANK, Lines, hint, item, pairs, title, words
from tui.views import bare, capital
from tui.widgets.entries import DayEntry, Entry, PickEntry, TextEntry
from tui.widgets.facts import Fact
from tui.widgets.picker import Option
from tui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.law.procedure import Procedure
    from core.law.regulation import Law
    from core.law.ruling import Ruling
    from core.office.office import Office
    from core.records.rows import DelegationRow
    from tui.screens.split import Page
    from tui.session import Session
    from tui.widgets.ruling import RulingView

STATES: Final = {
    "on": ("Đang có hiệu lực", "good", "hiệu lực"),
    "coming": ("Sắp có hiệu lực", "accent", "sắp tới"),
    "over": ("Đã hết", "faint", "đã hết"),
}
"""In full, its tone, and in a list."""
VERB_VI: Final = {
    "form": "nhận đơn", "phone": "ghi nhận điện thoại", "consent": "đồng ý", "report": "báo cáo cấp trên",
    "inform": "nhận thông báo", "name": "cử Phó thường trực", "late_form": "nhận đơn bổ sung", "file": "lưu",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """All delegations there ever were, and what turns their ids into words."""

    rows: tuple[DelegationRow, ...]
    office: Office
    law: Law
    procedures: Mapping[str, Procedure] = field(default_factory=dict)

    def row(self, number: str) -> DelegationRow | None:
        return next((row for row in self.rows if str(row.id) == number), None)

    def state(self, row: DelegationRow) -> str:
        """A key of STATES."""
        over = min(instant(row.end), instant(row.ended_at)) if row.ended_at else instant(row.end)
        if over <= self.office.at:
            return "over"
        return "on" if instant(row.start) <= self.office.at else "coming"


def scope_words(scope: str, procedures: Mapping[str, Procedure]) -> str:
    """«Nghỉ phép, nghỉ việc riêng: đồng ý» for `leave:consent`."""
    if scope == "*":
        return "mọi việc"
    kind, _, verb = scope.partition(":")
    name = procedures[kind].title if kind in procedures else kind
    return f"{name}: {'mọi bước' if verb == '*' else VERB_VI.get(verb, verb)}"


class DelegationsScreen(ListScreen[Found]):
    """`DelegationsScreen()`."""

    SCOPE = "admin.delegations"
    TITLE = "Ủy quyền"
    COLUMNS = (
        Column("Số", width=5, align="right"),
        Column("Người giao", share=2, least=12),
        Column("Người nhận", share=2, least=8),
        Column("Phạm vi", share=3, least=14),
        Column("Đến", width=16),
        Column("", width=10, hide_below=76),
    )
    SEEK = "Gõ tên người, phạm vi"
    EMPTY = ("Chưa có ủy quyền nào.", "Chánh Văn phòng giao bằng F7; Văn thư ghi nhận khi có văn bản.")

    def load(self, at: datetime) -> Found:
        house = self.session.house
        rows = tuple(house.desk.reader.delegations())
        return Found(rows, house.desk.office(at), house.desk.law(at), house.registry.rules().procedures)

    def rows_of(self, found: Found) -> Sequence[Row]:
        order = list(STATES)
        return [_row(found, row) for row in sorted(found.rows, key=lambda row: order.index(found.state(row)))]

    def page_of(self, found: Found, row_id: str) -> Page:
        row = found.row(row_id)
        return partial(delegation_page, found, row) if row else partial(hint, " ".join(self.EMPTY[1:]))

    def summary(self, found: Found) -> str:
        live = sum(found.state(row) == "on" for row in found.rows)
        return f"{live} ủy quyền đang có hiệu lực; muốn sửa thì chấm dứt rồi giao lại"

    # What may be done

    def ruling(self, command_id: str) -> RulingView | None:
        found = self._judged(command_id)
        return self.explain(found) if found is not None else None

    def _judged(self, command_id: str) -> Ruling | None:
        if self.found is None:
            return None
        if command_id == "delegations.issue":
            return may_issue(self.session.person, self.found.office, self.found.law)
        row = self.found.row(self.row_id)
        if command_id != "delegations.end" or row is None or self.found.state(row) == "over":
            return None
        return judge_ending(value_of(row), self.session.person, office=self.found.office, law=self.found.law)

    def why(self) -> RulingView | None:
        return self.ruling("delegations.end" if self.row_id else "delegations.issue")

    async def do_issue(self) -> None:
        if self.found is not None:
            await self.app.push_screen(IssueForm(self.session, self.found), self._done)

    async def do_end(self) -> None:
        row = self.found.row(self.row_id) if self.found else None
        if self.found is None or row is None or self.found.state(row) == "over":
            self.notify("Chọn một ủy quyền đang hoặc sắp có hiệu lực rồi bấm lại.")
            return
        await self.app.push_screen(EndForm(self.session, self.found, row), self._done)

    def _done(self, said: str | None) -> None:
        if said:
            self.notify(said)
            self.data_changed()


def _row(found: Found, row: DelegationRow) -> Row:
    _, tone, short = STATES[found.state(row)]
    scope = "; ".join(scope_words(s, found.procedures) for s in json.loads(row.scope))
    end = instant(row.ended_at or row.end).astimezone(ZONE)
    people = (bare(row.giver, found.office), bare(row.taker, found.office))
    cells = (str(row.id), *people, scope, f"{end:%H:%M %d/%m/%Y}", Cell(short, tone))
    return Row(str(row.id), cells, "faint" if short == "đã hết" else "")


def value_of(row: DelegationRow) -> Delegation:
    """The delegation as the judge sees it."""
    scope = frozenset(json.loads(row.scope))
    return Delegation(row.id, row.giver, row.taker, scope, instant(row.start), instant(row.end), row.basis)


def may_issue(by: str, office: Office, law: Law) -> Ruling:
    """May this person issue any delegation at all: his own, or the Head's that he writes down?"""
    giver = by if by in givers_of(office) else office.establishment.head or by
    takers = [d for d in office.establishment.deputies if d != giver]
    end = office.at + timedelta(days=1)
    sample = Delegation(0, giver, takers[0] if takers else "", frozenset({"*"}), office.at, end, "văn bản")
    return judge_delegation(sample, by, office=office, law=law)


def givers_of(office: Office) -> tuple[str, ...]:
    """The Head and the spokespersons of bodies: who has powers of his own."""
    found = [office.establishment.head, *(b.spokesperson for b in office.establishment.bodies.values())]
    return tuple(dict.fromkeys(p for p in found if p))


def delegation_page(found: Found, row: DelegationRow, room: int) -> Lines:
    """One delegation in full."""
    name, tone, _ = STATES[found.state(row)]
    start, end = (instant(t).astimezone(ZONE) for t in (row.start, row.end))
    issued = instant(row.at).astimezone(ZONE)
    facts = [
        Fact("Người giao", capital(found.office.name(row.giver))),
        Fact("Người nhận", capital(found.office.name(row.taker))),
        Fact("Từ", f"{start:%H:%M %d/%m/%Y}"),
        Fact("Đến", f"{end:%H:%M %d/%m/%Y}"),
        Fact("Căn cứ", row.basis),
        Fact("Ghi lúc", f"{issued:%H:%M %d/%m/%Y}", note=found.office.name(row.by)),
    ]
    if row.ended_at:
        ended = instant(row.ended_at).astimezone(ZONE)
        facts.append(Fact("Chấm dứt", f"{ended:%H:%M %d/%m/%Y}", "warn", found.office.name(row.ended_by)))
    lines = [*title(f"Ủy quyền số {row.id}", room), *words(name, room, tone), BLANK, *pairs(facts, room), BLANK]
    for scope in json.loads(row.scope):
        lines += item("⇢", scope_words(scope, found.procedures), room)
    law = found.law
    lines += [BLANK, *words(f"{law.cite('4.5/3')}: {law.says('4.5/3')}", room, "muted")]
    return lines + hint("Ủy quyền tự hết hạn, không giao tiếp được; muốn sửa thì chấm dứt rồi giao lại.", room)


# Issue


class IssueForm(ActForm):
    """A new delegation, judged while it is typed."""

    HEADING = "Giao ủy quyền"
    YES = "Giao ủy quyền"

    def __init__(self, session: Session, found: Found) -> None:
        self.found = found
        super().__init__(session)

    def about(self, room: int) -> Sequence[Content]:
        law = self.found.law
        return words(f"{law.cite('4.5/3')}: {law.says('4.5/3')}.", room, "muted")

    def fields(self) -> Iterable[Entry]:
        office, me = self.found.office, self.session.person
        givers = [Option(p, bare(p, office), office.establishment.people[p].title) for p in givers_of(office)]
        giver = me if me in givers_of(office) else office.establishment.head
        takers = [Option(d, bare(d, office)) for d in office.establishment.deputies if d != giver]
        scopes = tuple(self._scopes())
        calendar, today = office.calendar, self.today()
        yield PickEntry("giver", "Người giao", givers, giver, needed=True)
        yield PickEntry("taker", "Giao cho", takers, needed=True)
        yield PickEntry("scope", "Phạm vi", scopes, needed=True)
        yield PickEntry("more", "và thêm", (Option("", "– không –"), *scopes), "")
        yield DayEntry("from", "Từ buổi", self.today, calendar, half=session_at(office.at) % 2, day=today, needed=True)
        yield DayEntry("until", "Đến hết buổi", self.today, calendar, half=1, needed=True)
        yield TextEntry("basis", "Căn cứ (văn bản)", needed=True, limit=500)

    def _scopes(self) -> Iterable[Option]:
        for kind, procedure in self.found.procedures.items():
            yield Option(f"{kind}:*", scope_words(f"{kind}:*", self.found.procedures))
            for verb in procedure.verbs:
                yield Option(f"{kind}:{verb}", scope_words(f"{kind}:{verb}", self.found.procedures))
        yield Option("*", "mọi việc")

    def wanted(self) -> Delegation | None:
        """What is typed, where it names people and days."""
        start, end = self.entry("from"), self.entry("until")
        if not isinstance(start, DayEntry) or not isinstance(end, DayEntry):
            return None
        first, last = start.session, end.session
        if first is None or last is None or not self.text("giver") or not self.text("taker"):
            return None
        at = self.found.office.at
        begins = at if first == session_at(at) else starts_at(first)
        scope = frozenset(filter(None, (self.text("scope"), self.text("more"))))
        return Delegation(
            0, self.text("giver"), self.text("taker"), scope, begins, starts_at(last + 1), self.text("basis")
        )

    def judged(self) -> Ruling | None:
        wanted = self.wanted()
        if wanted is None or not wanted.scope or not wanted.basis:
            return None
        return judge_delegation(wanted, self.session.person, office=self.found.office, law=self.found.law)

    def perform(self) -> Callable[[], str]:
        wanted, session = self.wanted(), self.session
        if wanted is None:
            raise UsageError("Chọn người nhận và ghi ngày bắt đầu, ngày kết thúc.")
        name = self.found.office.name(wanted.taker)

        def issue() -> str:
            number = session.house.governing.delegate(wanted, by=session.person, at=session.clock(), act_id=self.act_id)
            return f"Đã ghi ủy quyền số {number} cho {name}, đến {wanted.end.astimezone(ZONE):%H:%M %d/%m/%Y}."

        return issue


class EndForm(ActForm):
    """End a delegation before its time."""

    HEADING = "Chấm dứt ủy quyền"
    YES = "Chấm dứt"

    def __init__(self, session: Session, found: Found, row: DelegationRow) -> None:
        self.found, self.row = found, row
        super().__init__(session)

    def about(self, room: int) -> Sequence[Content]:
        return delegation_page(self.found, self.row, room)[:8]

    def fields(self) -> Iterable[Entry]:
        yield TextEntry("note", "Lý do", limit=NOTE)

    def judged(self) -> Ruling | None:
        return judge_ending(value_of(self.row), self.session.person, office=self.found.office, law=self.found.law)

    def perform(self) -> Callable[[], str]:
        session, number, note = self.session, self.row.id, self.text("note")

        def end() -> str:
            session.house.governing.end_delegation(
                number, by=session.person, at=session.clock(), note=note, act_id=self.act_id
            )
            return f"Đã chấm dứt ủy quyền số {number}."

        return end
