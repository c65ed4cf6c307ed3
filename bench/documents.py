"""Documents: a signature ruled on beside a leave, books and lists of 100,000 beside 100, a hundred signed beside one.

All in one process and in turn. Rulings are counted in CPU time; what waits for the disk in wall time.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median

from core import bulk
from core.inquiry import Outline, Question, may, outline
from core.law.procedure import Rules
from core.law.regulation import Law
from core.listing import Listing, records
from core.office.office import Office
from core.office.sessions import ZONE
from core.records.driver import connect
from core.records.instants import to_text
from core.records.lock import locked
from core.records.store import Store
from core.text import words_key
from tui.house import House, Places, clock_of, put_sample_office

from .measure import cpu, ratio, spread, table, verdict

FEW, MANY, SIGNED, ASKED = 100, 100_000, 60, 400
AT = datetime(2024, 10, 8, 8, tzinfo=ZONE)
WORDS = ("họp", "giao", "ban", "nội", "chính", "kinh", "phí", "cán", "bộ", "kiểm", "tra", "phường", "tổng", "kết")
SIGNERS = ("head", "deputy1", "deputy2", "cvA")
PAPERS: Sequence[dict[str, object]] = (
    {"type": "cong_van", "title": "Về phòng họp"},
    {"type": "cong_van_moi_hop", "meeting": "btv", "field": "noi_chinh", "title": "Mời họp"},
    {"type": "thong_bao_y_kien", "of": "secretary", "field": "kinh_te_xa_hoi", "title": "Ý kiến"},
    {"type": "quyet_dinh", "as_class": "personnel", "title": "Khen thưởng"},
    {"type": "giay_di_duong", "holder": "visitor", "title": "Khách"},
    {"type": "cong_van", "as_class": "tl_btv", "title": "Thừa lệnh"},
)
LEAVES: Sequence[dict[str, object]] = tuple(
    {"person": person, "days": days} for person in ("cvA", "deputy1", "head") for days in (0.5, 1.0, 1.5, 2.0)
)
PAGE_LIMIT, GROWTH, RULING, PER_ACT = 5.0, 1.5, 3.0, 1.2
"""Milliseconds of a page; times with a thousandth of the rows; times a leave's ruling; times a single act."""


def opened(folder: Path) -> House:
    house = House(Places.of(folder / "office.db"), clock_of("2024-10-08 08:00"), Store.ensure(folder / "office.db"))
    put_sample_office(house)
    return house


# -- rulings


def asked(kind: str, facts: dict[str, object], by: str, office: Office, law: Law, rules: Rules) -> Outline:
    return outline(Question(kind, facts, by, ready=True), office=office, law=law, rules=rules)


def ruled(kind: str, sets: Sequence[dict[str, object]], verb: str, house: House, seed: int) -> Callable[[], int]:
    """So many full answers: facts read, route compiled, one person judged, everybody who may enumerated."""
    rng, rules, law = random.Random(seed), house.registry.rules(), house.desk.law(AT)
    drawn = [(rng.choice(sets), rng.choice(SIGNERS)) for _ in range(ASKED)]

    def run() -> int:
        office = house.desk.office(AT)
        return sum(
            may(who, verb, asked(kind, facts, str(facts.get("person", "cvA")), office, law, rules), rules=rules).allows
            for facts, who in drawn
        )

    return run


def rulings(house: House, repetitions: int) -> tuple[list[float], list[float]]:
    papers, leaves = [], []
    for n in range(repetitions):
        papers.append(cpu(ruled("document", PAPERS, "sign", house, n))[0] / ASKED)
        leaves.append(cpu(ruled("leave", LEAVES, "consent", house, n))[0] / ASKED)
    return papers, leaves


# -- books and lists


def fill(house: House, count: int) -> None:
    """So many arrivals, as matters and in their book, straight into the tables: their acts are measured elsewhere."""
    rng = random.Random(count)
    path = house.store.path
    with locked(path):
        connection = connect(path)
        try:
            connection.execute("BEGIN IMMEDIATE")
            for n in range(1, count + 1):
                day = date(2015, 1, 1) + timedelta(days=n * 3_500 // count)
                title = " ".join(rng.choices(WORDS, k=8)).capitalize()
                _arrival(connection, n, day, title)
            connection.execute("INSERT INTO register_counter VALUES ('VP', 'den', 'nhiều năm', 1, ?)", (count,))
            connection.execute("COMMIT")
        finally:
            connection.close()


def _arrival(connection: object, n: int, day: date, title: str) -> None:
    at = to_text(datetime.combine(day, AT.timetz()))
    facts = json.dumps({"author": "Nơi gửi", "subject": title, "received": day.isoformat(), "number": n})
    values = (
        n,
        "incoming",
        title,
        words_key(title),
        "van_thu",
        "cvA",
        "vt",
        at,
        "closed",
        facts,
        "[]",
        "qc",
        1,
        at,
        "vt",
        "",
        1,
    )
    columns = (
        "id, kind, title, title_key, unit, responsible, opened_by, opened_at, status, facts, route, law_version,"
        " version, changed_at, changed_by, waiting_for, round"
    )
    execute = connection.execute  # type: ignore[attr-defined]
    execute(f"INSERT INTO matter ({columns}) VALUES ({', '.join('?' * len(values))})", values)
    execute(
        "INSERT INTO register_number"
        " (body, type, term, number, matter_id, title, state, reason, at, by, day, title_key)"
        " VALUES ('VP', 'den', 'nhiều năm', ?, ?, ?, 'used', '', ?, 'vt', ?, ?)",
        (n, n, title, at, day.isoformat(), words_key(title)),
    )


def looks(house: House) -> dict[str, Callable[[], object]]:
    """What a clerk asks of a book and of a list."""
    from plugins.documents.incoming.listings import INCOMING

    book, middle = "van_ban_den", date(2019, 6, 1)
    return {
        "book: newest page": lambda: house.registers.page(book),
        "book: a page of a month": lambda: house.registers.page(book, since=middle, until=middle + timedelta(days=30)),
        "book: search two words": lambda: house.registers.page(book, text="noi chinh"),
        "list: newest page": lambda: _page(house, INCOMING),
        "list: search two words": lambda: _page(house, INCOMING, text="noi chinh"),
    }


def _page(house: House, listing: Listing, text: str = "") -> object:
    return records(house.desk, listing, listing.views[0], at=AT, text=text)


def took(look: Callable[[], object], times: int = 15) -> list[float]:
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        look()
        found.append((time.perf_counter() - begun) * 1000)
    return found


# -- many acts


def papers_to_sign(house: House, count: int) -> list[tuple[int, str]]:
    facts = {"type": "giay_gioi_thieu", "title": "Giới thiệu", "recipients": "ban_to_chuc"}
    return [(house.work.open("document", facts, by="vt", at=AT).matter, "sign") for _ in range(count)]


def signing(house: House) -> tuple[float, float]:
    """Milliseconds of an act: one after the other by hand, and as many together."""
    single, together = papers_to_sign(house, SIGNED), papers_to_sign(house, SIGNED)
    begun = time.perf_counter()
    for matter, step in single:
        house.work.take(matter, step, by="head", at=AT)
    middle = time.perf_counter()
    items = bulk.preview(house.desk, house.registry.rules(), together, by="head", at=AT)
    done = list(bulk.carry_out(house.work, items, by="head", at=lambda: AT))
    ended = time.perf_counter()
    assert all(outcome.receipt for outcome in done)
    return (middle - begun) * 1000 / SIGNED, (ended - middle) * 1000 / SIGNED


def run(repetitions: int = 7) -> bool:
    """Prints the tables; False where a target is missed."""
    met = []
    with tempfile.TemporaryDirectory() as name:
        few, many = (opened(_folder(Path(name) / part)) for part in ("few", "many"))
        try:
            papers, leaves = rulings(few, repetitions)
            print(table("A full answer, µs CPU", ("", "µs", "of a leave"), [
                ("may this person sign?", spread(papers, 1e6), f"{ratio(papers, leaves):.2f}"),
                ("may this person consent?", spread(leaves, 1e6), "1.00"),
            ]))  # fmt: skip
            met.append(verdict("a signature, of a leave", ratio(papers, leaves), RULING, at_least=False))
            single, together = signing(few)
            print(table("Signing, ms an act", ("", "ms"), [
                (f"{SIGNED} one by one", f"{single:.2f}"), (f"{SIGNED} together, with preview", f"{together:.2f}"),
            ]))  # fmt: skip
            met.append(verdict("together, of one by one", together / single, PER_ACT, at_least=False))
            met += _growth(few, many)
        finally:
            few.close()
            many.close()
    print("\n".join(line for line, _ in met))
    return all(good for _, good in met)


def _growth(few: House, many: House) -> list[tuple[str, bool]]:
    fill_after = few.desk.reader.last_matter()
    assert fill_after < 10_000
    with tempfile.TemporaryDirectory() as name:
        small = opened(_folder(Path(name)))
        try:
            fill(small, FEW)
            fill(many, MANY)
            rows, met = [], []
            for what, look in looks(many).items():
                base, grown = median(took(looks(small)[what])), median(took(look))
                rows.append((what, f"{base:.2f}", f"{grown:.2f}"))
                if "page" in what and "month" not in what:
                    met.append(verdict(f"{what}, ms at {MANY:,}", grown, PAGE_LIMIT, at_least=False))
            print(table(f"Books and lists, ms: {FEW} and {MANY:,} documents", ("", f"{FEW}", f"{MANY:,}"), rows))
            return met
        finally:
            small.close()


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path
