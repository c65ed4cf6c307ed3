"""What somebody writes and has not sent yet: kept while he writes, offered when he comes back, dropped when sent.

Nothing is kept of what must not be (13/1), and what was kept before that was known goes as well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.timer import Timer

from core.office.sessions import ZONE
from tui.screens.base import BaseScreen
from tui.widgets.form import Form, Setting

if TYPE_CHECKING:
    from core.law.procedure import Procedure

KEEP_AFTER = 1.5
"""Seconds without a key after which a draft is kept."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What the form is made from, read in a thread when the screen opens."""

    procedures: Mapping[str, Procedure]
    setting: Setting


class DraftScreen(BaseScreen):
    """A screen with one form for a kind of matter, whose content is kept."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self.sending = False
        self._stock: Stock | None = None
        self._form: Form | None = None
        self._draft: dict[str, str] = {}
        """What was kept earlier and is offered."""
        self._kept: dict[str, str] | None = None
        """The content last kept in this sitting."""
        self._keeping: Timer | None = None
        self._given_up = False
        """The person leaves and wants nothing of this kept."""

    def _say(self, text: str, tone: str = "muted") -> None:
        """A word to whoever writes."""
        raise NotImplementedError

    def _raw(self) -> dict[str, object]:
        return {name: value for name, value in self._form.raw.items() if name} if self._form else {}

    @property
    def _secret(self) -> bool:
        """Must nothing of what stands here be kept? Then nothing is missing either: it is refused, or will do."""
        procedure = self._stock.procedures.get(self.kind) if self._stock else None
        if procedure is None:
            return False
        try:
            return procedure.unkept(self._raw())
        except Exception:  # of a plugin's: in doubt nothing is kept
            return True

    @work(thread=True, group="draft")
    def _forget(self, kind: str) -> None:
        self.session.house.work.drop_draft(self.session.person, kind)

    def _keep_soon(self) -> None:
        self._stop_keeping()
        self._keeping = self.set_timer(KEEP_AFTER, self._keep_now)

    def _stop_keeping(self) -> None:
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None

    def _unkept(self) -> dict[str, str] | None:
        """What a draft should hold and does not yet."""
        form = self._form
        if form is None or self.sending or self._given_up or form.content == self._kept or not form.dirty_entries:
            return None
        return None if self._secret else form.content

    def _forget_kept(self) -> None:
        """What was kept before it was known to be secret goes as well."""
        self._stop_keeping()
        self._say("Không giữ bản nháp của nội dung này.", "warn")
        if self._kept is not None:
            self._kept = None
            self._forget(self.kind)

    def _keep_now(self) -> None:
        content = self._unkept()
        if content is not None:
            self.app.run_worker(partial(self._keep, self.kind, content), thread=True, group="draft")

    def _keep(self, kind: str, content: dict[str, str]) -> None:
        session = self.session
        if self._given_up:
            return
        session.house.work.save_draft(session.person, kind, json.dumps(content, ensure_ascii=False), at=session.clock())
        if self.is_running:
            self.app.call_from_thread(self._is_kept, kind, content)

    def _is_kept(self, kind: str, content: dict[str, str]) -> None:
        if self._form is None or self.kind != kind:
            return
        self._kept = content
        if self._secret:  # said while the draft was on its way
            self._forget_kept()
            return
        if self._form.content == content:
            self._form.keep()
            self._say(f"Đã giữ bản nháp lúc {self.session.clock().astimezone(ZONE):%H:%M}.")

    def forget(self) -> None:
        """Leaving without it: the draft goes too, but not one of an earlier sitting that is still only offered."""
        self._stop_keeping()
        self._given_up = True
        if self._kept is not None or not self._draft:
            self.session.house.work.drop_draft(self.session.person, self.kind)

    def on_unmount(self) -> None:
        """Left, or the line dropped: what was typed is kept before anything else ends."""
        content = self._unkept()
        if content is not None:
            self.session.house.work.save_draft(
                self.session.person, self.kind, json.dumps(content, ensure_ascii=False), at=self.session.clock()
            )
