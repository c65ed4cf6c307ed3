"""What plans and tasks share: who is in charge of a unit, what one lead means, days and names as they are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from core.errors import UsageError
from core.law import usual
from core.law.facts import asking, names_of, read_facts
from core.law.regulation import Law
from core.law.ruling import Objection
from core.office.office import Office
from core.text import capital

"""Characters of a matter's own words in its heading."""


def general(law: Law) -> str:
    """The unit that drafts the Office's plan and follows its progress for the Head (8.1/1, 8.4/1)."""
    return law.text("planning.general_unit")


def in_days(office: Office, law: Law) -> date:
    """The day by which an opinion is wanted (A33)."""
    return office.calendar.add_working_days(usual.today(office), law.whole("consult.reply_days"))


def leader_of(of_unit: str, office: Office) -> str:
    """The person in charge of a unit now; "" where nobody is."""
    return office.establishment.deputy_of_unit.get(of_unit) or office.establishment.head or ""


def name_of(party: str, office: Office) -> str:
    """A unit or a person as a table shows it."""
    return usual.unit_name(party, office) if party in office.establishment.units else capital(office.name(party))


# -- one unit, one person (1.3/2)


def require_units(units: Iterable[str], office: Office) -> None:
    """Raises `UsageError` naming the units there are."""
    for wanted in units:
        if wanted not in office.establishment.units:
            known = ", ".join(office.establishment.units)
            raise UsageError(f"Không có bộ phận «{wanted}»; các bộ phận: {known}.")


def of_the_unit(person: str, of_unit: str, office: Office) -> Objection | None:
    """1.3/2: whoever answers for a unit's work belongs to it that day. Raises `UsageError` for nobody of the Office."""
    if person in office.establishment.members.get(of_unit, ()):
        return None
    if office.person(person) is None:
        if person in office.establishment.names:
            raise UsageError(f"{capital(office.name(person))} không còn công tác ở Văn phòng: chọn người khác.")
        raise UsageError(f"Không có ai mang mã «{person}» trong Văn phòng; xem «vptu config show».")
    members = ", ".join(office.name(m) for m in office.establishment.members.get(of_unit, ())) or "chưa có ai"
    return Objection(
        ("1.3/2",),
        f"{capital(office.name(person))} không thuộc {usual.unit_name(of_unit, office)}.",
        (f"Chọn người của bộ phận chủ trì: {members}.",),
    )


# -- putting right what was returned


def corrected(facts: Any, asked: Mapping[str, object], *, kind: str, may_change: frozenset[str]) -> Any:
    """The facts with what was asked for anew. Raises `UsageError` where something else would change."""
    model = type(facts)
    shown = {name: field for name, field in names_of(model).items() if asking(field).shown}
    said = {name: getattr(facts, name) for name in shown}
    new = read_facts(model, {**said, **asked}, kind=kind)
    for name, field in names_of(model).items():
        if name not in may_change and name in asked and getattr(new, name) != getattr(facts, name):
            raise UsageError(
                f"Không đổi «{field.title}» ({name}) khi hoàn chỉnh: đề nghị đổi riêng, hoặc rút rồi mở việc mới."
            )
    return facts.model_copy(update={name: getattr(new, name) for name in may_change})


def nothing_recorded(facts: Any) -> None:
    """Raises `UsageError` where somebody wants to open a matter with acts already on its record."""
    for name, field in names_of(type(facts)).items():
        if not asking(field).shown and getattr(facts, name):
            raise UsageError(f"«{name}» do các bước của việc ghi lại, không ghi khi mở việc; bỏ mục này.")
