"""The commands of the frame, which work on every screen."""

from __future__ import annotations

from typing import Final

from tui.commands import Command

FRAME: Final[tuple[Command, ...]] = (
    Command(
        "app.help", "Trợ giúp", "Phím và lệnh dùng được trên màn hình này.", "do_help", ("f1", "ctrl+g"), eager=True
    ),
    Command(
        "app.why",
        "Vì sao?",
        "Nói rõ vì sao được hay không được làm: điều khoản, ai được làm, cách gỡ.",
        "do_why",
        ("f2", "ctrl+y"),
    ),
    Command("app.go", "Đi tới…", "Chọn một màn hình để mở.", "do_go", ("f3", "ctrl+o"), eager=True),
    Command(
        "app.refresh", "Làm mới", "Đọc lại dữ liệu của màn hình này.", "do_refresh", ("f5", "ctrl+r"), footer=False
    ),
    Command("app.back", "Quay lại", "Đóng màn hình này, về màn hình trước.", "do_back", ("escape",), footer=False),
    Command(
        "app.palette",
        "Tìm lệnh",
        "Gõ vài chữ, có dấu hay không dấu, để tìm và chạy một lệnh.",
        "do_palette",
        ("ctrl+p", "f12"),
        short="Lệnh",
        eager=True,
    ),
    Command("app.theme", "Đổi nền sáng, nền tối", "Chuyển giữa giao diện sáng và tối.", "do_theme"),
    Command(
        "app.redraw",
        "Vẽ lại màn hình",
        "Vẽ lại khi đường truyền làm hỏng hình.",
        "do_redraw",
        ("ctrl+l",),
        footer=False,
    ),
    Command("app.quit", "Thoát", "Rời chương trình; hỏi lại nếu còn chữ chưa lưu.", "do_quit", ("f9",), footer=False),
)
