"""What both kinds of this area share: who is in charge, who a person is, how days and words are shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from core.errors import UsageError
from core.law.regulation import Law
from core.law.route import HEAD, Holder, covering, deputy_of, unit
from core.office.office import Office, Rank
from core.office.sessions import ZONE
from core.text import capital

LONGEST_HEADING = 70
"""Characters of a matter's own words in its heading."""


def today(office: Office) -> date:
    return office.at.astimezone(ZONE).date()


def dmy(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def brief(text: str) -> str:
    """A matter's own words, cut to fit a line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_HEADING else f"{line[: LONGEST_HEADING - 1].rstrip()}…"


def bare_name(person: str, office: Office) -> str:
    """Without the address: for lists and headings."""
    found = office.person(person)
    return found.name if found else office.establishment.names.get(person, person)


def clerical(law: Law) -> Holder:
    """The unit through which periodic reports go, and that stamps them received."""
    return unit(law.text("org.unit_clerical"))


def unit_of(person: str, office: Office) -> str | None:
    found = office.person(person)
    return found.unit if found is not None else None


def unit_name(of_unit: str, office: Office) -> str:
    found = office.establishment.units.get(of_unit)
    return found.name if found else of_unit


def in_charge(of_unit: str | None, office: Office) -> tuple[Holder, ...]:
    """The deputy in charge of a unit, with whoever covers him; the Head where no deputy is (3.6/1, A05)."""
    if of_unit is None or of_unit not in office.establishment.deputy_of_unit:
        return (HEAD,)
    return (deputy_of(of_unit), covering(of_unit))


def require_insider(person: str, office: Office, what: str) -> None:
    """Raises `UsageError` for somebody the Office does not know, or who is not of it."""
    rank = office.rank_of(person)
    if rank is None:
        raise UsageError(f"Không có ai mang mã «{person}» trong Văn phòng (mục {what}); xem «vptu config show».")
    if rank is Rank.OUTSIDE:
        raise UsageError(f"{capital(office.name(person))} ở ngoài Văn phòng, không ghi vào mục {what} được.")


def nothing_recorded(facts: object, names: Iterable[str]) -> None:
    """Raises `UsageError` where somebody wants to open a matter with acts already on its record."""
    for name in names:
        if name in getattr(facts, "model_fields_set", ()) and getattr(facts, name):
            raise UsageError(f"«{name}» do các bước của việc ghi lại, không ghi khi mở việc; bỏ mục này.")


def day_said(on: date | None, office: Office, *, not_before: date | None = None) -> date:
    """The day of what is put on record: today where none is said. Raises `UsageError` for one that cannot be."""
    now = today(office)
    if on is None:
        return now
    if on > now:
        raise UsageError(f"Ngày {dmy(on)} còn ở phía trước; chỉ ghi nhận việc đã xảy ra.")
    if not_before is not None and on < not_before:
        raise UsageError(f"Ngày {dmy(on)} ở trước ngày gửi ({dmy(not_before)}); kiểm tra lại ngày.")
    return on
