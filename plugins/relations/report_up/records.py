"""How a report upwards is called, when it is due, and what was reported and answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from core.law import usual
from core.law.duty import Met
from core.law.regulation import Law
from core.law.route import Matter, Step
from core.law.sheet import Sheet, SheetRow
from core.office.office import Office
from core.office.sessions import ZONE

from ..duties import head_key, nearest_head_report

if TYPE_CHECKING:
    from .facts import ReportUp

TITLES = {
    "quy": "Báo cáo tình hình hoạt động", "dot_xuat": "Báo cáo đột xuất",
    "bo_nhiem_pho": "Dự kiến bổ nhiệm Phó Chánh Văn phòng", "tuyen_chuyen_vien": "Dự kiến tuyển, bố trí chuyên viên",
}  # fmt: skip


def heading(facts: ReportUp, office: Office) -> str:
    """«Báo cáo tình hình hoạt động quý III/2024: …»."""
    period = f" {facts.period}" if facts.content == "quy" and facts.period else ""
    return f"{TITLES[facts.content]}{period}: {usual.brief(facts.about)}"


def due(matter: Matter, step: Step, office: Office, law: Law) -> date | None:
    """What came up suddenly is reported on the day it was opened (23-1/2); otherwise by the day that was set."""
    facts: ReportUp = matter.facts
    if step.id not in ("prepare", "report"):
        return None
    if facts.content == "dot_xuat" and matter.opened_at is not None:
        return matter.opened_at.astimezone(ZONE).date()
    return facts.until


def sheets(matter: Matter, office: Office, law: Law) -> Iterator[Sheet]:
    """Reported how and when, what was answered, word for word, and what was decided then."""
    facts: ReportUp = matter.facts
    if facts.reported is None:
        return
    rows = [SheetRow(("Báo cáo", usual.dmy(facts.reported.on), facts.reported.way))]
    rows += [SheetRow(("Ý kiến", "", facts.answer), "good")] if facts.answer else []
    rows += [SheetRow(("Quyết định", "", facts.decision), "good")] if facts.decision else []
    note = "" if facts.answer else "Chưa có ý kiến của Phó Bí thư Thường trực."
    yield Sheet("Đã báo cáo", ("Việc", "Ngày", "Nội dung"), tuple(rows), note)


def fulfils(matter: Matter, office: Office, law: Law) -> Iterator[Met]:
    """23-1/1: the quarterly duty it comes closest to, met on the day it was reported."""
    facts: ReportUp = matter.facts
    if facts.content == "quy" and facts.reported is not None:
        yield Met(head_key(nearest_head_report(facts.reported.on, law)), facts.reported.on)


def leads(facts: ReportUp, office: Office) -> tuple[str | None, str | None]:
    return usual.unit_of(facts.responsible, office), facts.responsible


def taken_at_opening(facts: ReportUp, by: str) -> tuple[str, ...]:
    """Who prepares it and puts it up has prepared it."""
    return ("prepare",) if by == facts.responsible else ()
