"""Whether an incoming document may be registered: by the Clerical unit, without a secret in it, on days that agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.errors import UsageError
from core.law.procedure import Opening
from core.law.regulation import Law
from core.law.route import task
from core.law.ruling import Objection
from core.law.usual import clerical, today
from core.office.office import Office

from .assignment import one_of_each
from .facts import ASSIGNED, Incoming
from .names import area_of, field_of
from .secrecy import marked, withheld


def open_incoming(document: Incoming, office: Office, law: Law) -> Opening:
    """By the Clerical unit, which keeps the book of arrivals (3.13/1, 8.2, A09).

    Raises UsageError for a field or ward that is not there and for days that do not agree.
    """
    step = task(
        "open", "đăng ký văn bản đến", clerical(law), "3.13/1", id="open", readings=("A09",)
    )  # fmt: skip
    objections = tuple(_objections(document, office))
    if not objections:
        field_of(document.field, office)
        area_of(document.area, office)
        _days_agree(document, today(office))
    return Opening(step, objections)


def _objections(document: Incoming, office: Office) -> Iterator[Objection]:
    if document.withheld:
        yield withheld() if document.secret else marked()
        return
    yield from one_of_each(document.unit, document.responsible, office)


def texts(document: Incoming) -> tuple[str, ...]:
    """Everything that was said in words."""
    return tuple(value for value in document.model_dump().values() if isinstance(value, str))


def lacking(document: Incoming) -> str:
    """What a register entry needs beyond what is enough for a question; and what it must not say."""
    if document.withheld:
        return ""  # refused with 13/1 when it is opened
    if document.number is not None:
        return "Số đến do chương trình cấp khi đăng ký; muốn dùng số đã giữ thì ghi use_number."
    if early := [name for name in ASSIGNED if getattr(document, name)]:
        titles = ", ".join(str(Incoming.model_fields[name].title).lower() for name in early)
        return f"Lúc đăng ký chưa ghi {titles}: phần này Chánh Văn phòng ghi khi phân xử lý (Điều 3, khoản 13)."
    if not document.secret and not (document.author and document.subject):
        missing = "tác giả (author)" if not document.author else "trích yếu (subject)"
        return f"Còn thiếu {missing}."
    return ""


def _days_agree(document: Incoming, on: date) -> None:
    """Raises UsageError for a day of arrival to come, or days that contradict it."""
    arrived = document.received or on
    if arrived > on:
        raise UsageError(f"Ngày đến {arrived:%d/%m/%Y} còn ở phía trước; kiểm tra lại ngày.")
    if document.author_day is not None and document.author_day > arrived:
        raise UsageError(
            f"Ngày văn bản {document.author_day:%d/%m/%Y} sau ngày đến {arrived:%d/%m/%Y}; kiểm tra lại hai ngày."
        )
    registered_before = document.number is not None and document.received is None  # then nothing says on which day
    if document.deadline is not None and document.deadline < arrived and not registered_before:
        raise UsageError(
            f"Hạn xử lý {document.deadline:%d/%m/%Y} trước ngày đến {arrived:%d/%m/%Y}; kiểm tra lại hai ngày."
        )


def taken_at_opening(document: Incoming, by: str) -> tuple[str, ...]:
    """To open the matter is to register the document."""
    return ("register",)
