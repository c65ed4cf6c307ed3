"""Load plugins, keep going when one is broken, and remember why. The only module that talks to pluggy."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Collection, Iterator, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pluggy

from core.errors import VptuError
from core.extension import hookspecs
from core.extension.answers import fault
from core.extension.failures import IMPORT, NORMS, OWN, REGISTER, AnswerError, Failure, explain
from core.extension.files import files_in, load_file
from core.extension.gathering import entries, gather_rules
from core.extension.guard import GO_ON, Guard
from core.extension.hookspecs import PROJECT, Area, CommandSpec, Event, Export, Notice, Opens, ScreenSpec
from core.extension.in_tree import IN_TREE
from core.extension.plugin import Plugin, PluginStatus
from core.figures import FigureRule
from core.law.book import Book
from core.law.duty import DutyRule
from core.law.procedure import Rules

__all__ = ["IN_TREE", "Failure", "PluginStatus", "Registry", "load_all", "resolve"]

FOLDER, ENTRY_POINTS = "thư mục plugin", "plugin cài kèm"
"""The names under which a source shows that cannot be used as a whole."""
AREA = "vptu_area"
SPECS: Mapping[str, Callable[..., object]] = {n: s for n, s in vars(hookspecs).items() if n.startswith(f"{PROJECT}_")}


class Registry:
    """Every plugin's typed answers, in the order in which they were loaded. One that fails loses only itself."""

    def __init__(self, norms: Callable[[], Collection[str]] | None = None) -> None:
        """`norms` answers the ids of the regulation's norms; it is asked when somebody wants a report."""
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._plugins: list[Plugin] = []
        self._norms = norms
        self._rules: Rules | None = None
        self._listed: dict[str, tuple[Any, ...]] = {}

    # -- loading -------------------------------------------------------------------------------------------------

    def load_in_tree(self, modules: Mapping[str, str] = IN_TREE) -> None:
        for name, path in sorted(modules.items()):
            self._load(Plugin(name, OWN), lambda path=path: importlib.import_module(path))  # type: ignore[misc]

    def load_entry_points(self) -> None:
        """Plugins of other distributions in this environment."""
        try:
            points = sorted(entry_points(group=PROJECT), key=lambda p: p.name)
        except Exception as error:  # the metadata of another distribution cannot be read
            self._plugins.append(refused := Plugin(ENTRY_POINTS, "entry point"))
            refused.keep(IMPORT, error)
            return
        for point in points:
            self._load(Plugin(point.name, "entry point"), point.load)

    def load_folder(self, folder: Path) -> None:
        """Single files. One that others could have written is not run; a folder that is not there holds none."""
        try:
            found = list(files_in(folder))
        except AnswerError as error:
            self._plugins.append(refused := Plugin(FOLDER, str(folder)))
            refused.keep(IMPORT, error)
            return
        for file in found:
            plugin = Plugin(file.stem, str(file), home=str(file))
            self._load(plugin, lambda file=file, plugin=plugin: load_file(file, plugin.say))  # type: ignore[misc]

    def register(self, module: object, name: str, source: str = OWN) -> None:
        """Take a module or object in as a plugin; a failure is kept, not raised."""
        self._load(Plugin(name, source), lambda: module)

    def _load(self, plugin: Plugin, load: Callable[[], object]) -> None:
        """Import and register. What a plugin raises is kept, also SystemExit; only the user's own interrupt goes on."""
        stage, rule = IMPORT, None
        same = next((p for p in self._plugins if p.name == plugin.name), None)
        self._plugins.append(plugin)
        try:
            if same is not None:
                raise AnswerError(f"đã có plugin tên «{plugin.name}» ({same.source})", "Đổi tên một trong hai.")
            module = load()
            stage = REGISTER
            if any(module is known for known in self._manager.get_plugins()):
                raise AnswerError("đã được nạp dưới một tên khác", "Bỏ một trong hai nơi khai báo.")
            plugin.home = plugin.home or _home(module)
            plugin.hooks = self._hooks_of(module)
            self._manager.register(module, plugin.name)
            self._manager.check_pending()  # a misspelt hook is silent without this
            if AREA in plugin.hooks:
                stage, rule = AREA, getattr(module, AREA)
                plugin.area = _sound_area(rule())
                self._refuse_claims(plugin, rule)
        except GO_ON:
            raise
        except BaseException as error:
            plugin.keep(stage, error, rule)
            if same is None and self._manager.has_plugin(plugin.name):
                self._manager.unregister(name=plugin.name)
        else:
            plugin.loaded = True
        self._rules = None
        self._listed.clear()

    def _hooks_of(self, module: object) -> tuple[str, ...]:
        """The hooks a plugin implements. AnswerError for one that does not exist, is not marked, or asks for what it is
        not given: pluggy would pass the second over in silence."""
        found = []
        for name in dir(module):
            marked = self._manager.parse_hookimpl_opts(module, name)
            if marked is None and not (name.startswith(f"{PROJECT}_") and callable(getattr(module, name))):
                continue
            if name not in SPECS:
                raise AnswerError(f"không có hook «{name}»{_near(name, SPECS)}", f"Các hook: {', '.join(SPECS)}.")
            if marked is None:
                raise AnswerError(
                    f"hàm {name}() chưa được đánh dấu nên sẽ không được gọi", "Thêm @hookimpl ngay trên hàm."
                )
            if marked.get("wrapper") or marked.get("hookwrapper") or marked.get("specname"):
                raise AnswerError(f"{name}() không nhận wrapper hay specname", "Chỉ ghi @hookimpl, không tham số.")
            _require_arguments(name, getattr(module, name))
            found.append(name)
        if not found:
            raise AnswerError("không khai báo hook nào", f"Khai báo ít nhất một hàm có @hookimpl: {', '.join(SPECS)}.")
        return tuple(found)

    def _refuse_claims(self, plugin: Plugin, rule: object) -> None:
        """An article and a norm have one plugin that answers for them: the first. Another loses that claim."""
        others = [p for p in self._plugins if p is not plugin]
        articles = {a: p.name for p in others for a in (*(p.area.articles if p.area else ()), *p.stake.articles)}
        norms = {n: p.name for p in others for n in (*p.norms(), *p.stake.norms)}
        claimed = plugin.norms()
        wrong = [f"Điều {a} («{articles[a]}»)" for a in (plugin.area.articles if plugin.area else ()) if a in articles]
        wrong += [f"{n} («{norms[n]}»)" for n in dict.fromkeys(claimed) if n in norms]
        twice = sorted({n for n in claimed if claimed.count(n) > 1})
        if wrong:
            plugin.leave_out(articles, norms)
            says = f"«{plugin.name}» nhận cả nơi plugin khác đã nhận: {', '.join(wrong)}"
            remedy = "Bỏ các mục đó khỏi Area; muốn thêm bước thì dùng vptu_amendments()."
            plugin.keep(AREA, AnswerError(says, remedy), rule)
        if twice:
            says = f"Area ghi một quy phạm ở hai bảng: {', '.join(twice)}"
            plugin.keep(AREA, AnswerError(says, "Mỗi quy phạm chỉ ghi một lần."), rule)

    # -- answers -------------------------------------------------------------------------------------------------

    @property
    def failures(self) -> list[Failure]:
        """Everything that went wrong so far, each once."""
        return [failure for plugin in self._plugins for failure in plugin.failures]

    def plugins(self) -> tuple[PluginStatus, ...]:
        """Those in use."""
        return tuple(plugin.status() for plugin in self._plugins if plugin.loaded)

    def areas(self) -> tuple[Area, ...]:
        return tuple(plugin.area for plugin in self._plugins if plugin.area is not None)

    def rules(self) -> Rules:
        """Procedures, checks, bars and amendments of every plugin, and what is broken."""
        if self._rules is None:
            self._rules = gather_rules(self._plugins, self._answers)
        return self._rules

    def duties(self) -> tuple[DutyRule, ...]:
        return self._list("vptu_duties", DutyRule, lambda rule: rule.name)

    def screens(self) -> tuple[ScreenSpec, ...]:
        return self._list("vptu_screens", ScreenSpec, lambda screen: screen.id)

    def commands(self) -> tuple[CommandSpec, ...]:
        return self._list("vptu_commands", CommandSpec, lambda command: command.name)

    def exports(self) -> tuple[Export, ...]:
        return self._list("vptu_exports", Export, lambda export: export.id)

    def books(self) -> tuple[Book, ...]:
        return self._list("vptu_books", Book, lambda book: book.id)

    def figures(self) -> tuple[FigureRule, ...]:
        return self._list("vptu_figures", FigureRule, lambda rule: rule.name)

    def follow_ups(self, event: Event) -> tuple[Notice | Opens, ...]:
        """What is to be told and opened because of an event. Raises nothing: what was done is done."""

        def answers(hook: str) -> Iterator[tuple[Plugin, object, object]]:
            return self._answers(hook, event=event)

        return tuple(entry for _, entry, _ in entries(answers, "vptu_follow_ups", Notice, Opens))

    def report(self) -> tuple[PluginStatus, ...]:
        """Every plugin, sound or broken, after all it declares was asked for and its norms were looked up."""
        for ask in (self.rules, self.duties, self.screens, self.commands, self.exports, self.books, self.figures):
            ask()
        self._look_norms_up()
        return tuple(plugin.status() for plugin in self._plugins)

    def _look_norms_up(self) -> None:
        if self._norms is None:
            return
        known = self._norms()
        for plugin in self._plugins:
            for norm in (n for n in plugin.norms() if n not in known):
                says = f"quy chế không có quy phạm «{norm}»{_near(norm, known)}"
                plugin.keep(NORMS, AnswerError(says, "Sửa mã trong Area; tra mã bằng «vptu quy-che show ĐIỀU»."))

    def _list(self, hook: str, kind: type[Any], id_of: Callable[[Any], str]) -> tuple[Any, ...]:
        """The entries of all plugins, the first of each id."""
        if hook not in self._listed:
            found: dict[str, tuple[Plugin, Any]] = {}
            for plugin, entry, rule in entries(self._answers, hook, kind):
                owner, first = found.setdefault(id_of(entry), (plugin, entry))
                if first is not entry:
                    says = f"«{id_of(entry)}» đã là của plugin «{owner.name}»"
                    plugin.keep(hook, AnswerError(says, "Đặt mã khác."), rule)
            self._listed[hook] = tuple(Guard(p.name, p.keep).entry(entry) for p, entry in found.values())
        return self._listed[hook]

    def _answers(self, hook: str, **arguments: object) -> Iterator[tuple[Plugin, object, object]]:
        """Call a hook plugin by plugin; one that raises is a failure of that plugin alone."""
        impls = {impl.plugin_name: impl for impl in getattr(self._manager.hook, hook).get_hookimpls()}
        for plugin in self._plugins:
            impl = impls.get(plugin.name)
            if impl is None or not plugin.loaded:
                continue
            try:
                answer = impl.function(*(arguments[name] for name in impl.argnames))
            except GO_ON:
                raise
            except BaseException as error:
                plugin.keep(hook, error, impl.function)
            else:
                yield plugin, answer, impl.function


def load_all(
    *, folder: Path | None = None, safe: bool = False, norms: Callable[[], Collection[str]] | None = None
) -> Registry:
    """In-tree plugins, then – unless `safe` – those of other distributions and of the plugin folder."""
    registry = Registry(norms)
    registry.load_in_tree()
    if not safe:
        registry.load_entry_points()
        if folder is not None:
            registry.load_folder(folder)
    registry.rules()
    return registry


def _home(module: object) -> str:
    """The file of a module, or the folder of a package; of an object, that of its module."""
    if not inspect.ismodule(module):
        module = inspect.getmodule(module)
    file = getattr(module, "__file__", None) or ""
    return str(Path(file).parent) + "/" if file.endswith("__init__.py") else file


def _sound_area(answer: object) -> Area:
    wrong = fault(answer, Area)
    if wrong or not isinstance(answer, Area):
        raise AnswerError(str(wrong))
    return answer


def _require_arguments(name: str, function: Callable[..., object]) -> None:
    given = list(inspect.signature(SPECS[name]).parameters)
    unknown = [p for p in inspect.signature(function).parameters if p not in given]
    if unknown:
        raise AnswerError(
            f"{name}() đòi tham số «{unknown[0]}» mà hook này không có", f"Viết lại: def {name}({', '.join(given)})"
        )


def _near(name: str, known: Collection[str]) -> str:
    from difflib import get_close_matches  # only on the way to an error

    near = get_close_matches(name, list(known), 1)
    return f" (có phải «{near[0]}»?)" if near else ""


def resolve(path: str) -> Any:
    """What `module:name` of a screen, command or export means; imported now. VptuError where it cannot be had."""
    module, _, name = path.partition(":")
    try:
        return getattr(importlib.import_module(module), name)
    except GO_ON:
        raise
    except BaseException as error:
        found = explain(module, IMPORT, error)
        raise VptuError(f"Không mở được «{path}»: {found.error} ({found.where}). Báo người viết plugin sửa.") from error
