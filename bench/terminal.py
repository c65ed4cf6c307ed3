"""A program in a pseudo-terminal, timed from outside: when its screen was complete, how long a key took."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

import pyte

SIZE = (80, 24)
"""Columns and lines: what a leader has over a bad line."""
_CPU_OF_PROCESS = 2
"""Linux's number for the CPU clock of another process (clock_getcpuclockid); /proc counts hundredths of a second."""
_NOT_PYTES = re.compile(rb"\x1b\[[<>=?][0-9;]*[uq]|\x1b\[\?[0-9;]*\$p")
_LEFT_OUT = ("COLUMNS", "LINES", "NO_COLOR", "PYTHONDONTWRITEBYTECODE", "VPTU_NOW", "VPTU_STORE")


class Chunk(NamedTuple):
    at: float
    """Seconds since the start."""
    cpu: float
    """CPU seconds the program had used by then."""
    data: bytes


class Frame(NamedTuple):
    wall: float
    cpu: float


class Program:
    """One run. Close it, or use it as a context manager."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str] | None = None) -> None:
        kept = {k: v for k, v in os.environ.items() if k not in _LEFT_OUT and not k.startswith(("TEXTUAL", "LC_"))}
        whole = {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **(env or {})}
        self.chunks: list[Chunk] = []
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(argv[0], list(argv), whole)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def cpu(self) -> float:
        """User and system seconds of all its threads; children not counted. Linux only, to the nanosecond."""
        return time.clock_gettime((~self.pid << 3) | _CPU_OF_PROCESS)

    def read(self, patience: float) -> bytes:
        """What comes within so many seconds; nothing is b""."""
        if not select.select([self.fd], [], [], patience)[0]:
            return b""
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return b""
        if data:
            self.chunks.append(Chunk(time.perf_counter() - self.started, self.cpu(), data))
            self._answer(data)
        return data

    def _answer(self, data: bytes) -> None:
        """What a real terminal answers: synchronised output is known, the cursor is somewhere, this is a VT220."""
        if b"\x1b[?2026$p" in data:
            os.write(self.fd, b"\x1b[?2026;2$y")
        if b"\x1b[6n" in data:
            os.write(self.fd, b"\x1b[1;1R")
        if re.search(rb"\x1b\[0?c", data):
            os.write(self.fd, b"\x1b[?62;22c")

    def settle(self, quiet: float = 1.2, limit: float = 25.0) -> None:
        """Read until nothing new has come for a while; a blinking cursor does not count as new."""
        end = time.perf_counter() + limit
        last = time.perf_counter()
        while time.perf_counter() < end and time.perf_counter() - last < quiet:
            if len(self.read(0.1)) > 200:
                last = time.perf_counter()

    def complete(self, *marks: str) -> Frame:
        """When the screen first held all the marks; without any, 98 % of what it holds once it has settled.

        Raises LookupError where it never did.
        """
        shown = list(self._shown())
        final = max(cells for _, cells, _ in shown)
        for chunk, cells, text in shown:
            if all(mark in text for mark in marks) if marks else cells >= 0.98 * final:
                return Frame(chunk.at, chunk.cpu)
        raise LookupError(f"the screen never held {marks}:\n{self.text()}")

    def _shown(self) -> Iterator[tuple[Chunk, int, str]]:
        screen = pyte.Screen(*SIZE)
        stream = pyte.ByteStream(screen)
        for chunk in self.chunks:
            stream.feed(_NOT_PYTES.sub(b"", chunk.data))
            text = "\n".join(screen.display)
            yield chunk, sum(not letter.isspace() for letter in text), text

    def text(self) -> str:
        """The screen as it stands."""
        screen = pyte.Screen(*SIZE)
        stream = pyte.ByteStream(screen)
        for chunk in self.chunks:
            stream.feed(_NOT_PYTES.sub(b"", chunk.data))
        return "\n".join(screen.display)

    def key(self, keys: bytes, quiet: float = 0.04) -> float:
        """Seconds from a key to the last byte of its repaint; 0 where nothing came."""
        while self.read(0.0):
            pass
        begun = time.perf_counter()
        os.write(self.fd, keys)
        last = begun
        patience = 1.0
        while self.read(patience):
            last = time.perf_counter()
            patience = quiet
        return last - begun
