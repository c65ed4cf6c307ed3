"""Key to repaint: in the desk and the list of matters with 100,000 matters beside 100, and in a form over the floor."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from .measure import p95, table, verdict
from .peers import ROOT
from .stores import filled_store
from .terminal import Program

FEW, MANY = 100, 100_000
DOWN, UP, PAGE_DOWN, PAGE_UP = b"\x1b[B", b"\x1b[A", b"\x1b[6~", b"\x1b[5~"
LIMIT, FORM_LIMIT = 1.5, 10.0
"""Times the p95 with a hundred matters; milliseconds over the floor."""


def opened(store: Path, person: str = "head") -> Program:
    env = {"PYTHONPATH": str(ROOT), "HOME": str(store.parent)}
    argv = (sys.executable, "-m", "tui.cli.main", "--store", str(store), "--as", person)
    program = Program(argv, env)
    program.settle()
    time.sleep(1.0)  # what is loaded behind the first frame
    program.settle(0.5)
    return program


def to_matters(program: Program) -> None:
    program.key(b"\x0f")  # Ctrl+O: go to …
    program.key(b"danh sach viec")
    program.settle(0.4)
    program.key(b"\r")
    program.settle(0.6)


def both(few: Program, many: Program, keys: tuple[bytes, ...], times: int) -> tuple[list[float], list[float]]:
    """The same keys in turn, so that a busy neighbour slows both."""
    one, other = [], []
    for n in range(times):
        key = keys[n % len(keys)]
        one.append(few.key(key))
        other.append(many.key(key))
    return [s for s in one if s], [s for s in other if s]


def run(repetitions: int = 120) -> bool:
    """Prints the tables; False where a target is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few_store = filled_store(folder / "few" / "office.db", matters=FEW)
        many_store = filled_store(folder / "many" / "office.db", matters=MANY)
        rows, met = [], []
        with opened(few_store) as few, opened(many_store) as many:
            pairs = [("desk, up and down", both(few, many, (DOWN, UP), repetitions))]
            for program in (few, many):
                to_matters(program)
            pairs.append(("list of matters, up and down", both(few, many, (DOWN, DOWN, UP), repetitions)))
            pairs.append(
                ("list of matters, page by page", both(few, many, (PAGE_DOWN, PAGE_DOWN, PAGE_UP), repetitions))
            )
        for what, (one, other) in pairs:
            found = p95(other) / p95(one)
            rows.append((what, _ms(one), _ms(other), f"{found:.2f}"))
            met.append(verdict(f"p95 with {MANY:,} of p95 with {FEW}, {what}", found, LIMIT, at_least=False))
        print(
            table("Key to repaint, ms: median / p95", ("", f"{FEW} matters", f"{MANY:,} matters", "p95 of p95"), rows)
        )
        met.append(_form(few_store, repetitions))
    print("\n".join(line for line, _ in met))
    return all(found for _, found in met)


def _form(store: Path, times: int) -> tuple[str, bool]:
    """Letters into a field of the new-matter form, beside a program that only echoes."""
    letters = [bytes([letter]) for letter in b"abcdefghijklmnopqrstuvwxyz"]
    with opened(store, "cvA") as app, Program((sys.executable, "-m", "bench.echo"), {"PYTHONPATH": str(ROOT)}) as echo:
        app.key(b"\x1bOS")  # F4: a new matter
        app.settle(0.8)
        for _ in range(9):
            app.key(b"\t")
            app.settle(0.3, 3)
        echo.read(5.0)
        form, floor = [], []
        for n in range(times):
            floor.append(echo.key(letters[n % 26], 0.02))
            form.append(app.key(letters[n % 26], 0.02))
    over = (median(form) - median(floor)) * 1000
    print(table("A letter into a form, ms: median / p95", ("", "echo", "form"), [("a letter", _ms(floor), _ms(form))]))
    return verdict("ms over the floor, a letter into a form", over, FORM_LIMIT, at_least=False)


def _ms(seconds: list[float]) -> str:
    return f"{median(seconds) * 1000:.1f} / {p95(seconds) * 1000:.1f}"
