"""What did the person mean by these few letters? One answer for the palette, pickers and search fields.

Accents and case do not matter, đ is d; but who typed the accents meant them, so what has them comes first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from core.text import nfc, words_key

T = TypeVar("T")


class Entry(NamedTuple):
    """Something to be found: its label, and with less weight whatever is said about it."""

    label: str
    key: str
    """The search key of the label."""
    more: str
    """The search key of label and explanation together."""

    @classmethod
    def of(cls, label: str, about: str = "") -> Entry:
        return cls(nfc(label).lower(), words_key(label), words_key(f"{label} {about}"))


def best(typed: str, entries: Iterable[tuple[Entry, T]]) -> list[T]:
    """What `typed` may mean, best first; everything, in its order, where nothing is typed.

    Every word typed must begin a word. Initials find a label too: `bv` finds «Bàn việc».
    """
    wanted, exact = words_key(typed).split(), nfc(typed).lower().strip()
    if not wanted:
        return [] if exact else [found for _, found in entries]
    ranked = [(rank, found) for entry, found in entries if (rank := _rank(entry, wanted, exact)) is not None]
    return [found for _, found in sorted(ranked, key=lambda pair: pair[0])]


def _rank(entry: Entry, wanted: list[str], exact: str) -> int | None:
    if entry.label.startswith(exact):
        return 0
    if entry.key.startswith(f" {' '.join(wanted)}"):
        return 1
    if all(f" {word}" in entry.key for word in wanted):
        return 2
    if len(wanted) == 1 < len(wanted[0]) and "".join(w[0] for w in entry.key.split()).startswith(wanted[0]):
        return 3
    return 4 if all(f" {word}" in entry.more for word in wanted) else None
