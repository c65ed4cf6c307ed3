"""Single-file plugins from a folder. What is run with the office's rights must be the administrator's own: a file or a
folder that somebody else owns or may write is refused, unread.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Final

from core.extension.failures import AnswerError

LARGEST: Final = 1_000_000
"""Bytes of a plugin's file."""
MOST_PRINTED: Final = 2_000
"""Characters that are kept of what a plugin prints."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def files_in(folder: Path) -> Iterator[Path]:
    """The plugin files of a folder by name; names that begin with «_» or «.» are left alone. No folder, no files.

    Raises AnswerError for a folder that is none, cannot be read, or is not safe.
    """
    try:
        about = folder.stat()
        if not stat.S_ISDIR(about.st_mode):
            raise AnswerError(f"{folder} không phải thư mục", "Xóa hoặc đổi tên tệp đó, hoặc đặt lại VPTU_PLUGINS.")
        _require_own(about, folder, "thư mục")
        files = sorted(folder.iterdir())
    except FileNotFoundError:
        return
    except OSError as error:
        raise AnswerError(f"không đọc được thư mục {folder} ({error.strerror})", "Cấp quyền đọc cho thư mục.") from None
    yield from (file for file in files if file.suffix == ".py" and file.name[0] not in "_.")


def load_file(file: Path, say: Callable[[str], None]) -> ModuleType:
    """Run one file as a module of its own: no folder enters `sys.path`, no bytecode is left, no name can clash.

    `say` is told what the file prints: its `print` would end up in the middle of a screen or of JSON.
    Raises AnswerError for a file that may not be run, else whatever the file raises.
    """
    if not _NAME.fullmatch(file.stem):
        raise AnswerError(
            f"tên tệp «{file.name}» không dùng được", "Đặt tên bằng chữ không dấu, số và gạch dưới, ví dụ khoa_so.py."
        )
    code = compile(_read(file), str(file), "exec", dont_inherit=True)
    module = ModuleType(f"vptu_plugin_{file.stem}")
    module.__file__ = str(file)
    module.__dict__["print"] = _printer(say)
    sys.modules[module.__name__] = module  # dataclasses and pydantic look their module up
    try:
        exec(code, module.__dict__)
    except BaseException:
        del sys.modules[module.__name__]
        raise
    return module


def _read(file: Path) -> bytes:
    """The bytes of the very file that was looked at."""
    try:
        descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if file.is_symlink():
            raise AnswerError(
                "là liên kết (symlink), không được nạp", f"Chép chính tệp đó vào {file.parent}."
            ) from None
        raise AnswerError(f"không đọc được ({error.strerror})", f"Cấp quyền đọc: chmod u+r {file}") from None
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise AnswerError("không phải tệp thường", "Chỉ để tệp .py trong thư mục plugin.")
        _require_own(about, file, "tệp")
        with os.fdopen(descriptor, "rb", closefd=False) as opened:
            source = opened.read(LARGEST + 1)
    finally:
        os.close(descriptor)
    if len(source) > LARGEST:
        raise AnswerError("tệp lớn hơn 1 MB", "Một plugin chỉ gồm quy tắc; dữ liệu để ở tệp khác.")
    if b"\0" in source:
        raise AnswerError("không phải tệp Python (có byte 0)", "Lưu lại tệp ở dạng văn bản UTF-8.")
    return source


def _require_own(about: os.stat_result, place: Path, what: str) -> None:
    if about.st_uid not in (0, os.getuid()):
        raise AnswerError(
            f"{what} {place} thuộc người dùng khác (uid {about.st_uid}), không được nạp",
            f"Nếu đúng là của mình: chown {os.getuid()} {place}",
        )
    if about.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise AnswerError(
            f"{what} {place} cho người khác ghi (quyền {stat.S_IMODE(about.st_mode):o}), không được nạp",
            f"Xem lại nội dung rồi chạy: chmod go-w {place}",
        )


def _printer(say: Callable[[str], None]) -> Callable[..., None]:
    def heard(*values: object, sep: str | None = None, end: str | None = None, **_: object) -> None:
        say((" " if sep is None else sep).join(map(str, values)) + ("\n" if end is None else end))

    return heard
