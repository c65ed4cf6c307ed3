"""One matter with everything a screen says about it, read at once and frozen.

Reading and judging happen here, in the core's own functions; what a screen does with it is layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from core.codec import instant
from core.errors import FactsError
from core.inquiry import Choice, options
from core.law.authority import judge
from core.law.route import Attached, Matter
from core.law.sheet import Sheet
from core.office.office import Office
from core.office.sessions import ZONE
from tui import said, views
from tui.history import Told, history
from tui.views import Wait

if TYPE_CHECKING:
    from core.law.procedure import Procedure, Rules
    from core.law.regulation import Law
    from core.records.rows import AttachmentRow, MatterRow, NumberRow
    from tui.session import Backing
    from tui.widgets.facts import Fact
    from tui.widgets.ruling import RulingView
    from tui.widgets.timeline import StageView

BOOKS: Final = {"don_nghi": "Sổ đơn nghỉ"}


class Link(NamedTuple):
    """Another matter this one belongs with: what it extends, what extends it, what either names."""

    matter: int
    says: str


class Filed(NamedTuple):
    """A file of the dossier; `says` is «Dự thảo, bản 3», "" where it belongs to no part."""

    row: AttachmentRow
    part: str
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
    printed: tuple[str, ...]
    """Each number with its book, in words."""
    links: tuple[Link, ...]
    history: tuple[Told, ...]
    sheets: tuple[Sheet, ...] = ()

    @property
    def today(self) -> date:
        return self.office.at.astimezone(ZONE).date()

    @property
    def title(self) -> str:
        return views.brief(self.row.title, self.today)

    @property
    def route(self) -> tuple[StageView, ...]:
        asks = self.procedure.asks if self.procedure else {}
        return views.route_view(self.matter, self.office, self.law, self.waits, asks)

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
        return (*said.facts(self.procedure, self.matter.facts, self.office), *self._figures())

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
        """«Sổ đơn nghỉ 2024: số 3», «Số 12-CV/VPTU»"""
        return tuple(
            f"{words}{'' if row.state == 'used' else ' (đã hủy)'}"
            for row, words in zip(self.numbers, self.printed, strict=True)
        )

    @property
    def papers(self) -> tuple[Filed, ...]:
        """The files, part by part in the order of the dossier's parts, each with its version."""
        named = self.procedure.parts if self.procedure else {}
        order = {part: place for place, part in enumerate(named)}
        found = [
            Filed(row, held.part, _version(held, named))
            for row, held in zip(self.files, self.matter.attachments, strict=False)
        ]
        return tuple(sorted(found, key=lambda f: order.get(f.part, len(order))))


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
        numbers = tuple(desk.reader.numbers_of(matter_id))
        return Dossier(
            record.row, matter, procedure, office, law, rules, person,
            options(matter, person, office=office, law=law, rules=rules),
            waits(house, matter_id),
            tuple(desk.reader.attachments(matter_id)), numbers, tuple(_printed(house, row) for row in numbers),
            tuple(links(house, record.row, office)),
            tuple(history(house, matter, office, law, procedure)), _sheets(procedure, matter, office, law),
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


def links(house: Backing, row: MatterRow, office: Office) -> Iterator[Link]:
    """Other matters: what it extends and what extends it; what it names, and what names it."""
    reader, today = house.desk.reader, office.at.astimezone(ZONE).date()
    around = [(row.extends, "xin thêm cho {}")] if row.extends else []
    around += [(found, "được xin thêm bằng {}") for found in reader.extensions(row.id)]
    for tie in reader.ties(row.id):
        own = tie.matter_id == row.id
        around.append((tie.target, f"{tie.says}: {{}}") if own else (tie.matter_id, f"{{}} ghi: {tie.says} việc này"))
    for found, how in around:
        record = reader.matter(found)
        if record is not None:
            status = views.STATUS.get(record.row.status, (record.row.status, ""))[0]
            about = f"việc số {found} – {views.brief(record.row.title, today)} ({status})"
            yield Link(found, how.replace("{}", about))


def _printed(house: Backing, row: NumberRow) -> str:
    from core.law.book import book_of

    printed = house.desk.printed(row)
    book = book_of(house.registry.books(), row.body, row.type)
    if book is not None:
        return f"{views.capital(book.types[row.type])}: số {printed}"
    if printed != str(row.number):
        return f"Số {printed}"
    return f"{BOOKS.get(row.type, f'Sổ {row.type}')} {row.term}: số {printed}"


def _version(held: Attached, named: Mapping[str, str]) -> str:
    return f"{named.get(held.part, held.part)}, bản {held.version}" if held.part else ""


def _sheets(procedure: Procedure | None, matter: Matter, office: Office, law: Law) -> tuple[Sheet, ...]:
    """Checklists and tables; one that its plugin cannot fill says so and harms nothing else."""
    if procedure is None or isinstance(matter.facts, dict):
        return ()
    try:
        return tuple(procedure.sheets(matter, office, law))
    except Exception as error:
        why = f"Không lập được bảng này ({type(error).__name__}: {error}): báo người quản trị."
        return (Sheet(procedure.title, (), (), why),)
