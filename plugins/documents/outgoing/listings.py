"""The lists of outgoing documents: drafts on their way, what waits for a signature, what is out and who has it."""

from __future__ import annotations

from core.listing import Column, Listing, Record, View
from core.text import capital

from .classes import CLASS_VI, class_of
from .facts import URGENCY_VI, Outgoing
from .issue import SECRET_BOOK
from .types import TYPES, printed

STATUS_VI = {
    "returned": "trả lại hoàn chỉnh", "declined": "không đồng ý", "withdrawn": "đã rút", "in_effect": "đã phát hành",
    "closed": "đã lưu",
}  # fmt: skip
STAGE_VI = {
    "designate": "chờ chỉ định chủ trì", "draft": "đang soạn", "comment": "đang lấy góp ý", "consult": "đang trao đổi",
    "submit": "chờ trình", "approve": "chờ duyệt", "arbitrate": "chờ Chánh quyết", "opinion": "lấy ý kiến tập thể",
    "decide": "chờ quyết định", "brief": "chờ báo cáo", "present": "chờ trình ký", "sign": "chờ ký",
    "issue": "chờ phát hành", "file": "chờ lưu",
}  # fmt: skip


def _facts(record: Record) -> Outgoing | None:
    """What may be shown; nothing of a secret one but its kind and number (13/1)."""
    return record.facts if isinstance(record.facts, Outgoing) and not record.facts.secret else None


def kind(record: Record) -> str:
    return TYPES[record.facts.type].name if isinstance(record.facts, Outgoing) else ""


def title(record: Record) -> str:
    found = _facts(record)
    return found.title if found else f"Văn bản mật, {SECRET_BOOK}"


def lead(record: Record) -> str:
    found = record.office.establishment.units.get(record.row.unit or "")
    return found.name.removeprefix("Bộ phận ") if found else ""


def responsible(record: Record) -> str:
    found = record.office.person(record.row.responsible or "")
    return found.name if found else ""


def verb(record: Record) -> str:
    """Of the step that is next."""
    return (record.row.step or "").partition(":")[0]


def stage(record: Record) -> str:
    if record.row.status in STATUS_VI:
        return STATUS_VI[record.row.status]
    return STAGE_VI.get(verb(record)) or capital(record.row.waiting_for)


def waits_for(record: Record) -> str:
    return capital(record.row.waiting_for)


def stage_tone(record: Record) -> str:
    return {"returned": "warn", "declined": "bad", "withdrawn": "muted", "closed": "muted"}.get(record.row.status, "")


def due(record: Record) -> str:
    return f"{record.due:%d/%m/%Y}" if record.due else ""


def due_tone(record: Record) -> str:
    return "bad" if record.overdue else ""


def urgency(record: Record) -> str:
    found = _facts(record)
    return URGENCY_VI[found.urgency] if found and found.urgency != "thuong" else ""


def urgency_tone(record: Record) -> str:
    return {"hoa_toc": "bad", "thuong": ""}.get(record.facts.urgency, "warn")


def paper(record: Record) -> str:
    found = _facts(record)
    return CLASS_VI[class_of(found)] if found else ""


def number(record: Record) -> str:
    found = record.facts
    if record.number or not isinstance(found, Outgoing) or found.number is None:
        return record.number
    return printed(found.issuer, TYPES[found.type].series, found.number)


def issued_on(record: Record) -> str:
    day = record.facts.issued_on if isinstance(record.facts, Outgoing) else None
    return f"{day:%d/%m/%Y}" if day else ""


def received(record: Record) -> str:
    found = _facts(record)
    return f"{len(found.receipts)}/{len(found.sent_to)}" if found and found.sent_to else ""


def received_tone(record: Record) -> str:
    found = _facts(record)
    return "warn" if found and len(found.receipts) < len(found.sent_to) else ""


def _asked(record: Record) -> bool:
    return verb(record) in ("comment", "consult")


def _not_received(record: Record) -> bool:
    found = _facts(record)
    return found is not None and len(found.receipts) < len(found.sent_to)


def _drafting(record: Record) -> bool:
    return verb(record) in ("designate", "draft", "submit")


def _put_up(record: Record) -> bool:
    return verb(record) in ("approve", "arbitrate", "opinion", "decide")


def _to_sign(record: Record) -> bool:
    return verb(record) in ("brief", "present", "sign")


def _to_issue(record: Record) -> bool:
    return verb(record) == "issue"


_COMMON = (Column("Loại", 16, kind), Column("Trích yếu", 0, title))
_UNDER_WAY = ("open", "returned")

DRAFTS = Listing(
    id="documents.drafts",
    title="Dự thảo, hồ sơ trình",
    kinds=("document",),
    columns=(
        *_COMMON,
        Column("Chủ trì", 16, lead),
        Column("Chịu trách nhiệm", 14, responsible),
        Column("Khẩn", 11, urgency, urgency_tone),
        Column("Hạn", 10, due, due_tone),
        Column("Đang ở", 22, stage, stage_tone),
    ),
    views=(
        View("Đang làm", _UNDER_WAY),
        View("Đang soạn", _UNDER_WAY, where=_drafting),
        View("Đang lấy góp ý, trao đổi", _UNDER_WAY, where=_asked),
        View("Đã trình, chờ duyệt", ("open",), where=_put_up),
        View("Trả lại", ("returned",)),
        View("Quá hạn", _UNDER_WAY, overdue=True),
        View("Tất cả"),
    ),
    new=(("document", {}), ("document", {"type": "cong_van_moi_hop"}), ("document", {"type": "thong_bao_y_kien"})),
    empty="Chưa có dự thảo nào ở đây; soạn văn bản mới để bắt đầu.",
)

SIGNING = Listing(
    id="documents.signing",
    title="Trình ký",
    kinds=("document",),
    columns=(
        *_COMMON,
        Column("Thẩm quyền ký", 24, paper),
        Column("Khẩn", 11, urgency, urgency_tone),
        Column("Hạn", 10, due, due_tone),
        Column("Chờ ai", 22, waits_for),
    ),
    views=(
        View("Chờ ký", ("open",), where=_to_sign),
        View("Chờ phát hành", ("open",), where=_to_issue),
        View("Quá hạn", ("open",), overdue=True, where=_to_sign),
    ),
    empty="Không có văn bản nào đang trình ký.",
)

ISSUED = Listing(
    id="documents.issued",
    title="Văn bản đã phát hành",
    kinds=("document",),
    columns=(
        Column("Số, ký hiệu", 14, number),
        Column("Ngày", 10, issued_on),
        *_COMMON,
        Column("Soạn", 14, responsible),
        Column("Đã nhận", 8, received, received_tone),
        Column("Trạng thái", 16, stage, stage_tone),
    ),
    views=(
        View("Tất cả", ("in_effect", "closed")),
        View("Còn nơi chưa ký nhận", ("in_effect", "closed"), where=_not_received),
        View("Chờ lưu", ("in_effect",)),
    ),
    empty="Chưa có văn bản nào được phát hành.",
)
