"""Bàn việc, Danh sách việc, one matter."""

from __future__ import annotations

from typing import Final

from tui.commands import Command

MATTERS: Final[tuple[Command, ...]] = (
    Command(
        "go.desk",
        "Bàn việc",
        "Việc chờ đồng chí, việc đã gửi, thông báo, ai vắng và ai thay.",
        opens="tui.screens.desk:DeskScreen",
    ),
    Command(
        "go.matters", "Danh sách việc", "Tất cả các việc: lọc, tìm, mở.", opens="tui.screens.matters:MattersScreen"
    ),
    Command(
        "desk.take",
        "Duyệt, làm bước này",
        "Làm bước đang chờ của dòng đang chọn; có bước xác nhận.",
        "do_take",
        ("f7", "ctrl+t"),
        "desk",
        "Duyệt",
    ),
    Command("desk.return", "Trả lại", "Trả lại để hoàn chỉnh, có nêu lý do.", "do_return", ("f6",), "desk"),
    Command("desk.decline", "Không đồng ý", "Không đồng ý, có nêu lý do.", "do_decline", ("f8",), "desk"),
    Command("desk.open", "Mở việc đang chọn", "Tuyến giải quyết, nội dung, hồ sơ, lịch sử.", "do_open", (), "desk"),
    Command("desk.seen", "Đã xem hết thông báo", "Cất các thông báo đã đọc.", "do_seen", (), "desk"),
    Command(
        "matters.status",
        "Lọc theo tình trạng",
        "Lần lượt từng tình trạng.",
        "do_status",
        ("f6",),
        "matters",
        "Tình trạng",
    ),
    Command("matters.kind", "Lọc theo loại việc", "Lần lượt từng loại việc.", "do_kind", ("f7",), "matters", "Loại"),
    Command(
        "matters.mine",
        "Việc đồng chí gửi",
        "Chỉ việc do đồng chí gửi, hay mọi việc.",
        "do_mine",
        ("f8",),
        "matters",
        "Của tôi",
    ),
    Command("matters.clear", "Bỏ lọc", "Xóa chữ đang tìm và mọi điều kiện lọc.", "do_clear", (), "matters"),
    Command(
        "matter.take",
        "Duyệt, làm bước đang chờ",
        "Làm bước đang chờ của việc này; có bước xác nhận.",
        "do_take",
        ("f7", "ctrl+t"),
        "matter",
        "Duyệt",
    ),
    Command("matter.return", "Trả lại", "Trả lại để hoàn chỉnh, có nêu lý do.", "do_return", ("f6",), "matter"),
    Command("matter.decline", "Không đồng ý", "Không đồng ý, có nêu lý do.", "do_decline", ("f8",), "matter"),
    Command(
        "matter.related",
        "Mở việc liên quan",
        "Việc mà việc này trả lời, xin thêm, phối hợp; hoặc việc nêu việc này.",
        "do_related",
        ("ctrl+f",),
        "matter",
        "Liên quan",
        footer=False,
    ),
    Command("matter.attach", "Đính kèm tệp", "Thêm tệp vào hồ sơ của việc này.", "do_attach", (), "matter"),
    Command("matter.take_out", "Lấy tệp ra", "Ghi một tệp của hồ sơ ra đĩa.", "do_take_out", (), "matter"),
)
