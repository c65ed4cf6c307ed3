"""Điều 21, khoản 1: the Office helps the ward offices to report; it reminds and guides, and can do no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.law import usual
from core.law.procedure import Opening, Parts
from core.law.regulation import Law
from core.law.route import LEADERSHIP, Holder, Matter, follower_of_area, task
from core.law.ruling import Act, Objection
from core.office.office import Office

from .. import common

if TYPE_CHECKING:
    from .facts import Receiving, Reminding, WardReport

Outcome = tuple["WardReport", tuple[Objection, ...]]


def ward_report_route(facts: WardReport, office: Office, law: Law) -> Parts:
    """The report comes. Everything the Office does until then is help (21.1/1).

    Once its day is past, the next reminder waits on the desk of who follows the ward (21.1/2); the report can still
    come at any time, and then nothing is left.
    """
    yield task(
        "receive", "nhận báo cáo của phường, xã", usual.clerical(law), "21.1/1",
        id="receive", lapses=facts.due, checks=("relations.came_by",),
    )  # fmt: skip
    if facts.received is None:
        n = len(facts.reminders) + 1
        title = f"nhắc lần thứ {n} khi quá hạn, kèm hướng dẫn"
        yield task("chase", title, follower_of_area(facts.ward), "21.1/1", "21.1/2", id=f"chase:{n}")


def open_ward_report(facts: WardReport, office: Office, law: Law) -> Opening:
    """Whoever follows the ward puts on the board what it owes; Clerical and the leaders may, too."""
    common.nothing_recorded(facts, ("reminders", "told", "received"))
    common.ward(facts.ward, office)
    step = task(
        "open", "theo dõi báo cáo của phường, xã", follower_of_area(facts.ward), "21.1/1",
        id="open", others=(usual.clerical(law), LEADERSHIP),
    )  # fmt: skip
    return Opening(step)


def receiving(facts: WardReport, said: Receiving, by: str, office: Office, law: Law) -> Outcome:
    """Clerical says by which document, or by which incoming matter, it came."""
    from .facts import Receipt

    on = usual.day_said(said.on, office)
    receipt = Receipt(on=on, document=said.document, matter=said.matter, by=by)
    return facts.model_copy(update={"received": receipt}), ()


def came_by(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """A report comes by some document, or is an incoming matter: said with the act, also where many are received."""
    if act is None or act.outcome != "done":
        return None
    if str(act.payload.get("document") or "").strip() or act.payload.get("matter"):
        return None
    unblock = ("Ghi số, ký hiệu văn bản (document) hoặc số việc văn bản đến (matter).",)
    return Objection(("21.1/1",), "Chưa ghi báo cáo đến bằng gì.", unblock)


def chasing(facts: WardReport, said: Reminding, by: str, office: Office, law: Law) -> Outcome:
    """A reminder taken from the desk; its number is found here, in the act itself: no two carry the same one."""
    from .facts import Reminder

    new = Reminder(n=len(facts.reminders) + 1, at=office.at, to=said.to, guidance=said.guidance)
    return facts.model_copy(update={"reminders": (*facts.reminders, new)}), ()


def owners(facts: WardReport) -> tuple[Holder, ...]:
    return (follower_of_area(facts.ward), LEADERSHIP)


def norm(facts: WardReport) -> str:
    return "21.1/1"
