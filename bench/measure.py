"""Repetitions side by side, in turn, so that a busy neighbour slows everybody; medians of CPU time; tables."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from statistics import median


def cpu(run: Callable[[], object]) -> tuple[float, object]:
    """CPU seconds of this process, and what was returned. The garbage collector rests meanwhile, as in `timeit`."""
    gc.collect()
    gc.disable()
    try:
        begun = time.process_time()
        answer = run()
        return time.process_time() - begun, answer
    finally:
        gc.enable()


def in_turn(names: Sequence[str], repetition: int) -> list[str]:
    """Another one begins in each repetition."""
    start = repetition % len(names)
    return [*names[start:], *names[:start]]


def spread(values: Sequence[float], scale: float = 1.0, digits: int = 1) -> str:
    """`12.3 (11.9–13.0)`: median, least and most."""
    low, high = min(values) * scale, max(values) * scale
    return f"{median(values) * scale:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def ratio(one: Sequence[float], other: Sequence[float]) -> float:
    """The median of the ratios within each repetition."""
    return median(a / b for a, b in zip(one, other, strict=True))


def p95(values: Sequence[float]) -> float:
    """The 95th percentile, by nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, -(-len(ordered) * 95 // 100) - 1)]


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    cells = [[str(c) for c in row] for row in (heads, *rows)]
    widths = [max(len(row[n]) for row in cells) for n in range(len(heads))]
    lines = [
        "  ".join(c.ljust(w) if n == 0 else c.rjust(w) for n, (c, w) in enumerate(zip(row, widths, strict=True)))
        for row in cells
    ]
    return "\n".join([f"\n{title}", *(f"  {line.rstrip()}" for line in lines)])


def verdict(what: str, found: float, limit: float, *, at_least: bool) -> tuple[str, bool]:
    """A line that says whether a target is met."""
    met = found >= limit if at_least else found <= limit
    sign = "≥" if at_least else "≤"
    return f"  {'met   ' if met else 'MISSED'}  {what}: {found:.2f} (target {sign} {limit:g})", met
