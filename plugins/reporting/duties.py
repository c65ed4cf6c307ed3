"""What recurs: reports of the specialists on their days (11.2), of the programme (8.4), of compliance (23b.3).

The legal day stays whatever day it is; where it is a day off, the working day before is the one to remind of (A24).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.law import usual
from core.law.duty import Due, DutyRule, last_day
from core.law.regulation import Law
from core.law.route import covering_field, deputy_of_field, unit
from core.office.office import Office, Rank
from core.office.sessions import Calendar, Span, day_of

from . import schedule

KIND = "report"
VIA, TO_HEAD = "qua Văn thư", "gửi Chánh Văn phòng"


def monthly(window: Span, office: Office, law: Law) -> Iterator[Due]:
    """11.2-1: every specialist, on the day of every month."""
    yield from _of_specialists("thang", window, office, law)


def interim(window: Span, office: Office, law: Law) -> Iterator[Due]:
    """11.2-2: every specialist, three times a year. The monthly report of that month is owed as well (A25)."""
    yield from _of_specialists("so_ket", window, office, law)


def yearly(window: Span, office: Office, law: Law) -> Iterator[Due]:
    """11.2-3: every specialist, once a year."""
    yield from _of_specialists("nam", window, office, law)


def progress(window: Span, office: Office, law: Law) -> Iterator[Due]:
    """8.4/2: the General unit, every month. The text names no day: it only reminds (A28)."""
    who = law.text("report.progress_unit")
    yield from _reminders("tien_do", who, str(unit(who)), window, law)


def compliance(window: Span, office: Office, law: Law) -> Iterator[Due]:
    """23b.3/2: the finance-administration deputy – the Head where there is none –, as often as the office set."""
    field = law.text("report.compliance_field")
    there = field in office.establishment.deputy_of_field
    owner = deputy_of_field(field) if there else covering_field(field)
    yield from _reminders("chap_hanh", field, str(owner), window, law)


def _of_specialists(type: str, window: Span, office: Office, law: Law) -> Iterator[Due]:
    days = tuple(schedule.due_days(type, day_of(window.start), day_of(window.end - 1), law))
    for who, owner, name, since in owing(office, law):
        for period, on in days:
            if since is None or since <= on:
                yield specialist_due(type, period, on, who, owner, name, office.calendar, law)


def owing(office: Office, law: Law) -> Iterator[tuple[str, str, str, date | None]]:
    """Who owes it – key, holder, name, since when: every specialist of the day, or every unit that has one (A27)."""
    people = [p for p in office.establishment.people.values() if p.rank is Rank.SPECIALIST]
    if law.text("report.by") == "unit":
        units = dict.fromkeys(p.unit for p in people if p.unit is not None)
        yield from ((unit_key(u), str(unit(u)), usual.unit_name(u, office), None) for u in units)
    else:
        yield from ((p.id, f"person:{p.id}", p.name, p.joined) for p in people)


def unit_key(of_unit: str) -> str:
    """A unit among people: nobody's id holds a colon."""
    return f"unit:{of_unit}"


def specialist_due(
    type: str, period: str, on: date, who: str, owner: str, name: str, calendar: Calendar, law: Law
) -> Due:
    """One occurrence, with what a report that is opened from it begins with."""
    facts: dict[str, object] = {"type": type, "period": period}
    if owner.startswith("person:"):
        facts["person"] = who
    says = f"{schedule.title(type, period)} của {name}{when_off(on, calendar)}"
    cites = (schedule.NORMS[type], "11.2/2")
    return Due(schedule.key(type, period, who), owner, says, on, cites, KIND, channel=VIA, facts=facts)


def _reminders(type: str, who: str, owner: str, window: Span, law: Law) -> Iterator[Due]:
    for period, on in schedule.due_days(type, day_of(window.start), day_of(window.end - 1), law):
        yield Due(
            schedule.key(type, period, who), owner, schedule.title(type, period), on, (schedule.NORMS[type],), KIND,
            channel=TO_HEAD, binding=False, facts={"type": type, "period": period},
        )  # fmt: skip


def remind_on(on: date, calendar: Calendar) -> date:
    """The day to remind of: the legal day, or the last working day before it (A24)."""
    return last_day(on, calendar, "previous_workday")


def when_off(on: date, calendar: Calendar) -> str:
    """What is said beside a legal day that is a day off: « (hạn là ngày nghỉ, nhắc nộp 15/05)»; "" otherwise."""
    day = remind_on(on, calendar)
    return "" if day == on else f" (hạn là ngày nghỉ, nhắc nộp {day:%d/%m})"


RULES = (
    DutyRule("reporting.monthly", ("11.2-1", "11.2/2"), monthly),
    DutyRule("reporting.interim", ("11.2-2", "11.2/2"), interim),
    DutyRule("reporting.yearly", ("11.2-3", "11.2/2"), yearly),
    DutyRule("reporting.progress", ("8.4/2",), progress),
    DutyRule("reporting.compliance", ("23b.3/2",), compliance),
)
