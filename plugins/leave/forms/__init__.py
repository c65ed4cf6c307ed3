"""What leaves the program on paper or as a file: the leave form, the calendar of absences, the month's table.

Only pure modules are imported here; the libraries that write Word, calendar and Excel files load when one is written.
"""

from __future__ import annotations

from .calendar_file import OFFICE_HOURS, AbsenceRow, Hours, absence_rows, absences_ics
from .month import MonthRows, month_rows, month_table
from .opinions import Opinion
from .view import FormView, form_view

__all__ = [
    "OFFICE_HOURS",
    "AbsenceRow",
    "FormView",
    "Hours",
    "MonthRows",
    "Opinion",
    "absence_rows",
    "absences_ics",
    "form_view",
    "month_rows",
    "month_table",
]
