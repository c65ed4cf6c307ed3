"""Who signs what, as a table (3.8, 4.5, 4.8, 5): one row for each class of document, and the step made of a row.

The judge needs nothing else: the holders are the people who sign by their own post or by acting, `mandate` names whose
written mandate also lets somebody sign, and what a row forbids beyond that stands in plugins.documents.outgoing.barred.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.law.regulation import Law
from core.law.route import DEPUTIES, HEAD, HEAD_IN_PERSON, Holder, Step, deputy_of_field, person, unit
from core.office.office import Office

from .classes import CLASS_VI, SigningClass, class_of
from .facts import Outgoing

BTV = Holder("body", "btv")
STANDING_DEPUTY_SECRETARY = Holder("body", "standing_deputy_secretary")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: who, by which norms, by which readings, and how a delegation may name it narrowly."""

    holders: tuple[Holder, ...]
    cites: tuple[str, ...]
    readings: tuple[str, ...] = ()
    scope: str = ""
    mandate: Holder | None = None
    recorders: tuple[Holder, ...] = ()


def row_of(facts: Outgoing, office: Office, law: Law) -> Row:
    """The row that governs a document under the regulation in force."""
    return _ROWS[class_of(facts)](facts, office, law)


def signing(facts: Outgoing, office: Office, law: Law, *checks: str) -> Step:
    """The signature (Điều 3, khoản 8; Điều 4, khoản 5 and 8). May be given or the draft sent back."""
    row = row_of(facts, office, law)
    return Step(
        "sign", "sign", "ký", row.holders, row.cites, row.readings, row.recorders, checks=checks, decides=True,
        answers=True, form="van_ban_di", scopes=("sign", row.scope) if row.scope else ("sign",), mandate=row.mandate,
    )  # fmt: skip


def _head(*cites: str, scope: str = "", readings: tuple[str, ...] = ()) -> Row:
    return Row((HEAD,), cites, readings, scope)


def tl_btv(facts: Outgoing, office: Office, law: Law) -> Row:
    """3.8/1: by order of the Standing Committee, and by no further delegation (A19)."""
    if law["sign.tl_btv"] == "head+deputy_standing":
        return Row((HEAD,), ("3.8/1",), ("A19",), "sign-tl-btv", BTV)
    return Row((HEAD_IN_PERSON,), ("3.8/1",), ("A19",), "sign-tl-btv", BTV)


def notice_standing(facts: Outgoing, office: Office, law: Law) -> Row:
    """3.8/2: what the Standing Board directs; set apart from what one leader thinks (A17)."""
    if law["sign.tb_standing"] == "deputy_field":
        return Row((*_field_deputy(facts, office), HEAD), ("3.8/2",), ("A17",), "sign-notice")
    return _head("3.8/2", readings=("A17",), scope="sign-notice")


def submitted_up(facts: Outgoing, office: Office, law: Law) -> Row:
    """3.8/3: the Office's own documents going up."""
    return _head("3.8/3", scope="sign-submitted")


def regulation(facts: Outgoing, office: Office, law: Law) -> Row:
    """3.8/4: the working regulation; whoever stands in for the Head only where the office says so."""
    return Row((HEAD,) if law.flag("sign.acting_regulation") else (HEAD_IN_PERSON,), ("3.8/4", "2.5"))


def personnel(facts: Outgoing, office: Office, law: Law) -> Row:
    """3.8/5: reward, discipline, personnel policy."""
    return Row((HEAD,) if law.flag("sign.acting_personnel") else (HEAD_IN_PERSON,), ("3.8/5", "2.6"))


def evaluation(facts: Outgoing, office: Office, law: Law) -> Row:
    """3.8/6: yearly assessments; a deputy for his own part, with a delegation on record (4.2-2, A49)."""
    return Row((HEAD_IN_PERSON,), ("3.8/6", "4.2-2"), ("A49",), "sign-evaluation", HEAD_IN_PERSON)


def invitation(facts: Outgoing, office: Office, law: Law) -> Row:
    """4.5/1: meetings of the Standing Committee and the Standing Board, and conferences the former convenes (A18)."""
    readings = ("A18",) if facts.meeting == "bch" else ()
    return Row((*_field_deputy(facts, office), HEAD), ("4.5/1",), readings, "sign-invitation")


def notice_leader(facts: Outgoing, office: Office, law: Law) -> Row:
    """4.5/2: what the Secretary or a Deputy Secretary thinks; the deputy who had it drafted signs it (4.3-4)."""
    if law["sign.tb_leader"] == "head":
        return _head("4.5/2", readings=("A17",), scope="sign-notice")
    return Row((*_field_deputy(facts, office), HEAD), ("4.5/2", "4.3-4/2"), ("A17",), "sign-notice")


def other_document(facts: Outgoing, office: Office, law: Law) -> Row:
    """Every other document: the Head leads the Office (3.1); a deputy where he was delegated (4.5/3)."""
    return _head("3.1/1", "4.5/3", scope="sign-other")


def visitor_paper(facts: Outgoing, office: Office, law: Law) -> Row:
    """4.8/1: any deputy confirms a visitor's papers."""
    return Row((DEPUTIES, HEAD), ("4.8/1",), (), "sign-papers")


def admin_paper(facts: Outgoing, office: Office, law: Law) -> Row:
    """4.8/2: other papers, by order of the Head where he delegated it (A20)."""
    return _head("4.8/2", readings=("A20",), scope="sign-papers")


def committee(facts: Outgoing, office: Office, law: Law) -> Row:
    """4.4-2: the Secretary or the Standing Deputy Secretary signs; the Clerical unit puts that on record (A22)."""
    clerks = (unit(law.text("org.unit_clerical")),)
    presented = (_leader(facts.presented_to, office),) if facts.presented_to else ()
    who = presented or (STANDING_DEPUTY_SECRETARY, _leader("secretary", office))
    return Row(who, ("4.4-2",), ("A22",), recorders=clerks)


def _leader(leader: str, office: Office) -> Holder:
    """A Secretary, called by his name: the one person who holds the post, unless the office keeps it as a body."""
    return Holder("body", leader) if leader in office.establishment.bodies else person(leader)


def _field_deputy(facts: Outgoing, office: Office) -> tuple[Holder, ...]:
    """The deputy in charge of the document's field, where it has one."""
    return (deputy_of_field(facts.field),) if facts.field in office.establishment.deputy_of_field else ()


_ROWS: Mapping[SigningClass, Callable[[Outgoing, Office, Law], Row]] = {
    SigningClass.TL_BTV: tl_btv,
    SigningClass.NOTICE_STANDING: notice_standing,
    SigningClass.SUBMITTED_UP: submitted_up,
    SigningClass.REGULATION: regulation,
    SigningClass.PERSONNEL: personnel,
    SigningClass.EVALUATION: evaluation,
    SigningClass.INVITATION: invitation,
    SigningClass.NOTICE_LEADER: notice_leader,
    SigningClass.OFFICE: other_document,
    SigningClass.VISITOR_PAPER: visitor_paper,
    SigningClass.ADMIN_PAPER: admin_paper,
    SigningClass.COMMITTEE: committee,
}


def kind_of_paper(facts: Outgoing) -> str:
    """«văn bản mời họp …»: how a refusal names the document."""
    return CLASS_VI[class_of(facts)]
