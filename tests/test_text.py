"""Text at the door, on the screen, in the search and in sorted lists."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from core.errors import UsageError
from core.text import _NARROW, cut, fold, given_name_key, nfc, number, safe, tidy, width, words_key

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LETTERS = sorted({nfc(v + t) for v in VOWELS for t in TONES} | set("bcdđghklmnpqrstvx"))
VIETNAMESE = st.text([*LETTERS, *(c.upper() for c in LETTERS), " ", "0", "7", ",", "-"], max_size=40)


def test_fold_of_every_vietnamese_letter() -> None:
    assert fold("Đường Ủy ban") == "duong uy ban"
    assert {fold(c) for c in LETTERS} == set("abcdeghiklmnopqrstuvxy")
    assert {fold(c.upper()) for c in LETTERS} == set("abcdeghiklmnopqrstuvxy")


@pytest.mark.parametrize(("one", "other"), [("uỷ", "ủy"), ("hoà", "hòa"), ("Ðảng", "Đảng"), ("Ɖảng", "đảng")])
def test_both_spellings_are_found(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert words_key(one) == words_key(other)


@given(st.text())
def test_fold_twice_is_fold(s: str) -> None:
    assert fold(fold(s)) == fold(s)


@given(VIETNAMESE)
def test_composed_and_decomposed_are_one(s: str) -> None:
    decomposed = unicodedata.normalize("NFD", s)
    assert fold(decomposed) == fold(s)
    assert nfc(decomposed) == nfc(s)
    assert words_key(decomposed) == words_key(s)
    assert given_name_key(decomposed) == given_name_key(s)
    assert tidy(decomposed, limit=200, what="Tên") == tidy(s, limit=200, what="Tên")
    assert width(decomposed) == width(s)


def test_words_key_says_where_words_start() -> None:
    assert words_key("Nghị quyết số 12-NQ/TU, Thành uỷ") == " nghi quyet so 12 nq tu thanh uy"
    assert words_key("…") == ""


# The door


def test_tidy_orders_spaces_and_marks() -> None:
    assert tidy("  Đồng\u00a0chí \t Phó\u200b 1\u202e\n", limit=20, what="Tên") == "Đồng chí Phó 1"
    assert (
        tidy("dòng một  \r\n\tdòng hai\u2028ba\n\n", limit=50, what="Lý do", multiline=True)
        == "dòng một\n\tdòng hai\nba"
    )
    assert tidy("U\u0309y ban", limit=6, what="Tên") == "Ủy ban"
    assert tidy("a  b", limit=9, what="Tên", multiline=True) == "a  b"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            "x" * 102_400,
            "«Lý do» dài 102.400 ký tự, giới hạn là 2.000: hãy viết gọn lại hoặc đính kèm nội dung thành tệp.",
        ),
        (
            "ệ" * 2001,
            "«Lý do» dài 2.001 ký tự, giới hạn là 2.000: hãy viết gọn lại hoặc đính kèm nội dung thành tệp.",
        ),
        (
            "nghỉ\x1b[2J",
            "«Lý do» có ký tự điều khiển U+001B ở vị trí 5: hãy xóa ký tự đó rồi nhập lại.",
        ),
        ("\x00", "«Lý do» có ký tự điều khiển U+0000 ở vị trí 1: hãy xóa ký tự đó rồi nhập lại."),
        ("a\x9b31m", "«Lý do» có ký tự điều khiển U+009B ở vị trí 2: hãy xóa ký tự đó rồi nhập lại."),
        ("ốm\udcff", "«Lý do» có byte không phải UTF-8 ở vị trí 3: hãy gõ lại bằng bảng mã Unicode."),
    ],
)
@pytest.mark.parametrize("multiline", [True, False])
def test_tidy_refuses(typed: str, message: str, multiline: bool) -> None:
    with pytest.raises(UsageError) as refused:
        tidy(typed, limit=2000, what="Lý do", multiline=multiline)
    assert str(refused.value) == message


def test_a_decomposed_text_of_full_length_is_let_in() -> None:
    assert tidy(unicodedata.normalize("NFD", "ệ" * 2000), limit=2000, what="Lý do") == "ệ" * 2000


@given(st.text(max_size=60), st.booleans())
def test_what_tidy_lets_in_is_composed_harmless_and_stays(s: str, multiline: bool) -> None:
    try:
        clean = tidy(s, limit=60, what="Tên", multiline=multiline)
    except UsageError:
        return
    assert clean == nfc(clean)
    assert tidy(clean, limit=60, what="Tên", multiline=multiline) == clean
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in clean)
    assert multiline or not any(c in "\n\t" for c in clean)


def test_the_quick_way_takes_only_composed_printable_letters_of_one_cell() -> None:
    quick = [c for c in map(chr, range(0x30000)) if _NARROW.fullmatch(c)]
    assert set(LETTERS) <= set(quick)
    assert all(c.isprintable() and unicodedata.is_normalized("NFC", c) and cell_len(c) == 1 for c in quick)


# The screen


def test_safe_shows_what_it_will_not_obey() -> None:
    assert safe("Phó 1, Điều 5") == "Phó 1, Điều 5"
    assert safe("a\x1b]0;x\x07b\x9bc\udcffd") == "a␛]0;x␇b�c�d"
    assert safe("tên\u202egnouht\u200f") == "têngnouht"
    assert safe("a\nb\tc\r\nd") == "a b c d"
    assert safe("a\n\tb\x00", multiline=True) == "a\n\tb␀"


@given(st.text())
def test_safe_text_is_printable_and_stays(s: str) -> None:
    shown = safe(s)
    assert shown.isprintable() or not shown
    assert safe(shown) == shown
    assert all(c.isprintable() or c in "\n\t" for c in safe(s, multiline=True))


@given(VIETNAMESE | st.text("漢字かな😀é…«»–a1", max_size=20))
def test_width_is_what_the_terminal_library_counts(s: str) -> None:
    assert width(s) == cell_len(s)


@given(VIETNAMESE | st.text("漢字a\u0301b ", max_size=20), st.integers(0, 30))
def test_cut_fits_and_keeps_the_beginning(s: str, cells: int) -> None:
    short = cut(s, cells)
    assert width(short) <= cells
    assert short == s or (cells == 0 and short == "") or (short[-1] == "…" and s.startswith(short[:-1]))


def test_cut_leaves_no_letter_without_its_mark() -> None:
    assert cut("Chuyên viên A", 8) == "Chuyên…"
    assert cut(unicodedata.normalize("NFD", "Ủy ban"), 3) == unicodedata.normalize("NFD", "Ủy") + "…"
    assert cut("漢字漢字", 4) == "漢…"
    assert cut("Phó", 3) == "Phó"


def test_number() -> None:
    assert [number(n) for n in (7, 1000, 1_250_000, -1234)] == ["7", "1.000", "1.250.000", "-1.234"]


# Sorting


def sorted_names(*names: str) -> list[str]:
    shuffled = list(reversed(names))
    return sorted(shuffled, key=given_name_key)


@pytest.mark.parametrize(
    "in_order",
    [
        ("ba", "bà", "bả", "bã", "bá", "bạ"),
        ("a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "h", "i", "o", "ô", "ơ", "u", "ư", "v", "x", "y"),
        ("Trần Văn An", "Nguyễn Văn Ân", "Lê Thị Bình", "Cao Đan", "Bùi Đào"),
        ("Lê An", "Nguyễn An", "Nguyễn Thị An", "Trần An"),
        ("Vũ Hà", "An Há", "Vũ Hàn"),  # letters before tones: Hà and Há before Hàn
        ("Phó 1", "Phó 2", "Phó 10", "Chuyên viên A", "Chuyên viên B"),
        ("", "A"),
    ],
)
def test_order_of_names(in_order: tuple[str, ...]) -> None:
    assert sorted_names(*in_order) == list(in_order)


def test_the_tone_belongs_to_the_syllable() -> None:
    assert given_name_key("Nguyễn Hoà") == given_name_key("Nguyễn Hòa")
    assert given_name_key("NGUYỄN  HÒA") == given_name_key("Nguyễn Hòa")


@given(st.text(max_size=20))
def test_any_name_has_a_key(name: str) -> None:
    assert all(isinstance(part, str) for part in given_name_key(name))
    assert given_name_key(f"  {name} ") == given_name_key(name)
