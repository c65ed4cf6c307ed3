"""Is everything in order on this machine: store, journal, configuration, plugins, letters, terminal, clock?

Looks only; a store that is not there is not made. Each finding says what to do.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import STORE, VptuError
from core.text import number
from tui.cli.guard import foreign_package
from tui.cli.render import Json, when

if TYPE_CHECKING:
    from core.desk import Desk
    from tui.cli.context import Context

LEAST_FREE = 100_000_000
"""Bytes of free disk below which a warning is due."""
SMALLEST, GOOD = (60, 18), (80, 24)
"""Columns and lines: below the first the app cannot be used."""
_SIGN = {"ok": "✓", "warn": "!", "bad": "✗"}
_TONE = {"ok": "", "warn": "warn", "bad": "bad"}
SAFE_SQLITE = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""Versions with the repair of the WAL-reset bug: the first, and the branches it was carried back to."""


@dataclass(frozen=True, slots=True)
class Finding:
    name: str
    state: str
    """ok · warn · bad"""
    says: str
    todo: str = ""


def doctor(context: Context) -> int:
    found = [finding for check in CHECKS for finding in _guarded(check, context)]
    bad = any(f.state == "bad" for f in found)
    if context.json:
        context.page.data({"ok": not bad, "checks": [_json(f) for f in found]})
    else:
        _print(context, found)
    return STORE if bad else 0


def _json(finding: Finding) -> Json:
    return {"name": finding.name, "state": finding.state, "says": finding.says, "todo": finding.todo or None}


def _print(context: Context, found: list[Finding]) -> None:
    page = context.page
    for finding in found:
        page.item(f"{finding.name}: {finding.says}", _SIGN[finding.state], indent=0, tone=_TONE[finding.state])
        if finding.todo:
            page.item(finding.todo, "→", indent=2)
    page.line()
    worst = {f.state for f in found}
    page.line(
        "Có chỗ hỏng phải sửa."
        if "bad" in worst
        else "Dùng được; có chỗ nên xem lại."
        if "warn" in worst
        else "Mọi thứ đều ổn.",
        tone="bad" if "bad" in worst else "good",
    )


def _guarded(check: Callable[[Context], Iterator[Finding]], context: Context) -> Iterator[Finding]:
    """A check that fails is a finding itself."""
    try:
        yield from check(context)
    except VptuError as error:
        yield Finding(NAMES[check], "bad", str(error))
    except Exception as error:  # whatever is broken here is what a doctor is for
        yield Finding(
            NAMES[check], "bad", f"không kiểm tra được ({type(error).__name__}: {error})", "Báo người quản trị."
        )


def _desk(context: Context) -> Desk | None:
    """The store's desk, where there is a store with an office."""
    from core.desk import Desk

    found = context.premises
    return found if isinstance(found, Desk) else None


# Store and journal


def _store(context: Context) -> Iterator[Finding]:
    path, name = context.places.store, "Kho dữ liệu"
    if not path.exists():
        yield Finding(
            name, "warn", f"chưa có kho tại {path}", "Chạy «vptu» để tạo kho với văn phòng mẫu, hoặc ghi --store TỆP."
        )
        return
    desk = _desk(context)
    if desk is None:
        yield Finding(name, "warn", f"{path} chưa có Văn phòng nào", "Chạy «vptu config apply TỆP».")
        return
    versions = ", ".join(f"{part} bậc {n}" for part, n in sorted(desk.reader.schema_versions().items()))
    yield Finding(name, "ok", f"{path}, {number(path.stat().st_size)} byte, {versions}")
    yield from _store_file(path)


def _store_file(path: Path) -> Iterator[Finding]:
    if path.stat().st_mode & (stat.S_IRWXO | stat.S_IWGRP):
        yield Finding("Quyền tệp kho", "warn", "người ngoài đọc hoặc ghi được tệp kho", f"Chạy «chmod 600 {path}».")
    for place in (path, path.parent):
        if not os.access(place, os.W_OK):
            yield Finding(
                "Quyền tệp kho", "bad", f"không ghi được vào «{place}»", "Cấp quyền ghi cho tệp kho và thư mục chứa nó."
            )
            return
    free = shutil.disk_usage(path.parent).free
    if free < LEAST_FREE:
        yield Finding("Chỗ trống", "warn", f"đĩa chỉ còn {number(free)} byte", "Giải phóng chỗ trống.")


def _journal(context: Context) -> Iterator[Finding]:
    from core.records.journal import verify

    if _desk(context) is None:
        return
    found = verify(context.opened.store, mirror=True)
    if found.sound:
        yield Finding("Nhật ký", "ok", f"nguyên vẹn, {number(found.entries)} mục")
    else:
        yield Finding(
            "Nhật ký",
            "bad",
            f"{number(len(found.faults))} chỗ sai",
            "Xem «vptu journal verify»; giữ nguyên tệp kho để tra xét.",
        )


def _sqlite(context: Context) -> Iterator[Finding]:
    from core.records.driver import sqlite

    have = sqlite.sqlite_version_info
    repaired = have >= SAFE_SQLITE[0] or any(have[:2] == safe[:2] and have >= safe for safe in SAFE_SQLITE)
    says = f"{sqlite.sqlite_version} ({sqlite.__name__.partition('.')[0]})"
    if repaired:
        yield Finding("SQLite", "ok", says)
    else:
        yield Finding(
            "SQLite", "warn", f"{says} có lỗi WAL đã biết; khóa ghi của chương trình che được", "Cài gói pysqlite3."
        )


# Configuration


def _office(context: Context) -> Iterator[Finding]:
    from tui.cli.identity import sign_in

    people = context.premises.establishment(context.today)
    if people.sample:
        yield Finding(
            "Văn phòng",
            "warn",
            "đang dùng văn phòng mẫu",
            "Soạn tệp của mình từ «vptu config export» rồi «vptu config apply TỆP».",
        )
    else:
        yield Finding("Văn phòng", "ok", f"{people.name}, bản số {people.version}, {len(people.people)} người")
    if people.head is None:
        yield Finding(
            "Văn phòng",
            "bad",
            "hôm nay không có Chánh Văn phòng",
            "Bổ sung trong tệp cấu hình rồi «vptu config apply TỆP».",
        )
    for unit in people.units.values():
        if not unit.under_head and unit.id not in people.deputy_of_unit:
            yield Finding(
                "Văn phòng",
                "warn",
                f"{unit.name} chưa có Phó phụ trách",
                "Phân công trong tệp cấu hình (deputy_of_unit).",
            )
    person = sign_in(people, None, lambda note: None)
    yield Finding("Tài khoản", "ok", f"{people.people[person].name} ({person})")


def _regulation(context: Context) -> Iterator[Finding]:
    law = context.premises.law(context.now)
    says = f"{law.header.name}, {len(law.norms)} quy định, {len(law.readings)} cách hiểu"
    texts = context.official_texts()
    more = f", nguyên văn {len(texts)} điều khoản" if texts else ""
    yield Finding("Quy chế", "ok", says + more, "" if texts else "Nạp nguyên văn: «vptu quy-che import TỆP».")


def _plugins(context: Context) -> Iterator[Finding]:
    registry = context.registry
    names = ", ".join(p.name for p in registry.plugins())
    if not registry.failures:
        yield Finding("Plugin", "ok", names)
    for failure in registry.failures:
        yield Finding("Plugin", "bad", failure.sentence, "Xem «vptu plugins»; chạy tạm: thêm --safe.")


def _installation(context: Context) -> Iterator[Finding]:
    """The four packages must come from one place: their names are not rare."""
    stranger = foreign_package()
    if stranger:
        yield Finding("Cài đặt", "bad", stranger)
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Cài đặt", "ok", f"{Path(__file__).resolve().parents[2]}, Python {version}")


# The machine


def _letters(context: Context) -> Iterator[Finding]:
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
    if "utf-8" in locale.lower() or "utf8" in locale.lower():
        yield Finding("Chữ Việt", "ok", f"UTF-8 ({locale})")
    else:
        yield Finding(
            "Chữ Việt",
            "warn",
            f"máy đặt «{locale or 'C'}», chữ có dấu có thể hiện sai",
            "Đặt LANG=vi_VN.UTF-8 hoặc LANG=C.UTF-8.",
        )


def _terminal(context: Context) -> Iterator[Finding]:
    if not sys.stdout.isatty():
        yield Finding("Màn hình", "ok", "không có (đang chạy trong ống lệnh)")
        return
    size, term = shutil.get_terminal_size(), os.environ.get("TERM", "")
    says = f"{size.columns}×{size.lines}, TERM={term or 'chưa đặt'}"
    if term in ("", "dumb"):
        yield Finding("Màn hình", "warn", says, "Đặt TERM, ví dụ TERM=xterm-256color.")
    elif size.columns < SMALLEST[0] or size.lines < SMALLEST[1]:
        yield Finding("Màn hình", "bad", f"{says}, quá nhỏ", f"Mở rộng ít nhất {GOOD[0]}×{GOOD[1]}.")
    elif size.columns < GOOD[0] or size.lines < GOOD[1]:
        yield Finding("Màn hình", "warn", f"{says}, hơi nhỏ", f"Nên mở rộng ít nhất {GOOD[0]}×{GOOD[1]}.")
    else:
        yield Finding("Màn hình", "ok", says)


def _clock(context: Context) -> Iterator[Finding]:
    now, name = context.now, "Đồng hồ"
    if os.environ.get("VPTU_NOW"):
        yield Finding(name, "warn", f"đang đứng ở {when(now)} theo VPTU_NOW", "Bỏ VPTU_NOW khi làm việc thật.")
    desk = _desk(context)
    last = desk.reader.entry(desk.reader.head()) if desk else None
    if last is not None:
        from core.codec import instant

        ahead = instant(last.at) - now
        if ahead > timedelta(minutes=5):
            yield Finding(
                name,
                "bad",
                f"{when(now)}, sớm hơn mục nhật ký cuối ({when(instant(last.at))})",
                "Chỉnh lại giờ máy trước khi ghi tiếp.",
            )
            return
    yield Finding(name, "ok", f"{when(now)} (Asia/Ho_Chi_Minh)")


NAMES: dict[Callable[[Context], Iterator[Finding]], str] = {
    _store: "Kho dữ liệu", _journal: "Nhật ký", _sqlite: "SQLite", _office: "Văn phòng", _regulation: "Quy chế",
    _plugins: "Plugin", _installation: "Cài đặt", _letters: "Chữ Việt", _terminal: "Màn hình", _clock: "Đồng hồ",
}  # fmt: skip
CHECKS = tuple(NAMES)
