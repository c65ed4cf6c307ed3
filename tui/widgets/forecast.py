"""The panel beside a form: may it be sent, which way will it take, what is to be known – redrawn while one types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from core.law.ruling import VERDICT_VI, Verdict
from core.text import width
from tui.forecast import Forecast
from tui.widgets.paper import Paper, badge, folded, tinted
from tui.widgets.ruling import TONE, ruling_lines
from tui.widgets.timeline import timeline_lines


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
        yield ruling_lines(found.opening, room)
        yield [Content(""), *_figures(found, room)]
    yield _heading("Tuyến giải quyết" if found.may_be_sent else "Tuyến nếu mở được")
    yield _route(found, room, dense=False)
    if found.gaps or found.warnings:
        yield _heading("Lưu ý")
        yield _notes(found, room)
    if found.clauses:
        yield _heading("Căn cứ")
        for clause in found.clauses:
            yield [tinted(f"  {clause.cite}", "accent"), *(tinted(t, "muted") for t in _indented(clause.summary, room))]
    if found.readings:
        yield _heading("Cách hiểu được áp dụng")
        yield [line for text in found.readings for line in _item("§", "accent", text, room)]


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
    notes = [tinted(f"! {text}", "bad") for text in found.gaps] + [tinted(f"! {text}", "warn") for text in found.warnings]
    figures = [_figure(name, value, room) for name, value in found.figures]
    fixed = len(lines) + len(figures) + min(len(notes), 1)
    route = _route(found, room, dense=True)
    room_left = max(1, height - fixed)
    if len(route) > room_left:
        route = [*route[: room_left - 1], tinted(f"   … còn {len(route) - room_left + 1} bước", "muted")]
    shown = notes[: max(1, height - fixed - len(route) + 1)] if notes else []
    return [*lines, *figures, *route, *(note.truncate(room, ellipsis=True) for note in shown)][:height]


def _head(found: Forecast) -> Content:
    assert found.opening is not None
    verdict = found.opening.verdict
    says = {Verdict.PERMITTED: f"gửi được, {found.opening.capacity}".rstrip(", "), Verdict.SILENT: "gửi được"}
    return Content.assemble(badge(VERDICT_VI[verdict], TONE[verdict]), "  ", tinted(says.get(verdict, ""), "muted"))


def _figures(found: Forecast, room: int) -> list[Content]:
    return [_figure(name, value, room) for name, value in found.figures]


def _figure(name: str, value: str, room: int) -> Content:
    line = Content.assemble(tinted(f"{name}: ", "muted"), tinted(value, "", "bold"))
    return line.truncate(room, ellipsis=True)


def _route(found: Forecast, room: int, *, dense: bool) -> list[Content]:
    if not found.stages:
        return [
            tinted(line, "muted")
            for line in folded("Quy chế không đòi bước nào: chương trình chỉ ghi nhận, không ai phải duyệt.", room)
        ]
    return [line.content for line in timeline_lines(found.stages, room, dense=dense)]


def _notes(found: Forecast, room: int) -> list[Content]:
    marked = [*((text, "bad") for text in found.gaps), *((text, "warn") for text in found.warnings)]
    return [line for text, tone in marked for line in _item("!", tone, text[:1].upper() + text[1:], room)]


def _heading(text: str) -> list[Content]:
    return [Content(""), tinted(text, "primary", "bold")]


def _text(text: str, room: int) -> list[Content]:
    return [Content(line) for line in folded(text, room)]


def _indented(text: str, room: int) -> list[str]:
    return [f"    {line}" for line in folded(text, room - 4)] if text else []


def _item(sign: str, tone: str, text: str, room: int) -> list[Content]:
    first, *more = folded(text, room - 4)
    return [Content.assemble("  ", tinted(sign, tone), f" {first}"), *(Content("    " + line) for line in more)]


class ForecastPanel(Paper):
    """`show` changes what is foreseen; with `compact` in as many lines as the panel has been given."""

    def __init__(self, *, compact: bool = False, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.found = Forecast()
        self.compact = compact

    def show(self, found: Forecast) -> None:
        """Lay out again only where the height changes: over a slow line a repaint is cheaper."""
        room = self.content_size.width
        before = len(self.laid_out(room)) if room else 0
        self.found = found
        self.refresh(layout=not self.compact and (not room or len(self.laid_out(room)) != before))

    def laid_out(self, room: int) -> Sequence[Content]:
        if not self.compact:
            return forecast_lines(self.found, room)
        lines = compact_lines(self.found, room, max(1, self.content_size.height))
        return [line if width(line.plain) <= room else line.truncate(room, ellipsis=True) for line in lines]
