"""Many single acts at once: each is judged and recorded on its own; nothing is decided for a heap.

`preview` says beforehand which would be allowed and why the others not; `carry_out` then takes those that were chosen.
What needs words or evidence of its own – an answer written down for somebody else, a naming, a return – is not offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from core.case import Case, carried, find_step, tidied
from core.errors import FactsError, Refused, StoreError, UsageError, VptuError
from core.law.authority import judge
from core.law.ruling import Act, Capacity, Ruling

if TYPE_CHECKING:
    from core.desk import Desk
    from core.law.procedure import Procedure, Rules
    from core.law.route import Matter, Step
    from core.work import Receipt, Work

Place = tuple[int, str]
"""A matter and one of its steps."""


@dataclass(frozen=True, slots=True)
class Item:
    """One act of many, as it would be ruled on now."""

    matter: int
    step: str
    title: str
    ruling: Ruling | None
    """None where the question itself was wrong, or the act cannot be one of many: `trouble` says how."""
    version: int = 0
    """What the matter was when it was looked at: it is acted on only as it was seen."""
    trouble: str = ""
    act_id: str = ""
    does: str = ""
    """What would be done, in Vietnamese: «ký»."""
    warnings: tuple[str, ...] = ()
    """What whoever decides should know of this one."""

    @property
    def allowed(self) -> bool:
        return self.ruling is not None and self.ruling.allows

    @property
    def why_not(self) -> str:
        """Why it would not be done, "" where it would."""
        return "" if self.allowed else self.trouble or (self.ruling.sentence if self.ruling else "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one act."""

    item: Item
    receipt: Receipt | None = None
    trouble: str = ""
    ruling: Ruling | None = None
    """The refusal, where the regulation refused."""


def preview(
    desk: Desk, rules: Rules, places: Iterable[Place], *, by: str, at: datetime, act: Act | None = None
) -> tuple[Item, ...]:
    """How each act would be ruled on now. Writes nothing."""
    carries = tidied(act or Act())
    return tuple(_item(desk, rules, matter, step, by, at, carries) for matter, step in places)


def _item(desk: Desk, rules: Rules, matter_id: int, wanted: str, by: str, at: datetime, act: Act) -> Item:
    title, version = "", 0
    try:
        with desk.reader.snapshot():
            record = desk.reader.matter(matter_id)
            title, version = (record.row.title, record.row.version) if record else ("", 0)
            matter = desk.matter(matter_id)
            procedure = rules.procedure(matter.kind)
            office = desk.office(at, person=matter.subject or None, around=procedure.span(matter.facts))
            law = desk.law_of(matter_id, at)
        step = _step(Case(procedure, office, law, matter, at), wanted, by)
        ruling = judge(matter, step, by, office=office, law=law, rules=rules)
        if ruling.allows:
            if alone := _alone(procedure, matter, step, ruling, act):
                return Item(matter_id, step.id, title, None, version, alone, does=step.title)
            carries, _ = carried(procedure, step, act)
            ruling = judge(matter, step, by, office=office, law=law, rules=rules, act=carries)
        told = tuple(procedure.warnings(matter.facts, office, law)) if ruling.allows and step.decides else ()
        warnings = (*ruling.warnings, *told)
        return Item(
            matter_id, step.id, title, ruling, version, act_id=uuid4().hex, does=step.title, warnings=warnings
        )  # fmt: skip
    except VptuError as error:
        return Item(matter_id, wanted, title, None, version, str(error))


def _step(case: Case, wanted: str, by: str) -> Step:
    """The step that is meant. Raises UsageError for none, and for an act on the whole matter."""
    change = case.procedure.changes.get(wanted)
    if change is not None and case.matter.route.step(wanted) is None:
        title = change(case.matter.facts, case.law, {}).step.title
        raise UsageError(f"«{title}» là thao tác trên cả việc: mở việc số {case.matter.id} để làm riêng.")
    return find_step(case.matter, wanted, by, case)


def _alone(procedure: Procedure, matter: Matter, step: Step, ruling: Ruling, act: Act) -> str:
    """Why an act cannot be one of many, "" where it can: what it must carry differs from matter to matter."""
    apart = f"mở việc số {matter.id} để làm riêng"
    if act.outcome != "done":
        return f"Trả lại, không đồng ý phải nêu lý do của từng việc: {apart}."
    model = procedure.asks.get(step.verb)
    asked = [f.title or name for name, f in model.model_fields.items() if f.is_required()] if model else []
    if step.needs or asked:
        said = f" ({', '.join(asked)})" if asked else ""
        return f"Bước «{step.title}» phải ghi thêm nội dung{said}: {apart}."
    if ruling.standing is not None and ruling.standing.capacity is Capacity.RECORDED:
        return f"Ghi nhận ý kiến phải kèm bằng chứng của từng việc: {apart}."
    if step.note_required and not act.note.strip():
        return f"Bước «{step.title}» phải kèm ý kiến: ghi ý kiến chung, hoặc {apart}."
    return ""


def carry_out(
    work: Work, chosen: Iterable[Item], *, by: str, at: Callable[[], datetime], act: Act | None = None
) -> Iterator[Outcome]:
    """Take each, one transaction and one journal entry after the other. What has changed meanwhile is left alone.

    `at` is asked anew for each act: many of them take a while. One that fails does not stop the rest – unless the store
    itself does not answer: what comes after is then left alone too.
    """
    silent = ""
    for item in chosen:
        if silent or not item.allowed:
            yield Outcome(item, trouble=silent or item.why_not)
            continue
        try:
            receipt = work.take(item.matter, item.step, by=by, at=at(), act=act, act_id=item.act_id, seen=item.version)
        except Refused as refused:
            yield Outcome(item, trouble=refused.ruling.sentence, ruling=refused.ruling)
        except VptuError as error:
            if isinstance(error, StoreError) and not isinstance(error, FactsError):
                silent = f"Chưa làm, vì trước đó kho dữ liệu không trả lời: {error}"
            yield Outcome(item, trouble=str(error))
        else:
            yield Outcome(item, receipt)


def counted(items: Iterable[Item]) -> str:
    """«12 được, 3 không»"""
    listed = tuple(items)
    allowed = sum(item.allowed for item in listed)
    return f"{allowed} được, {len(listed) - allowed} không"
