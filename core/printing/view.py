"""A view is what a paper says, as plain strings; each of its attributes bears the name by which a template calls it.

The names a template may use, the values it gets and the table in the handbook of templates all come from the view, so
that none of them can say anything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

Names = Mapping[str, tuple[str, str]]
"""Field of a template -> attribute of the view, and what it means."""


class Shown(NamedTuple):
    """How a template calls an attribute: `Annotated[str, Shown("ho_ten", "Họ và tên")]`."""

    field: str
    says: str


def shown(view: type) -> Names:
    """The fields of a view: a frozen dataclass all of whose attributes are annotated with `Shown`."""
    return {mark.field: (name, mark.says) for name, (mark, _) in _attributes(view).items()}


def listed(view: type) -> Mapping[str, Names]:
    """The fields of a view that are lists, each with the fields of its items; none where the items are plain text."""
    found = {mark.field: get_args(hint)[0] for mark, hint in _attributes(view).values() if get_origin(hint) is tuple}
    return {field: shown(item) if item is not str else {} for field, item in found.items()}


def values(view: object) -> dict[str, object]:
    """Field of the template -> what it prints."""
    return {field: _value(getattr(view, attribute)) for field, (attribute, _) in shown(type(view)).items()}


def _value(value: object) -> object:
    if isinstance(value, tuple):
        return [values(item) if is_dataclass(item) else item for item in value]
    return value


def _attributes(view: type) -> Mapping[str, tuple[Shown, Any]]:
    hints = get_type_hints(view, include_extras=True)
    return {f.name: (hints[f.name].__metadata__[0], hints[f.name].__origin__) for f in fields(view)}
