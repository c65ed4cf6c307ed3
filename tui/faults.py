"""An error in one handler costs one sentence on the screen, never the screen itself.

Textual ends a widget, and then the program, at the first exception that leaves a handler. Here the sentence is shown,
the trace goes to the log, and the person goes on working.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.message import Message

from core.errors import VptuError

if TYPE_CHECKING:
    from textual.message_pump import MessagePump as _Base
else:
    _Base = object  # see tui.widgets.keys

UNFORESEEN = "Chương trình gặp lỗi ngoài dự kiến ở thao tác vừa rồi; lỗi đã được ghi lại. Đồng chí có thể làm tiếp."


@runtime_checkable
class Reporter(Protocol):
    """Who shows an error to the person: the app."""

    def report(self, error: BaseException) -> None: ...


def sentence(error: BaseException) -> str:
    """What the person reads: the error's own sentence where it was written for a person."""
    return str(error) if isinstance(error, VptuError) else UNFORESEEN


def write_down(error: BaseException) -> None:
    """Into the program's log, with its trace. Errors written for a person are ordinary and leave no trace."""
    if not isinstance(error, VptuError):
        import logging

        logging.getLogger("vptu.tui").error("unforeseen", exc_info=error)


class Guarded(_Base):
    """Mix in before a widget, a screen or the app."""

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:  # the boundary itself
            if not isinstance(self.app, Reporter):
                raise
            self.app.report(error)
