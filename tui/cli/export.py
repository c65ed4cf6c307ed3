"""Documents to take out: whatever the plugins can make, written as files without overwriting anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from core import duties
from core.errors import UsageError
from core.exporting import ExportAsk, Exporter
from core.figures import FigureTable, Period, figures
from core.office.sessions import Span, session
from core.text import safe
from tui.cli.files import deliver
from tui.cli.identity import known_person
from tui.cli.words import nearest

if TYPE_CHECKING:
    from pathlib import Path

    from core.extension.hookspecs import Export
    from core.law.route import Matter
    from tui.cli.context import Context

_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})")
LONGEST = 800
"""Days of one export."""


def export(context: Context) -> int:
    """A document by its name; without a name, what there is."""
    from core.extension.registry import resolve

    found = {e.id: e for e in context.registry.exports()}
    wanted = context.words.maybe("MẪU")
    if wanted is None:
        return _listed(context, list(found.values()))
    if wanted not in found:
        raise UsageError(f"Không có mẫu «{safe(wanted)[:60]}»{nearest(wanted, found)}; các mẫu: {', '.join(found)}.")
    chosen = found[wanted]
    ask = _ask(context)
    make: Exporter = resolve(chosen.path)
    data = make(ask)
    return deliver(context, data, _file_name(chosen, ask, context), "Đã ghi")


def _listed(context: Context, found: list[Export]) -> int:
    if context.json:
        context.page.data(
            {"exports": [{"id": e.id, "title": e.title, "kind": e.kind, "suffix": e.suffix} for e in found]}
        )
    else:
        context.page.table(("Mẫu", "Nội dung", "Loại việc"), [(e.id, e.title, e.kind) for e in found])
    return 0


def _ask(context: Context) -> ExportAsk:
    """What the words say, with an office that covers the span."""
    words, desk = context.words, context.house.desk
    matter, month = _what(context)
    person = words.maybe("--person")
    if person is not None:
        known_person(desk.establishment(context.today), person, "--person")
    number = next((n.number for n in desk.reader.numbers_of(matter.id)), None) if matter else None
    office = desk.office(context.now, person=matter.subject if matter else person, around=_span(context, matter, month))
    law = desk.law_of(matter.id, context.now) if matter else desk.law(context.now)

    def figures_of(start: date, until: date) -> tuple[FigureTable, ...]:
        return figures(desk, context.registry, Period(start, until), at=context.now)

    return ExportAsk(
        office, law, context.now, _template(context), matter, number, month, person,
        partial(duties.owed, desk, at=context.now), figures_of,
    )  # fmt: skip


def _what(context: Context) -> tuple[Matter | None, date | None]:
    """A matter's number or a month. Raises UsageError for anything else."""
    text = context.words.maybe("SỐ_HOẶC_THÁNG")
    if text is None:
        return None, None
    if text.isascii() and text.isdigit():
        return context.house.desk.matter(context.words.number("SỐ_HOẶC_THÁNG")), None
    found = _MONTH.fullmatch(text)
    if found:
        month, year = (found[1], found[2]) if found[1] else (found[4], found[3])
        if 1 <= int(month) <= 12 and 1900 < int(year) < 2200:
            return None, date(int(year), int(month), 1)
    raise UsageError(f"«{safe(text)[:60]}» không phải số của việc hay tháng; ghi như 12 hoặc 10/2024.")


def _span(context: Context, matter: Matter | None, month: date | None) -> Span:
    """The sessions the document speaks of: the matter's, a month, or the days asked for (a month back, a year on)."""
    if matter is not None:
        procedure = context.registry.rules().procedures.get(matter.kind)
        found = procedure.span(matter.facts) if procedure else None
        if found is not None:
            return found
    if month is not None:
        return Span(session(month), session((month + timedelta(31)).replace(day=1)))
    first = context.words.day("--from", context.today - timedelta(31))
    last = context.words.day("--until", max(first, context.today) + timedelta(366))
    if last < first:
        raise UsageError(f"--until ({last:%d/%m/%Y}) ở trước --from ({first:%d/%m/%Y}); hãy đổi lại.")
    if (last - first).days > LONGEST:
        raise UsageError(f"Một lần xuất không quá {LONGEST} ngày; hãy chia nhỏ.")
    return Span(session(first), session(last) + 2)


def _template(context: Context) -> Callable[[str], Path]:
    """Finds a template, the office's own first."""
    from config.template_files import find_template

    return lambda name: find_template(name, context.places.templates)


def _file_name(chosen: Export, ask: ExportAsk, context: Context) -> str:
    """`don_nghi-12.docx`, `thang-2024-10.xlsx`, `ics-2024-10-07.ics`."""
    if ask.matter is not None:
        part = str(ask.matter.id)
    else:
        part = f"{ask.month:%Y-%m}" if ask.month else context.today.isoformat()
    return f"{chosen.id}-{part}{chosen.suffix}"
