"""Acts on a document as a whole: more time or units, a class of Điều 2, a meeting, a team, a receipt, a void number.

What was said by others stays said: a returned draft goes round again without asking them anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from core.errors import UsageError
from core.law.facts import names_of, read_facts
from core.law.procedure import Change
from core.law.regulation import Law
from core.law.route import (
    DEPUTIES,
    HEAD,
    LEADERSHIP,
    Holder,
    Step,
    deputy_of,
    deputy_of_field,
    person,
    task,
    unit,
)
from core.law.ruling import Objection
from core.law.usual import today
from core.office.office import Office
from core.text import capital

from ..incoming.secrecy import mark_in
from .acts import in_days, secret_text, unmarked
from .classes import class_of
from .collective import classify as tags_of
from .facts import KEPT_OF_SECRET, OWN_RECORD, Meeting, Outgoing, Receipt, Team
from .issue import SECRET_BOOK
from .opening import open_document
from .people import known_units, name_of, not_of_unit, staff
from .procedure import PAPERS

Asked = Mapping[str, object]
Maker = Callable[[Any, Law, Asked], Change]
Outcome = tuple[Outgoing, tuple[Objection, ...]]
LEADERS: tuple[Holder, ...] = (HEAD, DEPUTIES)
UNDER_WAY = frozenset({"open", "returned"})
OUT = frozenset({"in_effect", "closed"})
FIXED = frozenset({"type", "body", "secrecy", "units", "lead", "responsible"})
"""What a correction leaves alone: it would be another document, or another's work (1.3/2, 20.2/2)."""
LATE = frozenset({"recipients", "also_to", "copies", "form", "urgency", "deadline"})
"""What does not change what was put up."""
DECIDED = "Chánh Văn phòng đã quyết hoặc đã ký; trả lại để hoàn chỉnh rồi mới lấy ý kiến tập thể."


def withdraw(facts: Outgoing, law: Law, asked: Asked) -> Change:
    step = _by_drafter(facts, "withdraw", "rút", "9.1/1", others=(HEAD, *_of_papers(facts, law)))
    return Change(step, UNDER_WAY)


def complete(facts: Outgoing, law: Law, asked: Asked) -> Change:
    """After a return: corrected and put up again; opinions and answers once given stay (9.1/1)."""
    step = _by_drafter(facts, "complete", "hoàn chỉnh, trình lại", "9.1/1", others=_of_papers(facts, law))
    return Change(step, frozenset({"returned"}), _completed, corrects=True)


def _of_papers(facts: Outgoing, law: Law) -> tuple[Holder, ...]:
    """The Clerical unit, for what it makes out itself: papers (4.8), and the number of a secret item (13/1)."""
    made_out = facts.secret or class_of(facts) in PAPERS
    return (unit(law.text("org.unit_clerical")),) if made_out else ()


def _completed(facts: Outgoing, asked: Asked, office: Office, law: Law) -> Outcome:
    corrected, objections = _corrected(facts, asked, office, law)
    afresh = {"submitted_on": None, "silent": (), "decided": False, "presented_to": None, "signed": False}
    return corrected.model_copy(update=afresh), objections


def amend(facts: Outgoing, law: Law, asked: Asked) -> Change:
    """Put the facts of a draft right before it is signed; what has gone up keeps what it was judged by (9.3)."""
    step = _by_drafter(facts, "amend", "sửa thông tin", "9.1/1", others=(unit(law.text("org.unit_clerical")),))
    return Change(step, frozenset({"open"}), _amended)


def _amended(facts: Outgoing, asked: Asked, office: Office, law: Law) -> Outcome:
    if not asked:
        raise UsageError("Chưa ghi điều gì cần sửa, ví dụ: recipients=…, form=K/T.")
    if facts.signed:
        return facts, (_gone_up("Văn bản đã ký, không sửa thông tin được nữa.", ("9.3",)),)
    if facts.submitted_on is not None and not LATE.issuperset(asked):
        return facts, (_gone_up("Hồ sơ đã trình; chỉ còn sửa được nơi nhận, số bản, thể thức ký, độ khẩn.", ("9.3",)),)
    return _corrected(facts, asked, office, law)


def _corrected(facts: Outgoing, asked: Asked, office: Office, law: Law) -> Outcome:
    """The facts as they would be, and what would stand against opening such a document. Raises UsageError."""
    if facts.secret and any(name not in KEPT_OF_SECRET for name in asked):
        return facts, (secret_text(),)
    _may_correct(asked)
    said = {n: getattr(facts, n) for n in facts.model_fields_set}
    corrected: Outgoing = read_facts(Outgoing, {**said, **asked}, kind="document")
    if corrected.spilled:
        return facts, (secret_text(),)
    taken_back = next(_taken_back(facts, corrected, law), None)
    if taken_back is not None:
        return facts, (taken_back,)
    as_new = corrected if "reply_by" in asked else corrected.model_copy(update={"reply_by": None})
    return corrected, open_document(as_new, office, law).objections


def _may_correct(asked: Asked) -> None:
    names = names_of(Outgoing)
    for name in asked:
        if name in names and (name in FIXED or name in OWN_RECORD or name == "dossier"):
            title = names[name].title
            raise UsageError(f"«{title}» ({name}) không sửa được trên việc đã mở; việc khác thì mở việc mới.")


def _taken_back(old: Outgoing, new: Outgoing, law: Law) -> Iterator[Objection]:
    """What the drafter may add but not take back: a class of Điều 2, somebody who is asked, a day he was given."""
    for norm in set(old.matters) - set(new.matters):
        says = f"Việc đã được xếp vào {law.cite(norm)}; người soạn không tự bỏ."
        yield Objection((norm, "2.0"), says, ("Giữ nguyên, hoặc đề nghị Chánh Văn phòng.",), ("A44",))
    if (old.important and not new.important) or (old.wide and not new.wide):
        yield _still_asked("Đã ghi là việc quan trọng hoặc có phạm vi rộng thì người soạn không tự bỏ.", "20.4")
    if set(old.touches) - set(new.touches):
        yield _still_asked("Bộ phận đã ghi là có liên quan thì không tự bỏ.", "20.3/1")
    if set(old.invited) - set(new.invited):
        yield _still_asked("Bộ phận đã mời góp ý thì không tự bỏ.", "9.1/3")
    if old.reply_by is not None and (new.reply_by is None or new.reply_by < old.reply_by):
        yield _still_asked("Hạn trả lời đã đặt thì không rút ngắn.", "9.1/4")


def _still_asked(says: str, norm: str) -> Objection:
    return Objection((norm,), says, ("Giữ nguyên như đã ghi.",))


def prolong(facts: Outgoing, law: Law, asked: Asked) -> Change:
    """A33: the one who asked gives more time."""
    who = in_charge(facts)
    step = _by_drafter(facts, "prolong", "gia hạn trả lời", "20.3/2", "9.1/4", others=who, readings=("A33",))
    return Change(step, frozenset({"open"}), _prolonged)


def _prolonged(facts: Outgoing, asked: Any, office: Office, law: Law) -> Outcome:
    field = "reply_by" if asked.which == "comments" else "opinions_by"
    old = getattr(facts, field)
    if old is None:
        raise UsageError("Chưa có hạn trả lời nào đang chạy để gia hạn.")
    if asked.until <= old or asked.until < today(office):
        raise UsageError(f"Hạn mới ({asked.until:%d/%m/%Y}) phải sau hạn cũ ({old:%d/%m/%Y}) và chưa qua.")
    if field == "reply_by" and (facts.submitted_on is not None or facts.signed):
        return facts, (_gone_up("Hồ sơ đã trình, không gia hạn góp ý được nữa.", ("9.3",)),)
    if field == "opinions_by" and _decided(facts):
        return facts, (_gone_up(DECIDED, ("2.0",)),)
    return facts.model_copy(update={field: asked.until}), ()


def invite(facts: Outgoing, law: Law, asked: Asked) -> Change:
    """9.1/3: the lead unit asks another unit for its comment."""
    return Change(_by_drafter(facts, "invite", "mời bộ phận khác góp ý", "9.1/3"), frozenset({"open"}), _invited)


def _invited(facts: Outgoing, asked: Any, office: Office, law: Law) -> Outcome:
    known_units(asked.units, office, "units")
    if facts.submitted_on is not None or facts.signed:
        return facts, (_gone_up("Hồ sơ đã trình; cần góp ý thêm thì đề nghị trả lại trước.", ("9.1/3", "9.3")),)
    if facts.lead_unit in asked.units:
        raise UsageError("Bộ phận chủ trì không tự góp ý cho mình; bỏ khỏi danh sách được mời.")
    by = asked.reply_by or in_days(office, law)
    if by < today(office):
        raise UsageError(f"Hạn góp ý {by:%d/%m/%Y} đã qua; ghi ngày từ hôm nay trở đi.")
    invited = tuple(dict.fromkeys((*facts.invited, *asked.units)))
    reply_by = by if facts.reply_by is None else max(facts.reply_by, by)
    return facts.model_copy(update={"invited": invited, "reply_by": reply_by}), ()


def classify(facts: Outgoing, law: Law, asked: Asked) -> Change:
    """Điều 2: another class, by the Head, a deputy (2.7) or whoever is responsible; in doubt it is one (A44)."""
    step = _by_drafter(facts, "classify", "xếp vào việc của Điều 2", "2.0", "2.7", others=LEADERS, readings=("A44",))
    return Change(step, frozenset({"open"}), _classified)


def _classified(facts: Outgoing, asked: Any, office: Office, law: Law) -> Outcome:
    if _decided(facts):
        return facts, (_gone_up(DECIDED, (asked.matter,)),)
    matters = tuple(sorted({*facts.matters, asked.matter}))
    why = "; ".join(dict.fromkeys(w for w in (facts.why_matter.strip(), asked.why.strip()) if w))
    by = max(facts.opinions_by, in_days(office, law)) if facts.opinions_by else in_days(office, law)
    return facts.model_copy(update={"matters": matters, "why_matter": why, "opinions_by": by}), ()


def meeting(facts: Outgoing, law: Law, asked: Asked) -> Change:
    """Điều 2: the leadership talked it over; the round of writing is not needed any more (10.3-2)."""
    clerical = unit(law.text("org.unit_clerical"))
    step = task(
        "meeting", "ghi nhận lãnh đạo đã họp bàn", LEADERSHIP, "2.0", "10.3-2", id="meeting", others=(clerical,)
    )
    return Change(step, frozenset({"open"}), _met)


def _met(facts: Outgoing, asked: Any, office: Office, law: Law) -> Outcome:
    if not tags_of(facts, law):
        return facts, (
            Objection(("2.0",), "Việc này không thuộc Điều 2, không cần ghi cuộc họp.", ("Làm bước tiếp.",)),
        )
    if _decided(facts):
        return facts, (_gone_up(DECIDED, ("2.0",)),)
    if asked.on > today(office):
        raise UsageError(f"Ngày họp {asked.on:%d/%m/%Y} còn ở phía trước; họp xong rồi mới ghi.")
    return facts.model_copy(update={"met": Meeting(on=asked.on, number=asked.number)}), ()


def team(facts: Outgoing, law: Law, asked: Asked) -> Change:
    """9.2: the Head sets up a drafting team for an important, complex draft."""
    step = task("team", "lập tổ soạn thảo", HEAD, "9.2", "1.3/2", id="team", readings=("A44", "A46"))
    return Change(step, frozenset({"open"}), _teamed)


def _teamed(facts: Outgoing, asked: Any, office: Office, law: Law) -> Outcome:
    if facts.submitted_on is not None or facts.signed:
        return facts, (_gone_up("Dự thảo đã trình, không lập tổ soạn thảo được nữa.", ("9.2",)),)
    for member in asked.members:
        if office.rank_of(member) is None and member not in office.establishment.bodies:
            raise UsageError(f"Không có ai mang mã «{member}» để đưa vào tổ soạn thảo (members).")
    if facts.lead_unit is None or facts.responsible is None:
        return facts, (
            Objection(
                ("1.3/2", "9.2"),
                "Tổ soạn thảo vẫn phải có một bộ phận và một người chịu trách nhiệm chính.",
                ("Xác định bộ phận chủ trì và người chịu trách nhiệm chính trước.",),
                ("A46",),
            ),
        )
    members = tuple(dict.fromkeys((facts.responsible, *asked.members)))
    return facts.model_copy(update={"team": Team(members=members, why=asked.why), "important": True}), ()


def hand_over(facts: Outgoing, law: Law, asked: Asked) -> Change:
    """1.3/2: another person of the same unit answers from now on; no day is added by it."""
    head, *deputies = in_charge(facts)
    step = task(
        "hand_over", "chuyển người chịu trách nhiệm chính", head, "1.3/2", "20.2/2", id="hand_over",
        others=tuple(deputies),
    )  # fmt: skip
    return Change(step, UNDER_WAY, _handed_over)


def _handed_over(facts: Outgoing, asked: Any, office: Office, law: Law) -> Outcome:
    staff(asked.responsible, office, "responsible")
    lead = facts.lead_unit
    if lead is not None and asked.responsible not in office.establishment.members.get(lead, ()):
        return facts, (not_of_unit(asked.responsible, lead, office),)
    return facts.model_copy(update={"responsible": asked.responsible}), ()


def receipt(facts: Outgoing, law: Law, asked: Asked) -> Change:
    """Who has it, and since when: written down by the Clerical unit, or by the recipient for himself."""
    named = (asked["recipient"],) if asked.get("recipient") else facts.sent_to
    own = tuple(h for r in facts.sent_to if r in named for h in (unit(r), person(r)))
    clerical = unit(law.text("org.unit_clerical"))
    step = task("receipt", "ghi nhận đã nhận văn bản", clerical, "R-4", id="receipt", others=own)
    return Change(step, OUT, _received)


def _received(facts: Outgoing, asked: Any, office: Office, law: Law) -> Outcome:
    names = {r: name_of(r, office) for r in facts.sent_to}
    found = next((r for r, name in names.items() if asked.recipient in (r, name)), None)
    if found is None:
        raise UsageError(
            f"«{asked.recipient}» không phải nơi nhận; các nơi nhận: {'; '.join(names.values()) or 'không có'}."
        )
    on = asked.on or today(office)
    if on > today(office) or (facts.issued_on is not None and on < facts.issued_on):
        raise UsageError(f"Ngày nhận {on:%d/%m/%Y} phải từ ngày ban hành đến hôm nay.")
    others = tuple(r for r in facts.receipts if r.recipient != found)
    return facts.model_copy(update={"receipts": (*others, Receipt(recipient=found, on=on))}), ()


def void(facts: Outgoing, law: Law, asked: Asked) -> Change:
    """A number that was given by mistake: it stays in the book with the reason and is never given again."""
    clerical = unit(law.text("org.unit_clerical"))
    return Change(task("void", "hủy số đã cấp", clerical, "R-5", id="void"), OUT, _voided, gives_up=True)


def _voided(facts: Outgoing, asked: Any, office: Office, law: Law) -> Outcome:
    if facts.secret and asked.reason.strip() != SECRET_BOOK:
        unblock = (f"Ghi lý do đúng ba chữ «{SECRET_BOOK}»; lý do thật ghi ở sổ mật trên giấy.",)
        return facts, (secret_text()._replace(unblock=unblock),)
    marked = mark_in((asked.reason,))
    return facts.model_copy(update={"voided": asked.reason}), (marked,) if marked is not None else ()


def in_charge(facts: Outgoing) -> tuple[Holder, ...]:
    """The Head, and the deputy whose field or unit it is: no other settles anything about it (20.2/1)."""
    fields = (deputy_of_field(facts.field),) if facts.field else ()
    return (HEAD, *fields, *((deputy_of(facts.lead_unit),) if facts.lead_unit else ()))


def _by_drafter(
    facts: Outgoing, verb: str, title: str, *cites: str, others: tuple[Holder, ...] = (), readings: tuple[str, ...] = ()
) -> Step:
    """By the responsible person, else the lead unit (9.1/1)."""
    who: tuple[Holder, ...] = tuple(unit(u) for u in facts.units) or (LEADERSHIP,)
    if facts.lead_unit:
        who = (unit(facts.lead_unit),)
    if facts.responsible:
        who = (person(facts.responsible),)
    return task(verb, title, who[0], *cites, id=verb, others=(*who[1:], *others), readings=readings)


def _decided(facts: Outgoing) -> bool:
    """Has the Head decided, by a decision of its own or by signing?"""
    return facts.decided or facts.signed


def _gone_up(says: str, cites: tuple[str, ...]) -> Objection:
    return Objection(cites, capital(says), ("Đề nghị trả lại để hoàn chỉnh.",))


def _guarded(make: Maker) -> Maker:
    """13/1: of a secret document nothing is written down but its number, so none of these acts has anything to say.

    Of any other one nothing is written down that bears a secrecy mark.
    """

    def made(facts: Outgoing, law: Law, asked: Asked) -> Change:
        change = make(facts, law, asked)
        apply = _refused if facts.secret else unmarked(change.apply) if change.apply is not None else None
        return replace(change, apply=apply)

    return made


def _refused(facts: Outgoing, asked: object, office: Office, law: Law) -> Outcome:
    return facts, (secret_text(),)


CHANGES: Mapping[str, Maker] = {
    "withdraw": withdraw, "complete": complete, "amend": amend, "void": void,
    **{verb: _guarded(make) for verb, make in (
        ("prolong", prolong), ("invite", invite), ("classify", classify), ("meeting", meeting), ("team", team),
        ("hand_over", hand_over), ("receipt", receipt),
    )},
}  # fmt: skip
