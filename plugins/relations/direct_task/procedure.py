"""Điều 6, khoản 1, third dash, with Điều 23 (first), third dash: two steps that the text tells twice (A36).

The specialist may accept at once and tells the leaders; after the work he reports to the one in charge. An order of any
other deputy secretary goes through the leaders first (A37).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.errors import UsageError
from core.law import usual
from core.law.procedure import Opening, Parts
from core.law.regulation import Law
from core.law.route import (
    HEAD,
    LEADERSHIP,
    Holder,
    Step,
    consent,
    covering_field,
    deputy_of_field,
    inform,
    person,
    task,
)
from core.law.ruling import Objection
from core.office.office import Office, Rank

from .. import common
from .givers import Giver, giver_of, name_of

if TYPE_CHECKING:
    from .facts import DirectTask, ReportingBack, Resulting

Outcome = tuple["DirectTask", tuple[Objection, ...]]


def direct_task_route(facts: DirectTask, office: Office, law: Law) -> Parts:
    """Accept (23-3/1) and tell the leaders (6.1-3/1), or ask them first (A37); the result; the report back."""
    own = person(facts.person)
    in_charge = leaders(facts, office)
    match giver_of(facts.giver, office):
        case Giver.DIRECT:
            yield task("accept", "nhận việc", own, "23-3/1", id="accept", readings=("A36",))
            yield inform(LEADERSHIP, "6.1-3/1", giver=own, title="được báo việc giao thẳng", readings=("A36",))
        case Giver.THROUGH_LEADERS:
            yield consent(
                HEAD, "6.1-3/1", id="consent:leadership", title="đồng ý để chuyên viên nhận việc", readings=("A37",),
                others=tuple(h for h in in_charge if h != HEAD),
            )  # fmt: skip
            yield task("accept", "nhận việc", own, "6.1-3/1", id="accept", readings=("A37",))
        case Giver.NOBODY:
            return
    yield from afterwards(own, in_charge)


def afterwards(own: Holder, in_charge: tuple[Holder, ...]) -> Iterator[Step]:
    """6.1-3/2: the result is his own to answer for; 23-3/2: then the leader in charge hears what it was about."""
    first, *others = in_charge
    yield task("result", "hoàn thành, tự chịu trách nhiệm kết quả", own, "6.1-3/2", id="result")
    yield task(
        "report_back", "báo lại lãnh đạo phụ trách", own, "23-3/2", id="report_back", after=True, readings=("A36",)
    )
    yield inform(
        first, "23-3/2", id="inform:in_charge", title="được báo lại", after=True, giver=own, others=tuple(others)
    )


def leaders(facts: DirectTask, office: Office) -> tuple[Holder, ...]:
    """The deputy in charge of the field where one is named, else of the specialist's unit; the Head where none is."""
    if facts.field:
        return (deputy_of_field(facts.field), covering_field(facts.field))
    return usual.in_charge(usual.unit_of(facts.person, office), office)


def open_direct_task(facts: DirectTask, office: Office, law: Law) -> Opening:
    """By the specialist himself; a leader who learns of it may put it on record."""
    common.nothing_recorded(facts, ("result", "back"))
    usual.require_insider(facts.person, office, "chuyên viên được giao")
    if facts.field and facts.field not in office.establishment.fields:
        raise UsageError(f"Không có lĩnh vực «{facts.field}»; các lĩnh vực: {', '.join(office.establishment.fields)}.")
    if facts.when is not None and facts.when > office.at:
        raise UsageError(f"Lúc giao việc {facts.when:%H:%M %d/%m/%Y} còn ở phía trước; kiểm tra lại ngày giờ.")
    cites = ("23-3/1",) if giver_of(facts.giver, office) is Giver.DIRECT else ("6.1-3/1",)
    step = task("open", "nhận việc giao thẳng", person(facts.person), *cites, id="open", others=(LEADERSHIP,))
    return Opening(step, tuple(_objections(facts, office)))


def _objections(facts: DirectTask, office: Office) -> Iterator[Objection]:
    if office.rank_of(facts.person) is not Rank.SPECIALIST:
        yield Objection(
            ("6.1-3/1", "23-3/1"),
            f"Chỉ chuyên viên được giao việc thẳng; {office.name(facts.person)} không phải là chuyên viên.",
            ("Việc này giao qua lãnh đạo Văn phòng.",),
        )
    if giver_of(facts.giver, office) is Giver.NOBODY:
        yield _no_giver(facts.giver, office)


def _no_giver(giver: str, office: Office) -> Objection:
    """Nobody else gives work past the leaders; what a leader of the Office assigns is no such work."""
    name = name_of(giver, office)
    sentence = f"Không điều khoản nào cho phép {name} giao việc thẳng cho chuyên viên."
    unblock = "Đề nghị nơi giao gửi qua lãnh đạo Văn phòng để phân công."
    if office.rank_of(giver) in (Rank.HEAD, Rank.DEPUTY):
        sentence = f"Việc {name} phân công là việc thường ngày của Văn phòng, không phải việc giao thẳng từ trên."
        unblock = "Cứ làm theo phân công; không cần mở việc giao thẳng."
    return Objection(("6.1-3/1", "23-3/1"), sentence, (unblock,), ("A37",))


def finishing(facts: DirectTask, said: Resulting, by: str, office: Office, law: Law) -> Outcome:
    """Keeps what came of it, and when: the report back is due from that day."""
    from .facts import Result

    return facts.model_copy(update={"result": Result(says=said.says, on=usual.day_said(said.on, office))}), ()


def reporting_back(facts: DirectTask, said: ReportingBack, by: str, office: Office, law: Law) -> Outcome:
    return facts.model_copy(update={"back": said.says}), ()


def owners(facts: DirectTask) -> tuple[Holder, ...]:
    """Only the specialist: nobody of the Office takes back what was given from above."""
    return (person(facts.person),)


def norm(facts: DirectTask) -> str:
    return "6.1-3/1"
