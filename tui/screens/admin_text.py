"""Quản trị, nguyên văn: which clauses have their official words, from which file, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from core.codec import instant
from core.office.sessions import ZONE
from tui.screens.admin_list import ListScreen
from tui.screens.pages import BLANK, Lines, heading, hint, item, pairs, quotation, title, words
from tui.widgets.facts import Fact
from tui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from core.law.provisions import Article
    from core.law.regulation import Law
    from core.office.office import Office
    from core.records.rows import OfficialTextRow
    from tui.screens.split import Page

IMPORT = "Nạp bằng lệnh: «vptu quy-che import TỆP» (văn bản UTF-8 hoặc TCVN3, VNI). Nạp lại thì thay toàn bộ."


@dataclass(frozen=True, slots=True)
class Found:
    """The regulation, and the office's official words by clause."""

    law: Law
    office: Office
    official: Mapping[str, OfficialTextRow]

    def missing(self, article: Article) -> list[str]:
        """Clauses of an article without official words."""
        return [clause.id for clause in article.clauses if clause.id not in self.official]


class OfficialScreen(ListScreen[Found]):
    """`OfficialScreen()`."""

    SCOPE = "admin.text"
    TITLE = "Nguyên văn"
    COLUMNS = (Column("Điều", share=1, least=30), Column("Có nguyên văn", width=14, align="right"))
    SEEK = "Gõ số điều, tên điều"

    def load(self, at: datetime) -> Found:
        desk = self.session.house.desk
        return Found(desk.law(at), desk.office(at), {row.clause: row for row in desk.reader.official_texts()})

    def rows_of(self, found: Found) -> Sequence[Row]:
        return [_row(found, article) for chapter in found.law.chapters for article in chapter.articles]

    def page_of(self, found: Found, row_id: str) -> Page:
        return partial(text_page, found, found.law.article(row_id)) if row_id else partial(hint, IMPORT)

    def summary(self, found: Found) -> str:
        if not found.official:
            return "Chưa nạp nguyên văn: «vptu quy-che import TỆP»"
        return f"Có nguyên văn cho {len(found.official)} trên {len(found.law.clauses)} điều khoản"


def _row(found: Found, article: Article) -> Row:
    total = len(article.clauses)
    kept = total - len(found.missing(article))
    tone = "good" if kept == total else "warn" if kept else "faint"
    return Row(article.id, (f"{article.cite}. {article.title}", Cell(f"{kept}/{total}", tone)))


def text_page(found: Found, article: Article, room: int) -> Lines:
    """One article's official words, clause by clause."""
    lines = [*title(article.cite, room, article.id), *words(article.title, room, extra="bold"), BLANK]
    if not found.official:
        return [*lines, *words("Văn phòng chưa nạp nguyên văn quy chế.", room, "warn"), *hint(IMPORT, room)]
    row = next(iter(found.official.values()))
    at = instant(row.imported_at).astimezone(ZONE)
    facts = (
        Fact("Nạp lúc", f"{at:%H:%M %d/%m/%Y}"),
        Fact("Người nạp", found.office.name(row.by)),
        Fact("Mã băm tệp", row.sha256[:16]),
    )
    lines += pairs(facts, room)
    for clause in article.clauses:
        official = found.official.get(clause.id)
        lines += heading(clause.cite)
        lines += quotation(official.text, room) if official else item("!", "chưa có nguyên văn", room, "warn", "warn")
    return lines + hint(IMPORT, room)
