"""Half-days on which somebody would be missing who must be there: nobody to decide, nobody on duty (Điều 5, 18.u1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from core.office.office import Absence, Office
from core.office.sessions import Span, day_of, label


def with_absence(office: Office, absence: Absence) -> Office:
    """The office as it would be with one more absence settled."""
    kept = tuple(a for a in office.absences_of(absence.person) if a.matter != absence.matter or not absence.matter)
    absences = {**office.absences, absence.person: (*kept, absence)}
    return replace(office, absences=absences).moved_to(office.at)


def gaps(office: Office, absence: Absence) -> Iterator[str]:
    """What the absence would open, in Vietnamese: roster holes, half-days without anybody for the Head or a unit."""
    supposed = with_absence(office, replace(absence, settled=True))
    yield from _roster_holes(office, absence)
    sessions = list(office.calendar.sessions(absence.span))
    yield from _spans(
        [n for n in sessions if _headless(supposed, n)],
        "không ai giải quyết công việc thay Chánh Văn phòng: cần cử Phó thường trực (Điều 5)",
    )
    for unit, deputy in office.establishment.deputy_of_unit.items():
        if deputy == absence.person and not any(
            d != deputy and not supposed.is_away(d, n) for d in office.establishment.deputies for n in sessions[:1]
        ):
            name = office.establishment.units[unit].name
            yield from _spans(sessions, f"không đồng chí Phó nào cho ý kiến thay đối với {name} (Điều 18, khoản 3)")


def _headless(office: Office, session: int) -> bool:
    head = office.establishment.head
    return head is not None and office.is_away(head, session) and office.acting_in(session) is None


def _roster_holes(office: Office, absence: Absence) -> Iterator[str]:
    for day in sorted({day_of(n) for n in range(absence.span.start, absence.span.end)}):
        if any(d.person == absence.person for d in office.duties.get(day, ())):
            yield f"{office.name(absence.person)} đang được xếp trực ngày {day:%d/%m/%Y}: cần đổi ca (Điều 18, đoạn không số 1)"


def _spans(sessions: list[int], says: str) -> Iterator[str]:
    """Consecutive half-days as one sentence."""
    for _, group in groupby(enumerate(sessions), key=lambda pair: pair[1] - pair[0]):
        run = [n for _, n in group]
        span = Span(run[0], run[-1] + 1)
        when = label(span.start) if len(run) == 1 else f"{label(span.start)} – {label(span.end - 1)}"
        yield f"{when}: {says}"
