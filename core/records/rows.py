"""What the light reader hands out: one NamedTuple for each question, columns as they are stored.

Instants are UTC ISO text (`core.records.instants.from_text`), days ISO text, sessions ints, JSON is left as text.
"""

from __future__ import annotations

from typing import NamedTuple


class MatterRow(NamedTuple):
    """A matter as a list shows it."""

    id: int
    kind: str
    title: str
    subject: str | None
    unit: str | None
    responsible: str | None
    opened_by: str
    opened_at: str
    status: str
    law_version: str
    extends: int | None
    starts: int | None
    ends: int | None
    version: int
    changed_at: str
    changed_by: str
    step: str | None
    waiting_for: str
    round: int
    due: str | None
    urgent: int


class MatterRecord(NamedTuple):
    """A matter with all it holds."""

    row: MatterRow
    facts: str
    route: str


class DeedRow(NamedTuple):
    id: int
    matter_id: int
    step: str
    verb: str
    by: str
    capacity: str
    behalf: str | None
    at: str
    outcome: str
    note: str
    evidence: str
    payload: str
    round: int
    journal_seq: int


class WaitingRow(NamedTuple):
    """An open step, one of its holders, and what a list says of its matter."""

    matter_id: int
    step: str
    holder: str
    verb: str
    subject: str | None
    since: str
    due: str | None
    kind: str
    title: str
    status: str
    unit: str | None
    opened_by: str
    starts: int | None
    ends: int | None
    version: int
    opens: str | None
    urgent: int
    scopes: str


class NoticeRow(NamedTuple):
    id: int
    person: str
    matter_id: int | None
    text: str
    cites: str
    at: str
    seen_at: str | None


class AbsenceRow(NamedTuple):
    matter_id: int
    person: str
    start: int
    end: int
    kind: str
    leave: bool
    settled: bool


class DutyRow(NamedTuple):
    matter_id: int
    day: str
    person: str
    role: str
    settled: bool


class DesignationRow(NamedTuple):
    matter_id: int
    deputy: str
    start: int
    end: int
    by: str


class DelegationRow(NamedTuple):
    id: int
    giver: str
    taker: str
    scope: str
    start: str
    end: str
    basis: str
    by: str
    at: str
    ended_at: str | None
    ended_by: str | None
    replaces: int | None


class AttachmentRow(NamedTuple):
    id: int
    matter_id: int
    name: str
    mime: str
    size: int
    sha256: str
    at: str
    by: str
    part: str = ""


class OfficeVersionRow(NamedTuple):
    version: int
    json: str
    effective_from: str
    applied_at: str
    by: str
    sha256: str


class SettingRow(NamedTuple):
    id: int
    key: str
    value: str
    since: str
    by: str
    at: str
    reason: str


class OfficialTextRow(NamedTuple):
    clause: str
    text: str
    imported_at: str
    by: str
    sha256: str


class DraftRow(NamedTuple):
    person: str
    kind: str
    content: str
    at: str


class JournalRow(NamedTuple):
    seq: int
    at: str
    actor: str
    act: str
    subject: str
    act_id: str
    body: str


class JournalPage(NamedTuple):
    entries: tuple[JournalRow, ...]
    """Newest first."""
    next_before: int | None
    """Where to go on; None when there is nothing older."""


class NumberRow(NamedTuple):
    body: str
    type: str
    term: str
    number: int
    matter_id: int | None
    title: str | None
    state: str
    reason: str
    at: str
    by: str
    day: str
    data: str


class TieRow(NamedTuple):
    matter_id: int
    target: int
    says: str


class RegisterRow(NamedTuple):
    """One register and how far it has counted."""

    body: str
    type: str
    term: str
    first_no: int
    last_no: int
