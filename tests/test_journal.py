"""The journal: what was hashed is what is stored, nothing is changed inside, and whatever is changed outside shows."""

from __future__ import annotations

import base64
import json
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import UsageError
from core.records import chain, journal
from core.records.driver import connect, sqlite
from core.records.journal import CUT, NOT_AS_SEALED, OTHER_ORIGIN, Repeated, Seal, append, canonical, parse_seal, verify
from core.records.store import Store
from tests.support.store_acts import AT, act

ENTRIES = 9


class Row(NamedTuple):
    seq: int
    body: bytes
    prev: bytes
    hash: bytes


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "vptu.db") as made:
        yield made


@pytest.fixture(scope="module")
def chained(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    """The rows of a sound journal."""
    with Store.create(tmp_path_factory.mktemp("chain") / "vptu.db") as store:
        for n in range(ENTRIES):
            act(store, f"act-{n}")
        rows = store.reader.rows(tuple, "SELECT seq, CAST(body AS BLOB), prev, hash FROM journal ORDER BY seq")
    return [Row(int(str(seq)), *map(_bytes, rest)) for seq, *rest in rows]


def _bytes(value: object) -> bytes:
    assert isinstance(value, bytes)
    return value


def entry(store: Store, act_id: str, **data: object) -> int:
    with store.write() as session:
        return append(session, act_id=act_id, at=AT, actor="cvA", act="open", subject="matter:1", data=data)


# -- written


def test_an_entry_is_canonical_json_hashed_as_it_is_stored(store: Store) -> None:
    assert entry(store, "first", ghi="Đồng chí A", b=[1, 2.5, None, True]) == 1
    assert entry(store, "second") == 2
    first, second = store.reader.rows(tuple, "SELECT body, prev, hash FROM journal ORDER BY seq")
    assert first[0] == (
        '{"act":"open","act_id":"first","actor":"cvA","at":"2024-10-11T01:30:00.000000Z",'
        '"data":{"b":[1,2.5,null,true],"ghi":"Đồng chí A"},"seq":1,"subject":"matter:1"}'
    )
    assert first[1:] == (bytes(32), sha256(bytes(32) + str(first[0]).encode()).digest())
    assert second[1:] == (first[2], sha256(_bytes(first[2]) + str(second[0]).encode()).digest())


def test_an_act_that_was_done_already_is_told_by_its_id(store: Store) -> None:
    entry(store, "a")
    assert entry(store, "b") == 2
    with pytest.raises(Repeated) as again:
        entry(store, "a", other="data")
    assert again.value.seq == 1
    assert str(again.value) == "Việc này đã được ghi trước đó, ở mục nhật ký số 1: không cần làm lại."
    assert store.reader.head() == 2
    with store.session() as session:
        assert (journal.find(session, "b"), journal.find(session, "c")) == (2, None)


TEXT = st.text(st.characters(codec="utf-8"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT | st.sampled_from(["a\u0306", "\n\u0303", '"\u0301', "\\\u0301", "Tờ"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(JSON)
def test_canonical_json_is_one_text_for_one_meaning(value: object) -> None:
    text = canonical(value)
    assert json.loads(text) == _nfc(value)
    assert canonical(json.loads(text)) == text


def _nfc(value: object) -> object:
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case dict():
            return {_nfc(key): _nfc(item) for key, item in value.items()}
        case list():
            return [_nfc(item) for item in value]
    return value


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {"at": AT}, {1, 2}])
def test_what_is_no_json_is_no_entry(store: Store, value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        entry(store, "x", value=value)
    assert store.reader.head() == 0


# -- not changed inside


def insert(seq: str, act_id: str, prev: str) -> str:
    return (
        f"INSERT OR REPLACE INTO journal SELECT {seq}, at, actor, act, subject, '{act_id}', body, {prev}, zeroblob(32)"
        " FROM journal WHERE seq = 3"
    )


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE journal SET actor = 'head' WHERE seq = 2", "never changed"),
        ("DELETE FROM journal WHERE seq = 3", "never removed"),
        (insert("3", "new", "prev"), "added at the end"),
        (insert("4", "act-1", "hash"), "added at the end"),
        (insert("4", "new", "prev"), "added at the end"),
        (insert("5", "new", "hash"), "added at the end"),
        (insert("NULL", "new", "hash"), "added at the end"),
    ],
)
def test_the_store_itself_refuses_to_change_the_journal(store: Store, statement: str, message: str) -> None:
    for n in range(3):
        act(store, f"act-{n}")
    before = verify(store, mirror=True)
    with closing(connect(store.path)) as connection, pytest.raises(sqlite.IntegrityError, match=message):
        connection.execute(statement)
    assert verify(store, mirror=True) == before and before.sound


# -- what is changed outside shows, by number


def faults_of(rows: list[Row]) -> set[int]:
    """The numbers a walk over these rows finds fault with."""
    with closing(sqlite.connect(":memory:")) as connection:
        connection.text_factory = bytes
        connection.execute("CREATE TABLE journal (seq INTEGER PRIMARY KEY, body, prev, hash)")
        connection.executemany("INSERT INTO journal VALUES (?, ?, ?, ?)", rows)
        walked = chain.walk(connection, mirror=False, progress=None)
    assert walked.entries == len(rows)
    return {fault.seq for fault in walked.faults}


def rehashed(row: Row) -> Row:
    """A forger's row: whole in itself."""
    return row._replace(hash=sha256(row.prev + row.body).digest())


def put(rows: list[Row], *others: Row) -> list[Row]:
    """The rows with some of them replaced, by number."""
    return sorted({row.seq: row for row in (*rows, *others)}.values())


NUMBER = st.integers(1, ENTRIES)
flip = st.tuples(st.integers(0, 10_000), st.integers(1, 255))


def flipped(data: bytes, where: tuple[int, int]) -> bytes:
    place, mask = where[0] % len(data), where[1]
    return data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :]


def test_a_sound_chain_has_no_faults(chained: list[Row]) -> None:
    assert faults_of(chained) == set()
    assert faults_of([]) == set()


@given(NUMBER, st.sampled_from(["body", "prev", "hash"]), flip)
@settings(deadline=None)
def test_a_changed_byte_is_found_where_it_is(
    chained: list[Row], number: int, column: str, where: tuple[int, int]
) -> None:
    row = chained[number - 1]
    changed = flipped(getattr(row, column), where)
    assert faults_of(put(chained, row._replace(**{column: changed}))) == {number}  # type: ignore[arg-type]


@given(st.integers(1, ENTRIES - 1))
@settings(deadline=None)
def test_an_entry_rewritten_with_a_fresh_hash_is_found(chained: list[Row], number: int) -> None:
    row = chained[number - 1]
    found = faults_of(put(chained, rehashed(row._replace(body=row.body.replace(b"cvA", b"cvB")))))
    assert found == ({number} if number < ENTRIES - 1 else {number, ENTRIES})  # the last two accuse each other


@given(NUMBER)
@settings(deadline=None)
def test_an_entry_linked_to_something_else_is_found(chained: list[Row], number: int) -> None:
    row = chained[number - 1]
    found = faults_of(put(chained, rehashed(row._replace(prev=sha256(b"another past").digest()))))
    assert number in found and found <= {number, number - 1, number + 1}


def test_a_false_link_is_found_beside_another_fault(chained: list[Row]) -> None:
    linked = rehashed(chained[3]._replace(prev=sha256(b"another past").digest()))
    changed = chained[4]._replace(body=chained[4].body.replace(b"cvA", b"cvB"))
    assert faults_of(put(chained, linked, changed)) == {4, 5}


@given(st.sets(NUMBER, min_size=1))
@settings(deadline=None)
def test_removed_entries_are_found_by_number(chained: list[Row], removed: set[int]) -> None:
    left = [row for row in chained if row.seq not in removed]
    last = left[-1].seq if left else 0
    assert faults_of(left) == {number for number in removed if number < last}


@given(NUMBER, NUMBER, st.booleans())
@settings(deadline=None)
def test_swapped_entries_are_found_by_number(chained: list[Row], one: int, other: int, whole: bool) -> None:
    first, second = chained[one - 1], chained[other - 1]
    swapped = (
        (second._replace(seq=one), first._replace(seq=other))
        if whole
        else (first._replace(body=second.body), second._replace(body=first.body))
    )
    assert faults_of(put(chained, *swapped)) == ({one, other} if one != other else set())


@given(NUMBER, st.integers(1, ENTRIES + 1))
@settings(deadline=None)
def test_a_doubled_entry_is_found_by_number(chained: list[Row], original: int, place: int) -> None:
    copy = chained[original - 1]._replace(seq=place)
    later = [row._replace(seq=row.seq + 1) for row in chained[place - 1 :]]
    found = faults_of([*chained[: place - 1], copy, *later])
    in_its_own_place = original == place  # then the copy stands right and the original after it is the double
    assert (place + 1 if in_its_own_place else place) in found


def test_an_entry_before_the_first_is_found(chained: list[Row]) -> None:
    assert faults_of([chained[0]._replace(seq=0), *chained]) == {0}


# -- against the file itself


def tampered(store: Store, *statements: str) -> None:
    """As somebody with the file in his hands does it."""
    store.close()
    with closing(connect(store.path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
        ):
            connection.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "seq", "what"),
    [
        ("UPDATE journal SET body = replace(body, 'cvA', 'cvB') WHERE seq = 2", 2, chain.CHANGED),
        ("DELETE FROM journal WHERE seq = 3", 3, chain.REMOVED),
        ("UPDATE journal SET body = '{', hash = x'00' WHERE seq = 4", 4, chain.CHANGED),
    ],
)
def test_verify_names_the_entry_and_what_happened(store: Store, statement: str, seq: int, what: str) -> None:
    for n in range(5):
        act(store, f"act-{n}")
    tampered(store, statement)
    with Store.open(store.path) as opened:
        checked = verify(opened)
    assert checked.faults == (chain.Fault(seq, what),) and not checked.sound


def test_columns_that_say_something_else_than_the_body_show_in_the_mirror(store: Store) -> None:
    for n in range(3):
        act(store, f"act-{n}")
    tampered(store, "UPDATE journal SET actor = 'head', at = '2020' WHERE seq = 2")
    with Store.open(store.path) as opened:
        assert verify(opened).sound
        found = verify(opened, mirror=True).faults
    assert found == tuple(chain.Fault(2, chain.COLUMN.format(column=c)) for c in ("actor", "at"))


def test_a_cut_tail_shows_only_against_a_seal(store: Store) -> None:
    for n in range(6):
        act(store, f"act-{n}")
    sealed = parse_seal(journal.seal(store))
    assert (sealed.seq, sealed.head) == (6, verify(store).head)
    act(store)
    assert verify(store, against=sealed).sound
    tampered(store, "DELETE FROM journal WHERE seq > 4")
    with Store.open(store.path) as opened:
        assert verify(opened).sound
        assert verify(opened, against=sealed).faults == (chain.Fault(5, CUT), chain.Fault(6, CUT))


def test_a_journal_written_anew_shows_against_a_seal(store: Store, tmp_path: Path) -> None:
    for n in range(4):
        act(store, f"act-{n}")
    sealed = parse_seal(journal.seal(store))
    with Store.create(tmp_path / "other.db") as forged:
        for n in range(4):
            act(forged, f"act-{n}", by="cvB")
        assert verify(forged).sound
        assert verify(forged, against=sealed).faults == (chain.Fault(1, OTHER_ORIGIN),)
    head = sha256(b"x").digest()
    assert verify(store, against=sealed._replace(head=head)).faults == (chain.Fault(4, NOT_AS_SEALED),)


def test_an_empty_journal_can_be_sealed(store: Store) -> None:
    sealed = parse_seal(journal.seal(store))
    assert sealed == Seal("vptu/nhat-ky/0000000000000000", 0, bytes(32))
    act(store)
    assert verify(store, against=sealed).sound


def test_progress_is_told_while_the_journal_is_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "CHUNK", 2)
    for n in range(5):
        act(store, f"act-{n}")
    told: list[int] = []
    verify(store, progress=told.append)
    assert told == [2, 4, 5]


HEAD = base64.b64encode(bytes(range(32))).decode()


def test_a_signed_seal_is_read_without_its_signature() -> None:
    text = f"vptu/nhat-ky/ab\n12\n{HEAD}\n\n— van-phong abcd\n"
    assert parse_seal(text) == parse_seal(text.replace("\n", "\r\n")) == Seal("vptu/nhat-ky/ab", 12, bytes(range(32)))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1), ("vptu/nhat-ky/ab", 1), (f"other/ab\n12\n{HEAD}\n", 1), (f"vptu/nhat-ky/ab\n012\n{HEAD}\n", 2),
        (f"vptu/nhat-ky/ab\n-1\n{HEAD}\n", 2), (f"vptu/nhat-ky/ab\n1²\n{HEAD}\n", 2),
        (f"vptu/nhat-ky/ab\n\n{HEAD}\n", 2), ("vptu/nhat-ky/ab\n12\nAAAA\n", 3), ("vptu/nhat-ky/ab\n12\n###\n", 3),
    ],
)  # fmt: skip
def test_what_is_no_seal_is_refused_by_line(text: str, line: int) -> None:
    with pytest.raises(UsageError, match=f"^Tờ niêm phong không đọc được ở dòng {line} "):
        parse_seal(text)
