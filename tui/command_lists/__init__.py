"""The commands of every screen, one table for each area, gathered here. Each table stands in a file of its own, so that
whoever adds a screen adds a table and one line.
"""

from __future__ import annotations

from typing import Final

from tui.command_lists.duties import DUTIES
from tui.command_lists.frame import FRAME
from tui.command_lists.law import LAW
from tui.command_lists.lists import LISTS
from tui.command_lists.matters import MATTERS
from tui.command_lists.papers import PAPERS
from tui.command_lists.requests import REQUESTS
from tui.commands import Command

COMMANDS: Final[tuple[Command, ...]] = FRAME
"""What works on every screen, also before anybody signed in."""
SCREENS: Final[tuple[Command, ...]] = (*MATTERS, *REQUESTS, *DUTIES, *LISTS, *PAPERS, *LAW)
"""The screens and their commands, screen by screen. A session's book is `Book((*COMMANDS, *SCREENS))`."""
