"""Setting a parameter from a day on, with a reason: the form, and what a typed word means for its parameter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from textual.content import Content

from core.errors import ConfigError, UsageError
from core.governing import may_govern
from core.law.provisions import shown
from tui.screens.admin_form import NOTE, ActForm
from tui.screens.pages import pairs, words
from tui.screens.regulation_page import value_words
from tui.widgets.entries import YES_NO, DayEntry, Entry, PickEntry, TextEntry, ToggleEntry
from tui.widgets.facts import Fact
from tui.widgets.picker import Option

if TYPE_CHECKING:
    from core.law.provisions import Choice, Parameter, Reading, Value
    from core.law.regulation import Law
    from core.law.ruling import Ruling
    from tui.session import Session

_FLAGS: Final = {"true": True, "có": True, "co": True, "false": False, "không": False, "khong": False}


def typed_value(parameter: Parameter, text: str) -> Value:
    """A typed word as the value its parameter wants. Raises UsageError saying what it must be."""
    try:
        return parameter.check(_meant(parameter, text.strip()), "Giá trị mới")
    except ConfigError as error:
        raise UsageError(str(error)) from None


def _meant(parameter: Parameter, text: str) -> object:
    """What cannot be read stays text, and the parameter refuses it."""
    match parameter.type:
        case "flag":
            return _FLAGS.get(text.lower(), text)
        case "whole" | "number" if re.fullmatch(r"-?\d{1,18}", text):
            return int(text)
        case "number" if re.fullmatch(r"-?\d{1,12}[.,]\d{1,6}", text):
            return float(text.replace(",", "."))
        case "list":
            return [part.strip() for part in text.split(",") if part.strip()]
    return text


def typed_form(value: Value) -> str:
    """A value as it would be typed: `0,5`, `12-31, 01-01`."""
    match value:
        case bool():
            return "có" if value else "không"
        case tuple():
            return ", ".join(value)
        case float():
            return f"{value:g}".replace(".", ",")
        case date():
            return value.isoformat()
    return str(value)


def storable(value: Value) -> object:
    """As the store keeps it: lists, and days as text."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


class GoverningForm(ActForm):
    """What both forms share: the day from which it holds, the reason, and who may."""

    def __init__(self, session: Session) -> None:
        self.law: Law = session.house.desk.law(session.clock())
        super().__init__(session)

    def since_and_reason(self) -> Iterable[Entry]:
        """The last two entries of the form."""
        calendar = self.session.house.desk.office(self.session.clock()).calendar
        yield DayEntry("since", "Áp dụng từ ngày", self.today, calendar, day=self.today(), needed=True)
        yield TextEntry("reason", "Lý do, căn cứ", needed=True, limit=NOTE)

    def first(self) -> Entry | None:
        return self.entries[0]

    def since(self) -> date:
        found = self.entry("since")
        if not isinstance(found, DayEntry) or found.day is None:
            raise UsageError("Ghi ngày áp dụng.")
        return found.day

    def judged(self) -> Ruling | None:
        return may_govern(self.session.person, self.office, self.law)

    def put(self, values: Mapping[str, Value], told: str) -> Callable[[], str]:
        """Set values one after another, those that change nothing left out."""
        session, since, reason = self.session, self.since(), self.text("reason")

        def act() -> str:
            for key, value in values.items():
                session.house.governing.set_parameter(
                    key, storable(value), since=since, reason=reason, by=session.person, at=session.clock(),
                    act_id=f"{self.act_id}-{key}",
                )  # fmt: skip
            return f"{told} từ {since:%d/%m/%Y}. Việc đã mở trước ngày đó giữ giá trị của ngày mở."

        return act


class SettingForm(GoverningForm):
    """Another value for one parameter."""

    HEADING = "Đặt giá trị tham số"
    YES = "Đặt giá trị"

    def __init__(self, session: Session, parameter: Parameter) -> None:
        self.parameter = parameter
        super().__init__(session)

    def about(self, room: int) -> Sequence[Content]:
        p, dated = self.parameter, self.law.parameter(self.parameter.key)
        facts = (
            Fact("Tham số", p.title, note=p.key),
            Fact("Đang là", f"{value_words(p, dated.value)} {p.unit}".strip(), note=f"từ {dated.since:%d/%m/%Y}"),
            Fact("Nhận", p.wanted),
        )
        return pairs(facts, room)

    def fields(self) -> Iterable[Entry]:
        yield self._value_entry()
        yield from self.since_and_reason()

    def _value_entry(self) -> Entry:
        p, now = self.parameter, self.law[self.parameter.key]
        if p.type == "choice":
            options = [Option(token, says, token) for token, says in p.allowed.items()]
            return PickEntry("value", "Giá trị mới", options, str(now), needed=True)
        if p.type == "flag":
            return ToggleEntry("value", "Giá trị mới", YES_NO, "1" if now else "")
        if p.type == "date":
            day = now if isinstance(now, date) else None
            return DayEntry("value", "Giá trị mới", self.today, self.office.calendar, day=day, needed=True)
        entry = TextEntry("value", "Giá trị mới" + (f" ({p.unit})" if p.unit else ""), needed=p.type != "text")
        entry.restore(typed_form(now))
        entry.field.select_on_focus = True
        return entry

    def value(self) -> Value:
        """Raises UsageError saying what the value must be."""
        entry = self.entry("value")
        if isinstance(entry, ToggleEntry):
            return bool(entry.toggle.value)
        if isinstance(entry, DayEntry):
            return typed_value(self.parameter, entry.day.isoformat() if entry.day else "")
        return typed_value(self.parameter, self.text("value"))

    def perform(self) -> Callable[[], str]:
        value = self.value()
        told = f"Đã đặt «{self.parameter.title}» = {value_words(self.parameter, value)}"
        return self.put({self.parameter.key: value}, told)


class ReadingForm(GoverningForm):
    """Another answer to a doubt: sets the parameters that stand for it."""

    HEADING = "Chọn cách hiểu"
    YES = "Chọn"

    def __init__(self, session: Session, reading: Reading) -> None:
        self.reading = reading
        self.choices = [choice for choice in reading.choices if choice.values]
        super().__init__(session)

    def about(self, room: int) -> Sequence[Content]:
        lines = words(f"{self.reading.id}: {self.reading.issue}", room, extra="bold")
        for n, choice in enumerate(self.choices, 1):
            default = " (mặc định)" if choice is self.reading.choices[0] else ""
            lines += words(f"{n}{default}: {choice.text}", room, indent=2)
            told = ", ".join(f"{key} = {shown(value)}" for key, value in choice.values.items())
            lines += words(told, room, "faint", indent=5)
        return lines

    def fields(self) -> Iterable[Entry]:
        now = self.reading.chosen(self.law.values)
        options = [(str(n), str(n)) for n in range(1, len(self.choices) + 1)]
        chosen = str(self.choices.index(now) + 1) if now in self.choices else options[0][0]
        yield ToggleEntry("choice", "Chọn cách", options, chosen)
        yield from self.since_and_reason()

    def perform(self) -> Callable[[], str]:
        choice = self.choices[int(self.text("choice")) - 1]
        values = {key: v for key, v in self._meant(choice).items() if self.law.values.get(key) != v}
        if not values:
            raise UsageError("Cách này đang được dùng rồi: chọn cách khác, hoặc bấm Esc.")
        return self.put(values, f"Đã chọn cách hiểu {self.text('choice')} cho {self.reading.id}")

    def _meant(self, choice: Choice) -> dict[str, Value]:
        """The values an answer stands for; what only the present answer had set goes back to the regulation's own."""
        now = self.reading.chosen(self.law.values)
        plain = self.session.house.desk.regulation().on(self.since())
        left = [key for key in (now.values if now else ()) if key not in choice.values]
        return {**{key: plain[key] for key in left}, **choice.values}
