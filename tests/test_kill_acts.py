"""kill -9 in the middle of real acts: a leave is asked for, consented to and filed by processes that die at random.

After every kill the store opens, the journal verifies, nothing that was acknowledged is missing, and every matter is
what its journal says – no act is half done. `VPTU_KILLS=300` runs hundreds.
"""

from __future__ import annotations

import json
import os
import random
import signal
import time
import traceback
from datetime import date, timedelta
from pathlib import Path

from core.office.sessions import whole_days
from core.records import journal
from core.records.store import Store
from tests.support.office import SampleStore, instant, opened, registry
from tui.house import House

KILLS = int(os.environ.get("VPTU_KILLS", "15"))
FIRST_LEAVE = 4
"""Acts of a whole leave: the form, two consents, the archive."""
NOW = instant("2024-10-08 08:00")


def test_no_act_is_half_done_after_kill_9(sample_store: SampleStore, tmp_path: Path) -> None:
    registry()  # imported once: the children are forked from here
    path = tmp_path / "office.db"
    with sample_store.house(path, NOW):
        pass
    chance = random.Random(18)
    acknowledged: list[int] = []
    for _ in range(KILLS):
        acknowledged += _killed_after(path, chance.randint(0, 6), chance.uniform(0, 0.012))
        _is_whole(path, acknowledged)
    assert len(acknowledged) > FIRST_LEAVE * KILLS, "nobody was killed at work: lengthen their lives"


def _killed_after(path: Path, acts: int, seconds: float) -> list[int]:
    """The journal numbers a child reported before it was killed: its first leave, `acts` more, then a little while."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work_until_killed(path, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        ready = said.readline()
        assert ready == b"ready\n"
        heard = [said.readline() for _ in range(FIRST_LEAVE + acts)]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [int(line) for line in (*heard, *said.read().splitlines()) if line.strip()]


def _work_until_killed(path: Path, writing: int) -> None:
    try:
        with opened(path, NOW) as house:
            first = _one_leave(house)  # slow: everything is compiled on the way
            os.write(writing, b"ready\n" + b"".join(b"%d\n" % seq for seq in first))
            for _ in range(10_000):
                for seq in _one_leave(house):
                    os.write(writing, b"%d\n" % seq)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _one_leave(house: House) -> list[int]:
    """From the form to the archive, on the first days nobody has asked for."""
    at = house.now()
    last = max((a.end for a in house.desk.reader.absences(0, 2**40, person="cvA")), default=0)
    day = max(NOW.date() + timedelta(days=6), _next_monday(last))
    while house.calendar.working(whole_days(day, day + timedelta(days=1))) < 4:
        day += timedelta(days=7)
    asked = {"person": "cvA", "from": day.isoformat(), "until": (day + timedelta(days=1)).isoformat()}
    opened = house.work.open("leave", asked, by="cvA", at=at)
    seqs = [opened.seq]
    for step, by in (("consent:deputy", "deputy1"), ("consent:head", "head"), ("file", "lt")):
        seqs.append(house.work.take(opened.matter, step, by=by, at=at).seq)
    return seqs


def _next_monday(session: int) -> date:
    """The first Monday after a session's day, so that no leave touches the one before."""
    day = date.fromordinal(max(session // 2, 1)) + timedelta(days=1)
    return day + timedelta(days=(7 - day.weekday()) % 7)


def _is_whole(path: Path, acknowledged: list[int]) -> None:
    with Store.open(path) as store:
        found = journal.verify(store)
        assert found.sound, found.faults
        assert found.entries >= max(acknowledged, default=0), "an acknowledged act is missing"
        for row in store.reader.matters(limit=10_000):
            _as_its_journal_says(store, row.id, row.status)


def _as_its_journal_says(store: Store, matter: int, status: str) -> None:
    entries = store.reader.journal_page(subject=f"matter:{matter}", limit=100).entries
    said = [json.loads(e.body)["data"] for e in entries]
    assert said, f"matter {matter} without an entry"
    assert said[0]["status"] == status
    deeds = {(d["step"], d["by"]) for data in said for d in data["deeds"]}
    assert deeds == {(d.step, d.by) for d in store.reader.deeds(matter)}
    filed = any(d.step == "file" for d in store.reader.deeds(matter))
    assert len(store.reader.numbers_of(matter)) == int(filed)
    assert bool(store.reader.waiting_in(matter)) == (status not in ("closed", "declined", "withdrawn"))
    assert len([a for a in store.reader.absences(0, 2**40) if a.matter_id == matter]) == 1
