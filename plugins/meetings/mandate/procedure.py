"""Điều 6, khoản 3: nobody speaks for the Office unless a leader mandated him; his own opinion, when asked, is free."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from core.law import usual
from core.law.procedure import Change, Opening, Parts
from core.law.regulation import Law
from core.law.route import HEAD, LEADERSHIP, Matter, Step, person, task
from core.law.ruling import Act, Objection
from core.office.office import Office
from core.office.sessions import day_of, label
from core.text import capital

from .. import common

if TYPE_CHECKING:
    from .facts import Completing, Giving, Mandate

Outcome = tuple["Mandate", tuple[Objection, ...]]
Asked = Mapping[str, object]


def norm(facts: Mandate) -> str:
    """6.3/3 forbids speaking for the Office; 6.3/2 lets everybody give his own opinion."""
    return "6.3/3" if facts.capacity == "office" else "6.3/2"


def mandate_route(facts: Mandate, office: Office, law: Law) -> Parts:
    """6.3/3: mandated by a leader, then spoken; for himself he only speaks."""
    if facts.capacity == "office":
        yield task(
            "give", "ủy nhiệm phát biểu nhân danh Văn phòng", LEADERSHIP, "6.3/3",
            id="give", readings=("A14",), decides=True, answers=True, checks=("meetings.in_time",),
        )  # fmt: skip
        yield task(
            "speak", "phát biểu nhân danh Văn phòng", person(facts.person), "6.3/3",
            id="speak", after=True, checks=("meetings.speaking_day",),
        )  # fmt: skip
        return
    yield task(
        "speak", "nêu ý kiến cá nhân", person(facts.person), "6.3/2", id="speak", checks=("meetings.speaking_day",)
    )


def open_mandate(facts: Mandate, office: Office, law: Law) -> Opening:
    """By whoever is to speak, or a leader. Of an opinion nobody asked for no norm speaks: it is only put on record."""
    common.nothing_recorded(facts, ("scope", "given_by", "spoke"))
    usual.require_insider(facts.person, office, "người phát biểu")
    title = "xin ủy nhiệm phát biểu" if facts.capacity == "office" else "nêu ý kiến cá nhân"
    step = task("open", title, person(facts.person), norm(facts), id="open", others=(LEADERSHIP,))
    silent = facts.capacity == "personal" and not facts.asked
    return Opening(step, tuple(_objections(facts, office)), silent=silent)


def _objections(facts: Mandate, office: Office) -> Iterator[Objection]:
    if facts.capacity == "office" and facts.person in common.leaders(office):
        yield Objection(
            ("6.3/3",), f"{capital(office.name(facts.person))} là lãnh đạo Văn phòng, không cần ủy nhiệm của ai.",
            ("Điều 6, khoản 3 chỉ nói về chuyên viên; không cần mở việc này.",),
        )  # fmt: skip
    if facts.on is not None and facts.on < office.now:
        says = f"Buổi {label(facts.on)} đã qua: phải được ủy nhiệm trước khi phát biểu."
        yield Objection((norm(facts),), says, ("Ghi từ buổi hiện tại trở đi.",))


def lacking(facts: Mandate) -> str:
    """What a question may leave out and a matter on record may not."""
    if not facts.event.strip():
        return "Còn thiếu hội nghị, cuộc khảo sát (event)."
    return "" if facts.on is not None else "Còn thiếu ngày, buổi (on)."


def heading(facts: Mandate, office: Office) -> str:
    name = capital(office.name(facts.person).removeprefix("đồng chí "))
    how = "phát biểu nhân danh Văn phòng" if facts.capacity == "office" else "nêu ý kiến cá nhân"
    when = f", {label(facts.on)}" if facts.on is not None else ""
    return f"{name} {how}: {usual.brief(facts.event)}{when}"


# -- what stands in the way


def in_time(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """A mandate given afterwards would be none."""
    on = matter.facts.on
    if act is None or act.outcome != "done" or on is None or on >= office.now:
        return None
    return Objection(("6.3/3",), f"Buổi {label(on)} đã qua, không ủy nhiệm lùi lại.", ("Không đồng ý, ghi lý do.",))


def speaking_day(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """It was given for one event: put on record on its day or later."""
    on = matter.facts.on
    if on is None or day_of(on) <= usual.today(office):
        return None
    return Objection((norm(matter.facts),), f"Chưa đến buổi đó ({label(on)}).", ("Chờ đến buổi đó.",))


def nobody_his_own(matter: Matter, step: Step, by: str, office: Office, law: Law) -> Objection | None:
    """Nobody mandates himself – not by acting, not by delegation."""
    if step.verb != "give" or by != matter.facts.person:
        return None
    return Objection(("6.3/3",), "Không ai tự ủy nhiệm cho chính mình.")


# -- acts


def giving(facts: Mandate, said: Giving, by: str, office: Office, law: Law) -> Outcome:
    return facts.model_copy(update={"scope": said.scope, "given_by": by}), ()


def speaking(facts: Mandate, said: Any, by: str, office: Office, law: Law) -> Outcome:
    return facts.model_copy(update={"spoke": True}), ()


def withdraw(facts: Mandate, law: Law, asked: Asked) -> Change:
    """Before it is used, whoever asked takes it back."""
    step = task("withdraw", "rút", person(facts.person), norm(facts), id="withdraw", others=(HEAD,))
    return Change(step, frozenset({"open", "returned", "in_effect"}), _unused)


def revoke(facts: Mandate, law: Law, asked: Asked) -> Change:
    """A leader takes back what was given, with the reason."""
    step = task("revoke", "thu hồi ủy nhiệm", LEADERSHIP, "6.3/3", id="revoke", readings=("A14",))
    return Change(step, frozenset({"in_effect"}), _unused, gives_up=True)


def _unused(facts: Mandate, asked: Any, office: Office, law: Law) -> Outcome:
    if not facts.spoke:
        return facts, ()
    return facts, (Objection((norm(facts),), "Đã phát biểu, không rút được nữa.", ("Để nguyên như đã ghi.",)),)


def complete(facts: Mandate, law: Law, asked: Asked) -> Change:
    """After a return: what is to be said, put more clearly."""
    step = task("complete", "hoàn chỉnh, xin lại", person(facts.person), "6.3/3", id="complete")
    return Change(step, frozenset({"returned"}), _completed, corrects=True)


def _completed(facts: Mandate, asked: Completing, office: Office, law: Law) -> Outcome:
    return facts.model_copy(update={"topic": asked.topic}), ()
