"""The occasions on which the regulation wants something told: who tells it, to whom, and by which norm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from core.office.office import Rank

OccasionId = Literal[
    "phan_anh", "ket_luan", "nhan_viec", "khao_sat", "phat_sinh", "linh_vuc", "du_hop", "chu_tri", "theo_doi"
]

TO_VI: Mapping[str, str] = {
    "deputy": "đồng chí Phó phụ trách",
    "head": "Chánh Văn phòng",
    "leadership": "lãnh đạo Văn phòng",
    "standing": "Thường trực Thành ủy",
    "standing_deputy_secretary": "đồng chí Phó Bí thư",
    "secretary": "đồng chí Bí thư",
}
"""Who is told. The text says «Phó Bí thư» in one place and «Phó Bí thư Thường trực» in others (A22)."""


@dataclass(frozen=True, slots=True)
class Occasion:
    title: str
    rank: Rank
    norms: Mapping[str, str]
    """To whom -> the norm; the first is where it goes unless somebody says otherwise."""
    meeting: bool = False
    """It tells of something held: which, and on what day."""
    timed: bool = False
    """It says until when the work is to take."""


OCCASIONS: Mapping[OccasionId, Occasion] = {
    "phan_anh": Occasion(
        "phản ánh, kiến nghị về lĩnh vực phụ trách", Rank.DEPUTY,
        {"head": "4.3-3", "standing_deputy_secretary": "4.3-3", "secretary": "4.3-3"},
    ),
    "ket_luan": Occasion(
        "kết luận quan trọng, việc gấp sau họp Ban Thường vụ, Thường trực", Rank.DEPUTY,
        {"head": "4.4-1/4"}, meeting=True,
    ),
    "nhan_viec": Occasion(
        "phạm vi, thời gian làm việc được giao", Rank.SPECIALIST, {"deputy": "6.1-1/2"}, timed=True
    ),
    "khao_sat": Occasion(
        "nội dung cơ bản sau khi dự hội nghị, khảo sát", Rank.SPECIALIST,
        {"leadership": "6.3/1", "standing": "6.3/1"}, meeting=True,
    ),
    "phat_sinh": Occasion(
        "tham mưu vấn đề phức tạp mới nảy sinh", Rank.SPECIALIST, {"leadership": "6.4/2", "standing": "6.4/2"}
    ),
    "linh_vuc": Occasion("việc chỉ đạo trong lĩnh vực", Rank.DEPUTY, {"head": "11.1/1"}),
    "du_hop": Occasion("vấn đề lớn ở cuộc họp đã dự", Rank.DEPUTY, {"head": "11.1/2"}, meeting=True),
    "chu_tri": Occasion("cuộc họp quan trọng được ủy nhiệm chủ trì", Rank.DEPUTY, {"head": "11.1/3"}, meeting=True),
    "theo_doi": Occasion(
        "vấn đề của lĩnh vực, địa bàn theo dõi", Rank.SPECIALIST, {"deputy": "11.3/1", "head": "11.3/2"}
    ),
}  # fmt: skip
"""In the order of the regulation."""
