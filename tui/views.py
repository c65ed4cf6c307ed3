"""Core values in the words of the screens: people, days, capacities, a route, a ruling, what comes next.

Pure functions of the office and the law at hand, shared by every screen, so that a person is addressed and a day is
written the same way everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from core.codec import holder as holder_of
from core.law.citation import clause_of, place, printed_number
from core.law.holders import clauses_of, holders_of, label, standings
from core.law.route import OPEN_STATES, Done, Matter, Step
from core.law.ruling import Capacity, Ruling, Standing
from core.office.office import Office, Person, Rank
from core.office.sessions import HALVES, ZONE, Span, day_of, session
from core.text import given_name_key
from tui.dates import WEEKDAYS, from_day

if TYPE_CHECKING:
    from pydantic import BaseModel

    from core.law.regulation import Law
    from tui.widgets.rows import Cell
    from tui.widgets.ruling import RulingView
    from tui.widgets.timeline import StageView, StepView

STATUS: Final[Mapping[str, tuple[str, str]]] = {
    "open": ("đang giải quyết", "accent"),
    "returned": ("trả lại để hoàn chỉnh", "warn"),
    "in_effect": ("đã đủ thủ tục", "good"),
    "closed": ("đã xong", "muted"),
    "declined": ("không được đồng ý", "bad"),
    "withdrawn": ("đã rút", "muted"),
}
"""Word and tone of each status of a matter."""
DOUBLED: Final = ("22", "23")
"""Articles whose number is printed twice."""
EVIDENCE: Final = {"so": "văn bản số", "ngay": "ngày", "goi": "điện thoại với", "luc": "lúc"}
DUTY: Final = {"leader": "trực lãnh đạo", "staff": "trực chuyên môn"}
AFTER: Final = "Sau khi đủ thủ tục"
_RANKS: Final = tuple(Rank)


def capital(text: str) -> str:
    """With a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


# Days


def day_text(day: date, today: date) -> str:
    """«T5 21/03»; the year where it is another one."""
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m}" + ("" if day.year == today.year else f"/{day.year}")


def session_text(number: int, today: date) -> str:
    """«sáng T5 21/03»"""
    return f"{HALVES[number % 2]} {day_text(day_of(number), today)}"


def span_text(span: Span, today: date) -> str:
    """«T4 20/03 – sáng T5 21/03»: whole days without their halves."""
    first, last = span.start, span.end - 1
    if first == last:
        return session_text(first, today)
    start = day_text(day_of(first), today) if first % 2 == 0 else session_text(first, today)
    if first // 2 == last // 2:
        return start
    end = day_text(day_of(last), today) if last % 2 else session_text(last, today)
    return f"{start} – {end}"


_RANGE = re.compile(r"(sáng|chiều) (\d\d)/(\d\d)/(\d{4})(?: – (sáng|chiều) (\d\d)/(\d\d)/(\d{4}))?")
_DATE = re.compile(r"\b(\d\d)/(\d\d)/(\d{4})\b(?: – \1/\2/\3\b)?")


def brief(title: str, today: date) -> str:
    """A matter's heading with its half-days as the lists write them: «Phó 1: nghỉ phép, T5 21/03 – sáng T6 22/03»."""

    def said(found: re.Match[str]) -> str:
        parts = found.groups()
        try:
            first = _session_of(parts[:4])
            last = _session_of(parts[4:]) if parts[4] else first
        except ValueError:  # no such day: words of somebody's, left as they are
            return found[0]
        return span_text(Span(first, last + 1), today) if last >= first else found[0]

    def day(found: re.Match[str]) -> str:
        try:
            return day_text(date(int(found[3]), int(found[2]), int(found[1])), today)
        except ValueError:
            return found[0]

    return _DATE.sub(day, _RANGE.sub(said, title))


def _session_of(parts: tuple[str, ...]) -> int:
    half, day, month, year = parts
    return session(date(int(year), int(month), int(day)), HALVES.index(half))


def days_text(days: float) -> str:
    """«1,5 ngày»"""
    return f"{days:g} ngày".replace(".", ",")


def length_text(span: Span | None, office: Office) -> str:
    """How long in working days; "" where no half-days are known, or none of them is worked."""
    worked = office.calendar.working(span) if span else 0
    return days_text(worked / 2) if worked else ""


def stamp(at: datetime, now: datetime) -> str:
    """«09:10 hôm nay», «16:05 hôm qua», «T2 11/03 09:10», with the year where it is another one."""
    local, today = at.astimezone(ZONE), now.astimezone(ZONE).date()
    past = (today - local.date()).days
    near = {0: "hôm nay", 1: "hôm qua"}.get(past)
    return f"{local:%H:%M} {near}" if near else f"{day_text(local.date(), today)} {local:%H:%M}"


def due_text(due: date | None, today: date) -> tuple[str, str]:
    """Word and tone of a due date: «quá hạn 2 ngày» bad, «hạn hôm nay» warn, «hạn T5 21/03» muted."""
    if due is None:
        return "", ""
    left = (due - today).days
    if left < 0:
        return f"quá hạn {-left} ngày", "bad"
    if left < 2:
        return ("hạn hôm nay", "hạn ngày mai")[left], "warn"
    return f"hạn {day_text(due, today)}", "muted"


def due_cell(due: date | None, today: date) -> Cell:
    from tui.widgets.rows import Cell

    return Cell(*due_text(due, today))


# People and capacities


def by_post(people: Iterable[Person]) -> list[Person]:
    """As an official list has them: by post, then by given name."""
    return sorted(people, key=lambda p: (_RANKS.index(p.rank), given_name_key(p.name)))


def bare(person: str | None, office: Office) -> str:
    """«Phó 1»: for lists; the id itself where nobody has it."""
    found = office.person(person or "")
    return found.name if found else str(person or "")


def whom(token: str | None, office: Office) -> str:
    """A person («đồng chí Phó 1»), a body, a unit or a post, by its id or by a holder's token."""
    establishment = office.establishment
    if token is None or token in establishment.people:
        return office.name(token)
    if ":" in token:
        return label(holder_of(token), office)
    found = establishment.bodies.get(token) or establishment.units.get(token)
    return found.name if found else token


def listed(people: Iterable[str], office: Office) -> str:
    """«các đồng chí Phó 1, Phó 2»"""
    names = [bare(p, office) for p in people]
    return f"các đồng chí {', '.join(names)}" if len(names) > 1 else "".join(f"đồng chí {n}" for n in names)


class Acted(NamedTuple):
    """In what capacity somebody acts or has acted, as standings and deeds both tell."""

    capacity: str
    behalf: str | None


def article_of(norm: str) -> str:
    """«Điều 5» from the id of a norm: for lists, which cite the article and need no text of the law."""
    found = place(clause_of(norm))
    if found is None or not printed_number(found.article):
        return ""
    which = " (thứ hai)" if found.article.endswith("b") else " (thứ nhất)" if found.article in DOUBLED else ""
    return f"Điều {printed_number(found.article)}{which}"


def capacity_text(
    acted: Acted | Standing | Done, office: Office, law: Law | None = None, *, step: Step | None = None
) -> str:
    """«thay Chánh Văn phòng (Điều 5)»; "" for one's own. With the law, the clause is cited as it is printed."""
    capacity, behalf = acted.capacity, acted.behalf
    if capacity == Capacity.OWN:
        return ""
    if capacity == Capacity.RECORDED:
        answered = label(step.holders[0], office) if step else whom(behalf, office)
        return f"ghi nhận ý kiến của {answered}" if step is None or step.answers else f"ghi nhận thay {answered}"
    said = law.cite if law is not None else article_of
    cites = "; ".join(dict.fromkeys(map(said, clauses_of(Capacity(capacity), behalf, office))))
    where = f" ({cites})" if cites else ""
    if capacity == Capacity.DELEGATED:
        return f"theo ủy quyền của {whom(behalf, office)}{where}"
    return f"thay {replaced(behalf, office)}{where}"


def replaced(behalf: str | None, office: Office) -> str:
    """For whom somebody acts: the Head by his post, anybody else by name."""
    found = office.person(behalf or "")
    return found.title if found and found.rank is Rank.HEAD else whom(behalf, office)


def own_capacity(person: str, office: Office) -> str:
    """For the status line: «đang thay Chánh Văn phòng (Điều 5)»."""
    if office.acting_head != person:
        return ""
    head = office.establishment.head
    return f"đang {capacity_text(Acted(Capacity.ACTING, head), office)}"


# Steps


def people_of(step: Step, matter: Matter, office: Office) -> tuple[Standing, ...]:
    """Who may take a step now: not whoever it is barred to, nor those who would only write an answer down; of several,
    those who are there."""
    held = [
        s
        for s in standings(step, matter.kind, office)
        if s.capacity is not Capacity.RECORDED and not (step.decides and s.person == matter.subject)
    ]
    present = [s for s in held if s.person not in office.away]
    return tuple(present or held)


def holder_text(step: Step, matter: Matter, office: Office) -> str:
    """Who holds a step: «đồng chí Phó 2, thay Chánh Văn phòng», «Bộ phận Lưu trữ», «Thường trực Thành ủy»."""
    first = step.holders[0]
    if step.auto:
        told = [s.person for h in step.holders for s in holders_of(h, office) if s.person != matter.subject]
        return listed(dict.fromkeys(told), office)
    if first.relation in ("unit", "body"):
        return label(first, office)
    found = people_of(step, matter, office)
    if not found:
        return label(first, office)
    return " hoặc ".join(_held(s, office) for s in found[:2])


def _held(standing: Standing, office: Office) -> str:
    name = office.name(standing.person)
    match standing.capacity:
        case Capacity.ACTING:
            return f"{name}, thay {replaced(standing.behalf, office)}"
        case Capacity.DELEGATED:
            return f"{name}, theo ủy quyền"
        case _:
            return name


def next_text(matter: Matter, office: Office) -> str:
    """What comes next and who holds it, as a sentence."""
    if matter.status == "returned":
        return f"Tiếp theo: {office.name(matter.owner)} hoàn chỉnh, trình lại."
    steps = matter.open_steps if matter.status in OPEN_STATES else ()
    told = "; ".join(f"{holder_text(s, matter, office)} {s.title}{from_day(matter.opens(s))}" for s in steps)
    if matter.status == "in_effect":
        return f"Đã đủ thủ tục. Còn lại: {told}." if told else "Đã đủ thủ tục."
    if told:
        return f"Tiếp theo: {told}."
    return "Việc đã xong." if matter.status == "closed" else ""


# A route


class Wait(NamedTuple):
    """Since when an open step waits, and until when it should."""

    since: datetime
    due: date | None


def route_view(
    matter: Matter, office: Office, law: Law, waits: Mapping[str, Wait] | None = None,
    asks: Mapping[str, type[BaseModel]] | None = None,
) -> tuple[StageView, ...]:  # fmt: skip
    """The route of a matter for a timeline: who did what when, what is due now, by which clause.

    `office` is the office at the moment of showing; `waits` is by step id, `asks` by verb what an act carries.
    """
    from tui.widgets.timeline import StageView

    open_steps = matter.open_steps if matter.status in OPEN_STATES else ()
    stages, after = [], False
    for stage in matter.route.stages:
        steps = tuple(
            _done_view(s, done, matter, office, law, (asks or {}).get(s.verb))
            if (done := matter.done.get(s.id)) is not None
            else _open_view(s, matter, office, law, (waits or {}).get(s.id))
            if s in open_steps
            else _later_view(s, matter, office, law)
            for s in stage
        )
        opens_after = not after and all(s.after for s in stage)
        stages.append(StageView(steps, AFTER if opens_after else ""))
        after = after or opens_after
    return tuple(stages)


def _done_view(
    step: Step, done: Done, matter: Matter, office: Office, law: Law, model: type[BaseModel] | None
) -> StepView:
    from tui.said import carried
    from tui.widgets.timeline import StepView

    state = done.outcome if done.outcome in ("declined", "returned") else "done"
    title = {"declined": "Không đồng ý", "returned": "Trả lại để hoàn chỉnh"}.get(done.outcome, capital(step.title))
    facts = carried(model, done.payload, office)
    named = () if facts else done.payload.items()
    chosen = [office.name(str(v)) for k, v in named if k != "late_by" and office.person(str(v))]
    late = f"quá hạn, {office.name(done.late_by)} để chậm" if done.late_by else ""
    when = " · ".join(part for part in (stamp(done.at, office.at), late) if part)
    return StepView(
        step.id,
        f"{title}: {', '.join(chosen)}" if chosen else title,
        state,
        holder_text(step, matter, office) if step.auto else capital(office.name(done.by)),
        when,
        "; ".join(part for part in (capacity_text(done, office, law, step=step), evidence_text(done, office)) if part),
        cite(step, law),
        done.note,
        tuple(f"{fact.label}: {fact.value}" for fact in facts),
    )


def evidence_text(done: Done, office: Office) -> str:
    """«văn bản số 112-CV/TU ngày 07/03/2024»"""
    known = [k for k in EVIDENCE if k in done.evidence]
    others = [k for k in done.evidence if k not in EVIDENCE]
    return " ".join(f"{EVIDENCE.get(k, k)} {_evidence_value(done.evidence[k], office)}" for k in (*known, *others))


def _evidence_value(value: str, office: Office) -> str:
    try:
        return stamp(datetime.fromisoformat(value), office.at) if "T" in value else whom(value, office)
    except ValueError:
        return whom(value, office)


def _open_view(step: Step, matter: Matter, office: Office, law: Law, wait: Wait | None) -> StepView:
    from core.law.authority import gap
    from tui.widgets.timeline import StepView

    today = office.at.astimezone(ZONE).date()
    due, tone = due_text(wait.due if wait else None, today)
    since = f"từ {stamp(wait.since, office.at)}" if wait else ""
    nobody = "" if people_of(step, matter, office) else gap(step, office)
    return StepView(
        step.id,
        capital(step.title),
        "late" if tone == "bad" else "now",
        f"chờ {holder_text(step, matter, office)}",
        " · ".join(part for part in (since, due) if part),
        "",
        cite(step, law),
        nobody,
    )


def _later_view(step: Step, matter: Matter, office: Office, law: Law) -> StepView:
    from tui.widgets.timeline import StepView

    who = capital(holder_text(step, matter, office))
    return StepView(step.id, capital(step.title), "later", who, cite=cite(step, law))


def cite(step: Step, law: Law) -> str:
    """The clause of a step, or the other legal source that added it."""
    return law.cite(step.cites[0]) if step.cites else step.source


# A ruling


def ruling(found: Ruling, office: Office, law: Law) -> RulingView:
    """A ruling with every id turned into words."""
    from tui.widgets.ruling import ruling_view

    return ruling_view(found, law, lambda token: whom(token, office))


def clauses_text(found: Ruling, law: Law) -> str:
    """The clauses that decide, in one line."""
    return "; ".join(dict.fromkeys(law.cite(g.norm) for g in found.because if g.decisive))
