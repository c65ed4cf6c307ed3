"""The tables as SQLite is told to make them: the first step of the core, frozen.

A step that was released is never edited; a change is a new step at the end of `STEPS`. `core.records.tables` describes
the same tables to SQLModel, and a test compares the two. Everything only SQLite understands (STRICT, triggers, the
search table) stands here and in `driver.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from core.records.driver import Connection

Step = Callable[[Connection], None]
"""Changes the schema inside the transaction the runner opened; neither begins, commits nor uses executescript."""
Components = Mapping[str, Sequence[Step]]

APPLICATION_ID = 0x76707475
"""`vptu` in ASCII, in the file's header: tells our stores from other SQLite files."""
FORMAT = 1
"""The file's user_version; raised only when older programs must not even look at the tables."""

SCHEMA_VERSION = """
CREATE TABLE schema_version (
    component TEXT PRIMARY KEY, version INTEGER NOT NULL,
    at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))) STRICT"""

MATTERS = (
    """
CREATE TABLE matter (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, title_key TEXT NOT NULL, subject TEXT,
    unit TEXT, responsible TEXT, opened_by TEXT NOT NULL, opened_at TEXT NOT NULL, status TEXT NOT NULL,
    facts TEXT NOT NULL, route TEXT NOT NULL, law_version TEXT NOT NULL,
    extends INTEGER REFERENCES matter (id) DEFERRABLE INITIALLY DEFERRED, starts INTEGER, ends INTEGER,
    version INTEGER NOT NULL, changed_at TEXT NOT NULL, changed_by TEXT NOT NULL, step TEXT,
    waiting_for TEXT NOT NULL, round INTEGER NOT NULL) STRICT""",
    # each page filter finds its rows newest first without touching the wide table
    "CREATE INDEX matter_subject ON matter (subject, id, status, kind, unit)",
    "CREATE INDEX matter_unit ON matter (unit, id, status, kind)",
    "CREATE INDEX matter_kind ON matter (kind, id)",
    "CREATE INDEX matter_kind_status ON matter (kind, status, id)",
    "CREATE INDEX matter_status ON matter (status, id)",
    "CREATE INDEX matter_opened_by ON matter (opened_by, id)",
    "CREATE INDEX matter_extends ON matter (extends)",
    """
CREATE TABLE deed (
    id INTEGER PRIMARY KEY, matter_id INTEGER NOT NULL REFERENCES matter (id) DEFERRABLE INITIALLY DEFERRED,
    step TEXT NOT NULL, verb TEXT NOT NULL, by TEXT NOT NULL, capacity TEXT NOT NULL, behalf TEXT, at TEXT NOT NULL,
    outcome TEXT NOT NULL, note TEXT NOT NULL, evidence TEXT NOT NULL, payload TEXT NOT NULL, round INTEGER NOT NULL,
    journal_seq INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (matter_id, step, round)) STRICT""",
    "CREATE INDEX deed_by ON deed (by, id)",
    "CREATE INDEX deed_journal ON deed (journal_seq)",
    """
CREATE TABLE waiting (
    matter_id INTEGER NOT NULL REFERENCES matter (id) DEFERRABLE INITIALLY DEFERRED, step TEXT NOT NULL,
    holder TEXT NOT NULL, verb TEXT NOT NULL, subject TEXT, since TEXT NOT NULL, due TEXT,
    PRIMARY KEY (matter_id, step, holder)) STRICT""",
    "CREATE INDEX waiting_holder ON waiting (holder)",
    """
CREATE TABLE notice (
    id INTEGER PRIMARY KEY, person TEXT NOT NULL,
    matter_id INTEGER REFERENCES matter (id) DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL, cites TEXT NOT NULL, at TEXT NOT NULL, seen_at TEXT) STRICT""",
    "CREATE INDEX notice_person ON notice (person, seen_at)",
    "CREATE INDEX notice_matter ON notice (matter_id)",
)

SEARCH = (
    """
CREATE VIRTUAL TABLE matter_fts USING fts5 (
    title_key, content = 'matter', content_rowid = 'id', tokenize = 'trigram', detail = none)""",
    """
CREATE TRIGGER matter_fts_insert AFTER INSERT ON matter BEGIN
    INSERT INTO matter_fts (rowid, title_key) VALUES (new.id, new.title_key);
END""",
    """
CREATE TRIGGER matter_fts_update AFTER UPDATE OF title_key ON matter BEGIN
    INSERT INTO matter_fts (matter_fts, rowid, title_key) VALUES ('delete', old.id, old.title_key);
    INSERT INTO matter_fts (rowid, title_key) VALUES (new.id, new.title_key);
END""",
    """
CREATE TRIGGER matter_fts_delete AFTER DELETE ON matter BEGIN
    INSERT INTO matter_fts (matter_fts, rowid, title_key) VALUES ('delete', old.id, old.title_key);
END""",
)

OFFICE = (
    """
CREATE TABLE absence (
    matter_id INTEGER NOT NULL REFERENCES matter (id) DEFERRABLE INITIALLY DEFERRED, person TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL, leave INTEGER NOT NULL,
    settled INTEGER NOT NULL, PRIMARY KEY (matter_id, person, start), CHECK (start < "end"),
    CHECK (leave IN (0, 1)), CHECK (settled IN (0, 1))) STRICT""",
    'CREATE INDEX absence_person ON absence (person, "end", start)',
    'CREATE INDEX absence_end ON absence ("end", start)',
    """
CREATE TABLE duty (
    matter_id INTEGER NOT NULL REFERENCES matter (id) DEFERRABLE INITIALLY DEFERRED, day TEXT NOT NULL,
    person TEXT NOT NULL, role TEXT NOT NULL, settled INTEGER NOT NULL,
    PRIMARY KEY (matter_id, day, person, role), CHECK (settled IN (0, 1))) STRICT""",
    "CREATE INDEX duty_day ON duty (day)",
    """
CREATE TABLE designation (
    matter_id INTEGER NOT NULL REFERENCES matter (id) DEFERRABLE INITIALLY DEFERRED, deputy TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, by TEXT NOT NULL, PRIMARY KEY (matter_id, deputy, start),
    CHECK (start < "end")) STRICT""",
    'CREATE INDEX designation_end ON designation ("end", start)',
    """
CREATE TABLE delegation (
    id INTEGER PRIMARY KEY, giver TEXT NOT NULL, taker TEXT NOT NULL, scope TEXT NOT NULL, start TEXT NOT NULL,
    "end" TEXT NOT NULL, basis TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, ended_at TEXT, ended_by TEXT,
    replaces INTEGER REFERENCES delegation (id) DEFERRABLE INITIALLY DEFERRED, CHECK (start < "end")) STRICT""",
    'CREATE INDEX delegation_end ON delegation ("end", start)',
    """
CREATE TABLE office_version (
    version INTEGER PRIMARY KEY, toml TEXT NOT NULL, json TEXT NOT NULL, effective_from TEXT NOT NULL,
    applied_at TEXT NOT NULL, by TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT""",
    """
CREATE TABLE setting (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, value TEXT NOT NULL, since TEXT NOT NULL, by TEXT NOT NULL,
    at TEXT NOT NULL, reason TEXT NOT NULL) STRICT""",
    """
CREATE TABLE official_text (
    clause TEXT PRIMARY KEY, text TEXT NOT NULL, imported_at TEXT NOT NULL, by TEXT NOT NULL,
    sha256 TEXT NOT NULL) STRICT""",
    """
CREATE TABLE draft (
    person TEXT NOT NULL, kind TEXT NOT NULL, content TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (person, kind)) STRICT""",
)

FILES = (
    """
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY, matter_id INTEGER NOT NULL REFERENCES matter (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL, mime TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL,
    by TEXT NOT NULL) STRICT""",
    "CREATE INDEX attachment_matter ON attachment (matter_id)",
    """
CREATE TABLE attachment_content (
    attachment_id INTEGER PRIMARY KEY REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED,
    content BLOB NOT NULL) STRICT""",
)

REGISTERS = (
    """
CREATE TABLE register_counter (
    body TEXT NOT NULL, type TEXT NOT NULL, term TEXT NOT NULL, first_no INTEGER NOT NULL, last_no INTEGER NOT NULL,
    PRIMARY KEY (body, type, term)) STRICT""",
    """
CREATE TABLE register_number (
    body TEXT NOT NULL, type TEXT NOT NULL, term TEXT NOT NULL, number INTEGER NOT NULL,
    matter_id INTEGER REFERENCES matter (id) DEFERRABLE INITIALLY DEFERRED, title TEXT, state TEXT NOT NULL,
    reason TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, PRIMARY KEY (body, type, term, number),
    CHECK (state IN ('reserved', 'used', 'void'))) STRICT""",
    "CREATE INDEX register_number_matter ON register_number (matter_id)",
    """
CREATE TRIGGER register_number_kept BEFORE DELETE ON register_number BEGIN
    SELECT RAISE(ABORT, 'a register number is never given back');
END""",
    """
CREATE TRIGGER register_counter_rises BEFORE UPDATE ON register_counter WHEN new.last_no < old.last_no BEGIN
    SELECT RAISE(ABORT, 'a register never counts backwards');
END""",
)

JOURNAL = (
    """
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, act TEXT NOT NULL, subject TEXT NOT NULL,
    act_id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, prev BLOB NOT NULL UNIQUE, hash BLOB NOT NULL) STRICT""",
    "CREATE INDEX journal_subject ON journal (subject, seq)",
    "CREATE INDEX journal_actor ON journal (actor, seq)",
    "CREATE INDEX journal_act ON journal (act, seq)",
    # one entry after the other, none over another: the chain cannot fork and INSERT OR REPLACE replaces nothing
    """
CREATE TRIGGER journal_append BEFORE INSERT ON journal
WHEN new.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
  OR new.prev IS NOT coalesce((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), zeroblob(32))
  OR EXISTS (SELECT 1 FROM journal WHERE act_id = new.act_id)
BEGIN
    SELECT RAISE(ABORT, 'a journal entry is only ever added at the end');
END""",
    """
CREATE TRIGGER journal_unchanged BEFORE UPDATE ON journal BEGIN
    SELECT RAISE(ABORT, 'a journal entry is never changed');
END""",
    """
CREATE TRIGGER journal_kept BEFORE DELETE ON journal BEGIN
    SELECT RAISE(ABORT, 'a journal entry is never removed');
END""",
)


def create_everything(connection: Connection) -> None:
    for statement in (*JOURNAL, *MATTERS, *SEARCH, *OFFICE, *FILES, *REGISTERS):
        connection.execute(statement)


DOSSIERS = (
    "ALTER TABLE matter ADD COLUMN due TEXT",
    "ALTER TABLE matter ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX matter_due ON matter (due)",
    "ALTER TABLE waiting ADD COLUMN opens TEXT",
    "ALTER TABLE waiting ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE waiting ADD COLUMN scopes TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE attachment ADD COLUMN part TEXT NOT NULL DEFAULT ''",
    """
CREATE TABLE tie (
    matter_id INTEGER NOT NULL REFERENCES matter (id) DEFERRABLE INITIALLY DEFERRED,
    target INTEGER NOT NULL REFERENCES matter (id) DEFERRABLE INITIALLY DEFERRED, says TEXT NOT NULL,
    PRIMARY KEY (matter_id, target, says)) STRICT""",
    "CREATE INDEX tie_target ON tie (target)",
    """
CREATE TABLE met (
    matter_id INTEGER NOT NULL REFERENCES matter (id) DEFERRABLE INITIALLY DEFERRED, key TEXT NOT NULL,
    day TEXT NOT NULL, PRIMARY KEY (matter_id, key)) STRICT""",
    "CREATE INDEX met_key ON met (key, day)",
    "ALTER TABLE register_number ADD COLUMN day TEXT NOT NULL DEFAULT ''",
    "UPDATE register_number SET day = substr(at, 1, 10)",
    "ALTER TABLE register_number ADD COLUMN title_key TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE register_number ADD COLUMN data TEXT NOT NULL DEFAULT '{}'",
    "CREATE INDEX register_number_day ON register_number (day, body, type, term, number)",
)


def add_dossiers(connection: Connection) -> None:
    """Dossier parts, days from which a step opens, urgency, ties between matters, what a book says of its numbers."""
    for statement in DOSSIERS:
        connection.execute(statement)


CORE: Components = {"core": (create_everything, add_dossiers)}
