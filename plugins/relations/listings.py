"""The lists of this area: values a screen, the command line and JSON show alike.

Facts are read by name: where a plugin is broken, a list still shows what the store holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.law import usual
from core.listing import Column, Listing, Record, View

from . import common
from .coordination import records as coordination
from .direct_task.givers import name_of
from .joint import records as joint
from .lateness import State
from .report_up import records as report_up
from .ward_guidance import records as guidance
from .ward_report.state import state_on

OPEN = ("open", "returned", "in_effect")
STATUS_VI = {
    "open": "đang làm", "returned": "trả lại", "in_effect": "còn việc sau", "closed": "xong",
    "declined": "không đồng ý", "withdrawn": "đã rút",
}  # fmt: skip
UNDER_WAY, ALL = View("Đang làm", OPEN), View("Tất cả")


def _gone(record: Record) -> State | None:
    """What was taken back or declined has no further state."""
    status = record.row.status
    return State(STATUS_VI[status], "muted") if status in ("withdrawn", "declined") else None


def _lead(record: Record) -> str:
    found = record.office.person(record.row.responsible or "")
    return found.name if found else ""


def _opener(record: Record) -> str:
    found = record.office.person(record.row.opened_by)
    return found.name if found else record.row.opened_by


def _day(day: date | None) -> str:
    return usual.dmy(day) if day else ""


def _status(record: Record) -> str:
    return STATUS_VI.get(record.row.status, record.row.status)


# -- Điều 22 (thứ nhất), Điều 22 (thứ hai)


def _coordination(record: Record) -> State:
    return _gone(record) or coordination.state(record.facts, record.office)


COORDINATION = Listing(
    "relations.coordination",
    "Phối hợp với cơ quan khác",
    ("coordination",),
    (
        Column("Khoản, đề nghị", 0, lambda r: f"{r.facts.content} {usual.brief(r.facts.request)}"),
        Column("Cơ quan", 18, lambda r: coordination.counterpart_name(r.facts, r.office)),
        Column("Chủ trì", 12, _lead),
        Column("Hạn", 10, lambda r: _day(r.facts.reply_by)),
        Column("Tình trạng", 24, lambda r: _coordination(r).says, lambda r: _coordination(r).tone),
    ),
    (
        UNDER_WAY,
        View("Quá hạn trả lời", OPEN, where=lambda r: _coordination(r).tone == "bad"),
        View("Chờ kết thúc", OPEN, where=lambda r: r.facts.answer is not None),
        ALL,
    ),
    (("coordination", {}),),
    "Chưa có việc phối hợp nào: mở một việc, chọn nội dung theo Điều 22 và cơ quan cần hỏi.",
)

# -- Điều 21


def _ward(record: Record) -> State:
    return _gone(record) or state_on(record.facts, record.today, record.office.calendar)


def _reminders(record: Record) -> str:
    count = len(record.facts.reminders)
    return f"lần thứ {count}" if count else ""


WARDS = Listing(
    "relations.wards",
    "Báo cáo của phường, xã",
    ("ward_report",),
    (
        Column("Nơi gửi", 12, lambda r: common.area_name(r.facts.ward, r.office)),
        Column("Báo cáo", 0, lambda r: str(r.facts.report)),
        Column("Hạn", 10, lambda r: _day(r.facts.due)),
        Column("Tình trạng", 27, lambda r: _ward(r).says, lambda r: _ward(r).tone),
        Column("Đã nhắc", 9, _reminders),
    ),
    (
        View("Chưa nhận", ("open",)),
        View("Quá hạn", ("open",), where=lambda r: _ward(r).tone == "bad"),
        View("Đã nhận", ("closed",)),
        ALL,
    ),
    (("ward_report", {}),),
    "Chưa theo dõi báo cáo nào: mở một việc, ghi địa bàn, báo cáo và ngày hạn.",
)


def _guidance(record: Record) -> State:
    return _gone(record) or guidance.state(record.facts)


GUIDANCE = Listing(
    "relations.guidance",
    "Hướng dẫn, thông tin cho phường, xã",
    ("ward_guidance",),
    (
        Column("Nội dung", 0, lambda r: guidance.heading(r.facts, r.office)),
        Column("Người lo", 16, _lead),
        Column("Ngày gửi", 10, lambda r: _day(r.facts.sent.on) if r.facts.sent else ""),
        Column("Đã nhận", 18, lambda r: _guidance(r).says, lambda r: _guidance(r).tone),
    ),
    (View("Chưa nhận đủ", where=lambda r: _guidance(r).tone == "warn"), View("Chưa gửi", ("open", "returned")), ALL),
    (("ward_guidance", {}),),
    "Chưa gửi nội dung nào cho phường, xã: mở một việc, ghi loại nội dung và người chịu trách nhiệm chính.",
)

# -- Điều 6, khoản 1; Điều 23 (thứ nhất)


def _direct(record: Record) -> State:
    gone = _gone(record)
    if gone is not None or record.row.status == "returned":
        return gone or State(_status(record), "warn")
    facts = record.facts
    if facts.back:
        return State("đã báo lại", "good")
    if facts.result is not None:
        return State("chờ báo lại", "warn")
    return State("quá hạn" if record.overdue else "đang làm", "bad" if record.overdue else "")


DIRECT = Listing(
    "relations.direct",
    "Việc giao thẳng cho chuyên viên",
    ("direct_task",),
    (
        Column("Việc", 0, lambda r: usual.brief(r.facts.task)),
        Column("Người giao", 18, lambda r: name_of(r.facts.giver, r.office)),
        Column("Chuyên viên", 16, _lead),
        Column("Hạn", 10, lambda r: _day(r.facts.until)),
        Column("Tình trạng", 14, lambda r: _direct(r).says, lambda r: _direct(r).tone),
    ),
    (
        UNDER_WAY,
        View("Chờ báo lại", ("in_effect",), where=lambda r: r.facts.result is not None and not r.facts.back),
        ALL,
    ),
    (("direct_task", {}),),
    "Chưa có việc nào Bí thư, Phó Bí thư Thường trực giao thẳng; chuyên viên được giao thì mở việc ở đây.",
)


def _up(record: Record) -> State:
    gone = _gone(record)
    facts = record.facts
    if gone is not None or facts.decision:
        return gone or State("đã quyết định", "good")
    if facts.answer:
        return State("đã có ý kiến", "good")
    return State("chờ ý kiến", "warn") if facts.reported else State("chưa báo cáo", "")


UP = Listing(
    "relations.up",
    "Báo cáo Phó Bí thư Thường trực",
    ("report_up",),
    (
        Column("Báo cáo", 0, lambda r: report_up.heading(r.facts, r.office)),
        Column("Người chuẩn bị", 16, _lead),
        Column("Đã báo cáo", 10, lambda r: _day(r.facts.reported.on) if r.facts.reported else ""),
        Column("Tình trạng", 16, lambda r: _up(r).says, lambda r: _up(r).tone),
    ),
    (UNDER_WAY, View("Dự kiến chưa có ý kiến", OPEN, where=lambda r: r.facts.intended and not r.facts.answer), ALL),
    (("report_up", {}), ("report_up", {"content": "dot_xuat"})),
    "Chưa có báo cáo nào: ba tháng một lần báo cáo tình hình, việc đột xuất báo ngay, dự kiến nhân sự báo trước.",
)

# -- Điều 19


def _joint(record: Record) -> State:
    gone = _gone(record)
    facts = record.facts
    if gone is not None or facts.result:
        return gone or State("đã kết thúc", "muted")
    if facts.answer is not None:
        return State("đã có ý kiến", "good")
    return State("chờ ý kiến", "warn") if facts.asked else State("chưa hỏi", "")


JOINT = Listing(
    "relations.joint",
    "Việc với chi bộ, công đoàn",
    ("joint",),
    (
        Column("Việc", 0, lambda r: usual.brief(r.facts.about)),
        Column("Với ai", 18, lambda r: joint.counterpart_name(r.facts, r.office)),
        Column("Người lo", 16, _lead),
        Column("Ngày hỏi", 10, lambda r: _day(r.facts.asked.on) if r.facts.asked else ""),
        Column("Tình trạng", 16, lambda r: _joint(r).says, lambda r: _joint(r).tone),
    ),
    (UNDER_WAY, ALL),
    (("joint", {}),),
    "Chưa có việc nào lấy ý kiến chi bộ, công đoàn.",
)

# -- Điều 14, khoản 2

TRIPS = Listing(
    "relations.trips",
    "Đi cơ sở",
    ("field_trip",),
    (
        Column("Chuyến đi", 0, lambda r: r.row.title),
        Column("Nội dung", 24, lambda r: usual.brief(r.facts.purpose)),
        Column("Tình trạng", 16, _status),
    ),
    (UNDER_WAY, View("Chờ đồng ý", ("open",)), ALL),
    (("field_trip", {}),),
    "Chưa có chuyến đi cơ sở nào: chuyên viên theo dõi địa bàn báo cáo và xin đồng ý ở đây.",
)

# -- Điều 4, khoản 8: a visitor's travel paper is a document of the documents area


def _fact(record: Record, name: str) -> Any:
    facts = record.facts
    return facts.get(name) if isinstance(facts, Mapping) else getattr(facts, name, None)


def _is_visitor(record: Record) -> bool:
    """Travel papers and mission orders of guests (4.8/1)."""
    return _fact(record, "type") in ("giay_di_duong", "cong_lenh") and _fact(record, "holder") == "visitor"


VISITORS = Listing(
    "relations.visitors",
    "Giấy đi đường của khách",
    ("document",),
    (
        Column("Giấy", 0, lambda r: r.row.title),
        Column("Số", 16, lambda r: r.number),
        Column("Người lập", 16, _opener),
        Column("Tình trạng", 16, _status),
    ),
    (
        View("Chờ xác nhận", ("open", "returned"), where=_is_visitor),
        View("Đã xác nhận", ("in_effect", "closed"), where=_is_visitor),
        View("Tất cả", where=_is_visitor),
    ),
    (("document", {"type": "giay_di_duong", "holder": "visitor"}),),
    "Chưa có giấy đi đường nào của khách: mở một giấy để Phó Chánh Văn phòng xác nhận.",
)
