"""Somebody at another terminal: a process of its own that takes one step of one matter when the starting shot is given.

`python -m tests.support.contest STORE SHOT MATTER STEP WHO AT` prints what he is told.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from core.errors import VptuError
from core.law.ruling import Act
from tests.support.office import instant, opened


def main(store: str, shot: str, matter: str, step: str, who: str, at: str) -> str:
    with opened(Path(store), instant(at)) as house:
        house.warm()
        Path(f"{shot}.{who}").touch()  # ready
        while not Path(shot).exists():
            time.sleep(0.001)
        try:
            act = Act(evidence={"goi": "Phó 1", "luc": "07:15 08/10/2024"})
            return house.work.take(int(matter), step, by=who, at=house.now(), act=act).status
        except VptuError as error:
            return str(error)


if __name__ == "__main__":
    print(main(*sys.argv[1:]))
