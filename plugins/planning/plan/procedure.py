"""Điều 8, khoản 1 to 3: the Office's plan of the year, clause by clause; then the plans of the units."""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import UsageError
from core.law import usual
from core.law.procedure import Opening, Parts
from core.law.regulation import Law
from core.law.route import HEAD, LEADERSHIP, Matter, Step, deputy_of, inform, task, unit
from core.law.ruling import Act, Objection
from core.office.office import Office

from .. import common
from .facts import PARTS, Plan
from .hearing import Outcome, opinions


def plan_route(facts: Plan, office: Office, law: Law) -> Parts:
    """Whose plan it is decides its way."""
    return office_plan(facts, office, law) if facts.scope == "office" else unit_plan(facts, office)


def office_plan(facts: Plan, office: Office, law: Law) -> Iterator[Step | tuple[Step, ...]]:
    """Drafted, reviewed by the leadership, decided by the Head, sent to everybody."""
    yield task(
        "draft", "trình dự thảo kế hoạch năm, kèm căn cứ", unit(facts.unit), "8.1/1", id="draft", readings=("A28",),
        checks=("planning.complete",),
    )  # fmt: skip
    asked = opinions(facts, office)
    if asked:
        yield asked
    yield task(
        "decide", "quyết định kế hoạch năm", HEAD, "8.1/3", "8.1/2", "2.1", id="decide", readings=("A13",),
        checks=("planning.heard",), decides=True, answers=True,
    )  # fmt: skip
    yield from sending(facts, office, law)


def sending(facts: Plan, office: Office, law: Law) -> Iterator[Step | tuple[Step, ...]]:
    """8.2: to every leader and every unit; who has it is written down afterwards."""
    clerical = usual.clerical(law)
    yield task("send", "gửi kế hoạch tới lãnh đạo và các bộ phận", clerical, "8.2", id="send", readings=("A09",))
    yield (
        inform(LEADERSHIP, "8.2", id="inform:leadership", title="được gửi kế hoạch"),
        *(
            inform(unit(u), "8.2", id=f"inform:{u}", title="được gửi kế hoạch")
            for u in (facts.sent_to or office.establishment.units)
            if u in office.establishment.units
        ),
    )
    archive = clerical if law.flag("org.clerical_is_archive") else unit(law.text("org.unit_archive"))
    yield task("file", "lưu", archive, "R-5", id="file", after=True, readings=("A09",))


def unit_plan(facts: Plan, office: Office) -> Iterator[Step]:
    """8.3/1: drafted by the unit under the deputy in charge of it; under the Head where he is in charge (3.6/1)."""
    yield task(
        "draft", "trình dự thảo kế hoạch của bộ phận", unit(facts.unit), "8.3/1", id="draft",
        checks=("planning.complete",),
    )  # fmt: skip
    first, *others = usual.in_charge(facts.unit, office)
    cites = ("8.3/1", "3.6/1") if first == HEAD else ("8.3/1",)
    yield task(
        "agree", "đồng ý kế hoạch của bộ phận", first, *cites, id="agree", others=tuple(others), decides=True,
        answers=True,
    )  # fmt: skip


def open_plan(facts: Plan, office: Office, law: Law) -> Opening:
    """8.1/1: the General unit begins the Office's plan; 8.3/1: a unit its own, or the leader in charge of it."""
    common.nothing_recorded(facts)
    if facts.scope == "office":
        step = task("open", "lập kế hoạch năm", unit(common.general(law)), "8.1/1", id="open", others=(LEADERSHIP,))
    else:
        step = task(
            "open", "lập kế hoạch của bộ phận", unit(facts.unit), "8.3/1", id="open",
            others=(deputy_of(facts.unit), HEAD),
        )  # fmt: skip
    return Opening(step, tuple(_objections(facts, office, law)))


def _objections(facts: Plan, office: Office, law: Law) -> Iterator[Objection]:
    several = tuple(usual.one_of_each(facts.unit, facts.responsible, office))
    yield from several
    if several:
        return
    common.require_units((facts.unit,), office)
    if facts.year < usual.today(office).year:
        raise UsageError(f"Năm {facts.year} đã qua: lập kế hoạch cho năm nay hoặc năm tới.")
    general = common.general(law)
    if facts.scope == "office" and facts.unit != general:
        name = usual.unit_name(general, office)
        yield Objection(("8.1/1",), f"Kế hoạch năm của Văn phòng do {name} soạn.", (f"Ghi bộ phận soạn là {name}.",))
    elsewhere = common.of_the_unit(facts.responsible, facts.unit, office)
    if elsewhere is not None:
        yield elsewhere


def complete(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    """8.1/1: nothing goes up without the Standing Committee's programme it stands on, and the draft itself."""
    facts: Plan = matter.facts
    wanted = ("can_cu", "du_thao") if facts.scope == "office" else ("du_thao",)
    there = {file.part for file in matter.attachments}
    missing = [PARTS[part] for part in wanted if part not in there]
    if not missing:
        return None
    norm = "8.1/1" if facts.scope == "office" else "8.3/1"
    parts = ", ".join(f"«{name}»" for name in missing)
    return Objection((norm,), f"Hồ sơ kế hoạch còn thiếu {parts}.", (f"Đính kèm {parts} rồi trình.",))


# -- what the steps put on record


def drafted(facts: Plan, said: object, by: str, office: Office, law: Law) -> Outcome:
    """The leaders' days begin to run (A33)."""
    begun: dict[str, object] = {"submitted_on": usual.today(office)}
    if facts.scope == "office":
        begun["opinions_by"] = common.in_days(office, law)
    return facts.model_copy(update=begun), ()


def decided(facts: Plan, said: object, by: str, office: Office, law: Law) -> Outcome:
    return facts.model_copy(update={"decided_on": usual.today(office)}), ()


def sent(facts: Plan, said: object, by: str, office: Office, law: Law) -> Outcome:
    """8.2: everybody who leads or is a unit on that day is to have it."""
    found = office.establishment
    everybody = tuple(p for p in (found.head, *found.deputies, *found.units) if p)
    return facts.model_copy(update={"sent_on": usual.today(office), "sent_to": everybody}), ()
