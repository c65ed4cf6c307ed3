"""The kinds of meeting the regulation knows, as a table: whose they are, who convenes, by which norms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TypeId = Literal[
    "unit_weekly", "leadership_monthly", "conference_q1", "conference_h1", "conference_m9", "conference_year",
    "single_unit", "btv", "standing", "bch", "btv_convened", "other",
]  # fmt: skip
Whose = Literal["unit", "head", "conference", "committee", "other"]


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    whose: Whose
    norms: tuple[str, ...]
    """By which it is convened and chaired; the first is what its acts cite."""


_HEAD = ("3.3/1", "10.1")
KINDS: dict[str, Kind] = {
    "unit_weekly": Kind("Họp bộ phận hằng tuần", "unit", ("10.3-3",)),
    "leadership_monthly": Kind("Giao ban lãnh đạo hằng tháng", "head", (*_HEAD, "10.1.a")),
    "conference_q1": Kind("Hội nghị sơ kết quý I", "conference", (*_HEAD, "10.1.b")),
    "conference_h1": Kind("Hội nghị sơ kết 6 tháng", "conference", (*_HEAD, "10.1.b")),
    "conference_m9": Kind("Hội nghị sơ kết 9 tháng", "conference", (*_HEAD, "10.1.b")),
    "conference_year": Kind("Hội nghị tổng kết năm", "conference", (*_HEAD, "10.1.c")),
    "single_unit": Kind("Chánh Văn phòng làm việc với bộ phận", "head", ("10.3-1",)),
    "btv": Kind("Họp Ban Thường vụ", "committee", ("4.4",)),
    "standing": Kind("Họp Thường trực", "committee", ("4.4",)),
    "bch": Kind("Họp Ban Chấp hành", "committee", ("4.3-5",)),
    "btv_convened": Kind("Hội nghị do Ban Thường vụ triệu tập", "committee", ("4.3-5",)),
    "other": Kind("Cuộc họp khác", "other", ("10.3",)),
}
COMMITTEE = tuple(type for type, kind in KINDS.items() if kind.whose == "committee")
CONFERENCES = tuple(type for type, kind in KINDS.items() if kind.whose == "conference")
OF_A_UNIT = ("unit_weekly", "single_unit")
MAY_GO_WITHOUT_MINUTES = ("unit_weekly", "single_unit", "other")
UNDER_4_4 = ("btv", "standing")
"""Điều 4, khoản 4 speaks of these two only."""
ATTENDED_BY_HEAD = ("btv", "standing", "bch")
"""Điều 3, khoản 11."""

CONTENTS_VI = {
    "nghi_quyet": "kiểm điểm thực hiện nghị quyết, chủ trương, chính sách, pháp luật",
    "nghi_quyet_hncc": "kiểm điểm nghị quyết hội nghị cán bộ, công chức lần trước",
    "dan_chu": "kiểm điểm thực hiện quy chế dân chủ ở cơ quan",
    "lanh_dao": "tổng kết, kiểm điểm trách nhiệm lãnh đạo Văn phòng",
    "ke_hoach_toi": "bàn kế hoạch công tác năm tới",
}
"""What the year-end conference must be about (10.1.c)."""

PARTS = {
    "tai_lieu": "Tài liệu họp", "bien_ban_tong_hop": "Biên bản tổng hợp", "bien_ban_chi_tiet": "Biên bản chi tiết",
    "khac": "Giấy tờ khác",
}  # fmt: skip
MINUTES = ("bien_ban_tong_hop", "bien_ban_chi_tiet")


def kind_of(type: str) -> Kind:
    return KINDS[type]


def is_committee(type: str) -> bool:
    return KINDS[type].whose == "committee"
