"""Who may open a task, and with what (1.3/2, 3.5/5, 8.3/1): exactly one unit and one person answer for it."""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import UsageError
from core.law import usual
from core.law.procedure import Opening
from core.law.regulation import Law
from core.law.route import HEAD, LEADERSHIP, Step, deputy_of, task, unit
from core.law.ruling import Objection
from core.office.office import Office

from .. import common
from .facts import Task


def open_task(facts: Task, office: Office, law: Law) -> Opening:
    common.nothing_recorded(facts)
    return Opening(opener(facts, law), tuple(_objections(facts, office)))


def opener(facts: Task, law: Law) -> Step:
    """Sudden tasks from above come through the Head; a conclusion is put on record by a leader or those who help him;
    of the Office's plan by the leaders and the General unit; of a unit's plan by the unit and those above it.
    """
    own, above = unit(facts.unit), (deputy_of(facts.unit), HEAD)
    general = unit(common.general(law))
    if facts.source == "sudden":
        return task("open", "giao việc đột xuất cấp trên giao", HEAD, "3.5/5", "1.3/2", id="open", readings=("A46",))
    if facts.source == "conclusion":
        return task(
            "open", "ghi việc theo kết luận", LEADERSHIP, "1.3/2", "8.4/1", id="open", others=(own, general),
            readings=("A46",),
        )  # fmt: skip
    if facts.scope == "office":
        return task(
            "open", "ghi việc của kế hoạch cơ quan", HEAD, "1.3/2", "8.4/1", id="open",
            others=(deputy_of(facts.unit), general), readings=("A46",),
        )  # fmt: skip
    return task(
        "open", "ghi việc của bộ phận", own, "1.3/2", "8.3/1", id="open", others=above, readings=("A46",)
    )  # fmt: skip


def _objections(facts: Task, office: Office) -> Iterator[Objection]:
    several = tuple(usual.one_of_each(facts.unit, facts.responsible, office))
    yield from several
    if several:
        return
    common.require_units((facts.unit, *facts.cooperating), office)
    elsewhere = common.of_the_unit(facts.responsible, facts.unit, office)
    if elsewhere is not None:
        yield elsewhere
    if facts.unit in facts.cooperating:
        raise UsageError("Bộ phận chủ trì không đồng thời là bộ phận phối hợp; bỏ khỏi mục cooperating.")
    if facts.source != "conclusion" and facts.due < usual.today(office):
        raise UsageError(f"Hạn {usual.dmy(facts.due)} đã qua; ghi hạn từ hôm nay trở đi.")


def lacking(facts: Task) -> str:
    """What a task cannot be opened without."""
    if facts.source in ("plan", "other") and not facts.product.strip():
        return "Còn thiếu «Sản phẩm phải có» (product)."
    if facts.source == "sudden" and not facts.giver.strip():
        return "Còn thiếu «Người giao» (giver): việc đột xuất do đồng chí hoặc cơ quan cấp trên nào giao."
    return ""
