"""The roster screen's questions: which days off are coming, how far their rosters are, one roster as a board.

The area's plugin answers what only it knows – through the object its ScreenSpec names, in the shape of `RosterSource` –
and everything else is asked of the core. No module of the plugin is imported here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Protocol

from core.errors import UsageError
from core.office.sessions import ZONE, day_of, whole_days
from tui import views
from tui.dossier import Dossier, load

if TYPE_CHECKING:
    from core.extension.registry import Registry
    from core.law.regulation import Law
    from core.law.ruling import Ruling
    from core.office.office import Office
    from core.records.rows import MatterRow
    from tui.session import Backing

SCREEN: Final = "tui.screens.roster:RosterScreen"
"""The screen whose ScreenSpec names the source."""
GONE: Final = ("declined", "withdrawn")
MOST: Final = 60
"""Rosters looked at, the newest."""


class Coming(Protocol):
    """Days off that need a roster."""

    @property
    def name(self) -> str: ...
    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...
    @property
    def owner(self) -> str: ...
    @property
    def due(self) -> date: ...
    @property
    def cites(self) -> tuple[str, ...]: ...


class Shift(Protocol):
    """One place of a day; `person` is "" where somebody is missing."""

    @property
    def person(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def trouble(self) -> str: ...
    @property
    def pending(self) -> int | None: ...


class DayOff(Protocol):
    @property
    def day(self) -> date: ...
    @property
    def holiday(self) -> str: ...
    @property
    def shifts(self) -> Sequence[Sequence[Shift]]: ...


class Choice(Protocol):
    """Something that could be done with a shift; `asked` is what the act carries, `why` not, where it cannot."""

    @property
    def label(self) -> str: ...
    @property
    def hint(self) -> str: ...
    @property
    def asked(self) -> Mapping[str, object]: ...
    @property
    def why(self) -> str: ...


class Rotation(Protocol):
    @property
    def added(self) -> int: ...
    @property
    def uncovered(self) -> tuple[str, ...]: ...


class RosterSource(Protocol):
    """What the plugin that answers for rosters is asked. Facts are of its own model."""

    @property
    def kind(self) -> str: ...
    @property
    def roles(self) -> Sequence[tuple[str, str]]: ...
    def coming(self, on: date, office: Office, law: Law) -> Sequence[Coming]: ...
    def board(self, facts: Any, office: Office, law: Law) -> Sequence[DayOff]: ...
    def candidates(
        self, day: date, role: str, instead: str, facts: Any, office: Office, law: Law
    ) -> Sequence[Choice]: ...
    def exchanges(self, day: date, person: str, facts: Any, office: Office, law: Law) -> Sequence[Choice]: ...
    def rotation(self, facts: Any, office: Office, law: Law) -> Rotation: ...


def source_of(registry: Registry) -> RosterSource:
    """Raises UsageError where the plugin that answers for rosters is broken or gone."""
    from core.extension.registry import resolve

    spec = next((s for s in registry.screens() if s.path == SCREEN and s.source), None)
    if spec is None:
        raise UsageError("Phần «Lịch trực» hiện không dùng được: xem màn hình Plugin, hoặc chạy «vptu plugins».")
    found: RosterSource = resolve(spec.source)
    return found


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: days off, and how far their roster is."""

    id: str
    name: str
    first: date
    last: date
    state: str
    tone: str
    owner: str = ""
    due: date | None = None
    cite: str = ""
    matter: int | None = None

    @property
    def days(self) -> str:
        if self.first == self.last:
            return f"{self.first:%d/%m/%Y}"
        return f"{self.first:%d/%m} – {self.last:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The roster of one entry as one person sees it; without a matter, what would have to be covered."""

    entry: Entry
    days: tuple[DayOff, ...]
    facts: Any
    office: Office
    law: Law
    dossier: Dossier | None
    opening: Ruling | None
    """Where there is no roster yet: may this person open it?"""

    @property
    def missing(self) -> int:
        """Shifts without anybody."""
        return sum(1 for day in self.days for role in day.shifts for shift in role if not shift.person)


def listing(house: Backing, source: RosterSource, at: datetime) -> tuple[Entry, ...]:
    """The occasions of the coming year in order, then rosters of days that are over, the newest first."""
    from core.records.search import MatterFilter

    desk, today = house.desk, at.astimezone(ZONE).date()
    with desk.reader.snapshot():
        office, law = desk.office(at), desk.law(at)
        rows = [r for r in desk.reader.matters(MatterFilter(kind=source.kind), limit=MOST) if r.status not in GONE]
    found, used = [], set()
    for coming in source.coming(today, office, law):
        row = next((r for r in rows if _touches(r, coming)), None)
        if row is not None:
            used.add(row.id)
        found.append(_entry(coming, row, office, law, today))
    return (*found, *(_past(row) for row in rows if row.id not in used and row.starts is not None))


def _touches(row: MatterRow, coming: Coming) -> bool:
    span = whole_days(coming.first, coming.last)
    return row.starts is not None and row.ends is not None and row.starts < span.end and span.start < row.ends


def _entry(coming: Coming, row: MatterRow | None, office: Office, law: Law, today: date) -> Entry:
    if row is not None:
        state, tone = _state(row)
    else:
        late, tone = views.due_text(coming.due, today)
        state = f"chưa lập, {late}" if tone in ("bad", "warn") else "chưa lập"
    return Entry(
        coming.first.isoformat(), coming.name, coming.first, coming.last, state, tone, views.whom(coming.owner, office),
        coming.due, "; ".join(map(law.cite, coming.cites)), row.id if row else None,
    )  # fmt: skip


def _state(row: MatterRow) -> tuple[str, str]:
    match row.status:
        case "open" if row.step == "draw":
            return f"đang lập, việc số {row.id}", "accent"
        case "open":
            return f"chờ duyệt, việc số {row.id}", "accent"
        case "returned":
            return f"trả lại, việc số {row.id}", "warn"
        case _:
            return f"đã chốt, việc số {row.id}", "good"


def _past(row: MatterRow) -> Entry:
    assert row.starts is not None and row.ends is not None
    first, last = day_of(row.starts), day_of(row.ends - 1)
    name = row.title.removeprefix("Lịch trực ").partition(", ")[0]
    return Entry(f"m{row.id}", name, first, last, _state(row)[0], "muted", matter=row.id)


def sheet(house: Backing, source: RosterSource, person: str, entry: Entry, at: datetime) -> Sheet:
    """The board of an entry with what this person may do; of an entry without a roster, its empty days."""
    from core.inquiry import Question, outline
    from core.law.facts import read_facts

    if entry.matter is not None:
        dossier = load(house, person, entry.matter, at)
        if dossier.procedure is None:
            raise UsageError(f"Chưa đọc được lịch trực của việc số {entry.matter}: mở việc ấy, bấm F2 để xem vì sao.")
        facts, office, law = dossier.matter.facts, dossier.office, dossier.law
        return Sheet(entry, tuple(source.board(facts, office, law)), facts, office, law, dossier, None)
    rules, desk = house.registry.rules(), house.desk
    raw = wanted(entry)
    facts = read_facts(rules.procedure(source.kind).facts, raw, kind=source.kind)
    office, law = desk.office(at, around=whole_days(entry.first, entry.last)), desk.law(at)
    asked = outline(Question(source.kind, raw, person), office=office, law=law, rules=rules)
    return Sheet(entry, tuple(source.board(facts, office, law)), facts, office, law, None, asked.opening)


def wanted(entry: Entry) -> dict[str, object]:
    """The facts with which the roster of an entry is opened."""
    return {"from": entry.first.isoformat(), "until": entry.last.isoformat(), "occasion": entry.name}
