"""Incoming and outgoing documents: drafts, dossiers, signing, issue, registers (Điều 2, 3, 4, 6, 9, 13, 20)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.extension.hookspecs import hookimpl

if TYPE_CHECKING:
    from core.extension.hookspecs import Area, Event, Export, Notice, ScreenSpec
    from core.law.book import Book
    from core.law.procedure import Procedure


@hookimpl
def vptu_area() -> Area:
    from .area import AREA

    return AREA


@hookimpl
def vptu_procedures() -> Sequence[Procedure]:
    from .incoming.procedures import INCOMING
    from .outgoing.procedures import DOCUMENT

    return (INCOMING, DOCUMENT)


@hookimpl
def vptu_books() -> Sequence[Book]:
    from .incoming.books import ARRIVALS
    from .outgoing.books import OUTGOING_BOOK

    return (ARRIVALS, OUTGOING_BOOK)


@hookimpl
def vptu_follow_ups(event: Event) -> Sequence[Notice]:
    if event.kind == "incoming":
        from .incoming.told import told as told_of_incoming

        return tuple(told_of_incoming(event))
    if event.kind == "document":
        from .outgoing.told import told

        return tuple(told(event))
    return ()


@hookimpl
def vptu_screens() -> Sequence[ScreenSpec]:
    from .area import SCREENS

    return SCREENS


@hookimpl
def vptu_exports() -> Sequence[Export]:
    from .area import EXPORTS

    return EXPORTS
