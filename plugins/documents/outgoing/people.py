"""Who is meant by a name in a document: units, fields, people and recipients of that day – or a clear sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from core.errors import UsageError
from core.law.regulation import Law
from core.law.route import Matter
from core.law.ruling import Act, Objection
from core.office.office import Office, Rank
from core.text import capital

from .facts import Outgoing

_ID = re.compile(r"[A-Za-z0-9_-]+")


def known(facts: Outgoing, office: Office) -> None:
    """Raises `UsageError` for the first unit, field or person that does not exist on that day."""
    establishment = office.establishment
    if facts.field and facts.field not in establishment.fields:
        raise UsageError(f"Không có lĩnh vực «{facts.field}»; các lĩnh vực: {_listed(establishment.fields)}.")
    for name, units in (
        ("units", facts.units), ("touches", facts.touches), ("invited", facts.invited),
        ("lead", (facts.lead,) if facts.lead else ()),
    ):  # fmt: skip
        known_units(units, office, name)
    if facts.units and facts.lead and facts.lead not in facts.units:
        raise UsageError(f"Bộ phận chủ trì «{facts.lead}» (lead) phải là một trong các bộ phận liên quan (units).")
    if facts.responsible is not None:
        staff(facts.responsible, office, "responsible")
    unknown = unknown_recipients(facts.sent_to, office)
    if unknown:
        raise UsageError(no_such_recipient(unknown[0]))


def known_units(units: Iterable[str], office: Office, name: str) -> None:
    found = office.establishment.units
    listed = _listed({u.id: u.name for u in found.values()})
    for unit in units:
        if unit not in found:
            raise UsageError(f"Không có bộ phận «{unit}» (mục {name}); các bộ phận: {listed}.")


def _listed(names: Mapping[str, str]) -> str:
    return ", ".join(f"{key} ({name})" for key, name in names.items()) or "chưa có"


def staff(person: str, office: Office, name: str) -> None:
    """Raises `UsageError` for somebody who is not of the Office."""
    rank = office.rank_of(person)
    if rank is None or rank is Rank.OUTSIDE:
        raise UsageError(f"Không có ai mang mã «{person}» trong Văn phòng (mục {name}).")


def not_of_unit(person: str, unit: str, office: Office) -> Objection:
    """1.3/2, 20.2/2: who answers is of the unit that leads; nobody's work is pushed to another unit."""
    found = office.establishment.units.get(unit)
    members = ", ".join(office.name(m) for m in office.establishment.members.get(unit, ()))
    return Objection(
        ("1.3/2", "20.2/2"),
        f"{capital(office.name(person))} không thuộc {found.name if found else unit}, bộ phận chủ trì việc này.",
        (f"Giao cho một trong: {members}.",) if members else ("Phân công người cho bộ phận này trước.",),
        ("A32",),
    )


def unknown_recipients(recipients: Iterable[str], office: Office) -> list[str]:
    """Those written as a code that no body, unit or person has on this day; anything else is an address in words."""
    establishment = office.establishment
    groups = (establishment.bodies, establishment.units, establishment.people, establishment.areas)
    return [r for r in recipients if _ID.fullmatch(r) and not any(r in group for group in groups)]


def no_such_recipient(recipient: str) -> str:
    return (
        f"Nơi nhận «{recipient}» không có trong Văn phòng vào ngày này (đã thôi giữ việc, đã giải thể, hoặc ghi nhầm "
        "mã); hãy chọn lại, hoặc viết đủ tên nơi nhận."
    )


def recipients_there(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """Nobody sends a document to somebody who has left."""
    facts: Outgoing = matter.facts
    if act is not None and (act.outcome != "done" or act.payload.get("recipients")):
        return None  # the act names them anew; that is read where it is applied
    gone = unknown_recipients(facts.sent_to, office)
    if gone:
        return Objection(("R-4",), no_such_recipient(gone[0]), ("Sửa nơi nhận rồi phát hành.",))
    if not facts.sent_to:
        return Objection(("R-5",), "Văn bản chưa có nơi nhận.", ("Ghi nơi nhận rồi phát hành.",))
    return None


def name_of(recipient: str, office: Office) -> str:
    """A recipient as it is printed."""
    establishment = office.establishment
    body = establishment.bodies.get(recipient) or establishment.units.get(recipient)
    if body is not None:
        return body.name
    person = establishment.people.get(recipient)
    if person is not None:
        return f"Đồng chí {person.name}"
    return establishment.areas.get(recipient, recipient)


def inside(recipients: Iterable[str], office: Office) -> tuple[str, ...]:
    """The people of the Office whom a document reaches: named ones, and everybody of a named unit."""
    establishment = office.establishment
    found: dict[str, None] = {}
    for recipient in recipients:
        found.update(dict.fromkeys(establishment.members.get(recipient, ())))
        if recipient in establishment.people:
            found[recipient] = None
    return tuple(found)
