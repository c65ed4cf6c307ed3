"""Every error a person may see: one sentence that says what, where and what to do, and its exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.law.ruling import Ruling

USAGE, REFUSED, STORE = 2, 3, 4
"""Exit codes: 2 wrong words, 3 refused by the regulation, 4 store or configuration."""


class VptuError(Exception):
    """The base of all errors that reach a person. `str()` is the whole Vietnamese sentence."""

    exit_code = STORE


class UsageError(VptuError):
    """The question itself is wrong: an unknown person, kind or fact, a date that is none."""

    exit_code = USAGE


class ConfigError(VptuError):
    """A file of the office or the regulation is wrong; the sentence names file, line and remedy."""


class StoreError(VptuError):
    """The store cannot be opened, read or written."""


class FactsError(StoreError):
    """What a matter says was stored by another version of its plugin, which the present one cannot read."""


class Conflict(VptuError):
    """Somebody else was first; the sentence says who and when."""

    exit_code = REFUSED


class Refused(VptuError):
    """The regulation refuses the act; `ruling` carries the clauses, who may, and what would unblock it."""

    exit_code = REFUSED

    def __init__(self, ruling: Ruling) -> None:
        super().__init__(ruling.sentence)
        self.ruling = ruling
