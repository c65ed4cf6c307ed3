"""A story of a scenario file, acted out on a real store: each step an act on some day, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from core.errors import ConfigError, Refused, UsageError
from core.law.facts import names_of
from core.law.route import Matter
from core.law.ruling import Act, Ruling
from core.office.office import Delegation
from core.office.sessions import Span, session
from core.work import Receipt
from tests.support import routes
from tests.support.office import EVERYBODY, instant, move_to
from tests.support.papers import paper
from tests.support.scenario import Entry
from tui.house import House


class Told(NamedTuple):
    id: int
    person: str
    text: str


@dataclass(slots=True)
class Outcome:
    """What one act answered."""

    ruling: Ruling | None = None
    receipt: Receipt | None = None
    error: str = ""

    @property
    def verdict(self) -> str:
        if self.error:
            return "error"
        return str(self.ruling.verdict) if self.ruling else ""


@dataclass(slots=True)
class Story:
    """A story under way: its house, its matters by name, what people had been told before the step."""

    entry: Entry
    house: House
    at: datetime
    matters: dict[str, int] = field(default_factory=dict)
    last: str = ""
    told: int = 0

    def play(self) -> None:
        for number, step in enumerate(self.entry.data["step"], 1):
            if "at" in step:
                self.at = move_to(self.house, instant(str(step["at"])))
            outcome = self._act(step, number)
            for what, (want, found) in self._compared(step, outcome).items():
                if want != found:
                    raise self.entry.fail(what, want, found, number)

    # -- the acts

    def _act(self, step: Mapping[str, Any], number: int) -> Outcome:
        self.last = step.get("on", self.last)
        act = _ACTS.get(step["act"]) or (Story._change if step["act"] in self._changes() else None)
        if act is None:
            known = ", ".join((*_ACTS, *self._changes()))
            raise self.entry.unreadable(f"không có act «{step['act']}»; chọn một trong: {known}", number)
        if step["act"] not in ("open", "look") and self.last and self.last not in self.matters:
            raise self.entry.unreadable(f"chưa có việc nào tên «{self.last}»", number)
        try:
            return act(self, step)
        except Refused as refused:
            return Outcome(refused.ruling)
        except (UsageError, ConfigError) as error:
            return Outcome(error=str(error))

    def _changes(self) -> tuple[str, ...]:
        """Acts on the whole matter that the kind of the matter at hand allows."""
        if self.last not in self.matters:
            return ()
        kind = self.house.desk.matter(self.matter).kind
        return tuple(self.house.registry.rules().procedure(kind).changes)

    def _look(self, step: Mapping[str, Any]) -> Outcome:
        return Outcome()

    def _open(self, step: Mapping[str, Any]) -> Outcome:
        facts = self._named(step.get("facts", {}))
        if "person" in names_of(self.house.registry.rules().procedure(_kind(step)).facts):
            facts = {"person": step["by"], **facts}
        receipt = self.house.work.open(
            _kind(step), facts, by=step["by"], at=self.at, act_id=step.get("act_id", "")
        )  # fmt: skip
        return self._known(step, receipt)

    def _take(self, step: Mapping[str, Any], outcome: str = "done") -> Outcome:
        act = Act(outcome, step.get("note", ""), step.get("evidence", {}), self._named(step.get("with", {})))
        receipt = self.house.work.take(
            self.matter, step["step"], by=step["by"], at=self.at, act=act, act_id=step.get("act_id", "")
        )
        return Outcome(receipt.ruling, receipt)

    def _decline(self, step: Mapping[str, Any]) -> Outcome:
        return self._take(step, "declined")

    def _return(self, step: Mapping[str, Any]) -> Outcome:
        return self._take(step, "returned")

    def _change(self, step: Mapping[str, Any]) -> Outcome:
        receipt = self.house.work.change(
            self.matter, step["act"], self._named(step.get("facts", {})), by=step["by"], at=self.at,
            note=step.get("note", ""), act_id=step.get("act_id", ""),
        )  # fmt: skip
        return Outcome(receipt.ruling, receipt)

    def _extend(self, step: Mapping[str, Any]) -> Outcome:
        return self._known(
            step, self.house.work.extend(self.matter, step.get("facts", {}), by=step["by"], at=self.at)
        )  # fmt: skip

    def _attach(self, step: Mapping[str, Any]) -> Outcome:
        data = paper(step["file"], step.get("size", 60))
        self.house.work.attach(
            self.matter, step["file"], data, by=step["by"], at=self.at, part=step.get("part", "")
        )  # fmt: skip
        return Outcome()

    def _reserve(self, step: Mapping[str, Any]) -> Outcome:
        book, body, type = step["book"]
        kept = self.house.registers.reserve(
            book, body, type, reason=step.get("note", ""), by=step["by"], at=self.at
        )  # fmt: skip
        return Outcome(kept.ruling)

    def _void_number(self, step: Mapping[str, Any]) -> Outcome:
        book, body, type = step["book"]
        kept = self.house.registers.void(
            book, body, type, step["number"], reason=step.get("note", ""), by=step["by"], at=self.at
        )  # fmt: skip
        return Outcome(kept.ruling)

    def _named(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values as they are written; `@việc` stands for the number of the matter of that name."""
        return {
            key: self.matters[value[1:]] if isinstance(value, str) and value[:1] == "@" else value
            for key, value in values.items()
        }

    def _delegate(self, step: Mapping[str, Any]) -> Outcome:
        given = step["delegation"]
        wanted = Delegation(
            0, given["giver"], given["taker"], frozenset(given["scope"]), instant(given["from"]),
            instant(given["until"]), given["basis"],
        )  # fmt: skip
        self.house.governing.delegate(wanted, by=step["by"], at=self.at)
        return Outcome()

    def _end_delegation(self, step: Mapping[str, Any]) -> Outcome:
        self.house.governing.end_delegation(step["number"], by=step["by"], at=self.at, note=step.get("note", ""))
        return Outcome()

    def _set(self, step: Mapping[str, Any]) -> Outcome:
        since = instant(f"{step['since']} 00:00").date()
        self.house.governing.set_parameter(
            step["key"], step["value"], since=since, reason=step.get("note", "thử"), by=step["by"], at=self.at
        )
        return Outcome()

    def _known(self, step: Mapping[str, Any], receipt: Receipt) -> Outcome:
        self.last = step.get("as", f"việc {receipt.matter}")
        self.matters[self.last] = receipt.matter
        return Outcome(receipt.ruling, receipt)

    @property
    def matter(self) -> int:
        return self.matters[self.last]

    # -- what came of them

    def _compared(self, step: Mapping[str, Any], outcome: Outcome) -> dict[str, tuple[object, object]]:
        wanted = {"verdict": "error" if "error" in step else "permitted", **step} if outcome.verdict else step
        found: dict[str, Callable[[], object]] = {
            "verdict": lambda: outcome.verdict,
            "error": lambda: outcome.error,
            "acting": lambda: self.house.desk.office(self.at).acting_head or "",
            "absent": lambda: sorted(self.house.desk.office(self.at).away),
            "tray": lambda: {p: self._tray(p) for p in step["tray"]},
            "tray_as": lambda: {p: [str(w.standing.capacity) for w in self._mine(p)] for p in step["tray_as"]},
            "told": self._told,
            "duties": lambda: self._duties(step["duties"]),
            **self._of_ruling(step, outcome),
            **(self._of_matter(step) if self.last in self.matters else {}),
        }
        return {
            **{key: (_in_order(key, wanted[key]), found[key]()) for key in found if key in wanted},
            **self._cited(step, outcome),
            **(self._route(step) if "route" in step else {}),
        }

    def _of_ruling(self, step: Mapping[str, Any], outcome: Outcome) -> dict[str, Callable[[], object]]:
        ruling, receipt = outcome.ruling, outcome.receipt
        found: dict[str, Callable[[], object]] = {}
        if ruling is not None:
            standing = ruling.standing
            found |= {
                "gate": lambda: str(ruling.gate or ""),
                "sentence": lambda: ruling.sentence,
                "unblock": lambda: list(ruling.unblock),
                "decisive": lambda: sorted(g.norm for g in ruling.because if g.decisive),
                "capacity": lambda: str(standing.capacity) if standing else "",
                "behalf": lambda: (standing.behalf or "") if standing else "",
                "who_may": lambda: [s.person for s in ruling.who_may],
            }
        if receipt is not None:
            found |= {
                "warnings": lambda: list(receipt.warnings),
                "register": lambda: receipt.number,
                "repeated": lambda: receipt.repeated,
            }
        return found

    def _of_matter(self, step: Mapping[str, Any]) -> dict[str, Callable[[], object]]:
        desk, number = self.house.desk, self.matter
        return {
            "status": lambda: desk.matter(number).status,
            "open_steps": lambda: [s.id for s in desk.matter(number).open_steps] if self._moving else [],
            "next": lambda: sorted(p for p in EVERYBODY if any(w.matter == number for w in self._mine(p))),
            "record": lambda: sorted(p for p in EVERYBODY if any(w.matter == number for w in self._recordable(p))),
            "due": lambda: {w.step: f"{w.due:%d/%m/%Y}" if w.due else "" for p in EVERYBODY for w in self._mine(p)
                            if w.matter == number},
            "heading": lambda: self.house.desk.reader.matter(number).row.title,  # type: ignore[union-attr]
            "lead": lambda: [desk.matter(number).unit or "", desk.matter(number).responsible or ""],
            "numbers": lambda: [desk.printed(row) for row in desk.reader.numbers_of(number)],
            "holds": lambda: {k: _plain(getattr(desk.matter(number).facts, k)) for k in step["holds"]},
            "sheet": lambda: self._sheets(step["sheet"]),
            "parts": lambda: [f"{f.part}:{f.version}" for f in desk.matter(number).attachments],
            "ties": lambda: [t.target for t in desk.reader.ties(number) if t.matter_id == number],
            "late": lambda: {d.step: d.late_by for d in desk.matter(number).done.values() if d.late_by},
            "settled": lambda: self._settled(desk.matter(number)),
            "journal": lambda: self._journal(step["journal"]),
            "rows": lambda: [f"{d.day:%d/%m}:{d.role}:{d.person}" for d in self._duty_rows()],
        }  # fmt: skip

    def _sheets(self, wanted: Mapping[str, Any]) -> dict[str, list[str]]:
        """The rows of the sheets that are asked for, by title: `ô | ô | ô`."""
        matter, office, law = (
            self.house.desk.matter(self.matter), self.house.desk.office(self.at), self.house.desk.law(self.at)
        )  # fmt: skip
        procedure = self.house.registry.rules().procedure(matter.kind)
        found = {s.title: [" | ".join(row.cells) for row in s.rows] for s in procedure.sheets(matter, office, law)}
        return {title: found.get(title, ["không có"]) for title in wanted}

    @property
    def _moving(self) -> bool:
        return self.house.desk.matter(self.matter).status in ("open", "in_effect")

    def _mine(self, person: str) -> tuple[Any, ...]:
        return self.house.desk.tray(person, self.at).mine

    def _recordable(self, person: str) -> tuple[Any, ...]:
        return self.house.desk.tray(person, self.at).to_record

    def _tray(self, person: str) -> list[str]:
        """`đơn:consent:head`, in the order of the tray."""
        names = {number: name for name, number in self.matters.items()}
        return [f"{names[w.matter]}:{w.step}" for w in self._mine(person)]

    def _settled(self, matter: Matter) -> bool:
        """Does the office count the person as away in this matter's half-days?"""
        span: Span = matter.facts.span
        rows = self.house.desk.reader.absences(span.start, span.end, person=matter.subject)
        return any(row.settled for row in rows if row.matter_id == matter.id)

    def _told(self) -> dict[str, list[str]]:
        """What everybody was told since the last time this was asked."""
        rows = self.house.store.reader.rows(Told._make, "SELECT id, person, text FROM notice ORDER BY id")
        new: dict[str, list[str]] = {}
        for row in rows:
            if row.id > self.told:
                new.setdefault(row.person, []).append(row.text)
        self.told = max((row.id for row in rows), default=0)
        return new

    def _journal(self, wanted: Mapping[str, Any]) -> dict[str, object]:
        """The fields that are asked for, of the last entry."""
        reader = self.house.store.reader
        row = reader.entry(reader.head())
        assert row is not None
        body = json.loads(row.body)
        return {key: body.get(key, body["data"].get(key)) for key in wanted}

    def _duty_rows(self) -> list[Any]:
        office = self.house.desk.office(self.at)
        return [d for day in sorted(office.duties) for d in office.duties[day] if d.matter == self.matter]

    def _duties(self, wanted: list[Mapping[str, Any]]) -> list[dict[str, object]]:
        """Recurring obligations around this day, by the keys that are asked for."""
        office, law = self.house.desk.office(self.at), self.house.desk.law(self.at)
        start = session(self.at.date())
        until = self.at + timedelta(days=60)
        window = Span(start - 60, session(until.date()))
        found = {d.key: d for rule in self.house.registry.duties() for d in rule.occurrences(window, office, law)}
        return [_due(found.get(w["key"]), w) for w in wanted]

    def _cited(self, step: Mapping[str, Any], outcome: Outcome) -> dict[str, tuple[object, object]]:
        ruling = outcome.ruling
        norms = [g.norm for g in ruling.because] if ruling else []
        readings = [*ruling.readings, *(r for s in ruling.who_may for r in s.readings)] if ruling else []
        return {
            "clauses (còn thiếu)": ([], [c for c in step.get("clauses", ()) if c not in norms]),
            "readings (còn thiếu)": ([], [r for r in step.get("readings", ()) if r not in readings]),
        }

    def _route(self, step: Mapping[str, Any]) -> dict[str, tuple[object, object]]:
        from core.law.holders import standings

        matter = self.house.desk.matter(self.matter)
        office, law = self.house.desk.office(self.at), self.house.desk.law(self.at)
        shown = [
            routes.written(s, tuple(p for p in standings(s, matter.kind, office)
                                    if not (s.decides and p.person == matter.subject)), office)
            for s in matter.route
        ]  # fmt: skip
        return {"route": (routes.wanted(step["route"], matter.route, law, office), shown)}


def _plain(value: Any) -> Any:
    """A fact as a scenario writes it: days as text, tuples as lists."""
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


def _kind(step: Mapping[str, Any]) -> str:
    kind: str = step.get("kind", "leave")
    return kind


def _in_order(key: str, value: Any) -> object:
    return sorted(value) if key in ("decisive", "next", "record", "absent") else value


def _due(found: Any, wanted: Mapping[str, Any]) -> dict[str, object]:
    if found is None:
        return {"key": "không có"}
    values = {"key": found.key, "owner": found.owner, "on": f"{found.on:%d/%m/%Y}", "met": found.met}
    return {key: values[key] for key in wanted}


_ACTS: Mapping[str, Callable[[Story, Mapping[str, Any]], Outcome]] = {
    "look": Story._look,
    "open": Story._open,
    "take": Story._take,
    "decline": Story._decline,
    "return": Story._return,
    "extend": Story._extend,
    "attach": Story._attach,
    "reserve": Story._reserve,
    "void_number": Story._void_number,
    "delegate": Story._delegate,
    "end_delegation": Story._end_delegation,
    "set": Story._set,
}


def play(entry: Entry, house: House) -> None:
    """Raises Mismatch for the first thing that is not as the story wants it."""
    at = move_to(house, instant(str(entry.data["at"])))
    Story(entry, house, at).play()
