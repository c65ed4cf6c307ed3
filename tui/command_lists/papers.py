"""Many acts at once, Khay ký, Sổ văn bản, Danh bạ cơ quan phối hợp."""

from __future__ import annotations

from typing import Final

from tui.commands import Command


def _bulk(scope: str, *, footer: bool) -> tuple[Command, ...]:
    """Marks and what is done with them, on a screen whose rows wait for the person. On the desk the few words of the
    footer go to what everybody needs."""
    return (
        Command(
            f"{scope}.mark",
            "Đánh dấu, bỏ dấu",
            "Đánh dấu việc đang chọn để làm nhiều việc một lượt; phím Insert cũng vậy.",
            "do_mark",
            ("ctrl+f",),
            scope,
            "Đánh dấu",
            footer,
        ),
        Command(f"{scope}.mark_all", "Đánh dấu tất cả", "Mọi việc đang chờ đồng chí.", "do_mark_all", (), scope),
        Command(f"{scope}.unmark", "Bỏ mọi dấu", "Không còn việc nào được đánh dấu.", "do_unmark", (), scope),
        Command(
            f"{scope}.bulk",
            "Làm các việc đã đánh dấu",
            "Xem trước việc nào được, việc nào không; mỗi việc vẫn ghi riêng.",
            "do_bulk",
            (),
            scope,
        ),
    )


PAPERS: Final[tuple[Command, ...]] = (
    Command(
        "go.signing",
        "Khay ký",
        "Văn bản chờ đồng chí ký, hỏa tốc trước; thể thức ký, căn cứ, lưu ý.",
        opens="tui.screens.signing:SigningScreen",
    ),
    Command(
        "go.registers",
        "Sổ văn bản",
        "Sổ văn bản đi, đến: tìm, lọc, giữ số, hủy số, kiểm tra số còn thiếu.",
        opens="tui.screens.registers:RegistersScreen",
    ),
    Command(
        "go.bodies",
        "Danh bạ cơ quan phối hợp",
        "Cơ quan, phường, nơi nhận: liên hệ thế nào, ai theo dõi, việc đang chờ.",
        opens="tui.screens.bodies:BodiesScreen",
    ),
    *_bulk("desk", footer=False),
    Command(
        "signing.take",
        "Ký",
        "Ký văn bản đang chọn, hay mọi văn bản đã đánh dấu; có bước xác nhận.",
        "do_take",
        ("f7", "ctrl+t"),
        "signing",
    ),
    Command("signing.return", "Trả lại", "Trả lại để hoàn chỉnh, có nêu lý do.", "do_return", ("f6",), "signing"),
    Command("signing.decline", "Không ký", "Không đồng ý ký, có nêu lý do.", "do_decline", ("f8",), "signing"),
    Command("signing.open", "Mở văn bản đang chọn", "Tuyến, hồ sơ, dự thảo, lịch sử.", "do_open", (), "signing"),
    *_bulk("signing", footer=True),
    Command(
        "registers.filter", "Chọn sổ, lọc", "Sổ, cơ quan, loại, kỳ, khoảng ngày.", "do_filter", ("f6",), "registers",
        "Chọn sổ",
    ),
    Command(
        "registers.period", "Khoảng ngày", "Lần lượt tháng này, quý này, năm nay, tất cả.", "do_period", ("ctrl+f",),
        "registers", "Kỳ",
    ),
    Command(
        "registers.report", "Kiểm tra sổ", "Số thiếu, số trùng, số đang giữ, số đã hủy.", "do_report", ("f7",),
        "registers", "Kiểm tra",
    ),
    Command(
        "registers.reserve", "Giữ số", "Giữ số kế tiếp cho một văn bản chưa có, nêu lý do.", "do_reserve", ("f8",),
        "registers",
    ),
    Command(
        "registers.void", "Hủy số", "Hủy số đang chọn, nêu lý do; số ấy không cấp lại.", "do_void", ("ctrl+t",),
        "registers",
    ),
    Command("registers.start", "Bắt đầu từ số…", "Sổ trước đây ghi trên giấy.", "do_start", (), "registers"),
    Command("registers.export", "Xuất sổ ra .xlsx", "Những dòng đang lọc, ra một tệp.", "do_export", (), "registers"),
    Command("registers.open", "Mở việc của số này", "Văn bản mang số đang chọn.", "do_open", (), "registers"),
    Command("registers.clear", "Bỏ lọc", "Xóa chữ đang tìm, xem cả sổ.", "do_clear", (), "registers"),
    Command("bodies.turn", "Đọc, về danh sách", "Sang phần kia và trở về.", "do_turn", ("f6",), "bodies", "Đọc"),
)  # fmt: skip
