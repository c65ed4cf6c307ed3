"""One act of an office – matter, number, deed, journal entry – and whether a store holds every act whole."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from core.law.procedure import BookEntry
from core.office.sessions import ZONE
from core.records import journal, numbers
from core.records.instants import to_text
from core.records.store import Store
from core.text import words_key

if TYPE_CHECKING:
    from core.records.tables import Matter

AT = datetime(2024, 10, 11, 8, 30, tzinfo=ZONE)
REGISTER = ("VP", "don_nghi", "2024")


def act(store: Store, act_id: str = "", *, title: str = "Chuyên viên A: nghỉ phép", by: str = "cvA") -> int:
    """Open a matter and take its first step; returns the register number."""
    from core.records.tables import Deed

    with store.write() as session:
        matter = a_matter(title=title, opened_by=by, subject=by)
        session.add(matter)
        session.flush()
        at = AT + timedelta(seconds=matter.id or 0)
        number = numbers.enter(session, BookEntry(*REGISTER, title, at.date()), matter=matter.id, by=by, at=at)
        seq = journal.append(
            session,
            act_id=act_id or uuid4().hex,
            at=at,
            actor=by,
            act="open",
            subject=f"matter:{matter.id}",
            data={"số": number, "tiêu đề": title},
        )
        session.add(
            Deed(
                matter_id=matter.id or 0, step="form", verb="form", by=by, capacity="own", at=to_text(at),
                outcome="done", journal_seq=seq,
            )
        )  # fmt: skip
        return number


def a_matter(**values: object) -> Matter:
    from core.records.tables import Matter

    plain: dict[str, Any] = {
        "kind": "leave", "title": "Chuyên viên A: nghỉ phép", "opened_by": "cvA", "opened_at": to_text(AT),
        "status": "open", "facts": "{}", "route": "[]", "law_version": "2024", "changed_at": to_text(AT),
        "changed_by": "cvA",
    }  # fmt: skip
    filled = {**plain, **values}
    return Matter(**{"title_key": words_key(str(filled["title"])), **filled})


def half_done(store: Store) -> list[str]:
    """Everything in the store that only part of an act could have left behind."""
    reader = store.reader
    with reader.snapshot():
        counted = {
            "matters": reader.last_matter(),
            "entries": reader.head(),
            "rows of matters": reader.column("SELECT count(*) FROM matter")[0],
            "rows of the journal": reader.column("SELECT count(*) FROM journal")[0],
            "deeds": reader.column("SELECT count(*) FROM deed JOIN journal ON seq = journal_seq")[0],
            "numbers": reader.column("SELECT count(*) FROM register_number JOIN matter ON id = matter_id")[0],
            "counter": reader.column("SELECT coalesce(max(last_no), 0) FROM register_counter")[0],
            "found by search": reader.column("SELECT count(*) FROM matter_fts_docsize")[0],
        }
        unequal = [f"{what}: {count}" for what, count in counted.items() if count != counted["entries"]]
        apart = reader.column("SELECT seq FROM journal WHERE subject <> 'matter:' || seq")
    return [*unequal, *(f"entry {seq} is another act's" for seq in apart)]


def act_ids(store: Store) -> set[str]:
    return {str(*row) for row in store.reader.rows(list, "SELECT act_id FROM journal")}
