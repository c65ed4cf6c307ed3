"""The store of one office: a file, its light reader, and the only way to write.

Opening and reading touch the raw driver alone; SQLModel is imported when the first session is asked for (or by
`warm`, in a thread, once the first screen is up).
"""

from __future__ import annotations

import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from core.records import migrations
from core.records.driver import BUSY_SECONDS, connect
from core.records.faults import BUSY, DIRECTORY, EMPTY, NOT_A_FILE, explained, explained_files, trouble
from core.records.lock import locked
from core.records.reader import Reader
from core.records.schema import CORE, Components

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session


class Store:
    """Open with `open`, `create` or `ensure`; close it, or use it as a context manager.

    All methods may be called from any thread. Do not carry an open store over a fork.
    """

    def __init__(self, path: Path, reader: Reader) -> None:
        self.path = path
        self.reader = reader
        """Every question the screens ask; safe to share between threads."""
        self._writing = threading.Lock()
        self._writer: int | None = None
        self._engines: tuple[Engine, Engine] | None = None
        self._warming = threading.Lock()

    @classmethod
    def create(cls, path: Path, components: Components = CORE) -> Self:
        """Make a new store, readable by its owner only. Raises StoreError if there is a file already."""
        migrations.create(path, components)
        return cls.open(path, components)

    @classmethod
    def open(cls, path: Path, components: Components = CORE) -> Self:
        """Open an existing store and bring it up to date. Raises StoreError for all that may be wrong with it."""
        _require_file(path)
        with explained(path):
            reader = Reader(connect(path, query_only=True), path)
            try:
                with reader.use() as connection:
                    migrations.examine(connection, path)
                    todo = migrations.pending(connection, path, components)
                if todo:
                    migrations.migrate(path, components)
            except BaseException:
                reader.close()
                raise
        return cls(path, reader)

    @classmethod
    def ensure(cls, path: Path, components: Components = CORE) -> Self:
        """Open the store, making it first if there is none; any number of processes may do so at once."""
        if not path.exists():
            try:
                return cls.create(path, components)
            except Exception:
                if not path.exists():
                    raise
        return cls.open(path, components)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One act: a session that alone may write, committed at the end, rolled back on any exception.

        Waits up to 30 s for other writers. Raises StoreError when file or disk fail, and then nothing was written.
        """
        from sqlmodel import Session

        engine = self._ready()[0]
        with (
            self._turn(),
            locked(self.path),
            explained(self.path),
            Session(engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            session.connection()  # BEGIN IMMEDIATE now: what is read from here on stays true until the commit
            yield session

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session that only reads, all from one instant of the store."""
        from sqlmodel import Session

        engine = self._ready()[1]
        with explained(self.path), Session(engine) as session:
            yield session

    def warm(self) -> None:
        """Import what writing needs; to be called in a thread before the first act."""
        from core.records import tables  # noqa: F401

        self._ready()

    def backup(self, target: Path) -> None:
        """Write a complete copy to `target`, replacing it when the copy is on the disk. Writers wait meanwhile."""
        with explained(self.path), locked(self.path), self.reader.use() as connection:
            migrations.copy_to(connection, target)

    def close(self) -> None:
        for engine in self._engines or ():
            engine.dispose()
        self.reader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ready(self) -> tuple[Engine, Engine]:
        with self._warming:
            if self._engines is None:
                from core.records.engine import reading_engine, writing_engine

                self._engines = writing_engine(self.path), reading_engine(self.path)
            return self._engines

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One writer at a time inside this process; the lock on the directory keeps out the others."""
        if self._writer == threading.get_ident():
            raise RuntimeError("write() inside write(): one act is one transaction")
        if not self._writing.acquire(timeout=BUSY_SECONDS):
            raise trouble(BUSY, self.path)
        self._writer = threading.get_ident()
        try:
            yield
        finally:
            self._writer = None
            self._writing.release()


def _require_file(path: Path) -> None:
    """Looks at the file from outside: opening it here would drop the locks SQLite holds on it."""
    with explained_files(path):
        found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise trouble(DIRECTORY, path)
    if not stat.S_ISREG(found.st_mode):
        raise trouble(NOT_A_FILE, path)
    if found.st_size == 0:
        raise trouble(EMPTY, path)
