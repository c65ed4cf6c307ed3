"""The question side of «Ai được làm?»: facts of any kind of matter, who is supposed to be away, what is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from core.law.facts import asking, names_of
from tui.cli.facts import fact_type
from tui.views import capital
from tui.widgets.entries import DayEntry, Entry, MomentEntry, PickEntry, TextEntry, ToggleEntry
from tui.widgets.form import NOBODY, Form, Setting, entries_of, people_options
from tui.widgets.keys import InlineKeys
from tui.widgets.many_entry import FreeEntry, ManyEntry
from tui.widgets.paper import Paper, folded, tinted
from tui.widgets.picker import Option

if TYPE_CHECKING:
    from pydantic import BaseModel

    from core.law.procedure import Procedure

KIND, ACT, HOW, AWAY, ACTING, AT = "ask-kind", "ask-act", "ask-how", "ask-away", "ask-acting", "ask-at"
"""Entries of the question itself; facts have the names of their model."""
BEFOREHAND, DATED = "beforehand", "dated"
OWN = frozenset({KIND, ACT, HOW, AWAY, ACTING, AT})


@dataclass(frozen=True, slots=True)
class Stock:
    """What the form is made from, read in a thread when the screen opens."""

    procedures: dict[str, Procedure]
    setting: Setting


def question_of(stock: Stock, kind: str) -> Form:
    """The form for a kind of matter: the question's own entries around the facts that bear on it."""
    procedure = stock.procedures[kind]
    beforehand = [_number(name, title) for name, title in _beforehand(procedure.facts)]
    facts = [entry for entry in entries_of(procedure.facts, stock.setting) if _bears(entry, procedure.facts)]
    kinds = [Option(k, p.title) for k, p in stock.procedures.items()]
    people = people_options(stock.setting.office, "anybody")
    deputies = [o for o in people if o.id in stock.setting.office.establishment.deputies]
    entries: list[Entry] = [PickEntry(KIND, "Loại việc", kinds, kind, needed=True)]
    entries.append(PickEntry(ACT, "Thao tác", (), None, needed=True))
    if beforehand:
        words = ((BEFOREHAND, "số ngày"), (DATED, "ngày cụ thể"))
        entries.append(ToggleEntry(HOW, "Hỏi theo", words, BEFOREHAND))
    entries += [*beforehand, *facts]
    entries.append(ManyEntry(AWAY, "Nếu đang vắng", people))
    entries.append(PickEntry(ACTING, "Nếu thường trực là", (NOBODY, *deputies), ""))
    entries.append(MomentEntry(AT, "Hỏi vào lúc", stock.setting.clock))
    form = Form(entries, procedure.facts)
    show_asked(form)
    return form


def _bears(entry: Entry, model: type[BaseModel]) -> bool:
    """Can a fact change who may? Free words cannot, nor people and bodies who are only named besides."""
    asked = asking(names_of(model)[entry.fact])
    if asked.long or isinstance(entry, TextEntry | FreeEntry):
        return False
    named = asked.people or asked.of == "body"
    return not (isinstance(entry, PickEntry) and named and not entry.needed and asked.only_if is None)


def _beforehand(model: type[BaseModel]) -> list[tuple[str, str]]:
    """Facts that only a question asked beforehand has: how many days, without dates."""
    return [
        (name, field.title or name)
        for name, field in names_of(model).items()
        if not asking(field).shown and fact_type(field) == "number"
    ]


def _number(name: str, title: str) -> Entry:
    entry = TextEntry(name, title.partition(" (")[0], needed=True)
    entry.field.restrict = r"[0-9]{0,3}([.,][05]?)?"
    entry.restore("1")
    return entry


def show_asked(form: Form) -> None:
    """Either how many days or which days are asked for."""
    how = form.entry(HOW)
    if how is None:
        return
    names = {name for name, _ in _beforehand(form.model)}
    for entry in form.entries:
        if entry.fact in names:
            entry.display = how.value == BEFOREHAND
        elif isinstance(entry, DayEntry):
            entry.display = how.value == DATED


def facts_in(form: Form) -> dict[str, object]:
    """The facts as the model reads them; a decimal comma is a decimal point."""
    numbers = {name for name, _ in _beforehand(form.model)}
    return {
        name: value.replace(",", ".") if name in numbers and isinstance(value, str) else value
        for name, value in form.raw.items()
        if name not in OWN
    }


class Steps(InlineKeys, Paper, can_focus=True):
    """The route; Enter takes the step under the cursor as done, or no longer."""

    DEFAULT_CSS = "Steps { padding: 0 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(-1)", show=False),
        Binding("down", "walk(1)", show=False),
        Binding("enter,space", "turn", show=False),
    ]
    at: reactive[int] = reactive(0, init=False)

    @dataclass
    class Turned(Message):
        """A step is taken as done now, or no longer."""

        step: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.names: tuple[tuple[str, str, str], ...] | None = None
        """Id, title and holder of each step; None until there is an answer."""
        self.done: frozenset[str] = frozenset()

    def show(self, steps: Sequence[tuple[str, str, str]], done: Iterable[str]) -> None:
        """Show another route."""
        self.names, self.done = tuple(steps), frozenset(done)
        self.set_reactive(Steps.at, self.validate_at(self.at))
        self.refresh(layout=True)

    def validate_at(self, at: int) -> int:
        return max(0, min(at, len(self.names or ()) - 1))

    def action_walk(self, by: int) -> None:
        self.at += by

    def action_turn(self) -> None:
        if self.names:
            self.post_message(self.Turned(self.names[self.at][0]))

    def laid_out(self, room: int) -> list[Content]:
        if self.names is None:
            return []
        if not self.names:
            return [tinted(line, "muted") for line in folded("Quy chế không đòi bước nào.", room)]
        lines = [tinted("Tuyến giải quyết · Enter: coi như đã xong", "primary", "bold")]
        for n, (step, title, holder) in enumerate(self.names):
            lines += self._step(n, step, title, holder, room)
        return lines

    def _step(self, n: int, step: str, title: str, holder: str, room: int) -> list[Content]:
        done = step in self.done
        mark = tinted("☑" if done else "☐", "good" if done else "muted")
        first, *more = folded(f"{n + 1}. {capital(title)}, {holder}", room - 3)
        tone = "muted" if done else ""
        lines = [Content.assemble(" ", mark, " ", tinted(first, tone)), *(tinted(f"   {line}", tone) for line in more)]
        if n == self.at and self.has_focus:
            lines = [line.pad_right(max(0, room - line.cell_length)).stylize("on $tone-chosen-back") for line in lines]
        return lines
