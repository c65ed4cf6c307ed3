"""A ruling, a step, a receipt: the same words and the same JSON whichever command prints them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from core.law.authority import people_of
from core.law.holders import label
from core.law.procedure import Rules
from core.law.route import OPEN_STATES
from core.law.ruling import CAPACITY_VI, VERDICT_VI, Capacity, Ruling, Standing, Verdict
from core.office.sessions import ZONE
from tui.dates import from_day

if TYPE_CHECKING:
    from core.law.regulation import Law
    from core.law.route import Matter, Step
    from core.office.office import Office
    from tui.cli.page import Page

Json = dict[str, object]
TONE = {Verdict.PERMITTED: "good", Verdict.REFUSED: "bad", Verdict.SILENT: "bold", Verdict.UNDETERMINED: "warn"}
GATE_VI = {"order": "thứ tự", "checks": "điều kiện", "bars": "điều cấm", "standing": "thẩm quyền"}
STATUS_VI = {
    "open": "đang giải quyết", "returned": "trả lại để hoàn chỉnh", "in_effect": "đã đủ thủ tục",
    "closed": "đã xong", "declined": "không được đồng ý", "withdrawn": "đã rút",
}  # fmt: skip
ACT_VI = {
    "open": "mở việc", "take": "làm bước", "decline": "không đồng ý", "return": "trả lại", "withdraw": "rút",
    "shorten": "rút ngắn", "complete": "hoàn chỉnh", "refused": "bị từ chối", "attach": "đính kèm",
    "delegate": "ủy quyền", "end-delegation": "chấm dứt ủy quyền", "apply-office": "áp dụng cấu hình",
    "set-parameter": "đặt tham số", "import-regulation": "nạp nguyên văn", "assign": "xếp trực",
    "fill": "xếp luân phiên", "swap": "đổi ca trực", "reserve": "giữ số", "void": "hủy số", "start": "đặt số đầu",
    "take_over": "nhập sổ",
}  # fmt: skip
MOST_PEOPLE = 12


@dataclass(frozen=True, slots=True)
class Terms:
    """What turns ids into words: the law and the office of the moment; the rules, where people of steps are named."""

    law: Law
    office: Office
    rules: Rules = field(default_factory=Rules)

    def person(self, person: str | None) -> str:
        """«đồng chí Phó 1 (deputy1)»: with the id, because commands are given with ids."""
        name = self.office.name(person)
        return f"{name} ({person})" if person in self.office.establishment.people else name

    def cites(self, norms: Iterable[str]) -> str:
        return "; ".join(dict.fromkeys(map(self.law.cite, norms)))

    def capacity(self, standing: Standing) -> str:
        """«theo ủy quyền, thay đồng chí Chánh Văn phòng»."""
        says = CAPACITY_VI[standing.capacity]
        if standing.capacity is Capacity.OWN or not standing.behalf:
            return says
        body = self.office.establishment.bodies.get(standing.behalf)
        whom = body.name if body else self.office.name(standing.behalf)
        if standing.capacity is Capacity.RECORDED:
            return f"ghi nhận thay {whom}, kèm bằng chứng"
        return f"{says}, thay {whom}"


def when(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%H:%M %d/%m/%Y}"


def verdict_exit(verdict: Verdict) -> int:
    """3 where the regulation refuses or nothing can be said; 0 where the act may be recorded."""
    return 0 if verdict in (Verdict.PERMITTED, Verdict.SILENT) else 3


# Rulings


def ruling_json(ruling: Ruling, terms: Terms) -> Json:
    standing = ruling.standing
    return {
        "verdict": str(ruling.verdict),
        "capacity": str(standing.capacity) if standing else None,
        "behalf": standing.behalf if standing else None,
        "by": ruling.by,
        "verb": ruling.verb,
        "step": ruling.step.id if ruling.step else None,
        "gate": str(ruling.gate) if ruling.gate else None,
        "sentence": ruling.sentence,
        "because": grounds_json(ruling, terms.law),
        "who_may": [_who_json(s, ruling.step) for s in ruling.who_may],
        "unblock": list(ruling.unblock),
        "readings": list(ruling.readings),
        "warnings": list(ruling.warnings),
    }


def grounds_json(ruling: Ruling, law: Law) -> list[Json]:
    return [
        {"clause": g.norm, "cite": law.cite(g.norm), "says": g.says or law.says(g.norm), "decisive": g.decisive}
        for g in ruling.because
    ]


def _who_json(standing: Standing, step: Step | None) -> Json:
    cites = standing.cites or (step.cites if step else ())
    return {
        "person": standing.person, "capacity": str(standing.capacity), "clause": cites[0] if cites else None,
        "behalf": standing.behalf,
    }  # fmt: skip


def print_ruling(page: Page, ruling: Ruling, terms: Terms, *, people: bool = True) -> None:
    """May I, why, who then, what next: the order in which it is asked. Who else may is left out after the act."""
    head = VERDICT_VI[ruling.verdict]
    if ruling.standing:
        head += f" – {terms.capacity(ruling.standing)}"
    elif ruling.gate:
        head += f" – vướng {GATE_VI[str(ruling.gate)]}"
    page.line(head, tone=TONE[ruling.verdict])
    page.line(ruling.sentence, indent=2)
    _print_grounds(page, ruling, terms.law)
    if ruling.who_may and people:
        page.heading("Ai được làm")
        _print_people(page, ruling.who_may, terms)
    print_list(page, "Cách gỡ", ruling.unblock, "→")
    print_list(page, "Lưu ý", ruling.warnings, "!")
    print_readings(page, ruling.readings, terms.law)


def _print_grounds(page: Page, ruling: Ruling, law: Law) -> None:
    if not ruling.because:
        return
    page.heading("Căn cứ")
    for ground in sorted(ruling.because, key=lambda g: not g.decisive):
        aside = "" if ground.decisive else " (có liên quan)"
        page.item(f"{law.cite(ground.norm)}{aside}: {ground.says or law.says(ground.norm)}".rstrip(": "), "§")


def _print_people(page: Page, people: Sequence[Standing], terms: Terms) -> None:
    for standing in people[:MOST_PEOPLE]:
        clause = f" – {terms.cites(standing.cites)}" if standing.cites else ""
        page.item(f"{terms.person(standing.person)}: {terms.capacity(standing)}{clause}")
    if len(people) > MOST_PEOPLE:
        page.item(f"và {len(people) - MOST_PEOPLE} người khác")


def print_list(page: Page, title: str, lines: Iterable[str], sign: str) -> None:
    """A titled list, or nothing where it is empty."""
    found = tuple(lines)
    if found:
        page.heading(title)
        for line in found:
            page.item(line, sign)


def print_readings(page: Page, readings: Iterable[str], law: Law) -> None:
    print_list(page, "Cách hiểu được áp dụng", (f"{r}: {law.chosen(r)}" for r in readings if r in law.readings), "§")


# Steps


def step_people(step: Step, matter: Matter, terms: Terms) -> tuple[Standing, ...]:
    """Who may take a step once it is its turn, without those barred from it."""
    return people_of(matter, step, office=terms.office, law=terms.law, rules=terms.rules)


def step_json(step: Step, matter: Matter, terms: Terms) -> Json:
    people = step_people(step, matter, terms)
    return {
        "id": step.id,
        "verb": step.verb,
        "title": step.title,
        "holder": str(step.holders[0]),
        "holders": [str(h) for h in step.holders],
        "holder_name": " hoặc ".join(label(h, terms.office) for h in step.holders),
        "people": [
            {"person": s.person, "capacity": str(s.capacity), "behalf": s.behalf, "cites": list(s.cites or step.cites)}
            for s in people
        ],
        "giver": str(step.giver) if step.giver else None,
        "cites": list(step.cites),
        "readings": list(step.readings),
        "checks": list(step.checks),
        "needs": list(step.needs),
        "form": step.form,
        "register": step.register,
        "after": step.after,
        "auto": step.auto,
        "source": step.source or None,
    }


def step_holder(step: Step, matter: Matter, terms: Terms) -> str:
    """Who holds a step: the post, and the people who may take it, those who only write an answer down left out."""
    if step.holders[0].relation == "person":
        return terms.person(step.holders[0].of)
    found = [s for s in step_people(step, matter, terms) if s.capacity is not Capacity.RECORDED]
    post = label(step.holders[0], terms.office)
    names = [_named(s, terms) for s in found if terms.office.name(s.person) != post]
    shown = ", ".join(names[:4]) + (f" và {len(names) - 4} người khác" if len(names) > 4 else "")
    return f"{post}: {shown}" if shown else post


def _named(standing: Standing, terms: Terms) -> str:
    name = terms.person(standing.person)
    return name if standing.capacity is Capacity.OWN else f"{name}, {CAPACITY_VI[standing.capacity]}"


def print_next(page: Page, matter: Matter, terms: Terms) -> None:
    """What comes next, and who holds it."""
    page.heading("Tiếp theo")
    if matter.status == "returned":
        page.item(f"{_completing(matter, terms)} hoàn chỉnh: vptu complete {matter.id} TÊN=GIÁ_TRỊ …", "→")
    elif matter.status in OPEN_STATES and matter.open_steps:
        for step in matter.open_steps:
            later = from_day(matter.opens(step))
            page.item(f"{step.title} [{step.id}]{later}: {step_holder(step, matter, terms)}", "→")
    else:
        page.item("Không còn bước nào.")


def _completing(matter: Matter, terms: Terms) -> str:
    """Who puts a returned matter in order."""
    procedure = terms.rules.procedures.get(matter.kind)
    make = procedure.changes.get("complete") if procedure else None
    return step_holder(make(matter.facts, terms.law, {}).step, matter, terms) if make else terms.person(matter.owner)
