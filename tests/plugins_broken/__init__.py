"""Broken plugins for the tests: as data in the TOML files, and how one is put into a folder and loaded."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from core.extension.failures import Failure
from core.extension.registry import Registry, load_all

HERE = Path(__file__).parent
OWN_KINDS = {"leave", "mission", "roster"}


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


def only_failure(registry: Registry) -> Failure:
    (failure,) = registry.failures
    return failure
