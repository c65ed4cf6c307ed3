"""The right signature block: for this signer, in this capacity, under this document, on this day.

Authority in bold, post in capitals, name; the slash forms of Party documents (K/T, T/L, T/M). Pure text, so that the
tray, the dossier and the printed document all show the same one.
"""

from __future__ import annotations

from typing import NamedTuple

from core.law.regulation import Law
from core.law.ruling import Capacity, Standing
from core.office.office import Office, Person, Rank

from .classes import SigningClass, class_of
from .facts import FormCode, Outgoing

HEAD_TITLE = "Chánh Văn phòng"


class Block(NamedTuple):
    lines: tuple[str, ...]
    """«K/T CHÁNH VĂN PHÒNG», «PHÓ CHÁNH VĂN PHÒNG»: what stands above the signature."""
    form: FormCode
    name: str
    why: str = ""
    """The norms by which he signs so, as they are cited."""


def form_of(standing: Standing, facts: Outgoing, office: Office, law: Law) -> FormCode:
    """The one form in which somebody who holds the signature signs."""
    found = class_of(facts)
    if found is SigningClass.COMMITTEE:
        return "T/M"
    if found is SigningClass.TL_BTV:
        return "T/L_BTV"
    if office.rank_of(standing.person) is Rank.HEAD:
        return "none"
    if found is SigningClass.ADMIN_PAPER and law["sign.admin_papers"] == "T/L":
        return "T/L_CVP"
    return "K/T"


def block(standing: Standing, facts: Outgoing, office: Office, law: Law) -> Block:
    """The block of somebody who holds the signature."""
    form = form_of(standing, facts, office, law)
    signer = _signer(standing, office)
    post = _post(signer)
    lines: tuple[str, ...]
    match form:
        case "T/M":
            lines = (f"T/M {_collective(facts)}", _committee_post(signer))
        case "T/L_BTV":
            lines = ("T/L BAN THƯỜNG VỤ", post)
        case "T/L_CVP":
            lines = (f"T/L {_head_post(office)}", post)
        case "K/T":
            lines = (f"K/T {_head_post(office)}", post)
        case _:
            lines = (post,)
    cites = standing.cites if standing.capacity in (Capacity.ACTING, Capacity.DELEGATED) else ()
    return Block(lines, form, signer.name if signer else standing.person, "; ".join(map(law.cite, cites)))


def _signer(standing: Standing, office: Office) -> Person | None:
    """Whose name stands under it: of a signature given outside and only put on record, the one who gave it."""
    if standing.capacity is Capacity.RECORDED and standing.behalf:
        return office.person(standing.behalf)
    return office.person(standing.person)


def _post(signer: Person | None) -> str:
    """«CHÁNH VĂN PHÒNG»; «Q. CHÁNH VĂN PHÒNG» for who holds the post for the time being."""
    title = signer.title if signer else HEAD_TITLE
    for word in ("Quyền ", "Q. ", "Q."):
        if title.startswith(word):
            return f"Q. {title.removeprefix(word).strip().upper()}"
    return title.upper()


def _head_post(office: Office) -> str:
    head = office.person(office.establishment.head or "")
    return _post(head) if head is not None else HEAD_TITLE.upper()


def _collective(facts: Outgoing) -> str:
    return "BAN CHẤP HÀNH" if facts.up_to == "bch" else "BAN THƯỜNG VỤ"


def _committee_post(signer: Person | None) -> str:
    """«BÍ THƯ», «PHÓ BÍ THƯ»: the body's name does not stand beside the post."""
    title = (signer.title if signer else "").casefold()
    return "PHÓ BÍ THƯ" if title.startswith("phó bí thư") else "BÍ THƯ"
