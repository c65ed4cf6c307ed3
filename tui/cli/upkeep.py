"""Plugins: which are loaded from where, what they answer for, and what went wrong with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.render import Json

if TYPE_CHECKING:
    from core.extension.failures import Failure
    from core.extension.plugin import PluginStatus
    from core.extension.registry import Registry
    from tui.cli.context import Context

SOURCE_VI = {"in-tree": "kèm theo chương trình", "entry point": "gói cài thêm"}


def plugins(context: Context) -> int:
    from core.extension.registry import load_all

    norms = context.premises.law(context.now).norms
    registry = load_all(folder=context.places.plugins, safe=context.words.flag("--safe"), norms=lambda: norms)
    found = registry.report()
    if context.json:
        context.page.data(_json(found, registry, str(context.places.plugins)))
        return 0
    page = context.page
    page.line(f"Plugin ({len(found)})", tone="bold")
    for plugin in found:
        _print(context, plugin)
    for command in registry.commands():
        page.item(f"lệnh «vptu {command.name}»: {command.help}")
    broken = registry.rules().broken
    if broken:
        page.line(f"Chưa xác định được thẩm quyền ở: Điều {', '.join(broken)}", tone="warn")
    page.line()
    page.line(f"Thư mục plugin: {context.places.plugins}", tone="faint")
    return 0


def _print(context: Context, plugin: PluginStatus) -> None:
    page, source = context.page, SOURCE_VI.get(plugin.source, plugin.source)
    sound = plugin.state == "ok"
    page.item(f"{plugin.name}: {plugin.title} ({source})", "✓" if sound else "✗", tone="" if sound else "bad")
    for failure in plugin.failures:
        page.item(failure.sentence, "→", indent=4)


def _json(found: tuple[PluginStatus, ...], registry: Registry, folder: str) -> Json:
    return {
        "plugins": [_plugin_json(p) for p in found],
        "commands": [{"name": c.name, "help": c.help} for c in registry.commands()],
        "folder": folder,
        "broken": dict(registry.rules().broken),
    }


def _plugin_json(plugin: PluginStatus) -> Json:
    area = plugin.area
    return {
        "name": plugin.name, "source": plugin.source, "state": plugin.state, "loaded": plugin.loaded,
        "area": area.name if area else None, "title": plugin.title, "articles": list(area.articles) if area else [],
        "norms": plugin.norms, "procedures": list(plugin.procedures), "hooks": list(plugin.hooks),
        "failures": [_failure_json(f) for f in plugin.failures], "printed": plugin.printed,
    }  # fmt: skip


def _failure_json(failure: Failure) -> Json:
    return {
        "stage": failure.stage, "error": failure.error, "where": failure.where or None,
        "remedy": failure.remedy or None, "sentence": failure.sentence,
    }  # fmt: skip
