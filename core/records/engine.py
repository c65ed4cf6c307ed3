"""SQLAlchemy's side of the store: engines whose transactions SQLite really begins. Slow to import: writers only.

The Python driver begins transactions by its own lights, too late or never; here it is switched off and each
transaction begins with the statement that is meant: BEGIN IMMEDIATE for writers, BEGIN for readers.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection as SaConnection
from sqlalchemy import Engine, event
from sqlalchemy.pool import NullPool, QueuePool
from sqlmodel import create_engine

from core.records import driver
from core.records.driver import Connection
from core.records.migrations import require_wal


def writing_engine(path: Path) -> Engine:
    """One connection, kept; every transaction is BEGIN IMMEDIATE. Use only under the write lock."""

    def connection() -> Connection:
        opened = driver.connect(path)
        try:
            require_wal(opened, path)
        except BaseException:
            opened.close()
            raise
        return opened

    engine = create_engine(
        "sqlite://", module=driver.sqlite, creator=connection, poolclass=QueuePool, pool_size=1, max_overflow=0
    )
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def reading_engine(path: Path) -> Engine:
    """A connection for each session, refusing every write."""
    engine = create_engine(
        "sqlite://",
        module=driver.sqlite,
        creator=lambda: driver.connect(path, query_only=True),
        poolclass=NullPool,
    )
    _begin_with(engine, "BEGIN")
    return engine


def _begin_with(engine: Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: SaConnection) -> None:
        connection.exec_driver_sql(statement)
