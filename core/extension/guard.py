"""A plugin's functions, called so that what they raise is kept once, names the plugin and goes no further than need be.

A rule that raises leaves its question undetermined: fail closed. What only tells – a warning, a heading, a due date –
is left out instead, because it must not hold up an act. Of the product's own plugins the bars, asked once for every
person of every step, stay bare – the judge survives them – and what is tested for each of their answers is less.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any, NoReturn

from core.errors import VptuError
from core.extension.answers import MANY, RULES_OF_A_KIND, are_words, fault, is_any_text, named
from core.extension.failures import AnswerError, Failure, Keep
from core.law.duty import Due, DutyRule
from core.law.procedure import (
    Amendment,
    Bar,
    Change,
    Check,
    Insert,
    Opening,
    Procedure,
    Record,
    RuleBrokenError,
    Tighten,
)
from core.law.regulation import Law
from core.law.route import Matter, Route, Step
from core.law.ruling import Act, Objection
from core.office.office import Absence, Designation, Duty, Office
from core.office.sessions import Span

MOST_STEPS = 200
"""Steps of one route; a plugin that yields more has run away."""
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
                return _objection(check(matter, act, office, law))
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
                return _objection(bar(matter, step, by, office, law))
            except _MEANT:
                raise
            except BaseException as error:
                raise PluginError(self._keep(f"bar:{kind}", error, bar)) from error

        return guarded

    def amendment(self, amendment: Amendment, checks: Container[str]) -> Amendment:
        """`checks` are the names its steps may ask for."""

        def guarded(facts: Any, office: Office, law: Law, route: Route) -> Iterable[Insert | Tighten]:
            try:
                return _changes(amendment, amendment.apply(facts, office, law, route), route, checks)
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
        instead: dict[str, object] = {**_INSTEAD, "heading": p.title, "warnings": (aside,)}
        guarded: dict[str, Any] = {}
        for name in RULES_OF_A_KIND:
            rule, sound = getattr(p, name), _SOUND.get(name, _anything)
            if name in instead:
                meant = _MEANT if name in _ASKED_ONLY else GO_ON
                guarded[name] = self._may(stage, rule, sound, instead[name], meant)
            elif rule is not None and not (own and name in _EVERYWHERE):
                guarded[name] = self._must(stage, title, rule, sound)
        guarded["route"] = self._must(f"route:{p.kind}", title, p.route, tuple if own else _parts)
        return replace(
            p,
            **guarded | {"opening": self._opening(p)},
            checks={name: self.check(name, check) for name, check in p.checks.items()},
            bars=tuple(self.bar(p.kind, bar) for bar in p.bars),
            changes={verb: self._change(p, title, make) for verb, make in p.changes.items()},
        )

    def duty(self, rule: DutyRule) -> DutyRule:
        """A duty that fails has no occurrences; the failure is kept."""
        return replace(rule, occurrences=self._may(f"duty:{rule.name}", rule.occurrences, _dues, (), GO_ON))

    # -- how they are called -------------------------------------------------------------------------------------

    def _opening(self, procedure: Procedure) -> Callable[[Any, Office, Law], Opening]:
        sound = _as_it_is if self._own else _sound_opening

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
            _demand(isinstance(change, Change), f"phải trả về Change, không phải {named(change)}")
            assert isinstance(change, Change)
            if change.apply is None:
                return change
            return replace(change, apply=self._must(f"procedure:{p.kind}", title, change.apply, _facts_and_objections))

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


# What the functions must answer: the answer as it is used, or AnswerError


def _demand(holds: bool, says: str) -> None:
    if not holds:
        raise AnswerError(says)


def _refuse(value: object, kind: type) -> None:
    wrong = fault(value, kind)
    if wrong:
        raise AnswerError(wrong)


def _objection(answer: Objection | None) -> Objection | None:
    if answer is not None:
        _demand(isinstance(answer, Objection), f"phải trả về Objection hoặc None, không phải {named(answer)}")
        _refuse(answer, Objection)
    return answer


def _all(answer: object, most: int = MANY) -> tuple[Any, ...]:
    if not isinstance(answer, Iterable) or isinstance(answer, str):
        raise AnswerError(f"phải trả về danh sách, không phải {named(answer)}")
    found = tuple(islice(answer, most + 1))
    _demand(len(found) <= most, f"trả về hơn {most} mục")
    return found


def _parts(answer: object) -> tuple[Step | tuple[Step, ...], ...]:
    found = _all(answer, MOST_STEPS)
    for part in found:
        for step in part if isinstance(part, tuple) else (part,):
            _refuse(step, Step)
    return found


def _changes(amendment: Amendment, answer: object, route: Route, checks: Container[str]) -> list[Insert | Tighten]:
    """The amendment's changes, each sound, citing its source and naming checks that exist."""
    ids = {step.id for step in route}
    found: list[Insert | Tighten] = []
    for change in _all(answer, MOST_STEPS):
        if isinstance(change, Insert):
            found.append(_insert(change, amendment, ids))
            ids.add(change.step.id)
            wanted = change.step.checks
        else:
            _demand(isinstance(change, Tighten), f"phải là Insert hoặc Tighten, không phải {named(change)}")
            _refuse(change, Tighten)
            if change.step not in ids:
                raise AnswerError(
                    f"tuyến này không có bước «{change.step}» để siết (có: {', '.join(ids) or 'không có bước nào'})",
                    f'Chỉ siết khi tuyến có bước đó: if "{change.step}" in route: …',
                )
            found.append(change)
            wanted = change.checks
        unknown = [name for name in wanted if name not in checks]
        if unknown:
            raise AnswerError(
                f"không có kiểm tra «{unknown[0]}»", "Khai báo nó trong vptu_checks() của chính plugin, hoặc sửa tên."
            )
    return found


def _insert(change: Insert, amendment: Amendment, ids: Container[str]) -> Insert:
    _refuse(change, Insert)
    _refuse(change.step, Step)
    step = change.step
    _demand(change.before is None or isinstance(change.before, str), "Insert.before phải là mã một bước, hoặc None")
    if step.id in ids:
        raise AnswerError(f"bước thêm «{step.id}» trùng mã với một bước đã có", "Đặt mã khác: id=… trong task(…).")
    if amendment.source not in step.cites:
        raise AnswerError(
            f"bước thêm «{step.id}» không viện dẫn nguồn của chính quy định («{amendment.source}»)",
            "Thêm nguồn đó vào viện dẫn (cites) của bước.",
        )
    return replace(change, step=replace(step, source=step.source or amendment.source))


def _as_it_is(answer: Opening) -> Opening:
    return answer


def _sound_opening(answer: Opening) -> Opening:
    _demand(isinstance(answer, Opening), f"opening phải trả về Opening, không phải {named(answer)}")
    _demand(isinstance(answer.step, Step), f"Opening.step phải là một Step, không phải {named(answer.step)}")
    _refuse(answer.step if answer.step.cites else replace(answer.step, cites=("-",)), Step)  # none: no norm speaks
    _demand(isinstance(answer.objections, tuple), "Opening.objections phải là một bộ; một mục thì giữ dấu phẩy")
    for objection in answer.objections:
        _refuse(objection, Objection)
    return answer


def _anything(answer: object) -> object:
    return answer


def _facts_and_objections(answer: object) -> object:
    pair = isinstance(answer, tuple) and len(answer) == 2 and isinstance(answer[1], tuple)
    _demand(pair, "phải trả về (thông tin mới, (các lý do không được,))")
    return answer


def _line(answer: object) -> object:
    _demand(is_any_text(answer), f"phải trả về một dòng chữ, không phải {named(answer)}")
    return answer


def _lines(answer: object) -> tuple[str, ...]:
    found = _all(answer)
    _demand(are_words(found), "phải trả về các dòng chữ")
    return found


def _figures(answer: object) -> tuple[tuple[str, str], ...]:
    found = _all(answer)
    _demand(all(are_words(pair) and len(pair) == 2 for pair in found), 'phải trả về các cặp ("tên", "giá trị")')
    return found


def _records(answer: object) -> tuple[Record, ...]:
    found = _all(answer)
    sound = all(isinstance(record, (Absence, Designation, Duty)) for record in found)
    _demand(sound, "phải trả về Absence, Designation hoặc Duty")
    return found


def _span(answer: object) -> object:
    _demand(answer is None or isinstance(answer, Span), f"phải trả về Span hoặc None, không phải {named(answer)}")
    return answer


def _day(answer: object) -> object:
    _demand(answer is None or isinstance(answer, date), f"phải trả về ngày hoặc None, không phải {named(answer)}")
    return answer


def _step(answer: object) -> object:
    _refuse(answer, Step)
    return answer


def _table(answer: object) -> object:
    _demand(isinstance(answer, Mapping), f"phải trả về bảng thông tin, không phải {named(answer)}")
    return answer


def _dues(answer: object) -> tuple[Due, ...]:
    found = _all(answer)
    for due in found:
        _refuse(due, Due)
    return found


_SOUND: Mapping[str, Callable[[Any], Any]] = {
    "subject": _line,
    "heading": _line,
    "lacking": _line,
    "begin": _step,
    "extension": _table,
    "records": _records,
    "warnings": _lines,
    "span": _span,
    "due": _day,
    "taken_at_opening": _lines,
    "reasons": _lines,
    "figures": _figures,
}
"""What the functions of a procedure must answer."""
_INSTEAD: Mapping[str, object] = {"due": None, "reasons": (), "figures": ()}
"""What is used where one of these fails: they only tell."""
_ASKED_ONLY = frozenset({"reasons", "figures"})
"""No act waits for these: a sentence that one of them raises is for whoever asks."""
_EVERYWHERE = frozenset({"subject"})
"""Asked at every turn, and too plain to fail."""
