"""What every act shares: one transaction, one id, one journal entry – and a refusal is an entry too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from core.law.ruling import Ruling

if TYPE_CHECKING:
    from sqlmodel import Session

    from core.records.store import Store


@dataclass(frozen=True, slots=True)
class Token:
    """The act's own id, and the journal entry it already has where this is a retry after a lost answer."""

    id: str
    seen: int | None


class Acts:
    """One store's transactions."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @contextmanager
    def begin(self, act_id: str = "") -> Iterator[tuple[Session, Token]]:
        """The write lock, and a session that commits at the end or not at all."""
        from core.records import journal

        with self._store.write() as session:
            seen = journal.find(session, act_id) if act_id else None
            yield session, Token(act_id or uuid4().hex, seen)

    def journal(
        self, session: Session, act: str, subject: str, by: str, at: datetime, act_id: str, data: Mapping[str, Any]
    ) -> int:
        from core.records import journal

        return journal.append(session, act_id=act_id, at=at, actor=by, act=act, subject=subject, data=data)

    def refuse(self, session: Session, ruling: Ruling, subject: str, at: datetime, act_id: str) -> None:
        """A refusal on record: who wanted what, which gate refused, by which norms."""
        said = {
            "verb": ruling.verb,
            "step": ruling.step.id if ruling.step else "",
            "gate": str(ruling.gate or ruling.verdict),
            "ruling": [g.norm for g in ruling.because if g.decisive],
            "says": ruling.sentence,
        }
        self.journal(session, "refused", subject, ruling.by, at, act_id, said)
