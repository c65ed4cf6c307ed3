"""What taking a step says of the document: the lead is named, an answer is kept, a date begins to run, it is issued."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from core.law.procedure import Apply
from core.law.regulation import Law
from core.law.route import Step
from core.law.ruling import Objection
from core.law.usual import today
from core.office.office import Office, Rank

from ..incoming.secrecy import mark_in, words_in
from .asked import Designate, Issue, Present, Reply
from .classes import SigningClass, class_of
from .collective import classify
from .dossier import parties, silent_parties
from .facts import Answer, Outgoing
from .people import inside, known_units, name_of, no_such_recipient, not_of_unit, staff, unknown_recipients
from .procedure import document_route

Outcome = tuple[Outgoing, tuple[Objection, ...]]
_BEFORE_OPINIONS = ("arbitrate", "approve", "submit", "draft")
"""The steps after which the round of opinions may begin, the last first."""


def in_days(office: Office, law: Law) -> date:
    """The day by which an answer is wanted where nobody said (A33)."""
    return office.calendar.add_working_days(today(office), law.whole("consult.reply_days"))


def designated(facts: Outgoing, asked: Designate, by: str, office: Office, law: Law) -> Outcome:
    """9.1/2: one of the units concerned leads, and one person of it answers (1.3/2)."""
    known_units((asked.lead,), office, "lead")
    if asked.lead not in facts.units:
        names = ", ".join(name_of(u, office) for u in facts.units)
        says = "Bộ phận chủ trì phải là một trong các bộ phận có chức năng liên quan."
        return facts, (Objection(("9.1/2",), says, (f"Chọn một trong: {names}.",)),)
    responsible = asked.responsible or facts.responsible
    if responsible and responsible not in office.establishment.members.get(asked.lead, ()):
        if asked.responsible is None:
            responsible = None
        else:
            staff(asked.responsible, office, "responsible")
            return facts, (not_of_unit(asked.responsible, asked.lead, office),)
    invited = tuple(u for u in facts.invited if u != asked.lead)
    return _with(facts, lead=asked.lead, responsible=responsible, invited=invited), ()


def drafted(facts: Outgoing, asked: object, by: str, office: Office, law: Law) -> Outcome:
    """Whoever drafts without being named is the one responsible (1.3/2); from now on those asked have their days."""
    said: dict[str, object] = {}
    person = office.person(by)
    staff_member = person is not None and person.rank in (Rank.SPECIALIST, Rank.STAFF)
    if facts.responsible is None and staff_member:
        said["responsible"] = by
    if facts.lead_unit is None and person is not None and person.unit and not facts.units:
        said["lead"] = person.unit
    if parties(facts, office) and (facts.reply_by is None or facts.reply_by < today(office)):
        said["reply_by"] = in_days(office, law)
    return _round(_with(facts, **said), "draft", office, law), ()


def commented(facts: Outgoing, asked: Reply, by: str, office: Office, law: Law) -> Outcome:
    """9.1/4: a unit's comment."""
    if facts.signed:
        return facts, (too_late("9.1/4"),)
    person = office.person(by)
    unit = person.unit if person is not None and person.unit in facts.invited else None
    left = next((u for u in facts.invited if facts.view_of(u) is None), by)
    return _answered(facts, unit or left, asked), ()


def replied(facts: Outgoing, asked: Reply, by: str, office: Office, law: Law) -> Outcome:
    """20.3/2: a deputy's answer, which is his own; where it differs, the Head decides (3.4)."""
    if facts.signed:
        return facts, (too_late("20.3/2"),)
    new = _answered(facts, by, asked)
    if asked.view != "agree":
        new = _with(new, differ=tuple(dict.fromkeys((*facts.differ, by))))
    return new, ()


def too_late(norm: str) -> Objection:
    """What is said after the decision was not heard before it, and is not to look so."""
    return Objection(
        (norm,),
        "Việc đã được quyết định hoặc đã ký, nên không ghi thêm vào phần đã lấy ý kiến được nữa.",
        ("Báo cáo trực tiếp Chánh Văn phòng; cần sửa văn bản thì đề nghị trả lại để hoàn chỉnh.",),
        ("A33",),
    )


def _answered(facts: Outgoing, party: str, asked: Reply) -> Outgoing:
    others = tuple(a for a in facts.answered if a.party != party)
    return _with(facts, answered=(*others, Answer(party=party, view=asked.view)))


def submitted(facts: Outgoing, asked: object, by: str, office: Office, law: Law) -> Outcome:
    """9.3: it goes up, and it is written down who had been asked and kept silent (A33)."""
    silent = tuple(silent_parties(facts, office))
    new = _with(facts, silent=silent, submitted_on=today(office))
    return _round(new, "submit", office, law), ()


def approved(facts: Outgoing, asked: object, by: str, office: Office, law: Law) -> Outcome:
    return _round(facts, "approve", office, law), ()


def arbitrated(facts: Outgoing, asked: object, by: str, office: Office, law: Law) -> Outcome:
    return _round(facts, "arbitrate", office, law), ()


def _round(facts: Outgoing, verb: str, office: Office, law: Law) -> Outgoing:
    """The round of opinions opens with the step before it: its days count from there."""
    if facts.met is not None or not classify(facts, law):
        return facts
    verbs = {
        s.verb for part in document_route(facts, office, law) for s in ((part,) if isinstance(part, Step) else part)
    }
    if verb != next((v for v in _BEFORE_OPINIONS if v in verbs), None):
        return facts
    return _with(facts, opinions_by=max(facts.opinions_by or date.min, in_days(office, law)))


def heard(facts: Outgoing, asked: Reply, by: str, office: Office, law: Law) -> Outcome:
    """4.1/1: a leader's opinion before the Head decides (2.0); his words stand in the deed."""
    if facts.decided or facts.signed:
        return facts, (too_late("2.0"),)
    others = tuple(a for a in facts.views if a.party != by)
    return _with(facts, views=(*others, Answer(party=by, view=asked.view))), ()


def decided(facts: Outgoing, asked: object, by: str, office: Office, law: Law) -> Outcome:
    return _with(facts, decided=True), ()


def briefed(facts: Outgoing, asked: object, by: str, office: Office, law: Law) -> Outcome:
    """4.4-2: the points stand in the deed."""
    return facts, ()


def presented(facts: Outgoing, asked: Present, by: str, office: Office, law: Law) -> Outcome:
    """A22: what goes out in the committee's name is signed by the one before whom it was put."""
    if class_of(facts) is SigningClass.COMMITTEE and asked.to == "deputy_secretary":
        says = "Nghị quyết, chỉ thị, kết luận trình đồng chí Bí thư hoặc Phó Bí thư Thường trực."
        return facts, (Objection(("4.4-2",), says, ("Chọn lại đồng chí được trình.",), ("A22",)),)
    return _with(facts, presented_to=asked.to), ()


def signed(facts: Outgoing, asked: object, by: str, office: Office, law: Law) -> Outcome:
    """From here on nothing of the document itself may be changed."""
    return _with(facts, signed=True), ()


def issued(facts: Outgoing, asked: Issue, by: str, office: Office, law: Law) -> Outcome:
    """The day it goes out and whom it reaches; a number kept beforehand is the one it takes."""
    recipients = asked.recipients or facts.sent_to
    if facts.secret and asked.recipients:
        return facts, (secret_text(),)
    gone = unknown_recipients(recipients, office)
    if gone:
        return facts, (Objection(("R-4",), no_such_recipient(gone[0]), ("Sửa nơi nhận rồi phát hành.",)),)
    said: dict[str, object] = {"issued_on": today(office)}
    if asked.number is not None:
        said["number"] = asked.number
    if not facts.secret:
        said |= {"inside": inside(recipients, office)}
        said |= {"recipients": recipients, "also_to": ()} if asked.recipients else {}
        said |= {"copies": asked.copies} if asked.copies is not None else {}
    return _with(facts, **said), ()


def secret_text() -> Objection:
    """13/1. Names nothing of what was typed."""
    return Objection(
        ("13/1",),
        "Văn bản mật chỉ giữ số, ngày và ghi «theo sổ mật»; chương trình không nhận nội dung nào khác.",
        ("Bỏ phần đã ghi; nội dung theo dõi ở sổ mật trên giấy.",),
    )


def _with(facts: Outgoing, **said: Any) -> Outgoing:
    return facts.model_copy(update=said) if said else facts


def unmarked(apply: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """The same act, refused where a secrecy mark stands in what it carries (13/1)."""

    def applied(facts: Outgoing, asked: Any, *rest: Any) -> Outcome:
        said = asked.model_dump() if isinstance(asked, BaseModel) else asked
        marked = mark_in(words_in(said))
        return (facts, (marked,)) if marked is not None else apply(facts, asked, *rest)

    return applied


_ACTS: Mapping[str, Apply] = {
    "designate": designated,
    "draft": drafted,
    "comment": commented,
    "consult": replied,
    "submit": submitted,
    "approve": approved,
    "arbitrate": arbitrated,
    "opinion": heard,
    "decide": decided,
    "brief": briefed,
    "present": presented,
    "sign": signed,
    "issue": issued,
}
APPLIES: Mapping[str, Apply] = {verb: unmarked(act) for verb, act in _ACTS.items()}
