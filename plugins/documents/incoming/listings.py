"""The list of incoming documents as Clerical and the leadership look at it: what waits, is late, is urgent."""

from __future__ import annotations

from datetime import date, datetime

from core.listing import Column, Listing, Record, View
from core.office.sessions import ZONE
from core.text import capital

from .facts import URGENCY_VI, Incoming
from .names import author_name, unit_name

STATUS_VI = {"returned": "trả lại", "closed": "đã xong", "in_effect": "chờ lưu", "withdrawn": "đã hủy"}


def _document(record: Record) -> Incoming | None:
    """What may be shown of it: nothing of a secret one but its number (13/1)."""
    return record.facts if isinstance(record.facts, Incoming) and not record.facts.secret else None


def number(record: Record) -> str:
    return record.number or str(record.facts.number or "")


def arrived(record: Record) -> str:
    day: date | None = record.facts.received
    return f"{day or datetime.fromisoformat(record.row.opened_at).astimezone(ZONE).date():%d/%m/%Y}"


def author(record: Record) -> str:
    document = _document(record)
    return author_name(document.author, record.office) if document else ""


def sign(record: Record) -> str:
    document = _document(record)
    return document.author_number if document else ""


def subject(record: Record) -> str:
    document = _document(record)
    return document.subject if document else "Văn bản mật, theo sổ mật"


def urgency(record: Record) -> str:
    found: Incoming = record.facts
    return URGENCY_VI[found.urgency] if found.rank else ""


def handler(record: Record) -> str:
    document = _document(record)
    if document is None or not document.responsible:
        return ""
    found = record.office.person(document.responsible)
    return found.name if found else unit_name(document.unit, record.office)


def due(record: Record) -> str:
    return f"{record.due:%d/%m/%Y}" if record.due else ""


def status(record: Record) -> str:
    if record.row.status in STATUS_VI:
        return STATUS_VI[record.row.status]
    return capital(record.row.waiting_for) if record.facts.assigned else "chờ phân xử lý"


def due_tone(record: Record) -> str:
    return "bad" if record.overdue else ""


def urgent_tone(record: Record) -> str:
    return ("", "warn", "warn", "bad")[record.facts.rank]


def status_tone(record: Record) -> str:
    return {"closed": "muted", "withdrawn": "muted", "returned": "warn"}.get(record.row.status, "")


def _waits(record: Record) -> bool:
    return not record.facts.assigned


def _assigned(record: Record) -> bool:
    return bool(record.facts.assigned)


def _urgent(record: Record) -> bool:
    return bool(record.facts.rank)


def _secret(record: Record) -> bool:
    return bool(record.facts.secret)


def _ordinary(record: Record) -> bool:
    return not record.facts.secret


INCOMING = Listing(
    id="documents.incoming",
    title="Văn bản đến",
    kinds=("incoming",),
    columns=(
        Column("Số đến", 7, number),
        Column("Ngày đến", 10, arrived),
        Column("Tác giả", 18, author),
        Column("Số, ký hiệu", 13, sign),
        Column("Trích yếu", 0, subject),
        Column("Khẩn", 11, urgency, urgent_tone),
        Column("Người xử lý", 14, handler),
        Column("Hạn", 10, due, due_tone),
        Column("Trạng thái", 20, status, status_tone),
    ),
    views=(
        View("Tất cả"),
        View("Chờ phân xử lý", ("open",), where=_waits),
        View("Đang xử lý", ("open", "returned"), where=_assigned),
        View("Quá hạn", ("open", "returned"), overdue=True),
        View("Khẩn", ("open", "returned"), where=_urgent),
        View("Đã xong", ("in_effect", "closed"), where=_ordinary),
        View("Văn bản mật", where=_secret),
    ),
    new=(("incoming", {}),),
    empty="Chưa có văn bản đến nào ở đây; Văn thư đăng ký văn bản mới.",
)
