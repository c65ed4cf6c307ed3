"""Written delegations (Điều 4, khoản 5): issue, list, end."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from core.codec import instant
from core.office.office import Delegation
from core.text import tidy
from tui.cli.identity import known_person
from tui.cli.render import Json, Terms, when
from tui.cli.scopes import require_scope
from tui.cli.write import act_id

if TYPE_CHECKING:
    from core.records.rows import DelegationRow
    from tui.cli.context import Context

MAX_BASIS = 500


def delegate(context: Context) -> int:
    words, house = context.words, context.house
    people = house.desk.establishment(context.today)
    body = people.bodies.get(words.text("NGƯỜI_GIAO"))  # a body gives through whoever speaks for it
    giver = known_person(people, (body and body.spokesperson) or words.text("NGƯỜI_GIAO"), "NGƯỜI_GIAO")
    taker = known_person(people, words.text("NGƯỜI_NHẬN"), "NGƯỜI_NHẬN")
    wanted = Delegation(
        0, giver, taker, _scope(context), words.instant("--from", context.now),
        words.instant("--until", None, end=True), tidy(words.maybe("--basis") or "", limit=MAX_BASIS, what="--basis"),
    )  # fmt: skip
    number = house.governing.delegate(wanted, by=context.me, at=context.now, act_id=act_id(context))
    row = next(r for r in house.desk.reader.delegations() if r.id == number)
    if context.json:
        context.page.data({"delegation": _json(row, context.now)})
    else:
        terms = Terms(house.desk.law(context.now), house.desk.office(context.now))
        context.page.line(f"Đã ghi ủy quyền số {number} ({terms.cites(['4.5/3'])}).", tone="good")
        context.page.pairs(_pairs(row, terms))
    return 0


def _scope(context: Context) -> frozenset[str]:
    """`leave:consent,mission:*`. Raises UsageError for a kind or step that does not exist."""
    procedures = context.registry.rules().procedures
    scopes = [part.strip() for part in (context.words.maybe("--scope") or "").split(",") if part.strip()]
    for scope in scopes:
        require_scope(scope, procedures)
    return frozenset(scopes)


def delegations(context: Context) -> int:
    """Those in force or to come; with --all every one there ever was."""
    desk = context.house.desk
    rows = [
        r
        for r in desk.reader.delegations()
        if context.words.flag("--all") or _state(r, context.now) in ("on", "coming")
    ]
    if context.json:
        context.page.data({"delegations": [_json(r, context.now) for r in rows]})
        return 0
    terms = Terms(desk.law(context.now), desk.office(context.now))
    if not rows:
        context.page.line("Không có ủy quyền nào đang hoặc sắp có hiệu lực.")
    for n, row in enumerate(rows):
        if n:
            context.page.line()
        context.page.line(f"Ủy quyền số {row.id} – {_STATE_VI[_state(row, context.now)]}", tone="bold")
        context.page.pairs(_pairs(row, terms))
    return 0


_STATE_VI = {"on": "đang có hiệu lực", "coming": "sắp có hiệu lực", "over": "đã hết hạn", "ended": "đã chấm dứt"}


def _state(row: DelegationRow, at: datetime) -> str:
    if row.ended_at is not None and instant(row.ended_at) <= at:
        return "ended"
    if instant(row.end) <= at:
        return "over"
    return "on" if instant(row.start) <= at else "coming"


def _json(row: DelegationRow, at: datetime) -> Json:
    return {
        "id": row.id, "giver": row.giver, "taker": row.taker, "scope": json.loads(row.scope), "from": row.start,
        "until": row.end, "basis": row.basis, "by": row.by, "at": row.at, "state": _state(row, at),
        "ended_at": row.ended_at, "ended_by": row.ended_by,
    }  # fmt: skip


def _pairs(row: DelegationRow, terms: Terms) -> list[tuple[str, str]]:
    found = [
        ("Người giao", terms.person(row.giver)),
        ("Người nhận", terms.person(row.taker)),
        ("Phạm vi", ", ".join(json.loads(row.scope))),
        ("Thời hạn", f"{when(instant(row.start))} – {when(instant(row.end))}"),
        ("Căn cứ", row.basis),
    ]
    if row.ended_at:
        found.append(("Chấm dứt", f"{when(instant(row.ended_at))}, {terms.person(row.ended_by)}"))
    return found


def end(context: Context) -> int:
    number = context.words.number("SỐ")
    note = context.words.maybe("--note") or ""
    context.house.governing.end_delegation(number, by=context.me, at=context.now, note=note, act_id=act_id(context))
    if context.json:
        row = next(r for r in context.house.desk.reader.delegations() if r.id == number)
        context.page.data({"delegation": _json(row, context.now)})
    else:
        context.page.line(f"Đã chấm dứt ủy quyền số {number}.", tone="good")
    return 0
