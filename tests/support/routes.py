"""Routes in the notation of the question list: `cvA:form > deputy1:consent > deputy1&deputy2:informed > lt:file`.

Steps stand in order. Before the colon: everybody who may take the step by right – `a|b` – or who is told – `a&b`; a
role (`unit_archive`, `standing` …) stands for those who hold it. Who may only write an answer down is left out.
"""

from __future__ import annotations

from core.law.holders import holders_of
from core.law.regulation import Law
from core.law.route import Route, Step
from core.law.ruling import Capacity, Standing
from core.office.office import Office

VERBS = {
    "informed": "inform", "name_standing_deputy": "name", "name_other_standing_deputy": "name",
    "consent_by_phone": "consent",
}  # fmt: skip
UNITS = {"unit_archive": "org.unit_archive", "unit_clerical": "org.unit_clerical"}


def written(step: Step, people: tuple[Standing, ...], office: Office) -> str:
    """A step as it is compared."""
    if step.auto:
        told = {s.person for holder in step.holders for s in holders_of(holder, office)}
        return f"{'&'.join(sorted(told))}:{step.verb}"
    return f"{'|'.join(s.person for s in people if s.capacity is not Capacity.RECORDED)}:{step.verb}"


def wanted(text: str, route: Route, law: Law, office: Office) -> list[str]:
    """The steps a scenario wants, roles replaced by the people who hold them today."""
    steps = tuple(route)
    found: list[str] = []
    for part in (part.strip() for part in text.split(">") if part.strip()):
        step = _at(steps, len(found))
        if ":" in part:
            found.append(_meant(part, step, law, office))
        elif found:  # `deputy1:inform > head`: who owes the notice, then who gets it
            found[-1] = _received(found[-1], part, _at(steps, len(found) - 1), law, office)
    return found


def _at(steps: tuple[Step, ...], place: int) -> Step | None:
    return steps[place] if place < len(steps) else None


def _received(giver: str, who: str, step: Step | None, law: Law, office: Office) -> str:
    owed = {s.person for s in holders_of(step.giver, office)} if step is not None and step.giver else set()
    told = "&".join(sorted(name for token in who.split("&") for name in _people(token, law, office)))
    return f"{told}:inform" if owed == {giver.removesuffix(":inform")} else f"{giver} > {told}"


def _meant(part: str, step: Step | None, law: Law, office: Office) -> str:
    who, _, verb = part.rpartition(":")
    if verb == "consent_by_phone" and step is not None and "điện thoại" not in step.title:
        return part  # the step must say that it is asked for by phone
    if verb == "name_other_standing_deputy" and step is not None and "khác" not in step.title:
        return part
    mark = "&" if "&" in who else "|"
    names = [name for token in who.split(mark) for name in _people(token, law, office)]
    return f"{mark.join(sorted(names) if mark == '&' else dict.fromkeys(names))}:{VERBS.get(verb, verb)}"


def _people(token: str, law: Law, office: Office) -> tuple[str, ...]:
    found = office.establishment
    if token in UNITS:
        return found.members.get(law.text(UNITS[token]), ())
    if token in found.bodies:
        return tuple(p for p in (found.bodies[token].spokesperson,) if p)
    return (token,)
