"""One question of a scenario file, asked of the rules as the command line asks it: nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.errors import UsageError
from core.inquiry import Outline, Question, Supposition, may, outline
from core.law.regulation import Law
from core.law.ruling import Ruling
from core.office.office import Absence, Designation, Office
from plugins.leave.length import measure
from tests.support import routes
from tests.support.office import away, instant, law, office_at, rules, span
from tests.support.scenario import Entry

ABOUT_SOMEBODY = ("leave", "mission")


def ask(entry: Entry) -> None:
    """Raises Mismatch for the first thing that is not as the entry wants it."""
    data = entry.data
    at = instant(str(data["at"]))
    in_force = law(at.date(), data.get("settings"))
    here = office_at(at, map(_absence, data.get("absences", ())), map(_named, data.get("named", ())))
    if "error" in data:
        _fails(entry, here, in_force)
        return
    try:
        asked = outline(_question(data), office=here, law=in_force, rules=rules())
        ruling = may(data.get("by", data.get("who")), data.get("ask", "open"), asked, rules=rules())
    except UsageError as error:
        raise entry.fail("câu hỏi", "không có lỗi", error) from None
    for what, (want, found) in _compared(data, asked, ruling, in_force).items():
        if want != found:
            raise entry.fail(what, want, found)


def _fails(entry: Entry, here: Office, in_force: Law) -> None:
    data = entry.data
    try:
        asked = outline(_question(data), office=here, law=in_force, rules=rules())
        found: Any = may(data.get("by", data.get("who")), data.get("ask", "open"), asked, rules=rules()).sentence
    except UsageError as error:
        if str(error) == data["error"]:
            return
        found = error
    raise entry.fail("câu báo lỗi", data["error"], found)


def _question(data: Mapping[str, Any]) -> Question:
    given = [tuple(text.split(":", 2)) for text in data.get("delegated", ())]
    suppose = Supposition(
        tuple(data.get("away", ())), data.get("acting"), tuple((giver, taker, scope) for giver, taker, scope in given)
    )
    facts = dict(data.get("facts", {}))
    if "who" in data and data.get("kind", "leave") in ABOUT_SOMEBODY:
        facts.setdefault("person", data["who"])
    return Question(
        data.get("kind", "leave"),
        facts,
        data.get("who"),
        tuple(data.get("done", ())),
        suppose,
        data.get("ready", False),
    )


def _absence(raw: Mapping[str, Any]) -> Absence:
    return away(
        raw["who"], raw["from"], raw["until"], raw.get("kind", "phep"), matter=raw.get("number", 90),
        settled=raw.get("settled", True),
    )  # fmt: skip


def _named(raw: Mapping[str, Any]) -> Designation:
    return Designation(raw["deputy"], span(raw["from"], raw["until"]), "head", raw.get("number", 91))


def _compared(data: Mapping[str, Any], asked: Outline, ruling: Ruling, law: Law) -> dict[str, tuple[object, object]]:
    """What is wanted, beside what came: only what the entry speaks of."""
    cited = [g.norm for g in ruling.because] + [c for step in asked.route for c in step.cites]
    readings = {*asked.readings, *ruling.readings, *(r for s in ruling.who_may for r in s.readings)}
    found: dict[str, object] = {
        "verdict": str(ruling.verdict),
        "gate": str(ruling.gate or ""),
        "sentence": ruling.sentence,
        "unblock": list(ruling.unblock),
        "length": measure(asked.matter.facts, asked.office, law).merged if data.get("kind", "leave") == "leave" else 0,
        "decisive": sorted(g.norm for g in ruling.because if g.decisive),
        "who_may": [_spelt(s.person, s.capacity, want) for s, want in _pairs(ruling, data.get("who_may", []))],
        "capacity": str(ruling.standing.capacity) if ruling.standing else "",
        "behalf": (ruling.standing.behalf or "") if ruling.standing else "",
        "warnings": list(asked.warnings),
        "gaps": list(asked.gaps),
    }
    pairs = {key: (data[key], found[key]) for key in found if key in data}
    if "decisive" in data:
        pairs["decisive"] = (sorted(data["decisive"]), found["decisive"])
    if "clauses" in data:
        pairs["clauses (còn thiếu)"] = ([], [c for c in data["clauses"] if c not in cited])
    if "readings" in data:
        pairs["readings (còn thiếu)"] = ([], [r for r in data["readings"] if r not in readings])
    if "route" in data:
        shown = [routes.written(step, asked.people(step), asked.office) for step in asked.route]
        pairs["route"] = (routes.wanted(data["route"], asked.route, law, asked.office), shown)
    return pairs


def _pairs(ruling: Ruling, wanted: list[str]) -> list[tuple[Any, str]]:
    return [(s, wanted[n] if n < len(wanted) else "") for n, s in enumerate(ruling.who_may)]


def _spelt(person: str, capacity: str, wanted: str) -> str:
    """With the capacity where the entry names one: `deputy2:acting`."""
    return f"{person}:{capacity}" if ":" in wanted else person
