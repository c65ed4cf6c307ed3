"""The office's recurring duties as one calendar: how each occurrence stands today, whose it is, a year at a glance."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from core.codec import holder, instant
from core.law.duty import Due, DueState, due_state
from core.law.holders import label, tokens_of
from core.office.office import Office
from core.office.sessions import ZONE, whole_days

if TYPE_CHECKING:
    from core.desk import Desk

WHOSE: Final = {"mine": "Của tôi", "unit": "Bộ phận tôi", "all": "Mọi người"}
"""Whose duties are looked at. A unit's own are everybody's who is in it, and stand under `unit`."""
MARKS: Final = {"": "○", "good": "●", "warn": "◐", "bad": "✗", "muted": "·"}
"""One month of a strip: not due yet, in time, late or to be watched, overdue."""
NOTHING: Final = "·"
_WORST: Final = ("muted", "good", "", "warn", "bad")
_BEFORE: Final = DueState("trước khi dùng chương trình", "muted")


class Owed(NamedTuple):
    due: Due
    state: DueState


def owed(desk: Desk, start: date, until: date, *, at: datetime) -> tuple[Owed, ...]:
    """Every occurrence from one day to another, both included, the earliest first, as it stands at this instant.

    What was due before the journal begins may have been done on paper: it is not held to be overdue.
    """
    law, office = desk.law(at), desk.office(at)
    weekend, today = law.text("report.weekend"), at.astimezone(ZONE).date()
    begun = instant(desk.entry(1).at).astimezone(ZONE).date()
    found = desk.dues(whole_days(start, until), at)
    return tuple(
        Owed(due, _BEFORE if due.on < begun and not due.met else due_state(due, today, office.calendar, weekend))
        for due in found
    )


def of(found: Iterable[Owed], whose: str, person: str, office: Office) -> tuple[Owed, ...]:
    """Those of a person, of his unit – and of the people in it –, or all."""
    if whose == "all":
        return tuple(found)
    mine = set(tokens_of(person, office))
    units = [u for u, members in office.establishment.members.items() if person in members]
    unit = {f"unit:{u}" for u in units}
    people = {f"person:{p}" for u in units for p in office.establishment.members[u]}
    wanted = unit | people if whose == "unit" else mine - unit
    return tuple(entry for entry in found if token(entry.due) in wanted)


def token(due: Due) -> str:
    """Its owner as a relation."""
    return due.owner if ":" in due.owner else f"person:{due.owner}"


def owner(due: Due, office: Office) -> str:
    """Its owner in words."""
    return label(holder(token(due)), office)


def strips(found: Iterable[Owed], year: int) -> dict[str, str]:
    """By owner the twelve months of a year, each as its worst occurrence stands."""
    worst: dict[str, list[str | None]] = {}
    for due, state in found:
        if due.on.year == year:
            months = worst.setdefault(token(due), [None] * 12)
            before = months[due.on.month - 1]
            months[due.on.month - 1] = state.tone if before is None else max(before, state.tone, key=_WORST.index)
    return {who: "".join(NOTHING if tone is None else MARKS[tone] for tone in months) for who, months in worst.items()}


def said(state: DueState) -> str:
    """A state with its days where they are counted: «quá hạn 3 ngày»."""
    return f"{state.word} {state.days} ngày" if state.days and state.tone in ("bad", "warn") else state.word
