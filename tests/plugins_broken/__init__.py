"""Broken plugins for the tests: as data in the TOML files, and how one is put into a folder and loaded."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from core.extension.failures import Failure
from core.extension.in_tree import IN_TREE, STAKES
from core.extension.registry import Registry, load_all
from core.inquiry import Outline, Question, may, outline
from core.law.ruling import Ruling
from core.work import Work
from tests.support.office import instant, law, office_at
from tui.house import House

HERE = Path(__file__).parent
AT = instant("2024-10-08 08:00")
LEAVE = {"person": "cvA", "from": "10/10/2024", "until": "10/10/2024"}
OWN = tuple(sorted(IN_TREE))
"""The product's own plugins, in the order in which they are loaded."""
OWN_KINDS = {kind for stake in STAKES.values() for kind in stake.kinds}


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    code: str
    stage: str
    error: str
    line: int | None = None
    """Of the whole file."""
    remedy: str = ""
    keeps: tuple[str, ...] = ()


@cache
def tables(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def prelude() -> str:
    """What every code in answers.toml begins with."""
    text: str = tables("answers.toml")["prelude"]
    return text + "\n"


def cases(name: str) -> Iterator[Case]:
    head = prelude() if "prelude" in tables(name) else ""
    for raw in tables(name)["case"]:
        line = raw.get("line")
        yield Case(
            raw["name"], head + raw["code"], raw["stage"], raw["error"], line and line + head.count("\n"),
            raw.get("remedy", ""), tuple(raw.get("keeps", ())),
        )  # fmt: skip


def put(folder: Path, code: str | bytes, name: str = "hop") -> Path:
    """A plugin's file, as an administrator would put it there."""
    folder.mkdir(exist_ok=True)
    folder.chmod(0o700)
    file = folder / f"{name}.py"
    file.write_bytes(code if isinstance(code, bytes) else code.encode())
    file.chmod(0o600)
    return file


def loaded(folder: Path, code: str | bytes, name: str = "hop") -> Registry:
    """A registry with the product's plugins and this one."""
    put(folder, code, name)
    return load_all(folder=folder)


def plugged(folder: Path, code: str) -> Plugged:
    """Code after the prelude, loaded beside the product's plugins; sound as far as loading goes."""
    registry = loaded(folder, prelude() + code)
    assert registry.failures == []
    return Plugged(registry, folder / "hop.py")


def only_failure(registry: Registry) -> Failure:
    (failure,) = registry.failures
    return failure


@dataclass
class Plugged:
    """The product's plugins and one more."""

    registry: Registry
    file: Path

    def outline(self, kind: str = "leave", *, done: tuple[str, ...] = (), **facts: object) -> Outline:
        """Without bars: who is barred is what some of these tests are about."""
        wanted = {"person": "cvA"} if kind == "phong_hop" else {**LEAVE, **facts}
        asked = Question(kind, wanted, done=done)
        rules = replace(self.registry.rules(), bars={})
        return outline(asked, office=office_at(AT), law=law(AT.date()), rules=rules)

    def may(self, person: str, step: str, done: tuple[str, ...] = ()) -> Ruling:
        return may(person, step, self.outline(done=done), rules=self.registry.rules())


def move_in(house: House, it: Plugged) -> Work:
    """Let a house work with these plugins."""
    house.__dict__["_registry"] = it.registry
    return house.work


def acts(house: House) -> list[str]:
    """What the journal has on record since the sample office was put in."""
    return [house.desk.entry(n).act for n in range(2, house.desk.reader.head() + 1)]


def indented(body: str) -> str:
    """Lines as the body of a function."""
    return "".join(f"    {line}\n" for line in body.splitlines())
