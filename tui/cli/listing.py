"""The lists of the plugins' areas – incoming documents, drafts, coordination … – as their screens show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import UsageError, VptuError
from core.listing import Listing, Record, View, cells, records
from core.text import cut, fold, safe, width
from tui.cli.look import LIMIT, MOST
from tui.cli.render import Json
from tui.cli.words import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.cli.context import Context
    from tui.cli.page import Page

READABLE = 24
"""Cells the main column of a list is left at least."""
_ALIVE = ("open", "returned", "in_effect")


def listings(context: Context) -> dict[str, Listing]:
    """Every list by its short name, the last part of its id. One that cannot be had is said, and left out."""
    from core.extension.registry import resolve

    found: dict[str, Listing] = {}
    for screen in context.registry.screens():
        if not screen.source:
            continue
        try:
            value = resolve(screen.source)
        except VptuError as error:
            context.note(str(error))
            continue
        if isinstance(value, Listing):
            short = value.id.rpartition(".")[2]
            found[value.id if short in found else short] = value
    return found


def listed(context: Context) -> int:
    """A page of one list; without a name, the lists there are."""
    _ = context.house
    known = listings(context)
    wanted = context.words.maybe("DANH_SÁCH")
    if wanted is None:
        return _names(context, known)
    listing = _listing(wanted, known)
    view = _view(listing, context.words.maybe("--view"))
    limit = min(context.words.number("--limit", LIMIT), MOST)
    found = records(
        context.house.desk, listing, view, at=context.now, text=context.words.maybe("--search") or "",
        before=context.words.number("--before", 0) or None, limit=limit + 1,
    )  # fmt: skip
    shown, following = found[:limit], found[limit - 1].row.id if len(found) > limit else None
    if context.json:
        context.page.data(_json(listing, view, shown, following))
    else:
        _print(context, listing, view, shown, following)
    return 0


def _names(context: Context, known: dict[str, Listing]) -> int:
    if context.json:
        context.page.data({"listings": [_listing_json(name, listing) for name, listing in known.items()]})
        return 0
    if not known:
        context.page.line("Chưa có danh sách nào.")
        return 0
    rows = [(name, listing.title, "; ".join(v.title for v in listing.views)) for name, listing in known.items()]
    context.page.table(("Tên", "Danh sách", "Cách xem"), rows)
    return 0


def _listing_json(name: str, listing: Listing) -> Json:
    return {
        "name": name,
        "id": listing.id,
        "title": listing.title,
        "kinds": list(listing.kinds),
        "views": [v.title for v in listing.views],
        "columns": [c.title for c in listing.columns],
    }


def _listing(wanted: str, known: dict[str, Listing]) -> Listing:
    """By short name, id or title. Raises UsageError with the nearest."""
    for name, listing in known.items():
        if wanted in (name, listing.id) or fold(wanted) == fold(listing.title):
            return listing
    names = ", ".join(known) or "chưa có"
    raise UsageError(f"Không có danh sách «{safe(wanted)[:60]}»{nearest(wanted, known)}; các danh sách: {names}.")


def _view(listing: Listing, wanted: str | None) -> View:
    """By title, with or without accents, or by its place. Raises UsageError with the views there are."""
    if wanted is None:
        return listing.views[0]
    for place, view in enumerate(listing.views, 1):
        if wanted == str(place) or fold(wanted) == fold(view.title):
            return view
    titles = [view.title for view in listing.views]
    raise UsageError(
        f"--view: «{listing.title}» không có cách xem «{safe(wanted)[:60]}»{nearest(wanted, titles)}; "
        f"các cách xem: {', '.join(titles)}."
    )


def _json(listing: Listing, view: View, shown: list[Record], following: int | None) -> Json:
    return {
        "listing": listing.id,
        "title": listing.title,
        "view": view.title,
        "columns": [column.title for column in listing.columns],
        "rows": [_record_json(listing, record) for record in shown],
        "next_before": following,
    }


def _record_json(listing: Listing, record: Record) -> Json:
    row = record.row
    return {
        "matter": row.id, "kind": row.kind, "status": row.status, "number": record.number or None, "due": row.due,
        "overdue": record.overdue, "cells": [text for text, _ in cells(listing, record)],
    }  # fmt: skip


def _print(context: Context, listing: Listing, view: View, shown: list[Record], following: int | None) -> None:
    page = context.page
    page.line(f"{listing.title} – {view.title}", tone="bold")
    if not shown:
        page.line(listing.empty or "Không có việc nào như vậy.", indent=2)
        return
    rows = [(str(r.row.id), *_cells(listing, r)) for r in shown]
    titles = ("Việc", *(column.title for column in listing.columns))
    used = [n for n in range(len(titles)) if any(row[n] for row in rows)]
    tones = ["bad" if r.overdue else "" if r.row.status in _ALIVE else "faint" for r in shown]
    headers, lines = _stacked(page, titles, rows, used, listing)
    page.table(headers, lines, tones=tones)
    if following:
        page.line(f"Còn nữa: thêm --before {following}", tone="faint")


def _stacked(
    page: Page, titles: Sequence[str], rows: Sequence[Sequence[str]], used: Sequence[int], listing: Listing
) -> tuple[list[str], list[list[str]]]:
    """The columns that fit; where the main one would be left too narrow to read, others stand below its text.

    The first to go below are the widest; the matter's number and what has a tone – a state, a day – stay beside.
    """
    main = next((n for n, column in enumerate(listing.columns, 1) if not column.width and n in used), None)
    beside, below = list(used), list[int]()
    while main is not None and _squeezed(page, titles, rows, beside, main):
        movable = [n for n in beside if n not in (0, main) and listing.columns[n - 1].tone is None]
        if not movable:
            break
        widest = max(movable, key=lambda n: listing.columns[n - 1].width)
        beside.remove(widest)
        below.append(widest)
    lines = [[_with_below(row, n, main, sorted(below), titles) for n in beside] for row in rows]
    return [titles[n] for n in beside], lines


def _squeezed(
    page: Page, titles: Sequence[str], rows: Sequence[Sequence[str]], beside: Sequence[int], main: int
) -> bool:
    """Would the main column be left narrower than its text and than can be read?"""
    widths = page.widths([titles[n] for n in beside], [[row[n] for n in beside] for row in rows])
    return widths[beside.index(main)] < min(READABLE, max(width(row[main]) for row in rows))


def _with_below(row: Sequence[str], n: int, main: int | None, below: Sequence[int], titles: Sequence[str]) -> str:
    more = "; ".join(f"{titles[m]}: {row[m]}" for m in below if row[m]) if n == main else ""
    return f"{row[n]}\n{more}" if more else row[n]


def _cells(listing: Listing, record: Record) -> list[str]:
    """As text; a column of a given width holds no more than two lines of it."""
    found = zip(listing.columns, cells(listing, record), strict=True)
    return [cut(text, 2 * column.width) if column.width else text for column, (text, _) in found]
