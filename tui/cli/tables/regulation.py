"""The regulation itself."""

from __future__ import annotations

from typing import Final

from tui.cli.declare import FILE, JSON, Option, Verb, Word

VERBS: Final = (
    Verb(
        "quy-che show",
        "Một điều, khoản: nội dung, nguyên văn, chương trình làm gì",
        "regulation:show",
        (Word("ĐIỀU_KHOẢN", "18, 18.3, 18.3/2, 22b …; không ghi thì thông tin chung", optional=True),),
        (JSON,),
    ),
    Verb("quy-che tree", "Mục lục: chương, điều, khoản", "regulation:tree", (), (JSON,)),
    Verb(
        "quy-che search",
        "Tìm quy định theo chữ, có dấu hay không",
        "regulation:search",
        (Word("CHỮ", "Các chữ cần tìm", many=True),),
        (JSON,),
    ),
    Verb("quy-che import", "Nạp nguyên văn quy chế của Văn phòng", "regulation:import_text", (FILE,), (JSON,)),
    Verb(
        "quy-che status",
        "Từng quy định: chương trình thực hiện thế nào",
        "accounting:status",
        (),
        (Option("--area", "Chỉ mảng việc này", "MẢNG"), Option("--all", "In cả những mảng chưa làm"), JSON),
    ),
)
