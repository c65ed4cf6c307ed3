"""What can be taken out: a report from what it holds – its text, the figures frozen with it, never newer ones – and
the recurring duties as a calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.errors import UsageError
from core.exporting import ExportAsk
from core.law import usual
from core.law.sheet import Sheet
from core.text import safe

from . import common, schedule
from .frozen import matters_of, sound, values_of

if TYPE_CHECKING:
    from .periodic.facts import Report

_MARKS = str.maketrans({"|": "\\|", "\n": " ", "\\": "\\\\"})


def markdown(ask: ExportAsk) -> bytes:
    """Raises UsageError where no report is named, or where its figures are not those that were frozen."""
    facts = _report(ask, "bao_cao_md")
    return "\n".join((*_head(facts, ask), *_body(facts), *_tables(ask), "")).encode("utf-8")


def figures_xlsx(ask: ExportAsk) -> bytes:
    """The frozen figures as a table, with what they were in the issue before. Raises UsageError as `markdown` does."""
    from core.printing.table import table_xlsx

    facts = _report(ask, "bao_cao_xlsx")
    if facts.figures is None:
        raise UsageError(f"Báo cáo ở việc số {_number(ask)} chưa chốt số liệu: làm bước «draft» trước.")
    before = values_of(facts.earlier) if facts.earlier is not None else {}
    rows = [
        (*place, value, before.get(place, ""), ", ".join(map(str, matters_of(facts.figures, place))))
        for place, value in values_of(facts.figures).items()
    ]
    columns = ("Bảng", "Chỉ tiêu", "Giá trị", "Bản trước", "Các việc")
    return table_xlsx(schedule.title(facts.type, facts.period), columns, rows, at=facts.figures.at)


def duties_ics(ask: ExportAsk) -> bytes:
    """Every recurring duty of the month that is named, else of the next twelve; of one person where one is named."""
    from .calendar_file import duties_ics as written
    from .calendar_file import of_person

    first = (ask.month or usual.today(ask.office)).replace(day=1)
    last = _month_after(first, 1 if ask.month else 12) - timedelta(days=1)
    found = [(due, state) for due, state in ask.owed(first, last)]
    if ask.person is not None:
        found = of_person(found, ask.person, ask.office)
    return written(found, ask.office, ask.law, ask.at)


def _month_after(first: date, months: int) -> date:
    year, month = divmod(first.month - 1 + months, 12)
    return date(first.year + year, month + 1, 1)


def _number(ask: ExportAsk) -> int:
    assert ask.matter is not None
    return ask.matter.id


def _report(ask: ExportAsk, name: str) -> Report:
    """The report that is asked for, its figures as they were sealed."""
    from .periodic.facts import Report

    if ask.matter is None or not isinstance(ask.matter.facts, Report):
        raise UsageError(f"Xuất báo cáo cần số việc của một báo cáo, ví dụ: «vptu export {name} 12».")
    facts = ask.matter.facts
    if facts.figures is not None and not sound(facts.figures):
        raise UsageError(
            f"Số liệu của việc số {ask.matter.id} không còn khớp mã kiểm tra lúc chốt: không xuất. "
            "Chạy «vptu verify» và báo người quản trị."
        )
    return facts


def _head(facts: Report, ask: ExportAsk) -> Iterator[str]:
    yield f"# {schedule.title(facts.type, facts.period)}"
    yield ""
    yield f"- Người báo cáo: {', '.join(safe(common.bare_name(p, ask.office)) for p in facts.authors)}"
    on = schedule.due_day(facts.type, facts.period, ask.law)
    if on is not None:
        yield f"- Hạn: {usual.dmy(on)} ({ask.law.cite(schedule.NORMS[facts.type])})"
    if facts.arrived is not None:
        yield f"- Ngày nhận: {usual.dmy(facts.arrived.on)}"


def _body(facts: Report) -> Iterator[str]:
    if facts.text.strip():
        yield ""
        yield safe(facts.text, multiline=True)


def _tables(ask: ExportAsk) -> Iterator[str]:
    """What the screen shows of the figures, row by row."""
    from .periodic.records import sheets

    assert ask.matter is not None
    shown = [sheet for sheet in sheets(ask.matter, ask.office, ask.law) if sheet.title != "Nghĩa vụ báo cáo"]
    if not shown:
        yield ""
        yield "Báo cáo này chưa chốt số liệu."
    for sheet in shown:
        yield from _table(sheet)


def _table(sheet: Sheet) -> Iterator[str]:
    yield ""
    yield f"## {sheet.title}"
    yield ""
    if sheet.rows:
        yield _row(sheet.columns)
        yield _row("---" for _ in sheet.columns)
        yield from (_row(row.cells) for row in sheet.rows)
        yield ""
    if sheet.note:
        yield sheet.note


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.translate(_MARKS) for cell in cells)} |"
