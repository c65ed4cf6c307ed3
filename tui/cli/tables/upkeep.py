"""Journal, plugins, documents to take out, the examination."""

from __future__ import annotations

from typing import Final

from tui.cli.declare import BEFORE, FORCE, JSON, LIMIT, OUT, Option, Verb, Word

VERBS: Final = (
    Verb(
        "journal show",
        "Nhật ký, mới nhất trước",
        "journal:show",
        (),
        (
            Option("--actor", "Ai làm", "NGƯỜI"),
            Option("--subject", "Việc nào: matter:12, office:3 …", "GÌ"),
            Option("--act", "Thao tác: open, take, refused …", "GÌ"),
            Option("--search", "Chữ đúng như đã ghi", "CHỮ"),
            LIMIT,
            BEFORE,
            JSON,
        ),
    ),
    Verb(
        "journal verify",
        "Kiểm tra chuỗi băm của nhật ký",
        "journal:verify",
        (),
        (Option("--against", "Đối chiếu với tờ niêm phong", "TỆP"), JSON),
    ),
    Verb("journal seal", "In tờ niêm phong để cất nơi khác", "journal:seal", (), (OUT, FORCE)),
    Verb("plugins", "Plugin đã nạp, và plugin hỏng", "upkeep:plugins", (), (JSON,)),
    Verb(
        "export",
        "Ghi ra tệp: đơn xin nghỉ, lịch vắng mặt, bảng tháng; không ghi mẫu thì liệt kê",
        "export:export",
        (
            Word("MẪU", "don_nghi, ics, thang …", optional=True),
            Word("SỐ_HOẶC_THÁNG", "Số của việc, hoặc tháng như 10/2024", optional=True),
        ),
        (
            Option("--from", "Từ ngày", "NGÀY"),
            Option("--until", "Đến hết ngày", "NGÀY"),
            Option("--person", "Chỉ của người này", "NGƯỜI"),
            OUT,
            FORCE,
            JSON,
        ),
    ),
    Verb("doctor", "Khám: kho, nhật ký, cấu hình, plugin, chữ Việt, đồng hồ", "doctor:doctor", (), (JSON,)),
)
