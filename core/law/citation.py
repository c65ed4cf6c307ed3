"""What the ids of clauses and norms mean, so that nobody else takes them apart.

`18.3` a numbered clause · `4.3-2` the second dash under it · `23-1` a dash of an article without clauses · `10.1.a` a
lettered point · `18.u1` an unnumbered paragraph after the last clause · `22.0` the heading or leading sentence of an
article · `22b.1` a clause of the second Điều 22 · `P-1` the preamble, `R-1` the recipients · `/2` the second norm of
one printed item.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

_CLAUSE = re.compile(r"(\d+[b-z]?|P|R)(?:\.(0|[1-9]\d*|u[1-9]\d*))?(?:-([1-9]\d*)|\.([a-zđ]))?")


class Place(NamedTuple):
    """Where a clause stands in its article; empty parts are "" or 0."""

    article: str
    item: str = ""
    """`3` a numbered clause, `u1` an unnumbered paragraph, `0` the heading or leading sentence."""
    dash: int = 0
    letter: str = ""

    @property
    def number(self) -> int:
        """The printed number of a numbered clause, 0 for anything else."""
        return int(self.item) if self.item.isdigit() else 0


def place(clause: str) -> Place | None:
    """The parts of a clause id; None for anything that is not one, such as the citation of another legal source."""
    found = _CLAUSE.fullmatch(clause)
    if found is None:
        return None
    article, item, dash, letter = found.groups()
    return Place(article, item or "", int(dash or 0), letter or "")


def clause_of(norm: str) -> str:
    """The printed item that holds a norm: `18.3` for `18.3/2`."""
    return norm.partition("/")[0]


def printed_number(article: str) -> int:
    """The number printed over an article: 22 for `22` and for `22b`; 0 for the preamble and the recipients."""
    digits = article.rstrip("bcdefghijklmnopqrstuvwxyz")
    return int(digits) if digits.isdigit() else 0


@dataclass(frozen=True, slots=True)
class Shape:
    """What the ids of all clauses say about the printed regulation."""

    cites: Mapping[str, str]
    """Clause id -> citation, in printed order."""
    articles: tuple[str, ...]
    """Article ids in printed order, without preamble and recipients."""
    last: Mapping[str, int]
    """Article id -> its last numbered clause; for `P` and `R` the last dash."""
    names: Mapping[str, str]
    """Article id -> «Điều 22 (thứ hai)»."""
    parents: frozenset[str]
    """Clauses and articles that have dashes or letters of their own."""

    @classmethod
    def of(cls, clauses: Iterable[tuple[str, str]]) -> Shape:
        """The shape from clause ids with their citations, in printed order."""
        cites: dict[str, str] = {}
        names: dict[str, str] = {}
        last: dict[str, int] = {}
        parents = set()
        for clause, cite in clauses:
            where = place(clause)
            if where is None:
                continue
            cites.setdefault(clause, cite)
            names.setdefault(where.article, cite.partition(", ")[0])
            numbered = where.dash if where.article in "PR" else where.number
            last[where.article] = max(last.get(where.article, 0), numbered)
            if where.dash or where.letter:
                parents.add(f"{where.article}.{where.item}" if where.item else where.article)
        return cls(cites, tuple(a for a in names if a not in "PR"), last, names, frozenset(parents))

    def article(self, number: int, seen: Collection[str]) -> str | None:
        """Which article a printed number means here: the next one after those seen, else an earlier one left out."""
        reached = max((self.articles.index(a) for a in seen), default=-1)
        unseen = [a for a in self.articles if printed_number(a) == number and a not in seen]
        return next((a for a in unseen if self.articles.index(a) > reached), unseen[0] if unseen else None)
