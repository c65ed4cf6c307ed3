"""Điều 23 (first): the Head reports to the Standing Deputy Secretary – every three months, at once, and beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from core.law import usual
from core.law.procedure import Opening, Parts
from core.law.regulation import Law
from core.law.route import (
    HEAD,
    LEADERSHIP,
    STANDING_DEPUTY_SECRETARY,
    Holder,
    Matter,
    Step,
    person,
    report,
    task,
)
from core.law.ruling import Act, Objection
from core.office.office import Office

from .. import common

if TYPE_CHECKING:
    from .facts import Answering, Deciding, Reporting, ReportUp

Outcome = tuple["ReportUp", tuple[Objection, ...]]
NORMS: Mapping[str, str] = {
    "quy": "23-1/1", "dot_xuat": "23-1/2", "bo_nhiem_pho": "23-2/1", "tuyen_chuyen_vien": "23-2/2",
}  # fmt: skip


def norm(facts: ReportUp) -> str:
    return NORMS[facts.content]


def report_up_route(facts: ReportUp, office: Office, law: Law) -> Parts:
    """23.0: it is the Head who reports. What an article's dash asks for differs in what comes before and after."""
    match facts.content:
        case "quy":
            yield from every_three_months(facts, law)
        case "dot_xuat":
            yield from at_once(law)
        case _:
            yield from beforehand(facts, law)


def every_three_months(facts: ReportUp, law: Law) -> Iterator[Step]:
    """23-1/1: prepared, then reported; an answer is written down if one comes."""
    yield _prepared(facts, "23-1/1")
    yield _reported("23-1/1")
    yield _answered("23-1/1", law, title="cho ý kiến về báo cáo", after=True)


def at_once(law: Law) -> Iterator[Step]:
    """23-1/2: reported the same day, and his direction asked for."""
    yield _reported("23-1/2")
    yield _answered("23-1/2", law, title="cho ý kiến chỉ đạo")


def beforehand(facts: ReportUp, law: Law) -> Iterator[Step]:
    """An intention – a deputy to be appointed, a research specialist to be taken on – is reported before it is decided.

    The four eyes of 23-2/1 and 23-2/2: nothing is decided until what the Standing Deputy Secretary said is on record.
    """
    cite = norm(facts)
    yield _prepared(facts, cite)
    yield _reported(cite)
    yield _answered(cite, law, title="cho ý kiến về dự kiến", answers=True)
    yield task("decide", "quyết định tiến hành", HEAD, cite, id="decide", checks=("relations.reported_before",))


def _prepared(facts: ReportUp, cite: str) -> Step:
    return task("prepare", "chuẩn bị báo cáo", person(facts.responsible), cite, id="prepare")


def _reported(cite: str) -> Step:
    return report(HEAD, cite, "23.0", title="báo cáo Phó Bí thư Thường trực", id="report")


def _answered(cite: str, law: Law, *, title: str, after: bool = False, answers: bool = False) -> Step:
    return task(
        "answer", title, STANDING_DEPUTY_SECRETARY, cite,
        id="answer", recorders=(HEAD, usual.clerical(law)), after=after, answers=answers,
    )  # fmt: skip


def reported_before(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """23-2/1, 23-2/2: whatever else was added to the route, no decision before the answer is on record."""
    facts: ReportUp = matter.facts
    taken = matter.done.get("answer")
    if taken is not None and taken.outcome == "done":
        return None
    return Objection(
        (norm(facts), "23.0"),
        "Dự kiến này chưa có ý kiến của Phó Bí thư Thường trực, chưa quyết định được.",
        ("Báo cáo Phó Bí thư Thường trực và ghi nhận ý kiến của đồng chí ấy trước.",),
    )


def open_report_up(facts: ReportUp, office: Office, law: Law) -> Opening:
    """By the Head, a deputy, or whoever prepares it."""
    common.nothing_recorded(facts, ("reported", "answer", "decision"))
    objections = tuple(usual.one_of_each("", facts.responsible, office))
    if not objections:
        usual.require_insider(facts.responsible, office, "người chuẩn bị")
        objections = tuple(_objections(facts))
    step = task(
        "open", "lập báo cáo Phó Bí thư Thường trực", LEADERSHIP, norm(facts), "23.0",
        id="open", others=(person(facts.responsible),), readings=("A28",) if facts.content == "quy" else (),
    )  # fmt: skip
    return Opening(step, objections)


def _objections(facts: ReportUp) -> Iterator[Objection]:
    if facts.content == "quy" and not facts.period.strip():
        yield Objection(
            ("23-1/1",),
            "Báo cáo ba tháng một lần phải ghi kỳ nào.",
            ("Ghi kỳ báo cáo (period), ví dụ «quý III/2024».",),
        )


def reporting(facts: ReportUp, said: Reporting, by: str, office: Office, law: Law) -> Outcome:
    """Puts on record how and when it was reported."""
    from .facts import Reported

    reported = Reported(way=said.way, on=usual.day_said(said.on, office))
    return facts.model_copy(update={"reported": reported}), ()


def answering(facts: ReportUp, said: Answering, by: str, office: Office, law: Law) -> Outcome:
    return facts.model_copy(update={"answer": said.says}), ()


def deciding(facts: ReportUp, said: Deciding, by: str, office: Office, law: Law) -> Outcome:
    return facts.model_copy(update={"decision": said.decision}), ()


def owners(facts: ReportUp) -> tuple[Holder, ...]:
    return (person(facts.responsible), HEAD)
