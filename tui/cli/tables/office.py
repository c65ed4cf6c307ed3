"""The office's configuration and parameters."""

from __future__ import annotations

from typing import Final

from tui.cli.declare import ACT_ID, FILE, FORCE, JSON, OUT, SINCE, Option, Verb, Word

VERBS: Final = (
    Verb("config check", "Tìm lỗi trong tệp cấu hình, chưa thay đổi gì", "office:check", (FILE,), (JSON,)),
    Verb("config diff", "Tệp khác gì với bản đang dùng", "office:compare", (FILE,), (JSON,)),
    Verb("config apply", "Đưa tệp cấu hình vào sử dụng", "office:apply", (FILE,), (SINCE, JSON)),
    Verb(
        "config export",
        "In cấu hình đang dùng ra TOML",
        "office:export",
        (),
        (Option("--version", "Bản số mấy; không ghi là bản mới nhất", "SỐ"), OUT, FORCE),
    ),
    Verb(
        "config show",
        "Người, chức vụ, bộ phận, phân công của một ngày",
        "office:show",
        (),
        (Option("--on", "Ngày nào; không ghi là hôm nay", "NGÀY"), JSON),
    ),
    Verb("config versions", "Các bản cấu hình đã dùng", "office:versions", (), (JSON,)),
    Verb(
        "config params",
        "Các tham số và cách hiểu, giá trị, điều khoản",
        "parameters:params",
        (Word("PHẦN_ĐẦU", "Chỉ các tham số bắt đầu bằng chữ này, ví dụ leave.", optional=True),),
        (Option("--on", "Giá trị của ngày nào; không ghi là hôm nay", "NGÀY"), JSON),
    ),
    Verb(
        "config set",
        "Đặt một tham số từ một ngày",
        "parameters:put",
        (
            Word("THAM_SỐ", "Tên tham số, ví dụ leave.staff.head_from"),
            Word("GIÁ_TRỊ", "Giá trị mới; danh sách cách nhau dấu phẩy"),
        ),
        (SINCE, Option("--reason", "Lý do, căn cứ", "CHỮ"), ACT_ID, JSON),
    ),
)
