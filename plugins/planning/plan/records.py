"""How a plan is called, what is due, which duty it meets, and who has not received it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.law import usual
from core.law.duty import Met
from core.law.regulation import Law
from core.law.route import Matter, Step
from core.law.sheet import Sheet, SheetRow, Tie
from core.office.office import Office

from .. import common
from ..duties import office_key, unit_key
from .facts import PARTS, Plan
from .hearing import digest


def heading(facts: Plan, office: Office) -> str:
    """«Kế hoạch công tác năm 2025 của Văn phòng»."""
    whose = "Văn phòng" if facts.scope == "office" else usual.unit_name(facts.unit, office)
    return f"Kế hoạch công tác năm {facts.year} của {whose}"


def stage(facts: Plan, status: str) -> tuple[str, str]:
    """Where a plan stands, and its tone, from what is on record."""
    if status == "withdrawn":
        return "đã rút", "muted"
    if status == "declined":
        return "không được đồng ý", "bad"
    if status == "returned":
        return "trả lại, chờ hoàn chỉnh", "warn"
    if facts.sent_on is not None:
        left = len(missing(facts))
        return (f"đã gửi, còn {left} nơi chưa nhận", "warn") if left else ("đã gửi đủ", "good")
    if facts.decided_on is not None:
        return ("đã quyết định, chờ gửi", "warn") if facts.scope == "office" else ("đã đồng ý", "good")
    if facts.submitted_on is not None:
        return ("chờ tập thể và Chánh Văn phòng", "") if facts.scope == "office" else ("chờ đồng ý", "")
    return "đang soạn", ""


def missing(facts: Plan) -> tuple[str, ...]:
    """8.2: to whom it was sent and who has not received it."""
    had = {r.recipient for r in facts.receipts}
    return tuple(party for party in facts.sent_to if party not in had)


def sheets(matter: Matter, office: Office, law: Law) -> Iterator[Sheet]:
    facts: Plan = matter.facts
    yield dossier(matter)
    if facts.scope == "office":
        yield digest(matter, office)
    if facts.sent_on is not None:
        yield receipts(facts, office)
    if facts.revised:
        rows = tuple(SheetRow((usual.dmy(r.on), r.text, r.reason)) for r in facts.revised)
        yield Sheet("Đã điều chỉnh", ("Ngày", "Nội dung", "Lý do"), rows)


def dossier(matter: Matter) -> Sheet:
    """8.1/1: what must be there before it goes up."""
    wanted = ("can_cu", "du_thao") if matter.facts.scope == "office" else ("du_thao",)
    newest = {file.part: file for file in matter.attachments}
    rows = tuple(
        SheetRow((PARTS[part], newest[part].name), "good") if part in newest
        else SheetRow((PARTS[part], "chưa có"), "bad")
        for part in wanted
    )  # fmt: skip
    return Sheet("Hồ sơ kế hoạch", ("Phần", "Tệp"), rows, matter.facts.basis)


def receipts(facts: Plan, office: Office) -> Sheet:
    had = {r.recipient: r.on for r in facts.receipts}
    rows = tuple(
        SheetRow((common.name_of(party, office), usual.dmy(had[party])), "good") if party in had
        else SheetRow((common.name_of(party, office), "chưa nhận"), "warn")
        for party in facts.sent_to
    )  # fmt: skip
    left = len(missing(facts))
    return Sheet("Nơi nhận kế hoạch", ("Nơi nhận", "Ngày nhận"), rows, f"Còn {left} nơi chưa nhận." if left else "")


def warnings(facts: Plan, office: Office, law: Law) -> Iterator[str]:
    """8.3/1: a unit's plan follows that of the Office."""
    if facts.scope == "unit" and facts.office_plan is None:
        yield "Chưa ghi kế hoạch của Văn phòng mà kế hoạch bộ phận dựa vào (Điều 8, khoản 3)."


def due(matter: Matter, step: Step, office: Office, law: Law) -> date | None:
    facts: Plan = matter.facts
    return facts.opinions_by if step.verb == "opinion" else None


def leads(facts: Plan, office: Office) -> tuple[str | None, str | None]:
    return facts.unit, facts.responsible


def links(facts: Plan) -> tuple[Tie, ...]:
    return (Tie(facts.office_plan, "theo kế hoạch của Văn phòng"),) if facts.office_plan else ()


def fulfils(matter: Matter, office: Office, law: Law) -> Iterator[Met]:
    """The reminder of the year is met once the draft has gone up."""
    facts: Plan = matter.facts
    if facts.submitted_on is not None and matter.status != "declined":
        key = office_key(facts.year) if facts.scope == "office" else unit_key(facts.unit, facts.year)
        yield Met(key, facts.submitted_on)
