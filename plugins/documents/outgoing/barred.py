"""What forbids a person to sign, approve or arbitrate although he leads the Office: beyond the table, field, own cause.

Each refusal names the norm, and what would lift it.
"""

from __future__ import annotations

from core.law.holders import standings
from core.law.regulation import Law
from core.law.route import Matter, Step
from core.law.ruling import Capacity, Objection, Standing
from core.office.office import Office
from core.text import capital

from .blocks import form_of
from .classes import LIGHT, ONLY_THE_HEAD, SigningClass, class_of
from .facts import FORM_VI, Outgoing
from .signing import kind_of_paper


def beyond_the_table(matter: Matter, step: Step, by: str, office: Office, law: Law) -> Objection | None:
    """Nobody signs outside the table, and nobody in another form than the one that is his."""
    if step.verb != "sign":
        return None
    facts: Outgoing = matter.facts
    mine = next((s for s in standings(step, matter.kind, office) if s.person == by), None)
    if mine is None:
        return _not_a_signer(facts, step, by, office) if by in office.establishment.deputies else None
    if class_of(facts) is SigningClass.COMMITTEE and mine.capacity is Capacity.DELEGATED:
        return _not_a_signer(facts, step, by, office)  # nobody signs for a collective by somebody's delegation
    passed_on = mine.capacity is Capacity.DELEGATED and mine.behalf == office.establishment.head
    if passed_on and class_of(facts) in ONLY_THE_HEAD:
        return _only_the_head(facts, step, by, office)
    if passed_on and class_of(facts) is SigningClass.EVALUATION and not _own_part(facts, by, office):
        return Objection(
            ("4.2-2", *step.cites[:1]),
            f"{capital(office.name(by))} chỉ được ký nhận xét, đánh giá bộ phận, cán bộ thuộc phần mình phụ trách.",
            ("Trình Chánh Văn phòng, hoặc đồng chí Phó phụ trách có ủy quyền, ký.",),
            ("A49",),
        )
    return _wrong_form(facts, step, mine, office, law)


def _not_a_signer(facts: Outgoing, step: Step, by: str, office: Office) -> Objection:
    who, paper = capital(office.name(by)), kind_of_paper(facts)
    found = class_of(facts)
    if found is SigningClass.EVALUATION:
        return Objection(
            ("4.2-2", "3.8/6"),
            f"{who} ký {paper} thì phải có ủy quyền đang hiệu lực của Chánh Văn phòng.",
            (f"Chánh Văn phòng ký, hoặc ủy quyền cho {office.name(by)} phần việc phụ trách.",),
            ("A49",),
        )
    if found is SigningClass.TL_BTV:
        acting = ("5/2",) if by == office.acting_head else ()
        return Objection(
            ("3.8/1", *acting),
            f"{who} không ký thừa lệnh Ban Thường vụ khi không có văn bản ủy quyền của Ban Thường vụ cho chính mình.",
            (
                f"Chờ Chánh Văn phòng ký, hoặc có văn bản của Ban Thường vụ ủy quyền cho {office.name(by)}"
                f"{_recorded_as(office)}.",
            ),
            ("A19",),
        )
    if found in ONLY_THE_HEAD:
        return _only_the_head(facts, step, by, office)
    if found is SigningClass.COMMITTEE:
        return Objection(
            step.cites,
            f"{who} không ký {paper}; đồng chí Bí thư hoặc Phó Bí thư Thường trực ký.",
            ("Chánh Văn phòng trình đồng chí Bí thư hoặc Phó Bí thư Thường trực duyệt, ký.",),
            ("A22",),
        )
    if found in (SigningClass.INVITATION, SigningClass.NOTICE_LEADER):
        return Objection(
            (*step.cites[:1], "20.2/1"),
            f"{who} không phụ trách {_field(facts, office)}, nên không ký thay {paper} này.",
            _who_else(facts, by, office),
            ("A32",),
        )
    norm = "4.8/2" if found is SigningClass.ADMIN_PAPER else "4.5/3"
    cites = tuple(dict.fromkeys((*(c for c in step.cites if c != "3.1/1"), norm)))
    return Objection(cites, f"{who} chỉ ký {paper} khi được Chánh Văn phòng ủy quyền.", _delegate(by, office))


def _recorded_as(office: Office) -> str:
    """How a mandate of the Standing Committee is put on record: by the Clerical unit, in its spokesperson's name."""
    body = office.establishment.bodies.get("btv")
    who = body.spokesperson if body is not None else None
    return f" (Văn thư ghi nhận ủy quyền, người giao: {office.name(who)})" if who else ""


def _only_the_head(facts: Outgoing, step: Step, by: str, office: Office) -> Objection:
    return Objection(
        step.cites[:1],
        f"{capital(kind_of_paper(facts))} do chính Chánh Văn phòng ký; {office.name(by)} không ký thay được.",
        ("Chờ Chánh Văn phòng ký.",),
    )


def _who_else(facts: Outgoing, by: str, office: Office) -> tuple[str, ...]:
    deputy = office.establishment.deputy_of_field.get(facts.field)
    named = (f"{capital(office.name(deputy))} phụ trách lĩnh vực này ký.",) if deputy else ()
    return (*named, *_delegate(by, office))


def _delegate(by: str, office: Office) -> tuple[str, ...]:
    return (f"Chánh Văn phòng ký, hoặc ủy quyền cho {office.name(by)} (phạm vi, từ ngày, đến ngày, căn cứ).",)


def _field(facts: Outgoing, office: Office) -> str:
    if not facts.field:
        return "lĩnh vực của văn bản (chưa ghi lĩnh vực)"
    return f"lĩnh vực {office.establishment.fields.get(facts.field, facts.field)}"


def _own_part(facts: Outgoing, by: str, office: Office) -> bool:
    """Is what is assessed in his charge: the field, or every unit that is named?"""
    establishment = office.establishment
    units = [u for u in (facts.lead, *facts.units) if u]
    in_field = bool(facts.field) and establishment.deputy_of_field.get(facts.field) == by
    return in_field or (bool(units) and all(establishment.deputy_of_unit.get(u) == by for u in units))


def _wrong_form(facts: Outgoing, step: Step, mine: Standing, office: Office, law: Law) -> Objection | None:
    """A form that is not the signer's own: which it must be, by which norm."""
    if facts.form is None:
        return None
    right = form_of(mine, facts, office, law)
    if facts.form == right:
        return None
    who = capital(office.name(mine.person))
    return Objection(
        tuple(dict.fromkeys((*step.cites[:1], *mine.cites))),
        f"{who} ký {kind_of_paper(facts)} theo thể thức «{FORM_VI[right]}», không phải «{FORM_VI[facts.form]}».",
        (f"Sửa thể thức ký thành «{FORM_VI[right]}», hoặc trình người ký đúng thể thức đã ghi.",),
        step.readings,
    )


def silence_is_no_consent(matter: Matter, step: Step, by: str, office: Office, law: Law) -> Objection | None:
    """A33: where somebody was asked and kept silent, a light paper too is the Head's to sign, not the deputy's."""
    facts: Outgoing = matter.facts
    if step.verb != "sign" or class_of(facts) not in LIGHT or by in (office.establishment.head, office.acting_head):
        return None
    silent = [s for s in matter.route if s.verb in ("comment", "consult") and s.id not in matter.done]
    if not silent or by not in office.establishment.deputies:
        return None
    return Objection(
        (silent[0].cites[0], "20.3/2"),
        "Có nơi được hỏi mà chưa trả lời; im lặng không phải là đồng ý, nên trình Chánh Văn phòng.",
        ("Chờ trả lời, hoặc trình Chánh Văn phòng ký.",),
        ("A33",),
    )


def outside_his_field(matter: Matter, step: Step, by: str, office: Office, law: Law) -> Objection | None:
    """20.2/1: a deputy settles nothing outside the field and the units he is in charge of (A32)."""
    if step.verb not in ("approve", "brief") or by not in office.establishment.deputies:
        return None
    if any(s.person == by for s in standings(step, matter.kind, office)):
        return None
    return Objection(
        ("20.2/1",),
        f"{capital(office.name(by))} không giải quyết việc ngoài lĩnh vực, bộ phận mình phụ trách.",
        readings=("A32",),
    )


def in_his_own_cause(matter: Matter, step: Step, by: str, office: Office, law: Law) -> Objection | None:
    """3.4: where deputies differ, the Head decides; a deputy who acts for him does not judge his own difference."""
    if step.verb != "arbitrate" or by != office.acting_head:
        return None
    if by not in (*matter.facts.differ, *_approver(matter, office)):
        return None
    return Objection(
        ("3.4",),
        f"{capital(office.name(by))} là một bên có ý kiến khác nhau, nên không tự quyết thay Chánh Văn phòng.",
        ("Chờ Chánh Văn phòng về quyết.",),
    )


def _approver(matter: Matter, office: Office) -> tuple[str, ...]:
    """The deputy whose matter it is."""
    done = matter.done.get("approve")
    own = office.establishment.deputy_of_field.get(matter.facts.field)
    return tuple(p for p in (done.by if done else None, own) if p and p in office.establishment.deputies)
