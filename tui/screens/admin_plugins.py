"""Quản trị, plugin: which are in use, what each answers for, and what is wrong with a broken one and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.upkeep import SOURCE_VI
from tui.screens.admin_list import ListScreen
from tui.screens.pages import BLANK, Lines, heading, hint, item, note, pairs, title, words
from tui.widgets.facts import Fact
from tui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.extension.plugin import PluginStatus
    from core.law.regulation import Law
    from tui.screens.split import Page

HOW = (
    "Plugin ngoài là một tệp Python đặt vào thư mục plugin, hoặc một gói cài thêm; «vptu plugins» cho biết thư mục. "
    "Chạy tạm không có plugin ngoài: thêm --safe."
)


@dataclass(frozen=True, slots=True)
class Found:
    """Every plugin's state, and what is not ruled on because of it."""

    plugins: tuple[PluginStatus, ...]
    broken: Mapping[str, str]
    """Article or norm -> why no ruling is possible there."""
    law: Law


class PluginsScreen(ListScreen[Found]):
    """`PluginsScreen()`."""

    SCOPE = "admin.plugins"
    TITLE = "Plugin"
    COLUMNS = (
        Column("Plugin", share=1, least=12),
        Column("Phụ trách", share=2, least=16),
        Column("Nguồn", share=1, least=10, hide_below=66),
        Column("Quy định", width=8, align="right"),
        Column("", width=12),
    )
    SEEK = "Gõ tên plugin"
    EMPTY = ("Không có plugin nào.", HOW)

    def load(self, at: datetime) -> Found:
        house = self.session.house
        report = house.registry.report()
        return Found(report, dict(house.registry.rules().broken), house.desk.law(at))

    def rows_of(self, found: Found) -> Sequence[Row]:
        return [_row(plugin) for plugin in found.plugins]

    def page_of(self, found: Found, row_id: str) -> Page:
        plugin = next((p for p in found.plugins if key_of(p) == row_id), None)
        return partial(plugin_page, found, plugin) if plugin else partial(hint, HOW)

    def summary(self, found: Found) -> str:
        broken = sum(p.state == "broken" for p in found.plugins)
        told = f"{sum(p.loaded for p in found.plugins)} plugin đang dùng"
        return f"{told}; {broken} plugin có lỗi" if broken else f"{told}, không có lỗi"


def key_of(plugin: PluginStatus) -> str:
    """Two plugins may claim one name."""
    return f"{plugin.name} {plugin.source}"


def _row(plugin: PluginStatus) -> Row:
    source = SOURCE_VI.get(plugin.source, Path(plugin.source).name)
    norms = str(plugin.norms) if plugin.norms else ""
    return Row(key_of(plugin), (plugin.name, plugin.title, Cell(source, "muted"), norms, state(plugin)))


def state(plugin: PluginStatus) -> Cell:
    """«tốt», «có lỗi», or «hỏng» where nothing of it is in use."""
    if not plugin.loaded:
        return Cell("hỏng", "bad")
    return Cell("tốt", "good") if plugin.state == "ok" else Cell("có lỗi", "warn")


def plugin_page(found: Found, plugin: PluginStatus, room: int) -> Lines:
    """One plugin: failures first, each with its line and its remedy."""
    source = SOURCE_VI.get(plugin.source, plugin.source)
    lines = [*title(plugin.title, room, plugin.name), *words(source, room, "muted")]
    lines += _failures(plugin, room)
    lines += [BLANK, *pairs(_facts(plugin), room)]
    if plugin.area is not None:
        for name, table in (
            ("Có quy tắc thực hiện", plugin.area.enforced),
            ("Có tham số, nghĩa vụ hoặc sổ giữ", plugin.area.carried),
            ("Không thực hiện được", plugin.area.not_executable),
        ):
            lines += heading(name) if table else []
            for norm, by in table.items():
                lines += item("§", f"{found.law.cite(norm)} [{norm}]", room)
                lines += note(by, room)
    if plugin.printed:
        lines += [*heading("Plugin đã in ra"), *words(plugin.printed, room, "muted")]
    return lines + hint(HOW, room)


def _failures(plugin: PluginStatus, room: int) -> Lines:
    if not plugin.failures:
        return [BLANK, *words("Không có lỗi nào." if plugin.loaded else "Không được dùng.", room, "good")]
    lines = heading(f"{len(plugin.failures)} lỗi")
    for failure in plugin.failures:
        lines += item("✘", f"{failure.when}: {failure.error}", room, "bad")
        lines += note(failure.where, room) if failure.where else []
        lines += words(f"→ {failure.remedy}", room, "accent", indent=4) if failure.remedy else []
    return lines


def _facts(plugin: PluginStatus) -> tuple[Fact, ...]:
    area = plugin.area
    return (
        Fact("Điều", ", ".join(area.articles) if area else ""),
        Fact("Quy định", str(plugin.norms) if plugin.norms else ""),
        Fact("Loại việc", ", ".join(plugin.procedures)),
        Fact("Hook", ", ".join(plugin.hooks)),
    )
