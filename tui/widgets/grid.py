"""People × days in half-days: who is away, why, who is on duty and who acts, read at a glance.

Every kind has a letter of its own (small while it waits for consent), so that the grid reads without colour too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Final, Literal, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from core.office.sessions import session
from core.text import width
from tui.dates import WEEKDAYS
from tui.theme import tone_style
from tui.widgets.keys import InlineKeys
from tui.widgets.paper import Paper, tinted
from tui.widgets.rowdata import fitted

HEAD: Final = 3
"""Lines above the people: month, day, weekday."""
_FREE: Final = {"work": " ·", "weekend": "  ", "holiday": "--"}
"""What stands in a half-day that holds nothing: morning, afternoon."""


class Kind(NamedTuple):
    letter: str
    tone: str
    word: str


KINDS: Final[dict[str, Kind]] = {
    "phep": Kind("P", "annual", "phép"),
    "rieng": Kind("R", "private", "việc riêng"),
    "om": Kind("Ố", "ill", "ốm"),
    "gia_dinh": Kind("G", "family", "gia đình"),
    "cong_tac": Kind("C", "mission", "công tác"),
    "truc": Kind("T", "duty", "trực"),
    "thay": Kind("Q", "acting", "thay Chánh VP"),
}
RARE: Final[dict[str, Kind]] = {
    "khac": Kind("V", "private", "vắng"),
    "ho": Kind("!", "ill", "không ai thay"),
}
"""Absences of a kind that a stranger's plugin brought, and half-days without anybody: not in the legend."""


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    kind: Literal["work", "weekend", "holiday"] = "work"
    title: str = ""
    """The name of a holiday."""


@dataclass(frozen=True, slots=True)
class HalfDay:
    """What one half-day of one person holds; `kind` is a key of KINDS."""

    kind: str
    pending: bool = False
    """Asked for, not yet consented to."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    marks: Mapping[int, HalfDay] = field(default_factory=dict)
    """By session (core.office.sessions)."""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """What the grid shows: consecutive days, people in the order in which they are to stand."""

    days: tuple[Day, ...]
    people: tuple[Person, ...]
    today: date | None = None
    foot: tuple[Person, ...] = ()
    """Lines that stay in sight below the people and take no cursor: what is true of the whole office."""


def name_width(room: int) -> int:
    """Cells of the frozen name column."""
    return 16 if room < 100 else 22 if room < 150 else 28


def day_width(room: int, days: int) -> int:
    """Cells for a day: 2 where the month is tight, up to 4 where there is room."""
    return max(2, min(4, room // max(days, 1)))


class Grid(InlineKeys, ScrollView, can_focus=True):
    """`Grid(month)`: arrows walk half-days and people, Enter chooses; `show` changes the month and keeps the place."""

    DEFAULT_CSS = """
    Grid { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "walk(0,-1)", show=False),
        Binding("right", "walk(0,1)", show=False),
        Binding("up", "walk(-1,0)", show=False),
        Binding("down", "walk(1,0)", show=False),
        Binding("ctrl+left", "walk(0,-14)", show=False),
        Binding("ctrl+right", "walk(0,14)", show=False),
        Binding("pageup", "walk(-10,0)", show=False),
        Binding("pagedown", "walk(10,0)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    line: reactive[int] = reactive(0, init=False, repaint=False)
    """The person under the cursor, counted from 0."""
    half: reactive[int] = reactive(0, init=False, repaint=False)
    """The half-day under the cursor, counted from the morning of the first day."""

    @dataclass
    class Moved(Message):
        """The cursor came to another half-day."""

        grid: Grid
        person: Person
        session: int
        mark: HalfDay | None

        @property
        def control(self) -> Grid:
            return self.grid

    class Chosen(Moved):
        """Enter was pressed on a half-day."""

    def __init__(self, month: Month, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.month = month
        self._first = 0

    def on_mount(self) -> None:
        self.show(self.month)

    def show(self, month: Month) -> None:
        """Show another month or newer facts; the cursor stays on its person and half-day where they still are."""
        person, at = self.person, self.session
        first_time = month is self.month
        self.month = month
        self.virtual_size = Size(0, len(month.people) + HEAD + len(month.foot))
        ids = [p.id for p in month.people]
        self.set_reactive(Grid.line, ids.index(person.id) if person and person.id in ids else 0)
        if first_time and month.today is not None:
            at = session(month.today)
        inside = bool(month.days) and at is not None and 0 <= at - self.start < 2 * len(month.days)
        self.set_reactive(Grid.half, (at or 0) - self.start if inside else 0)
        self._keep_in_view()
        self.refresh()
        self._report()

    # The cursor

    @property
    def start(self) -> int:
        """The session of the first half-day shown."""
        return session(self.month.days[0].day) if self.month.days else 0

    @property
    def session(self) -> int | None:
        """The session under the cursor."""
        return self.start + self.half if self.month.days else None

    @property
    def person(self) -> Person | None:
        """The person under the cursor."""
        people = self.month.people
        return people[self.line] if self.line < len(people) else None

    def validate_line(self, line: int) -> int:
        return max(0, min(line, len(self.month.people) - 1))

    def validate_half(self, half: int) -> int:
        return max(0, min(half, 2 * len(self.month.days) - 1))

    def watch_line(self, old: int, new: int) -> None:
        top = int(self.scroll_y)
        self._keep_in_view()
        if int(self.scroll_y) == top:
            self._refresh_lines(old, new)
        self._report()

    def watch_half(self, old: int, new: int) -> None:
        first = self._first
        self._keep_in_view()
        if self._first == first:
            self._refresh_days(old // 2, new // 2)
        else:
            self.refresh()
        self._report()

    def _refresh_days(self, *days: int) -> None:
        """Repaint the heads of some days and the cursor's line under them: a hundred bytes instead of thousands."""
        wide, left = self._day_width(), name_width(self.size.width) + 1
        line = self.line - int(self.scroll_y) + HEAD
        for day in days:
            x = left + (day - self._first) * wide
            self.refresh(Region(x, 0, wide, HEAD), Region(x, line, wide, 1))

    def _refresh_lines(self, *lines: int) -> None:
        places = (line - int(self.scroll_y) + HEAD for line in lines)
        self.refresh(*(Region(0, y, self.size.width, 1) for y in places if HEAD <= y < self._foot_at))

    def _keep_in_view(self) -> None:
        top, height = int(self.scroll_y), max(1, self.size.height - HEAD - len(self.month.foot))
        if not top <= self.line < top + height:
            self.scroll_to(y=self.line if self.line < top else self.line - height + 1, animate=False, force=True)
        day, shown = self.half // 2, self._days_shown()
        if day < self._first:
            self._first = day
        elif day >= self._first + shown:
            self._first = day - shown + 1
        self._first = max(0, min(self._first, len(self.month.days) - shown))

    def _report(self) -> None:
        if self.person is not None and self.session is not None:
            mark = self.person.marks.get(self.session)
            self.post_message(self.Moved(self, self.person, self.session, mark))

    def action_walk(self, lines: int, halves: int) -> None:
        if lines:
            self.line += lines
        if halves:
            self.half += halves

    def action_edge(self, end: int) -> None:
        self.half = 2 * len(self.month.days) - 1 if end else 0

    def action_choose(self) -> None:
        if self.person is not None and self.session is not None:
            mark = self.person.marks.get(self.session)
            self.post_message(self.Chosen(self, self.person, self.session, mark))

    # Drawing

    def on_resize(self) -> None:
        self._keep_in_view()
        self.refresh()

    @property
    def _foot_at(self) -> int:
        """The line on which the foot begins: under the last person, at the lower edge where there are more."""
        return min(HEAD + len(self.month.people), self.size.height - len(self.month.foot))

    @property
    def _room(self) -> int:
        return self.size.width - name_width(self.size.width) - 1

    def _day_width(self) -> int:
        return day_width(self._room, len(self.month.days))

    def _days_shown(self) -> int:
        return min(len(self.month.days), max(1, self._room // self._day_width()))

    def _visible(self) -> Sequence[tuple[int, Day]]:
        return list(enumerate(self.month.days))[self._first : self._first + self._days_shown()]

    def render_line(self, y: int) -> Strip:
        foot = y - self._foot_at
        if y < HEAD:
            segments = (self._months, self._numbers, self._weekdays)[y]()
        elif foot >= 0:
            segments = self._person(self.month.foot[foot], under=False) if foot < len(self.month.foot) else []
        else:
            place = y - HEAD + int(self.scroll_y)
            segments = self._person(self.month.people[place], under=place == self.line)
        return Strip(segments).adjust_cell_length(self.size.width).apply_style(self.rich_style).simplify()

    def _tone(self, tone: str) -> Style:
        return tone_style(self.app, tone)

    def _corner(self, text: str, tone: str) -> Segment:
        return Segment(fitted(text, name_width(self.size.width)) + " ", self._tone(tone))

    def _months(self) -> list[Segment]:
        """The month stands above its first visible day."""
        text, wide = "", self._day_width()
        for place, (_, day) in enumerate(self._visible()):
            if place == 0 or day.day.day == 1:
                text = fitted(text, place * wide) + f"Tháng {day.day:%-m/%Y}"
        hidden = len(self.month.days) - self._first - self._days_shown()
        more = f"{'◂ ' if self._first else ''}{'▸' if hidden > 0 else ''}"
        return [self._corner(more, "accent"), Segment(fitted(text, self._days_shown() * wide), self._tone("strong"))]

    def _numbers(self) -> list[Segment]:
        return self._head(lambda day: f"{day.day.day:>2}", "")

    def _weekdays(self) -> list[Segment]:
        short = self._day_width() == 2  # two letters for each day would run into one word
        return self._head(
            lambda day: f"{WEEKDAYS[day.day.weekday()].strip('TN') if short else WEEKDAYS[day.day.weekday()]:>2}",
            "head",
        )

    def _head(self, text: Callable[[Day], str], tone: str) -> list[Segment]:
        wide = self._day_width()
        segments = [self._corner("", "")]
        for place, day in self._visible():
            under = place == self.half // 2 and self.has_focus
            style = self._tone(tone) + self._ground(place, day)
            if day.day == self.month.today:
                style = self._tone("today")
            if under:
                style += Style(bold=True, underline=True)
            segments += [Segment(text(day), style), Segment(" " * (wide - 2), self._ground(place, day))]
        return segments

    def _ground(self, place: int, day: Day) -> Style:
        """What lies under a day: weekend, holiday, or every other day shaded where days touch."""
        if day.kind != "work":
            return self._tone(day.kind)
        return self._tone("zebra" if self._day_width() == 2 and place % 2 else "")

    def _person(self, person: Person, *, under: bool) -> list[Segment]:
        tone = ("chosen" if self.has_focus else "chosen-idle") if under else person.tone
        segments = [self._corner(("▌" if under and self.has_focus else " ") + person.name, tone)]
        wide = self._day_width()
        for number, day in self._visible():
            at = session(day.day)
            ground = self._ground(number, day)
            segments += [self._cell(person, at + n, day, ground, under and number * 2 + n == self.half) for n in (0, 1)]
            segments.append(Segment(" " * (wide - 2), self._tone("faint") + ground))
        return segments

    def _cell(self, person: Person, at: int, day: Day, ground: Style, under: bool) -> Segment:
        mark = person.marks.get(at)
        if mark is None:
            sign = _FREE[day.kind][at % 2]
            style = self._tone("faint") + ground
        else:
            kind = KINDS.get(mark.kind) or RARE[mark.kind]
            sign = kind.letter.lower() if mark.pending else kind.letter
            style = self._tone(kind.tone)
            if mark.pending:  # the kind's own colour as ink, on the day's ground
                style = Style(color=style.bgcolor, bold=True, italic=True) + Style(bgcolor=ground.bgcolor)
        if under and self.has_focus:
            style += self._tone("cursor")
        return Segment(sign, style)


def _entry(sign: str, tone: str, word: str) -> Content:
    return Content.assemble(
        Content.styled(sign, f"bold $tone-{tone} on $tone-{tone}-back"), tinted(f" {word}", "muted")
    )


class GridLegend(Paper):
    """What the letters mean, in one line where there is room and in two at 80 cells."""

    def laid_out(self, room: int) -> list[Content]:
        items = [_entry(f" {kind.letter} ", kind.tone, kind.word) for kind in KINDS.values()]
        items += [
            Content.assemble(tinted("p", "good", "bold italic"), tinted(" chữ nhỏ: chờ duyệt", "muted")),
            _entry(" - ", "holiday", "nghỉ lễ"),
            _entry("   ", "weekend", "cuối tuần"),
        ]
        lines: list[Content] = [Content("")]
        for item in items:
            if width(lines[-1].plain) + width(item.plain) + 2 > room and lines[-1].plain:
                lines.append(Content(""))
            lines[-1] = Content.assemble(lines[-1], "  " if lines[-1].plain else "", item)
        return lines
