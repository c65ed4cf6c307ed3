"""One matter: where it stands on its route, what it says, what is filed with it, what happened, what may be done."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from core.inquiry import Choice
from core.text import number, width
from tui import views
from tui.choices import label_of
from tui.dossier import Dossier, load
from tui.screens.base import BaseScreen
from tui.screens.decide import decide
from tui.widgets.buttons import Action, ActionBar
from tui.widgets.facts import facts_lines
from tui.widgets.paper import Line, Paper, badge, beside, folded, tinted
from tui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from tui.commands import Command
    from tui.widgets.ruling import RulingView

KEYS = {"take": "f7", "return": "f6", "decline": "f8"}
VERBS = {
    f"matter.{verb}": verb
    for verb in ("take", "return", "decline", "start", "shorten", "extend", "complete", "withdraw")
}
"""The commands that are acts, and the verb each is."""
ON_BOARD = ("fill", "assign", "swap")
"""Acts on one shift of a roster, chosen on its board."""
HASH = 12
"""Digits of a file's hash that are shown."""


class Head(Paper):
    """What the matter is, how it stands, and what is in the way."""

    DEFAULT_CSS = "Head { padding: 0 1; }"

    def __init__(self, dossier: Dossier) -> None:
        super().__init__()
        self.dossier = dossier

    def show(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.refresh(layout=True)

    def laid_out(self, room: int) -> list[Content]:
        dossier = self.dossier
        word, tone = views.STATUS.get(dossier.row.status, (dossier.row.status, ""))
        first, *more = folded(dossier.title, room - len(word) - 3)
        lines = [
            beside(tinted(first, "strong", "bold"), badge(word, tone), room),
            *(tinted(m, "strong", "bold") for m in more),
        ]
        for warning in dossier.warnings:
            lines += [tinted(line, "warn") for line in folded(f"! {views.brief(warning, dossier.today)}", room)]
        return lines


class Papers(Paper):
    """Facts, files, register numbers, linked matters, history."""

    DEFAULT_CSS = "Papers { padding: 0 1; }"

    def __init__(self, dossier: Dossier, *, files: bool) -> None:
        super().__init__()
        self.dossier, self.files = dossier, files

    def show(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.refresh(layout=True)

    def laid_out(self, room: int) -> list[Content]:
        return [
            *_headed("Nội dung", facts_lines(self.dossier.facts, room)),
            *_headed("Hồ sơ", self._files(room)),
            *_headed("Liên quan", [tinted(line) for link in self.dossier.links for line in folded(link.says, room)]),
            *_headed("Lịch sử", self._history(room)),
        ]

    def _files(self, room: int) -> list[Content]:
        dossier = self.dossier
        lines = [tinted(book) for book in dossier.books]
        for file in dossier.files:
            about = f"{number(file.size)} byte · {views.bare(file.by, dossier.office)} · {file.sha256[:HASH]}…"
            lines.append(tinted(file.name, "", "bold"))
            lines += [tinted(f"  {line}", "muted") for line in folded(about, room - 2)]
        if not dossier.files:
            lines.append(tinted("Chưa có tệp đính kèm.", "muted"))
        hint = "" if self.files else f"Thêm tệp từ máy chủ: vptu attach {dossier.row.id} TỆP"
        return lines + [tinted(line, "faint") for line in folded(hint, room) if hint]

    def _history(self, room: int) -> list[Content]:
        lines = []
        for told in self.dossier.history:
            what = folded(f"{told.who} {told.what}", room - width(told.when) - 2)
            lines.append(
                Content.assemble(tinted(f"{told.when}  ", "muted"), tinted(what[0], "bad" if told.refused else ""))
            )
            lines += [tinted(f"  {line}", "bad" if told.refused else "") for line in what[1:]]
            lines += [tinted(f"  {line}", "muted", "italic") for line in folded(told.said, room - 2) if told.said]
        return lines


def _headed(title: str, lines: list[Content]) -> list[Content]:
    return [tinted(title, "primary", "bold"), *lines, Content("")] if lines else []


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

    def ruling(self, command_id: str) -> RulingView | None:
        choice = self.choice(VERBS[command_id]) if command_id in VERBS else None
        return self.dossier.ruling(choice) if choice is not None and self.dossier is not None else None

    def blocked(self, command_id: str) -> bool:
        if command_id not in VERBS:
            return False
        choice = self.choice(VERBS[command_id])
        return choice is None or not choice.ruling.allows

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
        if self.dossier is None:
            return
        chosen = next((c for c in self.dossier.choices if c.id == event.action.id), None)
        if chosen is not None and chosen.verb in ON_BOARD:
            from tui.screens.roster import RosterScreen

            await self.vptu.open(RosterScreen(self.matter))
        else:
            decide(self, self.dossier, chosen)

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

    def do_start(self) -> None:
        self._decide("start")

    def do_shorten(self) -> None:
        self._decide("shorten")

    def do_extend(self) -> None:
        self._decide("extend")

    def do_complete(self) -> None:
        self._decide("complete")

    def do_withdraw(self) -> None:
        self._decide("withdraw")

    def do_attach(self) -> None:
        if self.dossier is None:
            return
        if not self.session.files:
            self.notify(f"Đính kèm tệp trên máy chủ bằng lệnh: vptu attach {self.matter} TỆP", timeout=15)
            return
        from tui.screens.attach import Attach

        self.vptu.push_screen(Attach(self.session, self.dossier), self._carried)

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
