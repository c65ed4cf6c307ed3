"""All 232 norms are accounted for: enforced by a named rule, carried by something, not executable because …, or listed
as belonging to an area that is not built yet – each once, and nothing in the program cites a norm that does not exist.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from core.extension.hookspecs import Area
from core.extension.in_tree import STAKES
from core.extension.registry import resolve
from core.law.procedure import article_of
from core.law.regulation import Law
from tests.support.office import law, registry, regulation
from tests.support.scenario import entries

ROOT = Path(__file__).parents[1]
LIST = Path(__file__).parent / "data" / "norms-not-built.txt"
NORMS, NOT_BUILT_AT_MOST = 232, 77
"""The second number goes down with every area that is built, never up."""
SHAPE = re.compile(r"(?:[PR]-\d+|\d{1,2}b?)(?:[.-][a-z]?\d+(?:\.[a-z])?)*(?:/\d+)?")
NO_NORM = {"14.5"}
"""An example of a number that is written as text."""
TYPED = ("number", "whole", "flag", "text", "entries", "parameter")
KEY = re.compile(r"[a-z]+(\.[a-z_]+)+")
BUILT = (
    "leave.", "duty.", "balance.", "attachment.", "org.clerical", "org.unit_archive", "org.unit_clerical", "sign.",
    "register.", "documents.", "relations.", "consult.", "planning.", "meetings.", "report.",
    "calendar.annual_plan", "calendar.progress_day", "calendar.head_report_day", "calendar.compliance_every_months",
    "calendar.compliance_day",
)  # fmt: skip
"""What the parameters of the areas in the tree are called."""
COMPLETE = {"leave", "duty-roster", "documents", "confidentiality", "planning", "meetings", "reporting"}
"""Areas of the regulation of which every norm is answered for."""
OURS = ("core", "plugins", "tui", "config")


def in_force() -> Law:
    return law(date(2024, 10, 8))


@cache
def not_built() -> dict[str, tuple[str, ...]]:
    """By area, as the list says."""
    found: dict[str, tuple[str, ...]] = {}
    area = ""
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            area = line.strip("[]")
        elif not line.startswith("#"):
            found[area] = (*found.get(area, ()), *line.split())
    return {name: norms for name, norms in found.items() if norms}


def claims() -> list[tuple[str, str]]:
    """Norm and area, as often as it is claimed."""
    return [(norm, area.name) for area in registry().areas() for norm in _claimed(area)]


def _claimed(area: Area) -> tuple[str, ...]:
    return (*area.enforced, *area.carried, *area.not_executable)


# -- none missing, none twice


def test_every_norm_is_claimed_once_or_listed_as_not_built() -> None:
    listed = [norm for norms in not_built().values() for norm in norms]
    accounted = Counter([norm for norm, _ in claims()] + listed)
    assert set(accounted) == set(in_force().norms) and len(accounted) == NORMS
    assert [norm for norm, count in accounted.items() if count > 1] == []


def test_the_list_of_what_is_not_built_only_shrinks() -> None:
    listed = [norm for norms in not_built().values() for norm in norms]
    assert len(listed) <= NOT_BUILT_AT_MOST
    assert {norm: area for area, norms in not_built().items() for norm in norms} == {
        norm: in_force().norms[norm].area for norm in listed
    }


def test_of_an_area_that_was_built_nothing_is_left_over() -> None:
    """Nothing is built halfway: no norm of these areas stands in the list, whichever plugin answers for it."""
    assert not COMPLETE & set(not_built())


def test_what_would_be_undetermined_is_what_is_claimed() -> None:
    """If a plugin of ours cannot be imported, exactly its own norms are without an answer (core.extension.in_tree)."""
    for loaded in registry().plugins():
        stake, area = STAKES[loaded.name], loaded.area
        assert area is not None
        articles = {n for n in in_force().norms if article_of(n) in stake.articles}
        others = {norm for norm, name in claims() if name != area.name}
        assert set(_claimed(area)) == (articles - others) | set(stake.norms)


# -- enforced by a rule there is


def enforced() -> list[tuple[str, str]]:
    return sorted((norm, path) for area in registry().areas() for norm, path in area.enforced.items())


@pytest.mark.parametrize(("norm", "path"), enforced())
def test_the_rule_that_enforces_a_norm_exists_and_names_it(norm: str, path: str) -> None:
    """The law stands beside the rule: the rule's own text carries the id."""
    rule = resolve(path)
    assert callable(rule)
    assert re.search(rf"(?<![\w./-]){re.escape(norm)}(?![\w/-])", inspect.getsource(rule))


@pytest.mark.parametrize("norm", [norm for norm, _ in enforced()])
def test_every_enforced_norm_is_seen_at_work_in_a_scenario(norm: str) -> None:
    """Some question or story of a clerk's is answered by it."""
    assert norm in _cited_in_scenarios()


@cache
def _cited_in_scenarios() -> frozenset[str]:
    found: set[str] = set()
    for entry in entries():
        for table in (entry.data, *entry.data.get("step", ())):
            found |= {*table.get("clauses", ()), *table.get("decisive", ())}
    return frozenset(found)


def test_what_is_not_executable_says_why_and_what_is_carried_says_by_what() -> None:
    for area in registry().areas():
        for norm, says in (*area.carried.items(), *area.not_executable.items()):
            assert len(says.split()) > 2, (area.name, norm)


# -- nothing cites what does not exist


def texts() -> Iterator[tuple[str, ast.Constant]]:
    """Every string constant of the product, with its file."""
    for file in (f for top in OURS for f in sorted((ROOT / top).rglob("*.py"))):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{file.relative_to(ROOT)}:{node.lineno}", node


def test_every_norm_and_clause_that_is_cited_exists() -> None:
    known = set(in_force().norms) | set(in_force().clauses)
    wrong = [
        f"{where}: {node.value}"
        for where, node in texts()
        if isinstance(node.value, str)
        and re.search(r"[./-]", node.value) and SHAPE.fullmatch(node.value)
        and node.value not in known and node.value not in NO_NORM
    ]  # fmt: skip
    assert wrong == []


def test_every_norm_a_comment_or_docstring_names_exists() -> None:
    """`(18.3/2)` in words: what has a slash and is no date."""
    known = set(in_force().norms)
    named = re.compile(r"(?<![\w/.-])(\d{1,2}b?(?:\.[a-z]?\d+)?(?:-\d+)?/\d)(?![\w/])")
    wrong = [
        f"{file.relative_to(ROOT)}: {found}"
        for file in (f for top in ("core", "plugins") for f in (ROOT / top).rglob("*.py"))
        for found in named.findall(file.read_text(encoding="utf-8"))
        if found not in known
    ]
    assert wrong == []


def test_every_reading_that_is_cited_exists() -> None:
    wrong = [w for w, n in texts() if re.fullmatch(r"A\d\d", str(n.value)) and n.value not in in_force().readings]
    assert wrong == []


def test_every_parameter_that_is_asked_for_exists_and_every_one_of_a_built_area_is_asked_for() -> None:
    """A setting nobody reads would be a promise nobody keeps."""
    keys = set(in_force().values)
    asked = {key for tree in _trees() for key in _asked_for(tree)}
    assert asked <= keys
    assert {key for key in keys if key.startswith(BUILT)} <= asked


def _trees() -> Iterator[ast.Module]:
    return (ast.parse(f.read_text(encoding="utf-8")) for top in OURS for f in sorted((ROOT / top).rglob("*.py")))


def _asked_for(tree: ast.Module) -> Iterator[str]:
    """`law["leave.form_over"]`, `law.number("leave.form_over")`; also where the key is chosen between two."""
    for node in ast.walk(tree):
        where: ast.expr | None = None
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).split(".")[-1] == "law":
            where = node.slice
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in TYPED
            and node.args
        ):
            where = node.args[0]
        for part in ast.walk(where) if where is not None else ():
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and KEY.fullmatch(part.value):
                yield part.value


def test_every_alternative_reading_of_a_built_area_is_tried_in_a_scenario() -> None:
    """A01 … A12 and the others of leave and roster: some scenario sets what the alternative sets."""
    tried = {
        (key, str(value))
        for entry in entries()
        for key, value in (*entry.data.get("settings", {}).items(), *_set_in(entry.data.get("step", ())))
    }
    norms = {norm for norm, _ in claims()}
    for reading in in_force().readings.values():
        if not norms.isdisjoint(reading.norms):
            for choice in reading.choices[1:]:
                wanted = {(k, str(v)) for k, v in choice.values.items() if reading.choices[0].values.get(k) != v}
                assert {w for w in wanted if w[0].startswith(BUILT)} <= tried, (reading.id, wanted - tried)


def _set_in(steps: tuple[dict[str, object], ...]) -> Iterator[tuple[str, object]]:
    return ((str(step["key"]), step["value"]) for step in steps if step.get("act") == "set")


def test_the_regulation_is_the_one_the_tests_count() -> None:
    assert len(regulation().norms) == NORMS and len(in_force().readings) == 53
