"""Brings a store's tables to what this program knows, once, whoever comes first.

Versions are counted per component (the core, later others), so that a component that is gone or late hinders nobody.
All pending steps of all components run in one transaction under the write lock: either the whole store moves or
nothing does. The usual start costs one SELECT.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from core.records.driver import Connection, DriverError, connect
from core.records.faults import (
    BROKEN_LINKS,
    EXISTS,
    NEWER,
    NO_DIRECTORY,
    NO_WAL,
    NOT_A_STORE,
    explained,
    explained_files,
    trouble,
)
from core.records.lock import locked
from core.records.schema import APPLICATION_ID, FORMAT, SCHEMA_VERSION, Components

Todo = list[tuple[str, int]]
"""Component and the index of a step it still lacks, in order."""


def examine(connection: Connection, path: Path) -> None:
    """Raises StoreError unless the file is a store this program may read; driver errors are the caller's."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise trouble(NOT_A_STORE, path)
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found > FORMAT:
        raise trouble(NEWER, path, component="tệp", have=found, known=FORMAT)


def versions(connection: Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT component, version FROM schema_version").fetchall())


def pending(connection: Connection, path: Path, components: Components) -> Todo:
    """The steps this store still lacks. Raises StoreError if it knows more than this program."""
    try:
        have = versions(connection)
    except DriverError as error:
        if "no such table" in str(error):
            raise trouble(NOT_A_STORE, path) from error
        raise
    for name, steps in components.items():
        if have.get(name, 0) > len(steps):
            raise trouble(NEWER, path, component=name, have=have[name], known=len(steps))
    return [(name, n) for name, steps in components.items() for n in range(have.get(name, 0), len(steps))]


def migrate(path: Path, components: Components) -> list[str]:
    """Run what is pending, after a copy of the store was set aside; returns the steps done, as `core:2`.

    Another process may have been faster: then nothing is left to do and no copy is made.
    """
    with explained(path), locked(path), closing(connect(path)) as connection:
        todo = pending(connection, path, components)
        if not todo:
            return []
        before = versions(connection)
        mark = "-".join(f"{name}{before.get(name, 0)}" for name in dict(todo))
        copy_to(connection, path.with_name(f"{path.name}.{mark}.bak"))
        return run(connection, path, components, todo)


def run(connection: Connection, path: Path, components: Components, todo: Todo) -> list[str]:
    with _links_off(connection), _transaction(connection):
        for name, index in todo:
            components[name][index](connection)
            connection.execute(
                "INSERT INTO schema_version (component, version) VALUES (?, ?)"
                " ON CONFLICT (component) DO UPDATE SET version = excluded.version,"
                " at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
                (name, index + 1),
            )
        if broken := connection.execute("PRAGMA foreign_key_check").fetchall():
            raise trouble(BROKEN_LINKS, path, where=", ".join(sorted({row[0] for row in broken})))
    return [f"{name}:{index + 1}" for name, index in todo]


@contextmanager
def _transaction(connection: Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def _links_off(connection: Connection) -> Iterator[None]:
    """Rebuilding a table drops the old one, and its children with it while foreign keys are on.

    The pragma does nothing inside a transaction, so it stands around it.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def create(path: Path, components: Components) -> None:
    """Make a new store; never over an existing file. It appears under its name only when it is complete."""
    with explained_files(path, NO_DIRECTORY):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with explained(path), locked(path), explained_files(path):
        if path.exists():
            raise trouble(EXISTS, path)
        fresh = path.with_name(f".{path.name}.new")
        _empty_file(fresh)
        try:
            _fill(fresh, path, components)
            fresh.rename(path)
            _settle(path.parent)
        finally:
            fresh.unlink(missing_ok=True)


def _fill(fresh: Path, path: Path, components: Components) -> None:
    with closing(connect(fresh)) as connection:
        connection.execute("PRAGMA auto_vacuum = NONE")  # the two drivers differ in their default
        with _transaction(connection):
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
            connection.execute(SCHEMA_VERSION)
        run(connection, path, components, [(name, n) for name, steps in components.items() for n in range(len(steps))])
        require_wal(connection, path)


def require_wal(connection: Connection, path: Path) -> None:
    """Kept in the file; said again by writers because a restored copy may have lost it. Under the write lock only."""
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise trouble(NO_WAL, path)


def copy_to(connection: Connection, target: Path) -> None:
    """A complete copy in one go; it replaces `target` when it is on the disk."""
    fresh = target.with_name(f".{target.name}.new")
    with explained_files(target, NO_DIRECTORY), explained(target):
        _empty_file(fresh)
        try:
            with closing(connect(fresh)) as copy:
                connection.backup(copy, pages=-1)
            fresh.rename(target)
            _settle(target.parent)
        finally:
            fresh.unlink(missing_ok=True)


def _empty_file(path: Path) -> None:
    """A new file only its owner may read, in place of what a killed process left; SQLite gives its mode to the rest."""
    for leftover in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + leftover).unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))


def _settle(directory: Path) -> None:
    """Make a renaming in the directory last."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
