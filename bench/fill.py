"""Fills a store with years of plausible leaves, fast, so that screens and searches can be timed on it.

`python -m bench.fill PATH --matters 100000`. Rows are written raw, as the acts of an office would have left them: the
journal verifies, numbers have no gaps, the newest matters are still open. The same arguments give the same rows.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TypedDict

from core.office.sessions import label, session
from core.records.chain import GENESIS
from core.records.driver import Connection, connect
from core.records.instants import to_text
from core.records.journal import canonical
from core.records.lock import locked
from core.records.store import Store
from core.text import words_key

YEARS = 20
BATCH = 2_000
STAFF = {
    "cvA": "tong_hop", "cvB": "tong_hop", "cvC": "tai_chinh_quan_tri", "vt": "van_thu", "lt": "luu_tru",
    "lx": "tai_chinh_quan_tri", "cvD": "co_yeu_cntt", "deputy1": "", "deputy2": "", "head": "",
}  # fmt: skip
"""The sample office; everybody else is somebody who has worked there once."""
DEPUTY_OF = {"tong_hop": "deputy1", "tai_chinh_quan_tri": "deputy2", "van_thu": "deputy2", "luu_tru": "deputy2"}
KINDS = {"phep": "nghỉ phép", "rieng": "việc riêng", "om": "ốm đau", "gia_dinh": "gia đình có việc đột xuất"}
REASONS = (
    "về quê thăm bố mẹ", "đưa con nhập học", "khám sức khỏe định kỳ", "dự đám cưới em gái", "sửa nhà sau bão",
    "chăm người thân nằm viện", "nghỉ hè cùng gia đình", "giỗ tổ dòng họ", "làm thủ tục đất đai", "thi nâng ngạch",
    "đi Đà Nẵng", "đi Huế", "thăm đơn vị cũ ở Quảng Ninh", "họp phụ huynh cuối năm", "đón bạn từ Cần Thơ",
)  # fmt: skip
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương")
MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Thu", "Quốc", "Hồng", "Ngọc")
GIVEN = (
    "An",
    "Bình",
    "Chi",
    "Dũng",
    "Giang",
    "Hà",
    "Hạnh",
    "Khánh",
    "Lan",
    "Nam",
    "Phương",
    "Quý",
    "Sơn",
    "Uyên",
    "Yến",
)


@dataclass
class Rows:
    """What one batch adds, by table."""

    tables: dict[str, list[tuple[object, ...]]] = field(default_factory=lambda: {"matter": [], "journal": []})
    """Parents first: a child that comes before its parent makes SQLite look for it."""

    def add(self, table: str, *values: object) -> None:
        self.tables.setdefault(table, []).append(values)

    def write(self, connection: Connection) -> None:
        for table, rows in self.tables.items():
            if not rows:
                continue
            marks = ", ".join("?" * len(rows[0]))
            columns = ""
            if "(" not in table:  # columns that came later have defaults
                known = [column[0] for column in connection.execute(f"SELECT * FROM {table} LIMIT 0").description]
                columns = "(" + ", ".join(f'"{name}"' for name in known[: len(rows[0])]) + ")"
            connection.executemany(f"INSERT INTO {table} {columns} VALUES ({marks})", rows)
            rows.clear()


@dataclass
class Ledger:
    """Where journal and registers stand."""

    seq: int
    hash: bytes
    numbers: dict[str, int]
    """Last number by year."""

    def entry(self, rows: Rows, at: datetime, actor: str, act: str, subject: str, data: object) -> int:
        self.seq += 1
        fixed = {"at": to_text(at), "actor": actor, "act": act, "subject": subject, "act_id": f"bench-{self.seq}"}
        body = canonical({**fixed, "seq": self.seq, "data": data})
        prev, self.hash = self.hash, sha256(self.hash + body.encode()).digest()
        rows.add("journal", self.seq, *fixed.values(), body, prev, self.hash)
        return self.seq

    def number(self, year: int) -> int:
        term = str(year)
        self.numbers[term] = self.numbers.get(term, 0) + 1
        return self.numbers[term]


@dataclass(frozen=True)
class Plan:
    """What is asked of the generator."""

    matters: int
    still_open: int
    people: int
    today: date
    seed: int


def fill(path: Path, plan: Plan) -> None:
    """Add the plan's matters to the store at `path`, made if there is none."""
    with Store.ensure(path) as store, locked(path), closing(connect(path)) as connection:
        connection.execute("PRAGMA cache_size = -200000")
        rng = random.Random(plan.seed)
        first = store.reader.last_matter()
        ledger, rows, people = _ledger(connection), Rows(), _people(plan.people, rng)
        for start in range(0, plan.matters, BATCH):
            connection.execute("BEGIN IMMEDIATE")
            for n in range(start, min(start + BATCH, plan.matters)):
                _matter(rows, ledger, rng, plan, people, first + n + 1, plan.matters - 1 - n)
            rows.write(connection)
            _save_counters(connection, ledger)
            connection.execute("COMMIT")


def _ledger(connection: Connection) -> Ledger:
    last = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone() or (0, GENESIS)
    counters = connection.execute(
        "SELECT term, last_no FROM register_counter WHERE body = 'VP' AND type = 'don_nghi'"
    ).fetchall()
    return Ledger(last[0], last[1], dict(counters))


def _save_counters(connection: Connection, ledger: Ledger) -> None:
    connection.executemany(
        "INSERT INTO register_counter VALUES ('VP', 'don_nghi', ?, 1, ?)"
        " ON CONFLICT DO UPDATE SET last_no = excluded.last_no",
        ledger.numbers.items(),
    )


def _people(count: int, rng: random.Random) -> Sequence[tuple[str, str, str]]:
    """Id, name and unit."""
    known = [(person, person, unit) for person, unit in STAFF.items()]
    units = sorted(set(filter(None, STAFF.values())))
    return known + [
        (f"nv{n:04}", " ".join(map(rng.choice, (FAMILY, MIDDLE, GIVEN))), rng.choice(units))
        for n in range(1, count - len(known) + 1)
    ]


def _matter(
    rows: Rows,
    ledger: Ledger,
    rng: random.Random,
    plan: Plan,
    people: Sequence[tuple[str, str, str]],
    id: int,
    age: int,
) -> None:
    person, name, unit = people[rng.randrange(10)] if age < plan.still_open else rng.choice(people)
    kind = rng.choices(tuple(KINDS), (80, 10, 8, 2))[0]
    is_open = age < plan.still_open
    day = plan.today - timedelta(age // 8 if is_open else 14 + age * YEARS * 365 // plan.matters)
    opened = datetime(day.year, day.month, day.day, 1, tzinfo=UTC) + timedelta(seconds=rng.randrange(30_000))
    starts = session(day + timedelta(rng.randrange(2, 12)), rng.randrange(2))
    ends = starts + rng.choice((1, 2, 2, 3, 4, 4, 6, 10))
    reason = rng.choice(REASONS)
    title = f"{name}: {KINDS[kind]} {(ends - starts) / 2:g} ngày từ {label(starts)}, {reason}"
    facts = {"person": person, "kind": kind, "from": starts, "until": ends - 1, "reason": reason}
    steps = list(_steps(person, unit, ends - starts))
    done = rng.randrange(1, len(steps) - 1) if is_open else len(steps)
    status = "open" if is_open else rng.choices(("closed", "declined", "withdrawn"), (95, 3, 2))[0]
    waits = steps[done] if is_open else None

    asked = ledger.entry(rows, opened, person, "open", f"matter:{id}", {"facts": facts, "ruling": ["18.u1/3"]})
    at = opened
    for n, step in enumerate(steps[:done]):
        actor = _actor(step["holders"][0], person)
        at += timedelta(seconds=rng.randrange(600, 20_000))
        seq = asked if n == 0 else ledger.entry(rows, at, actor, "take", f"matter:{id}", {"step": step["id"]})
        rows.add(
            "deed (matter_id, step, verb, by, capacity, behalf, at, outcome, note, evidence, payload, round,"
            " journal_seq)",
            id, step["id"], step["verb"], actor, "own", None, to_text(at), "done", "", "{}", "{}", 1, seq,
        )  # fmt: skip
    rows.add(
        "matter", id, "leave", title, words_key(title), person, unit or None, person, person, to_text(opened), status,
        canonical(facts), json.dumps([[step] for step in steps], ensure_ascii=False), "2024", None, starts, ends,
        done, to_text(at), person, waits["id"] if waits else None, waits["title"] if waits else "", 1,
    )  # fmt: skip
    rows.add("absence", id, person, starts, ends, kind, 1, int(status == "closed"))
    rows.add(
        "notice (person, matter_id, text, cites, at, seen_at)",
        person, id, f"Việc số {id}: đã có ý kiến.", '["18.3/2"]', to_text(at), None if is_open else to_text(at),
    )  # fmt: skip
    if waits:
        for holder in waits["holders"]:
            rows.add("waiting", id, waits["id"], holder, waits["verb"], person, to_text(at), None)
    elif status == "closed":
        rows.add(
            "register_number", "VP", "don_nghi", str(day.year), ledger.number(day.year), id, title, "used", "",
            to_text(at), "lt",
        )  # fmt: skip
    if person == "head" and not is_open:
        rows.add("designation", id, rng.choice(("deputy1", "deputy2")), starts, ends, "head")
    if rng.random() < 0.03:
        _attachment(rows, rng, id, at, person)


class Step(TypedDict, total=False):
    """As `core.codec` writes a step of a route."""

    id: str
    verb: str
    title: str
    holders: list[str]
    cites: list[str]
    form: str
    register: str


def _steps(person: str, unit: str, length: int) -> Iterator[Step]:
    def step(id: str, verb: str, title: str, holder: str, cite: str) -> Step:
        return {"id": id, "verb": verb, "title": title, "holders": [holder], "cites": [cite]}

    yield step("form", "form", "nộp đơn xin nghỉ", f"person:{person}", "18.u1/3") | {"form": "don_nghi"}
    if person == "head":
        yield step("consent:standing_deputy_secretary", "consent", "đồng ý", "body:standing_deputy_secretary", "18.1/1")
    elif unit in DEPUTY_OF:
        yield step("consent:deputy", "consent", "đồng ý", f"deputy_of:{unit}", "18.3/1")
    if person != "head" and (length > 1 or unit not in DEPUTY_OF):
        yield step("consent:head", "consent", "đồng ý", "post:head", "18.3/2")
    yield step("file", "file", "nhận và lưu đơn", "unit:luu_tru", "18.u2/3") | {"register": "don_nghi"}


def _actor(holder: str, person: str) -> str:
    relation, _, of = holder.partition(":")
    known = {"deputy_of": DEPUTY_OF.get(of, "deputy1"), "post": "head", "unit": "lt", "body": of}
    return known.get(relation, person)


def _attachment(rows: Rows, rng: random.Random, matter: int, at: datetime, by: str) -> None:
    content = rng.randbytes(2_000)
    row = (matter, matter, "Đơn xin nghỉ.pdf", "application/pdf", len(content), sha256(content).hexdigest())
    rows.add("attachment", *row, to_text(at), by)
    rows.add("attachment_content", matter, content)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("path", type=Path)
    ask.add_argument("--matters", type=int, default=100_000)
    ask.add_argument("--open", type=int, default=40, help="how many of the newest are still open")
    ask.add_argument("--people", type=int, default=600)
    ask.add_argument("--today", type=date.fromisoformat, default=date(2026, 1, 5))
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    fill(given.path, Plan(given.matters, given.open, given.people, given.today, given.seed))


if __name__ == "__main__":
    main()
