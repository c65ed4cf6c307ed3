"""Numbered books."""

from __future__ import annotations

from typing import Final

from tui.cli.declare import ACT_ID, FORCE, JSON, LIMIT, OUT, Option, Verb, Word

BOOK: Final = Word("SỔ", "Mã của sổ, xem «vptu register list»")
BODY: Final = Option("--body", "Của cơ quan nào; sổ chỉ có một cơ quan thì không cần ghi", "CƠ_QUAN")
TYPE: Final = Option("--type", "Loại văn bản; sổ chỉ có một loại thì không cần ghi", "LOẠI")
TERM: Final = Option("--term", "Kỳ của sổ, ví dụ 2024", "KỲ")
FROM: Final = Option("--from", "Từ ngày", "NGÀY")
UNTIL: Final = Option("--until", "Đến hết ngày", "NGÀY")
SEARCH: Final = Option("--search", "Chữ trong trích yếu, có dấu hay không", "CHỮ")
REASON: Final = Option("--reason", "Lý do", "CHỮ")

VERBS: Final = (
    Verb("register list", "Các sổ, và mỗi sổ đã đến số nào", "register:listed", (), (JSON,)),
    Verb(
        "register show",
        "Một sổ, mới nhất trước",
        "register:show",
        (BOOK,),
        (BODY, TYPE, TERM, FROM, UNTIL, SEARCH, LIMIT, JSON),
    ),
    Verb(
        "register report",
        "Số nhảy cóc, số ngoài dãy, số giữ chỗ, số đã hủy",
        "register:report",
        (BOOK,),
        (BODY, TYPE, TERM, JSON),
    ),
    Verb(
        "register reserve",
        "Giữ số kế tiếp cho văn bản chưa có",
        "register:reserve",
        (BOOK,),
        (BODY, TYPE, REASON, ACT_ID, JSON),
    ),
    Verb(
        "register void",
        "Hủy một số; số đã hủy không cấp lại",
        "register:void",
        (BOOK, Word("SỐ", "Số cần hủy")),
        (BODY, TYPE, TERM, REASON, ACT_ID, JSON),
    ),
    Verb(
        "register start",
        "Đặt số đầu tiên cho sổ trước nay ghi trên giấy",
        "register:start",
        (BOOK, Word("SỐ", "Số đầu tiên")),
        (BODY, TYPE, REASON, ACT_ID, JSON),
    ),
    Verb(
        "register import",
        "Nhập sổ trước nay giữ ở nơi khác (.xlsx, .csv); không ghi --yes thì chỉ thử",
        "register_files:bring_in",
        (Word("TỆP", "Đường dẫn tới bảng .xlsx hoặc .csv"),),
        (
            Option("--book", "Nhập vào sổ nào", "SỔ"),
            Option("--dry-run", "Chỉ thử, không ghi gì (mặc định)"),
            Option("--yes", "Ghi vào sổ"),
            Option("--skip-faulty", "Bỏ qua các dòng có lỗi, nhập phần còn lại"),
            JSON,
        ),
    ),
    Verb(
        "register export",
        "Ghi sổ ra bảng .xlsx hoặc .csv",
        "register_files:take_out",
        (BOOK,),
        (BODY, TYPE, TERM, FROM, UNTIL, SEARCH, OUT, FORCE),
    ),
)
