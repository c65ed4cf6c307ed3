"""Half-days on which somebody would be missing who must be there: nobody to decide, nobody on duty (Điều 5, 18.u1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final

from core.office.office import Absence, Designation, Office
from core.office.sessions import Span, day_of, label

HEADLESS: Final = "không ai giải quyết công việc thay Chánh Văn phòng: cần cử Phó thường trực (Điều 5)"


def with_records(office: Office, matter: int, records: Iterable[object]) -> Office:
    """The office as it is once a matter says what `records` say, whatever it said before."""
    found = tuple(records)
    people = {r.person for r in found if isinstance(r, Absence)}
    absences = {p: tuple(a for a in rows if a.matter != matter) for p, rows in office.absences.items()}
    for person in people:
        mine = (r for r in found if isinstance(r, Absence) and r.person == person)
        absences[person] = (*absences.get(person, ()), *mine)
    others = (d for d in office.designations if d.matter != matter)
    named = tuple(r for r in found if isinstance(r, Designation))
    return replace(office, absences=absences, designations=(*named, *others)).moved_to(office.at)


def with_absence(office: Office, absence: Absence) -> Office:
    """The office as it would be with one more absence settled."""
    kept = tuple(a for a in office.absences_of(absence.person) if a.matter != absence.matter or not absence.matter)
    absences = {**office.absences, absence.person: (*kept, absence)}
    return replace(office, absences=absences).moved_to(office.at)


def gaps(office: Office, absence: Absence) -> Iterator[str]:
    """What the absence would open, in Vietnamese: roster holes, half-days without anybody for the Head or a unit."""
    supposed = with_absence(office, replace(absence, settled=True))
    yield from _roster_holes(office, absence)
    yield from _spans(list(headless(supposed, absence.span)), HEADLESS)
    yield from _uncovered(supposed, absence)


def _uncovered(office: Office, absence: Absence) -> Iterator[str]:
    """The units of a deputy for which no other deputy is there either (18.3/1)."""
    deputies = office.establishment.deputies
    nobody = [n for n in office.calendar.sessions(absence.span) if all(office.is_away(d, n) for d in deputies)]
    for unit in office.establishment.units_by_deputy.get(absence.person, ()):
        name = office.establishment.units[unit].name
        yield from _spans(nobody, f"không đồng chí Phó nào cho ý kiến thay đối với {name} (Điều 18, khoản 3)")


def headless(office: Office, span: Span) -> tuple[int, ...]:
    """The worked half-days of a span on which nobody can act for the Head (5/1)."""
    return tuple(n for n in office.calendar.sessions(span) if _headless(office, n))


def coming_gaps(office: Office) -> Iterator[tuple[int, str]]:
    """What settled absences leave open from now on: the matter of the absence, and what is missing; each once."""
    told = set()
    for absence in (a for rows in office.absences.values() for a in rows):
        if not absence.settled or absence.span.end <= office.now:
            continue
        rest = replace(absence, span=Span(max(absence.span.start, office.now), absence.span.end))
        alone = headless(office, rest.span) if absence.person == office.establishment.head else ()
        for says in (*_roster_holes(office, rest), *_spans(list(alone), HEADLESS), *_uncovered(office, rest)):
            if says not in told:
                told.add(says)
                yield absence.matter, says


def _headless(office: Office, session: int) -> bool:
    head = office.establishment.head
    return head is not None and office.is_away(head, session) and office.acting_in(session) is None


def _roster_holes(office: Office, absence: Absence) -> Iterator[str]:
    for day in sorted({day_of(n) for n in range(absence.span.start, absence.span.end)}):
        if any(d.person == absence.person for d in office.duties.get(day, ())):
            who = office.name(absence.person)
            yield f"{who} đang được xếp trực ngày {day:%d/%m/%Y}: cần đổi ca (Điều 18, đoạn không số 1)"


def _spans(sessions: list[int], says: str) -> Iterator[str]:
    """Consecutive half-days as one sentence."""
    for _, group in groupby(enumerate(sessions), key=lambda pair: pair[1] - pair[0]):
        run = [n for _, n in group]
        span = Span(run[0], run[-1] + 1)
        when = label(span.start) if len(run) == 1 else f"{label(span.start)} – {label(span.end - 1)}"
        yield f"{when}: {says}"
