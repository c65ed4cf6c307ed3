"""What is done while a report is awaited: remind, with guidance, and tell the leaders. Each as often as needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from core.law.procedure import Change
from core.law.regulation import Law
from core.law.route import LEADERSHIP, covering, deputy_of, follower_of_area, task
from core.office.office import Office

from .. import common
from .procedure import Outcome, chasing

if TYPE_CHECKING:
    from .facts import Reminding, Telling, WardReport

OPEN = frozenset({"open"})
Asked = Mapping[str, object]


def remind(facts: WardReport, law: Law, asked: Asked) -> Change:
    """21.1/1, 21.1/2: who follows the ward reminds it and sends what helps it to report; a leader may, too."""
    step = task(
        "remind", "nhắc, kèm hướng dẫn", follower_of_area(facts.ward), "21.1/1", "21.1/2",
        id="remind", others=(LEADERSHIP,),
    )  # fmt: skip
    return Change(step, OPEN, reminded)


def reminded(facts: WardReport, said: Reminding, office: Office, law: Law) -> Outcome:
    """As often as needed, also before the day: a friendly word in time."""
    return chasing(facts, said, "", office, law)


def inform_deputy(facts: WardReport, law: Law, asked: Asked) -> Change:
    """11.3/1: the specialist tells the deputy in charge."""
    step = task(
        "inform_deputy", "báo đồng chí Phó phụ trách", follower_of_area(facts.ward), "11.3/1", id="inform_deputy"
    )
    return Change(step, OPEN, _deputy_told)


def inform_head(facts: WardReport, law: Law, asked: Asked) -> Change:
    """4.3-3: where it goes on, the deputy tells the Head; the specialist may also do so himself (11.3/2)."""
    of_unit = law.text("relations.ward_unit")
    step = task(
        "inform_head", "báo Chánh Văn phòng", deputy_of(of_unit), "4.3-3", "11.3/2",
        id="inform_head", others=(covering(of_unit), follower_of_area(facts.ward)),
    )  # fmt: skip
    return Change(step, OPEN, _head_told)


def _deputy_told(facts: WardReport, said: Telling, office: Office, law: Law) -> Outcome:
    return _told(facts, "deputy", common.leader_of(law.text("relations.ward_unit"), office), said, office)


def _head_told(facts: WardReport, said: Telling, office: Office, law: Law) -> Outcome:
    return _told(facts, "head", office.acting_head or office.establishment.head, said, office)


def _told(
    facts: WardReport, level: Literal["deputy", "head"], to: str | None, said: Telling, office: Office
) -> Outcome:
    from .facts import Told

    new = Told(level=level, to=to or "", at=office.at, says=said.says)
    return facts.model_copy(update={"told": (*facts.told, new)}), ()
