"""What the screens share on which matters wait for a person: one key decides the row at hand, marked rows go together.

The rows are there in the first frame; the ruling on the chosen one follows when what judging needs is loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.timer import Timer

from tui.screens.base import BaseScreen
from tui.trays import Item
from tui.widgets.marks import MarkedRows
from tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from core.bulk import Place
    from core.inquiry import Choice
    from tui.commands import Command
    from tui.dossier import Dossier
    from tui.widgets.ruling import RulingView

SOON: Final = 0.06
"""Seconds the cursor must rest on a row before its matter is read: keys held down cost nothing."""
VERBS: Final = ("take", "return", "decline")
LONGEST: Final = 18
"""Cells of a word in the footer."""


class TrayScreen(BaseScreen):
    """A subclass shows `MarkedRows`, keeps `items` and says of a row what there is to say of it (`tell`)."""

    AUTO_FOCUS: ClassVar[str | None] = "MarkedRows"

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[str, Item] = {}
        self.dossier: Dossier | None = None
        """Of the chosen row's matter, as soon as it can be judged."""
        self._soon: Timer | None = None

    def tell(self, item: Item, dossier: Dossier) -> None:
        """Say what is known of the chosen row."""
        raise NotImplementedError

    def tell_early(self, item: Item) -> None:
        """The same before anything can be judged."""

    def tell_nothing(self) -> None:
        """No row is chosen."""

    # The chosen row

    @property
    def listing(self) -> MarkedRows:
        return self.query_one(MarkedRows)

    @property
    def item(self) -> Item | None:
        row = self.listing.chosen
        return self.items.get(row.id) if row else None

    def warmed(self) -> None:
        self.consider()

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        event.stop()
        self.dossier = None
        self.moved(self.item)
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(SOON, self.consider)

    def moved(self, item: Item | None) -> None:
        """The cursor came to another row: what can be said at once."""

    def consider(self) -> None:
        """Read the chosen row's matter and judge it, or as much of that as can be done yet."""
        item = self.item
        self.dossier = self._load(item) if item and self.vptu.warm else None
        if item is not None and self.dossier is not None:
            self.tell(item, self.dossier)
        elif item is not None:
            self.tell_early(item)
        else:
            self.tell_nothing()
        self.commands_changed()

    def _load(self, item: Item) -> Dossier | None:
        from tui.dossier import load

        if item.matter is None:
            return None
        return load(self.session.house, self.session.person, item.matter, self.session.clock())

    def choice(self, verb: str) -> Choice | None:
        """What a verb does to the chosen row: to the step it waits for, or to the whole matter after a return."""
        item = self.item
        if self.dossier is None or item is None:
            return None
        if verb == "take" and item.step == "complete":
            return self.dossier.choice("complete")
        return self.dossier.choice(verb, item.step)

    # What may be done

    def _verb(self, command_id: str) -> str:
        """The verb that a command does to the chosen row, "" for any other command."""
        scope, _, verb = command_id.partition(".")
        return verb if scope == self.SCOPE and verb in VERBS else ""

    def ruling(self, command_id: str) -> RulingView | None:
        verb = self._verb(command_id)
        if not verb or (verb == "take" and self.listing.marked):
            return None
        choice = self.choice(verb)
        return self.dossier.ruling(choice) if choice and self.dossier else None

    def blocked(self, command_id: str) -> bool:
        verb = self._verb(command_id)
        if not verb or (verb == "take" and self.listing.marked) or (self.dossier is None and self.item is not None):
            return False
        choice = self.choice(verb)
        return choice is None or not choice.ruling.allows

    def label(self, command: Command) -> str:
        if self._verb(command.id) != "take":
            return command.footer_label
        if self.listing.marked:
            return f"Làm {len(self.listing.marked)} việc"
        choice = self.choice("take")
        if choice is None or not choice.ruling.allows:
            return command.footer_label
        from tui.choices import label_of

        label = label_of(choice)
        return label if len(label) <= LONGEST else "Làm bước này"

    def why(self) -> RulingView | None:
        choice = self.choice("take")
        return self.dossier.ruling(choice) if choice and self.dossier else None

    async def do_take(self) -> None:
        if self.listing.marked:
            self.do_bulk()
        else:
            await self._decide("take")

    async def do_return(self) -> None:
        await self._decide("return")

    async def do_decline(self) -> None:
        await self._decide("decline")

    async def _decide(self, verb: str) -> None:
        from tui.screens.decide import decide

        item = self.item
        if item is None or item.matter is None:
            self.notify("Đồng chí chọn một việc trong danh sách trước.")
            return
        self.dossier = self._load(item)
        if self.dossier is not None:
            decide(self, self.dossier, self.choice(verb))

    async def do_open(self) -> None:
        item = self.item
        if item is not None and item.matter is not None:
            from tui.screens.matter import MatterScreen

            await self.vptu.open(MatterScreen(item.matter))

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        await self.do_open()

    # Many at once

    def markable(self, row: Row) -> bool:
        """What waits for this person, whether alone or to be written down; the latter is then said to need its own."""
        item = self.items.get(row.id)
        return item is not None and item.group in ("mine", "record") and item.matter is not None and bool(item.step)

    def keep_marks(self) -> None:
        """Marks go with rows that are there no more."""
        self.listing.mark(row for row in self.listing.marked if row in self.items)

    def on_marked_rows_marked(self, event: MarkedRows.Marked) -> None:
        event.stop()
        if event.refused is not None:
            self.notify("Chỉ đánh dấu được việc đang chờ đồng chí.")
        self.commands_changed()

    def do_mark(self) -> None:
        self.listing.action_mark()

    def do_mark_all(self) -> None:
        """Everything that waits for this person by his own or another's post."""
        self.listing.mark(row for row, item in self.items.items() if item.group == "mine" and self.markable(item.row))

    def do_unmark(self) -> None:
        self.listing.mark(())

    def do_bulk(self) -> None:
        places = tuple(self._places())
        if not places:
            self.notify("Chưa có việc nào được đánh dấu: chọn việc rồi bấm Insert hoặc Ctrl+F.")
            return
        from tui.screens.bulk import Bulk

        self.vptu.push_screen(Bulk(self.session, places), self._done)

    def _places(self) -> list[Place]:
        found = (self.items.get(row) for row in self.listing.marked)
        return [(item.matter, item.step) for item in found if item is not None and item.matter is not None]

    def _done(self, recorded: int | None) -> None:
        if recorded is None:
            return
        if recorded:
            self.notify(f"Đã ghi {recorded} việc.")
            self.do_unmark()
            self.vptu.data_changed()
