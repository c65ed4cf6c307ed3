"""Acts on matters."""

from __future__ import annotations

from typing import Final

from tui.cli.declare import ACT_ID, EVIDENCE, FACTS, JSON, KIND, MATTER, NOTE, Option, Verb, Word

NUMBERS: Final = Word("SỐ", "Số của các việc", many=True)
PREVIEW: Final = Option("--preview", "Chỉ xem trước, không ghi gì")
ALL_OR_NOTHING: Final = Option("--all-or-nothing", "Có một việc không được thì không làm việc nào (mã thoát 3)")

VERBS: Final = (
    Verb("open", "Mở một việc", "write:open_matter", (KIND, FACTS), (ACT_ID, JSON)),
    Verb(
        "take",
        "Làm một bước của việc",
        "write:take",
        (
            MATTER,
            Word("BƯỚC", "Mã hoặc tên của bước: consent, form, name, file …"),
            Word(
                "TÊN=GIÁ_TRỊ",
                "Nội dung kèm theo, ví dụ deputy=deputy2; xem «vptu kinds LOẠI»",
                many=True,
                optional=True,
            ),
        ),
        (NOTE, EVIDENCE, ACT_ID, JSON),
    ),
    Verb(
        "act",
        "Thao tác trên cả việc mà loại việc cho phép: gia hạn, phân lại, mời, nhắc …",
        "write:act",
        (
            MATTER,
            Word("THAO_TÁC", "Tên của thao tác: prolong, reassign, remind … xem «vptu kinds LOẠI»"),
            Word("TÊN=GIÁ_TRỊ", "Nội dung kèm theo", many=True, optional=True),
        ),
        (NOTE, ACT_ID, JSON),
    ),
    Verb(
        "decline",
        "Không đồng ý, nêu lý do",
        "write:decline",
        (MATTER, Word("BƯỚC", "Không ghi thì là bước đang chờ cho ý kiến", optional=True)),
        (NOTE, EVIDENCE, ACT_ID, JSON),
    ),
    Verb(
        "return",
        "Trả lại để hoàn chỉnh, nêu lý do",
        "write:give_back",
        (MATTER, Word("BƯỚC", "Không ghi thì là bước đang chờ cho ý kiến", optional=True)),
        (NOTE, EVIDENCE, ACT_ID, JSON),
    ),
    Verb("withdraw", "Rút việc", "write:withdraw", (MATTER,), (NOTE, ACT_ID, JSON)),
    Verb(
        "shorten",
        "Rút ngắn: until=buổi cuối cùng mới",
        "write:shorten",
        (MATTER, Word("until=BUỔI", 'Ví dụ until="sáng 11/10/2024"', many=True, optional=True)),
        (NOTE, ACT_ID, JSON),
    ),
    Verb(
        "extend",
        "Xin thêm: mở việc mới cho riêng phần thêm",
        "write:extend",
        (MATTER, Word("until=BUỔI", "Buổi cuối cùng mới; thêm được các thông tin khác", many=True, optional=True)),
        (ACT_ID, JSON),
    ),
    Verb(
        "complete",
        "Hoàn chỉnh việc bị trả lại rồi trình lại",
        "write:complete",
        (MATTER, FACTS),
        (NOTE, ACT_ID, JSON),
    ),
    Verb("start", "Bắt đầu (nghỉ, đi): chỉ khi đã đủ thủ tục", "write:start", (MATTER,), (ACT_ID, JSON)),
    Verb(
        "bulk",
        "Làm cùng một bước ở nhiều việc: xem trước, rồi mỗi việc một lần ghi riêng",
        "bulk:bulk",
        (Word("BƯỚC", "Mã hoặc tên của bước: sign, receive …"), NUMBERS),
        (
            NOTE,
            Option("--yes", "Làm những việc làm được; không ghi thì chỉ xem trước"),
            PREVIEW,
            Option("--only", "Chỉ những việc này trong số đã nêu, cách nhau dấu phẩy", "SỐ,…"),
            ALL_OR_NOTHING,
            JSON,
        ),
    ),
    Verb(
        "sign",
        "Văn bản chờ ký; có ghi số thì ký những văn bản đó",
        "bulk:sign",
        (Word("SỐ", "Số của các việc; không ghi thì liệt kê", many=True, optional=True),),
        (NOTE, PREVIEW, ALL_OR_NOTHING, JSON),
    ),
)
