"""A meeting in clause order: prepared, called, held, written down, approved, concluded.

The Office's own meetings are convened, chaired and concluded by the Head (3.3/1, 10.1); conferences are prepared by the
deputy of finance and administration (10.2); minutes of the committee's meetings are approved by the deputy who was
assigned to attend, and by nobody else (4.3-5).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.errors import UsageError
from core.law import usual
from core.law.procedure import Opening, Parts
from core.law.regulation import Law
from core.law.route import HEAD, Matter, Step, person, task
from core.law.ruling import Objection
from core.office.office import Office
from core.office.sessions import day_of, label
from core.text import capital

from .. import common, periods
from . import people
from .kinds import ATTENDED_BY_HEAD, MAY_GO_WITHOUT_MINUTES, UNDER_4_4, is_committee, kind_of

if TYPE_CHECKING:
    from .facts import Meeting


def meeting_route(facts: Meeting, office: Office, law: Law) -> Parts:
    yield from prepare(facts, office, law)
    yield from convene(facts, office, law)
    yield held(facts, office, law)
    if facts.type in MAY_GO_WITHOUT_MINUTES and not facts.with_minutes:
        return
    yield minutes(facts, office, law)
    if is_committee(facts.type):
        yield tuple(approvals(facts, office))
    yield conclude(facts, office, law)


def prepare(facts: Meeting, office: Office, law: Law) -> Iterator[Step]:
    """4.4-1/1: the deputy assigned has the papers prepared; 10.2: conferences, the deputy of finance-administration."""
    if facts.type in UNDER_4_4:
        first, *others = people.attending(facts)
        yield task(
            "prepare", "chỉ đạo chuẩn bị tài liệu họp", first, "4.4-1/1", "4.4",
            id="prepare", readings=("A21",), others=tuple(others), checks=("meetings.papers",),
        )  # fmt: skip
    elif kind_of(facts.type).whose == "conference":
        first, *others = people.finance(law)
        yield task(
            "prepare", "chuẩn bị chương trình, tài liệu, thành phần mời", first, "10.2",
            id="prepare", readings=("A15",), others=tuple(others), checks=("meetings.papers",),
        )  # fmt: skip


def convene(facts: Meeting, office: Office, law: Law) -> Iterator[Step]:
    """3.3/1, 10.1, 10.3-1: the Head convenes; a unit's weekly meeting needs no call (10.3-3). Of the committee's
    meetings the Office only sends out the letter, which is a document of its own (4.5/1)."""
    kind = kind_of(facts.type)
    if kind.whose == "unit":
        return
    first, *others = people.conveners(facts, office, law)
    if kind.whose == "committee":
        yield task(
            "call", "mời họp", first, "4.5/1", *kind.norms,
            id="call", others=(*others, usual.clerical(law)), checks=("meetings.invitation",),
        )  # fmt: skip
        return
    checks = ("meetings.year_contents",) if facts.type == "conference_year" else ()
    recorders = (usual.clerical(law),)
    review = ("3.3/2",) if facts.office_review else ()
    yield task(
        "call", "triệu tập", first, *kind.norms, *review,
        id="call", others=tuple(others), checks=(*checks, "meetings.invitation"), recorders=recorders,
    )  # fmt: skip


def held(facts: Meeting, office: Office, law: Law) -> Step:
    """That it was held, and who was there; the Head's own presence and the assigned deputy's are asked for by name."""
    kind = kind_of(facts.type)
    cites = list(kind.norms)
    if facts.type in ATTENDED_BY_HEAD:
        cites.append("3.11/1")
    if facts.type in UNDER_4_4:
        cites.append("4.4-1/2")
    first, *others = people.writers(facts, office, law)
    return task(
        "hold", "ghi nhận cuộc họp, thành phần dự", first, *cites,
        id="hold", readings=("A47",) if facts.month_review else (), others=tuple(others), checks=("meetings.its_day",),
    )  # fmt: skip


def minutes(facts: Meeting, office: Office, law: Law) -> Step:
    """The recorder drafts; the official secretary of the committee's meetings is the Head (3.11/2, A48)."""
    first, *others = people.writers(facts, office, law)
    cites: tuple[str, ...] = ("4.3-5", "3.11/2") if is_committee(facts.type) else kind_of(facts.type).norms
    if kind_of(facts.type).whose == "conference":
        cites = ("10.2", *cites)
    return task(
        "minutes", "lập biên bản", first, *cites,
        id="minutes", readings=("A48",) if is_committee(facts.type) else (), others=tuple(others),
        checks=("meetings.minutes_there",),
    )  # fmt: skip


def approvals(facts: Meeting, office: Office) -> Iterator[Step]:
    """4.3-5, A21: only the deputy assigned to attend – several, each for his fields; none, the Head as secretary."""
    shares = people.shares(facts, office)
    for deputy, fields in shares:
        who = person(deputy) if deputy else HEAD
        names = ", ".join(office.establishment.fields.get(f, f) for f in fields)
        yield task(
            "approve", f"duyệt biên bản, phần {names}" if fields else "duyệt biên bản tổng hợp, biên bản chi tiết",
            who, "4.3-5", *(() if deputy else ("3.11/2",)),
            id="approve" if len(shares) == 1 else f"approve:{deputy or 'head'}", readings=("A21", "A48"),
            answers=True, checks=("meetings.not_declined",),
        )  # fmt: skip


def conclude(facts: Meeting, office: Office, law: Law) -> Step:
    """3.3/1: the Head concludes his own; 4.4-1/3: the deputy puts together what the committee concluded."""
    whose = kind_of(facts.type).whose
    cites: tuple[str, ...]
    if whose == "committee":
        cites = ("4.4-1/3", "4.4") if facts.type in UNDER_4_4 else ("3.11/2",)
        first, *others = people.conveners(facts, office, law)
        return task(
            "conclude", "tổng hợp kết luận của cuộc họp", first, *cites,
            id="conclude", readings=("A48",), others=tuple(others),
        )  # fmt: skip
    if whose == "unit":
        first, *others = people.of_unit(facts, office)
        return task("conclude", "kết luận, đề ra việc tới", first, "10.3-3", id="conclude", others=tuple(others))
    cites = ("3.3/1", *(n for n in kind_of(facts.type).norms if n != "3.3/1"))
    return task(
        "conclude", "kết luận cuộc họp", HEAD, *cites, id="conclude", recorders=(*people.writers(facts, office, law),)
    )


# -- opening


def open_meeting(facts: Meeting, office: Office, law: Law) -> Opening:
    """Whoever convenes, prepares or writes puts it on the calendar. Raises `UsageError` for who is not there."""
    from .facts import OWN_RECORD

    common.nothing_recorded(facts, OWN_RECORD)
    _known(facts, office)
    first, *others = people.organisers(facts, office, law)
    norms = kind_of(facts.type).norms
    extra = ("4.4-1/2",) if facts.type in UNDER_4_4 and facts.assigned else ()
    step = task("open", "lập cuộc họp", first, *norms, *extra, id="open", others=tuple(others))
    return Opening(step, tuple(_objections(facts, office, law)))


def _known(facts: Meeting, office: Office) -> None:
    if facts.unit:
        usual.require_unit(facts.unit, office)
    if facts.recorder:
        usual.require_insider(facts.recorder, office, "người ghi biên bản")
    for deputy in facts.assigned:
        usual.require_insider(deputy, office, "Phó được phân công dự")
    for field in facts.fields:
        common.require_field(field, office)
    if facts.period and facts.on is not None and not periods.fits(facts.type, facts.period, day_of(facts.on)):
        right = periods.period_of(facts.type, day_of(facts.on))
        raise UsageError(f"Cuộc họp {label(facts.on)} không phải của kỳ {facts.period}; kỳ của ngày ấy là {right}.")
    if facts.chair and office.person(facts.chair) is None:
        raise UsageError(f"Không có ai mang mã «{facts.chair}» (mục người chủ trì); xem «vptu config show».")


def _objections(facts: Meeting, office: Office, law: Law) -> Iterator[Objection]:
    yield from unassignable(facts, office)
    head = office.establishment.head
    chair = facts.chair
    if kind_of(facts.type).whose in ("head", "conference") and chair and chair != head:
        acting = office.acting_head if facts.on is None else office.acting_in(facts.on)
        if chair != acting:
            norms = kind_of(facts.type).norms
            says = f"{capital(kind_of(facts.type).name)} do Chánh Văn phòng chủ trì, không phải {office.name(chair)}."
            yield Objection(
                norms[:2], says, ("Để trống người chủ trì; khi Chánh Văn phòng vắng, Phó thường trực chủ trì thay.",)
            )


def unassignable(facts: Meeting, office: Office) -> Iterator[Objection]:
    """Only deputies are assigned to attend (4.3-5); several, and each content needs its field (A21)."""
    wrong = [p for p in facts.assigned if p not in office.establishment.deputies]
    if wrong:
        names = ", ".join(office.name(p) for p in wrong)
        yield Objection(
            ("4.3-5",), f"Người được phân công dự phải là Phó Chánh Văn phòng; {names} không phải.",
            ("Chọn đồng chí Phó; để trống thì Chánh Văn phòng duyệt biên bản với tư cách thư ký.",), ("A21",),
        )  # fmt: skip
    if len(facts.assigned) > 1 and not facts.fields:
        yield Objection(
            ("4.3-5",), "Nhiều đồng chí Phó được phân công dự mà chưa ghi lĩnh vực của từng nội dung.",
            ("Ghi lĩnh vực của các nội dung (fields) để biết ai duyệt phần nào của biên bản.",), ("A21",),
        )  # fmt: skip
    if facts.recorder and facts.recorder in facts.assigned:
        says = "Người ghi biên bản và người duyệt biên bản phải là hai người."
        yield Objection(("4.3-5",), says, ("Chọn người khác ghi biên bản.",), ("A48",))


# -- who may not


def not_his_minutes(matter: Matter, step: Step, by: str, office: Office, law: Law) -> Objection | None:
    """4.3-5, 20.2/1: whoever wrote the minutes does not approve them; a deputy who was not assigned does not either."""
    facts: Meeting = matter.facts
    if step.verb != "approve":
        return None
    if by and by == facts.recorder:
        return Objection(
            ("4.3-5",), "Người ghi biên bản không duyệt biên bản; người ghi và người duyệt là hai người.", (), ("A48",)
        )
    if facts.assigned and by in office.establishment.deputies and by not in facts.assigned:
        return Objection(
            ("4.3-5", "20.2/1"),
            f"{capital(office.name(by))} không được phân công dự cuộc họp này: quyền duyệt biên bản gắn với việc được "
            "phân công dự.",
            (), ("A21",),
        )  # fmt: skip
    return None
