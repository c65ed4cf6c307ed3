"""Quản trị, cách hiểu: every doubt in the text, the answer the office works by, where it acts, and who chose it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from core.codec import instant
from core.governing import may_govern
from core.law.provisions import shown
from core.office.sessions import ZONE
from tui.screens.admin_list import ListScreen
from tui.screens.admin_parameters import Found, read_found
from tui.screens.admin_setting import ReadingForm
from tui.screens.pages import Lines, heading, hint, item, note, title, words
from tui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from core.law.provisions import Reading
    from tui.screens.split import Page
    from tui.widgets.ruling import RulingView

FIXED = "cố định trong chương trình"


class ReadingsScreen(ListScreen[Found]):
    """`ReadingsScreen()`."""

    SCOPE = "admin.readings"
    TITLE = "Cách hiểu"
    COLUMNS = (
        Column("Mã", width=4),
        Column("Chỗ quy chế nói chưa rõ", share=3, least=30),
        Column("Đang hiểu", share=3, least=16, hide_below=88),
        Column("", width=15),
    )
    SEEK = "Gõ mã, chữ trong câu hỏi, điều khoản"

    def load(self, at: datetime) -> Found:
        return read_found(self.session, at)

    def rows_of(self, found: Found) -> Sequence[Row]:
        return [_row(found, reading) for reading in found.law.readings.values()]

    def page_of(self, found: Found, row_id: str) -> Page:
        reading = found.law.readings.get(row_id)
        return partial(reading_page, found, reading) if reading else partial(hint, "Chọn một chỗ để xem.")

    def summary(self, found: Found) -> str:
        others = sum(1 for r in found.law.readings.values() if not is_default(found, r))
        told = f"{len(found.law.readings)} chỗ quy chế nói chưa rõ"
        return f"{told}; {others} chỗ Văn phòng chọn khác mặc định" if others else f"{told}, đều theo mặc định"

    def ruling(self, command_id: str) -> RulingView | None:
        if command_id != "readings.choose" or self.found is None:
            return None
        return self.explain(may_govern(self.session.person, self.found.office, self.found.law))

    def why(self) -> RulingView | None:
        return self.ruling("readings.choose")

    async def do_choose(self) -> None:
        reading = self.found.law.readings.get(self.row_id) if self.found else None
        if reading is None or sum(bool(choice.values) for choice in reading.choices) < 2:
            self.notify(f"Cách hiểu này {FIXED}, chưa có cách khác để chọn bằng tham số.")
            return
        await self.app.push_screen(ReadingForm(self.session, reading), self._done)

    def _done(self, said: str | None) -> None:
        if said:
            self.notify(said)
            self.data_changed()


def is_default(found: Found, reading: Reading) -> bool:
    """Does the office work by the default?"""
    return reading.chosen(found.law.values) is reading.choices[0]


def state(found: Found, reading: Reading) -> Cell:
    """«mặc định», «đã chọn khác», «cố định»."""
    if not reading.keys:
        return Cell("cố định", "faint")
    return Cell("mặc định", "muted") if is_default(found, reading) else Cell("đã chọn khác", "accent")


def _row(found: Found, reading: Reading) -> Row:
    chosen = Cell(found.law.chosen(reading.id), "muted")
    return Row(reading.id, (Cell(reading.id, "muted"), reading.issue, chosen, state(found, reading)))


def reading_page(found: Found, reading: Reading, room: int) -> Lines:
    """One doubt: the answers with what stands for them, where it acts, and every choice made so far."""
    law, chosen = found.law, reading.chosen(found.law.values)
    lines = [*title(reading.issue, room, reading.id), *words(reading.issue_en, room, "muted", "italic")]
    lines += heading("Các cách hiểu")
    for n, choice in enumerate(reading.choices):
        sign, tone = ("●", "good") if choice is chosen else ("○", "faint")
        lines += item(sign, choice.text + (" (mặc định)" if n == 0 else ""), room, tone)
        told = ", ".join(f"{key} = {shown(value)}" for key, value in choice.values.items())
        lines += note(told or FIXED, room)
    if chosen is None:
        now = ", ".join(f"{key} = {shown(law.values[key])}" for key in reading.keys)
        lines += item("●", f"Theo giá trị riêng của Văn phòng: {now}", room, "accent")
    lines += heading("Tác dụng ở")
    for norm in reading.norms:
        lines += item("§", f"{law.cite(norm)} [{norm}]", room)
        lines += words(law.says(norm), room, "muted", indent=4)
    lines += _made(found, reading, room)
    return lines + hint("F7 chọn cách khác từ một ngày, có lý do: chương trình đặt các tham số tương ứng.", room)


def _made(found: Found, reading: Reading, room: int) -> Lines:
    rows = [row for row in found.settings if row.key in reading.keys]
    lines = heading("Ai đã chọn") if rows else []
    for row in rows:
        at = instant(row.at).astimezone(ZONE)
        lines += item("•", f"{found.office.name(row.by)} lúc {at:%H:%M %d/%m/%Y}: {row.key} từ {row.since}", room)
        lines += note(row.reason, room)
    return lines
