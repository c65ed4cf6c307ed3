"""Điều 18, khoản by khoản: whose consent a leave needs; with 4.6 (a deputy's mission) and 5 (the standing deputy)."""

from __future__ import annotations

from collections.abc import Iterator

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


def leave_route(leave: Leave, office: Office, law: Law) -> Parts:
    """Điều 18. Whose consent a leave needs, by rank and length. Nothing where the regulation is silent."""
    days = measure(leave, office, law).merged
    match office.rank_of(leave.person):
        case Rank.HEAD if days >= law.number("leave.head.min") and not _governs_head(leave, law):
            yield naming("cử một đồng chí Phó làm thường trực", law, "A04")  # 5/1 holds for any absence
            return
        case Rank.HEAD if days >= law.number("leave.head.min"):
            yield from asking(leave, days, law)
            yield from head_leave(leave, office, law)  # khoản 1
        case Rank.DEPUTY if days >= law.number("leave.deputy.head_from"):
            yield from asking(leave, days, law)
            yield from deputy_leave(leave, days, office, law)  # khoản 2
        case Rank.SPECIALIST | Rank.STAFF if days >= law.number("leave.staff.deputy_from"):
            yield from asking(leave, days, law)
            yield from staff_leave(leave, days, office, law)  # khoản 3
        case _:
            return
    yield from filing(leave, days, law)


def _governs_head(leave: Leave, law: Law) -> bool:
    """18.1/1 by reading A04: every kind of leave, or the yearly leave only."""
    return law["leave.head.kinds"] == "all" or leave.kind == "phep"


def head_leave(leave: Leave, office: Office, law: Law) -> Iterator[Step]:
    """Khoản 1: the Standing Deputy Secretary consents, the deputies are told, a standing deputy is named (5/1)."""
    yield consent(
        STANDING_DEPUTY_SECRETARY, "18.1/1", *_before(leave), readings=("A04",), recorders=_clerks(law, DEPUTIES)
    )
    yield inform(DEPUTIES, "18.1/2", readings=("A08",), giver=person(leave.person))
    yield naming("cử một đồng chí Phó làm thường trực", law)


def deputy_leave(leave: Leave, days: float, office: Office, law: Law) -> Iterator[Step]:
    """Khoản 2: the Head consents; from two days the Head reports and the Standing Board consents (A07)."""
    stands_in = office.acting_head == leave.person
    cites = ("18.2/1", "4.6/1", *_before(leave))
    if stands_in:  # his own request while he acts for the Head: A06
        yield consent(
            HEAD_IN_PERSON,
            *cites,
            title="đồng ý (qua điện thoại)",
            readings=("A06",),
            others=(STANDING_DEPUTY_SECRETARY,),
            recorders=_clerks(law, DEPUTIES),
        )
    else:
        yield consent(_head_step(law), *cites, readings=("A03",), recorders=_by_phone(leave, law))
    if days >= law.number("leave.deputy.standing_from"):
        yield report(_head_step(law), "18.2/2", title="báo cáo Thường trực Thành ủy", readings=("A07",))
        yield consent(STANDING_BOARD, "18.2/2", readings=("A07",), recorders=_clerks(law, HEAD))
    if stands_in or _is_named(leave, office):
        yield naming("cử đồng chí Phó khác làm thường trực", law)


def staff_leave(leave: Leave, days: float, office: Office, law: Law) -> Iterator[Step]:
    """Khoản 3: the deputy in charge consents; from one day he reports and the Head consents (A01, A05)."""
    of_unit = office.establishment.people[leave.person].unit or ""
    to_head = days >= law.number("leave.staff.head_from")
    found = office.establishment.units.get(of_unit)
    if found is not None and found.under_head:  # 3.6/1: no deputy in between
        norm = "18.3/2" if to_head else "18.3/1"
        yield consent(
            _head_step(law), norm, "3.6/1", *_before(leave), readings=("A05",), recorders=_by_phone(leave, law)
        )
        return
    yield consent(
        *_deputy_step(of_unit, law),
        *(("18.3/1", "18.3/2") if to_head else ("18.3/1",)),
        *_before(leave),
        id="consent:deputy",
        title="đồng ý, báo cáo Chánh Văn phòng" if to_head else "đồng ý",
        readings=("A01", "A05"),
        others=_cover(of_unit, law),
        recorders=_by_phone(leave, law),
    )
    if to_head:
        yield consent(
            _head_step(law), "18.3/2", *_before(leave), readings=("A01", "A06"), recorders=_by_phone(leave, law)
        )


def asking(leave: Leave, days: float, law: Law) -> Iterator[Step]:
    """How it is asked for: a written form above one day (18.u1/3), or the phone in an emergency (18.u2/2)."""
    who = person(leave.person)
    clerks = _clerks(law, HEAD, DEPUTIES)
    if leave.channel == "phone":
        yield task("phone", "xin nghỉ qua điện thoại", who, "18.u2/2", id="phone", readings=("A10",), recorders=clerks)
    elif days > law.number("leave.form_over") or leave.form:
        yield task(
            "form",
            "nộp đơn xin nghỉ",
            who,
            "18.u1/3",
            id="form",
            readings=("A02",),
            recorders=_clerks(law),
            form="don_nghi",
        )


def filing(leave: Leave, days: float, law: Law) -> Iterator[Step]:
    """The approved form goes to the Archives (18.u2/3); after a phone call the form follows first (18.u2/2, A51)."""
    owed = law["leave.phone_form"] == "always" or days > law.number("leave.form_over")
    if leave.channel == "phone" and owed:
        yield task(
            "late_form", "bổ sung đơn xin nghỉ", person(leave.person), "18.u2/2",
            id="late_form", after=True, readings=("A10", "A51"), form="don_nghi", recorders=_clerks(law),
        )  # fmt: skip
    if (leave.channel == "phone" and owed) or (
        leave.channel == "form" and (days > law.number("leave.form_over") or leave.form)
    ):
        archive = unit(law.text("org.unit_clerical" if law.flag("org.clerical_is_archive") else "org.unit_archive"))
        yield task(
            "file", "nhận và lưu đơn", archive, "18.u2/3", id="file", after=True, readings=("A09",), register="don_nghi"
        )


def naming(title: str, law: Law, *readings: str) -> Step:
    """5/1: the Head names the standing deputy, from a day to a day (A52). Not to be passed on."""
    return task(
        "name", title, HEAD_IN_PERSON, "5/1",
        id="name", readings=("A52", *readings), needs=("deputy",), checks=("leave.named",), recorders=_clerks(law, DEPUTIES),
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


def _before(leave: Leave) -> tuple[str, ...]:
    """Consent comes first (18.u2/1), asked for by phone in an emergency (18.u2/2)."""
    return ("18.u2/2",) if leave.channel == "phone" else ("18.u2/1",)


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


def _by_phone(leave: Leave, law: Law) -> tuple[Holder, ...]:
    return _clerks(law, DEPUTIES) if leave.channel == "phone" else ()


def _is_named(away: Leave | Mission, office: Office) -> bool:
    """Is this deputy the standing deputy on a day he wants to be away?"""
    span = away.span
    return span is not None and any(d.deputy == away.person and d.span.overlaps(span) for d in office.designations)
