"""The lists of this area: values a screen, the command line and JSON show alike."""

from __future__ import annotations

from core.law import usual
from core.law.duty import DueState
from core.listing import Column, Listing, Record, View

from . import common, schedule
from .event.occasions import OCCASIONS, TO_VI
from .periodic import records as periodic

GONE = {"withdrawn": "đã rút", "declined": "không nhận"}
STATUS_VI = {"open": "chờ báo cáo", "in_effect": "chờ ý kiến", "closed": "đã báo cáo", **GONE}


def _state(record: Record) -> DueState:
    """What was taken back has no further state."""
    if record.row.status in GONE:
        return DueState(GONE[record.row.status], "muted")
    return periodic.worst(record.facts, record.office, record.law)


def _due(record: Record) -> str:
    on = schedule.due_day(record.facts.type, record.facts.period, record.law)
    return usual.dmy(on) if on else ""


def _arrived(record: Record) -> str:
    return usual.dmy(record.facts.arrived.on) if record.facts.arrived else ""


def _authors(record: Record) -> str:
    return ", ".join(common.bare_name(p, record.office) for p in record.facts.authors)


REPORTS = Listing(
    "reporting.reports",
    "Báo cáo định kỳ",
    ("report",),
    (
        Column("Báo cáo", 0, lambda r: schedule.title(r.facts.type, r.facts.period)),
        Column("Người báo cáo", 16, _authors),
        Column("Hạn", 10, _due),
        Column("Nhận", 10, _arrived),
        Column("Tình trạng", 24, lambda r: periodic.said(_state(r)), lambda r: _state(r).tone),
    ),
    (
        View("Chưa nộp", ("open",)),
        View("Quá hạn", ("open",), where=lambda r: _state(r).tone == "bad"),
        View("Đã nhận", ("in_effect", "closed")),
        View("Nộp trễ", ("in_effect", "closed"), where=lambda r: _state(r).word == "nộp trễ"),
        View("Tất cả"),
    ),
    tuple(("report", {"type": type}) for type in schedule.TYPES),
    "Chưa có báo cáo nào: lập một báo cáo, ghi loại và kỳ.",
)


def _to(record: Record) -> str:
    return TO_VI[record.facts.addressee].removeprefix("đồng chí ")


def _event_state(record: Record) -> str:
    return STATUS_VI.get(record.row.status, record.row.status)


def _event_tone(record: Record) -> str:
    if record.row.status in GONE:
        return "muted"
    return "bad" if record.overdue else "" if record.row.status == "open" else "good"


EVENTS = Listing(
    "reporting.events",
    "Báo cáo sự việc",
    ("event_report",),
    (
        Column("Nội dung", 0, lambda r: usual.brief(r.facts.meeting or r.facts.about)),
        Column("Báo cáo về", 18, lambda r: OCCASIONS[r.facts.which].title),
        Column("Người báo cáo", 14, lambda r: common.bare_name(r.facts.person, r.office)),
        Column("Báo cáo ai", 18, _to),
        Column("Tình trạng", 13, _event_state, _event_tone),
    ),
    (
        View("Tất cả"),
        View("Chờ báo cáo", ("open",)),
        View("Chờ ý kiến", ("in_effect",)),
        View("Gấp", where=lambda r: r.facts.urgency == "gap"),
    ),
    (("event_report", {}),),
    "Chưa có báo cáo sự việc nào: lập một báo cáo, chọn báo cáo về việc gì.",
)
