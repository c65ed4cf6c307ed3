"""What went wrong with a plugin, in words an administrator can act on: what, at which line, what to do about it."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import CodeType
from typing import Final

from core.text import nfc, safe

IMPORT, REGISTER, NORMS = "import", "register", "norms"
OWN: Final = "in-tree"
"""The source of the product's own plugins."""
LONGEST: Final = 300
"""Characters of an error that are kept: a plugin's message may be of any length."""
_STAGE_VI: Mapping[str, str] = {IMPORT: "khi nạp", REGISTER: "khi đăng ký", NORMS: "khi đối chiếu quy phạm"}
_WHAT_VI: Mapping[str, str] = {
    "route": "tuyến của loại việc",
    "procedure": "quy trình của loại việc",
    "amendment": "quy định bổ sung",
    "check": "kiểm tra",
    "bar": "điều cấm của loại việc",
    "duty": "nghĩa vụ",
    "command": "lệnh",
}
_RUNNING: Final = "Sửa dòng đó rồi khởi động lại; cần chạy ngay thì chuyển tệp ra khỏi thư mục plugin hoặc thêm --safe."


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong with which plugin, and at which stage."""

    plugin: str
    stage: str
    """`import`, `register`, `norms`, a hook's name, or a rule at work: `check:NAME`, `route:KIND` …"""
    error: str
    where: str = ""
    """File and line, where the plugin's own code raised."""
    remedy: str = ""
    source: str = ""
    """`in-tree`, `entry point`, or the file: two plugins may claim one name."""

    @property
    def when(self) -> str:
        """The stage as an administrator reads it: «khi nạp», «ở vptu_area», «ở kiểm tra «khoa_so.ban_giao»»."""
        known = _STAGE_VI.get(self.stage)
        if known:
            return known
        what, colon, which = self.stage.partition(":")
        return f"ở {_WHAT_VI.get(what, what)} «{which}»" if colon else f"ở {self.stage}"

    @property
    def sentence(self) -> str:
        """What, where and what to do, in one line."""
        where = f" ({self.where})" if self.where else ""
        return f"Plugin «{self.plugin}» hỏng {self.when}: {self.error.rstrip('.')}{where}. {self.remedy}".rstrip()


class AnswerError(Exception):
    """A plugin, or the file it is in, is not as it must be. `str()` is Vietnamese; `remedy` says what to do."""

    def __init__(self, says: str, remedy: str = "") -> None:
        super().__init__(says)
        self.remedy = remedy


def explain(
    plugin: str, stage: str, error: BaseException, *, source: str = "", home: str = "", rule: object = None
) -> Failure:
    """The failure as it is kept. `home` is the plugin's file or folder; `rule` what was called, for a wrong answer."""
    where = location(error, home) or (line_of(rule) if isinstance(error, AnswerError) else "")
    says, remedy = _in_vietnamese(error)
    if source == OWN:
        remedy = "Đây là lỗi của chính chương trình: gửi dòng này cho người cung cấp."
    return Failure(plugin, stage, says, where, remedy, source)


def _in_vietnamese(error: BaseException) -> tuple[str, str]:
    said = _said(error)
    match error:
        case AnswerError():
            return said, error.remedy or _RUNNING
        case SyntaxError():
            return f"sai cú pháp Python ({_short(str(error.msg))})", "Sửa dòng đó rồi khởi động lại."
        case ModuleNotFoundError():
            return (
                f"không có thư viện «{error.name}»",
                "Sửa dòng import, hoặc cài thư viện đó cùng chỗ với chương trình.",
            )
        case ImportError():
            return f"không nhập được ({said})", "Sửa dòng import: tên đó không có, hoặc đã đổi ở phiên bản này."
        case SystemExit():
            return "plugin tự gọi lệnh thoát chương trình", "Bỏ lệnh thoát; muốn báo lỗi thì raise ValueError(…)."
        case RecursionError():
            return "hàm tự gọi lại mình không dừng (RecursionError)", "Sửa hàm đó để có lúc dừng rồi khởi động lại."
        case _:
            return f"{type(error).__name__}: {said}" if said else type(error).__name__, _RUNNING


def _said(error: BaseException) -> str:
    try:
        return _short(str(error))
    except Exception:  # an exception of the plugin's own making, whose text fails as well
        return "(không đọc được lời báo lỗi)"


def _short(text: str) -> str:
    line = " ".join(safe(nfc(text[: 4 * LONGEST])).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def location(error: BaseException, home: str) -> str:
    """`file:line` of the innermost frame in the plugin's own code; of the innermost anywhere where there is none."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno or 1}"
    places = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    own = [place for place in places if home and place[0].startswith(home)]
    if not own and (isinstance(error, AnswerError) or not places):
        return ""
    file, number = (own or places)[-1]
    return f"{file}:{number}"


def line_of(rule: object) -> str:
    """`file:line` where a function is defined; "" for anything that is none."""
    code = getattr(getattr(rule, "__func__", rule), "__code__", None)
    return f"{code.co_filename}:{code.co_firstlineno}" if isinstance(code, CodeType) else ""


Keep = Callable[[str, BaseException, object], Failure]
"""Keeps what a plugin's code raised at a stage; the third is what was called."""
