"""Which norms this area answers for, and how; its lists by name.

What Điều 4, khoản 4 asks after a meeting – the report to the Head, the notice of conclusions, the points of a
resolution – belongs to reporting and to documents; a meeting only hands over to them.
"""

from __future__ import annotations

from core.extension.hookspecs import Area, ScreenSpec

_MEETING = "plugins.meetings.meeting.procedure"
_DUTIES = "plugins.meetings.duties"

AREA = Area(
    name="meetings",
    title="Họp, lấy ý kiến thay họp, phát biểu nhân danh Văn phòng",
    articles=("10",),
    enforced={
        "3.3/1": f"{_MEETING}:convene",
        "3.3/2": f"{_DUTIES}:office_review",
        "3.11/2": f"{_MEETING}:approvals",
        "4.3-5": f"{_MEETING}:approvals",
        "4.4-1/1": f"{_MEETING}:prepare",
        "6.3/2": "plugins.meetings.mandate.procedure:mandate_route",
        "6.3/3": "plugins.meetings.mandate.procedure:mandate_route",
        "10.1": f"{_MEETING}:convene",
        "10.1.a": f"{_DUTIES}:leadership_monthly",
        "10.1.b": f"{_DUTIES}:conferences",
        "10.1.c": "plugins.meetings.meeting.checks:year_contents",
        "10.2": f"{_MEETING}:prepare",
        "10.3-1": f"{_MEETING}:convene",
        "10.3-2": "plugins.meetings.round.procedure:round_route",
        "10.3-3": f"{_DUTIES}:unit_weekly",
    },
    carried={
        "3.11/1": "cuộc họp (meeting) ghi ai dự, ai dự thay; bảng «Thành phần dự» nêu rõ Chánh Văn phòng có dự không",
        "4.4": "cuộc họp Ban Thường vụ, Thường trực (meeting) ghi từng việc của đồng chí Phó được phân công dự",
        "4.4-1/2": "cuộc họp (meeting) ghi đồng chí Phó được phân công dự; phân công lại phải có lý do",
        "4.4-1/3": "cuộc họp (meeting) ghi kết luận do đồng chí Phó được phân công dự tổng hợp",
        "10.3": "các loại cuộc họp khác (single_unit, unit_weekly, other) và việc lấy ý kiến bằng văn bản (round)",
    },
    not_executable={},
)

_LISTING = "tui.screens.listing:ListingScreen"
_SOURCE = "plugins.meetings.listings"

SCREENS = (
    ScreenSpec("meetings.meetings", "Lịch họp", _LISTING, f"{_SOURCE}:MEETINGS"),
    ScreenSpec("meetings.rounds", "Lấy ý kiến thay họp", _LISTING, f"{_SOURCE}:ROUNDS"),
    ScreenSpec("meetings.mandates", "Ủy nhiệm phát biểu", _LISTING, f"{_SOURCE}:MANDATES"),
)
