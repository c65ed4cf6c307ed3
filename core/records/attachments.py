"""Files that belong to a matter, kept in the store with their hash: what is handed out is what was put in."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from core.errors import StoreError, UsageError
from core.records.instants import to_text
from core.records.rows import AttachmentRow
from core.text import number

if TYPE_CHECKING:
    from sqlmodel import Session

    from core.records.store import Store

LONGEST_NAME = 120
"""Characters, the ending included."""
_UNKNOWN = "application/octet-stream"
_TYPES = {
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
    ".gif": "image/gif",
    ".ics": "text/calendar",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".md": "text/markdown",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".rtf": "application/rtf",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".txt": "text/plain",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
"""Our own table: the machine's would give another answer on another machine."""
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Control characters, direction marks and the like: they change what is seen, or what a terminal does."""


class Content(NamedTuple):
    row: AttachmentRow
    data: bytes


def add(
    session: Session, matter: int, name: str, data: bytes, *, limit: int, by: str, at: datetime, part: str = ""
) -> AttachmentRow:
    """Put a file of at most `limit` bytes with a matter.

    Raises UsageError for an empty or too large one, and for one that does not hold what its ending says.
    """
    from core.filekinds import mismatch
    from core.records.tables import Attachment, AttachmentContent

    tidy = tidy_name(name)
    if not data:
        raise UsageError(f"Tệp «{tidy}» rỗng (0 byte) nên không đính kèm: hãy chọn đúng tệp.")
    if len(data) > limit:
        raise UsageError(
            f"Tệp «{tidy}» nặng {number(len(data))} byte, giới hạn là {number(limit)} byte: "
            "hãy nén lại, chia nhỏ hoặc nhờ người quản trị nâng giới hạn."
        )
    if wrong := mismatch(tidy, data):
        raise UsageError(wrong)
    digest = sha256(data).hexdigest()
    row = Attachment(
        matter_id=matter, name=tidy, mime=mime_of(tidy), size=len(data), sha256=digest, by=by, at=to_text(at), part=part
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    session.add(AttachmentContent(attachment_id=row.id, content=data))
    session.flush()
    return AttachmentRow(row.id, matter, row.name, row.mime, row.size, row.sha256, row.at, row.by, part)


def get(store: Store, attachment_id: int) -> Content:
    """A file with its bytes. Raises UsageError for an unknown number, StoreError if it is not what was put in."""
    sql = f"SELECT {', '.join(AttachmentRow._fields)} FROM attachment WHERE id = ?"
    row = store.reader.first(AttachmentRow._make, sql, (attachment_id,))
    if row is None:
        raise UsageError(f"Không có tệp đính kèm số {attachment_id}: hãy xem danh sách tệp của việc.")
    sql = "SELECT content FROM attachment_content WHERE attachment_id = ?"
    data = next((content for (content,) in store.reader.rows(tuple, sql, (attachment_id,))), None)
    if not isinstance(data, bytes) or sha256(data).hexdigest() != row.sha256:
        raise StoreError(
            f"Tệp đính kèm số {attachment_id} «{row.name}» trong kho «{store.path}» không còn khớp với mã băm lúc nộp: "
            "không dùng tệp này, hãy khôi phục từ bản sao lưu và nộp lại."
        )
    return Content(row, data)


def tidy_name(name: str) -> str:
    """The bare name of a file: no folders, no invisible characters, NFC, at most 120 characters with its ending kept.

    Raises UsageError if nothing is left.
    """
    seen = "".join(" " if c.isspace() else c for c in name if c.isspace() or unicodedata.category(c) not in _UNSEEN)
    bare = " ".join(re.split(r"[/\\]", unicodedata.normalize("NFC", seen))[-1].split())
    bare = bare.strip(". ") if bare.strip(". ") else ""
    if not bare:
        raise UsageError(f"Tên tệp đính kèm {name!r} không có chữ nào đọc được: hãy đặt lại tên tệp.")
    ending = PurePosixPath(bare).suffix[:20]
    return bare if len(bare) <= LONGEST_NAME else bare[: LONGEST_NAME - len(ending)].rstrip() + ending


def mime_of(name: str) -> str:
    return _TYPES.get(PurePosixPath(name).suffix.lower(), _UNKNOWN)
