"""What goes wrong with a store's file, said in one Vietnamese sentence: what, where, and what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import StoreError
from core.records.driver import BUSY_SECONDS, DriverError

MISSING = "Chưa có kho dữ liệu tại «{path}»: hãy kiểm tra lại đường dẫn, hoặc tạo kho mới ở đó."
NO_DIRECTORY = "Chưa có thư mục để ghi «{path}»: hãy tạo thư mục ấy trước, hoặc chọn nơi khác."
DIRECTORY = "«{path}» là một thư mục, không phải kho dữ liệu: hãy chỉ đến tệp kho nằm trong thư mục ấy."
NOT_A_FILE = "«{path}» không phải là một tệp thường nên không thể là kho dữ liệu: hãy chọn đúng tệp kho."
EMPTY = "Tệp «{path}» rỗng, chưa phải kho dữ liệu: hãy xoá tệp rỗng này rồi tạo kho mới, hoặc chọn đúng tệp kho."
EXISTS = "Đã có tệp «{path}» nên không tạo kho mới đè lên: hãy mở kho ấy, hoặc chọn một đường dẫn khác."
NOT_A_STORE = "Tệp «{path}» không phải kho dữ liệu của vptu và không bị động đến: hãy chọn đúng tệp kho."
NEWER = (
    "Kho dữ liệu «{path}» do một bản vptu mới hơn ghi (phần «{component}» ở bậc {have}, "
    "bản này chỉ biết đến bậc {known}): hãy cập nhật vptu rồi mở lại, kho chưa bị động đến."
)
BROKEN_LINKS = (
    "Nâng cấp kho dữ liệu «{path}» làm đứt liên kết giữa các bảng ({where}) nên đã hủy, kho giữ nguyên như cũ: "
    "hãy báo người quản trị."
)
NO_WAL = (
    "Ổ đĩa chứa kho dữ liệu «{path}» không hỗ trợ ghi kiểu WAL (thường là ổ đĩa mạng): "
    "hãy chuyển kho sang ổ đĩa của chính máy này."
)
FULL = (
    "Đĩa chứa kho dữ liệu «{path}» đã đầy, việc vừa làm chưa được ghi còn dữ liệu cũ vẫn nguyên vẹn: "
    "hãy giải phóng chỗ trống rồi làm lại."
)
WRITE_FAILED = (
    "Không ghi được vào kho dữ liệu «{path}» (đĩa đầy, hết hạn mức hoặc đĩa có lỗi), việc vừa làm chưa được ghi "
    "còn dữ liệu cũ vẫn nguyên vẹn: hãy kiểm tra đĩa, giải phóng chỗ trống rồi làm lại."
)
READ_ONLY = (
    "Kho dữ liệu «{path}» chỉ đọc được, không ghi được: "
    "hãy cấp quyền ghi cho cả tệp kho lẫn thư mục chứa nó, hoặc chuyển kho sang đĩa ghi được."
)
NO_ACCESS = (
    "Không mở được kho dữ liệu «{path}»: hãy kiểm tra quyền đọc và ghi đối với tệp kho và thư mục chứa nó, "
    "và xem đĩa còn chỗ trống không."
)
CORRUPT = (
    "Kho dữ liệu «{path}» bị hỏng, có chỗ không đọc được: "
    "hãy ngừng ghi, giữ nguyên tệp này để tra xét và khôi phục từ bản sao lưu gần nhất."
)
BUSY = (
    "Kho dữ liệu «{path}» đang bị một phiên khác giữ quá {seconds} giây, việc vừa làm chưa được ghi: "
    "hãy thử lại, nếu vẫn vậy thì tìm và đóng phiên đang treo."
)

_READ_FAULTS = {266, 522, 8458}
"""SQLITE_IOERR_READ, _SHORT_READ, _CORRUPTFS."""
_BY_PRIMARY_CODE = {
    3: NO_ACCESS,
    5: BUSY,
    6: BUSY,
    8: READ_ONLY,
    10: WRITE_FAILED,
    11: CORRUPT,
    13: FULL,
    14: NO_ACCESS,
    23: NO_ACCESS,
    26: NOT_A_STORE,
}
"""SQLite's primary result codes: PERM, BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, AUTH, NOTADB."""
_CODE_BY_MESSAGE = {
    "database is locked": 5,
    "readonly database": 8,
    "disk I/O error": 10,
    "malformed": 11,
    "Could not decode": 11,
    "disk is full": 13,
    "unable to open": 14,
    "not a database": 26,
}
_BY_ERRNO = {
    errno.EISDIR: DIRECTORY,
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EIO: WRITE_FAILED,
}


def trouble(sentence: str, path: Path, **more: object) -> StoreError:
    """The error with its sentence filled in."""
    return StoreError(sentence.format(path=path, **{"seconds": f"{BUSY_SECONDS:g}", **more}))


def explanation(error: BaseException, path: Path) -> StoreError | None:
    """The sentence for a driver's error, bare or wrapped by SQLAlchemy; None if it is no fault of file or disk."""
    cause = getattr(error, "orig", error)
    if not isinstance(cause, DriverError):
        return None
    code: int | None = getattr(cause, "sqlite_errorcode", None)
    if code is None:  # the driver's backup forgets it; undecodable text is the driver's own discovery
        code = next((known for text, known in _CODE_BY_MESSAGE.items() if text in str(cause)), 0)
    sentence = CORRUPT if code in _READ_FAULTS else _BY_PRIMARY_CODE.get(code & 0xFF)
    if sentence == NO_ACCESS and _may(path, os.R_OK) and not _may(path.parent, os.W_OK):
        sentence = READ_ONLY  # SQLite says only that it could not make the files it needs beside the store
    return trouble(sentence, path) if sentence else None


def _may(path: Path, what: int) -> bool:
    return os.access(path, what, effective_ids=True)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the driver's errors about file and disk into a StoreError; all others pass unchanged."""
    try:
        yield
    except Exception as error:
        found = explanation(error, path)
        if found is None:
            raise
        raise found from error


@contextmanager
def explained_files(path: Path, missing: str = MISSING) -> Iterator[None]:
    """The same for the operating system's errors around a store's file and directory."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise trouble(missing, path) from error
    except OSError as error:
        raise trouble(_BY_ERRNO.get(error.errno or 0, NO_ACCESS), path) from error
