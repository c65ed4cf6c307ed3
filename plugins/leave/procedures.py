"""The two kinds of matter of this area, put together."""

from __future__ import annotations

from core.law.procedure import Procedure
from core.law.route import Step, person, task

from . import changes, checks, figures, opening, procedure, records
from .facts import Away, Leave, Mission


def _subject(facts: Away) -> str:
    return facts.person


def _begin(facts: Away) -> Step:
    """To go: only when everything that must come before has been done (18.u2/1, S01)."""
    return task("start", "bắt đầu nghỉ", person(facts.person), "18.u2/1", id="start", checks=("leave.today",))


LEAVE = Procedure(
    kind="leave",
    title="Nghỉ phép, nghỉ việc riêng",
    area="leave",
    facts=Leave,
    subject=_subject,
    route=procedure.leave_route,
    opening=opening.open_leave,
    heading=records.heading,
    verbs=("form", "phone", "consent", "report", "inform", "name", "late_form", "file"),
    checks={"leave.named": checks.named_deputy, "leave.today": checks.not_before_its_day},
    bars=(checks.own_request,),
    begin=_begin,
    changes={"withdraw": changes.withdraw, "shorten": changes.shorten, "complete": changes.complete},
    extension=changes.extension,
    records=records.records,
    warnings=records.warnings,
    span=lambda facts: facts.span,
    due=records.due,
    taken_at_opening=records.taken_at_opening,
    lacking=records.lacking,
    reasons=records.reasons,
    figures=figures.figures,
)

MISSION = Procedure(
    kind="mission",
    title="Đi công tác (lãnh đạo Văn phòng)",
    area="leave",
    facts=Mission,
    subject=_subject,
    route=procedure.mission_route,
    opening=opening.open_mission,
    heading=records.heading,
    verbs=("inform", "name"),
    checks={"leave.named": checks.named_deputy, "leave.today": checks.not_before_its_day},
    begin=_begin,
    changes={"withdraw": changes.withdraw, "shorten": changes.shorten},
    records=records.records,
    warnings=records.warnings,
    span=lambda facts: facts.span,
    due=records.due,
    taken_at_opening=records.taken_at_opening,
    lacking=records.lacking,
    figures=figures.figures,
)
