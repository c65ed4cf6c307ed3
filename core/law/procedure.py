"""What a plugin says about one kind of matter, and all of that together: the rules the judge works from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from core.errors import REFUSED, UsageError, VptuError
from core.law.duty import Met
from core.law.regulation import Law
from core.law.route import Holder, Matter, Route, Step
from core.law.ruling import Act, Objection
from core.law.sheet import Sheet, Tie
from core.office.office import Absence, Designation, Duty, Office
from core.office.sessions import Span

if TYPE_CHECKING:
    from datetime import datetime

    from pydantic import BaseModel

    from core.figures import FigureTable, Period

Parts = Iterable[Step | tuple[Step, ...]]
Check = Callable[[Matter, Act | None, Office, Law], Objection | None]
"""Does what must be there exist? `Act` is what is about to be recorded, None when somebody only asks."""
Bar = Callable[[Matter, Step, str, Office, Law], Objection | None]
"""Does something forbid this person?"""


@dataclass(frozen=True, slots=True)
class Amendment:
    """An administrator's rule on another plugin's route: it adds steps or tightens them, citing its own source."""

    kind: str
    source: str
    """The legal source, as it is to be cited: «Kế hoạch 12-KH/VPTU, mục 3»."""
    apply: Callable[[Any, Office, Law, Route], Iterable[Insert | Tighten]]


@dataclass(frozen=True, slots=True)
class Insert:
    """Add a step as a stage of its own: before the named step, or where the matter would take effect."""

    step: Step
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Tighten:
    """Add checks to a step."""

    step: str
    checks: tuple[str, ...]


Record = Absence | Designation | Duty
Apply = Callable[[Any, Any, str, Office, Law], tuple[Any, tuple[Objection, ...]]]
"""New facts from the old, from what the act carries and from who takes it; objections refuse the act."""


class BookEntry(NamedTuple):
    """How a step is entered in a numbered book."""

    body: str
    type: str
    term: str
    title: str | None
    """None for a secret item: it keeps its number and nothing else (13/1)."""
    day: date
    data: Mapping[str, str] = {}
    """What else the book says of it, by column."""
    number: int | None = None
    """A number kept for it beforehand; the next one where there is none."""


@dataclass(frozen=True, slots=True)
class Change:
    """An act on a whole matter that its procedure allows: withdraw, shorten, complete."""

    step: Step
    """Who may, and by which norm."""
    states: frozenset[str]
    apply: Callable[[Any, Any, Office, Law], tuple[Any, tuple[Objection, ...]]] | None = None
    """New facts from the old and what was asked for – as its verb asks for it, else as typed; None where they stay."""
    corrects: bool = False
    """The facts are put in order by it: what stands against them as they are says nothing about the act. What was
    returned is put up again."""
    gives_up: bool = False
    """The matter ends with it, as if it were withdrawn."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether such a matter may be opened at all."""

    step: Step
    """Who may, and the norms that would speak to it."""
    objections: tuple[Objection, ...] = ()
    silent: bool = False
    """No norm asks anything of such a matter: it is only put on record."""


def _nothing(*_: Any) -> tuple[Any, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Procedure:
    """A kind of matter. Every function is pure: facts, the office at an instant, the regulation in force."""

    kind: str
    title: str
    area: str
    facts: type[BaseModel]
    subject: Callable[[Any], str]
    """Whom the matter is about."""
    route: Callable[[Any, Office, Law], Parts]
    opening: Callable[[Any, Office, Law], Opening]
    heading: Callable[[Any, Office], str]
    """The line by which the matter is known in lists."""
    verbs: tuple[str, ...] = ()
    """Every verb a route of this kind may hold."""
    checks: Mapping[str, Check] = field(default_factory=dict)
    bars: tuple[Bar, ...] = ()
    begin: Callable[[Any], Step] | None = None
    """The act that only a matter in effect allows: to start the leave."""
    changes: Mapping[str, Callable[[Any, Law, Mapping[str, object]], Change]] = field(default_factory=dict)
    """Acts on the whole matter: from facts, regulation and what is asked for (empty where somebody only asks)."""
    extension: Callable[[Any, Mapping[str, object], Office], Mapping[str, object]] | None = None
    """The facts of a follow-on matter for the added part only."""
    records: Callable[[Matter], Iterable[Record]] = _nothing
    """What the matter says about who is away and who acts."""
    warnings: Callable[[Any, Office, Law], Iterable[str]] = _nothing
    """What whoever decides should know: gaps the matter would open."""
    span: Callable[[Any], Span | None] = lambda facts: None
    due: Callable[[Matter, Step, Office, Law], date | None] = lambda matter, step, office, law: None
    taken_at_opening: Callable[[Any, str], tuple[str, ...]] = _nothing
    """Verbs of first steps that opening the matter already does: the form, the recorded call."""
    reasons: Callable[[Any, Office, Law], tuple[str, ...]] = _nothing
    """Readings that shaped the route beyond those its steps name."""
    lacking: Callable[[Any], str] = lambda facts: ""
    """What is missing for a matter where the facts are good enough for a question only, in Vietnamese."""
    figures: Callable[[Any, Office, Law], Iterable[tuple[str, str]]] = _nothing
    """What a form shows beside the route, name and value: how long a leave is, what is left of the yearly one."""
    asks: Mapping[str, type[BaseModel]] = field(default_factory=dict)
    """What an act must carry beside a note, by the verb of its step or change: read and asked for like facts."""
    applies: Mapping[str, Apply] = field(default_factory=dict)
    """By the verb of a step: what taking it says of the matter. The route is then compiled anew."""
    leads: Callable[[Any, Office], tuple[str | None, str | None]] | None = None
    """The one lead unit and the one responsible person (1.3/2); without it, the subject and his unit."""
    entry: Callable[[Matter, Step, Office, Law], BookEntry | None] | None = None
    """How a step with a register is entered; without it, in a book of the Office by calendar year."""
    numbered: Callable[[Any, Step, int], Any] | None = None
    """The facts with the number that a step's register gave."""
    sheets: Callable[[Matter, Office, Law], Iterable[Sheet]] = _nothing
    """Checklists and tables that are shown with the matter."""
    links: Callable[[Any], Iterable[Tie]] = _nothing
    """Other matters it belongs with."""
    fulfils: Callable[[Matter, Office, Law], Iterable[Met]] = _nothing
    """Occurrences of recurring duties that the matter meets as it now stands."""
    period: Callable[[Any], Period | None] = lambda facts: None
    """The days a matter reports on."""
    snapshot: Mapping[str, Callable[[Any, tuple[FigureTable, ...], datetime], Any]] = field(default_factory=dict)
    """By the verb of a step: the facts with the figures of the period as they stand when it is taken, frozen."""
    urgency: Callable[[Any], int] = lambda facts: 0
    """0 for an ordinary matter; the higher, the sooner it comes on everybody's desk."""
    deadline: Callable[[Any], date | None] = lambda facts: None
    """The last day of the matter as a whole."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """The parts of its dossier and what they are called; versions are counted for each part."""
    receives: Callable[[Matter, str, str, Office, Law], Objection | None] = lambda *_: None
    """May this person still put a file of that part into the dossier?"""
    keeps: frozenset[str] = frozenset()
    """Verbs of steps that need not be taken anew when the matter was returned and is put up again."""
    unkept: Callable[[Mapping[str, object]], bool] = lambda typed: False
    """May nothing of what was typed be kept as a draft?"""
    worded: Callable[[Any, str], Objection | None] = lambda facts, words: None
    """May these words – a note, a reason – be put on record with the matter?"""


@dataclass(frozen=True, slots=True)
class Rules:
    """Every procedure and amendment in force, by kind, and what is broken. Built by the registry, read by the judge."""

    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    amendments: Mapping[str, tuple[Amendment, ...]] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)
    bars: Mapping[str, tuple[Bar, ...]] = field(default_factory=dict)
    broken: Mapping[str, str] = field(default_factory=dict)
    """Article, or norm of another article -> why no ruling is possible there."""
    broken_kinds: Mapping[str, str] = field(default_factory=dict)
    answered: frozenset[str] = frozenset()
    """Norms of a broken article for which another, sound plugin answers."""

    def procedure(self, kind: str) -> Procedure:
        """Raises `UsageError` naming the kinds there are, RuleBrokenError for one whose plugin is broken."""
        found = self.procedures.get(kind)
        if found is not None:
            return found
        why = self.broken_kinds.get(kind)
        if why:
            raise RuleBrokenError(f"loại việc «{kind}»", why)
        known = ", ".join(sorted(self.procedures)) or "chưa có loại nào"
        raise UsageError(f"Không có loại việc «{kind}». Các loại việc hiện có: {known}.")

    def why_broken(self, norm: str) -> str | None:
        """Why no ruling is possible by a norm; None where somebody soundly answers for it."""
        if norm in self.answered:
            return None
        return self.broken.get(norm) or self.broken.get(article_of(norm))

    def without(self, kind: str, norms: Iterable[str], why: str) -> Rules:
        """The same without a procedure that cannot be used for a matter: nothing is ruled on by these norms."""
        gone = dict.fromkeys(norms, why)
        return replace(
            self,
            procedures={k: p for k, p in self.procedures.items() if k != kind},
            broken={**self.broken, **gone},
            broken_kinds={**self.broken_kinds, kind: why},
            answered=self.answered - gone.keys(),
        )

    def bars_of(self, kind: str) -> tuple[Bar, ...]:
        return self.bars.get(kind, ())


def article_of(norm: str) -> str:
    """`23-1/1` -> `23`, `22b.1/1` -> `22b`: the article a norm stands in."""
    return re.split(r"[./-]", norm)[0]


class RuleBrokenError(VptuError):
    """A plugin's rule raised: no route, so nothing can be ruled on (fail closed)."""

    exit_code = REFUSED

    def __init__(self, what: str, error: Exception | str) -> None:
        why = error.rstrip(".") if isinstance(error, str) else f"{type(error).__name__}: {error}"
        super().__init__(
            f"Chưa xác định được: {what} đang hỏng ({why}). "
            "Báo người quản trị xem màn hình Plugin hoặc chạy «vptu plugins»."
        )


def completes(procedure: Procedure, facts: Any, law: Law) -> Holder | None:
    """Who puts the matter up again after a return, as its procedure says; None where it leaves that to the owner."""
    make = procedure.changes.get("complete")
    return make(facts, law, {}).step.holders[0] if make is not None else None


def compile_route(procedure: Procedure, facts: Any, office: Office, law: Law, rules: Rules) -> Route:
    """The route such a matter takes: what the procedure yields, with every amendment of its kind applied."""
    try:
        route = Route.of(procedure.route(facts, office, law))
    except VptuError:
        raise
    except Exception as error:
        raise RuleBrokenError(f"phần «{procedure.title}»", error) from error
    for amendment in rules.amendments.get(procedure.kind, ()):
        try:
            for change in amendment.apply(facts, office, law, route):
                route = _amended(route, change)
        except Exception as error:
            raise RuleBrokenError(f"quy định bổ sung «{amendment.source}»", error) from error
    return route


def _amended(route: Route, change: Insert | Tighten) -> Route:
    if isinstance(change, Tighten):
        return route.tightened(change.step, checks=change.checks)
    place = route.stage_of(change.before or "")
    return Route.of((*route.stages[:place], change.step, *route.stages[place:]))
