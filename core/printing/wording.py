"""How the Party's papers write days, numbers, letterheads and names; on paper the rules differ from the screen's."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

from core.office.sessions import HALVES, ZONE, day_of

BLANK = "…………"
"""Room to write by hand what the program does not know."""

_DEGREES = re.compile(
    r"(?:(?:đồng chí|đ/c)\s+|(?:GS|PGS|TSKH|TS|ThS|CN|KS|KTS|BS|DS|LS|CKI|CKII)(?:\.\s*|\s+))+",
)
_OFFICE = re.compile(r"văn phòng\s+", re.IGNORECASE)
_COMMITTEE = re.compile(r"(?:thành|thị|quận|huyện|đảng|tỉnh)\s+[uủ][yỷ]\s+", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^)]*\)")


class Letterhead(NamedTuple):
    parent: str
    """The committee above, in capitals."""
    body: str
    """The body that issues the paper, in capitals."""
    place: str
    """Where it is issued; `BLANK` where the office's name does not say."""


def letterhead(office_name: str) -> Letterhead:
    """«Văn phòng Thành ủy Nam Sơn» -> THÀNH ỦY NAM SƠN / VĂN PHÒNG / Nam Sơn; words in brackets are left out."""
    parent = _OFFICE.sub("", _ASIDE.sub("", office_name).strip(), count=1)
    committee = _COMMITTEE.match(f"{parent} ")
    if parent and committee is None:
        return Letterhead(parent.upper(), "VĂN PHÒNG", BLANK)
    named = committee.group().strip() if committee else "Thành ủy"
    place = parent[len(named) :].strip() or BLANK
    return Letterhead(f"{named} {place}".upper(), "VĂN PHÒNG", place)


def party_day(day: date) -> str:
    """`05/02/2024`, `06/5/2024`: a nought before days under 10 and before the months 1 and 2 only."""
    return f"{day.day:02}/{_month(day)}/{day.year}"


def day_in_words(day: date) -> str:
    """«ngày 05 tháng 02 năm 2024»."""
    return f"ngày {day.day:02} {party_month(day)}"


def party_month(day: date) -> str:
    """«tháng 02 năm 2024», «tháng 5 năm 2024»."""
    return f"tháng {_month(day)} năm {day.year}"


def _month(day: date) -> str:
    return f"{day.month:02}" if day.month < 3 else str(day.month)


def half_day(number: int) -> str:
    """«buổi sáng ngày 10/10/2024»."""
    return f"buổi {HALVES[number % 2]} ngày {party_day(day_of(number))}"


def moment(at: datetime) -> str:
    """«07 giờ 10, ngày 06/5/2024», in the office's zone."""
    local = at.astimezone(ZONE)
    return f"{local:%H} giờ {local:%M}, ngày {party_day(local.date())}"


def decimal(number: float) -> str:
    """`1,5`."""
    return f"{number:g}".replace(".", ",")


def signature_name(name: str) -> str:
    """A name as it stands under a signature: no form of address, no rank, no degree."""
    found = _DEGREES.match(name.strip())
    return name.strip()[found.end() :] if found else name.strip()
