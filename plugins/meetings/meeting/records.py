"""How a meeting is called, which duty it meets, when its steps are due, and the tables that show it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from core.law import usual
from core.law.duty import Met
from core.law.regulation import Law
from core.law.route import Matter, Step
from core.law.sheet import Sheet, SheetRow, Tie
from core.office.office import Office
from core.office.sessions import ZONE, day_of, label

from .. import common, periods
from . import people
from .kinds import ATTENDED_BY_HEAD, CONTENTS_VI, MAY_GO_WITHOUT_MINUTES, is_committee, kind_of

if TYPE_CHECKING:
    from .facts import Meeting


def heading(facts: Meeting, office: Office) -> str:
    of = f" ({common.called(facts.unit, office)})" if facts.unit else ""
    when = f", {label(facts.on)}" if facts.on is not None else ""
    about = f": {usual.brief(facts.title)}" if facts.title else ""
    return f"{kind_of(facts.type).name}{of}{when}{about}"


def lacking(facts: Meeting) -> str:
    """What a question may leave out and a meeting on record may not."""
    if not facts.title.strip():
        return "Còn thiếu nội dung, tên cuộc họp (title)."
    if facts.on is None:
        return "Còn thiếu ngày, buổi họp (on)."
    if not facts.recorder and (facts.type not in MAY_GO_WITHOUT_MINUTES or facts.with_minutes):
        return "Còn thiếu người ghi biên bản (recorder)."
    return ""


def period(facts: Meeting) -> str:
    """The period a meeting is for: as it was said, else by the day it was first set for."""
    first = facts.moved[0].was if facts.moved else facts.on
    return facts.period or (periods.period_of(facts.type, day_of(first)) if first is not None else "")


def keys(facts: Meeting) -> Iterator[str]:
    """The occurrences of duties such a meeting meets once it is held; one minutes may serve several (A47)."""
    if of := period(facts):
        yield periods.key(facts.type, of, facts.unit)
    if facts.month_review and facts.on is not None:
        day = day_of(facts.held.on if facts.held else facts.on)
        yield periods.review_key(periods.month(day), facts.unit)
    if facts.office_review:
        yield periods.key("office_review", period(facts))


def fulfils(matter: Matter, office: Office, law: Law) -> Iterator[Met]:
    facts: Meeting = matter.facts
    if facts.held is not None:
        yield from (Met(key, day_of(facts.held.on)) for key in keys(facts))


def leads(facts: Meeting, office: Office) -> tuple[str | None, str | None]:
    """Whoever writes it down answers for its record; a unit's meeting belongs to the unit."""
    responsible = facts.recorder or (office.establishment.deputy_of_unit.get(facts.unit) if facts.unit else None)
    responsible = responsible or office.establishment.head
    return facts.unit or usual.unit_of(responsible, office), responsible


def due(matter: Matter, step: Step, office: Office, law: Law) -> date | None:
    """No day stands in the regulation: the papers by the day that was set, the rest counted from the meeting."""
    facts: Meeting = matter.facts
    if step.id == "prepare":
        return facts.papers_by
    if step.id in ("call", "hold"):
        return day_of(facts.on) if facts.on is not None else None
    if facts.held is None:
        return None
    days = law.whole("meetings.minutes_days")
    return office.calendar.add_working_days(day_of(facts.held.on), days)


def links(facts: Meeting) -> Iterator[Tie]:
    if facts.invitation:
        yield Tie(facts.invitation, "công văn mời họp")


def warnings(facts: Meeting, office: Office, law: Law) -> Iterator[str]:
    """What whoever acts should know while the meeting is ahead: who will be away, that nobody works then."""
    if facts.on is None or facts.held is not None:
        return
    if not office.calendar.is_working(facts.on):
        yield f"{label(facts.on).capitalize()} không phải buổi làm việc."
    head = office.establishment.head if facts.type in ATTENDED_BY_HEAD else None
    concerned = dict.fromkeys((people.chair_of(facts, office), head, *facts.assigned, facts.recorder))
    for person in concerned:
        if person and office.is_away(person, facts.on):
            yield f"{common.called(person, office)} vắng mặt {label(facts.on)}."


# -- what is to be seen


def sheets(matter: Matter, office: Office, law: Law) -> Iterator[Sheet]:
    facts: Meeting = matter.facts
    if facts.type == "conference_year":
        yield _contents(facts)
    if facts.held is not None:
        yield _attendance(facts, office)
    if facts.minuted or facts.approved:
        yield _minutes(matter, office)
    if facts.concluded:
        yield _conclusions(facts, office)
    if facts.moved or facts.reassigned:
        yield _moved(facts, office)


def _contents(facts: Meeting) -> Sheet:
    rows = tuple(
        SheetRow((name, "có" if id in facts.contents else "thiếu"), "good" if id in facts.contents else "bad")
        for id, name in CONTENTS_VI.items()
    )
    return Sheet("Nội dung hội nghị tổng kết năm", ("Nhóm nội dung", "Chương trình"), rows)


def _attendance(facts: Meeting, office: Office) -> Sheet:
    """Who was there, who was not, who came in whose place; the Head by name where he owes it (3.11/1)."""
    assert facts.held is not None
    instead = {s.who: s for s in facts.stand_ins}
    rows = []
    for person in facts.held.present:
        found = instead.get(person)
        why = f"dự thay {office.name(found.instead_of)}" if found else _part(facts, person, office)
        rows.append(SheetRow((common.called(person, office), "có mặt", why), "warn" if found else "good"))
    head = office.establishment.head
    absent = list(facts.held.absent)
    if facts.type in ATTENDED_BY_HEAD and head and head not in (*facts.held.present, *absent):
        absent.append(head)
    rows += [SheetRow((common.called(p, office), "vắng", _part(facts, p, office)), "warn") for p in absent]
    note = f"Họp {label(facts.held.on)}" + (f", tại {facts.place}." if facts.place else ".")
    return Sheet("Thành phần dự", ("Ai", "Dự", "Ghi chú"), tuple(rows), note)


def _part(facts: Meeting, person: str, office: Office) -> str:
    if person == people.chair_of(facts, office):
        return "chủ trì"
    if person == facts.recorder:
        return "ghi biên bản"
    if person in facts.assigned:
        return "được phân công dự"
    if is_committee(facts.type) and person == office.establishment.head:
        return "thư ký"
    return ""


def _minutes(matter: Matter, office: Office) -> Sheet:
    """A48: secretary, recorder and approver are three entries, each with a name of its own."""
    facts: Meeting = matter.facts
    rows = []
    if is_committee(facts.type):
        rows.append(SheetRow(("Thư ký", common.called(office.establishment.head or "", office), "", "")))
    written = matter.done.get("minutes")
    day = usual.dmy(written.at.astimezone(ZONE).date()) if written else ""
    rows.append(SheetRow(("Người ghi", common.called(facts.recorder, office), day, "")))
    for found in facts.approved:
        fields = ", ".join(office.establishment.fields.get(f, f) for f in found.fields)
        rows.append(SheetRow(("Người duyệt", common.called(found.by, office), usual.dmy(found.on), fields), "good"))
    return Sheet("Biên bản", ("Vai", "Ai", "Ngày", "Phần"), tuple(rows))


def _conclusions(facts: Meeting, office: Office) -> Sheet:
    rows = tuple(
        SheetRow(
            (
                c.says, common.called(c.unit, office) if c.unit else "",
                common.called(c.person, office) if c.person else "", usual.dmy(c.due) if c.due else "",
            )
        )
        for c in facts.conclusions
    )  # fmt: skip
    note = f"Quan trọng, cần giải quyết gấp: {facts.important}" if facts.important else ""
    return Sheet("Kết luận", ("Nội dung", "Bộ phận", "Người chịu trách nhiệm chính", "Hạn"), rows, note)


def _moved(facts: Meeting, office: Office) -> Sheet:
    def names(people: tuple[str, ...]) -> str:
        return ", ".join(common.called(p, office) for p in people) or "chưa phân công"

    rows = [SheetRow(("Hoãn", label(m.was), label(m.to), m.why)) for m in facts.moved]
    rows += [SheetRow(("Phân công dự", names(r.was), names(r.now), r.why)) for r in facts.reassigned]
    return Sheet("Đã đổi", ("Việc", "Trước", "Sau", "Lý do"), tuple(rows))
