"""Điều 2: which matters the leadership as a body is heard on before the Head decides, and how it was heard.

A classifier with reasons: what type, nature and money say for certain, and what the drafter marks himself with a
reason. He may add, never take away: in doubt the stricter reading (A44). Advice is compulsory and binds nobody (A13).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from core.law.regulation import Law
from core.law.route import Matter, Step, opinion, person
from core.law.ruling import Act, Objection
from core.law.sheet import Sheet, SheetRow
from core.office.office import Office
from core.office.sessions import ZONE
from core.text import capital

from .classes import SigningClass, class_of
from .facts import VIEW_VI, MatterId, Outgoing
from .types import APPRAISALS, TYPES, TypeId

PREPARED: frozenset[TypeId] = frozenset(
    {
        "de_an", "bao_cao", "nghi_quyet", "quy_che", "quy_dinh", "ke_hoach", "chuong_trinh", "phuong_an", "to_trinh",
        "huong_dan", "chi_thi",
    }
)  # fmt: skip
"""What the Office prepares for those above it (2.2): no letters, notices, conclusions of meetings."""


class Tag(NamedTuple):
    """One of the seven classes of matter, and why it is one."""

    norm: MatterId
    why: str
    readings: tuple[str, ...] = ()


def classify(facts: Outgoing, law: Law) -> tuple[Tag, ...]:
    """The classes of Điều 2 a document falls under, each once with its first reason, in the order of the khoản."""
    found: dict[str, Tag] = {}
    for tag in found_in(facts, law):
        found.setdefault(tag.norm, tag)
    return tuple(found[norm] for norm in sorted(found))


def found_in(facts: Outgoing, law: Law) -> Iterator[Tag]:
    if facts.secret:
        return
    name = TYPES[facts.type].name
    own = facts.issuer == "VP"
    if own and facts.type in ("chuong_trinh", "ke_hoach"):
        yield Tag("2.1", f"{name} của cơ quan")
    if facts.type in PREPARED and (facts.up_to is not None or not own):
        yield Tag("2.2", f"{name} Văn phòng chủ trì chuẩn bị, trình cấp trên")
    elif facts.up_to is not None and facts.important:
        yield Tag("2.2", f"{name} về việc lớn, trình cấp trên", ("A44",))
    if facts.type in APPRAISALS and (facts.wide or len(facts.units) > 1):
        yield Tag("2.2", f"{name} có phạm vi rộng, liên quan nhiều lĩnh vực", ("A44",))
    if facts.field == "tai_chinh_dang" and facts.type in ("de_an", "bao_cao", "ke_hoach", "quy_dinh", "quy_che"):
        yield Tag("2.3", f"{name} về tài chính, tài sản của Đảng", ("A44",))
    yield from by_money(facts, law)
    if own and (facts.type == "quy_che" or class_of(facts) is SigningClass.REGULATION):
        yield Tag("2.5", f"{name} áp dụng chung trong cơ quan")
    if class_of(facts) is SigningClass.PERSONNEL:
        yield Tag("2.6", "khen thưởng, kỷ luật, chính sách cán bộ")
    for norm in facts.matters:
        yield Tag(norm, facts.why_matter.strip(), ("A44",))


def by_money(facts: Outgoing, law: Law) -> Iterator[Tag]:
    """2.4: from the threshold on it is «large» (A44)."""
    least = law.whole("threshold.major_purchase")
    if facts.amount is not None and facts.amount >= least:
        yield Tag("2.4", f"{_dong(facts.amount)} đồng, từ mức {_dong(least)} đồng trở lên", ("A44",))


def _dong(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def opinions(facts: Outgoing, office: Office, law: Law) -> tuple[Step, ...]:
    """The round of opinions (10.3-2, 4.1/1): every deputy is asked, in writing, by a date; silence holds nothing up.

    Where the leadership met instead, only those who had already written remain: their words are kept.
    """
    tags = classify(facts, law)
    if not tags:
        return ()
    cites = (*(tag.norm for tag in tags), "2.0", "4.1/1", "10.3-2")
    heard = {a.party for a in facts.views}
    asked = [d for d in office.establishment.deputies if facts.met is None or d in heard]
    asked += [d for d in heard if d not in asked]  # whoever has left the post since: what he said is still there
    return tuple(
        opinion(
            person(deputy), *cites, title="cho ý kiến về việc thuộc Điều 2", readings=("A13", "A33"),
            lapses=facts.opinions_by, checks=("documents.worded_opinion",),
        )
        for deputy in asked
    )  # fmt: skip


def heard(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """2.0: the Head decides only once the leadership was heard – by a meeting, or by a round that has run out.

    Bound to have heard, not to follow (A13) – unless the office has chosen to be bound by the majority.
    """
    facts: Outgoing = matter.facts
    tags = classify(facts, law)
    if not tags or (act is not None and act.outcome != "done"):
        return None
    today = office.at.astimezone(ZONE).date()
    asked = [s for s in matter.route if s.verb == "opinion"]
    waiting = [s for s in asked if s.id not in matter.done and (s.lapses is None or today <= s.lapses)]
    if facts.met is None and (waiting or not asked):
        return Objection(
            (*(t.norm for t in tags), "2.0"),
            f"Tập thể lãnh đạo Văn phòng chưa cho ý kiến: {'; '.join(t.why for t in tags)}.",
            ("Lấy ý kiến bằng văn bản, hoặc họp lãnh đạo Văn phòng rồi ghi nhận cuộc họp.",),
            ("A13", *dict.fromkeys(r for t in tags for r in t.readings)),
        )
    return _bound(facts, tags, act, law)


def _bound(facts: Outgoing, tags: tuple[Tag, ...], act: Act | None, law: Law) -> Objection | None:
    """The other reading of A13: a majority against it stops it."""
    against = sum(a.view == "disagree" for a in facts.views)
    if act is None or not law.flag("consult.binding") or against * 2 <= len(facts.views):
        return None
    return Objection(
        (*(t.norm for t in tags), "2.0"),
        f"Đa số ý kiến tập thể không đồng ý ({against} trên {len(facts.views)}).",
        ("Trả lại để hoàn chỉnh rồi lấy ý kiến lại.",),
        ("A13",),
    )


def digest(matter: Matter, office: Office, law: Law) -> Sheet | None:
    """What the leadership said, in one table: who, which view, his very words; or the meeting instead."""
    facts: Outgoing = matter.facts
    tags = classify(facts, law)
    if not tags:
        return None
    today = office.at.astimezone(ZONE).date()
    rows = tuple(_row(matter, step, today, office) for step in matter.route if step.verb == "opinion")
    if facts.met is not None:
        met = SheetRow(("Họp lãnh đạo Văn phòng", "đã họp", f"{facts.met.on:%d/%m/%Y}", facts.met.number), "good")
        rows = (*rows, met)
    why = "; ".join(f"{law.cite(t.norm)}: {t.why}" for t in tags)
    return Sheet("Ý kiến tập thể lãnh đạo", ("Ai", "Ý kiến", "Ngày", "Nguyên văn"), rows, note=capital(why) + ".")


def _row(matter: Matter, step: Step, today: object, office: Office) -> SheetRow:
    who = capital(office.name(step.holders[0].of))
    done = matter.done.get(step.id)
    if done is not None:
        view = str(done.payload.get("view", "agree"))
        tone = {"agree": "good", "disagree": "bad"}.get(view, "warn")
        day = f"{done.at.astimezone(ZONE):%d/%m/%Y}"
        return SheetRow((who, VIEW_VI.get(view, view), day, done.note), tone)
    lapsed = step.lapses is not None and str(today) > str(step.lapses)
    until = f"hạn {step.lapses:%d/%m/%Y}" if step.lapses else ""
    return SheetRow((who, "không cho ý kiến trong hạn" if lapsed else "chưa cho ý kiến", until, ""), "warn")
