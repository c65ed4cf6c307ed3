"""The store: made once, opened lightly, written by one at a time, wholly or not at all, and brought up to date once."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import inspect
from sqlmodel import SQLModel, col, select

from core.errors import StoreError
from core.records import journal, tables
from core.records.driver import Connection, connect, sqlite
from core.records.lock import locked
from core.records.schema import CORE
from core.records.store import Store
from tests.support.store_acts import AT, a_matter, act, half_done


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "kho" / "vptu.db") as made:
        yield made


def crowd(*arguments: object) -> list[object]:
    answer = subprocess.run(
        [sys.executable, "-m", "tests.support.store_crowd", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
    )
    answers: list[object] = json.loads(answer.stdout)
    return answers


# -- made and opened


def test_a_store_is_readable_by_its_owner_only(store: Store) -> None:
    act(store)
    files = list(store.path.parent.iterdir())
    assert {file.name for file in files} == {"vptu.db", "vptu.db-wal", "vptu.db-shm"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700


def test_opening_and_reading_import_neither_sqlalchemy_nor_sqlmodel(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from core.records.store import Store
path = Path(sys.argv[1])
with Store.create(path) as store:
    assert store.reader.matters() == [] and store.reader.head() == 0
with Store.open(path) as store:
    assert store.reader.schema_versions() == {"core": 2}
print(sorted({name.partition(".")[0] for name in sys.modules} & {"sqlalchemy", "sqlmodel", "pydantic", "alembic"}))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.db")], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert done.stdout.strip() == "[]"


def test_the_standard_librarys_sqlite_serves_where_pysqlite3_is_missing(tmp_path: Path) -> None:
    code = """
import sys
sys.modules["pysqlite3"] = None
from pathlib import Path
from core.records import driver, journal
from core.records.store import Store
from tests.support.store_acts import act
assert driver.sqlite.__name__ == "sqlite3"
with Store.create(Path(sys.argv[1])) as store:
    print([act(store) for _ in range(3)], journal.verify(store, mirror=True).sound)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.db")], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert done.stdout.strip() == "[1, 2, 3] True"


def test_tables_and_schema_describe_the_same_store(store: Store) -> None:
    with store.session() as session:
        found = inspect(session.connection())
        for table in SQLModel.metadata.sorted_tables:
            columns = {c["name"]: c for c in found.get_columns(table.name)}
            described = {c.name: c for c in table.columns}
            assert columns.keys() == described.keys(), table.name
            keys = set(found.get_pk_constraint(table.name)["constrained_columns"])
            assert keys == {c.name for c in table.primary_key}, table.name
            for name, column in described.items():
                if name not in keys:
                    assert columns[name]["nullable"] == column.nullable, (table.name, name)
            unique = {tuple(u["column_names"]) for u in found.get_unique_constraints(table.name)}
            assert unique == _unique(table), table.name
            indexes = {(i["name"], tuple(i["column_names"])) for i in found.get_indexes(table.name) if not i["unique"]}
            assert indexes == {(i.name, tuple(i.columns.keys())) for i in table.indexes if not i.unique}, table.name
            links = {(*k["constrained_columns"], k["referred_table"]) for k in found.get_foreign_keys(table.name)}
            assert links == {(k.parent.name, k.column.table.name) for k in table.foreign_keys}, table.name
        assert set(found.get_table_names()) - {t for t in found.get_table_names() if "_fts" in t} == set(
            SQLModel.metadata.tables
        )


def _unique(table: object) -> set[tuple[str, ...]]:
    from sqlalchemy import Table, UniqueConstraint

    assert isinstance(table, Table)
    constraints = {tuple(c.columns.keys()) for c in table.constraints if isinstance(c, UniqueConstraint)}
    return constraints | {tuple(i.columns.keys()) for i in table.indexes if i.unique}


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("mmap_size", 0), ("busy_timeout", 30_000)],
)
def test_writers_are_set_up_safely(store: Store, pragma: str, value: object) -> None:
    with store.write() as session:
        assert session.connection().exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


# -- written


def test_an_act_is_committed_at_the_end(store: Store) -> None:
    with store.write() as session:
        session.add(a_matter(title="Đơn của Chuyên viên B"))
        assert store.reader.last_matter() == 0
    assert [row.title for row in store.reader.matters()] == ["Đơn của Chuyên viên B"]


def test_any_exception_rolls_the_whole_act_back(store: Store) -> None:
    act(store)
    with pytest.raises(KeyboardInterrupt), store.write() as session:
        session.add(a_matter())
        journal.append(session, act_id="x", at=AT, actor="cvA", act="open", subject="matter:2", data={})
        raise KeyboardInterrupt
    assert half_done(store) == []
    assert act(store) == 2


def test_an_act_keeps_out_every_other_writer_from_its_first_moment(store: Store) -> None:
    """Ours by the lock on the directory, strangers by SQLite's own, before anything was written."""
    with closing(connect(store.path)) as stranger:
        stranger.execute("PRAGMA busy_timeout = 10")
        with store.write():
            with pytest.raises(StoreError, match="đang bị một phiên khác giữ"), locked(store.path, patience=0.05):
                pytest.fail("two writers at once")
            with pytest.raises(sqlite.OperationalError, match="locked"):
                stranger.execute("BEGIN IMMEDIATE")


def test_a_row_that_points_nowhere_is_refused_at_the_commit(store: Store) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"), store.write() as session:
        session.add(tables.Waiting(matter_id=7, step="s", holder="post:head", verb="consent", since="2024"))
    assert store.reader.waiting_in(7) == []


def test_an_act_inside_an_act_is_a_mistake_and_says_so(store: Store) -> None:
    with pytest.raises(RuntimeError, match=r"write\(\) inside write\(\)"), store.write(), store.write():
        pass
    assert act(store) == 1


def test_a_reading_session_refuses_to_write(store: Store) -> None:
    act(store)
    with store.session() as session:
        assert session.exec(select(tables.Matter.title)).all() == ["Chuyên viên A: nghỉ phép"]
        session.add(a_matter())
        with pytest.raises(Exception, match="readonly"):
            session.commit()
    assert store.reader.last_matter() == 1


def test_what_is_read_in_an_act_stays_true_until_it_commits(store: Store, tmp_path: Path) -> None:
    """Read, then write, in two processes' worth of stores: no number is read twice."""

    def raise_version(times: int) -> None:
        with Store.open(store.path) as own:
            for _ in range(times):
                with own.write() as session:
                    matter = session.exec(select(tables.Matter).where(col(tables.Matter.id) == 1)).one()
                    matter.version += 1

    act(store)
    threads = [threading.Thread(target=raise_version, args=(20,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.reader.matters()[0].version == 81


def test_threads_of_one_process_take_turns_on_one_store(store: Store) -> None:
    errors: list[BaseException] = []

    def run() -> None:
        try:
            for _ in range(10):
                act(store)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert half_done(store) == [] and store.reader.head() == 60


def test_eight_processes_write_without_gaps_or_doubles(store: Store) -> None:
    answers = crowd("write", store.path, 8, 25)
    numbers = [number for answer in answers if isinstance(answer, list) for number in answer]
    assert sorted(numbers) == list(range(1, 201)), [answer for answer in answers if isinstance(answer, str)]
    checked = journal.verify(store, mirror=True)
    assert checked.sound and checked.entries == 200
    assert half_done(store) == []


def test_a_writer_who_holds_the_store_too_long_is_named_not_waited_for(store: Store) -> None:
    started = perf_counter()
    with locked(store.path), pytest.raises(StoreError) as refusal, locked(store.path, patience=0.05):
        pytest.fail("two writers at once")
    assert perf_counter() - started < 5
    assert str(refusal.value) == (
        f"Kho dữ liệu «{store.path}» đang bị một phiên khác giữ quá 0,05 giây, việc vừa làm chưa được ghi: "
        "hãy thử lại, nếu vẫn vậy thì tìm và đóng phiên đang treo."
    )
    with locked(store.path, patience=5):  # the one who gave up has not kept the lock
        pass


# -- copied and brought up to date


def test_a_backup_is_a_complete_store(store: Store, tmp_path: Path) -> None:
    for _ in range(3):
        act(store)
    copy = tmp_path / "sao-luu.db"
    copy.write_bytes(b"something older")
    store.backup(copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with Store.open(copy) as copied:
        assert journal.verify(copied) == journal.verify(store)
        assert act(copied) == 4 and half_done(copied) == []
    assert act(store) == 4


def test_eight_processes_make_and_upgrade_a_store_once(tmp_path: Path) -> None:
    path = tmp_path / "kho" / "vptu.db"
    assert crowd("ensure", path, 8, 0) == [1] * 8
    old = tmp_path / "cu" / "vptu.db"
    Store.create(old).close()
    assert crowd("ensure", old, 8, 0) == [1] * 8
    assert [file.name for file in old.parent.glob("*.bak")] == ["vptu.db.witness0.bak"]


def add_column(connection: Connection) -> None:
    connection.execute("ALTER TABLE matter ADD COLUMN mark TEXT")


def fail_late(connection: Connection) -> None:
    connection.execute("CREATE TABLE half_made (n INTEGER)")
    raise ValueError("the step is broken")


def break_links(connection: Connection) -> None:
    connection.execute(
        "INSERT INTO waiting (matter_id, step, holder, verb, since) VALUES (99, 's', 'post:head', 'consent', '2024')"
    )


KNOWN = len(CORE["core"])
UPGRADED = {"core": (*CORE["core"], add_column)}


def test_an_upgrade_keeps_a_copy_of_what_was_before(store: Store) -> None:
    act(store)
    store.close()
    with Store.open(store.path, UPGRADED) as upgraded:
        assert upgraded.reader.schema_versions() == {"core": KNOWN + 1}
        assert upgraded.reader.column("SELECT count(mark) FROM matter") == [0]
    with Store.open(store.path.with_name(f"vptu.db.core{KNOWN}.bak")) as before:
        assert before.reader.head() == 1


@pytest.mark.parametrize(("step", "message"), [(fail_late, "the step is broken"), (break_links, r"\(waiting\)")])
def test_a_failing_upgrade_leaves_the_store_as_it_was(store: Store, step: object, message: str) -> None:
    act(store)
    store.close()
    with pytest.raises((ValueError, StoreError), match=message):
        Store.open(store.path, {"core": (*CORE["core"], add_column, step)})  # type: ignore[arg-type]
    with Store.open(store.path) as unchanged:
        assert unchanged.reader.schema_versions() == {"core": KNOWN}
        assert "half_made" not in unchanged.reader.rows(lambda row: next(iter(row)), "SELECT name FROM sqlite_master")
        assert half_done(unchanged) == []


def test_a_table_is_rebuilt_without_losing_its_children(store: Store) -> None:
    def rebuild(connection: Connection) -> None:
        connection.execute("CREATE TABLE other (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
        connection.execute("INSERT INTO other SELECT id, giver FROM delegation")
        connection.execute("DROP TABLE delegation")
        connection.execute("ALTER TABLE other RENAME TO delegation")

    with store.write() as session:
        plain = {"giver": "head", "taker": "deputy1", "scope": "[]", "basis": "b", "by": "head", "at": "2024"}
        for replaced in (None, 1):
            session.add(tables.Delegation(**plain, start="2024-01", end="2024-02", replaces=replaced))  # type: ignore[arg-type]
            session.flush()
    store.close()
    with Store.open(store.path, {"core": (*CORE["core"], rebuild)}) as rebuilt:
        assert rebuilt.reader.column("SELECT id FROM delegation") == [1, 2]


def test_the_usual_start_is_one_select_of_versions(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def listening(path: Path, *, query_only: bool = False) -> Connection:
        opened = connect(path, query_only=query_only)
        opened.set_trace_callback(said.append)
        return opened

    monkeypatch.setattr("core.records.store.connect", listening)
    Store.open(store.path).close()
    assert said == ["PRAGMA application_id", "PRAGMA user_version", "SELECT component, version FROM schema_version"]


def test_one_sqlite_library_per_process() -> None:
    from core.records.engine import reading_engine

    engine = reading_engine(Path("/nonexistent"))
    used: object = engine.dialect.loaded_dbapi
    assert used is sqlite
