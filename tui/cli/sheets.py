"""What a matter shows beside facts and route: its checklists and tables, and the matters it belongs with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.render import STATUS_VI, Json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.law.procedure import Procedure
    from core.law.route import Matter
    from core.law.sheet import Sheet
    from tui.cli.context import Context
    from tui.cli.page import Page
    from tui.cli.render import Terms

TONES = {"muted": "faint", "good": "good", "warn": "warn", "bad": "bad"}


def sheets_of(matter: Matter, procedure: Procedure | None, terms: Terms) -> tuple[Sheet, ...]:
    return tuple(procedure.sheets(matter, terms.office, terms.law)) if procedure else ()


def sheet_json(sheet: Sheet) -> Json:
    return {
        "title": sheet.title,
        "columns": list(sheet.columns),
        "rows": [{"cells": list(row.cells), "tone": row.tone} for row in sheet.rows],
        "note": sheet.note,
    }


def print_sheets(page: Page, sheets: Sequence[Sheet]) -> None:
    for sheet in sheets:
        page.heading(sheet.title)
        rows = [_even(row.cells, len(sheet.columns)) for row in sheet.rows]
        tones = [TONES.get(row.tone, "") for row in sheet.rows]
        if rows:
            page.table(sheet.columns if any(sheet.columns) else (), rows, indent=2, tones=tones)
        if sheet.note:
            page.line(sheet.note, indent=2, tone="faint")


def _even(cells: Sequence[str], wanted: int) -> list[str]:
    """As many cells as there are columns, whatever the plugin gave."""
    return [str(cell) for cell in (*cells, *[""] * wanted)[:wanted]]


def ties_json(context: Context, matter: Matter) -> list[Json]:
    return [
        {"matter": other, "says": says, "of_this": own, "title": title, "status": status}
        for other, says, own, title, status in _ties(context, matter)
    ]


def print_ties(context: Context, matter: Matter) -> None:
    found = _ties(context, matter)
    if found:
        context.page.heading("Việc liên quan")
    for other, says, own, title, status in found:
        said = says if own else f"việc ấy ghi: {says}"
        context.page.item(f"Việc số {other} – {title} ({STATUS_VI.get(status, status)}): {said}", "→" if own else "←")


def _ties(context: Context, matter: Matter) -> list[tuple[int, str, bool, str, str]]:
    """The other matter, how it belongs, whether this matter names it or the other way round, its title and status."""
    reader = context.house.desk.reader
    found = []
    for tie in reader.ties(matter.id):
        own = tie.matter_id == matter.id
        other = tie.target if own else tie.matter_id
        record = reader.matter(other)
        found.append((other, tie.says, own, record.row.title if record else "", record.row.status if record else ""))
    return found
