"""What there is to see of a matter beside its facts and its route – a checklist, a table of opinions – as plain values.

Procedures fill sheets; screens, the command line and JSON show them. Nobody else works out what they say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

TONES = ("", "good", "warn", "bad", "muted")


@dataclass(frozen=True, slots=True)
class SheetRow:
    cells: tuple[str, ...]
    tone: str = ""
    """One of `TONES`."""


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    note: str = ""


class Tie(NamedTuple):
    """Another matter that this one belongs with, and how: «trả lời văn bản đến»."""

    matter: int
    says: str
