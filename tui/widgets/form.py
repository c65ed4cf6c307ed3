"""A form made from a model – a procedure's facts, or what one act must carry: one entry for each field, in the order of
the model, in words of the model.

No kind of matter is known here. What a field needs beyond its type – that it is a person, what its values are called,
when it is asked for – its annotation says (core.law.facts.Asking).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, get_args, get_origin

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from core.law.facts import Asking, allowed, asking, names_of
from core.office.office import BODY_KINDS, Office, Rank
from core.office.sessions import ZONE, day_of, session
from core.text import given_name_key
from tui.widgets.entries import YES_NO, DayEntry, Entry, MomentEntry, PickEntry, TextEntry, ToggleEntry
from tui.widgets.many_entry import FreeEntry, ManyEntry, MatterEntry
from tui.widgets.paper import tinted
from tui.widgets.picker import Option

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

USUAL = "leave"
"""The kind of matter that is opened most often."""
NOBODY = Option("", "– không –")
FEW = 3
"""So many values are all shown; more are picked from a list."""
SHORT, LONG = 500, 4000
"""Characters of words on one line, and on several."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a form is filled in against."""

    office: Office
    clock: Callable[[], datetime]
    me: str
    start: Mapping[str, object]
    """Facts that are known when the form opens: `person`, `from` (a session)."""
    tell: Callable[[int], str] | None = None
    """What another matter is, by its number; "" for none."""

    def today(self) -> date:
        return self.clock().astimezone(ZONE).date()

    def mine(self, asked: Asking) -> object:
        """What a fact begins with that is about whoever fills in the form."""
        person = self.office.person(self.me) if asked.mine else None
        if person is None or person.rank is Rank.OUTSIDE:
            return None
        return person.unit if asked.of == "unit" else person.id


def first_kind(kinds: Iterable[str]) -> str:
    """The kind a form begins with where nobody named one."""
    known = tuple(kinds)
    return USUAL if USUAL in known else next(iter(known), "")


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


def known_options(office: Office, asked: Asking) -> tuple[Option, ...]:
    """What the office knows of the sort that is asked for, in the order of its file."""
    establishment = office.establishment
    match asked.of:
        case "unit":
            return tuple(Option(u.id, u.name) for u in establishment.units.values())
        case "field":
            return tuple(Option(id, name) for id, name in establishment.fields.items())
        case "area":
            return tuple(Option(id, name) for id, name in establishment.areas.items())
        case "body":
            bodies = [b for b in establishment.bodies.values() if not asked.bodies or b.kind in asked.bodies]
            return tuple(Option(b.id, b.name, BODY_KINDS.get(b.kind, "")) for b in bodies)
    return people_options(office, asked.people) if asked.people else ()


def entries_of(model: type[BaseModel], setting: Setting) -> Iterator[Entry]:
    """An entry for every field that a form asks for."""
    for name, field in names_of(model).items():
        if asking(field).shown and not _holds_models(field):
            yield _entry(name, field, setting)


def _parts(annotation: object) -> Iterator[object]:
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def _is_list(field: FieldInfo) -> bool:
    return any(get_origin(part) is tuple for part in _parts(field.annotation))


def _holds_models(field: FieldInfo) -> bool:
    """Rows of a table cannot be asked for in one line."""
    return _is_list(field) and any(hasattr(part, "model_fields") for part in _parts(field.annotation))


def _entry(name: str, field: FieldInfo, setting: Setting) -> Entry:
    from tui.cli.facts import fact_type

    asked, kind = asking(field), fact_type(field)
    title, needed, known = field.title or name, field.is_required(), setting.start.get(name, setting.mine(asked))
    if asked.of == "matter":
        return _restored(MatterEntry(name, title, setting.tell, needed=needed), known)
    options = known_options(setting.office, asked)
    if options and (asked.many or _is_list(field)):
        many = ManyEntry(name, title, options, needed=needed, joined=not _is_list(field), free=asked.free)
        return _restored(many, known)
    if options:
        mine = setting.me if asked.people and needed and any(o.id == setting.me for o in options) else None
        make = FreeEntry if asked.free else PickEntry
        return make(name, title, _or_none(options, needed), _text(known or mine) or None, needed=needed)
    if kind == "choice":
        return _choice(name, title, field, known)
    if kind == "flag":
        return ToggleEntry(name, title, YES_NO, "1" if known or field.default is True else "", flag=True)
    return (
        _restored(_words(name, title, field, asked), known)
        if kind not in _DATED
        else _dated(name, title, kind, field, setting)
    )


_DATED = ("session", "day", "instant")


def _dated(name: str, title: str, kind: str, field: FieldInfo, setting: Setting) -> Entry:
    needed, known = field.is_required(), setting.start.get(name)
    if kind == "session":
        half = _half(field)
        first = known if isinstance(known, int) else _next_session(setting, half)
        day, part = (day_of(first), first % 2) if known is not None else (day_of(first), half)
        return DayEntry(name, title, setting.today, setting.office.calendar, half=part, day=day, needed=True)
    if kind == "day":
        day_known = known if isinstance(known, date) else None
        return DayEntry(name, title, setting.today, setting.office.calendar, day=day_known, needed=needed)
    moment = MomentEntry(name, title, setting.clock, needed=needed)
    return _restored(moment, f"{known.astimezone(ZONE):%H:%M %d/%m/%Y}" if isinstance(known, datetime) else None)


def _words(name: str, title: str, field: FieldInfo, asked: Asking) -> Entry:
    """Free words, over several lines where they are long."""
    needed = field.is_required()
    limit = next((m.max_length for m in field.metadata if hasattr(m, "max_length")), None)
    if asked.long:
        from tui.widgets.long_entry import LongEntry

        return LongEntry(name, title, needed=needed, limit=limit or LONG)
    return TextEntry(name, title, needed=needed, limit=limit or SHORT)


def _or_none(options: tuple[Option, ...], needed: bool) -> tuple[Option, ...]:
    return options if needed else (NOBODY, *options)


def _restored(entry: Entry, known: object) -> Entry:
    if known is not None:
        text = "\n".join(map(str, known)) if isinstance(known, tuple | list) else str(known)
        entry.restore(text)
    return entry


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _choice(name: str, title: str, field: FieldInfo, known: object) -> Entry:
    said = dict(asking(field).values)
    words = tuple((value, said.get(value, value)) for value in allowed(field))
    if _is_list(field):
        options = [Option(*word) for word in words]
        return _restored(ManyEntry(name, title, options, needed=field.is_required()), known)
    optional = not field.is_required() and field.default is None
    if optional:
        words = (("", NOBODY.label), *words)
    value = _text(known) or ("" if field.is_required() else _text(field.default))
    if len(words) <= FEW:
        chosen = value or ("" if field.is_required() else words[0][0])
        return ToggleEntry(name, title, words, chosen, needed=field.is_required())
    return PickEntry(name, title, [Option(*word) for word in words], value or None, needed=not optional)


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
    """The entries made from one model. `raw` is what would be sent now, `content` what a draft keeps."""

    DEFAULT_CSS = """
    Form { height: auto; scrollbar-size-vertical: 1; }
    Form > Entry { margin: 0; }
    Form > .wrong { height: auto; padding: 0 1 0 3; color: $tone-bad; }
    """

    @dataclass
    class Changed(Message):
        """Something else is typed or chosen; `settled` when a field was left."""

        form: Form
        settled: bool = False

        @property
        def control(self) -> Form:
            return self.form

    def __init__(self, entries: Sequence[Entry], model: type[BaseModel], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entries = tuple(entries)
        self.model = model
        fields = names_of(model)
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
            entry.display = rule is None or states.get(rule[0]) in ((rule[1],) if isinstance(rule[1], str) else rule[1])

    def complain(self, wrong: Mapping[str, str]) -> None:
        """Say under each field what is wrong with it; nothing that was typed changes. The cursor goes to the first."""
        self.query(".wrong").remove()
        found = [entry for entry in self.entries if entry.fact in wrong]
        for entry in found:
            self.mount(Static(tinted(wrong[entry.fact]), classes="wrong", name=entry.fact), after=entry)
        if found:
            found[0].start()
            found[0].scroll_visible()

    def on_entry_changed(self, event: Entry.Changed) -> None:
        event.stop()
        for said in self.query(".wrong"):
            if said.name == event.entry.fact:
                said.remove()
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
