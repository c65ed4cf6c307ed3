"""How a document stands in the register of what goes out: number by body, type and term; title, signer, recipients.

A secret one takes its number in the same sequence, and the book says nothing of it but that (13/1).
"""

from __future__ import annotations

from core.law.holders import standings
from core.law.procedure import BookEntry
from core.law.regulation import Law
from core.law.route import Done, Matter, Step
from core.law.ruling import Capacity, Standing
from core.law.usual import today
from core.office.office import Office

from .blocks import block
from .facts import FORM_VI, Outgoing
from .people import name_of
from .types import TYPES, printed

SECRET_BOOK = "theo sổ mật"


def entry(matter: Matter, step: Step, office: Office, law: Law) -> BookEntry | None:
    """The line of the register; a number kept beforehand is the one it takes."""
    facts: Outgoing = matter.facts
    kind = TYPES[facts.type]
    day = facts.issued_on or today(office)
    said = {"note": SECRET_BOOK} if facts.secret else _said(matter, office, law)
    title = None if facts.secret else f"{kind.name}: {facts.title}"
    return BookEntry(
        facts.issuer, kind.series, law.text("documents.term"), title, day,
        {key: value for key, value in said.items() if value}, facts.number,
    )  # fmt: skip


def _said(matter: Matter, office: Office, law: Law) -> dict[str, str]:
    facts: Outgoing = matter.facts
    number = printed(facts.issuer, TYPES[facts.type].series, facts.number) if facts.number else ""
    return {
        "sign": number,
        "signer": signed_by(matter, office, law),
        "recipients": "; ".join(name_of(r, office) for r in facts.sent_to),
        "copies": str(facts.copies),
        "drafter": _name(facts.responsible or matter.opened_by, office),
        "kept": "Văn phòng Thành ủy",
        "note": facts.voided and f"đã hủy: {facts.voided}",
    }


def signed_by(matter: Matter, office: Office, law: Law) -> str:
    """«Phó 1, K/T»: who signed and in which form."""
    done = matter.done.get("sign")
    if done is None:
        return ""
    found = block(standing_of(done), matter.facts, office, law)
    return found.name if found.form == "none" else f"{found.name}, {FORM_VI[found.form].partition(' (')[0]}"


def standing_of(done: Done) -> Standing:
    """The capacity in which a signature was given, as it is on record."""
    return Standing(done.by, Capacity(done.capacity), (), done.behalf)


def proposed(matter: Matter, office: Office) -> tuple[Standing, ...]:
    """Everybody who holds the signature now."""
    step = matter.route.step("sign")
    return standings(step, matter.kind, office) if step is not None else ()


def _name(person: str, office: Office) -> str:
    return office.name(person).removeprefix("đồng chí ") if person else ""


def numbered(facts: Outgoing, step: Step, number: int) -> Outgoing:
    return facts.model_copy(update={"number": number})
