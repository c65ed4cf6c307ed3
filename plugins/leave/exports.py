"""The area's documents in the one shape every export has."""

from __future__ import annotations

from core.errors import UsageError
from core.exporting import ExportAsk
from core.office.sessions import ZONE


def leave_letter(ask: ExportAsk) -> bytes:
    """Đơn xin nghỉ as .docx. Raises UsageError where no leave is named, ConfigError for a faulty template."""
    from core.printing.template import printed

    from .forms import form_view

    if ask.matter is None:
        raise UsageError("Xuất đơn xin nghỉ cần số việc, ví dụ: «vptu export don_nghi 12».")
    return printed(form_view(ask.matter, ask.office, ask.law, number=ask.number), ask.template("don_nghi.docx"))


def absences(ask: ExportAsk) -> bytes:
    """Settled absences of everybody, or of one person, as .ics."""
    from .forms import absence_rows, absences_ics

    return absences_ics(absence_rows(ask.office, person=ask.person), ask.office.establishment.name, ask.at)


def month_sheet(ask: ExportAsk) -> bytes:
    """People × days of a month as .xlsx; the present month where none is named."""
    from .forms import month_rows, month_table

    month = ask.month or ask.at.astimezone(ZONE).date()
    return month_table(month_rows(ask.office, month.replace(day=1)), ask.at)
