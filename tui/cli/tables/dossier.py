"""Files that belong to a matter."""

from __future__ import annotations

from typing import Final

from tui.cli.declare import ACT_ID, FORCE, JSON, MATTER, OUT, Option, Verb, Word

VERBS: Final = (
    Verb(
        "attach",
        "Đính kèm tệp vào việc",
        "dossier:attach",
        (MATTER, Word("TỆP", "Đường dẫn, hoặc «-» để đọc từ đầu vào chuẩn")),
        (
            Option("--part", "Phần nào của hồ sơ; xem «vptu kinds LOẠI»", "PHẦN"),
            Option("--name", "Tên tệp trong hồ sơ", "TÊN"),
            ACT_ID,
            JSON,
        ),
    ),
    Verb("files", "Các tệp của một việc, theo phần và lần", "dossier:files", (MATTER,), (JSON,)),
    Verb(
        "take-out",
        "Lấy một tệp ra khỏi hồ sơ",
        "dossier:take_out",
        (Word("SỐ_TỆP", "Số của tệp, xem «vptu files VIỆC»"),),
        (OUT, FORCE),
    ),
)
