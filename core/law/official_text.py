"""Binds an office's own official text to the ids of the clauses, so that screens can show it beside the summaries.

The product ships no sentence of the original. An office brings its file, typed, copied or converted in many ways:
articles printed twice under one number, paragraphs without number, lines broken in the middle of a sentence. What the
regulation's own ids say about its shape decides where a line belongs; what fits nowhere is reported, never guessed.
The signature at the end is a person's and is neither bound nor kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from core.errors import UsageError
from core.law.citation import Shape, place, printed_number
from core.law.plain_text import Line, decode, lines_of
from core.law.provisions import Norm

__all__ = ["Binding", "Fault", "bind", "decode"]

_COLUMNS = re.compile(r"\s{3,}|\t")
_CHAPTER = re.compile(r"(?:CHƯƠNG|Chương|MỤC|Mục)\s+(?:[IVXLC]+|\d+)\b")
_ARTICLE = re.compile(r"(?:Điều|ĐIỀU)\s*(\d{1,3})\s*(?:[.:)]|[-–—]\s)\s*(.*)")
_RECIPIENTS = re.compile(r"nơi nhận\s*:", re.IGNORECASE)
_ITEM = re.compile(r"(\d{1,2})\s?[.)](?!\d)\s*(\S.*)")
_LETTER = re.compile(r"(?:[-–—•*]\s*)?([a-zđ])[.)]\s+(\S.*)")
_DASH = re.compile(r"(?:[-–—•]\s*|\*\s+)(\S.*)")
_SIGNING = re.compile(r"(?:[KT][./]?[TLM]\b|TUQ\b|Q\.|PHÓ\b|CHÁNH\b|BÍ THƯ\b|TRƯỞNG\b)")
_SIGNED = re.compile(r"\[|\(?(?:đã ký|ký tên|signed)\b", re.IGNORECASE)
_UNFINISHED = re.compile(r"[,;]$|(?:^|\s)(?:và|với|của|các|hoặc|trong|về|cho|theo)$")
_STRAY = "?"
_ENDS = re.compile(r"[.;:!?…][»”\")\]]*$")


class Normative(Protocol):
    """Whatever knows the norms of one version: a Law, or a Regulation for its newest version."""

    @property
    def norms(self) -> Mapping[str, Norm]: ...


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that did not bind: a clause without words, or a line without a place."""

    where: str
    """The id of a clause or article, or `dòng 57`."""
    line: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Binding:
    texts: Mapping[str, str]
    """Clause id -> official words without their number or dash; paragraphs of one clause are parted by a newline."""
    headings: Mapping[str, str]
    """Article id -> official title."""
    unbound: tuple[Fault, ...]
    leftovers: tuple[tuple[int, str], ...]
    """Lines that fit nowhere."""
    missing: tuple[str, ...]
    """Clauses without official words, in the order of the regulation."""
    dropped: tuple[int, ...]
    """Lines of the signature; their words are not kept."""

    @property
    def summary(self) -> str:
        known = len(self.texts) + len(self.missing)
        if not self.unbound and not self.leftovers:
            return f"Đã gắn nguyên văn cho cả {known} điều khoản."
        return (
            f"Đã gắn nguyên văn cho {len(self.texts)} trên {known} điều khoản; "
            f"{len(self.missing)} điều khoản chưa có nguyên văn, {len(self.leftovers)} dòng không biết thuộc đâu."
        )


def bind(text: str, regulation: Normative) -> Binding:
    """Bind each printed item of `text` to its clause; UsageError for a text that is no regulation of this shape."""
    lines = list(lines_of(text))
    if not lines:
        raise UsageError("Tệp trống; hãy chọn tệp có toàn văn quy chế.")
    last_heading = max((line.number for line in lines if _ARTICLE.match(line.words)), default=0)
    binder = _Binder(
        Shape.of((norm.clause, norm.cite) for norm in regulation.norms.values()), _is_spaced(lines), last_heading
    )
    for line in lines:
        binder.take(line)
    if not binder.headings:
        raise UsageError("Tệp không phải quy chế: không có dòng nào dạng «Điều 1. …»; hãy chọn đúng tệp toàn văn.")
    return binder.binding()


def _is_spaced(lines: list[Line]) -> bool:
    """Do blank lines part the paragraphs, so that a line right after another goes on with it?"""
    gaps = [line.gap for line in lines if _ARTICLE.match(line.words) or _ITEM.match(line.words)]
    return sum(gaps) * 2 > len(gaps)


@dataclass(slots=True)
class _Binder:
    """Reads line after line and remembers where it stands."""

    shape: Shape
    spaced: bool
    last_heading: int
    """The line of the last heading of an article: a signature can only follow it."""
    texts: dict[str, str] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    leftovers: list[tuple[int, str]] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    part: str = "title"
    """title · preamble · chapter · article · lost (an article unknown here) · recipients · signature"""
    article: str = ""
    item: int = 0
    unnumbered: int = 0
    dashes: int = 0
    open: str = ""
    """The clause that goes on; an article's id followed by `#` while its title does; `?` while a misfit does."""

    def take(self, line: Line) -> None:
        number, words, gap, _ = line
        if _RECIPIENTS.match(words) and number > self.last_heading:
            self.part, self.open, self.dashes = "recipients", "", 0
        elif self.part == "recipients":
            self._recipient(line)
        elif self.part == "signature" or self._is_closing(number, words, gap):
            self.part = "signature"
            self.dropped.append(number)
        elif (found := _ARTICLE.match(words)) and self._heads(int(found[1]), gap):
            self._heading(number, int(found[1]), found[2], words)
        elif _CHAPTER.match(words) and (gap or self._is_complete() or words.isupper()):
            self.part, self.open = "chapter", ""
        elif self.part == "article":
            self._in_article(number, words, gap)
        elif self.part in ("title", "preamble"):
            self._before_articles(number, words, gap)
        elif self.part == "chapter" and _ITEM.match(words):
            self.part = "lost"
            self._misfit(number, words, "Khoản này đứng ngay sau tên chương; phía trước thiếu dòng «Điều …».")
        elif self.part == "lost":
            self.leftovers.append((number, words))

    def _is_complete(self) -> bool:
        return self.open in ("", _STRAY) or bool(_ENDS.search(self._tail()))

    def _tail(self) -> str:
        """The end of what is open, long enough to tell whether it goes on."""
        title = self.open.endswith("#")
        return (self.headings if title else self.texts).get(self.open.removesuffix("#"), "")[-20:]

    def _goes_on(self, words: str, gap: bool) -> bool:
        """Is a line without number the rest of the one before?"""
        if self.open in ("", _STRAY):
            return False
        if words[0].islower() or (self.spaced and not gap):
            return True
        if self.open.endswith("#"):  # a title ends without a full stop
            return not gap and bool(_UNFINISHED.search(self._tail()))
        return not self._is_complete()

    def _add(self, words: str, parted: str = " ") -> None:
        kept = self.headings if self.open.endswith("#") else self.texts
        key = self.open.removesuffix("#")
        kept[key] = f"{kept[key]}{parted}{words}" if kept.get(key) else words

    def _begin(self, clause: str, words: str) -> None:
        self.open = clause
        self.texts[clause] = words

    def _misfit(self, number: int, words: str, why: str) -> None:
        self.open = _STRAY
        self.leftovers.append((number, words))
        self.faults.append(Fault(f"dòng {number}", number, why))

    # before the first article

    def _before_articles(self, number: int, words: str, gap: bool) -> None:
        dash = _DASH.match(words)
        bare = dash[1] if dash else words
        decision = f"P-{self.shape.last.get('P', 0)}"
        broken = not gap and not self._is_complete() and not bare[0].isupper()
        if self.open == _STRAY and not dash and not gap:
            self.leftovers.append((number, words))
        elif not broken and (bare.casefold().startswith("căn cứ") or (dash and self.part == "preamble")):
            self.part = "preamble"
            self.dashes += 1
            clause = f"P-{self.dashes}"
            if clause not in self.shape.cites or clause == decision:
                self._misfit(number, words, f"Phần căn cứ có nhiều hơn {self.dashes - 1} căn cứ mà quy chế này ghi.")
            else:
                self._begin(clause, bare)
        elif self.part == "title":
            self.open = ""
        elif self._goes_on(words, gap):
            self._add(words)
        elif words.isupper():
            self.open = ""
        elif decision in self.texts:
            self._misfit(number, words, "Đoạn này đứng giữa phần căn cứ và Điều đầu tiên, không thuộc điều khoản nào.")
        elif decision in self.shape.cites:
            self._begin(decision, words)

    # headings

    def _heads(self, number: int, gap: bool) -> bool:
        """Is it a heading, or a sentence that was broken before «Điều 4.»?"""
        expected = self.shape.article(number, self.headings)
        if self.part != "article" or self.open.endswith("#") or self._is_complete():
            return True
        return expected is not None and (gap or expected in self.shape.articles[self._reached() : self._reached() + 1])

    def _reached(self) -> int:
        return self.shape.articles.index(self.article) + 1

    def _heading(self, number: int, printed: int, title: str, words: str) -> None:
        article = self.shape.article(printed, self.headings)
        self.item = self.unnumbered = self.dashes = 0
        if article is None:
            self.part = "lost"
            again = any(printed_number(a) == printed for a in self.shape.articles)
            why = "xuất hiện nhiều lần hơn trong quy chế này" if again else "không có trong quy chế này"
            self._misfit(number, words, f"Điều {printed} {why}; các dòng của điều đó chưa được gắn.")
            return
        self.part, self.article = "article", article
        self.headings[article], self.open = title, f"{article}#"

    # inside an article

    def _in_article(self, number: int, words: str, gap: bool) -> None:
        found = _ITEM.match(words)
        if self.open == _STRAY and not (found and f"{self.article}.{found[1]}" in self.shape.cites):
            self.leftovers.append((number, words))
        elif found := _LETTER.match(words):
            self._letter(number, words, found[1], found[2])
        elif found := _ITEM.match(words):
            self._numbered(number, words, gap, int(found[1]), found[2])
        elif found := _DASH.match(words):
            self._dash(number, words, gap, found[1])
        elif self._goes_on(words, gap):
            self._add(words)
        else:
            self._paragraph(number, words)

    def _is_closing(self, number: int, words: str, gap: bool) -> bool:
        """The signature begins: a title in capitals, a name, or anything unnumbered after the last full stop."""
        if number <= self.last_heading or self.open.endswith("#") or _ITEM.match(words) or _DASH.match(words):
            return False
        if self.part == "chapter" or _CHAPTER.match(words):
            return words.isupper() and bool(_SIGNING.match(words))
        ended = self._is_complete()
        at_end = self.shape.articles[-1:] == (self.article,) and self.item >= self.shape.last[self.article]
        if words.isupper() and (ended or gap or _SIGNING.match(words)):
            return True
        if _is_name(words) and (ended or at_end):
            return True
        more = f"{self.article}.u{self.unnumbered + 1}" in self.shape.cites
        return at_end and not more and (ended or bool(_SIGNED.match(words)))

    def _base(self) -> str:
        """The clause or article whose dashes and letters come now."""
        return f"{self.article}.{self.item}" if self.item else self.article

    def _numbered(self, number: int, words: str, gap: bool, item: int, rest: str) -> None:
        clause = f"{self.article}.{item}"
        if clause in self.shape.cites and item > self.item:
            self.item, self.dashes = item, 0
            self._begin(clause, rest)
        elif not gap and not self._is_complete():
            self._add(words)
        elif clause in self.shape.cites:
            self._misfit(number, words, f"Khoản {item} đứng sau khoản {self.item} trong {self._name()}.")
        else:
            self._misfit(number, words, f"{self._name()} không có khoản {item} trong quy chế này.")

    def _dash(self, number: int, words: str, gap: bool, rest: str) -> None:
        broken = not gap and not self._is_complete()
        if self._base() not in self.shape.parents or self.unnumbered or f"{self._base()}.a" in self.shape.cites:
            self._within(number, words, broken)
        elif broken and not rest[0].isupper():
            self._add(words)
        else:
            self.dashes += 1
            clause = f"{self._base()}-{self.dashes}"
            if clause in self.shape.cites:
                self._begin(clause, rest)
            else:
                self._misfit(number, words, f"{self._name()} có nhiều gạch đầu dòng hơn trong quy chế này.")

    def _letter(self, number: int, words: str, letter: str, rest: str) -> None:
        clause = f"{self._base()}.{letter}"
        if clause in self.shape.cites and clause not in self.texts:
            self._begin(clause, rest)
        elif f"{self._base()}.a" in self.shape.cites:
            self._misfit(number, words, f"{self._name()} không có điểm {letter} ở chỗ này trong quy chế này.")
        else:
            self._within(number, words, False)

    def _within(self, number: int, words: str, broken: bool) -> None:
        """A dash or letter that has no id of its own belongs to the clause it stands in."""
        if self.open and not self.open.endswith("#"):
            self._add(words, " " if broken else "\n")
        else:
            self._misfit(number, words, f"{self._name()} không có gạch đầu dòng ở chỗ này trong quy chế này.")

    def _paragraph(self, number: int, words: str) -> None:
        """A paragraph without number: the only one of its article, its leading one, one after the last clause."""
        after = f"{self.article}.u{self.unnumbered + 1}"
        lead = next((c for c in (self.article, f"{self.article}.0") if c in self.shape.cites), None)
        if self.item and f"{self.article}.u1" in self.shape.cites and self.item == self.shape.last[self.article]:
            if after in self.shape.cites:
                self.unnumbered += 1
                self._begin(after, words)
            else:
                self._misfit(number, words, f"{self._name()} có nhiều đoạn không số hơn trong quy chế này.")
        elif self.texts.get(self._base() if self.item else str(lead), "").endswith(":"):
            self.open = self._base() if self.item else str(lead)
            self._add(words, "\n")
        elif lead and lead not in self.texts and not self.item and not self.dashes:
            self._begin(lead, words)
        else:
            self._misfit(number, words, f"{self._name()} không có đoạn không số ở chỗ này trong quy chế này.")

    def _name(self) -> str:
        return self.shape.names[self.article]

    # the end

    def _recipient(self, line: Line) -> None:
        """A recipient stands left; what stands right of it, or without a dash, is the signature and is not kept."""
        last = self.shape.last.get("R", 0)
        if found := _DASH.match(line.raw):
            self.dashes += 1
            left = " ".join(_COLUMNS.split(found[1])[0].split())
            if self.dashes <= last:
                self._begin(f"R-{self.dashes}", left)
            else:
                self._misfit(line.number, left, f"Nơi nhận có nhiều hơn {last} dòng mà quy chế này ghi.")
        elif self._is_rest_of_recipient(line, last):
            self._add(line.words)
        else:
            self.open = ""
            self.dropped.append(line.number)

    def _is_rest_of_recipient(self, line: Line, last: int) -> bool:
        words, ended = line.words, self._tail().endswith((",", ";", "."))
        return (
            bool(self.open)
            and self.dashes < last
            and not (line.gap or ended or _SIGNING.match(words) or _is_name(words))
        )

    def binding(self) -> Binding:
        for article, title in self.headings.items():
            if f"{article}.0" in self.shape.cites:
                self.texts.setdefault(f"{article}.0", title)
        missing = tuple(clause for clause in self.shape.cites if not self.texts.get(clause))
        return Binding(
            {clause: self.texts[clause] for clause in self.shape.cites if self.texts.get(clause)},
            dict(self.headings),
            (*self._missing_faults(missing), *self.faults),
            tuple(self.leftovers),
            missing,
            tuple(self.dropped),
        )

    def _missing_faults(self, missing: tuple[str, ...]) -> Iterator[Fault]:
        """One fault for a part or article that is not there at all, else one for each clause."""
        absent = {a for a in self.shape.articles if a not in self.headings}
        absent |= {part for part in ("P", "R") if f"{part}-1" in missing}
        for clause in missing:
            where = place(clause)
            if where is None or where.article not in absent:
                yield Fault(clause, None, f"Không thấy {self.shape.cites[clause]} trong tệp{self._doubt(clause)}.")
        for article in (a for a in ("P", *self.shape.articles, "R") if a in absent):
            name = self.shape.names[article]
            yield Fault(article, None, f"Không thấy {name} trong tệp; cả phần này chưa có nguyên văn.")

    def _doubt(self, clause: str) -> str:
        """Dashes bind by their order: where one is missing, those that did bind may be shifted."""
        where = place(clause)
        if where is None or where.dash < 2:
            return ""
        return "; các gạch đứng trước có thể lệch một dòng, hãy đối chiếu"


def _is_name(words: str) -> bool:
    """Two to six words, each capitalised: a person's name rather than a sentence."""
    parts = [part.strip(".,;()") for part in words.split()]
    return 2 <= len(parts) <= 6 and all(part.isalpha() and (part.istitle() or part.isupper()) for part in parts)
