"""Every question the screens ask of the store, on the raw driver: columns, not entities, and no slow import.

One connection that refuses writes, shared by all threads of a process. Each method is one statement and takes
milliseconds at a hundred thousand matters; lists come by key, never by offset, and counts stop at a cap.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from core.records.driver import Connection
from core.records.faults import explained
from core.records.instants import to_text
from core.records.rows import (
    AbsenceRow,
    AttachmentRow,
    DeedRow,
    DelegationRow,
    DesignationRow,
    DraftRow,
    DutyRow,
    JournalPage,
    JournalRow,
    MatterRecord,
    MatterRow,
    NoticeRow,
    NumberRow,
    OfficeVersionRow,
    OfficialTextRow,
    RegisterRow,
    SettingRow,
    TieRow,
    WaitingRow,
)
from core.records.search import EVERYTHING, MatterFilter, Window, matter_ids
from core.text import words_key

Row = TypeVar("Row")
Value = int | str | bytes | None

PAGE = 50
CAP = 1_001
"""A count that comes back as this is printed as «hơn 1.000»."""
SCANNED = 5_000
"""How many journal entries one search by text looks through before it hands back what it has."""

_ABOVE_ALL = 2**63 - 1
_MATTER = ", ".join(f"m.{column}" for column in MatterRow._fields)
_DEED = ", ".join(DeedRow._fields)
_JOURNAL = ", ".join(JournalRow._fields)
_NUMBER = ", ".join(NumberRow._fields)
_WAITING = (
    "w.matter_id, w.step, w.holder, w.verb, w.subject, w.since, w.due, m.kind, m.title, m.status, m.unit,"
    " m.opened_by, m.starts, m.ends, m.version, w.opens, w.urgent, w.scopes"
)
_ATTACHMENT = ", ".join(AttachmentRow._fields)
_OFFICE_VERSION = ", ".join(OfficeVersionRow._fields)


class Reader:
    """Made by the store, which also closes it. Every method raises StoreError when the file cannot be read."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._turn = threading.RLock()

    # -- how it asks

    @contextmanager
    def use(self) -> Iterator[Connection]:
        """The connection itself, alone: for the store's own upkeep."""
        with self._turn:
            yield self._connection

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several questions answered from one instant of the store. Keep it short: other threads wait."""
        with self.use() as connection:
            if connection.in_transaction:
                yield
                return
            with explained(self._path):
                connection.execute("BEGIN")
            try:
                yield
            finally:
                connection.execute("ROLLBACK")

    def rows(self, make: Callable[[Iterable[Value]], Row], sql: str, values: Collection[Value] = ()) -> list[Row]:
        """All rows of a query, each made by `make` (a NamedTuple's `_make`)."""
        return [make(row) for row in self._all(sql, values)]

    def first(self, make: Callable[[Iterable[Value]], Row], sql: str, values: Collection[Value] = ()) -> Row | None:
        return next(iter(self.rows(make, sql, values)), None)

    def column(self, sql: str, values: Collection[Value] = ()) -> list[int]:
        """The first column of a query, a number."""
        return [row[0] for row in self._all(sql, values)]

    def _all(self, sql: str, values: Collection[Value]) -> list[Any]:
        with self._turn, explained(self._path):
            try:
                return self._connection.execute(sql, tuple(values)).fetchall()
            except OverflowError:  # somebody typed a number no row can have
                return []

    def close(self) -> None:
        with self._turn:
            self._connection.close()

    # -- matters

    def matters(
        self,
        wanted: MatterFilter = EVERYTHING,
        *,
        limit: int = PAGE,
        before: int | None = None,
        after: int | None = None,
    ) -> list[MatterRow]:
        """A page, always newest first: ids below `before`, or the `limit` ids next above `after`."""
        ids = matter_ids(self, wanted, Window(limit, before, after))
        if not ids:
            return []
        marks = ", ".join("?" * len(ids))
        return self.rows(MatterRow._make, f"SELECT {_MATTER} FROM matter m WHERE id IN ({marks}) ORDER BY id DESC", ids)

    def matter_records(
        self, wanted: MatterFilter = EVERYTHING, *, limit: int = PAGE, before: int | None = None
    ) -> list[MatterRecord]:
        """A page with the facts of each matter, newest first; the routes are left out."""
        ids = matter_ids(self, wanted, Window(limit, before))
        if not ids:
            return []
        marks = ", ".join("?" * len(ids))
        sql = f"SELECT {_MATTER}, m.facts, '[]' FROM matter m WHERE id IN ({marks}) ORDER BY id DESC"
        return self.rows(_record, sql, ids)

    def count_matters(self, wanted: MatterFilter = EVERYTHING, *, cap: int = CAP) -> int:
        """How many there are, at most `cap`."""
        return len(matter_ids(self, wanted, Window(cap)))

    def last_matter(self) -> int:
        """The newest id, which is also how many matters there are; 0 for none."""
        return self.column("SELECT coalesce(max(id), 0) FROM matter")[0]

    def matter(self, matter_id: int) -> MatterRecord | None:
        return self.first(_record, f"SELECT {_MATTER}, m.facts, m.route FROM matter m WHERE id = ?", (matter_id,))

    def extensions(self, matter_id: int) -> list[int]:
        """The matters that extend this one, oldest first."""
        return self.column("SELECT id FROM matter WHERE extends = ? ORDER BY id", (matter_id,))

    def opened_by(
        self, person: str, *, statuses: tuple[str, ...] = (), limit: int = PAGE, before: int | None = None
    ) -> list[MatterRow]:
        """What a person sent, newest first."""
        return self.matters(MatterFilter(opened_by=person, statuses=statuses), limit=limit, before=before)

    def deeds(self, matter_id: int) -> list[DeedRow]:
        """The steps taken in a matter, in the order they were taken, all rounds."""
        return self.rows(DeedRow._make, f"SELECT {_DEED} FROM deed WHERE matter_id = ? ORDER BY id", (matter_id,))

    def attachments(self, matter_id: int) -> list[AttachmentRow]:
        sql = f"SELECT {_ATTACHMENT} FROM attachment WHERE matter_id = ? ORDER BY id"
        return self.rows(AttachmentRow._make, sql, (matter_id,))

    def ties(self, matter_id: int) -> list[TieRow]:
        """Matters this one names as belonging with it, and those that name this one."""
        one = "SELECT matter_id, target, says FROM tie WHERE"
        sql = f"{one} matter_id = ? UNION {one} target = ? ORDER BY 1, 2"
        return self.rows(TieRow._make, sql, (matter_id, matter_id))

    def met(self, keys: Collection[str]) -> dict[str, str]:
        """The ISO day on which each of these occurrences of a duty was first met."""
        marks = ", ".join("?" * len(keys))
        sql = f"SELECT key, min(day) FROM met WHERE key IN ({marks}) GROUP BY key"
        return dict(self.rows(_pair, sql, tuple(keys)))

    # -- who is waited for, who is told

    def waiting_for(self, holders: Collection[str], *, limit: int = 500) -> list[WaitingRow]:
        """Open steps any of the holders may take: what is due first, then what has waited longest."""
        marks = ", ".join("?" * len(holders))
        sql = f"""
            SELECT {_WAITING} FROM waiting w CROSS JOIN matter m ON m.id = w.matter_id
            WHERE w.holder IN ({marks})
            ORDER BY w.urgent DESC, w.due IS NULL, w.due, w.since, w.matter_id, w.step LIMIT ?"""
        return self.rows(WaitingRow._make, sql, (*holders, limit))

    def overdue(self, today: date, *, limit: int = 200) -> list[WaitingRow]:
        """Open steps whose day is past, each holder of them, the longest overdue first; only open steps are read."""
        sql = f"""
            SELECT {_WAITING} FROM waiting w CROSS JOIN matter m ON m.id = w.matter_id
            WHERE w.due < ? ORDER BY w.due, w.matter_id, w.step LIMIT ?"""
        return self.rows(WaitingRow._make, sql, (today.isoformat(), limit))

    def waiting_in(self, matter_id: int) -> list[WaitingRow]:
        """The open steps of one matter with their holders."""
        sql = f"""
            SELECT {_WAITING} FROM waiting w CROSS JOIN matter m ON m.id = w.matter_id
            WHERE w.matter_id = ? ORDER BY w.step, w.holder"""
        return self.rows(WaitingRow._make, sql, (matter_id,))

    def notices(
        self, person: str, *, unseen: bool = True, limit: int = PAGE, before: int | None = None
    ) -> list[NoticeRow]:
        """Newest first, by id."""
        sql = f"""
            SELECT id, person, matter_id, text, cites, at, seen_at FROM notice
            WHERE person = ? {"AND seen_at IS NULL" if unseen else ""} AND id < ? ORDER BY id DESC LIMIT ?"""
        return self.rows(NoticeRow._make, sql, (person, _below(before), limit))

    # -- who is where

    def absences(self, start: int, end: int, *, person: str | None = None) -> list[AbsenceRow]:
        """Asked for or settled, overlapping the sessions [start, end); of one person or of all."""
        whose, values = ("AND person = ?", (start, end, person)) if person is not None else ("", (start, end))
        sql = f"""
            SELECT matter_id, person, start, "end", kind, leave, settled FROM absence
            WHERE "end" > ? AND start < ? {whose} ORDER BY start, matter_id"""
        return self.rows(_absence, sql, values)

    def duties(self, start: date, end: date) -> list[DutyRow]:
        """Who is on duty on the days from `start` up to, not including, `end`."""
        sql = """
            SELECT matter_id, day, person, role, settled FROM duty
            WHERE day >= ? AND day < ? ORDER BY day, role, person, matter_id"""
        return self.rows(_duty, sql, (start.isoformat(), end.isoformat()))

    def designations(self, start: int, end: int) -> list[DesignationRow]:
        """Overlapping [start, end), the newest first."""
        sql = """
            SELECT matter_id, deputy, start, "end", by FROM designation
            WHERE "end" > ? AND start < ? ORDER BY matter_id DESC, start"""
        return self.rows(DesignationRow._make, sql, (start, end))

    def delegations(self, at: datetime | None = None) -> list[DelegationRow]:
        """In force at an instant, or all there ever were; the newest first."""
        force = 'WHERE "end" > ?1 AND start <= ?1 AND (ended_at IS NULL OR ended_at > ?1)' if at else ""
        columns = ", ".join(f'"{column}"' for column in DelegationRow._fields)
        sql = f"SELECT {columns} FROM delegation {force} ORDER BY id DESC"
        return self.rows(DelegationRow._make, sql, (to_text(at),) if at else ())

    # -- the office and its regulation

    def office_version(self, on: date) -> OfficeVersionRow | None:
        """The configuration in force on a day: of those that had begun, the one applied last."""
        sql = f"SELECT {_OFFICE_VERSION} FROM office_version WHERE effective_from <= ? ORDER BY version DESC LIMIT 1"
        return self.first(OfficeVersionRow._make, sql, (on.isoformat(),))

    def office_versions(self) -> list[OfficeVersionRow]:
        """All, the newest first."""
        return self.rows(OfficeVersionRow._make, f"SELECT {_OFFICE_VERSION} FROM office_version ORDER BY version DESC")

    def office_toml(self, version: int) -> str | None:
        """The file as it was applied."""
        return self.first(_text, "SELECT toml FROM office_version WHERE version = ?", (version,))

    def settings(self) -> list[SettingRow]:
        """Every change of a parameter or reading, in the order they were made."""
        return self.rows(SettingRow._make, "SELECT id, key, value, since, by, at, reason FROM setting ORDER BY id")

    def official_text(self, clause: str) -> OfficialTextRow | None:
        sql = "SELECT clause, text, imported_at, by, sha256 FROM official_text WHERE clause = ?"
        return self.first(OfficialTextRow._make, sql, (clause,))

    def official_texts(self) -> list[OfficialTextRow]:
        sql = "SELECT clause, text, imported_at, by, sha256 FROM official_text ORDER BY clause"
        return self.rows(OfficialTextRow._make, sql)

    def draft(self, person: str, kind: str) -> DraftRow | None:
        sql = "SELECT person, kind, content, at FROM draft WHERE person = ? AND kind = ?"
        return self.first(DraftRow._make, sql, (person, kind))

    # -- journal and registers

    def head(self) -> int:
        """The number of the last journal entry, 0 for none: asked once or twice a second, it tells what is new."""
        return self.column("SELECT coalesce(max(seq), 0) FROM journal")[0]

    def entry(self, seq: int) -> JournalRow | None:
        return self.first(JournalRow._make, f"SELECT {_JOURNAL} FROM journal WHERE seq = ?", (seq,))

    def journal_page(
        self, *, actor: str | None = None, subject: str | None = None, act: str | None = None, text: str = "",
        before: int | None = None, limit: int = PAGE,
    ) -> JournalPage:  # fmt: skip
        """Newest first. `text` is looked for as it is written, in the newest 5,000 entries below `before`."""
        given = {"subject": subject, "actor": actor, "act": act}
        wanted: dict[str, Value] = {column: value for column, value in given.items() if value is not None}
        indexed = f"INDEXED BY journal_{next(iter(wanted))}" if wanted else ""
        where = " AND ".join([*(f"{column} = ?" for column in wanted), "seq < ?"])
        values: tuple[Value, ...] = (*wanted.values(), _below(before))
        if not text:
            sql = f"SELECT {_JOURNAL} FROM journal {indexed} WHERE {where} ORDER BY seq DESC LIMIT ?"
            found = self.rows(JournalRow._make, sql, (*values, limit))
            return JournalPage(tuple(found), found[-1].seq if len(found) == limit else None)
        scanned = f"SELECT {_JOURNAL} FROM journal {indexed} WHERE {where} ORDER BY seq DESC LIMIT {SCANNED}"
        with self.snapshot():
            sql = f"SELECT {_JOURNAL} FROM ({scanned}) WHERE instr(body, ?) ORDER BY seq DESC LIMIT ?"
            found = self.rows(JournalRow._make, sql, (*values, text, limit))
            if len(found) == limit:
                return JournalPage(tuple(found), found[-1].seq)
            sql = f"SELECT seq FROM ({scanned}) ORDER BY seq DESC LIMIT 1 OFFSET {SCANNED - 1}"
            deepest = self.column(sql, values)
        return JournalPage(tuple(found), deepest[0] if deepest else None)

    def registers(self) -> list[RegisterRow]:
        sql = "SELECT body, type, term, first_no, last_no FROM register_counter ORDER BY body, type, term"
        return self.rows(RegisterRow._make, sql)

    def numbers(
        self, body: str, type: str, term: str, *, before: int | None = None, limit: int = PAGE
    ) -> list[NumberRow]:
        """A page of one register, the highest number first."""
        sql = f"""
            SELECT {_NUMBER} FROM register_number
            WHERE body = ? AND type = ? AND term = ? AND number < ? ORDER BY number DESC LIMIT ?"""
        return self.rows(NumberRow._make, sql, (body, type, term, _below(before), limit))

    def numbers_of(self, matter_id: int) -> list[NumberRow]:
        """The numbers a matter was given."""
        sql = f"SELECT {_NUMBER} FROM register_number WHERE matter_id = ? ORDER BY body, type, term, number"
        return self.rows(NumberRow._make, sql, (matter_id,))

    def book_page(
        self, *, bodies: Collection[str], types: Collection[str], term: str = "", since: date | None = None,
        until: date | None = None, text: str = "", after: NumberRow | None = None, limit: int = PAGE,
    ) -> list[NumberRow]:  # fmt: skip
        """Numbers of some registers, by day, the newest first; `after` is the last row of the page before."""
        conditions = [f"body IN ({', '.join('?' * len(bodies))})", f"type IN ({', '.join('?' * len(types))})"]
        values: list[Value] = [*bodies, *types]
        for condition, value in (
            ("term = ?", term), ("day >= ?", since.isoformat() if since else ""),
            ("day <= ?", until.isoformat() if until else ""),
        ):  # fmt: skip
            if value:
                conditions.append(condition)
                values.append(value)
        for word in words_key(text).split():
            conditions.append("title_key LIKE ?")
            values.append(f"% {word}%")
        if after is not None:
            conditions.append("(day, body, type, term, number) < (?, ?, ?, ?, ?)")
            values += [after.day, after.body, after.type, after.term, after.number]
        sql = f"""
            SELECT {_NUMBER} FROM register_number INDEXED BY register_number_day WHERE {" AND ".join(conditions)}
            ORDER BY day DESC, body DESC, type DESC, term DESC, number DESC LIMIT ?"""
        return self.rows(NumberRow._make, sql, (*values, limit))

    def schema_versions(self) -> dict[str, int]:
        """By component: a session that runs an older program sees here that the store was upgraded under it."""
        with self._turn, explained(self._path):
            return dict(self._connection.execute("SELECT component, version FROM schema_version").fetchall())


def _below(key: int | None) -> int:
    return min(key, _ABOVE_ALL) if key is not None else _ABOVE_ALL


def _record(row: Iterable[Value]) -> MatterRecord:
    *columns, facts, route = row
    return MatterRecord(MatterRow._make(columns), str(facts), str(route))


def _pair(row: Iterable[Value]) -> tuple[str, str]:
    key, value = row
    return str(key), str(value)


def _text(row: Iterable[Value]) -> str:
    (value,) = row
    return str(value)


def _duty(row: Iterable[Value]) -> DutyRow:
    *columns, settled = row
    return DutyRow._make((*columns, bool(settled)))


def _absence(row: Iterable[Value]) -> AbsenceRow:
    *columns, leave, settled = row
    return AbsenceRow._make((*columns, bool(leave), bool(settled)))
