"""A form made from a procedure's facts: one entry for each, in the order of the model, in words of the model.

No kind of matter is known here. What a fact needs beyond its type – that it is a person, what its values are called,
when it is asked for – its annotation says (core.law.facts.Asking).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, get_args

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget

from core.law.facts import allowed, asking, names_of
from core.office.office import Office, Rank
from core.office.sessions import ZONE, day_of, session
from core.text import given_name_key
from tui.widgets.entries import YES_NO, DayEntry, Entry, MomentEntry, PickEntry, TextEntry, ToggleEntry
from tui.widgets.picker import Option

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from core.law.procedure import Procedure

NOBODY = Option("", "– không –")
FEW = 3
"""So many values are all shown; more are picked from a list."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a form is filled in against."""

    office: Office
    clock: Callable[[], datetime]
    me: str
    start: Mapping[str, object]
    """Facts that are known when the form opens: `person`, `from` (a session)."""

    def today(self) -> date:
        return self.clock().astimezone(ZONE).date()


def people_options(office: Office, whom: str) -> tuple[Option, ...]:
    """The people of the Office – or also the leaders outside it – by given name, with post and unit."""
    establishment = office.establishment
    found = [p for p in establishment.people.values() if whom == "anybody" or p.rank is not Rank.OUTSIDE]
    return tuple(
        Option(p.id, p.name, " · ".join(part for part in (p.title, _unit(office, p.unit)) if part and part != p.name))
        for p in sorted(found, key=lambda p: given_name_key(p.name))
    )


def _unit(office: Office, unit: str | None) -> str:
    found = office.establishment.units.get(unit or "")
    return found.name.removeprefix("Bộ phận ") if found else ""


def entries_of(procedure: Procedure, setting: Setting) -> Iterator[Entry]:
    """An entry for every fact that a form asks for."""
    from tui.cli.facts import fact_type

    for name, field in names_of(procedure.facts).items():
        kind = fact_type(field)
        if asking(field).shown and kind != "list":
            yield _entry(name, field, kind, setting)


def _entry(name: str, field: FieldInfo, kind: str, setting: Setting) -> Entry:
    title, needed, known = field.title or name, field.is_required(), setting.start.get(name)
    asked = asking(field)
    if asked.people:
        options = people_options(setting.office, asked.people)
        mine = known or (setting.me if needed and any(o.id == setting.me for o in options) else None)
        return PickEntry(name, title, options if needed else (NOBODY, *options), _text(mine) or None, needed=needed)
    if kind == "choice":
        return _choice(name, title, field, known)
    if kind == "flag":
        return ToggleEntry(name, title, YES_NO, "1" if known or field.default is True else "", flag=True)
    if kind == "session":
        half = _half(field)
        first = known if isinstance(known, int) else _next_session(setting, half)
        day, part = (day_of(first), first % 2) if known is not None else (day_of(first), half)
        return DayEntry(name, title, setting.today, setting.office.calendar, half=part, day=day, needed=True)
    if kind == "day":
        day_known = known if isinstance(known, date) else None
        return DayEntry(name, title, setting.today, setting.office.calendar, day=day_known, needed=needed)
    if kind == "instant":
        return MomentEntry(name, title, setting.clock, needed=needed)
    return TextEntry(name, title, needed=needed)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _choice(name: str, title: str, field: FieldInfo, known: object) -> Entry:
    said = dict(asking(field).values)
    words = tuple((value, said.get(value, value)) for value in allowed(field))
    value = _text(known) or ("" if field.is_required() else _text(field.default))
    if len(words) <= FEW:
        return ToggleEntry(name, title, words, value or words[0][0])
    return PickEntry(name, title, [Option(*word) for word in words], value or None, needed=True)


def _half(field: FieldInfo) -> int:
    """Which half-day a bare date means in this fact: asked of the fact's own reader."""
    marks = [*field.metadata, *(m for part in get_args(field.annotation) for m in getattr(part, "__metadata__", ()))]
    read = next((mark.func for mark in marks if hasattr(mark, "func")), None)
    found = read(date(2024, 1, 1)) if read is not None else 0
    return found % 2 if isinstance(found, int) else 0


def _next_session(setting: Setting, half: int) -> int:
    """Tomorrow, or the first worked day after it."""
    calendar = setting.office.calendar
    return calendar.next_working(session(date.fromordinal(setting.today().toordinal() + 1))) + half


class Form(VerticalScroll, can_focus=False):
    """The entries of one kind of matter. `raw` is what would be sent now, `content` what a draft keeps."""

    DEFAULT_CSS = """
    Form { height: auto; scrollbar-size-vertical: 1; }
    Form > Entry { margin: 0; }
    """

    @dataclass
    class Changed(Message):
        """Something else is typed or chosen; `settled` when a field was left."""

        form: Form
        settled: bool = False

        @property
        def control(self) -> Form:
            return self.form

    def __init__(self, entries: Sequence[Entry], procedure: Procedure, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entries = tuple(entries)
        self.procedure = procedure
        fields = names_of(procedure.facts)
        self._only_if = {e.fact: asking(fields[e.fact]).only_if for e in self.entries if e.fact in fields}
        for entry in self.entries:
            entry.saved = entry.state
        self._choose_shown()

    def compose(self) -> ComposeResult:
        yield from self.entries

    def entry(self, name: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.fact == name), None)

    @property
    def raw(self) -> dict[str, object]:
        """What was said, by the name of the fact; nothing for a field that is empty or not asked for."""
        return {e.fact: e.value for e in self.entries if e.asked and e.value is not None and e.value is not False}

    @property
    def content(self) -> dict[str, str]:
        return {e.fact: e.state for e in self.entries if e.fact and e.state}

    def restore(self, content: Mapping[str, str]) -> None:
        """Hold what a draft kept; facts it does not name are empty."""
        for entry in self.entries:
            if entry.fact:
                entry.restore(content.get(entry.fact, ""))
        self._choose_shown()

    def keep(self) -> None:
        """What stands here now is kept somewhere."""
        for entry in self.entries:
            entry.saved = entry.state

    @property
    def dirty_entries(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.dirty)

    def _choose_shown(self) -> None:
        states = {entry.fact: entry.value for entry in self.entries}
        for entry in self.entries:
            rule = self._only_if.get(entry.fact)
            entry.display = rule is None or states.get(rule[0]) == rule[1]

    def on_entry_changed(self, event: Entry.Changed) -> None:
        event.stop()
        if event.settled:
            self._choose_shown()
            self._keep_in_order(event.entry)
        self.post_message(self.Changed(self, event.settled))

    def _keep_in_order(self, left: Entry) -> None:
        """An end that now lies before its beginning moves to the beginning's day."""
        start, end = self.entry("from"), self.entry("until")
        if left is not start or not isinstance(start, DayEntry) or not isinstance(end, DayEntry):
            return
        first, last = start.session, end.session
        if first is not None and last is not None and last < first and start.day is not None:
            end.put(start.day, 1)

    def first_needed(self) -> Widget | None:
        """The entry to begin with: the first that is needed and empty, else the first of all."""
        return next((e for e in self.entries if e.needed and e.value is None), next(iter(self.entries), None))
