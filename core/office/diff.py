"""What a new configuration changes, in sentences the Head can read before it is put in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from core.office.checks import said
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
from core.office.draft import Named
from core.office.office import BODY_KINDS

Place = UnitEntry | BodyEntry | Topic
Entry = TypeVar("Entry", bound=Named)


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what it is about, and the sentence."""

    section: str
    """`people`, `units`, `bodies`, `fields`, `areas`, `assignments`, or `settings`."""
    subject: str
    """The id it concerns."""
    text: str

    def __str__(self) -> str:
        return self.text


_CALLED = {"units": "bộ phận", "bodies": "tổ chức", "fields": "lĩnh vực", "areas": "địa bàn"}


def diff(old: OfficeConfig, new: OfficeConfig) -> tuple[Change, ...]:
    """Every difference between two configurations, settings first, then places, people and assignments."""
    changes = (
        *_settings(old, new),
        *_places("units", old.units, new.units, old, new),
        *_places("bodies", old.bodies, new.bodies, old, new),
        *_places("fields", old.fields, new.fields, old, new),
        *_places("areas", old.areas, new.areas, old, new),
        *_people(old, new),
        *_assignments(old, new),
    )
    if changes or old == new:
        return changes
    return (Change("settings", "order", "Chỉ đổi thứ tự trong danh sách"),)


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def _settings(old: OfficeConfig, new: OfficeConfig) -> Iterator[Change]:
    if old.name != new.name:
        yield Change("settings", "name", f"Đổi tên Văn phòng từ «{old.name}» thành «{new.name}»")
    if old.sample != new.sample:
        yield Change("settings", "sample", "Chuyển sang văn phòng mẫu" if new.sample else "Thôi là văn phòng mẫu")
    if old.default_standing_deputy != new.default_standing_deputy:
        chosen = new.default_standing_deputy
        text = (
            f"Chọn sẵn {_comrade(new, chosen)} làm Phó thường trực"
            if chosen
            else f"Thôi chọn sẵn {_comrade(old, old.default_standing_deputy)} làm Phó thường trực"
        )
        yield Change("settings", "default_standing_deputy", text)


def _comrade(config: OfficeConfig, id: str | None) -> str:
    person = config.person(id or "")
    return f"đồng chí {person.name}" if person else f"«{id}»"


def _paired(old: Sequence[Entry], new: Sequence[Entry]) -> Iterator[tuple[Entry | None, Entry | None]]:
    """Entries by id: those that are gone, then the new file's in its order."""
    before, after = {entry.id: entry for entry in old}, {entry.id: entry for entry in new}
    for id, entry in before.items():
        if id not in after:
            yield entry, None
    for id, entry in after.items():
        if before.get(id) != entry:
            yield before.get(id), entry


def _places(
    section: str, before: Sequence[Place], after: Sequence[Place], old: OfficeConfig, new: OfficeConfig
) -> Iterator[Change]:
    called = _CALLED[section]
    for was, now in _paired(before, after):
        if was and now:
            for text in _place(called, was, now, old, new):
                yield Change(section, now.id, text)
        elif was:
            yield Change(section, was.id, f"Xóa {called} «{was.name}»")
        elif now:
            yield Change(section, now.id, f"Thêm {called} «{now.name}»")


def _place(called: str, was: Place, now: Place, old: OfficeConfig, new: OfficeConfig) -> Iterator[str]:
    if was.name != now.name:
        yield f"Đổi tên {called} «{was.name}» thành «{now.name}»"
    if was.term != now.term:
        yield f"{_capital(called)} «{now.name}» hoạt động {now.term} (trước: {was.term})"
    if isinstance(was, BodyEntry) and isinstance(now, BodyEntry):
        yield from _body(was, now, old, new)
    elif not isinstance(was, BodyEntry) and not isinstance(now, BodyEntry) and was.under_head != now.under_head:
        yield f"{_capital(called)} «{now.name}» {'' if now.under_head else 'không còn '}trực thuộc Chánh Văn phòng"


def _body(was: BodyEntry, now: BodyEntry, old: OfficeConfig, new: OfficeConfig) -> Iterator[str]:
    if was.spokesperson != now.spokesperson:
        yield f"Người phát ngôn của «{now.name}»: {_spoken(new, now)} (trước: {_spoken(old, was)})"
    if was.kind != now.kind:
        yield f"Loại của «{now.name}»: {_kind(now)} (trước: {_kind(was)})"
    if was.contact != now.contact:
        yield f"Liên hệ của «{now.name}»: {now.contact or 'không ghi'} (trước: {was.contact or 'không ghi'})"
    if was.area != now.area:
        yield f"Địa bàn của «{now.name}»: {_area(new, now)} (trước: {_area(old, was)})"


def _kind(body: BodyEntry) -> str:
    return BODY_KINDS.get(body.kind, "không ghi")


def _area(config: OfficeConfig, body: BodyEntry) -> str:
    named = {area.id: area.name for area in config.areas}
    return named.get(body.area, body.area) if body.area else "không ghi"


def _spoken(config: OfficeConfig, body: BodyEntry) -> str:
    return _comrade(config, body.spokesperson) if body.spokesperson else "không ai"


# People


def _people(old: OfficeConfig, new: OfficeConfig) -> Iterator[Change]:
    for was, now in _paired(old.people, new.people):
        if was is None and now:
            yield Change("people", now.id, _welcome(now, new))
        elif now is None and was:
            yield Change("people", was.id, f"Xóa đồng chí {was.name} ({was.id}) khỏi danh sách")
        elif was and now:
            for text in (*_posts(was, now, new), *_particulars(was, now)):
                yield Change("people", now.id, text)


def _unit(config: OfficeConfig, id: str | None) -> str:
    return next((f", {unit.name}" for unit in config.units if unit.id == id), f", «{id}»" if id else "")


def _post(post: Post, config: OfficeConfig) -> str:
    return f"{post.title}{_unit(config, post.unit)}"


def _welcome(person: PersonEntry, config: OfficeConfig) -> str:
    posts = "; ".join(f"{_post(post, config)}, {post.term}" for post in person.posts)
    return f"Thêm đồng chí {person.name} ({person.id}): {posts}"


def _posts(was: PersonEntry, now: PersonEntry, config: OfficeConfig) -> Iterator[str]:
    who = f"đồng chí {now.name}"
    before = {post.term.start: post for post in was.posts}
    after = {post.term.start: post for post in now.posts}
    for start, post in after.items():
        same = before.get(start)
        if same is None:
            yield f"{_capital(who)} nhận chức {_post(post, config)}, {post.term}"
        elif same != post:
            yield from _post_changes(who, same, post, config)
    for start, post in before.items():
        if start not in after:
            yield f"Bỏ chức vụ {post.title} của {who}, {post.term}"


def _post_changes(who: str, was: Post, now: Post, config: OfficeConfig) -> Iterator[str]:
    if (was.rank, was.title, was.unit) != (now.rank, now.title, now.unit):
        rank = f" (cấp bậc {now.rank}, trước: {was.rank})" if was.rank != now.rank else ""
        yield f"Sửa chức vụ của {who}: {_post(now, config)}{rank}, {now.term}"
    elif now.term.until == date.max:
        yield f"{_capital(who)} giữ chức {now.title} không thời hạn (trước: {was.term})"
    else:
        yield f"{_capital(who)} thôi giữ chức {now.title} từ {_after(now.term)}"


def _after(term: Term) -> str:
    """The first day that is no longer within a term."""
    return f"{term.until + timedelta(1):%d/%m/%Y}"


def _particulars(was: PersonEntry, now: PersonEntry) -> Iterator[str]:
    who = f"đồng chí {now.name}"
    if was.name != now.name:
        yield f"Đổi tên đồng chí {was.name} thành {now.name}"
    if was.joined != now.joined:
        yield f"Ngày vào ngành của {who}: {_date(now.joined)} (trước: {_date(was.joined)})"
    if was.leave_days != now.leave_days:
        yield f"Số ngày phép riêng của {who}: {_count(now.leave_days)} (trước: {_count(was.leave_days)})"
    if was.admin != now.admin:
        yield f"{_capital(who)} {'được' if now.admin else 'thôi'} quyền quản trị"
    yield from _set_changes("tên đăng nhập", was.sign_in, now.sign_in, who)
    yield from _set_changes("khóa SSH", was.keys, now.keys, who)


def _date(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "chưa ghi"


def _count(days: float | None) -> str:
    return "theo quy định" if days is None else f"{days:g}".replace(".", ",")


def _set_changes(what: str, was: Iterable[str], now: Iterable[str], who: str) -> Iterator[str]:
    before, after = dict.fromkeys(was), dict.fromkeys(now)
    for value in before:
        if value not in after:
            yield f"Xóa {what} {value} của {who}"
    for value in after:
        if value not in before:
            yield f"Thêm {what} {value} cho {who}"


# Assignments


def _assignments(old: OfficeConfig, new: OfficeConfig) -> Iterator[Change]:
    names = _names(old) | _names(new)
    before, after = _by_start(old.assignments), _by_start(new.assignments)
    for key, made in before.items():
        if key not in after:
            what = said(made.duty, names.get((made.duty, made.of), made.of))
            yield Change("assignments", made.person, f"Bỏ phân công {_comrade(old, made.person)} {what}, {made.term}")
    for key, made in after.items():
        if made == before.get(key):
            continue
        what = said(made.duty, names.get((made.duty, made.of), made.of))
        who = _capital(_comrade(new, made.person))
        for text in _assigned(f"{who} {what}", f"{who} thôi {what}", before.get(key), made):
            yield Change("assignments", made.person, text)


def _assigned(does: str, stops: str, was: Assignment | None, now: Assignment) -> Iterator[str]:
    if was is None:
        yield f"{does} {now.term}"
        return
    if was.term != now.term:
        endless = f"{does} không thời hạn (trước: {was.term})"
        yield endless if now.term.until == date.max else f"{stops} từ {_after(now.term)}"
    if was.basis != now.basis:
        yield f"{does}: căn cứ {f'«{now.basis}»' if now.basis else 'để trống'}"


def _by_start(made: Iterable[Assignment]) -> dict[tuple[str, Duty, str, date], Assignment]:
    return {(a.person, a.duty, a.of, a.term.start): a for a in made}


def _names(config: OfficeConfig) -> dict[tuple[Duty, str], str]:
    fields = {f.id: f.name for f in config.fields}
    return {
        **{(Duty.DEPUTY_OF_UNIT, u.id): u.name for u in config.units},
        **{(Duty.DEPUTY_OF_FIELD, id): name for id, name in fields.items()},
        **{(Duty.FOLLOWER_OF_FIELD, id): name for id, name in fields.items()},
        **{(Duty.FOLLOWER_OF_AREA, a.id): a.name for a in config.areas},
    }
