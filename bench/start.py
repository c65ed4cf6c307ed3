"""Start to first complete frame beside a bare Textual app, posting and harlequin: in turn, CPU and wall, medians."""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from .measure import in_turn, ratio, spread, table, verdict
from .peers import ROOT, program
from .stores import filled_store
from .terminal import Frame, Program

LIMIT = 1.5
"""Times the bare app, with the desk's rows in."""


def commands(folder: Path) -> dict[str, Sequence[str]]:
    store = filled_store(folder / "office.db", matters=100)
    return {
        "hello": (sys.executable, "-m", "bench.hello"),
        "vptu": (sys.executable, "-m", "tui.cli.main", "--store", str(store), "--as", "head"),
        "posting": (program("posting"),),
        "harlequin": (program("harlequin"), "--no-download-tzdata", ":memory:"),
    }


MARKS = {"hello": ("READY",), "vptu": ("▌", "nghỉ phép", "Trợ giúp")}
"""What stands on a complete first frame: for ours the cursor, the rows, the keys. The peers are left
undisturbed until they settle, and 98 % of that counts."""


def first_frame(who: str, argv: Sequence[str], home: Path) -> Frame:
    env = {"HOME": str(home), "PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    with Program(argv, env) as run:
        run.settle()
        return run.complete(*MARKS.get(who, ()))


def run(repetitions: int = 7) -> bool:
    """Prints the table; False where a target is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        all_of_them = commands(folder)
        cpu: dict[str, list[float]] = defaultdict(list)
        wall: dict[str, list[float]] = defaultdict(list)
        for repetition in range(-1, repetitions):  # the first warms caches and compiles, and is not counted
            for who in in_turn(list(all_of_them), repetition):
                frame = first_frame(who, all_of_them[who], folder)
                if repetition >= 0:
                    cpu[who].append(frame.cpu)
                    wall[who].append(frame.wall)
    rows = [
        (who, spread(cpu[who], 1000, 0), f"{ratio(cpu[who], cpu['hello']):.2f}", spread(wall[who], 1000, 0),
         f"{ratio(wall[who], wall['hello']):.2f}")
        for who in all_of_them
    ]  # fmt: skip
    print(table(f"Start to first complete frame, {repetitions} runs each, in turn",
                ("", "ms CPU", "of hello", "ms wall", "of hello"), rows))  # fmt: skip
    lines = [
        verdict("times the bare app (CPU)", ratio(cpu["vptu"], cpu["hello"]), LIMIT, at_least=False),
        verdict("of posting's (CPU)", ratio(cpu["vptu"], cpu["posting"]), 1.0, at_least=False),
        verdict("of harlequin's (CPU)", ratio(cpu["vptu"], cpu["harlequin"]), 1.0, at_least=False),
    ]
    print("\n".join(line for line, _ in lines))
    return all(met for _, met in lines)
