"""The panel beside a form: may it be sent, which way will it take, what is to be known – redrawn while one types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from textual.content import Content

from core.law.ruling import VERDICT_VI, Verdict
from core.text import width
from tui.forecast import Forecast
from tui.widgets.paper import Paper, badge, folded, tinted
from tui.widgets.ruling import TONE, ruling_lines
from tui.widgets.timeline import StageView, StepView, timeline_lines

ROOM_FOR_CITES = 56
"""Cells from which a clause has room behind its step."""


def forecast_lines(found: Forecast, room: int) -> list[Content]:
    """Everything, in the order in which it is asked."""
    return [line for part in _parts(found, room) for line in part]


def _parts(found: Forecast, room: int) -> Iterator[list[Content]]:
    if found.trouble:
        yield [badge("CHƯA GỬI ĐƯỢC", "warn"), Content(""), *_text(found.trouble, room)]
        return
    if found.opening is None:
        return
    if found.may_be_sent:
        yield [_head(found)]
        yield _figures(found, room)
    else:
        yield ruling_lines(replace(found.opening, who_may=()), room)  # F2 shows who may; here the way out counts
        yield [Content(""), *_figures(found, room)]
    yield _heading("Tuyến giải quyết" if found.may_be_sent else "Tuyến nếu mở được")
    yield _route(found, room, dense=False)
    if found.gaps or found.warnings:
        yield _heading("Lưu ý")
        yield _notes(found, room)
    if found.clauses:
        yield _heading("Căn cứ")
        for cite, clauses in groupby(found.clauses, key=lambda clause: clause.cite):
            yield [tinted(f"  {cite}", "accent")]
            yield [tinted(t, "muted") for clause in clauses for t in _indented(clause.summary, room)]
    if found.readings:
        yield _heading("Cách hiểu được áp dụng")
        yield [line for text in found.readings for line in _item("§", "accent", text, room, ink="muted")]


def compact_lines(found: Forecast, room: int, height: int) -> list[Content]:
    """The same in a few lines: verdict and length, the route with one line for a step, how many notes there are."""
    if found.trouble:
        return [badge("CHƯA GỬI ĐƯỢC", "warn"), *_text(found.trouble, room)][:height]
    if found.opening is None:
        return []
    lines = [_head(found)]
    if not found.may_be_sent:
        lines += [tinted(line, "", "bold") for line in folded(found.opening.sentence, room)]
        cites = "; ".join(dict.fromkeys(c.cite for c in found.opening.clauses if c.decisive))
        lines += [tinted(cites, "accent")] if cites else []
        lines += [line for text in found.opening.unblock for line in _item("→", "accent", text, room)]
        return lines[:height]
    lines += [line.truncate(room, ellipsis=True) for line in _figures(found, 10_000)]
    notes = [tinted(f"! {text}", tone).truncate(room, ellipsis=True) for text, tone in _marked(found)]
    left = max(1, height - len(lines) - min(len(notes), 1))
    route = _route(found, room, dense=False)
    if len(route) > left:
        route = _route(found, room, dense=True)
    if len(route) > left:
        route = [*route[: left - 1], tinted(f"   … và {len(route) - left + 1} bước nữa", "muted")]
    return [*lines, *route, *notes][:height]


def _head(found: Forecast) -> Content:
    assert found.opening is not None
    verdict = found.opening.verdict
    about = "gửi được, chương trình chỉ ghi nhận" if verdict is Verdict.SILENT else found.opening.capacity
    return Content.assemble(badge(VERDICT_VI[verdict], TONE[verdict]), "  ", tinted(about, "muted"))


def _figures(found: Forecast, room: int) -> list[Content]:
    return [line for name, value in found.figures for line in _figure(name, value, room)]


def _figure(name: str, value: str, room: int) -> list[Content]:
    first, *more = folded(f"{name}: {value}", room - 2)
    label, colon, rest = first.partition(": ")
    lines = [Content.assemble(tinted(label + colon, "muted"), tinted(rest, "", "bold"))]
    return [*lines, *(tinted(f"  {line}", "", "bold") for line in more)]


def _route(found: Forecast, room: int, *, dense: bool) -> list[Content]:
    if not found.stages:
        says = "Quy chế không đòi bước nào: chương trình chỉ ghi nhận, không ai phải duyệt."
        return [tinted(line, "muted") for line in folded(says, room)]
    stages = found.stages if dense or room >= ROOM_FOR_CITES else tuple(map(_cites_below, found.stages))
    return [line.content for line in timeline_lines(stages, room, dense=dense)]


def _cites_below(stage: StageView) -> StageView:
    """In a slim panel the clause stands on a line of its own under the step."""
    return replace(stage, steps=tuple(map(_cite_below, stage.steps)))


def _cite_below(step: StepView) -> StepView:
    told = " · ".join(part for part in (step.who, step.capacity, step.when) if part)
    return replace(step, who=f"{told}\n{step.cite}".strip(), capacity="", when="", cite="")


def _marked(found: Forecast) -> list[tuple[str, str]]:
    """What is to be known, with its tone: what nobody could do first."""
    return [*((text, "bad") for text in found.gaps), *((text, "warn") for text in found.warnings)]


def _notes(found: Forecast, room: int) -> list[Content]:
    return [line for text, tone in _marked(found) for line in _item("!", tone, text[:1].upper() + text[1:], room)]


def _heading(text: str) -> list[Content]:
    return [Content(""), tinted(text, "primary", "bold")]


def _text(text: str, room: int) -> list[Content]:
    return [Content(line) for line in folded(text, room)]


def _indented(text: str, room: int) -> list[str]:
    return [f"    {line}" for line in folded(text, room - 4)] if text else []


def _item(sign: str, tone: str, text: str, room: int, ink: str = "") -> list[Content]:
    first, *more = folded(text, room - 4)
    lines = [Content.assemble("  ", tinted(sign, tone), tinted(f" {first}", ink))]
    return [*lines, *(tinted("    " + line, ink) for line in more)]


class ForecastPanel(Paper):
    """`show` changes what is foreseen; with `compact` in as many lines as the panel has been given."""

    def __init__(self, *, compact: bool = False, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.found = Forecast()
        self.compact = compact

    def show(self, found: Forecast) -> None:
        """Lay out again only where the height changes: over a slow line a repaint is cheaper, and nothing the best."""
        if found == self.found:
            return
        room = self.content_size.width
        before = len(self.laid_out(room)) if room else 0
        self.found = found
        self.refresh(layout=not self.compact and (not room or len(self.laid_out(room)) != before))

    def laid_out(self, room: int) -> Sequence[Content]:
        if not self.compact:
            return forecast_lines(self.found, room)
        lines = compact_lines(self.found, room, max(1, self.content_size.height))
        return [line if width(line.plain) <= room else line.truncate(room, ellipsis=True) for line in lines]
