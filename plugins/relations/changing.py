"""Acts on a whole matter that every kind of this area has: to take it back, and to put it right after a return."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from core.errors import UsageError
from core.law.facts import asking, read_facts
from core.law.procedure import Change, Opening
from core.law.regulation import Law
from core.law.route import Holder, task
from core.law.ruling import Objection
from core.office.coverage import with_records
from core.office.office import Absence, Office
from core.office.sessions import label

Make = Callable[[Any, Law, Mapping[str, object]], Change]
Who = Callable[[Any], tuple[Holder, ...]]
Norm = Callable[[Any], str]


def withdrawing(who: Who, norm: Norm, *, until_begun: bool = False) -> Make:
    """As long as it is not done – where it has days, until the first of them – whoever brought it up takes it back."""

    def withdraw(facts: Any, law: Law, asked: Mapping[str, object]) -> Change:
        first, *others = who(facts)
        step = task("withdraw", "rút", first, norm(facts), id="withdraw", others=tuple(others))
        if until_begun:
            return Change(step, frozenset({"open", "returned", "in_effect"}), not_begun)
        return Change(step, frozenset({"open", "returned"}))

    def not_begun(
        facts: Any, asked: Mapping[str, object], office: Office, law: Law
    ) -> tuple[Any, tuple[Objection, ...]]:
        own = _own_absence(facts, office)
        if own is None or not own.settled or facts.start >= office.now:
            return facts, ()
        unblock = ("Báo cáo nội dung sau chuyến đi để kết thúc việc này.",)
        return facts, (Objection((norm(facts),), f"Đã đi từ {label(facts.start)}, không rút được nữa.", unblock),)

    return withdraw


def completing(
    kind: str, who: Who, norm: Norm, opening: Callable[[Any, Office, Law], Opening], fixed: tuple[str, ...]
) -> Make:
    """After a return: what was asked for anew stands in the place of the old; `fixed` facts stay as they are.

    What acts had put on record begins anew, as the route does; the journal keeps it.
    """

    def corrected(
        facts: Any, asked: Mapping[str, object], office: Office, law: Law
    ) -> tuple[Any, tuple[Objection, ...]]:
        for name in fixed:
            if asked.get(name, getattr(facts, name)) != getattr(facts, name):
                title = type(facts).model_fields[name].title
                raise UsageError(f"Không đổi «{title}» ({name}) trên một việc đã mở; mở việc mới.")
        model = type(facts)
        kept = {
            (f.alias or n): getattr(facts, n)
            for n, f in model.model_fields.items()
            if n in facts.model_fields_set and asking(f).shown
        }
        new = read_facts(model, {**kept, **asked}, kind=kind)
        return new, opening(new, _without_own_absence(facts, office), law).objections

    def complete(facts: Any, law: Law, asked: Mapping[str, object]) -> Change:
        first, *others = who(facts)
        step = task("complete", "hoàn chỉnh, trình lại", first, norm(facts), id="complete", others=tuple(others))
        return Change(step, frozenset({"returned"}), corrected, corrects=True)

    return complete


def _without_own_absence(facts: Any, office: Office) -> Office:
    """The office as it was before the matter: the half-days it asked for must not stand against itself."""
    own = _own_absence(facts, office)
    return with_records(office, own.matter, ()) if own is not None else office


def _own_absence(facts: Any, office: Office) -> Absence | None:
    """What the office has on record by this matter: no two absences of one person overlap."""
    span = getattr(facts, "span", None)
    return next((a for a in office.absences_of(facts.person) if a.span == span), None) if span else None
