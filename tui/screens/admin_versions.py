"""Quản trị, các bản cấu hình: what was changed when and by whom, any two versions compared, the office of any day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Final

from core.codec import instant
from core.office.diff import diff
from core.office.export import from_json
from core.office.sessions import ZONE
from tui.screens.admin_list import ListScreen
from tui.screens.admin_people import CHANGE
from tui.screens.pages import BLANK, Lines, heading, hint, item, pairs, title, words
from tui.views import capital
from tui.widgets.facts import Fact
from tui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from core.office.diff import Change
    from core.office.office import Office
    from core.records.rows import OfficeVersionRow
    from tui.screens.split import Page

SECTION_VI: Final = {
    "settings": "Chung", "units": "Bộ phận", "bodies": "Tổ chức", "fields": "Lĩnh vực", "areas": "Địa bàn",
    "people": "Người", "assignments": "Phân công",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Versions:
    """All applied versions, the newest first."""

    rows: tuple[OfficeVersionRow, ...]
    office: Office
    today: date

    def version(self, number: int) -> OfficeVersionRow | None:
        return next((row for row in self.rows if row.version == number), None)

    def in_force(self) -> int:
        """The version that answers for today."""
        begun = (r.version for r in self.rows if date.fromisoformat(r.effective_from) <= self.today)
        return max(begun, default=0)


class VersionsScreen(ListScreen[Versions]):
    """`VersionsScreen()`."""

    SCOPE = "admin.versions"
    TITLE = "Các bản cấu hình"
    COLUMNS = (
        Column("Bản", width=5, align="right"),
        Column("Áp dụng từ", width=11),
        Column("Lập lúc", width=17),
        Column("Người lập", share=2, least=14),
        Column("", share=2, least=12),
    )
    SEEK = "Gõ số bản, ngày, người lập"
    EMPTY = ("Chưa có bản cấu hình nào.", CHANGE)

    def __init__(self) -> None:
        super().__init__()
        self.pinned = 0
        """The version others are compared with; 0: each with the one before it."""

    def load(self, at: datetime) -> Versions:
        desk = self.session.house.desk
        return Versions(tuple(desk.reader.office_versions()), desk.office(at), at.astimezone(ZONE).date())

    def rows_of(self, found: Versions) -> Sequence[Row]:
        current = found.in_force()
        return [self._row(found, row, current) for row in found.rows]

    def _row(self, found: Versions, row: OfficeVersionRow, current: int) -> Row:
        begins = date.fromisoformat(row.effective_from)
        applied = instant(row.applied_at).astimezone(ZONE)
        marks = [
            "đang dùng" if row.version == current else "chưa đến ngày" if begins > found.today else "",
            "đang ghim để so" if row.version == self.pinned else "",
        ]
        told = Cell(", ".join(filter(None, marks)), "good" if row.version == current else "accent")
        when = Cell(f"{applied:%d/%m/%Y %H:%M}", "muted")
        cells = (str(row.version), f"{begins:%d/%m/%Y}", when, capital(found.office.name(row.by)), told)
        return Row(str(row.version), cells)

    def page_of(self, found: Versions, row_id: str) -> Page:
        row = found.version(int(row_id)) if row_id else None
        if row is None:
            return partial(hint, CHANGE)
        other = found.version(self.pinned or row.version - 1)
        return partial(version_page, found, row, other)

    def summary(self, found: Versions) -> str:
        told = f"{len(found.rows)} bản; đang dùng bản số {found.in_force()}"
        return f"{told}; so với bản số {self.pinned}" if self.pinned else told

    def do_pin(self) -> None:
        """Compare all others with this one; once more, each with the one before it again."""
        chosen = int(self.row_id or 0)
        self.pinned = 0 if chosen == self.pinned else chosen
        self.relist()

    async def do_day(self) -> None:
        """The office of another day."""
        from tui.screens.admin_day import AskDay

        await self.app.push_screen(AskDay(self.session), self._open_day)

    async def _open_day(self, day: date | None) -> None:
        from tui.screens.admin_people import PeopleScreen

        if day is not None:
            await self.vptu.open(PeopleScreen(day))


@lru_cache(maxsize=64)
def _changes(old: str, new: str) -> tuple[Change, ...]:
    """What differs between two configurations as they are stored."""
    return diff(from_json(old), from_json(new))


def version_page(found: Versions, row: OfficeVersionRow, other: OfficeVersionRow | None, room: int) -> Lines:
    """One version: when, by whom, and what it changes against another."""
    applied = instant(row.applied_at).astimezone(ZONE)
    facts = (
        Fact("Áp dụng từ", f"{date.fromisoformat(row.effective_from):%d/%m/%Y}"),
        Fact("Lập lúc", f"{applied:%H:%M %d/%m/%Y}"),
        Fact("Người lập", capital(found.office.name(row.by))),
        Fact("Mã băm tệp", row.sha256[:16]),
    )
    lines = [*title(f"Bản cấu hình số {row.version}", room), BLANK, *pairs(facts, room)]
    if other is None:
        return [*lines, *heading("Thay đổi"), *words("Bản đầu tiên, không có bản nào trước nó.", room, "muted")]
    if other.version == row.version:
        return [*lines, *hint("Bản này đang được ghim: chọn bản khác để xem hai bản khác nhau chỗ nào.", room)]
    older, newer = sorted((other, row), key=lambda r: r.version)
    changes = _changes(older.json, newer.json)
    lines += heading(f"Bản {newer.version} khác bản {older.version} ở {len(changes)} chỗ" if changes else "Thay đổi")
    if not changes:
        lines += words(f"Bản {newer.version} không khác gì bản {older.version}.", room, "muted")
    for section, group in groupby(changes, key=lambda change: change.section):
        lines += words(SECTION_VI.get(section, section), room, "muted", "bold", indent=2)
        lines += [line for change in group for line in item("±", change.text, room)]
    return [*lines, *hint(f"In lại bản này: «vptu config export --version {row.version}».", room)]
