"""The product's own plugins, and what each of them answers for.

A plugin that cannot even be imported says nothing of itself. What would then stand without an answer is written down
here, so that the office says «undetermined» there instead of falling silent; a test compares it with the plugins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

IN_TREE: Mapping[str, str] = {
    "leave": "plugins.leave",
    "roster": "plugins.roster",
    "documents": "plugins.documents",
    "relations": "plugins.relations",
}
"""Plugin -> package. Registered like a stranger's, only first."""


@dataclass(frozen=True, slots=True)
class Stake:
    """What nobody answers for while the plugin is broken."""

    kinds: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    norms: tuple[str, ...] = ()
    """Norms it handles in articles that are not its own as a whole."""


STAKES: Mapping[str, Stake] = {
    "leave": Stake(("leave", "mission"), ("18", "5"), ("4.6/1", "4.6/2")),
    "roster": Stake(("roster",), (), ("18.u1/1", "18.u1/2")),
}
