"""Register numbers: without gaps for every order of acts, reserved, voided with a reason, never given twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import UsageError
from core.law.book import Report
from core.law.procedure import BookEntry
from core.records import numbers
from core.records.driver import connect, sqlite
from core.records.store import Store
from tests.support.store_acts import AT

BOOK = ("VP", "công văn", "2020-2025")
NAME = ", kỳ 2020-2025,"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "vptu.db") as made:
        yield made


def take(store: Store, book: tuple[str, str, str] = BOOK, title: str | None = "Tờ trình") -> int:
    with store.write() as session:
        return numbers.enter(session, BookEntry(*book, title, AT.date()), matter=None, by="vt", at=AT)


def reserve(store: Store) -> int:
    with store.write() as session:
        return numbers.reserve(session, *BOOK, reason="chờ ký", by="vt", at=AT)


def use(store: Store, number: int) -> None:
    with store.write() as session:
        numbers.use(session, *BOOK, number, matter=None, title="Tờ trình", by="vt", at=AT)


def void(store: Store, number: int, reason: str = "viết nhầm") -> object:
    with store.write() as session:
        numbers.void(session, *BOOK, number, reason=reason, by="vt", at=AT)
    return number


def start_from(store: Store, first: int) -> None:
    with store.write() as session:
        numbers.start_from(session, *BOOK, first)


def states(store: Store) -> dict[int, str]:
    return {row.number: row.state for row in store.reader.numbers(*BOOK, limit=1_000)}


def test_each_body_type_and_term_counts_for_itself(store: Store) -> None:
    assert [take(store), take(store), take(store, ("VP", "công văn", "2025-2030")), take(store)] == [1, 2, 1, 3]
    assert [row.last_no for row in store.reader.registers()] == [3, 1]


def test_an_act_that_fails_leaves_no_gap(store: Store) -> None:
    take(store)
    with pytest.raises(ValueError), store.write() as session:
        assert numbers.enter(session, BookEntry(*BOOK, None, AT.date()), matter=None, by="vt", at=AT) == 2
        raise ValueError
    assert take(store) == 2


def test_a_secret_item_has_a_number_and_nothing_else(store: Store) -> None:
    take(store, title=None)
    row, *_ = store.reader.numbers(*BOOK)
    assert (row.number, row.title, row.matter_id, row.state) == (1, None, None, "used")


def test_a_reserved_number_is_used_or_voided(store: Store) -> None:
    assert [reserve(store), reserve(store), take(store)] == [1, 2, 3]
    use(store, 1)
    void(store, 2)
    assert states(store) == {1: "used", 2: "void", 3: "used"}
    assert numbers.inspect(store.reader, *BOOK) == Report(1, 3, (), (), (), (2,))
    assert take(store) == 4


@pytest.mark.parametrize(
    ("prepare", "do", "sentence"),
    [
        (take, lambda s: use(s, 1), f"Số 1{NAME} đã dùng nên không dùng được: hãy lấy số mới."),
        (take, lambda s: use(s, 9), f"Số 9{NAME} chưa được cấp: hãy xem lại số và sổ."),
        (take, lambda s: void(s, 1, "  "), "Giữ chỗ hoặc hủy một số của sổ phải có lý do: hãy ghi lý do."),
        (
            lambda s: (take(s), void(s, 1)),
            lambda s: void(s, 1),
            f"Số 1{NAME} đã hủy từ trước (lý do: viết nhầm): không cần hủy lại.",
        ),
        (
            lambda s: (reserve(s), void(s, 1)),
            lambda s: use(s, 1),
            f"Số 1{NAME} đã hủy nên không dùng được: hãy lấy số mới.",
        ),
        (
            take,
            lambda s: start_from(s, 5),
            "Dãy số kỳ 2020-2025 đã cấp đến số 1 nên không đặt lại số đầu được: hãy lấy số kế tiếp.",
        ),
        (
            lambda s: None,
            lambda s: start_from(s, 0),
            "Dãy số kỳ 2020-2025 không thể bắt đầu từ số 0: số đầu tiên phải từ 1 trở lên.",
        ),
    ],
)
def test_refusals_say_what_and_what_to_do(
    store: Store, prepare: Callable[[Store], object], do: Callable[[Store], object], sentence: str
) -> None:
    prepare(store)
    before = states(store)
    with pytest.raises(UsageError) as refusal:
        do(store)
    assert str(refusal.value) == sentence
    assert states(store) == before


def test_a_register_kept_on_paper_goes_on_where_it_was(store: Store) -> None:
    start_from(store, 138)
    start_from(store, 137)  # nothing was given out yet: the mistake can be mended
    assert numbers.inspect(store.reader, *BOOK) == Report(137, 136, (), (), (), ())
    assert [take(store), take(store)] == [137, 138]
    assert numbers.inspect(store.reader, *BOOK) == Report(137, 138, (), (), (), ())


def test_the_store_itself_keeps_every_number(store: Store) -> None:
    take(store)
    with closing(connect(store.path)) as connection:
        with pytest.raises(sqlite.IntegrityError, match="never given back"):
            connection.execute("DELETE FROM register_number")
        with pytest.raises(sqlite.IntegrityError, match="never counts backwards"):
            connection.execute("UPDATE register_counter SET last_no = 0")
        with pytest.raises(sqlite.IntegrityError, match="UNIQUE"):
            connection.execute("INSERT INTO register_number SELECT * FROM register_number")


def test_an_inspection_finds_numbers_that_are_missing_or_too_many(store: Store) -> None:
    for _ in range(4):
        take(store)
    store.close()
    with closing(connect(store.path)) as connection:
        connection.execute("DROP TRIGGER register_number_kept")
        connection.execute("DELETE FROM register_number WHERE number = 2")
        connection.execute("UPDATE register_number SET number = 40 WHERE number = 4")
    with Store.open(store.path) as opened:
        assert numbers.inspect(opened.reader, *BOOK) == Report(1, 4, (2, 4), (40,), (), ())
        assert numbers.inspect(opened.reader, "VP", "công văn", "1999") is None


@given(st.lists(st.sampled_from(["take", "reserve", "use", "void", "fail"]), max_size=25))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_order_of_acts_makes_a_gap_or_a_double(tmp_path: Path, acts: list[str]) -> None:
    path = tmp_path / "property.db"
    path.unlink(missing_ok=True)
    with Store.create(path) as store:
        given_out: list[int] = []
        for act in acts:
            now = states(store)
            if act == "take":
                given_out.append(take(store))
            elif act == "reserve":
                given_out.append(reserve(store))
            elif act == "use" and "reserved" in now.values():
                use(store, next(number for number, state in now.items() if state == "reserved"))
            elif act == "void" and set(now.values()) - {"void"}:
                void(store, next(number for number, state in now.items() if state != "void"))
            elif act == "fail":
                with pytest.raises(ZeroDivisionError), store.write() as session:
                    numbers.enter(session, BookEntry(*BOOK, None, AT.date()), matter=None, by="vt", at=AT)
                    raise ZeroDivisionError
        assert given_out == list(range(1, len(given_out) + 1))
        report = numbers.inspect(store.reader, *BOOK)
        assert report is None if not given_out else report is not None and report.missing == report.beyond == ()
        assert sorted(states(store)) == given_out
