"""What a delegation may be about: `leave:consent`, `leave:*`, `document:sign-invitation`, or everything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from core.errors import UsageError
from core.text import safe
from tui.cli.words import nearest

if TYPE_CHECKING:
    from core.law.procedure import Procedure

EVERYTHING = "*"


def require_scope(scope: str, procedures: Mapping[str, Procedure]) -> None:
    """Raises UsageError for a kind or step that does not exist. What follows a step and a hyphen narrows it."""
    kind, colon, verb = scope.partition(":")
    if scope == EVERYTHING:
        return
    if kind not in procedures or not colon or not verb:
        raise UsageError(
            f"Phạm vi «{safe(scope)[:60]}» không rõ{nearest(kind, procedures)}; "
            "ghi LOẠI:BƯỚC hoặc LOẠI:*, ví dụ leave:consent."
        )
    known = procedures[kind].verbs
    if verb != EVERYTHING and known and verb not in known and verb.partition("-")[0] not in known:
        raise UsageError(
            f"Phạm vi «{safe(scope)[:60]}»: loại việc «{kind}» không có bước này{nearest(verb, known)}; "
            f"các bước: {', '.join(known)}."
        )
