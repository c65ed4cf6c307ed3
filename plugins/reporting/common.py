"""What both kinds of this area share: who is in charge, who a person is, how days and words are shown."""

from __future__ import annotations

from collections.abc import Iterable

from core.errors import UsageError
from core.office.office import Office

"""Characters of a matter's own words in its heading."""


def bare_name(person: str, office: Office) -> str:
    """Without the address: for lists and headings."""
    found = office.person(person)
    return found.name if found else office.establishment.names.get(person, person)


def nothing_recorded(facts: object, names: Iterable[str]) -> None:
    """Raises `UsageError` where somebody wants to open a matter with acts already on its record."""
    for name in names:
        if name in getattr(facts, "model_fields_set", ()) and getattr(facts, name):
            raise UsageError(f"«{name}» do các bước của việc ghi lại, không ghi khi mở việc; bỏ mục này.")
