"""What the entries of an office say of each other: one Head, every unit led, nobody assigned after leaving."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from core.office.config import ALWAYS, Assignment, Duty, PersonEntry, Post, Term
from core.office.draft import Draft, Findings
from core.office.office import Rank
from core.office.toml_text import Path

_SECTION = {
    Duty.DEPUTY_OF_UNIT: "units",
    Duty.DEPUTY_OF_FIELD: "fields",
    Duty.FOLLOWER_OF_FIELD: "fields",
    Duty.FOLLOWER_OF_AREA: "areas",
}
_CALLED = {"units": "bộ phận", "fields": "lĩnh vực", "areas": "địa bàn", "bodies": "tổ chức", "people": "đồng chí"}
_LEADS = (Duty.DEPUTY_OF_UNIT, Duty.DEPUTY_OF_FIELD)


def said(duty: Duty, name: str) -> str:
    """`phụ trách bộ phận «Bộ phận Tổng hợp»`."""
    verb = "phụ trách" if duty in _LEADS else "theo dõi"
    return f"{verb} {_CALLED[_SECTION[duty]]} «{name}»"


def check_all(draft: Draft, findings: Findings) -> None:
    for section in ("units", "bodies", "fields", "areas", "people"):
        _once(draft, section, findings)
    _own_alone(draft, findings)
    _posts(draft, findings)
    life = _life(draft)
    _head(draft, life, findings)
    _spokespersons(draft, findings)
    _body_areas(draft, findings)
    _strangers(draft, findings)
    _assignments(draft, findings)
    _coverage(draft, life, findings)
    _default_standing_deputy(draft, findings)


# Identities


def _once(draft: Draft, section: str, findings: Findings) -> None:
    """Ids are told apart without their capitals: two that differ only there would be mistaken for each other."""
    seen: dict[str, str] = {}
    for path, entry in draft.entries(section):
        first = seen.get(entry.id.lower())
        if first is None:
            seen[entry.id.lower()] = entry.id
            continue
        same = f"mã «{entry.id}» đã dùng" if first == entry.id else f"mã «{entry.id}» chỉ khác «{first}» ở chữ hoa"
        findings.add((*path, "id"), same, "Hãy đặt mã khác cho một trong hai mục")


def _own_alone(draft: Draft, findings: Findings) -> None:
    """A sign-in name or a key that opens for two people would let one act as the other."""
    owner: dict[str, tuple[Path, str]] = {}
    for path, person in draft.people:
        named = [("sign_in", place, value, value.lower()) for place, value in enumerate(person.sign_in)]
        keyed = [("keys", place, value, value) for place, value in enumerate(person.keys)]
        for key, place, value, same in named + keyed:
            whose, other = owner.setdefault(same, (path, person.name))
            if whose != path:
                what = "tên đăng nhập" if key == "sign_in" else "khóa SSH"
                message = f"{what} «{value}» đã là của đồng chí {other}"
                findings.add((*path, key, place), message, "Hãy để mỗi người một tên, một khóa riêng")


# Posts


def _posts(draft: Draft, findings: Findings) -> None:
    units = {unit.id: unit for _, unit in draft.units}
    for path, person, post in draft.posts:
        if post.unit is None:
            _unit_missing(path, person, post, findings)
        elif post.unit not in draft.declared["units"]:
            remedy = findings.near(post.unit, draft.declared["units"]) + "Hãy sửa hoặc thêm bộ phận này vào [[units]]"
            findings.add((*path, "unit"), f"không có bộ phận «{post.unit}»", remedy)
        elif (unit := units.get(post.unit)) and (left := post.term.without([unit.term])):
            outside = f"đồng chí {person.name} thuộc bộ phận «{unit.name}» {left[0]}, khi bộ phận này không hoạt động"
            findings.add((*path, "unit"), outside, "Hãy sửa ngày của chức vụ hoặc của bộ phận")
    for path, person in draft.people:
        for earlier, later in pairwise(person.posts):
            if both := earlier.term.overlap(later.term):
                two = f"đồng chí {person.name} giữ hai chức vụ cùng lúc {both}: «{earlier.title}» và «{later.title}»"
                findings.add(path, two, "Hãy ghi until cho chức vụ trước")
        if person.joined and person.posts and person.joined > person.posts[0].term.start:
            late = f"ngày vào ngành {person.joined:%d/%m/%Y} sau ngày nhận chức {person.posts[0].term.start:%d/%m/%Y}"
            findings.warn((*path, "joined"), late, "Hãy xem lại, ngày này dùng để tính số ngày phép")


def _unit_missing(path: Path, person: PersonEntry, post: Post, findings: Findings) -> None:
    if post.rank in (Rank.SPECIALIST, Rank.STAFF) and not findings.touched(path, ["unit"]):
        message = f"đồng chí {person.name} chưa thuộc bộ phận nào"
        findings.add(path, message, "Hãy thêm khóa unit: Phó phụ trách bộ phận là người cho ý kiến đầu tiên (18.3)")


def _head(draft: Draft, life: Term, findings: Findings) -> None:
    heads = sorted(
        ((post.term, path, person) for path, person, post in draft.posts if post.rank is Rank.HEAD),
        key=lambda head: head[0],
    )
    for (earlier, _, first), (later, path, second) in pairwise(heads):
        if (both := earlier.overlap(later)) and first is not second:
            two = f"đồng chí {first.name} và đồng chí {second.name} cùng là Chánh Văn phòng {both}"
            findings.add((*path, "from"), two, "Hãy ghi until cho người thôi giữ chức, trước ngày người mới nhận")
    if not heads:
        if not any(at[-1:] == ("rank",) for at, *_ in findings.found):
            findings.add(("people",), "Văn phòng chưa có Chánh Văn phòng", 'Hãy ghi rank = "head" cho một người')
        return
    for gap in life.without(term for term, *_ in heads):
        say = findings.warn if gap.until < date.max else findings.add
        say(
            (*heads[-1][1], "until"),
            f"không ai là Chánh Văn phòng {gap}",
            "Hãy ghi người kế nhiệm, hoặc bỏ until nếu chưa có",
        )


def _life(draft: Draft) -> Term:
    """Since somebody of the Office holds a post."""
    return Term(min((p.term.start for _, _, p in draft.posts if p.rank is not Rank.OUTSIDE), default=date.min))


def _spokespersons(draft: Draft, findings: Findings) -> None:
    for path, body in draft.bodies:
        if body.spokesperson and body.spokesperson not in draft.declared["people"]:
            remedy = (
                findings.near(body.spokesperson, draft.declared["people"])
                + "Hãy sửa hoặc thêm người này vào [[people]]"
            )
            message = f"người phát ngôn «{body.spokesperson}» của «{body.name}» không có trong danh sách"
            findings.add((*path, "spokesperson"), message, remedy)


def _body_areas(draft: Draft, findings: Findings) -> None:
    """The office of a ward belongs to its area: who follows the area follows what the ward reports (21.1)."""
    areas = {area.id: area for _, area in draft.areas}
    for path, body in draft.bodies:
        if body.area is None:
            if body.kind == "ward_office" and not findings.touched(path, ["area"]):
                message = f"«{body.name}» chưa ghi thuộc địa bàn nào"
                findings.warn(path, message, "Hãy thêm khóa area với mã của một mục [[areas]]")
        elif body.area not in draft.declared["areas"]:
            remedy = findings.near(body.area, draft.declared["areas"]) + "Hãy sửa hoặc thêm vào [[areas]]"
            findings.add((*path, "area"), f"không có địa bàn «{body.area}»", remedy)
        elif (area := areas.get(body.area)) and (left := body.term.without([area.term])):
            message = f"«{body.name}» thuộc địa bàn «{area.name}» {left[0]}, khi địa bàn này không hoạt động"
            findings.warn((*path, "area"), message, "Hãy xem lại ngày của tổ chức hoặc của địa bàn")


# Assignments


def _assignments(draft: Draft, findings: Findings) -> None:
    people = {person.id: person for _, person in draft.people}
    names = {s: {entry.id: entry.name for _, entry in draft.lasting(s)} for s in ("units", "fields", "areas")}
    terms = {s: {entry.id: entry.term for _, entry in draft.lasting(s)} for s in names}
    by_object: dict[tuple[Duty, str], list[tuple[Path, Assignment]]] = defaultdict(list)
    for path, made in draft.assignments:
        section = _SECTION[made.duty]
        if made.of not in draft.declared[section]:
            remedy = findings.near(made.of, draft.declared[section]) + f"Hãy sửa hoặc thêm vào [[{section}]]"
            findings.add(path, f"không có {_CALLED[section]} «{made.of}»", remedy)
            continue
        what = said(made.duty, names[section].get(made.of, made.of))
        if person := people.get(made.person):
            _holder(path, made, what, person, findings)
        if left := made.term.without([terms[section].get(made.of, ALWAYS)]):
            message = f"giao {what} {left[0]}, khi {_CALLED[section]} này không hoạt động"
            findings.add(path, message, f"Hãy sửa ngày của phân công hoặc của {_CALLED[section]}")
        by_object[made.duty, made.of].append((path, made))
    for (duty, of), entries in by_object.items():
        _overlaps(duty, names[_SECTION[duty]].get(of, of), entries, people, findings)


def _strangers(draft: Draft, findings: Findings) -> None:
    """Assignments to somebody who is not there, one fault for each place."""
    known = draft.declared["people"]
    unknown = {path[:2]: made.person for path, made in draft.assignments if made.person not in known}
    for path, person in unknown.items():
        remedy = findings.near(person, known) + "Hãy sửa hoặc thêm người này vào [[people]]"
        findings.add((*path, "person"), f"giao việc cho «{person}» nhưng không có người này", remedy)


def _holder(path: Path, made: Assignment, what: str, person: PersonEntry, findings: Findings) -> None:
    """The assigned person has the rank, and holds the post as long as the assignment lives."""
    if not person.posts:
        return  # the entry's own fault is known
    fit = [post for post in person.posts if _may_hold(made.duty, post.rank)]
    post = "Phó Chánh Văn phòng" if made.duty in _LEADS else "người của Văn phòng"
    if not fit:
        message = f"đồng chí {person.name} không phải {post} nên không thể {what}"
        findings.add(path, message, f"Hãy giao cho {post}, hoặc sửa cấp bậc của đồng chí {person.name}")
    elif left := made.term.without(post.term for post in fit):
        message = f"đồng chí {person.name} không là {post} {left[0]} mà vẫn được giao {what}"
        findings.add(path, message, "Hãy ghi until cho phân công này, hoặc giao cho người khác từ ngày đó")


def _may_hold(duty: Duty, rank: Rank) -> bool:
    return rank is Rank.DEPUTY if duty in _LEADS else rank is not Rank.OUTSIDE


def _overlaps(
    duty: Duty, name: str, entries: list[tuple[Path, Assignment]], people: dict[str, PersonEntry], findings: Findings
) -> None:
    """Two leaders of one unit or field at a time; or the same follower written twice."""
    if len(entries) < 2:
        return
    latest: dict[str, Assignment] = {}
    for path, made in sorted(entries, key=lambda entry: entry[1].term):
        rival = latest.get("" if duty in _LEADS else made.person)
        if rival and (both := rival.term.overlap(made.term)):
            who = [people[p].name if p in people else p for p in (rival.person, made.person)]
            pair = f"đồng chí {who[0]} và đồng chí {who[1]} cùng" if who[0] != who[1] else f"đồng chí {who[0]} hai lần"
            message = f"{pair} được giao {said(duty, name)} {both}"
            findings.add(path, message, "Hãy ghi until cho phân công trước, hoặc bỏ một phân công")
        if rival is None or made.term.until >= rival.term.until:
            latest["" if duty in _LEADS else made.person] = made


# Coverage


def _coverage(draft: Draft, life: Term, findings: Findings) -> None:
    """Every unit has a deputy or stands directly under the Head (3.6, 4.2), on every day of its life."""
    for section, duty in (("units", Duty.DEPUTY_OF_UNIT), ("fields", Duty.DEPUTY_OF_FIELD)):
        led: dict[str, list[Term]] = defaultdict(list)
        for _, made in draft.assignments:
            if made.duty is duty:
                led[made.of].append(made.term)
        for path, entry in draft.lasting(section):
            called, terms = f"{_CALLED[section]} «{entry.name}»", led[entry.id]
            if entry.under_head and any(term.until == date.max for term in terms):
                message = f"{called} có Phó phụ trách không thời hạn nên under_head không có tác dụng"
                findings.warn((*path, "under_head"), message, "Hãy bỏ under_head, hoặc ghi until cho phân công")
            elif not entry.under_head:
                days = entry.term.overlap(life)
                _led(path, called, days.without(terms) if days else (), bool(terms), section == "units", findings)


def _led(path: Path, called: str, gaps: Iterable[Term], ever: bool, unit: bool, findings: Findings) -> None:
    """A past or passing gap is a warning; a unit nobody leads from some day on is a fault."""
    for gap in gaps:
        say = findings.add if unit and gap.until == date.max else findings.warn
        key = "deputy_of_unit" if unit else "deputy_of_field"
        message = f"{called} không có Phó phụ trách" + (f" {gap}" if ever else "")
        remedy = f"Hãy thêm {key} vào một phân công, hoặc ghi under_head = true nếu Chánh tự phụ trách"
        say(path, message, remedy)


def _default_standing_deputy(draft: Draft, findings: Findings) -> None:
    chosen = draft.default_standing_deputy
    if chosen is None:
        return
    path = ("settings", "default_standing_deputy")
    remedy = "Hãy chọn một Phó Chánh Văn phòng, hoặc bỏ dòng này"
    if chosen not in draft.declared["people"]:
        findings.add(path, f"không có người «{chosen}»", findings.near(chosen, draft.declared["people"]) + remedy)
        return
    posts = [(person, post) for _, person, post in draft.posts if person.id == chosen]
    if posts and not any(post.rank is Rank.DEPUTY for _, post in posts):
        findings.add(path, f"đồng chí {posts[0][0].name} không phải Phó Chánh Văn phòng", remedy)
