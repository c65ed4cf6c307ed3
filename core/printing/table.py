"""A table as an Excel file that can be filtered, printed, and read in again: the first row names the columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

Value = str | int | float | date | None
"""What a cell holds; a day stays a day, so that Excel sorts it."""


def table_xlsx(title: str, columns: Sequence[str], rows: Sequence[Sequence[Value]], *, at: datetime) -> bytes:
    """`title` names the sheet and heads every printed page; `at` is when the table is made.

    Text stays text, whatever it looks like. The same values give the same bytes. Raises UsageError for more rows than
    a sheet holds.
    """
    from .excel import table

    return table(title, columns, rows, at)
