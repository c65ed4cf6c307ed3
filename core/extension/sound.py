"""What a plugin's functions must answer: each test gives the answer as it is used, or raises AnswerError."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from core.extension.answers import MANY, are_words, fault, is_any_text, named
from core.extension.failures import AnswerError
from core.figures import Figure, Period
from core.law.duty import Due, Met
from core.law.procedure import Amendment, BookEntry, Insert, Opening, Record, Tighten
from core.law.route import Route, Step
from core.law.ruling import Objection
from core.law.sheet import Sheet, Tie
from core.office.office import Absence, Designation, Duty
from core.office.sessions import Span

MOST_STEPS = 200
"""Steps of one route; a plugin that yields more has run away."""


def demand(holds: bool, says: str) -> None:
    if not holds:
        raise AnswerError(says)


def _refuse(value: object, kind: type) -> None:
    wrong = fault(value, kind)
    if wrong:
        raise AnswerError(wrong)


def objection(answer: Objection | None) -> Objection | None:
    if answer is not None:
        demand(isinstance(answer, Objection), f"phải trả về Objection hoặc None, không phải {named(answer)}")
        _refuse(answer, Objection)
    return answer


def _all(answer: object, most: int = MANY) -> tuple[Any, ...]:
    if not isinstance(answer, Iterable) or isinstance(answer, str):
        raise AnswerError(f"phải trả về danh sách, không phải {named(answer)}")
    found = tuple(islice(answer, most + 1))
    demand(len(found) <= most, f"trả về hơn {most} mục")
    return found


def parts(answer: object) -> tuple[Step | tuple[Step, ...], ...]:
    found = _all(answer, MOST_STEPS)
    for part in found:
        for step in part if isinstance(part, tuple) else (part,):
            _refuse(step, Step)
    return found


def changes(amendment: Amendment, answer: object, route: Route, checks: Container[str]) -> list[Insert | Tighten]:
    """The amendment's changes, each sound, citing its source and naming checks that exist."""
    ids = {step.id for step in route}
    found: list[Insert | Tighten] = []
    for change in _all(answer, MOST_STEPS):
        if isinstance(change, Insert):
            found.append(_insert(change, amendment, ids))
            ids.add(change.step.id)
            wanted = change.step.checks
        else:
            demand(isinstance(change, Tighten), f"phải là Insert hoặc Tighten, không phải {named(change)}")
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
    demand(change.before is None or isinstance(change.before, str), "Insert.before phải là mã một bước, hoặc None")
    if step.id in ids:
        raise AnswerError(f"bước thêm «{step.id}» trùng mã với một bước đã có", "Đặt mã khác: id=… trong task(…).")
    if amendment.source not in step.cites:
        raise AnswerError(
            f"bước thêm «{step.id}» không viện dẫn nguồn của chính quy định («{amendment.source}»)",
            "Thêm nguồn đó vào viện dẫn (cites) của bước.",
        )
    return replace(change, step=replace(step, source=step.source or amendment.source))


def as_it_is(answer: Opening) -> Opening:
    return answer


def sound_opening(answer: Opening) -> Opening:
    demand(isinstance(answer, Opening), f"opening phải trả về Opening, không phải {named(answer)}")
    demand(isinstance(answer.step, Step), f"Opening.step phải là một Step, không phải {named(answer.step)}")
    _refuse(answer.step if answer.step.cites else replace(answer.step, cites=("-",)), Step)  # none: no norm speaks
    demand(isinstance(answer.objections, tuple), "Opening.objections phải là một bộ; một mục thì giữ dấu phẩy")
    for objection in answer.objections:
        _refuse(objection, Objection)
    return answer


def anything(answer: object) -> object:
    return answer


def facts_and_objections(answer: object) -> object:
    pair = isinstance(answer, tuple) and len(answer) == 2 and isinstance(answer[1], tuple)
    demand(pair, "phải trả về (thông tin mới, (các lý do không được,))")
    return answer


def _line(answer: object) -> object:
    demand(is_any_text(answer), f"phải trả về một dòng chữ, không phải {named(answer)}")
    return answer


def _lines(answer: object) -> tuple[str, ...]:
    found = _all(answer)
    demand(are_words(found), "phải trả về các dòng chữ")
    return found


def _figures(answer: object) -> tuple[tuple[str, str], ...]:
    found = _all(answer)
    demand(all(are_words(pair) and len(pair) == 2 for pair in found), 'phải trả về các cặp ("tên", "giá trị")')
    return found


def _records(answer: object) -> tuple[Record, ...]:
    found = _all(answer)
    sound = all(isinstance(record, (Absence, Designation, Duty)) for record in found)
    demand(sound, "phải trả về Absence, Designation hoặc Duty")
    return found


def _leads(answer: object) -> tuple[str | None, str | None]:
    pair = isinstance(answer, tuple) and len(answer) == 2 and all(v is None or isinstance(v, str) for v in answer)
    demand(pair, 'phải trả về ("mã bộ phận", "mã người") – một bộ phận, một người')
    assert isinstance(answer, tuple)
    return answer


def _entry(answer: object) -> object:
    sound = answer is None or isinstance(answer, BookEntry)
    demand(sound, f"phải trả về BookEntry hoặc None, không phải {named(answer)}")
    return answer


def _sheets(answer: object) -> tuple[Sheet, ...]:
    found = _all(answer)
    for sheet in found:
        _refuse(sheet, Sheet)
    return found


def _ties(answer: object) -> tuple[Tie, ...]:
    found = _all(answer)
    demand(all(isinstance(tie, Tie) and isinstance(tie.matter, int) for tie in found), "phải trả về các Tie")
    return found


def _met(answer: object) -> tuple[Met, ...]:
    found = _all(answer)
    demand(all(isinstance(met, Met) and isinstance(met.on, date) for met in found), "phải trả về các Met(mã, ngày)")
    return found


def _whole(answer: object) -> object:
    demand(isinstance(answer, int), f"phải trả về một số nguyên, không phải {named(answer)}")
    return answer


def _span(answer: object) -> object:
    demand(answer is None or isinstance(answer, Span), f"phải trả về Span hoặc None, không phải {named(answer)}")
    return answer


def _day(answer: object) -> object:
    demand(answer is None or isinstance(answer, date), f"phải trả về ngày hoặc None, không phải {named(answer)}")
    return answer


def _step(answer: object) -> object:
    _refuse(answer, Step)
    return answer


def model(answer: object) -> object:
    demand(hasattr(answer, "model_dump_json"), f"phải trả về thông tin của việc, không phải {named(answer)}")
    return answer


def _period(answer: object) -> object:
    demand(answer is None or isinstance(answer, Period), f"phải trả về Period hoặc None, không phải {named(answer)}")
    return answer


def _flag(answer: object) -> bool:
    demand(isinstance(answer, bool), f"phải trả về True hoặc False, không phải {named(answer)}")
    return bool(answer)


def _table(answer: object) -> object:
    demand(isinstance(answer, Mapping), f"phải trả về bảng thông tin, không phải {named(answer)}")
    return answer


def dues(answer: object) -> tuple[Due, ...]:
    found = _all(answer)
    for due in found:
        _refuse(due, Due)
    return found


def counted(answer: object) -> tuple[Figure, ...]:
    found = _all(answer)
    for figure in found:
        _refuse(figure, Figure)
    return found


SOUND: Mapping[str, Callable[[Any], Any]] = {
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
    "leads": _leads,
    "entry": _entry,
    "sheets": _sheets,
    "links": _ties,
    "fulfils": _met,
    "urgency": _whole,
    "deadline": _day,
    "receives": objection,
    "numbered": model,
    "unkept": _flag,
    "worded": objection,
    "period": _period,
}
"""What the functions of a procedure must answer."""
INSTEAD: Mapping[str, object] = {
    "due": None, "reasons": (), "figures": (), "sheets": (), "links": (), "fulfils": (), "urgency": 0, "deadline": None,
}  # fmt: skip
"""What is used where one of these fails: they only tell."""
ASKED_ONLY = frozenset({"reasons", "figures"})
"""No act waits for these: a sentence that one of them raises is for whoever asks."""
EVERYWHERE = frozenset({"subject"})
"""Asked at every turn, and too plain to fail."""
