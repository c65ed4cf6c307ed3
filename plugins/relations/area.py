"""Which norms this area answers for, and how; its lists by name.

Most of Điều 19, 22 and 22 (second) say only that the Office works together with others: what carries them is the
record of who was asked what, when, and what came of it.
"""

from __future__ import annotations

from core.extension.hookspecs import Area, ScreenSpec

_ASKED = "việc phối hợp (coordination) ghi đã hỏi ai, ngày nào, theo văn bản nào, hạn và nội dung trả lời"
_HEARD = "việc với chi bộ, công đoàn (joint) ghi đã hỏi gì, được trả lời thế nào, tiếp thu ra sao"

AREA = Area(
    name="relations",
    title="Quan hệ với các cơ quan, phường xã, Thường trực Thành ủy",
    articles=("19", "21", "22", "22b", "23"),
    enforced={
        "6.1-3/1": "plugins.relations.direct_task.procedure:direct_task_route",
        "6.1-3/2": "plugins.relations.direct_task.procedure:afterwards",
        "14.2": "plugins.relations.field_trip.procedure:field_trip_route",
        "21.1/1": "plugins.relations.ward_report.procedure:ward_report_route",
        "21.1/2": "plugins.relations.ward_report.changes:remind",
        "21.2/1": "plugins.relations.ward_guidance.procedure:guidance_route",
        "21.2/2": "plugins.relations.ward_guidance.procedure:guidance_route",
        "22.0": "plugins.relations.coordination.procedure:open_coordination",
        "23.0": "plugins.relations.report_up.procedure:report_up_route",
        "23-1/1": "plugins.relations.report_up.procedure:every_three_months",
        "23-1/2": "plugins.relations.report_up.procedure:at_once",
        "23-2/1": "plugins.relations.report_up.procedure:reported_before",
        "23-2/2": "plugins.relations.report_up.procedure:reported_before",
        "23-3/1": "plugins.relations.direct_task.procedure:direct_task_route",
        "23-3/2": "plugins.relations.direct_task.procedure:afterwards",
    },
    carried={
        "19.1/1": _HEARD,
        "19.1/2": _HEARD,
        "19.2": _HEARD,
        "22.1": _ASKED,
        "22.2": _ASKED,
        "22.3": _ASKED,
        "22.4": _ASKED,
        "22.5": _ASKED,
        "22.6": _ASKED,
        "22.7": _ASKED,
        "22.8": _ASKED,
        "22.9": _ASKED,
        "22b.1/1": _ASKED,
        "22b.1/2": "nghĩa vụ định kỳ theo tham số relations.province_reports và việc phối hợp nội dung 22b.1",
        "22b.2": _ASKED,
        "22b.3": _ASKED,
    },
    not_executable={},
)

_LISTING = "tui.screens.listing:ListingScreen"
_SOURCE = "plugins.relations.listings"

SCREENS = (
    ScreenSpec("relations.coordination", "Phối hợp", _LISTING, f"{_SOURCE}:COORDINATION"),
    ScreenSpec("relations.wards", "Báo cáo của phường, xã", _LISTING, f"{_SOURCE}:WARDS"),
    ScreenSpec("relations.guidance", "Hướng dẫn phường, xã", _LISTING, f"{_SOURCE}:GUIDANCE"),
    ScreenSpec("relations.direct", "Việc giao thẳng", _LISTING, f"{_SOURCE}:DIRECT"),
    ScreenSpec("relations.up", "Báo cáo Phó Bí thư Thường trực", _LISTING, f"{_SOURCE}:UP"),
    ScreenSpec("relations.joint", "Chi bộ, công đoàn", _LISTING, f"{_SOURCE}:JOINT"),
    ScreenSpec("relations.trips", "Đi cơ sở", _LISTING, f"{_SOURCE}:TRIPS"),
    ScreenSpec("relations.visitors", "Giấy đi đường của khách", _LISTING, f"{_SOURCE}:VISITORS"),
)
