"""When the line drops, the program leaves in order: screens unmount, `finally` runs, no process stays behind.

Python's default for SIGHUP is to die at once. And Textual writes through a queue of thirty: with nobody reading at the
other end its event loop waits in that queue for ever, so a handler of the loop alone would never run.
"""

from __future__ import annotations

import os
import signal
from asyncio import AbstractEventLoop
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING

from textual.drivers._writer_thread import WriterThread

if TYPE_CHECKING:
    from types import FrameType

    from textual.app import App

SIGNALS = (signal.SIGHUP, signal.SIGTERM)
PATIENCE = 5.0
"""Seconds in which an orderly exit must succeed; acts are transactions, so ending without one loses nothing."""
_STEP = 0.05


def watch(app: App[None], loop: AbstractEventLoop) -> None:
    """Leave cleanly on SIGHUP and SIGTERM. Does nothing without a terminal (tests, exports)."""
    writer = getattr(app._driver, "_writer_thread", None)
    if not isinstance(writer, WriterThread):
        return

    def drop(number: int, frame: FrameType | None) -> None:
        for name in SIGNALS:
            signal.signal(name, signal.SIG_IGN)
        if number == signal.SIGHUP:  # nobody is there any more: nothing written may fail
            nowhere = os.open(os.devnull, os.O_RDWR)
            for fd in (1, 2):
                os.dup2(nowhere, fd)
        Thread(target=_see_out, args=(writer, 128 + number), daemon=True).start()
        loop.call_soon_threadsafe(lambda: app.exit(return_code=128 + number))

    for name in SIGNALS:
        signal.signal(name, drop)


def _see_out(writer: WriterThread, code: int) -> None:
    """Empty the queue of a writer that died or hangs, and end the program if that does not help either."""
    for _ in range(int(PATIENCE / _STEP)):
        sleep(_STEP)
        if not writer.is_alive() or writer._queue.full():
            while not writer._queue.empty():
                writer._queue.get_nowait()
    os._exit(code)
