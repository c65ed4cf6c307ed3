"""«Ai được làm?» as plain values: what was asked, and everybody's ruling on it. Asked in a thread while one types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from core.errors import VptuError
from core.inquiry import Outline, Question, Supposition, outline
from core.inquiry import who as ask_who
from core.law.facts import read_facts
from core.law.holders import label
from core.law.ruling import CAPACITY_VI, Capacity, Gate, Ruling, Verdict
from tui import views
from tui.widgets.picker import Option
from tui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from core.law.procedure import Procedure
    from tui.session import Backing
    from tui.widgets.ruling import RulingView

OPEN: Final = "open"
COLUMNS: Final = (
    Column("", width=1),
    Column("Ai", share=2, least=15),
    Column("Tư cách, lý do", share=5, least=24),
)
SIGNS: Final = {
    Verdict.PERMITTED: ("✔", "good"),
    Verdict.SILENT: ("○", "muted"),
    Verdict.REFUSED: ("✘", "bad"),
    Verdict.UNDETERMINED: ("?", "warn"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The question as it stands on the screen."""

    kind: str
    raw: Mapping[str, object]
    at: datetime
    by: str
    act: str = ""
    """A step's id, `open`, `start` or an act on the whole matter; "": whatever comes next."""
    done: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    acting: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Everybody's ruling; `trouble` where there is no question yet."""

    outline: Outline | None = None
    acts: tuple[Option, ...] = ()
    act: str = ""
    rulings: tuple[Ruling, ...] = ()
    """Those who may come first."""
    trouble: str = ""

    @property
    def may(self) -> tuple[Ruling, ...]:
        return tuple(r for r in self.rulings if r.allows)

    def of(self, person: str) -> Ruling | None:
        return next((r for r in self.rulings if r.by == person), None)


def answer(asked: Asked, house: Backing) -> Answer:
    """The answer to what stands on the screen now. Raises nothing a person could cause."""
    try:
        rules = house.registry.rules()
        procedure = rules.procedure(asked.kind)
        found = _outline(asked, procedure, (), house)
        done = tuple(step for step in asked.done if step in found.route)  # steps that another route had are forgotten
        if done:
            found = _outline(asked, procedure, done, house)
        acts = tuple(acts_of(found))
        act = asked.act if asked.act in {option.id for option in acts} else next_act(found)
        return Answer(found, acts, act, tuple(sorted(ask_who(act, found, rules=rules), key=_place)))
    except VptuError as error:
        return Answer(trouble=str(error))


def _outline(asked: Asked, procedure: Procedure, done: tuple[str, ...], house: Backing) -> Outline:
    facts = read_facts(procedure.facts, asked.raw, kind=asked.kind)
    office = house.desk.office(asked.at, person=procedure.subject(facts) or None, around=procedure.span(facts))
    by = None if "person" in asked.raw else asked.by
    question = Question(asked.kind, asked.raw, by, done, Supposition(asked.away, asked.acting or None))
    return outline(question, office=office, law=house.desk.law(asked.at), rules=house.registry.rules())


def acts_of(found: Outline) -> Iterator[Option]:
    """Everything that can be asked about such a matter: opening it, its steps, and what may be done with it."""
    opening = found.opening.step
    yield Option(OPEN, f"Mở việc: {opening.title if opening else found.procedure.title}")
    for n, step in enumerate(found.route, 1):
        if not step.auto:
            yield Option(step.id, f"Bước {n}: {step.title}", label(step.holders[0], found.office))
    if found.procedure.begin is not None:
        yield Option("start", views.capital(found.procedure.begin(found.matter.facts).title))
    for verb, change in found.procedure.changes.items():
        yield Option(verb, views.capital(change(found.matter.facts, found.law, {}).step.title))


def next_act(found: Outline) -> str:
    """What comes next: the first open step somebody has to take; opening where there is none."""
    return next((step.id for step in found.matter.open_steps if not step.auto), OPEN)


def _place(ruling: Ruling) -> tuple[int, int]:
    """Who decides comes first, in the judge's order, then who may only write an answer down, then who may not."""
    order = [standing.person for standing in ruling.who_may]
    place = order.index(ruling.by) if ruling.by in order else len(order)
    return (int(records(ruling)), place) if ruling.allows else (2, 0)


def records(ruling: Ruling) -> bool:
    """Would this person only write down what somebody else answered?"""
    return ruling.standing is not None and ruling.standing.capacity is Capacity.RECORDED


# In words


def people_rows(found: Answer) -> list[Row]:
    """Everybody, those who may first, with capacity and clause, or why not."""
    return [_row(ruling, found) for ruling in found.rulings]


def _row(ruling: Ruling, found: Answer) -> Row:
    assert found.outline is not None
    sign, tone = SIGNS[ruling.verdict]
    name = views.bare(ruling.by, found.outline.office)
    told = Cell(how(ruling, found.outline), "" if ruling.allows else "muted")
    return Row(ruling.by, (Cell(sign, tone), Cell(name, "good" if ruling.allows else ""), told))


def how(ruling: Ruling, found: Outline) -> str:
    """«thay Chánh Văn phòng (Điều 5, khoản 2) – Điều 18, khoản 3», or the refusal's sentence."""
    if ruling.gate is Gate.STANDING and ruling.step is not None:
        return f"thuộc thẩm quyền của {label(ruling.step.holders[0], found.office)}"
    if not ruling.allows or ruling.standing is None:
        return ruling.sentence
    capacity = views.capacity_text(ruling.standing, found.office, found.law, step=ruling.step)
    cites = views.clauses_text(ruling, found.law)
    absent = "đang vắng" if ruling.by in found.office.away else ""
    return " – ".join(part for part in (capacity or CAPACITY_VI[ruling.standing.capacity], absent, cites) if part)


def sentence(found: Answer) -> tuple[str, str]:
    """Who may, or what would help where nobody may; and the tone of it."""
    if found.trouble:
        return found.trouble, "warn"
    if found.outline is None:
        return "Đang hỏi…", "muted"
    office = found.outline.office
    own = [views.bare(r.by, office) for r in found.may if not records(r)]
    others = [views.bare(r.by, office) for r in found.may if records(r)]
    told = [f"được: {_names(own)}"] if own else []
    told += [f"ghi nhận được: {_names(others)}"] if others else []
    if told:
        return views.capital("; ".join(told)), "good"
    unblock = next((u for r in found.rulings for u in r.unblock), "")
    return " ".join(part for part in ("Lúc này không ai được.", unblock) if part), "bad"


def _names(names: list[str]) -> str:
    more = f" và {len(names) - 4} người khác" if len(names) > 4 else ""
    return ", ".join(names[:4]) + more


def ruling_of(found: Answer, person: str) -> RulingView | None:
    """The whole ruling on one person, with what the matter would open."""
    ruling = found.of(person)
    if ruling is None or found.outline is None:
        return None
    warned = (*ruling.warnings, *found.outline.warnings, *found.outline.gaps)
    return views.ruling(replace(ruling, warnings=tuple(dict.fromkeys(warned))), found.outline.office, found.outline.law)
