"""The form of a Party document as dated data: what the standard of its day prescribes, and how its type is laid out.

The guidance changed in 2026, and no official text of either was at hand: what is here comes from digests, and an
office that knows better sets the parameter or edits the templates. No rule of form stands anywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from core.errors import UsageError

PARAMETER = "documents.format_profile"
"""Its value on a document's day is the profile's id."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Where the standards differ."""

    id: str
    title: str
    since: date
    source: str
    letter_subject: str
    """What the subject of an official letter begins with."""
    addressing: str
    """The words before the addressees …"""
    submitting: str
    """… and before those above, to whom something is submitted."""
    separator: str
    """Between recipients, and between several addressees."""
    end: str
    """What the last paragraph ends with; "" leaves the end as it was written."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the documents of a type are arranged; the same in every profile."""

    id: str
    template: str
    titled: bool = True
    """The name of the type stands above the subject; else the subject stands below the number."""
    as_above: bool = False
    """Its addressees are its first recipients: «Như trên»."""
    submits: bool = False
    """It is put to somebody above."""


PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        known.id: known
        for known in (
            Profile(
                id="HD36",
                title="Hướng dẫn 36-HD/VPTW, ngày 03/4/2018",
                since=date(2022, 2, 1),  # older than the regulation, from whose first day the program keeps papers
                source="Bản tóm lược Hướng dẫn 36-HD/VPTW; chưa đối chiếu văn bản gốc",
                letter_subject="V/v ",
                addressing="Kính gửi",
                submitting="Kính gửi",
                separator=",",
                end="",
            ),
            Profile(
                id="HD05",
                title="Hướng dẫn 05-HD/VPTW năm 2026",
                since=date(2026, 5, 27),  # one digest has 12/01/2026
                source="Bản tóm lược Hướng dẫn 05-HD/VPTW; các nguồn không thống nhất ngày ban hành",
                letter_subject="",
                addressing="Kính gửi",
                submitting="Kính trình",
                separator=";",
                end=".",
            ),
        )
    }
)

ORDINARY = Layout("van_ban", "van_ban.docx")
LAYOUTS = (
    Layout("cong_van", "cong_van.docx", titled=False, as_above=True),
    Layout("to_trinh", "van_ban.docx", as_above=True, submits=True),
    Layout("giay_moi", "giay_moi.docx", as_above=True),
)
"""Layouts of their own, called by the id of their type; every other type is an ordinary one."""
ALSO: Mapping[str, str] = MappingProxyType({"van_ban_gop_y": "cong_van"})
"""Type -> the layout it has although it is not called like it: comments on a draft go out as an official letter."""

URGENCY = ("", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")
"""The stamps in the order of urgency, the ordinary document first."""
DIGITS = 2
"""A number is printed with at least so many: 1 is 01."""
AS_ABOVE, KEPT = "Như trên", "Lưu Văn phòng Thành ủy"
"""First and last recipient."""


def profile(known_as: str) -> Profile:
    """Raises UsageError for a profile nobody has described."""
    if known_as not in PROFILES:
        known = "; ".join(f"{each.id}: {each.title}" for each in PROFILES.values())
        raise UsageError(
            f"Không có thể thức văn bản «{known_as}»; tham số «{PARAMETER}» phải là một trong các thể thức: {known}."
        )
    return PROFILES[known_as]


def printed_number(number: int, symbol: str, sign: str) -> str:
    """«07-BC/VPTU»: number, type and issuing body, as on the document and in its register."""
    return f"{number:0{DIGITS}}-{symbol}/{sign}"


def layout_of(type_id: str) -> Layout:
    """`cong_van_moi_hop` is laid out like `cong_van`."""
    called = ALSO.get(type_id, type_id)
    return next((each for each in LAYOUTS if f"{called}_".startswith(f"{each.id}_")), ORDINARY)
