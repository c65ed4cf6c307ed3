"""Quản trị: what the office is made of, each part on a screen of its own, with what is wrong told here already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from core.codec import instant
from core.office.sessions import ZONE
from core.text import number
from tui.screens.admin_duties import all_gaps
from tui.screens.admin_list import ListScreen
from tui.screens.admin_people import read_staff
from tui.screens.pages import BLANK, Lines, hint, item, title, words
from tui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from tui.screens.split import Page
    from tui.session import Backing


class Part(NamedTuple):
    """One part of the office: which command opens it, what it holds, and whether something is wrong there."""

    command: str
    name: str
    about: str
    told: str
    trouble: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    parts: tuple[Part, ...]


class AdminScreen(ListScreen[Found]):
    """`AdminScreen()`; Enter opens a part."""

    SCOPE = "admin.hub"
    TITLE = "Quản trị"
    COLUMNS = (Column("Phần", width=18), Column("", share=1, least=20), Column("", width=12))
    SEEK = "Gõ để tìm phần cần mở, Enter để mở"

    def load(self, at: datetime) -> Found:
        return Found(parts_of(self.session.house, at))

    def rows_of(self, found: Found) -> Sequence[Row]:
        return [
            Row(p.command, (p.name, Cell(p.told, "muted"), Cell("cần xem" if p.trouble else "", "warn")))
            for p in found.parts
        ]

    def page_of(self, found: Found, row_id: str) -> Page:
        part = next((p for p in found.parts if p.command == row_id), None)
        return partial(part_page, part) if part else partial(hint, "Chọn một phần để xem.")

    def summary(self, found: Found) -> str:
        return "Người và phân công đổi bằng tệp cấu hình: «vptu config apply TỆP»"

    async def chosen(self, row: Row) -> None:
        """Open the part."""
        app = self.vptu
        await app.push_screen(app.make(app.book[row.id]))


def part_page(part: Part, room: int) -> Lines:
    """What a part is for, and what is wrong there."""
    lines = [*title(part.name, room), BLANK, *words(part.about, room), BLANK, *words(part.told, room, "muted")]
    if part.trouble:
        lines += [BLANK, *(line for told in part.trouble for line in item("!", told, room, "warn"))]
    return lines + hint("Enter để mở.", room)


def parts_of(house: Backing, at: datetime) -> tuple[Part, ...]:
    """Every part with its summary, read in a thread."""
    desk, reader = house.desk, house.desk.reader
    on = at.astimezone(ZONE).date()
    staff, law = read_staff(house, at, on), desk.law(at)
    names = staff.names()
    gaps = tuple(f"{names.get((g.duty, g.of), g.of)}: {g.words(on)}" for g in all_gaps(staff))
    versions, delegations, settings = reader.office_versions(), reader.delegations(at), reader.settings()
    report, official = house.registry.report(), reader.official_texts()
    broken = tuple(f.sentence for plugin in report for f in plugin.failures)
    applied = instant(versions[0].applied_at).astimezone(ZONE) if versions else at
    keyed = {row.key for row in settings}
    return (
        Part(
            "go.admin.people", "Người", "Ai giữ chức vụ gì từ bao giờ, được giao việc gì, đang vắng hay có mặt.",
            f"{len(staff.office.establishment.people)} người, {len(staff.office.away)} vắng lúc này",
        ),
        Part(
            "go.admin.duties", "Phân công", "Ai phụ trách, theo dõi bộ phận, lĩnh vực, địa bàn nào; chỗ nào còn trống.",
            f"{sum(a.term.holds(on) for a in staff.config.assignments)} phân công đang có hiệu lực", gaps,
        ),
        Part(
            "go.admin.versions", "Các bản cấu hình", "Văn phòng đã đổi những gì, khi nào, ai đổi; so hai bản bất kỳ.",
            f"{len(versions)} bản, bản mới nhất lập {applied:%d/%m/%Y}",
        ),
        Part(
            "go.admin.delegations", "Ủy quyền", "Ủy quyền bằng văn bản theo Điều 4, khoản 5: đang, sắp và đã hết.",
            f"{len(delegations)} ủy quyền đang có hiệu lực",
        ),
        Part(
            "go.admin.parameters", "Tham số", "Giá trị có ngày áp dụng mà quy chế dùng; đặt giá trị mới từ một ngày.",
            f"{len(law.parameters)} tham số, {len(keyed)} do Văn phòng đặt",
        ),
        Part(
            "go.admin.readings", "Cách hiểu", "Chỗ quy chế nói chưa rõ, cách đang hiểu, các cách khác, ai đã chọn.",
            f"{len(law.readings)} chỗ quy chế nói chưa rõ",
        ),
        Part(
            "go.admin.plugins", "Plugin", "Phần mở rộng đang dùng, phần hỏng và cách sửa.",
            f"{sum(p.loaded for p in report)} plugin đang dùng", broken,
        ),
        Part(
            "go.admin.text", "Nguyên văn", "Lời của chính quy chế, do Văn phòng nạp từ tệp của mình.",
            f"{number(len(official))} trên {len(law.clauses)} điều khoản có nguyên văn",
            () if official else ("Chưa nạp nguyên văn quy chế: «vptu quy-che import TỆP».",),
        ),
    )  # fmt: skip
