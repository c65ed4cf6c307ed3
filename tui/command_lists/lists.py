"""The lists that the product's own plugins bring. Known before a plugin is loaded, so that they can be gone to at once;
a test compares them with what the plugins declare.
"""

from __future__ import annotations

from typing import Final

from tui.commands import Command

LISTING: Final = "tui.screens.listing:ListingScreen"
_IN, _OUT = "plugins.documents.incoming.listings", "plugins.documents.outgoing.listings"
_PLANNING, _MEETINGS = "plugins.planning.listings", "plugins.meetings.listings"
_REPORTING, _RELATIONS = "plugins.reporting.listings", "plugins.relations.listings"

LISTS: Final[tuple[Command, ...]] = (
    *(
        Command(f"go.{name}", label, about, opens=LISTING, source=source)
        for name, source, label, about in (
            ("documents.incoming", f"{_IN}:INCOMING", "Văn bản đến", "Đăng ký, phân xử lý, hạn, kết quả."),
            (
                "documents.drafts",
                f"{_OUT}:DRAFTS",
                "Dự thảo, hồ sơ trình",
                "Đang soạn, lấy ý kiến, đủ hồ sơ chưa.",
            ),
            ("documents.signing", f"{_OUT}:SIGNING", "Trình ký", "Văn bản chờ ký, theo từng cách ký."),
            ("documents.issued", f"{_OUT}:ISSUED", "Văn bản đã phát hành", "Số, ngày, nơi nhận, ai đã ký nhận."),
            ("planning.tasks", f"{_PLANNING}:TASKS", "Việc, tiến độ", "Ai làm, hạn nào, trễ mấy ngày, cấp nào quyết."),
            ("planning.timeline", f"{_PLANNING}:TIMELINE", "Tiến độ theo thời gian", "Mỗi việc một vạch trong năm."),
            ("planning.plans", f"{_PLANNING}:PLANS", "Kế hoạch công tác", "Soạn, lấy ý kiến, quyết, gửi, ai đã nhận."),
            ("meetings.meetings", f"{_MEETINGS}:MEETINGS", "Lịch họp", "Chuẩn bị, mời, biên bản, kết luận: Điều 10."),
            ("meetings.rounds", f"{_MEETINGS}:ROUNDS", "Lấy ý kiến thay họp", "Ai đã trả lời, ý kiến thế nào."),
            ("meetings.mandates", f"{_MEETINGS}:MANDATES", "Ủy nhiệm phát biểu", "Ai được phát biểu, ở đâu."),
            ("reporting.reports", f"{_REPORTING}:REPORTS", "Báo cáo định kỳ", "Tháng, sơ kết, năm; số liệu đã chốt."),
            ("reporting.events", f"{_REPORTING}:EVENTS", "Báo cáo sự việc", "Phản ánh, kết luận, chuyến đi: 11.1."),
            ("relations.coordination", f"{_RELATIONS}:COORDINATION", "Phối hợp", "Với cơ quan khác: Điều 22."),
            ("relations.wards", f"{_RELATIONS}:WARDS", "Báo cáo của phường, xã", "Đã nhận, quá hạn, đã nhắc."),
            ("relations.guidance", f"{_RELATIONS}:GUIDANCE", "Hướng dẫn phường, xã", "Đã gửi gì, nơi nào đã nhận."),
            ("relations.direct", f"{_RELATIONS}:DIRECT", "Việc giao thẳng", "Việc lãnh đạo Thành ủy giao chuyên viên."),
            ("relations.up", f"{_RELATIONS}:UP", "Báo cáo Phó Bí thư Thường trực", "Quý, đột xuất, dự kiến cán bộ."),
            ("relations.joint", f"{_RELATIONS}:JOINT", "Chi bộ, công đoàn", "Việc lấy ý kiến, phối hợp: Điều 19."),
            ("relations.trips", f"{_RELATIONS}:TRIPS", "Đi cơ sở", "Kế hoạch, kết quả từng chuyến."),
            ("relations.visitors", f"{_RELATIONS}:VISITORS", "Giấy đi đường của khách", "Cấp cho khách cơ quan khác."),
        )
    ),
    Command("listing.view", "Xem theo cách khác", "Lần lượt từng cách xem.", "do_view", ("f6",), "listing", "Xem"),
    Command("listing.new", "Mở việc mới", "Mở một việc của danh sách này.", "do_new", ("f7",), "listing", "Mở mới"),
    Command("listing.clear", "Bỏ lọc", "Xóa chữ đang tìm, về cách xem đầu tiên.", "do_clear", (), "listing"),
)
