"""Việc mới, lịch nghỉ, lịch trực."""

from __future__ import annotations

from typing import Final

from tui.commands import Command

REQUESTS: Final[tuple[Command, ...]] = (
    Command(
        "go.new",
        "Việc mới",
        "Mở một việc: đơn với tuyến giải quyết vẽ ngay trong lúc viết.",
        keys=("f4", "ctrl+n"),
        opens="tui.screens.new_matter:NewMatterScreen",
        eager=True,
    ),
    Command(
        "go.calendar",
        "Lịch nghỉ",
        "Ai nghỉ, ai công tác, ai trực, ai thay Chánh Văn phòng, theo từng buổi của tháng.",
        opens="tui.screens.calendar:CalendarScreen",
    ),
    Command(
        "go.roster",
        "Lịch trực",
        "Các dịp nghỉ lễ, tết và lịch trực của từng dịp.",
        opens="tui.screens.roster:RosterScreen",
    ),
    Command("new.send", "Gửi", "Mở việc với những gì đã viết.", "do_send", ("f8",), "new"),
    Command(
        "new.preview",
        "Xem đủ tuyến giải quyết",
        "Tuyến, căn cứ, lưu ý; bấm lần nữa để về đơn.",
        "do_preview",
        ("f6",),
        "new",
        "Xem tuyến",
    ),
    Command("new.discard", "Viết lại từ đầu", "Bỏ những gì đã viết và bản nháp.", "do_discard", (), "new"),
    Command("calendar.before", "Tháng trước", "Lùi một tháng.", "do_before", ("f7",), "calendar", "‹ Tháng"),
    Command("calendar.after", "Tháng sau", "Sang tháng sau.", "do_after", ("f8",), "calendar", "Tháng ›"),
    Command("calendar.today", "Hôm nay", "Về tháng này, buổi sáng hôm nay.", "do_today", ("f6",), "calendar"),
    Command(
        "calendar.unit",
        "Xem một bộ phận",
        "Cả Văn phòng, lãnh đạo, hoặc một bộ phận.",
        "do_unit",
        ("ctrl+f",),
        "calendar",
        "Bộ phận",
    ),
    Command(
        "calendar.new",
        "Xin nghỉ từ buổi này",
        "Mở đơn của người đang chọn, bắt đầu từ buổi đang chọn.",
        "do_new",
        ("ctrl+t",),
        "calendar",
        "Xin nghỉ",
    ),
    Command(
        "roster.fill",
        "Lập lịch, xếp luân phiên",
        "Lập lịch trực của dịp đang chọn; đã lập thì xếp luân phiên các ca còn trống.",
        "do_fill",
        ("f6",),
        "roster",
        "Xếp luân phiên",
    ),
    Command("roster.assign", "Xếp người", "Xếp, thay hoặc bỏ người ở ca đang chọn.", "do_assign", (), "roster"),
    Command("roster.swap", "Đổi ca", "Đổi ca đang chọn với người khác.", "do_swap", ("f7",), "roster"),
    Command(
        "roster.take",
        "Trình duyệt, chốt lịch trực",
        "Bước đang chờ của lịch trực: bộ phận lập trình, Chánh Văn phòng chốt.",
        "do_take",
        ("f8", "ctrl+t"),
        "roster",
        "Trình, chốt",
    ),
    Command("roster.return", "Trả lịch trực", "Trả lại để hoàn chỉnh, có nêu lý do.", "do_return", (), "roster"),
    Command(
        "roster.matter",
        "Mở việc của lịch trực",
        "Tuyến giải quyết, hồ sơ, lịch sử.",
        "do_matter",
        ("ctrl+f",),
        "roster",
        "Mở việc",
    ),
)
