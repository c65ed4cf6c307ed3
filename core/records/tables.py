"""The rows of the store as SQLModel tables, for the one place that writes them.

Rows validate nothing (`table=True` does not): facts and office are checked before they come here. Instants are UTC ISO
text (`core.records.instants`), sessions are the ints of `core.office.sessions`, everything called JSON is canonical
JSON text. `schema.py` makes these tables; a test holds the two together. Importing this module is slow: not on the
start path.
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

MATTER_ID = "matter.id"


def _points_to(target: str) -> ForeignKey:
    """Checked at COMMIT, so that rows of one act may be added in any order."""
    return ForeignKey(target, deferrable=True, initially="DEFERRED")


class Matter(SQLModel, table=True):
    """One case (việc)."""

    __tablename__: ClassVar[str] = "matter"
    __table_args__ = (
        Index("matter_subject", "subject", "id", "status", "kind", "unit"),
        Index("matter_unit", "unit", "id", "status", "kind"),
        Index("matter_kind", "kind", "id"),
        Index("matter_kind_status", "kind", "status", "id"),
        Index("matter_status", "status", "id"),
        Index("matter_opened_by", "opened_by", "id"),
        Index("matter_extends", "extends"),
        Index("matter_due", "due"),
    )

    id: int | None = Field(default=None, primary_key=True)
    """Given by the store when the row is flushed: one more than the last, without gaps."""
    kind: str
    title: str
    title_key: str
    """`core.text.words_key(title)`: what the search looks at."""
    subject: str | None = None
    """The person the matter is about."""
    unit: str | None = None
    responsible: str | None = None
    opened_by: str
    opened_at: str
    status: str
    """open | returned | in_effect | closed | declined | withdrawn"""
    facts: str
    """JSON"""
    route: str
    """JSON"""
    law_version: str
    extends: int | None = Field(default=None, sa_column_args=(_points_to(MATTER_ID),))
    starts: int | None = None
    """First session of what is asked for."""
    ends: int | None = None
    """The session after the last."""
    version: int = 1
    changed_at: str
    changed_by: str
    step: str | None = None
    """Id of the first open step."""
    waiting_for: str = ""
    """Whom the matter waits for, in Vietnamese, ready for a list."""
    round: int = 1
    """Counts from 1, anew each time the matter was returned."""
    due: str | None = None
    """ISO day: the last day of the matter as a whole."""
    urgent: int = 0


class Deed(SQLModel, table=True):
    """A step that was taken."""

    __tablename__: ClassVar[str] = "deed"
    __table_args__ = (
        UniqueConstraint("matter_id", "step", "round"),
        Index("deed_by", "by", "id"),
        Index("deed_journal", "journal_seq"),
    )

    id: int | None = Field(default=None, primary_key=True)
    matter_id: int = Field(sa_column_args=(_points_to(MATTER_ID),))
    step: str
    verb: str
    by: str
    capacity: str
    behalf: str | None = None
    at: str
    outcome: str
    """done | declined | returned"""
    note: str = ""
    evidence: str = "{}"
    """JSON: number and date, or who phoned when."""
    payload: str = "{}"
    """JSON"""
    round: int = 1
    """The matter's, when the step was taken."""
    journal_seq: int = Field(sa_column_args=(_points_to("journal.seq"),))


class Waiting(SQLModel, table=True):
    """An open step and one holder who may take it."""

    __tablename__: ClassVar[str] = "waiting"
    __table_args__ = (Index("waiting_holder", "holder"),)

    matter_id: int = Field(primary_key=True, sa_column_args=(_points_to(MATTER_ID),))
    step: str = Field(primary_key=True)
    holder: str = Field(primary_key=True)
    """`str(Holder)`: `post:head`, `person:cvA` …"""
    verb: str
    subject: str | None = None
    since: str
    due: str | None = None
    opens: str | None = None
    """ISO day: not its turn before."""
    urgent: int = 0
    scopes: str = ""
    """Narrower words for a delegation, parted by spaces."""


class Tie(SQLModel, table=True):
    """A matter that belongs with another one."""

    __tablename__: ClassVar[str] = "tie"
    __table_args__ = (Index("tie_target", "target"),)

    matter_id: int = Field(primary_key=True, sa_column_args=(_points_to(MATTER_ID),))
    target: int = Field(primary_key=True, sa_column_args=(_points_to(MATTER_ID),))
    says: str = Field(primary_key=True)


class Met(SQLModel, table=True):
    """An occurrence of a recurring duty that a matter meets."""

    __tablename__: ClassVar[str] = "met"
    __table_args__ = (Index("met_key", "key", "day"),)

    matter_id: int = Field(primary_key=True, sa_column_args=(_points_to(MATTER_ID),))
    key: str = Field(primary_key=True)
    day: str
    """ISO day"""


class Notice(SQLModel, table=True):
    __tablename__: ClassVar[str] = "notice"
    __table_args__ = (Index("notice_person", "person", "seen_at"), Index("notice_matter", "matter_id"))

    id: int | None = Field(default=None, primary_key=True)
    person: str
    matter_id: int | None = Field(default=None, sa_column_args=(_points_to(MATTER_ID),))
    text: str
    cites: str = "[]"
    """JSON: norm ids"""
    at: str
    seen_at: str | None = None


class Absence(SQLModel, table=True):
    __tablename__: ClassVar[str] = "absence"
    __table_args__ = (Index("absence_person", "person", "end", "start"), Index("absence_end", "end", "start"))

    matter_id: int = Field(primary_key=True, sa_column_args=(_points_to(MATTER_ID),))
    person: str = Field(primary_key=True)
    start: int = Field(primary_key=True)
    end: int
    kind: str
    leave: bool
    settled: bool


class Duty(SQLModel, table=True):
    """Somebody is on duty on a day off (18.u1)."""

    __tablename__: ClassVar[str] = "duty"
    __table_args__ = (Index("duty_day", "day"),)

    matter_id: int = Field(primary_key=True, sa_column_args=(_points_to(MATTER_ID),))
    day: str = Field(primary_key=True)
    """ISO day"""
    person: str = Field(primary_key=True)
    role: str = Field(primary_key=True)
    """leader | staff"""
    settled: bool


class Designation(SQLModel, table=True):
    """The Head named a standing deputy (5/1)."""

    __tablename__: ClassVar[str] = "designation"
    __table_args__ = (Index("designation_end", "end", "start"),)

    matter_id: int = Field(primary_key=True, sa_column_args=(_points_to(MATTER_ID),))
    deputy: str = Field(primary_key=True)
    start: int = Field(primary_key=True)
    end: int
    by: str


class Delegation(SQLModel, table=True):
    """A written delegation (4.5/3)."""

    __tablename__: ClassVar[str] = "delegation"
    __table_args__ = (Index("delegation_end", "end", "start"),)

    id: int | None = Field(default=None, primary_key=True)
    giver: str
    taker: str
    scope: str
    """JSON: list of `kind:verb`, `kind:*` or `*`"""
    start: str
    end: str
    """Instants; the delegation ends by itself at `end`."""
    basis: str
    by: str
    at: str
    ended_at: str | None = None
    """Ended early, at this instant."""
    ended_by: str | None = None
    replaces: int | None = Field(default=None, sa_column_args=(_points_to("delegation.id"),))


class OfficeVersion(SQLModel, table=True):
    __tablename__: ClassVar[str] = "office_version"

    version: int | None = Field(default=None, primary_key=True)
    toml: str
    json_: str = Field(sa_column_kwargs={"name": "json"})
    effective_from: str
    """ISO day"""
    applied_at: str
    by: str
    sha256: str
    """Of the TOML, in hex."""


class Setting(SQLModel, table=True):
    """A parameter or a reading the office changed, from a day on."""

    __tablename__: ClassVar[str] = "setting"

    id: int | None = Field(default=None, primary_key=True)
    key: str
    value: str
    """JSON"""
    since: str
    """ISO day"""
    by: str
    at: str
    reason: str


class OfficialText(SQLModel, table=True):
    """The official words of one clause, imported by the office."""

    __tablename__: ClassVar[str] = "official_text"

    clause: str = Field(primary_key=True)
    text: str
    imported_at: str
    by: str
    sha256: str
    """Of the imported file, in hex."""


class Draft(SQLModel, table=True):
    __tablename__: ClassVar[str] = "draft"

    person: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    content: str
    """JSON"""
    at: str


class Attachment(SQLModel, table=True):
    __tablename__: ClassVar[str] = "attachment"
    __table_args__ = (Index("attachment_matter", "matter_id"),)

    id: int | None = Field(default=None, primary_key=True)
    matter_id: int = Field(sa_column_args=(_points_to(MATTER_ID),))
    name: str
    mime: str
    size: int
    sha256: str
    at: str
    by: str
    part: str = ""
    """The part of the dossier it is a version of."""


class AttachmentContent(SQLModel, table=True):
    """Apart from its row, so that lists never drag files along."""

    __tablename__: ClassVar[str] = "attachment_content"

    attachment_id: int = Field(primary_key=True, sa_column_args=(_points_to("attachment.id"),))
    content: bytes


class RegisterCounter(SQLModel, table=True):
    __tablename__: ClassVar[str] = "register_counter"

    body: str = Field(primary_key=True)
    type: str = Field(primary_key=True)
    term: str = Field(primary_key=True)
    first_no: int = 1
    last_no: int = 0


_BOOK_ORDER = ("day", "body", "type", "term", "number")


class RegisterNumber(SQLModel, table=True):
    __tablename__: ClassVar[str] = "register_number"
    __table_args__ = (Index("register_number_matter", "matter_id"), Index("register_number_day", *_BOOK_ORDER))

    body: str = Field(primary_key=True)
    type: str = Field(primary_key=True)
    term: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    matter_id: int | None = Field(default=None, sa_column_args=(_points_to(MATTER_ID),))
    title: str | None = None
    """None for a secret item: it has a number and nothing else here (Điều 13)."""
    state: str
    """reserved | used | void"""
    reason: str = ""
    at: str
    by: str
    day: str = ""
    """ISO day of the document; of one that is only reserved, the day of that."""
    title_key: str = ""
    """`core.text.words_key(title)`: what the search looks at."""
    data: str = "{}"
    """JSON: what else the book says of it, by column."""


class Journal(SQLModel, table=True):
    """Append-only; written by `core.records.journal.append` alone."""

    __tablename__: ClassVar[str] = "journal"
    __table_args__ = (
        Index("journal_subject", "subject", "seq"),
        Index("journal_actor", "actor", "seq"),
        Index("journal_act", "act", "seq"),
    )

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: str
    actor: str
    act: str
    subject: str
    """`matter:12`, `office:3`, `journal` …"""
    act_id: str = Field(unique=True)
    """Made by the client: a repeated act is recognised by it."""
    body: str
    """The canonical JSON that was hashed, byte for byte."""
    prev: bytes = Field(unique=True)
    hash: bytes


class SchemaVersion(SQLModel, table=True):
    __tablename__: ClassVar[str] = "schema_version"

    component: str = Field(primary_key=True)
    version: int
    at: str
