"""A small office and its leaves, built by hand, for the tests of what is printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from config.regulation_files import load
from core.law.regulation import Law
from core.law.route import Done, Matter, Route
from core.office.office import Absence, Body, Designation, Duty, Establishment, Office, Person, Rank, Unit, assemble
from core.office.sessions import ZONE, Calendar, Holiday, Span, session
from plugins.leave.facts import Leave
from plugins.leave.procedure import leave_route

NAME = "Văn phòng Thành ủy Nam Sơn"
PEOPLE = (
    Person("head", "Lê Văn Chánh", Rank.HEAD, "Chánh Văn phòng"),
    Person("deputy1", "TS. Trần Thị Một", Rank.DEPUTY, "Phó Chánh Văn phòng"),
    Person("deputy2", "Đỗ Văn Hai", Rank.DEPUTY, "Phó Chánh Văn phòng"),
    Person("cvA", "Nguyễn Thị Ánh", Rank.SPECIALIST, "Chuyên viên", "tong_hop"),
    Person("cvB", "Phạm Bình", Rank.SPECIALIST, "Chuyên viên", "tong_hop"),
    Person("vt", "Hồ Thị Thư", Rank.STAFF, "Nhân viên văn thư", "van_thu"),
    Person("sds", "Võ Văn Trực", Rank.OUTSIDE, "Phó Bí thư Thường trực"),
)
UNITS = {
    "tong_hop": Unit("tong_hop", "Bộ phận Tổng hợp"),
    "van_thu": Unit("van_thu", "Bộ phận Văn thư"),
    "luu_tru": Unit("luu_tru", "Bộ phận Lưu trữ"),
}
DEPUTY_OF_UNIT = {"tong_hop": "deputy1", "van_thu": "deputy2", "luu_tru": "deputy2"}
CALENDAR = Calendar({date(2024, 9, 2): Holiday(date(2024, 9, 2), "Quốc khánh")})
LAW: Law = load().on(date(2024, 5, 1))


def at(day: int, hour: int = 8, minute: int = 0, *, month: int = 10) -> datetime:
    """An instant of 2024, local time."""
    return datetime(2024, month, day, hour, minute, tzinfo=ZONE)


def half(day: int, part: int = 0, *, month: int = 10) -> int:
    return session(date(2024, month, day), part)


def establishment(name: str = NAME, people: tuple[Person, ...] = PEOPLE) -> Establishment:
    return Establishment(
        version=1,
        day=date(2024, 10, 1),
        people={p.id: p for p in people},
        units=UNITS,
        bodies={
            "standing": Body("standing", "Thường trực Thành ủy", "sds"),
            "standing_deputy_secretary": Body("standing_deputy_secretary", "Phó Bí thư Thường trực", "sds"),
        },
        fields={},
        areas={},
        deputy_of_unit=DEPUTY_OF_UNIT,
        deputy_of_field={},
        followers_of_field={},
        followers_of_area={},
        members={u: tuple(p.id for p in people if p.unit == u) for u in UNITS},
        head="head",
        deputies=("deputy1", "deputy2"),
        units_by_deputy={"deputy1": ("tong_hop",), "deputy2": ("van_thu", "luu_tru")},
        name=name,
    )


def office(
    *absences: Absence,
    when: datetime | None = None,
    name: str = NAME,
    people: tuple[Person, ...] = PEOPLE,
    designations: tuple[Designation, ...] = (),
    duties: Mapping[date, tuple[Duty, ...]] | None = None,
) -> Office:
    """The office at `when`, with these absences on record."""
    by_person = {a.person: tuple(b for b in absences if b.person == a.person) for a in absences}
    return assemble(
        establishment(name, people), CALENDAR, when or at(1), by_person, designations=designations, duties=duties
    )


def away(person: str, start: int, last: int, kind: str = "phep", matter: int = 1, *, settled: bool = True) -> Absence:
    """`last` is the last half-day away."""
    return Absence(person, Span(start, last + 1), kind, matter, kind != "cong_tac", settled)


def leave(person: str = "cvA", start: int | None = None, until: int | None = None, **more: object) -> Leave:
    """One and a half days from Thursday 10/10/2024 unless said otherwise."""
    first, last = half(10) if start is None else start, half(11) if until is None else until
    return Leave.model_validate({"person": person, "start": first, "until": last, **more})


def matter(facts: Leave, here: Office, *done: Done, number: int = 12, status: str = "open") -> Matter:
    """A matter with the route the procedure gives it and these steps taken."""
    route = Route.of(leave_route(facts, here, LAW))
    return Matter(
        number, "leave", facts, route, facts.person, {d.step: d for d in done}, status, facts.person, at(5), "tong_hop"
    )


def granted() -> Matter:
    """A day and a half of a specialist, consented to by the deputy and by the standing deputy for the Head, filed."""
    here = office()
    return matter(
        leave(reason="Việc nhà", address="Số 12, đường Trần Phú", handover="cvB"),
        here,
        Done("form", "cvA", "own", at(5, 8, 5)),
        Done("consent:deputy", "deputy1", "own", at(5, 9, 30), note="bàn giao trước khi đi"),
        Done("consent:head", "deputy2", "acting", at(7, 14, 15), behalf="head"),
        Done("file", "vt", "own", at(8)),
        status="in_effect",
    )
