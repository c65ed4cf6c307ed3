"""From TOML to a checked office: each value's type and form first, then what the values say of each other (`checks`).

Nothing is guessed: an unknown key is a fault with the nearest known one beside it, and every fault of a file is
found in one go, so that an administrator corrects it once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from core.office.checks import check_all
from core.office.config import (
    Assignment,
    BodyEntry,
    Duty,
    OfficeConfig,
    PersonEntry,
    Post,
    Term,
    Topic,
    UnitEntry,
)
from core.office.draft import Draft, Findings
from core.office.faults import Fault
from core.office.office import Rank
from core.office.toml_text import Path, bulk_fault, syntax_fault, too_deep
from core.office.value_forms import (
    Form,
    WrongValueError,
    as_it_is,
    body_kind,
    day,
    fingerprint,
    flag,
    identity,
    kind_of,
    leave_days,
    rank,
    several,
    shown,
    sign_in_name,
    text,
)

FORMAT = 1
Row = Mapping[str, object]
Placed = list[tuple[Path, dict[str, object]]]
"""Entries of a section beside their places."""


_TERM: dict[str, Form] = {"from": day, "until": day}
_NAMED: dict[str, Form] = {"id": identity, "name": text(120), **_TERM}
_POST: dict[str, Form] = {"rank": rank, "title": text(120), "unit": identity, **_TERM}
SECTIONS: dict[str, dict[str, Form]] = {
    "units": {**_NAMED, "under_head": flag},
    "bodies": {**_NAMED, "kind": body_kind, "contact": text(200), "area": identity, "spokesperson": identity},
    "fields": {**_NAMED, "under_head": flag},
    "areas": _NAMED,
    "people": {
        **_NAMED,
        **_POST,
        "sign_in": several(sign_in_name),
        "keys": several(fingerprint),
        "joined": day,
        "leave_days": leave_days,
        "admin": flag,
        "posts": as_it_is,
    },
    "assignments": {"person": identity, **{str(duty): several(identity) for duty in Duty}, "basis": text(300), **_TERM},
}
_SETTINGS: dict[str, Form] = {"default_standing_deputy": identity}
_TOP: dict[str, Form] = {
    "format": as_it_is,
    "name": text(120),
    "sample": flag,
    **dict.fromkeys(("settings", *SECTIONS), as_it_is),
}
_IN_A_POST = ("rank", "title", "from")


# Tables


def row(
    data: object, forms: Mapping[str, Form], required: Iterable[str], at: Path, findings: Findings
) -> dict[str, object]:
    """The well-formed values of a table; everything else in it becomes a fault."""
    if not isinstance(data, dict):
        findings.add(at, f"phải là bảng, đang là {kind_of(data)}", "Hãy đối chiếu với tệp mẫu")
        return {}
    good: dict[str, object] = {}
    for key, value in data.items():
        form = forms.get(key)
        if form is None:
            near = findings.near(key, forms)
            remedy = f"{near}Hãy sửa hoặc xóa dòng này" if near else f"Ở đây chỉ dùng: {', '.join(forms)}"
            findings.add((*at, key), "không có khóa này", remedy)
            continue
        try:
            good[key] = form(value)
        except WrongValueError as wrong:
            findings.add((*at, key), wrong.message, wrong.remedy)
    for key in required:
        if key not in data:
            findings.add(at, f"thiếu khóa «{key}»", "Hãy thêm khóa này")
    return good


def rows(data: object, section: str, findings: Findings) -> Placed:
    """The entries of an array of tables with their places; people's posts stay as they are written."""
    if not isinstance(data, list):
        findings.add((section,), f"phải là danh sách, đang là {kind_of(data)}", f"Hãy viết mỗi mục sau [[{section}]]")
        return []
    found: Placed = []
    for place, entry in enumerate(data):
        path: Path = (section, place)
        if isinstance(entry, dict) and isinstance(own := entry.get("id"), str):
            findings.names[path] = own
        found.append((path, row(entry, SECTIONS[section], _required(section, entry), path, findings)))
    return found


def _required(section: str, entry: object) -> tuple[str, ...]:
    if section == "assignments":
        return ("person", "from")
    alone = section == "people" and isinstance(entry, dict) and "posts" not in entry
    return ("id", "name", *_IN_A_POST) if alone else ("id", "name")


def _posts(person: dict[str, object], path: Path, findings: Findings) -> Placed:
    """A person's posts with their places: one written with the person, or several in a list of their own."""
    own = {key: person[key] for key in _POST if key in person}
    if "posts" not in person:
        return [(path, own)]
    listed = person["posts"]
    for key in own:
        findings.add((*path, key), "chức vụ đã ghi trong posts", "Hãy chuyển khóa này vào một mục của posts")
    if not isinstance(listed, list) or not listed:
        findings.add((*path, "posts"), "phải là danh sách các chức vụ", "Hãy viết mỗi chức vụ sau [[people.posts]]")
        return []
    places: list[Path] = [(*path, "posts", place) for place in range(len(listed))]
    return [(at, row(post, _POST, _IN_A_POST, at, findings)) for at, post in zip(places, listed, strict=True)]


def term(entry: Row, path: Path, findings: Findings) -> Term:
    """The days of an entry; an open end where none is written."""
    start, until = cast(date, entry.get("from", date.min)), cast(date, entry.get("until", date.max))
    if until >= start:
        return Term(start, until)
    findings.add(
        (*path, "until"),
        f"ngày cuối {until:%d/%m/%Y} trước ngày đầu {start:%d/%m/%Y}",
        "Hãy sửa một trong hai ngày; ngày until tính cả ngày đó",
    )
    return Term(start, start)


# The whole file


def read(text: str, source: str) -> tuple[OfficeConfig | None, tuple[Fault, ...]]:
    """The office and all faults; no office when one of them is more than a warning."""
    text = text.removeprefix("\ufeff")
    document, fault = document_of(text)
    if fault:
        return None, (replace(fault, source=source),)
    findings = Findings()
    config = _config(document, findings)
    return None if findings.grave() else config, findings.in_order(text, source)


def document_of(text: str) -> tuple[dict[str, object], Fault | None]:
    """The TOML text as tables, or the one fault that keeps it from being read."""
    import tomllib

    if fault := bulk_fault(text):
        return {}, fault
    try:
        return tomllib.loads(text), None
    except RecursionError:
        return {}, too_deep()
    except ValueError as error:  # TOMLDecodeError, and int() of a number with thousands of digits
        return {}, syntax_fault(text, error)


def _config(document: dict[str, object], findings: Findings) -> OfficeConfig:
    top = row(document, _TOP, ("name",), (), findings)
    _check_format(top.get("format", FORMAT), findings)
    settings = row(top.get("settings", {}), _SETTINGS, (), ("settings",), findings)
    draft = Draft(default_standing_deputy=cast("str | None", settings.get("default_standing_deputy")))
    for section, build in _BUILDERS.items():
        entries = rows(top.get(section, []), section, findings)
        draft.declared[section] = frozenset(findings.names[path] for path, _ in entries if path in findings.names)
        for path, entry in entries:
            build(draft, entry, path, findings)
    check_all(draft, findings)
    return OfficeConfig(
        name=cast(str, top.get("name", "")),
        people=tuple(entry for _, entry in draft.people),
        units=tuple(entry for _, entry in draft.units),
        bodies=tuple(entry for _, entry in draft.bodies),
        fields=tuple(entry for _, entry in draft.fields),
        areas=tuple(entry for _, entry in draft.areas),
        assignments=tuple(entry for _, entry in draft.assignments),
        default_standing_deputy=draft.default_standing_deputy,
        sample=cast(bool, top.get("sample", False)),
    )


def _check_format(value: object, findings: Findings) -> None:
    if value != FORMAT or isinstance(value, bool):
        findings.add(
            ("format",),
            f"tệp theo định dạng «{shown(value)}», chương trình này đọc định dạng {FORMAT}",
            "Hãy dùng bản chương trình mới hơn hoặc xuất lại tệp bằng vptu config export",
        )


# One builder per section: an entry without what it needs is left out, its fault is known already


def _build_person(draft: Draft, entry: dict[str, object], path: Path, findings: Findings) -> None:
    posts = [
        (at, Post(cast(Rank, post["rank"]), cast(str, post["title"]), _unit(post), term(post, at, findings)))
        for at, post in _posts(entry, path, findings)
        if all(key in post for key in _IN_A_POST)
    ]
    if "id" not in entry or "name" not in entry:
        return
    person = PersonEntry(
        id=cast(str, entry["id"]),
        name=cast(str, entry["name"]),
        posts=tuple(sorted((post for _, post in posts), key=lambda post: post.term)),
        sign_in=cast("tuple[str, ...]", entry.get("sign_in", ())),
        keys=cast("tuple[str, ...]", entry.get("keys", ())),
        joined=cast("date | None", entry.get("joined")),
        leave_days=cast("float | None", entry.get("leave_days")),
        admin=cast(bool, entry.get("admin", False)),
    )
    draft.people.append((path, person))
    draft.posts.extend((at, person, post) for at, post in posts)


def _unit(post: Row) -> str | None:
    return cast("str | None", post.get("unit"))


def _named(entry: Row) -> tuple[str, str] | None:
    return (cast(str, entry["id"]), cast(str, entry["name"])) if "id" in entry and "name" in entry else None


def _build_unit(draft: Draft, entry: dict[str, object], path: Path, findings: Findings) -> None:
    days = term(entry, path, findings)
    if named := _named(entry):
        draft.units.append((path, UnitEntry(*named, cast(bool, entry.get("under_head", False)), days)))


def _build_body(draft: Draft, entry: dict[str, object], path: Path, findings: Findings) -> None:
    days = term(entry, path, findings)
    if named := _named(entry):
        body = BodyEntry(
            *named,
            spokesperson=cast("str | None", entry.get("spokesperson")),
            term=days,
            kind=cast(str, entry.get("kind", "")),
            contact=cast(str, entry.get("contact", "")),
            area=cast("str | None", entry.get("area")),
        )
        draft.bodies.append((path, body))


def _topic(entry: Row, path: Path, findings: Findings) -> list[tuple[Path, Topic]]:
    days = term(entry, path, findings)
    named = _named(entry)
    return [(path, Topic(*named, cast(bool, entry.get("under_head", False)), days))] if named else []


def _build_field(draft: Draft, entry: dict[str, object], path: Path, findings: Findings) -> None:
    draft.fields.extend(_topic(entry, path, findings))


def _build_area(draft: Draft, entry: dict[str, object], path: Path, findings: Findings) -> None:
    draft.areas.extend(_topic(entry, path, findings))


def _build_assignment(draft: Draft, entry: dict[str, object], path: Path, findings: Findings) -> None:
    days = term(entry, path, findings)
    if not any(entry.get(duty) for duty in Duty) and not findings.touched(path, Duty):
        findings.add(path, "phân công này không giao việc gì", f"Hãy thêm một trong các khóa {', '.join(Duty)}")
    if "person" not in entry or "from" not in entry:
        return
    for duty in Duty:
        for place, of in enumerate(cast("tuple[str, ...]", entry.get(duty, ()))):
            made = Assignment(cast(str, entry["person"]), duty, of, days, cast(str, entry.get("basis", "")))
            draft.assignments.append(((*path, str(duty), place), made))


_BUILDERS: dict[str, Callable[[Draft, dict[str, object], Path, Findings], None]] = {
    "units": _build_unit,
    "bodies": _build_body,
    "fields": _build_field,
    "areas": _build_area,
    "people": _build_person,
    "assignments": _build_assignment,
}
