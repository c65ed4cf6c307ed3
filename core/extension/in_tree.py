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
    "planning": "plugins.planning",
    "meetings": "plugins.meetings",
    "reporting": "plugins.reporting",
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
    "documents": Stake(
        ("incoming", "document"),
        ("2", "9", "13", "20"),
        (
            "1.3/2",
            "3.4",
            "3.8/1",
            "3.8/2",
            "3.8/3",
            "3.8/4",
            "3.8/5",
            "3.8/6",
            "3.13/1",
            "4.1/1",
            "4.2-3/2",
            "4.3-1",
            "4.3-4/1",
            "4.3-4/2",
            "4.4-1/5",
            "4.4-2",
            "4.5/1",
            "4.5/2",
            "4.5/3",
            "4.8/1",
            "4.8/2",
            "6.1-2",
            "6.2/1",
            "6.2/2",
            "R-5",
            "3.5/2",
            "3.5/3",
            "6.2/3",
            "R-1",
            "R-2",
            "R-3",
            "R-4",
        ),
    ),
    "meetings": Stake(
        ("mandate", "meeting", "round"),
        ("10",),
        ("3.3/1", "3.3/2", "3.11/2", "4.3-5", "4.4-1/1", "6.3/2", "6.3/3", "3.11/1", "4.4", "4.4-1/2", "4.4-1/3"),
    ),
    "planning": Stake(
        ("plan", "task"),
        ("8",),
        ("3.5/5", "1.3/1", "1.3/4", "3.5/1", "1.3/3"),
    ),
    "relations": Stake(
        ("direct_task", "field_trip", "joint", "ward_report", "ward_guidance", "coordination", "report_up"),
        ("19", "21", "22", "22b", "23"),
        ("6.1-3/1", "6.1-3/2", "14.2"),
    ),
    "reporting": Stake(
        ("report", "event_report"),
        ("11",),
        ("4.3-3", "4.4-1/4", "6.1-1/2", "6.3/1", "6.4/2", "8.4/2", "23b.3/2"),
    ),
}
