"""Quy chế, Ai được làm?, Nhật ký, Quản trị."""

from __future__ import annotations

from typing import Final

from tui.commands import Command

_PARTS: Final = ("hub", "people", "duties", "versions", "delegations", "parameters", "readings", "plugins", "text")
"""The screens of Quản trị."""

LAW: Final[tuple[Command, ...]] = (
    *(
        Command(f"go.{path.partition(':')[0].replace('_', '.')}", label, about, opens=f"tui.screens.{path}Screen")
        for path, label, about in (
            ("regulation:Regulation", "Quy chế", "Cây điều khoản, tìm, nguyên văn, chương trình làm gì."),
            ("who:Who", "Ai được làm?", "Hỏi trước: ai được, ai không và vì sao; nếu có người vắng thì sao."),
            ("journal:Journal", "Nhật ký", "Mọi việc đã làm và mọi lần bị từ chối."),
            ("admin:Admin", "Quản trị", "Người, phân công, ủy quyền, tham số, plugin."),
            ("admin_people:People", "Quản trị: người", "Ai giữ chức gì, từ bao giờ, ai đang vắng."),
            ("admin_duties:Duties", "Quản trị: phân công", "Ai phụ trách, theo dõi gì; chỗ còn trống."),
            ("admin_versions:Versions", "Quản trị: các bản cấu hình", "Văn phòng đã đổi những gì, khi nào."),
            ("admin_delegations:Delegations", "Quản trị: ủy quyền", "Đang, sắp, đã hết; giao mới, chấm dứt."),
            ("admin_parameters:Parameters", "Quản trị: tham số", "Giá trị, lịch sử, đặt giá trị mới."),
            ("admin_readings:Readings", "Quản trị: cách hiểu", "Chỗ quy chế nói chưa rõ và cách đang hiểu."),
            ("admin_plugins:Plugins", "Quản trị: plugin", "Plugin đang dùng, plugin hỏng và cách sửa."),
            ("admin_text:Official", "Quản trị: nguyên văn", "Điều khoản nào đã có nguyên văn."),
        )
    ),
    *(
        Command(f"{scope}.turn", label, "Sang phần kia và trở về.", "do_turn", ("f6",), scope, short)
        for scope, label, short in (
            ("law", "Đọc, về cây", "Đọc"),
            ("who", "Câu hỏi, câu trả lời", "Trả lời"),
            ("journal", "Đọc mục, về danh sách", "Đọc"),
            *((f"admin.{name}", "Đọc, về danh sách", "Đọc") for name in _PARTS),
        )
    ),
    *(
        Command(name, label, about, handler, (key,) if key else (), scope, short)
        for scope, name, key, handler, short, label, about in (
            ("law", "law.place", "f7", "do_show_place", "Chỗ", "Chỗ trong quy chế", "Từ kết quả tìm đến cây."),
            ("law", "law.fold", "f8", "do_fold_all", "Gập/mở", "Gập hết, mở hết", "Gập hoặc mở cả cây."),
            ("law", "law.general", "", "do_general", "", "Quy chế nói chung", "Hiệu lực, bao nhiêu quy tắc."),
            ("who", "who.clear", "f8", "do_clear", "Xóa", "Hỏi lại từ đầu", "Bỏ mọi giả sử và thông tin đã ghi."),
            ("journal", "journal.refused", "f7", "do_refused", "Bị từ chối", "Chỉ mục bị từ chối", "Hay mọi mục."),
            ("journal", "journal.verify", "f8", "do_verify", "Kiểm tra", "Kiểm tra nhật ký", "Chuỗi băm, từ mục đầu."),
            ("journal", "journal.most", "ctrl+t", "do_most", "Chặn nhiều", "Quy định chặn nhiều nhất", "Theo điều."),
            ("journal", "journal.open", "", "do_open", "", "Mở việc của mục này", "Việc mà mục đang chọn nói tới."),
            ("journal", "journal.clear", "", "do_clear", "", "Bỏ lọc", "Xem lại mọi mục."),
            ("admin.people", "people.day", "f7", "do_day", "", "Văn phòng ngày…", "Người và phân công của ngày khác."),
            ("admin.duties", "duties.view", "f7", "do_view", "Xem theo", "Xem theo người, theo việc", "Đổi cách xem."),
            ("admin.versions", "versions.pin", "f7", "do_pin", "Ghim", "So với bản này", "Ghim để so với bản khác."),
            ("admin.versions", "versions.day", "f8", "do_day", "", "Văn phòng ngày…", "Ngày đó ai giữ chức gì."),
            ("admin.delegations", "delegations.issue", "f7", "do_issue", "Giao", "Giao ủy quyền", "Điều 4, khoản 5."),
            ("admin.delegations", "delegations.end", "f8", "do_end", "Chấm dứt", "Chấm dứt ủy quyền", "Trước hạn."),
            ("admin.parameters", "parameters.set", "f7", "do_set", "", "Đặt giá trị", "Từ một ngày, có lý do."),
            ("admin.readings", "readings.choose", "f7", "do_choose", "Chọn", "Chọn cách hiểu", "Từ ngày nào, vì sao."),
        )
    ),
)
