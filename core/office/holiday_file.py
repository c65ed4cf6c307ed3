"""The holiday file an office edits: read and checked, and its computed part written anew by the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from core.office.draft import Findings
from core.office.faults import FaultyFileError
from core.office.holidays import HolidayTable, Pending, computed_days, computed_swaps
from core.office.reading import document_of, row
from core.office.toml_text import Path
from core.office.value_forms import Form, WrongValueError, as_it_is, day, text

MARK = "# ==== BẢNG TÍNH SẴN"
"""Everything from this line on is written by the program."""
FIRST_SWAP = 2010
"""The first year with an announced swap that the library knows."""
_ANEW = "Hãy ghi lại phần tính sẵn bằng python -m config.office_files holidays"
_SECTIONS: dict[str, Form] = dict.fromkeys(("added", "removed", "swaps", "pending", "computed"), as_it_is)


def year(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool) and 1900 <= value <= 2200:
        return value
    raise WrongValueError("phải là số năm", _ANEW)


_COMPUTED: dict[str, Form] = {"first_year": year, "last_year": year, "days": as_it_is, "swaps": as_it_is}
_SOURCE: dict[str, Form] = {"source": text(300)}
_ADDED: dict[str, Form] = {"name": text(120), **_SOURCE}
_SWAP: dict[str, Form] = {"worked": day, **_SOURCE}
_PENDING: dict[str, Form] = {"since": day, **_SOURCE}


def parse_holidays(written: str, *, source: str) -> HolidayTable:
    """The checked table of a TOML text. Raises FaultyFileError with everything that is wrong."""
    written = written.removeprefix("\ufeff")
    document, fault = document_of(written)
    if fault:
        raise FaultyFileError([replace(fault, source=source)])
    findings = Findings()
    table = _table(row(document, _SECTIONS, ("computed",), (), findings), findings)
    if findings.grave():
        raise FaultyFileError(findings.in_order(written, source))
    return table


def _table(document: Mapping[str, object], findings: Findings) -> HolidayTable:
    computed = row(document.get("computed", {}), _COMPUTED, _COMPUTED, ("computed",), findings)
    added = _rows(document, "added", _ADDED, findings)
    swaps = _rows(document, "swaps", _SWAP, findings)
    for off, entry in swaps.items():
        _check_swap(off, cast(date, entry["worked"]), findings)
    return HolidayTable(
        first_year=cast(int, computed.get("first_year", 0)),
        last_year=cast(int, computed.get("last_year", 0)),
        days=cast("dict[date, str]", _plain(computed.get("days", {}), ("computed", "days"), text(120), findings)),
        swaps=cast("dict[date, date]", _plain(computed.get("swaps", {}), ("computed", "swaps"), day, findings)),
        added={off: cast(str, entry["name"]) for off, entry in added.items()},
        removed=frozenset(_rows(document, "removed", _SOURCE, findings)),
        own_swaps={off: cast(date, entry["worked"]) for off, entry in swaps.items()},
        pending=tuple(_pending(document.get("pending", {}), findings)),
    )


def _check_swap(off: date, worked: date, findings: Findings) -> None:
    if off.weekday() > 4:
        message = f"{off:%d/%m/%Y} là ngày cuối tuần nên không cần đổi"
        findings.add(("swaps", str(off)), message, "Hãy xem lại: bên trái là ngày làm việc được nghỉ")
    if worked.weekday() < 5:
        message = f"{worked:%d/%m/%Y} không phải thứ bảy, chủ nhật nên không làm bù được"
        findings.add(("swaps", str(off), "worked"), message, "Hãy xem lại ngày làm bù")


def _dated(table: object, path: Path, findings: Findings) -> list[tuple[date, Path, object]]:
    """The rows of a table whose keys are days."""
    if not isinstance(table, dict):
        findings.add(path, "phải là bảng", f"Hãy viết [{'.'.join(map(str, path))}] trên một dòng riêng")
        return []
    found = []
    for key, value in table.items():
        try:
            found.append((date.fromisoformat(key), (*path, key), value))
        except ValueError:
            findings.add((*path, key), "tên khóa phải là một ngày có thật", "Hãy viết như 2024-02-01")
    return found


def _plain(table: object, path: Path, form: Form, findings: Findings) -> dict[date, object]:
    good = {}
    for when, at, value in _dated(table, path, findings):
        try:
            good[when] = form(value)
        except WrongValueError as wrong:
            findings.add(at, wrong.message, wrong.remedy)
    return good


def _rows(
    document: Mapping[str, object], section: str, forms: Mapping[str, Form], findings: Findings
) -> dict[date, dict[str, object]]:
    """The office's own rows that have all they need; each says where it comes from."""
    found = {
        when: row(value, forms, forms, at, findings)
        for when, at, value in _dated(document.get(section, {}), (section,), findings)
    }
    return {when: entry for when, entry in found.items() if entry.keys() == forms.keys()}


def _pending(table: object, findings: Findings) -> list[Pending]:
    if not isinstance(table, dict):
        findings.add(("pending",), "phải là bảng", "Hãy viết [pending] trên một dòng riêng")
        return []
    found = []
    for name, value in table.items():
        entry = row(value, _PENDING, _SOURCE, ("pending", name), findings)
        found.append(Pending(name, cast("date | None", entry.get("since")), cast(str, entry.get("source", ""))))
    return found


def regenerated(written: str, first: int, last: int) -> str:
    """The file with its computed part written anew for these years; the office's own part stays as it is."""
    from importlib.metadata import version

    own, _, _ = written.partition(MARK)
    lines = [
        f"{MARK} {'=' * 80}",
        "# Từ dòng trên trở xuống do chương trình ghi: python -m config.office_files holidays. Sửa ở phần đầu tệp.",
        f"# Nguồn: thư viện holidays {version('holidays')}, lịch Việt Nam (Bộ luật Lao động, Điều 112; âm lịch UTC+7).",
        "",
        "[computed]",
        f"first_year = {first}",
        f"last_year = {last}",
        "",
        "# Ngày nghỉ = ngày thứ bảy hoặc chủ nhật đi làm bù",
        "[computed.swaps]",
        *(f"{off} = {worked}" for off, worked in computed_swaps(range(FIRST_SWAP, last + 1)).items()),
        "",
        "[computed.days]",
        *(f'{off} = "{name}"' for off, name in computed_days(range(first, last + 1)).items()),
    ]
    return own + "\n".join(lines) + "\n"
