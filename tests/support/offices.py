"""Any office at any moment, for properties: leaders and units of all kinds, absences, designations, delegations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from core.law.procedure import Procedure
from core.law.regulation import Law
from core.office.office import (
    Absence,
    Body,
    Delegation,
    Designation,
    Establishment,
    Office,
    Person,
    Rank,
    Unit,
    assemble,
)
from core.office.sessions import Span, session, starts_at
from tests.support.office import calendar, law, rules

FIRST = date(2024, 1, 29)
"""A Monday; the weeks from here hold Tết, the Kings' day, 30/4 and 1/5, and a Saturday worked instead of a Monday."""
WEEKS = 15
UNITS = ("tong_hop", "van_thu", "luu_tru", "truc_thuoc", "khong_pho")
SECRETARY = "standing_deputy_secretary"
SCOPES = ("*", "leave:*", "leave:consent", "leave:report", "leave:name", "leave:form", "leave:file", "mission:*")
KINDS = ("phep", "rieng", "om", "gia_dinh")


@dataclass(frozen=True, slots=True)
class Moment:
    """An office at an instant, with the regulation of that day."""

    office: Office
    law: Law

    @property
    def leave(self) -> Procedure:
        return rules().procedure("leave")

    @property
    def insiders(self) -> tuple[str, ...]:
        return tuple(p.id for p in self.office.establishment.people.values() if p.rank is not Rank.OUTSIDE)


@st.composite
def establishments(draw: st.DrawFn) -> Establishment:
    """At least one deputy or the Head; units with a deputy, directly under the Head, and with nobody in charge."""
    deputies = tuple(f"pho{n}" for n in range(1, draw(st.integers(0, 3)) + 1))
    head = "chanh" if draw(st.integers(0, 9)) or not deputies else None
    units = {u: Unit(u, f"Bộ phận {u}", u == "truc_thuoc") for u in UNITS}
    led = [u for u in UNITS if u not in ("truc_thuoc", "khong_pho")] if deputies else []
    in_charge = {u: draw(st.sampled_from(deputies)) for u in led}
    people = [Person(p, f"Người {p}", rank, "") for p, rank in
              ((head, Rank.HEAD), *((d, Rank.DEPUTY) for d in deputies)) if p is not None]  # fmt: skip
    people += [Person(f"{u}{n}", f"Người {u}{n}", (Rank.STAFF, Rank.SPECIALIST)[n - 1], "", u)
               for u in UNITS for n in range(1, draw(st.integers(0, 2)) + 1)]  # fmt: skip
    people += [Person(SECRETARY, "Phó Bí thư Thường trực", Rank.OUTSIDE, "")]
    spokesperson = draw(st.sampled_from((SECRETARY, None)))
    return Establishment(
        version=1, day=FIRST, people={p.id: p for p in people}, units=units,
        bodies={"standing": Body("standing", "Thường trực", spokesperson)}, fields={}, areas={},
        deputy_of_unit=in_charge, deputy_of_field={}, followers_of_field={}, followers_of_area={},
        members={u: tuple(p.id for p in people if p.unit == u) for u in UNITS}, head=head, deputies=deputies,
        units_by_deputy={d: tuple(u for u, who in in_charge.items() if who == d) for d in deputies},
    )  # fmt: skip


@st.composite
def spans(draw: st.DrawFn, most: int = 12) -> Span:
    """Up to `most` half-days somewhere in the weeks at hand."""
    start = session(FIRST) + draw(st.integers(0, WEEKS * 14 - 1))
    return Span(start, start + draw(st.integers(1, most)))


@st.composite
def instants(draw: st.DrawFn) -> datetime:
    day = FIRST + timedelta(draw(st.integers(0, WEEKS * 7 - 1)))
    return starts_at(session(day, draw(st.integers(0, 1)))) + timedelta(minutes=draw(st.integers(0, 719)))


def apart(wanted: Sequence[Span]) -> list[Span]:
    """Those that overlap none before them: nobody is away twice at once."""
    kept: list[Span] = []
    for span in wanted:
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return kept


@st.composite
def absences(draw: st.DrawFn, people: Sequence[str]) -> dict[str, tuple[Absence, ...]]:
    found: dict[str, tuple[Absence, ...]] = {}
    for person in draw(st.lists(st.sampled_from(people), unique=True, max_size=5)) if people else []:
        kinds = st.sampled_from((("phep", 10, True), ("om", 11, True), ("cong_tac", 12, False)))
        taken = apart(draw(st.lists(spans(), min_size=1, max_size=3)))
        found[person] = tuple(Absence(person, span, *draw(kinds), settled=draw(st.booleans())) for span in taken)
    return found


@st.composite
def delegations(
    draw: st.DrawFn, people: Sequence[str], givers: Sequence[str], takers: Sequence[str], at: datetime
) -> tuple[Delegation, ...]:
    """Also such as nobody could have issued: from anybody, to anybody, over before they began to matter."""
    found = []
    for number in range(draw(st.sampled_from((0, 0, 1, 1, 2, 3)))):
        giver = draw(st.sampled_from(draw(st.sampled_from((tuple(givers) or tuple(people), people)))))
        start, length = draw(st.sampled_from((-30, -5, -1, 0, 1))), draw(st.sampled_from((1, 4, 30, 60)))
        scope = frozenset(draw(st.sampled_from((("*",), SCOPES[1:3], SCOPES[2:5], SCOPES[4:]))))
        begins = at + timedelta(hours=start)
        taker = draw(st.sampled_from(draw(st.sampled_from((tuple(takers) or tuple(people), people)))))
        found.append(Delegation(number, giver, taker, scope, begins, begins + timedelta(hours=length), "văn bản"))
    return tuple(found)


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """The Head there, away with a deputy named, or away with nobody named; everything else as it comes."""
    made = draw(establishments())
    at = draw(instants())
    people, leaders = tuple(made.people), tuple(p for p in (made.head, *made.deputies) if p)
    away = {**draw(absences(people)), **draw(absences(leaders))}
    named = [Designation(draw(st.sampled_from(people)), span, "", 14) for span in draw(st.lists(spans(40), max_size=2))]
    situation = draw(st.sampled_from(("as it comes", "away", "away and named", "away and named")))
    if made.head and situation != "as it comes":
        now = session(at.date(), int(at.hour >= 12))
        gone = Span(now - draw(st.integers(0, 3)), now + draw(st.integers(1, 6)))
        away[made.head] = (Absence(made.head, gone, "phep", 13),)
        if made.deputies and situation == "away and named":
            named.insert(0, Designation(draw(st.sampled_from(made.deputies)), gone, made.head, 13))
    given = draw(delegations(people, tuple(p for p in (made.head, SECRETARY) if p), made.deputies, at))
    office = assemble(made, calendar(), at, away, tuple(named), given)
    return Moment(office, law(at.date()))


@st.composite
def requests(draw: st.DrawFn, moment: Moment) -> Any:
    """A leave of anybody of the office, dated or not, in whatever way it may be asked for."""
    office = moment.office.establishment
    likely = (*moment.insiders, *office.deputies, *office.deputies, *((office.head,) if office.head else ()))
    raw: dict[str, object] = {"person": draw(st.sampled_from(likely)), "kind": draw(st.sampled_from(KINDS))}
    if draw(st.booleans()):
        span = draw(spans())
        raw |= {"start": span.start, "until": span.end - 1}
    else:
        raw["days"] = draw(st.integers(1, 12)) / 2
    if draw(st.booleans()):
        raw["channel"] = "phone"
    raw["form"] = draw(st.booleans())
    return moment.leave.facts.model_validate(raw)
