"""The way of an outgoing document: Điều 9 and 20 clause by clause, then Điều 2, then the signature and the register.

Each step only where its clause asks for it. What was answered, decided and found silent on the way stands in the facts,
so the same facts always give the same route.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.law.procedure import Parts
from core.law.regulation import Law
from core.law.route import (
    HEAD,
    LEADERSHIP,
    Holder,
    Step,
    covering_field,
    deputy_of,
    deputy_of_field,
    follower_of_field,
    person,
    task,
    unit,
)
from core.office.office import Office

from .classes import LIGHT, SigningClass, class_of
from .collective import classify, opinions
from .dossier import consulted_deputies, own_deputy
from .facts import Outgoing
from .signing import signing
from .types import APPRAISALS, BRIEFED

PAPERS = frozenset({SigningClass.VISITOR_PAPER, SigningClass.ADMIN_PAPER})
SECRET = "documents.unwritten"


def document_route(facts: Outgoing, office: Office, law: Law) -> Parts:
    """From the draft to the file, in clause order."""
    if facts.secret:  # 13/1: drafted and signed on paper; here it has its signer and its number only
        yield replace(signing(facts, office, law, SECRET), answers=False)  # a reason would have to be written
        yield from issuing(facts, law)
        return
    found = class_of(facts)
    if found not in PAPERS:
        yield from drafting(facts, office)  # 9.1, 9.2
        yield from asking(facts, office)  # 9.1, 20.3
    if found not in LIGHT:
        yield from putting_up(facts, office)  # 9.3
        yield from settling(facts, office, law)  # 20.2, 20.4
    yield from differing(facts)  # 3.4
    yield from hearing(facts, office, law)  # 2
    yield from presenting(facts, office)  # 4.4-2
    checks = () if found in LIGHT else ("documents.complete",)
    yield signing(facts, office, law, *checks, "documents.heard")  # 3.8, 4.5, 4.8
    yield from issuing(facts, law)


def drafting(facts: Outgoing, office: Office) -> Iterator[Step]:
    """9.1: the unit whose function it is drafts; of several, the Head designates the lead (A30)."""
    if len(facts.units) > 1:
        yield task(
            "designate", "chỉ định bộ phận chủ trì", HEAD, "9.1/2", "1.3/2", id="designate", readings=("A30",),
            decides=True,
        )  # fmt: skip
    light = class_of(facts) in LIGHT
    cites = ("6.2/2", *leaders_notice(facts)) if light else ("9.1/1", "6.2/2")
    yield task(
        "draft", "soạn dự thảo", drafter(facts, office), *cites, *appraising(facts), id="draft",
        checks=() if light else ("documents.drafted",),
    )  # fmt: skip


def drafter(facts: Outgoing, office: Office) -> Holder:
    """The one responsible person, else the lead unit (9.1/1), else the specialists who follow the field (6.2/2)."""
    if facts.responsible:
        return person(facts.responsible)
    if facts.lead_unit or facts.units:
        return unit(facts.lead_unit or facts.units[0])
    if facts.field in office.establishment.followers_of_field:
        return follower_of_field(facts.field)
    return LEADERSHIP


def leaders_notice(facts: Outgoing) -> tuple[str, ...]:
    """4.3-4/2: the deputy of the field has the notice of a leader's opinion drafted."""
    return ("4.3-4/2",) if class_of(facts) is SigningClass.NOTICE_LEADER else ()


def appraising(facts: Outgoing) -> tuple[str, ...]:
    """6.2/1: to appraise what others drafted, when given that task."""
    return ("6.2/1",) if facts.type in APPRAISALS else ()


def asking(facts: Outgoing, office: Office) -> Iterator[tuple[Step, ...]]:
    """Side by side: invited units comment (9.1), deputies of other touched units answer (20.3). A day runs for all."""
    comments = [
        task(
            "comment", "góp ý", unit(invited), "9.1/4", "9.1/3", id=f"comment:{invited}", readings=("A33",),
            lapses=facts.reply_by, checks=("documents.worded_comment",),
        )
        for invited in facts.invited
    ]  # fmt: skip
    consulted = [
        task(
            "consult", "trao đổi, trả lời", deputy_of(touched), "20.3/1", "20.3/2", id=f"consult:{deputy}",
            readings=("A30", "A33"), lapses=facts.reply_by, checks=("documents.worded_reply",),
        )
        for deputy, touched in consulted_deputies(facts, office).items()
    ]  # fmt: skip
    if comments or consulted:
        yield (*comments, *consulted)


def putting_up(facts: Outgoing, office: Office) -> Iterator[Step]:
    """9.3: whoever is responsible puts up draft, note and digest; without them it does not go up."""
    readings = ("A31",) if not facts.invited and not consulted_deputies(facts, office) else ()
    yield task(
        "submit", "trình hồ sơ", drafter(facts, office), "9.3", "9.3-1", "9.3-2", "9.3-3", id="submit",
        readings=readings, checks=("documents.complete",),
    )  # fmt: skip


def settling(facts: Outgoing, office: Office, law: Law) -> Iterator[Step]:
    """20.2, 20.4: the deputy of the field approves; what is beyond him he completes and puts to the Head.

    A field or unit directly under the Head has no deputy in between (3.6).
    """
    who = _approver(facts, office)
    if who is not None:
        beyond = bool(_beyond(facts, office, law)) or bool(facts.differ)
        cites = ("20.4", "4.2-3/2") if beyond else ("4.1/2", "20.2/1")
        title = "hoàn chỉnh, trình Chánh Văn phòng" if beyond else "duyệt"
        yield task(
            "approve", title, who[0], *cites, *directing(facts), id="approve", others=who[1:], decides=True,
            answers=True, readings=("A32",),
        )  # fmt: skip


def differing(facts: Outgoing) -> Iterator[Step]:
    """3.4: where deputies do not agree, the Head decides, with both views before him."""
    if facts.differ:
        yield task(
            "arbitrate", "quyết khi các Phó Chánh Văn phòng có ý kiến khác nhau", HEAD, "3.4", id="arbitrate",
            decides=True, answers=True,
        )  # fmt: skip


def _approver(facts: Outgoing, office: Office) -> tuple[Holder, ...] | None:
    """The deputy of the field, or who covers it while he is away; else of the lead unit, or the Head (3.1)."""
    if own_deputy(facts, office) is None:
        return None
    if facts.field in office.establishment.deputy_of_field:
        return (deputy_of_field(facts.field), covering_field(facts.field))
    return (deputy_of(facts.lead_unit or ""), HEAD)


def directing(facts: Outgoing) -> tuple[str, ...]:
    """4.3-1: appraisals and comments on projects are drafted under the deputy of the field."""
    return ("4.3-1",) if facts.type in APPRAISALS else ()


def _beyond(facts: Outgoing, office: Office, law: Law) -> tuple[str, ...]:
    """Why the Head has to decide what no deputy may: the norms, none where the deputy's word is enough."""
    found: list[str] = []
    if own_deputy(facts, office) is None and class_of(facts) is SigningClass.COMMITTEE:
        found.append("3.1/1")  # elsewhere his signature is the decision
    if any(u not in office.establishment.deputy_of_unit for u in facts.other_units):
        found.append("20.4")  # a unit directly under the Head is touched
    if facts.silent:
        found.append("20.3/2")  # asked, and no answer: that is no consent (A33)
    if facts.important:
        found.append("20.4")
    return tuple(dict.fromkeys(found))


def hearing(facts: Outgoing, office: Office, law: Law) -> Iterator[Step | tuple[Step, ...]]:
    """Điều 2: the leadership is heard, then the Head decides; he also decides what went beyond the deputy."""
    tags = classify(facts, law)
    light = class_of(facts) in LIGHT
    beyond = () if light else _beyond(facts, office, law)
    if not tags and not beyond:
        return
    if asked := opinions(facts, office, law):
        yield asked
    cites = (*(tag.norm for tag in tags), *(("2.0",) if tags else ()), *beyond)
    readings = (*(("A13",) if tags else ()), *(r for t in tags for r in t.readings), *_silence(facts))
    yield task(
        "decide", "quyết định", HEAD, *dict.fromkeys(cites), id="decide", decides=True, answers=True,
        readings=tuple(dict.fromkeys(readings)), checks=("documents.heard",),
    )  # fmt: skip


def _silence(facts: Outgoing) -> tuple[str, ...]:
    return ("A33",) if facts.silent else ()


def presenting(facts: Outgoing, office: Office) -> Iterator[Step]:
    """4.4-2: the deputy tells the Head what he must know, then the Head presents it for signature (A22)."""
    if facts.type in BRIEFED and own_deputy(facts, office) is not None:
        who = _approver(facts, office)
        assert who is not None
        yield task(
            "brief", "báo cáo Chánh Văn phòng những điểm cần thiết", who[0], "4.4-2", id="brief", others=who[1:],
            readings=("A22",),
        )  # fmt: skip
    if class_of(facts) is SigningClass.COMMITTEE:
        yield task(
            "present", "trình đồng chí Bí thư hoặc Phó Bí thư Thường trực", HEAD, "4.4-2", id="present",
            answers=True, readings=("A22",),
        )  # fmt: skip
    elif facts.type == "thong_bao_ket_luan" and own_deputy(facts, office) is not None:
        who = _approver(facts, office)
        assert who is not None
        yield task(
            "present", "trình đồng chí chủ trì cuộc họp dự thảo thông báo kết luận", who[0], "4.4-1/5", id="present",
            others=who[1:], answers=True, readings=("A22",),
        )  # fmt: skip


def issuing(facts: Outgoing, law: Law) -> Iterator[Step]:
    """The Clerical unit numbers and sends it; the file copy stays in the Office (R-5)."""
    clerical = unit(law.text("org.unit_clerical"))
    unwritten = (SECRET,) if facts.secret else ()
    checks = unwritten or ("documents.recipients",)
    yield task(
        "issue", "vào sổ, cấp số, phát hành", clerical, "R-5", id="issue", register="van_ban_di", checks=checks,
    )  # fmt: skip
    archive = clerical if law.flag("org.clerical_is_archive") else unit(law.text("org.unit_archive"))
    yield task("file", "lưu", archive, "R-5", id="file", after=True, readings=("A09",), checks=unwritten)
