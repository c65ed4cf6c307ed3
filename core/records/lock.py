"""One writer at a time over all processes: a lock on the directory of the store.

The directory is locked and not a file of our own, because a lock file would be left with the wrong owner or mode by
whoever comes first. The lock belongs to the open file, so every taker opens the directory anew; it also keeps SQLite's
checkpoints, which run inside COMMIT, from racing with other writers.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.records.driver import BUSY_SECONDS
from core.records.faults import BUSY, explained_files, trouble


@contextmanager
def locked(path: Path, patience: float = BUSY_SECONDS) -> Iterator[None]:
    """Hold the write lock of the store at `path`. Waits at most `patience` seconds, then raises StoreError."""
    with explained_files(path):
        descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if not _acquire(descriptor, patience):
            raise trouble(BUSY, path, seconds=f"{patience:g}".replace(".", ","))
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, patience: float) -> bool:
    """Blocking, because polling is slower and unfair under load; in a thread, because flock itself has no time limit.

    A thread left behind gives the lock back by itself: its file is closed by then.
    """
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        pass
    taken = threading.Event()

    def wait() -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        taken.set()

    threading.Thread(target=wait, daemon=True, name="store-lock").start()
    return taken.wait(patience)
