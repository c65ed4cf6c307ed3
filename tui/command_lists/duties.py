"""Lịch nghĩa vụ."""

from __future__ import annotations

from typing import Final

from tui.commands import Command

DUTIES: Final[tuple[Command, ...]] = (
    Command(
        "go.obligations",
        "Lịch nghĩa vụ",
        "Báo cáo, họp, lịch phải làm theo kỳ: của tôi, của bộ phận, của mọi người, cả năm.",
        opens="tui.screens.duties:DutyCalendarScreen",
    ),
    Command(
        "obligations.view", "Xem của ai", "Lần lượt của tôi, bộ phận tôi, mọi người, mười hai tháng.", "do_view",
        ("f6",), "obligations", "Của ai",
    ),
    Command("obligations.before", "Năm trước", "Lịch của năm trước.", "do_before", ("f7",), "obligations"),
    Command("obligations.after", "Năm sau", "Lịch của năm sau.", "do_after", ("f8",), "obligations"),
    Command(
        "obligations.begin", "Làm nghĩa vụ này", "Mở việc của nghĩa vụ đang chọn, đã điền sẵn kỳ, người làm.",
        "do_begin", ("ctrl+f",), "obligations", "Làm",
    ),
    Command(
        "obligations.turn", "Đọc, về danh sách", "Sang phần kia và trở về.", "do_turn", ("ctrl+t",), "obligations",
        "Đọc",
    ),
)  # fmt: skip
