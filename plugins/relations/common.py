"""What the kinds of this area share: who is in charge, which counterparts there are, and what an act may say."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from core.errors import UsageError
from core.law.regulation import Law
from core.law.ruling import Act, Objection
from core.office.office import BODY_KINDS, Body, Office

WARD = "ward_office"
"""Characters of a matter's own words in its heading."""


def leader_of(of_unit: str | None, office: Office) -> str | None:
    """The person in charge of a unit now."""
    return office.establishment.deputy_of_unit.get(of_unit or "") or office.establishment.head


# -- who and what there is


def counterpart(body: str, office: Office) -> Body:
    """Raises `UsageError` for a body that is not there on that day."""
    found = office.establishment.bodies.get(body)
    if found is None:
        known = ", ".join(b.id for b in office.establishment.bodies.values()) or "chưa có cơ quan nào"
        raise UsageError(f"Không có cơ quan mang mã «{body}»; các mã hiện có: {known}.")
    return found


def wrong_kind(body: Body, kinds: Collection[str], norm: str, office: Office, law: Law) -> Objection | None:
    """An article speaks of certain counterparts only: the objection to another one, citing it."""
    if body.kind in kinds:
        return None
    right = [b for b in office.establishment.bodies.values() if b.kind in kinds]
    wanted = " hoặc ".join(BODY_KINDS[kind] for kind in kinds)
    names = ", ".join(f"{b.name} ({b.id})" for b in right)
    unblock = f"Chọn một trong: {names}." if names else "Ghi cơ quan ấy vào cấu hình Văn phòng (mục bodies) trước."
    return Objection(
        (norm,),
        f"Theo {law.cite(norm)}, nội dung này chỉ có với {wanted}; {body.name} không thuộc diện đó.",
        (unblock,),
    )


def wards(office: Office) -> dict[str, Body]:
    """The ward offices of the day, by their area."""
    return {body.area: body for body in office.establishment.bodies_of_kind(WARD) if body.area is not None}


def ward(area: str, office: Office) -> Body:
    """The office of a ward. Raises `UsageError` naming the wards there are."""
    found = wards(office)
    if area in found:
        return found[area]
    hint = next((f"; đó là mã cơ quan, mã địa bàn của nó là «{a}»" for a, b in found.items() if b.id == area), "")
    known = ", ".join(found) or "chưa có"
    raise UsageError(
        f"Không có văn phòng đảng ủy phường, xã nào ở địa bàn «{area}»{hint}; các địa bàn có văn phòng: {known}."
    )


def area_name(area: str, office: Office) -> str:
    """For lists, where every sender is a ward's office: «Phường 1» alone, so that two of them can be told apart."""
    return office.establishment.areas.get(area, area)


def ward_name(area: str, office: Office) -> str:
    """For headings: the ward's office, else its area, else what was typed."""
    found = wards(office).get(area)
    return found.name if found else office.establishment.areas.get(area, area)


# -- what an act may say


def closed_unanswered(answer: object, act: Act | None, norm: str) -> Objection | None:
    """Closed without an answer only with the reason on record: silence is no consent."""
    if act is None or act.outcome != "done" or answer is not None or act.note.strip():
        return None
    return Objection(
        (norm,),
        "Nơi được hỏi chưa trả lời: kết thúc việc này phải ghi lý do.",
        ("Ghi lý do kết thúc khi chưa có trả lời, hoặc ghi nhận trả lời trước.",),
    )


def nothing_recorded(facts: object, names: Iterable[str]) -> None:
    """Raises `UsageError` where somebody wants to open a matter with acts already on its record."""
    for name in names:
        if getattr(facts, name, None):
            raise UsageError(f"«{name}» do các bước của việc ghi lại, không ghi khi mở việc; bỏ mục này.")
