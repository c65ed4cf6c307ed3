"""Lists, and one matter in full."""

from __future__ import annotations

from typing import Final

from tui.cli.declare import BEFORE, JSON, LIMIT, MATTER, Option, Verb, Word

VERBS: Final = (
    Verb("desk", "Bàn việc: gì đang chờ, đã gửi gì, ai vắng, ai thay, ai trực", "look:desk", (), (JSON,)),
    Verb(
        "list",
        "Danh sách theo mảng: văn bản đến, dự thảo …; không ghi tên thì kể ra",
        "listing:listed",
        (Word("DANH_SÁCH", "Tên danh sách, ví dụ incoming", optional=True),),
        (
            Option("--view", "Cách xem: tên hoặc số thứ tự", "TÊN"),
            Option("--search", "Chữ trong tên việc, có dấu hay không", "CHỮ"),
            LIMIT,
            BEFORE,
            JSON,
        ),
    ),
    Verb(
        "matters",
        "Danh sách việc, mới nhất trước",
        "look:matters",
        (),
        (
            Option("--status", "open, returned, in_effect, closed, declined, withdrawn", "TÌNH_TRẠNG", many=True),
            Option("--kind", "Loại việc", "LOẠI"),
            Option("--subject", "Việc nói đến ai", "NGƯỜI"),
            Option("--search", "Chữ trong tên việc, có dấu hay không", "CHỮ"),
            LIMIT,
            BEFORE,
            JSON,
        ),
    ),
    Verb("show", "Một việc: tuyến, thông tin, hồ sơ, lịch sử", "matter:show", (MATTER,), (JSON,)),
    Verb(
        "due",
        "Việc đến hạn và nghĩa vụ định kỳ",
        "look:due",
        (),
        (
            Option("--days", "Nhìn trước bao nhiêu ngày (60)", "SỐ"),
            Option("--of", "mine: của tôi; unit: bộ phận tôi; all: mọi người (all)", "AI"),
            Option("--year", "Cả một năm, kèm mười hai tháng của từng người", "NĂM"),
            JSON,
        ),
    ),
    Verb(
        "away",
        "Ai vắng, ai thay Chánh Văn phòng",
        "look:away",
        (),
        (Option("--on", "Ngày hoặc buổi nào; không ghi là hôm nay", "BUỔI"), JSON),
    ),
    Verb(
        "balance",
        "Số ngày phép: được hưởng, đã dùng, còn lại",
        "look:balance",
        (Word("NGƯỜI", "Không ghi là chính mình", optional=True),),
        (Option("--year", "Năm; không ghi là năm nay", "NĂM"), JSON),
    ),
    Verb(
        "bodies",
        "Danh bạ nơi phối hợp: cấp ủy, cơ quan tham mưu, văn phòng phường …",
        "bodies:bodies",
        (),
        (Option("--kind", "Chỉ loại này", "LOẠI"), Option("--on", "Của ngày nào; không ghi là hôm nay", "NGÀY"), JSON),
    ),
)
