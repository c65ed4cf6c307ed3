"""The house as it is built: which folder may import which, what the first screen loads, who reads the clock, how long
anything may be. Held over every file there is, so that a new one cannot forget.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.support.office import SampleStore, instant

ROOT = Path(__file__).parents[1]
TOPS = ("core", "plugins", "tui", "config")
LONGEST_FILE, LONGEST_FUNCTION = 400, 70
"""Lines."""

PLAIN = ("core.text", "core.errors")
VALUES = ("core.law", "core.office", *PLAIN)
MAY_IMPORT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("core.errors", ()),
    ("core.text", ("core.errors",)),
    ("core.clock", ("core.errors", "core.office.sessions")),
    ("core.codec", ("core.law.route",)),
    ("core.office", ("core.office", *PLAIN)),
    ("core.law", VALUES),
    ("core.extension", ("core.extension", "core.figures", *VALUES)),
    ("core.records", ("core.records", "core.codec", "core.extension.hookspecs", "core.filekinds", *VALUES)),
    ("core.printing", ("core.printing", *VALUES)),
    ("core.tabular", ("core.tabular", "core.filekinds", *PLAIN)),
    ("core", ("core",)),
    (
        "plugins",
        (
            "core.extension.hookspecs",
            "core.exporting",
            "core.figures",
            "core.listing",
            "core.printing",
            "core.tables_in",
            *VALUES,
        ),
    ),
    ("config", VALUES),
    ("tui", TOPS),
)
"""The first line that fits a module holds; every module may import its own folder of `plugins`. What is only imported
for the type checker must keep to the same lines, except where `FOR_TYPES` says more."""
FOR_TYPES = {"core.errors": ("core.law.ruling",), "core.law.procedure": ("core.figures",)}
"""A ruling is carried by the error, never made by it; a procedure is handed the figures that it freezes."""

ONLY_IN: dict[str, tuple[str, ...]] = {
    "sqlalchemy": ("core.records",), "sqlmodel": ("core.records",),
    "sqlite3": ("core.records.driver",), "pysqlite3": ("core.records.driver",),
    "pluggy": ("core.extension.registry", "core.extension.hookspecs"),
    "textual": ("tui",), "rich": ("tui",),
    "holidays": ("core.office.holidays",), "tomli_w": ("core.office.export",),
    "tomllib": ("core.office.reading", "config.regulation_files"),
    **dict.fromkeys(("docxtpl", "docx", "jinja2", "markupsafe"), ("core.printing", "plugins")),
    "openpyxl": ("core.printing", "core.tabular", "core.tables_in", "plugins"), "icalendar": ("core.printing",),
    "pydantic": ("core.law", "core.desk", "plugins", "tui"), "arrow": ("tui",),
}  # fmt: skip
"""Who may use which library at all; a library that is not listed may be used by nobody."""
TYPES_OF = {"sqlmodel": ("core.acts", "core.work", "core.outcome", "core.registers")}
"""Who may name a library's types, and nothing else of it."""
WRITES = ("core.records.saving", "core.records.tables", "core.records.engine", "core.records.numbers")
WIRES = ("tui.house", "tui.cli.premises", "tui.cli.doctor")
"""The composition root, and who looks after a store that will not open."""

SLOW = (
    "textual", "rich", "sqlmodel", "sqlalchemy", "pydantic", "holidays", "docxtpl", "docx", "openpyxl", "icalendar",
    "pluggy", "arrow", "jinja2", "tomllib", "tomli_w", "plugins", "tui.app", "core.work", "core.governing",
)  # fmt: skip
CLOCKS = {"now", "utcnow", "today", "time", "localtime", "gmtime"}
READS_THE_CLOCK = {"core.clock", "tui.cli.crash"}
"""Handed down from the root; and a crash that no clock could be handed to."""


@dataclass(frozen=True, slots=True)
class Import:
    """One name of one import statement."""

    module: str
    """Who imports."""
    name: str
    for_types: bool
    top: bool
    """At the top of the module, where it is paid for at once."""
    line: int

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.name}"


@cache
def modules() -> dict[str, ast.Module]:
    found = {}
    for file in (f for top in TOPS for f in sorted((ROOT / top).rglob("*.py"))):
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found[name] = ast.parse(file.read_text(encoding="utf-8"), file)
    return found


def file_of(module: str) -> Path:
    path = ROOT / Path(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def imports() -> tuple[Import, ...]:
    return tuple(found for module, tree in modules().items() for found in _imports(module, tree, False, True))


def _imports(module: str, node: ast.AST, for_types: bool, top: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield from (Import(module, name, for_types, top, child.lineno) for name in _names(module, child))
        typed = isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
        inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from _imports(module, child, for_types or typed, top and not inside)


def _names(module: str, node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    package = module.split(".") if file_of(module).name == "__init__.py" else module.split(".")[:-1]
    start = package[: len(package) - node.level + 1] if node.level else []
    base = ".".join([*start, *(node.module.split(".") if node.module else [])])
    for alias in node.names:  # `from core.records import saving` names a module
        full = f"{base}.{alias.name}"
        yield full if full in modules() else base


def under(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)


def allowed(module: str) -> tuple[str, ...]:
    return next(may for prefix, may in MAY_IMPORT if under(module, (prefix,)))


def own_folder(module: str) -> tuple[str, ...]:
    parts = module.split(".")
    return (".".join(parts[:2]),) if parts[0] == "plugins" and len(parts) > 1 else ()


def is_ours(name: str) -> bool:
    return name.split(".")[0] in (*TOPS, "tests", "bench")


# -- who imports whom


def test_imports_run_one_way() -> None:
    """tui -> plugins, core · plugins -> core's values · core's edges -> law, office, records · law, office -> none."""
    wrong = [
        str(found)
        for found in imports()
        if is_ours(found.name)
        and not under(found.name, (*allowed(found.module), *own_folder(found.module)))
        and not (found.for_types and under(found.name, FOR_TYPES.get(found.module, ())))
    ]
    assert wrong == []


def test_core_knows_no_plugin_no_screen_and_no_file_of_data() -> None:
    """Not even by a name in a text: what is in the tree is listed in one place."""
    listed = "core.extension.in_tree"
    wrong = [str(f) for f in imports() if f.module.startswith("core") and under(f.name, ("plugins", "tui", "config"))]
    assert wrong == []
    for module, tree in modules().items():
        texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
        if module.startswith("core") and module != listed:
            assert not [t for t in texts if t.startswith(("plugins.", "tui."))], module


def test_plugins_do_not_know_each_other() -> None:
    wrong = [str(f) for f in imports() if under(f.module, ("plugins",)) and under(f.name, ("plugins",))
             and f.name != "plugins" and not under(f.name, own_folder(f.module))]  # fmt: skip
    assert wrong == []


def test_a_screen_names_a_plugin_only_when_it_is_opened() -> None:
    """Inside a function: a broken plugin takes its own screen or command with it and nothing else."""
    wrong = [str(f) for f in imports() if under(f.module, ("tui",)) and under(f.name, ("plugins",))
             and f.top and not f.for_types]  # fmt: skip
    assert wrong == []


def test_only_the_root_wires_and_only_work_and_governing_write() -> None:
    wrong = [str(f) for f in imports() if under(f.module, ("tui", "plugins")) and under(f.name, WRITES)
             and f.module not in WIRES]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_used_only_where_it_belongs(library: str) -> None:
    wrong = [
        str(found)
        for found in imports()
        if under(found.name, (library,))
        and not under(found.module, ONLY_IN[library])
        and not (found.for_types and found.module in TYPES_OF.get(library, ()))
    ]
    assert wrong == []


def test_no_library_is_used_that_is_not_declared() -> None:
    """Everything imported is the standard library, ours, or comes with a dependency of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[\[<>=; ]", line)[0].replace("-", "_") for line in project["dependencies"]}
    comes_with = {"pydantic": "sqlmodel", "sqlalchemy": "sqlmodel", "rich": "textual", "jinja2": "docxtpl",
                  "markupsafe": "docxtpl", "docx": "docxtpl"}  # fmt: skip
    used = {f.name.split(".")[0] for f in imports() if not is_ours(f.name)} - set(sys.stdlib_module_names)
    assert used <= set(ONLY_IN)
    assert {comes_with.get(library, library) for library in used} <= declared


def test_widgets_show_and_do_not_ask() -> None:
    """They get frozen views: nothing of a widget reads the store, writes, or judges."""
    asks = (
        "core.desk",
        "core.work",
        "core.governing",
        "core.inquiry",
        "core.records",
        "core.law.authority",
        "tui.house",
    )
    wrong = [str(f) for f in imports() if under(f.module, ("tui.widgets",)) and under(f.name, asks) and not f.for_types]
    assert wrong == []


# -- what a start costs


HEADLESS = """
import sys, json
from pathlib import Path
from core.clock import FixedClock
from core.records.store import Store
from tui.house import House, Places
from datetime import datetime
from core.office.sessions import ZONE
path, at = Path(sys.argv[1]), datetime(2024, 10, 8, 8, 0, tzinfo=ZONE)
house = House(Places.of(path), FixedClock(at), Store.open(path))
tray = house.desk.tray("head", at)
assert [(w.matter, w.step) for w in tray.mine] == [(1, "consent:head")], tray.mine
house.desk.law(at)["leave.form_over"]
print(json.dumps(sorted(sys.modules)))
"""


def test_the_first_desk_loads_nothing_slow(sample_store: SampleStore, tmp_path: Path) -> None:
    """A read of the desk in a process of its own, with rows in it: driver and pure modules only."""
    at = instant("2024-10-08 08:00")
    with sample_store.house(tmp_path / "office.db", at) as house:
        house.work.open("leave", {"person": "cvD", "from": "15/10/2024", "until": "15/10/2024"}, by="cvD", at=at)
    answer = subprocess.run(
        [sys.executable, "-c", HEADLESS, str(tmp_path / "office.db")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = json.loads(answer.stdout)
    assert [name for name in loaded if under(name, SLOW)] == []


QUIET = """
import importlib, os, sys
root, seen = sys.argv[1] + os.sep, []
def hook(event, arguments):
    if event in ("sqlite3.connect", "subprocess.Popen", "socket.connect", "os.mkdir", "os.remove", "os.rename"):
        seen.append(event)
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(root):
        if not arguments[0].endswith((".py", ".pyc")) and "/.venv" not in arguments[0]:
            seen.append(arguments[0])
sys.dont_write_bytecode = True
sys.addaudithook(hook)
for name in sys.argv[2:]:
    importlib.import_module(name)
print("\\n".join(seen))
"""


def test_nothing_happens_at_import() -> None:
    """No module of the house opens a file, a store or a process when it is imported."""
    names = [name for name in modules() if name != "tui.__main__"]
    answer = subprocess.run(
        [sys.executable, "-c", QUIET, str(ROOT), *names], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == []


# -- the clock


def test_only_the_clock_reads_the_clock() -> None:
    wrong = [
        f"{module}:{node.lineno} {ast.unparse(node)}"
        for module, tree in modules().items()
        if module not in READS_THE_CLOCK
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _reads_clock(node.func)
    ]
    assert wrong == []


def _reads_clock(function: ast.expr) -> bool:
    """`datetime.now`, `date.today`, `time.time` …, not the methods of our own objects."""
    if not isinstance(function, ast.Attribute) or function.attr not in CLOCKS:
        return False
    return ast.unparse(function.value) in ("datetime", "datetime.datetime", "date", "datetime.date", "time", "arrow")


def test_no_rule_defaults_its_day() -> None:
    """`at` and `on` are always said (house style): a default would be somebody's guess."""
    wrong = []
    for module, tree in modules().items():
        if not under(module, ("core.law", "core.office", "core.work", "core.governing", "core.desk", "plugins")):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                wrong += [f"{module}:{node.lineno} {node.name}({name})" for name in _defaulted(node.args)]
    assert wrong == []


def _defaulted(arguments: ast.arguments) -> list[str]:
    placed = [*arguments.posonlyargs, *arguments.args]
    with_default = placed[len(placed) - len(arguments.defaults) :]
    named = [a for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if d is not None]
    return [a.arg for a in (*with_default, *named) if a.arg in ("at", "on")]


# -- length and manners


@pytest.mark.parametrize("module", modules())
def test_a_module_says_why_it_exists_and_is_short(module: str) -> None:
    tree, text = modules()[module], file_of(module).read_text(encoding="utf-8")
    lines = len(text.splitlines())
    assert lines <= LONGEST_FILE, f"{module} has {lines} lines"
    assert not tree.body or ast.get_docstring(tree), f"{module} does not say why it exists"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{module}:{node.lineno} {node.name} has {length} lines"


def test_no_error_is_swallowed() -> None:
    """No `except Exception: pass`, bare `except:`, or `suppress(Exception)`."""
    wrong = []
    for module, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler) and _catches_all(node.type) and all(map(_says_nothing, node.body)):
                wrong.append(f"{module}:{node.lineno}")
            if isinstance(node, ast.ExceptHandler) and node.type is None:
                wrong.append(f"{module}:{node.lineno}")
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
                wrong += [f"{module}:{node.lineno}" for a in node.args if _catches_all(a)]
    assert wrong == []


def _catches_all(caught: ast.expr | None) -> bool:
    return caught is None or ast.unparse(caught) in ("Exception", "BaseException")


def _says_nothing(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Pass | ast.Continue) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )


def test_no_product_code_asks_whether_it_is_under_test() -> None:
    for module in modules():
        text = file_of(module).read_text(encoding="utf-8")
        assert "PYTEST" not in text and "pytest" not in text, module
