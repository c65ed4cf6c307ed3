"""The office's configuration: check a file, compare it, put it in force, write it out, look at a day of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from core.codec import instant
from core.errors import StoreError, UsageError
from core.office.config import OfficeConfig, parse
from core.office.config import check as check_text
from core.office.diff import diff
from core.office.export import export as to_toml
from core.office.export import from_json
from core.office.office import Rank
from core.text import given_name_key
from tui.cli import identity
from tui.cli.files import deliver, read_bytes
from tui.cli.render import Json, when

if TYPE_CHECKING:
    from core.office.diff import Change
    from core.office.faults import Fault
    from core.office.office import Establishment, Person
    from tui.cli.context import Context

FILE = "TỆP"


def _text(context: Context) -> tuple[str, str]:
    """The file's text and its name in messages."""
    path = context.words.raw(FILE)
    raw = read_bytes(path, "tệp cấu hình TOML")
    name = Path(path or "").name
    try:
        return raw.decode("utf-8-sig"), name
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UsageError(
            f"{name}, dòng {line}: có byte không phải UTF-8; hãy lưu lại tệp bằng bảng mã UTF-8."
        ) from None


def _in_force(context: Context, version: int | None = None) -> OfficeConfig:
    rows = context.house.desk.reader.office_versions()
    found = next((r for r in rows if version is None or r.version == version), None)
    if found is None and version is not None:
        raise UsageError(f"Không có bản cấu hình số {version}; xem «vptu config versions».")
    if found is None:
        raise StoreError("Kho dữ liệu chưa có cấu hình nào: chạy «vptu config apply TỆP».")
    return from_json(found.json)


def check(context: Context) -> int:
    """Every fault of the file; 4 where it cannot be put in force."""
    faults = check_text(*_text(context))
    grave = [f for f in faults if not f.warning]
    if context.json:
        context.page.data({"ok": not grave, "faults": [_fault_json(f) for f in faults]})
    else:
        for fault in faults:
            context.page.item(str(fault), "!" if fault.warning else "✗", tone="warn" if fault.warning else "bad")
        context.page.line(
            f"Có {len(grave)} lỗi phải sửa." if grave else "Tệp dùng được.", tone="bad" if grave else "good"
        )
    return 4 if grave else 0


def _fault_json(fault: Fault) -> Json:
    return {
        "line": fault.line,
        "key": fault.key,
        "message": fault.message,
        "remedy": fault.remedy,
        "warning": fault.warning,
    }


def compare(context: Context) -> int:
    text, name = _text(context)
    changes = diff(_in_force(context), parse(text, source=name))
    if context.json:
        context.page.data({"changes": [_change_json(c) for c in changes]})
    else:
        _print_changes(context, changes)
    return 0


def _change_json(change: Change) -> Json:
    return {"section": change.section, "subject": change.subject, "text": change.text}


def _print_changes(context: Context, changes: tuple[Change, ...]) -> None:
    if not changes:
        context.page.line("Tệp không khác gì với cấu hình đang dùng.")
    for change in changes:
        context.page.item(str(change))


def apply(context: Context) -> int:
    """Put the file in force from a day on. What was in force before stays answerable."""
    text, name = _text(context)
    config = parse(text, source=name)
    since = context.words.day("--since", context.today)
    changes = diff(_in_force(context), config)
    version = None
    if changes:
        version = context.house.governing.apply_office(
            config, text, by=context.me, at=context.now, effective_from=since, changes=tuple(map(str, changes))
        )
    warnings = [str(f) for f in check_text(text, name) if f.warning] + _locked_out(config, since)
    if context.json:
        context.page.data(
            {
                "version": version,
                "since": since.isoformat(),
                "changes": [_change_json(c) for c in changes],
                "warnings": warnings,
            }
        )
        return 0
    _print_changes(context, changes)
    if version is not None:
        context.page.line(f"Đã đưa vào sử dụng: bản số {version}, áp dụng từ {since:%d/%m/%Y}.", tone="good")
    for warning in warnings:
        context.page.item(warning, "!", tone="warn")
    return 0


def _locked_out(config: OfficeConfig, since: date) -> list[str]:
    """Who applied it should know when this account can no longer change it."""
    if config.sample:
        return []
    people = config.on(since).people.values()
    account = identity.account_name()
    if any(account in p.sign_in and (p.rank is Rank.HEAD or p.admin) for p in people):
        return []
    return [
        f"Theo cấu hình này, tài khoản «{account}» không thay đổi được cấu hình nữa: "
        "chỉ Chánh Văn phòng và người có admin = true, theo sign_in của họ."
    ]


def export(context: Context) -> int:
    wanted = context.words.number("--version", 0) or None
    text = to_toml(_in_force(context, wanted))
    if context.words.raw("--output") is None:
        context.page.raw(text)
        return 0
    return deliver(context, text.encode(), "van-phong.toml", "Đã ghi cấu hình")


def versions(context: Context) -> int:
    rows = context.house.desk.reader.office_versions()
    if context.json:
        context.page.data(
            {"versions": [
                {"version": r.version, "since": r.effective_from, "applied_at": r.applied_at, "by": r.by,
                 "sha256": r.sha256}
                for r in rows
            ]}
        )  # fmt: skip
        return 0
    office = context.house.desk.office(context.now)
    context.page.table(
        ("Bản", "Áp dụng từ", "Lập lúc", "Người lập"),
        [
            (
                str(r.version),
                f"{date.fromisoformat(r.effective_from):%d/%m/%Y}",
                when(instant(r.applied_at)),
                office.name(r.by),
            )
            for r in rows
        ],
    )
    return 0


# One day of it


def show(context: Context) -> int:
    on = context.words.day("--on", context.today)
    found = context.premises.establishment(on)
    if context.json:
        context.page.data(_establishment_json(found, on))
    else:
        _print_establishment(context, found, on)
    return 0


def _establishment_json(found: Establishment, on: date) -> Json:
    return {
        "name": found.name, "on": on.isoformat(), "version": found.version, "sample": found.sample,
        "people": [_person_json(p) for p in found.people.values()],
        "units": [
            {"id": u.id, "name": u.name, "under_head": u.under_head, "deputy": found.deputy_of_unit.get(u.id),
             "members": list(found.members.get(u.id, ()))}
            for u in found.units.values()
        ],
        "bodies": [{"id": b.id, "name": b.name, "spokesperson": b.spokesperson} for b in found.bodies.values()],
        "fields": [
            {"id": f, "name": name, "deputy": found.deputy_of_field.get(f),
             "followers": list(found.followers_of_field.get(f, ()))}
            for f, name in found.fields.items()
        ],
        "areas": [
            {"id": a, "name": name, "followers": list(found.followers_of_area.get(a, ()))}
            for a, name in found.areas.items()
        ],
        "default_standing_deputy": found.default_standing_deputy,
    }  # fmt: skip


def _person_json(person: Person) -> Json:
    return {
        "id": person.id, "name": person.name, "rank": str(person.rank), "title": person.title, "unit": person.unit,
        "sign_in": list(person.sign_in), "admin": person.admin, "joined": person.joined and person.joined.isoformat(),
        "leave_days": person.leave_days,
    }  # fmt: skip


def _print_establishment(context: Context, found: Establishment, on: date) -> None:
    page = context.page
    page.line(f"{found.name} – ngày {on:%d/%m/%Y}" + (" (văn phòng mẫu)" if found.sample else ""), tone="bold")
    page.heading("Người")
    order = {rank: n for n, rank in enumerate(Rank)}
    people = sorted(found.people.values(), key=lambda p: (order[p.rank], given_name_key(p.name)))
    page.table(
        ("Mã", "Tên", "Chức vụ", "Bộ phận"), [(p.id, p.name, p.title, _unit(found, p.unit)) for p in people], indent=2
    )
    page.heading("Bộ phận")
    rows = [(u.id, u.name, _led_by(found, u.id)) for u in found.units.values()]
    page.table(("Mã", "Tên", "Phụ trách"), rows, indent=2)
    page.heading("Lĩnh vực")
    rows = [
        (f, name, _name(found, found.deputy_of_field.get(f)) or "Chánh Văn phòng") for f, name in found.fields.items()
    ]
    page.table(("Mã", "Tên", "Phụ trách"), rows, indent=2)
    page.heading("Tập thể, tổ chức")
    rows = [
        (b.id, b.name, _name(found, b.spokesperson) or "ý kiến do người khác ghi nhận") for b in found.bodies.values()
    ]
    page.table(("Mã", "Tên", "Trả lời thay"), rows, indent=2)


def _unit(found: Establishment, unit: str | None) -> str:
    return found.units[unit].name if unit and unit in found.units else ""


def _led_by(found: Establishment, unit: str) -> str:
    return _name(found, found.deputy_of_unit.get(unit)) or (
        "Chánh Văn phòng trực tiếp" if found.units[unit].under_head else "chưa có"
    )


def _name(found: Establishment, person: str | None) -> str:
    return f"{found.people[person].name} ({person})" if person and person in found.people else ""
