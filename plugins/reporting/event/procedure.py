"""Điều 11, khoản 1 and 3, with Điều 4 and 6: something happened, and somebody is told.

Short on purpose: one tells, the other knows at once. Only what is urgent waits for an answer, after it has been told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.errors import UsageError
from core.law import usual
from core.law.procedure import Opening, Parts
from core.law.regulation import Law
from core.law.route import (
    HEAD,
    LEADERSHIP,
    Holder,
    Step,
    covering_field,
    deputy_of_field,
    inform,
    person,
    task,
    unit,
)
from core.law.ruling import Objection
from core.office.office import Office, Rank
from core.text import capital

from .. import common
from .occasions import TO_VI

if TYPE_CHECKING:
    from .facts import Directing, EventReport, Reporting

Outcome = tuple["EventReport", tuple[Objection, ...]]
RANK_VI = {Rank.DEPUTY: "Phó Chánh Văn phòng", Rank.SPECIALIST: "chuyên viên"}


def event_report_route(facts: EventReport, office: Office, law: Law) -> Parts:
    """What each occasion asks for stands where the regulation has it."""
    match facts.which:
        case "nhan_viec":
            yield from scope_and_time(facts, office, law)
        case "phan_anh" | "phat_sinh":
            yield from upwards(facts, office, law)
        case "linh_vuc" | "theo_doi":
            yield from of_a_field(facts, office, law)
        case _:
            yield from after_a_meeting(facts, office, law)


def upwards(facts: EventReport, office: Office, law: Law) -> Iterator[Step]:
    """4.3-3: a deputy reflects on his field to the Head, and to those above him; 6.4/2: a specialist proposes."""
    yield from _told(facts, "4.3-3" if facts.which == "phan_anh" else "6.4/2", office, law)


def scope_and_time(facts: EventReport, office: Office, law: Law) -> Iterator[Step]:
    """6.1-1/2: what the work covers and how long it takes, to the deputy in charge; its result is one's own."""
    yield from _told(facts, "6.1-1/2", office, law)


def after_a_meeting(facts: EventReport, office: Office, law: Law) -> Iterator[Step]:
    """4.4-1/4: what was concluded above; 6.3/1: what a specialist saw and heard; 11.1/2, 11.1/3: what a deputy did."""
    norms = {"ket_luan": "4.4-1/4", "khao_sat": "6.3/1", "du_hop": "11.1/2", "chu_tri": "11.1/3"}
    yield from _told(facts, norms[facts.which], office, law)


def of_a_field(facts: EventReport, office: Office, law: Law) -> Iterator[Step]:
    """11.1/1: a deputy of what he directs; 11.3/1, 11.3/2: a specialist to the deputy, or straight to the Head."""
    if facts.which == "linh_vuc":
        yield from _told(facts, "11.1/1", office, law)
    else:
        yield from _told(facts, "11.3/2" if facts.addressee == "head" else "11.3/1", office, law)


def _told(facts: EventReport, cite: str, office: Office, law: Law) -> Iterator[Step]:
    """Reported; whoever it is for knows at once; where it is urgent, he answers."""
    readings = ("A22",) if facts.addressee == "standing_deputy_secretary" else ()
    yield task(
        "report", f"báo cáo {TO_VI[facts.addressee]}", person(facts.person), cite, id="report", readings=readings
    )
    first, *others = addressees(facts, office)
    yield inform(first, cite, id="inform", title="được báo cáo", others=tuple(others))
    if facts.urgency == "gap":
        outside = (usual.clerical(law),) if first.relation == "body" else ()
        yield task(
            "direct", "cho ý kiến chỉ đạo", first, cite,
            id="direct", others=tuple(others), recorders=(*outside, person(facts.person)), after=True,
        )  # fmt: skip


def addressees(facts: EventReport, office: Office) -> tuple[Holder, ...]:
    """The deputy in charge is that of the field where one is named, else of the unit; the Head where there is none."""
    match facts.addressee:
        case "head":
            return (HEAD,)
        case "leadership":
            return (LEADERSHIP,)
        case "deputy" if facts.field:
            return (deputy_of_field(facts.field), covering_field(facts.field))
        case "deputy":
            return usual.in_charge(usual.unit_of(facts.person, office), office)
        case outside:
            return (Holder("body", outside),)


# -- opening


def open_event_report(facts: EventReport, office: Office, law: Law) -> Opening:
    """By whoever reports; the leaders may ask for one, and Clerical may note that one is owed.

    What a meeting leaves to be told may be noted by the General unit, too: that is where its minutes are written.
    """
    common.nothing_recorded(facts, ("says", "direction"))
    usual.require_insider(facts.person, office, "người báo cáo")
    _require_known(facts, office)
    noted_by: tuple[Holder, ...] = (LEADERSHIP, usual.clerical(law))
    if facts.occasion.meeting:
        noted_by += (unit(law.text("report.progress_unit")),)
    step = task("open", "lập báo cáo sự việc", person(facts.person), norm(facts), id="open", others=noted_by)
    return Opening(step, tuple(_objections(facts, office, law)))


def norm(facts: EventReport) -> str:
    """What asks for it; of an addressee that no norm knows, what its occasion has first."""
    norms = facts.occasion.norms
    return norms.get(facts.addressee) or next(iter(norms.values()))


def _require_known(facts: EventReport, office: Office) -> None:
    """Raises `UsageError` for a field, an area or a day that cannot be."""
    fields, areas = office.establishment.fields, office.establishment.areas
    if facts.field and facts.field not in fields:
        raise UsageError(f"Không có lĩnh vực «{facts.field}»; các lĩnh vực: {', '.join(fields)}.")
    if facts.area and facts.area not in areas:
        raise UsageError(f"Không có địa bàn «{facts.area}»; các địa bàn: {', '.join(areas)}.")
    if facts.held is not None and facts.held > usual.today(office):
        raise UsageError(f"Ngày {usual.dmy(facts.held)} còn ở phía trước; họp, khảo sát xong rồi mới báo cáo.")


def _objections(facts: EventReport, office: Office, law: Law) -> Iterator[Objection]:
    occasion, cite = facts.occasion, norm(facts)
    if office.rank_of(facts.person) is not occasion.rank:
        yield Objection(
            (cite,),
            f"Báo cáo này là của {RANK_VI[occasion.rank]}; {office.name(facts.person)} giữ chức vụ khác.",
            ("Chọn loại báo cáo khác ở mục «báo cáo về».",),
        )
    if facts.addressee not in occasion.norms:
        known = " hoặc ".join(TO_VI[to] for to in occasion.norms)
        yield Objection(
            (cite,),
            f"{capital(law.cite(cite))}: báo cáo này gửi {known}, không gửi {TO_VI[facts.addressee]}.",
            ("Chọn đúng nơi nhận, hoặc để trống mục «báo cáo ai».",),
        )
    if occasion.meeting and not facts.meeting.strip():
        unblock = ("Ghi tên cuộc họp, chuyến khảo sát (meeting).",)
        yield Objection((cite,), "Chưa ghi báo cáo về cuộc họp, chuyến khảo sát nào.", unblock)
    if occasion.timed and facts.until is None:
        unblock = ("Ghi ngày dự kiến xong (until).",)
        yield Objection((cite,), "Chưa ghi thời gian thực hiện: làm đến ngày nào.", unblock)


# -- acts


def reporting(facts: EventReport, said: Reporting, by: str, office: Office, law: Law) -> Outcome:
    """What he reports where somebody else opened the matter for him."""
    if not said.says.strip():
        return facts, (Objection((norm(facts),), "Chưa ghi nội dung báo cáo.", ("Ghi nội dung (says).",)),)
    return facts.model_copy(update={"says": said.says}), ()


def directing(facts: EventReport, said: Directing, by: str, office: Office, law: Law) -> Outcome:
    return facts.model_copy(update={"direction": said.says}), ()


def warnings(facts: EventReport, office: Office, law: Law) -> Iterator[str]:
    """A field or an area that somebody else has: he may tell of it all the same, and should know."""
    held = office.establishment
    if facts.occasion.rank is Rank.DEPUTY:
        of_field: tuple[str, ...] = tuple(filter(None, (held.deputy_of_field.get(facts.field or ""),)))
    else:
        of_field = held.followers_of_field.get(facts.field or "", ())
    if facts.field and facts.person not in of_field:
        yield _of_others(f"Lĩnh vực {held.fields[facts.field]}", of_field, office)
    of_area = held.followers_of_area.get(facts.area or "", ())
    if facts.area and facts.person not in of_area and facts.occasion.rank is Rank.SPECIALIST:
        yield _of_others(f"Địa bàn {held.areas[facts.area]}", of_area, office)


def _of_others(what: str, people: tuple[str, ...], office: Office) -> str:
    names = ", ".join(map(office.name, people))
    return f"{what} do {names} phụ trách, theo dõi." if names else f"{what} chưa phân công người theo dõi."
