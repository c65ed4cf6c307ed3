"""Điều 18, first unnumbered paragraph: the roster is drawn up by one unit and closed by the Head (A12)."""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import UsageError
from core.law.procedure import Opening, Parts
from core.law.regulation import Law
from core.law.route import DEPUTIES, HEAD, Holder, consent, task, unit
from core.law.ruling import Objection
from core.office.office import Office
from core.office.sessions import ZONE

from .checks import absent_people
from .days import days_to_cover, label, next_occasion
from .facts import Roster, Row
from .need import ROLE_VI, capital, names, pool


def roster_route(roster: Roster, office: Office, law: Law) -> Parts:
    """The unit draws it up (18.u1/2); the Head closes it, once every day is covered (18.u1/1)."""
    yield task("draw", "lập lịch trực", drafters(law), "18.u1/2", id="draw", readings=("A12",))
    yield consent(
        HEAD, "18.u1/1", title="duyệt, chốt lịch trực", readings=("A12",),
        checks=("roster.covered", "roster.free", "roster.alone"),
    )  # fmt: skip


def drafters(law: Law) -> Holder:
    """The unit that draws rosters up (A12)."""
    return unit(law.text("duty.unit"))


def open_roster(roster: Roster, office: Office, law: Law) -> Opening:
    """By the unit that draws it up, or by a leader, who leaves the drawing up to it.

    Raises `UsageError` for days that are no holiday, are over or stand in another roster, and for unknown people.
    """
    _days_to_come(roster, office)
    check_rows(roster, roster.rows, office)
    step = task(
        "open", "lập lịch trực", drafters(law), "18.u1/2", id="open", readings=("A12",), others=(HEAD, DEPUTIES)
    )
    return Opening(step, tuple(_objections(roster, office, law)))


def _objections(roster: Roster, office: Office, law: Law) -> Iterator[Objection]:
    found = absent_people(roster, office, law)
    if found is not None:
        yield found


def _days_to_come(roster: Roster, office: Office) -> None:
    today = office.at.astimezone(ZONE).date()
    if roster.until < today:
        raise UsageError(f"Các ngày đến hết {roster.until:%d/%m/%Y} đã qua; chỉ lập lịch trực cho ngày nghỉ sắp tới.")
    days = days_to_cover(roster.span, office)
    if not days:
        coming = next_occasion(today, office)
        hint = f" Kỳ nghỉ gần nhất chưa có lịch trực: {coming}." if coming else ""
        raise UsageError(
            f"Từ {roster.start:%d/%m/%Y} đến {roster.until:%d/%m/%Y} không có ngày nghỉ lễ, tết nào; "
            f"hãy kiểm tra lại ngày hoặc bảng ngày nghỉ.{hint}"
        )
    taken = next((duty for day in days for duty in office.duties.get(day, ())), None)
    if taken is not None:
        raise UsageError(
            f"Ngày {label(taken.day)} đã có trong lịch trực số {taken.matter}; "
            "hãy sửa hoặc đổi ca trong lịch trực đó, không lập thêm lịch trùng ngày."
        )


def check_rows(roster: Roster, rows: tuple[Row, ...], office: Office) -> None:
    """Raises `UsageError` for a day that needs nobody, an unknown person, or one who does not hold such a role."""
    days = days_to_cover(roster.span, office)
    for row in rows:
        if row.day not in days:
            raise UsageError(f"Ngày {label(row.day)} không phải ngày nghỉ lễ, tết của lịch trực này, không xếp trực.")
        if office.person(row.person) is None:
            raise UsageError(f"Không có ai mang mã «{row.person}» trong Văn phòng (ngày {row.day:%d/%m/%Y}).")
        able = pool(row.role, office)
        if row.person not in able:
            raise UsageError(
                f"{capital(office.name(row.person))} không thuộc diện {ROLE_VI[row.role]} (ngày {row.day:%d/%m/%Y}); "
                f"chọn trong: {names(able, office)}."
            )
