"""What a single value of the office's files may look like, and what to say when it does not."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import cast

from core.errors import UsageError
from core.office.office import BODY_KINDS, Rank
from core.text import safe, tidy

Form = Callable[[object], object]
"""Takes a value as TOML gives it and returns it in the form it is kept in, or raises WrongValueError."""


class WrongValueError(ValueError):
    """A value that cannot stand where it stands."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_SIGN_IN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}")
_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]")
"""32 bytes in unpadded base64: the last letter carries only four bits."""


def shown(value: object) -> str:
    """A value as it stands in the file, shortened."""
    said = str(value).lower() if isinstance(value, bool) else safe(str(value))
    return said if len(said) <= 40 else said[:40] + "…"


def kind_of(value: object) -> str:
    kinds = ((bool, "đúng/sai"), (int, "số"), (float, "số"), (str, "chuỗi"), (date, "ngày"), (list, "danh sách"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "bảng")


def _wrong(value: object, wanted: str, example: str) -> WrongValueError:
    return WrongValueError(f"phải là {wanted}, đang là {kind_of(value)}", f"Hãy viết theo mẫu {example}")


def text(limit: int) -> Form:
    def form(value: object) -> object:
        if not isinstance(value, str):
            raise _wrong(value, "chuỗi", '"…"')
        try:
            clean = tidy(value, limit=limit, what="giá trị")
        except UsageError as refused:
            message, _, remedy = str(refused).removeprefix("«giá trị» ").partition(": ")
            raise WrongValueError(message, remedy[0].upper() + remedy[1:].rstrip(".")) from None
        if not clean:
            raise WrongValueError("để trống", "Hãy điền giá trị hoặc xóa cả dòng")
        return clean

    return form


def _matching(pattern: re.Pattern[str], wanted: str, remedy: str) -> Form:
    def form(value: object) -> object:
        if not isinstance(value, str):
            raise _wrong(value, "chuỗi", '"…"')
        if not value:
            raise WrongValueError("để trống", "Hãy điền giá trị hoặc xóa cả dòng")
        if not pattern.fullmatch(value):
            raise WrongValueError(f"«{shown(value)}» không phải {wanted}", remedy)
        return value

    return form


identity = _matching(
    _ID, "mã hợp lệ", "Hãy đặt mã bằng chữ cái không dấu, số và gạch dưới, bắt đầu bằng chữ, tối đa 64 ký tự"
)
sign_in_name = _matching(
    _SIGN_IN, "tên đăng nhập hợp lệ", "Hãy dùng chữ không dấu, số và các dấu . _ - @, tối đa 64 ký tự"
)
fingerprint = _matching(
    _FINGERPRINT,
    "vân tay khóa SSH",
    "Hãy chép phần SHA256:… mà lệnh ssh-keygen -lf in ra, đủ 43 ký tự sau dấu hai chấm",
)


def rank(value: object) -> object:
    if value in Rank.__members__.values():
        return Rank(cast(str, value))
    raise WrongValueError(f"«{shown(value)}» không phải cấp bậc", f"Hãy chọn một trong: {', '.join(Rank)}")


def body_kind(value: object) -> object:
    if isinstance(value, str) and value in BODY_KINDS:
        return value
    if value == "":
        raise WrongValueError("để trống", "Hãy điền giá trị hoặc xóa cả dòng")
    raise WrongValueError(f"«{shown(value)}» không phải loại tổ chức", f"Hãy chọn một trong: {', '.join(BODY_KINDS)}")


def as_it_is(value: object) -> object:
    return value


def flag(value: object) -> object:
    if isinstance(value, bool):
        return value
    raise _wrong(value, "true hoặc false", "true")


def day(value: object) -> object:
    if type(value) is not date:
        raise _wrong(value, "ngày không có giờ và không có dấu nháy", "2024-02-01")
    if not 1900 <= value.year <= 2200:
        raise WrongValueError(f"năm {value.year} ngoài khoảng 1900 đến 2200", "Hãy xem lại năm")
    return value


def leave_days(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(value, "số ngày", "14.5")
    if not 0 <= value <= 366 or value * 2 % 1:
        raise WrongValueError(f"«{shown(value)}» không phải số ngày nghỉ", "Hãy ghi số từ 0 đến 366, lẻ đến nửa ngày")
    return float(value)


def several(one: Form) -> Form:
    def form(value: object) -> object:
        if not isinstance(value, list):
            raise _wrong(value, "danh sách", '["…", "…"]')
        return tuple([one(item) for item in value])

    return form
