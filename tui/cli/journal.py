"""The journal: read it, check its chain, print the seal that is kept elsewhere."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from core.codec import instant
from core.errors import STORE, UsageError, VptuError
from core.text import number
from tui.cli.files import deliver, read_bytes
from tui.cli.look import LIMIT, MOST
from tui.cli.render import ACT_VI, Json, when

if TYPE_CHECKING:
    from core.records.rows import JournalRow
    from tui.cli.context import Context

MOST_SHOWN = 20
"""Faults listed one by one; more are counted."""


def show(context: Context) -> int:
    words, desk = context.words, context.house.desk
    page = desk.reader.journal_page(
        actor=words.maybe("--actor"), subject=words.maybe("--subject"), act=words.maybe("--act"),
        text=words.maybe("--search") or "", before=words.number("--before", 0) or None,
        limit=min(words.number("--limit", LIMIT), MOST),
    )  # fmt: skip
    if context.json:
        context.page.data({"entries": [_json(e) for e in page.entries], "next_before": page.next_before})
        return 0
    office = desk.office(context.now)
    rows = [
        (str(e.seq), when(instant(e.at)), office.name(e.actor), _act(context, e), e.subject, _said(e))
        for e in page.entries
    ]
    if rows:
        context.page.table(("Số", "Lúc", "Ai", "Thao tác", "Về", "Ghi"), rows)
    else:
        context.page.line("Không có mục nhật ký nào như vậy.")
    if page.next_before:
        context.page.line(f"Còn nữa: thêm --before {page.next_before}", tone="faint")
    return 0


def _act(context: Context, entry: JournalRow) -> str:
    """What an act is called: by the program, else by the kind of the matter it was done to."""
    area, _, number_ = entry.subject.partition(":")
    if entry.act in ACT_VI or area != "matter" or not number_.isdigit():
        return ACT_VI.get(entry.act, entry.act)
    desk = context.house.desk
    try:
        matter = desk.matter(int(number_))
        make = context.registry.rules().procedure(matter.kind).changes.get(entry.act)
        return make(matter.facts, desk.law_of(matter.id, context.now), {}).step.title if make else entry.act
    except VptuError:  # the plugin of its kind is broken or gone
        return entry.act


def _json(entry: JournalRow) -> Json:
    return {
        "seq": entry.seq, "at": entry.at, "actor": entry.actor, "act": entry.act, "subject": entry.subject,
        "act_id": entry.act_id, "data": json.loads(entry.body).get("data"),
    }  # fmt: skip


def _said(entry: JournalRow) -> str:
    """The refusal's sentence, else the step with the norms it rests on."""
    data = json.loads(entry.body).get("data")
    if not isinstance(data, dict):
        return ""
    if data.get("says"):
        return str(data["says"])
    norms = data.get("ruling")
    parts = [
        str(data.get("step") or ""),
        ", ".join(map(str, norms)) if isinstance(norms, list) else "",
        str(data.get("note") or ""),
    ]
    return "; ".join(part for part in parts if part)


def verify(context: Context) -> int:
    """4 where anything is wrong with the chain, or it does not agree with the seal."""
    from core.records.journal import parse_seal
    from core.records.journal import verify as check

    against = context.words.raw("--against")
    seal_ = None
    if against is not None:
        try:
            seal_ = parse_seal(read_bytes(against, "tờ niêm phong").decode("utf-8"))
        except UnicodeDecodeError:
            raise UsageError("Tờ niêm phong không phải chữ: hãy dùng đúng tờ do «vptu journal seal» in ra.") from None
    found = check(context.house.store, against=seal_, mirror=True)
    head = base64.b64encode(found.head).decode()
    if context.json:
        context.page.data(
            {"sound": found.sound, "entries": found.entries, "head": head,
             "faults": [{"seq": f.seq, "what": f.what} for f in found.faults]}
        )  # fmt: skip
        return 0 if found.sound else STORE
    page = context.page
    if found.sound:
        page.line(f"Nhật ký nguyên vẹn: {number(found.entries)} mục.", tone="good")
        page.line(f"Mã băm mục cuối: {head}", indent=2)
        if seal_:
            page.line(f"Khớp với tờ niêm phong (mục số {number(seal_.seq)}).", indent=2)
        return 0
    page.line(
        f"NHẬT KÝ KHÔNG NGUYÊN VẸN: {number(len(found.faults))} chỗ sai trong {number(found.entries)} mục.", tone="bad"
    )
    for fault in found.faults[:MOST_SHOWN]:
        page.item(f"mục số {fault.seq}: {fault.what}", "✗")
    if len(found.faults) > MOST_SHOWN:
        page.item(f"và {number(len(found.faults) - MOST_SHOWN)} chỗ khác")
    page.line("Ngừng ghi vào kho này, giữ nguyên tệp để tra xét, khôi phục từ bản sao lưu gần nhất.", indent=2)
    return STORE


def seal(context: Context) -> int:
    """The note to keep where the store's owner cannot reach it: paper, another machine."""
    from core.records.journal import seal as seal_of

    text = seal_of(context.house.store)
    if context.words.raw("--output") is None:
        context.page.raw(text)
        return 0
    return deliver(context, text.encode(), "niem-phong.txt", "Đã ghi tờ niêm phong")
