"""Quản trị, tham số: every dated value with its clause, source and history; the Head changes one from a day on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from core.codec import instant
from core.governing import may_govern
from core.office.sessions import ZONE
from tui.screens.admin_list import ListScreen
from tui.screens.admin_setting import SettingForm
from tui.screens.pages import BLANK, Lines, heading, hint, item, note, pairs, title, words
from tui.screens.regulation_page import value_words
from tui.widgets.facts import Fact
from tui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from core.law.provisions import Parameter
    from core.law.regulation import Law
    from core.law.ruling import Ruling
    from core.office.office import Office
    from core.records.rows import SettingRow
    from tui.screens.split import Page
    from tui.session import Session
    from tui.widgets.ruling import RulingView


@dataclass(frozen=True, slots=True)
class Found:
    """The regulation of today, and every change of the office's own."""

    law: Law
    office: Office
    settings: tuple[SettingRow, ...]

    def own(self, key: str) -> tuple[SettingRow, ...]:
        return tuple(row for row in self.settings if row.key == key)


class Moment(NamedTuple):
    """One value in a parameter's history."""

    since: date
    value: object
    source: str
    aside: str = ""


def read_found(session: Session, at: datetime) -> Found:
    """Read by the screens of parameters and of readings."""
    desk = session.house.desk
    return Found(desk.law(at), desk.office(at), tuple(desk.reader.settings()))


class ParametersScreen(ListScreen[Found]):
    """`ParametersScreen()`."""

    SCOPE = "admin.parameters"
    TITLE = "Tham số"
    COLUMNS = (
        Column("Tham số", share=3, least=30),
        Column("Giá trị", share=2, least=12),
        Column("Từ", width=10, hide_below=72),
        Column("Căn cứ", width=18, hide_below=96),
    )
    SEEK = "Gõ tên tham số, mã, điều khoản"

    def load(self, at: datetime) -> Found:
        return read_found(self.session, at)

    def rows_of(self, found: Found) -> Sequence[Row]:
        return [_row(found, parameter) for parameter in found.law.parameters.values()]

    def page_of(self, found: Found, row_id: str) -> Page:
        parameter = found.law.parameters.get(row_id)
        return partial(parameter_page, found, parameter) if parameter else partial(hint, "Chọn một tham số để xem.")

    def summary(self, found: Found) -> str:
        own = sum(1 for p in found.law.parameters.values() if is_own(found, p))
        told = f"{len(found.law.parameters)} tham số ngày {found.law.on:%d/%m/%Y}"
        return f"{told}; {own} do Văn phòng đặt" if own else told

    def ruling(self, command_id: str) -> RulingView | None:
        found = self.judged() if command_id == "parameters.set" else None
        return self.explain(found) if found is not None else None

    def judged(self) -> Ruling | None:
        """May this person change values at all?"""
        return may_govern(self.session.person, self.found.office, self.found.law) if self.found else None

    def why(self) -> RulingView | None:
        return self.ruling("parameters.set")

    async def do_set(self) -> None:
        parameter = self.found.law.parameters.get(self.row_id) if self.found else None
        if parameter is None:
            self.notify("Chọn một tham số rồi bấm lại.")
            return
        await self.app.push_screen(SettingForm(self.session, parameter), self._done)

    def _done(self, said: str | None) -> None:
        if said:
            self.notify(said)
            self.data_changed()


def is_own(found: Found, parameter: Parameter) -> bool:
    """Is the value in force one the office set itself?"""
    dated = found.law.parameter(parameter.key)
    return dated not in parameter.values


def _row(found: Found, parameter: Parameter) -> Row:
    dated = found.law.parameter(parameter.key)
    unit = f" {parameter.unit}" if parameter.unit else ""
    value = Cell(value_words(parameter, dated.value) + unit, "accent" if is_own(found, parameter) else "")
    clause = found.law.cite(parameter.clause) if parameter.clause else "ngoài quy chế"
    cells = (parameter.title, value, Cell(f"{dated.since:%d/%m/%Y}", "muted"), Cell(clause, "muted"))
    return Row(parameter.key, cells)


def history(found: Found, parameter: Parameter) -> list[Moment]:
    """Every value there was or is to be, the newest first; of the office's own also by whom, when and why."""
    moments = [Moment(d.since, d.value, d.source, _checked(d.checked)) for d in parameter.values]
    for row in found.own(parameter.key):
        at = instant(row.at).astimezone(ZONE)
        who = f"{found.office.name(row.by)} đặt lúc {at:%H:%M %d/%m/%Y}"
        moments.append(Moment(date.fromisoformat(row.since), json.loads(row.value), row.reason, who))
    return sorted(moments, key=lambda moment: moment.since, reverse=True)


def _checked(day: date | None) -> str:
    return f"đối chiếu với nguồn ngày {day:%d/%m/%Y}" if day else ""


def parameter_page(found: Found, parameter: Parameter, room: int) -> Lines:
    """One parameter: what it is now, what it may be, what it was and why, which doubts it settles."""
    law, dated = found.law, found.law.parameter(parameter.key)
    unit = f" {parameter.unit}" if parameter.unit else ""
    facts = (
        Fact("Đang là", value_words(parameter, dated.value) + unit, "strong"),
        Fact("Từ ngày", f"{dated.since:%d/%m/%Y}"),
        Fact("Theo", dated.source),
        Fact("Nhận", parameter.wanted),
    )
    lines = [*title(parameter.title, room), *words(parameter.key, room, "faint"), BLANK, *pairs(facts, room)]
    if parameter.clause:
        lines += heading(law.cite(parameter.clause))
        lines += words(law.says(parameter.clause), room, "muted")
    lines += heading("Qua các thời kỳ")
    for moment in history(found, parameter):
        holds = moment.since == dated.since
        value = f"từ {moment.since:%d/%m/%Y}: {value_words(parameter, moment.value)}{unit}"
        lines += item("●" if holds else "○", value, room, "good" if holds else "faint")
        lines += note(" · ".join(part for part in (moment.source, moment.aside) if part), room)
    readings = [r for r in law.readings.values() if parameter.key in r.keys]
    lines += heading("Thuộc cách hiểu") if readings else []
    for reading in readings:
        lines += item("?", f"{reading.id}: {reading.issue}", room, "warn")
    return lines + hint("F7 đặt giá trị mới từ một ngày; việc đã mở trước ngày đó không đổi.", room)
