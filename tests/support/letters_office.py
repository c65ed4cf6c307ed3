"""The sample office with papers on their way and three letters that came on Monday, for tests of whole screens."""

from __future__ import annotations

from pathlib import Path

from textual.app import App
from textual.pilot import Pilot

from core.law.ruling import Act
from tests.support.demo_office import at
from tests.support.office import opened
from tests.support.papers_office import fill
from tests.support.screens import until
from tui.app import VptuApp
from tui.house import put_sample_office
from tui.screens.matter import MatterScreen

LETTERS = (
    ("Ban Tổ chức Tỉnh ủy", "12-CV/BTC", "Báo cáo công tác cán bộ quý I", "thuong", "20/03/2024"),
    ("Đảng ủy Phường 1", "13-TTr/ĐU", "Đề nghị hỗ trợ sửa chữa trụ sở", "khan", "12/03/2024"),
    ("Văn phòng Tỉnh ủy", "14-CĐ/VPTU", "Triệu tập hội nghị phòng, chống lụt bão", "hoa_toc", "18/03/2024"),
)


def letters_store(path: Path) -> dict[str, int]:
    """A closed store: papers on their way, letters that came on Monday, one of them assigned. The numbers by name."""
    with opened(path, at(2, 1, 8)) as house:
        put_sample_office(house)
        ids = fill(house)
        for n, (author, number, subject, urgency, deadline) in enumerate(LETTERS, 1):
            raw = {
                "author": author, "author_number": number, "author_day": "08/03/2024", "type": "Công văn",
                "subject": subject, "urgency": urgency, "deadline": deadline,
            }  # fmt: skip
            ids[f"in{n}"] = house.work.open("incoming", raw, by="vt", at=at(11, 3, 8, n * 5)).matter
        house.work.take(
            ids["in2"],
            "assign",
            by="head",
            at=at(11, 3, 9),
            act=Act(payload={"responsible": "cvA", "unit": "tong_hop"}),
        )
        return ids


def text(app: App[None]) -> str:
    """The screen, line by line."""
    return "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())


def told(app: App[None]) -> str:
    return "\n".join(notification.message for notification in app._notifications)


async def at_matter(pilot: Pilot[None], number: int) -> MatterScreen:
    app = pilot.app
    assert isinstance(app, VptuApp)
    await until(pilot, lambda: app.warm)
    screen = MatterScreen(number)
    await app.open(screen)
    await until(pilot, lambda: screen.dossier is not None)
    return screen
