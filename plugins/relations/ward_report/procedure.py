"""Điều 21, khoản 1: the Office helps the ward offices to report; it reminds and guides, and can do no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.law.procedure import Opening, Parts
from core.law.regulation import Law
from core.law.route import LEADERSHIP, Holder, follower_of_area, task
from core.law.ruling import Objection
from core.office.office import Office

from .. import common

if TYPE_CHECKING:
    from .facts import Receiving, WardReport

Outcome = tuple["WardReport", tuple[Objection, ...]]


def ward_report_route(facts: WardReport, office: Office, law: Law) -> Parts:
    """One step: the report comes. Everything the Office does until then is help (21.1/1)."""
    yield task("receive", "nhận báo cáo của phường, xã", common.clerical(law), "21.1/1", id="receive")


def open_ward_report(facts: WardReport, office: Office, law: Law) -> Opening:
    """Whoever follows the ward puts on the board what it owes; Clerical and the leaders may, too."""
    common.nothing_recorded(facts, ("reminders", "told", "received"))
    common.ward(facts.ward, office)
    step = task(
        "open", "theo dõi báo cáo của phường, xã", follower_of_area(facts.ward), "21.1/1",
        id="open", others=(common.clerical(law), LEADERSHIP),
    )  # fmt: skip
    return Opening(step)


def receiving(facts: WardReport, said: Receiving, by: str, office: Office, law: Law) -> Outcome:
    """Clerical says by which document, or by which incoming matter, it came."""
    from .facts import Receipt

    if not said.document.strip() and said.matter is None:
        return facts, (
            Objection(
                ("21.1/1",), "Chưa ghi báo cáo đến bằng gì.",
                ("Ghi số, ký hiệu văn bản (document) hoặc số việc văn bản đến (matter).",),
            ),
        )  # fmt: skip
    on = common.day_said(said.on, office)
    receipt = Receipt(on=on, document=said.document, matter=said.matter, by=by)
    return facts.model_copy(update={"received": receipt}), ()


def owners(facts: WardReport) -> tuple[Holder, ...]:
    return (follower_of_area(facts.ward), LEADERSHIP)


def norm(facts: WardReport) -> str:
    return "21.1/1"
