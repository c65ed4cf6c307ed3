"""Working days: the shipped table, the library behind it, and what an office writes over both."""

from __future__ import annotations

import subprocess
import sys
import zlib
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.office_files import HOLIDAYS, YEARS, holiday_table, holidays, main, read_text, write_compact
from core.clock import FixedClock, SystemClock
from core.errors import ConfigError, UsageError
from core.office.faults import FaultyFileError
from core.office.holiday_file import FIRST_SWAP, MARK, parse_holidays, regenerated
from core.office.holidays import HolidayTable, calendar_for, computed_days, computed_swaps, from_json, to_json
from core.office.sessions import ZONE, Calendar, Span, session

ALL_YEARS = range(YEARS[0], YEARS[1] + 1)


@pytest.fixture(scope="module")
def table() -> HolidayTable:
    return holiday_table()


@pytest.fixture(scope="module")
def calendar(table: HolidayTable) -> Calendar:
    return calendar_for(ALL_YEARS, table)


def own(text: str) -> HolidayTable:
    """The shipped file with its own part replaced."""
    return parse_holidays(text + MARK + read_text(HOLIDAYS).partition(MARK)[2], source="ngay-nghi.toml")


# The shipped table


def test_the_table_is_what_the_library_says(table: HolidayTable) -> None:
    assert (table.first_year, table.last_year) == YEARS
    assert dict(table.days) == computed_days(ALL_YEARS)
    assert dict(table.swaps) == computed_swaps(range(FIRST_SWAP, YEARS[1] + 1))


def test_the_file_is_what_the_command_writes() -> None:
    written = read_text(HOLIDAYS)
    assert regenerated(written, *YEARS) == written


def test_the_quick_file_is_the_table() -> None:
    checksum, _, quick = HOLIDAYS.with_suffix(".json").read_text(encoding="utf-8").partition("\n")
    raw = HOLIDAYS.read_bytes()
    assert checksum == f"{zlib.crc32(raw):08x} {len(raw)}"
    assert from_json(quick) == parse_holidays(read_text(HOLIDAYS), source="holidays.toml") == holiday_table()


@pytest.mark.parametrize(
    ("first_of_tet", "hung_kings"),
    [
        ("2024-02-10", "2024-04-18"),
        ("2025-01-29", "2025-04-07"),
        ("2026-02-17", "2026-04-26"),
        ("2027-02-06", "2027-04-16"),
        ("2028-01-26", "2028-04-04"),
        ("2029-02-13", "2029-04-23"),
        ("2030-02-02", "2030-04-12"),
    ],
)
def test_lunar_days(calendar: Calendar, first_of_tet: str, hung_kings: str) -> None:
    assert calendar.holidays[date.fromisoformat(first_of_tet)].name == "Tết Nguyên Đán"
    assert calendar.holidays[date.fromisoformat(hung_kings)].name == "Ngày Giỗ Tổ Hùng Vương"


def test_tet_2024_is_off_from_the_8th_to_the_14th(calendar: Calendar) -> None:
    february = [date(2024, 2, day) for day in range(1, 30)]
    assert [d.day for d in february if d in calendar.holidays] == [8, 9, 10, 11, 12, 13, 14]
    assert [d.day for d in february if not calendar.is_working_day(d)] == [
        3,
        4,
        8,
        9,
        10,
        11,
        12,
        13,
        14,
        17,
        18,
        24,
        25,
    ]


@pytest.mark.parametrize("year", ALL_YEARS)
def test_every_year_has_its_paid_days(calendar: Calendar, year: int) -> None:
    """Labour law: New Year, five days of Tết, Hùng Kings, 30/4, 1/5, two days of 2/9; each named at least once."""
    names = {holiday.name for day, holiday in calendar.holidays.items() if day.year == year}
    assert {"Tết Dương lịch", "Tết Nguyên Đán", "Ngày Giỗ Tổ Hùng Vương", "Ngày Chiến thắng", "Quốc khánh"} <= names
    weekdays_off = [
        d for d in calendar.holidays if d.year == year and not calendar.is_working_day(d) and d.weekday() < 5
    ]
    assert 10 <= len([d for d in weekdays_off if calendar.holidays[d].paid]) <= 12


def test_a_swapped_day_is_off_and_its_saturday_is_worked(calendar: Calendar) -> None:
    monday, saturday = date(2024, 4, 29), date(2024, 5, 4)
    assert not calendar.is_working_day(monday)
    assert not calendar.holidays[monday].paid
    assert calendar.holidays[monday].name == "Ngày nghỉ (thay cho ngày 04/05/2024)"
    assert calendar.is_working_day(saturday)
    assert calendar.working(Span(session(date(2024, 4, 29)), session(date(2024, 5, 6)))) == 6  # 2, 3 and 4 May


def test_the_culture_day_waits_for_the_law(table: HolidayTable, calendar: Calendar) -> None:
    assert table.days[date(2026, 11, 24)] == "Ngày Văn hóa Việt Nam"
    assert calendar.is_working_day(date(2026, 11, 24))
    assert calendar.is_working_day(date(2029, 11, 26))  # nor is the day in lieu of it off


def test_the_shipped_calendar(table: HolidayTable, calendar: Calendar) -> None:
    assert dict(holidays().holidays) == dict(calendar.holidays)
    assert holidays().worked == table.worked() >= {date(2024, 5, 4), date(2025, 4, 26), date(2026, 8, 22)}


# The office's own rows


def test_own_rows_win() -> None:
    table = own(
        """
        [added]
        2024-10-10 = { name = "Ngày truyền thống", source = "văn bản mẫu" }
        [removed]
        2024-09-03 = { source = "văn bản mẫu" }
        2024-04-29 = { source = "cơ quan không hoán đổi" }
        [swaps]
        2026-01-02 = { worked = 2026-01-10, source = "văn bản mẫu" }
        [pending]
        "Ngày Văn hóa Việt Nam" = { since = 2029-01-01, source = "văn bản mẫu" }
        """
    )
    calendar = calendar_for([2024], table)
    working = calendar.is_working_day
    assert not working(date(2024, 10, 10)) and calendar.holidays[date(2024, 10, 10)].name == "Ngày truyền thống"
    assert working(date(2024, 9, 3))
    assert working(date(2024, 4, 29)) and not working(date(2024, 5, 4))
    assert not working(date(2026, 1, 2)) and working(date(2026, 1, 10))
    assert not calendar.holidays[date(2026, 1, 2)].paid
    assert working(date(2028, 11, 24)) and not working(date(2029, 11, 26))


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "[aded]\n",
            ["dòng 1, khóa «aded»: không có khóa này. Có phải là «added» không? Hãy sửa hoặc xóa dòng này."],
        ),
        (
            '[added]\n2024-02-30 = { name = "x", source = "y" }\n',
            ["dòng 2, khóa «added.2024-02-30»: tên khóa phải là một ngày có thật. Hãy viết như 2024-02-01."],
        ),
        (
            '[added]\n2024-03-01 = { name = "x" }\n2024-03-02 = "y"\n',
            [
                "dòng 2, khóa «added.2024-03-01»: thiếu khóa «source». Hãy thêm khóa này.",
                "dòng 3, khóa «added.2024-03-02»: phải là bảng, đang là chuỗi. Hãy đối chiếu với tệp mẫu.",
            ],
        ),
        (
            '[swaps]\n2026-01-03 = { worked = 2026-01-09, source = "y" }\n',
            [
                "dòng 2, khóa «swaps.2026-01-03»: 03/01/2026 là ngày cuối tuần nên không cần đổi. "
                "Hãy xem lại: bên trái là ngày làm việc được nghỉ.",
                "dòng 2, khóa «swaps.2026-01-03.worked»: 09/01/2026 không phải thứ bảy, chủ nhật nên không làm bù "
                "được. Hãy xem lại ngày làm bù.",
            ],
        ),
        (
            'pending = 1\n[removed]\n2024-09-03 = { source = "\\u0007" }\n',
            [
                "dòng 1, khóa «pending»: phải là bảng. Hãy viết [pending] trên một dòng riêng.",
                "dòng 3, khóa «removed.2024-09-03.source»: có ký tự điều khiển U+0007 ở vị trí 1. "
                "Hãy xóa ký tự đó rồi nhập lại.",
            ],
        ),
    ],
)
def test_faults_of_the_holiday_file(text: str, messages: list[str]) -> None:
    with pytest.raises(FaultyFileError) as wrong:
        own(text)
    assert [str(fault) for fault in wrong.value.faults] == [f"ngay-nghi.toml, {message}" for message in messages]


def test_an_edited_file_is_read_itself(tmp_path: Path) -> None:
    path = tmp_path / "holidays.toml"
    path.write_bytes(HOLIDAYS.read_bytes())
    write_compact(path)
    assert holiday_table(path) == holiday_table()
    edited = read_text(path).replace("[removed]\n", '[removed]\n2024-09-03 = { source = "mẫu" }\n', 1)
    path.write_text(edited, encoding="utf-8")
    assert date(2024, 9, 3) in holiday_table(path).removed
    path.with_suffix(".json").write_text("hỏng\n{", encoding="utf-8")
    assert date(2024, 9, 3) in holiday_table(path).removed


def test_a_missing_or_foreign_holiday_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as missing:
        holiday_table(tmp_path / "khong-co.toml")
    assert str(missing.value) == f"Không có tệp {tmp_path / 'khong-co.toml'}: hãy xem lại đường dẫn."
    (tmp_path / "cu.toml").write_bytes("[added]\nngày\n".encode("utf-16"))
    with pytest.raises(ConfigError) as foreign:
        holiday_table(tmp_path / "cu.toml")
    assert str(foreign.value) == "cu.toml, dòng 1: có byte không phải UTF-8. Hãy lưu lại tệp bằng bảng mã UTF-8."


def test_the_command_needs_to_know_what_to_write(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ngay"]) == 2
    assert capsys.readouterr().out == "Cách dùng: python -m config.office_files holidays [NĂM-ĐẦU NĂM-CUỐI]\n"


# Other years, and the cost of asking


def test_a_year_outside_the_table_is_asked_of_the_library(table: HolidayTable) -> None:
    calendar = calendar_for([2024], table)
    assert date(2040, 2, 12) in calendar.holidays
    assert calendar.holidays[date(2040, 2, 12)].name == "Tết Nguyên Đán"
    assert not calendar.is_working_day(date(2019, 4, 29)) and calendar.is_working_day(date(2019, 5, 4))
    assert calendar.is_working_day(date(2300, 1, 1))  # nobody knows the law of that year


@given(st.dates(date(2021, 1, 1), date(2035, 12, 31)))
def test_asking_early_or_late_gives_the_same(day: date) -> None:
    table = holiday_table()
    assert calendar_for([], table).is_working_day(day) == calendar_for(ALL_YEARS, table).is_working_day(day)


@given(st.dates(date(2021, 1, 1), date(2034, 12, 31)), st.integers(0, 30))
def test_working_days_are_counted_as_they_are_walked(day: date, days: int) -> None:
    calendar = calendar_for(ALL_YEARS, holiday_table())
    there = calendar.add_working_days(day, days)
    span = Span(session(day + timedelta(1)), session(there + timedelta(1)))
    assert calendar.working(span) == 2 * days


def test_the_table_round_trips() -> None:
    table = own('[pending]\n"A" = { since = 2029-01-01, source = "b" }\n')
    assert from_json(to_json(table)) == table


def test_the_start_imports_neither_library_nor_parser() -> None:
    code = (
        "import sys; from config.office_files import holiday_table; from core.office.holidays import calendar_for;"
        "from datetime import date; c = calendar_for([2024], holiday_table()); c.is_working_day(date(2033, 5, 5));"
        "print([m for m in ('holidays', 'tomllib', 'tomli_w', 'core.office.reading', 'difflib') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HOLIDAYS.parents[1]
    )
    assert run.stdout == "[]\n"


# The clock


def test_clocks() -> None:
    now = SystemClock().now()
    assert now.tzinfo is ZONE and abs(now - datetime.now(UTC)) < timedelta(seconds=5)
    clock = FixedClock(datetime(2024, 3, 7, 1, tzinfo=UTC))
    assert clock.now().isoformat() == "2024-03-07T08:00:00+07:00"
    clock.move_to(datetime(2024, 3, 8, 1, tzinfo=timezone(timedelta(hours=9))))
    assert clock.now().isoformat() == "2024-03-07T23:00:00+07:00"
    with pytest.raises(UsageError) as refused:
        FixedClock(datetime(2024, 3, 7, 8))
    assert str(refused.value) == (
        "Thời điểm 07/03/2024 08:00 thiếu múi giờ nên không rõ là lúc nào: hãy ghi thêm múi giờ, ví dụ +07:00."
    )
