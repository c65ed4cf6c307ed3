"""Acts on matters: open, take, decline, return, act, withdraw, shorten, extend, complete, start."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.errors import UsageError
from core.law.book import book_of
from core.law.route import OPEN_STATES
from core.law.ruling import Act, Verdict
from core.text import safe
from tui.cli.ask import procedure_of
from tui.cli.facts import check_asked, check_names
from tui.cli.identity import known_person
from tui.cli.render import STATUS_VI, Json, Terms, print_list, print_next, print_ruling, ruling_json, step_json
from tui.cli.words import evidence, nearest

if TYPE_CHECKING:
    from core.law.procedure import Procedure
    from core.law.route import Matter
    from core.work import Receipt
    from tui.cli.context import Context

MATTER, STEP, PAIRS = "VIỆC", "BƯỚC", "TÊN=GIÁ_TRỊ"


def open_matter(context: Context) -> int:
    words, house = context.words, context.house
    raw = words.pairs(PAIRS)
    procedure = procedure_of(context.registry.rules(), words.text("LOẠI"))
    check_names(procedure, raw)
    person = raw.get("person")
    if person is not None:
        known_person(house.desk.establishment(context.today), str(person), "person")
    elif "person" in procedure.facts.model_fields:
        raw["person"] = context.me
    receipt = house.work.open(procedure.kind, raw, by=context.me, at=context.now, act_id=act_id(context))
    return told(context, receipt, "Đã mở việc")


def act_id(context: Context) -> str:
    return context.words.maybe("--act-id") or ""


# Steps


def take(context: Context) -> int:
    """A step, with its evidence and what else it must carry."""
    return _step(context, context.words.text(STEP), "done", context.words.pairs(PAIRS))


def decline(context: Context) -> int:
    return _step(context, _step_to_answer(context), "declined", {})


def give_back(context: Context) -> int:
    return _step(context, _step_to_answer(context), "returned", {})


def start(context: Context) -> int:
    return _step(context, "start", "done", {})


def _step_to_answer(context: Context) -> str:
    """The step named, else the one that waits for an answer."""
    named = context.words.maybe(STEP)
    if named:
        return named
    matter = context.house.desk.matter(context.words.number(MATTER))
    steps = matter.open_steps if matter.status in OPEN_STATES else ()
    waiting = next((s for s in steps if s.answers), None)
    if waiting is None:
        raise UsageError(f"Việc số {matter.id} không có bước nào đang chờ cho ý kiến; xem «vptu show {matter.id}».")
    return waiting.id


def _step(context: Context, step: str, outcome: str, payload: dict[str, object]) -> int:
    words, house = context.words, context.house
    act = Act(outcome, words.maybe("--note") or "", evidence(words.maybe("--evidence")), payload)
    number_ = words.number(MATTER)
    if payload:
        _check_payload(context, house.desk.matter(number_), step, payload)
    receipt = house.work.take(number_, step, by=context.me, at=context.now, act=act, act_id=act_id(context))
    if outcome == "done" or receipt.repeated:
        return told(context, receipt, "Đã ghi bước này")
    word = "không đồng ý" if outcome == "declined" else "trả lại"
    answered = replace(receipt.ruling, sentence=f"Được: {word}, có nêu lý do.")
    return told(context, replace(receipt, ruling=answered), f"Đã ghi {word}")


def _check_payload(context: Context, matter: Matter, wanted: str, payload: dict[str, object]) -> None:
    """Raises UsageError for what the step does not carry, and for a deputy nobody knows."""
    procedure = context.registry.rules().procedures.get(matter.kind)
    step = matter.route.step(wanted)
    verb = step.verb if step else wanted
    if procedure is not None and verb in procedure.asks:
        check_asked(procedure, verb, payload, f"vptu take {matter.id} {wanted}")
    elif payload.get("deputy"):
        known_person(context.house.desk.establishment(context.today), str(payload["deputy"]), "deputy")


# The matter as a whole


def withdraw(context: Context) -> int:
    return change(context, "withdraw", {}, "Đã rút")


def shorten(context: Context) -> int:
    return change(context, "shorten", context.words.pairs("until=BUỔI"), "Đã rút ngắn")


def complete(context: Context) -> int:
    raw = context.words.pairs(PAIRS)
    matter = context.house.desk.matter(context.words.number(MATTER))
    procedure = procedure_of(context.registry.rules(), matter.kind)
    if "complete" in procedure.asks:
        check_asked(procedure, "complete", raw, f"vptu complete {matter.id}")
    else:
        check_names(procedure, raw)
    return change(context, "complete", raw, "Đã hoàn chỉnh, trình lại")


def act(context: Context) -> int:
    """Whatever the kind allows on a matter as a whole, with what it asks for."""
    verb, raw = context.words.text("THAO_TÁC"), context.words.pairs(PAIRS)
    matter = context.house.desk.matter(context.words.number(MATTER))
    procedure = procedure_of(context.registry.rules(), matter.kind)
    if verb not in procedure.changes:
        raise _no_such_act(context, matter, procedure, verb)
    check_asked(procedure, verb, raw, f"vptu act {matter.id} {verb}")
    return change(context, verb, raw, f"Đã {_titles(context, matter, procedure)[verb]}")


def _titles(context: Context, matter: Matter, procedure: Procedure) -> dict[str, str]:
    """What the acts on a matter are called."""
    law = context.house.desk.law_of(matter.id, context.now)
    return {verb: make(matter.facts, law, {}).step.title for verb, make in procedure.changes.items()}


def _no_such_act(context: Context, matter: Matter, procedure: Procedure, verb: str) -> UsageError:
    """With the acts there are; a step, or an act with a command of its own, is pointed to."""
    shown = safe(verb)[:60]
    if matter.route.step(verb) is not None or verb in procedure.verbs:
        return UsageError(f"«{shown}» là một bước của việc; ghi: vptu take {matter.id} {shown} …")
    if (verb == "start" and procedure.begin) or (verb == "extend" and procedure.extension):
        return UsageError(f"«{shown}» có lệnh riêng; ghi: vptu {shown} {matter.id} …")
    titles = _titles(context, matter, procedure)
    known = ", ".join(f"{name} ({title})" for name, title in titles.items()) or "không có"
    return UsageError(f"«{procedure.title}» không có thao tác «{shown}»{nearest(verb, titles)}; các thao tác: {known}.")


def change(context: Context, verb: str, asked: dict[str, object], said: str) -> int:
    """An act that the matter's procedure allows on all of it."""
    receipt = context.house.work.change(
        context.words.number(MATTER), verb, asked, by=context.me, at=context.now,
        note=context.words.maybe("--note") or "", act_id=act_id(context),
    )  # fmt: skip
    return told(context, receipt, said)


def extend(context: Context) -> int:
    asked = context.words.pairs("until=BUỔI")
    receipt = context.house.work.extend(
        context.words.number(MATTER), asked, by=context.me, at=context.now, act_id=act_id(context)
    )
    return told(context, receipt, "Đã mở việc xin thêm")


# The receipt


def told(context: Context, receipt: Receipt, said: str) -> int:
    """What was recorded, by which ruling, what comes next and who holds it."""
    house = context.house
    matter = house.desk.matter(receipt.matter) if receipt.matter else None
    terms = _terms(context, matter)
    if context.json:
        context.page.data(_receipt_json(receipt, matter, terms))
    elif receipt.repeated:
        context.page.line(f"Lần làm này đã được ghi trước đó, ở mục nhật ký số {receipt.seq}; không ghi lại.")
        if matter is not None:
            print_next(context.page, matter, terms)
    else:
        _print_receipt(context, receipt, matter, terms, said)
    return 3 if receipt.ruling.verdict is Verdict.REFUSED else 0


def _terms(context: Context, matter: Matter | None) -> Terms:
    desk = context.house.desk
    if matter is None:
        return Terms(desk.law(context.now), desk.office(context.now))
    procedure = context.registry.rules().procedures.get(matter.kind)
    span = procedure.span(matter.facts) if procedure else None
    office = desk.office(context.now, person=matter.subject or None, around=span)
    return Terms(desk.law_of(matter.id, context.now), office, context.registry.rules())


def _receipt_json(receipt: Receipt, matter: Matter | None, terms: Terms) -> Json:
    waiting = matter.open_steps if matter is not None and matter.status in OPEN_STATES else ()
    return {
        "matter": receipt.matter,
        "status": matter.status if matter else receipt.status,
        "seq": receipt.seq,
        "number": receipt.number,
        "repeated": receipt.repeated,
        "ruling": ruling_json(receipt.ruling, terms),
        "next": [step_json(step, matter, terms) for step in waiting if matter is not None],
        "warnings": list(receipt.warnings),
    }


def _print_receipt(context: Context, receipt: Receipt, matter: Matter | None, terms: Terms, said: str) -> None:
    page = context.page
    print_ruling(page, receipt.ruling, terms, people=False)
    page.line()
    status = STATUS_VI.get(receipt.status, receipt.status)
    register = f" {_number(context, receipt)}." if receipt.number is not None else ""
    page.line(f"{said}: việc số {receipt.matter}, {status} (nhật ký số {receipt.seq}).{register}", tone="good")
    print_list(page, "Lưu ý", receipt.warnings, "!")
    if matter is not None:
        print_next(page, matter, terms)


def _number(context: Context, receipt: Receipt) -> str:
    """The number an act was given, as its book prints it."""
    desk = context.house.desk
    row = next((r for r in reversed(desk.reader.numbers_of(receipt.matter)) if r.number == receipt.number), None)
    book = book_of(context.registry.books(), row.body, row.type) if row else None
    return f"{book.title}: số {desk.printed(row)}" if book and row else f"Số lưu: {receipt.number}"
