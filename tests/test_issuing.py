"""Numbers of outgoing documents while several clerks issue at once: none twice, none skipped, each on record."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from core.records.journal import verify
from tests.support.office import instant, move_to
from tui.house import House

CLERKS, EACH = 3, 6


def test_no_number_is_used_twice_or_skipped_when_clerks_issue_at_once(house: House, tmp_path: Path) -> None:
    """Each clerk also tries a document another one has: one of them issues it, the other is refused and told so."""
    at = move_to(house, instant("08:00 08/10/2024"))
    matters = [signed(house, n) for n in range(CLERKS * EACH)]
    shared = signed(house, 99)
    shot = tmp_path / "shot"
    clerks = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.support.issuing", str(house.store.path), str(shot), f"c{n}", at.isoformat(),
             *map(str, matters[n::CLERKS]), str(shared)],
            stdout=subprocess.PIPE, text=True,
        )
        for n in range(CLERKS)
    ]  # fmt: skip
    while not all(Path(f"{shot}.c{n}").exists() for n in range(CLERKS)):
        assert all(clerk.poll() is None for clerk in clerks)
        time.sleep(0.01)
    shot.touch()
    answers = [json.loads(clerk.communicate()[0]) for clerk in clerks]
    used = [n for answer in answers for n in answer["used"]]
    reserved = [n for answer in answers for n in answer["reserved"]]
    assert sorted(used + reserved) == list(range(1, len(used) + len(reserved) + 1))
    assert len(used) == len(matters) + 1 and [m for a in answers for m in a["refused"]] == [shared] * (CLERKS - 1)
    report = house.registers.report("van_ban_di", "VP", "giay_gioi_thieu", "2020-2025")
    assert report is not None and (report.missing, report.beyond, report.reserved) == ((), (), tuple(sorted(reserved)))
    assert verify(house.store, mirror=True).sound


def signed(house: House, n: int) -> int:
    """A letter of introduction that the Head has signed."""
    facts = {"type": "giay_gioi_thieu", "title": f"Giới thiệu người thứ {n}", "recipients": "ban_to_chuc"}
    matter = house.work.open("document", facts, by="vt", at=house.now()).matter
    house.work.take(matter, "sign", by="head", at=house.now())
    return matter
