"""Many processes on one store, and processes killed at work: forked from a warm parent, because importing is slow.

`python -m tests.support.store_crowd COMMAND PATH …` answers in JSON lines. The parent never opens the store itself:
an open one must not be carried over a fork.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from core.records.driver import Connection
from core.records.schema import CORE
from core.records.store import Store
from tests.support.store_acts import act


class Killer:
    """The process that forks writers and kills them, one kill at a time."""

    def __init__(self, command: str, path: Path, kills: int) -> None:
        arguments = [sys.executable, "-m", "tests.support.store_crowd", command, str(path), str(kills), "42"]
        self._process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __iter__(self) -> Iterator[list[str]]:
        assert self._process.stdout is not None and self._process.stdin is not None
        for line in self._process.stdout:
            yield json.loads(line)
            self._process.stdin.write("\n")
            self._process.stdin.flush()

    def close(self) -> None:
        self._process.communicate()


def main() -> None:
    command, path, count, other = sys.argv[1:]
    commands = {"write": write, "ensure": ensure, "kill": kill, "kill-making": kill_making}
    commands[command](Path(path), int(count), int(other))


def write(path: Path, processes: int, acts: int) -> None:
    """Each process commits so many acts; answers the numbers each was given."""
    _warm_up()

    def child(_: int) -> object:
        with Store.open(path) as store:
            return [act(store) for _ in range(acts)]

    print(json.dumps(_at_once(processes, child)))


def once_more(connection: Connection) -> None:
    """A step that shows whether it ran twice."""
    connection.execute("CREATE TABLE IF NOT EXISTS witness (n INTEGER)")
    connection.execute("INSERT INTO witness VALUES (1)")


def ensure(path: Path, processes: int, _: int) -> None:
    """All processes make or open the store, with one step more than the core; answers what the witness saw."""

    def child(_: int) -> object:
        with Store.ensure(path, {**CORE, "witness": (once_more,)}) as store:
            return store.reader.column("SELECT count(*) FROM witness")[0]

    print(json.dumps(_at_once(processes, child)))


def kill(path: Path, kills: int, seed: int) -> None:
    """Kill a writer again and again; after each kill a line with the acts it had reported, then wait for a line.

    Every other writer is killed some time after its first act, the rest at any time from their start.
    """
    _warm_up()
    rng = random.Random(seed)
    for n in range(kills):
        said = _killed(partial(_act_forever, path, n), rng.uniform(0, 0.02), n % 2 == 0)
        print(json.dumps(said), flush=True)
        sys.stdin.readline()


def kill_making(path: Path, kills: int, seed: int) -> None:
    """The same for processes that make the store, each time a new one: PATH with a number."""
    rng = random.Random(seed)
    for n in range(kills):
        target = path.with_name(f"{n}-{path.name}")
        _killed(partial(_make, target), rng.uniform(0, 0.012), False)


def _make(path: Path, say: Callable[[str], object]) -> None:
    Store.create(path)
    say("made")


def _act_forever(path: Path, n: int, say: Callable[[str], object]) -> None:
    with Store.open(path) as store:
        for i in range(10_000):
            act(store, f"{n}-{i}")
            say(f"{n}-{i}")


def _killed(work: Callable[[Callable[[str], object]], object], after: float, heard: bool) -> list[str]:
    """Fork, let it work, kill it without a warning `after` seconds (of its first word, if it is to be `heard`).

    Returns what it had said until then.
    """
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(lambda said: os.write(theirs, f"{said}\n".encode()))
            signal.pause()
        except BaseException:
            os.write(theirs, traceback.format_exc().encode())
        finally:
            os._exit(1)
    os.close(theirs)
    if heard:
        select.select([ours], [], [], 60)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(ours) as said:
        return said.read().split("\n")[:-1]


def _at_once(processes: int, child: Callable[[int], object]) -> list[object]:
    """Run in so many forked processes that begin together; their answers, or their errors as text."""
    gate_out, gate_in = os.pipe()
    pipes = [_forked(child, n, gate_out, gate_in) for n in range(processes)]
    os.close(gate_in)
    answers: list[object] = []
    for pid, pipe in pipes:
        with os.fdopen(pipe) as answer:
            answers.append(json.loads(answer.read()))
        os.waitpid(pid, 0)
    return answers


def _forked(child: Callable[[int], object], n: int, gate_out: int, gate_in: int) -> tuple[int, int]:
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(gate_in)
            os.read(gate_out, 1)  # until the parent closes its end
            answer = child(n)
        except BaseException:
            answer = traceback.format_exc()
        os.write(theirs, json.dumps(answer).encode())
        os._exit(0)
    os.close(theirs)
    return pid, ours


def _warm_up() -> None:
    """Compile every statement once, on a store that is closed again before the first fork."""
    with tempfile.TemporaryDirectory() as scratch, Store.create(Path(scratch) / "scratch.db") as store:
        act(store)


if __name__ == "__main__":
    main()
