"""Whether a document may be begun, and by whom (9.1, 6.2) – and that nothing of a secret one comes in (13)."""

from __future__ import annotations

from collections.abc import Iterator

from core.law.procedure import Opening
from core.law.regulation import Law
from core.law.route import DEPUTIES, HEAD, LEADERSHIP, Holder, follower_of_field, person, task, unit
from core.law.ruling import Objection
from core.office.office import Office
from core.office.sessions import ZONE

from ..incoming.secrecy import mark_in, words_in
from .classes import class_of
from .facts import OWN_RECORD, Outgoing
from .people import known, not_of_unit
from .procedure import PAPERS


def open_document(facts: Outgoing, office: Office, law: Law) -> Opening:
    """The unit whose function it is drafts (9.1/1); the leadership may give the task; the Clerical unit for papers."""
    known(facts, office)
    clerical = unit(law.text("org.unit_clerical"))
    who = _drafters(facts, office)
    others = (HEAD, DEPUTIES, clerical)
    if facts.secret:
        step = task("open", "giữ chỗ số văn bản mật", clerical, "13/1", id="open", others=(LEADERSHIP,))
    elif class_of(facts) in PAPERS:
        step = task("open", "lập giấy", clerical, "4.8/1", "4.8/2", id="open", others=(HEAD, DEPUTIES, *_staff(office)))
    else:
        step = task("open", "soạn thảo văn bản", who[0], "9.1/1", "6.2/2", id="open", others=(*who[1:], *others))
    return Opening(step, tuple(_objections(facts, office)))


def _drafters(facts: Outgoing, office: Office) -> tuple[Holder, ...]:
    """The one responsible person, the units concerned, else the specialists who follow the field."""
    who: list[Holder] = [person(facts.responsible)] if facts.responsible else []
    who += [unit(u) for u in dict.fromkeys((*((facts.lead,) if facts.lead else ()), *facts.units))]
    if facts.field in office.establishment.followers_of_field:
        who.append(follower_of_field(facts.field))
    return tuple(who) or _staff(office)


def _staff(office: Office) -> tuple[Holder, ...]:
    return tuple(unit(u) for u in office.establishment.units)


def _objections(facts: Outgoing, office: Office) -> Iterator[Objection]:
    if facts.spilled:
        yield Objection(
            ("13/1",),
            "Văn bản mật không nhập trích yếu, nội dung hay thông tin khác vào chương trình; phần đã ghi không lưu.",
            ("Chỉ ghi loại văn bản và mức độ mật để giữ chỗ số; nội dung theo dõi ở sổ mật trên giấy.",),
        )
    marked = mark_in(words_in(facts.model_dump()))
    if marked is not None:
        yield marked
    today = office.at.astimezone(ZONE).date()
    if facts.reply_by is not None and facts.reply_by < today and facts.submitted_on is None and not facts.answered:
        yield Objection(
            ("9.1/4", "20.3/2"),
            f"Hạn góp ý {facts.reply_by:%d/%m/%Y} đã qua.",
            ("Ghi hạn từ hôm nay trở đi.",),
            ("A33",),
        )
    if facts.responsible and facts.lead_unit and not _in(facts.responsible, facts.lead_unit, office):
        yield not_of_unit(facts.responsible, facts.lead_unit, office)


def _in(person_id: str, unit_id: str, office: Office) -> bool:
    return person_id in office.establishment.members.get(unit_id, ())


def lacking(facts: Outgoing) -> str:
    """What makes it a question only, and what nobody may claim for himself."""
    if facts.dossier is not None:
        return "Thành phần hồ sơ (dossier) chỉ dùng để hỏi trước; khi mở việc thì đính kèm tệp vào hồ sơ."
    claimed = sorted(n for n in OWN_RECORD if n in facts.model_fields_set and n != "spilled" and getattr(facts, n))
    if claimed:
        title = type(facts).model_fields[claimed[0]].title
        return f"«{title}» ({claimed[0]}) do chương trình tự ghi khi có việc ấy; không ghi lúc mở việc."
    if facts.secret:
        return ""
    if not facts.title.strip():
        return "Còn thiếu «Trích yếu» (title)."
    if class_of(facts) not in PAPERS and not (facts.lead_unit or facts.units or facts.field or facts.responsible):
        return "Mở việc phải ghi bộ phận liên quan (units) hoặc lĩnh vực (field)."
    return ""
