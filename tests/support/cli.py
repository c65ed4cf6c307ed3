"""`vptu` inside the test's own process: fast, with everything it prints and the code it ends with."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tui.cli.main import main

NOW = "2024-10-07 08:00"
"""A Monday: the sample office works, nobody is away."""


@dataclass(frozen=True, slots=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """What stands on the error stream, without the note on who one is in the sample office."""
        notes = ("Văn phòng mẫu:", "Chưa có kho dữ liệu nên")
        return "\n".join(line for line in self.err.splitlines() if not line.startswith(notes))


class _Stream(io.TextIOWrapper):
    """Like a pipe: bytes behind it, no terminal."""

    def __init__(self, data: bytes = b"") -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8", errors="surrogateescape", newline="")

    def text(self) -> str:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode()


class Vptu:
    """The command line in front of one store. `vptu("show", "1")`, or `vptu.to("cvA", "open", …)` as somebody."""

    def __init__(self, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.store = store
        self._patch = monkeypatch
        monkeypatch.setenv("VPTU_STORE", str(store))
        monkeypatch.setenv("COLUMNS", "80")
        self.at(NOW)

    @classmethod
    def fresh(cls, template: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Vptu:
        """In front of a copy of a closed store, in a folder of its own."""
        monkeypatch.chdir(folder)
        return cls(Path(shutil.copy(template, folder / "office.db")), monkeypatch)

    def at(self, now: str) -> Vptu:
        """From now on it is that time."""
        self._patch.setenv("VPTU_NOW", now)
        return self

    def __call__(self, *words: str, stdin: bytes = b"") -> Said:
        with _streams(stdin) as (out, err):
            code = main(list(words))
            return Said(code, out.text(), err.text())

    def to(self, person: str, *words: str, stdin: bytes = b"") -> Said:
        return self("--as", person, *words, stdin=stdin)

    def done(self, person: str, *words: str) -> Said:
        """As `to`, for what must succeed."""
        said = self.to(person, *words)
        assert said.code == 0, f"{words}: {said.out}{said.err}"
        return said


@contextmanager
def _streams(stdin: bytes) -> Iterator[tuple[_Stream, _Stream]]:
    kept = sys.stdin, sys.stdout, sys.stderr
    out, err = _Stream(), _Stream()
    sys.stdin, sys.stdout, sys.stderr = _Stream(stdin), out, err
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept
