"""How a report is called, which occurrences it meets and how those stand, and its figures with what changed in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from core.law import usual
from core.law.duty import Due, DueState, Met, due_state, last_day
from core.law.regulation import Law
from core.law.route import Matter, Step
from core.law.sheet import Sheet, SheetRow, Tie
from core.office.office import Office
from core.office.sessions import ZONE

from .. import common, duties, schedule
from ..frozen import Frozen, changes

if TYPE_CHECKING:
    from .facts import Report

NO_LONGER = DueState("kỳ này không còn trong lịch", "muted")
"""The office has since changed which periods such a report has."""
MOST_LINKED = 12
"""Matters named beside one figure; of more, the count says it."""


def heading(facts: Report, office: Office) -> str:
    """«Báo cáo tháng 5/2026 – Chuyên viên A»."""
    names = ", ".join(common.bare_name(p, office) for p in facts.authors)
    return f"{schedule.title(facts.type, facts.period)} – {usual.brief(names)}"


def met_types(facts: Report, law: Law) -> tuple[str, ...]:
    """Its own, and the monthly one where it stands for that as well (A25)."""
    linked = facts.type == "so_ket" and facts.also_monthly and law.flag("report.link_interim_to_monthly")
    return (facts.type, "thang") if linked or (facts.type == "nam" and facts.merged is not None) else (facts.type,)


def occurrences(facts: Report, office: Office, law: Law) -> Iterator[Due]:
    """Every occurrence it meets: of each type, of each person it names – or of the unit, where that owes it (A27)."""
    for type in met_types(facts, law):
        period = facts.period if type == facts.type else _month_of(facts, law)
        on = schedule.due_day(type, period, law)
        if on is None:
            continue
        for who in _owing(facts, office, law):
            yield Due(
                schedule.key(type, period, who), who, schedule.title(type, period), on, (schedule.NORMS[type],),
                met=facts.arrived is not None, met_on=facts.arrived.on if facts.arrived else None,
                binding=type in schedule.VIA_CLERICAL,
            )  # fmt: skip


def _owing(facts: Report, office: Office, law: Law) -> Iterator[str]:
    match facts.type:
        case "tien_do":
            yield law.text("report.progress_unit")
        case "chap_hanh":
            yield law.text("report.compliance_field")
        case _:
            home = facts.unit or usual.unit_of(facts.person, office)
            by_unit = law.text("report.by") == "unit" and home is not None
            yield from (duties.unit_key(home or ""),) if by_unit else facts.authors


def _month_of(facts: Report, law: Law) -> str:
    """The month of the monthly report beside which it is due."""
    year, day = facts.period[:4], law.text("report.annual")
    return facts.period if facts.type == "so_ket" else f"{year}-{day.partition('-')[0]}"


def fulfils(matter: Matter, office: Office, law: Law) -> Iterator[Met]:
    """11.2-1, 11.2-2, 11.2-3, 8.4/2, 23b.3/2: met on the day on which it arrived."""
    facts: Report = matter.facts
    if facts.arrived is not None:
        yield from (Met(due.key, facts.arrived.on) for due in occurrences(facts, office, law))


def state(due: Due, office: Office, law: Law) -> DueState:
    return due_state(due, usual.today(office), office.calendar, law.text("report.weekend"))


def worst(facts: Report, office: Office, law: Law) -> DueState:
    """How the report stands: as its own occurrence does, whatever else it meets."""
    own = next(occurrences(facts, office, law), None)
    return state(own, office, law) if own is not None else NO_LONGER


def due(matter: Matter, step: Step, office: Office, law: Law) -> date | None:
    """The last day on which it is in time (A24). What the text names no day for is never late (A28)."""
    facts: Report = matter.facts
    on = schedule.due_day(facts.type, facts.period, law)
    if on is None or facts.type not in schedule.VIA_CLERICAL or step.auto:
        return None
    last = last_day(on, office.calendar, law.text("report.weekend"))
    return max(last, facts.submitted) if step.id == "receive" and facts.submitted is not None else last


def leads(facts: Report, office: Office) -> tuple[str | None, str | None]:
    return facts.unit or usual.unit_of(facts.person, office), facts.person


def links(facts: Report) -> Iterator[Tie]:
    if facts.previous is not None:
        yield Tie(facts.previous, "báo cáo kỳ trước")


# -- what is seen of it


def sheets(matter: Matter, office: Office, law: Law) -> Iterator[Sheet]:
    facts: Report = matter.facts
    yield _owed(facts, office, law)
    if facts.figures is not None:
        yield _figures(facts.figures, facts.issue)
        if facts.earlier is not None:
            yield _changed(facts.earlier, facts.figures)


def _owed(facts: Report, office: Office, law: Law) -> Sheet:
    """Legal day, the day to remind of, the day it came, and how that stands."""
    came = usual.dmy(facts.arrived.on) if facts.arrived else ""
    rows = []
    for one in occurrences(facts, office, law):
        found = state(one, office, law)
        who = _owner_name(facts.type, one.owner, office)
        cells = (
            one.title, who, usual.dmy(one.on), usual.dmy(duties.remind_on(one.on, office.calendar)), came,
            said(found),
        )  # fmt: skip
        rows.append(SheetRow(cells, found.tone))
    return Sheet("Nghĩa vụ báo cáo", ("Báo cáo", "Của ai", "Hạn", "Nhắc nộp", "Đã nhận", "Tình trạng"), tuple(rows))


def _owner_name(type: str, who: str, office: Office) -> str:
    """A person, a unit, or a field, as it stands in the key of an occurrence."""
    if type == "chap_hanh":
        return office.establishment.fields.get(who, who)
    of_unit = who.removeprefix(duties.unit_key(""))
    return usual.unit_name(of_unit, office) if type == "tien_do" or of_unit != who else common.bare_name(who, office)


def said(found: DueState) -> str:
    """«nộp trễ 1 ngày»; the state alone where no days are late."""
    return f"{found.word} {found.days} ngày" if found.days and found.word in ("nộp trễ", "quá hạn") else found.word


def _figures(frozen: Frozen, issue: int) -> Sheet:
    rows = tuple(
        SheetRow((table.title, figure.label, figure.value, _matters(figure.matters)))
        for table in frozen.tables
        for figure in table.figures
    )
    return Sheet("Số liệu đã chốt", ("Bảng", "Chỉ tiêu", "Giá trị", "Các việc"), rows, stamp(frozen, issue))


def stamp(frozen: Frozen, issue: int) -> str:
    """As of when the figures speak, of which days, and the seal by which anybody can tell that they are the same."""
    return (
        f"Bản {issue}, số liệu từ {usual.dmy(frozen.start)} đến {usual.dmy(frozen.until)}, chốt lúc "
        f"{frozen.at.astimezone(ZONE):%H:%M %d/%m/%Y}; SHA-256 {frozen.seal}."
    )


def _matters(numbers: tuple[int, ...]) -> str:
    shown = ", ".join(map(str, numbers[:MOST_LINKED]))
    return f"{shown} và {len(numbers) - MOST_LINKED} việc khác" if len(numbers) > MOST_LINKED else shown


def _changed(before: Frozen, now: Frozen) -> Sheet:
    rows = tuple(SheetRow((c.table, c.label, c.before, c.now), "warn") for c in changes(before, now))
    note = "" if rows else "Số liệu không thay đổi so với bản trước."
    return Sheet("Thay đổi so với bản trước", ("Bảng", "Chỉ tiêu", "Bản trước", "Bản này"), rows, note)
