"""Every question and story of `tests/scenarios`, and the sentences a clerk gets who writes one wrongly."""

from __future__ import annotations

import re

import pytest

from tests.support.questions import ask
from tests.support.scenario import Entry, Mismatch, Unreadable, entries, read
from tests.support.stories import play
from tui.house import House

ALL = entries()
QUESTIONS = [entry for entry in ALL if not entry.is_story]
STORIES = [entry for entry in ALL if entry.is_story]


@pytest.mark.parametrize("entry", QUESTIONS, ids=str)
def test_question(entry: Entry) -> None:
    ask(entry)


@pytest.mark.parametrize("entry", STORIES, ids=str)
def test_story(entry: Entry, house: House) -> None:
    play(entry, house)
    verified(house)


def verified(house: House) -> None:
    from core.records.journal import verify

    assert verify(house.store, mirror=True).sound
