"""Full rulings per second beside pycasbin and cedarpy: the same questions, equal answers, one run.

Ours answers with everything a screen shows: the chain of steps, and for the asked one verdict, capacity, clauses and
what they say, everybody who may, what would unblock, a sentence. The others answer permit or refuse.

Each peer is asked as its own documentation asks it – casbin's `Enforcer`, cedarpy's `is_authorized` with policies and
entities – and, so that nobody has to guess, at its fastest: `FastEnforcer`, and Cedar with everything parsed before.
Both get their attributes (rank, merged length, who acts …) worked out beforehand and for nothing.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from statistics import median
from typing import Any, NamedTuple

from core.extension.hookspecs import hookimpl
from core.extension.registry import Registry
from core.law.authority import judge, judge_opening, silent
from core.law.holders import standings
from core.law.procedure import Amendment, Opening, Procedure, Rules, compile_route
from core.law.route import HEAD, Matter, Route, Step, consent
from core.law.ruling import Ruling, Standing, Verdict
from core.office.office import Establishment, assemble

from . import casbin_peer, cedar_peer
from .measure import cpu, in_turn, ratio, spread, table, verdict
from .offices import establishment, moments
from .peers import import_from
from .questions import Question, questions

PEOPLE, MANY_PEOPLE, UNRELATED, MOMENTS = 60, 6_000, 1_000, 50
SAMPLE = 1_000
"""Of each set, for the peers' ordinary calls: they are slow."""


class Answer(NamedTuple):
    route: Route
    ruling: Ruling


def ask(question: Question, procedure: Procedure, rules: Rules) -> Answer:
    """Facts to route, route to ruling: nothing is kept from one question to the next but what the core remembers."""
    (office, law), facts, by, act, done, status, _ = question
    route = compile_route(procedure, facts, office, law, rules)
    if act == "open":
        return Answer(route, judge_opening(procedure, facts, by, office=office, law=law, rules=rules))
    step = procedure.begin(facts) if act == "start" and procedure.begin is not None else route.step(act)
    if step is None:
        return Answer(route, silent(by, act, "Tuyến của việc này không có bước đó."))
    matter = Matter(1, procedure.kind, facts, route, procedure.subject(facts), done, status)
    return Answer(route, judge(matter, step, by, office=office, law=law, rules=rules))


def with_people(question: Question, procedure: Procedure, rules: Rules) -> tuple[Answer, list[tuple[Standing, ...]]]:
    """The same, and who holds each step of the chain, which `vptu route` prints."""
    answer = ask(question, procedure, rules)
    return answer, [standings(step, procedure.kind, question.moment.office) for step in answer.route]


def ours(asked: Sequence[Question], rules: Rules) -> list[bool]:
    procedure, permitted = rules.procedure("leave"), Verdict.PERMITTED
    return [ask(question, procedure, rules).ruling.verdict is permitted for question in asked]


def ours_with_people(asked: Sequence[Question], rules: Rules) -> list[bool]:
    procedure, permitted = rules.procedure("leave"), Verdict.PERMITTED
    return [with_people(question, procedure, rules)[0].ruling.verdict is permitted for question in asked]


class _Unrelated:
    """A plugin with a thousand rules about other kinds of matter: procedures, amendments, bars and checks."""

    def __init__(self, count: int, like: Procedure) -> None:
        self._kinds = [f"khac{n:04}" for n in range(count // 4)]
        self._like = like

    @hookimpl
    def vptu_procedures(self) -> Sequence[Procedure]:
        return [
            replace(self._like, kind=kind, title=f"Việc khác {kind}", area="khac", route=_other_route,
                    opening=_other_opening, checks={}, bars=(), changes={})
            for kind in self._kinds
        ]  # fmt: skip

    @hookimpl
    def vptu_amendments(self) -> Sequence[Amendment]:
        return [Amendment(kind, f"Kế hoạch {kind}", lambda facts, office, law, route: ()) for kind in self._kinds]

    @hookimpl
    def vptu_bars(self) -> dict[str, Callable[..., None]]:
        return {kind: lambda matter, step, by, office, law: None for kind in self._kinds}

    @hookimpl
    def vptu_checks(self) -> dict[str, Callable[..., None]]:
        return {f"{kind}.co": lambda matter, act, office, law: None for kind in self._kinds}


def _other_route(facts: Any, office: Any, law: Any) -> Iterable[Step]:
    yield consent(HEAD, "3.1")


def _other_opening(facts: Any, office: Any, law: Any) -> Opening:
    return Opening(consent(HEAD, "3.1"))


def load_rules(unrelated: int = 0) -> Rules:
    """The leave plugin's rules, with so many unrelated ones from another plugin. Raises where one of them is broken."""
    registry = Registry()
    registry.load_in_tree({"leave": "plugins.leave"})
    if unrelated:
        registry.register(_Unrelated(unrelated, registry.rules().procedure("leave")), "khac", "bench")
    rules = registry.rules()
    if registry.failures:
        raise RuntimeError(f"a plugin is broken: {registry.failures}")
    return rules


class Disagreement(AssertionError):
    """Two engines answer one question differently: the rates mean nothing."""


def run(repetitions: int = 7, count: int = 10_000) -> bool:
    """Prints the table; False where a target is missed. Raises `Disagreement`."""
    import_from("policy")
    from config.regulation_files import load

    regulation, base, large = load(), establishment(PEOPLE), establishment(MANY_PEOPLE)
    rules, crowded = load_rules(), load_rules(UNRELATED)
    casbin, cedar = casbin_peer.enforcer(base), cedar_peer.engine(base)
    plain, texts = casbin_peer.enforcer(base, fast=False), cedar_peer.texts(base)
    spent: dict[str, list[float]] = defaultdict(list)
    permitted = 0
    for repetition in range(repetitions):
        rng = random.Random(f"questions {repetition}")
        asked = questions(rng, moments(rng, base, MOMENTS, regulation), count, rules)
        others = _fresh(questions(rng, moments(rng, large, MOMENTS, regulation), count, rules))
        told = [q.attributes for q in asked]
        to_casbin, to_cedar = casbin_peer.requests(told), cedar_peer.requests(told)
        runs: dict[str, Callable[[], list[bool]]] = {
            "ours": partial(ours, _fresh(asked), rules),
            "ours, and the people of each step": partial(ours_with_people, _fresh(asked), rules),
            "ours, 1,000 unrelated rules": partial(ours, _fresh(asked), crowded),
            "ours, 6,000 people": partial(ours, others, rules),
            "pycasbin": partial(casbin_peer.singly, plain, to_casbin[:SAMPLE]),
            "pycasbin, FastEnforcer": partial(casbin.batch_enforce, to_casbin),
            "cedarpy": partial(cedar_peer.as_documented, texts, to_cedar[:SAMPLE]),
            "cedarpy, batches": partial(cedar_peer.batched, cedar, to_cedar),
            "cedarpy, one by one": partial(cedar_peer.singly, cedar, to_cedar),
        }
        answers: dict[str, Any] = {}
        for name in in_turn(list(runs), repetition):
            seconds, answers[name] = cpu(runs[name])
            spent[name].append(seconds / len(answers[name]))
        _compare(asked, answers)
        permitted += sum(answers["ours"])
    return _report(spent, count, permitted / count / repetitions)


def _fresh(asked: Sequence[Question]) -> list[Question]:
    """The same questions in the same offices, about which nothing is remembered yet."""
    base = _forgetful(asked[0].moment.office.establishment)
    fresh = {id(q.moment): q.moment for q in asked}
    fresh = {
        key: m._replace(office=assemble(base, m.office.calendar, m.office.at, m.office.absences, m.office.designations))
        for key, m in fresh.items()
    }
    return [q._replace(moment=fresh[id(q.moment)]) for q in asked]


def _forgetful(base: Establishment) -> Establishment:
    """An equal establishment that remembers nothing."""
    return replace(base)


def _compare(asked: Sequence[Question], answers: dict[str, list[bool]]) -> None:
    for name, found in answers.items():
        if name == "ours, 6,000 people":  # other questions, about another office
            continue
        for question, mine, theirs in zip(asked[: len(found)], answers["ours"][: len(found)], found, strict=True):
            if mine is not theirs:
                raise Disagreement(f"ours {mine}, {name} {theirs}: {question.attributes}")


def _report(spent: dict[str, list[float]], count: int, permitted: float) -> bool:
    single, batch = spent.pop("cedarpy, one by one"), spent.pop("cedarpy, batches")
    spent["cedarpy, parsed beforehand"] = min(single, batch, key=median)
    mine = spent["ours"]
    rows = [
        (name, spread(times, 1e6), f"{1 / median(times):,.0f}", f"{ratio(times, mine):.2f}")
        for name, times in spent.items()
    ]
    title = f"Rulings: {count:,} questions, {len(mine)} sets, {permitted:.0%} permitted, equal answers"
    print(table(title, ("", "µs CPU each (least–most)", "per second", "of ours"), rows))
    lines = [
        verdict("times pycasbin's rate", ratio(spent["pycasbin"], mine), 10, at_least=True),
        verdict("times cedarpy's rate", ratio(spent["cedarpy"], mine), 4, at_least=True),
        verdict("slower with 1,000 rules", ratio(spent["ours, 1,000 unrelated rules"], mine), 1.2, at_least=False),
        verdict("slower with 6,000 people", ratio(spent["ours, 6,000 people"], mine), 1.5, at_least=False),
    ]  # fmt: skip
    print("\n".join(line for line, _ in lines))
    return all(met for _, met in lines)
