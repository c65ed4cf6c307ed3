"""The leave form as a Word file, from a template the office may edit (18.u1/3, 18.u2/3)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile

from core.errors import ConfigError

from .archive import unpacked_size
from .view import FormView, opinion_fields, template_fields

MAX_TEMPLATE = 5 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024
"""Bytes; the packaged template has some forty thousand."""


def leave_form(view: FormView, template: Path) -> bytes:
    """The filled form. The same view and template give the same bytes.

    Raises ConfigError naming the template and what is wrong with it: no Word file, too large, broken, a field that
    does not exist, anything but fields.
    """
    from .filling import fill

    return fill(_read(template), template, _context(view))


def _context(view: FormView) -> Mapping[str, object]:
    values: dict[str, object] = {name: getattr(view, attribute) for name, (attribute, _) in template_fields().items()}
    values["y_kien"] = [
        {name: getattr(opinion, attribute) for name, (attribute, _) in opinion_fields().items()}
        for opinion in view.opinions
    ]
    return values


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
