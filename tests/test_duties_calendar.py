"""Lịch nghĩa vụ: whose a duty is, how a year looks, and the screen that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core import duties
from core.duties import Owed
from core.law.duty import Due, DueState
from tests.support.office import SampleStore, instant, office_at, opened
from tests.support.screens import app_for, cells, copied, plain, until
from tui.house import House, put_sample_office
from tui.screens.duties import DutyCalendarScreen, duty_page, year_page

AT = instant("08:00 08/10/2024")


def entry(owner: str, on: date, tone: str = "") -> Owed:
    return Owed(Due(f"{owner}:{on}", owner, "Báo cáo", on, ("11.2-1",)), DueState("x", tone))


MONDAY = date(2024, 10, 14)
ENTRIES = tuple(entry(owner, MONDAY) for owner in ("cvA", "person:cvB", "unit:tong_hop", "unit:van_thu", "post:head"))


@pytest.mark.parametrize(
    ("whose", "person", "owners"),
    [
        ("mine", "cvA", ["cvA"]),
        ("mine", "head", ["post:head"]),
        ("mine", "vt", []),
        ("unit", "cvA", ["cvA", "person:cvB", "unit:tong_hop"]),
        ("unit", "vt", ["unit:van_thu"]),
        ("all", "vt", [e.due.owner for e in ENTRIES]),
    ],
)
def test_whose_a_duty_is(whose: str, person: str, owners: list[str]) -> None:
    assert [e.due.owner for e in duties.of(ENTRIES, whose, person, office_at(AT))] == owners


def test_a_month_of_the_strip_shows_its_worst_occurrence() -> None:
    found = [
        entry("cvA", date(2024, 1, 5), "good"), entry("cvA", date(2024, 1, 9), ""),
        entry("cvA", date(2024, 2, 9), "warn"), entry("cvA", date(2024, 2, 12), "bad"),
        entry("cvA", date(2024, 3, 1), "good"), entry("cvA", date(2025, 4, 1), "bad"),
        entry("cvA", date(2024, 12, 1), "muted"), entry("unit:van_thu", date(2024, 6, 1), "warn"),
    ]  # fmt: skip
    assert duties.strips(found, 2024) == {"person:cvA": "○✗●·········", "unit:van_thu": "·····◐······"}


@pytest.fixture
def house(sample_store: SampleStore, tmp_path: Path) -> Iterator[House]:
    with copied(sample_store.path, tmp_path / "office.db") as made:
        yield made


def test_what_was_due_before_the_program_came_is_not_overdue(tmp_path: Path) -> None:
    with opened(tmp_path / "new.db", AT) as house:
        put_sample_office(house)
        found = duties.owed(house.desk, date(2024, 1, 1), date(2024, 12, 31), at=house.now())
    before = {e.state.word for e in found if e.due.on < AT.date() and not e.due.met}
    assert before == {"trước khi dùng chương trình"}
    assert {e.state.word for e in found if e.due.on >= AT.date()} == {"chưa đến hạn"}


async def test_the_calendar_is_looked_at_by_whose_it_is_and_by_year(house: House) -> None:
    app = app_for(house, "head", "go.obligations")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, DutyCalendarScreen)
        await until(pilot, lambda: screen.found)
        assert screen.found is not None
        mine = duties.of(screen.found.owed, "mine", "head", screen.found.office)
        rows = [row for n in range(screen.list.row_count) if (row := screen.list.row_at(n)) and ":" in row.id]
        assert [row.id for row in rows] == [e.due.key for e in mine] != []
        page = plain(duty_page(screen.found, mine[0], 70))
        assert "Điều 10" in page and f"{mine[0].due.on:%d/%m/%Y}" in page
        for _ in range(3):
            await pilot.press("f6")
        strips = duties.strips(screen.found.owed, screen.found.year)
        first = screen.list.row_at(0)
        assert first is not None and " ".join(strips[first.id]) in cells(first)
        assert "Tháng 12" in plain(year_page(screen.found, "post:head", 70))
        year = screen.found.year
        await pilot.press("f8")
        await until(pilot, lambda: screen.found is not None and screen.found.year == year + 1)
