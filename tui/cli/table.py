"""Every command of `vptu`, declared once: parser, help and the reference in docs/cli.md are made from this table.

It is read at every start and therefore holds nothing but words; what a command does is named by module and function
and imported when the command is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tui.cli.declare import Verb
from tui.cli.tables import (
    asking,
    delegating,
    dossier,
    looking,
    office,
    registers,
    regulation,
    roster,
    upkeep,
    working,
)

GROUPS: Final[Mapping[str, tuple[Verb, ...]]] = {
    "Hỏi (không ghi gì)": asking.VERBS,
    "Làm việc": working.VERBS,
    "Hồ sơ": dossier.VERBS,
    "Ủy quyền": delegating.VERBS,
    "Xem": looking.VERBS,
    "Sổ": registers.VERBS,
    "Lịch trực": roster.VERBS,
    "Văn phòng": office.VERBS,
    "Quy chế": regulation.VERBS,
    "Giữ gìn": upkeep.VERBS,
}

VERBS: Final[Mapping[str, Verb]] = {verb.name: verb for verbs in GROUPS.values() for verb in verbs}
FAMILIES: Final = frozenset(name.partition(" ")[0] for name in VERBS if " " in name)
"""Words that need a second one: journal, config …"""
