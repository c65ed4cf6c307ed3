"""The sample office in the middle of a week: about twenty matters, made through the front door at fixed times.

`python -m tests.support.demo_office STORE` fills a new store. It is Wednesday 13/03/2024: the Head is on leave and
Phó 2 acts for him, somebody is ill, one request is late, one waits to be written down, one was sent back.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.clock import FixedClock
from core.errors import Refused
from core.law.ruling import Act
from core.office.sessions import ZONE
from core.records.store import Store
from tui.house import House, Places, put_sample_office

NOW = datetime(2024, 3, 13, 10, 5, tzinfo=ZONE)


def at(day: int, month: int, hour: int, minute: int = 0) -> datetime:
    """An instant of 2024."""
    return datetime(2024, month, day, hour, minute, tzinfo=ZONE)


def new_house(path: Path, now: datetime = NOW) -> House:
    """A new store with the sample office in it and nothing else; the clock stands at `now`."""
    clock = FixedClock(at(2, 1, 8))
    house = House(Places.of(path, path.parent / "plugins"), clock, Store.create(path))
    put_sample_office(house)
    clock.move_to(now)
    return house


def open_copy(path: Path, now: datetime = NOW) -> House:
    """A house on a store that is there already."""
    return House(Places.of(path, path.parent / "plugins"), FixedClock(now), Store.open(path))


@dataclass
class Clerk:
    """Does what people did, each act at its own time."""

    house: House

    def leave(self, person: str, start: str, until: str, when: datetime, **more: object) -> int:
        raw = {"person": person, "from": f"{start}/2024", "until": f"{until}/2024", **more}
        return self.house.work.open("leave", raw, by=person, at=when).matter

    def phone(self, person: str, start: str, until: str, when: datetime, *, to: str, by: str) -> int:
        raw = {
            "person": person, "from": f"{start}/2024", "until": f"{until}/2024", "kind": "om", "channel": "phone",
            "phone_at": when.isoformat(), "phone_to": to, "reason": "sốt cao, có giấy khám của bệnh viện",
        }  # fmt: skip
        return self.house.work.open("leave", raw, by=by, at=when.replace(minute=when.minute + 10)).matter

    def take(self, matter: int, step: str, by: str, when: datetime, note: str = "", **payload: object) -> None:
        self.house.work.take(matter, step, by=by, at=when, act=Act("done", note, {}, payload))

    def record(self, matter: int, step: str, by: str, when: datetime, note: str = "", **evidence: str) -> None:
        self.house.work.take(matter, step, by=by, at=when, act=Act("done", note, evidence))

    def answer(self, matter: int, step: str, by: str, when: datetime, outcome: str, note: str) -> None:
        self.house.work.take(matter, step, by=by, at=when, act=Act(outcome, note))

    def attach(self, matter: int, name: str, by: str, when: datetime) -> None:
        self.house.work.attach(matter, name, f"%PDF-1.4\n{name}\n".encode() * 900, by=by, at=when)

    def try_to(self, matter: int, step: str, by: str, when: datetime) -> None:
        """Somebody tries what he may not do; the refusal stays in the journal."""
        try:
            self.take(matter, step, by, when)
        except Refused:
            return
        raise AssertionError(f"{by} could take {step} of {matter}")


def fill(house: House) -> dict[str, int]:
    """All of it; the numbers of the matters by a name for each."""
    return {**february(Clerk(house)), **early_march(Clerk(house)), **this_week(Clerk(house))}


def february(office: Clerk) -> dict[str, int]:
    """Done and filed."""
    half = office.leave("cvC", "sáng 05/03", "sáng 05/03", at(4, 3, 8, 20), kind="rieng", reason="họp phụ huynh")
    office.take(half, "consent", "deputy2", at(4, 3, 9))
    day = office.leave("lx", "06/03", "06/03", at(4, 3, 10), kind="rieng", reason="giỗ bà nội")
    office.take(day, "consent:deputy", "deputy2", at(4, 3, 14))
    office.take(day, "consent:head", "head", at(4, 3, 15, 30))
    filed = office.leave("cvB", "26/02", "27/02", at(22, 2, 8, 40), reason="đưa bố đi khám bệnh", handover="cvA")
    office.take(filed, "consent:deputy", "deputy1", at(22, 2, 10, 5), "Đồng ý, bàn giao việc cho Chuyên viên A.")
    office.take(filed, "consent:head", "head", at(22, 2, 16, 20))
    office.attach(filed, "don-xin-nghi-cvB.pdf", "cvB", at(22, 2, 8, 45))
    office.take(filed, "file", "lt", at(23, 2, 9, 10))
    return {"half": half, "driver": day, "filed": filed}


def early_march(office: Clerk) -> dict[str, int]:
    """The Head's leave, a deputy's long one, what was refused and withdrawn."""
    head = office.leave("head", "12/03", "14/03", at(7, 3, 8, 15), reason="về quê", address="Nam Đàn, Nghệ An")
    office.try_to(head, "start", "head", at(7, 3, 8, 30))
    office.record(head, "consent", "vt", at(7, 3, 15), so="112-CV/TU", ngay="07/03/2024")
    office.take(head, "name", "head", at(7, 3, 15, 40), deputy="deputy2")
    two = office.leave("deputy2", "28/03", "29/03", at(6, 3, 9, 5), reason="cưới con gái", address="Phường 2")
    office.take(two, "consent:head", "head", at(6, 3, 10))
    office.take(two, "report", "head", at(6, 3, 16, 45))
    declined = office.leave("lx", "18/03", "20/03", at(8, 3, 8), reason="đi du lịch cùng gia đình")
    busy = "Tuần này có đoàn công tác, cần xe."
    office.answer(declined, "consent:deputy", "deputy2", at(8, 3, 9, 30), "declined", busy)
    withdrawn = office.leave("cvA", "sáng 11/03", "sáng 11/03", at(8, 3, 10), kind="rieng", reason="sửa nhà")
    office.house.work.change(withdrawn, "withdraw", {}, by="cvA", at=at(8, 3, 14), note="Đã thu xếp được.")
    mission = office.house.work.open(
        "mission",
        {"person": "deputy1", "from": "25/03/2024", "until": "26/03/2024", "place": "Hà Nội", "purpose": "tập huấn"},
        by="deputy1", at=at(8, 3, 15),
    ).matter  # fmt: skip
    return {"head": head, "two": two, "declined": declined, "withdrawn": withdrawn, "mission": mission}


def this_week(office: Clerk) -> dict[str, int]:
    """Under way: late, ill, sent back, waiting for the deputy, for the acting head, for the Standing Board."""
    late = office.leave("cvC", "12/03", "13/03", at(8, 3, 16), kind="rieng", reason="làm thủ tục đất đai ở quê")
    ill = office.phone("cvB", "11/03", "12/03", at(11, 3, 7, 10), to="deputy1", by="deputy1")
    office.record(ill, "consent:deputy", "deputy1", at(11, 3, 7, 30))
    office.take(ill, "consent:head", "head", at(11, 3, 8, 5), "Đồng ý, chúc đồng chí chóng khỏe.")
    under_head = office.leave("cvD", "18/03", "18/03", at(11, 3, 14), reason="việc gia đình", kind="rieng")
    deputy = office.leave("deputy1", "21/03", "sáng 22/03", at(11, 3, 15, 20), reason="nghỉ phép năm")
    returned = office.leave("lt", "19/03", "20/03", at(11, 3, 9), reason="việc riêng")
    missing = "Đề nghị ghi rõ người nhận bàn giao sổ lưu trữ."
    office.answer(returned, "consent:deputy", "deputy2", at(12, 3, 8, 10), "returned", missing)
    reason = "Về quê giải quyết việc gia đình."
    request = office.leave("cvA", "20/03", "21/03", at(12, 3, 7, 42), reason=reason, handover="cvB")
    office.attach(request, "giay-moi-hop-ho.pdf", "cvA", at(12, 3, 7, 50))
    office.try_to(request, "consent:deputy", "cvB", at(12, 3, 8, 2))
    morning = office.leave("vt", "sáng 15/03", "sáng 15/03", at(12, 3, 8, 30), kind="rieng", reason="đi khám răng")
    coming = office.leave("cvB", "28/03", "29/03", at(12, 3, 16, 5), reason="nghỉ phép năm")
    office.take(coming, "consent:deputy", "deputy1", at(13, 3, 8, 20), "Đồng ý.")
    shifts = "18/04/2024:leader:deputy1,staff:cvA"
    roster = office.house.work.open(
        "roster", {"from": "18/04/2024", "until": "18/04/2024", "rows": shifts}, by="cvC", at=at(11, 3, 10)
    ).matter
    office.take(roster, "draw", "cvC", at(11, 3, 10, 15))
    return {
        "late": late, "ill": ill, "under_head": under_head, "deputy": deputy, "returned": returned,
        "request": request, "morning": morning, "coming": coming, "roster": roster,
    }  # fmt: skip


if __name__ == "__main__":
    with new_house(Path(sys.argv[1])).store as store:
        house = House(Places.of(store.path), FixedClock(NOW), store)
        for name, number in fill(house).items():
            print(f"{number:3} {name}")
