"""Điều 11, khoản 2, with Điều 8, khoản 4 and Điều 23 (second), khoản 3: how a periodic report goes its way.

Who owes it drafts it and sends it; Clerical stamps the day; then the Head and the deputy in charge have it. A late one
goes the same way: lateness is told, never a bar.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.errors import UsageError
from core.figures import Period
from core.law import usual
from core.law.procedure import Opening, Parts
from core.law.regulation import Law
from core.law.route import (
    HEAD,
    Holder,
    Matter,
    Step,
    covering_field,
    deputy_of_field,
    inform,
    person,
    task,
    unit,
)
from core.law.ruling import Act, Objection
from core.office.office import Office, Rank
from core.text import fold

from .. import common, schedule

if TYPE_CHECKING:
    from .facts import Drafting, Receiving, Report, Submitting

Outcome = tuple["Report", tuple[Objection, ...]]
CONTENT = "reporting.has_content"
PART = "noi_dung"
RECORDED = ("issue", "unit", "start", "until", "figures", "earlier", "submitted", "arrived", "merged")


def report_route(facts: Report, office: Office, law: Law) -> Parts:
    match facts.type:
        case "tien_do":
            yield from progress(facts, law)
        case "chap_hanh":
            yield from compliance(facts, law)
        case _:
            yield from through_clerical(facts, office, law)


def through_clerical(facts: Report, office: Office, law: Law) -> Iterator[Step]:
    """11.2/1: with its content, on its day, in its form, to the Head and the deputy in charge; 11.2/2: by Clerical."""
    yield _drafted(facts, law, "11.2/1")
    first, *others = owners(facts, law)
    joint = ("A27",) if len(facts.authors) > 1 else ()
    yield task(
        "submit", "gửi báo cáo qua Văn thư", first, "11.2/2", schedule.NORMS[facts.type],
        id=_of_issue("submit", facts), others=tuple(others), checks=(CONTENT,), readings=joint,
    )  # fmt: skip
    yield task("receive", "đóng dấu đến, ghi ngày nhận", usual.clerical(law), "11.2/2", id="receive")
    yield inform(HEAD, "11.2/1", title="nhận báo cáo")
    leader, *standing_in = usual.in_charge(facts.unit or usual.unit_of(facts.person, office), office)
    if leader != HEAD:
        yield inform(leader, "11.2/1", id="inform:in_charge", title="nhận báo cáo", others=tuple(standing_in))


def progress(facts: Report, law: Law) -> Iterator[Step]:
    """8.4/2: the General unit sums up how the programme goes and sends it to the Head."""
    yield _drafted(facts, law, "8.4/2")
    (general,) = owners(facts, law)
    yield task(
        "send",
        "gửi Chánh Văn phòng",
        general,
        "8.4/2",
        id=_of_issue("send", facts),
        checks=(CONTENT,),
        readings=("A28",),
    )
    yield inform(HEAD, "8.4/2", title="nhận báo cáo")


def compliance(facts: Report, law: Law) -> Iterator[Step]:
    """23b.3/2: the finance-administration deputy puts before the Head how the regulation is kept."""
    yield _drafted(facts, law, "23b.3/2")
    deputy, head = owners(facts, law)
    yield task(
        "send", "trình Chánh Văn phòng", deputy, "23b.3/2",
        id=_of_issue("send", facts), others=(head,), checks=(CONTENT,), readings=("A28", "A15"),
    )  # fmt: skip
    yield inform(HEAD, "23b.3/2", title="nhận báo cáo")


def _drafted(facts: Report, law: Law, cite: str) -> Step:
    """Figures are frozen when it is taken; each issue of the report has its own."""
    first, *others = owners(facts, law)
    return task("draft", "soạn, chốt số liệu", first, cite, id=_of_issue("draft", facts), others=tuple(others))


def _of_issue(verb: str, facts: Report) -> str:
    """A later issue is drafted and sent anew: what was done for the first one does not stand for it."""
    return f"{verb}:{facts.issue}"


def owners(facts: Report, law: Law) -> tuple[Holder, ...]:
    """Who owes it: the people it names, the unit, or the deputy of the field with whoever stands in for him."""
    match facts.type:
        case "tien_do":
            return (unit(law.text("report.progress_unit")),)
        case "chap_hanh":
            field = law.text("report.compliance_field")
            return (deputy_of_field(field), covering_field(field))
        case _:
            return tuple(person(p) for p in facts.authors)


def norm(facts: Report) -> str:
    """What asks for a report of that type to be made at all."""
    return schedule.NORMS[facts.type] if facts.type not in schedule.VIA_CLERICAL else "11.2/1"


# -- opening


def open_report(facts: Report, office: Office, law: Law) -> Opening:
    """By whoever owes it, for a period in which it is owed."""
    common.nothing_recorded(facts, RECORDED)
    for author in facts.authors:
        usual.require_insider(author, office, "người báo cáo")
    schedule.require_due_day(facts.type, facts.period, law)
    first, *others = owners(facts, law)
    readings = ("A27",) if facts.people else ()
    step = task(
        "open", f"lập {schedule.TYPES[facts.type]}", first, norm(facts), schedule.NORMS[facts.type],
        id="open", others=tuple(others), readings=readings,
    )  # fmt: skip
    return Opening(step, tuple(_objections(facts, office, law)))


def _objections(facts: Report, office: Office, law: Law) -> Iterator[Objection]:
    if facts.type in schedule.VIA_CLERICAL:
        yield from _not_specialists(facts, office)
        yield from _not_of_one_unit(facts, office)
    elif facts.people:
        raise UsageError(
            f"Báo cáo chung (people) chỉ có ở báo cáo của chuyên viên, không ở {schedule.TYPES[facts.type]}."
        )
    if "also_monthly" in facts.model_fields_set and facts.also_monthly:
        yield from _not_counted_twice(facts, law)


def _not_specialists(facts: Report, office: Office) -> Iterator[Objection]:
    for author in facts.authors:
        if office.rank_of(author) is not Rank.SPECIALIST:
            yield Objection(
                ("11.2/1",),
                f"Chế độ báo cáo này là của chuyên viên các bộ phận; {office.name(author)} không phải là chuyên viên.",
                ("Lãnh đạo báo cáo theo Điều 11, khoản 1: mở việc «event_report».",),
            )


def _not_of_one_unit(facts: Report, office: Office) -> Iterator[Objection]:
    """A27: a joint report is that of one unit and names everybody it is for."""
    home = usual.unit_of(facts.person, office)
    for author in facts.authors:
        if usual.unit_of(author, office) != home:
            yield Objection(
                ("11.2/1",),
                f"Báo cáo chung là của một bộ phận; {office.name(author)} ở bộ phận khác.",
                ("Mỗi bộ phận lập một báo cáo chung, ghi đủ tên người của bộ phận mình.",),
                ("A27",),
            )


def _not_counted_twice(facts: Report, law: Law) -> Iterator[Objection]:
    """A25: which report may also stand for that month's, and where the office decided otherwise."""
    if facts.type == "nam":
        yield Objection(
            ("11.2-3", "11.2-1"),
            "Báo cáo tổng kết năm không tự tính cho báo cáo tháng 12.",
            ("Đồng chí Phó phụ trách cho gộp bằng thao tác «merge» trên việc này.",),
            ("A25",),
        )
    elif facts.type != "so_ket":
        yield Objection(
            (schedule.NORMS[facts.type],),
            "Chỉ báo cáo sơ kết được tính cho cả báo cáo tháng cùng kỳ.",
            ("Bỏ mục also_monthly.",),
            ("A25",),
        )
    elif not law.flag("report.link_interim_to_monthly"):
        yield Objection(
            ("11.2-2", "11.2-1"),
            "Văn phòng đã chọn: báo cáo sơ kết không tính cho báo cáo tháng cùng kỳ.",
            ("Ghi also_monthly=false và lập thêm báo cáo tháng.",),
            ("A25",),
        )


# -- acts


def drafting(facts: Report, said: Drafting, by: str, office: Office, law: Law) -> Outcome:
    """What it says, and the days its figures are of. A text that was there stays where none is given."""
    first, last = schedule.days_told(facts.type, facts.period, law)
    start, until = said.start or first, said.until or last
    if start > until:
        raise UsageError(f"Kỳ số liệu bắt đầu {usual.dmy(start)} sau ngày cuối {usual.dmy(until)}; kiểm tra lại ngày.")
    of_unit = usual.unit_of(facts.person, office)
    text = said.text if said.text.strip() else facts.text
    return facts.model_copy(update={"text": text, "start": start, "until": until, "unit": of_unit}), ()


def period(facts: Report) -> Period | None:
    return Period(facts.start, facts.until) if facts.start is not None and facts.until is not None else None


def submitting(facts: Report, said: Submitting, by: str, office: Office, law: Law) -> Outcome:
    """11.2/2: a periodic report goes through Clerical, and nowhere else first."""
    of_unit = law.text("org.unit_clerical")
    name = usual.unit_name(of_unit, office)
    typed = fold(said.to.strip())
    if typed and typed not in (of_unit, fold(name), fold(name).removeprefix("bo phan ")):
        sent = usual.unit_name(said.to.strip(), office)
        objection = Objection(
            ("11.2/2",),
            f"Báo cáo định kỳ gửi qua Văn thư, không gửi thẳng tới «{sent}».",
            (f"Gửi {name}: nơi ấy ghi ngày nhận, rồi báo cáo tới Chánh Văn phòng và đồng chí Phó phụ trách.",),
        )
        return facts, (objection,)
    return facts.model_copy(update={"submitted": usual.today(office)}), ()


def receiving(facts: Report, said: Receiving, by: str, office: Office, law: Law) -> Outcome:
    """The day of Clerical's stamp is the day on which the duty is met, early or late."""
    from .facts import Arrived

    on = usual.day_said(said.on, office, not_before=facts.submitted)
    return facts.model_copy(update={"arrived": Arrived(on=on, by=by)}), ()


def sending(facts: Report, said: object, by: str, office: Office, law: Law) -> Outcome:
    """What goes to the Head directly is there on the day it is sent."""
    from .facts import Arrived

    now = usual.today(office)
    return facts.model_copy(update={"submitted": now, "arrived": Arrived(on=now, by=by)}), ()


def has_content(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """11.2/1: it says something, in the matter itself or in a file."""
    facts: Report = matter.facts
    if facts.text.strip() or any(file.part == PART for file in matter.attachments):
        return None
    unblock = (f"Ghi nội dung ở bước soạn, hoặc đính kèm tệp vào phần «{PART}».",)
    return Objection((norm(facts),), "Báo cáo chưa có nội dung.", unblock)


def receives(matter: Matter, part: str, by: str, office: Office, law: Law) -> Objection | None:
    """Its content is its authors' until it has arrived."""
    facts: Report = matter.facts
    if part != PART:
        return None
    if facts.arrived is not None:
        unblock = ("Mở một báo cáo mới của kỳ này, ghi số việc này ở mục «báo cáo kỳ trước».",)
        return Objection((norm(facts),), "Báo cáo đã tới nơi nhận, không thay nội dung nữa.", unblock)
    from core.law.holders import holders_of

    if any(s.person == by for holder in owners(facts, law) for s in holders_of(holder, office)):
        return None
    return Objection((norm(facts),), "Chỉ người lập báo cáo đính kèm nội dung của nó.", ("Gửi tệp cho người lập.",))
