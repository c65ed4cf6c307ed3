"""How a matter with the Party cell or the union is called, and the record of what they were asked and said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from core.law import usual
from core.law.regulation import Law
from core.law.route import Matter, Step
from core.law.sheet import Sheet, SheetRow
from core.office.office import Office

if TYPE_CHECKING:
    from .facts import Joint

TITLES = {
    "chi_bo": "Phối hợp với chi bộ", "cong_doan": "Công đoàn, dân chủ ở cơ quan", "tu_tuong": "Công tác tư tưởng",
    "to_chuc_can_bo": "Tổ chức, cán bộ", "le_loi": "Lề lối làm việc", "tiet_kiem": "Tiết kiệm, phòng chống tham nhũng",
    "doi_song": "Đời sống cán bộ, công chức",
}  # fmt: skip


def counterpart_name(facts: Joint, office: Office) -> str:
    found = office.establishment.bodies.get(facts.counterpart)
    return found.name if found else facts.counterpart


def heading(facts: Joint, office: Office) -> str:
    return f"{TITLES[facts.content]} – {counterpart_name(facts, office)}: {usual.brief(facts.about)}"


def sheets(matter: Matter, office: Office, law: Law) -> Iterator[Sheet]:
    """Asked when and how, answered when and in which words, and what was made of it."""
    facts: Joint = matter.facts
    rows = []
    if facts.asked is not None:
        rows.append(SheetRow(("Hỏi", usual.dmy(facts.asked.on), facts.asked.way)))
    if facts.answer is not None:
        rows.append(SheetRow(("Ý kiến", usual.dmy(facts.answer.on), facts.answer.says), "good"))
    if facts.result:
        rows.append(SheetRow(("Kết quả", "", facts.result), "good"))
    note = f"Hỏi: {counterpart_name(facts, office)}."
    yield Sheet("Đã lấy ý kiến", ("Việc", "Ngày", "Nội dung"), tuple(rows), note)


def due(matter: Matter, step: Step, office: Office, law: Law) -> date | None:
    found: date | None = matter.facts.until if step.id in ("ask", "answer") else None
    return found


def leads(facts: Joint, office: Office) -> tuple[str | None, str | None]:
    return usual.unit_of(facts.responsible, office), facts.responsible
