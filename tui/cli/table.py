"""Every command of `vptu`, declared once: parser, help and the reference in docs/cli.md are made from this table.

It is read at every start and therefore holds nothing but words; what a command does is named by module and function
and imported when the command is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tui.cli.declare import (
    ACT_ID,
    BEFORE,
    EVIDENCE,
    FACTS,
    FILE,
    FORCE,
    JSON,
    KIND,
    LIMIT,
    MATTER,
    NOTE,
    OUT,
    SINCE,
    SUPPOSING,
    Option,
    Verb,
    Word,
)

GROUPS: Final[Mapping[str, tuple[Verb, ...]]] = {
    "Hỏi (không ghi gì)": (
        Verb(
            "kinds",
            "Các loại việc và thông tin của từng loại",
            "ask:kinds",
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
    ),
    "Làm việc": (
        Verb("open", "Mở một việc", "write:open_matter", (KIND, FACTS), (ACT_ID, JSON)),
        Verb(
            "take",
            "Làm một bước của việc",
            "write:take",
            (
                MATTER,
                Word("BƯỚC", "Mã hoặc tên của bước: consent, form, name, file …"),
                Word("TÊN=GIÁ_TRỊ", "Nội dung kèm theo, ví dụ deputy=deputy2", many=True, optional=True),
            ),
            (NOTE, EVIDENCE, ACT_ID, JSON),
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
            "attach",
            "Đính kèm tệp vào việc",
            "write:attach",
            (MATTER, Word("TỆP", "Đường dẫn, hoặc «-» để đọc từ đầu vào chuẩn")),
            (Option("--name", "Tên tệp trong hồ sơ", "TÊN"), ACT_ID, JSON),
        ),
    ),
    "Ủy quyền": (
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
    ),
    "Xem": (
        Verb("desk", "Bàn việc: gì đang chờ, đã gửi gì, ai vắng, ai thay, ai trực", "look:desk", (), (JSON,)),
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
            (Option("--days", "Nhìn trước bao nhiêu ngày (60)", "SỐ"), JSON),
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
    ),
    "Lịch trực": (
        Verb("roster list", "Các lịch trực, và dịp nghỉ sắp tới chưa có lịch", "roster:listed", (), (LIMIT, JSON)),
        Verb("roster show", "Một lịch trực theo từng ngày", "roster:show", (MATTER,), (JSON,)),
        Verb(
            "roster propose",
            "Xem thử cách xếp luân phiên, chưa ghi gì",
            "roster:propose",
            (Word("TÊN=GIÁ_TRỊ", "from=… until=…; không ghi thì dịp nghỉ sắp tới", many=True, optional=True),),
            (JSON,),
        ),
        Verb(
            "roster draw",
            "Lập lịch trực",
            "roster:draw",
            (
                Word(
                    "TÊN=GIÁ_TRỊ",
                    "from=… until=… occasion=… rows=…; không ghi thì dịp nghỉ sắp tới",
                    many=True,
                    optional=True,
                ),
            ),
            (Option("--fill", "Xếp luân phiên luôn những ngày còn trống"), ACT_ID, JSON),
        ),
        Verb(
            "roster assign",
            "Xếp, thay hoặc bỏ một người trực",
            "roster:assign",
            (MATTER, Word("TÊN=GIÁ_TRỊ", "day=… role=leader|staff person=… instead=…", many=True, optional=True)),
            (ACT_ID, JSON),
        ),
        Verb("roster fill", "Xếp luân phiên những ngày còn trống", "roster:fill", (MATTER,), (ACT_ID, JSON)),
        Verb("roster submit", "Trình lịch trực đã lập", "roster:submit", (MATTER,), (NOTE, ACT_ID, JSON)),
        Verb(
            "roster swap",
            "Đổi ca trực",
            "roster:swap",
            (MATTER, Word("TÊN=GIÁ_TRỊ", "day=… person=… with_person=… with_day=…", many=True, optional=True)),
            (ACT_ID, JSON),
        ),
        Verb(
            "roster close",
            "Chốt lịch trực (Chánh Văn phòng)",
            "roster:close",
            (MATTER,),
            (NOTE, EVIDENCE, ACT_ID, JSON),
        ),
    ),
    "Văn phòng": (
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
    ),
    "Quy chế": (
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
    ),
    "Giữ gìn": (
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
    ),
}

VERBS: Final[Mapping[str, Verb]] = {verb.name: verb for verbs in GROUPS.values() for verb in verbs}
FAMILIES: Final = frozenset(name.partition(" ")[0] for name in VERBS if " " in name)
"""Words that need a second one: journal, config …"""
