"""Vietnamese text at every door: one form in, harmless out, found without accents, sorted as a clerk would sort it.

Unicode spells one Vietnamese letter in several ways, terminals send them all, and a machine without a Vietnamese
locale sorts none of them. Everything here is pure and needs only the standard library.
"""

from __future__ import annotations

import re
import unicodedata

from core.errors import UsageError

_MARKS = re.compile("[\u0300-\u036f]+")
_WORDS = re.compile("[a-z0-9]+")
_BARRED_D = str.maketrans({"đ": "d", "ð": "d", "ɖ": "d"})
"""NFD does not split the bar off a d; Ð (eth) and Ɖ are typed for Đ by mistake and look the same."""

_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]+"
)
"""Soft hyphens, zero-width and direction marks: they change what is seen without being seen."""
_NARROW = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027]*")
"""Composed Vietnamese, Latin and their punctuation: one cell each."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029\x85]")
_LOUD = {code: chr(0x2400 + code) for code in range(32)} | {0x7F: "␡"}
"""Control characters shown as their pictures instead of obeyed by the terminal."""


def nfc(s: str) -> str:
    """The composed form in which all text is stored and compared."""
    return s if s.isascii() else unicodedata.normalize("NFC", s)


def fold(s: str) -> str:
    """Lower case without marks, đ as d: «Đường Ủy ban» and «duong uy ban» become equal, uỷ equals ủy."""
    if s.isascii():
        return s.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFD", s.lower())).translate(_BARRED_D)
    return bare if bare.isascii() else "".join(c for c in bare if not unicodedata.combining(c))


def words_key(s: str) -> str:
    """The search key of a text: every word with one space before it, so that `% word%` means "a word starts with"."""
    return "".join([f" {word}" for word in _WORDS.findall(fold(s))])


def number(n: int) -> str:
    """A whole number as it is printed in Vietnamese: 102.400."""
    return f"{n:,}".replace(",", ".")


def capital(s: str) -> str:
    """The text with its first letter in upper case, the others as they are."""
    return s[:1].upper() + s[1:]


def tidy(s: str, *, limit: int, what: str, multiline: bool = False) -> str:
    """The door for all typed text: NFC, no invisible or direction marks, spaces in order; `what` names the field.

    Newlines and tabs are kept only where `multiline`. Raises UsageError for a control character, a broken byte or a
    text longer than `limit` characters; nothing is ever cut off in silence.
    """
    if len(s) <= limit and not multiline and _NARROW.fullmatch(s):
        return " ".join(s.split())
    if len(s) > 4 * limit:  # before any work is done on it; no letter is typed with more than four code points
        raise UsageError(_too_long(what, len(s), limit))
    if bad := _CONTROL.search(s):
        raise UsageError(_bad_character(what, bad.group(), bad.start() + 1))
    s = _INVISIBLE.sub("", _BREAKS.sub("\n", s))
    s = "\n".join([line.rstrip() for line in s.split("\n")]).strip() if multiline else " ".join(s.split())
    s = nfc(s)
    if len(s) > limit:
        raise UsageError(_too_long(what, len(s), limit))
    return s


def _too_long(what: str, length: int, limit: int) -> str:
    return (
        f"«{what}» dài {number(length)} ký tự, giới hạn là {number(limit)}: "
        "hãy viết gọn lại hoặc đính kèm nội dung thành tệp."
    )


def _bad_character(what: str, bad: str, position: int) -> str:
    if "\ud800" <= bad <= "\udfff":
        return f"«{what}» có byte không phải UTF-8 ở vị trí {position}: hãy gõ lại bằng bảng mã Unicode."
    return f"«{what}» có ký tự điều khiển U+{ord(bad):04X} ở vị trí {position}: hãy xóa ký tự đó rồi nhập lại."


def safe(s: str, *, multiline: bool = False) -> str:
    """Text of any origin made harmless for a terminal: escapes, direction marks and broken bytes become visible."""
    if s.isprintable():
        return s
    s = _INVISIBLE.sub("", _BREAKS.sub("\n", s))
    keep = "\n\t" if multiline else ""
    return "".join([c if c.isprintable() or c in keep else _harmless(c) for c in s])


def _harmless(c: str) -> str:
    if c.isspace() and c not in "\x0b\x0c\x1c\x1d\x1e\x1f":
        return " "
    return _LOUD.get(ord(c), "\ufffd")


# Sorting by the Vietnamese alphabet

_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = {letter: chr(0x21 + place) for place, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""Huyền, hỏi, ngã, sắc, nặng; ngang is the empty tone and comes first."""
_SHAPES = {"\u0302", "\u0306", "\u031b"}
"""Circumflex, breve and horn make another letter, not another tone."""
_LETTER = re.compile(".[\u0300-\u036f]*", re.DOTALL)


def _word_key(word: str) -> tuple[str, str]:
    """A word's letters in alphabet order, then its tone: the tone belongs to the syllable, so hoà equals hòa."""
    if word.isdecimal():
        return chr(0x20) + word.lstrip("0").rjust(24, "0"), ""
    letters: list[str] = []
    tones: list[str] = []
    for cluster in _LETTER.findall(unicodedata.normalize("NFD", word)):
        shape = unicodedata.normalize("NFC", cluster[0] + "".join(m for m in cluster[1:] if m in _SHAPES))
        letters.append(_ORDER.get(shape) or _ORDER.get(fold(shape)) or chr(0x7F) + shape)
        tones.extend(_TONES[m] for m in cluster[1:] if m in _TONES)
    return "".join(letters), "".join(tones)


def given_name_key(name: str) -> tuple[str, ...]:
    """Sort key of a person's name: the given name (last word) first, then the rest from the left.

    Letters a ă â b c d đ e ê …, tones ngang < huyền < hỏi < ngã < sắc < nặng, letters before tones; «Phó 2» comes
    before «Phó 10».
    """
    words = nfc(name).lower().split()
    return tuple(part for word in words[-1:] + words[:-1] for part in _word_key(word))


# Display width


def _cells(c: str) -> int:
    if unicodedata.category(c) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


def width(s: str) -> int:
    """How many terminal cells a text takes."""
    return len(s) if _NARROW.fullmatch(s) else sum(map(_cells, s))


def cut(s: str, cells: int) -> str:
    """The text in at most `cells` cells; what does not fit is replaced by «…», and no letter loses its marks."""
    if width(s) <= cells:
        return s
    return f"{_head(s, cells - 1).rstrip()}…" if cells > 0 else ""


def _head(s: str, cells: int) -> str:
    if _NARROW.fullmatch(s):
        return s[:cells]
    for place, c in enumerate(s):
        cells -= _cells(c)
        if cells < 0:
            return s[:place]
    return s
