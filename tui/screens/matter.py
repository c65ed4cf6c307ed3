"""One matter: where it stands on its route, what it says, what is filed with it, what happened, what may be done."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget

from core.inquiry import Choice
from tui import views
from tui.choices import label_of
from tui.commands import Command
from tui.dossier import Dossier, load
from tui.screens.base import BaseScreen
from tui.screens.decide import decide
from tui.screens.matter_parts import Head, Papers
from tui.widgets.buttons import Action, ActionBar
from tui.widgets.paper import Line
from tui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from tui.widgets.ruling import RulingView

KEYS = {"take": "f7", "return": "f6", "decline": "f8"}
VERBS = {f"matter.{verb}": verb for verb in KEYS}
"""The commands that are acts on the step at hand, and the verb each is."""
ACT = "matter.act."
"""A command that is offered while the matter stands as it does: one of the judge's choices follows."""
ROSTER, ON_BOARD = "roster", ("fill", "assign", "swap")
"""Acts on one shift of a roster, chosen on its board."""


class MatterScreen(BaseScreen):
    SCOPE = "matter"
    TITLE: ClassVar[str] = "Việc"
    AUTO_FOCUS = "ActionBar"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = """
    MatterScreen #left { width: 1fr; scrollbar-size-vertical: 1; }
    MatterScreen #right { width: 46%; max-width: 76; border-left: vkey $border-blurred; scrollbar-size-vertical: 1; }
    MatterScreen Head { margin-bottom: 1; }
    MatterScreen #route { padding: 0 1; }
    MatterScreen #left Papers { margin-top: 1; }
    MatterScreen.-wide #left Papers { display: none; }
    MatterScreen.-narrow #right { display: none; }
    MatterScreen #acts { height: auto; border-top: hkey $border-blurred; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self, matter: int) -> None:
        super().__init__()
        self.matter = matter
        self.dossier: Dossier | None = None

    def heading(self) -> str:
        return f"Việc số {self.matter}"

    def body(self) -> Iterable[Widget]:
        dossier = self.dossier = self._load()
        files = self.session.files
        yield Horizontal(
            VerticalScroll(
                Head(dossier), Timeline(dossier.route, cursor=True, id="route"), Papers(dossier, files=files),
                id="left", can_focus=False,
            ),
            VerticalScroll(Papers(dossier, files=files), id="right", can_focus=False),
        )  # fmt: skip
        yield Vertical(Line(id="next"), ActionBar(self._actions(), id="bar"), id="acts")
        self.call_later(self._say_next)

    def _load(self) -> Dossier:
        return load(self.session.house, self.session.person, self.matter, self.session.clock())

    # Keeping up

    def refresh_data(self) -> None:
        self.run_worker(self._reread(), exclusive=True, group="matter")

    async def _reread(self) -> None:
        self.dossier = await asyncio.to_thread(self._load)
        self.query_one(Head).show(self.dossier)
        timeline = self.query_one(Timeline)
        if timeline.stages != self.dossier.route:
            timeline.show(self.dossier.route)
        for papers in self.query(Papers):
            papers.show(self.dossier)
        self.query_one(ActionBar).show(self._actions())
        self._say_next()
        self.commands_changed()

    def _say_next(self) -> None:
        if self.dossier is not None:
            self.query_one("#next", Line).say(views.next_text(self.dossier.matter, self.dossier.office))

    # What may be done

    def _actions(self) -> tuple[Action, ...]:
        """What may be done first, then – dimmed, with the reason – what may not."""
        dossier = self.dossier
        if dossier is None:
            return ()
        fitting = [choice for choice in dossier.choices if choice.fits]
        ordered = sorted(fitting, key=lambda choice: (not choice.ruling.allows, choice.verb == "extend"))
        return tuple(self._action(choice, dossier) for choice in ordered)

    def _action(self, choice: Choice, dossier: Dossier) -> Action:
        first = dossier.choice(choice.verb) is choice
        key = KEYS.get(choice.verb, "") if first and choice.ruling.allows else ""
        return Action(choice.id, label_of(choice), key, choice.ruling.allows, dossier.ruling(choice))

    def choice(self, verb: str) -> Choice | None:
        """What the key of a verb does; after a return, the key for «làm bước này» puts the request up again."""
        if self.dossier is None:
            return None
        found = self.dossier.choice(verb)
        complete = self.dossier.choice("complete") if verb == "take" else None
        return complete if complete is not None and complete.fits else found

    def _meant(self, command_id: str) -> Choice | None:
        """What a command would do, None where it is no act."""
        if command_id.startswith(ACT):
            return self._chosen(command_id.removeprefix(ACT))
        return self.choice(VERBS[command_id]) if command_id in VERBS else None

    def ruling(self, command_id: str) -> RulingView | None:
        choice = self._meant(command_id)
        return self.dossier.ruling(choice) if choice is not None and self.dossier is not None else None

    def blocked(self, command_id: str) -> bool:
        choice = self._meant(command_id)
        is_act = command_id in VERBS or command_id.startswith(ACT)
        return is_act and (choice is None or not choice.ruling.allows)

    def label(self, command: Command) -> str:
        choice = self.choice("take") if command.id == "matter.take" else None
        if choice is None or not choice.ruling.allows:
            return command.footer_label
        label = label_of(choice)
        return label if len(label) <= 18 else "Làm bước này"

    def why(self) -> RulingView | None:
        """On the route: the step under the cursor; elsewhere: the step that is due."""
        timeline = self.query_one(Timeline)
        step = timeline.step
        if self.dossier is not None and timeline.has_focus and step is not None:
            return self.dossier.about(step.id)
        return self.ruling("matter.take")

    def on_timeline_chosen(self, event: Timeline.Chosen) -> None:
        event.stop()
        if self.dossier is not None:
            self.vptu.show_why(self.dossier.about(event.step.id))

    async def on_action_bar_taken(self, event: ActionBar.Taken) -> None:
        event.stop()
        await self._do(event.action.id)

    async def _do(self, choice_id: str) -> None:
        if self.dossier is None:
            return
        chosen = self._chosen(choice_id)
        if chosen is not None and self.dossier.matter.kind == ROSTER and chosen.verb in ON_BOARD:
            from tui.screens.roster import RosterScreen

            await self.vptu.open(RosterScreen(self.matter))
        else:
            decide(self, self.dossier, chosen)

    def _chosen(self, choice_id: str) -> Choice | None:
        return next((c for c in self.dossier.choices if c.id == choice_id), None) if self.dossier else None

    # Acts that only this matter has

    def offered(self) -> tuple[Command, ...]:
        """What may be done with the matter as a whole, and steps that stand beside the one a key takes."""
        choices = [c for c in self.dossier.choices if self._is_offered(c)] if self.dossier else []
        return tuple(self._offer(choice) for choice in sorted(choices, key=lambda c: not c.ruling.allows))

    def _is_offered(self, choice: Choice) -> bool:
        if choice.verb in KEYS:
            return self.dossier is not None and self.dossier.choice(choice.verb) is not choice
        return choice.fits or not choice.ruling.allows

    def _offer(self, choice: Choice) -> Command:
        assert self.dossier is not None
        cite = self.dossier.law.cite(choice.step.cites[0]) if choice.step.cites else ""
        about = f"{views.capital(choice.step.title)}{f' ({cite})' if cite else ''}."
        label = label_of(choice)
        if choice.verb in KEYS and choice.verb != "take":
            label = f"{label}: {choice.step.title}"
        return Command(f"{ACT}{choice.id}", label, about, "do_act", scope=self.SCOPE)

    async def run_command(self, command: Command) -> None:
        if command.id.startswith(ACT) and not self.blocked(command.id):
            await self._do(command.id.removeprefix(ACT))
        else:
            await super().run_command(command)

    def on_action_bar_asked(self, event: ActionBar.Asked) -> None:
        event.stop()
        self.vptu.show_why(event.action.why)

    def _decide(self, verb: str) -> None:
        if self.dossier is not None:
            decide(self, self.dossier, self.choice(verb))

    def do_take(self) -> None:
        self._decide("take")

    def do_return(self) -> None:
        self._decide("return")

    def do_decline(self) -> None:
        self._decide("decline")

    def do_attach(self) -> None:
        if self.dossier is None:
            return
        if not self.session.files:
            self.notify(f"Đính kèm tệp trên máy chủ bằng lệnh: vptu attach {self.matter} TỆP", timeout=15)
            return
        from tui.screens.attach import Attach

        self.vptu.push_screen(Attach(self.session, self.dossier), self._carried)

    async def do_related(self) -> None:
        """Open another matter it belongs with; of several, the one that is chosen."""
        links = self.dossier.links if self.dossier else ()
        if not links:
            self.notify("Việc này không nêu và không được nêu ở việc nào khác.")
        elif len(links) == 1:
            await self.vptu.open(MatterScreen(links[0].matter))
        else:
            from tui.screens.choose import Choose, Offer

            offers = [Offer(str(link.matter), views.capital(link.says)) for link in links]
            self.vptu.push_screen(Choose("Việc liên quan", offers), self._open_related)

    async def _open_related(self, chosen: str | None) -> None:
        if chosen is not None:
            await self.vptu.open(MatterScreen(int(chosen)))

    def do_take_out(self) -> None:
        if self.dossier is None or not self.dossier.files:
            self.notify("Việc này chưa có tệp đính kèm.")
        elif not self.session.files:
            self.notify("Chỉ lấy tệp ra được trên máy mà tài khoản là của đồng chí.")
        else:
            from tui.screens.attach import TakeOut

            self.vptu.push_screen(TakeOut(self.session, self.dossier), self._carried)

    def _carried(self, said: str | None) -> None:
        if said is not None:
            self.notify(said)
            self.refresh_data()

    # Moving about

    def _column(self) -> VerticalScroll:
        left, right = self.query_one("#left", VerticalScroll), self.query_one("#right", VerticalScroll)
        return right if right.display and left.max_scroll_y == 0 else left

    def action_scroll(self, lines: int) -> None:
        self._column().scroll_relative(y=lines, animate=False)

    def action_page(self, way: int) -> None:
        column = self._column()
        (column.scroll_page_down if way > 0 else column.scroll_page_up)(animate=False)
