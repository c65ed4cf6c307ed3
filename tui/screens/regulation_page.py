"""A place of the regulation in full: what it asks of whom, what the program makes of it, by which doubts and values.

The program's own words and the office's official words are never mixed: the latter stand in a quotation of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from core.codec import instant
from core.law.provisions import shown
from core.office.sessions import ZONE
from tui.cli.accounting import AREA_VI, Account, account
from tui.screens.pages import BLANK, Lines, heading, hint, item, note, pairs, quotation, title, words
from tui.screens.regulation_words import ENFORCE_VI, NORM_KIND_VI, STATES, actors, recurrence
from tui.widgets.facts import Fact

if TYPE_CHECKING:
    from core.law.provisions import Article, Chapter, Clause, Norm, Parameter
    from core.law.regulation import Law
    from core.records.rows import OfficialTextRow
    from tui.session import Backing

INFERRED = "Câu trên có phần chương trình suy ra (thời điểm, điều kiện hoặc nguồn khác), không phải lời của quy chế."
NOT_IMPORTED = "Chưa nạp nguyên văn. Người quản trị nạp bằng lệnh: vptu quy-che import TỆP"


@dataclass(frozen=True, slots=True)
class Held:
    """The regulation of one day with what the program makes of it and the office's official words."""

    law: Law
    accounts: Mapping[str, Account] = field(default_factory=dict)
    """By norm."""
    official: Mapping[str, OfficialTextRow] = field(default_factory=dict)
    """By clause."""

    def state(self, norm: Norm) -> str:
        """A key of STATES."""
        found = self.accounts.get(norm.id)
        return found.state if found else "not_built"


def hold(house: Backing, at: datetime) -> Held:
    """Everything the screen shows, read once; takes as long as reading the regulation and the plugins."""
    law = house.desk.law(at)
    registry = house.registry
    found = account(law.norms, registry.areas(), registry.rules().broken)
    official = {row.clause: row for row in house.desk.reader.official_texts()}
    return Held(law, {a.norm.id: a for a in found}, official)


# A norm


def norm_page(held: Held, norm: Norm, room: int) -> Lines:
    """One norm."""
    return [
        *title(norm.cite, room, norm.id),
        *words(norm.article, room, "muted"),
        BLANK,
        *words(norm.summary, room, extra="bold"),
        *words(norm.summary_en, room, "muted", "italic"),
        *(item("!", INFERRED, room, "warn", "warn") if norm.inferred else ()),
        *_official(held, norm.clause, room),
        BLANK,
        *pairs(_says(norm), room),
        *heading("Chương trình"),
        *_does(held, norm, room),
        *_parameters(held.law, norm.clause, room),
        *_readings(held.law, norm.readings, room),
    ]


def _says(norm: Norm) -> Iterable[Fact]:
    kind = NORM_KIND_VI.get(norm.kind, norm.kind)
    yield Fact("Ai", actors(norm.actor))
    yield Fact("Với ai", actors(norm.counterpart))
    yield Fact("Khi", norm.condition, note="điều kiện này có phần chương trình suy ra" if norm.inferred else "")
    yield Fact("Loại", f"{kind}, {recurrence(norm.recurrence)}" if norm.recurrence else kind)


def _official(held: Held, clause: str, room: int) -> Lines:
    """The office's official words beside the summary; of the whole clause, because its sentences are not parted."""
    row = held.official.get(clause)
    if row is None:
        missing = "Tệp đã nạp không có lời cho điều khoản này." if held.official else NOT_IMPORTED
        return [BLANK, *words(missing, room, "faint")]
    norms = held.law.clauses[clause].norms
    of = f" của cả {held.law.cite(clause)}" if len(norms) > 1 else ""
    when = instant(row.imported_at).astimezone(ZONE)
    return [*heading(f"Nguyên văn{of}"), *quotation(row.text, room), *note(f"nạp ngày {when:%d/%m/%Y}", room)]


def _does(held: Held, norm: Norm, room: int) -> Lines:
    found = held.accounts.get(norm.id)
    state = STATES[held.state(norm)]
    lines = item(state.sign, state.word, room, state.tone)
    if found and found.state == "not_built":
        area = AREA_VI.get(found.by, found.by)
        lines = item(state.sign, f"{state.word}: {area}. Hiện chỉ để tra cứu, chưa chặn hay nhắc gì.", room, state.tone)
    elif found:
        lines += note(found.by, room)
    will = ", ".join(ENFORCE_VI.get(e, e) for e in norm.enforce)
    lead = "sẽ " if found and found.state == "not_built" else ""
    return [*lines, *(item("→", f"{lead}{will}", room) if will else ())]


def _parameters(law: Law, clause: str, room: int) -> Lines:
    found = [p for p in law.parameters.values() if p.clause == clause]
    if not found:
        return []
    return [*heading("Tham số"), *(line for p in found for line in _parameter(law, p, room))]


def _parameter(law: Law, parameter: Parameter, room: int) -> Lines:
    dated = law.parameter(parameter.key)
    unit = f" {parameter.unit}" if parameter.unit else ""
    lines = item("=", f"{parameter.title}: {value_words(parameter, dated.value)}{unit}", room)
    checked = f", đối chiếu {dated.checked:%d/%m/%Y}" if dated.checked else ""
    return lines + note(f"{parameter.key}; từ {dated.since:%d/%m/%Y}, theo {dated.source}{checked}", room)


def value_words(parameter: Parameter, value: object) -> str:
    """A value with what its token means: «phone_only» is read as its Vietnamese sentence."""
    if parameter.type == "flag":
        return "có" if value else "không"
    if isinstance(value, str) and value in parameter.allowed:
        return f"{parameter.allowed[value]} ({value})"
    if isinstance(value, tuple | list):
        return ", ".join(str(entry) for entry in value) or "không có"
    return (value or "để trống") if isinstance(value, str) else shown(value)


def _readings(law: Law, readings: Iterable[str], room: int) -> Lines:
    lines = [line for reading in readings for line in _reading(law, reading, room)]
    return [*heading("Chỗ quy chế nói chưa rõ"), *lines] if lines else []


def _reading(law: Law, reading_id: str, room: int) -> Lines:
    reading = law.reading(reading_id)
    chosen = law.chosen(reading_id)
    how = "mặc định" if chosen == reading.default else "Văn phòng đã chọn khác mặc định"
    lines = item("?", f"{reading.id} · {reading.issue}", room, "warn")
    lines += note(f"Đang hiểu ({how}): {chosen}", room, "muted" if chosen == reading.default else "accent")
    return lines if chosen == reading.default else lines + note(f"Mặc định: {reading.default}", room)


# A clause, an article, a chapter


def clause_page(held: Held, clause: Clause, room: int) -> Lines:
    """Several norms printed as one item."""
    lines = [*title(clause.cite, room, clause.id), *words(clause.norms[0].article, room, "muted")]
    lines += _official(held, clause.id, room)
    lines += heading(f"{len(clause.norms)} quy định")
    for norm in clause.norms:
        state = STATES[held.state(norm)]
        lines += item(state.sign, norm.summary, room, state.tone)
    lines += _parameters(held.law, clause.id, room)
    return lines + _readings(held.law, dict.fromkeys(r for n in clause.norms for r in n.readings), room)


def article_page(held: Held, article: Article, room: int) -> Lines:
    """An article at a glance."""
    lines = [*title(article.cite, room, article.id), *words(article.title, room, extra="bold"), BLANK]
    lines += tally(held, [n for c in article.clauses for n in c.norms], room)
    for clause in article.clauses:
        lines += heading(clause.cite)
        for norm in clause.norms:
            state = STATES[held.state(norm)]
            lines += item(state.sign, norm.summary, room, state.tone)
    return lines


def chapter_page(held: Held, chapter: Chapter, room: int) -> Lines:
    """A chapter at a glance."""
    lines = [*title(chapter.label, room), *words(chapter.title, room, extra="bold"), BLANK]
    lines += tally(held, [n for a in chapter.articles for c in a.clauses for n in c.norms], room)
    lines += heading("Gồm")
    for article in chapter.articles:
        lines += item("•", f"{article.cite}. {article.title}", room)
    return lines


def tally(held: Held, norms: Iterable[Norm], room: int) -> Lines:
    """How many norms there are, and what the program makes of them."""
    counts = Counter(held.state(norm) for norm in norms)
    lines = words(f"{counts.total()} quy định, trong đó:", room, "muted")
    for name, state in STATES.items():
        if counts[name]:
            lines += item(state.sign, f"{counts[name]} {state.word}", room, state.tone)
    return lines


def general_page(held: Held, room: int) -> Lines:
    """What stands there before anything is chosen."""
    header, law = held.law.header, held.law
    until = f" đến hết {header.effective_until:%d/%m/%Y}" if header.effective_until else ""
    kept = len(held.official)
    facts = (
        Fact("Hiệu lực", f"từ {header.effective_from:%d/%m/%Y}{until}"),
        Fact("Nguyên văn", f"đã nạp {kept} trên {len(law.clauses)} điều khoản" if kept else "chưa nạp"),
        Fact("Cách hiểu", f"{len(law.readings)} chỗ quy chế nói chưa rõ, chọn ở Quản trị"),
    )
    lines = [*title(header.title, room, header.id), BLANK, *pairs(facts, room), BLANK]
    return [
        *lines,
        *tally(held, law.norms.values(), room),
        *hint("Gõ để tìm, có dấu hay không dấu; ↑ ↓ để đi, ← → để gập mở, Enter để đọc.", room),
    ]
