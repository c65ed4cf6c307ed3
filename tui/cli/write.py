"""Acts on matters: open, take, decline, return, withdraw, shorten, extend, complete, start, attach."""

from __future__ import annotations

import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import UsageError
from core.law.route import OPEN_STATES
from core.law.ruling import Act, Verdict
from core.text import number, safe
from tui.cli.ask import procedure_of
from tui.cli.facts import check_names
from tui.cli.files import why_not
from tui.cli.identity import known_person
from tui.cli.render import STATUS_VI, Json, Terms, print_list, print_next, print_ruling, ruling_json, step_json
from tui.cli.words import evidence

if TYPE_CHECKING:
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
    for person in [str(payload[name]) for name in ("deputy",) if payload.get(name)]:
        known_person(house.desk.establishment(context.today), person, "deputy")
    receipt = house.work.take(number_, step, by=context.me, at=context.now, act=act, act_id=act_id(context))
    if outcome == "done" or receipt.repeated:
        return told(context, receipt, "Đã ghi bước này")
    word = "không đồng ý" if outcome == "declined" else "trả lại"
    answered = replace(receipt.ruling, sentence=f"Được: {word}, có nêu lý do.")
    return told(context, replace(receipt, ruling=answered), f"Đã ghi {word}")


# The matter as a whole


def withdraw(context: Context) -> int:
    return change(context, "withdraw", {}, "Đã rút")


def shorten(context: Context) -> int:
    return change(context, "shorten", context.words.pairs("until=BUỔI"), "Đã rút ngắn")


def complete(context: Context) -> int:
    raw = context.words.pairs(PAIRS)
    matter = context.house.desk.matter(context.words.number(MATTER))
    check_names(procedure_of(context.registry.rules(), matter.kind), raw)
    return change(context, "complete", raw, "Đã hoàn chỉnh, trình lại")


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


# Files


def attach(context: Context) -> int:
    words, house = context.words, context.house
    matter = house.desk.matter(words.number(MATTER))
    limit = house.desk.law(context.now).whole("attachment.max_bytes")
    path = words.raw("TỆP") or ""
    given = words.maybe("--name")
    data = _from_stdin(limit) if path == "-" else _from_file(Path(path), limit)
    name = given or ("tep-dinh-kem" if path == "-" else Path(path).name)
    found = house.work.attach(matter.id, name, data, by=context.me, at=context.now, act_id=act_id(context))
    if context.json:
        context.page.data({"matter": matter.id, "attachment": found, "size": len(data), "repeated": found == 0})
    elif found == 0:
        context.page.line("Lần làm này đã được ghi trước đó; không đính kèm lại.")
    else:
        context.page.line(
            f"Đã đính kèm «{name}» ({number(len(data))} byte) vào việc số {matter.id}: tệp số {found}.", tone="good"
        )
    return 0


def _from_file(path: Path, limit: int) -> bytes:
    """The bytes of an ordinary file. One byte over the limit is read at most: the store then refuses it."""
    shown = safe(str(path))
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise UsageError(f"«{shown}» không phải tệp thường: hãy chọn một tệp.")
        if about.st_size > limit:
            raise UsageError(
                f"Tệp «{shown}» nặng {number(about.st_size)} byte, giới hạn là {number(limit)} byte: "
                "hãy nén lại, chia nhỏ hoặc nhờ người quản trị nâng giới hạn (attachment.max_bytes)."
            )
        with path.open("rb") as file:
            return file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"Không đọc được tệp «{shown}» ({why_not(error)}): hãy kiểm tra đường dẫn và quyền đọc."
        ) from None


def _from_stdin(limit: int) -> bytes:
    return sys.stdin.buffer.read(limit + 1)


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
    register = f" Số lưu: {receipt.number}." if receipt.number is not None else ""
    page.line(f"{said}: việc số {receipt.matter}, {status} (nhật ký số {receipt.seq}).{register}", tone="good")
    print_list(page, "Lưu ý", receipt.warnings, "!")
    if matter is not None:
        print_next(page, matter, terms)
