"""Every command, declared once. Keys, footer, palette and help are read from here and nowhere else.

Letters are never commands (Telex types with them), and no key may be one that a terminal or an SSH line swallows.
Function keys have a second way: a control key, or the palette, which itself opens with a control key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from core.errors import ConfigError
from tui.finding import Entry, best

if TYPE_CHECKING:
    from textual.binding import Binding

APP: Final = "app"
"""The scope of commands that work on every screen."""

SWALLOWED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ctrl+s": "đường truyền dừng màn hình",
        "ctrl+q": "đường truyền chạy lại màn hình",
        "ctrl+z": "hệ điều hành treo chương trình",
        "ctrl+c": "hệ điều hành ngắt chương trình, hoặc sao chép",
        "ctrl+i": "trùng với Tab",
        "ctrl+m": "trùng với Enter",
        "ctrl+h": "trùng với phím xóa lùi",
        "ctrl+j": "trùng với xuống dòng",
        "ctrl+b": "tmux",
        "ctrl+left_square_bracket": "trùng với Escape",
        "ctrl+right_square_bracket": "telnet",
        "ctrl+backslash": "hệ điều hành kết thúc chương trình",
        "f10": "thực đơn của cửa sổ terminal",
        "f11": "toàn màn hình của terminal",
    }
)
"""Keys that do not reach a program on every line, and who takes them."""

EDITING: Final = frozenset(f"ctrl+{letter}" for letter in "adekuvwx")
"""Keys that every text field uses itself."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can ask for."""

    id: str
    """`app.help`, `matter.take`."""
    label: str
    """As the palette and the help screen call it: «Trợ giúp»."""
    help: str
    """One sentence."""
    handler: str = ""
    """The method that does it, on the screen of the scope or on the app: `do_help`. Empty where `opens` is given."""
    keys: tuple[str, ...] = ()
    """The first one is shown."""
    scope: str = APP
    """`app`, or the SCOPE of a screen."""
    short: str = ""
    """The footer's word, where the label is too long for it."""
    footer: bool = True
    """Shown in the footer (only with a key)."""
    opens: str = ""
    """The dotted path of the screen it opens, imported on first use: `tui.screens.desk:DeskScreen`."""
    eager: bool = False
    """Opens something at once, so that what was typed behind it in the same packet arrives there. Never for an act on
    the row under the cursor: earlier keys may still be on their way to it."""
    outside: bool = False
    """Opens a screen of a plugin."""

    @property
    def footer_label(self) -> str:
        return self.short or self.label


COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "app.help", "Trợ giúp", "Phím và lệnh dùng được trên màn hình này.", "do_help", ("f1", "ctrl+g"), eager=True
    ),
    Command(
        "app.why",
        "Vì sao?",
        "Nói rõ vì sao được hay không được làm: điều khoản, ai được làm, cách gỡ.",
        "do_why",
        ("f2", "ctrl+y"),
    ),
    Command("app.go", "Đi tới…", "Chọn một màn hình để mở.", "do_go", ("f3", "ctrl+o"), eager=True),
    Command(
        "app.refresh", "Làm mới", "Đọc lại dữ liệu của màn hình này.", "do_refresh", ("f5", "ctrl+r"), footer=False
    ),
    Command("app.back", "Quay lại", "Đóng màn hình này, về màn hình trước.", "do_back", ("escape",), footer=False),
    Command(
        "app.palette",
        "Tìm lệnh",
        "Gõ vài chữ, có dấu hay không dấu, để tìm và chạy một lệnh.",
        "do_palette",
        ("ctrl+p", "f12"),
        short="Lệnh",
        eager=True,
    ),
    Command("app.theme", "Đổi nền sáng, nền tối", "Chuyển giữa giao diện sáng và tối.", "do_theme"),
    Command(
        "app.redraw",
        "Vẽ lại màn hình",
        "Vẽ lại khi đường truyền làm hỏng hình.",
        "do_redraw",
        ("ctrl+l",),
        footer=False,
    ),
    Command("app.quit", "Thoát", "Rời chương trình; hỏi lại nếu còn chữ chưa lưu.", "do_quit", ("f9",), footer=False),
)

_PARTS: Final = ("hub", "people", "duties", "versions", "delegations", "parameters", "readings", "plugins", "text")
"""The screens of Quản trị."""

SCREENS: Final[tuple[Command, ...]] = (
    # Bàn việc, Việc, một việc
    Command(
        "go.desk",
        "Bàn việc",
        "Việc chờ đồng chí, việc đã gửi, thông báo, ai vắng và ai thay.",
        opens="tui.screens.desk:DeskScreen",
    ),
    Command(
        "go.matters", "Danh sách việc", "Tất cả các việc: lọc, tìm, mở.", opens="tui.screens.matters:MattersScreen"
    ),
    Command(
        "desk.take",
        "Duyệt, làm bước này",
        "Làm bước đang chờ của dòng đang chọn; có bước xác nhận.",
        "do_take",
        ("f7", "ctrl+t"),
        "desk",
        "Duyệt",
    ),
    Command("desk.return", "Trả lại", "Trả lại để hoàn chỉnh, có nêu lý do.", "do_return", ("f6",), "desk"),
    Command("desk.decline", "Không đồng ý", "Không đồng ý, có nêu lý do.", "do_decline", ("f8",), "desk"),
    Command("desk.open", "Mở việc đang chọn", "Tuyến giải quyết, nội dung, hồ sơ, lịch sử.", "do_open", (), "desk"),
    Command("desk.seen", "Đã xem hết thông báo", "Cất các thông báo đã đọc.", "do_seen", (), "desk"),
    Command(
        "matters.status",
        "Lọc theo tình trạng",
        "Lần lượt từng tình trạng.",
        "do_status",
        ("f6",),
        "matters",
        "Tình trạng",
    ),
    Command("matters.kind", "Lọc theo loại việc", "Lần lượt từng loại việc.", "do_kind", ("f7",), "matters", "Loại"),
    Command(
        "matters.mine",
        "Việc đồng chí gửi",
        "Chỉ việc do đồng chí gửi, hay mọi việc.",
        "do_mine",
        ("f8",),
        "matters",
        "Của tôi",
    ),
    Command("matters.clear", "Bỏ lọc", "Xóa chữ đang tìm và mọi điều kiện lọc.", "do_clear", (), "matters"),
    Command(
        "matter.take",
        "Duyệt, làm bước đang chờ",
        "Làm bước đang chờ của việc này; có bước xác nhận.",
        "do_take",
        ("f7", "ctrl+t"),
        "matter",
        "Duyệt",
    ),
    Command("matter.return", "Trả lại", "Trả lại để hoàn chỉnh, có nêu lý do.", "do_return", ("f6",), "matter"),
    Command("matter.decline", "Không đồng ý", "Không đồng ý, có nêu lý do.", "do_decline", ("f8",), "matter"),
    Command("matter.start", "Bắt đầu nghỉ", "Ghi nhận bắt đầu nghỉ khi đã đủ thủ tục.", "do_start", (), "matter"),
    Command("matter.shorten", "Rút ngắn", "Kết thúc sớm hơn.", "do_shorten", (), "matter"),
    Command("matter.extend", "Gia hạn", "Xin thêm: mở việc mới cho phần thêm.", "do_extend", (), "matter"),
    Command("matter.complete", "Hoàn chỉnh, trình lại", "Sửa theo yêu cầu rồi trình lại.", "do_complete", (), "matter"),
    Command("matter.withdraw", "Rút", "Rút việc này.", "do_withdraw", (), "matter"),
    Command("matter.attach", "Đính kèm tệp", "Thêm tệp vào hồ sơ của việc này.", "do_attach", (), "matter"),
    Command("matter.take_out", "Lấy tệp ra", "Ghi một tệp của hồ sơ ra đĩa.", "do_take_out", (), "matter"),
    # Quy chế, Ai được làm?, Nhật ký, Quản trị
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
    # Việc mới, lịch nghỉ, lịch trực
    Command(
        "go.new",
        "Việc mới",
        "Mở một việc: đơn với tuyến giải quyết vẽ ngay trong lúc viết.",
        keys=("f4", "ctrl+n"),
        opens="tui.screens.new_matter:NewMatterScreen",
        eager=True,
    ),
    Command(
        "go.calendar",
        "Lịch nghỉ",
        "Ai nghỉ, ai công tác, ai trực, ai thay Chánh Văn phòng, theo từng buổi của tháng.",
        opens="tui.screens.calendar:CalendarScreen",
    ),
    Command(
        "go.roster",
        "Lịch trực",
        "Các dịp nghỉ lễ, tết và lịch trực của từng dịp.",
        opens="tui.screens.roster:RosterScreen",
    ),
    Command("new.send", "Gửi", "Mở việc với những gì đã viết.", "do_send", ("f8",), "new"),
    Command(
        "new.preview",
        "Xem đủ tuyến giải quyết",
        "Tuyến, căn cứ, lưu ý; bấm lần nữa để về đơn.",
        "do_preview",
        ("f6",),
        "new",
        "Xem tuyến",
    ),
    Command("new.discard", "Viết lại từ đầu", "Bỏ những gì đã viết và bản nháp.", "do_discard", (), "new"),
    Command("calendar.before", "Tháng trước", "Lùi một tháng.", "do_before", ("f7",), "calendar", "‹ Tháng"),
    Command("calendar.after", "Tháng sau", "Sang tháng sau.", "do_after", ("f8",), "calendar", "Tháng ›"),
    Command("calendar.today", "Hôm nay", "Về tháng này, buổi sáng hôm nay.", "do_today", ("f6",), "calendar"),
    Command(
        "calendar.unit",
        "Xem một bộ phận",
        "Cả Văn phòng, lãnh đạo, hoặc một bộ phận.",
        "do_unit",
        ("ctrl+f",),
        "calendar",
        "Bộ phận",
    ),
    Command(
        "calendar.new",
        "Xin nghỉ từ buổi này",
        "Mở đơn của người đang chọn, bắt đầu từ buổi đang chọn.",
        "do_new",
        ("ctrl+t",),
        "calendar",
        "Xin nghỉ",
    ),
    Command(
        "roster.fill",
        "Lập lịch, xếp luân phiên",
        "Lập lịch trực của dịp đang chọn; đã lập thì xếp luân phiên các ca còn trống.",
        "do_fill",
        ("f6",),
        "roster",
        "Xếp luân phiên",
    ),
    Command("roster.assign", "Xếp người", "Xếp, thay hoặc bỏ người ở ca đang chọn.", "do_assign", (), "roster"),
    Command("roster.swap", "Đổi ca", "Đổi ca đang chọn với người khác.", "do_swap", ("f7",), "roster"),
    Command(
        "roster.take",
        "Trình duyệt, chốt lịch trực",
        "Bước đang chờ của lịch trực: bộ phận lập trình, Chánh Văn phòng chốt.",
        "do_take",
        ("f8", "ctrl+t"),
        "roster",
        "Trình, chốt",
    ),
    Command("roster.return", "Trả lịch trực", "Trả lại để hoàn chỉnh, có nêu lý do.", "do_return", (), "roster"),
    Command(
        "roster.matter",
        "Mở việc của lịch trực",
        "Tuyến giải quyết, hồ sơ, lịch sử.",
        "do_matter",
        ("ctrl+f",),
        "roster",
        "Mở việc",
    ),
)
"""The screens and their commands, screen by screen. A session's book is `Book((*COMMANDS, *SCREENS))`."""


class Book:
    """All commands of this session: the app's, its screens', and those of plugins."""

    def __init__(self, commands: Iterable[Command] = COMMANDS) -> None:
        self.commands: Final = tuple(commands)
        self._by_id: Final = {command.id: command for command in self.commands}
        self._entries: Final = {command.id: Entry.of(command.label, command.help) for command in self.commands}
        self._check()

    def _check(self) -> None:
        if len(self._by_id) != len(self.commands):
            twice = next(c.id for c in self.commands if self._by_id[c.id] is not c)
            raise ConfigError(f"Hai lệnh cùng mã «{twice}»: hãy đổi mã của một lệnh trong phần mở rộng.")
        for scope in {command.scope for command in self.commands}:
            taken: dict[str, Command] = {}
            for command in self.of(APP, scope):
                for key in command.keys:
                    _check_key(command, key)
                    if taken.setdefault(key, command) is not command:
                        raise ConfigError(
                            f"Phím {key_name(key)} được khai cho cả «{taken[key].label}» và «{command.label}»: "
                            "hãy đổi phím của một lệnh."
                        )

    def __getitem__(self, command_id: str) -> Command:
        return self._by_id[command_id]

    def __contains__(self, command_id: object) -> bool:
        return command_id in self._by_id

    def __iter__(self) -> Iterator[Command]:
        return iter(self.commands)

    def of(self, *scopes: str) -> tuple[Command, ...]:
        """The commands of some scopes, the app's last: what is at hand comes first."""
        return tuple(sorted((c for c in self.commands if c.scope in scopes), key=lambda c: c.scope == APP))

    @property
    def screens(self) -> tuple[Command, ...]:
        """The commands that open a main screen."""
        return tuple(command for command in self.commands if command.opens)

    def bindings(self, scope: str) -> list[Binding]:
        """Key bindings for the screen of a scope, or for the app."""
        from textual.binding import Binding

        return [
            Binding(key, f"command('{command.id}')", command.label, show=False, priority=command.eager)
            for command in self.commands
            if command.scope == scope
            for key in command.keys
        ]

    def footer(self, scope: str) -> tuple[Command, ...]:
        """What the footer of a screen shows, the screen's own commands first."""
        return tuple(command for command in self.of(APP, scope) if command.footer and command.keys)

    def find(self, typed: str, *scopes: str) -> tuple[Command, ...]:
        """The commands of some scopes and of the app that `typed` may mean, best first; see tui.finding."""
        return tuple(best(typed, ((self._entries[command.id], command) for command in self.of(APP, *scopes))))


def _check_key(command: Command, key: str) -> None:
    if key in SWALLOWED:
        raise ConfigError(
            f"Lệnh «{command.label}» khai phím {key_name(key)}, phím này không tới được chương trình "
            f"({SWALLOWED[key]}): hãy chọn phím khác."
        )
    function = key[0] == "f" and key[1:].isdecimal()
    control = key.startswith("ctrl+") and len(key) == 6 and key not in EDITING
    if not (function or control or key == "escape"):
        raise ConfigError(
            f"Lệnh «{command.label}» khai phím {key_name(key)}: chỉ dùng phím chức năng hoặc Ctrl cùng một chữ "
            "mà ô nhập liệu không dùng."
        )


def key_name(key: str) -> str:
    """How a key is printed: `F1`, `Ctrl+G`, `Esc`."""
    if key == "escape":
        return "Esc"
    return "+".join(part.upper() if len(part) < 3 else part.capitalize() for part in key.split("+"))
