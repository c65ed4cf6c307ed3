"""Walking the journal's chain and saying, by number, where it was tampered with.

The walk is one comparison per entry, as fast as the driver hands rows out; only entries that fail it are looked at
again, with their neighbours, to name which one was changed, removed, swapped or doubled.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from core.records.driver import Connection

GENESIS = bytes(32)
"""What the first entry names as the hash before it."""
MOST_FAULTS = 1_000
"""A journal this badly damaged needs no longer list."""
CHUNK = 10_000

REMOVED = "mục này đã bị xoá"
CHANGED = "nội dung hoặc mã băm của mục này đã bị sửa"
SWAPPED = "ở chỗ mục này là nội dung của mục {other}: đã bị tráo chỗ"
DOUBLED = "mục này là bản chép lặp của mục {other}"
UNREADABLE = "nội dung của mục này không đọc được"
REWRITTEN = "mục này đã bị viết lại: mục {other} nối vào một mã băm khác"
UNLINKED = "mục này không nối với mục trước nó: đã bị viết lại hoặc chèn vào"
SUPERFLUOUS = "mục này không có thật: nhật ký bắt đầu từ số 1"
COLUMN = "cột «{column}» không khớp với nội dung đã được băm của mục này"


class Fault(NamedTuple):
    """What is wrong with one entry."""

    seq: int
    what: str


class Walked(NamedTuple):
    entries: int
    seq: int
    """Number of the last entry, 0 for none."""
    head: bytes
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    seq: int
    body: bytes
    prev: bytes
    hash: bytes

    @property
    def holds(self) -> bool:
        """Its hash is the hash of what it holds."""
        return _digest(self.prev, self.body) == self.hash

    @property
    def says(self) -> int | None:
        """The number it was written under; None if it cannot be read."""
        try:
            number = json.loads(self.body)["seq"]
        except (ValueError, KeyError, TypeError):
            return None
        return number if isinstance(number, int) else None


def walk(connection: Connection, *, mirror: bool, progress: Callable[[int], None] | None) -> Walked:
    """All entries in one read transaction of the caller's, on a connection whose `text_factory` is bytes."""
    suspects: list[int] = []
    expected, last, entries, seq = 1, GENESIS, 0, 0
    cursor = connection.execute("SELECT seq, body, prev, hash FROM journal ORDER BY seq")
    while chunk := cursor.fetchmany(CHUNK):
        for seq, body, prev, digest in chunk:
            try:
                sound = prev == last and seq == expected and sha256(prev + body).digest() == digest
            except TypeError:  # a column that is no text or bytes any more
                sound = False
            if not sound and len(suspects) < MOST_FAULTS:
                suspects.append(seq)
            last = digest
            expected = seq + 1
        entries += len(chunk)
        if progress:
            progress(entries)
    faults = {fault for suspect in suspects for fault in _judge(connection, suspect)}
    if mirror:
        faults.update(_mirror_faults(connection, {fault.seq for fault in faults}))
    return Walked(entries, seq, last, tuple(sorted(faults)[:MOST_FAULTS]))


def hash_of(connection: Connection, seq: int) -> bytes | None:
    found = _entry(connection, seq)
    return found.hash if found else None


def _entry(connection: Connection, seq: int) -> _Entry | None:
    row = connection.execute("SELECT seq, body, prev, hash FROM journal WHERE seq = ?", (seq,)).fetchone()
    return _Entry(*row) if row else None


def _digest(prev: object, body: object) -> bytes | None:
    return sha256(prev + body).digest() if isinstance(prev, bytes) and isinstance(body, bytes) else None


def _judge(connection: Connection, seq: int) -> Iterator[Fault]:
    """Why the walk stumbled at an entry: over it, over the one before, or over a gap."""
    entry, before = _entry(connection, seq), _entry(connection, seq - 1)
    assert entry is not None
    if seq < 1:
        yield Fault(seq, SUPERFLUOUS)
        return
    if seq > 1 and before is None:
        yield from _gap(connection, seq)
    if not entry.holds:
        yield Fault(seq, _changed(entry))
    elif entry.says != seq:
        yield Fault(seq, _misplaced(connection, entry))
    elif seq == 1:
        if entry.prev != GENESIS:
            yield Fault(seq, UNLINKED)
    elif before is not None and before.holds and before.says == before.seq and before.hash != entry.prev:
        yield from _broken_link(before, entry, _entry(connection, seq + 1))


def _gap(connection: Connection, seq: int) -> Iterator[Fault]:
    (last,) = connection.execute("SELECT coalesce(max(seq), 0) FROM journal WHERE seq < ?", (seq,)).fetchone()
    for missing in range(max(last, 0) + 1, min(seq, last + 1 + MOST_FAULTS)):
        yield Fault(missing, REMOVED)


def _changed(entry: _Entry) -> str:
    says = entry.says
    return CHANGED if says is None or says == entry.seq else SWAPPED.format(other=says)


def _misplaced(connection: Connection, entry: _Entry) -> str:
    says = entry.says
    if says is None:
        return UNREADABLE
    original = _entry(connection, says)
    doubled = original is not None and original.body == entry.body
    return (DOUBLED if doubled else SWAPPED).format(other=says)


def _broken_link(before: _Entry, entry: _Entry, after: _Entry | None) -> Iterator[Fault]:
    """Both entries are whole, but the second was not made after the first: the one after tells which is false."""
    if after is None or after.prev != entry.hash:
        yield Fault(entry.seq, UNLINKED)
    if after is None or after.prev == entry.hash:
        yield Fault(before.seq, REWRITTEN.format(other=entry.seq))


def _mirror_faults(connection: Connection, known: set[int]) -> Iterator[Fault]:
    """Columns beside the body that say something else than the body, for entries not yet found wrong."""
    columns = ("seq", "at", "actor", "act", "subject", "act_id")
    for row in connection.execute(f"SELECT body, {', '.join(columns)} FROM journal ORDER BY seq"):
        body, seq, *texts = row
        if seq in known:
            continue
        try:
            said = json.loads(body)
            differing = [
                column
                for column, value in zip(columns, (seq, *(text.decode() for text in texts)), strict=True)
                if said[column] != value
            ]
        except (ValueError, KeyError, TypeError):
            yield Fault(seq, UNREADABLE)
        else:
            yield from (Fault(seq, COLUMN.format(column=column)) for column in differing)
