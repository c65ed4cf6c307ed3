"""What tomllib does not tell: on which line a key stands, and a syntax error in words a clerk can act on.

Used only when something is wrong with a file, never on the way of a good one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from core.office.faults import Fault

Path = tuple[str | int, ...]
"""Keys and, inside arrays, places from 0: `("people", 3, "unit")`."""

MAX_BYTES = 2 * 1024 * 1024
_DOTTED = re.compile(r"""(?<![\w."'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){16}""")
"""A key of more than 16 parts: no file needs it, and tomllib's time grows with the square of it."""


# Syntax

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_SAYINGS = (
    (r"Invalid statement", "không đọc được dòng này", "Hãy viết theo dạng khóa = giá trị, hoặc thêm # nếu là ghi chú"),
    (r"Expected newline", "còn chữ thừa sau giá trị", "Hãy xóa phần thừa hoặc đặt # trước ghi chú"),
    (r"Cannot declare (.*) twice", "mục {0} được khai hai lần", "Hãy gộp hai mục làm một"),
    (r"(?:Cannot overwrite a value|Duplicate inline table key)", "khóa này đã có giá trị", "Hãy bỏ một trong hai chỗ"),
    (r"(?:Cannot mutate|Cannot redefine)", "mục này đã khai xong ở chỗ khác", "Hãy gộp các chỗ khai làm một"),
    (r"Expected '\]\]?' at the end", "tên mục thiếu dấu đóng ngoặc vuông", "Hãy thêm dấu ] cho đủ"),
    (r"Expected '=' after a key", "thiếu dấu = sau tên khóa", "Hãy viết theo dạng khóa = giá trị"),
    (r"Invalid initial character for a key", "tên khóa bắt đầu bằng ký tự lạ", "Hãy dùng chữ không dấu, số, gạch dưới"),
    (r"Unclosed array", "danh sách thiếu dấu phẩy hoặc dấu ]", "Hãy thêm dấu phẩy giữa các phần, ] ở cuối"),
    (r"Unclosed inline table", "ngoặc nhọn thiếu dấu phẩy hoặc dấu }}", "Hãy thêm dấu phẩy giữa các phần, }} ở cuối"),
    (r"Unescaped", "dấu \\ trong chuỗi không đúng", "Hãy viết \\\\ thay cho \\, hoặc dùng dấu nháy đơn"),
    (r"(?:Invalid hex|Escaped character)", "mã ký tự \\u không đúng", "Hãy gõ thẳng ký tự đó"),
    (r"(?:Unterminated string|Expected [\"'])", "chuỗi thiếu dấu nháy đóng", "Hãy thêm dấu nháy ở cuối chuỗi"),
    (r"(?:Illegal|Found invalid) character '\\n'", "chuỗi thiếu dấu nháy đóng", "Hãy thêm dấu nháy ở cuối chuỗi"),
    (r"(?:Illegal|Found invalid) character", "có ký tự điều khiển", "Hãy xóa ký tự đó rồi gõ lại"),
    (r"Invalid date", "ngày không có thật", "Hãy viết năm-tháng-ngày, ví dụ 2024-02-01"),
    (r"Exceeds the limit", "có số dài hàng nghìn chữ số", "Hãy xem lại số đó"),
    (r"Invalid value", "giá trị không đọc được", 'Hãy viết chữ trong dấu nháy "…", ngày như 2024-02-01'),
)  # fmt: skip


def syntax_fault(text: str, error: Exception) -> Fault:
    """tomllib's message said again in Vietnamese, with line and column."""
    said = str(error)
    at = _AT.search(said)
    line, column = (int(at[1]), int(at[2])) if at and at[1] else (text.count("\n") + 1, 0)
    message, remedy = _explained(said)
    where = f"cột {column}: " if column else "hết tệp: " if at else ""
    return Fault(line if at else 0, "", f"sai cú pháp TOML, {where}{message}", remedy)


def _explained(said: str) -> tuple[str, str]:
    for pattern, message, remedy in _SAYINGS:
        if found := re.match(pattern, said):
            names = [".".join(re.findall(r"'([^']*)'", group)) for group in found.groups()]
            return message.format(*names), remedy.format()
    return "không đọc được", "Hãy đối chiếu với tệp mẫu config/office/sample.toml"


def bulk_fault(text: str) -> Fault | None:
    """The bounds within which a file is read at all."""
    size = len(text.encode("utf-8", "surrogateescape"))
    if size > MAX_BYTES:
        return Fault(
            0,
            "",
            f"tệp dài {size / 1048576:.1f} MiB, giới hạn là 2 MiB".replace(".", ","),
            "Hãy kiểm tra có đúng tệp không",
        )
    if found := _DOTTED.search(text):
        line = text.count("\n", 0, found.start()) + 1
        return Fault(
            line,
            "",
            "tên khóa có quá nhiều phần nối bằng dấu chấm",
            "Hãy đối chiếu với tệp mẫu config/office/sample.toml",
        )
    return None


def too_deep() -> Fault:
    return Fault(0, "", "ngoặc lồng nhau quá sâu", "Hãy đối chiếu với tệp mẫu config/office/sample.toml")


# Lines

_TOKEN = re.compile(
    r"""(?P<skip>[ \t\r]+|\#[^\n]*)|(?P<line>\n)|(?P<mark>[][{}=,.])|(?P<bare>[^][\s{}=,."'#]+)"""
    r'''|(?P<text>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')''',
    re.DOTALL,
)


class Lines:
    """Where every key of a well-formed TOML text stands."""

    def __init__(self, text: str) -> None:
        self._tokens: list[tuple[str, str, int]] = []
        self._at = 0
        self._header: Path = ()
        self._count: dict[Path, int] = {}
        self._line: dict[Path, int] = {}
        self._split(text)
        while self._at < len(self._tokens):
            self._statement()

    def of(self, path: Path) -> int:
        """The line of a key, or of the nearest thing around it; 0 for the whole file."""
        while path and path not in self._line:
            path = path[:-1]
        return self._line.get(path, 0)

    def _split(self, text: str) -> None:
        number = 1
        for token in _TOKEN.finditer(text):
            kind, said = token.lastgroup or "", token.group()
            if kind != "skip":
                self._tokens.append((kind, said, number))
            number += said.count("\n")
        self._tokens.append(("line", "\n", number))

    def _peek(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else "\n"

    def _next(self) -> str:
        said = self._peek()
        self._at += 1
        return said

    def _key(self) -> tuple[list[str], int]:
        """A dotted key and its line; stands on the token after it."""
        line, parts = self._tokens[self._at][2], [self._next().strip("\"'")]
        while self._peek() == ".":
            self._next()
            parts.append(self._next().strip("\"'"))
        return parts, line

    def _statement(self) -> None:
        if self._peek() == "\n":
            self._next()
        elif self._peek() == "[":
            self._table()
        else:
            self._pair(self._header)

    def _table(self) -> None:
        self._next()
        array = self._peek() == "["
        if array:
            self._next()
        parts, line = self._key()
        for _ in range(1 + array):
            self._next()
        path = self._inside(parts[:-1])
        path += (parts[-1],)
        self._line.setdefault(path, line)
        if array:
            self._count[path] = self._count.get(path, 0) + 1
        self._header = self._last(path)
        self._line[self._header] = line

    def _inside(self, parts: list[str]) -> Path:
        path: Path = ()
        for part in parts:
            path = self._last((*path, part))
        return path

    def _last(self, path: Path) -> Path:
        """A table itself, or the newest of an array of tables."""
        return (*path, self._count[path] - 1) if path in self._count else path

    def _pair(self, around: Path) -> None:
        parts, line = self._key()
        self._next()  # the =
        path = around
        for part in parts:
            path = (*path, part)
            self._line.setdefault(path, line)
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._peek() == "[":
            self._array(path)
        elif self._peek() == "{":
            self._inline(path)
        else:
            while self._peek() not in ("\n", ",", "]", "}"):
                self._next()

    def _array(self, path: Path) -> None:
        self._next()
        place = 0
        while self._at < len(self._tokens) and self._peek() != "]":
            if self._peek() == "\n":
                self._next()
            elif self._peek() == ",":
                self._next()
                place += 1
            else:
                self._line[(*path, place)] = self._tokens[self._at][2]
                self._value((*path, place))
        self._next()

    def _inline(self, path: Path) -> None:
        self._next()
        while self._at < len(self._tokens) and self._peek() != "}":
            if self._peek() in (",", "\n"):
                self._next()
            else:
                self._pair(path)
        self._next()


def label(path: Path, names: Mapping[Path, str]) -> str:
    """A path as people write it: `people.cvA.unit`; the entry's own id stands for its place where it has one."""
    said = ""
    for depth, part in enumerate(path, 1):
        if isinstance(part, str):
            said += f".{part}" if said else part
        else:
            own = names.get(path[:depth])
            said += f".{own}" if own else f"[{part + 1}]"
    return said
