"""A journal entry in words: the row in the list, the page with what was put on record, and which rules stop most.

What is recorded is shown whole and as it stands; words come before it, never instead of it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from core.codec import instant
from core.law.ruling import CAPACITY_VI, Capacity, Verdict
from core.office.sessions import ZONE
from core.text import number
from tui.cli.facts import facts_lines
from tui.cli.render import ACT_VI, GATE_VI, STATUS_VI
from tui.screens.pages import BLANK, Lines, heading, hint, item, pairs, title, words
from tui.views import bare, capital, stamp, whom
from tui.widgets.facts import Fact
from tui.widgets.rows import Cell, Column, Row
from tui.widgets.ruling import ClauseLine, RulingView

if TYPE_CHECKING:
    from datetime import datetime

    from core.law.procedure import Procedure
    from core.law.regulation import Law
    from core.office.office import Office
    from core.records.rows import JournalRow

Data = Mapping[str, object]
COLUMNS: Final = (
    Column("Số", width=6, align="right"),
    Column("Lúc", width=15),
    Column("Ai", width=15),
    Column("Đã", width=13),
    Column("Ghi", share=1, least=16),
)
SUBJECT_VI: Final = {
    "matter": "việc số",
    "office": "bản cấu hình số",
    "delegation": "ủy quyền số",
    "parameter": "tham số",
    "kind": "mở việc loại",
    "regulation": "nguyên văn quy chế",
}
_FIELD_VI: Final = {
    "says": "Kết luận", "note": "Ghi chú", "number": "Vào sổ số", "file": "Tệp", "size": "Cỡ tệp (byte)",
    "sha256": "Mã băm tệp", "version": "Bản số", "from": "Từ", "until": "Đến", "changes": "Thay đổi", "key": "Tham số",
    "value": "Giá trị mới", "before": "Giá trị cũ", "since": "Áp dụng từ", "reason": "Lý do", "giver": "Người giao",
    "taker": "Người nhận", "scope": "Phạm vi", "basis": "Căn cứ", "clauses": "Số điều khoản",
}  # fmt: skip
_APART: Final = ("verb", "step", "facts", "deeds", "ruling", "readings", "gate", "capacity", "behalf", "status")
"""Parts of an entry that are told elsewhere on its page."""


class Told(NamedTuple):
    """What an entry's matter is, as far as words need it."""

    kind: str
    title: str
    steps: Mapping[str, str]
    """The titles of its steps by id."""
    acts: Mapping[str, str] = MappingProxyType({})
    """What the acts on the whole of it are called, by verb."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What turns ids into words: office and law of now, the matters, and how the facts of each kind are called."""

    office: Office
    law: Law
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    matter: Callable[[int], Told | None] = lambda number: None

    def cite(self, norm: str) -> str:
        return self.law.cite(norm)


def act_words(act: str, told: Told | None = None) -> str:
    """An act by its name, as the procedure of its matter calls it where it is the procedure's own."""
    return (told.acts.get(act) if told else None) or ACT_VI.get(act, act)


def subject_words(subject: str, terms: Terms) -> str:
    """«việc số 12», «tham số leave.form_over»."""
    kind, _, which = subject.partition(":")
    if kind == "kind" and which in terms.procedures:
        which = f"«{terms.procedures[which].title}»"
    if kind == "regulation":
        which = ""
    if which == "0":
        return SUBJECT_VI.get(kind, kind).removesuffix(" số")
    return f"{SUBJECT_VI.get(kind, kind)} {which}".rstrip()


def told_of(entry: JournalRow, terms: Terms) -> Told | None:
    """The matter an entry is about; None where it is about something else."""
    kind, _, which = entry.subject.partition(":")
    return terms.matter(int(which)) if kind == "matter" and which.isdigit() else None


def data_of(entry: JournalRow) -> Data:
    """What the act put on record; empty for an entry that cannot be read."""
    try:
        body = json.loads(entry.body)
    except ValueError:
        return {}
    data = body.get("data") if isinstance(body, dict) else None
    return data if isinstance(data, dict) else {}


def entry_row(entry: JournalRow, terms: Terms, now: datetime) -> Row:
    """The row of an entry."""
    told, refused = told_of(entry, terms), entry.act == "refused"
    about = f"{told.title} (số {entry.subject.partition(':')[2]})" if told else subject_words(entry.subject, terms)
    gist = _gist(data_of(entry), told)
    return Row(
        str(entry.seq),
        (
            Cell(str(entry.seq), "muted"),
            Cell(stamp(instant(entry.at), now), "muted"),
            bare(entry.actor, terms.office),
            Cell(act_words(entry.act, told), "bad" if refused else ""),
            f"{gist} · {about}" if gist else Cell(about, "muted"),
        ),
    )


def _gist(data: Data, told: Told | None) -> str:
    """The refusal's sentence, else the step and what was noted, else what changed."""
    for name in ("says", "reason", "basis", "file", "changes"):
        said = data.get(name)
        if said:
            return ", ".join(map(str, said)) if isinstance(said, list) else str(said)
    step = str(data.get("step") or "")
    title = told.steps.get(step, "") if told else ""
    notes = [str(deed["note"]) for deed in _deeds_of(data) if deed.get("note")]
    return " · ".join(part for part in (capital(title), *notes, str(data.get("note") or "")) if part)


def _deeds_of(data: Data) -> list[dict[str, object]]:
    deeds = data.get("deeds")
    return [d for d in deeds if isinstance(d, dict)] if isinstance(deeds, list) else []


# One entry


def entry_page(entry: JournalRow, digest: str, terms: Terms, room: int) -> Lines:
    """The whole entry: who, what, by which clauses, in words; then the record as its hash covers it."""
    data, told = data_of(entry), told_of(entry, terms)
    at = instant(entry.at).astimezone(ZONE)
    head = (
        Fact("Lúc", f"{at:%H:%M:%S ngày %d/%m/%Y}"),
        Fact("Ai", capital(terms.office.name(entry.actor)), note=_capacity(data, terms)),
        Fact("Về", capital(subject_words(entry.subject, terms)), note=told.title if told else ""),
        Fact("Bước", capital(told.steps.get(str(data.get("step")), "")) if told else ""),
        Fact("Vướng", GATE_VI.get(str(data.get("gate")), str(data.get("gate") or ""))),
        Fact("Sau đó", STATUS_VI.get(str(data.get("status")), str(data.get("status") or ""))),
    )
    lines = title(f"Mục số {number(entry.seq)}: {act_words(entry.act, told)}", room, digest[:12])
    lines += [BLANK, *pairs((*head, *_fields(data, terms)), room)]
    lines += _clauses(data, terms, room) + _deeds(data, told, terms, room) + _facts(data, told, terms, room)
    lines += heading("Bản ghi, đúng như đã băm")
    lines += [line for row in _pretty(entry.body) for line in words(row, room, "muted")]
    return [*lines, BLANK, *words(f"Mã băm {digest or 'không đọc được'}", room, "faint")]


def _capacity(data: Data, terms: Terms) -> str:
    capacity, behalf = data.get("capacity"), data.get("behalf")
    if not isinstance(capacity, str) or capacity not in set(Capacity) or capacity == Capacity.OWN:
        return ""
    says = CAPACITY_VI[Capacity(capacity)]
    return f"{says}, thay {whom(str(behalf), terms.office)}" if behalf else says


def _fields(data: Data, terms: Terms) -> Iterable[Fact]:
    for name, value in data.items():
        if name not in _APART and value not in (None, "", [], {}):
            yield Fact(_FIELD_VI.get(name, name), _said(value, terms))


def _said(value: object, terms: Terms) -> str:
    match value:
        case bool():
            return "có" if value else "không"
        case int() | float():
            return f"{value}".replace(".", ",")
        case list():
            return "; ".join(_said(v, terms) for v in value)
        case Mapping():
            return "; ".join(f"{k} {_said(v, terms)}" for k, v in value.items())
        case str() if value in terms.office.establishment.people:
            return terms.office.name(value)
    return str(value)


def _clauses(data: Data, terms: Terms, room: int) -> Lines:
    norms = data.get("ruling")
    if not isinstance(norms, list) or not norms:
        return []
    lines = heading("Căn cứ")
    for norm in map(str, norms):
        lines += item("§", terms.cite(norm), room)
        lines += words(terms.law.says(norm), room, "muted", indent=4) if terms.law.says(norm) else []
    readings = data.get("readings")
    for reading in map(str, readings if isinstance(readings, list) else ()):
        if reading in terms.law.readings:
            lines += item("?", f"{reading}: {terms.law.reading(reading).issue}", room, "warn", "muted")
    return lines


def _deeds(data: Data, told: Told | None, terms: Terms, room: int) -> Lines:
    found = _deeds_of(data)
    lines = heading("Bước đã ghi") if found else []
    for deed in found:
        by, step = terms.office.name(str(deed.get("by") or "")), str(deed.get("step"))
        outcome = {"declined": " (không đồng ý)", "returned": " (trả lại)"}.get(str(deed.get("outcome")), "")
        name = told.steps.get(step, step) if told else step
        lines += item("•", f"{capital(name)}{outcome}: {by}", room)
        for extra in (deed.get("note"), deed.get("evidence"), deed.get("payload")):
            lines += words(_said(extra, terms), room, "muted", indent=4) if extra else []
    return lines


def _facts(data: Data, told: Told | None, terms: Terms, room: int) -> Lines:
    """The matter's facts under the names its kind gives them; as they stand where the kind is not there any more."""
    facts = data.get("facts")
    if not isinstance(facts, dict) or not facts:
        return []
    return [*heading("Nội dung"), *pairs([Fact(t, v) for t, v in _fact_pairs(facts, told, terms)], room)]


def _fact_pairs(facts: dict[str, object], told: Told | None, terms: Terms) -> Sequence[tuple[str, str]]:
    procedure = terms.procedures.get(told.kind) if told else None
    try:
        known = procedure.facts.model_validate(facts) if procedure else facts
    except ValueError:
        procedure, known = None, facts
    return facts_lines(procedure, known, terms.office.establishment)


def _pretty(body: str) -> list[str]:
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, indent=2).splitlines()
    except ValueError:
        return [body]


def refusal_view(entry: JournalRow, terms: Terms) -> RulingView | None:
    """A refusal as the judge gave it, as far as it is on record: the sentence and the clauses; None for an act."""
    data = data_of(entry)
    if entry.act != "refused":
        return None
    norms = data.get("ruling")
    clauses = tuple(
        ClauseLine(terms.law.cite(norm), "", terms.law.says(norm))
        for norm in map(str, norms if isinstance(norms, list) else ())
    )
    return RulingView(Verdict.REFUSED, str(data.get("says") or "Bị từ chối."), clauses)


# Which rules stop most (Điều 23 (thứ hai): matter for the next amendment)


@dataclass(frozen=True, slots=True)
class Refusals:
    """Refusals counted: by clause, by gate, and between which days."""

    total: int = 0
    clauses: tuple[tuple[str, int], ...] = ()
    """Clause or other legal source, most first; each counts once in a refusal."""
    gates: tuple[tuple[str, int], ...] = ()
    first: str = ""
    last: str = ""


def count_refusals(entries: Iterable[JournalRow], law: Law) -> Refusals:
    """From entries of refusals, the newest first."""
    clauses: Counter[str] = Counter()
    gates: Counter[str] = Counter()
    times: list[str] = []
    for entry in entries:
        data = data_of(entry)
        norms = data.get("ruling")
        clauses.update({_clause(str(n), law) for n in norms} if isinstance(norms, list) else ())
        gates[str(data.get("gate") or "")] += 1
        times.append(entry.at)
    if not times:
        return Refusals()
    return Refusals(len(times), _most(clauses), _most(gates), min(times), max(times))


def _most(counter: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])))


def _clause(norm: str, law: Law) -> str:
    return law.norms[norm].clause if norm in law.norms else norm


def refusals_page(found: Refusals, law: Law, room: int) -> Lines:
    """«Quy định chặn nhiều nhất»: bars by clause, then by gate."""
    lines = [*title("Quy định chặn nhiều nhất", room), BLANK]
    if not found.total:
        return lines + words("Nhật ký chưa có lần nào bị từ chối.", room, "muted")
    first, last = (instant(t).astimezone(ZONE) for t in (found.first, found.last))
    lines += words(
        f"{number(found.total)} lần bị từ chối, từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}. "
        "Một lần có thể do nhiều điều khoản cùng quyết định.", room, "muted",
    )  # fmt: skip
    lines += heading("Theo điều khoản")
    for clause, count in found.clauses[:12]:
        lines += _bar(law.cite(clause), count, found.clauses[0][1], room)
        lines += words(law.says(clause), room, "muted", indent=4) if law.says(clause) else []
    lines += heading("Theo chỗ vướng")
    for gate, count in found.gates:
        lines += _bar(GATE_VI.get(gate, "chưa xác định được"), count, found.gates[0][1], room)
    return lines + hint("Điều khoản chặn nhiều là chỗ nên xem lại khi sửa quy chế.", room)


def _bar(name: str, count: int, most: int, room: int) -> Lines:
    wide = max(1, round(count / most * min(24, max(6, room - 44))))
    return item("█" * wide, f"{number(count)} · {name}", room - wide + 1, "accent")
