"""The route of a matter as a line down the page: who did what and when, what is due now, and by which clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from core.text import width
from tui.widgets.keys import InlineKeys
from tui.widgets.paper import Paper, beside, folded, tinted


class Mark(NamedTuple):
    sign: str
    tone: str
    word: str


MARKS: Final[dict[str, Mark]] = {
    "done": Mark("✔", "good", "đã xong"),
    "now": Mark("●", "accent", "đang chờ"),
    "later": Mark("○", "faint", "chưa đến lượt"),
    "declined": Mark("✘", "bad", "không đồng ý"),
    "returned": Mark("↩", "warn", "trả lại"),
    "late": Mark("●", "bad", "quá hạn"),
}


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as it is shown; `state` is a key of MARKS."""

    id: str
    title: str
    """What happens: «Đồng ý»."""
    state: str = "later"
    who: str = ""
    """Who did it, or who may: «đồng chí Phó 1»."""
    when: str = ""
    capacity: str = ""
    """Where it is not one's own: «thay Chánh Văn phòng»."""
    cite: str = ""
    note: str = ""
    """What was said, or what is missing."""
    carried: tuple[str, ...] = ()
    """What the act brought with it, a line each."""


@dataclass(frozen=True, slots=True)
class StageView:
    """Steps that run side by side; a label opens a new part of the route: «Sau khi có hiệu lực»."""

    steps: tuple[StepView, ...]
    label: str = ""


class _Line(NamedTuple):
    content: Content
    step: int
    """Which step the line belongs to, -1 for what stands between."""


def timeline_lines(stages: Sequence[StageView], room: int, *, dense: bool = False) -> list[_Line]:
    """The route for `room` cells; `dense` takes one line for a step, as the form's preview does."""
    lines: list[_Line] = []
    number = -1
    for place, stage in enumerate(stages):
        if stage.label:
            lines.append(_Line(tinted(f"   {stage.label}", "muted", "italic"), -1))
        for step in stage.steps:
            number += 1
            last = place == len(stages) - 1 and step is stage.steps[-1]
            lines += [_Line(line, number) for line in _step(step, room, dense, last, len(stage.steps) > 1)]
        if not dense and place < len(stages) - 1:
            lines.append(_Line(tinted(" │", "faint"), -1))
    return lines


def _step(step: StepView, room: int, dense: bool, last: bool, parallel: bool) -> Iterator[Content]:
    mark = MARKS[step.state]
    branch, trunk = ("├─", "│  ") if parallel else ("", "│")
    lead = Content.assemble(" ", tinted(branch, "faint"), tinted(mark.sign, mark.tone, "bold"), " ")
    strong = "bold" if step.state in ("now", "late") else ""
    title = tinted(step.title, "muted" if step.state == "later" else "", strong)
    if dense:
        who = tinted(f" · {step.who}" if step.who else "", "muted")
        yield beside(Content.assemble(lead, title, who), tinted(step.cite, "faint"), room)
        return
    yield beside(Content.assemble(lead, title), tinted(step.cite, "faint"), room)
    indent = Content.assemble(" ", tinted(" " if last and not parallel else trunk, "faint"), " ")
    told = " · ".join(part for part in (step.who, step.capacity, step.when) if part)
    inner = room - width(indent.plain) - 1
    for line in folded(told, inner) if told else ():
        yield Content.assemble(indent, tinted(line, "muted"))
    for line in (part for said in step.carried for part in folded(said, inner)):
        yield Content.assemble(indent, tinted(line))
    for line in folded(f"“{step.note}”", inner) if step.note else ():
        yield Content.assemble(
            indent, tinted(line, mark.tone if step.state in ("declined", "returned") else "", "italic")
        )


class Timeline(InlineKeys, Paper):
    """The route. With `cursor=True` it takes the focus, up and down walk the steps, and Enter chooses one."""

    at: reactive[int] = reactive(0, init=False)
    """The step under the cursor, counted from 0."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    @dataclass
    class Highlighted(Message):
        timeline: Timeline
        step: StepView

        @property
        def control(self) -> Timeline:
            return self.timeline

    @dataclass
    class Chosen(Message):
        timeline: Timeline
        step: StepView

        @property
        def control(self) -> Timeline:
            return self.timeline

    def __init__(
        self,
        stages: Sequence[StageView] = (),
        *,
        dense: bool = False,
        cursor: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.stages = tuple(stages)
        self.dense = dense
        self.can_focus = cursor

    def show(self, stages: Sequence[StageView]) -> None:
        """Show another route; the cursor goes to the step that is due."""
        self.stages = tuple(stages)
        due = (n for n, step in enumerate(self.steps) if step.state in ("now", "late"))
        self.set_reactive(Timeline.at, next(due, 0))
        self.refresh(layout=True)

    @property
    def steps(self) -> tuple[StepView, ...]:
        return tuple(step for stage in self.stages for step in stage.steps)

    @property
    def step(self) -> StepView | None:
        """The step under the cursor."""
        steps = self.steps
        return steps[self.at] if self.at < len(steps) else None

    def validate_at(self, at: int) -> int:
        return max(0, min(at, len(self.steps) - 1))

    def watch_at(self) -> None:
        if self.step is not None:
            self.post_message(self.Highlighted(self, self.step))
            self._show_cursor()

    def _show_cursor(self) -> None:
        lines = [n for n, line in enumerate(self._lines(self.content_size.width)) if line.step == self.at]
        if lines and isinstance(self.parent, Widget):
            place = Region(0, lines[0], 1, len(lines)).translate(self.virtual_region.offset)
            self.parent.scroll_to_region(place, animate=False)

    def action_step(self, by: int) -> None:
        self.at += by

    def action_choose(self) -> None:
        if self.step is not None:
            self.post_message(self.Chosen(self, self.step))

    def _lines(self, room: int) -> list[_Line]:
        return timeline_lines(self.stages, room, dense=self.dense)

    def laid_out(self, room: int) -> list[Content]:
        if not (self.can_focus and self.has_focus):
            return [line.content for line in self._lines(room)]
        return [
            line.content.pad_right(max(0, room - width(line.content.plain))).stylize(
                "$tone-chosen on $tone-chosen-back"
            )
            if line.step == self.at
            else line.content
            for line in self._lines(room)
        ]
