"""Bad files, bad disks and killed processes: one clear sentence, nothing lost, nothing half written.

`VPTU_KILLS=300` lets the kill loop run longer than the suite has time for.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import STORE, StoreError
from core.records import journal
from core.records.driver import connect, sqlite
from core.records.schema import APPLICATION_ID, CORE
from core.records.store import Store
from tests.support.store_acts import a_matter, act, act_ids, half_done
from tests.support.store_crowd import Killer

KILLS = int(os.environ.get("VPTU_KILLS", "60"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "vptu.db") as made:
        yield made


@pytest.fixture
def outside() -> Iterator[Path]:
    """A directory another user can reach, which pytest's own are not."""
    directory = Path(tempfile.mkdtemp(prefix="vptu-"))
    directory.chmod(0o755)
    yield directory
    directory.chmod(0o755)
    shutil.rmtree(directory)


def refusal(path: Path) -> str:
    with pytest.raises(StoreError) as raised:
        Store.open(path)
    assert raised.value.exit_code == STORE == 4
    return str(raised.value)


# -- files that are no store


def test_no_file(tmp_path: Path) -> None:
    path = tmp_path / "thiếu" / "vptu.db"
    assert refusal(path) == f"Chưa có kho dữ liệu tại «{path}»: hãy kiểm tra lại đường dẫn, hoặc tạo kho mới ở đó."
    assert not path.parent.exists()


def test_a_directory(tmp_path: Path) -> None:
    assert refusal(tmp_path) == (
        f"«{tmp_path}» là một thư mục, không phải kho dữ liệu: hãy chỉ đến tệp kho nằm trong thư mục ấy."
    )


def test_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ống")
    assert "không phải là một tệp thường" in refusal(tmp_path / "ống")


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "rỗng.db"
    path.touch()
    sentence = (
        f"Tệp «{path}» rỗng, chưa phải kho dữ liệu: hãy xoá tệp rỗng này rồi tạo kho mới, hoặc chọn đúng tệp kho."
    )
    assert refusal(path) == sentence
    with pytest.raises(StoreError) as raised:
        Store.ensure(path)
    assert str(raised.value) == sentence and path.read_bytes() == b""


NOT_OURS = "Tệp «{path}» không phải kho dữ liệu của vptu và không bị động đến: hãy chọn đúng tệp kho."


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "quy-che.txt"
    text = "Không phải kho dữ liệu.\n" * 100
    path.write_text(text)
    assert refusal(path) == NOT_OURS.format(path=path)
    assert path.read_text() == text and list(tmp_path.iterdir()) == [path]


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "khác.db"
    with closing(sqlite.connect(path)) as connection:
        connection.execute("CREATE TABLE schema_version (component, version)")
    before = path.read_bytes()
    assert refusal(path) == NOT_OURS.format(path=path)
    assert path.read_bytes() == before


def test_nothing_is_made_over_an_existing_file(store: Store) -> None:
    act(store)
    with pytest.raises(StoreError) as raised:
        Store.create(store.path)
    assert str(raised.value) == (
        f"Đã có tệp «{store.path}» nên không tạo kho mới đè lên: hãy mở kho ấy, hoặc chọn một đường dẫn khác."
    )
    assert store.reader.head() == 1


def test_a_store_of_a_newer_program(store: Store) -> None:
    store.close()
    with closing(connect(store.path)) as connection:
        connection.execute("UPDATE schema_version SET version = 7")
    before = store.path.read_bytes()
    assert refusal(store.path) == (
        f"Kho dữ liệu «{store.path}» do một bản vptu mới hơn ghi "
        f"(phần «core» ở bậc 7, bản này chỉ biết đến bậc {len(CORE['core'])}): "
        "hãy cập nhật vptu rồi mở lại, kho chưa bị động đến."
    )
    assert store.path.read_bytes() == before


def test_a_store_of_a_newer_format(store: Store) -> None:
    store.close()
    with closing(connect(store.path)) as connection:
        connection.execute("PRAGMA user_version = 2")
    assert "(phần «tệp» ở bậc 2, bản này chỉ biết đến bậc 1)" in refusal(store.path)


def test_our_mark_without_our_tables(tmp_path: Path) -> None:
    path = tmp_path / "nửa.db"
    with closing(sqlite.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("CREATE TABLE t (n)")
    assert refusal(path) == NOT_OURS.format(path=path)


CORRUPT = (
    "bị hỏng, có chỗ không đọc được: hãy ngừng ghi, giữ nguyên tệp này để tra xét và khôi phục từ bản sao lưu gần nhất."
)


def test_a_damaged_page_is_said_to_be_damage(store: Store) -> None:
    for _ in range(40):
        act(store)
    store.close()
    with closing(connect(store.path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'journal'").fetchone()
    with store.path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    with Store.open(store.path) as opened:
        with pytest.raises(StoreError) as raised:
            journal.verify(opened)
        assert str(raised.value) == f"Kho dữ liệu «{store.path}» {CORRUPT}"
        with pytest.raises(StoreError, match="bị hỏng"):
            opened.reader.journal_page()
        with pytest.raises(StoreError, match="bị hỏng"):
            act(opened)
        assert len(opened.reader.matters()) == 40


def test_a_truncated_file_is_said_to_be_damaged(store: Store) -> None:
    act(store)
    store.close()
    os.truncate(store.path, 40_960)
    assert refusal(store.path) == f"Kho dữ liệu «{store.path}» {CORRUPT}"


# -- disks


def run(code: str, *arguments: object) -> list[str]:
    """A process of its own; the lines it printed."""
    prelude = """
        import os, resource, sys
        from pathlib import Path
        from core.errors import StoreError
        from core.records.store import Store
        from tests.support.store_acts import act
        path = Path(sys.argv[1])
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(prelude) + textwrap.dedent(code), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


AS_SOMEBODY_ELSE = """
    from core.records import engine, tables  # while they can still be read
    if os.geteuid() == 0:
        os.setegid(65534)
        os.seteuid(65534)
"""
READ_ONLY = (
    "chỉ đọc được, không ghi được: hãy cấp quyền ghi cho cả tệp kho lẫn thư mục chứa nó, "
    "hoặc chuyển kho sang đĩa ghi được."
)


NO_ACCESS = (
    "Không mở được kho dữ liệu «{path}»: hãy kiểm tra quyền đọc và ghi đối với tệp kho và thư mục chứa nó, "
    "và xem đĩa còn chỗ trống không."
)


def test_a_read_only_directory(outside: Path) -> None:
    path = outside / "vptu.db"
    Store.create(path).close()
    path.chmod(0o444)
    outside.chmod(0o555)
    said = run(
        AS_SOMEBODY_ELSE
        + """
    for make in (Store.open, Store.ensure, lambda path: Store.create(path.with_name("new.db"))):
        try:
            make(path)
        except StoreError as error:
            print(error)
    """,
        path,
    )
    assert said[:2] == [f"Kho dữ liệu «{path}» {READ_ONLY}"] * 2
    assert said[2] == NO_ACCESS.format(path=outside / "new.db")
    assert [file.name for file in outside.iterdir()] == ["vptu.db"]


def test_a_read_only_file_can_be_read_and_refuses_acts(outside: Path) -> None:
    path = outside / "vptu.db"
    with Store.create(path) as store:
        act(store)
    path.chmod(0o444)
    outside.chmod(0o777)
    said = run(
        AS_SOMEBODY_ELSE
        + """
    with Store.open(path) as store:
        print(store.reader.last_matter())
        try:
            act(store)
        except StoreError as error:
            print(error)
        print(store.reader.last_matter())
    """,
        path,
    )
    assert said == ["1", f"Kho dữ liệu «{path}» {READ_ONLY}", "1"]


def test_a_file_that_may_not_be_read(outside: Path) -> None:
    path = outside / "vptu.db"
    Store.create(path).close()
    path.chmod(0)
    said = run(
        AS_SOMEBODY_ELSE
        + """
    try:
        Store.open(path)
    except StoreError as error:
        print(error)
    """,
        path,
    )
    assert said == [NO_ACCESS.format(path=path)]


def test_a_full_disk_loses_nothing_and_the_same_session_goes_on(store: Store) -> None:
    """The size limit of a process stands in for a full disk: SQLite meets the same failing write."""
    act(store)
    said = run(
        """
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    with Store.open(path) as store:
        act(store, "before")
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, hard))
        done = 0
        try:
            while True:
                act(store, f"full-{done}", title="Đơn " + "rất dài " * 500)
                done += 1
        except StoreError as error:
            sentence = error
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        act(store, "after")
        print(done)
        print(sentence)
    """,
        store.path,
    )
    done = int(said[0])
    assert said[1] == (
        f"Không ghi được vào kho dữ liệu «{store.path}» (đĩa đầy, hết hạn mức hoặc đĩa có lỗi), việc vừa làm chưa được "
        "ghi còn dữ liệu cũ vẫn nguyên vẹn: hãy kiểm tra đĩa, giải phóng chỗ trống rồi làm lại."
    )
    assert done > 0
    assert half_done(store) == [] and journal.verify(store, mirror=True).sound
    assert act_ids(store) >= {"before", "after", *(f"full-{n}" for n in range(done))}
    assert store.reader.head() == done + 3


def test_a_database_that_may_not_grow_says_the_disk_is_full(store: Store) -> None:
    act(store)
    with pytest.raises(StoreError) as raised, store.write() as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 60")
        for n in range(200):
            session.add(a_matter(title=f"{n} " * 500))
        session.flush()
    assert str(raised.value) == (
        f"Đĩa chứa kho dữ liệu «{store.path}» đã đầy, việc vừa làm chưa được ghi còn dữ liệu cũ vẫn nguyên vẹn: "
        "hãy giải phóng chỗ trống rồi làm lại."
    )
    with store.write() as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert half_done(store) == [] and act(store) == 2


def test_no_room_to_make_a_store_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "vptu.db"
    said = run(
        """
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    try:
        Store.create(path)
    except StoreError as error:
        print(error)
    """,
        path,
    )
    assert said[0].startswith(f"Không ghi được vào kho dữ liệu «{path}»")
    assert list(tmp_path.iterdir()) == []
    Store.create(path).close()


def test_a_backup_that_fails_leaves_the_older_one(store: Store, tmp_path: Path) -> None:
    for _ in range(3):
        act(store)
    copy = tmp_path / "sao-luu.db"
    store.backup(copy)
    older = copy.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
        with pytest.raises(StoreError, match="sao-luu"):
            store.backup(copy)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert copy.read_bytes() == older
    with pytest.raises(StoreError, match="Chưa có thư mục để ghi"):
        store.backup(tmp_path / "thiếu" / "sao-luu.db")


# -- kill -9


def test_kill_9_in_the_middle_of_acts_loses_and_halves_nothing(store: Store) -> None:
    """After every kill the store opens, the journal verifies, what was reported is there and no act is half done."""
    store.close()
    acknowledged: set[str] = set()
    kills = 0
    with closing(Killer("kill", store.path, KILLS)) as killer:
        for said in killer:
            assert not [line for line in said if line.startswith(("Traceback", " "))], said
            acknowledged.update(said)
            kills += 1
            with Store.open(store.path) as opened:
                checked = journal.verify(opened, mirror=True)
                assert checked.sound and checked.entries == opened.reader.head()
                assert half_done(opened) == []
                assert acknowledged <= act_ids(opened)
    assert kills == KILLS
    assert len(acknowledged) >= KILLS / 2
    with Store.open(store.path) as opened:
        (state,) = opened.reader.rows(tuple, "PRAGMA integrity_check")
        assert state == ("ok",)
        assert act(opened) == opened.reader.head()


def test_kill_9_while_a_store_is_made_leaves_a_whole_one_or_none(tmp_path: Path) -> None:
    path = tmp_path / "vptu.db"
    with closing(Killer("kill-making", path, 12)):
        pass
    for n in range(12):
        with Store.ensure(path.with_name(f"{n}-{path.name}")) as store:
            assert act(store) == 1
