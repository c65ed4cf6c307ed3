"""The closed list of what the Office coordinates with others about, khoản by khoản, in our own words.

Nine contents of Điều 22 (first), for the council's office and the advisory bodies; three of Điều 22 (second), for the
provincial office (A38).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

CITY = ("council_office", "advisory")
PROVINCE = ("provincial_office",)


class Content(NamedTuple):
    title: str
    norms: tuple[str, ...]
    counterparts: tuple[str, ...]
    """The kinds of body the article speaks of."""


CONTENTS: Mapping[str, Content] = {
    "22.1": Content("Trao đổi thông tin cho các cuộc họp, hội nghị", ("22.1", "22.0"), CITY),
    "22.2": Content("Cùng tham mưu chương trình làm việc của cấp ủy", ("22.2", "22.0"), CITY),
    "22.3": Content("Cùng soạn, thẩm định, ban hành văn bản của cấp ủy", ("22.3", "22.0"), CITY),
    "22.4": Content("Cùng quán triệt, đưa nghị quyết, chỉ thị vào thực hiện", ("22.4", "22.0"), CITY),
    "22.5": Content("Cùng kiểm tra, giám sát", ("22.5", "22.0"), CITY),
    "22.6": Content("Cùng phục vụ tiếp dân, xử lý đơn thư, đối thoại", ("22.6", "22.0"), CITY),
    "22.7": Content("Cùng phục vụ đối nội, đối ngoại", ("22.7", "22.0"), CITY),
    "22.8": Content("Cùng tham mưu quy chế làm việc của cấp ủy", ("22.8", "22.0"), CITY),
    "22.9": Content("Cùng lo kế toán, phục vụ, tài chính, tài sản công", ("22.9", "22.0"), CITY),
    "22b.1": Content(
        "Bồi dưỡng nghiệp vụ, phục vụ lãnh đạo Tỉnh, thông tin và báo cáo lên", ("22b.1/1", "22b.1/2"), PROVINCE
    ),
    "22b.2": Content(
        "Làm theo hướng dẫn của Văn phòng Tỉnh ủy (tài chính đảng, văn thư, công nghệ thông tin …)",
        ("22b.2",),
        PROVINCE,
    ),
    "22b.3": Content("Giúp chuyên viên Văn phòng Tỉnh ủy theo dõi địa phương", ("22b.3",), PROVINCE),
}
