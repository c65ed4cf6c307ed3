"""The record of every act and every refusal: numbered without gaps, each entry bound to the one before by its hash.

`hash = sha256(prev ‖ body)`, where body is the canonical JSON exactly as it is stored: checking never writes JSON anew.
Whoever may write the file can still rewrite the chain from some entry on, or cut its tail; that shows against a seal, a
note with the last number and hash that is kept where the store's owner cannot reach it.
"""

from __future__ import annotations

import base64
import binascii
import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from core.errors import UsageError, VptuError
from core.records.chain import GENESIS, MOST_FAULTS, Fault, Walked, hash_of, walk
from core.records.driver import Connection, connect
from core.records.faults import explained
from core.records.instants import to_text

if TYPE_CHECKING:
    from sqlmodel import Session

    from core.records.store import Store

ORIGIN = "vptu/nhat-ky"
CUT = "mục này có trước khi niêm phong nhưng không còn trong nhật ký: phần cuối đã bị cắt"
NOT_AS_SEALED = "mã băm của mục này khác với tờ niêm phong: nhật ký đã bị viết lại ở mục này hoặc trước nó"
OTHER_ORIGIN = (
    "mục đầu không phải mục đầu mà tờ niêm phong ghi: nhật ký đã bị viết lại từ đầu, hoặc tờ niêm phong là của kho khác"
)
NO_SEAL = "Tờ niêm phong không đọc được ở dòng {line} ({why}): hãy dùng đúng tờ do lệnh niêm phong in ra, không sửa gì."


class Repeated(VptuError):
    """The act is already on record as entry `seq`: a retry of something that was done."""

    def __init__(self, seq: int) -> None:
        super().__init__(f"Việc này đã được ghi trước đó, ở mục nhật ký số {seq}: không cần làm lại.")
        self.seq = seq


class Seal(NamedTuple):
    """What a seal note says: the journal's origin, its last number and that entry's hash."""

    origin: str
    seq: int
    head: bytes


@dataclass(frozen=True, slots=True)
class Verification:
    """What checking the journal found."""

    entries: int
    head: bytes
    """Hash of the last entry: 32 bytes, all zero for an empty journal."""
    faults: tuple[Fault, ...]
    """By number; at most `core.records.chain.MOST_FAULTS`."""

    @property
    def sound(self) -> bool:
        return not self.faults


def append(
    session: Session, *, act_id: str, at: datetime, actor: str, act: str, subject: str, data: Mapping[str, object]
) -> int:
    """Add the entry of one act and return its number. Only inside `store.write()`.

    Raises Repeated if `act_id` is on record already, and then the act must be given up: it was done before.
    """
    from sqlalchemy import insert

    from core.records.tables import Journal

    if (seen := find(session, act_id)) is not None:
        raise Repeated(seen)
    last, prev = _last(session)
    entry = {"at": to_text(at), "actor": actor, "act": act, "subject": subject, "act_id": act_id}
    mirrored = {column: unicodedata.normalize("NFC", value) for column, value in entry.items()}
    body = canonical({**mirrored, "seq": last + 1, "data": data})
    digest = sha256(prev + body.encode()).digest()
    session.execute(insert(Journal), {**mirrored, "seq": last + 1, "body": body, "prev": prev, "hash": digest})
    return last + 1


def find(session: Session, act_id: str) -> int | None:
    """The entry an act already has, if it was committed before."""
    from sqlmodel import select

    from core.records.tables import Journal

    return session.exec(select(Journal.seq).where(Journal.act_id == act_id)).first()


def _last(session: Session) -> tuple[int, bytes]:
    from sqlmodel import col, select

    from core.records.tables import Journal

    found = session.exec(select(Journal.seq, Journal.hash).order_by(col(Journal.seq).desc()).limit(1)).first()
    return (found[0], found[1]) if found else (0, GENESIS)


def canonical(value: object) -> str:
    """JSON with sorted keys, no spaces, letters as they are, NFC throughout. Raises TypeError, ValueError."""
    text = _dump(value)
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else _dump(_composed(value))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _composed(value: object) -> object:
    """Each string by itself: composing the finished JSON could join a letter of an escape with a mark that follows."""
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case Mapping():
            return {_composed(key): _composed(item) for key, item in value.items()}
        case list() | tuple():
            return [_composed(item) for item in value]
        case _:
            return value


def verify(
    store: Store,
    *,
    against: Seal | None = None,
    mirror: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Verification:
    """Check the whole chain in one reading; with `mirror` also that the columns beside each body say what it says.

    `progress` is told now and then how many entries were read. Raises StoreError if the file cannot be read.
    """
    with explained(store.path), closing(connect(store.path, query_only=True)) as connection:
        connection.text_factory = bytes
        connection.execute("BEGIN")
        walked = walk(connection, mirror=mirror, progress=progress)
        faults = {*walked.faults, *(_against(connection, walked, against) if against else ())}
    return Verification(walked.entries, walked.head, tuple(sorted(faults)))


def _against(connection: Connection, walked: Walked, seal: Seal) -> Iterator[Fault]:
    """What the chain alone cannot show: a tail that was cut, a journal written anew."""
    if walked.seq < seal.seq:
        yield from (Fault(seq, CUT) for seq in range(walked.seq + 1, min(seal.seq, walked.seq + MOST_FAULTS) + 1))
    if seal.seq == 0 or walked.entries == 0:
        return
    if seal.origin != _origin(hash_of(connection, 1)):
        yield Fault(1, OTHER_ORIGIN)
    elif (found := hash_of(connection, seal.seq)) is not None and found != seal.head:
        yield Fault(seal.seq, NOT_AS_SEALED)


def seal(store: Store) -> str:
    """The note to keep elsewhere: origin, last number and its hash, in the shape of a C2SP checkpoint.

    It says what the journal holds, right or wrong: verify first.
    """
    with store.reader.snapshot(), store.reader.use() as connection, explained(store.path):
        first = hash_of(connection, 1)
        last = store.reader.head()
        head = hash_of(connection, last) or GENESIS
    return f"{_origin(first)}\n{last}\n{base64.b64encode(head).decode()}\n"


def parse_seal(text: str) -> Seal:
    """Read a seal note; lines after the third (signatures) are left alone. Raises UsageError if it is none."""
    lines = text.replace("\r\n", "\n").split("\n")
    if len(lines) < 3 or not lines[0].startswith(f"{ORIGIN}/"):
        raise UsageError(NO_SEAL.format(line=1, why=f"phải bắt đầu bằng «{ORIGIN}/»"))
    if not lines[1].isascii() or not lines[1].isdigit() or len(lines[1]) > 18 or lines[1] != str(int(lines[1])):
        raise UsageError(NO_SEAL.format(line=2, why="phải là số thứ tự của mục cuối"))
    try:
        head = base64.b64decode(lines[2], validate=True)
    except binascii.Error:
        head = b""
    if len(head) != len(GENESIS):
        raise UsageError(NO_SEAL.format(line=3, why="phải là mã băm 32 byte ghi theo base64"))
    return Seal(lines[0], int(lines[1]), head)


def _origin(first: bytes | None) -> str:
    """The journal's own name: from the hash of its first entry, so that the seal of another store is told apart."""
    return f"{ORIGIN}/{(first or GENESIS).hex()[:16]}"
