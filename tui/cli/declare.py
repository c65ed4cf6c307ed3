"""What a command is made of, and the words and options that several commands share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its place: `MATTER`, `FACT=VALUE …`."""

    name: str
    help: str
    many: bool = False
    optional: bool = False

    @property
    def shown(self) -> str:
        return f"[{self.name}{' …' if self.many else ''}]" if self.optional else self.name


@dataclass(frozen=True, slots=True)
class Option:
    """A word that begins with a dash; `takes` names its value, "" for a switch."""

    flag: str
    help: str
    takes: str = ""
    many: bool = False
    short: str = ""
    """The same in one letter: `-o`."""

    @property
    def flags(self) -> tuple[str, ...]:
        return (self.flag, self.short) if self.short else (self.flag,)

    @property
    def shown(self) -> str:
        value = f" {self.takes}" if self.takes else ""
        return f"[{self.flag}{value}]{' …' if self.many else ''}"


@dataclass(frozen=True, slots=True)
class Verb:
    """One command."""

    name: str
    """`route`, `journal verify`."""
    help: str
    run: str
    """`module:function` below `tui.cli`."""
    words: tuple[Word, ...] = ()
    options: tuple[Option, ...] = ()

    @property
    def usage(self) -> str:
        return " ".join([self.name, *(w.shown for w in self.words), *(o.shown for o in self.options)])


JSON: Final = Option("--json", "In kết quả dạng JSON (các khóa xem docs/cli.md)")
GLOBAL: Final = (
    Option("--store", "Tệp kho dữ liệu; không ghi thì theo VPTU_STORE, rồi thư mục dữ liệu của tài khoản", "TỆP"),
    Option("--as", "Làm với tư cách ai; chỉ dùng được ở văn phòng mẫu", "NGƯỜI"),
    Option("--safe", "Không nạp plugin ngoài chương trình"),
    Option("--plain", "Không tô màu"),
    Option("--help", "In trợ giúp của lệnh"),
)
"""May stand before or after the command."""

FACTS: Final = Word("TÊN=GIÁ_TRỊ", "Thông tin của việc; tên và giá trị xem «vptu kinds LOẠI»", many=True, optional=True)
KIND: Final = Word("LOẠI", "Loại việc: leave, mission, roster …")
MATTER: Final = Word("VIỆC", "Số của việc")
NOTE: Final = Option("--note", "Ý kiến, lý do ghi kèm", "CHỮ")
ACT_ID: Final = Option("--act-id", "Mã của lần làm: làm lại với cùng mã thì không ghi hai lần", "MÃ")
EVIDENCE: Final = Option(
    "--evidence", "Bằng chứng khi ghi nhận ý kiến thay: so=…,ngay=… (văn bản) hoặc goi=…,luc=… (điện thoại)", "GÌ"
)
LIMIT: Final = Option("--limit", "Nhiều nhất bao nhiêu dòng", "SỐ")
BEFORE: Final = Option("--before", "Chỉ những mục có số nhỏ hơn (để xem trang sau)", "SỐ")
SINCE: Final = Option("--since", "Ngày bắt đầu áp dụng; không ghi là hôm nay", "NGÀY")
OUT: Final = Option("--output", "Ghi vào tệp này (viết tắt -o); «-» là in ra", "TỆP", short="-o")
FORCE: Final = Option("--force", "Cho phép ghi đè tệp đã có")
FILE: Final = Word("TỆP", "Đường dẫn tới tệp")

SUPPOSING: Final = (
    Option("--for", "Ai mở việc; không ghi thì chính người mà việc nói đến", "NGƯỜI"),
    Option("--at", "Hỏi cho thời điểm nào, ví dụ «08:00 11/10/2024»; không ghi là bây giờ", "LÚC"),
    Option("--done", "Coi như bước này đã xong (mã, số thứ tự hoặc tên bước)", "BƯỚC", many=True),
    Option("--ready", "Coi như mọi bước đứng trước bước được hỏi đã xong"),
    Option("--suppose", "Giả sử: away=NGƯỜI, acting=NGƯỜI, delegate=TỪ:CHO:PHẠM_VI", "GÌ", many=True),
    JSON,
)
