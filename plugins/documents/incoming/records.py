"""How an incoming document is called, when its steps are due, what it belongs with, what is shown with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.law.regulation import Law
from core.law.route import Matter, Step
from core.law.sheet import Sheet, SheetRow, Tie
from core.law.usual import today
from core.office.office import Office
from core.office.sessions import ZONE
from core.text import capital

from .assignment import said_of
from .facts import CONVEYS_VI, URGENCY_VI, Incoming, split
from .names import author_name, unit_name
from .procedure import area_id, field_id

PARTS = {"van_ban": "Văn bản đến", "tra_loi": "Văn bản trả lời", "ket_qua": "Kết quả"}
KEPT = frozenset({"register", "assign", "summarise", "inform"})
"""What a deputy's return does not undo: only the handling is taken anew."""


def heading(document: Incoming, office: Office) -> str:
    """«Văn bản đến số 12 (khẩn): Phường 1, 15-BC/ĐU – Báo cáo tháng 9»; a secret one has its number only (13/1)."""
    number = f" số {document.number}" if document.number is not None else ""
    if document.secret:
        return f"Văn bản mật{number}, theo sổ mật"
    urgent = f" ({URGENCY_VI[document.urgency]})" if document.rank else ""
    source = ", ".join(part for part in (author_name(document.author, office), document.author_number) if part)
    says = " – ".join(part for part in (source, document.subject) if part)
    return f"Văn bản đến{number}{urgent}: {says}".removesuffix(": ")


def due(matter: Matter, step: Step, office: Office, law: Law) -> date | None:
    """Of a step: the deadline of the document, else so many working days; urgent papers are passed on the same day.

    Only a reminder: the regulation names no days. They count from the first assignment, whoever has it now.
    """
    document: Incoming = matter.facts
    match step.verb:
        case "assign":
            return _soonest(document, _after(arrived(matter), law.whole("register.assign_days"), document, office))
        case "summarise":
            return _soonest(document, _after(_assigned(matter), law.whole("register.summary_days"), document, office))
        case "handle":
            return document.deadline or _after(_assigned(matter), law.whole("register.handle_days"), document, office)
        case "reply" | "result":
            return document.deadline or _after(_handled(matter), law.whole("register.result_days"), document, office)
        case _:
            return None


def _soonest(document: Incoming, day: date | None) -> date | None:
    days = [d for d in (document.deadline, day) if d is not None]
    return min(days) if days else None


def _after(day: date | None, days: int, document: Incoming, office: Office) -> date | None:
    if day is None:
        return None
    return day if document.rank else office.calendar.add_working_days(day, days)


def arrived(matter: Matter) -> date | None:
    """The day of arrival that was written down, else that of the registration."""
    said: date | None = matter.facts.received
    if said is None and matter.opened_at is not None:
        return matter.opened_at.astimezone(ZONE).date()
    return said


def _assigned(matter: Matter) -> date | None:
    """The day of the first assignment; of the arrival while there was none."""
    taken = matter.done.get("assign")
    return taken.at.astimezone(ZONE).date() if taken else arrived(matter)


def _handled(matter: Matter) -> date | None:
    days = [d.at.astimezone(ZONE).date() for step, d in matter.done.items() if step.startswith("handle:")]
    return max(days, default=_assigned(matter))


def links(document: Incoming) -> Iterator[Tie]:
    if document.answers is not None:
        yield Tie(document.answers, "trả lời việc")
    if document.reply is not None:
        yield Tie(document.reply, "được trả lời bằng" if document.outcome == "reply" else "có kết quả ở")


def leads(document: Incoming, office: Office) -> tuple[str | None, str | None]:
    """1.3/2: the lead unit and the person responsible, once they are named."""
    return document.unit or None, document.responsible or None


def warnings(document: Incoming, office: Office, law: Law) -> Iterator[str]:
    """What whoever assigns and handles should know."""
    if document.secret:
        return
    if document.deadline is not None and document.deadline < today(office):
        yield f"Đã quá hạn {document.deadline:%d/%m/%Y}"
    if document.responsible in office.away:
        yield f"{capital(office.name(document.responsible))} chịu trách nhiệm chính đang vắng"
    field, area, found = field_id(document, office), area_id(document, office), office.establishment
    if (field or area) and not (found.followers_of_area.get(area) or found.followers_of_field.get(field)):
        yield "Chưa phân công ai theo dõi lĩnh vực, địa bàn này: người chịu trách nhiệm chính tóm tắt (Điều 6, khoản 1)"


def sheets(matter: Matter, office: Office, law: Law) -> Iterator[Sheet]:
    """The slip of assignment, as it is pinned to the paper."""
    document: Incoming = matter.facts
    if document.secret or not document.assigned:
        return
    rows = [SheetRow((name, text)) for name, text in _slip(document, office) if text]
    yield Sheet("Phiếu phân xử lý", ("Mục", "Nội dung"), tuple(rows))


def _slip(document: Incoming, office: Office) -> Iterator[tuple[str, str]]:
    yield "Người phân xử lý", office.name(document.assigned_by)
    yield "Ý kiến phân xử lý", document.instruction
    yield "Bộ phận chủ trì", unit_name(document.unit, office)
    yield "Người chịu trách nhiệm chính", office.name(document.responsible)
    yield "Phối hợp", ", ".join(unit_name(unit, office) for unit in split(document.others))
    yield "Hạn xử lý", f"{document.deadline:%d/%m/%Y}" if document.deadline else ""
    yield "Tóm tắt", document.summary
    yield "Cách giải quyết", said_of(document)
    yield "Thông báo ý kiến của", CONVEYS_VI.get(document.conveys, "")
    yield "Ý kiến chỉ đạo", document.direction
    yield "Kết quả", document.product
