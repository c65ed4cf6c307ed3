"""Điều 18, khoản by khoản: whose consent a leave needs; with 4.6 (a deputy's mission) and 5 (the standing deputy)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from core.law.procedure import Parts
from core.law.regulation import Law
from core.law.route import (
    DEPUTIES,
    HEAD,
    HEAD_IN_PERSON,
    STANDING_BOARD,
    STANDING_DEPUTY_SECRETARY,
    Holder,
    Step,
    consent,
    covering,
    deputy_of,
    inform,
    person,
    report,
    task,
    unit,
)
from core.office.office import Office, Rank

from .facts import Leave, Mission
from .length import measure


class Asked(NamedTuple):
    """What of a leave and of the office Điều 18 looks at. The same few cases come again and again."""

    person: str
    rank: Rank | None
    unit: str
    under_head: bool
    """The unit stands directly under the Head (3.6)."""
    days: float
    """Adjacent leaves merged (A03)."""
    yearly: bool
    phone: bool
    form: bool
    """Handed in although it is not compulsory."""
    stands_in: bool
    """The applicant acts for the Head now (5/2)."""
    named: bool
    """He is the standing deputy on a day he wants to be away."""


def leave_route(leave: Leave, office: Office, law: Law) -> Parts:
    """Điều 18. Whose consent a leave needs, by rank and length. Nothing where the regulation is silent."""
    found = office.person(leave.person)
    of_unit = office.establishment.units.get(found.unit) if found is not None and found.unit else None
    return chain(
        Asked(
            leave.person,
            found.rank if found else None,
            of_unit.id if of_unit else "",
            of_unit is not None and of_unit.under_head,
            measure(leave, office, law).merged,
            leave.kind == "phep",
            leave.channel == "phone",
            leave.form,
            office.acting_head == leave.person,
            bool(office.designations) and _is_named(leave, office),
        ),
        law,
    )


@lru_cache(maxsize=8192)
def chain(asked: Asked, law: Law) -> tuple[Step, ...]:
    """The steps for such a case under a regulation in force."""
    return tuple(_khoan(asked, law))


def _khoan(asked: Asked, law: Law) -> Iterator[Step]:
    """The khoản that governs a rank, between how it is asked for and where the form goes."""
    days = asked.days
    match asked.rank:
        case Rank.HEAD if days >= law.number("leave.head.min") and not _governs_head(asked, law):
            yield naming("cử một đồng chí Phó làm thường trực", law, "A04")  # 5/1 holds for any absence
            return
        case Rank.HEAD if days >= law.number("leave.head.min"):
            yield from asking(asked, law)
            yield from head_leave(asked, law)  # khoản 1
        case Rank.DEPUTY if days >= law.number("leave.deputy.head_from"):
            yield from asking(asked, law)
            yield from deputy_leave(asked, law)  # khoản 2
        case Rank.SPECIALIST | Rank.STAFF if days >= law.number("leave.staff.deputy_from"):
            yield from asking(asked, law)
            yield from staff_leave(asked, law)  # khoản 3
        case _:
            return
    yield from filing(asked, law)


def _governs_head(asked: Asked, law: Law) -> bool:
    """18.1/1 by reading A04: every kind of leave, or the yearly leave only."""
    return law["leave.head.kinds"] == "all" or asked.yearly


def head_leave(asked: Asked, law: Law) -> Iterator[Step]:
    """Khoản 1: the Standing Deputy Secretary consents, the deputies are told, a standing deputy is named (5/1)."""
    clerks = _clerks(law, DEPUTIES)
    yield consent(STANDING_DEPUTY_SECRETARY, "18.1/1", *_before(asked), readings=("A04",), recorders=clerks)
    yield inform(DEPUTIES, "18.1/2", readings=("A08",), giver=person(asked.person))
    yield naming("cử một đồng chí Phó làm thường trực", law)


def deputy_leave(asked: Asked, law: Law) -> Iterator[Step]:
    """Khoản 2: the Head consents; from two days the Head reports and the Standing Board consents (A07)."""
    cites = ("18.2/1", "4.6/1", *_before(asked))
    if asked.stands_in:  # his own request while he acts for the Head: A06
        yield consent(
            HEAD_IN_PERSON, *cites, title="đồng ý (qua điện thoại)", readings=("A06",),
            others=(STANDING_DEPUTY_SECRETARY,), recorders=_clerks(law, DEPUTIES),
        )  # fmt: skip
    else:
        yield consent(_head_step(law), *cites, readings=("A03",), recorders=_by_phone(asked, law))
    if asked.days >= law.number("leave.deputy.standing_from"):
        yield report(_head_step(law), "18.2/2", title="báo cáo Thường trực Thành ủy", readings=("A07",))
        yield consent(STANDING_BOARD, "18.2/2", readings=("A07",), recorders=_clerks(law, HEAD))
    if asked.stands_in or asked.named:
        yield naming("cử đồng chí Phó khác làm thường trực", law)


def staff_leave(asked: Asked, law: Law) -> Iterator[Step]:
    """Khoản 3: the deputy in charge consents; from one day he reports and the Head consents (A01, A05)."""
    to_head = asked.days >= law.number("leave.staff.head_from")
    before, by_phone = _before(asked), _by_phone(asked, law)
    if asked.under_head:  # 3.6/1: no deputy in between
        norm = "18.3/2" if to_head else "18.3/1"
        yield consent(_head_step(law), norm, "3.6/1", *before, readings=("A05",), recorders=by_phone)
        return
    yield consent(
        *_deputy_step(asked.unit, law),
        *(("18.3/1", "18.3/2") if to_head else ("18.3/1",)),
        *before,
        id="consent:deputy",
        title="đồng ý, báo cáo Chánh Văn phòng" if to_head else "đồng ý",
        readings=("A01", "A05"),
        others=_cover(asked.unit, law),
        recorders=by_phone,
    )
    if to_head:
        yield consent(_head_step(law), "18.3/2", *before, readings=("A01", "A06"), recorders=by_phone)


def asking(asked: Asked, law: Law) -> Iterator[Step]:
    """How it is asked for: a written form above one day (18.u1/3), or the phone in an emergency (18.u2/2)."""
    who = person(asked.person)
    if asked.phone:
        takers = _clerks(law, HEAD, DEPUTIES)
        yield task("phone", "xin nghỉ qua điện thoại", who, "18.u2/2", id="phone", readings=("A10",), recorders=takers)
    elif _needs_form(asked, law):
        yield task(
            "form", "nộp đơn xin nghỉ", who, "18.u1/3",
            id="form", readings=("A02",), recorders=_clerks(law), form="don_nghi",
        )  # fmt: skip


def filing(asked: Asked, law: Law) -> Iterator[Step]:
    """The approved form goes to the Archives (18.u2/3); after a phone call the form follows first (18.u2/2, A51)."""
    owed = asked.phone and (law["leave.phone_form"] == "always" or asked.days > law.number("leave.form_over"))
    if owed:
        yield task(
            "late_form", "bổ sung đơn xin nghỉ", person(asked.person), "18.u2/2",
            id="late_form", after=True, readings=("A10", "A51"), form="don_nghi", recorders=_clerks(law),
        )  # fmt: skip
    if owed or (not asked.phone and _needs_form(asked, law)):
        archive = unit(law.text("org.unit_clerical" if law.flag("org.clerical_is_archive") else "org.unit_archive"))
        yield task(
            "file", "nhận và lưu đơn", archive, "18.u2/3",
            id="file", after=True, readings=("A09",), register="don_nghi",
        )  # fmt: skip


def _needs_form(asked: Asked, law: Law) -> bool:
    """18.u1/3: above one day, not from one day (A02); a form handed in all the same is kept too."""
    return asked.form or asked.days > law.number("leave.form_over")


def naming(title: str, law: Law, *readings: str) -> Step:
    """5/1: the Head names the standing deputy, from a day to a day (A52). Not to be passed on."""
    return task(
        "name", title, HEAD_IN_PERSON, "5/1",
        id="name", readings=("A52", *readings), needs=("deputy",), checks=("leave.named",),
        recorders=_clerks(law, DEPUTIES),
    )  # fmt: skip


def mission_route(mission: Mission, office: Office, law: Law) -> Parts:
    """4.6: a deputy on a mission reports it to the Head; the Head, before he is away, names a standing deputy (5/1)."""
    match office.rank_of(mission.person):
        case Rank.DEPUTY:
            yield inform(HEAD, "4.6/1", "4.6/2", title="được báo cáo", readings=("A23",), giver=person(mission.person))
            if office.acting_head == mission.person or _is_named(mission, office):
                yield naming("cử đồng chí Phó khác làm thường trực", law)
        case Rank.HEAD:
            yield naming("cử một đồng chí Phó làm thường trực", law)
        case _:
            return


def _before(asked: Asked) -> tuple[str, ...]:
    """Consent comes first (18.u2/1), asked for by phone in an emergency (18.u2/2)."""
    return ("18.u2/2",) if asked.phone else ("18.u2/1",)


def _head_step(law: Law) -> Holder:
    """Who gives the Head's consent when he is away: the standing deputy, or nobody (A06)."""
    return HEAD if law["leave.acting_head"] == "deputy_standing" else HEAD_IN_PERSON


def _deputy_step(of_unit: str, law: Law) -> tuple[Holder]:
    return (deputy_of(of_unit),) if law["leave.deputy_scope"] == "unit" else (DEPUTIES,)


def _cover(of_unit: str, law: Law) -> tuple[Holder, ...]:
    return (covering(of_unit),) if law["leave.deputy_scope"] == "unit" else ()


def _clerks(law: Law, *others: Holder) -> tuple[Holder, ...]:
    """Who may write down an answer given on paper or by phone: the Clerical unit, and who is named."""
    return (*others, unit(law.text("org.unit_clerical")))


def _by_phone(asked: Asked, law: Law) -> tuple[Holder, ...]:
    return _clerks(law, DEPUTIES) if asked.phone else ()


def _is_named(away: Leave | Mission, office: Office) -> bool:
    """Is this deputy the standing deputy on a day he wants to be away?"""
    span = away.span
    return span is not None and any(d.deputy == away.person and d.span.overlaps(span) for d in office.designations)
