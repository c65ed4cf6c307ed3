"""One matter with everything a screen says about it, read at once and frozen.

Reading and judging happen here, in the core's own functions; what a screen does with it is layout.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from core.codec import instant
from core.errors import FactsError
from core.inquiry import Choice, options
from core.law.authority import judge
from core.law.route import Matter
from core.office.office import Office
from core.office.sessions import ZONE
from core.text import number
from tui import views
from tui.views import Wait

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from core.law.procedure import Procedure, Rules
    from core.law.regulation import Law
    from core.records.rows import AttachmentRow, JournalRow, MatterRow, NumberRow
    from tui.session import Backing
    from tui.widgets.facts import Fact
    from tui.widgets.ruling import RulingView
    from tui.widgets.timeline import StageView

HISTORY: Final = 200
"""Journal entries of a matter that are shown, the newest."""
BOOKS: Final = {"don_nghi": "Sổ đơn nghỉ"}
ACTS: Final[Mapping[str, str]] = {
    "open": "mở việc",
    "take": "đã làm",
    "decline": "không đồng ý",
    "return": "trả lại để hoàn chỉnh",
    "withdraw": "rút",
    "shorten": "rút ngắn",
    "complete": "hoàn chỉnh, trình lại",
    "attach": "đính kèm tệp",
    "start": "bắt đầu nghỉ",
    "refused": "bị từ chối",
}


class Told(NamedTuple):
    """One journal entry of a matter, in words."""

    seq: int
    when: str
    who: str
    what: str
    said: str
    """What was noted, or why it was refused."""
    refused: bool


class Link(NamedTuple):
    """Another matter this one belongs with: what it extends, or what extends it."""

    matter: int
    says: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """A matter as one person sees it at one instant."""

    row: MatterRow
    matter: Matter
    procedure: Procedure | None
    """None while its plugin is broken."""
    office: Office
    law: Law
    rules: Rules
    person: str
    choices: tuple[Choice, ...]
    waits: Mapping[str, Wait]
    files: tuple[AttachmentRow, ...]
    numbers: tuple[NumberRow, ...]
    links: tuple[Link, ...]
    history: tuple[Told, ...]

    @property
    def today(self) -> date:
        return self.office.at.astimezone(ZONE).date()

    @property
    def title(self) -> str:
        return views.brief(self.row.title, self.today)

    @property
    def route(self) -> tuple[StageView, ...]:
        return views.route_view(self.matter, self.office, self.law, self.waits)

    def choice(self, verb: str, step: str = "") -> Choice | None:
        """What a key of that verb does: on the step named, else on the first one this person may take."""
        found = [c for c in self.choices if c.verb == verb and (not step or c.step.id == step)]
        return next((c for c in found if c.ruling.allows), next(iter(found), None))

    def ruling(self, choice: Choice) -> RulingView:
        return views.ruling(choice.ruling, self.office, self.law)

    def about(self, step_id: str) -> RulingView | None:
        """The judge's answer on any step of the route, for this person."""
        step = self.matter.route.step(step_id)
        if step is None:
            return None
        found = judge(self.matter, step, self.person, office=self.office, law=self.law, rules=self.rules)
        return views.ruling(found, self.office, self.law)

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (*facts(self.procedure, self.matter.facts, self.office), *self._figures())

    def _figures(self) -> Iterator[Fact]:
        """How long, and what is left of the yearly leave: as it was before this matter."""
        from tui.widgets.facts import Fact

        if self.procedure is None:
            return
        others = {p: tuple(a for a in rows if a.matter != self.row.id) for p, rows in self.office.absences.items()}
        before = replace(self.office, absences=others, memo={})
        for name, value in self.procedure.figures(self.matter.facts, before, self.law):
            yield Fact(name, value)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What whoever decides should know, while there is something to decide."""
        if self.procedure is None or self.row.status not in ("open", "returned"):
            return ()
        return tuple(self.procedure.warnings(self.matter.facts, self.office, self.law))

    @property
    def books(self) -> tuple[str, ...]:
        """«Sổ đơn nghỉ 2024: số 3»"""
        return tuple(
            f"{BOOKS.get(n.type, f'Sổ {n.type}')} {n.term}: số {n.number}" + ("" if n.state == "used" else " (đã hủy)")
            for n in self.numbers
        )


def load(house: Backing, person: str, matter_id: int, at: datetime) -> Dossier:
    """Everything about one matter, from one instant of the store. Raises UsageError for an unknown number."""
    desk = house.desk
    with desk.reader.snapshot():
        matter, rules = _readable(house, matter_id)
        record = desk.reader.matter(matter_id)
        assert record is not None
        procedure = rules.procedures.get(matter.kind)
        span = procedure.span(matter.facts) if procedure else None
        office = desk.office(at, person=matter.subject or None, around=span)
        law = desk.law_of(matter_id, at)
        return Dossier(
            record.row, matter, procedure, office, law, rules, person,
            options(matter, person, office=office, law=law, rules=rules),
            waits(house, matter_id),
            tuple(desk.reader.attachments(matter_id)), tuple(desk.reader.numbers_of(matter_id)),
            tuple(_links(house, record.row, office)),
            tuple(_history(house, matter, office)),
        )  # fmt: skip


def _readable(house: Backing, matter_id: int) -> tuple[Matter, Rules]:
    """A matter and what it is judged by. Facts its plugin cannot read are shown as stored, and nothing is ruled on."""
    rules = house.registry.rules()
    try:
        return house.desk.matter(matter_id), rules
    except FactsError as error:
        matter = house.desk.matter(matter_id, read_facts=False)
        return matter, rules.without(matter.kind, [c for step in matter.route for c in step.cites], str(error))


def waits(house: Backing, matter_id: int) -> dict[str, Wait]:
    """Since when each open step of a matter waits, and until when it should."""
    rows = house.desk.reader.waiting_in(matter_id)
    return {r.step: Wait(instant(r.since), date.fromisoformat(r.due) if r.due else None) for r in rows}


def sketch(house: Backing, matter_id: int, at: datetime) -> tuple[StageView, ...]:
    """The route alone, without plugins: what can be shown before anything slow is loaded."""
    desk = house.desk
    with desk.reader.snapshot():
        matter = desk.matter(matter_id, read_facts=False)
        office = desk.office(at, person=matter.subject or None)
        return views.route_view(matter, office, desk.law_of(matter_id, at), waits(house, matter_id))


def _links(house: Backing, row: MatterRow, office: Office) -> Iterator[Link]:
    reader, today = house.desk.reader, office.at.astimezone(ZONE).date()
    around = [(row.extends, "xin thêm cho")] if row.extends else []
    around += [(found, "được xin thêm bằng") for found in reader.extensions(row.id)]
    for found, how in around:
        record = reader.matter(found)
        if record is not None:
            status = views.STATUS.get(record.row.status, (record.row.status, ""))[0]
            yield Link(found, f"{how} việc số {found} – {views.brief(record.row.title, today)} ({status})")


# Facts


def facts(procedure: Procedure | None, held: Any, office: Office) -> tuple[Fact, ...]:
    """Title and value of each fact that was said. Of a broken plugin's kind: as they are stored."""
    from tui.widgets.facts import Fact

    if procedure is None or isinstance(held, dict):
        return tuple(Fact(str(k), str(v)) for k, v in (held.items() if isinstance(held, dict) else ()))
    return tuple(_facts(procedure, held, office))


def _facts(procedure: Procedure, held: Any, office: Office) -> Iterator[Fact]:
    from tui.widgets.facts import Fact

    for key, field in procedure.facts.model_fields.items():
        value = getattr(held, key)
        if value not in (None, "", ()) and (key in held.model_fields_set or field.is_required()):
            yield Fact(field.title or key, fact_text(value, field, office))


def fact_text(value: Any, field: FieldInfo, office: Office) -> str:
    """One fact in words: a half-day as a half-day, a person by name, a choice by what it is called."""
    from core.law.facts import asking
    from tui.cli.facts import fact_type

    asked, kind = asking(field), fact_type(field)
    today = office.at.astimezone(ZONE).date()
    match value:
        case bool():
            return "có" if value else "không"
        case int() if kind == "session":
            return views.session_text(value, today)
        case int() | float():
            return f"{value:g}".replace(".", ",")
        case datetime():
            return views.stamp(value, office.at)
        case date():
            return views.day_text(value, today)
        case tuple():
            return f"{len(value)} mục"
        case _ if asked.people:
            return views.whom(value, office)
    return dict(asked.values).get(value, str(value))


# History


def _history(house: Backing, matter: Matter, office: Office) -> Iterator[Told]:
    page = house.desk.reader.journal_page(subject=f"matter:{matter.id}", limit=HISTORY)
    for entry in page.entries:
        yield told(entry, matter, office)


def told(entry: JournalRow, matter: Matter | None, office: Office) -> Told:
    """A journal entry in words. What cannot be read is shown by its bare name."""
    try:
        data = json.loads(entry.body).get("data", {})
    except (ValueError, AttributeError):
        data = {}
    data = data if isinstance(data, dict) else {}
    refused = entry.act == "refused"
    return Told(
        entry.seq,
        views.stamp(instant(entry.at), office.at),
        views.capital(office.name(entry.actor)),
        _what(entry.act, data, matter),
        str(data.get("says") or "") if refused else _said(data),
        refused,
    )


def _what(act: str, data: Mapping[str, Any], matter: Matter | None) -> str:
    """«đồng ý», «không đồng ý», «bị từ chối: bắt đầu nghỉ»."""
    wanted = str(data.get("step") or data.get("verb") or "")
    step = matter.route.step(wanted) if matter else None
    title = step.title if step else ACTS.get(wanted, "")
    if act == "take":
        return title or ACTS["take"]
    if act == "refused":
        return f"{ACTS['refused']} khi {title}" if title else ACTS["refused"]
    return ACTS.get(act, act)


def _said(data: Mapping[str, Any]) -> str:
    notes = [str(d.get("note") or "") for d in data.get("deeds", ()) if isinstance(d, dict)]
    file = f"{data['file']} ({number(int(data.get('size', 0)))} byte)" if data.get("file") else ""
    return " ".join(part for part in (*notes, str(data.get("note") or ""), file) if part)
