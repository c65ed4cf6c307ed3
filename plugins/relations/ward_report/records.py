"""How a ward's report is called, when it is due, and what was done about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from core.law import usual
from core.law.duty import Met
from core.law.regulation import Law
from core.law.route import Matter, Step
from core.law.sheet import Sheet, SheetRow, Tie
from core.office.office import Office
from core.office.sessions import ZONE

from .. import common
from ..duties import ward_key
from .state import state_on

if TYPE_CHECKING:
    from .facts import WardReport

LEVEL_VI = {"deputy": "báo đồng chí Phó phụ trách", "head": "báo Chánh Văn phòng"}


def sheets(matter: Matter, office: Office, law: Law) -> Iterator[Sheet]:
    """The state on the day, the reminders, and which leader was told."""
    facts: WardReport = matter.facts
    state = state_on(facts, usual.today(office), office.calendar)
    came = facts.received
    cells = (
        facts.report, usual.dmy(facts.due), usual.dmy(came.on) if came else "", _by_what(facts), state.says,
    )  # fmt: skip
    note = "Quan hệ với phường, xã là phối hợp: chương trình chỉ nhắc và hướng dẫn (Điều 21, khoản 1)."
    columns = ("Báo cáo", "Ngày hạn", "Ngày nhận", "Đến bằng", "Tình trạng")
    yield Sheet("Theo dõi báo cáo", columns, (SheetRow(cells, state.tone),), note)
    acts = [(r.at, f"nhắc lần thứ {r.n}", r.to, r.guidance) for r in facts.reminders]
    acts += [(t.at, LEVEL_VI[t.level], office.name(t.to), t.says) for t in facts.told]
    rows = tuple(
        SheetRow((f"{at.astimezone(ZONE):%H:%M %d/%m/%Y}", what, to, says))
        for at, what, to, says in sorted(acts, key=lambda a: a[0])
    )
    yield Sheet("Đã nhắc, đã báo", ("Lúc", "Việc", "Tới ai", "Hướng dẫn, nội dung"), rows)


def _by_what(facts: WardReport) -> str:
    if facts.received is None:
        return ""
    return facts.received.document or f"việc số {facts.received.matter}"


def links(facts: WardReport) -> Iterator[Tie]:
    if facts.received is not None and facts.received.matter is not None:
        yield Tie(facts.received.matter, "báo cáo đến")


def fulfils(matter: Matter, office: Office, law: Law) -> Iterator[Met]:
    """21.1/1: the report of that name due on that day, met on the day it came."""
    facts: WardReport = matter.facts
    if facts.received is not None:
        yield Met(ward_key(facts.ward, facts.report, facts.due), facts.received.on)


def heading(facts: WardReport, office: Office) -> str:
    """«Văn phòng Đảng ủy Phường 1: báo cáo tháng 9, hạn 20/09/2024»."""
    return f"{common.ward_name(facts.ward, office)}: {usual.brief(facts.report)}, hạn {usual.dmy(facts.due)}"


def due(matter: Matter, step: Step, office: Office, law: Law) -> date | None:
    """The report has a day; how soon a ward is reminded after it, the regulation leaves to who follows it."""
    found: date = matter.facts.due
    return found if step.id == "receive" else None


def deadline(facts: WardReport) -> date | None:
    return facts.due if facts.received is None else None


def leads(facts: WardReport, office: Office) -> tuple[str | None, str | None]:
    """Who follows the ward answers for it, in his unit."""
    responsible = next(iter(office.establishment.followers_of_area.get(facts.ward, ())), None)
    return (usual.unit_of(responsible, office) if responsible else None), responsible
