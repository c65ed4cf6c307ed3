"""Danh bạ cơ quan phối hợp: every counterpart by what it is to the Office, how it is reached, who follows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from core.office.office import BODY_KINDS, Body
from core.office.sessions import ZONE
from core.records.search import MatterFilter
from tui import views
from tui.screens.admin_list import ListScreen, heading_row
from tui.screens.pages import Lines, heading, hint, item, pairs, title, words
from tui.widgets.facts import Fact
from tui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from core.office.config import Term
    from core.office.office import Office
    from core.records.reader import Reader
    from tui.screens.split import Page

UNSAID: Final = "chưa ghi loại"
SHOWN: Final = 30
"""Matters of one counterpart at most."""


class Open(NamedTuple):
    """A matter under way that a counterpart has to do with."""

    matter: int
    title: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """The counterparts of a day, since when each stands in the directory, and what is under way with each."""

    office: Office
    terms: Mapping[str, Term]
    matters: Mapping[str, tuple[Open, ...]]

    @property
    def today(self) -> date:
        return self.office.at.astimezone(ZONE).date()

    def groups(self) -> Iterable[tuple[str, tuple[Body, ...]]]:
        """Each kind that has members, in the order in which kinds are known."""
        for kind in (*BODY_KINDS, ""):
            bodies = self.office.establishment.bodies_of_kind(kind)
            if bodies:
                yield views.capital(BODY_KINDS.get(kind, UNSAID)), bodies


class BodiesScreen(ListScreen[Found]):
    """`BodiesScreen()`."""

    SCOPE = "bodies"
    TITLE = "Danh bạ cơ quan phối hợp"
    COLUMNS = (
        Column("Cơ quan", share=3, least=24),
        Column("Liên hệ", share=2, least=14),
        Column("Địa bàn", width=14, hide_below=74),
        Column("Việc", width=4, align="right"),
    )
    SEEK = "Gõ tên cơ quan, địa bàn, cách liên hệ"
    EMPTY = ("Danh bạ chưa có nơi nào.", "Thêm [[bodies]] vào cấu hình Văn phòng rồi chạy «vptu config apply».")

    def load(self, at: datetime) -> Found:
        desk = self.session.house.desk
        office = desk.office(at)
        matters = {body.id: tuple(_open(desk.reader, body)) for body in office.establishment.bodies.values()}
        return Found(office, self._terms(at.astimezone(ZONE).date()), matters)

    def _terms(self, on: date) -> Mapping[str, Term]:
        """From when and until when each counterpart of the day is one."""
        from core.office.export import from_json

        version = self.session.house.desk.reader.office_version(on)
        if version is None:
            return {}
        return {entry.id: entry.term for entry in from_json(version.json).bodies if entry.term.holds(on)}

    def rows_of(self, found: Found) -> Sequence[Row]:
        rows: list[Row] = []
        for name, bodies in found.groups():
            rows.append(heading_row(name, len(self.COLUMNS)))
            rows += [_row(found, body) for body in bodies]
        return rows

    def page_of(self, found: Found, row_id: str) -> Page:
        body = found.office.establishment.bodies.get(row_id)
        return partial(body_page, found, body) if body else partial(hint, "Chọn một nơi để xem cách liên hệ.")

    def summary(self, found: Found) -> str:
        return f"{len(found.office.establishment.bodies)} nơi; sửa trong cấu hình Văn phòng, mục [[bodies]]"


def _open(reader: Reader, body: Body) -> Iterable[Open]:
    """What waits for the counterpart, and what is under way with its name in the heading."""
    found: dict[int, Open] = {}
    for row in reader.waiting_for([f"body:{body.id}"]):
        found[row.matter_id] = Open(row.matter_id, row.title, date.fromisoformat(row.due) if row.due else None)
    wanted = MatterFilter(statuses=("open", "returned"), text=body.name)
    for matter in reader.matters(wanted, limit=SHOWN):
        if body.name.casefold() in matter.title.casefold():
            due = date.fromisoformat(matter.due) if matter.due else None
            found.setdefault(matter.id, Open(matter.id, matter.title, due))
    return found.values()


def _row(found: Found, body: Body) -> Row:
    waiting = len(found.matters.get(body.id, ()))
    area = found.office.establishment.areas.get(body.area or "", body.area or "")
    contact = Cell(body.contact or "–", "" if body.contact else "faint")
    return Row(body.id, (f"  {body.name}", contact, Cell(area, "muted"), Cell(str(waiting or ""), "accent")))


def body_page(found: Found, body: Body, room: int) -> Lines:
    """One counterpart in full."""
    office = found.office
    made, term = office.establishment, found.terms.get(body.id)
    followers = made.followers_of_area.get(body.area or "", ())
    facts = [
        Fact("Loại", BODY_KINDS.get(body.kind, UNSAID)),
        Fact("Liên hệ", body.contact or "chưa ghi", "" if body.contact else "warn"),
        Fact("Người phát ngôn", views.capital(office.name(body.spokesperson)) if body.spokesperson else ""),
        Fact("Địa bàn", made.areas.get(body.area or "", body.area or "")),
        Fact("Theo dõi địa bàn", _followers(followers, office), "" if followers else "warn") if body.area else None,
        Fact("Từ ngày", f"{term.start:%d/%m/%Y}" if term and term.start != date.min else ""),
        Fact("Đến ngày", f"{term.until:%d/%m/%Y}" if term and term.until != date.max else "", "warn"),
    ]
    lines = [*title(body.name, room, body.id), *pairs((fact for fact in facts if fact is not None), room)]
    matters = found.matters.get(body.id, ())
    lines += heading(f"Việc đang mở · {len(matters)}") if matters else hint("Không có việc nào đang mở.", room)
    for row in matters:
        due, tone = views.due_text(row.due, found.today)
        lines += item("→", f"Việc số {row.matter}: {views.brief(row.title, found.today)}", room)
        lines += words(due, room, tone, indent=4) if due else []
    return lines


def _followers(people: Sequence[str], office: Office) -> str:
    return views.capital(views.listed(people, office)) if people else "chưa phân công ai"
