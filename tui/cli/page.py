"""What a command prints: lines folded to the width at hand, aligned by cells, harmless, coloured only on a terminal.

Nothing is written before the command has ended, so that a reader who goes away in the middle changes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from core.text import cut, nfc, safe, width

NARROWEST, WIDEST = 40, 160
LONGEST_WORD = 30
"""Cells of a column that are kept for one word: an id is not broken, a pasted line of a thousand letters is."""
_CODES: Final[Mapping[str, str]] = {"bold": "1", "good": "1;32", "bad": "1;31", "warn": "33", "faint": "2"}
_HIDDEN: Final = re.compile("[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
"""What JSON would carry as it is and a terminal would obey."""


class Page:
    """The output of one command, collected."""

    def __init__(self, *, room: int = 80, colour: bool = False) -> None:
        self.room = min(max(room, NARROWEST), WIDEST)
        self._colour = colour
        self._parts: list[str] = []
        self.bytes = b""
        """A document that goes out as it is, after the text."""

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def raw(self, text: str) -> None:
        """As it is: TOML, a seal."""
        self._parts.append(text)

    def data(self, value: object) -> None:
        """One JSON document."""
        text = nfc(json.dumps(value, ensure_ascii=False, indent=2, default=str))
        self._parts.append(_HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n")

    def line(self, text: str = "", *, indent: int = 0, tone: str = "") -> None:
        for line in folded(text, self.room - indent):
            self._put(" " * indent + self._toned(line, tone) if line else "")

    def heading(self, text: str) -> None:
        """A part of the answer, with an empty line before it unless it is the first."""
        if self._parts:
            self._put("")
        self.line(text, tone="bold")

    def item(self, text: str, sign: str = "-", *, indent: int = 2, tone: str = "") -> None:
        """A line of a list; what is folded stands below its text."""
        lead = f"{sign} "
        for n, line in enumerate(folded(text, self.room - indent - width(lead))):
            self._put(" " * indent + (lead if n == 0 else " " * width(lead)) + self._toned(line, tone))

    def pairs(self, pairs: Iterable[tuple[str, str]], *, indent: int = 2) -> None:
        """Names in a column, values folded beside them."""
        self.table((), [(f"{name}:", value) for name, value in pairs], indent=indent)

    def table(
        self, headers: Sequence[str], rows: Sequence[Sequence[str]], *, indent: int = 0, tones: Sequence[str] = ()
    ) -> None:
        """Columns by cells. Where they do not fit, the widest gives way and is folded; no text is lost.

        `tones` are those of the rows, where they have any.
        """
        cells = [[safe(cell, multiline=True).strip("\n") for cell in row] for row in rows]
        shown = [list(headers), *cells] if headers else cells
        if not shown:
            return
        widths = _fitted(list(zip(*shown, strict=True)), self.room - indent)
        if headers:
            self._row(headers, widths, indent, "bold")
        for n, row in enumerate(cells):
            self._row(row, widths, indent, tones[n] if tones else "")

    def widths(self, headers: Sequence[str], rows: Sequence[Sequence[str]], *, indent: int = 0) -> list[int]:
        """How wide the columns of such a table would be."""
        cells = [[safe(cell, multiline=True).strip("\n") for cell in row] for row in (headers, *rows)]
        return _fitted(list(zip(*cells, strict=True)), self.room - indent)

    def _row(self, row: Sequence[str], widths: Sequence[int], indent: int, tone: str) -> None:
        folds = [folded(cell, room) for cell, room in zip(row, widths, strict=True)]
        for n in range(max(map(len, folds))):
            parts = [lines[n] if n < len(lines) else "" for lines in folds]
            line = "  ".join(part + " " * (room - width(part)) for part, room in zip(parts, widths, strict=True))
            self._put(" " * indent + self._toned(line.rstrip(), tone))

    def _toned(self, text: str, tone: str) -> str:
        return f"\x1b[{_CODES[tone]}m{text}\x1b[0m" if self._colour and tone and text else text

    def _put(self, line: str) -> None:
        self._parts.append(nfc(line) + "\n")


def _widest(text: str) -> int:
    return max(map(width, text.split("\n")))


def _fitted(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Column widths that fit a line: the widest gives way first, and none below its longest word."""
    widths = [max(map(_widest, column)) for column in columns]
    floors = [
        min(max((width(w) for cell in column for w in cell.split()), default=1), LONGEST_WORD) for column in columns
    ]
    over = sum(widths) + 2 * (len(widths) - 1) - room
    while over > 0:
        spare = [n for n in range(len(widths)) if widths[n] > floors[n]]
        if not spare:
            break
        widths[max(spare, key=lambda n: widths[n])] -= 1
        over -= 1
    return widths


def folded(text: str, room: int) -> list[str]:
    """The text in lines of at most `room` cells, broken between words; only a word longer than a line is cut apart."""
    return [
        line for part in safe(text, multiline=True).expandtabs(4).split("\n") for line in _folded(part, max(room, 1))
    ]


def _folded(text: str, room: int) -> list[str]:
    if width(text) <= room:
        return [text.rstrip()]
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width(longer) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, room)
        lines += full
    return [*lines, line] if line else lines or [""]


def _pieces(word: str, room: int) -> list[str]:
    """A word no line can hold, in pieces; a mark stays with its letter."""
    pieces = []
    while width(word) > room:
        piece = cut(word, room + 1).removesuffix("…")
        piece = piece if piece and word.startswith(piece) else word[:1]
        pieces.append(piece)
        word = word[len(piece) :]
    return [*pieces, word]
