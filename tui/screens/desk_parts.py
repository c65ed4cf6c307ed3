"""What stands beside the list on the desk: a strip under it in a narrow window, a column next to it in a wide one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from tui import trays
from tui.widgets.paper import Paper, folded, tinted

if TYPE_CHECKING:
    from core.inquiry import Choice
    from tui.dossier import Dossier
    from tui.widgets.timeline import StageView

ROOMY = 66
"""Cells from which a step's clause fits beside its title; below, the article must do."""
NOBODY = trays.Today((), (), (), ())


class Strip(Paper):
    """What the chosen row asks, what to look out for, who is away and on duty: a line each."""

    DEFAULT_CSS = "Strip { padding: 0 1; border-top: hkey $border-blurred; }"

    def __init__(self, today: trays.Today) -> None:
        super().__init__()
        self.today, self.what, self.warnings = today, "", ()

    today: trays.Today
    what: str
    warnings: tuple[str, ...]

    def tell(self, what: str, warnings: tuple[str, ...] = ()) -> None:
        """About another row."""
        grows = bool(warnings) != bool(self.warnings)
        self.what, self.warnings = what, warnings
        self.refresh(layout=grows)

    def show(self, today: trays.Today) -> None:
        """Another day, or somebody came back."""
        self.today = today
        self.refresh()

    def laid_out(self, room: int) -> list[Content]:
        lines = [tinted(self.what, "strong")]
        if self.warnings:
            more = f"  (và {len(self.warnings) - 1} lưu ý khác)" if len(self.warnings) > 1 else ""
            lines.append(tinted(f"! {self.warnings[0]}{more}", "warn"))
        return [line.truncate(room, ellipsis=True) for line in (*lines, *trays.strip_lines(self.today))]


class Glance(Paper):
    """The chosen row's matter: the ruling in a few lines, the route, what it says."""

    DEFAULT_CSS = "Glance { padding: 0 1; }"
    title = ""
    said = ""
    route: tuple[StageView, ...] = ()
    dossier: Dossier | None = None
    choice: Choice | None = None

    def tell(
        self, title: str, said: str = "", route: tuple[StageView, ...] = (), dossier: Dossier | None = None,
        choice: Choice | None = None,
    ) -> None:  # fmt: skip
        """About another row: as much as is known of it yet."""
        self.title, self.said, self.route, self.dossier, self.choice = title, said, route, dossier, choice
        self.refresh(layout=True)

    def laid_out(self, room: int) -> list[Content]:
        lines = [tinted(line, "strong", "bold") for line in folded(self.title, room) if self.title]
        lines += [tinted(line, "muted") for line in folded(self.said, room) if self.said]
        lines += self._ruling(room)
        if self.route:
            from tui.widgets.timeline import timeline_lines

            lines += [Content(""), tinted("Tuyến giải quyết", "primary", "bold")]
            route = self.route if room >= ROOMY else tuple(map(shortly, self.route))
            lines += [line.content for line in timeline_lines(route, room)]
        if self.dossier is not None:
            from tui.widgets.facts import facts_lines

            lines += [Content(""), tinted("Nội dung", "primary", "bold"), *facts_lines(self.dossier.facts, room)]
        return lines

    def _ruling(self, room: int) -> list[Content]:
        if self.dossier is None or self.choice is None:
            return []
        from tui.choices import summary_lines

        return [Content(""), *summary_lines(self.dossier, self.choice, room)]


class TodayPanel(Paper):
    """Who is away, who acts, who is on duty."""

    DEFAULT_CSS = "TodayPanel { padding: 1 1 0 1; border-top: hkey $border-blurred; }"

    def __init__(self, today: trays.Today) -> None:
        super().__init__()
        self.today = today

    def show(self, today: trays.Today) -> None:
        self.today = today
        self.refresh(layout=True)

    def laid_out(self, room: int) -> list[Content]:
        return trays.today_lines(self.today, room)


class Side(Vertical):
    """The column of a wide window; not even made in a narrow one."""

    DEFAULT_CSS = """
    Side { width: 42%; max-width: 74; border-left: vkey $border-blurred; }
    Side VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    """

    def __init__(self, today: trays.Today) -> None:
        super().__init__()
        self.glance, self.today = Glance(), TodayPanel(today)

    def compose(self) -> ComposeResult:
        yield VerticalScroll(self.glance, can_focus=False)
        yield self.today


def shortly(stage: StageView) -> StageView:
    """A stage with its articles only."""
    return replace(stage, steps=tuple(replace(step, cite=step.cite.partition(",")[0]) for step in stage.steps))
