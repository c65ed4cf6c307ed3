"""What the kinds of this area share: the day, the unit that writes things down, who is known."""

from __future__ import annotations

from collections.abc import Iterable

from core.errors import UsageError
from core.office.office import Office
from core.text import capital

"""Characters of a matter's own words in its heading."""
VIEW_VI = {"agree": "đồng ý", "disagree": "không đồng ý", "other": "ý kiến khác"}


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


def require_field(field: str, office: Office) -> None:
    """Raises `UsageError` naming the fields there are."""
    if field not in office.establishment.fields:
        known = ", ".join(office.establishment.fields)
        raise UsageError(f"Không có lĩnh vực «{field}»; các lĩnh vực: {known}.")


def nothing_recorded(facts: object, names: Iterable[str]) -> None:
    """Raises `UsageError` where somebody wants to open a matter with acts already on its record."""
    for name in names:
        if getattr(facts, name, None):
            raise UsageError(f"«{name}» do các bước của việc ghi lại, không ghi khi mở việc; bỏ mục này.")
