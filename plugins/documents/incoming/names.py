"""From what a person types – an id, or the name as it is printed – to the units, people, fields and wards there are."""

from __future__ import annotations

from collections.abc import Mapping

from core.errors import UsageError
from core.office.office import Office, Rank
from core.text import fold


def id_of(typed: str, names: Mapping[str, str]) -> str:
    """The id that was typed, or whose name was typed; "" where there is none such."""
    if typed in names:
        return typed
    wanted = fold(typed)
    return next((key for key, name in names.items() if wanted in (fold(name), fold(key))), "")


def known(typed: str, names: Mapping[str, str], what: str) -> str:
    """The id; "" where nothing was typed. Raises UsageError naming those there are."""
    found = id_of(typed, names)
    if typed and not found:
        listed = ", ".join(f"{key} ({name})" for key, name in names.items()) or "chưa có"
        raise UsageError(f"Không có {what} «{typed}»; chọn một trong: {listed}.")
    return found


def field_of(typed: str, office: Office) -> str:
    return known(typed, office.establishment.fields, "lĩnh vực")


def area_of(typed: str, office: Office) -> str:
    return known(typed, office.establishment.areas, "địa bàn")


def unit_of(typed: str, office: Office) -> str:
    return known(typed, {u.id: u.name for u in office.establishment.units.values()}, "bộ phận")


def person_of(typed: str, office: Office) -> str:
    people = {p.id: p.name for p in office.establishment.people.values() if p.rank is not Rank.OUTSIDE}
    return known(typed, people, "người trong Văn phòng mang mã")


def unit_name(unit: str, office: Office) -> str:
    found = office.establishment.units.get(unit)
    return found.name if found else unit


def called(typed: str, office: Office) -> str:
    """What was typed for a unit or a person, as it is read: the name of an id, else the words themselves."""
    return office.name(typed) if typed in office.establishment.people else unit_name(typed, office)


def author_name(author: str, office: Office) -> str:
    """A body by its name, anybody else as typed."""
    found = office.establishment.bodies.get(author)
    return found.name if found else author


def belongs(person: str, unit: str, office: Office) -> bool:
    """Does a person work in a unit, or is he the deputy in charge of it?"""
    found = office.person(person)
    return found is not None and (found.unit == unit or office.establishment.deputy_of_unit.get(unit) == person)


def own_unit(person: str, office: Office) -> str:
    """The unit a person works in, or the first one in his charge."""
    found = office.person(person)
    if found is not None and found.unit:
        return found.unit
    return next(iter(office.establishment.units_by_deputy.get(person, ())), "")
