"""An office's official text finds its clauses, however it was typed; a person's name never comes along.

`quy-che-mau.txt` has the shape of a real regulation and other sentences. Each of its clauses carries its own id in the
form «(mã 18.3)», so that a text bound to the wrong clause shows.
"""

from __future__ import annotations

import csv
import re
import textwrap
import time
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from config.regulation_files import load
from core.errors import UsageError
from core.law.official_text import Binding, bind, decode
from core.law.regulation import Regulation

SOURCE = Path(__file__).parents[2] / "shared" / "domain"
SAMPLE = (Path(__file__).parent / "data" / "quy-che-mau.txt").read_text(encoding="utf-8")
NAME = "Trần Văn Mẫu"
needs_source = pytest.mark.skipif(not SOURCE.is_dir(), reason="the customer's papers are not at hand")


@pytest.fixture(scope="module")
def regulation() -> Regulation:
    return load()


def wrapped(text: str, width: int) -> str:
    """Broken into short lines, as mail and terminals do."""
    return "\n".join(
        "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))
        for line in text.split("\n")
    )


def strays(binding: Binding) -> dict[str, str]:
    """Clauses whose words are not theirs."""
    marks = {clause: set(re.findall(r"\(mã ([^)]+)\)", words)) for clause, words in binding.texts.items()}
    return {clause: binding.texts[clause] for clause, found in marks.items() if found != {clause}}


def everything_in(binding: Binding) -> str:
    return "\n".join((*binding.texts.values(), *binding.headings.values(), *(t for _, t in binding.leftovers)))


def assert_whole(binding: Binding) -> None:
    assert (binding.unbound, binding.leftovers, binding.missing) == ((), (), ())
    assert len(binding.texts) == 150
    assert strays(binding) == {}
    assert NAME not in everything_in(binding) and "CHÁNH VĂN PHÒNG" not in everything_in(binding)
    assert binding.summary == "Đã gắn nguyên văn cho cả 150 điều khoản."


def test_every_clause_finds_its_words(regulation: Regulation) -> None:
    binding = bind(SAMPLE, regulation)
    assert_whole(binding)
    assert list(binding.texts) == list(regulation.on(date(2024, 1, 1)).clauses)
    last = SAMPLE.rstrip().count("\n") + 1
    assert binding.dropped == (last - 4, last - 1, last), "title, mark and name of the signature"


def test_words_come_whole_and_without_their_numbers(regulation: Regulation) -> None:
    texts = bind(SAMPLE, regulation).texts
    assert texts["18.3"].startswith("Nghỉ từ một buổi")
    assert texts["18.u1"].startswith("Ngày nghỉ vẫn trực") and texts["18.u2"].startswith("Phải được duyệt")
    assert "của Tình ủy; phối hợp" in texts["19.1"], "broken by a blank line before a capital"
    assert "dự họp, khảo sát" in texts["6.3"], "broken by a blank line"
    assert texts["10.1.b"].startswith("Họp toàn cơ quan"), "dash and letter before one point"
    assert texts["11.2"].count("\n") == 1, "the second paragraph of the clause"
    assert "Tài chính - Quản trị" in texts["23b.3"] and "tài chính - quản trị" in texts["10.2"]
    assert "tháng 12. Giúp Chánh Văn phòng" in texts["8.4"], "a line that begins with a number"
    assert "ghi ở Điều 4. Cụ thể hơn" in texts["5"], "a line that begins like a heading"
    assert not texts["3.8"].endswith(".")


def test_doubled_articles_are_told_apart_by_their_order(regulation: Regulation) -> None:
    binding = bind(SAMPLE, regulation)
    assert binding.headings["22"].startswith("Với cơ quan giúp việc của Hội đồng và Ủy ban")
    assert (binding.headings["22b"], binding.headings["23b"]) == ("Với Văn phòng Tỉnh ủy", "Thi hành")
    assert binding.texts["2.0"] == binding.headings["2"], "a heading that is a norm"
    assert binding.texts["22.0"] != binding.headings["22"], "a leading sentence that is a norm"


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(lambda t: unicodedata.normalize("NFD", t), id="nfd"),
        pytest.param(lambda t: t.replace("\n", "\r\n"), id="crlf"),
        pytest.param(lambda t: t.replace("\n", "\r"), id="cr"),
        pytest.param(lambda t: "\ufeff" + t.replace(" ", "\u00a0"), id="bom and hard spaces"),
        pytest.param(lambda t: re.sub(r"\n\n+", "\n", t), id="no blank lines"),
        pytest.param(lambda t: t.replace("\n- ", "\n– "), id="long dashes"),
        pytest.param(lambda t: re.sub(r"\n- ([abc])\.", r"\n\1)", t), id="letters with a bracket"),
        pytest.param(lambda t: re.sub(r"\n(\d+)\. ", r"\n\1) ", t), id="numbers with a bracket"),
        pytest.param(lambda t: re.sub(r"\n(Điều \d+)\. (.*)", r"\n### **\1. \2**", t), id="markdown headings"),
        pytest.param(lambda t: re.sub(r"\n(\d+)\. ", r"\n\1\\. ", t), id="markdown escapes"),
        pytest.param(lambda t: re.sub(r"\nĐiều (\d+)\. ", r"\nĐIỀU \1: ", t), id="capital headings"),
        pytest.param(
            lambda t: t.replace("CHƯƠNG", "Chương").replace("LỀ LỐI VÀ QUAN HỆ", "Lề lối"), id="small chapters"
        ),
    ],
)
def test_it_does_not_matter_how_it_was_typed(regulation: Regulation, typed: Callable[[str], str]) -> None:
    assert_whole(bind(typed(SAMPLE), regulation))


def test_broken_lines_of_any_width_are_mended(regulation: Regulation) -> None:
    whole = bind(SAMPLE, regulation)
    for width in range(40, 131, 5):
        broken = bind(wrapped(SAMPLE, width), regulation)
        assert_whole(broken)
        assert broken.texts == whole.texts and broken.headings == whole.headings, width


BODY, END = SAMPLE.split("Nơi nhận:\n\n")
RECIPIENTS = END.split("\n\nCHÁNH")[0]
ENDINGS = {
    "two columns": f"{BODY}Nơi nhận:{' ' * 30}CHÁNH VĂN PHÒNG\n"
    + RECIPIENTS.replace("(mã R-3),", f"(mã R-3),{' ' * 20}{NAME}"),
    "name between recipients": f"{BODY}Nơi nhận:\n{RECIPIENTS}".replace(
        "\n- Gửi lãnh đạo", f"\n{NAME}\n- Gửi lãnh đạo"
    ),
    "signature first": f"{BODY}CHÁNH VĂN PHÒNG\n(đã ký)\n{NAME}\n\nNơi nhận:\n{RECIPIENTS}\n",
    "acting title": f"{BODY}K/T CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\n\n{NAME}\n\nNơi nhận:\n{RECIPIENTS}\n",
    "no title": f"{BODY}Nơi nhận:\n{RECIPIENTS}\n{NAME}\n",
    "no full stop": f"{BODY}Nơi nhận:\n{RECIPIENTS.rstrip('.')}\n{NAME.upper()}\n",
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_ending_lets_a_name_in(regulation: Regulation, ending: str) -> None:
    binding = bind(ENDINGS[ending], regulation)
    assert_whole(binding)
    assert NAME.upper() not in everything_in(binding)


@pytest.mark.parametrize("cut", ["\n", "\n\n", ""])
def test_a_name_right_after_the_last_clause_is_dropped(regulation: Regulation, cut: str) -> None:
    for body in (BODY.rstrip(), BODY.rstrip().rstrip(".")):
        binding = bind(f"{body}{cut}\n{NAME}\n", regulation)
        assert NAME not in everything_in(binding)
        assert strays(binding) == {} and binding.dropped
        assert [fault.where for fault in binding.unbound] == ["R"]


# what did not bind


def said(binding: Binding) -> list[tuple[str, int | None, str]]:
    return [(fault.where, fault.line, fault.why) for fault in binding.unbound]


def line_of(start: str, text: str = SAMPLE) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if line.startswith(start))


def without(start: str, end: str) -> str:
    """The sample without what lies between two beginnings of lines."""
    lines = SAMPLE.split("\n")
    return "\n".join(lines[: line_of(start) - 1] + lines[line_of(end) - 1 :])


def test_a_missing_article_is_named_once(regulation: Regulation) -> None:
    binding = bind(without("Điều 7.", "CHƯƠNG II"), regulation)
    assert said(binding) == [("7", None, "Không thấy Điều 7 trong tệp; cả phần này chưa có nguyên văn.")]
    assert binding.missing == ("7.1", "7.2", "7.3") and strays(binding) == {}
    assert binding.summary == (
        "Đã gắn nguyên văn cho 147 trên 150 điều khoản; 3 điều khoản chưa có nguyên văn, 0 dòng không biết thuộc đâu."
    )


def test_without_the_first_of_two_articles_the_second_keeps_its_place(regulation: Regulation) -> None:
    binding = bind(without("Điều 22. Với cơ quan", "Điều 23. Với"), regulation)
    assert said(binding) == [("22", None, "Không thấy Điều 22 (thứ nhất) trong tệp; cả phần này chưa có nguyên văn.")]
    assert strays(binding) == {} and "22b.1" in binding.texts


def test_a_heading_with_a_slip_leaves_its_lines_over(regulation: Regulation) -> None:
    binding = bind(SAMPLE.replace("Điều 7. ", "Đều 7. "), regulation)
    at = line_of("Điều 7.")
    assert said(binding)[:3] == [
        ("7", None, "Không thấy Điều 7 trong tệp; cả phần này chưa có nguyên văn."),
        (f"dòng {at}", at, "Điều 6 không có đoạn không số ở chỗ này trong quy chế này."),
        (f"dòng {at + 2}", at + 2, "Khoản 1 đứng sau khoản 4 trong Điều 6."),
    ]
    assert [line for line, _ in binding.leftovers] == [at, at + 2, at + 4, at + 6]
    assert strays(binding) == {} and binding.texts["6.4"].endswith("(mã 6.4).")


def test_a_third_article_22_is_reported_with_its_lines(regulation: Regulation) -> None:
    at = line_of("Điều 23. Thi hành")
    binding = bind(SAMPLE.replace("Điều 23. Thi hành", "Điều 22. Thi hành"), regulation)
    assert said(binding) == [
        ("23b", None, "Không thấy Điều 23 (thứ hai) trong tệp; cả phần này chưa có nguyên văn."),
        (f"dòng {at}", at, "Điều 22 xuất hiện nhiều lần hơn trong quy chế này; các dòng của điều đó chưa được gắn."),
    ]
    assert [line for line, _ in binding.leftovers] == [at, at + 2, at + 4, at + 6, at + 7, at + 9]
    assert strays(binding) == {} and NAME not in everything_in(binding)


def test_more_or_fewer_dashes_than_known_are_reported(regulation: Regulation) -> None:
    fewer = bind(without("- Duyệt biên bản", "- Làm việc thẳng"), regulation)
    why = "Không thấy Điều 4, khoản 3, gạch đầu dòng 6 trong tệp; các gạch đứng trước có thể lệch một dòng, "
    assert said(fewer) == [("4.3-6", None, why + "hãy đối chiếu.")]
    at = line_of("- Niêm yết")
    more = bind(SAMPLE.replace("- Niêm yết", "- Loa truyền thanh.\n- Niêm yết"), regulation)
    assert said(more) == [(f"dòng {at + 3}", at + 3, "Điều 12 có nhiều gạch đầu dòng hơn trong quy chế này.")]
    assert len(more.leftovers) == 1


def test_an_unknown_clause_keeps_its_paragraphs_to_itself(regulation: Regulation) -> None:
    stranger = "10. Khoản lạ viết thành hai dòng\n\nvà một đoạn nữa.\n\n- Gạch lạ.\n\nĐoạn cuối.\n\n"
    binding = bind(SAMPLE.replace("Điều 5. ", stranger + "Điều 5. "), regulation)
    at = line_of("Điều 5.")
    assert said(binding) == [(f"dòng {at}", at, "Điều 4 không có khoản 10 trong quy chế này.")]
    assert [words for _, words in binding.leftovers] == [line for line in stranger.split("\n") if line]
    assert strays(binding) == {} and binding.texts["4.9"].endswith("(mã 4.9).")


def test_clauses_after_a_chapter_without_article_are_reported(regulation: Regulation) -> None:
    binding = bind(SAMPLE.replace("Điều 8. Kế hoạch công tác\n", ""), regulation)
    at = line_of("1. Soạn dự thảo") - 1
    assert said(binding)[1] == (
        f"dòng {at}", at, "Khoản này đứng ngay sau tên chương; phía trước thiếu dòng «Điều …».",
    )  # fmt: skip
    assert binding.missing == ("8.1", "8.2", "8.3", "8.4") and strays(binding) == {}


# files that are no regulation


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Tệp trống; hãy chọn tệp có toàn văn quy chế."),
        ("\ufeff \r\n\t\n", "Tệp trống; hãy chọn tệp có toàn văn quy chế."),
        (
            "Kính gửi đồng chí Chánh Văn phòng.\n\n1. Xin báo cáo.\n",
            "Tệp không phải quy chế: không có dòng nào dạng «Điều 1. …»; hãy chọn đúng tệp toàn văn.",
        ),
        (
            "Điều 1. Chung\n\x00\x01\x02",
            "Dòng 2 có ký tự không phải chữ (U+0000): tệp không phải văn bản thuần; "
            "hãy lưu thành .txt (UTF-8) rồi nạp lại.",
        ),
        (
            "Điều 1. Chung\n1. " + "a" * 100_000,
            "Dòng 2 dài 100.003 ký tự: tệp đã mất dấu xuống dòng; hãy lưu lại, mỗi khoản một dòng.",
        ),
        ("a\n" * 20_002, "Tệp có trên 20 nghìn dòng; hãy chọn đúng tệp toàn văn quy chế."),
        ("a" * 2_000_001, "Tệp dài quá 2 triệu ký tự; hãy chọn đúng tệp toàn văn quy chế."),
    ],
    ids=["empty", "blank", "a letter", "binary", "one long line", "too many lines", "too long"],
)
def test_another_file_is_refused(regulation: Regulation, text: str, sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        bind(text, regulation)
    assert str(caught.value) == sentence


def test_files_are_decoded_or_refused() -> None:
    assert decode("\ufeffĐiều 1".encode()) == decode("Điều 1".encode("utf-16")) == "Điều 1"
    with pytest.raises(UsageError, match=r"Tệp là Word hoặc PDF, .* hãy lưu thành \.txt \(UTF-8\) rồi nạp lại"):
        decode(b"PK\x03\x04\x14\x00")
    with pytest.raises(UsageError, match="Dòng 2 của tệp có byte không phải UTF-8"):
        decode("Chương I\nĐi".encode() + "ều".encode("cp1258", "replace") + b"\xea")


def test_junk_of_the_largest_size_is_read_in_time(regulation: Regulation) -> None:
    for junk in ("9. x\n", "- x\n", "Điều 9. x\n", "A\n", "x - - - - -" * 9 + "\n"):
        started = time.process_time()
        binding = bind("Điều 4. x\n" + junk * 19_000, regulation)
        assert len(binding.texts) + len(binding.missing) == 150
        assert time.process_time() - started < 5


# the customer's own paper


@needs_source
def test_the_official_text_binds_whole(regulation: Regulation) -> None:
    paper = decode((SOURCE / "quy-che.txt").read_bytes())
    binding = bind(paper, regulation)
    assert (binding.unbound, binding.leftovers, len(binding.texts)) == ((), (), 150)
    printed = unicodedata.normalize("NFC", paper).split("\n")
    signer = printed[-1] or printed[-2]
    assert signer not in everything_in(binding) and len(printed) in (
        *binding.dropped,
        len(binding.dropped) + len(printed),
    )
    with (SOURCE / "clauses.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            line = " ".join(printed[int(row["src_line"]) - 1].replace("**", "").split())
            words = re.sub(r"^(?:- )?(?:[a-z]\. |\d+\. |Điều \d+\. )?", "", line)
            assert words in binding.texts[row["clause"]], row["id"]


@needs_source
def test_the_official_text_binds_alike_however_typed(regulation: Regulation) -> None:
    paper = (SOURCE / "quy-che.txt").read_text(encoding="utf-8")
    whole = bind(paper, regulation)
    for typed in (unicodedata.normalize("NFD", paper), paper.replace("\n", "\r\n"), re.sub(r"\n\n+", "\n", paper)):
        assert bind(typed, regulation).texts == whole.texts
    for width in (40, 66, 72, 80, 100):
        assert bind(wrapped(paper, width), regulation).texts == whole.texts
