"""A clerk at a terminal of his own: a process that numbers one document after the other, and reserves in between.

`python -m tests.support.issuing STORE SHOT NAME AT MATTER…` prints the numbers it was given, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from core.errors import VptuError
from tests.support.office import instant, opened


def main(store: str, shot: str, name: str, at: str, *matters: str) -> dict[str, list[int]]:
    said: dict[str, list[int]] = {"used": [], "reserved": [], "refused": []}
    with opened(Path(store), instant(at)) as house:
        house.warm()
        Path(f"{shot}.{name}").touch()  # ready
        while not Path(shot).exists():
            time.sleep(0.001)
        for n, matter in enumerate(matters):
            try:
                number = house.work.take(int(matter), "issue", by="vt", at=house.now()).number
            except VptuError:
                said["refused"].append(int(matter))
            else:
                said["used"].append(number or 0)
            if n % 3 == 2:
                kept = house.registers.reserve(
                    "van_ban_di", "VP", "giay_gioi_thieu", reason="chờ ký", by="vt", at=house.now()
                )
                said["reserved"].append(kept.number)
    return said


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
