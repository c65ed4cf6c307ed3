"""Điều 14, khoản 2: a specialist who follows a ward reports the trip and goes once a leader has agreed (A14, A43)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.errors import UsageError
from core.law import usual
from core.law.procedure import Opening, Parts
from core.law.regulation import Law
from core.law.route import HEAD, Holder, Matter, Step, consent, person, task
from core.law.ruling import Act, Objection
from core.office.office import Office
from core.office.sessions import label
from core.text import capital

from .. import common

if TYPE_CHECKING:
    from .facts import FieldTrip, ReportingBack

Outcome = tuple["FieldTrip", tuple[Objection, ...]]


def field_trip_route(facts: FieldTrip, office: Office, law: Law) -> Parts:
    """14.2: report, then consent – of the deputy in charge, which is enough (A43); of the Head for units under him."""
    own = person(facts.person)
    first, *others = usual.in_charge(usual.unit_of(facts.person, office), office)
    yield task("report", "báo cáo việc đi cơ sở", own, "14.2", id="report", readings=("A43",))
    yield consent(
        first, "14.2", id="consent:leadership", title="đồng ý cho đi cơ sở", readings=("A14", "A43"),
        others=tuple(others), recorders=(usual.clerical(law),),
    )  # fmt: skip
    yield task("report_back", "báo cáo nội dung cơ bản sau chuyến đi", own, "6.3/1", id="report_back", after=True)


def begin(facts: FieldTrip) -> Step:
    """To go: only when a leader has agreed (14.2), and not before the day."""
    return task("start", "đi cơ sở", person(facts.person), "14.2", id="start", checks=("relations.trip_today",))


def open_field_trip(facts: FieldTrip, office: Office, law: Law) -> Opening:
    """By the traveller; for a ward the person follows. Raises `UsageError` for half-days already taken."""
    common.nothing_recorded(facts, ("found",))
    usual.require_insider(facts.person, office, "chuyên viên đi")
    if facts.ward not in office.establishment.areas:
        known = ", ".join(office.establishment.areas)
        raise UsageError(f"Không có địa bàn «{facts.ward}»; các địa bàn: {known}.")
    _not_elsewhere(facts, office)
    step = task(
        "open", "báo cáo, xin đi cơ sở", person(facts.person), "14.2",
        id="open", readings=("A14", "A43"), recorders=(usual.clerical(law),),
    )  # fmt: skip
    return Opening(step, tuple(_objections(facts, office)))


def _objections(facts: FieldTrip, office: Office) -> Iterator[Objection]:
    if facts.person not in office.establishment.followers_of_area.get(facts.ward, ()):
        area = office.establishment.areas[facts.ward]
        yield Objection(
            ("14.2", "4.2-3/3"),
            f"{capital(office.name(facts.person))} không theo dõi địa bàn {area}; Điều 14, khoản 2 chỉ nói về chuyên "
            "viên phụ trách địa bàn.",
            ("Người khác đi công tác thì báo cáo đồng chí Phó phụ trách theo Điều 4, khoản 2.",),
            ("A43",),
        )
    if facts.start is not None and facts.start < office.now:
        yield Objection(
            ("14.2",),
            f"Buổi {label(facts.start)} đã qua: phải được đồng ý trước khi đi.",
            ("Ghi từ buổi hiện tại trở đi.",),
        )


def _not_elsewhere(facts: FieldTrip, office: Office) -> None:
    span = facts.span
    other = next((a for a in office.absences_of(facts.person) if span and a.matter and a.span.overlaps(span)), None)
    if other is not None:
        raise UsageError(
            f"{capital(office.name(facts.person))} đã có việc số {other.matter} vắng mặt từ {label(other.span.start)} "
            f"đến {label(other.span.end - 1)}, trùng với chuyến đi này; rút hoặc rút ngắn việc đó trước."
        )


def own_trip(matter: Matter, step: Step, by: str, office: Office, law: Law) -> Objection | None:
    """Nobody consents to his own trip – not by delegation, not as recorder."""
    if by != matter.subject or not step.decides:
        return None
    return Objection(step.cites[:1], "Không ai tự đồng ý chuyến đi của chính mình.")


def not_before_its_day(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """Consent was given for these half-days (14.2)."""
    start = matter.facts.start
    if start is None or start <= office.now:
        return None
    return Objection(("14.2",), f"Chưa đến buổi được đi ({label(start)}).", ("Chờ đến buổi đó.",))


def reporting_back(facts: FieldTrip, said: ReportingBack, by: str, office: Office, law: Law) -> Outcome:
    return facts.model_copy(update={"found": said.says}), ()


def owners(facts: FieldTrip) -> tuple[Holder, ...]:
    return (person(facts.person), HEAD)


def norm(facts: FieldTrip) -> str:
    return "14.2"
