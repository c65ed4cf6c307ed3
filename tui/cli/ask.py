"""Questions that write nothing: `route`, `may`, `who`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from core.errors import REFUSED, UsageError
from core.inquiry import Outline, Question, outline
from core.inquiry import may as ask_may
from core.inquiry import who as ask_who
from core.law.facts import names_of, read_facts
from core.law.procedure import Procedure, RuleBrokenError, Rules
from core.law.ruling import VERDICT_VI, Ruling, Verdict
from core.text import safe
from tui.cli.facts import check_names, facts_json, facts_lines
from tui.cli.identity import known_person
from tui.cli.render import (
    Json,
    Terms,
    grounds_json,
    print_list,
    print_readings,
    print_ruling,
    ruling_json,
    step_holder,
    step_json,
    verdict_exit,
)
from tui.cli.scopes import require_scope
from tui.cli.words import nearest, supposition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.inquiry import Supposition
    from core.law.route import Step
    from core.office.office import Establishment
    from tui.cli.context import Context

OPEN = "open"


def procedure_of(rules: Rules, kind: str) -> Procedure:
    """Raises UsageError with the nearest kind for an unknown one, RuleBrokenError for one whose plugin is broken."""
    if kind in rules.broken_kinds:
        raise RuleBrokenError(f"phần «{kind}»", RuntimeError(rules.broken_kinds[kind].rstrip(".")))
    if kind not in rules.procedures:
        known = sorted(rules.procedures)
        raise UsageError(
            f"Không có loại việc «{safe(kind)[:60]}»{nearest(kind, known)}; "
            f"các loại việc: {', '.join(known) or 'chưa có loại nào'}."
        )
    return rules.procedure(kind)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was understood, or the ruling on why no answer is possible."""

    outline: Outline | None
    terms: Terms
    procedure: Procedure | None
    broken: Ruling | None = None


def _asked(context: Context) -> Asked:
    """Raises UsageError for unknown kinds, facts, people, steps and suppositions."""
    words, premises = context.words, context.premises
    at = words.instant("--at", context.now)
    law = premises.law(at)
    rules = context.registry.rules()
    raw = words.pairs("TÊN=GIÁ_TRỊ")
    try:
        procedure = procedure_of(rules, words.text("LOẠI"))
        check_names(procedure, raw)
        question = _question(context, procedure, raw, at)
        facts = read_facts(procedure.facts, question.raw, kind=procedure.kind)
        office = premises.office(at, person=procedure.subject(facts) or None, around=procedure.span(facts))
        return Asked(outline(question, office=office, law=law, rules=rules), Terms(law, office, rules), procedure)
    except RuleBrokenError as failed:
        ruling = Ruling(Verdict.UNDETERMINED, words.maybe("--for") or "", OPEN, str(failed))
        return Asked(None, Terms(law, premises.office(at)), None, ruling)


def _question(context: Context, procedure: Procedure, raw: dict[str, object], at: datetime) -> Question:
    words = context.words
    people = context.premises.establishment(at.date())
    by = words.maybe("--for")
    if by is not None:
        known_person(people, by, "--for")
    if "person" in names_of(procedure.facts):
        if "person" not in raw:
            raw = {"person": by or context.me, **raw}
        known_person(people, str(raw["person"]), "person")
    elif by is None:
        by = context.me
    supposed = _supposed(words.many("--suppose"), people)
    for _, _, scope in supposed.delegations:
        require_scope(scope, context.registry.rules().procedures)
    named = [p for giver, taker, _ in supposed.delegations for p in (giver, taker)]
    for person in (*supposed.away, *([supposed.acting] if supposed.acting else []), *named):
        known_person(people, person, "--suppose")
    return Question(procedure.kind, raw, by, words.many("--done"), supposed, words.flag("--ready"))


def _supposed(words: Iterable[str], people: Establishment) -> Supposition:
    """What is supposed; a mandate that a body gives is given by whoever speaks for it."""
    found = supposition(words)
    spoken = {b.id: b.spokesperson for b in people.bodies.values() if b.spokesperson and b.id not in people.people}
    given = tuple((spoken.get(giver, giver), taker, scope) for giver, taker, scope in found.delegations)
    return replace(found, delegations=given)


def route(context: Context) -> int:
    asked = _asked(context)
    if asked.outline is None or asked.procedure is None:
        return _undetermined(context, asked)
    found, terms = asked.outline, replace(asked.terms, office=asked.outline.office)
    if context.json:
        context.page.data(_route_json(found, asked.procedure, terms))
    else:
        _print_route(context, found, asked.procedure, terms)
    return verdict_exit(found.opening.verdict)


def _undetermined(context: Context, asked: Asked) -> int:
    assert asked.broken is not None
    if context.json:
        context.page.data(ruling_json(asked.broken, asked.terms))
    else:
        print_ruling(context.page, asked.broken, asked.terms)
    return REFUSED


def _route_json(found: Outline, procedure: Procedure, terms: Terms) -> Json:
    numbered = [(n, step) for n, stage in enumerate(found.route.stages, 1) for step in stage]
    steps = [
        {"n": n, "stage": stage, "done": step.id in found.matter.done, **step_json(step, found.matter, terms)}
        for n, (stage, step) in enumerate(numbered, 1)
    ]
    return {
        "kind": procedure.kind,
        "facts": facts_json(procedure, found.matter.facts),
        "for": found.matter.opened_by,
        "verdict": str(found.opening.verdict),
        "sentence": found.opening.sentence,
        "because": grounds_json(found.opening, terms.law),
        "unblock": list(found.opening.unblock),
        "steps": steps,
        "warnings": list(found.warnings),
        "gaps": list(found.gaps),
        "readings": list(found.readings),
    }


def _print_route(context: Context, found: Outline, procedure: Procedure, terms: Terms) -> None:
    page = context.page
    page.line(procedure.heading(found.matter.facts, terms.office), tone="bold")
    page.pairs(facts_lines(procedure, found.matter.facts, terms.office.establishment))
    page.line()
    if found.opening.allows:
        page.line(f"Mở việc: {VERDICT_VI[found.opening.verdict]}", tone="good")
    else:
        print_ruling(page, replace(found.opening, readings=()), terms)
    page.heading("Tuyến giải quyết")
    rows = [
        (str(n), _step_cell(step, found), step_holder(step, found.matter, terms), terms.cites(step.cites))
        for n, step in enumerate(found.route, 1)
    ]
    if rows:
        page.table(("TT", "Bước", "Thẩm quyền", "Căn cứ"), rows, indent=2)
    else:
        page.item("Quy chế không đòi bước nào; chương trình chỉ ghi nhận.")
    print_list(page, "Lưu ý", found.warnings, "!")
    print_list(page, "Chưa có người làm", found.gaps, "!")
    print_readings(page, found.readings, terms.law)


def _step_cell(step: Step, found: Outline) -> str:
    marks = [m for m, on in (("tự động", step.auto), ("sau khi có hiệu lực", step.after)) if on]
    state = "✓ " if step.id in found.matter.done else ""
    aside = f" ({', '.join(marks)})" if marks else ""
    return f"{state}{step.title}{aside} [{step.id}]" + (f"\nnguồn: {step.source}" if step.source else "")


def may(context: Context) -> int:
    asked = _asked(context)
    if asked.outline is None:
        return _undetermined(context, asked)
    found, terms = asked.outline, replace(asked.terms, office=asked.outline.office)
    person = known_person(found.office.establishment, context.words.text("NGƯỜI"), "NGƯỜI")
    verb = _verb(context, found)
    ruling = ask_may(person, verb, found, rules=context.registry.rules())
    warnings = [*ruling.warnings, *_cannot_open(found, verb), *found.warnings]
    if context.json:
        context.page.data({**ruling_json(ruling, terms), "warnings": warnings})
    else:
        print_ruling(context.page, ruling, terms)
        print_list(context.page, "Lưu ý", warnings, "!")
    return verdict_exit(ruling.verdict)


def _cannot_open(found: Outline, verb: str) -> list[str]:
    """A later step of a matter that could not be opened in the first place."""
    if verb == OPEN or found.opening.allows:
        return []
    return [f"Việc như vậy không mở được: {found.opening.sentence}"]


def _verb(context: Context, found: Outline) -> str:
    """The verb or step asked about. Raises UsageError with the nearest one for what this kind does not know."""
    verb, procedure = context.words.text("THAO_TÁC"), found.procedure
    steps = [name for step in found.route for name in (step.id, step.verb)]
    known = dict.fromkeys([OPEN, *steps, *procedure.verbs, *procedure.changes, *(["start"] if procedure.begin else [])])
    if verb not in known:
        raise UsageError(
            f"«{procedure.title}» không có thao tác «{safe(verb)[:60]}»{nearest(verb, known)}; có: {', '.join(known)}."
        )
    return verb


def who(context: Context) -> int:
    asked = _asked(context)
    if asked.outline is None:
        return _undetermined(context, asked)
    found, terms = asked.outline, replace(asked.terms, office=asked.outline.office)
    verb = _verb(context, found)
    rulings = ask_who(verb, found, rules=context.registry.rules())
    yes = [r for r in rulings if r.allows]
    no = [r for r in rulings if not r.allows]
    if context.json:
        context.page.data(
            {"kind": found.procedure.kind, "verb": verb, "step": next((r.step.id for r in rulings if r.step), None),
             "may": [ruling_json(r, terms) for r in yes], "may_not": [ruling_json(r, terms) for r in no],
             "warnings": _cannot_open(found, verb)}
        )  # fmt: skip
        return 0
    _print_who(context, yes, no, terms)
    print_list(context.page, "Lưu ý", _cannot_open(found, verb), "!")
    return 0


def _by_reason(no: list[Ruling], terms: Terms) -> dict[str, list[str]]:
    """People by why they may not; that the step is not theirs is said once."""
    found: dict[str, list[str]] = {}
    for ruling in no:
        reason = ruling.sentence.replace(f", không phải của {terms.office.name(ruling.by)}", "")
        found.setdefault(reason, []).append(terms.person(ruling.by))
    return found


def _print_who(context: Context, yes: list[Ruling], no: list[Ruling], terms: Terms) -> None:
    page = context.page
    page.line("Ai được làm", tone="bold")
    for ruling in yes:
        how = terms.capacity(ruling.standing) if ruling.standing else "quy chế không quy định"
        clauses = terms.cites(g.norm for g in ruling.because if g.decisive)
        page.item(f"{terms.person(ruling.by)}: {how}{f' – {clauses}' if clauses else ''}", tone="good")
    if not yes:
        page.item("Hiện không ai.")
    if no:
        page.heading("Ai không được, vì sao")
    for reason, people in _by_reason(no, terms).items():
        page.item(reason)
        page.line(", ".join(people), indent=4, tone="faint")
    unblock = dict.fromkeys(u for r in no[:1] if not yes for u in r.unblock)
    print_list(page, "Cách gỡ", unblock, "→")
