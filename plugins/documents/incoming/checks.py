"""What must be there, and what forbids a person, when an incoming document is handled and closed."""

from __future__ import annotations

from core.law.holders import standings
from core.law.regulation import Law
from core.law.route import Matter, Step
from core.law.ruling import Act, Objection
from core.office.office import Office, Rank

from .facts import Incoming

RESULT = "ket_qua"
"""The part of the dossier in which a result is filed."""


def not_declined(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """4.3-4/1: what arrived is handled, or goes back to whoever assigned it; nobody declines it away."""
    if act is None or act.outcome != "declined":
        return None
    return Objection(
        ("4.3-4/1",),
        "Văn bản đến phải được xử lý, không từ chối được.",
        ("Trả lại người phân xử lý nếu không đúng phần việc của mình, hoặc chọn cách giải quyết là lưu.",),
    )


def replied(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """4.3-4: a reply is there when the outgoing matter, or number and day of the paper, are named."""
    if (own := _itself(matter, act, "4.3-4/1")) is not None:
        return own
    if act is None or act.outcome != "done" or act.payload.get("matter") or _paper(act):
        return None
    return Objection(
        ("4.3-4/1",),
        "Chưa nêu văn bản trả lời.",
        ("Ghi số của việc soạn văn bản trả lời (matter), hoặc số và ngày văn bản đã gửi (so, ngay).",),
    )


def shown(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """1.3/2: whoever is responsible shows what came of it; without a number, a file or a record nothing is closed."""
    if (own := _itself(matter, act, "1.3/2")) is not None:
        return own
    if act is None or act.outcome != "done" or _paper(act) or any(a.part == RESULT for a in matter.attachments):
        return None
    if str(act.payload.get("product") or "").strip() or act.payload.get("matter"):
        return None
    return Objection(
        ("1.3/2",),
        "Chưa có gì chứng minh kết quả.",
        ("Ghi số văn bản, hồ sơ hoặc biên bản (product), nêu số việc liên quan (matter), hoặc đính kèm tệp kết quả.",),
    )


def _itself(matter: Matter, act: Act | None, norm: str) -> Objection | None:
    """Nothing is answered by itself."""
    if act is None or act.outcome != "done" or not matter.id or act.payload.get("matter") != matter.id:
        return None
    says = f"Việc số {matter.id} là chính văn bản đến này, không phải văn bản trả lời hay kết quả của nó."
    return Objection((norm,), says, ("Ghi số của việc soạn văn bản trả lời, hoặc của việc đã làm ra kết quả.",))


def _paper(act: Act) -> bool:
    return bool(act.evidence.get("so", "").strip() and act.evidence.get("ngay", "").strip())


def outside_field(matter: Matter, step: Step, by: str, office: Office, law: Law) -> Objection | None:
    """20.2/1: a deputy does not handle what lies outside his field, unless he stands in or was empowered (A32)."""
    if step.verb != "handle" or office.rank_of(by) is not Rank.DEPUTY:
        return None
    if any(s.person == by for s in standings(step, matter.kind, office)):
        return None
    document: Incoming = matter.facts
    name = office.establishment.fields.get(document.field, document.field)
    what = f"lĩnh vực {name} không do {office.name(by)} phụ trách" if name else "phần này do Chánh Văn phòng xử lý"
    return Objection(("20.2/1",), f"Không giải quyết việc ngoài lĩnh vực của mình: {what}.", readings=("A32",))
