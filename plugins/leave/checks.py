"""What must be there, and what forbids a person, when a step of Điều 18 is taken."""

from __future__ import annotations

from core.law.regulation import Law
from core.law.route import Matter, Step
from core.law.ruling import Act, Objection
from core.office.office import Office
from core.office.sessions import label


def own_request(matter: Matter, step: Step, by: str, office: Office, law: Law) -> Objection | None:
    """Nobody consents to, or reports, his own request – not as acting, not by delegation, not as recorder (A06)."""
    if by != matter.subject or not step.decides:
        return None
    return Objection(step.cites[:1], "Không ai tự giải quyết việc nghỉ của chính mình.", readings=("A06",))


def not_before_its_day(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """Consent was given for these half-days (18.u2/1): who goes earlier is away without it."""
    start = matter.facts.start
    if start is None or start <= office.now:
        return None
    return Objection(("18.u2/1",), f"Chưa đến buổi được nghỉ ({label(start)}).", ("Chờ đến buổi đó, hoặc xin thêm.",))


def named_deputy(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """5/1: the named one is a deputy, not the one who goes, and is there on those half-days."""
    if act is None or act.outcome != "done" or not act.payload.get("deputy"):
        return None
    deputy = str(act.payload["deputy"])
    if deputy not in office.establishment.deputies or deputy == matter.subject:
        others = ", ".join(office.name(d) for d in office.establishment.deputies if d != matter.subject)
        return Objection(
            ("5/1",), f"{office.name(deputy)} không thể được cử thường trực lần này.", (f"Cử một trong: {others}.",)
        )
    span = matter.facts.span
    away = next((a for a in office.absences_of(deputy) if span and a.settled and a.span.overlaps(span)), None)
    if away is None:
        return None
    return Objection(
        ("5/1",),
        f"{office.name(deputy)} cũng vắng trong những buổi đó (việc số {away.matter}).",
        ("Cử đồng chí Phó khác.",),
    )
