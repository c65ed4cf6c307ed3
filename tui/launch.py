"""From a session to a running terminal application, as fast as Python allows and with a sealed environment.

Textual reads its environment when it is imported, so this module sets it first and imports nothing of Textual itself.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.commands import Book
    from tui.session import Session


def seal() -> None:
    """No TEXTUAL_… of the caller's (they import modules and write files); composed keys and slow escapes as we need."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"  # with the kitty protocol several terminals lose composed letters
    os.environ["TEXTUAL_ANIMATIONS"] = "none"  # each step of one is a repaint over the line
    os.environ["ESCDELAY"] = "300"  # milliseconds: on a bad line an arrow key arrives in pieces


def log_to(path: Path | None) -> None:
    """Where unforeseen errors are written with their trace; without a file they are kept off the screen."""
    import logging

    log = logging.getLogger("vptu")
    log.propagate = False
    handler: logging.Handler = logging.NullHandler()
    if path is not None:
        handler = logging.FileHandler(path, delay=True, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    log.handlers = [handler]


def run(session: Session, book: Book | None = None, *, log: Path | None = None, mouse: bool = True) -> int:
    """Run the app until the person leaves; its exit code: 0, 70 after a fatal error, 129 when the line dropped."""
    seal()
    gc.disable()  # a third of the imports' time is spent looking for garbage that is not there
    from tui.app import VptuApp

    gc.freeze()
    gc.enable()
    log_to(log)
    app = VptuApp(session, book)
    app.run(mouse=mouse)
    return app.return_code or 0
