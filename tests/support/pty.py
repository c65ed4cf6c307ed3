"""A program in a real pseudo-terminal: bytes in, a screen out.

Only here do keys take the way they take on a server: through the kernel, Textual's parser and its threads.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

ROOT = Path(__file__).resolve().parents[2]

_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=?][0-9;]*[uq]|\x1b\[\?[0-9;]*\$p")
_SEALED = ("COLUMNS", "LINES", "NO_COLOR", "PYTHONDONTWRITEBYTECODE")


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """A terminal's environment that does not depend on who runs the tests."""
    kept = {k: v for k, v in os.environ.items() if k not in _SEALED and not k.startswith(("TEXTUAL", "LC_"))}
    return {
        **kept,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        **more,
    }


class Terminal:
    """`with Terminal(["-m", "tests.support.demo"]) as t:` runs this Python on a terminal of its own."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] = {},
        python: str = sys.executable,
    ) -> None:
        self.columns, self.lines = size
        self.raw = bytearray()
        """Everything the program wrote, as it came."""
        self.arrivals: list[tuple[float, int]] = []
        """When bytes came, in seconds after the start, and how many there were by then."""
        self._screen = pyte.Screen(self.columns, self.lines)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0
        self.fd, inner = os.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", self.lines, self.columns, 0, 0))
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [python, *argv],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env=environment(env),
            cwd=ROOT,
            start_new_session=True,
        )
        os.close(inner)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def send(self, data: bytes) -> None:
        """One write, as one packet arrives."""
        os.write(self.fd, data)

    def send_split(self, data: bytes, size: int = 1, gap: float = 0.002) -> None:
        """Several writes, a moment apart, as a bad line delivers them; a letter may be torn in two."""
        for start in range(0, len(data), size):
            os.write(self.fd, data[start : start + size])
            time.sleep(gap)

    def read(self, timeout: float) -> bytes:
        """What came within `timeout` seconds; nothing when the program has ended or is silent."""
        if not select.select([self.fd], [], [], timeout)[0]:
            return b""
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            return b""
        self.raw += data
        self.arrivals.append((time.perf_counter() - self.started, len(self.raw)))
        if b"\x1b[?2026$p" in data:
            self.send(b"\x1b[?2026;2$y")  # as real terminals do: synchronised output is known
        return data

    def read_quiet(self, quiet: float = 0.1, limit: float = 3.0) -> int:
        """Read until nothing comes for `quiet` seconds; how many bytes came."""
        end, before = time.perf_counter() + limit, len(self.raw)
        while time.perf_counter() < end and self.read(quiet):
            pass
        return len(self.raw) - before

    def wait_for(self, text: str, limit: float = 10.0) -> bool:
        """Read until `text` stands on the screen."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end:
            if any(text in line for line in self.display()):
                return True
            if not self.read(0.2) and self.process.poll() is not None:
                return any(text in line for line in self.display())
        return False

    def screen(self) -> pyte.Screen:
        """The screen with its colours, after everything read so far."""
        pending = bytes(self.raw[self._fed :])
        cut = pending.rfind(b"\x1b")
        if cut >= 0 and len(pending) - cut < 24 and not re.match(rb"\x1b(\[[0-9;<>=?$]*[@-~]|[^\[])", pending[cut:]):
            pending = pending[:cut]  # the rest of the sequence is still on its way
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", pending))
        self._fed += len(pending)
        return self._screen

    def display(self) -> list[str]:
        return list(self.screen().display)

    def resize(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.columns, self.lines = columns, lines
        self._screen.resize(lines, columns)
        os.killpg(self.process.pid, signal.SIGWINCH)

    def hang_up(self, limit: float = 5.0) -> int:
        """The line drops: the exit code of the program."""
        os.kill(self.process.pid, signal.SIGHUP)
        os.close(self.fd)
        self.fd = -1
        return self.process.wait(limit)

    def close(self) -> None:
        """End the program and its children."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1
