"""The app on a real terminal, in front of a store that is there: `python -m tests.support.at_desk STORE PERSON`.

With `--modules` it ends after its first frame and says what it has loaded that it should not have.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.support.demo_office import open_copy
from tui.house import House
from tui.start import book, session_for, start

SLOW = ("sqlmodel", "sqlalchemy", "pydantic", "pluggy", "holidays", "arrow", "docxtpl", "openpyxl", "icalendar")


def first_frame(house: House, person: str) -> str:
    """The slow modules that a first frame loaded."""
    from tui.app import VptuApp

    class OneFrame(VptuApp):
        def _keep_up(self) -> None:
            self.exit()

    OneFrame(session_for(house, person), book(house)).run()
    return ", ".join(name for name in SLOW if name in sys.modules) or "none"


if __name__ == "__main__":
    opened = open_copy(Path(sys.argv[1]))
    if "--modules" in sys.argv:
        print(f"SLOW: {first_frame(opened, sys.argv[2])}")
        sys.exit()
    sys.exit(start(opened, sys.argv[2]))
