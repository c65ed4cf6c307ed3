"""Questions that write nothing."""

from __future__ import annotations

from typing import Final

from tui.cli.declare import FACTS, JSON, KIND, SUPPOSING, Verb, Word

VERBS: Final = (
    Verb(
        "kinds",
        "Các loại việc và thông tin của từng loại",
        "kinds:kinds",
        (Word("LOẠI", "Chỉ loại việc này", optional=True),),
        (JSON,),
    ),
    Verb("route", "Một việc như vậy sẽ phải qua những bước nào", "ask:route", (KIND, FACTS), SUPPOSING),
    Verb(
        "may",
        "Người này có được làm không, theo điều nào, ai được làm, gỡ bằng cách nào",
        "ask:may",
        (
            Word("NGƯỜI", "Mã của người được hỏi"),
            Word("THAO_TÁC", "open, tên hoặc mã của bước, start, hoặc withdraw, shorten …"),
            KIND,
            FACTS,
        ),
        SUPPOSING,
    ),
    Verb(
        "who",
        "Ai được làm, ai không và vì sao",
        "ask:who",
        (Word("THAO_TÁC", "open, tên hoặc mã của bước, start, hoặc withdraw, shorten …"), KIND, FACTS),
        SUPPOSING,
    ),
)
