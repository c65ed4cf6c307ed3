"""The files of a matter: put in as a part of its dossier, listed by part and version, taken out again."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from core.codec import instant
from core.errors import UsageError
from core.text import number, safe
from tui.cli.files import deliver, why_not
from tui.cli.render import Json, Terms, when

if TYPE_CHECKING:
    from core.law.procedure import Procedure
    from core.law.route import Matter
    from core.records.rows import AttachmentRow
    from tui.cli.context import Context

MATTER = "VIỆC"


class Filed(NamedTuple):
    """A file as it is listed."""

    row: AttachmentRow
    version: int
    """Counts from 1 for each part."""
    part: str
    """What the part is called; "" for any other paper."""


def filed(context: Context, matter: Matter) -> list[Filed]:
    """The files of a dossier in the order they came."""
    rows = context.house.desk.reader.attachments(matter.id)
    titles = _parts(context.registry.rules().procedures.get(matter.kind))
    versions = [attached.version for attached in matter.attachments]
    return [Filed(r, v, titles.get(r.part, r.part)) for r, v in zip(rows, versions, strict=True)]


def _parts(procedure: Procedure | None) -> dict[str, str]:
    return dict(procedure.parts) if procedure else {}


def file_json(found: Filed) -> Json:
    row = found.row
    return {
        "id": row.id, "name": row.name, "size": row.size, "sha256": row.sha256, "by": row.by, "at": row.at,
        "part": row.part, "version": found.version,
    }  # fmt: skip


# In


def attach(context: Context) -> int:
    words, house = context.words, context.house
    matter = house.desk.matter(words.number(MATTER))
    part = words.maybe("--part") or ""
    _require_part(context, matter, part)
    limit = house.desk.law(context.now).whole("attachment.max_bytes")
    path = words.raw("TỆP") or ""
    data = _from_stdin(limit) if path == "-" else _from_file(Path(path), limit)
    name = words.maybe("--name") or ("tep-dinh-kem" if path == "-" else Path(path).name)
    known = {row.id for row in house.desk.reader.attachments(matter.id)}
    found = house.work.attach(
        matter.id, name, data, by=context.me, at=context.now, act_id=words.maybe("--act-id") or "", part=part
    )
    return _told(context, matter.id, found, repeated=found in known)


def _require_part(context: Context, matter: Matter, part: str) -> None:
    """Before a large file is read for nothing. Raises UsageError naming the parts there are."""
    from core.case import require_part

    procedure = context.registry.rules().procedures.get(matter.kind)
    if procedure is not None:
        require_part(procedure, part)


def _told(context: Context, matter_id: int, file_id: int, *, repeated: bool) -> int:
    found = next(f for f in filed(context, context.house.desk.matter(matter_id)) if f.row.id == file_id)
    row = found.row
    if context.json:
        context.page.data(
            {"matter": matter_id, "attachment": row.id, "name": row.name, "part": row.part, "version": found.version,
             "size": row.size, "sha256": row.sha256, "repeated": repeated}
        )  # fmt: skip
    elif repeated:
        context.page.line("Lần làm này đã được ghi trước đó; không đính kèm lại.")
    else:
        where = f", phần «{found.part}», lần {found.version}" if row.part else ""
        context.page.line(
            f"Đã đính kèm «{row.name}» ({number(row.size)} byte) vào việc số {matter_id}{where}: tệp số {row.id}.",
            tone="good",
        )
    return 0


def _from_file(path: Path, limit: int) -> bytes:
    """The bytes of an ordinary file. One byte over the limit is read at most: the store then refuses it."""
    shown = safe(str(path))
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise UsageError(f"«{shown}» không phải tệp thường: hãy chọn một tệp.")
        if about.st_size > limit:
            raise UsageError(
                f"Tệp «{shown}» nặng {number(about.st_size)} byte, giới hạn là {number(limit)} byte: "
                "hãy nén lại, chia nhỏ hoặc nhờ người quản trị nâng giới hạn (attachment.max_bytes)."
            )
        with path.open("rb") as file:
            return file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"Không đọc được tệp «{shown}» ({why_not(error)}): hãy kiểm tra đường dẫn và quyền đọc."
        ) from None


def _from_stdin(limit: int) -> bytes:
    return sys.stdin.buffer.read(limit + 1)


# Out


def files(context: Context) -> int:
    """The dossier by part and version."""
    matter = context.house.desk.matter(context.words.number(MATTER))
    parts = _parts(context.registry.rules().procedures.get(matter.kind))
    found = filed(context, matter)
    if context.json:
        context.page.data(
            {"matter": matter.id, "parts": [{"part": k, "title": v} for k, v in parts.items()],
             "files": [file_json(f) for f in found]}
        )  # fmt: skip
        return 0
    if not found:
        context.page.line(f"Việc số {matter.id} chưa có tệp nào. Đính kèm: vptu attach {matter.id} TỆP")
        return 0
    order = [*parts, ""]
    found.sort(key=lambda f: (order.index(f.row.part) if f.row.part in order else len(order), f.row.id))
    print_files(context, found)
    return 0


def print_files(context: Context, found: list[Filed], *, indent: int = 0) -> None:
    terms = Terms(context.house.desk.law(context.now), context.house.desk.office(context.now))
    rows = [
        (
            str(f.row.id),
            f.part or "khác",
            str(f.version),
            f.row.name,
            number(f.row.size),
            f"{terms.person(f.row.by)} {when(instant(f.row.at))}",
        )
        for f in found
    ]
    context.page.table(("Tệp", "Phần", "Lần", "Tên", "Byte", "Ai, lúc nào"), rows, indent=indent)


def take_out(context: Context) -> int:
    """A file as it was put in. Its name stays in the folder it is written to."""
    from core.records.attachments import get, tidy_name

    found = get(context.house.store, context.words.number("SỐ_TỆP"))
    return deliver(context, found.data, tidy_name(found.row.name), "Đã ghi")
