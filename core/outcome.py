"""What follows from an act by itself: notices that are sent, where the matter then stands, its number in a book."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.case import Case, book_entry, informed
from core.extension.hookspecs import Notice
from core.law.route import Done, Matter
from core.law.ruling import Capacity

if TYPE_CHECKING:
    from sqlmodel import Session


def advanced(matter: Matter, case: Case) -> tuple[Matter, tuple[Notice, ...]]:
    """Let the program do what it does by itself – notices – and find where the matter then stands."""
    answer = next((d for d in matter.done.values() if d.outcome != "done"), None)
    if matter.status == "withdrawn":
        return matter, ()
    if answer is not None:
        return replace(matter, status="declined" if answer.outcome == "declined" else "returned"), ()
    notices: list[Notice] = []
    while steps := tuple(s for s in matter.open_steps if s.auto and matter.opens(s) is None):
        for step in steps:
            matter = replace(matter, done={**matter.done, step.id: Done(step.id, matter.owner, Capacity.OWN, case.at)})
            notices += informed(step, matter, case)
    status = matter.status
    if matter.effective:
        status = "in_effect" if matter.open_steps else "closed"
    elif status != "returned":
        status = "open"
    return replace(matter, status=status), tuple(notices)


def entered(session: Session, case: Case, taken: tuple[Done, ...]) -> tuple[Case, int | None]:
    """The number under which a step's register enters it, and the matter that knows its number."""
    from core.records import numbers

    for done in taken:
        step = case.matter.route.step(done.step)
        if step is None or not step.register or done.outcome != "done":
            continue
        entry = book_entry(case, step)
        if entry is None:
            continue
        number = numbers.enter(session, entry, matter=case.matter.id, by=done.by, at=case.at)
        if case.procedure.numbered is None:
            return case, number
        facts = case.procedure.numbered(case.matter.facts, step, number)
        return replace(case, matter=replace(case.matter, facts=facts)), number
    return case, None


def described(session: Session, case: Case) -> None:
    """The book says of a matter what is known of it now: its number, who handles it, how it ended."""
    from core.records import numbers

    if case.procedure.entry is None:
        return
    for step in case.matter.route:
        if step.register and step.id in case.matter.done and (entry := book_entry(case, step)) is not None:
            numbers.describe_of(session, case.matter.id, entry)
