"""A paper as a Word file, from a template the office may edit."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile

from core.errors import ConfigError

from .archive import unpacked_size

MAX_TEMPLATE = 5 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024
"""Bytes; a packaged template has some forty thousand."""


def printed(view: object, template: Path) -> bytes:
    """The filled template as .docx. The same view and template give the same bytes.

    Raises ConfigError naming the template and what is wrong with it: no Word file, too large, broken, a field that
    the view has not, anything but fields.
    """
    from .word import fill

    return fill(_read(template), template, view)


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise ConfigError(f"Không có tệp mẫu «{path}»; chép lại mẫu kèm theo chương trình hoặc sửa đường dẫn.")
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_TEMPLATE else b""
    except OSError as error:
        raise ConfigError(f"Không đọc được tệp mẫu «{path}» ({error.strerror}); kiểm tra quyền đọc tệp.") from error
    if size > MAX_TEMPLATE:
        raise ConfigError(
            f"Tệp mẫu «{path}» lớn {size / 1024 / 1024:.0f} MB, giới hạn là {MAX_TEMPLATE // 1024 // 1024} MB; "
            "bỏ bớt hình ảnh trong mẫu."
        )
    try:
        unpacked = unpacked_size(data)
    except BadZipFile as error:
        raise ConfigError(f"Tệp mẫu «{path}» không phải tệp Word; mở bằng Word rồi lưu lại dạng .docx.") from error
    if unpacked > MAX_UNPACKED:
        raise ConfigError(f"Tệp mẫu «{path}» bung ra quá lớn; lấy lại mẫu kèm theo chương trình rồi sửa lại.")
    return data
