"""What a matter must go through: stages of steps, each with who may take it and the norms that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple


class Holder(NamedTuple):
    """Who may take a step, as a relation that can always be enumerated (core.law.holders)."""

    relation: str
    of: str = ""

    def __str__(self) -> str:
        return f"{self.relation}:{self.of}"


HEAD = Holder("post", "head")
"""The Head, and while he is away the standing deputy who acts for him (5/2)."""
HEAD_IN_PERSON = Holder("post", "head_in_person")
"""The Head himself: what cannot be passed on."""
DEPUTIES = Holder("post", "deputies")
LEADERSHIP = Holder("post", "leadership")
"""The Head and all deputies (A14)."""
STANDING_BOARD = Holder("body", "standing")
STANDING_DEPUTY_SECRETARY = Holder("body", "standing_deputy_secretary")


@cache
def person(person_id: str) -> Holder:
    return Holder("person", person_id)


@cache
def unit(unit_id: str) -> Holder:
    return Holder("unit", unit_id)


@cache
def deputy_of(unit_id: str) -> Holder:
    """The deputy in charge of a unit (4.2)."""
    return Holder("deputy_of", unit_id)


@cache
def covering(unit_id: str) -> Holder:
    """Another deputy, while the one in charge of the unit is away (A05)."""
    return Holder("covering", unit_id)


@cache
def deputy_of_field(field_id: str) -> Holder:
    """The deputy in charge of a field (4.3)."""
    return Holder("deputy_of_field", field_id)


@cache
def covering_field(field_id: str) -> Holder:
    """The Head, or who acts for him, while the deputy of a field is away or there is none (3.1, 3.6)."""
    return Holder("covering_field", field_id)


@cache
def follower_of_field(field_id: str) -> Holder:
    """The specialists who follow a field (6.1)."""
    return Holder("follower_of_field", field_id)


@cache
def follower_of_area(area_id: str) -> Holder:
    """The specialists who follow a ward (6.1)."""
    return Holder("follower_of_area", area_id)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to be done by one of its holders. `id` is unique within a route: `consent:head`."""

    id: str
    verb: str
    title: str
    """What happens, in Vietnamese: «đồng ý»."""
    holders: tuple[Holder, ...]
    cites: tuple[str, ...]
    readings: tuple[str, ...] = ()
    recorders: tuple[Holder, ...] = ()
    """Who may write down, with evidence, an answer that was given outside the program."""
    giver: Holder | None = None
    """Who owes a notice; the holders are those who receive it."""
    checks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """What the act must carry in its payload."""
    decides: bool = False
    """Consent, report, naming: nobody takes it in a matter of his own."""
    answers: bool = False
    """May also be declined or returned."""
    after: bool = False
    """Follows the matter's coming into effect: filing, a late form."""
    auto: bool = False
    """The program does it as soon as its stage opens: a notice."""
    form: str | None = None
    """The document this step produces or needs."""
    register: str | None = None
    """The numbered book in which taking this step is entered."""
    note_required: bool = False
    source: str = ""
    """The plugin's own legal source, where an administrator's rule added the step."""
    lapses: date | None = None
    """After this day the route goes on without it. Silence is not consent; it only stops holding things up (A33)."""
    scopes: tuple[str, ...] = ()
    """Narrower words by which a delegation may name the step, beside its verb: `sign-invitation`."""
    mandate: Holder | None = None
    """Whose written mandate also gives the step, though he never takes it himself (A19)."""


def _step(verb: str, title: str, who: Holder, cites: tuple[str, ...], **more: Any) -> Step:
    name = who.of.removesuffix("_in_person") if who.relation in ("post", "body") else who.relation
    return Step(more.pop("id", f"{verb}:{name}"), verb, title, (who, *more.pop("others", ())), cites, **more)


@cache
def consent(who: Holder, *cites: str, title: str = "đồng ý", **more: Any) -> Step:
    """Somebody agrees. Not the same as reporting so that somebody else agrees."""
    return _step("consent", title, who, cites, decides=True, answers=True, **more)


@cache
def report(who: Holder, *cites: str, title: str = "báo cáo", **more: Any) -> Step:
    return _step("report", title, who, cites, decides=True, **more)


@cache
def opinion(who: Holder, *cites: str, title: str = "cho ý kiến", **more: Any) -> Step:
    """Somebody is asked what he thinks; it is heard, kept word for word, and binds nobody (A13)."""
    return _step("opinion", title, who, cites, **{"id": f"opinion:{who.of}", **more})


@cache
def inform(who: Holder, *cites: str, title: str = "được thông báo", **more: Any) -> Step:
    """The program tells `who` at once; `giver` is the one whose duty that is."""
    return _step("inform", title, who, cites, auto=True, **more)


@cache
def task(verb: str, title: str, who: Holder, *cites: str, **more: Any) -> Step:
    """Any other step: a form, a filing, a naming."""
    return _step(verb, title, who, cites, **more)


@dataclass(frozen=True, slots=True)
class Route:
    """Stages in order; the steps of one stage run side by side; the next opens when all are done."""

    stages: tuple[tuple[Step, ...], ...] = ()
    _index: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, parts: Iterable[Step | tuple[Step, ...]]) -> Route:
        """From what a procedure yields: a step is a stage of its own, a tuple is one stage.

        Raises `ValueError` when two steps carry the same id.
        """
        parts = tuple(parts)
        key = tuple(map(id, parts))
        found = _ROUTES.get(key)
        if found is not None:
            return found
        stages = tuple((part,) if isinstance(part, Step) else part for part in parts)
        index = {step.id: n for n, stage in enumerate(stages) for step in stage}
        if len(index) != sum(map(len, stages)):
            raise ValueError(f"two steps of one route share an id: {[s.id for stage in stages for s in stage]}")
        route = cls(stages, index)
        if all(isinstance(part, Step) for part in parts):  # the route keeps the steps, so that their ids stay theirs
            if len(_ROUTES) >= _MOST_ROUTES:
                _ROUTES.clear()
            _ROUTES[key] = route
        return route

    def __iter__(self) -> Iterator[Step]:
        return (step for stage in self.stages for step in stage)

    def __contains__(self, step_id: object) -> bool:
        return step_id in self._index

    def stage_of(self, step_id: str) -> int:
        """The index of the step's stage; a step that is not in the route stands where the matter takes effect."""
        found = self._index.get(step_id)
        if found is not None:
            return found
        return next((n for n, stage in enumerate(self.stages) if all(s.after for s in stage)), len(self.stages))

    def step(self, step_id: str) -> Step | None:
        return next((s for s in self if s.id == step_id), None)

    def tightened(self, step_id: str, *, checks: tuple[str, ...]) -> Route:
        """The same route with more checks on one step."""
        return Route.of(
            tuple(replace(s, checks=s.checks + checks) if s.id == step_id else s for s in stage)
            for stage in self.stages
        )


_ROUTES: dict[tuple[int, ...], Route] = {}
"""Routes by the identity of their steps: the same few chains are made of the same remembered steps."""
_MOST_ROUTES = 4096


class Attached(NamedTuple):
    """A file in a matter's dossier, as checks see it."""

    name: str
    part: str
    """Which part of the dossier it is; "" for any other paper."""
    version: int
    """Counts from 1 for each part: the newest has the highest."""
    sha256: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was taken: by whom, in what capacity, for whom, when, and what was said."""

    step: str
    by: str
    capacity: str
    at: datetime
    outcome: str = "done"
    behalf: str | None = None
    note: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)
    payload: Mapping[str, object] = field(default_factory=dict)
    late_by: str | None = None
    """Who held the step too long, where it was taken late. Never the applicant."""


OPEN_STATES = frozenset({"open", "in_effect"})


@dataclass(frozen=True, slots=True)
class Matter:
    """One case as the judge sees it: facts, the route it was given, and what has been done."""

    id: int
    kind: str
    facts: Any
    """The validated model of the procedure."""
    route: Route
    subject: str
    """Whom the matter is about."""
    done: Mapping[str, Done] = field(default_factory=dict)
    status: str = "open"
    """open · returned · in_effect · closed · declined · withdrawn"""
    opened_by: str = ""
    opened_at: datetime | None = None
    unit: str | None = None
    responsible: str | None = None
    version: int = 0
    round: int = 1
    """Counts from 1; one more each time the matter was returned and put up again."""
    attachments: tuple[Attached, ...] = ()

    @property
    def owner(self) -> str:
        """Whoever completes it after a return and hears how it ends: its subject, else who is responsible."""
        return self.subject or self.responsible or self.opened_by

    def pending_before(self, stage: int, *, on: date | None) -> tuple[Step, ...]:
        """Steps of earlier stages that nobody has taken yet and that still hold things up on a day; None: ever did."""
        done = self.done
        return tuple(
            s
            for earlier in self.route.stages[:stage]
            for s in earlier
            if s.id not in done and (s.lapses is None or on is None or on <= s.lapses)
        )

    @property
    def open_steps(self) -> tuple[Step, ...]:
        """The steps that may be taken now: those left in the first unfinished stage of a matter under way.

        Where only steps that lapse are left of it, the next stage is already at hand: `opens` says from which day.
        """
        if self.status not in OPEN_STATES:
            return ()
        found: list[Step] = []
        passed = self._passed
        for n, stage in enumerate(self.route.stages):
            left = [s for s in stage if s.id not in self.done and (s.lapses is None or n >= passed)]
            found += left
            if any(s.lapses is None for s in left):
                break
        return tuple(found)

    def opens(self, step: Step) -> date | None:
        """The first day on which an open step is its turn; None where that is now."""
        waits = [s.lapses for s in self.pending_before(self.route.stage_of(step.id), on=None) if s.lapses is not None]
        return max(waits) + timedelta(days=1) if waits else None

    @property
    def effective(self) -> bool:
        """Has everything that must come before the effect been done? What has lapsed is passed by what comes after."""
        passed = self._passed
        return all(
            s.after or s.id in self.done or (s.lapses is not None and n < passed)
            for n, stage in enumerate(self.route.stages)
            for s in stage
        )

    @property
    def _passed(self) -> int:
        """The last stage of which something was done: what lapsed before it is over."""
        done = self.done
        return max((n for n, stage in enumerate(self.route.stages) if any(s.id in done for s in stage)), default=-1)
