"""What the kinds of this area share: the day, the unit that writes things down, who is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from core.errors import UsageError
from core.law.regulation import Law
from core.law.route import HEAD, Holder, covering, deputy_of, unit
from core.law.ruling import Objection
from core.office.office import Office, Rank
from core.office.sessions import ZONE
from core.text import capital

LONGEST_HEADING = 70
"""Characters of a matter's own words in its heading."""
VIEW_VI = {"agree": "đồng ý", "disagree": "không đồng ý", "other": "ý kiến khác"}


def today(office: Office) -> date:
    return office.at.astimezone(ZONE).date()


def dmy(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def brief(text: str) -> str:
    """A matter's own words, cut to fit a line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_HEADING else f"{line[: LONGEST_HEADING - 1].rstrip()}…"


def clerical(law: Law) -> Holder:
    """The unit that sends letters, and writes down what was answered outside the program."""
    return unit(law.text("org.unit_clerical"))


def unit_of(person: str | None, office: Office) -> str | None:
    found = office.person(person or "")
    return found.unit if found is not None else None


def in_charge(of_unit: str, office: Office) -> tuple[Holder, ...]:
    """The deputy in charge of a unit, with whoever covers him; the Head where no deputy is (3.6/1, A05)."""
    if of_unit not in office.establishment.deputy_of_unit:
        return (HEAD,)
    return (deputy_of(of_unit), covering(of_unit))


def leaders(office: Office) -> tuple[str, ...]:
    """The Head and the deputies (A14)."""
    found = office.establishment
    return (*((found.head,) if found.head else ()), *found.deputies)


def called(token: str, office: Office) -> str:
    """Whoever is meant: a person, a unit or a body by its name, anybody else by the words typed."""
    found = office.establishment
    if token in found.units:
        return found.units[token].name
    if token in found.bodies:
        return found.bodies[token].name
    return capital(office.name(token)) if token in found.people or token in found.names else token


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


def require_field(field: str, office: Office) -> None:
    """Raises `UsageError` naming the fields there are."""
    if field not in office.establishment.fields:
        known = ", ".join(office.establishment.fields)
        raise UsageError(f"Không có lĩnh vực «{field}»; các lĩnh vực: {known}.")


def one_of_each(units: str, responsible: str, office: Office) -> Iterator[Objection]:
    """1.3/2: one unit leads, one person answers for it."""
    for what, value in (("bộ phận chủ trì", units), ("người chịu trách nhiệm chính", responsible)):
        several = [word.strip() for word in value.replace(";", ",").split(",") if word.strip()]
        if len(several) > 1:
            names = ", ".join(called(word, office) for word in several)
            yield Objection(
                ("1.3/2",),
                f"Một việc chỉ có một {what}; đang ghi: {names}.",
                (f"Chọn một {what}; các nơi khác phối hợp.",),
                ("A46",),
            )


def nothing_recorded(facts: object, names: Iterable[str]) -> None:
    """Raises `UsageError` where somebody wants to open a matter with acts already on its record."""
    for name in names:
        if getattr(facts, name, None):
            raise UsageError(f"«{name}» do các bước của việc ghi lại, không ghi khi mở việc; bỏ mục này.")
