"""A duty roster: a line for each shift, days down, roles across. What is missing is red and says so in a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from core.text import cut, safe, width
from tui.dates import WEEKDAYS
from tui.widgets.keys import InlineKeys
from tui.widgets.paper import Paper, tinted

if TYPE_CHECKING:
    from tui.rosters import DayOff, Shift

DAY: Final = 9
"""Cells of a day: `T5 08/02`."""
LACKS: Final = "THIẾU"


class Place(NamedTuple):
    """A shift: the day, the role and which of its places, all counted from 0."""

    day: int
    role: int
    turn: int


class Board(InlineKeys, Paper, can_focus=True):
    """`show(days, roles)`; arrows walk the shifts, Enter chooses one."""

    DEFAULT_CSS = "Board { padding: 0 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(-1)", show=False),
        Binding("down", "walk(1)", show=False),
        Binding("left", "cross(-1)", show=False),
        Binding("right", "cross(1)", show=False),
        Binding("home", "walk(-999)", show=False),
        Binding("end", "walk(999)", show=False),
        Binding("enter", "choose", show=False),
    ]

    @dataclass
    class Moved(Message):
        """The cursor came to another shift."""

        board: Board
        day: DayOff
        role: str
        shift: Shift

        @property
        def control(self) -> Board:
            return self.board

    class Chosen(Moved):
        """Enter was pressed on a shift."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.days: tuple[DayOff, ...] = ()
        self.roles: tuple[tuple[str, str], ...] = ()
        self.today = date.min
        self.at = Place(0, 0, 0)

    def show(self, days: Sequence[DayOff], roles: Sequence[tuple[str, str]], today: date, *, new: bool) -> None:
        """Another roster (`new`), or the same one after an act: then the cursor stays where it was."""
        self.days, self.roles, self.today = tuple(days), tuple(roles), today
        self.at = self._first_open() if new else self._near(self.at)
        self.refresh(layout=True)
        self._report()

    def _first_open(self) -> Place:
        """Where somebody is missing, else the first shift."""
        places = [place for role in range(len(self.roles)) for place in self._column(role)]
        return next((p for p in sorted(places) if not self._shift(p).person), next(iter(places), Place(0, 0, 0)))

    def _near(self, place: Place) -> Place:
        column = self._column(min(place.role, max(0, len(self.roles) - 1)))
        before = [p for p in column if (p.day, p.turn) <= (place.day, place.turn)]
        return before[-1] if before else next(iter(column), Place(0, 0, 0))

    # The cursor

    def _column(self, role: int) -> list[Place]:
        return [Place(n, role, turn) for n, day in enumerate(self.days) for turn in range(len(day.shifts[role]))]

    def _shift(self, place: Place) -> Shift:
        return self.days[place.day].shifts[place.role][place.turn]

    @property
    def shift(self) -> tuple[DayOff, str, Shift] | None:
        """Day, role and shift under the cursor."""
        if self.at not in self._column(self.at.role) if self.roles else True:
            return None
        return self.days[self.at.day], self.roles[self.at.role][0], self._shift(self.at)

    def action_walk(self, by: int) -> None:
        column = self._column(self.at.role)
        if column and self.at in column:
            self._go(column[max(0, min(column.index(self.at) + by, len(column) - 1))])

    def action_cross(self, by: int) -> None:
        role = self.at.role + by
        if 0 <= role < len(self.roles) and self._column(role):
            self._go(self._near(Place(self.at.day, role, self.at.turn)))

    def _go(self, place: Place) -> None:
        if place != self.at:
            self.at = place
            self.refresh()
            self._report()
            self._show_cursor()

    def _show_cursor(self) -> None:
        if isinstance(self.parent, Widget):
            line = 1 + sum(_height(day) for day in self.days[: self.at.day]) + self.at.turn
            place = Region(0, line, 1, 1).translate(self.virtual_region.offset)
            self.parent.scroll_to_region(place, animate=False)

    def _report(self, chosen: bool = False) -> None:
        found = self.shift
        if found is not None:
            self.post_message((self.Chosen if chosen else self.Moved)(self, *found))

    def action_choose(self) -> None:
        self._report(chosen=True)

    def on_click(self, event: events.Click) -> None:
        line, wide = event.y - 1, self._widths(self.content_size.width)
        role = min((event.x - DAY - 1) // (wide[0] + 1), len(self.roles) - 1) if event.x > DAY else 0
        for n, day in enumerate(self.days):
            if 0 <= line < _height(day) and day.shifts[role]:
                self._go(Place(n, role, min(line, len(day.shifts[role]) - 1)))
                return
            line -= _height(day)

    # Drawing

    def _widths(self, room: int) -> tuple[int, ...]:
        """Cells of each role's column, and of the holiday's name behind them."""
        name = 24 if room >= 84 else 0
        each = max(12, (room - DAY - name) // max(1, len(self.roles)) - 1)
        return (each, name)

    def laid_out(self, room: int) -> list[Content]:
        if not self.days:
            return []
        each, name = self._widths(room)
        titles = " ".join(_fit(title, each) for _, title in self.roles)
        lines = [tinted(f"{'Ngày':<{DAY}} {titles}", "head")]
        for number, day in enumerate(self.days):
            lines += self._day(number, day, each, name)
        return lines

    def _day(self, number: int, day: DayOff, each: int, name: int) -> list[Content]:
        tone = "muted" if day.day < self.today else ""
        lines = []
        for turn in range(_height(day)):
            first = f"{WEEKDAYS[day.day.weekday()]} {day.day:%d/%m}" if turn == 0 else ""
            cells = [self._cell(Place(number, role, turn), day, each, tone) for role in range(len(self.roles))]
            about = tinted(cut(safe(day.holiday), name), "faint") if name and turn == 0 else Content("")
            lines.append(Content(" ").join([tinted(_fit(first, DAY), tone), *cells, about]))
        return lines

    def _cell(self, place: Place, day: DayOff, each: int, tone: str) -> Content:
        shifts = day.shifts[place.role]
        if place.turn >= len(shifts):
            return Content(" " * each)
        shift = shifts[place.turn]
        text, tone = _said(shift, tone)
        under = place == self.at
        mark = "▌" if under and self.has_focus else " "
        cell = _fit(f"{mark}{text}", each)
        if under:
            if self.has_focus:
                return Content.styled(cell, "bold $tone-chosen on $tone-chosen-back")
            return Content.styled(cell, f"bold $tone-{tone or 'chosen-idle'} on $tone-chosen-idle-back")
        return tinted(cell, tone, "bold" if not shift.person else "")


def _said(shift: Shift, tone: str) -> tuple[str, str]:
    """What stands in a cell, and its tone."""
    if not shift.person:
        return LACKS, "bad"
    if shift.trouble:
        return f"× {safe(shift.name)}", "bad"
    if shift.pending is not None:
        return f"? {safe(shift.name)}", "warn"
    return safe(shift.name), tone


def _height(day: DayOff) -> int:
    return max(1, *(len(shifts) for shifts in day.shifts))


def _fit(text: str, cells: int) -> str:
    short = cut(text, cells)
    return short + " " * (cells - width(short))
