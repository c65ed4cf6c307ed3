"""Điều 9, khoản 3: what goes up with a draft, as a gate and as a checklist. Versions of the draft are counted.

The digest of comments is asked for only where somebody was asked; where nobody was, the reason stands in its place
(A31). Silence is written down as silence (A33).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from core.law.regulation import Law
from core.law.route import Attached, Matter, Step
from core.law.ruling import Act, Objection
from core.law.sheet import Sheet, SheetRow
from core.office.office import Office
from core.office.sessions import ZONE

from .facts import PARTS, VIEW_VI, Outgoing


class Needed(NamedTuple):
    """One part of the dossier, by its dash of 9.3."""

    part: str
    norm: str
    compulsory: bool
    why_not: str = ""
    """Why it may be missing."""
    readings: tuple[str, ...] = ()


def needed(facts: Outgoing, office: Office) -> tuple[Needed, ...]:
    """The parts of 9.3 for this document, in the order of the dashes."""
    consulted = bool(parties(facts, office))
    why_not = f"không lấy ý kiến: {facts.no_consult_reason.strip()}" if facts.no_consult_reason.strip() else ""
    return (
        Needed("du_thao", "9.3-1", True),
        Needed("huong_dan", "9.3-1", False, "nếu có"),
        Needed("to_trinh", "9.3-2", True),
        Needed("tong_hop", "9.3-3", consulted or not why_not, why_not, ("A31",)),
        Needed("khac", "9.3-4", False, "nếu cần"),
    )


def parties(facts: Outgoing, office: Office) -> tuple[str, ...]:
    """Who is asked about the draft: invited units (9.1/3) and the deputies of units it touches (20.3/1)."""
    return (*facts.invited, *consulted_deputies(facts, office))


def own_deputy(facts: Outgoing, office: Office) -> str | None:
    """The deputy whose matter it is: of the field, else of the lead unit."""
    establishment = office.establishment
    if facts.field in establishment.fields:
        return establishment.deputy_of_field.get(facts.field)
    return establishment.deputy_of_unit.get(facts.lead_unit or "")


def consulted_deputies(facts: Outgoing, office: Office) -> dict[str, str]:
    """Other deputies whose units are touched, each with the first such unit (20.3/1)."""
    own = own_deputy(facts, office)
    found: dict[str, str] = {}
    for touched in facts.other_units:
        deputy = office.establishment.deputy_of_unit.get(touched)
        if deputy is not None and deputy != own:
            found.setdefault(deputy, touched)
    return found


def present_parts(matter: Matter) -> frozenset[str]:
    """The parts that are there; in a question, those it supposes."""
    facts: Outgoing = matter.facts
    if facts.dossier is not None:
        return frozenset(facts.dossier)
    return frozenset(a.part for a in matter.attachments)


def drafted(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """9.3-1: a draft is a file, not an intention."""
    if (act is not None and act.outcome != "done") or "du_thao" in present_parts(matter):
        return None
    put = f"Đính kèm tệp vào phần «{PARTS['du_thao']}»."
    return Objection(("9.3-1", "9.1/1"), "Chưa có bản dự thảo trong hồ sơ.", (put,))


def complete(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """9.3: a dossier without its parts goes no further."""
    if (act is not None and act.outcome != "done") or _supposed(matter):
        return None
    there = present_parts(matter)
    missing = [n for n in needed(matter.facts, office) if n.compulsory and n.part not in there]
    if not missing:
        return None
    names = ", ".join(PARTS[n.part].casefold() for n in missing)
    return Objection(
        (*dict.fromkeys(n.norm for n in missing), "9.3"),
        f"Hồ sơ trình còn thiếu: {names}.",
        tuple(_remedy(n, matter.facts, office) for n in missing),
        tuple(dict.fromkeys(r for n in missing for r in n.readings)),
    )


def _supposed(matter: Matter) -> bool:
    """A question about a later step supposes that the dossier went up as it must."""
    return matter.id == 0 and matter.facts.dossier is None and "submit" in matter.done


def _remedy(lacks: Needed, facts: Outgoing, office: Office) -> str:
    put = f"Đính kèm tệp vào phần «{PARTS[lacks.part]}»"
    if lacks.part == "tong_hop" and not parties(facts, office):
        return f"{put}, hoặc ghi lý do không lấy ý kiến (no_consult_reason)."
    ready = " (có thể xuất «Bảng tổng hợp ý kiến» từ việc này rồi đính kèm)" if lacks.part == "tong_hop" else ""
    return f"{put}{ready}."


def worded(norm: str) -> Callable[[Matter, Act | None, Office, Law], Objection | None]:
    """Whoever does not simply agree says what he thinks; it is kept word for word."""

    def check(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
        if act is None or act.outcome != "done" or act.note.strip() or act.payload.get("view") in (None, "agree"):
            return None
        says = "Không đồng ý hoặc có ý kiến khác thì phải ghi rõ ý kiến."
        return Objection((norm,), says, ("Ghi ý kiến rồi gửi lại.",))

    return check


def checklist(matter: Matter, office: Office, law: Law) -> Sheet:
    """The dossier as a clerk ticks it off: part, there or not, newest version, by which dash."""
    there = present_parts(matter)
    rows = tuple(_line(need, need.part in there, matter, law) for need in needed(matter.facts, office))
    lacking = sum(row.tone == "bad" for row in rows)
    note = f"Còn thiếu {lacking} thành phần bắt buộc." if lacking else "Hồ sơ đủ thành phần."
    return Sheet("Hồ sơ trình", ("Thành phần", "Có", "Bản mới nhất", "Điều khoản"), rows, note)


def _line(need: Needed, there: bool, matter: Matter, law: Law) -> SheetRow:
    files = sorted((a for a in matter.attachments if a.part == need.part), key=lambda a: a.version)
    newest = _version(files[-1]) if files else need.why_not
    tone = "good" if there else "bad" if need.compulsory else "muted"
    has = "có" if there else "thiếu" if need.compulsory else "–"
    return SheetRow((PARTS[need.part], has, newest, law.cite(need.norm)), tone)


def _version(file: Attached) -> str:
    return f"bản {file.version}, {file.at.astimezone(ZONE):%H:%M %d/%m/%Y}, {file.name}"


def answers(matter: Matter, office: Office, law: Law) -> Sheet | None:
    """Who was asked about the draft and what he said, word for word; for the submission note and for the Head (3.4)."""
    steps = [s for s in matter.route if s.verb in ("comment", "consult")]
    if not steps:
        return None
    rows = tuple(_answer(matter, s, office, law) for s in steps)
    silent = sum(matter.facts.view_of(party) is None for party in matter.facts.silent)
    note = f"Quá hạn chưa trả lời: {silent}. Im lặng không phải là đồng ý; trình Chánh Văn phòng." if silent else ""
    return Sheet("Góp ý, trao đổi về dự thảo", ("Nơi được hỏi", "Ý kiến", "Nguyên văn", "Điều khoản"), rows, note)


def _answer(matter: Matter, step: Step, office: Office, law: Law) -> SheetRow:
    party = step.id.partition(":")[2]
    unit = office.establishment.units.get(party)
    who, norm = unit.name if unit else office.name(party), law.cite(step.cites[0])
    done = matter.done.get(step.id)
    if done is None:
        overdue = party in matter.facts.silent
        until = f"hạn {step.lapses:%d/%m/%Y}" if step.lapses else ""
        says = "quá hạn, chưa trả lời" if overdue else "chưa trả lời"
        return SheetRow((who, says, until, norm), "bad" if overdue else "warn")
    view = str(done.payload.get("view", "agree"))
    tone = {"agree": "good", "disagree": "bad"}.get(view, "warn")
    return SheetRow((who, VIEW_VI.get(view, view), done.note, norm), tone)


def silent_parties(facts: Outgoing, office: Office) -> Iterator[str]:
    """Who was asked and has not answered."""
    return (party for party in parties(facts, office) if facts.view_of(party) is None)
