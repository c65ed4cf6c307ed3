"""From the command line to the app: who sits there, in front of which office."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from core.office.sessions import ZONE
from tui.cli import identity
from tui.cli.crash import LOG

if TYPE_CHECKING:
    from tui.cli.words import Words
    from tui.house import Places


def open_app(words: Words, places: Places, note: Callable[[str], None]) -> int:
    """Open the store, find out who it is, run the app. Returns its exit code.

    In the sample office whoever has not said who he is chooses on the first screen.
    """
    from tui.house import open_house
    from tui.start import start

    house = open_house(places, safe=words.flag("--safe"))
    try:
        people = house.desk.establishment(house.now().astimezone(ZONE).date())
        wanted = words.maybe("--as")
        own = identity.person_of_account(people)
        choosing = people.sample and wanted is None and own is None
        person = None if choosing else identity.sign_in(people, wanted, note)
        return start(house, person, files=own is not None and person == own, log=places.store.parent / LOG)
    finally:
        house.close()
