"""Each area with every other switched off: it loads, answers for all it declares, and its stories go the same way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from core import duties, listing
from core.errors import UsageError
from core.extension.in_tree import IN_TREE, STAKES
from core.extension.registry import Registry, resolve
from core.figures import Period, figures
from tests.support.office import instant, move_to
from tests.support.scenario import Entry, entries
from tests.support.stories import play
from tui.house import House


@cache
def alone(name: str) -> Registry:
    registry = Registry()
    registry.load_in_tree({name: IN_TREE[name]})
    return registry


def kinds_in(data: object) -> Iterator[str]:
    """Every kind of matter that a story opens; where a step says none it means a leave."""
    if isinstance(data, Mapping):
        if data.get("act") == "open":
            yield str(data.get("kind", "leave"))
        for value in data.values():
            yield from kinds_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from kinds_in(value)


def stories() -> list[Any]:
    """The stories that need one area only."""
    found = []
    for entry in entries():
        wanted = set(kinds_in(entry.data))
        for name, stake in STAKES.items():
            if entry.is_story and wanted and wanted <= set(stake.kinds):
                found.append(pytest.param(name, entry, id=str(entry)))
    return found


@pytest.mark.parametrize("name", IN_TREE)
def test_an_area_alone_declares_what_it_declares_among_all(name: str, house: House) -> None:
    registry = alone(name)
    house.__dict__["_registry"] = registry
    at = move_to(house, instant("08:00 08/10/2024"))
    registry.report()
    assert registry.failures == [] and set(registry.rules().procedures) == set(STAKES[name].kinds)
    assert {e.due.kind for e in duties.owed(house.desk, at.date(), at.date().replace(year=2025), at=at)} <= {
        "", *STAKES[name].kinds
    }  # fmt: skip
    period = Period(at.date().replace(day=1), at.date())
    assert len(figures(house.desk, registry, period, at=at)) == len(registry.figures())
    for screen in registry.screens():
        shown = resolve(screen.source) if screen.source else None
        if isinstance(shown, listing.Listing):
            assert all(listing.records(house.desk, shown, view, at=at) == [] for view in shown.views)


def test_every_area_has_stories_of_its_own() -> None:
    assert {param.values[0] for param in stories()} == set(IN_TREE)


@pytest.mark.parametrize(("name", "entry"), stories())
def test_a_story_of_an_area_goes_the_same_way_alone(name: str, entry: Entry, house: House) -> None:
    house.__dict__["_registry"] = alone(name)
    play(entry, house)
    assert alone(name).failures == []


def test_a_kind_of_an_area_that_is_off_is_named(house: House) -> None:
    house.__dict__["_registry"] = alone("meetings")
    with pytest.raises(UsageError, match="«task»"):
        house.work.open("task", {}, by="cvA", at=house.now())
