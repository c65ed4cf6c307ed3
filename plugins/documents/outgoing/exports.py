"""The papers of an outgoing document as files: document, submission slip, digest, travel paper."""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import UsageError
from core.exporting import ExportAsk
from core.law.holders import standings
from core.law.route import Matter, Step
from core.office.office import Office
from core.office.sessions import ZONE
from core.printing.wording import letterhead
from core.text import capital

from ..forms import DIGEST, SLIP, TRAVEL, Answer, Digest, Meeting, Paper, Said, Slip, Travel, layout_of
from .blocks import Block, block
from .dossier import needed, present_parts
from .facts import PARTS, SECRECY_VI, VIEW_VI, Outgoing
from .issue import proposed, standing_of
from .people import name_of
from .records import urgency
from .types import BODY_SYMBOLS, TYPES, printed
from .types import TRAVEL as TRAVEL_TYPES


def document(ask: ExportAsk) -> bytes:
    """The document in the Party's form of its day. Raises UsageError for a secret one."""
    from ..forms import document_docx

    matter, facts = _matter(ask, "van_ban")
    return document_docx(paper_of(ask, matter), ask.template(layout_of(facts.type).template))


def paper_of(ask: ExportAsk, matter: Matter) -> Paper:
    """What is printed: number and day once they are given, the block of who signed – or of who should."""
    facts: Outgoing = matter.facts
    kind = TYPES[facts.type]
    parent, body, place = _head(ask, facts)
    signed = _block(matter, ask)
    return Paper(
        parent=parent,
        body=body,
        place=place,
        day=facts.issued_on,
        secrecy=_mark(facts),
        authority=signed.lines if signed else (),
        signer=signed.name if signed and "sign" in matter.done else "",
        profile=ask.law.text("documents.format_profile"),
        sign=BODY_SYMBOLS[facts.issuer],
        type=facts.type,
        type_name=kind.name,
        symbol=kind.symbol,
        number=facts.number,
        title=facts.title,
        text=tuple(facts.text.splitlines()),
        addressees=_addressees(facts, ask.office),
        recipients=tuple(name_of(r, ask.office) for r in facts.sent_to),
        urgency=urgency(facts),
        meeting=_meeting(facts, ask.office),
    )


def _meeting(facts: Outgoing, office: Office) -> Meeting | None:
    """What an invitation says of its meeting; None where nothing was written down."""
    if not (facts.when or facts.where or facts.participants):
        return None
    inviter = {"btv_convened": "btv"}.get(facts.meeting or "", facts.meeting or "")
    return Meeting(
        inviter="" if inviter == "other" else name_of(inviter, office), participants=facts.participants,
        subject=facts.title, time=facts.when, place=facts.where,
    )  # fmt: skip


def slip(ask: ExportAsk) -> bytes:
    """The slip before a dossier (9.3): what is asked, what there is, what was said so far."""
    from ..forms import submission_slip

    matter, facts = _matter(ask, "phieu_trinh")
    parent, body, place = _head(ask, facts)
    person = ask.office.person(facts.responsible or matter.opened_by)
    unit = ask.office.establishment.units.get(facts.lead_unit or "")
    made = Slip(
        parent=parent,
        body=body,
        place=place,
        day=facts.submitted_on,
        secrecy=_mark(facts),
        addressees=tuple(capital(ask.office.name(p)) for p in _put_to(matter, ask.office)),
        title=f"{TYPES[facts.type].name}: {facts.title}",
        submitter=person.name if person else "",
        post=person.title if person else "",
        unit=unit.name if unit else "",
        asked=_questions(matter),
        dossier=_dossier(matter, ask.office),
        opinions=tuple(_said(matter, ask.office)),
    )
    return submission_slip(made, ask.template(SLIP))


def digest(ask: ExportAsk) -> bytes:
    """Every opinion of the leadership, word for word (Điều 2). Raises UsageError where none was asked for."""
    from ..forms import digest_docx

    matter, facts = _matter(ask, "tong_hop_y_kien")
    steps = [s for s in matter.route if s.verb in ("opinion", "consult", "comment") and _asked(s, matter)]
    if not steps and facts.met is None:
        raise UsageError(f"Việc số {matter.id} không lấy ý kiến ai nên không có bảng tổng hợp.")
    parent, body, place = _head(ask, facts)
    method = "lấy ý kiến bằng văn bản"
    if facts.met is not None:
        method = f"họp lãnh đạo Văn phòng ngày {facts.met.on:%d/%m/%Y} ({facts.met.number})"
    person = ask.office.person(facts.responsible or matter.opened_by)
    made = Digest(
        parent=parent,
        body=body,
        place=place,
        day=ask.at.astimezone(ZONE).date(),
        secrecy=_mark(facts),
        signer=person.name if person else "",
        title=f"{TYPES[facts.type].name}: {facts.title}",
        method=method,
        due=facts.opinions_by or facts.reply_by,
        answers=tuple(_answer(matter, s, ask.office) for s in steps),
    )
    return digest_docx(made, ask.template(DIGEST))


def _asked(step: Step, matter: Matter) -> bool:
    """Has he been asked yet? The round of the leadership begins once its day is set (Điều 2)."""
    return step.verb != "opinion" or matter.facts.opinions_by is not None or step.id in matter.done


def travel(ask: ExportAsk) -> bytes:
    """Giấy đi đường, công lệnh with the Office's confirmation (4.8/1)."""
    from ..forms import travel_paper

    matter, facts = _matter(ask, "giay_di_duong")
    if facts.type not in TRAVEL_TYPES:
        raise UsageError(f"Việc số {matter.id} không phải giấy đi đường, công lệnh; chọn việc khác.")
    parent, body, place = _head(ask, facts)
    signed = _block(matter, ask)
    made = Travel(
        parent=parent,
        body=body,
        place=place,
        day=facts.issued_on,
        secrecy=_mark(facts),
        authority=signed.lines if signed else (),
        signer=signed.name if signed and "sign" in matter.done else "",
        number=printed(facts.issuer, TYPES[facts.type].series, facts.number) if facts.number else "",
        name=facts.title,
        purpose=facts.text,
    )
    return travel_paper(made, ask.template(TRAVEL))


def _matter(ask: ExportAsk, export: str) -> tuple[Matter, Outgoing]:
    if ask.matter is None or not isinstance(ask.matter.facts, Outgoing):
        raise UsageError(f"Xuất giấy tờ này cần số việc của một văn bản đi, ví dụ: «vptu export {export} 12».")
    return ask.matter, ask.matter.facts


def _mark(facts: Outgoing) -> str:
    return SECRECY_VI[facts.secrecy] if facts.secret else ""


def _head(ask: ExportAsk, facts: Outgoing) -> tuple[str, str, str]:
    """Body above, issuing body, place: the committee has nobody above it on the paper."""
    found = letterhead(ask.office.establishment.name)
    return (found.parent, found.body, found.place) if facts.issuer == "VP" else ("", found.parent, found.place)


def _block(matter: Matter, ask: ExportAsk) -> Block | None:
    """Of who signed; of the first who may, while nobody has."""
    done = matter.done.get("sign")
    standing = standing_of(done) if done is not None else next(iter(proposed(matter, ask.office)), None)
    return block(standing, matter.facts, ask.office, ask.law) if standing is not None else None


def _addressees(facts: Outgoing, office: Office) -> tuple[str, ...]:
    """A letter and a submission are addressed to their recipients."""
    return tuple(name_of(r, office) for r in facts.sent_to) if layout_of(facts.type).as_above else ()


def _put_to(matter: Matter, office: Office) -> tuple[str, ...]:
    steps = [s for s in matter.route if s.verb in ("approve", "arbitrate", "decide", "sign")]
    people = [found[0].person for s in steps if (found := standings(s, matter.kind, office))]
    return tuple(dict.fromkeys(people))


def _questions(matter: Matter) -> tuple[str, ...]:
    """9.3-2: what the submitter wrote beside his submission, else the text of the draft."""
    put_up = matter.done.get("submit")
    return tuple((put_up.note if put_up and put_up.note else matter.facts.text).splitlines())


def _dossier(matter: Matter, office: Office) -> tuple[str, ...]:
    there = present_parts(matter)
    return tuple(
        PARTS[need.part] if need.part in there else f"{PARTS[need.part]}: {need.why_not}"
        for need in needed(matter.facts, office)
        if need.part in there or (need.part == "tong_hop" and need.why_not)
    )


def _said(matter: Matter, office: Office) -> Iterator[Said]:
    """What each level said or will say, in the order of the route."""
    for step in matter.route:
        if step.verb not in ("comment", "consult", "approve", "arbitrate", "opinion", "decide"):
            continue
        done = matter.done.get(step.id)
        who = capital(office.name(done.by)) if done else ""
        at = f"{done.at.astimezone(ZONE):%H:%M %d/%m/%Y}" if done else ""
        view = VIEW_VI.get(str(done.payload.get("view", "")), "") if done else ""
        said = view or (f"Đã {step.title}" if done else "")
        text = ". ".join(part for part in (capital(said), done.note if done else "") if part)
        yield Said(level=capital(step.title), person=who, at=at, text=text)


def _answer(matter: Matter, step: Step, office: Office) -> Answer:
    party = step.id.partition(":")[2]
    unit = office.establishment.units.get(party)
    found = office.person(party)
    done = matter.done.get(step.id)
    name = unit.name if unit else found.name if found else party
    if done is None:
        return Answer(name=name, post=found.title if found else "")
    view = VIEW_VI.get(str(done.payload.get("view", "")), "")
    at = f"{done.at.astimezone(ZONE):%H:%M %d/%m/%Y}"
    return Answer(name=name, post=found.title if found else "", answer=capital(view), text=done.note, at=at)
