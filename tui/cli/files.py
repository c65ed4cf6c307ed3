"""Files that a command reads or leaves behind: never half written, never over another file unless that is wanted."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import UsageError, VptuError
from core.text import number, safe

if TYPE_CHECKING:
    from tui.cli.context import Context

_WHY = {
    errno.ENOENT: "không có tệp hay thư mục này", errno.EACCES: "không có quyền", errno.EPERM: "không có quyền",
    errno.EISDIR: "đây là thư mục", errno.ENOTDIR: "đường dẫn đi qua một tệp", errno.ENOSPC: "đĩa đầy",
    errno.EDQUOT: "hết hạn mức đĩa", errno.EROFS: "đĩa chỉ đọc", errno.ENAMETOOLONG: "tên quá dài",
    errno.EFBIG: "tệp quá lớn", errno.ELOOP: "liên kết vòng", errno.EIO: "đĩa có lỗi",
}  # fmt: skip
MOST_BYTES = 20_000_000
"""The largest file a command reads as a whole."""


def why_not(error: BaseException) -> str:
    """What the operating system says, in Vietnamese as far as it is common."""
    number_ = getattr(error, "errno", None)
    return _WHY.get(number_ or 0) or getattr(error, "strerror", None) or "đường dẫn không hợp lệ"


class NotWrittenError(VptuError):
    """A file could not be written; nothing is left of it."""


def read_bytes(path: str | None, what: str) -> bytes:
    """The whole of an ordinary file. Raises UsageError naming it and what to do."""
    shown = safe(path or "")
    try:
        found = Path(path or "")
        if not path or found.is_dir():
            raise UsageError(f"«{shown}» là thư mục hoặc chưa ghi tên; hãy ghi đường dẫn tới {what}.")
        size = found.stat().st_size
        if size > MOST_BYTES:
            raise UsageError(f"Tệp «{shown}» nặng {number(size)} byte, quá lớn để là {what}: hãy chọn đúng tệp.")
        return found.read_bytes()
    except (OSError, ValueError) as error:
        raise UsageError(
            f"Không đọc được tệp «{shown}» ({why_not(error)}): hãy kiểm tra đường dẫn tới {what}."
        ) from None


def deliver(context: Context, data: bytes, name: str, said: str) -> int:
    """Write a document to --output, or under its own name here; «-» puts text on the page."""
    words = context.words
    given = words.raw("--output")
    if given == "-":
        return _on_the_page(context, data)
    path = Path(given) if given else Path(name)
    if path.is_dir():
        path = path / name
    write(path, data, force=words.flag("--force"))
    context.page.line(f"{said}: {safe(str(path))} ({number(len(data))} byte)", tone="good")
    return 0


def _on_the_page(context: Context, data: bytes) -> int:
    """Into a pipe as it is; on a terminal only what is text, made harmless."""
    if not sys.stdout.isatty():
        context.page.bytes = data
        return 0
    try:
        context.page.raw(safe(data.decode("utf-8-sig"), multiline=True))
    except UnicodeDecodeError:
        raise UsageError("Tệp này không phải chữ nên không in ra màn hình được; hãy ghi --output TỆP.") from None
    return 0


def write(path: Path, data: bytes, *, force: bool) -> None:
    """The file appears under its name only when it is complete. Raises UsageError if it is there and not `force`."""
    shown = safe(str(path))
    try:
        descriptor, fresh = tempfile.mkstemp(prefix=".vptu-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if force:
                Path(fresh).replace(path)
            else:
                os.link(fresh, path)  # fails where there is a file already, unlike a renaming
        finally:
            Path(fresh).unlink(missing_ok=True)
    except FileExistsError:
        raise UsageError(f"Đã có tệp «{shown}» nên không ghi đè: hãy chọn tên khác, hoặc thêm --force.") from None
    except (OSError, ValueError) as error:
        raise NotWrittenError(
            f"Không ghi được tệp «{shown}» ({why_not(error)}): hãy kiểm tra thư mục, quyền ghi và chỗ trống."
        ) from None
