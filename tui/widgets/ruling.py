"""The judge's answer on a screen: the verdict, the clauses that decide, who may, and what would unblock it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.content import Content

from core.law.ruling import CAPACITY_VI, VERDICT_VI, Capacity, Verdict
from tui.widgets.paper import Paper, badge, folded, tinted

if TYPE_CHECKING:
    from core.law.regulation import Law
    from core.law.ruling import Ruling

TONE: Final = {
    Verdict.PERMITTED: "good",
    Verdict.REFUSED: "bad",
    Verdict.SILENT: "muted",
    Verdict.UNDETERMINED: "warn",
}


class ClauseLine(NamedTuple):
    cite: str
    """As it is printed: «Điều 18, khoản 3»."""
    says: str
    """What it means here."""
    summary: str = ""
    """The norm in the product's own words."""
    decisive: bool = True


class WhoLine(NamedTuple):
    name: str
    capacity: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True)
class RulingView:
    """A ruling with every id turned into words; screens hold this, never the law itself."""

    verdict: Verdict
    sentence: str
    clauses: tuple[ClauseLine, ...] = ()
    who_may: tuple[WhoLine, ...] = ()
    unblock: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    capacity: str = ""
    """In what capacity the person acts, where the verdict permits."""


def ruling_view(ruling: Ruling, law: Law, name: Callable[[str | None], str]) -> RulingView:
    """The view of a ruling under the law that judged it; `name` says how a person is addressed."""
    standing = ruling.standing
    return RulingView(
        verdict=ruling.verdict,
        sentence=ruling.sentence,
        clauses=tuple(ClauseLine(law.cite(g.norm), g.says, law.says(g.norm), g.decisive) for g in ruling.because),
        who_may=tuple(
            WhoLine(name(s.person), _capacity(s.capacity, s.behalf, name), "; ".join(map(law.cite, s.cites)))
            for s in ruling.who_may
        ),
        unblock=ruling.unblock,
        readings=tuple(f"{r}: {law.chosen(r)}" for r in ruling.readings if r in law.readings),
        warnings=ruling.warnings,
        capacity=_capacity(standing.capacity, standing.behalf, name) if standing else "",
    )


def _capacity(capacity: Capacity, behalf: str | None, name: Callable[[str | None], str]) -> str:
    if capacity is Capacity.OWN or not behalf:
        return CAPACITY_VI[capacity]
    return f"{CAPACITY_VI[capacity]}, thay {name(behalf)}"


def ruling_lines(view: RulingView, room: int) -> list[Content]:
    """The whole answer in the order in which it is asked: may I, why, who then, what next."""
    return [line for part in _parts(view, room) for line in part]


def _parts(view: RulingView, room: int) -> Iterator[list[Content]]:
    yield _verdict(view, room)
    if view.clauses:
        yield [Content(""), tinted("Căn cứ", "primary", "bold")]
        for clause in sorted(view.clauses, key=lambda c: not c.decisive):
            yield _clause(clause, room)
    if view.who_may:
        yield [Content(""), tinted("Ai được làm", "primary", "bold")]
        for who in view.who_may:
            yield _who(who, room)
    for title, lines, sign in (
        ("Cách gỡ", view.unblock, "→"),
        ("Lưu ý", view.warnings, "!"),
        ("Cách hiểu được áp dụng", view.readings, "§"),
    ):
        if lines:
            yield [Content(""), tinted(title, "primary", "bold")]
            yield [line for text in lines for line in _item(sign, text, room, "warn" if sign == "!" else "accent")]


def _verdict(view: RulingView, room: int) -> list[Content]:
    head = badge(VERDICT_VI[view.verdict], TONE[view.verdict])
    if view.capacity:
        head = Content.assemble(head, "  ", tinted(view.capacity, "muted"))
    return [head, Content(""), *(tinted(line, "", "bold") for line in folded(view.sentence, room))]


def _clause(clause: ClauseLine, room: int) -> list[Content]:
    cite = clause.cite if clause.decisive else f"{clause.cite} (có liên quan, không quyết định)"
    lines = [tinted("  " + line, "accent" if clause.decisive else "muted") for line in folded(cite, room - 2)]
    lines += [Content("    " + line) for line in folded(clause.says, room - 4) if clause.says]
    if clause.summary and clause.summary != clause.says:
        lines += [tinted("    " + line, "muted", "italic") for line in folded(clause.summary, room - 4)]
    return lines


def _who(who: WhoLine, room: int) -> list[Content]:
    rest = " · ".join(part for part in (who.capacity, who.cite) if part)
    first = Content.assemble("  ", tinted(who.name, "good"))
    if not rest:
        return [first]
    if len(who.name) + len(rest) + 7 <= room:
        return [Content.assemble(first, tinted(f"  {rest}", "muted"))]
    return [first, *(tinted("    " + line, "muted") for line in folded(rest, room - 4))]


def _item(sign: str, text: str, room: int, tone: str) -> list[Content]:
    first, *more = folded(text, room - 4)
    return [Content.assemble("  ", tinted(sign, tone), f" {first}"), *(Content("    " + line) for line in more)]


class RulingPanel(Paper):
    """`RulingPanel(view)`; `show` changes the ruling in place, None clears it."""

    def __init__(self, view: RulingView | None = None, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.view = view

    def show(self, view: RulingView | None) -> None:
        """Show another ruling."""
        self.view = view
        self.refresh(layout=True)

    def laid_out(self, room: int) -> list[Content]:
        return ruling_lines(self.view, room) if self.view else []
