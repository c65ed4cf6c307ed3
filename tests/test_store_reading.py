"""The light reader: pages by key, filters, search without accents, spans, and plans that never walk the whole table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fill import Plan, fill
from core.errors import StoreError, UsageError
from core.records import attachments, journal, tables
from core.records.driver import connect
from core.records.instants import from_text, to_text
from core.records.reader import SCANNED, Reader
from core.records.search import MatterFilter, search_ids
from core.records.store import Store
from core.text import words_key
from tests.support.store_acts import AT, a_matter, act

MATTERS = 1_500


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with some years of leaves."""
    path = tmp_path_factory.mktemp("full") / "vptu.db"
    fill(path, Plan(MATTERS, 40, 60, date(2026, 1, 5), seed=7))
    with Store.open(path) as store:
        yield store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "vptu.db") as made:
        yield made


def test_the_filled_store_is_one_an_office_could_have_made(full: Store) -> None:
    assert journal.verify(full, mirror=True).sound
    assert full.reader.last_matter() == MATTERS
    for register in full.reader.registers():
        found = full.reader.numbers(register.body, register.type, register.term, limit=10_000)
        assert [row.number for row in found] == list(range(register.last_no, 0, -1))


# -- pages and filters

FILTERS = st.builds(
    MatterFilter,
    statuses=st.lists(st.sampled_from(["open", "closed", "declined", "withdrawn", "none"]), max_size=3).map(tuple),
    kind=st.sampled_from([None, None, "leave", "mission"]),
    kinds=st.sampled_from([(), (), ("leave",), ("leave", "mission"), ("mission", "none")]),
    subject=st.sampled_from([None, None, "cvA", "nv0007"]),
    unit=st.sampled_from([None, None, "tong_hop", "luu_tru"]),
    opened_by=st.sampled_from([None, None, None, "cvA"]),
    text=st.sampled_from(
        ["", "", "nghỉ phép", "NGUYỄN", "đà n", "q", "h 2", "về quê", "z", "x y z", "!?", "phep nghi"]
    ),
)


@given(FILTERS, st.integers(1, 60), st.none() | st.integers(0, MATTERS + 1), st.booleans(), st.sampled_from([0, 2_000]))
@settings(max_examples=200, deadline=None)
def test_a_page_is_what_reading_everything_would_give(
    full: Store, wanted: MatterFilter, limit: int, key: int | None, up: bool, few: int
) -> None:
    """Whichever way the search goes: through the search table or through the rows the filter leaves."""
    rows: list[list[Any]] = full.reader.rows(
        list, "SELECT id, status, kind, subject, unit, opened_by, title_key FROM matter ORDER BY id DESC"
    )
    words = words_key(wanted.text).split()
    exact = (wanted.kind, wanted.subject, wanted.unit, wanted.opened_by)
    matching = [
        row[0]
        for row in rows
        if (not wanted.statuses or row[1] in wanted.statuses)
        and (wanted.kind is not None or not wanted.kinds or row[2] in wanted.kinds)
        and all(asked is None or asked == has for asked, has in zip(exact, row[2:6], strict=True))
        and all(f" {word}" in row[6] for word in words)
    ]  # fmt: skip
    with patch("core.records.search.FEW", few):
        assert full.reader.count_matters(wanted, cap=MATTERS) == len(matching)
        if up and key is not None:
            page = full.reader.matters(wanted, limit=limit, after=key)
            assert [row.id for row in page] == [id for id in matching if id > key][-limit:]
        else:
            page = full.reader.matters(wanted, limit=limit, before=key)
            assert [row.id for row in page] == [id for id in matching if key is None or id < key][:limit]


def test_a_single_letter_is_looked_for_among_the_newest_only(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.records.search.RECENT", 100)
    found = search_ids(full.reader, "n", limit=1_000)
    assert found and min(found) > MATTERS - 100
    assert search_ids(full.reader, "", limit=10) == []


def test_search_follows_a_title_that_changes(store: Store) -> None:
    act(store, title="Đồng chí Ngọc xin nghỉ")
    with store.write() as session:
        matter = session.get_one(tables.Matter, 1)
        matter.title, matter.title_key = "Uỷ quyền", words_key("Uỷ quyền")
    assert search_ids(store.reader, "ngọc", limit=5) == []
    assert search_ids(store.reader, "ủy", limit=5) == [1]
    assert search_ids(store.reader, "quyen uy", limit=5, before=1) == []


@pytest.mark.parametrize(
    "text", ["nghỉ " * 30_000, "x" * 100_000, " ".join(f"w{n}" for n in range(20_000)), "\x00\udcff%_'\""]
)
def test_a_whole_page_pasted_into_the_search_is_no_error(full: Store, text: str) -> None:
    assert len(full.reader.matters(MatterFilter(text=text))) in (0, 50)
    assert full.reader.matters(MatterFilter(text=text, statuses=("declined",), unit="tong_hop")) is not None


def test_a_number_no_row_can_have_is_not_found(full: Store) -> None:
    assert full.reader.matter(10**30) is None and full.reader.deeds(-(10**30)) == []
    assert full.reader.entry(2**63) is None
    assert full.reader.journal_page(before=10**30, limit=1).entries[0].seq == full.reader.head()


SCAN_FREE = [
    MatterFilter(),
    MatterFilter(statuses=("open", "returned")),
    MatterFilter(kind="leave"),
    MatterFilter(kind="leave", statuses=("open",)),
    MatterFilter(subject="cvA", statuses=("open",)),
    MatterFilter(unit="tong_hop", kind="leave"),
    MatterFilter(opened_by="cvA"),
]


@pytest.mark.parametrize("wanted", SCAN_FREE, ids=str)
def test_pages_of_matters_come_in_order_from_an_index(full: Store, wanted: MatterFilter) -> None:
    plan = _plan(full, lambda reader: reader.matters(wanted, before=900))
    assert wanted == MatterFilter() or not [step for step in plan if _walks(step)]
    assert wanted.statuses or not [step for step in plan if "TEMP B-TREE" in step]


@pytest.mark.parametrize(
    "ask",
    [
        lambda r: r.waiting_for(["post:head", "unit:luu_tru"]),
        lambda r: r.waiting_in(5),
        lambda r: r.matter(5),
        lambda r: r.deeds(5),
        lambda r: r.attachments(5),
        lambda r: r.extensions(5),
        lambda r: r.notices("cvA"),
        lambda r: r.notices("cvA", unseen=False),
        lambda r: r.absences(1, 9),
        lambda r: r.absences(1, 9, person="cvA"),
        lambda r: r.designations(1, 9),
        lambda r: r.delegations(AT),
        lambda r: r.duties(date(2024, 1, 1), date(2024, 2, 1)),
        lambda r: r.journal_page(actor="cvA", act="take"),
        lambda r: r.journal_page(subject="matter:5"),
        lambda r: r.journal_page(act="refused"),
        lambda r: r.numbers("VP", "don_nghi", "2024"),
        lambda r: r.numbers_of(5),
        lambda r: r.head(),
        lambda r: r.entry(5),
    ],
)
def test_no_question_walks_a_growing_table(full: Store, ask: object) -> None:
    assert [step for step in _plan(full, ask) if _walks(step)] == []


def _walks(step: str) -> bool:
    """Reads the table from one end, rather than what an index or a key names."""
    whole = re.match(
        r"SCAN (matter|m|deed|waiting|w|notice|absence|journal|register_number|attachment)\b(?! USING IND)", step
    )
    return bool(whole) or "(rowid<?)" in step


def _plan(store: Store, ask: object) -> list[str]:
    """What SQLite means to do for each statement a question makes."""
    assert callable(ask)
    asked: list[tuple[str, tuple[object, ...]]] = []

    class Listening(Reader):
        def rows(self, make, sql, values=()):  # type: ignore[no-untyped-def]
            asked.append((sql, tuple(values)))
            return super().rows(make, sql, values)

        def column(self, sql, values=()):  # type: ignore[no-untyped-def]
            asked.append((sql, tuple(values)))
            return super().column(sql, values)

    reader = Listening(connect(store.path, query_only=True), store.path)
    try:
        ask(reader)
        with reader.use() as connection:
            return [row[3] for sql, values in asked for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    finally:
        reader.close()


# -- one question each


def test_what_waits_comes_with_its_matter_the_due_first(store: Store) -> None:
    with store.write() as session:
        for n, (holder, due) in enumerate(
            [("post:head", None), ("person:cvA", "2024-10-12"), ("post:head", "2024-10-11")], 1
        ):
            session.add(a_matter(title=f"Việc {n}", subject="cvB"))
            session.add(
                tables.Waiting(matter_id=n, step="s", holder=holder, verb="consent", since=to_text(AT), due=due)
            )
    found = store.reader.waiting_for(["post:head", "person:cvA", "unit:van_thu"])
    assert [(row.matter_id, row.title, row.due) for row in found] == [
        (3, "Việc 3", "2024-10-11"),
        (2, "Việc 2", "2024-10-12"),
        (1, "Việc 1", None),
    ]
    assert store.reader.waiting_for([]) == []
    assert [row.holder for row in store.reader.waiting_in(2)] == ["person:cvA"]


@given(st.integers(0, 12), st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_absences_that_overlap_half_open_spans(absent: Store, start: int, length: int) -> None:
    expected = [n for n, (a, b) in enumerate(SPANS, 1) if a < start + length and b > start]
    assert sorted(row.matter_id for row in absent.reader.absences(start, start + length)) == expected
    of_one = absent.reader.absences(start, start + length, person="cvB")
    assert sorted(row.matter_id for row in of_one) == [n for n in expected if n % 2 == 0]


SPANS = [(0, 2), (2, 4), (3, 9), (5, 6), (8, 12)]


@pytest.fixture(scope="module")
def absent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.create(tmp_path_factory.mktemp("absent") / "vptu.db") as store:
        with store.write() as session:
            for n, (start, end) in enumerate(SPANS, 1):
                session.add(a_matter())
                person = "cvA" if n % 2 else "cvB"
                session.add(
                    tables.Absence(
                        matter_id=n, person=person, start=start, end=end, kind="phep", leave=True, settled=n > 2
                    )
                )
        yield store


def test_an_absence_comes_back_as_it_was_put_in(absent: Store) -> None:
    first, *_ = absent.reader.absences(0, 1)
    assert first == (1, "cvA", 0, 2, "phep", True, False)


def test_delegations_in_force_end_by_themselves_or_early(store: Store) -> None:
    day = timedelta(days=1)
    terms = [
        (AT - 2 * day, AT, None),
        (AT, AT + day, None),
        (AT - day, AT + day, AT),
        (AT - day, AT + day, AT + day / 2),
    ]
    with store.write() as session:
        for start, end, ended in terms:
            session.add(
                tables.Delegation(
                    giver="head", taker="deputy1", scope='["*"]', start=to_text(start), end=to_text(end), basis="GUQ",
                    by="head", at=to_text(AT), ended_at=to_text(ended) if ended else None,
                )
            )  # fmt: skip
    assert [row.id for row in store.reader.delegations(AT)] == [4, 2]
    assert [row.id for row in store.reader.delegations()] == [4, 3, 2, 1]


def test_the_office_of_a_day_is_the_last_applied_that_had_begun(store: Store) -> None:
    with store.write() as session:
        for n, since in enumerate(["2024-01-01", "2024-06-01", "2024-03-01"], 1):
            session.add(
                tables.OfficeVersion(
                    toml=f"# {n}", json_="{}", effective_from=since, applied_at=to_text(AT), by="head", sha256=""
                )
            )
    on = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 2, 29), date(2024, 3, 1), date(2024, 7, 1)]
    found = [store.reader.office_version(day) for day in on]
    assert [row.version if row else None for row in found] == [None, 1, 1, 3, 3]
    assert store.reader.office_toml(2) == "# 2" and store.reader.office_toml(4) is None
    assert [row.version for row in store.reader.office_versions()] == [3, 2, 1]


def test_notices_seen_and_unseen(store: Store) -> None:
    with store.write() as session:
        for n in range(4):
            seen = to_text(AT) if n == 1 else None
            session.add(tables.Notice(person="cvA", text=f"Tin {n}", at=to_text(AT), seen_at=seen))
    assert [row.id for row in store.reader.notices("cvA")] == [4, 3, 1]
    assert [row.id for row in store.reader.notices("cvA", unseen=False, limit=2, before=4)] == [3, 2]


def test_the_journal_is_read_in_pages_and_searched_in_stretches(full: Store) -> None:
    page = full.reader.journal_page(limit=3)
    assert [row.seq for row in page.entries] == [full.reader.head() - n for n in range(3)]
    assert page.next_before == full.reader.head() - 2
    oldest = full.reader.journal_page(before=3)
    assert [row.seq for row in oldest.entries] == [2, 1] and oldest.next_before is None
    searched, before = [], None
    while True:
        page = full.reader.journal_page(text="Đà Nẵng", before=before, limit=20)
        searched += [row.seq for row in page.entries]
        if (before := page.next_before) is None:
            break
    everything = full.reader.journal_page(limit=full.reader.head()).entries
    assert len(everything) > SCANNED
    assert searched == [row.seq for row in everything if "Đà Nẵng" in row.body]
    of_one = full.reader.journal_page(actor="cvA", act="open", limit=1_000)
    assert [row.seq for row in of_one.entries] == [r.seq for r in everything if (r.actor, r.act) == ("cvA", "open")]


def test_a_snapshot_answers_from_one_instant(store: Store) -> None:
    act(store)
    with store.reader.snapshot():
        assert store.reader.head() == 1
        with Store.open(store.path) as other:
            act(other)
        assert store.reader.head() == 1
    assert store.reader.head() == 2


INSTANTS = st.datetimes(timezones=st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours))))


@given(INSTANTS.filter(lambda at: 1 < at.year < 9999), INSTANTS.filter(lambda at: 1 < at.year < 9999))
def test_instants_as_text_keep_order_and_value(one: datetime, other: datetime) -> None:
    assert (to_text(one) < to_text(other)) == (one < other)
    assert from_text(to_text(one)) == one


# -- attachments


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Đơn xin nghỉ.pdf", "Đơn xin nghỉ.pdf"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\a\Tờ trình.docx", "Tờ trình.docx"),
        ("Đơn\u202efdp.exe", "Đơnfdp.exe"),
        ("a\x1b[31mb\n\tc.txt", "a[31mb c.txt"),
        ("D\u0061\u0306ng.txt", "Dăng.txt"),
        (".bashrc", "bashrc"),
        ("x" * 300 + ".xlsx", "x" * 115 + ".xlsx"),
    ],
)
def test_names_of_files_are_tidied(given_name: str, kept: str) -> None:
    assert attachments.tidy_name(given_name) == kept


@pytest.mark.parametrize("name", ["", "  ", "..", "a/", "\u200b", "\x00"])
def test_a_file_without_a_readable_name_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="hãy đặt lại tên tệp"):
        attachments.tidy_name(name)


def test_a_file_comes_back_as_it_was_put_in_or_not_at_all(store: Store) -> None:
    act(store)
    data = b"%PDF-1.4" + bytes(range(256)) * 20
    with store.write() as session:
        row = attachments.add(session, 1, "Đơn.PDF", data, limit=len(data), by="cvA", at=AT)
    assert store.reader.attachments(1) == [row]
    assert (row.name, row.mime, row.size) == ("Đơn.PDF", "application/pdf", 5_128)
    assert attachments.get(store, row.id) == (row, data)
    with pytest.raises(UsageError, match="Không có tệp đính kèm số 9"):
        attachments.get(store, 9)
    with store.write() as session:
        session.get_one(tables.AttachmentContent, row.id).content = data[:-1] + b"\x00"
    with pytest.raises(StoreError, match="không còn khớp với mã băm lúc nộp"):
        attachments.get(store, row.id)


def test_too_large_and_empty_files_are_refused_with_their_size(store: Store) -> None:
    act(store)
    with pytest.raises(UsageError) as refusal, store.write() as session:
        attachments.add(session, 1, "ảnh.png", b"x" * 1_025, limit=1_024, by="cvA", at=AT)
    assert str(refusal.value) == (
        "Tệp «ảnh.png» nặng 1.025 byte, giới hạn là 1.024 byte: "
        "hãy nén lại, chia nhỏ hoặc nhờ người quản trị nâng giới hạn."
    )
    with pytest.raises(UsageError, match="rỗng"), store.write() as session:
        attachments.add(session, 1, "ảnh.png", b"", limit=1_024, by="cvA", at=AT)
    assert store.reader.attachments(1) == []
