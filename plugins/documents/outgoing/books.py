"""The registers of what goes out: for each body and type one sequence over the whole term of the committee."""

from __future__ import annotations

from datetime import date

from core.law.book import Book
from core.law.regulation import Law
from core.law.route import Step, task, unit

from ..incoming.secrecy import reasoned
from .types import BODIES, SERIES
from .types import printed as shown

BOOK = "van_ban_di"


def term(law: Law, day: date) -> str:
    """Numbers run on from one congress to the next, never by the calendar year."""
    return law.text("documents.term")


def printed(body: str, type: str, number: int, day: date) -> str:
    return shown(body, type, number)


def _keeper(law: Law) -> Step:
    clerical = unit(law.text("org.unit_clerical"))
    return task("keep", "giữ sổ văn bản đi", clerical, "R-5", id="keep", readings=("A09",))


OUTGOING_BOOK = Book(
    id=BOOK,
    title="Sổ văn bản đi",
    bodies=BODIES,
    types=SERIES,
    term=term,
    keeper=_keeper,
    printed=printed,
    worded=reasoned,
    columns=(
        ("sign", "Số, ký hiệu"),
        ("signer", "Người ký, hình thức ký"),
        ("recipients", "Nơi nhận"),
        ("copies", "Số bản"),
        ("drafter", "Người soạn"),
        ("kept", "Nơi lưu"),
        ("note", "Ghi chú"),
    ),
    importer="plugins.documents.importing.outgoing:outgoing_plan",
    exporter="plugins.documents.forms:register_xlsx",
)
