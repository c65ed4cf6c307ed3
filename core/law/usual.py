"""What the procedures of many areas say alike: who is in charge, what may be written down, how it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from core.errors import UsageError
from core.law.regulation import Law
from core.law.route import HEAD, Holder, covering, deputy_of, unit
from core.law.ruling import Objection
from core.office.office import Office, Rank
from core.office.sessions import ZONE
from core.text import capital

LONGEST_HEADING: Final = 70


def today(office: Office) -> date:
    return office.at.astimezone(ZONE).date()


def dmy(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def brief(text: str) -> str:
    """A matter's own words, cut to fit a line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_HEADING else f"{line[: LONGEST_HEADING - 1].rstrip()}…"


def clerical(law: Law) -> Holder:
    """The unit that sends, receives, stamps, and writes down what was answered outside the program."""
    return unit(law.text("org.unit_clerical"))


def unit_of(person: str | None, office: Office) -> str | None:
    found = office.person(person or "")
    return found.unit if found is not None else None


def unit_name(of_unit: str, office: Office) -> str:
    found = office.establishment.units.get(of_unit)
    return found.name if found else of_unit


def in_charge(of_unit: str | None, office: Office) -> tuple[Holder, ...]:
    """The deputy in charge of a unit, with whoever covers him; the Head where no deputy is (3.6/1, A05)."""
    if of_unit is None or of_unit not in office.establishment.deputy_of_unit:
        return (HEAD,)
    return (deputy_of(of_unit), covering(of_unit))


def one_of_each(units: str, responsible: str, office: Office) -> Iterator[Objection]:
    """1.3/2: one unit leads, one person answers for it (A46)."""
    for what, value in (("bộ phận chủ trì", units), ("người chịu trách nhiệm chính", responsible)):
        several = [word.strip() for word in value.replace(";", ",").split(",") if word.strip()]
        if len(several) > 1:
            known = office.establishment.units
            names = ", ".join(known[word].name if word in known else office.name(word) for word in several)
            yield Objection(
                ("1.3/2",),
                f"Một việc chỉ có một {what}; đang ghi: {names}.",
                (f"Chọn một {what}; các nơi khác phối hợp.",),
                ("A46",),
            )


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
