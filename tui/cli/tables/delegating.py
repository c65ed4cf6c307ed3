"""Written delegations."""

from __future__ import annotations

from typing import Final

from tui.cli.declare import ACT_ID, JSON, NOTE, Option, Verb, Word

VERBS: Final = (
    Verb(
        "delegate",
        "Ủy quyền bằng văn bản (Điều 4, khoản 5)",
        "delegations:delegate",
        (Word("NGƯỜI_GIAO", "Mã của người ủy quyền"), Word("NGƯỜI_NHẬN", "Mã của đồng chí Phó được ủy quyền")),
        (
            Option("--scope", "Phạm vi, ví dụ leave:consent; nhiều thì cách nhau dấu phẩy", "PHẠM_VI"),
            Option("--from", "Từ lúc nào; không ghi là từ bây giờ", "LÚC"),
            Option("--until", "Đến lúc nào; chỉ ghi ngày thì hết ngày đó", "LÚC"),
            Option("--basis", "Căn cứ: số, ngày văn bản", "CHỮ"),
            ACT_ID,
            JSON,
        ),
    ),
    Verb(
        "delegations",
        "Các ủy quyền đang và sắp có hiệu lực",
        "delegations:delegations",
        (),
        (Option("--all", "Cả những ủy quyền đã hết"), JSON),
    ),
    Verb(
        "end-delegation",
        "Chấm dứt một ủy quyền trước hạn",
        "delegations:end",
        (Word("SỐ", "Số của ủy quyền"),),
        (NOTE, ACT_ID, JSON),
    ),
)
