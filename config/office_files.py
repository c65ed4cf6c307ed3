"""Loads the files about the office that ship with the program, and those an administrator hands over.

`holidays.json` lies beside `holidays.toml`: the same table ready to load, with the checksum of the TOML it was made
from, because a parser's import is felt at every start. An edited TOML file no longer matches and is read itself.

`python -m config.office_files holidays [FIRST LAST]` writes the computed part of `holidays.toml` anew from the
holidays library, and the JSON beside it.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

from core.errors import ConfigError
from core.office.config import OfficeConfig, parse
from core.office.holidays import HolidayTable, calendar_for, from_json, to_json
from core.office.sessions import Calendar

FOLDER = Path(__file__).parent
SAMPLE = FOLDER / "office" / "sample.toml"
HOLIDAYS = FOLDER / "holidays.toml"
YEARS = (2021, 2035)
"""The years of the shipped table: the regulation is of 2021."""


def read_office(path: Path = SAMPLE) -> OfficeConfig:
    """The checked office of a TOML file. ConfigError names file, line and remedy."""
    return parse(read_text(path), source=path.name)


def read_text(path: Path) -> str:
    """The text of a file. ConfigError says why it cannot be read, and where it is no UTF-8."""
    return _decoded(path, _read(path))


def holiday_table(path: Path = HOLIDAYS) -> HolidayTable:
    """The holidays of a TOML file, from the JSON beside it where that is still the same table."""
    raw = _read(path)
    return _compact(path.with_suffix(".json"), raw) or _parsed(path, raw)


def holidays(path: Path = HOLIDAYS) -> Calendar:
    """The working calendar of a holiday file, for its own years and, when asked, for any other."""
    table = holiday_table(path)
    return calendar_for(range(table.first_year, table.last_year + 1), table)


def _compact(path: Path, raw: bytes) -> HolidayTable | None:
    try:
        checksum, _, table = path.read_text(encoding="utf-8").partition("\n")
        return from_json(table) if checksum == _checksum(raw) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _parsed(path: Path, raw: bytes) -> HolidayTable:
    from core.office.holiday_file import parse_holidays

    return parse_holidays(_decoded(path, raw), source=path.name)


def _checksum(raw: bytes) -> str:
    return f"{zlib.crc32(raw):08x} {len(raw)}"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ConfigError(f"Không có tệp {path}: hãy xem lại đường dẫn.") from None
    except IsADirectoryError:
        raise ConfigError(f"{path} là thư mục: hãy ghi đường dẫn tới một tệp TOML.") from None
    except OSError as error:
        raise ConfigError(f"Không đọc được tệp {path} ({error.strerror}): hãy kiểm tra quyền đọc.") from None


def _decoded(path: Path, raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            f"{path.name}, dòng {line}: có byte không phải UTF-8. Hãy lưu lại tệp bằng bảng mã UTF-8."
        ) from None


def write_holidays(path: Path = HOLIDAYS, first: int = YEARS[0], last: int = YEARS[1]) -> None:
    """Write the computed part of the file anew, then the JSON beside it."""
    from core.office.holiday_file import regenerated

    path.write_text(regenerated(read_text(path), first, last), encoding="utf-8")
    write_compact(path)


def write_compact(path: Path = HOLIDAYS) -> None:
    """Write the JSON beside a holiday file that was edited by hand."""
    raw = _read(path)
    path.with_suffix(".json").write_text(f"{_checksum(raw)}\n{to_json(_parsed(path, raw))}\n", encoding="utf-8")


def main(words: Sequence[str]) -> int:
    if not words or words[0] != "holidays" or len(words) not in (1, 3) or not all(w.isdigit() for w in words[1:]):
        print("Cách dùng: python -m config.office_files holidays [NĂM-ĐẦU NĂM-CUỐI]")
        return 2
    write_holidays(HOLIDAYS, *(map(int, words[1:]) if words[1:] else YEARS))
    print(f"Đã ghi {HOLIDAYS.name} và {HOLIDAYS.with_suffix('.json').name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
