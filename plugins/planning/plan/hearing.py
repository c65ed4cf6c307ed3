"""Điều 2, khoản 1 and Điều 8, khoản 1: the leadership reviews the draft of the year's plan before the Head decides.

By a round in writing (10.3-2) or at a meeting. Advice is compulsory and binds nobody (A13); whoever keeps silent past
the day holds nothing up, and has agreed to nothing (A33).
"""

from __future__ import annotations

from core.law import usual
from core.law.regulation import Law
from core.law.route import Matter, Step, opinion, person
from core.law.ruling import Act, Objection
from core.law.sheet import Sheet, SheetRow
from core.office.office import Office
from core.office.sessions import ZONE

from .. import common
from .facts import VIEW_VI, Opinion, Plan, Reply

NORMS = ("8.1/2", "2.1")
Outcome = tuple[Plan, tuple[Objection, ...]]


def opinions(facts: Plan, office: Office) -> tuple[Step, ...]:
    """Every deputy is asked; where the leadership met instead, only what was already written remains."""
    written = [v.party for v in facts.views]
    asked = [d for d in office.establishment.deputies if facts.met is None or d in written]
    asked += [
        party for party in written if party not in asked
    ]  # who has left the post since: his words are still there
    return tuple(
        opinion(
            person(deputy), *NORMS, "4.1/1", "10.3-2", title="cho ý kiến về dự thảo kế hoạch năm",
            readings=("A13", "A33"), lapses=facts.opinions_by, checks=("planning.worded",),
        )
        for deputy in asked
    )  # fmt: skip


def worded(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """Dissent is kept word for word: it needs words."""
    if act is None or act.outcome != "done" or act.payload.get("view") == "agree" or act.note.strip():
        return None
    return Objection(("8.1/2",), "Ý kiến khác phải ghi nguyên văn.", ("Ghi nội dung ý kiến rồi gửi lại.",), ("A13",))


def replied(facts: Plan, said: Reply, by: str, office: Office, law: Law) -> Outcome:
    """A leader's view, kept with the plan; his words stand in the deed."""
    if facts.decided_on is not None:
        unblock = ("Báo cáo trực tiếp Chánh Văn phòng.",)
        return facts, (Objection(NORMS, "Kế hoạch đã được quyết định, không ghi thêm ý kiến được nữa.", unblock),)
    others = tuple(v for v in facts.views if v.party != by)
    return facts.model_copy(update={"views": (*others, Opinion(party=by, view=said.view))}), ()


def heard(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """8.1/2: nothing is decided that the leadership has not reviewed."""
    facts: Plan = matter.facts
    if act is not None and act.outcome != "done":
        return None
    today = usual.today(office)
    asked = [s for s in matter.route if s.verb == "opinion"]
    waiting = [s for s in asked if s.id not in matter.done and (s.lapses is None or today <= s.lapses)]
    if facts.met is None and (waiting or not asked):
        return Objection(
            NORMS,
            "Tập thể lãnh đạo Văn phòng chưa xem xét dự thảo kế hoạch năm.",
            ("Lấy ý kiến bằng văn bản, hoặc họp lãnh đạo Văn phòng rồi ghi nhận cuộc họp.",),
            ("A13",),
        )
    return _bound(facts, act, law)


def _bound(facts: Plan, act: Act | None, law: Law) -> Objection | None:
    """The other reading of A13: a majority against it stops it."""
    against = sum(v.view == "disagree" for v in facts.views)
    if act is None or not law.flag("consult.binding") or against * 2 <= len(facts.views):
        return None
    return Objection(
        NORMS,
        f"Đa số ý kiến tập thể không đồng ý ({against} trên {len(facts.views)}).",
        ("Trả lại để hoàn chỉnh rồi lấy ý kiến lại.",),
        ("A13",),
    )


def digest(matter: Matter, office: Office) -> Sheet:
    """Who said what, word for word; or the meeting instead."""
    facts: Plan = matter.facts
    rows = [_row(matter, step, office) for step in matter.route if step.verb == "opinion"]
    if facts.met is not None:
        said = ("Họp lãnh đạo Văn phòng", "đã họp", usual.dmy(facts.met.on), facts.met.number)
        rows.append(SheetRow(said, "good"))
    return Sheet("Ý kiến tập thể lãnh đạo", ("Ai", "Ý kiến", "Ngày", "Nguyên văn"), tuple(rows))


def _row(matter: Matter, step: Step, office: Office) -> SheetRow:
    who, done = common.name_of(step.holders[0].of, office), matter.done.get(step.id)
    if done is not None:
        view = str(done.payload.get("view", "agree"))
        tone = {"agree": "good", "disagree": "bad"}.get(view, "warn")
        return SheetRow((who, VIEW_VI.get(view, view), f"{done.at.astimezone(ZONE):%d/%m/%Y}", done.note), tone)
    lapsed = step.lapses is not None and usual.today(office) > step.lapses
    until = f"hạn {usual.dmy(step.lapses)}" if step.lapses else ""
    return SheetRow((who, "không cho ý kiến trong hạn" if lapsed else "chưa cho ý kiến", until, ""), "warn")
