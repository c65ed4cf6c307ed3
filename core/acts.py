"""What every act shares: one transaction, one id, one journal entry – and a refusal is an entry too."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from core.codec import instant
from core.errors import Refused
from core.law.ruling import Gate, Ground, Ruling, Verdict

if TYPE_CHECKING:
    from sqlmodel import Session

    from core.desk import Desk
    from core.records.store import Store

REFUSED = "refused"
"""The journal's word for an act that the regulation did not allow."""


@dataclass(frozen=True, slots=True)
class Token:
    """The act's own id, and the journal entry it already has where this is a retry after a lost answer."""

    id: str
    seen: int | None


class Answer(NamedTuple):
    """What an act that is on record left behind: `matter:12`, and what the journal says of it."""

    subject: str
    said: Mapping[str, Any]

    @property
    def number(self) -> int:
        _, _, number = self.subject.partition(":")
        return int(number) if number.isdigit() else 0


def first_answer(desk: Desk, seq: int) -> Answer:
    """What a retry is told: the answer of the first try. Raises Refused once more where that was refused."""
    entry = desk.entry(seq)
    said: Mapping[str, Any] = json.loads(entry.body)["data"]
    if entry.act != REFUSED:
        return Answer(entry.subject, said)
    law = desk.law(instant(entry.at))
    gate = Gate(said["gate"]) if said["gate"] in tuple(Gate) else None
    because = tuple(Ground(norm, law.says(norm)) for norm in said["ruling"])
    verdict = Verdict.REFUSED if gate else Verdict.UNDETERMINED
    unblock = tuple(said.get("unblock", ()))
    raise Refused(Ruling(verdict, entry.actor, said["verb"], said["says"], None, gate, None, because, (), unblock))


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
            "unblock": list(ruling.unblock),
        }
        self.journal(session, REFUSED, subject, ruling.by, at, act_id, said)
