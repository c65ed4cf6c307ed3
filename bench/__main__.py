"""`python -m bench` measures everything; `python -m bench rulings|start|keys|documents` one part."""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module

PARTS = ("rulings", "start", "keys", "documents")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("part", nargs="?", choices=PARTS, help="all parts when left out")
    parser.add_argument("--repetitions", type=int, default=0, help="how often each is measured")
    given = parser.parse_args()
    print(f"{date.today():%Y-%m-%d}, Python {platform.python_version()}, {platform.machine()}, {_cores()} cores")
    more = {"repetitions": given.repetitions} if given.repetitions else {}
    met = [_part(part)(**more) for part in ([given.part] if given.part else PARTS)]
    return 0 if all(met) else 1


def _part(name: str) -> Callable[..., bool]:
    found: Callable[..., bool] = import_module(f"bench.{name}").run
    return found


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0))


if __name__ == "__main__":
    sys.exit(main())
