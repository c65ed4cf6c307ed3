"""How a document is called, when its steps are due, what it belongs with, and the tables that are shown with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.law.regulation import Law
from core.law.route import Matter, Step
from core.law.ruling import Act, Objection
from core.law.sheet import Sheet, SheetRow, Tie
from core.law.usual import today
from core.office.office import Office
from core.text import capital

from ..incoming.secrecy import words_in
from . import collective, dossier
from .acts import secret_text
from .barred import beyond_the_table
from .blocks import block
from .classes import CLASS_VI, LIGHT, class_of
from .facts import FORM_VI, OF_VI, PARTS, URGENCY_VI, VIEW_VI, Outgoing
from .issue import SECRET_BOOK, proposed
from .people import name_of
from .types import TYPES, printed

KEPT = frozenset({"designate", "comment", "consult", "opinion"})
"""What was said or named by others is not asked anew when a returned draft goes up again."""
_COUNTS = frozenset({"number", "copies"})
"""What an act on a secret document may carry: a number kept beforehand, how many copies."""


def heading(facts: Outgoing, office: Office) -> str:
    """«Công văn mời họp 12-CV/VPTU (khẩn): Họp về nội chính»; of a secret one its number only (13/1)."""
    kind = TYPES[facts.type]
    number = f" {printed(facts.issuer, kind.series, facts.number)}" if facts.number else ""
    if facts.secret:
        return f"{kind.name}{number}, {SECRET_BOOK}"
    urgent = f" ({URGENCY_VI[facts.urgency]})" if urgency(facts) else ""
    void = " – đã hủy số" if facts.voided else ""
    return f"{kind.name}{number}{urgent}: {facts.title}".removesuffix(": ") + void


def urgency(facts: Outgoing) -> int:
    return tuple(URGENCY_VI).index(facts.urgency)


def leads(facts: Outgoing, office: Office) -> tuple[str | None, str | None]:
    """The one lead unit and the one responsible person (1.3/2), as far as they are named."""
    found = office.person(facts.responsible or "")
    return facts.lead_unit or (found.unit if found else None), facts.responsible


def due(matter: Matter, step: Step, office: Office, law: Law) -> date | None:
    """Answers by the day that was set for them (A33); everything else by the document's own deadline."""
    if step.verb in ("comment", "consult", "opinion"):
        return step.lapses
    return None if step.after else matter.facts.deadline


def links(facts: Outgoing) -> Iterator[Tie]:
    if facts.reply_to is not None:
        yield Tie(facts.reply_to, "trả lời văn bản đến")


def reasons(facts: Outgoing, office: Office, law: Law) -> tuple[str, ...]:
    """Readings that shaped the route beyond those its steps name."""
    return tuple(dict.fromkeys(r for tag in collective.classify(facts, law) for r in tag.readings))


def warnings(facts: Outgoing, office: Office, law: Law) -> Iterator[str]:
    """What whoever signs should know; refuses nothing."""
    if facts.why_class:
        yield f"Người soạn xếp là {CLASS_VI[class_of(facts)]}, vì: {facts.why_class}"
    for party in facts.silent:
        if facts.view_of(party) is not None:
            continue  # he has answered since
        unit = office.establishment.units.get(party)
        who = unit.name if unit else office.name(party)
        yield f"Được hỏi nhưng quá hạn chưa trả lời: {who} (im lặng không phải là đồng ý)"
    for leader in _unheard(facts, office):
        yield f"{capital(office.name(leader))} không cho ý kiến trong hạn (im lặng không phải là đồng ý)"
    for answer in facts.views:
        if answer.view != "agree":
            yield f"{capital(office.name(answer.party))}: {VIEW_VI[answer.view]} (ý kiến tập thể, xem nguyên văn)"


def _unheard(facts: Outgoing, office: Office) -> tuple[str, ...]:
    """Deputies who kept silent until the round of opinions was over (A33); none where the leadership met instead."""
    if facts.met is not None or facts.opinions_by is None or today(office) <= facts.opinions_by:
        return ()
    heard = {answer.party for answer in facts.views}
    return tuple(deputy for deputy in office.establishment.deputies if deputy not in heard)


def sheets(matter: Matter, office: Office, law: Law) -> Iterator[Sheet]:
    """Signature first, for the tray; then dossier, answers, the leadership, the recipients."""
    if matter.facts.secret:
        return
    if matter.route.step("sign") is not None and "sign" not in matter.done:
        yield signature(matter, office, law)
    if class_of(matter.facts) not in LIGHT:
        yield dossier.checklist(matter, office, law)
    found = (
        dossier.answers(matter, office, law), collective.digest(matter, office, law),
        receipts(matter, office), team(matter, office),
    )  # fmt: skip
    yield from (sheet for sheet in found if sheet is not None)


def signature(matter: Matter, office: Office, law: Law) -> Sheet:
    """Who may sign this document today, and the block that is his."""
    step = matter.route.step("sign")
    assert step is not None
    rows = tuple(
        SheetRow((found.name, " / ".join(found.lines), FORM_VI[found.form], found.why or law.cite(step.cites[0])))
        for standing in proposed(matter, office)
        if beyond_the_table(matter, step, standing.person, office, law) is None
        for found in (block(standing, matter.facts, office, law),)
    )
    note = capital(CLASS_VI[class_of(matter.facts)]) + "."
    return Sheet("Ký văn bản", ("Người ký", "Khối ký", "Thể thức", "Điều khoản"), rows, note)


def receipts(matter: Matter, office: Office) -> Sheet | None:
    """Who has it and who has not."""
    facts: Outgoing = matter.facts
    if facts.issued_on is None or not facts.sent_to:
        return None
    had = {r.recipient: r.on for r in facts.receipts}
    rows = tuple(
        SheetRow((name_of(r, office), f"{had[r]:%d/%m/%Y}"), "good") if r in had
        else SheetRow((name_of(r, office), "chưa ký nhận"), "warn")
        for r in facts.sent_to
    )  # fmt: skip
    left = sum(r not in had for r in facts.sent_to)
    return Sheet("Nơi nhận", ("Nơi nhận", "Đã nhận"), rows, f"Còn {left} nơi chưa ký nhận." if left else "")


def team(matter: Matter, office: Office) -> Sheet | None:
    found = matter.facts.team
    if found is None:
        return None
    of = matter.facts.responsible
    rows = tuple(
        SheetRow((capital(office.name(m)), "chịu trách nhiệm chính" if m == of else "thành viên"))
        for m in found.members
    )
    return Sheet("Tổ soạn thảo", ("Ai", "Vai"), rows, found.why)


def figures(facts: Outgoing, office: Office, law: Law) -> Iterator[tuple[str, str]]:
    """What a form shows beside the route: how it will be signed, and which classes of Điều 2 it falls under."""
    if facts.secret:
        return
    yield "Thẩm quyền ký", CLASS_VI[class_of(facts)]
    if facts.of:
        yield "Ý kiến của", OF_VI[facts.of]
    for tag in collective.classify(facts, law):
        yield law.cite(tag.norm), tag.why


def receives(matter: Matter, part: str, by: str, office: Office, law: Law) -> Objection | None:
    """No file with a secret document (13/1), none into a signed dossier, none into that of others (9.1)."""
    if matter.facts.secret:
        return secret_text()
    if "sign" in matter.done and part not in ("", "khac"):
        return Objection(("9.3",), "Văn bản đã ký, hồ sơ không sửa được nữa.", ("Đưa tệp vào phần «Tài liệu khác».",))
    if part in ("", "khac") or by in _makers(matter, office, law):
        return None
    return Objection(
        ("9.1/1", "1.3/2"),
        f"{capital(office.name(by))} không soạn văn bản này, nên không đưa tệp vào phần «{PARTS[part]}» được.",
        (f"Gửi tệp cho {_whose(matter, office)}, hoặc đưa vào phần «Tài liệu khác».",),
    )


def _makers(matter: Matter, office: Office, law: Law) -> frozenset[str]:
    """Who puts the dossier together: whoever answers for it, his unit and team; Clerical and the leadership too."""
    facts, found = matter.facts, office.establishment
    units = (facts.lead_unit, *(() if facts.lead_unit else facts.units), law.text("org.unit_clerical"))
    team = facts.team.members if facts.team else ()
    people = (facts.responsible, matter.opened_by, found.head, *found.deputies, *team)
    return frozenset(p for p in (*people, *(m for u in units for m in found.members.get(u or "", ()))) if p)


def _whose(matter: Matter, office: Office) -> str:
    """The one who answers for the dossier, else its unit."""
    if matter.facts.responsible:
        return office.name(matter.facts.responsible)
    return name_of(matter.facts.lead_unit, office) if matter.facts.lead_unit else office.name(matter.opened_by)


def unwritten(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """13/1: nothing is written about a secret document beside a step, neither as a note nor as proof or in an entry."""
    if act is None or not matter.facts.secret:
        return None
    entries = {name: value for name, value in act.payload.items() if name not in _COUNTS}
    said = (act.note.strip(), *words_in(act.evidence), *entries.values())
    return secret_text() if any(said) else None
