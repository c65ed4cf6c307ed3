"""Which norms this area answers for, and how; its books, lists and papers by name."""

from __future__ import annotations

from core.extension.hookspecs import Area, Export, ScreenSpec

_OUT = "plugins.documents.outgoing"
_IN = "plugins.documents.incoming"

AREA = Area(
    name="documents",
    title="Văn bản đi, văn bản đến",
    articles=("2", "9", "13", "20"),
    enforced={
        "1.3/2": f"{_IN}.assignment:one_of_each",
        "2.0": f"{_OUT}.collective:heard",
        "2.1": f"{_OUT}.collective:found_in",
        "2.2": f"{_OUT}.collective:found_in",
        "2.3": f"{_OUT}.collective:found_in",
        "2.4": f"{_OUT}.collective:by_money",
        "2.5": f"{_OUT}.collective:found_in",
        "2.6": f"{_OUT}.collective:found_in",
        "2.7": f"{_OUT}.changes:classify",
        "3.4": f"{_OUT}.procedure:differing",
        "3.8/1": f"{_OUT}.signing:tl_btv",
        "3.8/2": f"{_OUT}.signing:notice_standing",
        "3.8/3": f"{_OUT}.signing:submitted_up",
        "3.8/4": f"{_OUT}.signing:regulation",
        "3.8/5": f"{_OUT}.signing:personnel",
        "3.8/6": f"{_OUT}.signing:evaluation",
        "3.13/1": f"{_IN}.procedure:assigning",
        "4.1/1": f"{_OUT}.collective:opinions",
        "4.2-3/2": f"{_OUT}.procedure:settling",
        "4.3-1": f"{_OUT}.procedure:directing",
        "4.3-4/1": f"{_IN}.procedure:handling",
        "4.3-4/2": f"{_OUT}.procedure:leaders_notice",
        "4.4-1/5": f"{_OUT}.procedure:presenting",
        "4.4-2": f"{_OUT}.procedure:presenting",
        "4.5/1": f"{_OUT}.signing:invitation",
        "4.5/2": f"{_OUT}.signing:notice_leader",
        "4.5/3": f"{_OUT}.signing:other_document",
        "4.8/1": f"{_OUT}.signing:visitor_paper",
        "4.8/2": f"{_OUT}.signing:admin_paper",
        "6.1-2": f"{_IN}.procedure:summarising",
        "6.2/1": f"{_OUT}.procedure:appraising",
        "6.2/2": f"{_OUT}.procedure:drafting",
        "9.1/1": f"{_OUT}.procedure:drafting",
        "9.1/2": f"{_OUT}.acts:designated",
        "9.1/3": f"{_OUT}.changes:invite",
        "9.1/4": f"{_OUT}.procedure:asking",
        "9.2": f"{_OUT}.changes:team",
        "9.3": f"{_OUT}.dossier:complete",
        "9.3-1": f"{_OUT}.dossier:drafted",
        "9.3-2": f"{_OUT}.dossier:needed",
        "9.3-3": f"{_OUT}.dossier:needed",
        "13/1": f"{_OUT}.facts:Outgoing",
        "20.2/1": f"{_OUT}.barred:outside_his_field",
        "20.2/2": f"{_OUT}.people:not_of_unit",
        "20.3/1": f"{_OUT}.procedure:asking",
        "20.3/2": f"{_OUT}.acts:replied",
        "20.4": f"{_OUT}.procedure:settling",
        "R-5": f"{_OUT}.procedure:issuing",
    },
    carried={
        "3.5/2": "Việc «Văn bản đi»: đề án, báo cáo Văn phòng chủ trì có bộ phận chủ trì, góp ý, quyết định và ký.",
        "3.5/3": "Loại văn bản «Báo cáo thẩm định», «Văn bản góp ý» của việc «Văn bản đi».",
        "9.3-4": "Phần «Tài liệu khác» của hồ sơ trình.",
        "20.5": "Bước chỉ định bộ phận chủ trì và các bước góp ý, trao đổi của từng văn bản; danh sách dự thảo.",
    },
    not_executable={
        "6.2/3": "Viết bài phát biểu là việc viết; quy chế không đặt bước, người duyệt hay hạn để kiểm.",
        "13/2": "Giữ kỷ luật phát ngôn là cách ứng xử của mỗi người; chương trình không nghe được.",
        "20.1": "Nêu tính chất quan hệ ngang giữa các bộ phận; không đặt ra việc phải làm.",
        "R-1": "Nơi nhận của chính bản quy chế, không phải của mọi văn bản.",
        "R-2": "Nơi nhận của chính bản quy chế, không phải của mọi văn bản.",
        "R-3": "Nơi nhận của chính bản quy chế, không phải của mọi văn bản.",
        "R-4": "Nơi nhận của chính bản quy chế, không phải của mọi văn bản.",
    },
)

_LIST = "tui.screens.listing:ListingScreen"
SCREENS = (
    ScreenSpec("documents.incoming", "Văn bản đến", _LIST, f"{_IN}.listings:INCOMING"),
    ScreenSpec("documents.drafts", "Dự thảo, hồ sơ trình", _LIST, f"{_OUT}.listings:DRAFTS"),
    ScreenSpec("documents.signing", "Trình ký", _LIST, f"{_OUT}.listings:SIGNING"),
    ScreenSpec("documents.issued", "Văn bản đã phát hành", _LIST, f"{_OUT}.listings:ISSUED"),
)

EXPORTS = (
    Export("van_ban", "Văn bản đi (Word)", "document", ".docx", f"{_OUT}.exports:document"),
    Export("phieu_trinh", "Phiếu trình (Word)", "document", ".docx", f"{_OUT}.exports:slip"),
    Export("tong_hop_y_kien", "Bảng tổng hợp ý kiến (Word)", "document", ".docx", f"{_OUT}.exports:digest"),
    Export("giay_di_duong", "Giấy đi đường (Word)", "document", ".docx", f"{_OUT}.exports:travel"),
)
