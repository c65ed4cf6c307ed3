"""The lists of this area: values a screen, the command line and JSON show alike.

Facts are read by name: where a plugin is broken, a list still shows what the store holds.
"""

from __future__ import annotations

from typing import NamedTuple

from core.law import usual
from core.listing import Column, Listing, Record, View
from core.office.sessions import day_of, label

from . import common
from .mandate.facts import CAPACITY_VI
from .meeting.kinds import KINDS, is_committee
from .round.facts import REASON_VI

OPEN = ("open", "returned", "in_effect")
STATUS_VI = {
    "open": "đang làm", "returned": "trả lại", "in_effect": "còn việc sau", "closed": "xong",
    "declined": "không đồng ý", "withdrawn": "đã rút",
}  # fmt: skip
ALL = View("Tất cả")


class State(NamedTuple):
    says: str
    tone: str = ""


def state(record: Record) -> State:
    """Where a meeting stands on a day: from its acts and its day alone."""
    facts, status = record.facts, record.row.status
    if status == "withdrawn":
        return State("không họp", "muted")
    if status == "returned":
        return State("trả lại, sửa biên bản", "warn")
    if status in ("closed", "in_effect"):
        return State("đã xong", "good")
    if facts.held is None:
        past = facts.on is not None and day_of(facts.on) < record.today
        return State("quá ngày, chưa ghi nhận", "bad") if past else State("đã mời" if facts.called else "sắp tới")
    if not facts.minuted:
        return State("chờ biên bản", "warn")
    if _to_approve(record):
        return State("chờ duyệt biên bản", "warn")
    return State("chờ kết luận", "warn")


def _to_approve(record: Record) -> bool:
    from .meeting.people import shares

    facts = record.facts
    needed = len(shares(facts, record.office)) if is_committee(facts.type) else 0
    return record.row.status == "open" and bool(facts.minuted) and len(facts.approved) < needed


def _what(record: Record) -> str:
    facts = record.facts
    of = f" ({common.called(facts.unit, record.office)})" if facts.unit else ""
    return f"{KINDS[facts.type].name}{of}: {usual.brief(facts.title)}"


def _names(record: Record) -> str:
    return ", ".join(_short(p, record) for p in record.facts.assigned)


def _short(person: str, record: Record) -> str:
    return common.called(person, record.office).removeprefix("Đồng chí ")


MEETINGS = Listing(
    "meetings.meetings",
    "Lịch họp",
    ("meeting",),
    (
        Column("Buổi", 17, lambda r: label(r.facts.on)),
        Column("Cuộc họp", 0, _what),
        Column("Phó dự", 14, _names),
        Column("Ghi biên bản", 16, lambda r: _short(r.facts.recorder, r) if r.facts.recorder else ""),
        Column("Tình trạng", 24, lambda r: state(r).says, lambda r: state(r).tone),
    ),
    (
        View("Sắp tới", ("open",), where=lambda r: r.facts.held is None),
        View("Chờ biên bản", ("open", "returned"), where=lambda r: r.facts.held is not None and not r.facts.minuted),
        View("Chờ duyệt", ("open",), where=_to_approve),
        View("Đã xong", ("closed", "in_effect")),
        View("Không họp", ("withdrawn",)),
        ALL,
    ),
    (("meeting", {}),),
    "Chưa có cuộc họp nào: mở một cuộc họp, chọn loại, ngày và người ghi biên bản.",
)


def _round(record: Record) -> State:
    facts, status = record.facts, record.row.status
    if status in ("withdrawn", "declined", "returned"):
        return State(STATUS_VI[status], "warn" if status == "returned" else "muted")
    if facts.decision:
        return State("đã quyết định", "good")
    if facts.proposal:
        return State("chờ quyết định", "warn")
    if facts.sent_on is None:
        return State("chưa gửi")
    over = facts.reply_by is not None and facts.reply_by < record.today
    return State("hết hạn trả lời, chờ tổng hợp", "warn") if over else State("đang lấy ý kiến")


ROUNDS = Listing(
    "meetings.rounds",
    "Lấy ý kiến bằng văn bản thay họp",
    ("round",),
    (
        Column("Việc", 0, lambda r: usual.brief(r.facts.title)),
        Column("Vì sao không họp", 30, lambda r: REASON_VI[r.facts.reason]),
        Column("Hạn trả lời", 11, lambda r: usual.dmy(r.facts.reply_by) if r.facts.reply_by else ""),
        Column("Tình trạng", 30, lambda r: _round(r).says, lambda r: _round(r).tone),
    ),
    (
        View("Đang lấy ý kiến", OPEN, where=lambda r: not r.facts.proposal),
        View("Chờ quyết định", OPEN, where=lambda r: bool(r.facts.proposal) and not r.facts.decision),
        ALL,
    ),
    (("round", {}),),
    "Chưa lấy ý kiến việc nào: mở một việc, ghi nội dung, vì sao không họp và hỏi những ai.",
)


def _mandate(record: Record) -> State:
    facts, status = record.facts, record.row.status
    if status in ("withdrawn", "declined", "returned"):
        return State(STATUS_VI[status], "warn" if status == "returned" else "muted")
    if facts.spoke:
        return State("đã phát biểu", "good")
    if facts.capacity == "personal":
        return State("ý kiến cá nhân")
    return State("được ủy nhiệm", "good") if facts.given_by else State("chưa được ủy nhiệm", "warn")


MANDATES = Listing(
    "meetings.mandates",
    "Ủy nhiệm phát biểu",
    ("mandate",),
    (
        Column("Người phát biểu", 18, lambda r: _short(r.facts.person, r)),
        Column("Hội nghị, khảo sát", 0, lambda r: usual.brief(r.facts.event)),
        Column("Buổi", 17, lambda r: label(r.facts.on) if r.facts.on is not None else ""),
        Column("Tư cách", 24, lambda r: CAPACITY_VI[r.facts.capacity]),
        Column("Người ủy nhiệm", 16, lambda r: _short(r.facts.given_by, r) if r.facts.given_by else ""),
        Column("Tình trạng", 20, lambda r: _mandate(r).says, lambda r: _mandate(r).tone),
    ),
    (View("Đang chờ", OPEN), ALL),
    (("mandate", {}),),
    "Chưa có việc ủy nhiệm nào: chuyên viên phát biểu nhân danh Văn phòng thì mở một việc để xin ủy nhiệm.",
)
