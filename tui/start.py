"""From an open office to the app on the terminal: who sits here, what the status line says, what keeps it fresh.

Nothing slow is imported on the way to the first frame; what judging and writing need is loaded behind it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.office.sessions import ZONE, session_at
from tui.command_lists import COMMANDS, SCREENS
from tui.commands import Book, Command
from tui.launch import run, seal
from tui.session import Session

if TYPE_CHECKING:
    from core.law.ruling import Ruling
    from core.office.office import Establishment, Office
    from tui.house import House
    from tui.widgets.ruling import RulingView
    from tui.widgets.statusbar import Status

SIGN_IN: Final = Command(
    "go.sign_in",
    "Vào vai người khác",
    "Chỉ có ở văn phòng mẫu: làm thử với tư cách người khác.",
    opens="tui.screens.sign_in:SignInScreen",
)
NOTICES: Final = 99
"""More unread notices than this are not counted."""


@dataclass
class Presence:
    """One person in front of one office; every answer is as fresh as the store's last entry."""

    house: House
    person: str
    _seen: tuple[object, Office] | None = None

    @property
    def office(self) -> Office:
        """The office now, read again when somebody acted or the half-day changed."""
        mark = self.news()
        if self._seen is None or self._seen[0] != mark:
            self._seen = mark, self.house.desk.office(self.house.now())
        return self._seen[1]

    def news(self) -> object:
        """Another answer means that something on the screens may have changed: an act, noon, midnight."""
        return self.house.desk.reader.head(), session_at(self.house.now())

    def status(self) -> Status:
        from tui.views import own_capacity
        from tui.widgets.statusbar import Status

        office = self.office
        found = office.person(self.person)
        if found is None:
            return Status("", sample=office.establishment.sample)
        return Status(
            found.name,
            found.title if found.title != found.name else "",
            own_capacity(self.person, office),
            len(self.house.desk.reader.notices(self.person, limit=NOTICES)),
            office.establishment.sample,
        )

    def explain(self, ruling: Ruling) -> RulingView:
        from tui.views import ruling as view_of

        return view_of(ruling, self.office, self.house.desk.law(self.house.now()))


def session_for(house: House, person: str, *, files: bool = False) -> Session:
    """The session of a person; of nobody, where one is still to be chosen in the sample office."""
    presence = Presence(house, person)
    establishment = _establishment(house, house.now())
    return Session(
        person=person,
        clock=house.now,
        house=house,
        status=presence.status,
        office=establishment.name,
        home="go.desk" if person else SIGN_IN.id,
        explain=presence.explain,
        news=presence.news,
        warm=lambda: warmed(house, signed_in=bool(person)),
        files=files or establishment.sample,
        become=(lambda other: _become(house, other)) if establishment.sample else None,
    )


def warmed(house: House, *, signed_in: bool = True) -> tuple[Command, ...]:
    """Load what judging and writing need; the screens of outside plugins, by the commands that open them."""
    house.warm()
    from tui.extensions import commands_of

    return commands_of(house.registry, SCREENS) if signed_in else ()


def book(house: House, *, signed_in: bool = True) -> Book:
    """The commands of a session. Who has not yet said who he is has none but the frame's own."""
    sample = _establishment(house, house.now()).sample
    own: Iterable[Command] = (SIGN_IN,) if sample else ()
    return Book((*COMMANDS, *(SCREENS if signed_in else ()), *own))


def start(house: House, person: str | None, *, files: bool = False, log: Path | None = None, mouse: bool = True) -> int:
    """Run the app for a person – in the sample office also for nobody yet – until he leaves; the exit code.

    `files`: the account on this machine is the person's own, so files he names are read as his.
    """
    seal()
    session = session_for(house, person or "", files=files)
    return run(session, book(house, signed_in=bool(person)), log=log, mouse=mouse)


def _become(house: House, person: str) -> tuple[Session, Book]:
    from tui.extensions import with_commands

    return session_for(house, person), with_commands(book(house), warmed(house))


def _establishment(house: House, at: datetime) -> Establishment:
    return house.desk.establishment(at.astimezone(ZONE).date())
