"""Keys are acted on in the order they were typed.

Textual (8.2.8, issue 6605) lets a printable key act in the focused widget while a bound key first travels up to the
App and back. On a slow line several keys arrive in one packet, so "backspace + ó" became "ó + backspace" and Telex lost
letters; "down, Tab" moved in the wrong list. A widget with this mixin runs its own bindings where the key arrives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from tui.faults import Guarded

if TYPE_CHECKING:
    from textual.widget import Widget as _Base
else:
    _Base = object  # a Widget here would come first in the style chain and hide the real widget's style sheet


class InlineKeys(Guarded, _Base):
    """Mix in before a focusable widget: `class VietInput(InlineKeys, Input)`."""

    async def _on_key(self, event: events.Key) -> None:
        if event.is_printable:
            return  # the widget's own handler, next in line, inserts it
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if not binding.priority and await self.app.run_action(binding.action, self):
                event.stop()
                event.prevent_default()
                return
