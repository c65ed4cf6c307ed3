"""What the kinds of this area share: who is in charge, which counterparts there are, and what an act may say."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from core.errors import UsageError
from core.law.regulation import Law
from core.law.route import HEAD, Holder, covering, deputy_of, unit
from core.law.ruling import Act, Objection
from core.office.office import BODY_KINDS, Body, Office, Rank
from core.office.sessions import ZONE
from core.text import capital

WARD = "ward_office"
LONGEST_HEADING = 70
"""Characters of a matter's own words in its heading."""


def today(office: Office) -> date:
    return office.at.astimezone(ZONE).date()


def clerical(law: Law) -> Holder:
    """The unit that sends, receives and writes answers down."""
    return unit(law.text("org.unit_clerical"))


def unit_of(person: str, office: Office) -> str | None:
    found = office.person(person)
    return found.unit if found is not None else None


def in_charge(of_unit: str | None, office: Office) -> tuple[Holder, ...]:
    """The deputy in charge of a unit, with whoever covers him; the Head where no deputy is (3.6/1, A05)."""
    if of_unit is None or of_unit not in office.establishment.deputy_of_unit:
        return (HEAD,)
    return (deputy_of(of_unit), covering(of_unit))


def leader_of(of_unit: str | None, office: Office) -> str | None:
    """The person in charge of a unit now."""
    return office.establishment.deputy_of_unit.get(of_unit or "") or office.establishment.head


def brief(text: str) -> str:
    """A matter's own words, cut to fit a line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_HEADING else f"{line[: LONGEST_HEADING - 1].rstrip()}…"


def dmy(day: date) -> str:
    return f"{day:%d/%m/%Y}"


# -- who and what there is


def require_insider(person: str, office: Office, what: str) -> None:
    """Raises `UsageError` for somebody the Office does not know, or who is not of it."""
    rank = office.rank_of(person)
    if rank is None:
        raise UsageError(f"Không có ai mang mã «{person}» trong Văn phòng (mục {what}); xem «vptu config show».")
    if rank is Rank.OUTSIDE:
        raise UsageError(f"{capital(office.name(person))} ở ngoài Văn phòng, không ghi vào mục {what} được.")


def require_unit(of_unit: str, office: Office) -> None:
    """Raises `UsageError` naming the units there are."""
    if of_unit not in office.establishment.units:
        known = ", ".join(office.establishment.units)
        raise UsageError(f"Không có bộ phận «{of_unit}»; các bộ phận: {known}.")


def one_of_each(units: str, responsible: str, office: Office) -> Iterable[Objection]:
    """1.3/2: one unit leads, one person answers for it."""
    known = {unit.id: unit.name for unit in office.establishment.units.values()}
    for what, value in (("bộ phận chủ trì", units), ("người chịu trách nhiệm chính", responsible)):
        several = [word.strip() for word in value.replace(";", ",").split(",")]
        if len(several) > 1:
            names = ", ".join(known.get(word) or office.name(word) for word in several if word)
            yield Objection(
                ("1.3/2",),
                f"Một việc chỉ có một {what}; đang ghi: {names}.",
                (f"Chọn một {what}; các nơi khác phối hợp.",),
            )


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


def day_said(on: date | None, office: Office, *, not_before: date | None = None) -> date:
    """The day of what is put on record: today where none is said. Raises `UsageError` for one that cannot be."""
    now = today(office)
    if on is None:
        return now
    if on > now:
        raise UsageError(f"Ngày {dmy(on)} còn ở phía trước; chỉ ghi nhận việc đã xảy ra.")
    if not_before is not None and on < not_before:
        raise UsageError(f"Ngày {dmy(on)} ở trước ngày gửi đi ({dmy(not_before)}); kiểm tra lại ngày.")
    return on


def nothing_recorded(facts: object, names: Iterable[str]) -> None:
    """Raises `UsageError` where somebody wants to open a matter with acts already on its record."""
    for name in names:
        if getattr(facts, name, None):
            raise UsageError(f"«{name}» do các bước của việc ghi lại, không ghi khi mở việc; bỏ mục này.")
