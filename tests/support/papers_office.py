"""The sample office with documents on their way: some wait for a signature, some are out, one number is kept, one void.

It is Wednesday 13/03/2024, as in tests.support.demo_office; made through the front door.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from core.law.ruling import Act
from tests.support.demo_office import at
from tests.support.office import opened
from tui.house import House, put_sample_office

KEEPER, SIGNER = "vt", "deputy1"
VISITORS = ("Trần Văn Hai", "Lê Thị Ba", "Phạm Văn Tư", "Đỗ Thị Năm")


def paper(house: House, title: str, when: datetime, **more: object) -> int:
    """A visitor's travel paper: any deputy signs it (4.8/1)."""
    raw = {"type": "giay_di_duong", "holder": "visitor", "title": title, "recipients": "Khách", **more}
    return house.work.open("document", raw, by=KEEPER, at=when).matter


def sign(house: House, matter: int, when: datetime, by: str = SIGNER) -> None:
    house.work.take(matter, "sign", by=by, at=when, act=Act())


def issue(house: House, matter: int, when: datetime) -> int | None:
    return house.work.take(matter, "issue", by=KEEPER, at=when, act=Act()).number


def fill(house: House) -> dict[str, int]:
    """The numbers of the matters by a name for each."""
    found = {}
    for day, name in enumerate(VISITORS, 4):
        matter = paper(house, f"Đồng chí {name} đi công tác tại Phường 1", at(day, 3, 8))
        sign(house, matter, at(day, 3, 9))
        issue(house, matter, at(day, 3, 10))
        found[f"out{day - 3}"] = matter
    kept = house.registers.reserve(
        "van_ban_di", "VP", "giay_di_duong", reason="khách đến chiều nay", by=KEEPER, at=at(12, 3, 8)
    ).number
    wrong = {"reason": "ghi nhầm tên khách"}
    house.work.change(found["out2"], "void", wrong, by=KEEPER, at=at(12, 3, 9), note=wrong["reason"])
    for n, (title, urgency) in enumerate(
        (
            ("Đoàn công tác Tỉnh ủy", "thuong"),
            ("Tổ kiểm tra phòng chống lụt bão", "hoa_toc"),
            ("Khách của phường", "khan"),
        )
    ):
        found[f"wait{n + 1}"] = paper(house, title, at(13, 3, 8, n * 5), urgency=urgency)
    found["kept"] = kept
    return found


def papers_store(path: Path) -> dict[str, int]:
    """A closed store, and what is in it."""
    with opened(path, at(2, 1, 8)) as house:
        put_sample_office(house)
        return fill(house)
