"""A plugin's functions, called so that what they raise is kept once, names the plugin and goes no further than need be.

A rule that raises leaves its question undetermined: fail closed. What only tells – a warning, a heading, a due date –
is left out instead, because it must not hold up an act. Of the product's own plugins the bars, asked once for every
person of every step, stay bare – the judge survives them – and what is tested for each of their answers is less.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import replace
from typing import Any, NoReturn

from core.errors import VptuError
from core.extension.answers import RULES_OF_A_KIND, named
from core.extension.failures import Failure, Keep
from core.extension.sound import (
    ASKED_ONLY,
    EVERYWHERE,
    INSTEAD,
    SOUND,
    anything,
    as_it_is,
    changes,
    counted,
    demand,
    dues,
    facts_and_objections,
    model,
    objection,
    parts,
    sound_opening,
)
from core.figures import Figure, FigureRule
from core.law.duty import DutyRule
from core.law.procedure import (
    Amendment,
    Bar,
    Change,
    Check,
    Insert,
    Opening,
    Procedure,
    RuleBrokenError,
    Tighten,
)
from core.law.regulation import Law
from core.law.route import Matter, Route, Step
from core.law.ruling import Act, Objection
from core.office.office import Office

GO_ON = (KeyboardInterrupt, GeneratorExit)
"""Never a plugin's failure: somebody wants the program to stop."""
_MEANT = (VptuError, *GO_ON)
"""What a rule may raise on purpose, with a sentence of its own: a wrong fact, an unknown person."""


class PluginError(Exception):
    """A plugin's rule failed, and that is already kept: whoever judges answers «undetermined» with this text."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"plugin «{failure.plugin}» hỏng {failure.when}: {failure.error}")


class Guard:
    """Wraps the functions of one plugin. `own` is one of the product's."""

    def __init__(self, plugin: str, keep: Keep, *, own: bool = False) -> None:
        self._plugin, self._keep, self._own = plugin, keep, own

    # -- rules ---------------------------------------------------------------------------------------------------

    def check(self, name: str, check: Check) -> Check:
        def guarded(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
            try:
                return objection(check(matter, act, office, law))
            except _MEANT:
                raise
            except BaseException as error:
                raise PluginError(self._keep(f"check:{name}", error, check)) from error

        return guarded

    def bar(self, kind: str, bar: Bar) -> Bar:
        if self._own:
            return bar

        def guarded(matter: Matter, step: Step, by: str, office: Office, law: Law) -> Objection | None:
            try:
                return objection(bar(matter, step, by, office, law))
            except _MEANT:
                raise
            except BaseException as error:
                raise PluginError(self._keep(f"bar:{kind}", error, bar)) from error

        return guarded

    def amendment(self, amendment: Amendment, checks: Container[str]) -> Amendment:
        """`checks` are the names its steps may ask for."""

        def guarded(facts: Any, office: Office, law: Law, route: Route) -> Iterable[Insert | Tighten]:
            try:
                return changes(amendment, amendment.apply(facts, office, law, route), route, checks)
            except GO_ON:
                raise
            except BaseException as error:
                raise PluginError(self._keep(f"amendment:{amendment.source}", error, amendment.apply)) from error

        return replace(amendment, apply=guarded)

    def procedure(self, procedure: Procedure) -> Procedure:
        """The same kind of matter with its functions guarded; the module's text says which fails in what way."""
        p, own = procedure, self._own
        stage, title = f"procedure:{p.kind}", f"phần «{p.title}» của plugin «{self._plugin}»"
        aside = f"Plugin «{self._plugin}» đang hỏng ở phần lưu ý: có thể còn điều cần lưu ý chưa hiện ở đây."
        instead: dict[str, object] = {**INSTEAD, "heading": p.title, "warnings": (aside,)}
        guarded: dict[str, Any] = {}
        for name in RULES_OF_A_KIND:
            rule, sound = getattr(p, name), SOUND.get(name, anything)
            if name in instead:
                meant = _MEANT if name in ASKED_ONLY else GO_ON
                guarded[name] = self._may(stage, rule, sound, instead[name], meant)
            elif rule is not None and not (own and name in EVERYWHERE):
                guarded[name] = self._must(stage, title, rule, sound)
        guarded["route"] = self._must(f"route:{p.kind}", title, p.route, tuple if own else parts)
        return replace(
            p,
            **guarded | {"opening": self._opening(p)},
            checks={name: self.check(name, check) for name, check in p.checks.items()},
            bars=tuple(self.bar(p.kind, bar) for bar in p.bars),
            changes={verb: self._change(p, title, make) for verb, make in p.changes.items()},
            snapshot={verb: self._must(stage, title, rule, model) for verb, rule in p.snapshot.items()},
            applies={verb: self._must(stage, title, rule, facts_and_objections) for verb, rule in p.applies.items()},
        )

    def duty(self, rule: DutyRule) -> DutyRule:
        """A duty that fails has no occurrences; the failure is kept."""
        return replace(rule, occurrences=self._may(f"duty:{rule.name}", rule.occurrences, dues, (), GO_ON))

    def figure(self, rule: FigureRule) -> FigureRule:
        """A count that fails says so where its figures would stand; the failure is kept."""
        broken = (Figure("Chưa tính được", f"plugin «{self._plugin}» đang hỏng"),)
        return replace(rule, count=self._may(f"figure:{rule.name}", rule.count, counted, broken, GO_ON))

    def entry(self, entry: Any) -> Any:
        """An entry of a plugin's list, with its function guarded where the core calls it."""
        if isinstance(entry, DutyRule):
            return self.duty(entry)
        return self.figure(entry) if isinstance(entry, FigureRule) else entry

    # -- how they are called -------------------------------------------------------------------------------------

    def _opening(self, procedure: Procedure) -> Callable[[Any, Office, Law], Opening]:
        sound = as_it_is if self._own else sound_opening

        def guarded(facts: Any, office: Office, law: Law) -> Opening:
            try:
                return sound(procedure.opening(facts, office, law))
            except _MEANT:
                raise
            except BaseException as error:
                raise PluginError(self._keep(f"procedure:{procedure.kind}", error, procedure.opening)) from error

        return guarded

    def _change(self, p: Procedure, title: str, make: Callable[..., Change]) -> Callable[..., Change]:
        def sound(change: object) -> Change:
            demand(isinstance(change, Change), f"phải trả về Change, không phải {named(change)}")
            assert isinstance(change, Change)
            if change.apply is None:
                return change
            return replace(change, apply=self._must(f"procedure:{p.kind}", title, change.apply, facts_and_objections))

        guarded: Callable[..., Change] = self._must(f"procedure:{p.kind}", title, make, sound)
        return guarded

    def _must(self, stage: str, title: str, rule: Callable[..., Any], sound: Callable[[Any], Any]) -> Any:
        """Without this answer the act cannot go on: RuleBrokenError, and nothing is written."""

        def guarded(*given: Any) -> Any:
            try:
                return sound(rule(*given))
            except _MEANT:
                raise
            except BaseException as error:
                self._stop(title, self._keep(stage, error, rule), error)

        return guarded

    def _stop(self, title: str, failure: Failure, error: BaseException) -> NoReturn:
        raise RuleBrokenError(title, error if isinstance(error, Exception) else PluginError(failure)) from error

    def _may(
        self,
        stage: str,
        rule: Callable[..., Any],
        sound: Callable[[Any], Any],
        instead: object,
        meant: tuple[type[BaseException], ...],
    ) -> Any:
        """Where this answer fails, `instead` is used; `meant` goes through."""

        def guarded(*given: Any) -> Any:
            try:
                return sound(rule(*given))
            except meant:
                raise
            except BaseException as error:
                self._keep(stage, error, rule)
                return instead

        return guarded
