"""The app over a filled sample office, for tests of whole screens: a store to copy, a session, words to read."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from textual.content import Content
from textual.pilot import Pilot

from tests.support.demo_office import NOW, at, fill
from tests.support.office import opened
from tui.app import VptuApp
from tui.house import House, put_sample_office
from tui.start import book, session_for
from tui.widgets.rows import Cell, Row


def filled_store(path: Path) -> Path:
    """A closed store: the sample office on Wednesday 13/03/2024, with about twenty matters."""
    with opened(path, at(2, 1, 8)) as house:
        put_sample_office(house)
        fill(house)
    return path


@contextmanager
def copied(store: Path, path: Path) -> Iterator[House]:
    """A house of its own over a copy of a filled store."""
    shutil.copyfile(store, path)
    with opened(path, NOW) as made:
        yield made


def app_for(house: House, person: str, home: str) -> VptuApp:
    """The app as a person sees it, opened on a screen."""
    return VptuApp(replace(session_for(house, person), home=home), book(house))


async def until(pilot: Pilot[None], holds: Callable[[], object], limit: float = 5.0) -> None:
    """Wait until something is true: threads answer when they answer."""
    end = time.monotonic() + limit
    while not holds():
        assert time.monotonic() < end, "never became true"
        await pilot.pause(0.02)
    await pilot.pause()


def plain(lines: Sequence[Content]) -> str:
    return "\n".join(line.plain for line in lines)


def flat(lines: Sequence[Content]) -> str:
    """The words alone, wherever they were broken."""
    return " ".join(plain(lines).split())


def cells(row: Row) -> list[str]:
    """What a row says, column by column."""
    return [cell.text if isinstance(cell, Cell) else str(cell) for cell in row.cells]
