"""Load plugins, keep going when one is broken, and remember why. The only module that talks to pluggy."""

from __future__ import annotations

import importlib
import importlib.util
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

import pluggy

from core.extension import hookspecs
from core.extension.hookspecs import PROJECT, Area, CommandSpec, Event, Export, Notice, ScreenSpec
from core.law.duty import DutyRule
from core.law.procedure import Amendment, Bar, Check, Procedure, Rules

IN_TREE: Mapping[str, str] = {"leave": "plugins.leave", "roster": "plugins.roster"}
"""The product's own plugins, registered like a stranger's."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong with which plugin, and at which stage: `import`, `register`, or the hook's name."""

    plugin: str
    stage: str
    error: str
    where: str = ""
    """File and line, where the plugin's own code raised."""


@dataclass(frozen=True, slots=True)
class Loaded:
    name: str
    source: str
    """`in-tree`, `entry point`, or the file."""
    area: Area | None


class Registry:
    """Every plugin's typed answers, plugin by plugin, in name order. One that fails loses only itself."""

    def __init__(self) -> None:
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._sources: dict[str, str] = {}
        self._areas: dict[str, Area] = {}
        self._rules: Rules | None = None
        self.failures: list[Failure] = []

    def load_in_tree(self, modules: Mapping[str, str] = IN_TREE) -> None:
        for name, path in sorted(modules.items()):
            self._import(name, "in-tree", lambda path=path: importlib.import_module(path))  # type: ignore[misc]

    def load_entry_points(self) -> None:
        for point in sorted(entry_points(group=PROJECT), key=lambda p: p.name):
            self._import(point.name, "entry point", point.load)

    def load_folder(self, folder: Path) -> None:
        """Single files. One that others could have written is not run."""
        if not folder.is_dir():
            return
        for file in sorted(folder.glob("*.py")):
            self._import(file.stem, str(file), lambda file=file: _load_file(file))  # type: ignore[misc]

    def register(self, module: object, name: str, source: str = "in-tree") -> None:
        """Take a module or object in as a plugin; a failure is kept, not raised."""
        try:
            if self._manager.has_plugin(name):
                raise ValueError(f"đã có plugin tên «{name}» ({self._sources[name]})")
            self._manager.register(module, name)
            self._manager.check_pending()  # a misspelt hook is silent without this
        except Exception as error:
            if self._manager.get_plugin(name) is module:
                self._manager.unregister(name=name)
            self._fail(name, "register", error)
            return
        self._sources[name] = source
        self._rules = None
        area = next((a for n, a in self._collect("vptu_area", only=name)), None)
        if isinstance(area, Area):
            self._areas[name] = area
        elif area is not None:
            self._drop(name, "vptu_area", TypeError(f"phải trả về Area, không phải {type(area).__name__}"))

    def plugins(self) -> tuple[Loaded, ...]:
        names = sorted(n for n, _ in self._manager.list_name_plugin())
        return tuple(Loaded(n, self._sources.get(n, ""), self._areas.get(n)) for n in names)

    def areas(self) -> tuple[Area, ...]:
        return tuple(self._areas[n] for n in sorted(self._areas))

    def rules(self) -> Rules:
        """Procedures, checks, bars and amendments of every sound plugin, and what is broken."""
        if self._rules is None:
            self._rules = self._gather()
        return self._rules

    def _gather(self) -> Rules:
        procedures: dict[str, Procedure] = {}
        checks: dict[str, Check] = {}
        bars: dict[str, tuple[Bar, ...]] = {}
        for plugin, answer in self._lists("vptu_procedures", Procedure):
            for procedure in answer:
                if procedure.kind in procedures:
                    taken = procedures[procedure.kind].area
                    self._fail(plugin, "vptu_procedures", ValueError(f"loại việc «{procedure.kind}» đã có ({taken})"))
                    continue
                procedures[procedure.kind] = procedure
                checks.update(procedure.checks)
                bars[procedure.kind] = procedure.bars
        for plugin, answer in self._collect("vptu_checks"):
            if self._is(plugin, "vptu_checks", answer, Mapping):
                clash = set(answer) & set(checks)
                if clash:
                    self._fail(plugin, "vptu_checks", ValueError(f"trùng tên kiểm tra: {', '.join(sorted(clash))}"))
                else:
                    checks.update(answer)
        for plugin, answer in self._collect("vptu_bars"):
            if self._is(plugin, "vptu_bars", answer, Mapping):
                for kind, bar in answer.items():
                    bars[kind] = (*bars.get(kind, ()), bar)
        amendments: dict[str, tuple[Amendment, ...]] = {}
        for _, found in self._lists("vptu_amendments", Amendment):
            for amendment in found:
                amendments[amendment.kind] = (*amendments.get(amendment.kind, ()), amendment)
        return Rules(procedures, amendments, checks, bars, self._broken_articles(), self._broken_kinds(procedures))

    def duties(self) -> tuple[DutyRule, ...]:
        return tuple(rule for _, rules in self._lists("vptu_duties", DutyRule) for rule in rules)

    def screens(self) -> tuple[ScreenSpec, ...]:
        return tuple(s for _, specs in self._lists("vptu_screens", ScreenSpec) for s in specs)

    def commands(self) -> tuple[CommandSpec, ...]:
        return tuple(c for _, specs in self._lists("vptu_commands", CommandSpec) for c in specs)

    def exports(self) -> tuple[Export, ...]:
        return tuple(e for _, specs in self._lists("vptu_exports", Export) for e in specs)

    def follow_ups(self, event: Event) -> tuple[Notice, ...]:
        return tuple(n for _, found in self._lists("vptu_follow_ups", Notice, event=event) for n in found)

    def _lists(self, hook: str, kind: type[Any], **arguments: Any) -> Iterator[tuple[str, Sequence[Any]]]:
        """Answers that are sequences of `kind`; any other is a failure of that plugin alone."""
        for plugin, answer in self._collect(hook, **arguments):
            if not isinstance(answer, (list, tuple)) or not all(isinstance(item, kind) for item in answer):
                self._fail(plugin, hook, TypeError(f"phải trả về danh sách {kind.__name__}"))
            else:
                yield plugin, answer

    def _is(self, plugin: str, hook: str, answer: object, kind: type[Any]) -> bool:
        if isinstance(answer, kind):
            return True
        self._fail(plugin, hook, TypeError(f"phải trả về {kind.__name__}, không phải {type(answer).__name__}"))
        return False

    def _collect(self, hook: str, *, only: str | None = None, **arguments: Any) -> Iterator[tuple[str, Any]]:
        impls = getattr(self._manager.hook, hook).get_hookimpls()
        for impl in sorted(impls, key=lambda impl: impl.plugin_name):
            if only is not None and impl.plugin_name != only:
                continue
            try:
                answer = impl.function(*(arguments[name] for name in impl.argnames))
            except Exception as error:
                self._fail(impl.plugin_name, hook, error)
            else:
                if answer is not None:
                    yield impl.plugin_name, answer

    def _import(self, name: str, source: str, load: Callable[[], object]) -> None:
        try:
            module = load()
        except Exception as error:
            self._sources.setdefault(name, source)
            self._fail(name, "import", error)
        else:
            self.register(module, name, source)

    def _drop(self, name: str, stage: str, error: Exception) -> None:
        self._manager.unregister(name=name)
        self._fail(name, stage, error)

    def _fail(self, plugin: str, stage: str, error: Exception) -> None:
        failure = Failure(plugin, stage, f"{type(error).__name__}: {error}", _where(error))
        if failure not in self.failures:
            self.failures.append(failure)
        self._rules = None if stage in ("import", "register", "vptu_area") else self._rules

    def _broken_articles(self) -> dict[str, str]:
        return {
            article: f"plugin «{failure.plugin}» đang hỏng ở {failure.stage} ({failure.error})."
            for failure in self.failures
            for article in _articles(self._areas.get(failure.plugin))
        }

    def _broken_kinds(self, sound: Iterable[str]) -> dict[str, str]:
        """Kinds known from an earlier, sound version of a plugin cannot be told; the plugin's name often is one."""
        return {
            failure.plugin: f"plugin «{failure.plugin}» đang hỏng ở {failure.stage} ({failure.error})."
            for failure in self.failures
            if failure.plugin not in sound
        }


def load_all(*, folder: Path | None = None, safe: bool = False) -> Registry:
    """In-tree plugins, then – unless `safe` – those of other distributions and of the plugin folder."""
    registry = Registry()
    registry.load_in_tree()
    if not safe:
        registry.load_entry_points()
        if folder is not None:
            registry.load_folder(folder)
    registry.rules()
    return registry


def _articles(area: Area | None) -> tuple[str, ...]:
    return area.articles if area else ()


def _load_file(file: Path) -> ModuleType:
    """Import one file under a name of its own. Refuses a file that somebody else owns or may write."""
    about = file.stat()
    if about.st_uid not in (0, os.getuid()) or about.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise PermissionError(
            f"{file}: tệp do người khác sở hữu hoặc người khác ghi được; chạy «chmod go-w {file.name}»"
        )
    name = f"vptu_plugin_{file.stem}"
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file}: không phải tệp Python")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _where(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}"
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""


def resolve(path: str) -> Any:
    """`module:name` -> the object. Raises ImportError or AttributeError as Python does."""
    module, _, name = path.partition(":")
    return getattr(importlib.import_module(module), name)
