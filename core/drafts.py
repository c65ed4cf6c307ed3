"""What is no act and enters no journal: drafts of what somebody is writing, and which notices he has read."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from core.acts import Acts
from core.errors import UsageError

if TYPE_CHECKING:
    from core.extension.registry import Registry

MAX_DRAFT = 40_000
"""Longest draft, in characters of its JSON."""


class Drafts:
    """Of one store; `registry` says of which kinds nothing may be kept."""

    def __init__(self, acts: Acts, registry: Callable[[], Registry]) -> None:
        self._acts = acts
        self._registry = registry

    def save_draft(self, person: str, kind: str, content: str, *, at: datetime) -> None:
        """Keep what a person has written and not sent, over what was kept before (core.records.reader: `draft`).

        What its kind says must not be kept – a secret item (13/1) – is not, and what was kept before goes as well.
        Raises UsageError over `MAX_DRAFT` characters.
        """
        from core.records import saving

        if len(content) > MAX_DRAFT:
            raise UsageError(f"Bản nháp dài {len(content)} ký tự, giới hạn là {MAX_DRAFT}: viết gọn lại.")
        procedure = self._registry().rules().procedures.get(kind)
        if procedure is not None and procedure.unkept(json.loads(content)):
            self.drop_draft(person, kind)
            return
        with self._acts.begin() as (session, _):
            saving.save_draft(session, person, kind, content, at)

    def drop_draft(self, person: str, kind: str) -> None:
        """Forget what was kept: it was sent, or is not wanted any more."""
        from core.records import saving

        with self._acts.begin() as (session, _):
            saving.drop_draft(session, person, kind)

    def seen(self, person: str, up_to: int, *, at: datetime) -> None:
        """Everything a person was told up to a notice counts as read. No act: nothing of it goes into the journal."""
        from core.records import saving

        with self._acts.begin() as (session, _):
            saving.mark_seen(session, person, up_to, at)
