"""One matter in full: its route as a timeline, its facts, its sheets, its dossier, its history."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from core.codec import instant
from core.law.book import book_of
from core.law.route import OPEN_STATES, Matter, Step
from core.law.ruling import CAPACITY_VI, Capacity
from tui.cli.dossier import file_json, filed, print_files
from tui.cli.facts import facts_json, facts_lines, said_lines
from tui.cli.look import matter_json
from tui.cli.render import ACT_VI, STATUS_VI, Json, Terms, print_next, step_holder, step_json, when
from tui.cli.sheets import print_sheets, print_ties, sheet_json, sheets_of, ties_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.law.procedure import Procedure
    from core.law.route import Done
    from core.records.rows import DeedRow, JournalRow, MatterRow, NumberRow
    from tui.cli.context import Context

OUTCOME_VI = {"done": "đã làm", "declined": "không đồng ý", "returned": "trả lại"}
HISTORY = 200
"""Journal entries shown at most, the newest."""
EVIDENCE_VI = {"so": "văn bản số", "ngay": "ngày", "goi": "gọi điện cho", "luc": "lúc"}


def show(context: Context) -> int:
    desk = context.house.desk
    matter = desk.matter(context.words.number("VIỆC"))
    procedure = context.registry.rules().procedures.get(matter.kind)
    span = procedure.span(matter.facts) if procedure else None
    office = desk.office(context.now, person=matter.subject or None, around=span)
    terms = Terms(desk.law_of(matter.id, context.now), office, context.registry.rules())
    record = desk.reader.matter(matter.id)
    assert record is not None
    if context.json:
        context.page.data(_json(context, matter, record.row, procedure, terms))
    else:
        _print(context, matter, record.row, procedure, terms)
    return 0


def _json(context: Context, matter: Matter, row: MatterRow, procedure: Procedure | None, terms: Terms) -> Json:
    reader = context.house.desk.reader
    numbered = [(n, step) for n, stage in enumerate(matter.route.stages, 1) for step in stage]
    return {
        "matter": matter_json(row),
        "law_version": row.law_version,
        "facts": facts_json(procedure, matter.facts),
        "steps": [
            {"n": n, "stage": stage, "state": _state(step, matter), **step_json(step, matter, terms)}
            for n, (stage, step) in enumerate(numbered, 1)
        ],
        "deeds": [_deed_json(d) for d in reader.deeds(matter.id)],
        "attachments": [file_json(f) for f in filed(context, matter)],
        "numbers": [_number_json(context, n) for n in reader.numbers_of(matter.id)],
        "extensions": reader.extensions(matter.id),
        "history": [
            {"seq": e.seq, "at": e.at, "actor": e.actor, "act": e.act, "said": _said(e)}
            for e in _history(context, matter)
        ],
        "sheets": [sheet_json(sheet) for sheet in sheets_of(matter, procedure, terms)],
        "ties": ties_json(context, matter),
    }


def _deed_json(deed: DeedRow) -> Json:
    return {
        "step": deed.step, "verb": deed.verb, "by": deed.by, "capacity": deed.capacity, "behalf": deed.behalf,
        "at": deed.at, "outcome": deed.outcome, "note": deed.note, "evidence": json.loads(deed.evidence or "{}"),
        "payload": json.loads(deed.payload or "{}"), "round": deed.round, "journal": deed.journal_seq,
    }  # fmt: skip


def _number_json(context: Context, row: NumberRow) -> Json:
    return {
        "register": row.type, "term": row.term, "number": row.number, "state": row.state, "at": row.at,
        "body": row.body, "printed": context.house.desk.printed(row),
    }  # fmt: skip


def _state(step: Step, matter: Matter) -> str:
    """done · declined · returned · now · later"""
    done = matter.done.get(step.id)
    if done is not None:
        return done.outcome
    return "now" if matter.status in OPEN_STATES and step in matter.open_steps else "later"


def _history(context: Context, matter: Matter) -> Sequence[JournalRow]:
    page = context.house.desk.reader.journal_page(subject=f"matter:{matter.id}", limit=HISTORY)
    return page.entries[::-1]


def _data(entry: JournalRow) -> Mapping[str, Any]:
    data = json.loads(entry.body).get("data", {})
    return data if isinstance(data, dict) else {}


def _said(entry: JournalRow) -> str:
    """Why it was refused, what was noted, or which step it was."""
    data = _data(entry)
    return str(next((data[name] for name in ("says", "note", "file", "step") if data.get(name)), ""))


def _in_words(entry: JournalRow, matter: Matter, procedure: Procedure | None, terms: Terms) -> str:
    """As `_said`, for people: what an act on all of the matter carried, and a step by what it is called."""
    data = _data(entry)
    deed: Mapping[str, Any] = next((d for d in data.get("deeds", ()) if d.get("step") == data.get("step")), {})
    noted = next((str(said) for said in (data.get("says"), data.get("note"), deed.get("note")) if said), "")
    step = matter.route.step(str(data.get("step") or ""))
    carried = data.get("asked") if step is None else None
    if step is None and deed:  # a step the route no longer has: its words stay
        carried = deed.get("payload")
    words = [*_carried(entry.act, data, carried, procedure, terms), noted]
    if entry.act != "refused" and step is not None:
        words.insert(0, step.title)
    return "; ".join(filter(None, words)) or str(data.get("file") or "")


def _carried(
    act: str, data: Mapping[str, Any], carried: object, procedure: Procedure | None, terms: Terms
) -> list[str]:
    """Title and value of everything an act carried, where its kind says what that is."""
    verb = act if procedure and act in procedure.asks else str(data.get("step") or "").partition(":")[0]
    if not isinstance(carried, dict) or procedure is None or verb not in procedure.asks:
        return []
    return [f"{title}: {said}" for title, said in said_lines(procedure, verb, carried, terms.office.establishment)]


# As text


def _print(context: Context, matter: Matter, row: MatterRow, procedure: Procedure | None, terms: Terms) -> None:
    page = context.page
    page.line(f"Việc số {matter.id} – {row.title}", tone="bold")
    opened = f"{terms.person(row.opened_by)} mở lúc {when(instant(row.opened_at))}"
    page.line(f"{STATUS_VI.get(matter.status, matter.status)}; {opened}", indent=2)
    page.heading("Tuyến giải quyết")
    for n, step in enumerate(matter.route, 1):
        _print_step(context, n, step, matter, terms)
    if not matter.route.stages:
        page.item("Quy chế không đòi bước nào; chương trình chỉ ghi nhận.")
    page.heading("Thông tin")
    page.pairs(facts_lines(procedure, matter.facts, terms.office.establishment))
    print_sheets(page, sheets_of(matter, procedure, terms))
    print_ties(context, matter)
    _print_dossier(context, matter)
    page.heading("Lịch sử")
    titles = act_titles(matter, procedure, terms)
    rows = [
        (when(instant(e.at)), terms.person(e.actor), titles.get(e.act, e.act), _in_words(e, matter, procedure, terms))
        for e in _history(context, matter)
    ]
    page.table((), rows, indent=2)
    print_next(page, matter, terms)


_SIGNS = {"done": "✓", "declined": "✗", "returned": "↩", "now": "●", "later": "○"}


def _print_step(context: Context, n: int, step: Step, matter: Matter, terms: Terms) -> None:
    page, state = context.page, _state(step, matter)
    tone = {"done": "", "declined": "bad", "returned": "warn", "now": "bold"}.get(state, "faint")
    page.item(f"{n}. {step.title} [{step.id}] – {terms.cites(step.cites)}", _SIGNS[state], tone=tone)
    done = matter.done.get(step.id)
    if done is None:
        page.line(step_holder(step, matter, terms), indent=6, tone="faint")
        return
    procedure = context.registry.rules().procedures.get(matter.kind)
    page.line(", ".join(_taken(done, terms)), indent=6)
    said = {k: v for k, v in done.payload.items() if k != "late_by"}
    for name, value in said_lines(procedure, step.verb, said, terms.office.establishment):
        page.line(f"{name}: {value}", indent=6)
    if done.note:
        page.line(f"«{done.note}»", indent=6)


def _taken(done: Done, terms: Terms) -> list[str]:
    """Who, when, as what, with which evidence, and whether late."""
    told = [terms.person(done.by), when(done.at)]
    if done.capacity != Capacity.OWN:
        told.append(CAPACITY_VI[Capacity(done.capacity)] + (f" ({_named(done.behalf, terms)})" if done.behalf else ""))
    if done.outcome != "done":
        told.append(OUTCOME_VI.get(done.outcome, done.outcome))
    told += [f"{EVIDENCE_VI.get(k, k)} {terms.office.name(v)}" for k, v in done.evidence.items()]
    if done.late_by:
        told.append(f"quá hạn, {terms.office.name(done.late_by)} để chậm")
    return told


def _named(of: str, terms: Terms) -> str:
    """A person, or a body others answer for."""
    body = terms.office.establishment.bodies.get(of)
    return body.name if body else terms.office.name(of)


def act_titles(matter: Matter, procedure: Procedure | None, terms: Terms) -> dict[str, str]:
    """What the journal's acts on a matter are called: by its kind, else by the program."""
    changes = procedure.changes if procedure else {}
    return {**ACT_VI, **{verb: make(matter.facts, terms.law, {}).step.title for verb, make in changes.items()}}


def _print_dossier(context: Context, matter: Matter) -> None:
    reader, page = context.house.desk.reader, context.page
    files, numbers = filed(context, matter), reader.numbers_of(matter.id)
    extended = reader.extensions(matter.id)
    if not (files or numbers or extended):
        return
    page.heading("Hồ sơ")
    for found in numbers:
        book = book_of(context.registry.books(), found.body, found.type)
        name = book.title if book else f"Sổ {found.type}"
        page.item(f"{name} {found.term}: số {context.house.desk.printed(found)}")
    if files:
        print_files(context, files, indent=2)
    for more in extended:
        page.item(f"Xin thêm: việc số {more}")
