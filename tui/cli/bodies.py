"""The directory of counterparts: whom the Office asks, reports to, writes to or hears from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import UsageError
from core.office.office import BODY_KINDS
from core.text import fold, safe
from tui.cli.render import Json
from tui.cli.words import nearest

if TYPE_CHECKING:
    from core.office.office import Body, Establishment
    from tui.cli.context import Context


def bodies(context: Context) -> int:
    on = context.words.day("--on", context.today)
    wanted = _kind(context.words.maybe("--kind"))
    people = context.premises.establishment(on)
    found = [b for b in people.bodies.values() if wanted in (None, b.kind)]
    if context.json:
        context.page.data({"on": on.isoformat(), "bodies": [_json(b) for b in found]})
        return 0
    if not found:
        context.page.line("Không có nơi phối hợp nào như vậy; ghi thêm ở mục bodies của tệp cấu hình.")
        return 0
    rows = [(b.id, b.name, BODY_KINDS.get(b.kind, ""), _reached(b, people)) for b in found]
    context.page.table(("Mã", "Tên", "Loại", "Liên hệ"), rows)
    return 0


def _kind(text: str | None) -> str | None:
    """By its code, its Vietnamese name or a part of it. Raises UsageError naming the kinds."""
    if text is None:
        return None
    by_name = {fold(name): code for code, name in BODY_KINDS.items()}
    like = [code for name, code in by_name.items() if fold(text) in name]
    found = text if text in BODY_KINDS else by_name.get(fold(text)) or (like[0] if len(like) == 1 else None)
    if found is None:
        known = ", ".join(f"{code} ({name})" for code, name in BODY_KINDS.items())
        raise UsageError(f"--kind: không có loại «{safe(text)[:60]}»{nearest(text, BODY_KINDS)}; các loại: {known}.")
    return found


def _json(body: Body) -> Json:
    return {
        "id": body.id, "name": body.name, "kind": body.kind or None, "kind_name": BODY_KINDS.get(body.kind),
        "contact": body.contact, "area": body.area, "spokesperson": body.spokesperson,
    }  # fmt: skip


def _reached(body: Body, people: Establishment) -> str:
    """Where it is reached, who speaks for it, which ward it is of."""
    speaker = people.people.get(body.spokesperson or "")
    parts = (
        body.contact,
        f"người trả lời: đồng chí {speaker.name}" if speaker else "",
        f"địa bàn: {people.areas.get(body.area, body.area)}" if body.area else "",
    )
    return "; ".join(part for part in parts if part)
