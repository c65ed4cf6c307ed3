"""The lists of this area: values a screen, the command line and JSON show alike. Every state comes from `state`."""

from __future__ import annotations

from datetime import date, datetime

from core.law import usual
from core.listing import Column, Listing, Record, View
from core.office.sessions import ZONE

from . import common
from .plan.records import missing, stage
from .state import State, state
from .timeline import strip

LEFT = ("open", "returned")


def now(record: Record) -> State:
    return state(record.facts, record.row.status, record.today)


def late(record: Record) -> bool:
    found = now(record)
    return found.left and found.days > 0


def due_this_week(record: Record) -> bool:
    """Due by the Sunday of the week of the day, and not late yet."""
    due, today = record.facts.due, record.today
    return now(record).left and today <= due and due.isocalendar()[:2] == today.isocalendar()[:2]


def due_this_month(record: Record) -> bool:
    due, today = record.facts.due, record.today
    return now(record).left and today <= due and (due.year, due.month) == (today.year, today.month)


def nobody_there(record: Record) -> bool:
    """Whoever was responsible is no longer of the unit: it must be handed over."""
    members = record.office.establishment.members.get(record.facts.unit, ())
    return now(record).left and record.facts.responsible not in members


def decides(record: Record) -> str:
    """Which level must decide: on what was asked for, on what waits, on what is late."""
    facts, office = record.facts, record.office
    if facts.proposal is not None:
        return _short(facts.proposal.to, record)
    if now(record).phase == "waiting" or late(record) or nobody_there(record):
        return _short(common.leader_of(facts.unit, office), record)
    return ""


def _lead(record: Record) -> str:
    return _short(record.facts.responsible, record)


def _short(person: str, record: Record) -> str:
    """A name without the form of address, which a narrow column has no room for."""
    found = record.office.person(person)
    return found.name if found else record.office.establishment.names.get(person, person)


TASKS = Listing(
    "planning.tasks",
    "Việc trong kế hoạch, việc được giao",
    ("task",),
    (
        Column("Việc", 0, lambda r: r.row.title),
        Column("Người làm", 14, _lead, lambda r: "bad" if nobody_there(r) else ""),
        Column("Hạn", 10, lambda r: usual.dmy(r.facts.due)),
        Column("Tình trạng", 18, lambda r: now(r).word, lambda r: now(r).tone),
        Column("Chờ ai quyết", 14, decides),
        Column("Sản phẩm", 18, lambda r: usual.brief(r.facts.product)),
    ),
    (
        View("Đang làm", LEFT, where=lambda r: now(r).left),
        View("Quá hạn", LEFT, where=late),
        View("Đến hạn tuần này", LEFT, where=due_this_week),
        View("Đến hạn tháng này", LEFT, where=due_this_month),
        View("Chờ nghiệm thu", ("open",), where=lambda r: now(r).phase == "waiting"),
        View("Chờ quyết định đổi", ("open",), where=lambda r: r.facts.proposal is not None),
        View("Người giữ việc đã chuyển đi", LEFT, where=nobody_there),
        View("Kế hoạch cơ quan", where=lambda r: r.facts.scope == "office"),
        View("Đột xuất", where=lambda r: r.facts.source == "sudden"),
        View("Đã xong", ("closed",)),
        View("Tất cả"),
    ),
    (("task", {}), ("task", {"source": "sudden"}), ("task", {"source": "conclusion"})),
    "Chưa có việc nào ở đây: ghi việc của kế hoạch, mỗi việc một bộ phận, một người, một sản phẩm, một hạn.",
)


def opened(record: Record) -> date:
    return datetime.fromisoformat(record.row.opened_at).astimezone(ZONE).date()


def _of_the_year(record: Record) -> bool:
    """Does any of it lie in the year of the day?"""
    facts, year = record.facts, record.today.year
    first: date = facts.start or opened(record)
    ended: date = facts.finished or (record.today if now(record).left else facts.due)
    due: date = facts.due
    return first.year <= year <= max(due, ended).year


def _in_quarter(record: Record) -> bool:
    due: date = record.facts.due
    return (due.year, (due.month - 1) // 3) == (record.today.year, (record.today.month - 1) // 3)


def _in_month(record: Record) -> bool:
    due: date = record.facts.due
    return (due.year, due.month) == (record.today.year, record.today.month)


TIMELINE = Listing(
    "planning.timeline",
    "Tiến độ theo thời gian",
    ("task",),
    (
        Column("Việc", 0, lambda r: r.row.title),
        Column("Người làm", 14, _lead),
        Column(
            "1 2 3 4 5 6 7 8 9 101112", 24, lambda r: strip(r.facts, r.row.status, opened(r), r.today),
            lambda r: now(r).tone,
        ),
        Column("Tình trạng", 18, lambda r: now(r).word, lambda r: now(r).tone),
    ),
    (
        View("Năm nay", where=_of_the_year),
        View("Hạn trong quý này", where=_in_quarter),
        View("Hạn trong tháng này", where=_in_month),
        View("Quá hạn", LEFT, where=late),
    ),
    (("task", {}),),
    "Chưa có việc nào trong khoảng này.",
)  # fmt: skip


def _stage(record: Record) -> tuple[str, str]:
    return stage(record.facts, record.row.status)


def _received(record: Record) -> str:
    sent = len(record.facts.sent_to)
    return f"{sent - len(missing(record.facts))}/{sent}" if sent else ""


PLANS = Listing(
    "planning.plans",
    "Kế hoạch công tác năm",
    ("plan",),
    (
        Column("Kế hoạch", 0, lambda r: r.row.title),
        Column("Người soạn", 16, _lead),
        Column("Quyết định", 10, lambda r: usual.dmy(r.facts.decided_on) if r.facts.decided_on else ""),
        Column("Đã nhận", 8, _received, lambda r: "warn" if missing(r.facts) else ""),
        Column("Tình trạng", 30, lambda r: _stage(r)[0], lambda r: _stage(r)[1]),
    ),
    (
        View("Tất cả"),
        View("Đang lập", LEFT),
        View("Còn nơi chưa nhận", ("in_effect", "closed"), where=lambda r: bool(missing(r.facts))),
        View("Của Văn phòng", where=lambda r: r.facts.scope == "office"),
        View("Của bộ phận", where=lambda r: r.facts.scope == "unit"),
    ),
    (("plan", {"scope": "office"}), ("plan", {"scope": "unit"})),
    "Chưa có kế hoạch nào: Bộ phận Tổng hợp soạn kế hoạch năm của Văn phòng, các bộ phận lập kế hoạch của mình.",
)
