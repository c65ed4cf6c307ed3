"""Which norms this area answers for, and how; its screens and exports by name."""

from __future__ import annotations

from core.extension.hookspecs import Area, Export, ScreenSpec

AREA = Area(
    name="leave",
    title="Nghỉ phép, vắng mặt, thường trực",
    articles=("18", "5"),
    enforced={
        "18.1/1": "plugins.leave.procedure:head_leave",
        "18.1/2": "plugins.leave.procedure:head_leave",
        "18.2/1": "plugins.leave.procedure:deputy_leave",
        "18.2/2": "plugins.leave.procedure:deputy_leave",
        "18.3/1": "plugins.leave.procedure:staff_leave",
        "18.3/2": "plugins.leave.procedure:staff_leave",
        "18.u1/3": "plugins.leave.procedure:asking",
        "18.u2/1": "plugins.leave.opening:open_leave",
        "18.u2/2": "plugins.leave.procedure:filing",
        "18.u2/3": "plugins.leave.procedure:filing",
        "4.6/1": "plugins.leave.procedure:mission_route",
        "4.6/2": "plugins.leave.facts:Mission",
        "5/1": "plugins.leave.procedure:naming",
        "5/2": "core.law.holders:_post",
    },
    carried={},
    not_executable={},
)

SCREENS = (ScreenSpec("leave.calendar", "Lịch nghỉ", "tui.screens.calendar:CalendarScreen"),)

EXPORTS = (
    Export("don_nghi", "Đơn xin nghỉ (Word)", "leave", ".docx", "plugins.leave.exports:leave_letter"),
    Export("ics", "Lịch vắng mặt đã duyệt (.ics)", "leave", ".ics", "plugins.leave.exports:absences"),
    Export("thang", "Bảng tháng (.xlsx)", "leave", ".xlsx", "plugins.leave.exports:month_sheet"),
)
