"""Without a terminal: bytes as keys, handed over as one packet; widgets as the lines of text they show."""

from __future__ import annotations

from textual import events
from textual._xterm_parser import XTermParser
from textual.pilot import Pilot
from textual.widget import Widget


def keys_of(stream: str) -> list[events.Key]:
    """The keys in a stream of characters and escape sequences."""
    parser = XTermParser()
    return [event for event in (*parser.feed(stream), *parser.feed("")) if isinstance(event, events.Key)]


async def burst(pilot: Pilot[None], stream: str) -> None:
    """All keys in the app's queue at once, as one packet puts them there."""
    for event in keys_of(stream):
        pilot.app.post_message(event)
    await pilot.pause()


def shown(widget: Widget) -> list[str]:
    """What a widget shows, line by line."""
    return ["".join(segment.text for segment in widget.render_line(y)) for y in range(widget.size.height)]
