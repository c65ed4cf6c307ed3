"""The office written out again: as TOML for people, as JSON for the store, whose sessions must open in no time.

Both hold the same tables. What comes out of the store was checked when it was put in force, so `from_json` builds it
without checking again; TOML always passes the checks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from core.errors import StoreError
from core.office.config import (
    ALWAYS,
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
from core.office.office import Rank

Table = dict[str, object]
_ORDER = tuple(Duty)


def export(config: OfficeConfig) -> str:
    """The configuration as TOML; reading it gives an equal configuration. Comments of the first file are not kept."""
    import tomli_w

    return tomli_w.dumps(tables(config), multiline_strings=False)


def to_json(config: OfficeConfig) -> str:
    """The configuration for the store: one line, the same for equal configurations."""
    return json.dumps(tables(config), ensure_ascii=False, separators=(",", ":"), default=date.isoformat)


def tables(config: OfficeConfig) -> Table:
    """What the TOML file holds, with nothing written that is the default."""
    standing = config.default_standing_deputy
    return _without_defaults(
        {
            "format": 1,
            "name": config.name,
            "sample": config.sample or None,
            "settings": {"default_standing_deputy": standing} if standing else None,
            "units": [_entry(u, u.term, under_head=u.under_head or None) for u in config.units],
            "bodies": [_body(b) for b in config.bodies],
            "fields": [_entry(f, f.term, under_head=f.under_head or None) for f in config.fields],
            "areas": [_entry(a, a.term, under_head=a.under_head or None) for a in config.areas],
            "people": [_person(person) for person in config.people],
            "assignments": _assignments(config.assignments),
        }
    )


def _without_defaults(table: Mapping[str, object]) -> Table:
    return {key: value for key, value in table.items() if value is not None and value != [] and value != ""}


def _days(term: Term) -> Table:
    ends = {"from": term.start, "until": term.until}
    return {key: day for key, day in ends.items() if day not in (date.min, date.max)}


def _entry(entry: UnitEntry | BodyEntry | Topic, term: Term, **more: object) -> Table:
    return _without_defaults({"id": entry.id, "name": entry.name, **more, **_days(term)})


def _body(body: BodyEntry) -> Table:
    return _entry(body, body.term, kind=body.kind, contact=body.contact, area=body.area, spokesperson=body.spokesperson)


def _person(person: PersonEntry) -> Table:
    posts = [_post(post) for post in person.posts]
    return _without_defaults(
        {
            "id": person.id,
            "name": person.name,
            **(posts[0] if len(posts) == 1 else {}),
            "joined": person.joined,
            "leave_days": person.leave_days,
            "sign_in": list(person.sign_in),
            "keys": list(person.keys),
            "admin": person.admin or None,
            "posts": posts if len(posts) > 1 else None,
        }
    )


def _post(post: Post) -> Table:
    return _without_defaults({"rank": str(post.rank), "title": post.title, "unit": post.unit, **_days(post.term)})


def _assignments(made: Iterable[Assignment]) -> list[Table]:
    """One table for what was assigned together, as far as the order of the assignments allows it."""
    found: list[Table] = []
    for (person, term, basis), together in groupby(made, key=lambda a: (a.person, a.term, a.basis)):
        for duties in _runs(together):
            found.append(_without_defaults({"person": person, **duties, "basis": basis, **_days(term)}))
    return found


def _runs(made: Iterable[Assignment]) -> list[dict[str, list[str]]]:
    """Assignments grouped by duty, a new group where the duties would change places."""
    runs: list[dict[str, list[str]]] = [{}]
    last = 0
    for one in made:
        place = _ORDER.index(one.duty)
        if place < last:
            runs.append({})
        last = place
        runs[-1].setdefault(str(one.duty), []).append(one.of)
    return runs


# Back from the store


class _Kept(dict[str, object]):
    """A table from the store, read value by value with its type."""

    def text(self, key: str) -> str:
        value = self[key]
        if not isinstance(value, str):
            raise TypeError(key)
        return value

    def text_or_none(self, key: str) -> str | None:
        return self.text(key) if key in self else None

    def day(self, key: str) -> date | None:
        return date.fromisoformat(self.text(key)) if key in self else None

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.get(key, [])
        if not isinstance(value, list):
            raise TypeError(key)
        return tuple([str(item) for item in value])

    def rows(self, key: str) -> list[_Kept]:
        value = self.get(key, [])
        if not isinstance(value, list):
            raise TypeError(key)
        return [_Kept(row) for row in value]

    def term(self) -> Term:
        if "from" not in self and "until" not in self:
            return ALWAYS
        return Term(self.day("from") or date.min, self.day("until") or date.max)


def from_json(text: str) -> OfficeConfig:
    """The configuration `to_json` wrote. Raises StoreError when the text is anything else."""
    try:
        return _config(_Kept(json.loads(text)))
    except (ValueError, TypeError, KeyError, AttributeError) as broken:
        raise StoreError(
            "Phiên bản cơ cấu Văn phòng lưu trong kho bị hỏng: "
            "hãy chạy vptu doctor, rồi đưa lại cấu hình bằng vptu config apply."
        ) from broken


def _config(kept: _Kept) -> OfficeConfig:
    settings = _Kept(kept.get("settings", {}))  # type: ignore[call-overload]
    return OfficeConfig(
        name=kept.text("name"),
        people=tuple([_kept_person(row) for row in kept.rows("people")]),
        units=tuple([UnitEntry(*_named(row), _flag(row), row.term()) for row in kept.rows("units")]),
        bodies=tuple([_kept_body(row) for row in kept.rows("bodies")]),
        fields=tuple([Topic(*_named(row), _flag(row), row.term()) for row in kept.rows("fields")]),
        areas=tuple([Topic(*_named(row), _flag(row), row.term()) for row in kept.rows("areas")]),
        assignments=tuple([one for row in kept.rows("assignments") for one in _kept_assignments(row)]),
        default_standing_deputy=settings.text_or_none("default_standing_deputy"),
        sample=kept.get("sample") is True,
    )


def _named(row: _Kept) -> tuple[str, str]:
    return row.text("id"), row.text("name")


def _flag(row: _Kept) -> bool:
    return row.get("under_head") is True


def _kept_body(row: _Kept) -> BodyEntry:
    """A version kept before bodies had a kind, a contact and an area has none of the three."""
    return BodyEntry(
        *_named(row),
        spokesperson=row.text_or_none("spokesperson"),
        term=row.term(),
        kind=row.text_or_none("kind") or "",
        contact=row.text_or_none("contact") or "",
        area=row.text_or_none("area"),
    )


def _kept_person(row: _Kept) -> PersonEntry:
    days = row.get("leave_days")
    return PersonEntry(
        id=row.text("id"),
        name=row.text("name"),
        posts=tuple([_kept_post(post) for post in row.rows("posts") or (row,)]),
        sign_in=row.texts("sign_in"),
        keys=row.texts("keys"),
        joined=row.day("joined"),
        leave_days=float(days) if isinstance(days, int | float) else None,
        admin=row.get("admin") is True,
    )


def _kept_post(row: _Kept) -> Post:
    return Post(Rank(row.text("rank")), row.text("title"), row.text_or_none("unit"), row.term())


def _kept_assignments(row: _Kept) -> list[Assignment]:
    person, term, basis = row.text("person"), row.term(), row.text_or_none("basis") or ""
    return [Assignment(person, duty, of, term, basis) for duty in Duty for of in row.texts(duty)]
