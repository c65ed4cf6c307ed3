"""13/1: the program holds nothing of what bears a secrecy mark but its number, day, urgency and degree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from core.law.regulation import Law
from core.law.route import Matter
from core.law.ruling import Objection
from core.office.office import Office

from .facts import SECRECY_VI, as_word, bears_a_mark

PAPER = "Ghi vào sổ mật bằng giấy"
KEPT_ON_PAPER = "theo sổ mật"


class Worded(Protocol):
    """Facts that know whether they are those of a secret item."""

    @property
    def secret(self) -> bool: ...


def withheld() -> Objection:
    """More than the number was typed for a secret document. What it was is not repeated (13/1)."""
    return Objection(
        ("13/1",),
        "Văn bản mật: chương trình chỉ giữ số đến, ngày đến, độ khẩn và độ mật, không nhận thông tin nào khác.",
        (f"{PAPER}; ở đây để trống tác giả, số ký hiệu, trích yếu và các mục còn lại rồi đăng ký lấy số.",),
    )


def marked() -> Objection:
    """A secrecy mark stands in what was typed for a document that is said not to be secret (13/1)."""
    return Objection(
        ("13/1",),
        "Nội dung vừa nhập có dấu chỉ độ mật, chương trình không lưu.",
        (
            f"Nếu là văn bản mật: {PAPER[0].lower()}{PAPER[1:]}, ở đây chọn độ mật và để trống các mục khác.",
            "Nếu không phải dấu mật: viết chữ thường rồi gửi lại.",
        ),
    )


def mark_in(texts: Iterable[str]) -> Objection | None:
    """The objection to texts of which one bears a mark."""
    return marked() if any(map(bears_a_mark, texts)) else None


def words_in(said: object) -> Iterator[str]:
    """Everything that was said in words: in facts, in an act, in the lists within them."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, Mapping):
        for value in said.values():
            yield from words_in(value)
    elif isinstance(said, list | tuple):
        for value in said:
            yield from words_in(value)


def worded(facts: Worded, words: str) -> Objection | None:
    """No note on a secret item but where it is really kept, and none with a mark on any other (13/1)."""
    return reasoned(facts.secret, words)


def reasoned(secret: bool, words: str) -> Objection | None:
    """The same of the reason that is given with a number in a book."""
    if secret and words.strip().casefold() not in ("", KEPT_ON_PAPER):
        return Objection(
            ("13/1",), "Không ghi ý kiến, lý do vào văn bản mật trong chương trình.",
            (f"Để trống, hoặc chỉ ghi «{KEPT_ON_PAPER}»; nội dung ghi ở sổ mật bằng giấy.",),
        )  # fmt: skip
    return mark_in((words,))


def receives(matter: Matter, part: str, by: str, office: Office, law: Law) -> Objection | None:
    """No file is ever put with a secret document (13/1)."""
    if not matter.facts.secret:
        return None
    return Objection(("13/1",), "Không đính kèm tệp nào vào văn bản mật.", (f"{PAPER}, lưu bản giấy theo chế độ mật.",))


def unkept(typed: Mapping[str, object]) -> bool:
    """No draft is kept of what is said to be secret or bears a mark."""
    degree = as_word(typed.get("secrecy") or "thuong")
    return (degree in SECRECY_VI and degree != "thuong") or any(bears_a_mark(v) for v in _texts(typed))


def _texts(typed: Mapping[str, object]) -> Iterable[str]:
    return (value for value in typed.values() if isinstance(value, str))
