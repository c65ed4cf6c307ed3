"""The same step in many matters: looked at first, then each taken on its own, with a journal entry of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.bulk import Item, Outcome, carry_out, counted, preview
from core.errors import REFUSED, UsageError
from core.law.ruling import Act
from core.text import safe
from tui.cli.look import waiting_json
from tui.cli.render import Json

if TYPE_CHECKING:
    from tui.cli.context import Context

SIGN = "sign"
MOST = 500
"""Matters of one command."""


def bulk(context: Context) -> int:
    """Says what would happen; with --yes does what is allowed."""
    words = context.words
    given = _numbers(words.many("SỐ"), "SỐ")
    only = _numbers((words.maybe("--only") or "",), "--only") if words.maybe("--only") else given
    strange = [str(n) for n in only if n not in given]
    if strange:
        raise UsageError(f"--only: việc số {', '.join(strange)} không có trong các việc đã nêu; hãy xem lại.")
    if words.flag("--yes") and words.flag("--preview"):
        raise UsageError("--yes và --preview không đi với nhau: chọn một trong hai.")
    return _many(context, words.text("BƯỚC"), [n for n in given if n in only], do=words.flag("--yes"))


def sign(context: Context) -> int:
    """What waits for a signature; with numbers, the signature under each of these."""
    given = context.words.many("SỐ")
    if given:
        return _many(context, SIGN, _numbers(given, "SỐ"), do=not context.words.flag("--preview"))
    tray = context.house.desk.tray(context.me, context.now)
    waiting = [w for w in tray.mine if w.verb == SIGN]
    if context.json:
        context.page.data({"tray": [waiting_json(w) for w in waiting]})
        return 0
    page = context.page
    if not waiting:
        page.line("Không có văn bản nào chờ đồng chí ký.")
        return 0
    page.line(f"Chờ ký ({len(waiting)})", tone="bold")
    page.table(("Việc", "Văn bản", "Hạn"), [(str(w.matter), w.title, _day(w.due)) for w in waiting], indent=2)
    page.line()
    page.line(f"Ký: vptu sign {' '.join(str(w.matter) for w in waiting[:20])}")
    return 0


def _day(day: object) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _numbers(words: Iterable[str], name: str) -> list[int]:
    """`3 4 5` or `3,4,5`, each once. Raises UsageError for anything else."""
    parts = [part for word in words for part in re.split(r"[,;\s]+", word) if part]
    wrong = next((p for p in parts if not (p.isascii() and p.isdigit() and 0 < int(p[:19]) < 2**62)), None)
    if wrong is not None or not parts:
        raise UsageError(f"{name}: «{safe(wrong or '')[:60]}» không phải số của việc; ghi như 3 4 5 hoặc 3,4,5.")
    found = list(dict.fromkeys(map(int, parts)))
    if len(found) > MOST:
        raise UsageError(f"{name}: {len(found)} việc một lần là quá nhiều; nhiều nhất {MOST} việc, hãy chia ra.")
    return found


def _many(context: Context, step: str, numbers: list[int], *, do: bool) -> int:
    house, act = context.house, Act(note=context.words.maybe("--note") or "")
    places = [(number, step) for number in numbers]
    items = preview(house.desk, context.registry.rules(), places, by=context.me, at=context.now, act=act)
    allowed = [item for item in items if item.allowed]
    strict = context.words.flag("--all-or-nothing")
    if not do or (strict and len(allowed) < len(items)):
        _print_preview(context, step, items, stopped=do)
        return REFUSED if strict and len(allowed) < len(items) else 0
    outcomes = tuple(carry_out(house.work, allowed, by=context.me, at=house.now, act=act))
    refused = [Outcome(item, trouble=item.why_not) for item in items if not item.allowed]
    _print_outcomes(context, step, [*outcomes, *refused])
    failed = any(o.receipt is None for o in outcomes)
    return REFUSED if (strict and failed) or not any(o.receipt for o in outcomes) else 0


# What is said


def _item_json(item: Item, outcome: Outcome | None = None) -> Json:
    receipt = outcome.receipt if outcome else None
    return {
        "matter": item.matter,
        "step": item.step,
        "title": item.title,
        "allowed": item.allowed,
        "verdict": str(item.ruling.verdict) if item.ruling else None,
        "gate": str(item.ruling.gate) if item.ruling and item.ruling.gate else None,
        "why_not": outcome.trouble if outcome and outcome.trouble else item.why_not,
        "done": receipt is not None,
        "status": receipt.status if receipt else None,
        "seq": receipt.seq if receipt else None,
        "number": receipt.number if receipt else None,
    }


def _answer(step: str, items: list[Json]) -> Json:
    return {
        "step": step,
        "allowed": sum(bool(i["allowed"]) for i in items),
        "refused": sum(not i["allowed"] for i in items),
        "done": sum(bool(i["done"]) for i in items),
        "items": items,
    }


def _print_preview(context: Context, step: str, items: tuple[Item, ...], *, stopped: bool) -> None:
    if context.json:
        context.page.data(_answer(step, [_item_json(item) for item in items]))
        return
    page = context.page
    refused = [(item, item.why_not) for item in items if not item.allowed]
    page.line(f"{counted(items)}{': vì' if refused else ''}", tone="bold")
    _print_refused(context, refused)
    for item in items:
        if item.allowed:
            page.item(f"việc số {item.matter}: {item.title}", "✓")
    page.line()
    if stopped:
        page.line("Có việc không được nên không làm việc nào (--all-or-nothing).", tone="warn")
    elif any(item.allowed for item in items):
        page.line(
            "Chưa ghi gì. Làm những việc được: thêm --yes." if context.words.verb.name == "bulk" else "Chưa ghi gì."
        )


def _print_refused(context: Context, refused: Iterable[tuple[Item, str]]) -> None:
    for item, why in refused:
        title = f" ({item.title})" if item.title else ""
        context.page.item(f"việc số {item.matter}{title}: {why}", "✗", tone="bad")


def _print_outcomes(context: Context, step: str, outcomes: list[Outcome]) -> None:
    if context.json:
        context.page.data(_answer(step, [_item_json(o.item, o) for o in outcomes]))
        return
    page, desk = context.page, context.house.desk
    done = [o for o in outcomes if o.receipt is not None]
    page.line(f"Đã làm {len(done)} việc, không làm được {len(outcomes) - len(done)} việc.", tone="bold")
    for outcome in outcomes:
        if outcome.receipt is None:
            continue
        receipt = outcome.receipt
        rows = [r for r in desk.reader.numbers_of(receipt.matter) if r.number == receipt.number]
        number = f", số {desk.printed(rows[-1])}" if rows else ""
        page.item(
            f"việc số {receipt.matter}: {outcome.item.title} (nhật ký số {receipt.seq}{number})", "✓", tone="good"
        )
    _print_refused(context, [(o.item, o.trouble) for o in outcomes if o.receipt is None])
