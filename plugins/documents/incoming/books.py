"""The book of arrivals: one sequence for what comes to the Office, by calendar year or by term of the committee."""

from __future__ import annotations

from datetime import date

from core.law.book import Book
from core.law.procedure import BookEntry
from core.law.regulation import Law
from core.law.route import Matter, Step, task, unit
from core.law.usual import today
from core.office.office import Office

from .assignment import said_of
from .facts import SECRECY_VI, URGENCY_VI, Incoming
from .names import author_name, unit_name
from .procedure import BOOK
from .records import arrived
from .secrecy import reasoned

BODY, TYPE = "VP", "den"
THEIR_OWN = "theo sổ mật"


def term(law: Law, day: date) -> str:
    """Whose numbers a day of arrival belongs to; the regulation does not say."""
    return law.text("documents.term") if law["register.incoming_term"] == "term" else str(day.year)


def entry(matter: Matter, step: Step, office: Office, law: Law) -> BookEntry | None:
    """How an arrival stands in the book. A secret one keeps day, urgency, degree and number, and no title (13/1)."""
    document: Incoming = matter.facts
    day = arrived(matter) or today(office)
    title = None if document.secret else _joined(" ", document.type, document.subject)
    data = _secret(document) if document.secret else _said(document, office)
    return BookEntry(BODY, TYPE, term(law, day), title, day, data, document.use_number)


def _secret(document: Incoming) -> dict[str, str]:
    return {
        "urgency": URGENCY_VI[document.urgency] if document.rank else "",
        "note": f"{SECRECY_VI[document.secrecy]}, {THEIR_OWN}",
    }  # fmt: skip


def _said(document: Incoming, office: Office) -> dict[str, str]:
    said = {
        "author": author_name(document.author, office),
        "author_number": document.author_number,
        "author_day": _printed(document.author_day),
        "urgency": URGENCY_VI[document.urgency] if document.rank else "",
        "deadline": _printed(document.deadline),
        "copies": str(document.copies or ""),
        "pages": str(document.pages or ""),
        "handler": ", ".join(
            part for part in (_responsible(document, office), unit_name(document.unit, office)) if part
        ),
        "instruction": document.instruction,
        "result": _joined(": ", said_of(document), document.product),
    }
    return {key: value for key, value in said.items() if value}


def _responsible(document: Incoming, office: Office) -> str:
    return office.name(document.responsible).removeprefix("đồng chí ") if document.responsible else ""


def _joined(mark: str, *parts: str) -> str:
    return mark.join(part for part in parts if part)


def _printed(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def numbered(document: Incoming, step: Step, number: int) -> Incoming:
    return document.saying({"number": number})


def printed(body: str, type: str, number: int, day: date) -> str:
    """An arrival is called by its bare number."""
    return str(number)


def _keeper(law: Law) -> Step:
    clerical = unit(law.text("org.unit_clerical"))
    return task("keep", "giữ sổ văn bản đến", clerical, "3.13/1", id="keep", readings=("A09",))


ARRIVALS = Book(
    id=BOOK,
    title="Sổ văn bản đến",
    bodies={BODY: "Văn phòng Thành ủy"},
    types={TYPE: "Văn bản đến"},
    term=term,
    keeper=_keeper,
    printed=printed,
    worded=reasoned,
    columns=(
        ("author", "Tác giả"),
        ("author_number", "Số, ký hiệu"),
        ("author_day", "Ngày văn bản"),
        ("urgency", "Khẩn"),
        ("handler", "Người, bộ phận xử lý"),
        ("instruction", "Ý kiến phân xử lý"),
        ("deadline", "Hạn xử lý"),
        ("result", "Kết quả"),
        ("copies", "Số bản"),
        ("pages", "Số trang"),
        ("note", "Ghi chú"),
    ),
    importer="plugins.documents.importing.arrivals:arrivals_plan",
    exporter="plugins.documents.forms:register_xlsx",
)
