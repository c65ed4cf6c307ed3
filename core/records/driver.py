"""The one place that knows which SQLite library is in use and how a connection to a store is set up.

`pysqlite3` brings its own SQLite, free of the WAL-reset bug of the versions most systems carry; without it the standard
library's is used. Two SQLite libraries must never open one file in one process: closing a file in one drops the locks
of the other. For the same reason nothing in the house may open, read or copy a store's file by other means.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3 as sqlite
else:
    try:
        from pysqlite3 import dbapi2 as sqlite
    except ImportError:
        import sqlite3 as sqlite

from core.errors import StoreError

Connection = sqlite.Connection
Cursor = sqlite.Cursor
DriverError = sqlite.Error

OLDEST = (3, 37, 0)
"""STRICT tables; RETURNING and the trigram tokenizer are older."""
BUSY_SECONDS = 30.0

SETUP = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA mmap_size = 0",
    "PRAGMA recursive_triggers = ON",  # otherwise INSERT OR REPLACE removes rows behind the triggers that forbid it
)

__all__ = ["BUSY_SECONDS", "Connection", "Cursor", "DriverError", "connect", "sqlite"]


def connect(path: Path, *, query_only: bool = False) -> Connection:
    """Open an existing file; transactions are the caller's own, statements outside one commit at once.

    Raises the driver's errors: `core.records.faults.explained` turns them into sentences.
    """
    _require_version()
    connection = _open(path)
    try:
        for statement in SETUP:
            connection.execute(statement)
        if query_only:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _open(path: Path) -> Connection:
    uri = f"{path.absolute().as_uri()}?mode=rw"
    legacy = getattr(sqlite, "LEGACY_TRANSACTION_CONTROL", None)
    # Python 3.12+: said aloud, because the default will change and commits would then be lost in silence
    control: dict[str, Any] = {} if legacy is None else {"autocommit": legacy}
    opened: Connection = sqlite.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, **control
    )
    return opened


def _require_version() -> None:
    if sqlite.sqlite_version_info < OLDEST:
        needed = ".".join(map(str, OLDEST))
        raise StoreError(
            f"Thư viện SQLite {sqlite.sqlite_version} trên máy này quá cũ, cần từ {needed} trở lên: "
            "hãy cài gói pysqlite3 hoặc nâng cấp Python."
        )
