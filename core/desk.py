"""The only reader for lists: what waits for whom, what was sent, who is away and who acts; one matter; the journal.

The first screen of every session is answered from here, so nothing of it touches the ORM, pydantic or a plugin.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from core.codec import holder as holder_of
from core.codec import instant, route_from_json
from core.errors import FactsError, StoreError, UsageError
from core.law.holders import delegated, delegations_in_force, holders_of, powers_of, tokens_of
from core.law.route import Attached, Done, Matter
from core.law.ruling import Capacity, Standing
from core.office.office import Absence, Delegation, Designation, Duty, Establishment, Office, assemble
from core.office.sessions import ZONE, Calendar, Span, day_of, session

if TYPE_CHECKING:
    from pydantic import BaseModel

    from core.extension.registry import Registry
    from core.law.duty import Due
    from core.law.regulation import Law, Regulation
    from core.records.reader import Reader
    from core.records.rows import AttachmentRow, DelegationRow, JournalRow, MatterRow, NoticeRow, NumberRow, WaitingRow

YEAR = 2 * 370
"""Sessions: how far the absences of the person at hand are looked at, either way."""
MONTH = 2 * 40
HISTORY = timedelta(days=2 * 366)
"""How far duty rosters are looked at, either way: rotation is fair over years."""
RECORDER = "rec:"
MANDATE = "man:"
"""As in core.records.saving: whose written mandate lets somebody else take the step."""
Place = tuple[int, str]
"""A matter and one of its steps."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open step that somebody may take now, and as what."""

    matter: int
    step: str
    verb: str
    kind: str
    title: str
    since: datetime
    due: date | None
    standing: Standing
    opened_by: str
    span: Span | None = None
    """The half-days the matter is about."""
    urgent: int = 0


@dataclass(frozen=True, slots=True)
class AwayNow:
    person: str
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Tray:
    """Bàn việc of one person at one instant."""

    person: str
    office: Office
    mine: tuple[Waiting, ...]
    """What waits for this person, the most pressing first."""
    to_record: tuple[Waiting, ...]
    """Answers given elsewhere that this person may write down."""
    sent: tuple[MatterRow, ...]
    notices: tuple[NoticeRow, ...]
    away: tuple[AwayNow, ...]
    duties: tuple[Duty, ...]
    """On duty today and on the coming days off."""
    head: int
    """The journal's last entry: what was seen of the store."""
    late: tuple[Waiting, ...] = ()
    """For leaders: what is overdue with somebody else; `standing` says with whom."""


class Desk:
    """Bound to one store's reader. `regulation`, `calendar` and `registry` are asked for when first needed."""

    def __init__(
        self,
        reader: Reader,
        regulation: Callable[[], Regulation],
        calendar: Callable[[], Calendar],
        registry: Callable[[], Registry],
        establishment: Callable[[str, date, int], Establishment],
    ) -> None:
        self.reader = reader
        self._regulation = regulation
        self._calendar = calendar
        self._registry = registry
        self._establishment = lru_cache(maxsize=64)(establishment)
        self._settings_seen: tuple[int, Mapping[str, Any]] = (-1, {})

    # -- what everything else is judged by -----------------------------------------------------------------------

    def law(self, at: datetime) -> Law:
        """The regulation in force at an instant, with the office's own values. Raises UsageError outside its life."""
        return self._regulation().on(at.astimezone(ZONE).date(), self._settings())

    def law_of(self, matter_id: int, at: datetime) -> Law:
        """The regulation of the day the matter was opened."""
        record = self.reader.matter(matter_id)
        return self.law(instant(record.row.opened_at) if record else at)

    def regulation(self) -> Regulation:
        return self._regulation()

    def _settings(self) -> Mapping[str, Any]:
        """The office's dated values by parameter; the same object as long as nothing changed."""
        rows = self.reader.settings()
        last = rows[-1].id if rows else 0
        if self._settings_seen[0] != last:
            found: dict[str, list[tuple[date, object]]] = {}
            for row in rows:
                kept = [pair for pair in found.get(row.key, []) if pair[0] != date.fromisoformat(row.since)]
                found[row.key] = sorted(
                    [*kept, (date.fromisoformat(row.since), json.loads(row.value))], key=lambda p: p[0]
                )
            self._settings_seen = (last, found)
        return self._settings_seen[1]

    def has_office(self) -> bool:
        return bool(self.reader.office_versions())

    def establishment(self, on: date) -> Establishment:
        """People and assignments of a day, past or present. Raises StoreError where no office was ever applied."""
        row = self.reader.office_version(on) or next(iter(self.reader.office_versions()[-1:]), None)
        if row is None:
            raise StoreError("Kho dữ liệu chưa có Văn phòng nào: chạy «vptu config apply TỆP.toml» trước.")
        return self._establishment(row.json, on, row.version)

    def office(self, at: datetime, *, person: str | None = None, around: Span | None = None) -> Office:
        """The office at an instant; absences of all around it, those of `person` for a year either way."""
        on = at.astimezone(ZONE).date()
        now = session(on)
        start = min(now - 4, around.start - 4 if around else now)
        end = max(now + MONTH, around.end + 4 if around else now)
        rows = self.reader.absences(start, end)
        if person:
            rows = [r for r in rows if r.person != person] + self.reader.absences(
                now - YEAR, max(now, end) + YEAR, person=person
            )
        absences: dict[str, list[Absence]] = {}
        for r in rows:
            absences.setdefault(r.person, []).append(
                Absence(r.person, Span(r.start, r.end), r.kind, r.matter_id, r.leave, r.settled)
            )
        return assemble(
            self.establishment(on),
            self._calendar(),
            at,
            {p: tuple(found) for p, found in absences.items()},
            tuple(
                Designation(d.deputy, Span(d.start, d.end), d.by, d.matter_id)
                for d in self.reader.designations(start, end)
            ),
            tuple(_delegation(r) for r in self.reader.delegations()),
            self._duties(on - HISTORY, max(on + HISTORY, day_of(end))),
        )

    def _duties(self, start: date, end: date) -> Mapping[date, tuple[Duty, ...]]:
        found: dict[date, tuple[Duty, ...]] = {}
        for row in self.reader.duties(start, end):
            day = date.fromisoformat(row.day)
            found[day] = (*found.get(day, ()), Duty(day, row.person, row.role, row.matter_id, row.settled))
        return found

    def matter(self, matter_id: int, *, read_facts: bool = True) -> Matter:
        """A matter as the judge sees it. Raises UsageError for an unknown number, FactsError as `facts` does.

        Where the plugin of its kind is broken – or must not be loaded yet – the facts are what the store holds, unread.
        """
        record = self.reader.matter(matter_id)
        if record is None:
            raise UsageError(f"Không có việc số {matter_id}; xem danh sách bằng «vptu matters».")
        row = record.row
        deeds = [d for d in self.reader.deeds(matter_id) if d.round == row.round]
        facts = self.facts(row.kind, record.facts, matter_id) if read_facts else json.loads(record.facts)
        return Matter(
            row.id, row.kind, facts, route_from_json(record.route), row.subject or "",
            {d.step: _done(d._asdict()) for d in deeds}, row.status, row.opened_by, instant(row.opened_at), row.unit,
            row.responsible, row.version, row.round, _attached(self.reader.attachments(matter_id)),
        )  # fmt: skip

    def changed(self, matter_id: int) -> str:
        """By whom and when a matter was changed last, for somebody who still sees what it was before."""
        record = self.reader.matter(matter_id)
        if record is None:
            raise UsageError(f"Không có việc số {matter_id}; xem danh sách bằng «vptu matters».")
        at = instant(record.row.changed_at).astimezone(ZONE)
        by = self.establishment(at.date()).people.get(record.row.changed_by)
        who = f"đồng chí {by.name}" if by else record.row.changed_by
        return (
            f"Việc số {matter_id} đã được {who} thay đổi lúc {at:%H:%M ngày %d/%m/%Y}: "
            "đồng chí xem lại việc này rồi hãy quyết định."
        )

    def read_facts(self, kind: str, text: str) -> Any:
        """Stored facts for a list: in their plugin's model where it can read them, else as they are stored."""
        procedure = self._registry().rules().procedures.get(kind)
        if procedure is None:
            return json.loads(text)
        try:
            return procedure.facts.model_validate_json(text)
        except Exception:  # pydantic's, or that of a plugin's validator: the matter itself says what is wrong
            return json.loads(text)

    def printed(self, row: NumberRow) -> str:
        """A number as its book prints it."""
        from core.law.book import book_of

        book = book_of(self._registry().books(), row.body, row.type)
        day = date.fromisoformat(row.day) if row.day else instant(row.at).astimezone(ZONE).date()
        return book.printed(row.body, row.type, row.number, day) if book else str(row.number)

    def facts(self, kind: str, text: str, matter_id: int) -> Any:
        """Stored facts in their plugin's model. Raises FactsError where the plugin no longer reads what was stored."""
        procedure = self._registry().rules().procedures.get(kind)
        if procedure is None:
            return json.loads(text)
        try:
            return procedure.facts.model_validate_json(text)
        except Exception as error:  # pydantic's, or that of a plugin's validator
            raise FactsError(
                f"Việc số {matter_id} (loại «{kind}»): nội dung đã lưu không còn hợp với plugin đang dùng "
                f"({_unread(error, procedure.facts)}). Việc vẫn còn nguyên trong kho. Báo người quản trị dùng lại bản "
                "plugin lúc mở việc, hoặc sửa plugin để đọc được cả nội dung cũ."
            ) from error

    # -- the first screen ------------------------------------------------------------------------------------------

    def tray(self, person: str, at: datetime) -> Tray:
        """Bàn việc: what waits for a person, what he sent, what he was told, who is away, who is on duty."""
        with self.reader.snapshot():
            office = self.office(at)
            tokens = tokens_of(person, office)
            rows = self.reader.waiting_for([*tokens, *(RECORDER + t for t in tokens)])
            mine, to_record = _sorted_out(_due_now(rows, office), person, tokens)
            for waiting in self._delegated(person, office):
                mine.setdefault((waiting.matter, waiting.step), waiting)
            today = at.astimezone(ZONE).date()
            return Tray(
                person,
                office,
                tuple(sorted(mine.values(), key=_pressing)),
                tuple(sorted((w for step, w in to_record.items() if step not in mine), key=_pressing)),
                tuple(self.reader.opened_by(person, statuses=("open", "returned", "in_effect"), limit=50)),
                tuple(self.reader.notices(person, limit=20)),
                tuple(_away(office)),
                tuple(d for day in sorted(office.duties) if day >= today for d in office.duties[day])[:8],
                self.reader.head(),
                tuple(self._late(person, office, today, mine)),
            )

    def _late(self, person: str, office: Office, today: date, mine: Collection[Place]) -> Iterable[Waiting]:
        """What others let lie, for the leader above them: the Head, or who acts for him, sees the whole Office."""
        everything = person in (office.establishment.head, office.acting_head)
        units = office.establishment.units_by_deputy.get(person, ())
        if not (everything or units):
            return
        seen = set(mine)
        for row in self.reader.overdue(today):
            holder = holder_of(row.holder)
            people = () if row.holder.startswith(RECORDER) else holders_of(holder, office)
            if (row.matter_id, row.step) in seen or not people or not (everything or row.unit in units):
                continue
            seen.add((row.matter_id, row.step))
            yield _waiting(row, people[0])

    def _delegated(self, person: str, office: Office) -> Iterable[Waiting]:
        """Steps of somebody else that a delegation in force covers (4.5/3)."""
        for delegation in delegations_in_force(office):
            if delegation.taker != person:
                continue
            powers = powers_of(delegation.giver, office)
            for row in _due_now(self.reader.waiting_for([*powers, *(MANDATE + p for p in powers)]), office):
                if delegation.covers(row.kind, row.verb, *row.scopes.split()) and row.subject != person:
                    yield _waiting(row, delegated(delegation))

    def dues(self, window: Span, at: datetime) -> list[Due]:
        """Occurrences of every recurring duty in a window, the earliest first, and which of them are met."""
        office, law = self.office(at, around=window), self.law(at)
        found = {d.key: d for rule in self._registry().duties() for d in rule.occurrences(window, office, law)}
        met = self.reader.met(list(found)) if found else {}
        for key, day in met.items():
            found[key] = replace(found[key], met=True, met_on=date.fromisoformat(day))
        return sorted(found.values(), key=lambda due: (due.on, due.key))

    def news(self, since: int) -> int:
        """The journal's last entry: greater than `since` when somebody acted."""
        return self.reader.head()

    def entry(self, seq: int) -> JournalRow:
        found = self.reader.entry(seq)
        if found is None:
            raise UsageError(f"Nhật ký không có mục số {seq}.")
        return found


def _unread(error: Exception, model: type[BaseModel]) -> str:
    """The facts a model refuses, by title; of another error its kind."""
    from pydantic import ValidationError

    if not isinstance(error, ValidationError):
        return type(error).__name__
    names = dict.fromkeys(str(found["loc"][0]) for found in error.errors() if found["loc"])
    known = {field.alias or name: field.title or name for name, field in model.model_fields.items()}
    return f"mục {', '.join(f'«{known.get(n, n)}»' for n in names)}" if names else "các mục không khớp nhau"


def _sorted_out(
    rows: Iterable[WaitingRow], person: str, tokens: Mapping[str, Standing]
) -> tuple[dict[Place, Waiting], dict[Place, Waiting]]:
    """Own steps and those to be recorded, each once; a step barred to the person (`subject`) is left out."""
    mine: dict[Place, Waiting] = {}
    record: dict[Place, Waiting] = {}
    for row in rows:
        if row.subject == person:
            continue
        key = (row.matter_id, row.step)
        if row.holder.startswith(RECORDER):
            token = row.holder.removeprefix(RECORDER)
            record.setdefault(key, _waiting(row, Standing(person, Capacity.RECORDED, (), token)))
        else:
            mine.setdefault(key, _waiting(row, tokens[row.holder]))
    return mine, record


def _due_now(rows: Iterable[WaitingRow], office: Office) -> Iterable[WaitingRow]:
    """Without the steps whose turn comes only when an earlier one has lapsed."""
    today = office.at.astimezone(ZONE).date().isoformat()
    return (row for row in rows if row.opens is None or row.opens <= today)


def _attached(rows: Iterable[AttachmentRow]) -> tuple[Attached, ...]:
    """The files of a dossier in the order they came, each part's versions counted."""
    versions: Counter[str] = Counter()
    found = []
    for row in rows:
        versions[row.part] += 1
        found.append(Attached(row.name, row.part, versions[row.part], row.sha256, row.by, instant(row.at)))
    return tuple(found)


def _waiting(row: WaitingRow, standing: Standing) -> Waiting:
    due = date.fromisoformat(row.due) if row.due else None
    span = Span(row.starts, row.ends) if row.starts is not None and row.ends is not None else None
    return Waiting(
        row.matter_id, row.step, row.verb, row.kind, row.title, instant(row.since), due, standing, row.opened_by, span,
        row.urgent,
    )  # fmt: skip


def _pressing(waiting: Waiting) -> tuple[int, bool, date, datetime]:
    """Urgent ones first, then what is due, then what has waited longest."""
    return (-waiting.urgent, waiting.due is None, waiting.due or date.max, waiting.since)


def _away(office: Office) -> Iterable[AwayNow]:
    for person in office.away:
        for absence in office.absences_of(person):
            if absence.settled and office.now in absence.span:
                yield AwayNow(person, absence.kind, absence.span)


def _delegation(row: DelegationRow) -> Delegation:
    end = min(instant(row.end), instant(row.ended_at)) if row.ended_at else instant(row.end)
    return Delegation(
        row.id, row.giver, row.taker, frozenset(json.loads(row.scope)), instant(row.start), end, row.basis
    )


def _done(row: Mapping[str, Any]) -> Done:
    payload = json.loads(row["payload"] or "{}")
    return Done(
        row["step"], row["by"], row["capacity"], instant(row["at"]), row["outcome"], row["behalf"], row["note"],
        json.loads(row["evidence"] or "{}"), payload, payload.get("late_by"),
    )  # fmt: skip
